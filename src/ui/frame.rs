//! What frames the panes: the search row, the rule that names the panes, the footer.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use tui_input::Input;
use unicode_width::UnicodeWidthStr;

use super::Look;
use crate::app::{App, Focus, Layout, Picking, Side};
use crate::document::{Role, cut};

pub(super) fn too_small(frame: &mut Frame<'_>, look: Look) {
    let area = frame.area();
    let style = look.theme.role(Role::Text);
    let buffer = frame.buffer_mut();
    for (row, text) in (area.y..area.bottom()).zip(["too small:", "make it 20x5"]) {
        buffer.set_stringn(area.x, row, text, usize::from(area.width), style);
    }
}

/// The prompt, what is typed, the filters and the counts.
pub(super) fn search_row(frame: &mut Frame<'_>, app: &App, layout: &Layout, look: Look) {
    let rect = layout.search;
    let width = usize::from(rect.width);
    if let Some(input) = app.finding() {
        return find_row(frame, input, rect, look);
    }
    let prompt = match app.picking() {
        Some(picking) => choosing(picking, width / 2),
        None => " › ".to_owned(),
    };
    let status = status(app, width);
    let prompt = cut(&prompt, width / 2);
    let prompt_width = prompt.width();
    let room = width
        .saturating_sub(prompt_width + status.width() + 2)
        .max(8)
        .min(width.saturating_sub(prompt_width));
    let focused = app.focus() == Focus::Search;
    let style = if focused {
        look.theme.focused()
    } else {
        look.theme.frame()
    };
    let scroll = app.input().visual_scroll(room.saturating_sub(1));
    let value = app.input().value();
    let buffer = frame.buffer_mut();
    buffer.set_stringn(rect.x, rect.y, &prompt, width, style);
    let x = rect.x + columns(prompt_width);
    if value.is_empty() {
        if let Some((chips, _)) = app.explained() {
            let chips: Vec<String> = chips.iter().map(|chip| format!("[{chip}]")).collect();
            let chips = cut(&chips.join(" "), room);
            buffer.set_stringn(x, rect.y, chips, room, look.theme.role(Role::Strong));
        } else {
            let hint = "paste a bounce, type a code or words, 250 vs 556, : commands";
            buffer.set_stringn(x, rect.y, cut(hint, room), room, look.theme.frame());
        }
    } else {
        let shown = skip_columns(value, scroll);
        buffer.set_stringn(x, rect.y, shown, room, Style::default());
    }
    if prompt_width + room + status.width() < width {
        let at = rect.x + rect.width - columns(status.width()) - 1;
        buffer.set_string(at, rect.y, status, look.theme.frame());
    }
    if focused && app.overlay().is_none() {
        let cursor = app.input().visual_cursor().saturating_sub(scroll);
        let cursor = columns(cursor.min(room.saturating_sub(1)));
        frame.set_cursor_position((x + cursor, rect.y));
    }
}

/// The prompt and the text that is to be found in the page.
fn find_row(frame: &mut Frame<'_>, input: &Input, rect: Rect, look: Look) {
    let prompt = " find in the page › ";
    let width = usize::from(rect.width);
    let taken = prompt.width().min(width.saturating_sub(2));
    let room = width - taken;
    let scroll = input.visual_scroll(room.saturating_sub(1));
    let buffer = frame.buffer_mut();
    buffer.set_stringn(rect.x, rect.y, prompt, taken, look.theme.focused());
    let x = rect.x + columns(taken);
    let shown = skip_columns(input.value(), scroll);
    buffer.set_stringn(x, rect.y, shown, room, Style::default());
    let cursor = input.visual_cursor().saturating_sub(scroll);
    let cursor = columns(cursor.min(room.saturating_sub(1)));
    frame.set_cursor_position((x + cursor, rect.y));
}

/// What is chosen, as far as the room allows: the side that changes first.
fn choosing(picking: Picking, room: usize) -> String {
    let Picking {
        side,
        replaced,
        kept,
    } = picking;
    let Some(replaced) = replaced else {
        return format!(" compare {kept} with › ");
    };
    let side = match side {
        Side::Left => "left",
        Side::Right => "right",
    };
    let all = format!(" replace {replaced} on the {side}, keep {kept} › ");
    if all.width() <= room {
        all
    } else {
        format!(" replace {replaced} › ")
    }
}

fn columns(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
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
    if skipped >= skip && skip == 0 {
        text
    } else {
        ""
    }
}

fn status(app: &App, width: usize) -> String {
    let mut parts = Vec::new();
    if width >= 50 {
        parts.extend(app.active_filters().iter().map(|chip| format!("[{chip}]")));
        parts.extend(app.marked().map(|lookup| format!("*{lookup}")));
    } else if !app.filter().is_empty() {
        parts.push("[…]".to_owned());
    }
    if let Some((_, lines)) = app.explained() {
        parts.push(lines);
        return parts.join(" ");
    }
    let total = app.catalog().entries().len();
    parts.push(if app.list().is_nearest() {
        "no code matches; nearest:".to_owned()
    } else if app.list().is_commands() {
        format!("{} commands", app.list().items().len())
    } else {
        format!("{} of {total}", app.list().shown())
    });
    parts.join(" ")
}

/// The rule under the search row, with the names of the panes in it.
pub(super) fn rule(frame: &mut Frame<'_>, app: &App, layout: &Layout, look: Look) {
    let rect = layout.rule;
    let style = look.theme.frame();
    let buffer = frame.buffer_mut();
    buffer.set_string(rect.x, rect.y, "─".repeat(usize::from(rect.width)), style);
    let mut name = |x: u16, text: &str, room: usize, focused: bool| {
        let style = if focused {
            look.theme.focused()
        } else {
            look.theme.frame()
        };
        let text = format!(" {} ", cut(text, room.saturating_sub(4)));
        buffer.set_stringn(x, rect.y, text, room, style);
    };
    if let Some(list) = layout.list {
        let focused = app.focus() == Focus::List;
        name(
            list.x + 1,
            app.list_title(),
            usize::from(list.width),
            focused,
        );
    }
    if let Some(page) = layout.page {
        let title = app.page_title(usize::from(page.width).saturating_sub(5));
        let focused = app.focus() == Focus::Page;
        name(page.x + 1, &title, usize::from(page.width), focused);
    }
    if let Some(rule) = layout.pasted_rule {
        buffer.set_string(rule.x, rule.y, "─".repeat(usize::from(rule.width)), style);
        buffer.set_stringn(
            rule.x + 1,
            rule.y,
            " The text ",
            usize::from(rule.width) - 1,
            style,
        );
    }
    let joins = layout.pasted_rule.map(|rule| rule.y);
    if let Some(divider) = layout.divider {
        buffer.set_string(divider.x, rect.y, "┬", style);
        for y in divider.y..divider.y + divider.height {
            let sign = if joins == Some(y) { "┤" } else { "│" };
            buffer.set_string(divider.x, y, sign, style);
        }
    }
}

/// A message in rows of a width; a word that is longer than a row is cut where the row ends, so that an address can be read as one.
fn rows_of(message: &str, width: usize) -> Vec<String> {
    let mut rows = vec![String::new()];
    let mut used = 0;
    for word in message.split_inclusive(' ') {
        let needed = word.trim_end().width();
        if used > 0 && used + needed > width && needed <= width {
            rows.push(String::new());
            used = 0;
        }
        for c in word.chars() {
            let mut one = [0; 4];
            let wide = c.encode_utf8(&mut one).width();
            if used + wide > width && c != ' ' {
                rows.push(String::new());
                used = 0;
            }
            if let Some(row) = rows.last_mut() {
                row.push(c);
            }
            used += wide;
        }
    }
    rows
}

/// What was just done, or what the keys do now: as many as fit, the most useful first.
pub(super) fn footer(frame: &mut Frame<'_>, app: &App, layout: &Layout, look: Look) {
    let rect = layout.footer;
    let width = usize::from(rect.width);
    let buffer = frame.buffer_mut();
    let style = Style::from(look.theme.role(Role::Warning));
    if let Some(told) = app.told() {
        let rows = rows_of(told, width.saturating_sub(2));
        let most = usize::from(rect.y.saturating_sub(layout.rule.y)).max(1);
        let shown = &rows[..rows.len().min(most)];
        // Over what is above, if one row is not enough.
        let top = (rect.y + 1).saturating_sub(columns(shown.len()));
        for (y, row) in (top..).zip(shown) {
            buffer.set_stringn(rect.x, y, " ".repeat(width), width, Style::default());
            buffer.set_stringn(rect.x + 1, y, row, width, style);
        }
        return;
    }
    if let Some(message) = app.message() {
        let text = cut(message, width.saturating_sub(2));
        buffer.set_stringn(rect.x + 1, rect.y, text, width, style);
        return;
    }
    let mut x = 1;
    for hint in app.key_hints() {
        let key = hint.key.to_string();
        let needed = key.width() + 1 + hint.word.width();
        if x + needed > width {
            break;
        }
        let at = rect.x + columns(x);
        let strong = look.theme.role(Role::Strong);
        let (next, _) = buffer.set_stringn(at, rect.y, key, width, strong);
        buffer.set_string(next + 1, rect.y, &hint.word, look.theme.frame());
        x += needed + 2;
    }
}
