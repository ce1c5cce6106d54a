//! Encoded parts of mails, decoded where they stand: wherever a header says quoted-printable or base64, the lines below it are
//! decoded, whether or not the boundaries around them are sound. Nothing is taken apart into a tree, so depth costs nothing.

use std::ops::Range;

use encoding_rs::Encoding;

use super::super::effort::look_at;
use super::super::text::{Rewrite, Text};
use super::super::view::find;
use super::charset;
use super::utf7;

/// The header that says how a part is encoded.
pub(super) const ENCODING: &str = "content-transfer-encoding:";
/// The longest header of a part that is read.
const LONGEST_HEADER: usize = 4096;
/// The most parts that are decoded.
const MOST_PARTS: usize = 1000;

/// How the lines below a header are encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoded {
    QuotedPrintable,
    Base64,
}

/// A part: what its header says, and where its lines are.
struct Part {
    encoded: Encoded,
    charset: Option<&'static Encoding>,
    is_text: bool,
    body: Range<usize>,
}

/// Decodes the parts and the words of headers.
pub(in crate::explain) fn decoded(text: Text) -> Text {
    decoded_words(decoded_parts(text))
}

fn decoded_parts(text: Text) -> Text {
    if find(text.text.as_bytes(), b"\n\n").is_none() {
        // No header ends here.
        return text;
    }
    let lower = text.text.to_ascii_lowercase();
    let mut found = memchr::memmem::find_iter(lower.as_bytes(), ENCODING).peekable();
    if found.peek().is_none() {
        return text;
    }
    let mut out = text.rewrite();
    let source = out.source();
    let mut kept = 0;
    for at in found.take(MOST_PARTS) {
        if at < kept {
            continue;
        }
        let Some(part) = part(source, &lower, at) else {
            continue;
        };
        out.copy(kept..part.body.start);
        match part.encoded {
            Encoded::QuotedPrintable => {
                quoted_printable(&mut out, part.body.clone(), part.charset);
            }
            Encoded::Base64 if part.is_text => base64(&mut out, part.body.clone(), part.charset),
            Encoded::Base64 => {}
        }
        kept = part.body.end;
    }
    out.copy(kept..source.len());
    out.finish()
}

/// The part whose header has its encoding at a place.
fn part(source: &str, lower: &str, at: usize) -> Option<Part> {
    let value = lower[at + ENCODING.len()..].trim_start_matches([' ', '\t', '"']);
    let encoded = if value.starts_with("quoted-printable") {
        Encoded::QuotedPrintable
    } else if value.starts_with("base64") {
        Encoded::Base64
    } else {
        return None;
    };
    let start = header_start(lower, at);
    let window = floor(lower, at + LONGEST_HEADER);
    let end = at + lower[at..window].find("\n\n")?;
    let header = &lower[start..end];
    let body = end + 2..end + 2 + body_length(&source[end + 2..], encoded);
    let of = |name: &str| header.find(name).map(|at| &header[at + name.len()..]);
    let kind = of("content-type:").map_or("text", str::trim_start);
    let charset = of("charset=").and_then(|label| {
        // An escaped quotation mark is a curly one by now.
        let label = label.trim_start_matches(['"', '\u{201d}']);
        let end = label.find(|c: char| c.is_whitespace() || matches!(c, ';' | '"' | '\u{201d}'));
        charset::by_label(&label[..end.unwrap_or(label.len())])
    });
    Some(Part {
        encoded,
        charset,
        is_text: ![
            "image",
            "audio",
            "video",
            "application/pdf",
            "application/zip",
            "application/gzip",
            "application/x-",
        ]
        .iter()
        .any(|other| kind.starts_with(other)),
        body,
    })
}

/// Where the header begins in which a place is: after a blank line or a boundary.
fn header_start(lower: &str, at: usize) -> usize {
    let window = floor(lower, at.saturating_sub(LONGEST_HEADER));
    let before = &lower[window..at];
    look_at(before.len());
    let blank = before.rfind("\n\n").map(|at| at + 2);
    let boundary = before.rfind("\n--").map(|at| at + 1);
    window + blank.max(boundary).unwrap_or(0)
}

pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// How far encoded lines go: to a boundary, and of base64 to the first line that is none.
fn body_length(body: &str, encoded: Encoded) -> usize {
    let mut length = 0;
    let mut blank = false;
    for line in body.split_inclusive('\n') {
        let words = line.trim_end();
        let is_boundary = words.len() > 3 && words.starts_with("--") && !words.contains(' ');
        let in_base64 =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
        let ends = match encoded {
            Encoded::QuotedPrintable => is_boundary,
            Encoded::Base64 => {
                is_boundary || !words.bytes().all(in_base64) || (blank && !words.is_empty())
            }
        };
        if ends {
            return length;
        }
        blank = words.is_empty();
        length += line.len();
        look_at(line.len());
    }
    length
}

/// How far the lines of a part go that are not in base64.
pub(super) fn length_of_part(body: &str) -> usize {
    body_length(body, Encoded::QuotedPrintable)
}

/// `=3D` and `=` at the end of a line; runs of encoded bytes are one stretch in their character set.
/// Decodes a range in place.
pub(super) fn quoted_printable(
    out: &mut Rewrite<'_>,
    body: Range<usize>,
    charset: Option<&'static Encoding>,
) {
    let source = out.source();
    let bytes = source.as_bytes();
    let (mut at, mut kept) = (body.start, body.start);
    while let Some(next) = memchr::memchr(b'=', &bytes[at..body.end]) {
        at += next;
        let rest = &source[at + 1..body.end];
        let blank = rest
            .bytes()
            .take(8)
            .take_while(|byte| *byte == b' ')
            .count();
        if rest[blank..].starts_with('\n') {
            out.copy(kept..at);
            at += 2 + blank;
            kept = at;
            continue;
        }
        let mut decoded = Vec::new();
        let start = at;
        while let Some(byte) = encoded_byte(&bytes[at..body.end]) {
            decoded.push(byte);
            at += 3;
        }
        if decoded.is_empty() {
            at += 1;
            continue;
        }
        out.copy(kept..start);
        out.put(
            &charset::plain(&decoded, charset).replace('\r', ""),
            start..at,
        );
        kept = at;
    }
    out.copy(kept..body.end);
}

/// The byte for which a sign with two digits stands.
pub(super) fn encoded_byte(bytes: &[u8]) -> Option<u8> {
    let [b'=', high, low, ..] = bytes else {
        return None;
    };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()
}

/// Each line of the decoded text stands for all encoded lines around it.
fn base64(out: &mut Rewrite<'_>, body: Range<usize>, charset: Option<&'static Encoding>) {
    let source = out.source();
    let decoded = base64_bytes(source[body.clone()].bytes());
    let text = charset::plain(&decoded, charset);
    if text[..floor(&text, 200)]
        .bytes()
        .any(|byte| matches!(byte, 0..=8 | 14..=26))
    {
        return;
    }
    let length = text.len().max(1);
    let size = body.len();
    let place = |at: usize| body.start + ceil(at, size, length);
    let mut at = 0;
    for word in text.split_inclusive([' ', '\n']) {
        let end = at + word.len();
        let from = floor(source, place(at))..floor(source, place(end));
        match word.strip_suffix("\r\n") {
            Some(word) => {
                out.put(word, from.clone());
                out.put("\n", from);
            }
            None => out.put(word, from),
        }
        at = end;
    }
    if !out.made().ends_with('\n') {
        out.put("\n", body.end..body.end);
    }
}

/// The share of the encoded text that the first bytes of the decoded text take.
fn ceil(at: usize, size: usize, length: usize) -> usize {
    usize::try_from((at as u128 * size as u128).div_ceil(length as u128)).unwrap_or(size)
}

/// The bytes of a text in base64; what does not belong to it is passed over.
fn base64_bytes(text: impl Iterator<Item = u8>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut buffer, mut bits) = (0_u32, 0);
    for byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        buffer = (buffer << 6) | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((buffer >> bits) & 0xff).unwrap_or_default());
        }
    }
    bytes
}

/// `=?utf-8?B?…?=` in headers.
fn decoded_words(text: Text) -> Text {
    if find(text.text.as_bytes(), b"=?").is_none() {
        return text;
    }
    let mut out = text.rewrite();
    let source = out.source();
    let (mut at, mut kept) = (0, 0);
    while let Some(next) = source[at..].find("=?") {
        look_at(next + 2);
        at += next;
        let Some((word, length)) = encoded_word(&source[at..]) else {
            at += 2;
            continue;
        };
        out.copy(kept..at);
        out.put(&word, at..at + length);
        at += length;
        kept = at;
        // White space between two encoded words is none.
        let blank = source[at..].len() - source[at..].trim_start().len();
        if source[at + blank..].starts_with("=?") {
            at += blank;
            kept = at;
        }
    }
    out.copy(kept..source.len());
    out.finish()
}

/// An encoded word and its length.
fn encoded_word(rest: &str) -> Option<(String, usize)> {
    let window = &rest[2..floor(rest, 250)];
    let (label, after) = window.split_once('?')?;
    let (how, after) = after.split_once('?')?;
    let (word, _) = after.split_once("?=")?;
    if word.contains('\n') {
        return None;
    }
    let bytes = match how {
        "b" | "B" => base64_bytes(word.bytes()),
        "q" | "Q" => {
            let (mut bytes, mut rest) = (Vec::new(), word.as_bytes());
            while let Some((&byte, after)) = rest.split_first() {
                let encoded = encoded_byte(rest);
                bytes.push(encoded.unwrap_or(if byte == b'_' { b' ' } else { byte }));
                rest = if encoded.is_some() { &rest[3..] } else { after };
            }
            bytes
        }
        _ => return None,
    };
    let whole = label.len();
    let label = label.split('*').next().unwrap_or(label);
    let mut text = charset::plain(&bytes, charset::by_label(label));
    if utf7::is_label(label) {
        text = utf7::word(&text);
    }
    let length = 2 + whole + 1 + how.len() + 1 + word.len() + 2;
    Some((text.replace(['\r', '\n'], " "), length))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const QP: &str =
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n";
    const BASE64: &str =
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n";

    #[rstest]
    #[case::soft_break("550 us=\ner unknown\n--x--\n", "550 user unknown\n--x--\n")]
    #[case::letters("zur=C3=BCck =3D", "zurück =")]
    #[case::broken("a=zz =", "a=zz =")]
    fn reads_quoted_printable(#[case] body: &str, #[case] expected: &str) {
        let text = decoded(Text::verbatim(&format!("{QP}{body}")));
        assert_eq!(text.text, format!("{QP}{expected}"));
    }

    #[test]
    fn reads_base64_and_knows_about_where() {
        let input = format!("{BASE64}NTUwIDUuMS4xIFVzZXIgdW5r\nbm93bgo=\n\n--x--\n");
        let text = decoded(Text::verbatim(&input));
        assert!(
            text.text.ends_with("550 5.1.1 User unknown\n--x--\n"),
            "{}",
            text.text
        );
        let at = text.text.find("unknown").unwrap();
        let origin = text.origin(at..at + 7);
        assert!(origin.start > BASE64.len() + 10 && origin.end <= input.len());
    }

    #[rstest]
    #[case::base64("=?utf-8?B?w7xi?= =?utf-8?B?ZXI=?=", "über")]
    #[case::quoted("Subject: =?iso-8859-1?Q?zur=FCck_da?= x", "Subject: zurück da x")]
    #[case::utf_7("=?utf-7?Q?C+AOQ-D?=", "CäD")]
    #[case::a_plus_of_others("=?iso-8859-1?Q?C+AOQ-D?=", "C+AOQ-D")]
    #[case::none("=?a?b =?", "=?a?b =?")]
    fn reads_encoded_words(#[case] input: &str, #[case] expected: &str) {
        assert_eq!(decoded(Text::verbatim(input)).text, expected);
    }
}
