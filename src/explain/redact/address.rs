//! Addresses: what stands before an `@` and behind it, in all the forms that mail servers write and that tell a bounce to whom it goes.

use std::ops::Range;

use super::ip::is_ipv4;
use super::{ADDRESS, Name, host_in, is_of_host};

/// The longest quoted name before an `@`, and the longest literal behind one, in bytes.
const LONGEST_PART: usize = 256;
/// How links write an `@`.
const PERCENT: &str = "%40";

/// What stands before an address with an equals sign. Any other word there may be a part of the address.
const KEYS: &[&str] = &[
    "addr",
    "address",
    "email",
    "envelope-from",
    "envelope-to",
    "envelope_from",
    "for",
    "from",
    "header.from",
    "mail",
    "mailfrom",
    "mailto",
    "orcpt",
    "orig_to",
    "rcpt",
    "rcpt_to",
    "recipient",
    "return-path",
    "return_path",
    "sasl_username",
    "sender",
    "smtp.mailfrom",
    "to",
    "user",
];

/// The first address from a place on.
pub(super) fn address(text: &str, from: usize) -> Option<Name> {
    let mut at = from;
    while let Some(sign) = at_sign(text, at) {
        at = sign.end;
        let (before, behind) = (sign.start, sign.end);
        let Some(mut end) = domain(text, behind) else {
            continue;
        };
        // As links write it, it could be a share: `at 40%40`.
        if &text[sign] == PERCENT && !text[behind..end].contains('.') {
            continue;
        }
        let Some(start) = local_part(text, from, before) else {
            continue;
        };
        // A name with two signs is none, but it names somebody all the same.
        while let Some(next) = at_sign(text, end).filter(|next| next.start == end) {
            let Some(more) = domain(text, next.end) else {
                break;
            };
            end = more;
        }
        return Some((start..end, ADDRESS));
    }
    None
}

/// The next sign between a name and its domain, as it is typed, wide, or as links write it.
fn at_sign(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = &text[from..];
    let mut signs = rest.match_indices(['@', '\u{ff20}', '\u{fe6b}', '%']);
    let (start, length) = signs.find_map(|(start, sign)| match sign {
        "%" => rest[start..]
            .starts_with(PERCENT)
            .then_some((start, PERCENT.len())),
        sign => Some((start, sign.len())),
    })?;
    Some(from + start..from + start + length)
}

/// Where the name before an `@` begins; `None` if there is none.
fn local_part(text: &str, from: usize, end: usize) -> Option<usize> {
    let before = &text[from..end];
    if let Some(start) = quoted(before) {
        return Some(from + start);
    }
    let run = before.trim_end_matches(is_of_local_part);
    let local = &before[run.len()..];
    let start = from + run.len() + lead(local);
    let name = text[start..end].trim_start_matches(|c: char| !c.is_alphanumeric());
    (!name.is_empty()).then(|| end - name.len())
}

/// Where a quoted name begins that a text ends with.
fn quoted(text: &str) -> Option<usize> {
    let inner = text.strip_suffix('"')?;
    // Within a text that is quoted itself both of its marks have a backslash.
    let is_within = inner.ends_with('\\');
    let is_escaped = |at: usize| inner[..at].ends_with('\\');
    let marks = inner.rmatch_indices(['"', '\n']);
    let near = marks.take_while(|(at, _)| inner.len() - at <= LONGEST_PART);
    let mut near = near.filter(|(at, mark)| *mark == "\n" || is_escaped(*at) == is_within);
    let (start, mark) = near.next()?;
    (mark == "\"" && start + 1 < inner.len()).then_some(start)
}

/// How much of what stands before an `@` is no name: the key of a log, or the code of a line that goes on.
fn lead(local: &str) -> usize {
    let bytes = local.as_bytes();
    if let [b'2'..=b'5', b'0'..=b'9', b'0'..=b'9', b'-', ..] = bytes {
        return 4;
    }
    let Some(sign) = local.find('=') else {
        return 0;
    };
    let key = local[..sign].to_ascii_lowercase();
    if KEYS.contains(&key.as_str()) {
        sign + 1
    } else {
        0
    }
}

/// Where the domain behind an `@` ends; `None` if there is none.
fn domain(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    if let Some(literal) = rest.strip_prefix('[') {
        let end = literal.find(|c: char| c == ']' || c.is_whitespace() || "<>@[".contains(c));
        return match end.filter(|&end| end <= LONGEST_PART && literal[end..].starts_with(']')) {
            Some(end) => Some(start + end + "[]".len()),
            None => domain_name(text, start + 1),
        };
    }
    domain_name(text, start)
}

fn domain_name(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let run = rest.find(|c: char| !is_of_host(c)).unwrap_or(rest.len());
    let run = rest[..run].find("..").unwrap_or(run);
    let name = rest[..run].trim_end_matches(['.', '-', '_']);
    name.contains(char::is_alphanumeric)
        .then_some(start + name.len())
}

/// The first way through hosts, as mail had them before it had domains: `mx.example.net!bob`.
pub(super) fn bang_path(text: &str, from: usize) -> Option<Name> {
    let is_host = |part: &str| host_in(part).is_some() || is_ipv4(part);
    let mut at = from;
    while let Some(sign) = text[at..].find('!') {
        let sign = at + sign;
        let before = text[at..sign].trim_end_matches(is_of_local_part);
        let mut start = at + before.len();
        let end = text[sign..].find(|c| !is_of_local_part(c));
        let end = end.map_or(text.len(), |end| sign + end);
        start += lead(&text[start..end]);
        let path = text[start..end].trim_matches(|c: char| !c.is_alphanumeric());
        if path.contains('!') && path.split('!').any(is_host) {
            let skipped = text[start..end].find(path).unwrap_or(0);
            return Some((start + skipped..start + skipped + path.len(), ADDRESS));
        }
        at = end;
    }
    None
}

/// Whether a character may stand in the name before an `@`: those of RFC 5322 without the bar, with which exports set columns apart, and
/// those of other scripts.
fn is_of_local_part(c: char) -> bool {
    is_of_host(c) || "!#$%&'*+/=?^`{}~\u{2019}".contains(c)
}
