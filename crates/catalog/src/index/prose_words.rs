//! The words of the prose, with the entries in whose pages they stand.
//!
//! A sentence that somebody types has many words, and reading through all prose for each of them at each key would take
//! too long. Built when the catalog is packed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::flat::{Numbers, Texts};
use super::tokenize::words;
use crate::EntryId;

/// Whole words in lower case, sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct ProseWords {
    words: Texts,
    /// Where the entries of each word end.
    ends: Numbers,
    /// The entries.
    entries: Numbers,
}

impl ProseWords {
    /// The words of texts, one text for each entry.
    pub(crate) fn build(prose: &[String]) -> Self {
        let mut met: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (number, text) in (0_u32..).zip(prose) {
            for word in words(text) {
                let entries = met.entry(word).or_default();
                if entries.last() != Some(&number) {
                    entries.push(number);
                }
            }
        }
        Self::lay(&met)
    }

    /// Lays words with their entries, in order, behind each other.
    pub(super) fn lay<W: AsRef<str>>(met: &BTreeMap<W, Vec<u32>>) -> Self {
        let mut end = 0_u32;
        let ends = met.values().map(|entries| {
            end += u32::try_from(entries.len()).unwrap_or(u32::MAX);
            end
        });
        Self {
            ends: Numbers::new(ends),
            words: Texts::new(met.keys().map(AsRef::as_ref)),
            entries: Numbers::new(met.values().flatten().copied()),
        }
    }

    /// Every word with its entries.
    pub(super) fn iter(
        &self,
    ) -> impl Iterator<Item = (&'static str, impl Iterator<Item = EntryId> + use<>)> {
        let Self {
            words,
            ends,
            entries,
        } = *self;
        (0..words.len()).map(move |index| {
            let of_word = entries.range(ends.ending(index)).map(EntryId);
            (words.get(index), of_word)
        })
    }

    /// The entries in whose prose a word in lower case occurs, in order.
    pub fn entries(&self, word: &str) -> impl Iterator<Item = EntryId> + use<> {
        let range = self
            .words
            .find(word)
            .map_or(0..0, |index| self.ends.ending(index));
        self.entries.range(range).map(EntryId)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_leads_to_its_entries() {
        let prose = ["a null mx, a dot", "", "null"].map(str::to_owned);
        let built = ProseWords::build(&prose);
        let of = |word: &str| built.entries(word).map(EntryId::index).collect::<Vec<_>>();
        assert_eq!(of("null"), [0, 2]);
        assert_eq!(of("mx"), [0]);
        assert_eq!(of("nul"), [0; 0]);
    }
}
