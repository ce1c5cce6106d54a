//! Back and forward, as in a web browser.

use crate::lookup::Lookup;

/// Something that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// A page.
    Page(Lookup),
    /// A comparison.
    Compare(Lookup, Lookup),
}

/// Where the reader has been.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct History {
    back: Vec<Place>,
    forward: Vec<Place>,
}

/// How many places are kept.
const KEPT: usize = 200;

impl History {
    /// Notes the place that is left for a new one.
    pub(super) fn leave(&mut self, place: Place) {
        if self.back.last() != Some(&place) {
            self.back.push(place);
        }
        if self.back.len() > KEPT {
            self.back.remove(0);
        }
        self.forward.clear();
    }

    /// The place to go back to from here.
    pub(super) fn back(&mut self, here: Option<Place>) -> Option<Place> {
        while self.back.last().is_some() && self.back.last().copied() == here {
            self.back.pop();
        }
        let place = self.back.pop()?;
        self.forward.extend(here);
        Some(place)
    }

    /// The place to go forward to from here.
    pub(super) fn forward(&mut self, here: Option<Place>) -> Option<Place> {
        let place = self.forward.pop()?;
        self.back.extend(here);
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_are_inverse() {
        let place = |code: &str| Place::Page(Lookup::new(code.parse().unwrap()));
        let (a, b, c) = (place("250"), place("556"), place("550"));
        let mut history = History::default();
        history.leave(a);
        history.leave(b);
        assert_eq!(history.back(Some(c)), Some(b));
        assert_eq!(history.back(Some(b)), Some(a));
        assert_eq!(history.back(Some(a)), None);
        assert_eq!(history.forward(Some(a)), Some(b));
        history.leave(b);
        assert_eq!(history.forward(Some(c)), None);
    }
}
