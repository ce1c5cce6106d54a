//! The heads of a comparison: they stay above its sides while these are scrolled, and show which side is chosen.

use ratatui::layout::Rect;

use super::{Look, Over, Sheet, text};
use crate::app::{App, Focus, Side, cells};
use crate::document::{Head, Role, SideBySide, Span, cut, first_fitting};

/// Between two heads in one row, and over the line between two sides.
const BETWEEN: &str = " │ ";

pub(super) fn draw(
    sheet: &mut Sheet<'_>,
    app: &App<'_>,
    heads: &[Head; 2],
    rect: Rect,
    look: Look,
) {
    let is_chosen =
        |side| app.side() == side && app.focus() == Focus::Page && app.pager().target().is_none();
    let chosen = [Side::Left, Side::Right].map(is_chosen);
    match app.pager().side_by_side(rect.width) {
        Some(columns) => beside(sheet, app, heads, chosen, (rect, columns), look),
        None => in_one_row(sheet, heads, chosen, rect, look),
    }
}

/// A head over each side, and a rule below both.
fn beside(
    sheet: &mut Sheet<'_>,
    app: &App<'_>,
    heads: &[Head; 2],
    chosen: [bool; 2],
    (rect, columns): (Rect, SideBySide),
    look: Look,
) {
    let muted = look.theme.role(Role::Muted);
    let side = columns.side;
    let (left, middle) = (rect.x + columns.names, rect.x + columns.end_of_left());
    let right = middle + 3;
    let titles = rect.bottom() - 2;
    for y in rect.y..=titles {
        sheet.buffer_mut().set_string(middle, y, BETWEEN, muted);
    }
    for ((head, chosen), x) in heads.iter().zip(chosen).zip([left, right]) {
        let mut after = name(sheet, head, chosen, (x, rect.y), side, look);
        if titles == rect.y {
            after += 2;
        } else {
            after = x;
        }
        let room = (x + side).saturating_sub(after);
        let room = usize::from(room);
        let title = first_fitting(&[&head.title, &head.short], room);
        let title = [Span::new(cut(title, room), Role::Title)];
        text::spans(
            sheet.buffer_mut(),
            (after, titles),
            cells(room),
            &title,
            Over::Nothing,
            look,
        );
    }
    let buffer = sheet.buffer_mut();
    let rule = rect.bottom() - 1;
    let width = usize::from(right - rect.x + side);
    buffer.set_string(rect.x, rule, "─".repeat(width), muted);
    let first = app.pager().lines().get(app.pager().scroll());
    let crossing = if first.is_some_and(|line| line.is_split_at(columns.end_of_left())) {
        "┼"
    } else {
        "┴"
    };
    buffer.set_string(middle + 1, rule, crossing, muted);
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

/// Writes a code with its word, the chosen one with a bar in the column before it; returns the column after it. Its colour is what tells how it ends, chosen
/// or not.
fn name(
    sheet: &mut Sheet<'_>,
    head: &Head,
    chosen: bool,
    (x, y): (u16, u16),
    room: u16,
    look: Look,
) -> u16 {
    let over = if chosen { Over::Bold } else { Over::Nothing };
    let buffer = sheet.buffer_mut();
    if let Some(before) = x.checked_sub(1).filter(|_| chosen && room > 0) {
        buffer.set_string(before, y, look.glyphs.lead(), look.theme.focused());
    }
    text::spans(buffer, (x, y), room, &[head.name()], over, look)
}
