//! The words of the prose, with the entries in whose pages they stand.
//!
//! A sentence that somebody types has many words, and reading through all prose for each of them at each key would take
//! too long. Built when the catalog is packed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::tokenize::words;
use crate::EntryId;
use crate::read::leak_str;

/// The bytes of an entry's number.
const NUMBER: usize = 4;

/// Whole words in lower case, sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ProseWords {
    #[serde(borrow)]
    words: Vec<&'static str>,
    /// Where the entries of each word end, in entries.
    ends: Vec<u32>,
    /// The numbers of the entries, the least significant byte first; as bytes, so that unpacking reads none of them.
    entries: &'static [u8],
}

impl ProseWords {
    /// The words of texts, one text for each entry.
    pub(crate) fn build(prose: &[Vec<u8>]) -> Self {
        let mut met: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (number, text) in (0_u32..).zip(prose) {
            for word in words(&String::from_utf8_lossy(text)) {
                let entries = met.entry(word).or_default();
                if entries.last() != Some(&number) {
                    entries.push(number);
                }
            }
        }
        let mut built = Self::default();
        let mut bytes = Vec::new();
        let mut end = 0;
        for (word, entries) in met {
            for (count, number) in (1_u32..).zip(&entries) {
                bytes.extend(number.to_le_bytes());
                if count as usize == entries.len() {
                    end += count;
                }
            }
            built.words.push(leak_str(&word));
            built.ends.push(end);
        }
        built.entries = Box::leak(bytes.into_boxed_slice());
        built
    }

    /// The entries in whose prose a word in lower case stands, in order.
    pub fn entries(&self, word: &str) -> impl Iterator<Item = EntryId> + use<> {
        let range = self.words.binary_search(&word).map_or(0..0, |index| {
            let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
            start as usize * NUMBER..self.ends[index] as usize * NUMBER
        });
        let bytes: &'static [u8] = self.entries;
        let (numbers, _) = bytes[range].as_chunks::<NUMBER>();
        numbers
            .iter()
            .map(|number| EntryId(u32::from_le_bytes(*number)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_leads_to_its_entries() {
        let prose = [b"a null mx, a dot".to_vec(), Vec::new(), b"null".to_vec()];
        let built = ProseWords::build(&prose);
        let of = |word: &str| built.entries(word).map(EntryId::index).collect::<Vec<_>>();
        assert_eq!(of("null"), [0, 2]);
        assert_eq!(of("mx"), [0]);
        assert_eq!(of("nul"), [0; 0]);
    }
}
