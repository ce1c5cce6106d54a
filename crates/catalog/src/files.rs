//! Where the entries, rules and hints of a layer were written, so that a program can say which file of the user it goes by.

use std::collections::HashMap;

use crate::read::{Drafts, leak_str, visible};
use crate::{Code, RuleName, SourceFile};

/// The file of each entry, each rule and each hint.
#[derive(Debug, Clone, Default)]
pub struct Files {
    entries: HashMap<Code, &'static str>,
    rules: HashMap<RuleName, &'static str>,
    /// Of the hints in their order.
    hints: Vec<&'static str>,
}

impl Files {
    pub(crate) fn of(drafts: &Drafts, files: &[SourceFile]) -> Self {
        // A name may hold anything, and is shown.
        let paths: Vec<&'static str> = files
            .iter()
            .map(|file| leak_str(&visible(&file.path)))
            .collect();
        let entries = drafts.entries.iter();
        let rules = drafts.rules.iter();
        let hints = drafts.hints.iter();
        Self {
            entries: entries
                .map(|(file, draft)| (draft.entry.code, paths[*file]))
                .collect(),
            rules: rules
                .map(|(file, draft)| (draft.rule.name, paths[*file]))
                .collect(),
            hints: hints
                .flat_map(|(file, drafts)| std::iter::repeat_n(paths[*file], drafts.hints.count()))
                .collect(),
        }
    }

    pub(crate) fn of_entry(&self, code: Code) -> Option<&'static str> {
        self.entries.get(&code).copied()
    }

    pub(crate) fn of_rule(&self, name: RuleName) -> Option<&'static str> {
        self.rules.get(&name).copied()
    }

    pub(crate) fn of_hints(&self) -> &[&'static str] {
        &self.hints
    }
}
