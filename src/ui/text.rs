//! Puts text and signs into cells.
//!
//! Nearly all text is ASCII, where a byte is a character of one column. ratatui asks each character anew how far it reaches and how wide
//! it is, which took a quarter of the time of a key: only what is around other characters is left to it.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::{Look, Over};
use crate::app::cells;
use crate::document::{Span, Target};

/// Writes a text from a cell on, within a width; returns the column after it. Puts the same cells as [`Buffer::set_stringn`].
pub(super) fn put(
    buffer: &mut Buffer,
    (x, y): (u16, u16),
    text: &str,
    width: usize,
    style: impl Into<Style>,
) -> u16 {
    let style = style.into();
    let room = usize::from(buffer.area.right().saturating_sub(x)).min(width);
    let mut plain = plain(text);
    if plain < text.len() {
        // What follows may be part of the last character.
        plain = plain.saturating_sub(1);
    }
    let fits = plain.min(room);
    if fits > 0 {
        let start = buffer.index_of(x, y);
        let cells = &mut buffer.content[start..start + fits];
        for (at, cell) in cells.iter_mut().enumerate() {
            cell.set_symbol(&text[at..=at]).set_style(style);
        }
    }
    let at = x + cells(fits);
    if fits < plain || plain == text.len() {
        return at;
    }
    let (end, _) = buffer.set_stringn(at, y, &text[plain..], room - fits, style);
    end
}

/// The bytes at the beginning of a text that are a character of one column each.
fn plain(text: &str) -> usize {
    let mut bytes = text.bytes();
    let other = bytes.position(|byte| !matches!(byte, b' '..=b'~'));
    other.unwrap_or(text.len())
}

/// Puts the same sign of one column into every cell of a place.
pub(super) fn fill(buffer: &mut Buffer, rect: Rect, sign: &str, style: impl Into<Style>) {
    let style = style.into();
    let rect = rect.intersection(buffer.area);
    for y in rect.top()..rect.bottom() {
        let start = buffer.index_of(rect.x, y);
        for cell in &mut buffer.content[start..start + usize::from(rect.width)] {
            cell.set_symbol(sign).set_style(style);
        }
    }
}

/// Writes spans from a cell on, within a width; returns the column after the last.
pub(super) fn spans(
    buffer: &mut Buffer,
    at: (u16, u16),
    width: u16,
    spans: &[Span],
    over: Over,
    look: Look,
) -> u16 {
    let style_of = |span: &Span| over.of(span, look.theme.span(span, span.target.is_some()), look);
    spans_in(buffer, at, width, spans, style_of, look)
}

/// Writes spans from a cell on, within a width, each in its style; returns the column after the last.
pub(super) fn spans_in(
    buffer: &mut Buffer,
    (x, y): (u16, u16),
    width: u16,
    spans: &[Span],
    style_of: impl Fn(&Span) -> Style,
    look: Look,
) -> u16 {
    let end = x.saturating_add(width);
    let mut at = x;
    for span in spans {
        if at >= end {
            break;
        }
        let start = at;
        at = put(
            buffer,
            (at, y),
            &span.text,
            usize::from(end - at),
            style_of(span),
        );
        if let (true, Some(Target::Url(url))) = (look.hyperlinks, &span.target) {
            hyperlink(buffer, (start, y), at, url);
        }
    }
    at
}

/// Makes the cells from one to a column a hyperlink. Each cell opens and closes it, so that drawing only the cells that changed
/// keeps it whole.
fn hyperlink(buffer: &mut Buffer, (x, y): (u16, u16), end: u16, url: &str) {
    for column in x..end {
        if let Some(cell) = buffer.cell_mut((column, y)) {
            let symbol = cell.symbol().to_owned();
            if let Some(width) = u16::try_from(symbol.width()).ok().and_then(NonZeroU16::new) {
                cell.set_symbol(&format!("\x1b]8;;{url}\x1b\\{symbol}\x1b]8;;\x1b\\"));
                cell.set_diff_option(CellDiffOption::ForcedWidth(width));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::{Color, Modifier};

    use super::*;

    proptest! {
        #[test]
        fn a_text_is_put_as_ratatui_puts_it(
            text in "[a-z ~0-9#ß漢\u{301}\u{600}\u{200d}\u{fe0f}❤👩\n\u{7f}…·]{0,24}",
            x in 0_u16..24,
            width in 0_usize..30,
        ) {
            let area = Rect::new(0, 0, 20, 2);
            let (mut ours, mut theirs) = (Buffer::empty(area), Buffer::empty(area));
            for buffer in [&mut ours, &mut theirs] {
                buffer.set_string(0, 1, "漢漢漢漢漢漢漢漢漢漢", Style::new().bg(Color::Blue));
            }
            let style = Style::new().fg(Color::Red).remove_modifier(Modifier::DIM);
            let end = put(&mut ours, (x, 1), &text, width, style);
            let (expected, _) = theirs.set_stringn(x, 1, &text, width, style);
            prop_assert_eq!(end, expected);
            prop_assert_eq!(ours, theirs);
        }
    }
}
