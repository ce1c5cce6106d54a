//! The scrollbars: where their thumbs are, and what a place on them means. Drawing and the mouse both ask here.

use std::ops::Range;

use ratatui_core::layout::Rect;

use super::{App, Layout};

/// A scrollbar of one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scrollbar {
    /// Where it is.
    pub track: Rect,
    /// The last position; the first is 0.
    last: usize,
    /// Where one is.
    position: usize,
}

impl Scrollbar {
    /// The rows of the track that the thumb takes.
    #[must_use]
    pub fn thumb(&self) -> Range<u16> {
        let start = scaled(self.position, self.free(), self.last);
        let start = self.track.y + u16::try_from(start).unwrap_or(u16::MAX);
        start..start + self.length()
    }

    /// The rows of the thumb: it is to the track as what is seen is to the whole.
    fn length(&self) -> u16 {
        let height = usize::from(self.track.height);
        let length = scaled(height, height, self.last + height);
        u16::try_from(length).unwrap_or(u16::MAX).max(1)
    }

    /// How many rows the thumb can move.
    fn free(&self) -> usize {
        usize::from(self.track.height.saturating_sub(self.length()))
    }

    /// The row of the thumb that is held by who takes hold of a row: elsewhere than on the thumb, its middle comes there.
    pub(super) fn grip(&self, row: u16) -> u16 {
        let thumb = self.thumb();
        if thumb.contains(&row) {
            row - thumb.start
        } else {
            self.length() / 2
        }
    }

    /// The position while the thumb is held by a row of it, and the mouse is at a row of the window.
    pub(super) fn position_at(&self, row: u16, grip: u16) -> usize {
        let start = row.saturating_sub(self.track.y).saturating_sub(grip);
        let start = usize::from(start).min(self.free());
        scaled(start, self.last, self.free())
    }
}

/// A part of a whole, scaled to another whole and rounded.
fn scaled(part: usize, to: usize, whole: usize) -> usize {
    if whole == 0 {
        return 0;
    }
    (part * to + whole / 2) / whole
}

impl App<'_> {
    /// The scrollbar of the list, if it has one: on the line beside it.
    #[must_use]
    pub fn list_bar(&self, layout: &Layout) -> Option<Scrollbar> {
        let list = layout.list?;
        let count = self.list.items().len();
        (count > usize::from(list.height)).then(|| Scrollbar {
            track: Rect {
                x: list.right(),
                width: 1,
                ..list
            },
            last: count - 1,
            position: self.list.selected(),
        })
    }

    /// The scrollbar of the page, if it has one: in its last column.
    #[must_use]
    pub fn page_bar(&self, layout: &Layout) -> Option<Scrollbar> {
        let page = layout.page?;
        let last = self.pager.last_scroll();
        (last > 0 && !page.is_empty()).then(|| Scrollbar {
            track: Rect {
                x: page.right() - 1,
                width: 1,
                ..page
            },
            last,
            position: self.pager.scroll(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(height: u16, last: usize, position: usize) -> Scrollbar {
        Scrollbar {
            track: Rect::new(0, 2, 1, height),
            last,
            position,
        }
    }

    #[test]
    fn the_thumb_goes_from_end_to_end_and_never_leaves_the_track() {
        for height in 1..40 {
            for last in [1, 2, 5, 19, 20, 21, 100, 1628] {
                let mut before = 0;
                for position in 0..=last {
                    let thumb = bar(height, last, position).thumb();
                    assert!(thumb.start >= 2 && thumb.end <= 2 + height, "{thumb:?}");
                    assert!(!thumb.is_empty() && thumb.start >= before);
                    before = thumb.start;
                }
                assert_eq!(bar(height, last, 0).thumb().start, 2);
                let end = bar(height, last, last).thumb().end;
                assert_eq!(end, 2 + height, "{height} rows, {last} positions");
            }
        }
    }

    #[test]
    fn a_thumb_that_is_held_stays_under_the_mouse() {
        for last in [1, 7, 30, 1628] {
            let held = bar(20, last, last / 3);
            let thumb = held.thumb();
            for row in thumb.clone() {
                let grip = held.grip(row);
                let moved = bar(20, last, held.position_at(row, grip)).thumb();
                assert_eq!(moved, thumb, "held at {row}");
            }
            // From end to end, and beyond.
            assert_eq!(held.position_at(0, 0), 0);
            assert_eq!(held.position_at(500, 0), last);
        }
    }

    #[test]
    fn a_click_beside_the_thumb_brings_its_middle_there() {
        let held = bar(20, 180, 0);
        assert_eq!(held.thumb(), 2..4);
        assert_eq!(held.grip(12), 1);
        let moved = bar(20, 180, held.position_at(12, held.grip(12)));
        assert_eq!(moved.thumb(), 11..13);
    }

    #[test]
    fn a_track_of_one_row_has_a_thumb_and_one_position() {
        let held = bar(1, 50, 20);
        assert_eq!(held.thumb(), 2..3);
        assert_eq!(held.position_at(2, 0), 0);
    }
}
