//! What follows a number: a tag, a unit or a pair of Python.

use std::ops::Range;

use smtpref_catalog::{Amount, EnhancedClass, EnhancedCode};

use super::super::view::View;
use super::code_words::{COUNTED, REFUSING, SENT};

/// Whether a text goes on behind a code as a pair of Python does without its brackets: `421, b'Try again later'`.
pub(super) fn begins_a_tuple(rest: &str) -> bool {
    let text = rest
        .strip_prefix(", ")
        .map(|text| text.strip_prefix(['b', 'B']).unwrap_or(text));
    text.is_some_and(|text| text.starts_with(['\'', '"']))
}

/// Whether a number in brackets ends a reply, as the tag that a provider gives it: `OFR_416 [416] (in reply to RCPT TO command)`.
pub(in crate::explain) fn is_tag(text: &str, at: usize, rest: &str) -> bool {
    let Some(after) = rest.strip_prefix(']') else {
        return false;
    };
    let ends = after.trim_start();
    let Some(before) = text[..at].strip_suffix(" [") else {
        return false;
    };
    // `OFR_415 [415]` says its number twice.
    let is_twice = || {
        let name = before.strip_suffix(&text[at..at + 3]);
        name.is_some_and(|name| name.ends_with('_'))
    };
    ends.is_empty() || ends.starts_with("(in reply") || is_twice()
}

/// Whether a number counts something: `300 seconds`, `550 5551234`. An address is none: `451-192.0.2.1 is not yet authorized`.
pub(super) fn is_counted(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix([' ', '-', '\n']) else {
        return rest.starts_with('%');
    };
    let rest = rest.trim_start_matches(' ');
    if rest.starts_with('%') {
        return true;
    }
    let number = leading_digits(rest);
    if number > 0 {
        let after = rest.as_bytes().get(number);
        let is_code = number == 3 && matches!(after, Some(b' ' | b'-'))
            || number == 1 && after == Some(&b'.');
        // AOL writes `554 30 Sorry`.
        let is_detail = number <= 2
            && rest[number..]
                .strip_prefix(' ')
                .is_some_and(|words| words.starts_with(|c: char| c.is_ascii_uppercase()));
        return !is_code && !is_detail && !rest[number..].starts_with('.');
    }
    let end = rest
        .bytes()
        .take(12)
        .take_while(u8::is_ascii_lowercase)
        .count();
    let word = &rest[..end];
    let stops =
        !rest[end..].starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_' || c == '@');
    stops && (Amount::before(word).is_some() || COUNTED.contains(&word))
}

/// How many digits a text begins with.
fn leading_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Details that are those of a version, where a line says nothing else: no code of the registry has them but of policy, and what providers
/// count for themselves is greater or of policy too.
const OF_VERSION: Range<u16> = 11..100;

/// Whether an enhanced code is rather a version that stands alone in its line: `5.4.11`.
pub(super) fn is_version(text: &str, place: Range<usize>, code: EnhancedCode) -> bool {
    let before = text[..place.start].bytes().next_back();
    let behind = text.as_bytes().get(place.end).copied();
    let is_break = |byte: Option<u8>| byte.is_none_or(|byte| byte == b'\n');
    let may_be_one = code.subject().number() != 7 && OF_VERSION.contains(&code.detail());
    let is_alone = is_break(before) && is_break(behind);
    may_be_one && (is_alone || is_in_row(text, &place)) || is_listed_version(text, place)
}

/// Whether another version of the same program stands near: `from 5.4.13 to 5.4.15`.
fn is_in_row(text: &str, place: &Range<usize>) -> bool {
    const NEAR: usize = 24;
    let number = &text[place.clone()];
    let same = &number[..number.rfind('.').map_or(0, |dot| dot + 1)];
    let bytes = text.as_bytes();
    let before = &bytes[place.start.saturating_sub(NEAR)..place.start];
    let behind = &bytes[place.end..text.len().min(place.end + NEAR)];
    let has_other = |near: &[u8]| {
        memchr::memmem::find_iter(near, same.as_bytes()).any(|at| {
            let digits = near[at + same.len()..].iter();
            digits.take_while(|byte| byte.is_ascii_digit()).count() > 1
        })
    };
    has_other(before) || has_other(behind)
}

/// Whether a number stands alone behind the name of a program, in a list of such: `WP Mail SMTP: 4.3.0` below `PHP: 8.2.4`.
fn is_listed_version(text: &str, place: Range<usize>) -> bool {
    /// The longest name.
    const LONGEST: usize = 40;
    let head = &text[..place.start];
    let ends = text[place.end..].is_empty() || text[place.end..].starts_with('\n');
    // Each code of a long line asks, so no more of it is looked at than a name has.
    let mut near = head.len().saturating_sub(2 * LONGEST);
    while !head.is_char_boundary(near) {
        near += 1;
    }
    let start = head[near..].rfind('\n').map_or(near, |at| near + at + 1);
    let is_name = |name: &str| {
        let is_part = |c: char| c.is_alphanumeric() || " -_.()".contains(c);
        (1..=LONGEST).contains(&name.len()) && name.chars().all(is_part)
    };
    let name = head[start..].strip_suffix(": ");
    if !ends || !name.is_some_and(is_name) {
        return false;
    }
    let is_version = |line: &str| {
        let value = line.rsplit_once(": ").filter(|(name, _)| is_name(name));
        let number = value.map_or("", |(_, value)| value);
        let in_number = |byte: u8| byte.is_ascii_digit() || byte == b'.';
        number.contains('.')
            && number.bytes().all(in_number)
            && !number.starts_with(['2', '4', '5'])
    };
    // As much of the list as stands on either side of it.
    let above = head[..start].trim_end_matches('\n').rsplit('\n').take(3);
    let below = text[place.end..]
        .trim_start_matches('\n')
        .split('\n')
        .take(3);
    above
        .chain(below)
        .any(|line| line.len() < 2 * LONGEST && is_version(line))
}

/// Whether another number stands beside it as good as this one: `500 or 502 might work`.
pub(super) fn is_one_of_two(rest: &str) -> bool {
    let other = rest.strip_prefix(" or ").unwrap_or_default();
    leading_digits(other) == 3
}

/// Whether the words of a refusal follow the number without a space, or behind a comma: `451Requested action not taken`,
/// `421, Unexpected failure`.
pub(super) fn begins_words(lower: &str, at: usize, rest: &str) -> bool {
    /// How far behind the number words are read.
    const RIGHT: usize = 60;
    let words = rest.strip_prefix(", ").unwrap_or(rest);
    let start = at + 3 + rest.len() - words.len();
    let letters = words.as_bytes();
    let is_small = |byte: &u8| byte.is_ascii_lowercase();
    let is_word = letters.first().is_some_and(u8::is_ascii_uppercase)
        && letters
            .get(1..4)
            .is_some_and(|next| next.iter().all(is_small));
    if !is_word || !SENT.contains(&&lower[at..at + 3]) {
        return false;
    }
    let words = lower[start..].chars().take(RIGHT).collect::<String>();
    let clause = words.split(['\n', ',']).next().unwrap_or_default();
    REFUSING.iter().any(|word| clause.contains(word))
}

/// Whether a mark of a provider follows a code at once, as that of `NetEase`: `450MI:CEL`.
pub(super) fn is_tagged(rest: &str) -> bool {
    let is_letter = |at: usize| rest.as_bytes().get(at).is_some_and(u8::is_ascii_uppercase);
    is_letter(0) && is_letter(1) && rest[2..].starts_with(':') && is_letter(3)
}

/// Whether what is quoted shows only the form of a reply: `"550 message"`.
pub(super) fn is_placeholder(rest: &str, quote: Option<char>) -> bool {
    let forms = [" message", " <message>", " text", " <text>"];
    let behind = forms.iter().find_map(|form| rest.strip_prefix(form));
    behind.is_some_and(|behind| quote.is_some_and(|quote| behind.starts_with(quote)))
}

/// Whether a code of a success stands right behind words of a failure: devices count their errors so, `Error code: 2.1.4`.
pub(super) fn is_of_device(
    view: &View<'_>,
    range: &Range<usize>,
    at: usize,
    code: EnhancedCode,
) -> bool {
    const NEAR: usize = 24;
    let from = view.floor(at.saturating_sub(NEAR).max(range.start));
    code.class() == Some(EnhancedClass::Success) && view.has(&(from..at), &["error", "fail"])
}

/// Whether a program compares something with a number: `code < 500 || code > 599`.
pub(super) fn is_compared(number: &str) -> bool {
    let rest = number.get(3..).unwrap_or_default().trim_start();
    let signs = ["&&", "||", ") {", "){"];
    signs.iter().any(|sign| rest.starts_with(sign))
}

/// Whether somebody sets a number: `unknown_local_recipient_reject_code = 550`, and in a program `err.responseCode = 421;`.
pub(super) fn is_set(before: &str, number: &str) -> bool {
    let behind = number.get(3..).unwrap_or_default();
    let ends = behind
        .strip_prefix(';')
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('\n'));
    ends && before.ends_with(' ') || before.trim_end().ends_with("reject_code")
}
