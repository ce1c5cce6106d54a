//! The rules of one layer of a catalog: all their phrases, tags and marks in one automaton, packed and unpacked, and how each meets a text.

use std::collections::HashMap;
use std::ops::Range;

use daachorse::DoubleArrayAhoCorasick;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::borders::{is_host_end, stands_alone};
use super::{Folded, Heading, Marks, Rank, Rule, RuleName, Tier};
use crate::EnhancedCode;

/// The rules of a layer, ready to meet texts.
pub(super) struct RuleLayer {
    parts: Parts,
    automaton: DoubleArrayAhoCorasick<u32>,
    /// For each pattern whether it is a tag or a mark, which alone are looked for in the whole text.
    of_raw: Vec<bool>,
}

/// The packed form but for the automaton.
#[derive(Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Parts {
    rules: Vec<Rule>,
    /// The phrases of each rule as patterns of the automaton.
    needs: Vec<Needs>,
    marks: Vec<Marks>,
    /// The providers of which a pattern is a mark, and whether it is the name of a host.
    mark_of: Vec<(u32, u32, bool)>,
    /// For each pattern its length and the rules that have it.
    patterns: Vec<(u32, Vec<u32>)>,
    /// The rules that go by a number alone.
    numbers: Vec<u32>,
    /// Subject and detail of the registered codes, sorted.
    registered: Vec<(u16, u16)>,
}

impl Parts {
    /// For each pattern whether it is a tag or a mark.
    fn of_raw(&self) -> Vec<bool> {
        let mut of_raw = vec![false; self.patterns.len()];
        let tags = self.needs.iter().flat_map(|needs| &needs.tags);
        let marks = self.mark_of.iter().map(|(pattern, ..)| pattern);
        for pattern in tags.chain(marks) {
            of_raw[*pattern as usize] = true;
        }
        of_raw
    }
}

/// The patterns of a rule.
#[derive(Default, Serialize, Deserialize)]
struct Needs {
    all: Vec<u32>,
    any: Vec<u32>,
    none: Vec<u32>,
    tags: Vec<u32>,
}

/// A pattern that was met, and where first.
type Hits = Vec<(u32, Range<usize>)>;

/// What of a layer a text holds.
pub(super) struct Sight {
    words: Hits,
    raw: Hits,
}

/// A mark that was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// The provider whose mark it is.
    pub(super) provider: &'static str,
    /// Whether it is the name of a host.
    pub(super) is_host: bool,
    /// Its length.
    pub(super) length: u32,
}

/// A place in the words (true) or in the whole text (false) that a rule met.
pub(super) type Evidence = (bool, Range<usize>);

/// Why rules cannot be packed or unpacked.
#[derive(Debug, Error)]
#[error("the rules do not fit this program: {0}")]
pub(crate) struct MatcherError(String);

/// The numbers of patterns.
#[derive(Default)]
struct Patterns {
    numbers: HashMap<&'static str, u32>,
    texts: Vec<&'static str>,
}

impl Patterns {
    fn number(&mut self, text: &'static str) -> u32 {
        *self.numbers.entry(text).or_insert_with(|| {
            self.texts.push(text);
            index(self.texts.len() - 1)
        })
    }

    fn numbers(&mut self, texts: &[&'static str]) -> Vec<u32> {
        texts.iter().map(|text| self.number(text)).collect()
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "far fewer than 2^32 of anything"
)]
const fn index(number: usize) -> u32 {
    number as u32
}

impl RuleLayer {
    /// Puts rules together. `registered` are the registered codes: any other number is one that only providers use.
    pub(super) fn new(
        rules: Vec<Rule>,
        marks: Vec<Marks>,
        registered: impl IntoIterator<Item = EnhancedCode>,
    ) -> Result<Self, MatcherError> {
        let mut patterns = Patterns::default();
        let mut of_pattern: HashMap<u32, Vec<u32>> = HashMap::new();
        let mut needs = Vec::new();
        let mut numbers = Vec::new();
        for (number, rule) in rules.iter().enumerate() {
            let of_rule = Needs {
                all: patterns.numbers(&rule.all),
                any: patterns.numbers(&rule.any),
                none: patterns.numbers(&rule.none),
                tags: patterns.numbers(&rule.tags),
            };
            for &pattern in of_rule.all.iter().chain(&of_rule.any).chain(&of_rule.tags) {
                let rules = of_pattern.entry(pattern).or_default();
                if rules.last() != Some(&index(number)) {
                    rules.push(index(number));
                }
            }
            if !rule.has_words() {
                numbers.push(index(number));
            }
            needs.push(of_rule);
        }
        let mut mark_of = Vec::new();
        for (provider, marks) in marks.iter().enumerate() {
            let hosts = marks.hosts.iter().map(|host| (host, true));
            let tokens = marks.tokens.iter().map(|token| (token, false));
            for (text, is_host) in hosts.chain(tokens) {
                mark_of.push((patterns.number(text), index(provider), is_host));
            }
        }
        mark_of.sort_unstable();
        let values = patterns.texts.iter().zip(0_u32..);
        let automaton = DoubleArrayAhoCorasick::with_values(values);
        let automaton = automaton.map_err(|error| MatcherError(error.to_string()))?;
        let mut registered: Vec<(u16, u16)> = registered
            .into_iter()
            .map(|code| (code.subject().number(), code.detail()))
            .collect();
        registered.sort_unstable();
        let of_text = |(number, text): (usize, &&str)| {
            let rules = of_pattern.remove(&index(number)).unwrap_or_default();
            (index(text.len()), rules)
        };
        let parts = Parts {
            patterns: patterns.texts.iter().enumerate().map(of_text).collect(),
            rules,
            needs,
            marks,
            mark_of,
            numbers,
            registered,
        };
        Ok(Self {
            of_raw: parts.of_raw(),
            parts,
            automaton,
        })
    }

    /// The bytes for a pack to carry. They live until the program ends.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, MatcherError> {
        let automaton = self.automaton.serialize();
        postcard::to_allocvec(&(&self.parts, automaton.as_slice()))
            .map_err(|error| MatcherError(error.to_string()))
    }

    /// Reads the bytes back; an empty block holds no rules.
    pub(super) fn from_bytes(bytes: &'static [u8]) -> Result<Self, MatcherError> {
        if bytes.is_empty() {
            return Self::new(Vec::new(), Vec::new(), []);
        }
        let (parts, automaton): (Parts, &[u8]) =
            postcard::from_bytes(bytes).map_err(|error| MatcherError(error.to_string()))?;
        let (automaton, _) = DoubleArrayAhoCorasick::deserialize(automaton)
            .map_err(|error| MatcherError(error.to_string()))?;
        Ok(Self {
            of_raw: parts.of_raw(),
            parts,
            automaton,
        })
    }

    /// All rules.
    pub(super) fn rules(&self) -> &[Rule] {
        &self.parts.rules
    }

    /// The marks of all providers.
    pub(super) fn marks(&self) -> &[Marks] {
        &self.parts.marks
    }

    /// What a text holds of the phrases, tags and marks.
    pub(super) fn see(&self, text: &Folded) -> Sight {
        Sight {
            words: self.hits(text.words(), false),
            raw: self.hits(text.raw(), true),
        }
    }

    /// Every pattern of a text at its first place that stands between other words; among tags and marks hosts have borders of their own.
    fn hits(&self, text: &str, hosts: bool) -> Hits {
        let mut hits = Hits::new();
        for found in self.automaton.find_overlapping_iter(text) {
            let (pattern, range) = (found.value(), found.start()..found.end());
            if hosts && !self.of_raw[pattern as usize] {
                continue;
            }
            if stands_alone(text, &range) || (hosts && is_host_end(text, &range)) {
                hits.push((pattern, range));
            }
        }
        hits.sort_unstable_by_key(|(pattern, range)| (*pattern, range.start));
        hits.dedup_by_key(|(pattern, _)| *pattern);
        hits
    }

    /// The marks that were met.
    pub(super) fn marked(&self, sight: &Sight) -> Vec<Mark> {
        let mark_of = &self.parts.mark_of;
        let mut marked = Vec::new();
        for (pattern, _) in &sight.raw {
            let start = mark_of.partition_point(|(known, ..)| known < pattern);
            let here = mark_of[start..].iter();
            for &(_, provider, is_host) in here.take_while(|(known, ..)| known == pattern) {
                marked.push(Mark {
                    provider: self.parts.marks[provider as usize].provider.as_str(),
                    is_host,
                    length: self.parts.patterns[*pattern as usize].0,
                });
            }
        }
        marked
    }

    /// The rules that could meet a text of which so much was seen, by their numbers.
    pub(super) fn possible(&self, sight: &Sight) -> Vec<u32> {
        let mut possible: Vec<u32> = self.parts.numbers.clone();
        for (pattern, _) in sight.words.iter().chain(&sight.raw) {
            possible.extend(&self.parts.patterns[*pattern as usize].1);
        }
        possible.sort_unstable();
        possible.dedup();
        possible
    }

    /// How a rule meets a text, and by what; `None` if it does not. The layer of the rank is for the caller to fill in.
    pub(super) fn meet(
        &self,
        number: u32,
        heading: Heading,
        sight: &Sight,
        marked: &[Mark],
        is_registered: impl Fn(EnhancedCode) -> bool,
    ) -> Option<(Rank, Vec<Evidence>)> {
        let number = number as usize;
        let (rule, needs) = (&self.parts.rules[number], &self.parts.needs[number]);
        // What is cheap to ask comes first: most rules of which a text holds a phrase are ruled out by it.
        let mark = marked.iter().any(|mark| rule.is_of(mark.provider));
        if rule.needs_mark && !mark {
            return None;
        }
        let exactness = rule.exactness(heading.reply, heading.enhanced);
        if exactness == 0 && !rule.codes.is_empty() && matches!(rule.name, RuleName::General(..)) {
            return None;
        }
        let (length, evidence) = words_met(needs, sight)?;
        let tier = match rule.name {
            RuleName::General(..) if !rule.codes.is_empty() && exactness == 0 => return None,
            RuleName::General(..) => Tier::General,
            RuleName::Provider(_) if rule.has_words() && exactness > 0 => {
                Tier::ProviderWordsAndCode
            }
            RuleName::Provider(_) if rule.has_words() => Tier::ProviderWords,
            RuleName::Provider(_) => {
                let own = heading.enhanced.is_some_and(|code| !is_registered(code));
                if exactness == 0 || !(mark || own) {
                    return None;
                }
                Tier::ProviderCode
            }
        };
        let rank = Rank {
            tier,
            mark,
            length,
            exactness,
            layer: 0,
        };
        Some((rank, evidence))
    }

    /// Whether a code has a page in this layer.
    pub(super) fn is_registered(&self, code: EnhancedCode) -> bool {
        let number = (code.subject().number(), code.detail());
        self.parts.registered.binary_search(&number).is_ok()
    }
}

/// How many bytes of the phrases of a rule were met, and where; `None` if one is missing or one is there that must not be.
fn words_met(needs: &Needs, sight: &Sight) -> Option<(usize, Vec<Evidence>)> {
    let find = |hits: &Hits, pattern: u32| {
        let at = hits.binary_search_by_key(&pattern, |(pattern, _)| *pattern);
        at.ok().map(|at| hits[at].1.clone())
    };
    let Sight { words, raw } = sight;
    let mut none = needs.none.iter();
    if none.any(|&pattern| find(words, pattern).is_some()) {
        return None;
    }
    let mut evidence = Vec::new();
    let mut length = 0;
    for &pattern in &needs.all {
        let range = find(words, pattern)?;
        length += range.len();
        evidence.push((true, range));
    }
    // A rule may have a hundred phrases of which any will do, and a text holds a few.
    let before = evidence.len();
    for (is_word, hits, patterns) in [(true, words, &needs.any), (false, raw, &needs.tags)] {
        if !patterns.is_empty() {
            let met = hits.iter().filter(|(found, _)| patterns.contains(found));
            evidence.extend(met.map(|(_, range)| (is_word, range.clone())));
        }
    }
    let choices = &evidence[before..];
    if choices.is_empty() && !(needs.any.is_empty() && needs.tags.is_empty()) {
        return None;
    }
    let longest = choices.iter().map(|(_, range)| range.len()).max();
    Some((length + longest.unwrap_or(0), evidence))
}
