//! Puts marked text into cells.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::style::{Modifier, Style};
use unicode_width::UnicodeWidthStr;

use super::Look;
use crate::document::{Span, Target};

/// Writes spans from a cell on, within a width; returns the column after the last.
pub(super) fn spans(
    buffer: &mut Buffer,
    (x, y): (u16, u16),
    width: u16,
    spans: &[Span],
    over: Style,
    look: Look,
) -> u16 {
    let end = x.saturating_add(width);
    let mut at = x;
    for span in spans {
        if at >= end {
            break;
        }
        let mut style = Style::from(look.theme.span(span, span.target.is_some())).patch(over);
        if span.matched && over.add_modifier.contains(Modifier::REVERSED) {
            // On the selected row everything is reversed.
            style = style.add_modifier(Modifier::UNDERLINED);
        }
        let start = at;
        (at, _) = buffer.set_stringn(at, y, &span.text, usize::from(end - at), style);
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
