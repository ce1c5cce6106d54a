//! The query language: small, and like that of fzf, so that nobody has to learn it.
//!
//! Spaces mean AND, `a | b` means OR, `'word` exact, `^word` at the start, `word$` at the end, `!word` not; fields are `class:5`,
//! `kind:enhanced`, `cmd:rcpt`, `rfc:3207`, `status:nonstandard`, `provider:google`. What does not read as a part of the language is a plain word.

use super::filter::{Filter, has_class};
use smtpref_catalog::Catalog;
use smtpref_catalog::tokenize::words;
use smtpref_catalog::{Entry, Kind};

/// A parsed query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Query {
    /// Plain words in their order, as typed; alternatives of an OR stand in one group.
    pub(super) plain: Vec<Vec<String>>,
    /// Conditions that an entry must meet; alternatives of an OR stand in one group.
    conditions: Vec<Vec<Condition>>,
}

/// Something that an entry must have.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Condition {
    Not(Box<Condition>),
    Filter(Filter),
    Source(String),
    Provider(String),
    Exact(String),
    Start(String),
    End(String),
    Plain(String),
}

/// One typed token.
enum Token {
    Plain(String),
    Condition(Condition),
}

/// The longest query that is read, in characters; the rest of a paste is ignored.
const LENGTH: usize = 400;
/// The most tokens that are read.
const TOKENS: usize = 40;

impl Query {
    pub(super) fn parse(text: &str) -> Self {
        let text: String = text.chars().take(LENGTH).collect();
        let raw: Vec<&str> = text.split_whitespace().take(TOKENS).collect();
        let mut query = Self::default();
        let mut index = 0;
        while index < raw.len() {
            let mut group = Vec::new();
            loop {
                let (token, used) = token(&raw[index..]);
                group.extend(token);
                index += used;
                let more = raw.get(index) == Some(&"|") && index + 1 < raw.len();
                if !more {
                    break;
                }
                index += 1;
            }
            query.add(group);
        }
        query
    }

    fn add(&mut self, group: Vec<Token>) {
        if group.iter().all(|token| matches!(token, Token::Plain(_))) {
            let words: Vec<String> = group
                .into_iter()
                .filter_map(|token| match token {
                    Token::Plain(word) => Some(word),
                    Token::Condition(_) => None,
                })
                .collect();
            if !words.is_empty() {
                self.plain.push(words);
            }
        } else {
            let conditions = group.into_iter().map(|token| match token {
                Token::Plain(word) => Condition::Plain(word),
                Token::Condition(condition) => condition,
            });
            self.conditions.push(conditions.collect());
        }
    }

    /// Whether there is nothing to rank by.
    pub(super) fn is_filter_only(&self) -> bool {
        self.plain.is_empty()
    }

    /// Whether every entry meets it.
    pub(super) fn has_no_conditions(&self) -> bool {
        self.conditions.is_empty()
    }

    /// The plain words in one line.
    pub(super) fn plain_text(&self) -> String {
        let words: Vec<&str> = self.plain.iter().flatten().map(String::as_str).collect();
        words.join(" ")
    }

    /// The words of conditions that can be marked in a text.
    pub(super) fn marked(&self) -> impl Iterator<Item = &str> {
        self.conditions
            .iter()
            .flatten()
            .filter_map(|condition| match condition {
                Condition::Exact(word)
                | Condition::Start(word)
                | Condition::End(word)
                | Condition::Plain(word) => Some(word.as_str()),
                _ => None,
            })
    }

    /// Whether an entry meets the conditions.
    pub(super) fn pass(
        &self,
        entry: &Entry,
        prose: impl Fn() -> &'static str,
        catalog: &Catalog,
    ) -> bool {
        self.conditions.iter().all(|group| {
            group
                .iter()
                .any(|condition| condition.holds(entry, &prose, catalog))
        })
    }
}

fn token(rest: &[&str]) -> (Option<Token>, usize) {
    let word = rest[0];
    if word == "|" {
        return (None, 1);
    }
    if word.eq_ignore_ascii_case("rfc")
        && let Some(number) = rest.get(1).and_then(|next| rfc_number(next))
    {
        return (Some(Token::Condition(Condition::Source(number))), 2);
    }
    let token = match condition(word) {
        Some(condition) => Token::Condition(condition),
        None => Token::Plain(word.to_owned()),
    };
    (Some(token), 1)
}

fn rfc_number(text: &str) -> Option<String> {
    let bare = text.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let long_enough = (3..=5).contains(&bare.len());
    (long_enough && bare.bytes().all(|b| b.is_ascii_digit())).then(|| format!("rfc{bare}"))
}

fn condition(word: &str) -> Option<Condition> {
    if let Some(rest) = word.strip_prefix('!') {
        let inner = condition(rest).or_else(|| {
            let bare = text_of(rest)?;
            Some(Condition::Plain(bare))
        })?;
        return Some(Condition::Not(Box::new(inner)));
    }
    if let Some(rest) = word.strip_prefix('\'') {
        return text_of(rest).map(Condition::Exact);
    }
    if let Some(rest) = word.strip_prefix('^') {
        return text_of(rest).map(Condition::Start);
    }
    if let Some(rest) = word.strip_suffix('$') {
        return text_of(rest).map(Condition::End);
    }
    let lower = word.to_ascii_lowercase();
    if let Some(number) = lower.strip_prefix("rfc").and_then(rfc_number) {
        return Some(Condition::Source(number));
    }
    let (field, value) = lower.split_once(':')?;
    let filter = match field {
        "class" => Filter {
            class: Some(value.parse().ok().filter(|class| (1..=6).contains(class))?),
            ..Filter::default()
        },
        "kind" => Filter {
            kind: Some(Kind::ALL.into_iter().find(|kind| kind.word() == value)?),
            ..Filter::default()
        },
        "cmd" | "command" | "stage" => Filter {
            command: Some(value.parse().ok()?),
            ..Filter::default()
        },
        "status" => Filter {
            status: Some(value.parse().ok()?),
            ..Filter::default()
        },
        "rfc" => return rfc_number(value).map(Condition::Source),
        "provider" => return text_of(value).map(Condition::Provider),
        _ => return None,
    };
    Some(Condition::Filter(filter))
}

/// A text in lower case, if there is anything in it.
fn text_of(text: &str) -> Option<String> {
    let bare = text.trim_matches(['\'', '^', '$', '!', '|']);
    (!bare.is_empty()).then(|| bare.to_lowercase())
}

impl Condition {
    fn holds(&self, entry: &Entry, prose: &impl Fn() -> &'static str, catalog: &Catalog) -> bool {
        let code = || entry.code.to_string().to_lowercase();
        let any_text = |test: &dyn Fn(&str) -> bool| {
            test(&entry.title.to_lowercase())
                || test(&entry.summary.to_lowercase())
                || entry.keywords.iter().any(|keyword| test(keyword))
        };
        match self {
            Self::Not(inner) => !inner.holds(entry, prose, catalog),
            Self::Filter(filter) => match filter.class {
                Some(class) => has_class(entry, class),
                None => filter.pass(entry),
            },
            Self::Source(key) => entry.sources.contains(&key.as_str()),
            Self::Provider(name) => names_provider(entry, prose(), name, catalog),
            Self::Exact(text) | Self::Plain(text) => {
                code().contains(text.as_str())
                    || any_text(&|field| whole(field, text))
                    || (matches!(self, Self::Exact(_)) && whole(prose(), text))
            }
            Self::Start(text) => {
                code().starts_with(text.as_str())
                    || any_text(&|field| field.starts_with(text.as_str()))
            }
            Self::End(text) => {
                code().ends_with(text.as_str())
                    || any_text(&|field| field.trim_end_matches('.').ends_with(text.as_str()))
            }
        }
    }
}

/// Whether a text stands in another as whole words.
pub(super) fn whole(haystack: &str, needle: &str) -> bool {
    whole_at(haystack, needle).is_some()
}

/// Where a text stands in another as whole words.
pub(super) fn whole_at(haystack: &str, needle: &str) -> Option<usize> {
    if needle.is_empty() {
        return None;
    }
    memchr::memmem::find_iter(haystack.as_bytes(), needle).find(|&at| {
        let word = |c: char| c.is_alphanumeric();
        !haystack[..at].chars().next_back().is_some_and(word)
            && !haystack[at + needle.len()..]
                .chars()
                .next()
                .is_some_and(word)
    })
}

/// Whether a page speaks of a provider, by its name or another name of it.
fn names_provider(entry: &Entry, prose: &str, name: &str, catalog: &Catalog) -> bool {
    let groups = catalog.synonyms().iter();
    let names = groups
        .filter(|group| group.contains(&name))
        .flatten()
        .copied()
        .chain([name]);
    let speaks_of = |name: &str| {
        entry
            .sources
            .iter()
            .any(|source| words(source).iter().any(|word| word == name))
            || whole(prose, name)
    };
    names.into_iter().any(speaks_of)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn plain_words_and_alternatives() {
        let query = Query::parse("null mx | dot");
        assert_eq!(query.plain, [vec!["null"], vec!["mx", "dot"]]);
        assert!(query.conditions.is_empty());
    }

    #[rstest]
    #[case("class:5")]
    #[case("kind:enhanced")]
    #[case("cmd:rcpt")]
    #[case("rfc:3207")]
    #[case("rfc 3207")]
    #[case("rfc3207")]
    #[case("status:nonstandard")]
    #[case("provider:google")]
    #[case("!quota")]
    #[case("'quota")]
    #[case("^quota")]
    #[case("quota$")]
    fn conditions_are_no_words(#[case] text: &str) {
        let query = Query::parse(text);
        assert!(query.is_filter_only(), "{query:?}");
        assert_eq!(query.conditions.len(), 1);
    }

    #[rstest]
    #[case("class:9")]
    #[case("kind:foo")]
    #[case("cmd:")]
    #[case("rfc:x")]
    #[case("!")]
    #[case("^")]
    #[case("$")]
    #[case("'")]
    #[case("https://example.com")]
    fn what_is_malformed_is_a_plain_word(#[case] text: &str) {
        let query = Query::parse(text);
        assert_eq!(query.plain, [vec![text]]);
    }

    #[rstest]
    #[case("|")]
    #[case("a |")]
    #[case("| | |")]
    #[case("")]
    fn lone_bars_do_no_harm(#[case] text: &str) {
        let words: usize = Query::parse(text).plain.iter().map(Vec::len).sum();
        assert!(words <= 1);
    }

    #[test]
    fn whole_words_only() {
        assert!(whole("a null mx record", "null mx"));
        assert!(!whole("nullify", "null"));
        assert!(!whole("text", ""));
    }
}
