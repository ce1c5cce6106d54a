//! Where one is in a document, and how one stays there when its lines change: at another width, with other sides, with rows unfolded.

use super::Pager;
use crate::app::View;
use crate::document::{Arrangement, Line, SideBySide};

/// A point in a document that survives a change of width: a block, and how many of its lines are above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::app) struct Place {
    block: usize,
    into: usize,
}

impl Pager {
    /// How the two sides of a comparison are laid out; their heads are not part of the lines.
    pub(super) fn arrangement(&self) -> Arrangement {
        match self.view {
            Some(View::Comparison(..)) => Arrangement {
                stacked: self.sides.stacked,
                folded: !self.sides.unfolded,
                headed: true,
            },
            _ => Arrangement::default(),
        }
    }

    /// The columns of a comparison, if its sides are beside each other at this width.
    #[must_use]
    pub fn side_by_side(&self, width: u16) -> Option<SideBySide> {
        self.arrangement().side_by_side(width)
    }

    /// Stacks the sides of comparisons, or sets them beside each other; `false` if there is no room for that.
    pub(in crate::app) fn toggle_stacked(&mut self) -> bool {
        let beside = |pager: &Self| pager.side_by_side(pager.width).is_some();
        let was_beside = beside(self);
        self.sides.stacked = !self.sides.stacked;
        if !was_beside && !beside(self) {
            self.sides.stacked = false;
            return false;
        }
        self.lay_out_again();
        true
    }

    /// Shows what is the same on both sides of a comparison, or folds it. Says whether it is shown then.
    pub(in crate::app) fn toggle_same(&mut self) -> bool {
        self.sides.unfolded = !self.sides.unfolded;
        self.lay_out_again();
        self.sides.unfolded
    }

    pub(super) fn lay_out_again(&mut self) {
        let place = self.place();
        self.link = None;
        self.hit = None;
        self.lay_out();
        self.go_to(place);
    }

    /// What is at the top.
    pub(in crate::app) fn place(&self) -> Place {
        self.place_of(self.scroll)
    }

    /// Where a line is.
    pub(super) fn place_of(&self, number: usize) -> Place {
        let Some(line) = self.lines.get(number) else {
            return Place::default();
        };
        let start = self
            .lines
            .iter()
            .position(|other| other.block == line.block)
            .unwrap_or(0);
        Place {
            block: line.block,
            into: number - start,
        }
    }

    /// Scrolls to a place of this document, or of one that is built alike.
    pub(in crate::app) fn go_to(&mut self, place: Place) {
        self.scroll = self.line_of(place).min(self.last_scroll());
    }

    pub(super) fn line_of(&self, place: Place) -> usize {
        let of_block = |line: &Line| line.block == place.block;
        let start = self.lines.iter().position(of_block).unwrap_or(0);
        let count = self.lines.iter().filter(|line| of_block(line)).count();
        start + place.into.min(count.saturating_sub(1))
    }
}
