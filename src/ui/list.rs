//! The list of hits.

use anstyle::Effects;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::text::{fill, put, spans, spans_in};
use super::{Look, Over, Sheet};
use crate::app::{App, Focus, LEAD, Layout, Row, Scrollbar, cells};
use crate::document::{Line, Role, Severity, Span, columns, cut, lay_out};
use crate::theme::Part;

pub(super) fn draw(sheet: &mut Sheet<'_>, app: &App<'_>, layout: &Layout, look: Look) {
    let list = app.list();
    let Some(rect) = layout.list else {
        return;
    };
    if list.items().is_empty() {
        return nothing(sheet.buffer_mut(), app, rect, look);
    }
    let mut y = rect.y;
    for index in list.top()..list.items().len() {
        if let Some(name) = list.heading(index) {
            // Without a row below it, it would be over nothing.
            if y + 1 >= rect.bottom() {
                break;
            }
            heading(sheet.buffer_mut(), Rect { y, ..rect }, name, look);
            y += 1;
        }
        let Some(row) = list.row(index).filter(|_| y < rect.bottom()) else {
            break;
        };
        let is_selected = index == list.selected();
        if is_selected && app.focus() == Focus::List && app.overlay().is_none() {
            // Where a screen reader looks.
            sheet.set_cursor_position((rect.x, y));
        }
        let height = cells(row.lines.len()).min(rect.bottom() - y);
        let area = Rect { y, height, ..rect };
        draw_row(sheet.buffer_mut(), app, row, area, is_selected, look);
        y += height;
    }
    if let Some(bar) = app.list_bar(layout) {
        scrollbar(sheet.buffer_mut(), bar, look);
    }
}

fn nothing(buffer: &mut Buffer, app: &App<'_>, rect: Rect, look: Look) {
    if app.list().is_commands() {
        let remark = "No command has this name; : alone lists them all.";
        let style = look.theme.role(Role::Text);
        let room = usize::from(rect.width.saturating_sub(2));
        buffer.set_string(rect.x + 1, rect.y, cut(remark, room), style);
        return;
    }
    let room = App::room_of_nothing(rect);
    let lines = lay_out(app.nothing(), room);
    for (y, line) in (rect.y..rect.bottom()).zip(&lines) {
        spans(
            buffer,
            (rect.x + 1, y),
            room,
            &line.spans,
            Over::Nothing,
            look,
        );
    }
}

/// A heading in a rule over the width of the list.
pub(super) fn heading(buffer: &mut Buffer, rect: Rect, name: &str, look: Look) {
    let width = usize::from(rect.width);
    let line = look.glyphs.lines().across;
    fill(buffer, Rect { height: 1, ..rect }, line, look.theme.frame());
    let room = width.saturating_sub(4);
    // What a name explains in brackets is left out where only the name fits.
    let short = name.split(" (").next().unwrap_or(name);
    let name = if columns(name) <= room { name } else { short };
    let name = format!(" {} ", cut(name, room));
    let style = look.theme.role(Role::Heading);
    let room = width.saturating_sub(1);
    put(buffer, (rect.x + 1, rect.y), &name, room, style);
}

fn draw_row(
    buffer: &mut Buffer,
    app: &App<'_>,
    row: &Row,
    rect: Rect,
    is_selected: bool,
    look: Look,
) {
    let over = match (is_selected, app.focus()) {
        (true, Focus::Search | Focus::List) => Over::Selected,
        (true, Focus::Page) => Over::Bold,
        (false, _) => Over::Nothing,
    };
    if over != Over::Nothing {
        buffer.set_style(rect, over.style(look));
    }
    let is_marked = row.lookup.is_some() && app.marked() == row.lookup;
    let lead = match (is_selected, is_marked) {
        (_, true) => "*",
        (true, false) => look.glyphs.lead(),
        (false, false) => " ",
    };
    let mut style = over.style(look);
    if let (Over::Selected, Some(colour)) = (over, look.theme.palette().on_selected(Part::Focus)) {
        style = style.fg(colour.into());
    }
    let width = usize::from(rect.width);
    put(buffer, (rect.x, rect.y), lead, width, style);
    let signs: Vec<Span> = row
        .signs
        .iter()
        .map(|sign| sign_span(*sign, look))
        .collect();
    spans(buffer, (rect.x + 1, rect.y), LEAD - 1, &signs, over, look);
    let width = rect.width.saturating_sub(row.lead());
    for (y, line) in (rect.y..rect.bottom()).zip(&row.lines) {
        let at = (rect.x + row.lead(), y);
        if line.iter().map(Span::width).sum::<usize>() <= usize::from(width) {
            marked(buffer, at, width, line, over, look);
            continue;
        }
        // What does not fit says so.
        let mut line = Line {
            spans: line.clone(),
            ..Line::default()
        };
        line.cut(usize::from(width));
        marked(buffer, at, width, &line.spans, over, look);
    }
}

/// Writes a text of a row, in which what was found is marked.
fn marked(buffer: &mut Buffer, at: (u16, u16), width: u16, spans: &[Span], over: Over, look: Look) {
    let style_of = |span: &Span| {
        let style = look.theme.span(span, false);
        if span.matched && span.related {
            // Nothing leads on here that is underlined too.
            let effects = style.get_effects().remove(Effects::BOLD);
            return over.of(span, style.effects(effects | Effects::UNDERLINE), look);
        }
        over.of(span, style, look)
    };
    spans_in(buffer, at, width, spans, style_of, look);
}

fn sign_span(severity: Severity, look: Look) -> Span {
    Span::new(look.glyphs.sign(severity), Role::Code(severity))
}

/// The thumb of a scrollbar, on a line that is there already.
pub(super) fn scrollbar(buffer: &mut Buffer, bar: Scrollbar, look: Look) {
    for y in bar.thumb() {
        let thumb = look.glyphs.lines().thumb;
        buffer.set_string(bar.track.x, y, thumb, look.theme.focused());
    }
}
