//! The phrases, tags and marks of rules with their numbers, and which rules have each.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::index::Numbers;

/// What there is to know of each pattern.
#[derive(Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Patterns {
    lengths: Numbers,
    /// The rules that have it, those of one pattern behind those of the other.
    rules: Numbers,
    /// Where the rules of each end.
    ends: Numbers,
}

impl Patterns {
    pub(super) fn new(texts: &[&'static str], rules: &[Vec<u32>]) -> Self {
        Self {
            lengths: Numbers::new(texts.iter().map(|text| index(text.len()))),
            rules: Numbers::new(rules.iter().flatten().copied()),
            ends: Numbers::ends(rules.iter().map(Vec::len)),
        }
    }

    /// The length of the text of a pattern.
    pub(super) fn length(&self, pattern: u32) -> u32 {
        self.lengths.get(pattern as usize)
    }

    /// The rules that have a pattern, by their numbers.
    pub(super) fn rules(&self, pattern: u32) -> impl Iterator<Item = u32> {
        self.rules.range(self.ends.ending(pattern as usize))
    }
}

/// Patterns with their numbers, as they are met.
#[derive(Default)]
pub(super) struct Numbered {
    numbers: HashMap<&'static str, u32>,
    pub(super) texts: Vec<&'static str>,
}

impl Numbered {
    pub(super) fn number(&mut self, text: &'static str) -> u32 {
        *self.numbers.entry(text).or_insert_with(|| {
            self.texts.push(text);
            index(self.texts.len() - 1)
        })
    }

    pub(super) fn numbers(&mut self, texts: &[&'static str]) -> Vec<u32> {
        texts.iter().map(|text| self.number(text)).collect()
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "far fewer than 2^32 of anything"
)]
pub(super) const fn index(number: usize) -> u32 {
    number as u32
}
