//! What single words tell where no rule is met: who or what is spoken of, and what is said of it, in the languages that replies use.
//!
//! Weaker than any rule, for words can stand in any relation; stronger than a code that means many things. The first hint that fits
//! counts, so what is narrow stands before what is wide.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Folded;
use super::borders::goes_on;
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
    /// Beginnings of words in the order of their bytes, each with the group of which it is one; several hints may share a group.
    stems: Vec<(&'static str, u16)>,
    /// How many groups there are.
    groups: u16,
    asked: Vec<Hint>,
    /// The files of the first hints: those of a user.
    #[serde(skip)]
    files: Vec<&'static str>,
}

/// One hint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct Hint {
    pub(crate) cause: Slug,
    pub(crate) asks: Asks,
    /// Whether the address is dead, if that differs from the cause.
    pub(crate) address: Option<Address>,
}

/// What a hint asks of the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) enum Asks {
    /// Of each of these groups one begins a word.
    Groups(Vec<u16>),
    /// One of these is all that is said.
    Whole(Vec<&'static str>),
}

/// What a hint tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hinted {
    /// The cause.
    pub cause: Slug,
    /// Whether the address is dead, if that differs from the cause.
    pub address: Option<Address>,
    /// The file of the hint, if it is one of the user's own: of a layer that is not the lowest.
    pub own: Option<&'static str>,
    /// The places in the input of the words that told it, in order.
    pub evidence: Vec<Range<usize>>,
}

/// The words that a text has of each group.
struct Met(Vec<(u16, Range<usize>)>);

impl Met {
    fn has(&self, group: u16) -> bool {
        self.0.iter().any(|(met, _)| *met == group)
    }

    /// The longest words of a group.
    fn longest(&self, group: u16) -> Option<Range<usize>> {
        let of_group = self.0.iter().filter(|(met, _)| *met == group);
        of_group
            .map(|(_, place)| place.clone())
            .max_by_key(ExactSizeIterator::len)
    }
}

impl Hints {
    pub(crate) fn new(groups: Vec<Vec<&'static str>>, hints: Vec<Hint>) -> Self {
        let mut stems = Vec::new();
        let mut count = 0;
        for group in groups {
            stems.extend(group.into_iter().map(|stem| (stem, count)));
            count += 1;
        }
        stems.sort_unstable();
        Self {
            stems,
            groups: count,
            asked: hints,
            files: Vec::new(),
        }
    }

    /// Hints of a user, with the files in which they stand.
    pub(crate) fn with_files(mut self, files: &[&'static str]) -> Self {
        self.files = files.to_vec();
        self
    }

    /// How many there are.
    pub(crate) const fn count(&self) -> usize {
        self.asked.len()
    }

    /// With others, which are asked after its own.
    pub(crate) fn before(mut self, others: Self) -> Self {
        let first = self.groups;
        let stems = others.stems.into_iter();
        self.stems
            .extend(stems.map(|(stem, group)| (stem, group + first)));
        self.stems.sort_unstable();
        self.groups += others.groups;
        self.files.extend(others.files);
        self.asked.extend(others.asked.into_iter().map(|mut hint| {
            if let Asks::Groups(groups) = &mut hint.asks {
                for group in groups {
                    *group += first;
                }
            }
            hint
        }));
        self
    }

    /// The cause that the words of a reply hint at, and the words that do. `length` is that of the input from which the text was folded.
    #[must_use]
    pub fn find(&self, text: &Folded, length: usize) -> Option<Hinted> {
        let words = text.words();
        let met = self.met(words);
        let number = self.first(words, &met)?;
        let hint = &self.asked[number];
        let mut places: Vec<Range<usize>> = match &hint.asks {
            Asks::Groups(groups) => groups
                .iter()
                .filter_map(|group| met.longest(*group))
                .collect(),
            Asks::Whole(_) => std::iter::once(alone(words)).collect(),
        };
        places.sort_unstable_by_key(|place| (place.start, place.end));
        places.dedup();
        Some(Hinted {
            cause: hint.cause,
            address: hint.address,
            own: self.files.get(number).copied(),
            evidence: places
                .into_iter()
                .map(|place| text.origin_of_words(place, length))
                .collect(),
        })
    }

    /// The number of the first hint that fits folded words.
    pub(crate) fn number(&self, words: &str) -> Option<usize> {
        self.first(words, &self.met(words))
    }

    fn first(&self, words: &str, met: &Met) -> Option<usize> {
        let fits = |hint: &Hint| match &hint.asks {
            Asks::Groups(groups) => groups.iter().all(|group| met.has(*group)),
            Asks::Whole(texts) => texts.contains(&&words[alone(words)]),
        };
        self.asked.iter().position(fits)
    }

    /// All beginnings of words that stand in folded words, in one pass.
    fn met(&self, words: &str) -> Met {
        let mut met = Vec::new();
        let mut before = None;
        for (at, c) in words.char_indices() {
            let is_value =
                before == Some('=') && !TELLING.iter().any(|key| words[..at].ends_with(key));
            let begins = !is_value && (!goes_on(c) || !before.is_some_and(goes_on));
            before = Some(c);
            if !begins || c == ' ' {
                continue;
            }
            let rest = &words[at..];
            // A mask may be all that a stem has; of letters there are two at least.
            let head =
                &rest.as_bytes()[..rest.len().min(1 + usize::from(c.is_ascii_alphanumeric()))];
            let start = self
                .stems
                .partition_point(|(stem, _)| stem.as_bytes() < head);
            let near = self.stems[start..].iter();
            let near = near.take_while(|(stem, _)| stem.as_bytes().starts_with(head));
            let found = near.filter(|(stem, _)| rest.starts_with(stem));
            met.extend(found.map(|(stem, group)| (*group, word_at(words, at, stem))));
        }
        Met(met)
    }
}

/// Keys of logs whose values are words; the others name routers, ciphers and hosts: `R=dnslookup`, `X=TLS1.3`.
const TELLING: [&str; 7] = [
    "error=", "err=", "msg=", "message=", "reason=", "stat=", "status=",
];

/// Words without the marks around them.
fn alone(words: &str) -> Range<usize> {
    let is_mark = [' ', '.', ';', '\n'];
    let start = words.len() - words.trim_start_matches(is_mark).len();
    start..start + words[start..].trim_end_matches(is_mark).len()
}

/// The whole word that begins with a stem at a place.
fn word_at(words: &str, at: usize, stem: &str) -> Range<usize> {
    let end = at + stem.trim_end().len();
    let is_cut = words[..end].chars().next_back().is_some_and(goes_on);
    let rest = words[end..].chars().take_while(|&c| is_cut && goes_on(c));
    at..end + rest.map(char::len_utf8).sum::<usize>()
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
        let hint = |cause, asks| Hint {
            cause: slug(cause),
            asks,
            address: None,
        };
        let of = |groups: &[u16]| Asks::Groups(groups.to_vec());
        Hints::new(
            groups,
            vec![
                hint("greylisted", Asks::Whole(vec!["try again later"])),
                hint("user-unknown", of(&[0, 1])),
                hint("system-error", of(&[2])),
            ],
        )
    }

    #[rstest]
    #[case::both("550 the users are unknowns", "user-unknown", &["users", "unknowns"])]
    #[case::an_address("550 <bob@example.com> does not exist", "user-unknown", &["<bob@example.com>", "not exist"])]
    #[case::ideographs("550 该用户不存在", "user-unknown", &["用户", "不存在"])]
    #[case::a_value_that_tells("550 user reason=unknown", "user-unknown", &["user", "unknown"])]
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
    #[case::a_value("550 user R=unknown")]
    fn half_of_it_hints_at_nothing(#[case] reply: &str) {
        assert_eq!(hints().find(&Folded::new(reply), reply.len()), None);
    }

    #[test]
    fn those_of_an_upper_layer_are_asked_first() {
        let own = Hints::new(
            vec![vec!["asleep"]],
            vec![Hint {
                cause: Slug::new("mailbox-disabled").unwrap(),
                asks: Asks::Groups(vec![0]),
                address: None,
            }],
        );
        let both = own.with_files(&["own/hints.toml"]).before(hints());
        let hinted = |reply: &str| {
            let hinted = both.find(&Folded::new(reply), reply.len()).unwrap();
            (hinted.cause.as_str(), hinted.own)
        };
        assert_eq!(
            hinted("550 unknown user is asleep"),
            ("mailbox-disabled", Some("own/hints.toml"))
        );
        assert_eq!(hinted("550 unknown user"), ("user-unknown", None));
    }
}
