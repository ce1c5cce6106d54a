//! Where two sides stand at a width: beside each other or stacked, and in which columns. Depends on nothing but the width and what the
//! reader wants, so that layout, heads and mouse agree.

use super::block::Line;

/// Running text is not wider than this, in columns: longer lines are hard to read.
pub(super) const READABLE: u16 = 100;

/// Under this width two sides are stacked. A window of 72 columns has enough for both.
pub const STACK_UNDER: u16 = 68;

/// From this width on, what names the lines of both sides stands before them.
pub(super) const NAMED_FROM: u16 = 96;
/// The columns of that: the mark, the name, and a gap.
pub(super) const NAMES: u16 = 24;
pub(super) const GAP: usize = 2;

/// Between two sides.
pub(super) const BETWEEN: &str = " │ ";
/// Its width.
pub(super) const GUTTER: u16 = 3;

/// How two sides are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Arrangement {
    /// One below the other even where there is room for both.
    pub stacked: bool,
    /// Equal aspects are one row that names them.
    pub folded: bool,
    /// The heads of the sides are drawn above the lines, so that no line repeats them.
    pub headed: bool,
}

/// The columns of two sides that stand beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SideBySide {
    /// Those before both, for what names the lines.
    pub names: u16,
    /// Those of a side.
    pub side: u16,
}

impl SideBySide {
    /// The column behind the left side.
    #[must_use]
    pub const fn end_of_left(self) -> u16 {
        self.names + self.side
    }
}

impl Arrangement {
    /// The columns of the sides, if they stand beside each other.
    #[must_use]
    pub fn side_by_side(self, width: u16) -> Option<SideBySide> {
        let names = if width >= NAMED_FROM { NAMES } else { 0 };
        (width >= STACK_UNDER && !self.stacked).then(|| SideBySide {
            names,
            side: ((width - names - GUTTER) / 2).min(READABLE),
        })
    }
}

impl Line {
    /// Whether the line between two sides crosses it behind so many columns.
    #[must_use]
    pub fn is_split_at(&self, columns: u16) -> bool {
        let mut before = 0;
        self.spans.iter().any(|span| {
            let here = before == usize::from(columns) && span.text == BETWEEN;
            before += span.width();
            here
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_is_never_wider_than_is_easy_to_read() {
        let columns = |width| Arrangement::default().side_by_side(width);
        let of = |names, side| Some(SideBySide { names, side });
        assert_eq!(columns(STACK_UNDER - 1), None);
        assert_eq!(columns(STACK_UNDER), of(0, 32));
        assert_eq!(columns(77), of(0, 37));
        assert_eq!(columns(NAMED_FROM), of(NAMES, 34));
        assert_eq!(columns(400), of(NAMES, 100));
    }
}
