//! What a typed word can stand for: the word itself, its beginning, another word for it, an abbreviation, or a wrong spelling.

use std::ops::Range;

use fuzzy_matcher::skim::SkimMatcherV2;

use super::query::Query;
use super::synonyms::{Name, Synonyms};
use crate::lookup::{Token, parse_token};
use smtpref_catalog::Code;
use smtpref_catalog::tokenize::{is_stop, stem, words};
use smtpref_catalog::{Catalog, Index};

/// How a candidate was reached, which decides what it is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MatchKind {
    Typo,
    Abbreviation,
    Synonym,
    Beginning,
    Same,
}

/// Words of the index that an entry must all have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) words: Vec<usize>,
    pub(super) kind: MatchKind,
}

/// A part of the query that is to be met: a typed word, or several that are one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct QueryTerm {
    /// The typed words, in lower case.
    pub(super) typed: Vec<String>,
    /// What it can stand for.
    pub(super) candidates: Vec<Candidate>,
    /// What to mark in a text.
    pub(super) mark: Vec<String>,
    /// What to mark too: it means the same, or is what was meant.
    pub(super) related: Vec<String>,
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
/// From how many letters on a word is hardly one that was shortened.
const LONG: usize = 6;

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

    /// The terms of a query: its words without those that carry no meaning, unless there are no others.
    pub(super) fn terms(&self, query: &Query) -> Vec<QueryTerm> {
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
        let mut terms = self.join(&typed);
        for term in &mut terms {
            if term.typed.iter().any(|word| wrong.contains(word)) {
                for candidate in &mut term.candidates {
                    candidate.kind = MatchKind::Typo;
                }
            }
        }
        terms
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

    fn join(&self, typed: &[Vec<String>]) -> Vec<QueryTerm> {
        let phrases = self.phrases(typed);
        let mut taken = vec![false; typed.len()];
        let mut terms: Vec<(usize, QueryTerm)> = Vec::new();
        for (range, _) in &phrases {
            if taken[range.clone()].iter().any(|&taken| taken) {
                continue;
            }
            taken[range.clone()].fill(true);
            let mut term = self.term_of_phrase(&typed[range.clone()]);
            for (_, group) in phrases.iter().filter(|(other, _)| other == range) {
                for name in self.synonyms.group(*group) {
                    add_synonym(&mut term, name, self.index);
                }
            }
            terms.push((range.start, term));
        }
        for (index, group) in typed.iter().enumerate() {
            if !taken[index] {
                terms.push((index, self.term_of_words(group)));
            }
        }
        terms.sort_by_key(|(index, _)| *index);
        terms.into_iter().map(|(_, term)| term).collect()
    }

    fn term_of_phrase(&self, groups: &[Vec<String>]) -> QueryTerm {
        let typed: Vec<String> = groups.concat();
        if let [word] = &typed[..] {
            return self.term_of_words(std::slice::from_ref(word));
        }
        let mut term = QueryTerm {
            mark: typed.clone(),
            related: Vec::new(),
            typed,
            candidates: Vec::new(),
        };
        let all: Option<Vec<usize>> = term
            .typed
            .iter()
            .map(|word| self.index.find(stem(word)))
            .collect();
        term.candidates.extend(all.map(|words| Candidate {
            words,
            kind: MatchKind::Same,
        }));
        term
    }

    /// The term of one word, or of alternatives.
    fn term_of_words(&self, alternatives: &[String]) -> QueryTerm {
        let mut term = QueryTerm {
            typed: alternatives.to_vec(),
            candidates: Vec::new(),
            related: Vec::new(),
            mark: Vec::new(),
        };
        for word in alternatives {
            self.add_word(&mut term, word);
        }
        term
    }

    fn add_word(&self, term: &mut QueryTerm, word: &str) {
        let stem = stem(word);
        let same = self.index.find(stem);
        let mut add = |index: usize, kind: MatchKind| {
            if !term
                .candidates
                .iter()
                .any(|candidate| candidate.words == [index])
            {
                term.candidates.push(Candidate {
                    words: vec![index],
                    kind,
                });
            }
        };
        if let Some(index) = same {
            add(index, MatchKind::Same);
        }
        // The beginning of a number is not a number; pieces of codes are looked for elsewhere.
        let number = word.bytes().all(|byte| byte.is_ascii_digit());
        let most = if number { 0 } else { BEGINNINGS };
        let beginnings = self
            .index
            .starting(if same.is_some() { stem } else { word });
        for index in beginnings.take(most) {
            add(index, MatchKind::Beginning);
        }
        term.mark.push(word.to_owned());
        if stem.len() >= 3 {
            term.mark.push(stem.to_owned());
        }
        // A long word that stands on a page as it was typed is no abbreviation of another.
        let is_meant = word.len() >= LONG && self.is_in_prose(word);
        if term.candidates.is_empty() && !is_meant {
            for index in self.abbreviations(word) {
                let first = self.index.wholes(index).next();
                term.related
                    .extend(first.map(|(whole, _)| whole.to_owned()));
                term.candidates.push(Candidate {
                    words: vec![index],
                    kind: MatchKind::Abbreviation,
                });
            }
        }
    }
}

fn add_synonym(term: &mut QueryTerm, name: &Name, index: &Index) {
    let Some(words) = name.indexed(index) else {
        return;
    };
    let known =
        |candidate: &Candidate| candidate.words == words && candidate.kind >= MatchKind::Synonym;
    if term.candidates.iter().any(known) {
        return;
    }
    term.candidates.push(Candidate {
        words: words.to_vec(),
        kind: MatchKind::Synonym,
    });
    let telling = name.parts.iter().filter(|part| !is_stop(part));
    term.related.extend(telling.cloned());
}
