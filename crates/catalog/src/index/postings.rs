//! The words of titles, keywords and summaries, with the entries in which they stand.
//!
//! Built when the catalog is packed and unpacked at the first search, because cutting and sorting the words costs more than all the
//! rest of a start.

use std::collections::HashMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::tokenize::{is_stop, letters, stem, words};
use crate::EntryId;
use crate::read::leak_str;
use crate::{Entry, Status};

/// The field of an entry in which a word stands, the weightiest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The summary.
    Summary,
    /// A keyword of several words.
    Keyword,
    /// A keyword that is this word alone.
    WholeKeyword,
    /// The title.
    Title,
}

/// A word in a field of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting(u32);

/// A word of the index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The whole words of a stem that were met, each with the letters in it for a quick no.
    #[serde(borrow)]
    pub wholes: Vec<(&'static str, u32)>,
    postings: Range<u32>,
}

/// The index of a catalog.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Index {
    /// The stems, by which words are looked up, sorted.
    #[serde(borrow)]
    stems: Vec<&'static str>,
    /// What was met of each stem.
    words: Vec<Term>,
    postings: Vec<Posting>,
    /// The words of all phrases, one after the other.
    phrase_words: Vec<u32>,
    /// Where each phrase ends in them.
    phrase_ends: Vec<u32>,
    /// Where the phrases of each entry end.
    entry_ends: Vec<u32>,
    /// The standing of each entry and how often people meet it, so that ranking need not unpack the entries.
    standings: Vec<(Status, u8)>,
}

impl Posting {
    fn new(entry: usize, place: Field) -> Self {
        let place = match place {
            Field::Summary => 0,
            Field::Keyword => 1,
            Field::WholeKeyword => 2,
            Field::Title => 3,
        };
        Self(count(entry) * 4 + place)
    }

    /// The entry.
    #[must_use]
    pub const fn id(self) -> EntryId {
        EntryId(self.0 / 4)
    }

    /// The field.
    #[must_use]
    pub const fn place(self) -> Field {
        match self.0 % 4 {
            0 => Field::Summary,
            1 => Field::Keyword,
            2 => Field::WholeKeyword,
            _ => Field::Title,
        }
    }
}

/// What was met of a stem.
#[derive(Default)]
struct Met {
    wholes: Vec<String>,
    postings: Vec<Posting>,
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "far fewer than 2^30 of anything"
)]
const fn count(number: usize) -> u32 {
    number as u32
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
    /// The index of entries in the order in which the catalog keeps them.
    #[must_use]
    pub fn build<'a>(entries: impl Iterator<Item = &'a Entry> + Clone) -> Self {
        let mut met: HashMap<String, Met> = HashMap::new();
        for (number, entry) in entries.clone().enumerate() {
            let fields = [(Field::Title, entry.title), (Field::Summary, entry.summary)];
            let keywords = entry.keywords.iter().map(|text| (Field::Keyword, *text));
            for (place, text) in fields.into_iter().chain(keywords) {
                let words = words(text);
                let place = match (place, &words[..]) {
                    (Field::Keyword, [_]) => Field::WholeKeyword,
                    _ => place,
                };
                for word in &words {
                    note(&mut met, word, Posting::new(number, place));
                }
            }
        }
        let mut met: Vec<(String, Met)> = met.into_iter().collect();
        met.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let mut index = Self::default();
        for (stem, Met { wholes, postings }) in met {
            let start = count(index.postings.len());
            index.stems.push(leak_str(&stem));
            index.postings.extend(postings);
            let wholes = wholes.iter().map(|whole| (leak_str(whole), letters(whole)));
            index.words.push(Term {
                wholes: wholes.collect(),
                postings: start..count(index.postings.len()),
            });
        }
        for entry in entries {
            index.add_phrases(entry);
        }
        index
    }

    /// Notes the title and the keywords of an entry that have several words.
    fn add_phrases(&mut self, entry: &Entry) {
        for text in entry.keywords.iter().copied().chain([entry.title]) {
            let found = words(text).into_iter().filter(|word| !is_stop(word));
            let phrase: Vec<u32> = found
                .filter_map(|word| self.find(stem(&word)))
                .map(count)
                .collect();
            if phrase.len() > 1 {
                self.phrase_words.extend(phrase);
                self.phrase_ends.push(count(self.phrase_words.len()));
            }
        }
        self.entry_ends.push(count(self.phrase_ends.len()));
        self.standings.push((entry.status, entry.common));
    }

    /// The standing of each entry and how often people meet it, 0 to 100, in the order of the entries.
    #[must_use]
    pub fn standings(&self) -> &[(Status, u8)] {
        &self.standings
    }

    /// All words, sorted by their stems.
    #[must_use]
    pub fn words(&self) -> &[Term] {
        &self.words
    }

    /// The place of the word with this stem.
    #[must_use]
    pub fn find(&self, stem: &str) -> Option<usize> {
        self.stems.binary_search(&stem).ok()
    }

    /// The places of the words whose stems begin with this.
    #[must_use]
    pub fn starting(&self, prefix: &str) -> Range<usize> {
        let start = self.stems.partition_point(|stem| *stem < prefix);
        let count = self.stems[start..]
            .iter()
            .take_while(|stem| stem.starts_with(prefix))
            .count();
        start..start + count
    }

    /// Where the word at a place stands.
    #[must_use]
    pub fn postings(&self, word: usize) -> &[Posting] {
        let Range { start, end } = self.words[word].postings;
        &self.postings[start as usize..end as usize]
    }

    /// The title and the keywords of several words of an entry, as places of words.
    pub fn phrases(&self, id: EntryId) -> impl Iterator<Item = &[u32]> {
        let end_of = |ends: &[u32], index: usize| {
            index
                .checked_sub(1)
                .map_or(0, |before| ends[before] as usize)
        };
        let first = end_of(&self.entry_ends, id.index());
        let last = self.entry_ends[id.index()] as usize;
        (first..last).map(move |phrase| {
            let start = end_of(&self.phrase_ends, phrase);
            &self.phrase_words[start..self.phrase_ends[phrase] as usize]
        })
    }
}
