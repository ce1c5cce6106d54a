//! The search row: what is typed, the filters and the counts; or the text that is to be found in the page.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use tui_input::Input;
use unicode_width::UnicodeWidthStr;

use super::overlay::whole_words;
use super::text::put;
use super::{Look, Sheet, pointed_at};
use crate::app::{App, Focus, Layout, cells};
use crate::document::{Role, cut, first_fitting};

/// The prompt, what is typed, the filters and the counts.
pub(super) fn draw(sheet: &mut Sheet<'_>, app: &App<'_>, layout: &Layout, look: Look) {
    if let Some(input) = app.finding() {
        return find_row(sheet, (input, app.found_place()), layout.search, look);
    }
    let row = app.search_row(layout);
    let is_focused = app.focus() == Focus::Search;
    let theme = look.theme;
    let style = if is_focused {
        theme.focused()
    } else {
        theme.frame()
    };
    let value = app.input().value();
    let room = usize::from(row.text.width);
    let (x, y) = (row.text.x, row.text.y);
    let prompt = prompt(&row.prompt, look);
    let buffer = sheet.buffer_mut();
    buffer.set_stringn(
        layout.search.x,
        y,
        prompt,
        usize::from(layout.search.width),
        style,
    );
    if let (true, Some((chips, _))) = (value.is_empty(), app.explained()) {
        let chips = whole_chips(chips.iter().map(|chip| format!("[{chip}]")), room);
        let (end, _) = buffer.set_stringn(x, y, chips, room, theme.role(Role::Strong));
        if layout.pasted_text.is_none() {
            quote(buffer, app, (end + 2, y), x + cells(room), look);
        }
    } else if value.is_empty() {
        let hint = hint(app, room);
        buffer.set_stringn(x, y, cut(hint, room), room, theme.role(Role::Muted));
    } else {
        let style = if app.replaces() {
            pointed_at()
        } else {
            Style::default()
        };
        buffer.set_stringn(x, y, skip_columns(value, row.scroll), room, style);
    }
    for chip in &row.chips {
        buffer.set_string(chip.at.x, y, &chip.text, theme.focused());
    }
    let (at, count) = &row.count;
    buffer.set_string(*at, y, count, theme.role(Role::Muted));
    if is_focused && app.overlay().is_none() {
        let cursor = app.input().visual_cursor().saturating_sub(row.scroll);
        let cursor = cells(cursor.min(room.saturating_sub(1)));
        sheet.set_cursor_position((x + cursor, y));
    }
}

/// The sign that leads a text, behind what is asked for.
fn prompt(asked: &str, look: Look) -> String {
    let sign = look.glyphs.prompt();
    if asked.is_empty() {
        format!(" {sign} ")
    } else {
        format!(" {asked} {sign} ")
    }
}

/// The fewest columns for the words that told what a reply says.
const LEAST_QUOTED: usize = 16;

/// The words that told what a reply says, for where the text itself is not beside it: as many as fit, behind a column and before another.
fn quote(buffer: &mut Buffer, app: &App<'_>, (x, y): (u16, u16), end: u16, look: Look) {
    let room = usize::from(end.saturating_sub(x));
    let Some(words) = app.telling_words().filter(|_| room >= LEAST_QUOTED) else {
        return;
    };
    // Neither a line break nor anything else that is no sign.
    let words = words.replace(char::is_control, " ");
    let quoted = format!("\"{}\"", whole_words(&words, room - 2));
    buffer.set_stringn(x, y, quoted, room, look.theme.role(Role::Text));
}

/// As many chips as fit whole, the first in any case, and a sign if there are more.
fn whole_chips(chips: impl Iterator<Item = String>, room: usize) -> String {
    let chips: Vec<String> = chips.collect();
    let fits = |count: usize| {
        let more = if count < chips.len() { " …" } else { "" };
        let text = chips[..count].join(" ") + more;
        (text.width() <= room).then_some(text)
    };
    let shown = (1..=chips.len()).rev().find_map(fits);
    shown.unwrap_or_else(|| cut(&chips.join(" "), room))
}

/// What can be done with the empty box, in as many words as fit.
fn hint(app: &App<'_>, room: usize) -> &'static str {
    let hints: &[&str] = if app.picking().is_some() {
        // A bounce is no side of a comparison.
        &["type a code or words", "code or words", "a code"]
    } else {
        &[
            "paste a bounce, type a code or words, or : for commands",
            "paste a bounce, type a code or words",
            "a bounce, a code, or words",
            "code or words",
        ]
    };
    first_fitting(hints, room)
}

/// The fewest columns for a text that is to be found, if something is said beside it.
const LEAST_FOUND: usize = 12;

/// From this width on, it is said where the text is to be found.
const ROOM_TO_SAY: usize = 48;

/// The prompt and the text that is to be found in the page, and which of its places is shown.
fn find_row(
    sheet: &mut Sheet<'_>,
    (input, (at, all)): (&Input, (usize, usize)),
    rect: Rect,
    look: Look,
) {
    let width = usize::from(rect.width);
    let place = match (input.value(), all) {
        ("", _) => String::new(),
        (_, 0) => " not here ".to_owned(),
        _ => format!(" hit {at}/{all} "),
    };
    let says = if width < ROOM_TO_SAY {
        "find"
    } else {
        "find in the page"
    };
    let prompt = prompt(says, look);
    let taken = prompt.width().min(width.saturating_sub(2));
    let fits = taken + place.len() + LEAST_FOUND <= width;
    let place = if fits { place } else { String::new() };
    let room = width - taken - place.len();
    let scroll = input.visual_scroll(room.saturating_sub(1));
    let buffer = sheet.buffer_mut();
    buffer.set_stringn(rect.x, rect.y, prompt, taken, look.theme.focused());
    let x = rect.x + cells(taken);
    let shown = skip_columns(input.value(), scroll);
    buffer.set_stringn(x, rect.y, shown, room, Style::default());
    let muted = look.theme.role(Role::Muted);
    put(buffer, (x + cells(room), rect.y), &place, width, muted);
    let cursor = input.visual_cursor().saturating_sub(scroll);
    let cursor = cells(cursor.min(room.saturating_sub(1)));
    sheet.set_cursor_position((x + cursor, rect.y));
}

/// A text without its first columns.
fn skip_columns(text: &str, skip: usize) -> &str {
    let mut skipped = 0;
    for (at, c) in text.char_indices() {
        if skipped >= skip {
            return &text[at..];
        }
        let mut one = [0; 4];
        skipped += c.encode_utf8(&mut one).width();
    }
    ""
}
