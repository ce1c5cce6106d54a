//! What the footer offers: the keys of the context, the most useful first.

use super::App;
use crate::keymap::{Context, bindings};

/// A key and what it does now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint {
    /// The key.
    pub keys: &'static str,
    /// What it does, in a word or two.
    pub word: &'static str,
}

impl App {
    /// The hints of the present context, most useful first; whoever draws them stops where the width ends.
    #[must_use]
    pub fn key_hints(&self) -> Vec<Hint> {
        let context = self.context();
        let mut hints: Vec<(u8, Hint)> = bindings()
            .iter()
            .filter(|binding| {
                binding.context == context
                    || (binding.context == Context::Global && context == Context::Search)
            })
            .filter_map(|binding| {
                let (word, priority) = binding.hint?;
                let keys = binding.keys;
                Some((priority, Hint { keys, word }))
            })
            .collect();
        hints.sort_by_key(|(priority, _)| *priority);
        hints.into_iter().map(|(_, hint)| hint).collect()
    }

    /// The filters that are set, in words.
    #[must_use]
    pub fn active_filters(&self) -> Vec<String> {
        super::filter_menu::active_filters(self.filter)
    }
}
