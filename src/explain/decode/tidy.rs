//! What tools put around a text is taken off again: line ends, control characters and colours, the escapes of JSON and of program
//! listings.

use std::ops::Range;

use smtpref_catalog::is_hidden;

use super::super::text::{Rewrite, Text};
use super::super::view::find;

/// Line ends become LF; colours, other control characters and characters without width go.
pub(super) fn without_controls(text: Text) -> Text {
    let needs = |byte: &u8| matches!(byte, 0..=8 | 11..=31 | 127) || may_be_special(*byte);
    let has = |source: &str, mark: &[u8]| find(source.as_bytes(), mark).is_some();
    let is_marked = |source: &str| has(source, b"#033[") || has(source, b"^[[");
    if !text.text.bytes().any(|byte| needs(&byte)) && !is_marked(&text.text) {
        return text;
    }
    let mut out = text.rewrite();
    let source = out.source();
    let bytes = source.as_bytes();
    let (mut at, mut kept) = (0, 0);
    while at < bytes.len() {
        let length = match bytes[at] {
            b'\r' => {
                out.copy(kept..at);
                if bytes.get(at + 1) != Some(&b'\n') {
                    out.put("\n", at..at + 1);
                }
                at += 1;
                kept = at;
                continue;
            }
            b'#' if source[at..].starts_with("#033[") => 4 + colour(&bytes[at + 4..]),
            b'^' if source[at..].starts_with("^[[") => 2 + colour(&bytes[at + 2..]),
            0x1b => 1 + colour(&bytes[at + 1..]),
            b'\n' | b'\t' => 0,
            0..=31 | 127 => 1,
            byte if may_be_special(byte) => match special(&source[at..]) {
                Some(('\0', length)) => length,
                Some((c, length)) => {
                    out.copy(kept..at);
                    out.put_char(c, at..at + length);
                    at += length;
                    kept = at;
                    continue;
                }
                None => 0,
            },
            _ => 0,
        };
        if length == 0 {
            at += 1;
        } else {
            out.copy(kept..at);
            at += length;
            kept = at;
        }
    }
    out.copy(kept..bytes.len());
    out.finish()
}

/// The length of what follows an escape character: `[31m`, `]8;;…` up to its end, or one character.
fn colour(rest: &[u8]) -> usize {
    match rest.first() {
        Some(b'[') => {
            let window = &rest[1..rest.len().min(24)];
            let end = window.iter().position(|byte| !matches!(byte, b'0'..=b'?'));
            1 + end.map_or(window.len(), |end| {
                end + usize::from(matches!(window[end], b'@'..=b'~'))
            })
        }
        Some(b']') => {
            let window = &rest[..rest.len().min(200)];
            window
                .iter()
                .position(|&byte| byte == 7 || byte == b'\\')
                .map_or(1, |end| end + 1)
        }
        _ => 0,
    }
}

/// Whether a byte begins a character that [`special`] may know.
const fn may_be_special(byte: u8) -> bool {
    matches!(byte, 0xc2 | 0xcd | 0xd8 | 0xe1..=0xe3 | 0xee..=0xf4)
}

/// A space that does not break, or a character that is not seen.
fn special(rest: &str) -> Option<(char, usize)> {
    let c = rest.chars().next()?;
    let shown = match c {
        '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{2028}' | '\u{2029}' => ' ',
        // What word processors and East Asian editors make of hyphens and digits.
        '\u{2010}'..='\u{2015}' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0)?,
        _ if is_hidden(c) => '\0',
        _ => return None,
    };
    Some((shown, c.len_utf8()))
}

/// The form of a web hook: `%40` and `+` in a text without spaces.
pub(super) fn without_percents(text: Text) -> Text {
    let bytes = text.text.as_bytes();
    let is_form = memchr::memchr(b'=', bytes).is_some()
        && ["%40", "%20", "%3A", "%3a"]
            .iter()
            .any(|code| text.text.contains(code))
        && !text.text.trim().contains([' ', '\n']);
    if !is_form {
        return text;
    }
    let mut out = text.rewrite();
    let (mut at, mut kept) = (0, 0);
    while at < bytes.len() {
        let start = at;
        let mut decoded = Vec::new();
        while let Some(hex) = bytes.get(at..at + 3).filter(|hex| hex[0] == b'%') {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let (Some(high), Some(low)) = (digit(hex[1]), digit(hex[2])) else {
                break;
            };
            decoded.push(u8::try_from(high * 16 + low).unwrap_or(b' '));
            at += 3;
        }
        let shown = match bytes[start] {
            _ if !decoded.is_empty() => String::from_utf8_lossy(&decoded).into_owned(),
            b'+' => " ".to_owned(),
            b'&' => "\n".to_owned(),
            _ => {
                at += 1;
                continue;
            }
        };
        at = at.max(start + 1);
        out.copy(kept..start);
        out.put(&shown, start..at);
        kept = at;
    }
    out.copy(kept..bytes.len());
    out.finish()
}

/// In the log of qmail words are joined by underscores and lines by slashes.
pub(super) fn without_underscores(text: Text) -> Text {
    let bytes = text.text.as_bytes();
    if memchr::memchr(b'_', bytes).is_none() {
        return text;
    }
    let lower = text.text.to_ascii_lowercase();
    let has = |words: &str| lower.contains(words);
    let is_state =
        |words: &str| has(words) && (has("delivery") || lower.trim_start().starts_with(words));
    let is_delivery = is_state("failure:") || is_state("deferral:");
    if !is_delivery && !has("_remote_host_said:") && !has("/remote_host_said:") {
        return text;
    }
    let mut out = text.rewrite();
    let mut at = 0;
    let mut kept = 0;
    for word in out.source().split_inclusive([' ', '\n']) {
        let joined = word.bytes().filter(|byte| *byte == b'_').take(2).count() == 2;
        let mut in_url = false;
        for (place, c) in word.char_indices().filter(|_| joined) {
            // The slashes of an address of a page stay.
            in_url = c != '_' && (in_url || word[place..].starts_with("://"));
            if c == '_' || (c == '/' && !in_url) {
                out.copy(kept..at + place);
                out.put(" ", at + place..at + place + 1);
                kept = at + place + 1;
            }
        }
        at += word.len();
    }
    out.copy(kept..at);
    out.finish()
}

/// White space within lines becomes one space, and at their ends none.
pub(super) fn squeezed(text: Text) -> Text {
    let bytes = text.text.as_bytes();
    let is_space = |byte: u8| matches!(byte, b' ' | b'\t');
    let pairs = bytes.windows(2);
    let loose = |two: &[u8]| {
        is_space(two[0]) && matches!(two[1], b' ' | b'\t' | b'\n')
            || two[0] == b'\n' && is_space(two[1])
    };
    let at_ends = bytes.first().is_some_and(|byte| is_space(*byte))
        || bytes.last().is_some_and(|byte| is_space(*byte));
    if !at_ends && !bytes.contains(&b'\t') && !pairs.into_iter().any(loose) {
        return text;
    }
    let mut out = text.rewrite();
    let mut at = 0;
    let mut kept = 0;
    while at < bytes.len() {
        if !is_space(bytes[at]) {
            at += 1;
            continue;
        }
        let length = bytes[at..]
            .iter()
            .take_while(|byte| is_space(**byte))
            .count();
        let at_start = at == 0 || bytes[at - 1] == b'\n';
        let at_end = matches!(bytes.get(at + length), None | Some(b'\n'));
        if at_start || at_end {
            out.copy(kept..at);
            kept = at + length;
        } else if length > 1 || bytes[at] == b'\t' {
            out.copy(kept..at);
            out.put(" ", at..at + length);
            kept = at + length;
        }
        at += length;
    }
    out.copy(kept..bytes.len());
    out.finish()
}

/// `\n`, `\"`, `\u003c` and the like become what they stand for.
pub(super) fn without_escapes(text: Text) -> Text {
    if memchr::memchr(b'\\', text.text.as_bytes()).is_none() {
        return text;
    }
    let mut out = text.rewrite();
    let source = out.source();
    let bytes = source.as_bytes();
    let (mut at, mut kept) = (0, 0);
    // Where the word began that was reached: in `C:\new` nothing is an escape.
    let mut is_path = false;
    // Markdown escapes brackets too; the dots of a pattern alone stay what they are.
    let has = |mark: &[u8]| memchr::memmem::find(bytes, mark).is_some();
    let is_markdown = has(b"\\<") || has(b"\\#") || has(b"](mailto:");
    while at < bytes.len() {
        match bytes[at] {
            b' ' | b'\n' | b'\t' => is_path = false,
            b':' if bytes.get(at + 1) == Some(&b'\\') && is_drive(&bytes[..at]) => is_path = true,
            b'\\' => {
                let slashes = bytes[at..]
                    .iter()
                    .take_while(|byte| **byte == b'\\')
                    .count();
                let code = at + slashes;
                let length = if is_path {
                    0
                } else {
                    escape(&mut out, kept..at, code, is_markdown)
                };
                if length > 0 {
                    at = code + length;
                    kept = at;
                } else {
                    at = code;
                }
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    out.copy(kept..bytes.len());
    out.finish()
}

fn is_drive(before: &[u8]) -> bool {
    let mut last = before.iter().rev();
    last.next().is_some_and(u8::is_ascii_alphabetic)
        && !last.next().is_some_and(u8::is_ascii_alphanumeric)
}

/// Writes what an escape stands for, after the text before it; 0 if it is none.
fn escape(out: &mut Rewrite<'_>, before: Range<usize>, code: usize, is_markdown: bool) -> usize {
    let source = out.source();
    let rest = &source[code..];
    let (c, length) = match rest.as_bytes().first() {
        Some(b'r') if rest.starts_with("r\\n") => ('\n', 3),
        Some(b'r') if rest.starts_with("r\\\\n") => ('\n', 4),
        Some(b'n' | b'r') => ('\n', 1),
        Some(b't') => (' ', 1),
        // The quotation mark of a quoted text does not end it.
        Some(b'"') => ('\u{201d}', 1),
        Some(b'\'') => ('\u{2019}', 1),
        Some(b'/') => ('/', 1),
        // What Markdown would read as its own.
        Some(mark @ (b'<' | b'>' | b'&' | b'@' | b'_' | b'*')) => (char::from(*mark), 1),
        Some(mark @ (b'.' | b'-' | b'#' | b'[' | b']' | b'(' | b')')) if is_markdown => {
            (char::from(*mark), 1)
        }
        Some(b'u') => match unicode(&rest[1..]) {
            Some(c) => (c, 5),
            None => return 0,
        },
        Some(b'x') => match rest
            .get(1..3)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok())
        {
            Some(byte) if byte < 128 => (char::from(byte), 3),
            _ => return 0,
        },
        _ => return 0,
    };
    let start = before.end;
    out.copy(before);
    out.put_char(c, start..code + length);
    length
}

fn unicode(hex: &str) -> Option<char> {
    let digits = hex.get(..4)?;
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    /// A long text is copied only where there is something to squeeze in it.
    #[rstest]
    #[case::one_space("550 5.1.1 gone\nand on", 0)]
    #[case::two_spaces("550  gone", 1)]
    #[case::at_the_end_of_a_line("550 gone \nand on", 1)]
    #[case::at_the_beginning_of_a_line("550 gone\n and on", 1)]
    fn only_loose_spaces_are_squeezed(#[case] text: &str, #[case] rewritten: u32) {
        assert_eq!(squeezed(Text::verbatim(text)).rewritten(), rewritten);
    }

    #[rstest]
    #[case::line_ends("a\r\nb\rc\n", "a\nb\nc\n")]
    #[case::colours("\u{1b}[31m550\u{1b}[0m gone", "550 gone")]
    #[case::syslog_colours("#033[31m550#033[0m gone", "550 gone")]
    #[case::caret("^[[1;31m550^[[m gone", "550 gone")]
    #[case::no_width("5\u{200b}50\u{a0}gone\0", "550 gone")]
    #[case::an_end("550\u{1b}", "550")]
    #[case::direction("550 \u{61c}gone\u{202e}", "550 gone")]
    #[case::fillers("550\u{3164} go\u{115f}ne\u{fe0f}\u{34f}", "550 gone")]
    #[case::tags("550 \u{e0041}gone\u{e000}\u{10ffff}", "550 gone")]
    #[case::lines_of_another_kind("550\u{2028}gone\u{2029}", "550 gone ")]
    #[case::other_scripts(
        "550 \u{635}\u{e01}\u{30e1}\u{30fc}\u{1f4e8}",
        "550 \u{635}\u{e01}\u{30e1}\u{30fc}\u{1f4e8}"
    )]
    fn takes_controls_off(#[case] input: &str, #[case] expected: &str) {
        assert_eq!(without_controls(Text::verbatim(input)).text, expected);
    }

    #[rstest]
    #[case::a_form(
        "to=bob%40example.net&reason=550+no",
        "to=bob@example.net\nreason=550 no"
    )]
    #[case::a_code_in_front("%3Cbob%40example.net%3E=", "<bob@example.net>=")]
    #[case::a_sign_in_front("+to=%40", " to=@")]
    #[case::half_a_code("to=%40%4", "to=@%4")]
    #[case::of_several_bytes("to=%40%C3%A4", "to=@\u{e4}")]
    #[case::no_field("bob%40example.net", "bob%40example.net")]
    #[case::words("a=%40 b", "a=%40 b")]
    fn reads_forms(#[case] input: &str, #[case] expected: &str) {
        assert_eq!(without_percents(Text::verbatim(input)).text, expected);
    }

    #[rstest]
    #[case::lines("a\\nb\\r\\nc", "a\nb\nc")]
    #[case::twice("a\\\\nb", "a\nb")]
    #[case::unicode("\\u003cbob@example.net\\u003e", "<bob@example.net>")]
    #[case::markdown("\\<bob\\_1\\@example.net\\>", "<bob_1@example.net>")]
    #[case::dots_of_markdown("\\<bob\\-1@example\\.net> 5\\.1\\.1", "<bob-1@example.net> 5.1.1")]
    #[case::dots_of_a_pattern("/5\\.1\\.1/", "/5\\.1\\.1/")]
    #[case::path("C:\\new\\rest b\\nc", "C:\\new\\rest b\nc")]
    #[case::quotes("\\\"550\\\"", "\u{201d}550\u{201d}")]
    fn reads_escapes(#[case] input: &str, #[case] expected: &str) {
        assert_eq!(without_escapes(Text::verbatim(input)).text, expected);
    }
}
