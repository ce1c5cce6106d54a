//! What is around the panes: the frame with the names of the panes and the places in them, and the keys in its last row.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::text::{fill, put};
use super::{Look, Sheet};
use crate::app::{App, Focus, Layout, cells};
use crate::document::{Role, cut};

pub(super) fn too_small(sheet: &mut Sheet<'_>, look: Look) {
    let area = sheet.area();
    let style = look.theme.role(Role::Text);
    let buffer = sheet.buffer_mut();
    for (row, text) in (area.y..area.bottom()).zip(["too small:", "make it 20x5"]) {
        buffer.set_stringn(area.x, row, text, usize::from(area.width), style);
    }
}

/// The frame around the panes, with their names and the places in them; that of the pane with the focus stands out.
pub(super) fn borders(sheet: &mut Sheet<'_>, app: &App<'_>, layout: &Layout, look: Look) {
    let rect = layout.frame;
    let lines = look.glyphs.lines();
    let style = look.theme.frame();
    let buffer = sheet.buffer_mut();
    rounded(buffer, rect, style.into(), look);
    let (right, bottom) = (rect.right() - 1, rect.bottom() - 1);
    let uprights = [
        layout.divider.map(|divider| divider.x),
        layout.aside.map(|aside| aside.x - 1),
    ];
    // What covers the whole width leaves only the footer of the frame.
    let covers = layout.overlay.width == rect.width && layout.overlay.y == 0;
    let is_covered = covers && app.overlay().is_some();
    for x in uprights.into_iter().flatten().filter(|_| !is_covered) {
        let upright = Rect::new(x, rect.y, 1, rect.height);
        fill(buffer, upright, lines.down, style);
        buffer.set_string(x, rect.y, lines.fork, style);
        buffer.set_string(x, bottom, lines.join, style);
    }
    if let Some(rule) = layout.pasted_rule {
        fill(buffer, Rect { height: 1, ..rule }, lines.across, style);
        let room = usize::from(rule.width) - 1;
        put(buffer, (rule.x + 1, rule.y), " The text ", room, style);
    }
    if let Some(list) = layout.list {
        let pane = edges(
            rect,
            list.x - 1,
            layout.divider.map_or(right, |line| line.x),
        );
        let is_focused = app.focus() == Focus::List;
        let place = app.list_place();
        name(buffer, pane, (app.list_title(), &place), is_focused, look);
    }
    if let Some(page) = layout.page {
        let pane = edges(rect, page.x - 1, page.right() - 1);
        let is_focused = app.focus() == Focus::Page;
        let place = app.page_place();
        let title = app.page_title(app.title_room(pane));
        if let Some(aside) = layout.aside {
            let place = section_place(app);
            let pane = edges(rect, aside.x - 1, right);
            name(buffer, pane, ("On this page", &place), false, look);
        }
        name(buffer, pane, (&title, &place), is_focused, look);
    }
    if let Some(divider) = layout.divider.filter(|_| app.holds_divider()) {
        buffer.set_style(divider, undimmed(look.theme.focused().into()));
    }
}

/// A frame with round corners.
pub(super) fn rounded(buffer: &mut Buffer, rect: Rect, style: Style, look: Look) {
    let lines = look.glyphs.lines();
    let (right, bottom) = (rect.right() - 1, rect.bottom() - 1);
    for y in [rect.y, bottom] {
        let row = Rect {
            y,
            height: 1,
            ..rect
        };
        fill(buffer, row, lines.across, style);
    }
    for x in [rect.x, right] {
        let column = Rect {
            x,
            width: 1,
            ..rect
        };
        fill(buffer, column, lines.down, style);
    }
    buffer.set_string(rect.x, rect.y, lines.top_left, style);
    buffer.set_string(right, rect.y, lines.top_right, style);
    buffer.set_string(rect.x, bottom, lines.bottom_left, style);
    buffer.set_string(right, bottom, lines.bottom_right, style);
}

/// A pane with its edges, from one column to another.
fn edges(frame: Rect, left: u16, right: u16) -> Rect {
    Rect::new(left, frame.y, right - left + 1, frame.height)
}

/// Which of the sections is read.
fn section_place(app: &App<'_>) -> String {
    let pager = app.pager();
    match pager.sections().len() {
        0 => String::new(),
        count => format!("{}/{count}", pager.section() + 1),
    }
}

/// The columns that a place in an edge takes.
fn place_room(place: &str) -> usize {
    if place.is_empty() {
        0
    } else {
        place.width() + 3
    }
}

/// Writes the name of a pane and the place in it into its upper edge, and shows whether it has the focus.
pub(super) fn name(
    buffer: &mut Buffer,
    pane: Rect,
    (name, place): (&str, &str),
    is_focused: bool,
    look: Look,
) {
    let style = if is_focused {
        look.theme.focused()
    } else {
        look.theme.frame()
    };
    if is_focused {
        outline(buffer, pane, style.into());
    }
    let inner = usize::from(pane.width).saturating_sub(4);
    let place_room = place_room(place);
    let shown = cut(name, inner.saturating_sub(place_room));
    if !shown.is_empty() {
        buffer.set_stringn(pane.x + 2, pane.y, format!(" {shown} "), inner, style);
    }
    if place_room > 0 && place_room + 2 <= inner {
        let at = pane.right() - 2 - cells(place.width() + 2);
        buffer.set_string(at, pane.y, format!(" {place} "), style);
    }
}

/// Gives the edges of a pane a style.
fn outline(buffer: &mut Buffer, pane: Rect, style: Style) {
    let (right, bottom) = (pane.right() - 1, pane.bottom() - 1);
    let style = undimmed(style);
    for y in [pane.y, bottom] {
        let row = Rect {
            y,
            height: 1,
            ..pane
        };
        buffer.set_style(row, style);
    }
    for x in [pane.x, right] {
        let column = Rect {
            x,
            width: 1,
            ..pane
        };
        buffer.set_style(column, style);
    }
}

/// A style over one that may be dim.
fn undimmed(style: Style) -> Style {
    style.remove_modifier(ratatui::style::Modifier::DIM)
}

/// What was just done, or what the keys do now: as many as fit, the most useful first.
pub(super) fn footer(sheet: &mut Sheet<'_>, app: &App<'_>, layout: &Layout, look: Look) {
    let rect = layout.footer;
    let width = usize::from(rect.width).saturating_sub(4);
    let buffer = sheet.buffer_mut();
    let left = rect.x + 2;
    // In one style, whichever panes are above.
    let style = Style::reset().patch(Style::from(look.theme.role(Role::Warning)));
    if let Some(told) = app.told() {
        let rows = app.told_rows();
        if rows.is_empty() {
            buffer.set_stringn(left, rect.y, format!(" {told} "), width, style);
        }
        let all = layout.told;
        for (y, row) in (all.y..all.bottom()).zip(&rows) {
            fill(
                buffer,
                Rect {
                    y,
                    height: 1,
                    ..all
                },
                " ",
                Style::reset(),
            );
            let room = usize::from(all.width).saturating_sub(1);
            buffer.set_stringn(all.x + 1, y, row, room, style);
        }
        return;
    }
    if let Some(message) = app.message() {
        let text = format!(" {} ", cut(message, width.saturating_sub(2)));
        buffer.set_stringn(left, rect.y, text, width, style);
        return;
    }
    if let Some(mode) = app.mode(layout) {
        let pill = Style::reset().patch(Style::from(look.theme.focused().invert()));
        put(buffer, (left, rect.y), &format!(" {mode} "), width, pill);
    }
    for button in app.buttons(layout) {
        let (x, y) = (button.at.x, button.at.y);
        let key = button.hint.key.to_string();
        fill(buffer, button.at, " ", Style::reset());
        let next = put(buffer, (x + 1, y), &key, width, look.theme.focused());
        put(
            buffer,
            (next + 1, y),
            &button.hint.word,
            width,
            Style::reset(),
        );
    }
}
