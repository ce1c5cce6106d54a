//! The documents that references point to, by their keys. Read where they lie in the pack.

use serde::{Deserialize, Serialize};

use super::flat::Texts;
use crate::Source;

/// The sources of a pack, sorted by their keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct SourceTable {
    keys: Texts,
    titles: Texts,
    urls: Texts,
}

impl SourceTable {
    /// Lays sources out.
    #[must_use]
    pub(crate) fn build(mut sources: Vec<Source>) -> Self {
        sources.sort_by_key(|source| source.key);
        Self {
            keys: Texts::new(sources.iter().map(|source| source.key)),
            titles: Texts::new(sources.iter().map(|source| source.title)),
            urls: Texts::new(sources.iter().map(|source| source.url)),
        }
    }

    /// The source with a key.
    #[must_use]
    pub(crate) fn find(&self, key: &str) -> Option<Source> {
        self.keys.find(key).map(|place| self.get(place))
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Source> + '_ {
        (0..self.keys.len()).map(|place| self.get(place))
    }

    fn get(&self, place: usize) -> Source {
        Source {
            key: self.keys.get(place),
            title: self.titles.get(place),
            url: self.urls.get(place),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_found_by_their_keys_in_any_order() {
        let source = |key, title| Source {
            key,
            title,
            url: "https://example.com",
        };
        let table = SourceTable::build(vec![source("b", "B"), source("a", "A")]);
        assert_eq!(table.find("a"), Some(source("a", "A")));
        assert_eq!(table.find("b"), Some(source("b", "B")));
        assert_eq!(table.find("c"), None);
    }
}
