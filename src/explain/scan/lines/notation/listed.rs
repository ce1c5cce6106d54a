//! What PHP prints of its arrays: `print_r` gives each name between square brackets, with the value behind an arrow; `var_dump` has marks
//! around the names, and names the sort of each value.

use std::ops::Range;

use super::{LONGEST_NAME, Token, begin, closing, end, name, number};

/// What stands behind a name.
const ARROW: &str = "] =>";

/// The length of a name or a number with which a text begins.
fn name_or_number(text: &str) -> usize {
    let digits = text.bytes().take(6).take_while(u8::is_ascii_digit).count();
    digits.max(name(text))
}

/// Whether a text begins as `[email] => `.
pub(super) fn is_name(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('[') else {
        return false;
    };
    let length = name_or_number(inner);
    length > 0 && inner[length..].starts_with(ARROW)
}

/// Whether a text begins as `["email"]=>`.
pub(super) fn is_marked_name(text: &str) -> bool {
    let Some(inner) = text.strip_prefix("[\"") else {
        return false;
    };
    let length = name(inner);
    length > 0 && inner[length..].starts_with("\"]=>")
}

/// Whether the text behind an opening bracket numbers its values.
fn is_numbered(text: &str) -> bool {
    let text = text.trim_start().strip_prefix('[');
    text.is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a value is only the sort of what follows in brackets: `Array`, `stdClass Object`.
fn is_object(value: &str) -> bool {
    value == "Array" || value.ends_with(" Object")
}

/// The piece of `print_r` at a place.
pub(super) fn token(text: &str, range: Range<usize>, c: char) -> (Token, usize) {
    let rest = &text[range.clone()];
    let next = range.start + c.len_utf8();
    match c {
        '(' => {
            let is_array = is_numbered(&rest[1..]);
            (begin(c, is_array), next)
        }
        ')' => (end(c), next),
        '[' if is_name(rest) => {
            let word = next..next + name_or_number(&rest[1..]);
            let behind = word.end + ARROW.len();
            let end = value_end(text, behind..range.end);
            let value = text[behind..end].trim();
            let is_object = is_object(value);
            let start = end - text[behind..end].trim_start().len();
            let value = start..start + value.len();
            let is_number = text[word.clone()].starts_with(|c: char| c.is_ascii_digit());
            let token = match (is_object, is_number) {
                (true, true) => Token::Other,
                (true, false) => Token::Name(word),
                (false, true) => Token::Word(value),
                (false, false) => Token::Pair(word, value),
            };
            (token, end)
        }
        _ => (Token::Other, next),
    }
}

/// Where a value ends: before the next name, the bracket of an array that it begins, or the one that ends the array around it.
fn value_end(text: &str, range: Range<usize>) -> usize {
    let rest = text[range.clone()].trim_start();
    let start = range.end - rest.len();
    let mut last = b' ';
    for (at, byte) in rest.bytes().enumerate() {
        let is_end = match byte {
            b'[' => last.is_ascii_whitespace() && is_name(&rest[at..]),
            b'(' => is_object(rest[..at].trim_end()),
            b')' => last.is_ascii_whitespace(),
            _ => false,
        };
        if is_end {
            return start + at;
        }
        last = byte;
    }
    range.end
}

/// The piece of `var_dump` at a place.
pub(super) fn dumped(text: &str, range: Range<usize>, c: char) -> (Token, usize) {
    let rest = &text[range.clone()];
    let next = range.start + c.len_utf8();
    match c {
        '{' => {
            let is_array = is_numbered(&rest[1..]);
            (begin(c, is_array), next)
        }
        '}' => (end(c), next),
        '[' if is_marked_name(rest) => {
            let word = next + 1..next + 1 + name(&rest[2..]);
            let behind = word.end + "\"]=>".len();
            (Token::Name(word), behind)
        }
        '"' => {
            let ends = |behind: &str| {
                let behind = behind.trim_start_matches(' ');
                behind.is_empty() || behind.starts_with(['\n', '}', '['])
            };
            let end = closing(text, next..range.end, c, ends);
            (Token::Word(next..end), (end + 1).min(range.end))
        }
        'a'..='z' | 'A'..='Z' => {
            let length = name(rest).max(1);
            let Some(inner) = rest[length..].strip_prefix('(') else {
                return (Token::Other, range.start + length);
            };
            // The sort of the value, and how long it is.
            let end = inner
                .bytes()
                .take(LONGEST_NAME)
                .position(|byte| byte == b')');
            let past = end.map_or(1, |end| end + 2);
            if matches!(&rest[..length], "int" | "float") {
                let (token, _) = number(text, range.start + length + 1..range.end);
                return (token, range.start + length + past);
            }
            (Token::Other, range.start + length + past)
        }
        _ => (Token::Other, next),
    }
}
