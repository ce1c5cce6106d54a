//! What the footer and the search row say of the state.

use super::App;
use crate::keymap::{self, Hint};

impl App {
    /// The keys of the present context, most useful first; whoever draws them stops where the width ends.
    pub fn key_hints(&self) -> impl Iterator<Item = &'static Hint> {
        keymap::hints(self.context())
    }

    /// The filters that are set, in words.
    #[must_use]
    pub fn active_filters(&self) -> Vec<String> {
        super::filter_menu::active_filters(self.filter)
    }
}
