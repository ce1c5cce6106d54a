//! The query language: small, and like that of fzf, so that nobody has to learn it.
//!
//! Spaces mean AND; [`OPERATORS`] says what signs mean, and the table of fields (`field`) what `class:5` and the like do. What does not read
//! as a part of the language is a plain word.

use super::field::{self, Test, rfc_key};
use super::pasted;
use super::prose::whole;
use crate::lookup::{self, parse_token};
use smtpref_catalog::{Catalog, Entry};

/// What can be typed besides codes and fields, and what it means.
const OPERATORS: [(&str, &str); 3] = [
    ("null mx", "words, in any order"),
    ("'word ^start end$", "exact, at the beginning, at the end"),
    ("!word, a | b", "not, or"),
];

/// The query language for a reader: what can be typed, and what it means.
#[must_use]
pub fn language() -> Vec<(String, String)> {
    let operators = OPERATORS
        .iter()
        .map(|&(typed, means)| (typed.to_owned(), means.to_owned()));
    let fields = field::FIELDS
        .iter()
        .filter_map(|field| Some((field.example()?, field.description())));
    operators.chain(fields).collect()
}

/// A parsed query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Query {
    /// Plain words in their order, as typed; alternatives of an OR are one group.
    pub(super) plain: Vec<Vec<String>>,
    /// Conditions that an entry must meet; alternatives of an OR are one group.
    conditions: Vec<Vec<Condition>>,
}

/// Something that an entry must have.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Condition {
    Not(Box<Condition>),
    Field(Test),
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

/// The longest query that is read, in characters; of what is longer the codes behind it are read too.
const LENGTH: usize = 400;
/// The most tokens that are read.
const TOKENS: usize = 40;

impl Query {
    /// Whether it is one word of letters and digits as providers put into their replies (`TSS04`, `CON:B1`), and not the name of an
    /// extension (`smtputf8`).
    pub(super) fn is_tag(&self) -> bool {
        let [group] = &self.plain[..] else {
            return false;
        };
        let [word] = &group[..] else {
            return false;
        };
        let has_letter = word.bytes().any(|byte| byte.is_ascii_alphabetic());
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let is_numbered = digits > 1 || (digits == 1 && word.contains([':', '-', '_']));
        has_letter && is_numbered && !word.contains('.') && parse_token(word) == lookup::Token::Word
    }

    pub(super) fn parse(text: &str) -> Self {
        let end = text.char_indices().nth(LENGTH).map(|(end, _)| end);
        let read = &text[..end.unwrap_or(text.len())];
        let mut rest = read.split_whitespace();
        let raw: Vec<&str> = rest.by_ref().take(TOKENS).collect();
        let mut query = Self::default();
        if end.is_some() || rest.next().is_some() {
            // Not typed but pasted: no sign in it is meant.
            query.plain = pasted::words(text, &raw);
            return query;
        }
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

    /// The document that every entry must cite, if the query asks for one.
    pub(super) fn source(&self) -> Option<&str> {
        self.conditions.iter().find_map(|group| match &group[..] {
            [Condition::Field(Test::Source(key))] => Some(key.as_str()),
            _ => None,
        })
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
    pub(super) fn pass<'p>(
        &self,
        entry: &Entry,
        prose: impl Fn() -> &'p str,
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
        && let Some(number) = rest.get(1).and_then(|next| rfc_key(next))
    {
        return (
            Some(Token::Condition(Condition::Field(Test::Source(number)))),
            2,
        );
    }
    let token = match condition(word) {
        Some(condition) => Token::Condition(condition),
        None => Token::Plain(word.to_owned()),
    };
    (Some(token), 1)
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
        // A code between quotes is quoted; nobody asks for `'334` so.
        let is_code = matches!(parse_token(rest), lookup::Token::Code(_));
        if rest.ends_with('\'') && is_code {
            return None;
        }
        return text_of(rest).map(Condition::Exact);
    }
    if let Some(rest) = word.strip_prefix('^') {
        return text_of(rest).map(Condition::Start);
    }
    if let Some(rest) = word.strip_suffix('$') {
        return text_of(rest).map(Condition::End);
    }
    let lower = word.to_ascii_lowercase();
    // `rfc822;` is the type of an address in a report.
    let document = lower.strip_prefix("rfc").filter(|_| !word.ends_with(';'));
    if let Some(key) = document.and_then(rfc_key) {
        return Some(Condition::Field(Test::Source(key)));
    }
    let (name, value) = lower.split_once(':')?;
    field::test(name, value).map(Condition::Field)
}

/// A text in lower case, if there is anything in it.
fn text_of(text: &str) -> Option<String> {
    let bare = text.trim_matches(['\'', '^', '$', '!', '|']);
    (!bare.is_empty()).then(|| bare.to_lowercase())
}

impl Condition {
    fn holds<'p>(&self, entry: &Entry, prose: &dyn Fn() -> &'p str, catalog: &Catalog) -> bool {
        let code = || entry.code.to_string().to_lowercase();
        let any_text = |test: &dyn Fn(&str) -> bool| {
            test(&entry.title.to_lowercase())
                || test(&entry.summary.to_lowercase())
                || entry.keywords.iter().any(|keyword| test(keyword))
        };
        match self {
            Self::Not(inner) => !inner.holds(entry, prose, catalog),
            Self::Field(test) => test.holds(entry, catalog),
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
    #[case::the_class("class:5")]
    #[case::the_kind("kind:enhanced")]
    #[case::the_command("cmd:rcpt")]
    #[case::the_rfc("rfc:3207")]
    #[case::an_rfc_in_two_words("rfc 3207")]
    #[case::an_rfc_in_one_word("rfc3207")]
    #[case::the_status("status:nonstandard")]
    #[case::a_provider("provider:google")]
    #[case::not("!quota")]
    #[case::exact("'quota")]
    #[case::start("^quota")]
    #[case::end("quota$")]
    fn conditions_are_no_words(#[case] text: &str) {
        let query = Query::parse(text);
        assert!(query.is_filter_only(), "{query:?}");
        assert_eq!(query.conditions.len(), 1);
    }

    #[rstest]
    #[case::no_such_class("class:9")]
    #[case::no_such_kind("kind:foo")]
    #[case::no_command("cmd:")]
    #[case::no_number("rfc:x")]
    #[case::a_lone_not("!")]
    #[case::a_lone_start("^")]
    #[case::a_lone_end("$")]
    #[case::a_lone_exact("'")]
    #[case::an_address("https://example.com")]
    fn what_is_malformed_is_a_plain_word(#[case] text: &str) {
        let query = Query::parse(text);
        assert_eq!(query.plain, [vec![text]]);
    }

    #[rstest]
    #[case::alone("|")]
    #[case::at_the_end("a |")]
    #[case::many("| | |")]
    #[case::none("")]
    fn lone_bars_do_no_harm(#[case] text: &str) {
        let words: usize = Query::parse(text).plain.iter().map(Vec::len).sum();
        assert!(words <= 1);
    }

    #[test]
    fn nothing_in_a_long_text_is_a_condition() {
        let text = format!("'550 !no class:5 rfc:821 ^a b$ {}", "word ".repeat(TOKENS));
        assert!(Query::parse(&text).has_no_conditions());
    }

    #[test]
    fn the_type_of_an_address_is_no_condition() {
        assert!(Query::parse("rfc822; bob@example.com").has_no_conditions());
        assert!(Query::parse("Final-Recipient: rfc822; bob@example.com").has_no_conditions());
        assert!(!Query::parse("rfc822").has_no_conditions());
    }
}
