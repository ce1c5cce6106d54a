//! The page or the comparison.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::list::scrollbar;
use super::{Look, text};
use crate::app::{App, Focus, Panes, Place, Reader};

pub(super) fn draw(frame: &mut Frame<'_>, app: &App, panes: &Panes, look: Look) {
    let comparing = matches!(app.reader().place(), Some(Place::Compare(..)));
    let rect = panes.text(comparing);
    lines(frame, app.reader(), rect, app.focus() == Focus::Page, look);
    if let Some(page) = panes.page.filter(|_| app.reader().last_scroll() > 0) {
        let length = app.reader().last_scroll() + 1;
        scrollbar(frame, page, length, app.reader().scroll(), look);
    }
}

/// The lines of a reader that are in view.
pub(super) fn lines(frame: &mut Frame<'_>, reader: &Reader, rect: Rect, focused: bool, look: Look) {
    let buffer = frame.buffer_mut();
    let first = reader.scroll();
    let shown = reader.lines().iter().enumerate().skip(first);
    for (y, (number, line)) in (rect.y..rect.y + rect.height).zip(shown) {
        text::spans(
            buffer,
            (rect.x, y),
            rect.width,
            &line.spans,
            Style::default(),
            look,
        );
        if let Some(link) = reader.link().filter(|link| focused && link.line == number) {
            let clip = |column: usize| u16::try_from(column).unwrap_or(u16::MAX).min(rect.width);
            let (start, end) = (clip(link.start), clip(link.end));
            let area = Rect::new(rect.x + start, y, end - start, 1);
            buffer.set_style(area, look.theme.selected());
        }
    }
}
