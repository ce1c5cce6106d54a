//! All phrases, tags and marks in one automaton: which rules a reply meets, the most specific first.
//!
//! What decides between two rules is how much they ask for, never where they are written: the provider's own words with its codes, its
//! words, its number, a general phrase; then whether the text bears the provider's mark, then the longer words, then the more exact code.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use daachorse::DoubleArrayAhoCorasick;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::borders::{is_host_end, stands_alone};
use super::{CodePattern, Folded, Heading, Marks, Rule, RuleName};
use crate::EnhancedCode;

/// What decided first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// A phrase that anybody may use.
    General,
    /// A number of the provider.
    ProviderCode,
    /// The provider's words.
    ProviderWords,
    /// The provider's words with its codes.
    ProviderWordsAndCode,
}

/// How specifically a rule meets a text; the greater wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank {
    /// What decided first.
    pub tier: Tier,
    /// Whether the text bears a mark of the provider.
    pub mark: bool,
    /// How many bytes of phrases were met.
    pub length: usize,
    /// How exactly the codes were met.
    pub exactness: u8,
}

/// A rule that a text meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate<'m> {
    /// The rule.
    pub rule: &'m Rule,
    /// How specifically it is met.
    pub rank: Rank,
    /// The places in the input that its phrases and tags met, in order.
    pub evidence: Vec<Range<usize>>,
}

/// The rules of a catalog, ready to meet texts.
pub struct Matcher {
    parts: Parts,
    automaton: DoubleArrayAhoCorasick<u32>,
}

/// The packed form but for the automaton.
#[derive(Serialize, Deserialize)]
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
    automaton: &'static [u8],
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

impl Matcher {
    /// Puts rules together. `registered` are the registered codes: any other number is one that only providers use.
    pub(crate) fn new(
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
        Ok(Self {
            parts: Parts {
                patterns: patterns.texts.iter().enumerate().map(of_text).collect(),
                rules,
                needs,
                marks,
                mark_of,
                numbers,
                registered,
                automaton: &[],
            },
            automaton,
        })
    }

    /// The bytes for a pack to carry. They live until the program ends.
    pub(crate) fn to_bytes(mut self) -> Result<Vec<u8>, MatcherError> {
        self.parts.automaton = Box::leak(self.automaton.serialize().into_boxed_slice());
        postcard::to_allocvec(&self.parts).map_err(|error| MatcherError(error.to_string()))
    }

    /// Reads the bytes back; an empty block holds no rules.
    pub(crate) fn from_bytes(bytes: &'static [u8]) -> Result<Self, MatcherError> {
        if bytes.is_empty() {
            return Self::new(Vec::new(), Vec::new(), []);
        }
        let parts: Parts =
            postcard::from_bytes(bytes).map_err(|error| MatcherError(error.to_string()))?;
        let (automaton, _) = DoubleArrayAhoCorasick::deserialize(parts.automaton)
            .map_err(|error| MatcherError(error.to_string()))?;
        Ok(Self { parts, automaton })
    }

    /// All rules.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.parts.rules
    }

    /// How texts show that they come from a provider.
    pub fn marks(&self) -> impl Iterator<Item = &Marks> {
        self.parts.marks.iter()
    }

    /// The providers of whose marks a text bears one, the most telling first: a token, then the longest name of a host.
    #[must_use]
    pub fn providers(&self, text: &Folded) -> Vec<&'static str> {
        let mut found = self.marked(&self.hits(text.raw(), true));
        found.sort_by_key(|&(_, is_host, length)| (is_host, Reverse(length)));
        let mut providers = Vec::new();
        for (provider, ..) in found {
            let name = self.parts.marks[provider as usize].provider.as_str();
            if !providers.contains(&name) {
                providers.push(name);
            }
        }
        providers
    }

    /// The rules that a reply meets, the most specific first. `length` is that of the input from which the text was folded.
    #[must_use]
    pub fn candidates(&self, heading: Heading, text: &Folded, length: usize) -> Vec<Candidate<'_>> {
        let words = self.hits(text.words(), false);
        let raw = self.hits(text.raw(), true);
        let marked = self.marked(&raw);
        let mut met: Vec<u32> = self.parts.numbers.clone();
        for (pattern, _) in words.iter().chain(&raw) {
            met.extend(&self.parts.patterns[*pattern as usize].1);
        }
        met.sort_unstable();
        met.dedup();
        let mut candidates: Vec<Candidate<'_>> = met
            .into_iter()
            .filter_map(|rule| {
                let (rank, evidence) = self.meet(rule as usize, heading, &words, &raw, &marked)?;
                let mut evidence: Vec<Range<usize>> = evidence
                    .into_iter()
                    .map(|(is_word, range)| {
                        if is_word {
                            text.origin_of_words(range, length)
                        } else {
                            text.origin_of_raw(range, length)
                        }
                    })
                    .collect();
                evidence.sort_unstable_by_key(|range| (range.start, range.end));
                evidence.dedup();
                Some(Candidate {
                    rule: &self.parts.rules[rule as usize],
                    rank,
                    evidence,
                })
            })
            .collect();
        candidates.sort_by(|a, b| b.rank.cmp(&a.rank).then(a.rule.name.cmp(&b.rule.name)));
        candidates
    }

    /// Every pattern of a text at its first place that stands between other words; hosts have borders of their own.
    fn hits(&self, text: &str, hosts: bool) -> Hits {
        let mut hits = Hits::new();
        let mut seen = vec![false; self.parts.patterns.len()];
        for found in self.automaton.find_overlapping_iter(text) {
            let (pattern, range) = (found.value(), found.start()..found.end());
            let seen = &mut seen[pattern as usize];
            if !*seen && (stands_alone(text, &range) || (hosts && is_host_end(text, &range))) {
                *seen = true;
                hits.push((pattern, range));
            }
        }
        hits.sort_unstable_by_key(|(pattern, _)| *pattern);
        hits
    }

    /// The providers of whose marks one was met, with whether that was a host and its length.
    fn marked(&self, raw: &Hits) -> Vec<(u32, bool, u32)> {
        let mut marked = Vec::new();
        for (pattern, _) in raw {
            let start = self
                .parts
                .mark_of
                .partition_point(|(known, ..)| known < pattern);
            let here = self.parts.mark_of[start..].iter();
            for &(_, provider, is_host) in here.take_while(|(known, ..)| known == pattern) {
                marked.push((provider, is_host, self.parts.patterns[*pattern as usize].0));
            }
        }
        marked
    }

    /// How a rule meets a text, and by which phrases (true) and tags; `None` if it does not.
    fn meet(
        &self,
        number: usize,
        heading: Heading,
        words: &Hits,
        raw: &Hits,
        marked: &[(u32, bool, u32)],
    ) -> Option<(Rank, Vec<(bool, Range<usize>)>)> {
        let (rule, needs) = (&self.parts.rules[number], &self.parts.needs[number]);
        let find = |hits: &Hits, pattern: u32| {
            let at = hits.binary_search_by_key(&pattern, |(pattern, _)| *pattern);
            at.ok().map(|at| hits[at].1.clone())
        };
        let mut evidence = Vec::new();
        let mut length = 0;
        for &pattern in &needs.all {
            let range = find(words, pattern)?;
            length += range.len();
            evidence.push((true, range));
        }
        let any = needs.any.iter().filter_map(|&pattern| find(words, pattern));
        let tags = needs.tags.iter().filter_map(|&pattern| find(raw, pattern));
        let choices: Vec<(bool, Range<usize>)> = any
            .map(|range| (true, range))
            .chain(tags.map(|range| (false, range)))
            .collect();
        if choices.is_empty() && !(needs.any.is_empty() && needs.tags.is_empty()) {
            return None;
        }
        length += choices
            .iter()
            .map(|(_, range)| range.len())
            .max()
            .unwrap_or(0);
        evidence.extend(choices);
        if needs
            .none
            .iter()
            .any(|&pattern| find(words, pattern).is_some())
        {
            return None;
        }
        let mark = rule.provider().is_some_and(|provider| {
            marked
                .iter()
                .any(|&(of, ..)| self.parts.marks[of as usize].provider.as_str() == provider)
        });
        if rule.needs_mark && !mark {
            return None;
        }
        let exactness = rule.exactness(heading.reply, heading.enhanced);
        let tier = match rule.name {
            RuleName::General(..) if !rule.codes.is_empty() && exactness == 0 => return None,
            RuleName::General(..) => Tier::General,
            RuleName::Provider(_) if rule.has_words() && exactness > 0 => {
                Tier::ProviderWordsAndCode
            }
            RuleName::Provider(_) if rule.has_words() => Tier::ProviderWords,
            RuleName::Provider(_) => {
                let own = heading
                    .enhanced
                    .is_some_and(|code| !self.is_registered(code));
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
        };
        Some((rank, evidence))
    }

    fn is_registered(&self, code: EnhancedCode) -> bool {
        let number = (code.subject().number(), code.detail());
        self.parts.registered.binary_search(&number).is_ok()
    }

    /// The rules of providers that name a number themselves and not only its reply code, in no order.
    pub fn rules_with(&self, code: EnhancedCode) -> impl Iterator<Item = &Rule> {
        let names = move |pattern: &CodePattern| pattern.covers(code);
        let rules = self.parts.rules.iter();
        rules.filter(move |rule| rule.provider().is_some() && rule.codes.iter().any(names))
    }
}
