//! Whom a reply is about where no line names a recipient as notices do: by the words before and behind an address beside it, or by the
//! words of the reply itself. An address of which they tell nothing is nobody's.

use std::ops::Range;

use smtpref_catalog::EnhancedCode;

use super::super::said::Said;
use super::super::said::sender::is_about_sender;
use super::beside;
use super::lists::is_list;
use super::role::{Role, role};
use crate::explain::address::MOST_ADDRESSES;
use crate::explain::codes::Found;
use crate::explain::name_words::{ASKED, ASKS, OF_RECIPIENT, OF_SENDER, OTHER, SENT};
use crate::explain::view::View;

/// How people tell that a message came back from somebody.
const BOUNCED: &[&str] = &["bounced when", "bounced from", "bounced for"];
/// How far before an address the words stand that make it the reader's own.
const NEAR: usize = 40;
/// How far before a reply its only address may stand.
const FAR: usize = 400;
/// A part of a block: what is said of one recipient.
pub(in crate::explain) struct Part {
    pub(in crate::explain) address: Range<usize>,
    /// The number of its first code.
    pub(in crate::explain) first: usize,
    pub(in crate::explain) start: usize,
    /// Whether it is the key of a dictionary of refused recipients.
    pub(in crate::explain) is_key: bool,
}

/// The addresses of a range that words beside them make those of recipients.
pub(in crate::explain) fn labelled(
    view: &View<'_>,
    range: &Range<usize>,
    only_values: bool,
) -> Vec<Range<usize>> {
    let window = view.cut(range.clone(), 4096);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = window.start;
    for _ in 0..MOST_ADDRESSES {
        let Some(next) = memchr::memchr(b'@', &view.text.as_bytes()[at..window.end]) else {
            break;
        };
        let sign = at + next;
        // Behind an address that is glued to the next one nothing begins: none holds a part of another.
        let own = at..window.end;
        at = sign + 1;
        let Some(address) = view.address_around(&own, sign) else {
            continue;
        };
        at = address.end;
        let goes_on = found.last().is_some_and(|last| {
            let gap = &view.text[last.end..address.start];
            is_list(gap) || gap.trim().is_empty() && view.text[..last.start].ends_with('[')
        });
        let key = &view.lower[address.clone()];
        let is_known = found.iter().any(|known| &view.lower[known.clone()] == key);
        let is_recipient = || match role(view, &window, &address) {
            Role::Key => true,
            Role::Word => !only_values,
            Role::Unknown | Role::Other => false,
        };
        if !is_known && (goes_on || is_recipient()) {
            found.push(address);
        }
    }
    found
}

/// The recipient that the words of a reply name: their first address, unless it is that of a sender or of somebody to ask.
pub(in crate::explain) fn by_words(view: &View<'_>, words: &Range<usize>) -> Option<Range<usize>> {
    if !view.has_sign {
        return None;
    }
    let sign = words.start + memchr::memchr(b'@', view.text[words.clone()].as_bytes())?;
    if view.has(words, OF_SENDER) {
        return None;
    }
    let address = view.address_around(words, sign)?;
    // Beside the sender of a message stands the recipient, or nobody.
    if beside::is_sender(view, words, &address) {
        return beside::behind_senders(view, words).into_iter().next();
    }
    let lower = &view.lower[words.start..address.start];
    let is_marked = lower.ends_with(['<', '"', '\'']);
    // In the address of a page it may be that of anybody.
    let word = lower.rsplit([' ', '\n']).next().unwrap_or_default();
    if word.contains("://") {
        return None;
    }
    let asks =
        |words: &mut dyn Iterator<Item = &str>| words.take(3).any(|word| ASKS.contains(&word));
    let has_domain = view.lower[sign..address.end].contains('.');
    let mut before = lower
        .split(|c: char| !c.is_alphanumeric())
        .rev()
        .filter(|word| !word.is_empty());
    let is_other = match before.next() {
        Some("of") => matches!(before.next(), Some("mail" | "message" | "messages")),
        // `Please forward this message to …` names who is to be asked.
        Some("to" | "an" | "a") => {
            !before.next().is_some_and(|word| SENT.contains(&word)) || asks(&mut before)
        }
        Some(
            "contact" | "mailto" | "from" | "sender" | "by" | "write" | "via" | "ask" | "as" | "at"
            | "email" | "e-mail" | "message" | "f" | "kontaktieren" | "id" | "msgid" | "username"
            | "you",
        ) => true,
        _ => false,
    };
    // `You can only send to your own email address (anna@example.org)` names whose account it is.
    let near = view
        .floor(address.start.saturating_sub(NEAR))
        .max(words.start);
    let is_own = view.lower[near..address.start].contains("your own ");
    // `could not send mail (account ann@example.org from …)` names whose settings were used.
    let is_account = lower.ends_with("(account ");
    // `<8d7984b6-0afb-4294-b0dc-6f5f1e7843f9@example.org>` is the name of a message.
    let is_message = is_uuid(&view.lower[address.start..sign]);
    let is_role = ASKED
        .iter()
        .any(|role| view.lower[address.clone()].starts_with(role));
    (!is_other && !is_role && !is_message && !is_account && !is_own && (has_domain || is_marked))
        .then_some(address)
}

/// Whether a text has the form of a UUID.
fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    let is_digit = |byte: u8| byte.is_ascii_hexdigit() || byte == b'-';
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(is_digit)
}

/// The address that the words of a reply begin with.
pub(in crate::explain) fn in_words(
    view: &View<'_>,
    words: &Range<usize>,
    codes_end: usize,
) -> Option<Range<usize>> {
    let start = codes_end.clamp(words.start, words.end);
    let rest = &view.lower[start..words.end];
    let bare = rest.trim_start_matches([' ', ':', '-', '\n']);
    let behind = ["while sending to ", "sending to ", "delivering to "];
    let verb = behind.iter().find(|verb| bare.starts_with(**verb));
    let skip = rest.len() - bare.len() + verb.map_or(0, |verb| verb.len());
    view.address(start + skip..words.end)
}

/// The mailbox of the server itself that a reply names: `550 5.1.1 <jim>: Recipient address rejected`.
pub(in crate::explain) fn mailbox(view: &View<'_>, one: &Said) -> Option<Range<usize>> {
    let start = one
        .places
        .first()?
        .end
        .clamp(one.words.start, one.words.end);
    let name = view.mailbox(view.trim(start..one.words.end))?;
    let behind = view.lower[name.end..one.words.end].strip_prefix('>')?;
    let is_told = behind.starts_with(": recipient ")
        || behind.starts_with("... ") && view.has(&one.words, OF_RECIPIENT);
    is_told.then_some(name)
}

/// The parts of a block in which each of several recipients has a reply of its own: `{'bob@example.net': (550, b'…'), …}`,
/// `bob@example.net: 550 …; carol@example.net: 552 …`, `550 <bob@example.net>: … 552 <carol@example.net>: …`. One that quotes another
/// is a chain and no list.
pub(in crate::explain) fn parts(
    view: &View<'_>,
    range: &Range<usize>,
    found: &[Found],
) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut is_listing = false;
    let mut is_first = true;
    let mut from = range.start;
    for (place, one) in found.iter().enumerate() {
        let gap = from..one.start;
        from = one.end;
        if !one.codes.is_refusal() {
            continue;
        }
        let next = found.get(place + 1).map_or(range.end, |next| next.start);
        let listed = listed(view, &gap);
        // `bob@example.net: 550 …; carol@example.net: 552 …`, of which the first began the line.
        is_listing |= listed.as_ref().is_some_and(|(address, is_key)| {
            *is_key
                || !is_first
                    && view.text[address.end..]
                        .trim_start()
                        .starts_with([':', '>', '|'])
        });
        is_first = false;
        let words = view.cut(one.end..next, 400);
        if let Some((address, is_key)) = listed {
            parts.push(Part {
                is_key,
                start: address.start,
                first: place,
                address,
            });
        } else if let Some(address) = in_words(view, &words, one.end)
            && !view.has(&words, OF_SENDER)
        {
            parts.push(Part {
                is_key: false,
                start: one.start,
                first: place,
                address,
            });
        }
    }
    let Some(first) = parts.first() else {
        return parts;
    };
    let key = |part: &Part| &view.lower[part.address.clone()];
    let differ = parts.iter().any(|part| key(part) != key(first));
    let last = parts.last().map_or(first.start, |last| last.start);
    let is_chain = view.has(
        &(first.address.end..last.max(first.address.end)),
        &[" said: ", "returned: "],
    );
    if !is_listing && (!differ || is_chain) {
        parts.clear();
    }
    parts
}

/// The address before a code, with nothing but marks between, and whether it is the key of a dictionary.
fn listed(view: &View<'_>, gap: &Range<usize>) -> Option<(Range<usize>, bool)> {
    if gap.is_empty() {
        // Most replies begin with their code.
        return None;
    }
    let from = view.floor(gap.end.saturating_sub(330)).max(gap.start);
    let before = &view.lower[from..gap.end];
    let marks = before.trim_end_matches(['(', '[', ' ']);
    let key = marks.trim_end_matches([':', ' ']);
    let is_key = marks.len() < before.len()
        && marks[key.len()..].contains(':')
        && key.ends_with(['\'', '"', '\u{201d}', '\u{2019}']);
    let Some(sign) = before.rfind('@') else {
        return key_without_domain(view, from, marks).filter(|_| is_key);
    };
    let address = view.address_around(&(from..gap.end), from + sign)?;
    let link = view.lower[address.end..gap.end].trim_matches([
        ' ', '>', '\'', '"', '(', ')', '[', ']', ',', ':', '=', '-', '\u{201d}', '\u{2019}', '`',
        '|',
    ]);
    let is_linked = matches!(
        link,
        "" | "failed" | "failed with" | "rejected" | "rejected with" | "error"
    ) || link.len() < 50 && link.starts_with(';') && link.ends_with("status")
        || is_between_bars(&view.lower[address.end..gap.end]);
    let left = view.text[from..address.start]
        .trim_end_matches([' ', '<', '\'', '"', '\u{201d}', '\u{2019}', '`']);
    let stands =
        left.is_empty() || left.ends_with(['\n', ';', ',', '{', '[', '(', '|', '*', '}', ')']);
    let last = view.lower[from..from + left.len()].rsplit(|c: char| !c.is_alphanumeric());
    let is_other = last
        .take(1)
        .any(|word| !word.is_empty() && OTHER.contains(&word));
    let has_mark = address.end < gap.end
        && !view.lower[address.end..gap.end]
            .trim_matches([' ', '>'])
            .is_empty();
    // `Can't use from 'anna@example.org': 501 …`
    let is_from = view.lower[from..from + left.len()].ends_with(" from");
    let counts = is_linked && !is_from && (is_key || stands || has_mark && !is_other);
    counts.then_some((address, is_key))
}

/// Whether what stands between an address and a code is a column of a row, such as a date: `bob@example.net | 2026-11-20 | 550 …`.
fn is_between_bars(between: &str) -> bool {
    const LONGEST: usize = 50;
    let column = between.trim();
    column.len() < LONGEST && column.len() > 1 && column.starts_with('|') && column.ends_with('|')
}

/// The key of `SMTPRecipientsRefused: {'root': (550, …)}`.
fn key_without_domain(view: &View<'_>, from: usize, marks: &str) -> Option<(Range<usize>, bool)> {
    let quotes = ['\'', '"', '\u{201d}', '\u{2019}'];
    let bare = marks.trim_end_matches([':', ' ']).trim_end_matches(quotes);
    let start = bare.rfind(quotes)?;
    let start = start + bare[start..].chars().next().map_or(1, char::len_utf8);
    let name = &bare[start..];
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+'));
    let head = view.floor(from.saturating_sub(600));
    let is_told = view.has(
        &(head..from + start),
        &["recipientsrefused", "recipientrefused"],
    );
    (is_name && is_told).then_some((from + start..from + bare.len(), true))
}

/// The recipients whom the words before a reply name, else those in or behind it. Beside what is said of a sender only a key tells who the
/// recipient is.
pub(in crate::explain) fn beside(view: &View<'_>, one: &Said) -> Vec<Range<usize>> {
    let only_values = || is_about_sender(view, one) || view.has(&one.words, OF_SENDER);
    let start = one.words.start.max(one.block.start);
    if !view.has_sign {
        // Only the key of a dictionary names somebody without a domain.
        let key = listed(view, &(one.block.start..start)).filter(|_| !only_values());
        return Vec::from_iter(key.map(|(name, _)| name));
    }
    let only_values = only_values();
    let before = labelled(view, &(one.block.start..start), only_values);
    if !before.is_empty() {
        return before;
    }
    if only_values {
        return labelled(view, &(start..one.block.end), true);
    }
    if let Some((address, _)) = listed(view, &(one.block.start..start)) {
        return vec![address];
    }
    let behind = labelled(view, &(start..one.block.end), false);
    if behind.is_empty() && by_words(view, &one.words).is_none() {
        return Vec::from_iter(lone(view, one));
    }
    behind
}

/// The only address before a reply that speaks of a recipient, if nothing makes it that of somebody else.
fn lone(view: &View<'_>, one: &Said) -> Option<Range<usize>> {
    let of_recipient = |code: EnhancedCode| matches!(code.subject().number(), 1 | 2);
    let end = one.words.start.max(one.block.start);
    let window = view.floor(end.saturating_sub(FAR)).max(one.block.start)..end;
    let speaks = one.codes.enhanced.is_some_and(of_recipient) || view.has(&one.words, OF_RECIPIENT);
    // `It hard bounced when delivered to the council bob@example.net. They said …`
    if !speaks && !view.has(&window, BOUNCED) {
        return None;
    }
    let mut found: Option<Range<usize>> = None;
    let mut at = window.start;
    while let Some(next) = memchr::memchr(b'@', &view.text.as_bytes()[at..window.end]) {
        let sign = at + next;
        at = sign + 1;
        let Some(address) = view.address_around(&window, sign) else {
            continue;
        };
        at = address.end.max(at);
        if role(view, &window, &address) == Role::Other {
            continue;
        }
        let key = |range: &Range<usize>| &view.lower[range.clone()];
        if found
            .as_ref()
            .is_some_and(|known| key(known) != key(&address))
        {
            return None;
        }
        found.get_or_insert(address);
    }
    found
}
