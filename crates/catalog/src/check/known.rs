//! What files can name: what they hold themselves, and what the catalog below them holds.

use std::collections::{HashMap, HashSet};

use crate::read::Drafts;
use crate::{Catalog, Code, EnhancedClass};

/// The codes and sources that there are.
pub(super) struct Known<'a> {
    codes: HashSet<Code>,
    /// The providers of whose replies any could be there.
    unread_providers: &'a HashSet<String>,
    /// The classes of the entries that have some.
    classes: HashMap<Code, &'a [EnhancedClass]>,
    sources: HashSet<&'static str>,
    below: Option<&'a Catalog>,
}

impl<'a> Known<'a> {
    pub(super) fn new(drafts: &'a Drafts, below: Option<&'a Catalog>) -> Self {
        let classes = drafts
            .entries
            .iter()
            .map(|(_, draft)| (draft.entry.code, draft.entry.classes.as_slice()));
        Self {
            codes: drafts.codes(),
            unread_providers: &drafts.unread_providers,
            classes: classes.collect(),
            sources: drafts.sources.iter().map(|(_, at)| at.value.key).collect(),
            below,
        }
    }

    /// Whether a code has a page, in whatever class.
    pub(super) fn has(&self, code: Code) -> bool {
        let below = || self.below.is_some_and(|below| below.find(code).is_some());
        let unread = || {
            let provider = code.provider();
            provider.is_some_and(|provider| self.unread_providers.contains(provider))
        };
        self.codes.contains(&code.entry_code()) || unread() || below()
    }

    /// Whether the class of an enhanced status code is one that its page has; true if it has no class or no page.
    pub(super) fn has_class(&self, code: Code) -> bool {
        let (Some(class), true) = (code.class(), code.enhanced().is_some()) else {
            return true;
        };
        if let Some(classes) = self.classes.get(&code.entry_code()) {
            return classes.is_empty() || classes.contains(&class);
        }
        let Some(below) = self.below else {
            return true;
        };
        let id = below.find(code);
        id.is_none_or(|id| below.entry(id).classes.contains(&class))
    }

    /// Whether there is a source with this key.
    pub(super) fn has_source(&self, key: &str) -> bool {
        let below = || self.below.is_some_and(|below| below.source(key).is_some());
        self.sources.contains(key) || below()
    }
}
