//! The catalog at run time: entries by code, pages unpacked when they are asked for.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::{Index, Pack};
use crate::domain::{Code, Entry, Page, Pair, Source};

/// The place of an entry in the catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub(super) u32);

/// The place of a hand-written pair in the catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PairId(usize);

/// All entries, pairs and sources.
pub struct Catalog {
    pack: Pack,
    index: OnceCell<Index>,
    prose: OnceCell<Vec<&'static str>>,
    pages: Vec<OnceCell<Box<Page>>>,
    pairs: Vec<OnceCell<Box<Pair>>>,
    pair_ids: HashMap<(Code, Code), (PairId, bool)>,
    wide_pair_ids: HashMap<(Code, Code), (PairId, bool)>,
}

impl EntryId {
    /// The index in [`Catalog::entries`].
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl Catalog {
    /// The catalog of a pack.
    #[must_use]
    pub fn new(pack: Pack) -> Self {
        let pages = pack.pages.iter().map(|_| OnceCell::new()).collect();
        let pairs = pack.pairs.iter().map(|_| OnceCell::new()).collect();
        let mut pair_ids = HashMap::new();
        let mut wide_pair_ids = HashMap::new();
        for (index, &(left, right)) in pack.pair_codes.iter().enumerate() {
            for (ids, left, right) in [
                (&mut pair_ids, left, right),
                (&mut wide_pair_ids, left.entry_code(), right.entry_code()),
            ] {
                ids.entry((left, right)).or_insert((PairId(index), false));
                ids.entry((right, left)).or_insert((PairId(index), true));
            }
        }
        Self {
            pack,
            index: OnceCell::new(),
            prose: OnceCell::new(),
            pages,
            pairs,
            pair_ids,
            wide_pair_ids,
        }
    }

    /// All entries in the order of their codes.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.pack.entries
    }

    /// The ids of all entries.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = EntryId> + ExactSizeIterator {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "no catalog has 2^32 entries"
        )]
        let count = self.pack.entries.len() as u32;
        (0..count).map(EntryId)
    }

    /// An entry.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.pack.entries[id.index()]
    }

    /// The entry of a code; a class on an enhanced status code does not matter.
    #[must_use]
    pub fn find(&self, code: Code) -> Option<EntryId> {
        let code = code.entry_code();
        let found = self
            .pack
            .entries
            .binary_search_by_key(&code, |entry| entry.code);
        found
            .ok()
            .and_then(|index| u32::try_from(index).ok())
            .map(EntryId)
    }

    /// The page of an entry.
    ///
    /// # Panics
    /// If the pack is damaged, which the build would have to have done.
    #[must_use]
    pub fn page(&self, id: EntryId) -> &Page {
        let index = id.index();
        self.pages[index].get_or_init(|| {
            Box::new(Pack::page(self.pack.pages[index]).expect("a page that the build has packed"))
        })
    }

    /// The index of the words, unpacked at the first call.
    ///
    /// # Panics
    /// If the pack is damaged, which the build would have to have done.
    #[must_use]
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            Pack::index(self.pack.index).expect("an index that the build has packed")
        })
    }

    /// The prose of an entry in ASCII lower case, a line for each text of [`Page::texts`].
    ///
    /// # Panics
    /// If the pack is damaged, which the build would have to have done.
    #[must_use]
    pub fn prose(&self, id: EntryId) -> &'static str {
        let prose = self
            .prose
            .get_or_init(|| Pack::prose(self.pack.prose).expect("prose that the build has packed"));
        prose[id.index()]
    }

    /// The hand-written pair of two codes, and whether it was written the other way round. A code that is asked for without its class
    /// finds the pair that was written for one of its classes.
    #[must_use]
    pub fn pair(&self, left: Code, right: Code) -> Option<(&Pair, bool)> {
        let (id, swapped) = self.pair_ids.get(&(left, right)).or_else(|| {
            let classless = |code: Code| code.enhanced().is_some() && code == code.entry_code();
            let entries = (left.entry_code(), right.entry_code());
            let asked_wide = classless(left) || classless(right);
            (asked_wide && entries.0 != entries.1)
                .then(|| self.wide_pair_ids.get(&entries))
                .flatten()
        })?;
        Some((self.pair_by_id(*id), *swapped))
    }

    /// The codes of all hand-written pairs.
    #[must_use]
    pub fn pair_codes(&self) -> &[(Code, Code)] {
        &self.pack.pair_codes
    }

    fn pair_by_id(&self, id: PairId) -> &Pair {
        self.pairs[id.0].get_or_init(|| {
            Box::new(Pack::pair(self.pack.pairs[id.0]).expect("a pair that the build has packed"))
        })
    }

    /// A source by the key that references name.
    #[must_use]
    pub fn source(&self, key: &str) -> Option<&Source> {
        self.pack.sources.iter().find(|source| source.key == key)
    }

    /// All sources.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.pack.sources
    }

    /// Groups of words that mean the same.
    #[must_use]
    pub fn synonyms(&self) -> &[Vec<&'static str>] {
        &self.pack.synonyms
    }
}
