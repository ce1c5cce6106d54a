//! What editors and chats make of addresses and hosts is taken off again: `[bob@example.net](mailto:bob@example.net)`,
//! `<mailto:bob@example.net|bob@example.net>`, `bob@example.net <mailto:bob@example.net>`, and the marks of boards:
//! `[email]bob@example.net[/email]`.

use std::ops::Range;

use super::super::text::Text;

/// The longest text and the longest address of a link.
const WITHIN: usize = 300;
/// What the address of a link begins with.
const SCHEMES: [&str; 3] = ["mailto:", "http://", "https://"];

/// The marks of boards.
const MARKS: [&str; 15] = [
    "email", "url", "b", "i", "u", "s", "font", "size", "color", "quote", "code", "indent", "left",
    "center", "right",
];

/// Takes the marks of boards away, if a closing one shows that they are some.
pub(super) fn without_marks(text: Text) -> Text {
    let source = &text.text;
    let closes = |at: usize| {
        let rest = near(&source[at + 1..]);
        let name = rest
            .strip_prefix('/')
            .and_then(|rest| rest.split(']').next());
        name.is_some_and(is_mark)
    };
    if !memchr::memchr_iter(b'[', source.as_bytes()).any(closes) {
        return text;
    }
    let mut out = text.rewrite();
    let source = out.source();
    let mut kept = 0;
    for at in memchr::memchr_iter(b'[', source.as_bytes()) {
        let Some(length) = near(&source[at..]).find(']') else {
            continue;
        };
        let inner = &source[at + 1..at + length];
        let name = inner.strip_prefix('/').unwrap_or(inner);
        if at >= kept && is_mark(name.split('=').next().unwrap_or_default()) {
            out.copy(kept..at);
            kept = at + length + 1;
            // The next sentence begins in letters of another size.
            let ends = out.made().ends_with(['.', '!', '?']);
            if ends && source[kept..].starts_with(|c: char| c.is_alphanumeric()) {
                out.put(" ", at..kept);
            }
        }
    }
    out.copy(kept..source.len());
    out.finish()
}

fn is_mark(name: &str) -> bool {
    MARKS.iter().any(|mark| name.eq_ignore_ascii_case(mark))
}

/// Replaces links by their texts where those are addresses or hosts.
pub(super) fn without_links(text: Text) -> Text {
    let bytes = text.text.as_bytes();
    let mut places = memchr::memchr2_iter(b'<', b'(', bytes);
    let begins = |at: usize| {
        let is_target = bytes[at] == b'<' || at > 0 && bytes[at - 1] == b']';
        is_target && scheme(&text.text[at + 1..]).is_some()
    };
    if !places.any(begins) {
        return text;
    }
    let mut out = text.rewrite();
    let source = out.source();
    let mut kept = 0;
    for at in memchr::memchr2_iter(b'<', b'(', source.as_bytes()) {
        if at < kept {
            continue;
        }
        let link = match source.as_bytes()[at] {
            b'(' => in_brackets(source, at),
            _ => in_angles(source, at),
        };
        if let Some((link, shown)) = link.filter(|(link, _)| link.start >= kept) {
            out.copy(kept..link.start);
            out.copy(shown);
            kept = link.end;
        }
    }
    out.copy(kept..source.len());
    out.finish()
}

/// The link of Markdown whose target begins at a bracket, and its text.
fn in_brackets(source: &str, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let shown = source[..at].strip_suffix(']')?;
    let target = near(&source[at + 1..]).split([')', ' ', '\n']).next()?;
    scheme(target)?;
    let opens = |byte: &u8| matches!(byte, b'[' | b']' | b'\n' | b' ');
    let length = shown
        .bytes()
        .rev()
        .take(WITHIN)
        .position(|byte| opens(&byte))?;
    let start = shown.len() - length - 1;
    let is_whole = source[start..].starts_with('[');
    let end = at + 1 + target.len();
    let is_closed = source[end..].starts_with(')');
    let shown = start + 1..shown.len();
    (is_whole && is_closed && is_name(&source[shown.clone()])).then_some((start..end + 1, shown))
}

/// The link in angle brackets that begins at a place, and its text: none if the same stands before it.
fn in_angles(source: &str, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let inner = near(&source[at + 1..]).split(['>', ' ', '\n']).next()?;
    let end = at + 1 + inner.len();
    let scheme = scheme(inner)?;
    if !source[end..].starts_with('>') {
        return None;
    }
    if let Some((target, shown)) = inner.split_once('|') {
        let start = at + 1 + target.len() + 1;
        return is_name(shown).then_some((at..end + 1, start..end));
    }
    let target = inner[scheme..].trim_end_matches('/');
    let before = source[..at].strip_suffix(' ').unwrap_or(&source[..at]);
    let same = before.len().checked_sub(target.len())?;
    let is_same = before.is_char_boundary(same) && before[same..].eq_ignore_ascii_case(target);
    (is_same && is_name(target)).then_some((before.len()..end + 1, end..end))
}

/// The beginning of a text, as far as a link can reach.
fn near(text: &str) -> &str {
    let mut end = text.len().min(WITHIN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The length of the scheme that the address of a link begins with.
fn scheme(target: &str) -> Option<usize> {
    let scheme = SCHEMES.iter().find(|scheme| target.starts_with(**scheme))?;
    Some(scheme.len())
}

/// Whether the text of a link is an address or a host, and not words about a page.
fn is_name(shown: &str) -> bool {
    let bare = shown
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    let bare = bare.unwrap_or(shown);
    bare.contains(['@', '.']) && !bare.contains([' ', '\n', '[', '<'])
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::shifted(
        "[INDENT][INDENT]until 5 days old[/INDENT][/INDENT]",
        "until 5 days old"
    )]
    #[case::an_address("<[email]bob@example.net[/email]>: no", "<bob@example.net>: no")]
    #[case::a_value(
        "[FONT=Arial]to [EMAIL=\"x\"]bob@example.net[/EMAIL][/FONT]",
        "to bob@example.net"
    )]
    #[case::an_ip(
        "host mx.example.net[192.0.2.1] said",
        "host mx.example.net[192.0.2.1] said"
    )]
    #[case::no_closing_mark("[b] 550 no", "[b] 550 no")]
    #[case::the_next_sentence(
        "[SIZE=2]It didn't work out.[/SIZE][SIZE=2][COLOR=#00f]bob@example.net[/COLOR][/SIZE]",
        "It didn't work out. bob@example.net"
    )]
    fn marks_of_boards_are_taken_away(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(without_marks(Text::verbatim(text)).text, expected);
    }

    #[rstest]
    #[case::an_address("bob@example.net", true)]
    #[case::in_brackets("<bob@example.net>", true)]
    #[case::a_host("mx.example.net", true)]
    #[case::a_word("here", false)]
    #[case::words("read example.net", false)]
    #[case::a_bracket("bob@example.net [1", false)]
    fn a_name_is_told_from_words(#[case] shown: &str, #[case] expected: bool) {
        assert_eq!(is_name(shown), expected);
    }

    #[rstest]
    #[case::markdown(
        "<[bob@example.net](mailto:bob@example.net)>: no",
        "<bob@example.net>: no"
    )]
    #[case::host(
        "host [mx.example.net](http://mx.example.net/)[192.0.2.1]",
        "host mx.example.net[192.0.2.1]"
    )]
    #[case::in_brackets(
        "for [[example.org](http://example.org/)] not",
        "for [example.org] not"
    )]
    #[case::page(
        "see [https://example.org/a](https://example.org/a).",
        "see https://example.org/a."
    )]
    #[case::chat("<mailto:bob@example.net|bob@example.net> x", "bob@example.net x")]
    #[case::chat_host(
        "<http://mx.example.net|mx.example.net>[192.0.2.1]",
        "mx.example.net[192.0.2.1]"
    )]
    #[case::repeated("bob@example.net <mailto:bob@example.net>: no", "bob@example.net: no")]
    #[case::within(
        "<bob@example.net <mailto:bob@example.net>>: no",
        "<bob@example.net>: no"
    )]
    #[case::host_again(
        "mx.example.net<http://mx.example.net/>[192.0.2.1]",
        "mx.example.net[192.0.2.1]"
    )]
    #[case::with_its_brackets(
        "[<bob@example.net>](mailto:bob@example.net): host",
        "<bob@example.net>: host"
    )]
    #[case::two(
        "[a@example.net](mailto:a@example.net), [b@example.net](mailto:b@example.net)",
        "a@example.net, b@example.net"
    )]
    fn a_link_is_its_text(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(without_links(Text::verbatim(text)).text, expected);
    }

    #[rstest]
    #[case::words("see [this page](https://example.org/a)")]
    #[case::another("anna <mailto:bob@example.net>: no")]
    #[case::alone("see <https://example.org/a>")]
    #[case::open("[bob@example.net](mailto:bob@example.net")]
    #[case::no_link("f[bob@example.net](bob)")]
    #[case::two_lines("[bob@example.net\nx](mailto:bob@example.net)")]
    #[case::plain("<bob@example.net>: (550) no")]
    fn what_is_none_stays(#[case] text: &str) {
        assert_eq!(without_links(Text::verbatim(text)).text, text);
    }
}
