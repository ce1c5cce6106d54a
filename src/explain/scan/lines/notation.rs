//! How programs write the objects that they print: as JSON, or in the way of the language that they are written in.
//!
//! | notation | example |
//! |---|---|
//! | JSON | `{"email": "bob@example.net"}` |
//! | JSON in a text of JSON, whose marks were escaped | `{”email”: ”bob@example.net”}` |
//! | marked: Python, Ruby, JavaScript, Rust, PHP's `var_export` | `{'email': 'bob@example.net'}`, `{:email=>"bob@example.net"}`, `{ email: 'bob@example.net' }` |
//! | bare: Java and Kotlin, Go | `{email=bob@example.net, code=550}`, `map[code:550 email:bob@example.net]`; forms |
//! | listed: PHP's `print_r` | `[email] => bob@example.net` |
//! | dumped: PHP's `var_dump` | `["email"]=>`, and behind it `string(15) "bob@example.net"` |

mod bare;
mod listed;
mod marked;

use std::ops::Range;

use crate::explain::effort::look_at;
use crate::explain::view::View;

/// How much of a text is looked at for the first object.
const HEAD: usize = 300;
/// The longest name, in bytes.
const LONGEST_NAME: usize = 40;
/// The marks around names and words.
const MARK: char = '"';
/// What the decoding makes of a mark that was escaped.
const ESCAPED_MARK: char = '\u{201d}';

/// How the objects of a text are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    Json,
    Inner,
    Marked,
    Bare,
    Listed,
    Dumped,
}

/// A piece of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Begin {
        is_array: bool,
        in_parens: bool,
    },
    End {
        of_parens: bool,
    },
    /// What stands before it is the name of what follows.
    Sign,
    Comma,
    /// A value, or a name before its sign.
    Word(Range<usize>),
    /// A name with its sign.
    Name(Range<usize>),
    /// `true` or `false`.
    Flag(Range<usize>),
    /// A name and its value.
    Pair(Range<usize>, Range<usize>),
    /// Nothing that is read.
    Other,
}

/// Where the objects of a text begin.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Beginning {
    pub(super) notation: Notation,
    pub(super) at: usize,
    /// Whether an object is open already there: what began it was left out, or stands before it.
    pub(super) is_inside: bool,
}

/// Where the objects of a piece of a text begin, and how they are written; `None` if it has none. Without braces they may be the whole
/// text.
pub(super) fn beginning(
    view: &View<'_>,
    range: &Range<usize>,
    is_whole: bool,
) -> Option<Beginning> {
    let text = view.text[range.clone()].trim_start();
    // In a block of Markdown.
    let text = text.trim_start_matches('`');
    let text = text.strip_prefix("json").unwrap_or(text).trim_start();
    let head = view.cut(range.clone(), HEAD);
    let begins = text.starts_with(['{', '[']) && is_whole;
    let is_inside = is_whole && marked::begins_with_name(text);
    let has_object = view.has(&head, &["{\"", "{ \""]);
    let is_escaped = !has_object && view.has(&head, &["{\u{201d}", "{ \u{201d}"]);
    let has_sign = || view.has(range, &["\":", "\" :", "\u{201d}:"]);
    if (begins || is_escaped || has_object) && has_sign() {
        // What stands before an object may have marks of its own.
        let first = memchr::memchr(b'{', &view.text.as_bytes()[head.clone()]);
        let begins_here = begins || is_inside;
        return Some(Beginning {
            notation: if is_escaped {
                Notation::Inner
            } else {
                Notation::Json
            },
            at: first
                .filter(|_| !begins_here)
                .map_or(range.start, |at| head.start + at),
            is_inside,
        });
    }
    let notation = match is_whole {
        true if is_inside => Some(Notation::Marked),
        true if bare::is_form(text) => Some(Notation::Bare),
        _ => None,
    };
    match notation {
        Some(notation) => Some(Beginning {
            notation,
            at: range.end - text.len(),
            is_inside: true,
        }),
        None => printed(view, head),
    }
}

/// Where the first object begins that is no JSON.
fn printed(view: &View<'_>, head: Range<usize>) -> Option<Beginning> {
    let text = &view.text[head.clone()];
    let mut places = text.char_indices();
    places.find_map(|(at, c)| {
        if !matches!(c, '{' | '[' | '(') {
            return None;
        }
        let (before, behind) = (&text[..at], &text[at + 1..]);
        let notation = match c {
            '[' if listed::is_name(&text[at..]) => Notation::Listed,
            '[' if listed::is_marked_name(&text[at..]) => Notation::Dumped,
            _ if marked::opens(c, before, behind) => Notation::Marked,
            _ if bare::opens(c, before, behind) => Notation::Bare,
            _ => return None,
        };
        let is_inside = matches!(notation, Notation::Listed | Notation::Dumped);
        Some(Beginning {
            notation,
            at: head.start + at,
            is_inside,
        })
    })
}

impl Notation {
    /// Whether ordinary text may look so.
    pub(super) fn may_be_words(self) -> bool {
        !matches!(self, Self::Json | Self::Inner)
    }

    /// The piece at a place, and where the next one begins. Names without marks stand in objects alone, and not in lists.
    pub(super) fn token(self, text: &str, range: Range<usize>, in_object: bool) -> (Token, usize) {
        let Some(c) = text[range.clone()].chars().next() else {
            return (Token::Other, range.end);
        };
        match self {
            Self::Json => json(text, range, c, MARK),
            Self::Inner => json(text, range, c, ESCAPED_MARK),
            Self::Marked => marked::token(text, range, c, in_object),
            Self::Bare => bare::token(text, range, c, in_object),
            Self::Listed => listed::token(text, range, c),
            Self::Dumped => listed::dumped(text, range, c),
        }
    }
}

/// The piece of JSON at a place, which begins with a character.
fn json(text: &str, range: Range<usize>, c: char, mark: char) -> (Token, usize) {
    let next = range.start + c.len_utf8();
    match c {
        '{' | '[' => (begin(c, c == '['), next),
        '}' | ']' => (end(c), next),
        ':' => (Token::Sign, next),
        ',' => (Token::Comma, next),
        c if c == mark => {
            let end = if mark == MARK {
                end_of_words(text, next..range.end)
            } else {
                closing(text, next..range.end, mark, ends_inner)
            };
            (
                Token::Word(next..end),
                (end + mark.len_utf8()).min(range.end),
            )
        }
        '0'..='9' => number(text, range),
        't' | 'f' => {
            let length = letters(&text[range.clone()]);
            let flag = range.start..range.start + length;
            (Token::Flag(flag.clone()), flag.end)
        }
        _ => (Token::Other, next),
    }
}

/// An object or a list begins.
fn begin(bracket: char, is_array: bool) -> Token {
    Token::Begin {
        is_array,
        in_parens: bracket == '(',
    }
}

/// An object or a list ends.
fn end(bracket: char) -> Token {
    Token::End {
        of_parens: bracket == ')',
    }
}

/// A number.
fn number(text: &str, range: Range<usize>) -> (Token, usize) {
    let digits = text[range.clone()].bytes();
    let length = digits
        .take_while(|byte| byte.is_ascii_digit() || *byte == b'.')
        .count();
    let end = range.start + length;
    (Token::Word(range.start..end), end)
}

fn letters(text: &str) -> usize {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    look_at(length);
    length
}

/// The length of the name with which a text begins, 0 if it begins with none.
fn name(text: &str) -> usize {
    let is_inner = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let bytes = text.as_bytes();
    if !matches!(bytes.first(), Some(b'a'..=b'z' | b'A'..=b'Z' | b'_')) {
        return 0;
    }
    let window = &bytes[..bytes.len().min(LONGEST_NAME + 1)];
    let length = window.iter().take_while(|byte| is_inner(byte)).count();
    if length > LONGEST_NAME { 0 } else { length }
}

/// Where words end that a mark began: at the next one, unless more words stand right behind it, as programs write those that are long.
fn end_of_words(text: &str, range: Range<usize>) -> usize {
    let mut at = range.start;
    while let Some(length) = text[at..range.end].find(MARK) {
        let end = at + length;
        let behind = &text[end + 1..range.end];
        let rest = behind.trim_start();
        // The next name has a sign behind it, and between words within words nothing stands.
        let more = rest
            .strip_prefix(MARK)
            .filter(|_| rest.len() < behind.len());
        let is_name = |more: &str| {
            more.split(MARK)
                .nth(1)
                .is_some_and(|sign| sign.trim_start().starts_with(':'))
        };
        if end == range.start || more.is_none_or(is_name) {
            return end;
        }
        at = range.end - rest.len() + 1;
    }
    range.end
}

/// Where words end that a mark began, which may stand in them too: at the first that has behind it what ends words.
fn closing(text: &str, range: Range<usize>, mark: char, ends: impl Fn(&str) -> bool) -> usize {
    let mut marks = text[range.clone()].match_indices(mark);
    let end = marks.find(|(at, mark)| ends(&text[range.start + at + mark.len()..range.end]));
    end.map_or(range.end, |(at, _)| range.start + at)
}

/// Whether what stands behind a mark is the next name or value, or the end of an object: of a text within a text within a text all marks
/// look the same.
fn ends_inner(behind: &str) -> bool {
    let behind = behind.trim_start();
    match behind.strip_prefix(',').map(str::trim_start) {
        Some(next) => next.starts_with([ESCAPED_MARK, '{', '[']) || next.is_empty(),
        None => behind.is_empty() || behind.starts_with([':', '}', ']']),
    }
}
