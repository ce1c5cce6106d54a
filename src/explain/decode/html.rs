//! HTML -> text: tags that a mail holds go, blocks become lines, entities become characters. `<bob@example.net>` is not a tag.

use smtpref_catalog::is_hidden;

use super::super::effort::look_at;
use super::super::text::{Rewrite, Text};

/// Tags that begin a line of their own, sorted.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "meta",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "title",
    "tr",
    "ul",
];
/// Tags inside a line, sorted.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "big", "code", "col", "em", "font", "i", "img", "kbd", "link", "small",
    "span", "strike", "strong", "sub", "sup", "td", "th", "tt", "u",
];
/// Elements of which nothing is read.
const UNREAD: &[&str] = &["script", "style"];
/// Entities that a mail holds; the rest are numbers.
const ENTITIES: &[(&str, char)] = &[
    ("lt;", '<'),
    ("gt;", '>'),
    ("amp;", '&'),
    ("quot;", '"'),
    ("apos;", '\''),
    ("nbsp;", ' '),
    ("auml;", 'ä'),
    ("ouml;", 'ö'),
    ("uuml;", 'ü'),
    ("Auml;", 'Ä'),
    ("Ouml;", 'Ö'),
    ("Uuml;", 'Ü'),
    ("szlig;", 'ß'),
    ("eacute;", 'é'),
    ("egrave;", 'è'),
    ("agrave;", 'à'),
    ("ccedil;", 'ç'),
    ("ntilde;", 'ñ'),
    ("aacute;", 'á'),
    ("iacute;", 'í'),
    ("oacute;", 'ó'),
    ("uacute;", 'ú'),
    ("rsquo;", '\''),
    ("lsquo;", '\''),
    ("rdquo;", '"'),
    ("ldquo;", '"'),
    ("ndash;", '-'),
    ("mdash;", '-'),
];
/// So many breaks with an empty line behind them show how a source was written.
const DOUBLED: usize = 3;
/// The longest tag that is read.
const LONGEST_TAG: usize = 1024;

/// What a tag does to the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    Line,
    Cell,
    Inline,
}

/// Takes tags and entities off.
pub(super) fn without_html(text: Text) -> Text {
    let bytes = text.text.as_bytes();
    if memchr::memchr2(b'&', b'<', bytes).is_none() {
        return text;
    }
    let mut out = text.rewrite();
    let source = out.source();
    let doubled = memchr::memmem::find_iter(bytes, b"<br>\n\n");
    let is_doubled = doubled.take(DOUBLED).count() == DOUBLED;
    let mut ends = Ends::default();
    let (mut at, mut kept) = (0, 0);
    while let Some(next) = memchr::memchr2(b'&', b'<', &source.as_bytes()[at..]) {
        at += next;
        look_at(next + 1);
        let (stands_for, length) = if source.as_bytes()[at] == b'&' {
            entity(&source[at..])
        } else {
            tag(&source[at..], &mut ends)
        };
        if length == 0 {
            at += 1;
            continue;
        }
        out.copy(kept..at);
        let length = match stands_for {
            Shown::Tag(Tag::Line) => {
                length + break_length(&source.as_bytes()[at + length..], is_doubled)
            }
            _ => length,
        };
        write(&mut out, stands_for, at, length);
        at += length;
        kept = at;
    }
    if kept == 0 {
        return text;
    }
    out.copy(kept..source.len());
    out.finish()
}

/// The length of a break of the source behind a tag that is one itself, with the blanks around it: white space to the reader of a page. In a
/// source that has an empty line behind each there are two.
fn break_length(rest: &[u8], is_doubled: bool) -> usize {
    let first = one_break(rest);
    let second = if first > 0 && is_doubled {
        one_break(&rest[first..])
    } else {
        0
    };
    first + second
}

fn one_break(rest: &[u8]) -> usize {
    let blanks = |bytes: &[u8]| {
        let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\t');
        bytes.iter().take_while(is_blank).count()
    };
    let before = blanks(rest);
    if rest.get(before) != Some(&b'\n') {
        return 0;
    }
    before + 1 + blanks(&rest[before + 1..])
}

/// Breaks and spaces are not doubled.
fn write(out: &mut Rewrite<'_>, stands_for: Shown, at: usize, length: usize) {
    match stands_for {
        Shown::Char(c) => out.put_char(c, at..at + length),
        Shown::Tag(Tag::Inline) => {}
        Shown::Tag(Tag::Line) => {
            if !out.made().is_empty() && !out.made().ends_with('\n') {
                out.put("\n", at..at + length);
            }
        }
        Shown::Tag(Tag::Cell) => {
            if !out.made().ends_with([' ', '\n']) {
                out.put(" ", at..at + length);
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Shown {
    Char(char),
    Tag(Tag),
}

/// The character of an entity, and its length; 0 if it is none.
fn entity(rest: &str) -> (Shown, usize) {
    let none = (Shown::Char(' '), 0);
    let name = &rest[1..];
    if let Some(number) = name.strip_prefix('#') {
        let window = &number.as_bytes()[..number.len().min(9)];
        let Some(end) = memchr::memchr(b';', window) else {
            return none;
        };
        let digits = &number[..end];
        let value = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        };
        let c = value.and_then(char::from_u32).filter(|c| !c.is_control());
        let shown = |c| match c {
            c if is_hidden(c) => Shown::Tag(Tag::Inline),
            c => Shown::Char(c),
        };
        return c.map_or(none, |c| (shown(c), 2 + end + 1));
    }
    let window = &name.as_bytes()[..name.len().min(7)];
    let Some(end) = memchr::memchr(b';', window) else {
        return none;
    };
    let name = &name[..=end];
    let named = |(entity, _): &&(&str, char)| *entity == name || is_upper_of(name, entity);
    let found = ENTITIES.iter().find(named);
    found.map_or(none, |&(_, c)| (Shown::Char(c), 1 + name.len()))
}

/// `&LT;`, as a text in capitals has it.
fn is_upper_of(found: &str, entity: &str) -> bool {
    found.bytes().all(|byte| !byte.is_ascii_lowercase()) && found.eq_ignore_ascii_case(entity)
}

/// Ends that were looked for in vain: nobody looks again.
#[derive(Default)]
struct Ends {
    no_comment: bool,
    no_element: bool,
    no_doctype: bool,
}

/// What a tag does, and its length; 0 if it is none.
fn tag(rest: &str, ends: &mut Ends) -> (Shown, usize) {
    let none = (Shown::Tag(Tag::Inline), 0);
    if rest.starts_with("<!--") {
        if ends.no_comment {
            return none;
        }
        let end = rest.find("-->").map_or(0, |end| end + 3);
        look_at(if end == 0 { rest.len() } else { end });
        ends.no_comment = end == 0;
        return (Shown::Tag(Tag::Inline), end);
    }
    let inside = rest[1..].trim_start_matches('/');
    let slashes = rest.len() - 1 - inside.len();
    if slashes > 1 {
        return none;
    }
    if starts_with_doctype(inside) {
        if ends.no_doctype {
            return none;
        }
        let end = rest.find('>').map_or(0, |end| end + 1);
        look_at(if end == 0 { rest.len() } else { end });
        ends.no_doctype = end == 0;
        return (Shown::Tag(Tag::Line), end);
    }
    let name_end = inside
        .bytes()
        .take(12)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let name = inside[..name_end].to_ascii_lowercase();
    if !matches!(
        inside.as_bytes().get(name_end),
        Some(b'>' | b' ' | b'\n' | b'\t' | b'/')
    ) {
        return none;
    }
    if UNREAD.contains(&name.as_str()) && slashes == 0 && !ends.no_element {
        let length = unread_length(rest, &name);
        ends.no_element = length == 0;
        if length > 0 {
            return (Shown::Tag(Tag::Line), length);
        }
    }
    let shown = if BLOCKS.binary_search(&name.as_str()).is_ok() || UNREAD.contains(&name.as_str()) {
        Tag::Line
    } else if matches!(name.as_str(), "td" | "th") {
        Tag::Cell
    } else if INLINE.binary_search(&name.as_str()).is_ok() {
        Tag::Inline
    } else {
        return none;
    };
    let window = &rest.as_bytes()[..rest.len().min(LONGEST_TAG)];
    match memchr::memchr(b'>', window) {
        Some(end) => (Shown::Tag(shown), end + 1),
        None => none,
    }
}

fn starts_with_doctype(inside: &str) -> bool {
    inside
        .get(..8)
        .is_some_and(|name| name.eq_ignore_ascii_case("!doctype"))
}

/// The length of an element of which nothing is read, with its end; 0 if it has none.
fn unread_length(rest: &str, name: &str) -> usize {
    let mut at = 1;
    while let Some(next) = rest[at..].find("</") {
        look_at(next + 2);
        at += next;
        let end = &rest.as_bytes()[at + 2..];
        if end.len() >= name.len() && end[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
            let close = rest[at..].find('>');
            return close.map_or(0, |close| at + close + 1);
        }
        at += 2;
    }
    look_at(rest.len() - at);
    0
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::address("&lt;bob@example.net&gt;: a &amp; b", "<bob@example.net>: a & b")]
    #[case::number("&#60;bob&#x3e;", "<bob>")]
    #[case::a_number_of_nothing_seen("bob@&#8203;example.net", "bob@example.net")]
    #[case::blocks("<p>550 5.1.1<br>gone</p><p>x</p>", "550 5.1.1\ngone\nx\n")]
    #[case::breaks_of_the_source(
        "<div>550 5.1.1<br> \n  gone</div>\n<div>x</div>\n\n<p>y",
        "550 5.1.1\ngone\nx\n\ny"
    )]
    #[case::not_a_tag("<bob@example.net> <x y>", "<bob@example.net> <x y>")]
    #[case::style("a<style>p { 550 }</style>b", "a\nb")]
    #[case::open("a <p class", "a <p class")]
    #[case::comment("a<!-- 550 -->b", "ab")]
    fn takes_html_off(#[case] input: &str, #[case] expected: &str) {
        assert_eq!(without_html(Text::verbatim(input)).text, expected);
    }

    #[test]
    fn names_are_sorted() {
        assert!(BLOCKS.is_sorted());
        assert!(INLINE.is_sorted());
    }
}
