//! What single words tell where no rule is met: who or what is spoken of, and what is said of it, in the languages that replies use.
//!
//! Weaker than any rule, for words can stand in any relation; stronger than a code that means many things. The first hint that fits
//! counts, so what is narrow stands before what is wide.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{BytePairs, Folded};
use crate::{Address, Slug};

/// The hints of a catalog, in the order in which they are asked.
///
/// # Examples
/// ```
/// use smtpref_catalog::{Catalog, Folded, Pack, check, read_folder};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = std::path::Path::new("../../tests/fixtures/catalogs/valid");
/// let catalog = Catalog::new(Pack::new(check(&read_folder(folder)?)?)?);
/// let reply = "550 5.1.1 There is no such user any longer";
/// let hinted = catalog.hints().find(&Folded::new(reply), reply.len()).unwrap();
/// assert_eq!(hinted.cause.as_str(), "user-unknown");
/// assert_eq!(&reply[hinted.evidence[0].clone()], "no such");
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Hints {
    /// Beginnings of words, of which one will do; several hints may share a group.
    groups: Vec<Vec<&'static str>>,
    hints: Vec<Hint>,
}

/// One hint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct Hint {
    pub(crate) cause: Slug,
    /// The groups of which each has to be met.
    pub(crate) groups: Vec<u16>,
    /// Whether nothing else may be said.
    pub(crate) whole: bool,
    /// Whether the address is dead, if that differs from the cause.
    pub(crate) address: Option<Address>,
}

/// What a hint tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hinted {
    /// The cause.
    pub cause: Slug,
    /// Whether the address is dead, if that differs from the cause.
    pub address: Option<Address>,
    /// The places in the input of the words that told it, in order.
    pub evidence: Vec<Range<usize>>,
}

impl Hints {
    pub(crate) const fn new(groups: Vec<Vec<&'static str>>, hints: Vec<Hint>) -> Self {
        Self { groups, hints }
    }

    /// With others, which are asked after its own.
    pub(crate) fn before(mut self, others: Self) -> Self {
        let first = u16::try_from(self.groups.len()).unwrap_or(u16::MAX);
        self.groups.extend(others.groups);
        self.hints.extend(others.hints.into_iter().map(|hint| Hint {
            groups: hint.groups.iter().map(|group| group + first).collect(),
            ..hint
        }));
        self
    }

    /// The cause that the words of a reply hint at, and the words that do. `length` is that of the input from which the text was folded.
    #[must_use]
    pub fn find(&self, text: &Folded, length: usize) -> Option<Hinted> {
        let words = text.words();
        let hint = &self.hints[self.number(words)?];
        let met = hint.groups.iter().filter_map(|&group| {
            let stems = self.groups[usize::from(group)].iter();
            let places =
                stems.filter_map(|stem| Some(word_at(words, begins_at(words, stem)?, stem)));
            places.max_by_key(ExactSizeIterator::len)
        });
        let mut evidence: Vec<Range<usize>> = met
            .map(|place| text.origin_of_words(place, length))
            .collect();
        evidence.sort_unstable_by_key(|place| (place.start, place.end));
        evidence.dedup();
        Some(Hinted {
            cause: hint.cause,
            address: hint.address,
            evidence,
        })
    }

    /// The number of the first hint that fits folded words.
    pub(crate) fn number(&self, words: &str) -> Option<usize> {
        let pairs = BytePairs::of(words.as_bytes());
        let alone = words.trim_matches([' ', '.', ';', '\n']);
        let begins =
            |stem: &&str| pairs.may_hold(stem.as_bytes()) && begins_at(words, stem).is_some();
        let fits = |hint: &Hint| {
            let mut groups = hint
                .groups
                .iter()
                .map(|&group| &self.groups[usize::from(group)]);
            if hint.whole {
                groups.any(|texts| texts.contains(&alone))
            } else {
                groups.all(|stems| stems.iter().any(&begins))
            }
        };
        self.hints.iter().position(fits)
    }
}

/// The place at which a word, or for ideographs anything, begins with a stem.
fn begins_at(words: &str, stem: &str) -> Option<usize> {
    let own_border = stem
        .chars()
        .next()
        .is_some_and(|c| !c.is_alphanumeric() || c >= '\u{2e80}');
    let first = *stem.as_bytes().first()?;
    let begins = |at: &usize| words.as_bytes()[*at..].starts_with(stem.as_bytes());
    memchr::memchr_iter(first, words.as_bytes())
        .filter(begins)
        .find(|&at| own_border || !words[..at].chars().next_back().is_some_and(goes_on))
}

/// The whole word that begins with a stem at a place.
fn word_at(words: &str, at: usize, stem: &str) -> Range<usize> {
    let end = at + stem.trim_end().len();
    let is_cut = words[..end].chars().next_back().is_some_and(goes_on);
    let rest = words[end..].chars().take_while(|&c| is_cut && goes_on(c));
    at..end + rest.map(char::len_utf8).sum::<usize>()
}

/// Whether a character belongs to a word that could go on; ideographs stand for themselves.
fn goes_on(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{2e80}'
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn hints() -> Hints {
        let slug = |name| Slug::new(name).unwrap();
        let groups = vec![
            vec!["user", "用户", "\u{1}"],
            vec!["unknown", "not exist", "不存在"],
            vec!["try again later"],
        ];
        let hint = |cause, groups: &[u16], whole| Hint {
            cause: slug(cause),
            groups: groups.to_vec(),
            whole,
            address: None,
        };
        Hints::new(
            groups,
            vec![
                hint("greylisted", &[2], true),
                hint("user-unknown", &[0, 1], false),
                hint("system-error", &[2], false),
            ],
        )
    }

    #[rstest]
    #[case::both("550 the users are unknowns", "user-unknown", &["users", "unknowns"])]
    #[case::an_address("550 <bob@example.com> does not exist", "user-unknown", &["<bob@example.com>", "not exist"])]
    #[case::ideographs("550 该用户不存在", "user-unknown", &["用户", "不存在"])]
    #[case::alone("451 4.7.1 Try again later.", "greylisted", &["Try again later"])]
    #[case::not_alone("451 Busy, try again later", "system-error", &["try again later"])]
    fn words_hint_at_a_cause(#[case] reply: &str, #[case] cause: &str, #[case] told: &[&str]) {
        let hinted = hints().find(&Folded::new(reply), reply.len()).unwrap();
        assert_eq!(hinted.cause.as_str(), cause);
        let evidence: Vec<&str> = hinted.evidence.into_iter().map(|at| &reply[at]).collect();
        assert_eq!(evidence, told);
    }

    #[rstest]
    #[case::part_of_a_word("550 superuser unknown")]
    #[case::one_of_two("550 user is asleep")]
    fn half_of_it_hints_at_nothing(#[case] reply: &str) {
        assert_eq!(hints().find(&Folded::new(reply), reply.len()), None);
    }

    #[test]
    fn those_of_an_upper_layer_are_asked_first() {
        let own = Hints::new(
            vec![vec!["asleep"]],
            vec![Hint {
                cause: Slug::new("mailbox-disabled").unwrap(),
                groups: vec![0],
                whole: false,
                address: None,
            }],
        );
        let both = own.before(hints());
        let cause = |reply: &str| both.find(&Folded::new(reply), reply.len()).unwrap().cause;
        assert_eq!(
            cause("550 unknown user is asleep").as_str(),
            "mailbox-disabled"
        );
        assert_eq!(cause("550 unknown user").as_str(), "user-unknown");
    }
}
