//! The words of titles, keywords and summaries, with the entries in which they stand.
//!
//! Built when the catalog is packed, because cutting and sorting the words costs more than all the rest of a start.

use std::collections::HashMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::flat::{Numbers, Texts};
use super::tokenize::{is_stop, letters, stem, words};
use crate::EntryId;
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting(u32);

/// The index of a catalog. All of it is read where it lies in the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Index {
    /// The stems, by which terms are looked up, sorted.
    stems: Texts,
    /// The whole words that were met, those of a stem behind each other.
    wholes: Texts,
    /// The letters in each whole word, for a quick no.
    letters: Numbers,
    /// Where the whole words of each stem end.
    whole_ends: Numbers,
    /// Where each stem was met.
    postings: Numbers,
    /// Where the postings of each stem end.
    posting_ends: Numbers,
    /// The terms of all phrases, one after the other.
    phrase_words: Numbers,
    /// Where each phrase ends in them.
    phrase_ends: Numbers,
    /// Where the phrases of each entry end.
    entry_ends: Numbers,
    /// The standing of each entry and how often people meet it, so that ranking need not unpack the entries.
    standings: Numbers,
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

    /// The same field in another entry; `None` if there are too many entries.
    pub(super) fn of(self, id: EntryId) -> Option<Self> {
        Some(Self(id.0.checked_mul(4)? + self.0 % 4))
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
pub(super) struct Met<W> {
    /// The whole words.
    pub(super) wholes: Vec<W>,
    /// Where they were met, in the order of the entries.
    pub(super) postings: Vec<Posting>,
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "far fewer than 2^30 of anything"
)]
const fn count(number: usize) -> u32 {
    number as u32
}

fn note(met: &mut HashMap<String, Met<String>>, word: &str, posting: Posting) {
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
        let mut met: HashMap<String, Met<String>> = HashMap::new();
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
        let mut met: Vec<(String, Met<String>)> = met.into_iter().collect();
        met.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let index = Self::lay(&met, entries.clone().map(standing));
        let phrases = entries.map(|entry| index.phrases_of(entry));
        index.with_phrases(phrases)
    }

    /// Lays terms, sorted by their stems, and the standings of the entries behind each other.
    pub(super) fn lay<W: AsRef<str>>(
        met: &[(W, Met<W>)],
        standings: impl IntoIterator<Item = u32>,
    ) -> Self {
        let wholes = || met.iter().flat_map(|(_, met)| &met.wholes);
        let postings = met.iter().flat_map(|(_, met)| &met.postings);
        Self {
            stems: Texts::new(met.iter().map(|(stem, _)| stem.as_ref())),
            wholes: Texts::new(wholes().map(AsRef::as_ref)),
            letters: Numbers::new(wholes().map(|whole| letters(whole.as_ref()))),
            whole_ends: ends(met.iter().map(|(_, met)| met.wholes.len())),
            postings: Numbers::new(postings.map(|posting| posting.0)),
            posting_ends: ends(met.iter().map(|(_, met)| met.postings.len())),
            standings: Numbers::new(standings),
            ..Self::default()
        }
    }

    /// The title and the keywords of an entry that have several words.
    fn phrases_of(&self, entry: &Entry) -> Vec<Vec<usize>> {
        let texts = entry.keywords.iter().copied().chain([entry.title]);
        let phrases = texts.map(|text| {
            let found = words(text).into_iter().filter(|word| !is_stop(word));
            found.filter_map(|word| self.find(stem(&word))).collect()
        });
        phrases
            .filter(|phrase: &Vec<usize>| phrase.len() > 1)
            .collect()
    }

    /// Adds the phrases of each entry, as places of terms.
    pub(super) fn with_phrases(self, of_entries: impl Iterator<Item = Vec<Vec<usize>>>) -> Self {
        let mut phrases: Vec<Vec<u32>> = Vec::new();
        let mut counts = Vec::new();
        for of_entry in of_entries {
            counts.push(of_entry.len());
            let places = |phrase: Vec<usize>| phrase.into_iter().map(count).collect();
            phrases.extend(of_entry.into_iter().map(places));
        }
        Self {
            phrase_ends: ends(phrases.iter().map(Vec::len)),
            phrase_words: Numbers::new(phrases.into_iter().flatten()),
            entry_ends: ends(counts),
            ..self
        }
    }

    /// How often people meet an entry, 0 to 100.
    pub fn commons(&self) -> impl Fn(EntryId) -> u8 + use<> {
        let standings = self.standings;
        move |id| standings.get(id.index()).to_le_bytes()[0]
    }

    /// The standing of each entry and how often people meet it, 0 to 100, in the order of the entries.
    pub fn standings(&self) -> impl Iterator<Item = (Status, u8)> {
        let all = self.standings.range(0..self.standings.len());
        all.map(|packed| {
            let [common, status, ..] = packed.to_le_bytes();
            let status = Status::VARIANTS.get(usize::from(status)).copied();
            (status.unwrap_or(Status::Nonstandard), common)
        })
    }

    /// The standing of an entry as it is packed.
    pub(super) fn packed_standing(&self, id: EntryId) -> u32 {
        self.standings.get(id.index())
    }

    /// The stem of the term at a place.
    pub(super) fn stem(&self, term: usize) -> &'static str {
        self.stems.get(term)
    }

    /// How many terms there are; they are counted in the order of their stems.
    #[must_use]
    pub fn count(&self) -> usize {
        self.stems.len()
    }

    /// The whole words that were met of the term at a place, each with its [`letters`](super::tokenize::letters); at least one.
    pub fn wholes(&self, term: usize) -> impl Iterator<Item = (&'static str, u32)> + use<> {
        let Self {
            wholes, letters, ..
        } = *self;
        let range = self.whole_ends.ending(term);
        range.map(move |index| (wholes.get(index), letters.get(index)))
    }

    /// The place of the term with this stem.
    #[must_use]
    pub fn find(&self, stem: &str) -> Option<usize> {
        self.stems.find(stem)
    }

    /// The places of the terms whose stems begin with this.
    #[must_use]
    pub fn starting(&self, prefix: &str) -> Range<usize> {
        let start = self.stems.partition_point(|stem| stem < prefix);
        let end = self
            .stems
            .partition_point(|stem| stem < prefix || stem.starts_with(prefix));
        start..end
    }

    /// Where the term at a place was met.
    pub fn postings(
        &self,
        term: usize,
    ) -> impl DoubleEndedIterator<Item = Posting> + Clone + use<> {
        let range = self.posting_ends.ending(term);
        self.postings.range(range).map(Posting)
    }

    /// Where the term at a place was met in one entry.
    pub fn fields(&self, term: usize, id: EntryId) -> impl Iterator<Item = Field> + use<> {
        let Range { start, end } = self.posting_ends.ending(term);
        let posting = |index| Posting(self.postings.get(index));
        let (mut low, mut high) = (start, end);
        // Postings are in the order of their entries.
        while low < high {
            let middle = usize::midpoint(low, high);
            if posting(middle).id() < id {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        self.postings
            .range(low..end)
            .map(Posting)
            .take_while(move |posting| posting.id() == id)
            .map(Posting::place)
    }

    /// How often the term at a place was met.
    #[must_use]
    pub fn met(&self, term: usize) -> usize {
        self.posting_ends.ending(term).len()
    }

    /// The title and the keywords of several words of an entry, as places of terms.
    pub fn phrases(&self, id: EntryId) -> impl Iterator<Item = impl Iterator<Item = u32> + use<>> {
        let Self {
            phrase_words,
            phrase_ends,
            ..
        } = *self;
        let phrases = self.entry_ends.ending(id.index());
        phrases.map(move |phrase| phrase_words.range(phrase_ends.ending(phrase)))
    }
}

/// The standing of an entry and how often people meet it, in one number.
fn standing(entry: &Entry) -> u32 {
    u32::from_le_bytes([entry.common, entry.status as u8, 0, 0])
}

/// Where each of some ranges ends that follow each other.
fn ends(lengths: impl IntoIterator<Item = usize>) -> Numbers {
    let mut end = 0;
    Numbers::new(lengths.into_iter().map(|length| {
        end += count(length);
        end
    }))
}
