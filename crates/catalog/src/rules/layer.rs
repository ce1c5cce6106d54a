//! The rules of one layer of a catalog: all their phrases, tags and marks in one automaton, packed and unpacked, and how each meets a text.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use daachorse::DoubleArrayAhoCorasick;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::borders::{is_host_end, stands_alone};
use super::patterns::{Numbered, Patterns, index};
use super::{Folded, Heading, Marks, Rank, Rule, RuleName, Tier};
use crate::index::Numbers;
use crate::{Blocks, EnhancedCode, Pack};

/// The rules of a layer, ready to meet texts.
///
/// A text meets a few of many rules, so each is unpacked when it is met first.
pub(super) struct RuleLayer {
    parts: Parts,
    automaton: DoubleArrayAhoCorasick<u32>,
    rules: Vec<OnceCell<Box<Needing>>>,
}

/// The packed form but for the automaton.
#[derive(Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Parts {
    /// The rules, each packed for itself as [`Needing`].
    rules: Blocks,
    marks: Vec<Marks>,
    /// The providers of which a pattern is a mark, and whether it is the name of a host, sorted.
    mark_of: Vec<(u32, u32, bool)>,
    patterns: Patterns,
    /// The rules that go by a number alone.
    numbers: Numbers,
    /// Subject and detail of the registered codes, sorted.
    registered: Vec<(u16, u16)>,
}

/// A rule with its phrases as patterns of the automaton.
#[derive(Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Needing {
    rule: Rule,
    needs: Needs,
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

impl From<postcard::Error> for MatcherError {
    fn from(error: postcard::Error) -> Self {
        Self(error.to_string())
    }
}

impl RuleLayer {
    /// Puts rules together. `registered` are the registered codes: any other number is one that only providers use.
    pub(super) fn new(
        rules: Vec<Rule>,
        marks: Vec<Marks>,
        registered: impl IntoIterator<Item = EnhancedCode>,
    ) -> Result<Self, MatcherError> {
        let mut patterns = Numbered::default();
        let mut of_pattern: HashMap<u32, Vec<u32>> = HashMap::new();
        let mut tags = HashSet::new();
        let mut packed = Vec::new();
        let mut numbers = Vec::new();
        for (number, rule) in rules.into_iter().enumerate() {
            let needs = Needs {
                all: patterns.numbers(&rule.all),
                any: patterns.numbers(&rule.any),
                none: patterns.numbers(&rule.none),
                tags: patterns.numbers(&rule.tags),
            };
            tags.extend(needs.tags.iter().copied());
            for &pattern in needs.all.iter().chain(&needs.any).chain(&needs.tags) {
                let rules = of_pattern.entry(pattern).or_default();
                if rules.last() != Some(&index(number)) {
                    rules.push(index(number));
                }
            }
            if !rule.has_words() {
                numbers.push(index(number));
            }
            packed.push(postcard::to_allocvec(&Needing { rule, needs })?);
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
        let all = 0..index(patterns.texts.len());
        let rules: Vec<Vec<u32>> = all
            .clone()
            .map(|pattern| of_pattern.remove(&pattern).unwrap_or_default())
            .collect();
        let is_mark = |pattern| mark_of.iter().any(|(mark, ..)| *mark == pattern);
        let of_raw: Vec<bool> = all
            .map(|pattern| tags.contains(&pattern) || is_mark(pattern))
            .collect();
        let parts = Parts {
            rules: Blocks::new(packed),
            marks,
            patterns: Patterns::new(&patterns.texts, &rules, &of_raw),
            mark_of,
            numbers: Numbers::new(numbers),
            registered,
        };
        Ok(Self::of(parts, automaton))
    }

    fn of(parts: Parts, automaton: DoubleArrayAhoCorasick<u32>) -> Self {
        let cells = std::iter::repeat_with(OnceCell::new);
        Self {
            rules: cells.take(parts.rules.count()).collect(),
            parts,
            automaton,
        }
    }

    /// The bytes for a pack to carry. They live until the program ends.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, MatcherError> {
        let automaton = self.automaton.serialize();
        Ok(postcard::to_allocvec(&(&self.parts, automaton.as_slice()))?)
    }

    /// Reads the bytes back; an empty block holds no rules.
    pub(super) fn from_bytes(bytes: &'static [u8]) -> Result<Self, MatcherError> {
        if bytes.is_empty() {
            return Self::new(Vec::new(), Vec::new(), []);
        }
        let (parts, automaton): (Parts, &[u8]) = postcard::from_bytes(bytes)?;
        let (automaton, _) = DoubleArrayAhoCorasick::deserialize(automaton)
            .map_err(|error| MatcherError(error.to_string()))?;
        Ok(Self::of(parts, automaton))
    }

    /// All rules.
    pub(super) fn rules(&self) -> impl Iterator<Item = &Rule> {
        (0..index(self.rules.len())).map(|number| self.rule(number))
    }

    /// A rule by its number.
    pub(super) fn rule(&self, number: u32) -> &Rule {
        &self.needing(number).rule
    }

    fn needing(&self, number: u32) -> &Needing {
        let number = number as usize;
        self.rules[number].get_or_init(|| Box::new(Pack::block(self.parts.rules.get(number))))
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
            if hosts && !self.parts.patterns.is_raw(pattern) {
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
                    length: self.parts.patterns.length(*pattern),
                });
            }
        }
        marked
    }

    /// The rules that could meet a text of which so much was seen, by their numbers: those that go by a number alone only where a number
    /// can tell of a provider.
    pub(super) fn possible(&self, sight: &Sight, by_number: bool) -> Vec<u32> {
        let mut possible = Vec::new();
        if by_number {
            possible.extend(self.parts.numbers.range(0..self.parts.numbers.len()));
        }
        for (pattern, _) in sight.words.iter().chain(&sight.raw) {
            possible.extend(self.parts.patterns.rules(*pattern));
        }
        possible.sort_unstable();
        possible.dedup();
        possible
    }

    /// How a rule meets a text, and by what; `None` if it does not. `is_own` tells that only providers use the code; the layer of the
    /// rank is for the caller to fill in.
    pub(super) fn meet(
        &self,
        number: u32,
        heading: Heading,
        sight: &Sight,
        marked: &[Mark],
        is_own: bool,
    ) -> Option<(Rank, Vec<Evidence>)> {
        let Needing { rule, needs } = self.needing(number);
        // What is cheap to ask comes first: most rules of which a text holds a phrase are ruled out by it.
        let mark = marked.iter().any(|mark| rule.is_of(mark.provider));
        if rule.needs_mark && !mark {
            return None;
        }
        let exactness = rule.exactness(heading.reply, heading.enhanced);
        let is_bound = rule.needs_code || matches!(rule.name, RuleName::General(..));
        if exactness == 0 && !rule.codes.is_empty() && is_bound {
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
                if exactness == 0 || !(mark || is_own) {
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
