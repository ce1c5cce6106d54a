//! What a typed word can stand for: the word itself, its beginning, another word for it, an abbreviation, or a wrong spelling.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::index::{Index, letters};
use super::query::{Query, whole};
use super::words::{is_stop, stem, words};
use crate::catalog::Catalog;

/// How a form was reached, which decides what it is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    Typo,
    Abbreviation,
    Synonym,
    Beginning,
    Same,
}

/// Words of the index that must all stand in an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) words: Vec<usize>,
    pub(super) reach: Reach,
}

/// A part of the query that is to be met: a typed word, or several that are one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// The typed words, in lower case.
    pub(super) typed: Vec<String>,
    /// What it can stand for.
    pub(super) forms: Vec<Form>,
    /// What to mark in a text.
    pub(super) mark: Vec<String>,
}

/// Turns typed words into what they can stand for.
pub(super) struct Expander<'a> {
    index: &'a Index,
    catalog: &'a Catalog,
    matcher: &'a SkimMatcherV2,
}

/// The most words of the index that a beginning may stand for.
const BEGINNINGS: usize = 64;
/// The most words that an abbreviation may stand for.
const GUESSES: usize = 8;

impl<'a> Expander<'a> {
    pub(super) const fn new(
        index: &'a Index,
        catalog: &'a Catalog,
        matcher: &'a SkimMatcherV2,
    ) -> Self {
        Self {
            index,
            catalog,
            matcher,
        }
    }

    /// The units of a query: its words without those that carry no meaning, unless there are no others.
    pub(super) fn units(&self, query: &Query) -> Vec<Unit> {
        let mut typed: Vec<Vec<String>> = query
            .plain
            .iter()
            .flat_map(|group| match &group[..] {
                [word] => words(word).into_iter().map(|word| vec![word]).collect(),
                group => vec![group.iter().flat_map(|word| words(word)).collect()],
            })
            .filter(|group: &Vec<String>| !group.is_empty())
            .collect();
        let meaning = |group: &Vec<String>| !group.iter().all(|word| is_stop(word));
        let wrong: Vec<String> = self.correct(&mut typed);
        let phrases = self.phrases(&typed);
        if typed.iter().any(meaning) {
            let mut index = 0;
            typed.retain(|group| {
                let of_phrase = phrases.iter().any(|(range, _)| range.contains(&index));
                index += 1;
                of_phrase || meaning(group)
            });
        }
        let mut units = self.join(&typed);
        for unit in &mut units {
            if unit.typed.iter().any(|word| wrong.contains(word)) {
                for form in &mut unit.forms {
                    form.reach = Reach::Typo;
                }
            }
        }
        units
    }

    /// Puts the right spelling in the place of words that nothing in the catalog begins with or abbreviates to; gives the words that
    /// were put in.
    fn correct(&self, typed: &mut [Vec<String>]) -> Vec<String> {
        let mut wrong = Vec::new();
        for word in typed.iter_mut().flatten() {
            // A short word that nothing begins with is more likely an abbreviation than a wrong spelling.
            let abbreviates = word.len() <= 5 && !self.abbreviations(word).is_empty();
            if self.is_known(word) || abbreviates {
                continue;
            }
            if let Some(right) = self.corrected(word) {
                wrong.push(right.clone());
                *word = right;
            }
        }
        wrong
    }

    /// Whether a word, or a beginning of one, stands in the catalog.
    fn is_known(&self, word: &str) -> bool {
        is_stop(word)
            || self.index.find(stem(word)).is_some()
            || !self.index.starting(word).is_empty()
            || self.is_synonym(word)
            || (word.len() >= 4 && self.is_in_prose(word))
    }

    fn is_synonym(&self, word: &str) -> bool {
        let mut parts = self
            .catalog
            .synonyms()
            .iter()
            .flatten()
            .flat_map(|text| text.split(' '));
        parts.any(|part| stem(part) == stem(word))
    }

    fn is_in_prose(&self, word: &str) -> bool {
        self.catalog
            .ids()
            .any(|id| whole(self.catalog.prose(id), word))
    }

    /// The synonyms in the typed words: where they stand and which group they belong to.
    fn phrases(&self, typed: &[Vec<String>]) -> Vec<(std::ops::Range<usize>, usize)> {
        let mut found = Vec::new();
        let flat: Vec<&str> = typed
            .iter()
            .map(|group| match &group[..] {
                [word] => word.as_str(),
                _ => "",
            })
            .collect();
        for (group, synonyms) in self.catalog.synonyms().iter().enumerate() {
            for synonym in synonyms {
                let parts: Vec<String> = words(synonym);
                if parts.is_empty() || parts.len() > flat.len() {
                    continue;
                }
                for start in 0..=flat.len() - parts.len() {
                    let same = parts
                        .iter()
                        .zip(&flat[start..])
                        .all(|(part, word)| stem(part) == stem(word));
                    if same {
                        found.push((start..start + parts.len(), group));
                    }
                }
            }
        }
        // The longest first, so that "over quota" is not read as "quota".
        found.sort_by_key(|(range, _)| (std::cmp::Reverse(range.len()), range.start));
        found
    }

    fn join(&self, typed: &[Vec<String>]) -> Vec<Unit> {
        let phrases = self.phrases(typed);
        let mut taken = vec![false; typed.len()];
        let mut units: Vec<(usize, Unit)> = Vec::new();
        for (range, _) in &phrases {
            if taken[range.clone()].iter().any(|&taken| taken) {
                continue;
            }
            taken[range.clone()].fill(true);
            let mut unit = self.unit_of_phrase(&typed[range.clone()]);
            for (_, group) in phrases.iter().filter(|(other, _)| other == range) {
                for synonym in &self.catalog.synonyms()[*group] {
                    self.add_synonym(&mut unit, synonym);
                }
            }
            units.push((range.start, unit));
        }
        for (index, group) in typed.iter().enumerate() {
            if !taken[index] {
                units.push((index, self.unit_of_words(group)));
            }
        }
        units.sort_by_key(|(index, _)| *index);
        units.into_iter().map(|(_, unit)| unit).collect()
    }

    fn unit_of_phrase(&self, groups: &[Vec<String>]) -> Unit {
        let typed: Vec<String> = groups.concat();
        if let [word] = &typed[..] {
            return self.unit_of_words(std::slice::from_ref(word));
        }
        let mut unit = Unit {
            mark: typed.clone(),
            typed,
            forms: Vec::new(),
        };
        let all: Option<Vec<usize>> = unit
            .typed
            .iter()
            .map(|word| self.index.find(stem(word)))
            .collect();
        unit.forms.extend(all.map(|words| Form {
            words,
            reach: Reach::Same,
        }));
        unit
    }

    fn add_synonym(&self, unit: &mut Unit, synonym: &str) {
        let parts = words(synonym);
        let all: Option<Vec<usize>> = parts
            .iter()
            .map(|word| self.index.find(stem(word)))
            .collect();
        let Some(words) = all else {
            return;
        };
        if unit
            .forms
            .iter()
            .any(|form| form.words == words && form.reach >= Reach::Synonym)
        {
            return;
        }
        unit.forms.push(Form {
            words,
            reach: Reach::Synonym,
        });
        unit.mark.extend(parts);
    }

    /// The unit of one word, or of alternatives.
    fn unit_of_words(&self, alternatives: &[String]) -> Unit {
        let mut unit = Unit {
            typed: alternatives.to_vec(),
            forms: Vec::new(),
            mark: Vec::new(),
        };
        for word in alternatives {
            self.add_word(&mut unit, word);
        }
        unit
    }

    fn add_word(&self, unit: &mut Unit, word: &str) {
        let stem = stem(word);
        let same = self.index.find(stem);
        let mut add = |index: usize, reach: Reach| {
            if !unit.forms.iter().any(|form| form.words == [index]) {
                unit.forms.push(Form {
                    words: vec![index],
                    reach,
                });
            }
        };
        if let Some(index) = same {
            add(index, Reach::Same);
        }
        let beginnings = self
            .index
            .starting(if same.is_some() { stem } else { word });
        for index in beginnings.take(BEGINNINGS) {
            add(index, Reach::Beginning);
        }
        unit.mark.push(word.to_owned());
        if stem.len() >= 3 {
            unit.mark.push(stem.to_owned());
        }
        if unit.forms.is_empty() {
            for index in self.abbreviations(word) {
                let (whole, _) = &self.index.words()[index].wholes[0];
                unit.mark.push(whole.to_string());
                unit.forms.push(Form {
                    words: vec![index],
                    reach: Reach::Abbreviation,
                });
            }
        }
    }

    /// The words of which this is an abbreviation: same first letter, all letters in order.
    fn abbreviations(&self, word: &str) -> Vec<usize> {
        if word.len() < 2 || word.len() > 12 {
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
    fn wholes(&self) -> impl Iterator<Item = (usize, &'a str, u32)> {
        let words = self.index.words().iter().enumerate();
        words.flat_map(|(index, word)| {
            let wholes = word.wholes.iter();
            wholes.map(move |(whole, letters)| (index, &**whole, *letters))
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
                let met = self.index.postings(index).len();
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
                (distance <= 1).then(|| (distance, whole.len(), whole))
            })
            .min()
            .map(|(_, _, whole)| whole.to_owned())
    }
}
