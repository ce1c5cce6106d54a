//! Addresses behind words that announce a recipient, in whatever a program writes.

use std::ops::Range;

use smtpref_catalog::Cue;

use super::lists;
use super::remark::behind_person;
use crate::explain::address::MOST_ADDRESSES;
use crate::explain::view::View;

/// What stands before the address of a recipient beside a reply, whatever else does.
pub(in crate::explain) const KEYS: &[&str] = &[
    "rcpt to:",
    "rcpt to command for ",
    "recipientaddress:",
    "recipientaddress :",
    "recipient address:",
    "recipients : ",
];

/// The addresses behind the words that announce a recipient.
pub(in crate::explain) fn in_prose(view: &View<'_>, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let window = view.cut(range.clone(), 4096);
    if memchr::memchr(b'@', &view.text.as_bytes()[window.clone()]).is_none() {
        return found;
    }
    for words in view.words_of(Cue::BehindRecipient) {
        // Of a notice that was put on one line.
        let Some(at) = view.find(window.clone(), words) else {
            continue;
        };
        let open = view.text[view.floor(at.saturating_sub(330)).max(window.start)..at].rfind('<');
        let start = open.map(|open| view.floor(at.saturating_sub(330)).max(window.start) + open);
        let address = start.and_then(|start| view.address(start..at + 1));
        found.extend(address.filter(|address| address.end == at));
    }
    // Whom Exim does not disclose it names in the command that it quotes.
    let hides = view.has(&window, &["an undisclosed address"]);
    for words in view.words_of(Cue::BeforeRecipient) {
        if hides && *words == "rcpt to:" {
            continue;
        }
        let mut from = window.start;
        for _ in 0..MOST_ADDRESSES {
            let Some(at) = view.find(from..window.end, words) else {
                break;
            };
            from = at + words.len();
            if is_passed_on(view, words, at) {
                continue;
            }
            // `mail tom@example.net` is no `mail to`.
            let is_cut = words.ends_with(char::is_alphabetic)
                && view.text[from..].starts_with(char::is_alphabetic);
            if is_cut {
                continue;
            }
            announced(view, words, at, window.end, &mut found);
            // What a sentence says once, a list says of each.
            if !words.ends_with(':') {
                break;
            }
        }
    }
    found.sort_by_key(|address| address.start);
    found
}

/// Whether words stand in the head that a mail program sets above a message which somebody passes on, in a language whose word for its
/// recipient notices have too: `差出人: …`, `宛先: …`.
fn is_passed_on(view: &View<'_>, words: &str, at: usize) -> bool {
    const NEAR: usize = 160;
    let from = view.floor(at.saturating_sub(NEAR));
    words.starts_with("宛先") && view.has(&(from..at), &["差出人:"])
}

/// Keeps the addresses behind words at a place that announce a recipient.
fn announced(view: &View<'_>, words: &str, at: usize, end: usize, found: &mut Vec<Range<usize>>) {
    let start = at + words.len();
    let address = view.address(start..end);
    let Some(address) = address.or_else(|| behind_person(view, start..end)) else {
        return;
    };
    let address = as_written(view, address, end);
    // `Please send your email to help@example.net` names who is to be asked.
    if words.ends_with("mail to") && view.has(&(view.floor(at.saturating_sub(40))..at), &["please"])
    {
        return;
    }
    let others = lists::listed_after(view, &address, end);
    for address in std::iter::once(address).chain(others) {
        if !found.iter().any(|known| known.start == address.start) {
            found.push(address);
        }
    }
}

/// Whom a notice of Sendmail names behind a program or a file into which mail for them goes: `"|/usr/bin/vacation bob"`, and below it
/// `(expanded from: bob)`. The name may be one of the server's own users, without a domain.
pub(in crate::explain) fn expanded(view: &View<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    const WORDS: &str = "(expanded from: ";
    let window = view.cut(range.clone(), 4096);
    let at = view.find(window.clone(), WORDS)?;
    let mut above = view.text[window.start..at].lines();
    let is_program = |line: &str| {
        line.trim_start_matches(['"', ' ', '#'])
            .starts_with(['|', '/'])
    };
    let start = at + WORDS.len();
    if !above.any(is_program) {
        return None;
    }
    let rest = &view.text[start..window.end];
    let name = &rest[..rest.find([')', '\n'])?];
    let inner = name.trim_matches(['<', '>']);
    let start = start + name.find(inner)?;
    let is_name = !inner.is_empty() && !inner.contains([' ', '|', '"', '/']);
    is_name.then(|| start..start + inner.len())
}

/// Why mail for somebody went into no program, as Sendmail writes it between that and the name: `(reason: Can't create output)`.
pub(in crate::explain) fn reason_of_expanded(
    view: &View<'_>,
    range: &Range<usize>,
    address: &Range<usize>,
) -> Option<Range<usize>> {
    const WORDS: &str = "(reason: ";
    const FAR: usize = 400;
    let near = view
        .floor(address.start.saturating_sub(FAR))
        .max(range.start)..address.start;
    let before = &view.lower[near.clone()];
    let above = before
        .trim_end_matches('<')
        .strip_suffix("(expanded from: ")?;
    let start = above.rfind(WORDS)? + WORDS.len();
    let reason = above[start..].trim_end().strip_suffix(['#', ')']);
    let end = start + reason.map_or(0, |reason| reason.trim_end_matches([' ', '#', ')']).len());
    (end > start && !above[start..end].contains(')')).then(|| near.start + start..near.start + end)
}

/// The address as it was written to, where the one that a notice names is that of a part of the server.
fn as_written(view: &View<'_>, address: Range<usize>, end: usize) -> Range<usize> {
    const WORDS: &str = "original address:";
    let domain = view.lower[address.clone()].rsplit_once('@');
    if domain.is_none_or(|(_, domain)| domain.contains('.')) {
        return address;
    }
    let behind = view.cut(address.end..end, 60);
    let original = view.find(behind, WORDS);
    let original = original.and_then(|at| view.address(at + WORDS.len()..end));
    original.unwrap_or(address)
}

/// The name of a mailbox behind some words, which has no domain.
pub(in crate::explain) fn name_after(
    view: &View<'_>,
    range: &Range<usize>,
    words: &str,
) -> Option<Range<usize>> {
    let window = view.cut(range.clone(), 4096);
    let end = view.find(window.clone(), words)? + words.len();
    view.mailbox(view.trim(end..window.end))
}

/// The address behind one of some words.
pub(in crate::explain) fn after(
    view: &View<'_>,
    range: &Range<usize>,
    words: &[&str],
) -> Option<Range<usize>> {
    if !view.has_sign {
        return None;
    }
    let window = view.cut(range.clone(), 4096);
    words.iter().find_map(|words| {
        let at = view.find(window.clone(), words)?;
        view.address(at + words.len()..window.end)
    })
}
