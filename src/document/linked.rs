//! Codes in running text become links to their pages. Only a screen on which one can follow them needs it.

use smtpref_catalog::{Amount, Catalog, Code, EnhancedCode};

use super::block::{Block, Role, Span, Target, Text};
use super::plain::each_text;
use crate::lookup::Lookup;

/// Words before a number that is no reply code.
const BEFORE: [&str; 8] = [
    "port", "ports", "rfc", "rfcs", "line", "lines", "section", "office",
];
/// What else is counted where pages speak of numbers.
const COUNTED: [&str; 7] = [
    "bit", "bits", "columns", "entries", "lines", "sessions", "times",
];

/// Makes links of the codes in running text, except of those that lead to where one is.
pub fn link_codes(blocks: &mut [Block], here: Option<Lookup>, catalog: &Catalog) {
    let here = here.map(|here| here.code.entry_code());
    each_text(blocks, &mut |text| link(text, here, catalog));
}

fn link(text: &mut Text, here: Option<Code>, catalog: &Catalog) {
    // In a comparison the codes in which two cells differ are the ones to read on about.
    let is_plain = |span: &Span| {
        span.target.is_none() && matches!(span.role, Role::Text | Role::Strong | Role::Differs)
    };
    let has_code = |span: &Span| {
        is_plain(span) && may_have_code(&span.text) && codes(&span.text).next().is_some()
    };
    if !text.iter().any(has_code) {
        return;
    }
    let mut linked = Text::new();
    for span in text.drain(..) {
        if !has_code(&span) {
            linked.push(span);
            continue;
        }
        let mut rest = 0;
        for (at, word) in codes(&span.text) {
            let Some(lookup) = lookup(word, catalog) else {
                continue;
            };
            if Some(lookup.code.entry_code()) == here {
                continue;
            }
            linked.push(Span {
                text: span.text[rest..at].to_owned(),
                ..span.clone()
            });
            linked.push(Span {
                text: word.to_owned(),
                target: Some(Target::Lookup(lookup)),
                ..span.clone()
            });
            rest = at + word.len();
        }
        linked.push(Span {
            text: span.text[rest..].to_owned(),
            ..span
        });
    }
    linked.retain(|span| !span.text.is_empty());
    *text = linked;
}

/// Whether three digits stand in a text behind each other, or two around a dot: most texts have neither, which is seen at once.
fn may_have_code(text: &str) -> bool {
    let threes = text.as_bytes().windows(3);
    let mut threes = threes.filter(|three| three[2].is_ascii_digit());
    threes.any(|three| {
        let is_number = three[0].is_ascii_digit() && three[1].is_ascii_digit();
        is_number || three[1] == b'.' && matches!(three[0], b'2' | b'4' | b'5' | b'X')
    })
}

/// The words of a text that look like codes, with where they begin. Each has a digit, and only the words around digits are looked at.
fn codes(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| {
        c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | ':' | '@' | '%' | '=' | '#')
    };
    let mut at = 0;
    let words = std::iter::from_fn(move || {
        let digit = at + text[at..].bytes().position(|byte| byte.is_ascii_digit())?;
        let before = text[at..digit].trim_end_matches(is_part);
        let start = at + before.len();
        let length = text[digit..]
            .find(|c| !is_part(c))
            .unwrap_or(text.len() - digit);
        at = digit + length;
        Some((
            start,
            text[start..at].trim_end_matches(['.', ':', '-', '/']),
        ))
    });
    words.filter(move |&(start, word)| {
        is_enhanced(word) || (is_reply(word) && !is_amount(text, start, word.len()))
    })
}

fn is_reply(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_enhanced(word: &str) -> bool {
    word.starts_with(['2', '4', '5', 'X']) && word.parse::<EnhancedCode>().is_ok()
}

/// Whether a number counts something, or numbers something else than replies.
fn is_amount(text: &str, at: usize, length: usize) -> bool {
    let bare = |word: Option<&str>| {
        let word = word.unwrap_or_default();
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.to_ascii_lowercase()
    };
    let before = bare(text[..at].split_whitespace().next_back());
    let after = bare(text[at + length..].split_whitespace().next());
    BEFORE.contains(&&*before) || Amount::before(&after).is_some() || COUNTED.contains(&&*after)
}

/// The page of a code that has one.
fn lookup(word: &str, catalog: &Catalog) -> Option<Lookup> {
    let lookup = Lookup::new(word.parse::<Code>().ok()?);
    lookup.entry(catalog).map(|_| lookup)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_for_themselves_between_other_words() {
        let found = |text| codes(text).map(|(_, word)| word).collect::<Vec<_>>();
        assert_eq!(
            found("after 550, 5.1.1: or (X.7.25)/451."),
            ["550", "5.1.1", "X.7.25"]
        );
        assert_eq!(
            found("port 587, x550 550ä ä550 550-5.1.1 a=550 5.1.1.1 RFC 550 é 421"),
            ["421"]
        );
        assert_eq!(found("550 bytes, 250 ok, 20 MB"), ["250"]);
        assert_eq!(found("500 people, 450 Minutes, 552 entries"), [""; 0]);
        assert_eq!(found("421 mailboxes, 5.01.1, x.1.1"), ["421"]);
    }
}
