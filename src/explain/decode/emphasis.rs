//! Marks of emphasis around a reply that somebody quotes: `**550 User unknown**`, `_554_ no`. Around words they become quotation marks, and
//! around a number alone they go.

use super::super::text::Text;

/// The longest reply that is set apart, in bytes.
const LONGEST: usize = 400;
/// The most marks behind it of which one may be its end.
const MOST_ENDS: usize = 12;
/// The most marks before it.
const MOST_MARKS: usize = 3;

/// A text without the marks of emphasis around replies.
pub(super) fn without_emphasis(text: Text) -> Text {
    let bytes = text.text.as_bytes();
    if !bytes.windows(2).any(begins) {
        return text;
    }
    let mut out = text.rewrite();
    let source = out.source();
    let bytes = source.as_bytes();
    let (mut at, mut kept) = (0, 0);
    while at + 1 < bytes.len() {
        let Some((number, end)) = begins(&bytes[at..at + 2])
            .then(|| shown(source, at))
            .flatten()
        else {
            at += 1;
            continue;
        };
        let start = at + 1 - marks_before(&bytes[..=at]);
        let past = end + (at + 1 - start);
        out.copy(kept..start);
        let mark = if number == end { "" } else { "\"" };
        out.put(mark, start..at + 1);
        out.copy(at + 1..end);
        out.put(mark, end..past);
        kept = past;
        at = past;
    }
    out.copy(kept..bytes.len());
    out.finish()
}

/// Whether a mark and the number of a refusal stand together.
fn begins(two: &[u8]) -> bool {
    matches!(two, [b'*' | b'_', b'4' | b'5'])
}

/// How many marks of one sort a text ends with.
fn marks_before(text: &[u8]) -> usize {
    let last = text.last();
    let marks = text.iter().rev().take_while(|byte| Some(*byte) == last);
    marks.take(MOST_MARKS + 1).count()
}

/// Of what the mark at a place sets apart, where its number ends and where it ends itself; `None` if it sets no reply apart.
fn shown(text: &str, at: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let marks = marks_before(&bytes[..=at]);
    let opens = text[..at + 1 - marks].chars().next_back();
    let stands_apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '\\');
    let digits = |range: &[u8]| range.iter().all(u8::is_ascii_digit);
    let number = bytes.get(at + 1..at + 4).filter(|number| digits(number));
    if marks > MOST_MARKS || !stands_apart(opens) || number.is_none() {
        return None;
    }
    let number = at + 4;
    let line = &bytes[number..bytes.len().min(number + LONGEST)];
    let line = &line[..memchr::memchr(b'\n', line).unwrap_or(line.len())];
    if line.first().is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let mark = &bytes[at + 1 - marks..=at];
    let ends = memchr::memchr_iter(bytes[at], line).take(MOST_ENDS);
    let mut ends = ends.filter(|end| line[*end..].starts_with(mark));
    let end = ends.find_map(|end| {
        let end = number + end;
        let behind = text[end + marks..].chars().next();
        let closes = !bytes[end - 1].is_ascii_whitespace()
            && stands_apart(behind)
            && behind != Some(bytes[at].into());
        closes.then_some(end)
    })?;
    Some((number, end))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::bold("a **550 no such user** b", "a \"550 no such user\" b")]
    #[case::a_line(
        "_501 Rejected by policy [7.7]_ there",
        "\"501 Rejected by policy [7.7]\" there"
    )]
    #[case::a_number("it says **550** no", "it says 550 no")]
    #[case::a_name_inside("*550 no user_name here*", "\"550 no user_name here\"")]
    #[case::two("*550 a* and *451 b*", "\"550 a\" and \"451 b\"")]
    #[case::no_end("a *550 no such user", "a *550 no such user")]
    #[case::a_name("file_550_x", "file_550_x")]
    #[case::a_longer_number("*5500 a*", "*5500 a*")]
    #[case::a_multiplication("4 *550 * 3", "4 *550 * 3")]
    #[case::masked("bob****550 x****", "bob****550 x****")]
    #[case::another_line("*550 a\nb*", "*550 a\nb*")]
    fn replies_lose_their_emphasis(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(without_emphasis(Text::verbatim(text)).text, expected);
    }
}
