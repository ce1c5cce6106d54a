//! Bytes -> text: UTF-8 as it is, UTF-16 by its mark or its zeros, anything else by the character set that the text names, at last Windows-1252,
//! in which every byte is a character. What is ASCII stays a plain copy of the input.

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::super::text::Text;
use super::super::view::find;

/// How far into the input a character set is looked for.
const LABEL_WITHIN: usize = 1 << 20;

/// The text of the input.
pub(super) fn decode(input: &[u8]) -> Text {
    if let Some(encoding) = utf_16(input) {
        let order = if encoding == UTF_16LE {
            u16::from_le_bytes
        } else {
            u16::from_be_bytes
        };
        return decode_pairs(input, order);
    }
    let has_escapes = find(input, b"\x1b$").is_some();
    match std::str::from_utf8(input) {
        Ok(text) if !has_escapes => Text::verbatim(text),
        _ => {
            let encoding = if has_escapes {
                ISO_2022_JP
            } else {
                named(input).unwrap_or(WINDOWS_1252)
            };
            let mut text = Text::default();
            decode_into(&mut text, input, 0, encoding);
            text
        }
    }
}

/// The order of the bytes, if a text that begins so is UTF-16: as its mark says, or where that is missing, as the zeros beside its first
/// letters do.
#[must_use]
pub fn utf_16(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0xff, 0xfe, ..] | [b'\t'..=b'~', 0, b'\t'..=b'~', 0, b'\t'..=b'~', 0, ..] => {
            Some(UTF_16LE)
        }
        [0xfe, 0xff, ..] | [0, b'\t'..=b'~', 0, b'\t'..=b'~', 0, b'\t'..=b'~', ..] => {
            Some(UTF_16BE)
        }
        _ => None,
    }
}

/// The bytes of a part in its character set; `None` for a name that nobody knows.
pub(super) fn by_label(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.trim_matches(['"', '\'', ' ']).as_bytes())
}

/// Bytes as text without a way back: UTF-8 if they are, else by the character set.
pub(in crate::explain) fn plain(bytes: &[u8], encoding: Option<&'static Encoding>) -> String {
    let is_stateful = encoding == Some(ISO_2022_JP) || encoding == Some(UTF_16LE);
    match std::str::from_utf8(bytes) {
        Ok(text) if !is_stateful => text.to_owned(),
        _ => {
            let encoding = encoding.unwrap_or(WINDOWS_1252);
            encoding.decode_without_bom_handling(bytes).0.into_owned()
        }
    }
}

/// The first character set that the input names and that is not UTF-8 or ASCII.
fn named(input: &[u8]) -> Option<&'static Encoding> {
    let head = &input[..input.len().min(LABEL_WITHIN)];
    let lower = head.to_ascii_lowercase();
    memchr::memmem::find_iter(&lower, b"charset=").find_map(|at| {
        let label = &lower[at + b"charset=".len()..];
        let label = &label[..label.len().min(40)];
        let ends = |byte: &u8| matches!(byte, b';' | b' ' | b'\r' | b'\n' | b'>' | b'\\');
        let end = label.iter().position(ends).unwrap_or(label.len());
        let label = std::str::from_utf8(&label[..end]).ok()?;
        by_label(label).filter(|encoding| {
            *encoding != UTF_8
                && *encoding != UTF_16BE
                && *encoding != UTF_16LE
                && !label.contains("ascii")
        })
    })
}

/// Line by line: a line of UTF-8 is copied, any other is decoded between its first and its last byte that is not ASCII.
fn decode_into(text: &mut Text, input: &[u8], from: usize, encoding: &'static Encoding) {
    let mut at = 0;
    while at < input.len() {
        let end =
            memchr::memchr2(b'\n', b'\r', &input[at..]).map_or(input.len(), |end| at + end + 1);
        let line = &input[at..end];
        let special = |byte: &u8| !byte.is_ascii() || *byte == 0x1b;
        let is_plain = encoding != ISO_2022_JP || !line.contains(&0x1b);
        match std::str::from_utf8(line) {
            Ok(line) if is_plain => text.push_copy(line, from + at),
            _ => {
                let first = line.iter().position(special).unwrap_or(0);
                let last = line.iter().rposition(special).unwrap_or(line.len() - 1);
                // The second byte of a letter may look like ASCII.
                let width = if encoding.is_single_byte() { 1 } else { 2 };
                let last = if is_plain {
                    (last + width).min(line.len())
                } else {
                    line.len()
                };
                text.push_copy(ascii(&line[..first]), from + at);
                decode_words(text, &line[first..last], from + at + first, encoding);
                text.push_copy(ascii(&line[last..]), from + at + last);
            }
        }
        at = end;
    }
}

/// Single bytes keep their places; in other character sets a stretch stands for a stretch.
fn decode_words(text: &mut Text, bytes: &[u8], from: usize, encoding: &'static Encoding) {
    if encoding.is_single_byte() {
        for (at, byte) in bytes.iter().enumerate() {
            let one = [*byte];
            let (c, _) = encoding.decode_without_bom_handling(&one);
            if byte.is_ascii() {
                text.push_copy(&c, from + at);
            } else {
                text.push_for(&c, from + at..from + at + 1);
            }
        }
    } else {
        let (words, _) = encoding.decode_without_bom_handling(bytes);
        text.push_for(&words, from..from + bytes.len());
    }
}

fn ascii(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

fn decode_pairs(bytes: &[u8], pair: fn([u8; 2]) -> u16) -> Text {
    let mut text = Text::default();
    let units = bytes.chunks_exact(2).map(|two| pair([two[0], two[1]]));
    let mut at = 0;
    for c in char::decode_utf16(units) {
        let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
        let length = 2 * c.len_utf16();
        if at == 0 && c == '\u{feff}' {
            at = length;
            continue;
        }
        text.push_for(c.encode_utf8(&mut [0; 4]), at..at + length);
        at += length;
    }
    text
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::utf_8("zurück 550".as_bytes(), "zurück 550")]
    #[case::no_label(b"zur\xfcck 550", "zurück 550")]
    #[case::label(b"charset=gb2312\n\xd3\xca\xcf\xe4 550", "charset=gb2312\n邮箱 550")]
    #[case::a_letter_that_ends_in_ascii(
        b"charset=shift_jis\n\x88\xb6\x90\xe6\x81Fbob",
        "charset=shift_jis\n宛先：bob"
    )]
    #[case::japanese(b"\x1b$B%f!<%6!<\x1b(B 550", "ユーザー 550")]
    #[case::utf_16(b"\xff\xfe5\x005\x000\x00", "550")]
    #[case::utf_16_of_the_other_order(b"\xfe\xff\x005\x005\x000", "550")]
    #[case::utf_16_without_its_mark(b"5\x005\x000\x00 \x00\xfc\x00", "550 \u{fc}")]
    #[case::the_other_order_without_its_mark(b"\x005\x005\x000\x00 \x00\xfc", "550 \u{fc}")]
    #[case::a_zero_is_not_enough(b"5\x0050 No", "5\x0050 No")]
    fn reads_the_bytes(#[case] input: &[u8], #[case] expected: &str) {
        assert_eq!(decode(input).text, expected);
    }

    /// A foreign letter in quoted words is marked where it stands.
    #[test]
    fn a_foreign_letter_has_its_place() {
        let text = decode(b"zur\xfcck 550");
        let at = text.text.find('ü').unwrap();
        assert_eq!(text.origin(at..at + 'ü'.len_utf8()), 3..4);
    }

    #[rstest]
    #[case::behind_a_letter_of_one_byte(b"zur\xfcck 550", 7)]
    #[case::behind_letters_of_two_bytes(b"charset=gb2312\n\xd3\xca\xcf\xe4 550", 20)]
    #[case::before_them(b"charset=gb2312\n550 \xd3\xca\xcf\xe4", 15)]
    fn what_stands_beside_foreign_letters_keeps_its_place(
        #[case] input: &[u8],
        #[case] place: usize,
    ) {
        let text = decode(input);
        let at = text.text.find("550").unwrap();
        assert_eq!(text.origin(at..at + 3), place..place + 3);
    }
}
