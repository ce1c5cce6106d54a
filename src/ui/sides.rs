//! The heads of a comparison: they stay above its sides while these are scrolled, and show which side is chosen.

use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::{Look, Sheet, selected, text};
use crate::app::{App, Focus, Side};
use crate::document::{Head, Role, Span, cut};

/// Between two heads in one row, and over the line between two sides.
const BETWEEN: &str = " │ ";

pub(super) fn draw(sheet: &mut Sheet<'_>, app: &App, heads: &[Head; 2], rect: Rect, look: Look) {
    let is_chosen =
        |side| app.side() == side && app.focus() == Focus::Page && app.pager().target().is_none();
    let chosen = [Side::Left, Side::Right].map(is_chosen);
    match app.pager().side_at(rect.width) {
        Some(side) => beside(sheet, app, heads, chosen, (rect, side), look),
        None => in_one_row(sheet, heads, chosen, rect, look),
    }
}

/// A head over each side, and a rule below both.
fn beside(
    sheet: &mut Sheet<'_>,
    app: &App,
    heads: &[Head; 2],
    chosen: [bool; 2],
    (rect, side): (Rect, u16),
    look: Look,
) {
    let muted = look.theme.role(Role::Muted);
    let right = rect.x + side + 3;
    let titles = rect.bottom() - 2;
    for ((head, chosen), x) in heads.iter().zip(chosen).zip([rect.x, right]) {
        let mut after = name(sheet, head, chosen, (x, rect.y), side, look);
        if titles == rect.y {
            after += 2;
        } else {
            after = x;
        }
        let room = (x + side).saturating_sub(after);
        let title = if head.title.width() <= usize::from(room) {
            &head.title
        } else {
            &head.short
        };
        let title = [Span::new(cut(title, usize::from(room)), Role::Title)];
        text::spans(
            sheet.buffer_mut(),
            (after, titles),
            room,
            &title,
            Style::default(),
            look,
        );
    }
    let buffer = sheet.buffer_mut();
    for y in rect.y..=titles {
        buffer.set_string(rect.x + side, y, BETWEEN, muted);
    }
    let rule = rect.bottom() - 1;
    let width = usize::from(2 * side) + BETWEEN.width();
    buffer.set_string(rect.x, rule, "─".repeat(width), muted);
    let first = app.pager().lines().get(app.pager().scroll());
    let crossing = if first.is_some_and(|line| line.is_split_at(usize::from(side))) {
        "┼"
    } else {
        "┴"
    };
    buffer.set_string(rect.x + side + 1, rule, crossing, muted);
}

fn in_one_row(sheet: &mut Sheet<'_>, heads: &[Head; 2], chosen: [bool; 2], rect: Rect, look: Look) {
    let mut x = rect.x;
    for (index, (head, chosen)) in heads.iter().zip(chosen).enumerate() {
        if index > 0 {
            let room = usize::from(rect.right().saturating_sub(x));
            let muted = look.theme.role(Role::Muted);
            (x, _) = sheet
                .buffer_mut()
                .set_stringn(x, rect.y, BETWEEN, room, muted);
        }
        let room = rect.right().saturating_sub(x);
        x = name(sheet, head, chosen, (x, rect.y), room, look);
    }
}

/// Writes a code with its word; returns the column after it.
fn name(
    sheet: &mut Sheet<'_>,
    head: &Head,
    chosen: bool,
    at: (u16, u16),
    room: u16,
    look: Look,
) -> u16 {
    let over = if chosen { selected() } else { Style::default() };
    text::spans(sheet.buffer_mut(), at, room, &[head.name()], over, look)
}
