//! Names and words with marks of either sort around them, or names without any: Python, Ruby, JavaScript, Rust, PHP's `var_export`.

use std::ops::Range;

use super::{Token, begin, closing, end, name, number};

/// What may stand between a name and its value: the longest first.
const SIGNS: [&str; 3] = ["=>", ":", "="];
/// What looks like a sign and is none.
const NO_SIGNS: [&str; 3] = ["::", "==", "=~"];

/// The length of the sign with which a text begins, with the blanks before it.
fn sign(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(' ');
    if NO_SIGNS.iter().any(|no| rest.starts_with(no)) {
        return None;
    }
    let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign))?;
    Some(text.len() - rest.len() + sign.len())
}

/// A name between marks and its sign: `'email':`, `"email" =>`.
pub(super) fn begins_with_name(text: &str) -> bool {
    let Some(mark) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return false;
    };
    let behind = &text[1..];
    let length = name(behind);
    length > 0 && behind[length..].strip_prefix(mark).and_then(sign).is_some()
}

/// A name without marks, and its sign with a blank or a mark behind it: `email: 'bob@example.net'`, `:email => "bob@example.net"`.
fn begins_with_bare_name(text: &str) -> bool {
    let text = text.strip_prefix(':').unwrap_or(text);
    let length = name(text);
    let Some(sign) = sign(&text[length..]).filter(|_| length > 0) else {
        return false;
    };
    let behind = &text[length + sign..];
    let is_assigned = text[..length + sign].ends_with('=');
    behind.starts_with(['"', '\'']) || !is_assigned && behind.starts_with([' ', '\n'])
}

/// Whether a bracket opens an object of this sort.
pub(super) fn opens(bracket: char, before: &str, behind: &str) -> bool {
    let behind = behind.trim_start();
    match bracket {
        '{' => begins_with_name(behind) || begins_with_bare_name(behind),
        '[' => begins_with_name(behind),
        _ => {
            let is_array = ["array", "Array", "array ", "Array "]
                .iter()
                .any(|word| before.ends_with(word));
            is_array && begins_with_name(behind)
                || before.ends_with(|c: char| c.is_ascii_alphanumeric())
                    && begins_with_bare_name(behind)
        }
    }
}

/// Whether a name is nothing but letters.
fn is_word(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// The piece at a place.
pub(super) fn token(text: &str, range: Range<usize>, c: char, in_object: bool) -> (Token, usize) {
    let rest = &text[range.clone()];
    let next = range.start + c.len_utf8();
    match c {
        '{' => (begin(c, false), next),
        '[' => {
            let is_array = !begins_with_name(rest[1..].trim_start());
            (begin(c, is_array), next)
        }
        // What is called with one value is that value: `Some("550")`.
        '(' if opens('(', &text[..range.start], &rest[1..]) => (begin(c, false), next),
        '}' | ']' | ')' => (end(c), next),
        ':' => (Token::Sign, next),
        '=' if rest.starts_with("=>") => (Token::Sign, next + 1),
        ',' => (Token::Comma, next),
        '"' | '\'' => {
            let end = closing(text, next..range.end, c, |behind| ends_words(c, behind));
            (Token::Word(next..end), (end + 1).min(range.end))
        }
        '0'..='9' => number(text, range),
        'a'..='z' | 'A'..='Z' | '_' => {
            // A word that is too long for a name is left letter by letter.
            let length = name(rest);
            let is_flag = matches!(c, 't' | 'f' | 'T' | 'F') && is_word(&rest[..length]);
            let length = length.max(1);
            let word = range.start..range.start + length;
            let behind = &rest[length..];
            if in_object && let Some(sign) = sign(behind) {
                return (Token::Name(word.clone()), word.end + sign);
            }
            let token = if is_flag {
                Token::Flag(word.clone())
            } else {
                Token::Other
            };
            (token, word.end)
        }
        _ => (Token::Other, next),
    }
}

/// Whether what stands behind a mark is the next name or value, or the end of an object: an apostrophe is a mark too.
fn ends_words(mark: char, behind: &str) -> bool {
    let rest = behind.trim_start();
    let is_next = |next: &str| {
        next.is_empty()
            || next.starts_with(['"', '\'', '{', '[', '}', ']', ')', ':'])
            || next.starts_with(|c: char| c.is_ascii_digit())
            || name(next) > 0 && sign(&next[name(next)..]).is_some()
    };
    let ends = match rest.strip_prefix(',').map(str::trim_start) {
        Some(next) => is_next(next),
        None => {
            rest.is_empty() || rest.starts_with([':', '}', ']', ')', ';']) || rest.starts_with("=>")
        }
    };
    ends || mark == '"' && behind.starts_with('\n')
}
