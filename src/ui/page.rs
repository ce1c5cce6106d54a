//! The page or the comparison.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::list::scrollbar;
use super::{Look, Sheet, selected, sides, text};
use crate::app::{App, Focus, Layout, Pager};

pub(super) fn draw(sheet: &mut Sheet<'_>, app: &App, layout: &Layout, look: Look) {
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
    let shown = pager.lines().iter().enumerate().skip(first);
    for (y, (number, line)) in (rect.y..rect.y + rect.height).zip(shown) {
        text::spans(
            buffer,
            (rect.x, y),
            rect.width,
            &line.spans,
            Style::default(),
            look,
        );
        if let Some(link) = pager.link().filter(|link| focused && link.line == number) {
            let clip = |column: usize| u16::try_from(column).unwrap_or(u16::MAX).min(rect.width);
            let (start, end) = (clip(link.start), clip(link.end));
            let area = Rect::new(rect.x + start, y, end - start, 1);
            buffer.set_style(area, selected());
        }
    }
}
