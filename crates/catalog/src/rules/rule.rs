//! What a rule holds: codes, phrases, marks of the provider, and what a reply that it wins says.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Address, Code, Codes, EnhancedCode, Slug};

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// What it is called.
    pub name: RuleName,
    /// The codes that the reply comes with.
    pub codes: Vec<CodePattern>,
    /// Phrases that all occur in the words.
    #[serde(borrow)]
    pub all: Vec<&'static str>,
    /// Phrases of which one occurs in the words, unless one of the tags does.
    #[serde(borrow)]
    pub any: Vec<&'static str>,
    /// Phrases that do not occur in the words.
    #[serde(borrow)]
    pub none: Vec<&'static str>,
    /// Marks of which one occurs in the whole text, unless one of `any` does.
    #[serde(borrow)]
    pub tags: Vec<&'static str>,
    /// Whether it holds only for a text that bears a mark of its provider.
    pub needs_mark: bool,
    /// Whether it holds only for a text that comes with one of its codes.
    pub needs_code: bool,
    /// The cause that it tells.
    pub cause: Slug,
    /// Whether the address is dead, if that differs from the cause.
    pub address: Option<Address>,
    /// Whether it is permanent, if that differs from the class of its code.
    pub permanent: Option<bool>,
}

/// Where a rule comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum RuleName {
    /// A reply of a provider; the entry of the catalog.
    Provider(Slug),
    /// A general phrase: its language, and which rule of that language.
    General(Slug, u16),
}

/// Codes that a reply comes with: `550 5.1.1`, `550`, `5.1.1` or `5.7.606-649`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CodePattern {
    /// The codes; of a range the first.
    pub codes: Codes,
    /// The last detail of a range; that of the code itself if it is one.
    pub last: u16,
}

/// How a text shows that it comes from a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// The provider.
    pub provider: Slug,
    /// Names of hosts, and ends of such names.
    #[serde(borrow)]
    pub hosts: Vec<&'static str>,
    /// Other tokens.
    #[serde(borrow)]
    pub tokens: Vec<&'static str>,
}

impl Rule {
    /// The provider whose rule it is; `None` for a general phrase.
    #[must_use]
    pub fn provider(&self) -> Option<&'static str> {
        match self.name {
            RuleName::Provider(name) => name.provider(),
            RuleName::General(..) => None,
        }
    }

    /// Whether it is a rule of a provider.
    pub(super) fn is_of(&self, provider: &str) -> bool {
        let RuleName::Provider(name) = self.name else {
            return false;
        };
        let behind = name.as_str().strip_prefix(provider);
        behind.is_some_and(|behind| behind.starts_with('/'))
    }

    /// The entry of the catalog that it belongs to: the provider's reply, or the cause.
    #[must_use]
    pub const fn entry(&self) -> Code {
        match self.name {
            RuleName::Provider(name) => Code::ProviderReply(name),
            RuleName::General(..) => Code::Cause(self.cause),
        }
    }

    /// Whether it has phrases or tags; without them it goes by the number alone.
    #[must_use]
    pub const fn has_words(&self) -> bool {
        !(self.all.is_empty() && self.any.is_empty() && self.tags.is_empty())
    }

    /// How exactly its codes meet those of a reply: 0 not at all, 1 the reply code, 3 the enhanced status code, 4 both; one less for a
    /// range.
    pub(super) fn exactness(&self, codes: Codes) -> u8 {
        let patterns = self.codes.iter();
        let each = patterns.filter_map(|pattern| pattern.exactness(codes));
        each.max().unwrap_or(0)
    }
}

impl CodePattern {
    /// How exactly it is met by codes; `None` if they are others.
    pub(super) fn exactness(self, codes: Codes) -> Option<u8> {
        let mut exactness = 0;
        if self.codes.reply.is_some() {
            if self.codes.reply != codes.reply {
                return None;
            }
            exactness += 1;
        }
        if let Some(first) = self.codes.enhanced {
            if !self.covers(codes.enhanced?) {
                return None;
            }
            exactness += if self.last == first.detail() { 3 } else { 2 };
        }
        Some(exactness)
    }

    /// Whether it stands for several enhanced status codes.
    #[must_use]
    pub fn is_range(self) -> bool {
        self.codes
            .enhanced
            .is_some_and(|first| first.detail() != self.last)
    }

    /// Whether an enhanced status code is the one, or in the range, that this names.
    #[must_use]
    pub fn covers(self, code: EnhancedCode) -> bool {
        self.codes.enhanced.is_some_and(|first| {
            (code.class().is_none() || code.class() == first.class())
                && code.subject() == first.subject()
                && (first.detail()..=self.last).contains(&code.detail())
        })
    }
}

impl fmt::Display for CodePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.codes.fmt(f)?;
        if self.is_range() {
            write!(f, "-{}", self.last)?;
        }
        Ok(())
    }
}

impl FromStr for CodePattern {
    type Err = ();

    /// Reads `550 5.1.1`, `550`, `5.1.1` and `550 5.7.606-649`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (first, last) = match text.split_once('-') {
            Some((first, last)) => (first, Some(last)),
            None => (text, None),
        };
        let codes: Codes = first.parse().map_err(|_| ())?;
        let last = match (codes.enhanced, last) {
            (Some(first), _) if first.class().is_none() => return Err(()),
            (Some(first), None) => first.detail(),
            (Some(first), Some(last)) => {
                let last = last.parse().map_err(|_| ())?;
                if !(first.detail()..=999).contains(&last) {
                    return Err(());
                }
                last
            }
            (None, None) => 0,
            (None, Some(_)) => return Err(()),
        };
        Ok(Self { codes, last })
    }
}

impl fmt::Display for RuleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Provider(name) => name.fmt(f),
            Self::General(language, number) => write!(f, "phrases {language}, rule {number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::both("550 5.1.1")]
    #[case::reply("421")]
    #[case::enhanced("5.7.139")]
    #[case::range("550 5.7.606-649")]
    fn a_pattern_is_printed_as_it_is_written(#[case] text: &str) {
        assert_eq!(text.parse::<CodePattern>().unwrap().to_string(), text);
    }

    #[rstest]
    #[case::empty("")]
    #[case::no_class("X.1.1")]
    #[case::backwards("5.7.649-606")]
    #[case::three("550 5.1.1 5.1.2")]
    #[case::replies("550-559")]
    fn what_is_not_a_pattern(#[case] text: &str) {
        assert_eq!(text.parse::<CodePattern>(), Err(()));
    }

    #[test]
    fn a_range_covers_its_details() {
        let range: CodePattern = "5.7.606-649".parse().unwrap();
        assert!(range.covers("5.7.606".parse().unwrap()));
        assert!(range.covers("5.7.649".parse().unwrap()));
        assert!(!range.covers("5.7.650".parse().unwrap()));
        assert!(!range.covers("4.7.606".parse().unwrap()));
    }
}
