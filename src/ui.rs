//! Draws the browser: `&App` in, cells out. Changes nothing and knows no terminal.

mod aside;
mod frame;
mod list;
mod overlay;
mod page;
mod sides;
mod text;

use ratatui::Frame;
use ratatui::style::{Color, Modifier, Style};

pub use crate::theme::{Glyphs, Theme};

use crate::app::{App, SMALLEST};

/// How things look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Roles -> styles.
    pub theme: Theme,
    /// The signs.
    pub glyphs: Glyphs,
    /// Whether addresses become hyperlinks (OSC 8).
    pub hyperlinks: bool,
}

/// Draws everything. A frame of another size than the app was told of stays empty: what is laid out for one size must not be written
/// past the edge of another.
pub fn draw(frame: &mut Frame<'_>, app: &App, look: Look) {
    let area = frame.area();
    if area.width < SMALLEST.width || area.height < SMALLEST.height {
        frame::too_small(frame, look);
        return;
    }
    if area.as_size() != app.size() {
        return;
    }
    let layout = app.layout();
    frame::search_row(frame, app, &layout, look);
    frame::borders(frame, app, &layout, look);
    list::draw(frame, app, &layout, look);
    if let Some(rect) = layout.pasted_text {
        page::lines(frame, app.text(), (rect, app.text().scroll()), false, look);
    }
    if layout.page.is_some() {
        page::draw(frame, app, &layout, look);
        aside::draw(frame.buffer_mut(), app, &layout, look);
    }
    frame::footer(frame, app, &layout, look);
    overlay::draw(frame, app, look);
}

/// The selected row or link.
fn selected() -> Style {
    // One colour for the whole row: reversed colours would make patches of it.
    Style::default()
        .fg(Color::Reset)
        .add_modifier(Modifier::REVERSED)
        .remove_modifier(Modifier::DIM)
}
