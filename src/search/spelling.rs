//! Abbreviations and wrong spellings: which words of the catalog a typed word that is not among them was meant to be.

use fuzzy_matcher::FuzzyMatcher;

use super::candidates::Expander;
use smtpref_catalog::tokenize::{is_stop, letters, stem};

/// The most words that an abbreviation may stand for.
const GUESSES: usize = 8;

impl Expander<'_> {
    /// Puts the right spelling in the place of words that nothing in the catalog begins with or abbreviates to; gives the words that
    /// were put in.
    pub(super) fn correct(&self, typed: &mut [Vec<String>]) -> Vec<String> {
        let mut wrong = Vec::new();
        for word in typed.iter_mut().flatten() {
            // A short word that nothing begins with is more likely an abbreviation than a wrong spelling.
            let abbreviates = || word.len() <= 5 && !self.abbreviations(word).is_empty();
            if self.is_known(word) || abbreviates() {
                continue;
            }
            if let Some(right) = self.corrected(word) {
                wrong.push(right.clone());
                *word = right;
            }
        }
        wrong
    }

    /// Whether the catalog has a word, or one that begins so.
    pub(super) fn is_known(&self, word: &str) -> bool {
        // A number is not a wrong spelling of another.
        !word.contains(char::is_alphabetic)
            || is_stop(word)
            || self.index.find(stem(word)).is_some()
            || !self.index.starting(word).is_empty()
            || self.synonyms.know(word)
            || self.is_in_prose(word)
    }

    /// Whether a word stands in the prose of a page.
    pub(super) fn is_in_prose(&self, word: &str) -> bool {
        self.catalog.prose_words().entries(word).next().is_some()
    }

    /// The words of which this is an abbreviation: same first letter, all letters in order.
    pub(super) fn abbreviations(&self, word: &str) -> Vec<usize> {
        if word.len() < 2 || word.len() > 12 || !word.contains(char::is_alphabetic) {
            return Vec::new();
        }
        let wanted = letters(word);
        let first = &word[..word.chars().next().map_or(0, char::len_utf8)];
        let mut scored: Vec<(i64, usize)> = self
            .wholes()
            .filter(|(_, whole, letters)| {
                letters & wanted == wanted
                    && whole.starts_with(first)
                    && whole.len() <= word.len() * 5
            })
            .filter_map(|(index, whole, _)| Some((self.matcher.fuzzy_match(whole, word)?, index)))
            .collect();
        scored.sort_by_key(|&(score, index)| (std::cmp::Reverse(score), index));
        let mut found = Vec::new();
        for (_, index) in scored {
            if !found.contains(&index) {
                found.push(index);
            }
        }
        found.truncate(GUESSES);
        found
    }

    /// Every whole word of the index, with the place of its stem.
    fn wholes(&self) -> impl Iterator<Item = (usize, &'static str, u32)> {
        (0..self.index.count()).flat_map(|term| {
            let wholes = self.index.wholes(term);
            wholes.map(move |(whole, letters)| (term, whole, letters))
        })
    }

    /// The word of which this is a wrong spelling: letters transposed, missing, doubled or wrong. Words of the index first, then those
    /// that only the synonyms know.
    fn corrected(&self, word: &str) -> Option<String> {
        let length = word.chars().count();
        let allowed = match length {
            0..=3 => return None,
            4..=6 => 1,
            _ => 2,
        };
        let wanted = letters(word);
        let close = |whole: &str, letters: u32| {
            // An edit changes at most two of the letters that are met.
            let letters_fit = (letters ^ wanted).count_ones() as usize <= 2 * allowed + 1;
            let length_fits = whole.len().abs_diff(word.len()) <= allowed + 2;
            if !letters_fit || !length_fits {
                return None;
            }
            // By their stems too, for the right ending may never have been met.
            let distance = strsim::osa_distance(whole, word)
                .min(strsim::osa_distance(stem(whole), stem(word)));
            // A wrong first letter is rarer than any other.
            let first = whole.chars().next() != word.chars().next();
            (distance <= allowed).then_some((distance, first))
        };
        let known = self
            .wholes()
            .filter_map(|(index, whole, letters)| {
                let met = self.index.met(index);
                Some((close(whole, letters)?, std::cmp::Reverse(met), whole))
            })
            .min();
        let synonyms = self.catalog.synonyms().iter().flatten();
        let synonym = synonyms
            .filter(|synonym| !synonym.contains(' '))
            .filter_map(|synonym| {
                Some((
                    close(synonym, letters(synonym))?,
                    std::cmp::Reverse(0),
                    *synonym,
                ))
            })
            .min();
        let best = known.into_iter().chain(synonym).min();
        best.map(|(_, _, whole)| whole.to_owned())
            .or_else(|| self.corrected_beginning(word, length))
    }

    /// The word that has most of these letters in the same order, if more than half of them are right.
    pub(super) fn most_like(&self, word: &str) -> Option<String> {
        let length = word.chars().count();
        let distance = |whole: &str| strsim::osa_distance(whole, word);
        let words = self.wholes();
        let words = words.filter(|(_, whole, _)| whole.len().abs_diff(word.len()) <= length / 2);
        let like = words.map(|(_, whole, _)| (distance(whole), whole)).min();
        let like = like.filter(|(wrong, _)| 2 * wrong < length);
        like.map(|(_, whole)| whole.to_owned())
    }

    /// The word whose beginning this is with one wrong letter: it is still being typed.
    fn corrected_beginning(&self, word: &str, length: usize) -> Option<String> {
        if length < 5 {
            return None;
        }
        let wanted = letters(word);
        self.wholes()
            .filter(|(_, whole, letters)| {
                whole.len() > word.len() && (wanted & !letters).count_ones() <= 1
            })
            .filter_map(|(_, whole, _)| {
                let start: String = whole.chars().take(length).collect();
                let distance = strsim::osa_distance(&start, word);
                (distance <= 1).then_some((distance, whole.len(), whole))
            })
            .min()
            .map(|(_, _, whole)| whole.to_owned())
    }
}
