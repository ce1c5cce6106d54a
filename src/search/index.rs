//! The words of titles, keywords and summaries, with the entries in which they stand.

use std::collections::HashMap;
use std::ops::Range;

use super::words::{is_stop, stem, words};
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
    /// The whole words of that stem that were met, each with the letters in it for a quick no.
    pub(super) wholes: Vec<(Box<str>, u32)>,
    postings: Range<u32>,
}

/// All words, sorted by their stems.
pub(super) struct Index {
    words: Vec<Word>,
    postings: Vec<Posting>,
    /// The words of each title and each keyword of several words, by entry.
    phrases: Vec<Vec<Box<[u32]>>>,
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

/// What was met of a stem.
#[derive(Default)]
struct Met {
    wholes: Vec<String>,
    postings: Vec<Posting>,
}

fn note(met: &mut HashMap<String, Met>, word: &str, posting: Posting) {
    let stem = stem(word);
    if !met.contains_key(stem) {
        met.insert(stem.to_owned(), Met::default());
    }
    let Some(of_stem) = met.get_mut(stem) else {
        return;
    };
    if !of_stem.wholes.iter().any(|whole| whole == word) {
        of_stem.wholes.push(word.to_owned());
    }
    of_stem.postings.push(posting);
}

impl Index {
    pub(super) fn new(catalog: &Catalog) -> Self {
        let mut met: HashMap<String, Met> = HashMap::new();
        for id in catalog.ids() {
            let entry = catalog.entry(id);
            let fields = [(Place::Title, entry.title), (Place::Summary, entry.summary)];
            let keywords = entry.keywords.iter().map(|text| (Place::Keyword, *text));
            for (place, text) in fields.into_iter().chain(keywords) {
                for word in words(text) {
                    note(&mut met, &word, Posting { id, place });
                }
            }
        }
        let mut met: Vec<(String, Met)> = met.into_iter().collect();
        met.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let mut index = Self {
            words: Vec::with_capacity(met.len()),
            postings: Vec::new(),
            phrases: Vec::new(),
        };
        for (stem, Met { wholes, postings }) in met {
            let start = index.len();
            index.postings.extend(postings);
            let wholes = wholes.into_iter().map(|whole| {
                let letters = letters(&whole);
                (whole.into_boxed_str(), letters)
            });
            index.words.push(Word {
                stem: stem.into(),
                wholes: wholes.collect(),
                postings: start..index.len(),
            });
        }
        index.phrases = catalog
            .ids()
            .map(|id| index.phrases_of(catalog, id))
            .collect();
        index
    }

    /// The title and the keywords of several words, as places in the index.
    #[expect(clippy::cast_possible_truncation, reason = "far fewer than 2^32 words")]
    fn phrases_of(&self, catalog: &Catalog, id: EntryId) -> Vec<Box<[u32]>> {
        let entry = catalog.entry(id);
        let texts = entry.keywords.iter().copied().chain([entry.title]);
        texts
            .map(|text| {
                let found = words(text).into_iter().filter(|word| !is_stop(word));
                found
                    .filter_map(|word| self.find(stem(&word)))
                    .map(|word| word as u32)
                    .collect::<Box<[u32]>>()
            })
            .filter(|phrase| phrase.len() > 1)
            .collect()
    }

    pub(super) fn phrases(&self, id: EntryId) -> &[Box<[u32]>] {
        &self.phrases[id.index()]
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
