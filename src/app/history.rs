//! Back and forward, as in a web browser.

use super::InText;
use crate::lookup::Lookup;

/// What the pager can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// A page.
    Page(Lookup),
    /// A comparison.
    Comparison(Lookup, Lookup),
    /// A reply of a text that was pasted.
    Reply(InText),
}

/// The views that were opened: from the list, by a link, by the mouse. What the pager only previews is none of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct History {
    back: Vec<View>,
    here: Option<View>,
    forward: Vec<View>,
    /// Whether what is open took the place of another by a step to its side.
    stepped: bool,
}

/// How many views are kept.
const KEPT: usize = 200;

impl History {
    /// Notes that a view was opened.
    pub(super) fn open(&mut self, view: View) {
        if self.here == Some(view) {
            return;
        }
        self.stepped = false;
        self.back.extend(self.here.replace(view));
        if self.back.len() > KEPT {
            self.back.remove(0);
        }
        self.forward.clear();
    }

    /// Whether what is shown is what was opened last.
    pub(super) fn is_here(&self, shown: Option<View>) -> bool {
        self.here.is_some() && self.here == shown
    }

    /// Notes a step to the side of what is open: however many follow, one goes back to where the first was made.
    pub(super) fn step(&mut self, view: View) {
        if self.stepped {
            self.replace(view);
        } else {
            self.open(view);
            self.stepped = true;
        }
    }

    /// Another view takes the place of the one that is open.
    pub(super) fn replace(&mut self, view: View) {
        self.here = Some(view);
    }

    /// Goes back from what is shown: to what was opened last if that is only a preview, else to the view before.
    pub(super) fn back(&mut self, shown: Option<View>) -> Option<View> {
        if self.here.is_some() && self.here != shown {
            return self.here;
        }
        let view = self.back.pop()?;
        self.stepped = false;
        self.forward.extend(self.here.replace(view));
        Some(view)
    }

    /// Whether there is a view to go back to from what is shown.
    pub(super) fn can_go_back(&self, shown: Option<View>) -> bool {
        !self.back.is_empty() || self.here.is_some_and(|here| Some(here) != shown)
    }

    /// Goes to the view that was left by going back.
    pub(super) fn forward(&mut self) -> Option<View> {
        let view = self.forward.pop()?;
        self.stepped = false;
        self.back.extend(self.here.replace(view));
        Some(view)
    }

    /// The way to what is shown, the oldest first; only that itself while it is a preview.
    pub(super) fn trail(&self, shown: View) -> impl Iterator<Item = View> {
        let before = if self.here == Some(shown) {
            &self.back[..]
        } else {
            &[]
        };
        before.iter().copied().chain([shown])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(code: &str) -> View {
        View::Page(Lookup::new(code.parse().unwrap()))
    }

    #[test]
    fn back_and_forward_are_inverse() {
        let (a, b, c) = (view("250"), view("556"), view("550"));
        let mut history = History::default();
        for opened in [a, b, b, c] {
            history.open(opened);
        }
        assert!(history.can_go_back(Some(c)));
        assert_eq!(history.back(Some(c)), Some(b));
        assert_eq!(history.back(Some(b)), Some(a));
        assert!(!history.can_go_back(Some(a)));
        assert_eq!(history.back(Some(a)), None);
        assert_eq!(history.forward(), Some(b));
        history.open(view("451"));
        assert_eq!(history.forward(), None);
        assert_eq!(history.back(Some(view("451"))), Some(b));
    }

    #[test]
    fn one_goes_back_to_where_the_first_step_to_the_side_was_made() {
        let (a, b, c, d) = (view("250"), view("556"), view("550"), view("551"));
        let mut history = History::default();
        history.open(a);
        history.open(b);
        history.step(c);
        history.step(d);
        assert_eq!(history.back(Some(d)), Some(b));
        history.step(c);
        assert_eq!(history.back(Some(c)), Some(b));
        assert_eq!(history.back(Some(b)), Some(a));
    }

    #[test]
    fn back_from_a_preview_leads_to_what_was_opened() {
        let (a, b) = (view("250"), view("556"));
        let mut history = History::default();
        assert!(!history.can_go_back(Some(b)));
        history.open(a);
        assert!(history.can_go_back(Some(b)));
        assert_eq!(history.back(Some(b)), Some(a));
        assert_eq!(history.back(Some(a)), None);
    }

    #[test]
    fn the_trail_is_the_way_to_what_is_open() {
        let (a, b, c) = (view("250"), view("556"), view("550"));
        let mut history = History::default();
        history.open(a);
        history.open(b);
        assert_eq!(history.trail(b).collect::<Vec<_>>(), [a, b]);
        assert_eq!(history.trail(c).collect::<Vec<_>>(), [c]);
    }

    /// An hour of following links, and the way back to where it began.
    #[test]
    fn a_long_way_can_be_gone_back() {
        let mut history = History::default();
        let way: Vec<View> = (400..500).map(|code| view(&code.to_string())).collect();
        for &view in &way {
            history.open(view);
        }
        for pair in way.windows(2).rev() {
            assert_eq!(history.back(Some(pair[1])), Some(pair[0]));
        }
    }

    #[test]
    fn old_views_are_forgotten() {
        let mut history = History::default();
        for number in 0..KEPT + 50 {
            history.open(view(if number % 2 == 0 { "250" } else { "556" }));
        }
        assert_eq!(history.back.len(), KEPT);
    }
}
