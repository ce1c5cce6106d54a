//! Draws the browser: `&App` in, cells out. Changes nothing and knows no terminal.

mod aside;
mod frame;
mod list;
mod overlay;
mod page;
mod search_row;
mod sides;
mod text;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

pub use crate::theme::{Glyphs, Theme};

use crate::app::{App, Layout, SMALLEST};
use crate::document::Span;
use crate::theme::Part;

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

/// The cells of a frame that is being drawn, and where the cursor stands in it.
#[derive(Debug)]
struct Sheet<'b> {
    buffer: &'b mut Buffer,
    cursor: Option<Position>,
}

impl Sheet<'_> {
    const fn area(&self) -> Rect {
        self.buffer.area
    }

    const fn buffer_mut(&mut self) -> &mut Buffer {
        self.buffer
    }

    fn set_cursor_position(&mut self, at: impl Into<Position>) {
        self.cursor = Some(at.into());
    }
}

/// Draws everything into a frame of ratatui.
pub fn draw(frame: &mut Frame<'_>, app: &App<'_>, look: Look) {
    if let Some(cursor) = draw_cells(frame.buffer_mut(), app, look) {
        frame.set_cursor_position(cursor);
    }
}

/// Draws everything into empty cells, and says where the cursor stands, if it is seen. Cells of another size than the app was told of stay
/// empty: what is laid out for one size must not be written past the edge of another.
#[must_use]
pub fn draw_cells(buffer: &mut Buffer, app: &App<'_>, look: Look) -> Option<Position> {
    let mut sheet = Sheet {
        buffer,
        cursor: None,
    };
    draw_all(&mut sheet, app, look);
    sheet.cursor
}

fn draw_all(sheet: &mut Sheet<'_>, app: &App<'_>, look: Look) {
    let area = sheet.area();
    if area.width < SMALLEST.width || area.height < SMALLEST.height {
        frame::too_small(sheet, look);
        return;
    }
    if area.as_size() != app.size() {
        return;
    }
    let layout = app.layout();
    // What covers the whole window leaves nothing else to be seen.
    if app.overlay().is_none() || layout.overlay != area {
        panes(sheet, app, &layout, look);
    }
    overlay::draw(sheet, app, &layout, look);
    // An overlay that covers the window has its last row too.
    frame::footer(sheet, app, &layout, look);
}

/// The search row and the panes below it.
fn panes(sheet: &mut Sheet<'_>, app: &App<'_>, layout: &Layout, look: Look) {
    search_row::draw(sheet, app, layout, look);
    frame::borders(sheet, app, layout, look);
    list::draw(sheet, app, layout, look);
    if let Some(rect) = layout.pasted_text {
        page::lines(sheet, app.text(), (rect, app.text().scroll()), false, look);
    }
    if layout.page.is_some() {
        page::draw(sheet, app, layout, look);
        aside::draw(sheet.buffer_mut(), app, layout, look);
    }
}

/// What lies over a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    Nothing,
    /// The row is that of the page that is read.
    Bold,
    /// The row is the one that keys act on.
    Selected,
}

impl Over {
    /// The style of the row where nothing is written.
    fn style(self, look: Look) -> Style {
        match self {
            Self::Nothing => Style::default(),
            Self::Bold => Style::default().add_modifier(Modifier::BOLD),
            Self::Selected => undimmed(look.theme.part(Part::Selected)),
        }
    }

    /// The style of a span of the row, of which `style` is that elsewhere.
    fn of(self, span: &Span, style: anstyle::Style, look: Look) -> Style {
        match self {
            Self::Nothing => Style::from(style),
            Self::Bold => Style::from(style).add_modifier(Modifier::BOLD),
            Self::Selected => undimmed(look.theme.on_selected(span, style)),
        }
    }
}

/// A style over others that may be dim or reversed, which it is only if it says so itself.
fn undimmed(style: anstyle::Style) -> Style {
    let mut style = Style::from(style).remove_modifier(Modifier::DIM);
    if !style.add_modifier.contains(Modifier::REVERSED) {
        style = style.remove_modifier(Modifier::REVERSED);
    }
    style
}

/// A place in a page that keys act on.
fn pointed_at() -> Style {
    // One colour for all of it: reversed colours would make patches of it.
    Style::default()
        .fg(Color::Reset)
        .add_modifier(Modifier::REVERSED)
        .remove_modifier(Modifier::DIM)
}
