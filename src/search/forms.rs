//! What a typed word can stand for: the word itself, its beginning, another word for it, an abbreviation, or a wrong spelling.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::index::{Index, letters};
use super::query::Query;
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
/// The most words that an abbreviation or a wrong spelling may stand for.
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
        let phrases = self.phrases(&typed);
        if typed.iter().any(meaning) {
            let mut index = 0;
            typed.retain(|group| {
                let of_phrase = phrases.iter().any(|(range, _)| range.contains(&index));
                index += 1;
                of_phrase || meaning(group)
            });
        }
        self.join(&typed)
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
            let mut guesses: Vec<(usize, Reach)> = self
                .abbreviations(word)
                .into_iter()
                .map(|index| (index, Reach::Abbreviation))
                .collect();
            guesses.extend(
                self.typos(word)
                    .into_iter()
                    .map(|index| (index, Reach::Typo)),
            );
            for (index, reach) in guesses {
                unit.mark.push(self.index.words()[index].whole.to_string());
                unit.forms.push(Form {
                    words: vec![index],
                    reach,
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
            .index
            .words()
            .iter()
            .enumerate()
            .filter(|(_, known)| {
                known.letters & wanted == wanted
                    && known.whole.starts_with(first)
                    && known.whole.len() <= word.len() * 5
            })
            .filter_map(|(index, known)| {
                Some((self.matcher.fuzzy_match(&known.whole, word)?, index))
            })
            .collect();
        scored.sort_by_key(|&(score, index)| (std::cmp::Reverse(score), index));
        scored.truncate(GUESSES);
        scored.into_iter().map(|(_, index)| index).collect()
    }

    /// The words of which this is a wrong spelling: letters transposed, missing, doubled or wrong.
    fn typos(&self, word: &str) -> Vec<usize> {
        let length = word.chars().count();
        let allowed = match length {
            0..=3 => return Vec::new(),
            4..=6 => 1,
            _ => 2,
        };
        let wanted = letters(word);
        let mut close: Vec<(usize, usize)> = self
            .index
            .words()
            .iter()
            .enumerate()
            .filter(|(_, known)| {
                // An edit changes at most two of the letters that are met.
                (known.letters ^ wanted).count_ones() as usize <= 2 * allowed + 1
            })
            .filter_map(|(index, known)| {
                let whole = &*known.whole;
                let same_length = whole.len().abs_diff(word.len()) <= allowed;
                let distance = if same_length {
                    strsim::osa_distance(whole, word)
                } else if whole.len() > word.len() && length >= 5 {
                    // A word that is still being typed.
                    let start: String = whole.chars().take(length).collect();
                    strsim::osa_distance(&start, word) + 1
                } else {
                    return None;
                };
                (distance <= allowed).then_some((distance, index))
            })
            .collect();
        close.sort_unstable();
        if let Some(&(best, _)) = close.first() {
            close.retain(|&(distance, _)| distance == best);
        }
        close.truncate(GUESSES);
        close.into_iter().map(|(_, index)| index).collect()
    }
}
