//! The packed form of a checked catalog: one block of bytes that the program carries.
//!
//! Entries are unpacked at start; pages and pairs are blocks inside the block and unpacked when somebody opens them, so a start
//! costs the same however much there is to read.

use postcard::{from_bytes, to_allocvec};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Checked, Index};
use crate::domain::{Code, Entry, Page, Pair, Source};

/// The unpacked outer block.
#[derive(Debug, Serialize, Deserialize)]
pub struct Pack {
    /// Entries in the order of their codes.
    pub entries: Vec<Entry>,
    /// The packed page of each entry.
    #[serde(borrow)]
    pub pages: Vec<&'static [u8]>,
    /// The packed prose: for each entry a text in lower case, one line for each text of [`Page::texts`]. A block of its own, because
    /// checking its encoding would cost more than all the rest of a start.
    #[serde(borrow)]
    pub prose: &'static [u8],
    /// The codes of the pairs.
    pub pair_codes: Vec<(Code, Code)>,
    /// The packed pairs, in the same order.
    #[serde(borrow)]
    pub pairs: Vec<&'static [u8]>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Groups of words that mean the same.
    #[serde(borrow)]
    pub synonyms: Vec<Vec<&'static str>>,
    /// The packed [`Index`].
    #[serde(borrow)]
    pub index: &'static [u8],
}

/// A block of bytes is not a pack of this version of the program.
#[derive(Debug, Error)]
#[error("the packed catalog does not fit this program: build it anew")]
pub struct UnpackError(#[from] postcard::Error);

impl Page {
    /// All prose of the page, one text at a time, in reading order.
    pub fn texts(&self) -> impl Iterator<Item = &'static str> + '_ {
        let in_class = self.in_class.iter().map(|(_, text)| text);
        let steps = self.fix.iter().flat_map(|fix| &fix.steps);
        in_class
            .chain(&self.description)
            .chain(&self.when)
            .chain(steps)
            .copied()
            .chain([self.effect.note])
            .chain(self.practice.iter().copied())
            .chain(self.confused_with.iter().map(|confusion| confusion.why))
    }
}

fn leak(bytes: Vec<u8>) -> &'static [u8] {
    Box::leak(bytes.into_boxed_slice())
}

impl Pack {
    /// Packs a checked catalog. The blocks inside live until the program ends.
    ///
    /// # Errors
    /// If the serializer fails, which it has no reason to.
    pub fn new(checked: Checked) -> Result<Self, UnpackError> {
        let mut pages = Vec::new();
        let mut prose = Vec::new();
        let mut entries = Vec::new();
        for (entry, page) in checked.entries {
            let lines: Vec<&str> = page.texts().collect();
            let lower = lines.join("\n").to_ascii_lowercase();
            prose.push(&*Box::leak(lower.into_boxed_str()));
            pages.push(leak(to_allocvec(&page)?));
            entries.push(entry);
        }
        let index = Self::pack_index(&entries)?;
        let mut pairs = Vec::new();
        let mut pair_codes = Vec::new();
        for pair in checked.pairs {
            pair_codes.push((pair.left, pair.right));
            pairs.push(leak(to_allocvec(&pair)?));
        }
        Ok(Self {
            entries,
            pages,
            prose: leak(to_allocvec(&prose)?),
            pair_codes,
            pairs,
            sources: checked.sources,
            synonyms: checked.synonyms,
            index,
        })
    }

    /// The bytes for the program to carry.
    ///
    /// # Errors
    /// If the serializer fails, which it has no reason to.
    pub fn to_bytes(&self) -> Result<Vec<u8>, UnpackError> {
        Ok(to_allocvec(self)?)
    }

    /// Reads the bytes back.
    ///
    /// # Errors
    /// If the bytes were packed by another version.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, UnpackError> {
        Ok(from_bytes(bytes)?)
    }

    /// The packed index of entries, for a pack that is put together by hand.
    ///
    /// # Errors
    /// If the serializer fails, which it has no reason to.
    pub fn pack_index(entries: &[Entry]) -> Result<&'static [u8], UnpackError> {
        Ok(leak(to_allocvec(&Index::build(entries))?))
    }

    pub(super) fn index(bytes: &'static [u8]) -> Option<Index> {
        from_bytes(bytes).ok()
    }

    pub(super) fn prose(bytes: &'static [u8]) -> Option<Vec<&'static str>> {
        from_bytes(bytes).ok()
    }

    pub(super) fn page(bytes: &'static [u8]) -> Option<Page> {
        from_bytes(bytes).ok()
    }

    pub(super) fn pair(bytes: &'static [u8]) -> Option<Pair> {
        from_bytes(bytes).ok()
    }
}
