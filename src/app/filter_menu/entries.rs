//! Some entries of the catalog as a set, of which the menu asks how many two of them share.

use crate::search::Filter;
use smtpref_catalog::Catalog;

/// Some entries of the catalog, a bit for each: every key in the menu asks of every row how many of those that pass are its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Entries(Vec<u64>);

impl Entries {
    pub(super) fn that_pass(filter: Filter, catalog: &Catalog) -> Self {
        let mut passing = Self::default();
        for (at, entry) in catalog.entries().enumerate() {
            if filter.pass(entry, catalog) {
                passing.add(at);
            }
        }
        passing
    }

    pub(super) fn add(&mut self, at: usize) {
        const BITS: usize = 64;
        if self.0.len() <= at / BITS {
            self.0.resize(at / BITS + 1, 0);
        }
        self.0[at / BITS] |= 1 << (at % BITS);
    }

    pub(super) fn count(&self) -> usize {
        self.count_in(self)
    }

    pub(super) fn count_in(&self, others: &Self) -> usize {
        let both = self.0.iter().zip(&others.0);
        both.map(|(ours, theirs)| (ours & theirs).count_ones() as usize)
            .sum()
    }
}
