//! UTF-7 (RFC 2152), in which Exchange wrote notices for years: no library of character sets reads it. What is ASCII stays where it is;
//! each stretch between `+` and `-` becomes the characters that it stands for.

use super::super::effort::look_at;
use super::super::text::Text;
use super::super::view::find;
use super::mime;

/// What a header calls it, in lower case.
const LABELS: &[&str] = &["utf-7", "unicode-1-1-utf-7", "x-unicode-2-0-utf-7"];
/// The longest rest of a header behind the character set.
const LONGEST_HEADER: usize = 4096;
/// The most parts that are decoded.
const MOST_PARTS: usize = 1000;

/// Decodes the parts whose header names it.
pub(in crate::explain) fn decoded(text: Text) -> Text {
    let bytes = text.text.as_bytes();
    if find(bytes, b"utf-7").is_none() && find(bytes, b"UTF-7").is_none() {
        return text;
    }
    let lower = text.text.to_ascii_lowercase();
    let mut out = text.rewrite();
    let source = out.source();
    let mut kept = 0;
    for at in memchr::memmem::find_iter(lower.as_bytes(), "charset=").take(MOST_PARTS) {
        let label = lower[at..]
            .trim_start_matches("charset=")
            .trim_start_matches(['"', '\u{201d}']);
        let is_named = LABELS.iter().any(|name| label.starts_with(name));
        if at < kept || !is_named {
            continue;
        }
        let window = &lower.as_bytes()[at..lower.len().min(at + LONGEST_HEADER)];
        let Some(end) = find(window, b"\n\n") else {
            continue;
        };
        let start = at + end + 2;
        let stop = start + mime::length_of_part(&source[start..]);
        out.copy(kept..start);
        let mut from = start;
        while let Some(next) = memchr::memchr(b'+', &source.as_bytes()[from..stop]) {
            let plus = from + next;
            let (characters, length) = stretch(&source[plus + 1..stop]);
            look_at(next + length);
            let behind = plus + 1 + length;
            match characters {
                Some(characters) => {
                    out.copy(from..plus);
                    out.put(&characters, plus..behind);
                }
                None => out.copy(from..behind),
            }
            from = behind;
        }
        out.copy(from..stop);
        kept = stop;
    }
    out.copy(kept..source.len());
    out.finish()
}

/// Whether a label of a character set names it.
pub(super) fn is_label(label: &str) -> bool {
    LABELS.iter().any(|name| label.eq_ignore_ascii_case(name))
}

/// A word of a header.
pub(in crate::explain) fn word(text: &str) -> String {
    let (mut made, mut rest) = (String::new(), text);
    while let Some((before, behind)) = rest.split_once('+') {
        let (characters, length) = stretch(behind);
        made.push_str(before);
        match characters {
            Some(characters) => made.push_str(&characters),
            None => made.push_str(&rest[before.len()..=before.len() + length]),
        }
        rest = &behind[length..];
    }
    made + rest
}

/// What stands behind a `+`, if it is one or more whole characters, and how long it is with the `-` that ends it.
fn stretch(behind: &str) -> (Option<String>, usize) {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let mut units = Vec::new();
    let (mut buffer, mut bits, mut length) = (0_u32, 0, 0);
    for value in behind.bytes().map_while(value) {
        buffer = ((buffer << 6) | u32::from(value)) & 0x003f_ffff;
        bits += 6;
        length += 1;
        if bits >= 16 {
            bits -= 16;
            units.push(u16::try_from((buffer >> bits) & 0xffff).unwrap_or_default());
        }
    }
    let is_ended = behind[length..].starts_with('-');
    if length == 0 {
        // `+-` is the sign itself.
        return (is_ended.then(|| "+".to_owned()), usize::from(is_ended));
    }
    let shown = |c: char| if c.is_control() && c != '\n' { ' ' } else { c };
    let characters: Option<String> = char::decode_utf16(units)
        .map(|c| c.ok().map(shown))
        .collect();
    let whole = characters.filter(|characters| bits < 6 && !characters.is_empty());
    let end = usize::from(is_ended && whole.is_some());
    (whole, length + end)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const HEADER: &str = "Content-Type: text/plain; charset=unicode-1-1-utf-7\n\n";

    #[rstest]
    #[case::letters("Empf+AOQ-nger", "Empfänger")]
    #[case::without_an_end("+APw.", "ü.")]
    #[case::several("+ZeVnLIqe-", "日本語")]
    #[case::outside_the_first_plane("+2D3eAA-", "\u{1f600}")]
    #[case::a_plus("1 +- 1", "1 + 1")]
    #[case::an_end("550 no +", "550 no +")]
    #[case::half_a_character("+2D0-x", "+2D0-x")]
    #[case::no_character("a+b c", "a+b c")]
    #[case::characters_and_a_letter_too_many("+ZeVnLIqeA-", "+ZeVnLIqeA-")]
    #[case::a_control("+ABs-[31m", " [31m")]
    #[case::to_the_boundary("+APw-\n--part\n+APw-", "ü\n--part\n+APw-")]
    fn reads_a_part(#[case] body: &str, #[case] expected: &str) {
        let text = decoded(Text::verbatim(&format!("{HEADER}{body}")));
        assert_eq!(text.text, format!("{HEADER}{expected}"));
    }

    #[test]
    fn what_stands_behind_keeps_its_place() {
        let text = decoded(Text::verbatim(&format!("{HEADER}+APw-ber 550")));
        let at = text.text.find("550").unwrap();
        assert_eq!(text.origin(at..at + 3), HEADER.len() + 9..HEADER.len() + 12);
    }

    #[test]
    fn a_word_of_a_header() {
        assert_eq!(word("+ANw-bermittlung 1+-1 a+b"), "Übermittlung 1+1 a+b");
    }
}
