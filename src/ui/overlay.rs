//! The help and the filter menu, in a frame over the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Clear, Widget};
use unicode_width::UnicodeWidthStr;

use super::text::put;
use super::{Look, Over, Sheet, frame, page};
use crate::app::{App, FilterMenu, FilterRow, Layout, Overlay, Pager, cells};
use crate::document::{Role, Severity, cut, first_fitting};
use crate::theme::{Glyphs, Part};

pub(super) fn draw(sheet: &mut Sheet<'_>, app: &App<'_>, layout: &Layout, look: Look) {
    let (typed, cursor, hints) = match app.overlay() {
        Some(Overlay::Help(help)) => {
            let pager = help.pager();
            let columns = help.in_columns(&layout.help_columns());
            let end = columns.last().map_or(0, |(_, lines)| lines.end);
            let first = pager.scroll();
            let place = place(first, end.saturating_sub(first), pager.lines().len());
            framed(sheet, layout.overlay, ("Keys", &place), look);
            for (column, lines) in columns {
                let column = Rect {
                    height: cells(lines.len()),
                    ..column
                };
                page::lines(sheet, pager, (column, lines.start), false, look);
                all_signs(sheet.buffer_mut(), pager, (column, lines.start), look);
            }
            (
                help.typed(),
                help.cursor(),
                &["type what you want to do", "type to narrow"][..],
            )
        }
        Some(Overlay::Filter(menu)) => {
            filter(sheet, app, menu, layout, look);
            let hints = &["type to narrow; a digit sets the class", "type to narrow"];
            (menu.typed(), menu.cursor(), &hints[..])
        }
        None => return,
    };
    input(sheet, layout.overlay_input, (typed, cursor, hints), look);
}

/// Shows the signs that the help explains as they are elsewhere.
fn all_signs(buffer: &mut Buffer, pager: &Pager, (rect, first): (Rect, usize), look: Look) {
    let lines = pager.lines().iter().skip(first);
    for (y, line) in (rect.y..rect.bottom()).zip(lines) {
        if let Some(key) = line.spans.first().filter(|span| span.role == Role::Key) {
            let width = cells(key.width()).min(rect.width);
            signs(buffer, Rect::new(rect.x, y, width, 1), &key.text, look);
        }
    }
}

/// Shows signs as they are in the list: those that the terminal has, in their colours.
fn signs(buffer: &mut Buffer, area: Rect, text: &str, look: Look) {
    let signs = text.chars().map(|sign| {
        let mut known = Severity::ALL.into_iter();
        known.find(|severity| Glyphs::Unicode.sign(*severity).starts_with(sign))
    });
    let Some(signs) = signs.collect::<Option<Vec<Severity>>>() else {
        return;
    };
    for (x, severity) in (area.x..area.right()).zip(signs) {
        let style = Style::from(look.theme.role(Role::Code(severity)));
        let style = style.remove_modifier(Modifier::DIM);
        buffer.set_string(x, area.y, look.glyphs.sign(severity), style);
    }
}

fn filter(sheet: &mut Sheet<'_>, app: &App<'_>, menu: &FilterMenu, layout: &Layout, look: Look) {
    let cells = layout.filter_cells(menu.total());
    let first = menu.first(cells.len());
    let place = place(first, cells.len(), menu.rows().len());
    let passing = menu.passing();
    let total = app.catalog().entries().len();
    let room = usize::from(layout.overlay.width).saturating_sub(place.width() + 8);
    let title = with_chips(
        format!("Filter: {passing} of {total}"),
        app.active_filters(),
        room,
    );
    framed(sheet, layout.overlay, (&title, &place), look);
    let buffer = sheet.buffer_mut();
    if let (Some(nothing), Some(cell)) = (menu.nothing(), cells.first()) {
        put(
            buffer,
            (cell.x, cell.y),
            &nothing,
            usize::from(cell.width),
            Style::default(),
        );
    }
    let mut above = None;
    for (at, (row, cell)) in menu.rows().skip(first).zip(cells).enumerate() {
        // The name of a field stands at the first of its rows, and at the top of a column.
        let here = (row.field, cell.x);
        let field = if above.replace(here) == Some(here) {
            ""
        } else {
            row.field
        };
        let is_selected = first + at == menu.selected();
        draw_row(buffer, (field, row), cell, is_selected, look);
    }
}

/// A title with what is set behind it, as much as fits, and a sign that there is more.
fn with_chips(mut title: String, set: Vec<String>, room: usize) -> String {
    for name in set {
        let chip = format!(" [{name}]");
        if title.width() + chip.width() > room {
            title.push_str(" …");
            break;
        }
        title.push_str(&chip);
    }
    title
}

fn draw_row(
    buffer: &mut Buffer,
    (field, row): (&str, &FilterRow),
    cell: Rect,
    is_selected: bool,
    look: Look,
) {
    let width = usize::from(cell.width);
    let set = if row.is_set { "x" } else { " " };
    let count = row.count.to_string();
    let room = width.saturating_sub(count.len() + 1);
    let lead = format!("[{set}] {field:<8} ");
    let left = if lead.width() + row.value.width() <= room {
        lead + &row.value
    } else {
        // What stands in brackets behind a name only explains it.
        let value = row.value.split(" (").next();
        lead + value.unwrap_or(&row.value)
    };
    let style: Style = match (is_selected, row.is_set, row.count) {
        (true, ..) => Over::Selected.style(look),
        (_, true, _) => look.theme.part(Part::Focus).into(),
        (_, _, 0) => look.theme.role(Role::Muted).into(),
        _ => Style::default(),
    };
    if style != Style::default() {
        buffer.set_style(cell, style);
    }
    if left.width() <= room {
        put(buffer, (cell.x, cell.y), &left, room, style);
    } else {
        let left = whole_words(&left, room);
        put(buffer, (cell.x, cell.y), &left, room, style);
    }
    let at = cell.right().saturating_sub(cells(count.len()));
    put(buffer, (at.max(cell.x), cell.y), &count, width, style);
}

/// A text cut to a width, behind a word where there is one.
pub(super) fn whole_words(text: &str, width: usize) -> String {
    let shown = cut(text, width);
    match shown
        .strip_suffix('…')
        .and_then(|rest| rest.rsplit_once(' '))
    {
        Some((words, part)) if !part.is_empty() && !text.ends_with('…') => {
            format!("{}…", words.trim_end())
        }
        _ => shown,
    }
}

/// What is typed, with the cursor in it.
fn input(
    sheet: &mut Sheet<'_>,
    rect: Rect,
    (typed, cursor, hints): (&str, usize, &[&str]),
    look: Look,
) {
    if rect.height == 0 {
        return;
    }
    let width = usize::from(rect.width);
    let prompt = format!("{} ", look.glyphs.prompt());
    let buffer = sheet.buffer_mut();
    buffer.set_stringn(rect.x, rect.y, prompt, width, look.theme.focused());
    let (x, room) = (rect.x + 2, width.saturating_sub(2));
    let hint = first_fitting(hints, room);
    if typed.is_empty() {
        buffer.set_stringn(
            x,
            rect.y,
            cut(hint, room),
            room,
            look.theme.role(Role::Muted),
        );
    } else {
        buffer.set_stringn(x, rect.y, typed, room, Style::default());
    }
    let at = cells(cursor.min(room.saturating_sub(1)));
    sheet.set_cursor_position((x + at, rect.y));
}

/// Which lines of how many are in view; nothing if all are.
fn place(first: usize, height: usize, total: usize) -> String {
    if total <= height {
        return String::new();
    }
    format!("{}-{} of {total}", first + 1, (first + height).min(total))
}

fn framed(sheet: &mut Sheet<'_>, rect: Rect, (title, place): (&str, &str), look: Look) {
    let buffer = sheet.buffer_mut();
    if rect != buffer.area {
        Clear.render(rect, buffer);
    }
    frame::rounded(buffer, rect, look.theme.focused().into(), look);
    frame::name(buffer, rect, (title, place), true, look);
}
