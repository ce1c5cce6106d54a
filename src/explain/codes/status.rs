//! Enhanced status codes as they are written.

use smtpref_catalog::{EnhancedClass, EnhancedCode, Subject};

use super::digits;

/// The enhanced status code right behind a reply code, and how far it reaches.
pub(super) fn enhanced_after(rest: &str) -> Option<(EnhancedCode, usize)> {
    let name = name_of_check(rest);
    let (rest, before) = (&rest[name..], name);
    let mut at = 0;
    for c in rest.chars().take(7) {
        let is_gap = c.is_whitespace()
            || matches!(
                c,
                '-' | ':'
                    | ';'
                    | '#'
                    | '('
                    | '['
                    | '"'
                    | '\''
                    | ']'
                    | ','
                    | '\u{201d}'
                    | '\u{2019}'
            );
        let is_bytes = matches!(c, 'b' | 'B')
            && rest[at + 1..].starts_with(['\'', '"', '\u{2019}', '\u{201d}']);
        if !(is_gap || is_bytes) {
            break;
        }
        at += c.len_utf8();
    }
    let behind = &rest[at..];
    let (code, length) = enhanced(behind).or_else(|| glued(behind))?;
    // A server that puts one of its own before that of its check: `552 5.1.1 5.2.2 mailbox is full`.
    let second = behind[length..].strip_prefix(' ').and_then(enhanced);
    let (code, length) = match second {
        Some((inner, more)) if inner.class() == code.class() => (inner, length + 1 + more),
        _ => (code, length),
    };
    (at > 0).then_some((code, before + at + length))
}

/// How far the name of a check reaches that a filter sets between the two codes: `450 cuda_nsu 4.7.1`.
fn name_of_check(rest: &str) -> usize {
    const LONGEST: usize = 16;
    let name = rest.strip_prefix(' ').unwrap_or_default();
    let in_name = |byte: &u8| byte.is_ascii_lowercase() || *byte == b'_';
    let length = name.bytes().take(LONGEST).take_while(in_name).count();
    let stands = name[..length].contains('_') && name[length..].starts_with(' ');
    if stands { 1 + length } else { 0 }
}

/// A code whose words follow without a space: `5.7.1Unauthorized`.
fn glued(rest: &str) -> Option<(EnhancedCode, usize)> {
    let (code, end) = numbers(rest)?;
    let mut after = rest[end..].chars();
    let is_word = after.next().is_some_and(|c| c.is_ascii_uppercase())
        && after.next().is_some_and(|c| c.is_ascii_lowercase());
    is_word.then_some((code, end))
}

/// The enhanced status code that a text begins with, and its length.
pub(in crate::explain) fn enhanced(rest: &str) -> Option<(EnhancedCode, usize)> {
    let (code, end) = numbers(rest)?;
    let after = rest[end..].chars().next();
    let goes_on = after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_')
        || (after == Some('.') && rest.as_bytes().get(end + 1).is_some_and(u8::is_ascii_digit));
    (!goes_on).then_some((code, end))
}

/// The three numbers that a text begins with, as a code, and their length.
fn numbers(rest: &str) -> Option<(EnhancedCode, usize)> {
    let bytes = rest.as_bytes();
    if !matches!(bytes.first(), Some(b'2' | b'4' | b'5')) || bytes.get(1) != Some(&b'.') {
        return None;
    }
    let subject = digits(bytes[2..].get(..bytes.len().min(6) - 2)?);
    if !(1..=3).contains(&subject) || bytes.get(2 + subject) != Some(&b'.') {
        return None;
    }
    let detail_at = 3 + subject;
    let detail = digits(&bytes[detail_at..bytes.len().min(detail_at + 4)]);
    let end = detail_at + detail;
    if !(1..=3).contains(&detail) {
        return None;
    }
    let class = EnhancedClass::from_digit(bytes[0] - b'0');
    let subject = Subject::new(number(&bytes[2..2 + subject])?)?;
    let code = EnhancedCode::new(class, subject, number(&bytes[detail_at..end])?)?;
    Some((code, end))
}

/// The number of at most three digits, unless it is written with zeros before it.
fn number(digits: &[u8]) -> Option<u16> {
    if digits.len() > 1 && digits[0] == b'0' {
        return None;
    }
    let add = |number, digit: &u8| number * 10 + u16::from(digit - b'0');
    Some(digits.iter().fold(0, add))
}
