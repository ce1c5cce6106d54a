//! The words of titles, keywords and summaries, with the entries in which they stand.

use std::collections::HashMap;
use std::ops::Range;

use super::words::{stem, words};
use crate::catalog::{Catalog, EntryId};

/// The field of an entry in which a word stands, the weightiest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Summary,
    Keyword,
    Title,
}

/// A word in an entry.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posting {
    pub(super) id: EntryId,
    pub(super) place: Place,
}

/// A word of the index.
pub(super) struct Word {
    /// The stem, by which words are looked up.
    pub(super) stem: Box<str>,
    /// A whole word of that stem, the shortest met.
    pub(super) whole: Box<str>,
    /// Which letters are in the whole word, for a quick no.
    pub(super) letters: u32,
    postings: Range<u32>,
}

/// All words, sorted by their stems.
pub(super) struct Index {
    words: Vec<Word>,
    postings: Vec<Posting>,
}

/// The letters a to z of a word as bits; all else shares the last bits.
pub(super) fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |bits, byte| {
        bits | match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            b'0'..=b'9' => 1 << 26,
            _ => 1 << 27,
        }
    })
}

impl Index {
    pub(super) fn new(catalog: &Catalog) -> Self {
        let mut met: HashMap<String, (String, Vec<Posting>)> = HashMap::new();
        for id in catalog.ids() {
            let entry = catalog.entry(id);
            let fields = [(Place::Title, entry.title), (Place::Summary, entry.summary)];
            let keywords = entry.keywords.iter().map(|text| (Place::Keyword, *text));
            for (place, text) in fields.into_iter().chain(keywords) {
                for word in words(text) {
                    let posting = Posting { id, place };
                    if let Some((whole, postings)) = met.get_mut(stem(&word)) {
                        if word.len() < whole.len() {
                            *whole = word;
                        }
                        postings.push(posting);
                    } else {
                        met.insert(stem(&word).to_owned(), (word, vec![posting]));
                    }
                }
            }
        }
        let mut met: Vec<_> = met.into_iter().collect();
        met.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let mut index = Self {
            words: Vec::with_capacity(met.len()),
            postings: Vec::new(),
        };
        for (stem, (whole, postings)) in met {
            let start = index.len();
            index.postings.extend(postings);
            index.words.push(Word {
                letters: letters(&whole),
                stem: stem.into(),
                whole: whole.into(),
                postings: start..index.len(),
            });
        }
        index
    }

    #[expect(clippy::cast_possible_truncation, reason = "far fewer than 2^32 words")]
    fn len(&self) -> u32 {
        self.postings.len() as u32
    }

    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }

    /// The word with this stem.
    pub(super) fn find(&self, stem: &str) -> Option<usize> {
        let found = self.words.binary_search_by(|word| (*word.stem).cmp(stem));
        found.ok()
    }

    /// The words whose stems begin with this.
    pub(super) fn starting(&self, prefix: &str) -> Range<usize> {
        let start = self.words.partition_point(|word| *word.stem < *prefix);
        let count = self.words[start..]
            .iter()
            .take_while(|word| word.stem.starts_with(prefix))
            .count();
        start..start + count
    }

    pub(super) fn postings(&self, word: usize) -> &[Posting] {
        let Range { start, end } = self.words[word].postings;
        &self.postings[start as usize..end as usize]
    }
}
