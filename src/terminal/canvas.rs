//! What is drawn on: collects a frame and writes it at once, so that nothing of half a frame is ever seen.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::{Charset, screen, system};

/// Tells the terminal to show nothing of what follows...
const FRAME_BEGINS: &[u8] = b"\x1b[?2026h";
/// ... until this. Terminals that do not know it take no notice.
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";
/// What is not longer is read by a terminal at once anyway.
const AT_ONCE: usize = 1024;

/// The screen as ratatui draws on it.
#[derive(Debug)]
pub(super) struct Canvas {
    backend: CrosstermBackend<Drawn>,
    drawn: Drawn,
    charset: Charset,
}

/// What was drawn and is not written yet.
#[derive(Debug, Clone, Default)]
struct Drawn(Rc<RefCell<Vec<u8>>>);

impl Write for Drawn {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Canvas {
    /// An empty one.
    pub(super) fn new(charset: Charset) -> Self {
        let drawn = Drawn::default();
        let backend = CrosstermBackend::new(drawn.clone());
        Self {
            backend,
            drawn,
            charset,
        }
    }

    /// Writes what was drawn.
    ///
    /// # Errors
    /// If the terminal cannot be written.
    pub(super) fn show(&mut self) -> io::Result<()> {
        let mut bytes = self.drawn.0.take();
        if bytes.len() > AT_ONCE {
            bytes.splice(..0, FRAME_BEGINS.iter().copied());
            bytes.extend(FRAME_ENDS);
        }
        system::write_all(&bytes)
    }
}

impl Backend for Canvas {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        if self.charset == Charset::Unicode {
            return self.backend.draw(content);
        }
        let cells: Vec<(u16, u16, Cell)> = content
            .map(|(x, y, cell)| {
                let mut cell = cell.clone();
                let shown = self.charset.shown(cell.symbol());
                cell.set_symbol(&shown);
                (x, y, cell)
            })
            .collect();
        self.backend
            .draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell)))
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.backend.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.backend.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // The terminal would have to be asked, and its answer waited for. Nobody needs it.
        Err(io::ErrorKind::Unsupported.into())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.backend.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.backend.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.backend.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        screen::size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size()?,
            pixels: Size::default(),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
