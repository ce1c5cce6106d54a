//! Which rules a reply meets, the most specific first.
//!
//! What decides between two rules is how much they ask for, never where they are written: the provider's own words with its codes, its
//! words, its number, a general phrase; then whether the text bears the provider's mark, then the longer words, then the more exact code.
//! Between layers of a catalog all else being equal the upper one wins.

use std::cmp::Reverse;
use std::ops::Range;

use super::layer::{Mark, MatcherError, RuleLayer, Sight};
use super::{Folded, Marks, Rule, RuleName};
use crate::{Codes, EnhancedCode};

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
    /// The layer of the catalog, counted from the lowest.
    pub layer: usize,
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

/// What the layers see of a text, and the marks among it.
struct Sights {
    seen: Vec<Sight>,
    marked: Vec<Mark>,
}

/// The rules of a catalog, ready to meet texts.
///
/// # Examples
/// A mail program reads what a reply says. Its catalog is made of data files, such as those of the program `smtpref`.
/// ```
/// use smtpref_catalog::{Catalog, Codes, Folded, Pack, check, read_folder};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = std::path::Path::new("../../tests/fixtures/catalogs/valid");
/// let checked = check(&read_folder(folder)?)?;
/// let catalog = Catalog::new(Pack::new(checked)?);
///
/// let reply = "550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown";
/// let candidates = catalog.matcher().candidates(Codes::of_reply(reply), &Folded::new(reply), reply.len());
/// let best = &candidates[0];
/// assert_eq!(best.rule.cause.as_str(), "user-unknown");
/// assert_eq!(&reply[best.evidence[0].clone()], "User unknown");
/// # Ok(())
/// # }
/// ```
pub struct Matcher {
    /// From the lowest to the upmost.
    layers: Vec<RuleLayer>,
}

impl Matcher {
    /// Puts rules together. `registered` are the registered codes: any other number is one that only providers use.
    pub(crate) fn new(
        rules: Vec<Rule>,
        marks: Vec<Marks>,
        registered: impl IntoIterator<Item = EnhancedCode>,
    ) -> Result<Self, MatcherError> {
        Ok(Self {
            layers: vec![RuleLayer::new(rules, marks, registered)?],
        })
    }

    /// The bytes of the upmost layer for a pack to carry.
    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, MatcherError> {
        let upmost = self.layers.last();
        upmost.map_or_else(|| Ok(Vec::new()), RuleLayer::to_bytes)
    }

    /// Reads the bytes of layers back, the lowest first.
    pub(crate) fn from_layers(
        layers: impl IntoIterator<Item = &'static [u8]>,
    ) -> Result<Self, MatcherError> {
        let layers: Result<_, _> = layers.into_iter().map(RuleLayer::from_bytes).collect();
        Ok(Self { layers: layers? })
    }

    /// The number of the upmost layer.
    pub(crate) const fn upmost(&self) -> usize {
        self.layers.len().saturating_sub(1)
    }

    /// With these layers below its own.
    pub(crate) fn over(mut self, below: Self) -> Self {
        self.layers.splice(0..0, below.layers);
        self
    }

    /// Whether a layer above has a reply of a provider anew.
    fn is_covered(&self, layer: usize, name: RuleName) -> bool {
        let mut above = self.layers[layer + 1..].iter();
        let has = |layer: &RuleLayer| layer.rules().any(|rule| rule.name == name);
        matches!(name, RuleName::Provider(_)) && above.any(has)
    }

    /// All rules.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        let layers = self.layers.iter().enumerate();
        layers.flat_map(move |(number, layer)| {
            let rules = layer.rules();
            rules.filter(move |rule| !self.is_covered(number, rule.name))
        })
    }

    /// How texts show that they come from a provider.
    pub fn marks(&self) -> impl Iterator<Item = &Marks> {
        self.layers.iter().flat_map(RuleLayer::marks)
    }

    /// The providers of whose marks a text bears one, the most telling first: a token, then the longest name of a host.
    #[must_use]
    pub fn providers(&self, text: &Folded) -> Vec<&'static str> {
        Self::named(self.see(text).marked)
    }

    /// The rules that a reply meets, the most specific first. `length` is that of the input from which the text was folded.
    #[must_use]
    pub fn candidates(&self, codes: Codes, text: &Folded, length: usize) -> Vec<Candidate<'_>> {
        self.met(codes, text, length, &self.see(text))
    }

    /// Both at once, for the price of one: the [`candidates`](Self::candidates) and the [`providers`](Self::providers).
    #[must_use]
    pub fn candidates_and_providers(
        &self,
        codes: Codes,
        text: &Folded,
        length: usize,
    ) -> (Vec<Candidate<'_>>, Vec<&'static str>) {
        let sights = self.see(text);
        let candidates = self.met(codes, text, length, &sights);
        (candidates, Self::named(sights.marked))
    }

    /// What each layer sees of a text, and the marks among it.
    fn see(&self, text: &Folded) -> Sights {
        let seen: Vec<Sight> = self.layers.iter().map(|layer| layer.see(text)).collect();
        let mut marked = Vec::new();
        for (layer, sight) in self.layers.iter().zip(&seen) {
            layer.mark(sight, text, &mut marked);
        }
        Sights { seen, marked }
    }

    fn named(mut found: Vec<Mark>) -> Vec<&'static str> {
        found.sort_by_key(|mark| (mark.is_host, Reverse(mark.length)));
        let mut providers = Vec::new();
        for mark in found {
            if !providers.contains(&mark.provider) {
                providers.push(mark.provider);
            }
        }
        providers
    }

    fn met(
        &self,
        codes: Codes,
        text: &Folded,
        length: usize,
        sights: &Sights,
    ) -> Vec<Candidate<'_>> {
        let registered = |code| self.layers.iter().any(|layer| layer.is_registered(code));
        let origin = |is_word: bool, range: Range<usize>| {
            if is_word {
                text.origin_of_words(range, length)
            } else {
                text.origin_of_raw(range, length)
            }
        };
        let is_own = codes.enhanced.is_some_and(|code| !registered(code));
        let by_number = is_own || !sights.marked.is_empty();
        let mut candidates = Vec::new();
        for (number, (layer, sight)) in self.layers.iter().zip(&sights.seen).enumerate() {
            for possible in layer.possible(sight, codes, by_number) {
                let rule = layer.rule(possible);
                let met = layer.meet(possible, codes, sight, &sights.marked, is_own, origin);
                let Some((rank, mut evidence)) = met else {
                    continue;
                };
                if self.is_covered(number, rule.name) {
                    continue;
                }
                evidence.sort_unstable_by_key(|range| (range.start, range.end));
                evidence.dedup();
                candidates.push(Candidate {
                    rule,
                    rank: Rank {
                        layer: number,
                        ..rank
                    },
                    evidence,
                });
            }
        }
        candidates.sort_by(|a, b| b.rank.cmp(&a.rank).then(a.rule.name.cmp(&b.rule.name)));
        candidates
    }
}
