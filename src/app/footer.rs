//! What the footer and the search row say of the state.

use super::App;
use crate::keymap::{self, Action, Context, Hint};

impl App {
    /// The keys of the present context, most useful first, without those that would do nothing; whoever draws them stops where the
    /// width ends.
    pub fn key_hints(&self) -> impl Iterator<Item = &'static Hint> {
        keymap::hints(self.context()).filter(|hint| self.can(hint.action, self.context()))
    }

    fn can(&self, action: Action, context: Context) -> bool {
        match action {
            Action::Back => self.history.can_go_back(self.pager.view()),
            Action::Open if matches!(context, Context::Page | Context::Comparison) => {
                self.pager.link().is_some()
            }
            _ => true,
        }
    }

    /// The filters that are set, in words.
    #[must_use]
    pub fn active_filters(&self) -> Vec<String> {
        super::filter_menu::active_filters(self.filter)
    }
}
