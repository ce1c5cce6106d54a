//! What is drawn on: collects a frame and writes it at once, so that nothing of half a frame is ever seen.
//!
//! The cells are written here and not by ratatui's backend, which formats each number anew: that took longer than finding what changed.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

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

/// What the terminal writes with: the colours and forms of the next character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// The forms that are drawn, with their numbers.
const FORMS: [(Modifier, u8); 8] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

impl Pen {
    const fn of(cell: &Cell) -> Self {
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Takes another pen, if it is another: all that is to be from now on, in one sequence.
    fn take(&mut self, out: &mut Vec<u8>, other: Self) {
        if *self == other {
            return;
        }
        *self = other;
        out.extend(b"\x1b[0");
        for (_, number) in FORMS
            .iter()
            .filter(|(form, _)| other.modifier.contains(*form))
        {
            out.extend([b';', b'0' + number]);
        }
        colour(out, other.fg, *b"38");
        colour(out, other.bg, *b"48");
        out.push(b'm');
    }
}

/// Adds a colour to a sequence; the terminal's own needs no word.
fn colour(out: &mut Vec<u8>, colour: Color, layer: [u8; 2]) {
    let mut add = |numbers: &[u8]| {
        out.push(b';');
        out.extend(layer);
        for number in numbers {
            out.push(b';');
            decimal(out, u16::from(*number));
        }
    };
    match colour {
        Color::Reset => {}
        Color::Rgb(red, green, blue) => add(&[2, red, green, blue]),
        Color::Indexed(index) => add(&[5, index]),
        Color::Black => add(&[5, 0]),
        Color::Red => add(&[5, 1]),
        Color::Green => add(&[5, 2]),
        Color::Yellow => add(&[5, 3]),
        Color::Blue => add(&[5, 4]),
        Color::Magenta => add(&[5, 5]),
        Color::Cyan => add(&[5, 6]),
        Color::Gray => add(&[5, 7]),
        Color::DarkGray => add(&[5, 8]),
        Color::LightRed => add(&[5, 9]),
        Color::LightGreen => add(&[5, 10]),
        Color::LightYellow => add(&[5, 11]),
        Color::LightBlue => add(&[5, 12]),
        Color::LightMagenta => add(&[5, 13]),
        Color::LightCyan => add(&[5, 14]),
        Color::White => add(&[5, 15]),
    }
}

/// Moves to a cell.
fn move_to(out: &mut Vec<u8>, x: u16, y: u16) {
    out.extend(b"\x1b[");
    decimal(out, y.saturating_add(1));
    out.push(b';');
    decimal(out, x.saturating_add(1));
    out.push(b'H');
}

/// Writes a number.
fn decimal(out: &mut Vec<u8>, number: u16) {
    if number >= 10 {
        decimal(out, number / 10);
    }
    out.push(b'0' + (number % 10) as u8);
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
        let written = system::write_all(&bytes);
        // Its room is that of the next frame.
        bytes.clear();
        self.drawn.0.replace(bytes);
        written
    }
}

impl Backend for Canvas {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut out = self.drawn.0.borrow_mut();
        let mut pen = Pen::default();
        let mut next = None;
        for (x, y, cell) in content {
            if next != Some((x, y)) {
                move_to(&mut out, x, y);
            }
            next = Some((x + 1, y));
            pen.take(&mut out, Pen::of(cell));
            match self.charset {
                Charset::Unicode => out.extend(cell.symbol().as_bytes()),
                Charset::Ascii => out.extend(self.charset.shown(cell.symbol()).as_bytes()),
            }
        }
        pen.take(&mut out, Pen::default());
        Ok(())
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

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use ratatui::backend::CrosstermBackend;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    /// Texts in every colour and form, some beside each other and some apart, wide and of several characters.
    fn cells() -> Buffer {
        let colours = [
            Color::Reset,
            Color::Black,
            Color::Red,
            Color::Green,
            Color::Yellow,
            Color::Blue,
            Color::Magenta,
            Color::Cyan,
            Color::Gray,
            Color::DarkGray,
            Color::LightRed,
            Color::LightGreen,
            Color::LightYellow,
            Color::LightBlue,
            Color::LightMagenta,
            Color::LightCyan,
            Color::White,
            Color::Indexed(208),
            Color::Rgb(0, 9, 255),
        ];
        let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
        for (y, &colour) in (0..).zip(&colours) {
            buffer.set_string(y, y, "550 né 漢", Style::new().fg(colour));
            buffer.set_string(100, y, "e\u{301}─", Style::new().bg(colour));
        }
        for (y, form) in (20..).zip(Modifier::all().iter()) {
            let style = Style::new().add_modifier(form | Modifier::BOLD);
            buffer.set_string(9, y, "bold", style.fg(Color::Red));
            buffer.set_string(13, y, "not", Style::new());
        }
        buffer
    }

    fn shown(bytes: &[u8]) -> vt100::Parser {
        let size = |cells| NonZeroU16::new(cells).unwrap();
        let mut parser = vt100::Parser::new(size(40), size(120), 0);
        parser.process(bytes);
        parser
    }

    #[test]
    fn a_terminal_shows_what_it_would_show_of_another_backend() {
        let (empty, full) = (Buffer::empty(Rect::new(0, 0, 120, 40)), cells());
        let mut canvas = Canvas::new(Charset::Unicode);
        canvas.draw(empty.diff_iter(&full)).unwrap();
        let drawn = Drawn::default();
        let mut other = CrosstermBackend::new(drawn.clone());
        other.draw(empty.diff_iter(&full)).unwrap();
        let (ours, theirs) = (shown(&canvas.drawn.0.take()), shown(&drawn.0.take()));
        assert_eq!(
            ours.screen().contents_formatted(),
            theirs.screen().contents_formatted()
        );
        assert!(ours.screen().contents().contains("550 né 漢"));
    }
}
