//! The page or the comparison.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::list::scrollbar;
use super::{Look, Over, Sheet, pointed_at, sides, text};
use crate::app::{App, Focus, Layout, Pager, cells};
use crate::document::Line;

/// The shortest rule behind a heading.
const LEAST_RULE: u16 = 4;

pub(super) fn draw(sheet: &mut Sheet<'_>, app: &App<'_>, layout: &Layout, look: Look) {
    lines(
        sheet,
        app.pager(),
        (layout.text, app.pager().scroll()),
        app.focus() == Focus::Page,
        look,
    );
    if let (Some(rect), Some(heads)) = (layout.heads, app.heads()) {
        sides::draw(sheet, app, &heads, rect, look);
    }
    if let Some(bar) = app.page_bar(layout) {
        scrollbar(sheet.buffer_mut(), bar, look);
    }
}

/// The lines of a pager from one on, in a place.
pub(super) fn lines(
    sheet: &mut Sheet<'_>,
    pager: &Pager,
    (rect, first): (Rect, usize),
    focused: bool,
    look: Look,
) {
    let buffer = sheet.buffer_mut();
    let all = pager.lines();
    let shown = all.iter().enumerate().skip(first);
    for (y, (number, line)) in (rect.y..rect.y + rect.height).zip(shown) {
        let at = (rect.x, y);
        let end = text::spans(buffer, at, rect.width, &line.spans, Over::Nothing, look);
        let room = rect.right().saturating_sub(end + 1);
        if line.heading
            && room >= LEAST_RULE
            && !all.get(number + 1).is_some_and(|next| goes_on(line, next))
        {
            // A landmark for who leafs through the page.
            let rule = Rect::new(end + 1, y, room, 1);
            text::fill(buffer, rule, look.glyphs.lines().across, look.theme.frame());
        }
        let hit = pager.hit().filter(|_| focused);
        let pieces = hit.map_or(&[][..], |hit| &hit.pieces);
        for piece in pieces.iter().filter(|piece| piece.line == number) {
            // Of all that is marked, this is where one is.
            let area = across(rect, y, &piece.columns);
            buffer.set_style(area, Style::default().add_modifier(Modifier::REVERSED));
            point_at((buffer, rect.x, y), look);
        }
        if let Some(link) = pager.link().filter(|link| focused && link.line == number) {
            buffer.set_style(across(rect, y, &(link.start..link.end)), pointed_at());
        }
    }
}

/// Columns of a line, as far as they are in a place.
fn across(rect: Rect, y: u16, columns: &Range<usize>) -> Rect {
    let [start, end] = [columns.start, columns.end].map(|at| cells(at).min(rect.width));
    Rect::new(rect.x + start, y, end - start, 1)
}

/// Points from the free column before the text at a line to which one went, where there is one: several may be marked.
fn point_at((buffer, x, y): (&mut Buffer, u16, u16), look: Look) {
    let Some(before) = x.checked_sub(1) else {
        return;
    };
    if buffer[(before, y)].symbol() == " " {
        buffer.set_string(before, y, look.glyphs.prompt(), look.theme.focused());
    }
}

/// Whether a heading goes on in the next line.
const fn goes_on(heading: &Line, next: &Line) -> bool {
    next.block == heading.block
}
