//! The rules of one layer of a catalog, packed and unpacked: which of their phrases, tags and marks a text holds, and how each rule meets it.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::borders::{is_host_end, is_only_named, stands_alone};
use super::patterns::{Numbered, Patterns, index};
use super::trie::{Hits, Trie};
use super::{CodePattern, Folded, Marks, Rank, Rule, RuleName, Tier};
use crate::{Blocks, Codes, EnhancedCode, Pack};

/// The rules of a layer, ready to meet texts.
///
/// A text meets a few of many rules, so each is unpacked when it is met first.
pub(super) struct RuleLayer {
    parts: Parts,
    rules: Vec<OnceCell<Box<Needing>>>,
}

/// The packed form.
#[derive(Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Parts {
    /// The rules, each packed for itself as [`Needing`].
    rules: Blocks,
    marks: Vec<Marks>,
    /// The providers of which a pattern is a mark, and whether it is the name of a host, sorted.
    mark_of: Vec<(u32, u32, bool)>,
    patterns: Patterns,
    /// The phrases, which the words of a text are asked for.
    phrases: Trie,
    /// The tags and marks, which alone are looked for in the whole text.
    signs: Trie,
    /// The codes of the rules that go by a number alone, each with its rule: a rule is not looked at for a code that is not its own.
    numbers: Vec<(CodePattern, u32)>,
    /// Subject and detail of the registered codes, sorted.
    registered: Vec<(u16, u16)>,
}

/// A rule with the numbers of its phrases and tags.
#[derive(Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Needing {
    rule: Rule,
    needs: Needs,
}

/// The patterns of a rule; those of which any will do are sorted, for a rule may have a hundred.
#[derive(Default, Serialize, Deserialize)]
struct Needs {
    all: Vec<u32>,
    any: Vec<u32>,
    none: Vec<u32>,
    tags: Vec<u32>,
}

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
        let mut phrases = HashSet::new();
        let mut signs = HashSet::new();
        let mut packed = Vec::new();
        let mut numbers = Vec::new();
        let mut asked: HashMap<&str, usize> = HashMap::new();
        for phrase in rules.iter().flat_map(|rule| &rule.all) {
            *asked.entry(phrase).or_default() += 1;
        }
        for (number, rule) in rules.into_iter().enumerate() {
            let mut needs = Needs {
                all: patterns.numbers(&rule.all),
                any: patterns.numbers(&rule.any),
                none: patterns.numbers(&rule.none),
                tags: patterns.numbers(&rule.tags),
            };
            needs.any.sort_unstable();
            needs.tags.sort_unstable();
            phrases.extend(needs.all.iter().chain(&needs.any).chain(&needs.none));
            signs.extend(&needs.tags);
            // A rule that needs several phrases is looked at where the rarest stands, which the fewest rules ask for.
            let rarest = rule.all.iter().zip(&needs.all);
            let rarest = rarest.min_by_key(|(text, _)| (asked[**text], Reverse(text.len())));
            let either = needs.any.iter().chain(&needs.tags);
            let telling = match rarest {
                Some((_, pattern)) => vec![*pattern],
                None => either.copied().collect(),
            };
            for pattern in telling {
                let rules = of_pattern.entry(pattern).or_default();
                if rules.last() != Some(&index(number)) {
                    rules.push(index(number));
                }
            }
            if !rule.has_words() {
                numbers.extend(rule.codes.iter().map(|code| (*code, index(number))));
            }
            packed.push(postcard::to_allocvec(&Needing { rule, needs })?);
        }
        let mut mark_of = Vec::new();
        for (provider, marks) in marks.iter().enumerate() {
            let hosts = marks.hosts.iter().map(|host| (host, true));
            let tokens = marks.tokens.iter().map(|token| (token, false));
            for (text, is_host) in hosts.chain(tokens) {
                let number = patterns.number(text);
                mark_of.push((number, index(provider), is_host));
                signs.insert(number);
            }
        }
        mark_of.sort_unstable();
        let trie = |numbers: HashSet<u32>| {
            let texts = numbers.into_iter();
            let trie = Trie::new(texts.map(|number| (patterns.texts[number as usize], number)));
            trie.ok_or_else(|| MatcherError("they are too many".to_owned()))
        };
        let mut registered: Vec<(u16, u16)> = registered
            .into_iter()
            .map(|code| (code.subject().number(), code.detail()))
            .collect();
        registered.sort_unstable();
        let rules: Vec<Vec<u32>> = (0..index(patterns.texts.len()))
            .map(|pattern| of_pattern.remove(&pattern).unwrap_or_default())
            .collect();
        Ok(Self::of(Parts {
            rules: Blocks::new(packed),
            marks,
            patterns: Patterns::new(&patterns.texts, &rules),
            phrases: trie(phrases)?,
            signs: trie(signs)?,
            mark_of,
            numbers,
            registered,
        }))
    }

    fn of(parts: Parts) -> Self {
        let cells = std::iter::repeat_with(OnceCell::new);
        Self {
            rules: cells.take(parts.rules.count()).collect(),
            parts,
        }
    }

    /// The bytes for a pack to carry. They live until the program ends.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, MatcherError> {
        Ok(postcard::to_allocvec(&self.parts)?)
    }

    /// Reads the bytes back; an empty block holds no rules.
    pub(super) fn from_bytes(bytes: &'static [u8]) -> Result<Self, MatcherError> {
        if bytes.is_empty() {
            return Self::new(Vec::new(), Vec::new(), []);
        }
        Ok(Self::of(postcard::from_bytes(bytes)?))
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

    /// What a text holds of the phrases, tags and marks; among tags and marks hosts have borders of their own.
    pub(super) fn see(&self, text: &Folded) -> Sight {
        let (words, raw) = (text.words(), text.raw());
        let is_sign = |range: &Range<usize>| stands_alone(raw, range) || is_host_end(raw, range);
        Sight {
            words: self
                .parts
                .phrases
                .hits(words, |range| stands_alone(words, range)),
            raw: self.parts.signs.hits(raw, is_sign),
        }
    }

    /// Adds the marks that were met. A host that is only spoken of, as the domain of a sender, is none.
    pub(super) fn mark(&self, sight: &Sight, text: &Folded, marked: &mut Vec<Mark>) {
        let mark_of = &self.parts.mark_of;
        for (pattern, range) in &sight.raw {
            let start = mark_of.partition_point(|(known, ..)| known < pattern);
            let here = mark_of[start..].iter();
            for &(_, provider, is_host) in here.take_while(|(known, ..)| known == pattern) {
                if is_host && is_only_named(text.raw(), range) {
                    continue;
                }
                marked.push(Mark {
                    provider: self.parts.marks[provider as usize].provider.as_str(),
                    is_host,
                    length: self.parts.patterns.length(*pattern),
                });
            }
        }
    }

    /// The rules that could meet a text of which so much was seen, by their numbers: those that go by a number alone only where a number
    /// can tell of a provider.
    pub(super) fn possible(&self, sight: &Sight, codes: Codes, by_number: bool) -> Vec<u32> {
        let mut possible = Vec::with_capacity(16);
        if by_number {
            let is_met = |code: CodePattern| code.exactness(codes).is_some();
            let met = self.parts.numbers.iter().filter(|(code, _)| is_met(*code));
            possible.extend(met.map(|(_, rule)| *rule));
        }
        for (pattern, _) in sight.words.iter().chain(&sight.raw) {
            possible.extend(self.parts.patterns.rules(*pattern));
        }
        possible.sort_unstable();
        possible.dedup();
        possible
    }

    /// How a rule meets a text, and by what; `None` if it does not. `is_own` tells that only providers use the code; `origin` gives the
    /// place in the input of one in the words (true) or in the whole text; the layer of the rank is for the caller to fill in.
    pub(super) fn meet(
        &self,
        number: u32,
        codes: Codes,
        sight: &Sight,
        marked: &[Mark],
        is_own: bool,
        origin: impl Fn(bool, Range<usize>) -> Range<usize>,
    ) -> Option<(Rank, Vec<Range<usize>>)> {
        let Needing { rule, needs } = self.needing(number);
        // What is cheap to ask comes first: most rules of which a text holds a phrase are ruled out by it.
        let has_mark = || marked.iter().any(|mark| rule.is_of(mark.provider));
        if rule.needs_mark && !has_mark() {
            return None;
        }
        let exactness = rule.exactness(codes);
        let is_bound = rule.needs_code || matches!(rule.name, RuleName::General(..));
        if exactness == 0 && !rule.codes.is_empty() && is_bound {
            return None;
        }
        let (length, evidence) = words_met(needs, sight, origin)?;
        let tier = match rule.name {
            RuleName::General(..) if !rule.codes.is_empty() && exactness == 0 => return None,
            RuleName::General(..) => Tier::General,
            RuleName::Provider(_) if rule.has_words() && exactness > 0 => {
                Tier::ProviderWordsAndCode
            }
            RuleName::Provider(_) if rule.has_words() => Tier::ProviderWords,
            RuleName::Provider(_) => {
                if exactness == 0 || !(is_own || has_mark()) {
                    return None;
                }
                Tier::ProviderCode
            }
        };
        let rank = Rank {
            tier,
            mark: has_mark(),
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
fn words_met(
    needs: &Needs,
    sight: &Sight,
    origin: impl Fn(bool, Range<usize>) -> Range<usize>,
) -> Option<(usize, Vec<Range<usize>>)> {
    let find = |hits: &Hits, pattern: u32| {
        let at = hits.binary_search_by_key(&pattern, |(pattern, _)| *pattern);
        at.ok().map(|at| hits[at].1.clone())
    };
    let Sight { words, raw } = sight;
    let mut none = needs.none.iter();
    if none.any(|&pattern| find(words, pattern).is_some()) {
        return None;
    }
    let mut all = needs.all.iter();
    if !all.all(|&pattern| find(words, pattern).is_some()) {
        return None;
    }
    let mut evidence = Vec::new();
    let mut length = 0;
    for range in needs.all.iter().filter_map(|&pattern| find(words, pattern)) {
        length += range.len();
        evidence.push(origin(true, range));
    }
    let mut longest = None;
    for (is_word, hits, patterns) in [(true, words, &needs.any), (false, raw, &needs.tags)] {
        if patterns.is_empty() {
            continue;
        }
        for (_, range) in hits
            .iter()
            .filter(|(found, _)| patterns.binary_search(found).is_ok())
        {
            longest = longest.max(Some(range.len()));
            evidence.push(origin(is_word, range.clone()));
        }
    }
    if longest.is_none() && !(needs.any.is_empty() && needs.tags.is_empty()) {
        return None;
    }
    Some((length + longest.unwrap_or(0), evidence))
}
