//! Two frames: the one that is shown and the next one. Only the cells in which they differ are written.
//!
//! ratatui has the same, but asks every cell for its width and compares it field by field, whether or not anything in it has changed: on a
//! large window that took longer than drawing it. Here the cells that are the same are passed over first.

use ratatui::backend::{Backend, ClearType};
use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier};

/// The shown frame and the next one.
#[derive(Debug)]
pub struct Frames {
    shown: Buffer,
    next: Buffer,
}

/// What is seen of a cell that shows nothing.
const SEEN_WHEN_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

impl Frames {
    /// Empty frames of a size, for a screen that is empty.
    #[must_use]
    pub fn new(size: Size) -> Self {
        let empty = Buffer::empty(Rect::from((Position::ORIGIN, size)));
        Self {
            shown: empty.clone(),
            next: empty,
        }
    }

    /// Clears the screen and takes its size: the next frame is written whole.
    ///
    /// # Errors
    /// If the backend cannot be written.
    pub(super) fn clear<B: Backend>(&mut self, backend: &mut B) -> Result<(), B::Error> {
        let size = backend.size()?;
        *self = Self::new(size);
        backend.clear_region(ClearType::All)
    }

    /// Draws a frame: `fill` fills its cells, which are empty, and says where the cursor is seen.
    ///
    /// # Errors
    /// If the backend cannot be written.
    pub(super) fn draw<B: Backend>(
        &mut self,
        backend: &mut B,
        fill: impl FnOnce(&mut Buffer) -> Option<Position>,
    ) -> Result<(), B::Error> {
        if backend.size()? != self.next.area.as_size() {
            self.clear(backend)?;
        }
        self.next.reset();
        let cursor = fill(&mut self.next);
        backend.draw(Changes::new(&self.shown, &self.next))?;
        match cursor {
            None => backend.hide_cursor()?,
            Some(at) => {
                backend.show_cursor()?;
                backend.set_cursor_position(at)?;
            }
        }
        std::mem::swap(&mut self.shown, &mut self.next);
        backend.flush()
    }
}

/// The cells of a frame that are to be written, because another one is shown.
struct Changes<'f> {
    shown: &'f [Cell],
    next: &'f [Cell],
    width: u32,
    at: usize,
    covered: Option<Covered>,
}

/// Cells behind a wide character, which it covers or has covered.
struct Covered {
    at: usize,
    end: usize,
    /// Whether all are written: what covered them can still be seen. Else only those that are to show something else.
    all: bool,
}

impl<'f> Changes<'f> {
    fn new(shown: &'f Buffer, next: &'f Buffer) -> Self {
        debug_assert_eq!(shown.area, next.area, "frames of one size");
        Self {
            shown: &shown.content,
            next: &next.content,
            width: u32::from(next.area.width).max(1),
            at: 0,
            covered: None,
        }
    }

    fn change(&self, at: usize) -> (u16, u16, &'f Cell) {
        // A window has less than 2^32 cells, and longer numbers take longer to divide.
        let cell = u32::try_from(at).unwrap_or(u32::MAX);
        let place = |cells: u32| u16::try_from(cells).unwrap_or(u16::MAX);
        (
            place(cell % self.width),
            place(cell / self.width),
            &self.next[at],
        )
    }

    /// The next change among the cells that a wide character covers or has covered.
    fn next_covered(&mut self) -> Option<(u16, u16, &'f Cell)> {
        while let Some(covered) = &mut self.covered {
            if covered.at >= covered.end {
                self.at = covered.end;
                self.covered = None;
                break;
            }
            let (at, all) = (covered.at, covered.all);
            // What a wide character among them covers is not written over it.
            covered.at += usize::from(self.next[at].cell_width().max(1));
            covered.end = covered.end.max(covered.at).min(self.next.len());
            if all || self.shown[at].symbol() != self.next[at].symbol() {
                return Some(self.change(at));
            }
        }
        None
    }

    /// The change of a cell that has or had more than a byte, if it is one.
    fn other(&mut self, at: usize) -> Option<(u16, u16, &'f Cell)> {
        let (shown, next) = (&self.shown[at], &self.next[at]);
        if is_same(shown, next) {
            self.at += wide(next);
            return None;
        }
        let covers = wide(next);
        let forced = matches!(next.diff_option, CellDiffOption::ForcedWidth(_));
        if covers > 0 && !forced && next.symbol().contains('\u{fe0f}') {
            // Some terminals do not clear what an emoji of this kind covers.
            self.covered = Some(Covered {
                at: self.at,
                end: (self.at + covers).min(self.next.len()),
                all: false,
            });
        } else if covers > 0 {
            self.at += covers;
        } else if !forced && wide(shown) > 0 && is_seen_when_blank(shown) {
            self.covered = Some(Covered {
                at: self.at,
                end: (self.at + wide(shown)).min(self.next.len()),
                all: true,
            });
        }
        Some(self.change(at))
    }
}

impl<'f> Iterator for Changes<'f> {
    type Item = (u16, u16, &'f Cell);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(change) = self.next_covered() {
            return Some(change);
        }
        let mut at = self.at;
        loop {
            let (shown, next) = (self.shown.get(at)?, self.next.get(at)?);
            // Nearly all cells are of one byte and are the same, or were of one byte too.
            if let ([was], [is]) = (shown.symbol().as_bytes(), next.symbol().as_bytes()) {
                at += 1;
                if was == is && looks_same(shown, next) {
                    continue;
                }
                self.at = at;
                return Some(self.change(at - 1));
            }
            self.at = at + 1;
            if let Some(change) = self.other(at) {
                return Some(change);
            }
            at = self.at;
        }
    }
}

/// How many cells behind its own a cell covers.
fn wide(cell: &Cell) -> usize {
    match cell.symbol().as_bytes() {
        // A byte has one column, and so has a line of the frames.
        [_] | [0xe2, 0x94 | 0x95, _] => 0,
        _ => usize::from(cell.cell_width().saturating_sub(1)),
    }
}

fn is_seen_when_blank(cell: &Cell) -> bool {
    cell.bg != Color::Reset || cell.modifier.intersects(SEEN_WHEN_BLANK)
}

fn is_same(one: &Cell, other: &Cell) -> bool {
    one.symbol() == other.symbol() && looks_same(one, other)
}

#[inline]
fn looks_same(one: &Cell, other: &Cell) -> bool {
    one.fg == other.fg
        && one.modifier == other.modifier
        && one.bg == other.bg
        && one.diff_option == other.diff_option
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::backend::TestBackend;
    use ratatui::style::Style;

    use super::*;

    /// Texts with the place and the look of each.
    fn frame(texts: &[(u16, u16, String, bool, bool)]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 4));
        for (x, y, text, blue, reversed) in texts {
            let mut style = Style::new();
            if *blue {
                style = style.bg(Color::Blue);
            }
            if *reversed {
                style = style.add_modifier(Modifier::REVERSED);
            }
            buffer.set_string(*x, *y, text, style);
        }
        buffer
    }

    fn texts() -> impl Strategy<Value = Vec<(u16, u16, String, bool, bool)>> {
        let text = (
            0_u16..12,
            0_u16..4,
            "[a 漢ß👩\u{301}⌨️❤️]{0,8}",
            any::<bool>(),
            any::<bool>(),
        );
        proptest::collection::vec(text, 0..8)
    }

    proptest! {
        #[test]
        fn the_changes_are_those_of_ratatui(shown in texts(), next in texts()) {
            let (shown, next) = (frame(&shown), frame(&next));
            let ours: Vec<_> = Changes::new(&shown, &next).collect();
            prop_assert_eq!(ours, shown.diff(&next));
        }
    }

    #[test]
    fn a_frame_that_is_the_same_writes_nothing_and_another_size_clears() {
        let mut backend = TestBackend::new(12, 4);
        let mut frames = Frames::new(Size::new(12, 4));
        let fill = |text: &'static str| {
            move |buffer: &mut Buffer| {
                buffer.set_string(0, 0, text, Style::new());
                None
            }
        };
        frames.draw(&mut backend, fill("550 漢")).unwrap();
        backend.assert_buffer_lines(["550 漢      ", "", "", ""]);
        assert_eq!(Changes::new(&frames.shown, &frames.shown).count(), 0);
        frames.draw(&mut backend, fill("55")).unwrap();
        backend.assert_buffer_lines(["55          ", "", "", ""]);
        backend.resize(6, 2);
        frames.draw(&mut backend, fill("450")).unwrap();
        backend.assert_buffer_lines(["450   ", "      "]);
    }
}
