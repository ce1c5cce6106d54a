//! What a typed word can stand for: the word itself, its beginning, another word for it, an abbreviation, or a wrong spelling.

use std::ops::Range;

use fuzzy_matcher::skim::SkimMatcherV2;

use super::query::Query;
use super::synonyms::{Name, Synonyms};
use crate::lookup::{Token, parse_token};
use smtpref_catalog::Code;
use smtpref_catalog::tokenize::{is_stop, stem, words};
use smtpref_catalog::{Catalog, Index};

/// How a form was reached, which decides what it is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MatchKind {
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
    pub(super) reach: MatchKind,
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
    pub(super) index: &'a Index,
    pub(super) catalog: &'a Catalog,
    pub(super) synonyms: &'a Synonyms,
    pub(super) matcher: &'a SkimMatcherV2,
}

/// The most words of the index that a beginning may stand for.
const BEGINNINGS: usize = 64;

/// The words in what was typed between spaces. An enhanced status code is one word: a page may speak of one that has no page.
fn typed_words(text: &str) -> Vec<Vec<String>> {
    match parse_token(text) {
        Token::Code(code @ Code::Enhanced(_)) => vec![vec![code.to_string().to_lowercase()]],
        _ => words(text).into_iter().map(|word| vec![word]).collect(),
    }
}

impl<'a> Expander<'a> {
    pub(super) fn new(
        catalog: &'a Catalog,
        synonyms: &'a Synonyms,
        matcher: &'a SkimMatcherV2,
    ) -> Self {
        Self {
            index: catalog.index(),
            catalog,
            synonyms,
            matcher,
        }
    }

    /// The units of a query: its words without those that carry no meaning, unless there are no others.
    pub(super) fn units(&self, query: &Query) -> Vec<Unit> {
        let mut typed: Vec<Vec<String>> = query
            .plain
            .iter()
            .flat_map(|group| match &group[..] {
                [word] => typed_words(word),
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
                    form.reach = MatchKind::Typo;
                }
            }
        }
        units
    }

    /// The synonyms in the typed words: where they stand and which group they belong to.
    fn phrases(&self, typed: &[Vec<String>]) -> Vec<(Range<usize>, usize)> {
        let flat: Vec<&str> = typed
            .iter()
            .map(|group| match &group[..] {
                [word] => word.as_str(),
                _ => "",
            })
            .collect();
        self.synonyms.find(&flat)
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
                for name in self.synonyms.group(*group) {
                    add_synonym(&mut unit, name);
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
            reach: MatchKind::Same,
        }));
        unit
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
        let mut add = |index: usize, reach: MatchKind| {
            if !unit.forms.iter().any(|form| form.words == [index]) {
                unit.forms.push(Form {
                    words: vec![index],
                    reach,
                });
            }
        };
        if let Some(index) = same {
            add(index, MatchKind::Same);
        }
        // The beginning of a number is no number; pieces of codes are looked for elsewhere.
        let number = word.bytes().all(|byte| byte.is_ascii_digit());
        let most = if number { 0 } else { BEGINNINGS };
        let beginnings = self
            .index
            .starting(if same.is_some() { stem } else { word });
        for index in beginnings.take(most) {
            add(index, MatchKind::Beginning);
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
                    reach: MatchKind::Abbreviation,
                });
            }
        }
    }
}

fn add_synonym(unit: &mut Unit, name: &Name) {
    let Some(words) = &name.indexed else {
        return;
    };
    let known = |form: &Form| form.words == *words && form.reach >= MatchKind::Synonym;
    if unit.forms.iter().any(known) {
        return;
    }
    unit.forms.push(Form {
        words: words.clone(),
        reach: MatchKind::Synonym,
    });
    unit.mark.extend(name.parts.iter().cloned());
}
