//! Names and values without marks, as Java and Kotlin write maps and objects, `{email=bob@example.net, code=550}`, and Go its own,
//! `map[code:550 email:bob@example.net]`; and the lines of a form.

use std::ops::Range;

use super::{Token, begin, end, name};

/// Where a value begins that a name stands before, and the length of that name; `None` if no name and sign are there. Behind a colon
/// a blank would make it a word of the text.
fn pair(text: &str) -> Option<(usize, usize)> {
    let length = name(text);
    let mut behind = text[length..].chars();
    let sign = behind.next().filter(|_| length > 0)?;
    let next = behind.next();
    let is_pair = match sign {
        '=' => next != Some('=') && next != Some('>'),
        ':' => !matches!(next, None | Some(' ' | '/' | ':' | '\n')),
        _ => false,
    };
    is_pair.then_some((length, length + 1))
}

/// Whether a bracket opens an object of this sort: `{`, `Bounce(`, `map[`.
pub(super) fn opens(bracket: char, before: &str, behind: &str) -> bool {
    let may_open = match bracket {
        '{' => true,
        '(' => before.ends_with(|c: char| c.is_ascii_alphanumeric()),
        _ => before.ends_with("map"),
    };
    may_open && pair(behind).is_some()
}

/// Whether a text is the form of a web hook, a name and its value on each line.
pub(super) fn is_form(text: &str) -> bool {
    const LEAST: usize = 3;
    let is_pair = |line: &str| name(line) > 0 && line[name(line)..].starts_with('=');
    let mut lines = text.lines().take(LEAST);
    text.lines().nth(LEAST - 1).is_some() && lines.all(is_pair)
}

/// The piece at a place.
pub(super) fn token(text: &str, range: Range<usize>, c: char, in_object: bool) -> (Token, usize) {
    let rest = &text[range.clone()];
    let next = range.start + c.len_utf8();
    let is_begun = !text[..range.start].ends_with(|c: char| c.is_ascii_alphanumeric());
    match c {
        '{' | '(' => (begin(c, false), next),
        '[' => (begin(c, is_begun), next),
        '}' | ']' | ')' => (end(c), next),
        ',' | ' ' | '\n' => (Token::Other, next),
        _ if in_object && is_begun => match pair(rest) {
            Some((length, start)) => {
                let word = range.start..range.start + length;
                let value = range.start + start..range.end;
                if is_object(&text[value.clone()]) {
                    return (Token::Name(word), value.start);
                }
                let end = value_end(text, value.clone());
                (Token::Pair(word, value.start..end), end)
            }
            None => (Token::Other, next),
        },
        _ if !in_object && is_begun => {
            let ends = |c: char| matches!(c, ',' | ' ' | ']' | '}' | ')' | '{' | '[' | '(' | '\n');
            let length = rest.find(ends).unwrap_or(rest.len()).max(c.len_utf8());
            // The name of a class begins an object.
            if rest[length..].starts_with('(') {
                return (Token::Other, range.start + length);
            }
            let word = range.start..range.start + length;
            (Token::Word(word.clone()), word.end)
        }
        _ => (Token::Other, next),
    }
}

/// Whether a value is an object or a list: `{…`, `[…`, `map[…`, `Bounce(…`.
fn is_object(text: &str) -> bool {
    let length = name(text);
    let behind = &text[length..];
    match length {
        0 => text.starts_with(['{', '[']),
        _ => behind.starts_with('[') || behind.starts_with('(') && pair(&behind[1..]).is_some(),
    }
}

/// Where a value ends: at the bracket around it, or before the next name.
fn value_end(text: &str, range: Range<usize>) -> usize {
    let rest = &text[range.clone()];
    let mut depth = 0_usize;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' if depth == 0 => return range.start + at,
            b')' | b']' | b'}' => depth -= 1,
            b' ' | b'\n' if depth == 0 && pair(&rest[at + 1..]).is_some() => {
                let value = rest[..at].trim_end_matches(',');
                return range.start + value.len();
            }
            _ => {}
        }
    }
    range.end
}
