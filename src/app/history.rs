//! Back and forward, as in a web browser.

use crate::lookup::Lookup;

/// What the pager can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// A page.
    Page(Lookup),
    /// A comparison.
    Comparison(Lookup, Lookup),
}

/// What the pager has shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct History {
    back: Vec<View>,
    forward: Vec<View>,
}

/// How many views are kept.
const KEPT: usize = 200;

impl History {
    /// Notes the view that is left for a new one.
    pub(super) fn leave(&mut self, view: View) {
        if self.back.last() != Some(&view) {
            self.back.push(view);
        }
        if self.back.len() > KEPT {
            self.back.remove(0);
        }
        self.forward.clear();
    }

    /// The view to go back to from here.
    pub(super) fn back(&mut self, here: Option<View>) -> Option<View> {
        while self.back.last().is_some() && self.back.last().copied() == here {
            self.back.pop();
        }
        let view = self.back.pop()?;
        self.forward.extend(here);
        Some(view)
    }

    /// Whether there is a view to go back to from here.
    pub(super) fn can_go_back(&self, here: Option<View>) -> bool {
        self.back.iter().any(|view| Some(*view) != here)
    }

    /// The view to go forward to from here.
    pub(super) fn forward(&mut self, here: Option<View>) -> Option<View> {
        let view = self.forward.pop()?;
        self.back.extend(here);
        Some(view)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_are_inverse() {
        let view = |code: &str| View::Page(Lookup::new(code.parse().unwrap()));
        let (a, b, c) = (view("250"), view("556"), view("550"));
        let mut history = History::default();
        history.leave(a);
        history.leave(b);
        assert!(history.can_go_back(Some(c)));
        assert_eq!(history.back(Some(c)), Some(b));
        assert_eq!(history.back(Some(b)), Some(a));
        assert!(!history.can_go_back(Some(a)));
        assert_eq!(history.back(Some(a)), None);
        assert_eq!(history.forward(Some(a)), Some(b));
        history.leave(b);
        assert_eq!(history.forward(Some(c)), None);
    }
}
