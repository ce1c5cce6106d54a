//! Takes out of a text what points to people and machines: addresses, hosts, IP addresses, links and ids. Codes, words and times stay.
//!
//! Each search goes over what those before it have left, and looks for whole names and not for words that are one: a name may hold the
//! marks that stand between words.

mod address;
mod ip;

use std::ops::Range;

use address::{address, bang_path};
use ip::ip;

/// What stands for an address.
pub(crate) const ADDRESS: &str = "[address]";
const HOST: &str = "[host]";
const IP: &str = "[ip]";
const URL: &str = "[url]";
const ID: &str = "[id]";

/// A name and what stands for it.
type Name = (Range<usize>, &'static str);

/// Replaces addresses, hosts, IP addresses, links and ids.
///
/// # Examples
/// ```
/// use smtpref::explain::redact;
///
/// let text = "host mx.example.net[192.0.2.9] said: 550 5.1.1 <bob@example.net>: User unknown (queue 4F2A250333)";
/// assert_eq!(redact(text), "host [host][[ip]] said: 550 5.1.1 <[address]>: User unknown (queue [id])");
/// ```
#[must_use]
pub fn redact(text: &str) -> String {
    let searches: [fn(&str, usize) -> Option<Name>; 6] = [link, address, bang_path, ip, host, id];
    let mut pieces = vec![Piece::Text(text)];
    for search in searches {
        let mut next = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match piece {
                Piece::Text(text) => divide(text, search, &mut next),
                name @ Piece::Name(_) => next.push(name),
            }
        }
        pieces = next;
    }
    let pieces = pieces.iter().map(|piece| match piece {
        Piece::Text(text) | Piece::Name(text) => *text,
    });
    pieces.collect()
}

/// A piece of a text.
#[derive(Clone, Copy)]
enum Piece<'t> {
    /// What was read.
    Text(&'t str),
    /// What stands for a name.
    Name(&'static str),
}

/// Divides a text at the names that a search finds.
fn divide<'t>(text: &'t str, search: fn(&str, usize) -> Option<Name>, pieces: &mut Vec<Piece<'t>>) {
    let mut at = 0;
    while let Some((range, name)) = search(text, at) {
        if range.start > at {
            pieces.push(Piece::Text(&text[at..range.start]));
        }
        pieces.push(Piece::Name(name));
        at = range.end;
    }
    if at < text.len() {
        pieces.push(Piece::Text(&text[at..]));
    }
}

/// The first link from a place on.
fn link(text: &str, from: usize) -> Option<Name> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ')' | '\u{201d}');
    let marks = text[from..].match_indices("://");
    marks.into_iter().find_map(|(mark, _)| {
        let before = &text.as_bytes()[from..from + mark];
        let scheme = [&b"https"[..], b"http"].into_iter().find(|scheme| {
            let start = before.len().checked_sub(scheme.len());
            start.is_some_and(|start| before[start..].eq_ignore_ascii_case(scheme))
        })?;
        let rest = from + mark + "://".len();
        let end = text[rest..].find(ends).map_or(text.len(), |end| rest + end);
        (end > rest).then_some((from + mark - scheme.len()..end, URL))
    })
}

/// The first host from a place on.
fn host(text: &str, from: usize) -> Option<Name> {
    let mut at = from;
    while at < text.len() {
        let rest = &text[at..];
        let begins = rest.find(|c| is_of_host(c) && c != '.')?;
        let run = &rest[begins..];
        let end = run.find(|c| !is_of_host(c)).unwrap_or(run.len());
        let end = run[..end].find("..").unwrap_or(end);
        let start = at + begins;
        if let Some(length) = host_in(&run[..end]) {
            return Some((start..start + length, HOST));
        }
        at = start + end;
    }
    None
}

/// How long the host is that a name begins with: numbers may stand behind its last label.
fn host_in(name: &str) -> Option<usize> {
    let mut host = name.trim_end_matches('.');
    if host.starts_with('.') || host.contains("..") {
        return None;
    }
    loop {
        let (before, last) = host.rsplit_once('.')?;
        if last.chars().nth(1).is_some() && last.starts_with(char::is_alphabetic) {
            return Some(host.len());
        }
        host = before;
    }
}

/// The first id from a place on.
fn id(text: &str, from: usize) -> Option<Name> {
    const MARKS: [char; 3] = [':', '/', '='];
    let ends = |c: char| separates(c) || MARKS.contains(&c);
    let mut at = from;
    while at < text.len() {
        let rest = &text[at..];
        let length = rest.find(ends).unwrap_or(rest.len());
        let bare = rest[..length].trim_end_matches(['.', '!', '?']);
        // Behind a key numbers are sizes and times.
        let is_first = !text[..at].ends_with(MARKS);
        if is_id(bare) && is_first || is_long_id(bare) {
            return Some((at..at + bare.len(), ID));
        }
        at += length;
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    None
}

/// Whether a character stands between words.
fn separates(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | '"' | '\'' | ',' | ';' | '|'
        )
        || matches!(c, '\u{201d}' | '\u{2019}')
}

/// Digits and letters mixed as nobody writes words: `4F2A250333`, `1uMABC-000250-1x`; or a long number.
fn is_id(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let is_plain = text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let is_date = digits >= 6 && letters <= 1 && text.contains('-');
    let is_stamp = text.as_bytes().get(4) == Some(&b'-') && text.as_bytes().get(7) == Some(&b'-');
    is_plain
        && !is_date
        && !is_stamp
        && ((digits >= 3 && letters >= 2 && text.len() >= 8) || (digits >= 5 && letters == 0))
}

fn is_long_id(text: &str) -> bool {
    text.len() >= 10 && is_id(text)
}

/// Whether a character may stand in the name of a host, in any script.
fn is_of_host(c: char) -> bool {
    let is_sign_of_a_vowel = matches!(
        c,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{963}' | '\u{966}'..='\u{e4e}'
    );
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.') || is_sign_of_a_vowel
}
