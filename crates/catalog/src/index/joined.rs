//! The indexes of several packs as one: entries that an upper pack has anew are left out, all others get the numbers that they have together.

use std::collections::BTreeMap;

use super::postings::{Met, Posting};
use super::{Index, ProseWords, Uses};
use crate::EntryId;

/// The number that each entry of a pack has among those of all packs; `None` if another pack has it anew.
pub(crate) struct Numbering(Vec<Option<u32>>);

impl Numbering {
    /// Of pairs of the old and the new number.
    pub(crate) fn new(pairs: impl Iterator<Item = (usize, usize)>) -> Self {
        let mut numbers = Vec::new();
        for (old, new) in pairs {
            if numbers.len() <= old {
                numbers.resize(old + 1, None);
            }
            numbers[old] = u32::try_from(new).ok();
        }
        Self(numbers)
    }

    fn get(&self, id: EntryId) -> Option<EntryId> {
        self.0.get(id.index()).copied().flatten().map(EntryId)
    }

    /// The old and the new number of the entries that are left.
    fn iter(&self) -> impl Iterator<Item = (EntryId, EntryId)> {
        let numbers = (0_u32..).zip(&self.0);
        numbers.filter_map(|(old, new)| Some((EntryId(old), EntryId((*new)?))))
    }
}

impl Index {
    pub(crate) fn joined(layers: &[(Self, Numbering)]) -> Self {
        let mut terms: BTreeMap<&'static str, Met<&'static str>> = BTreeMap::new();
        let mut entries = BTreeMap::new();
        for (layer, (index, numbering)) in layers.iter().enumerate() {
            for (old, new) in numbering.iter() {
                entries.insert(new, (layer, old));
            }
            for term in 0..index.count() {
                let renumbered = |posting: Posting| posting.of(numbering.get(posting.id())?);
                let mut postings = index.postings(term).filter_map(renumbered).peekable();
                if postings.peek().is_none() {
                    continue;
                }
                let met = terms.entry(index.stem(term)).or_default();
                met.postings.extend(postings);
                for (whole, _) in index.wholes(term) {
                    if !met.wholes.contains(&whole) {
                        met.wholes.push(whole);
                    }
                }
            }
        }
        for met in terms.values_mut() {
            met.postings.sort_by_key(|posting| posting.id());
        }
        let terms: Vec<(&str, Met<&str>)> = terms.into_iter().collect();
        let standings = entries
            .values()
            .map(|&(layer, old)| layers[layer].0.packed_standing(old));
        let joined = Self::lay(&terms, standings);
        let phrases = entries.values().map(|&(layer, old)| {
            let index = &layers[layer].0;
            let term = |term| joined.find(index.stem(term as usize));
            let phrases = index.phrases(old);
            phrases
                .map(|phrase| phrase.filter_map(term).collect())
                .collect()
        });
        joined.with_phrases(phrases)
    }
}

impl ProseWords {
    pub(crate) fn joined(layers: &[(Self, Numbering)]) -> Self {
        let mut met: BTreeMap<&'static str, Vec<u32>> = BTreeMap::new();
        for (words, numbering) in layers {
            for (word, entries) in words.iter() {
                let renumbered = entries.filter_map(|id| numbering.get(id));
                let mut renumbered = renumbered.map(|EntryId(number)| number).peekable();
                if renumbered.peek().is_some() {
                    met.entry(word).or_default().extend(renumbered);
                }
            }
        }
        for entries in met.values_mut() {
            entries.sort_unstable();
        }
        Self::lay(&met)
    }
}

impl Uses {
    pub(crate) fn joined(layers: &[(Self, Numbering)]) -> Self {
        let mut codes = Vec::new();
        let mut causes: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (uses, numbering) in layers {
            let renumbered = |id| numbering.get(id).map(|EntryId(number)| number);
            let of_codes = uses.of_codes();
            codes.extend(of_codes.filter_map(|(pattern, id)| Some((renumbered(id)?, pattern))));
            for (cause, entries) in uses.of_causes() {
                let told_by = causes.entry(cause).or_default();
                told_by.extend(entries.filter_map(renumbered));
            }
        }
        codes.sort_by_key(|(entry, _)| *entry);
        for entries in causes.values_mut() {
            entries.sort_unstable();
        }
        Self::lay(codes, &causes)
    }
}
