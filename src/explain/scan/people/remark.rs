//! What is said of one recipient beside the address: a remark on its line, the lines behind it, the heading of its list.

use std::ops::Range;

use smtpref_catalog::Cue;

use super::super::fields::begins_with_code;
use super::super::fields::is_listing;
use crate::explain::view::View;

/// Words that say why somebody did not get a message.
const TELLING: &[&str] = &[
    "not found",
    "unknown",
    "no such",
    "full",
    "quota",
    "disabled",
    "denied",
    "invalid",
    "expired",
    "not exist",
    "exceeded",
    "inactive",
    "unavailable",
    "not listed",
    "not unique",
    "allowed size",
    "resolve",
    "not known",
];

/// Words that say it with others.
const FAILING: &[&str] = &["reject", "error", "failed", "unable", "undeliverable"];

fn tells(text: &str) -> bool {
    TELLING.iter().any(|word| text.contains(word))
}

/// Whether a remark tells of an address or a mailbox, or begins with a code.
fn has_reason(remark: &str) -> bool {
    begins_with_code(remark.trim_start_matches(['-', ' ', '(', '['])) || tells(remark)
}

/// Whether a remark behind an address says why it failed.
fn is_reason(remark: &str) -> bool {
    has_reason(remark) || FAILING.iter().any(|word| remark.contains(word))
}

/// Whether what stands behind an address on its line is a remark on it: in brackets, behind brackets, behind dots, or in a list of such
/// lines.
pub(super) fn is_remark(rest: &str, in_brackets: bool, in_list: bool) -> bool {
    /// What goes on with a sentence.
    const VERBS: &[&str] = &[
        "wrote", "writes", "said", "says", "schrieb", "and", "und", "is", "has", "was",
    ];
    let after = rest.trim_start_matches(['\'', '"', '\u{2019}', '\u{201d}', ' ']);
    let behind_dots = rest.starts_with(" ... ");
    let is_enclosed = after.starts_with('(') && after.ends_with(')')
        || after.starts_with('[') && after.ends_with(']');
    let first = after.split([' ', ':', ',']).next().unwrap_or_default();
    let in_words = in_list && rest.starts_with(' ') && !VERBS.contains(&first);
    // What stands behind another address is said of that.
    let own = after.split(['<', '@']).next().unwrap_or_default();
    let is_apart = is_enclosed || in_brackets || behind_dots;
    let is_done = in_list && first == "delivered";
    let tells_why = is_apart && is_reason(own) || in_words && has_reason(own) || is_done;
    // Of the step that names the sender the program says it of that one.
    tells_why && !after.starts_with("->") && !after.starts_with("failed after mail from")
}

/// Whether an address stands in brackets behind itself.
pub(super) fn is_again(remark: &str, address: &str) -> bool {
    let inside = remark
        .strip_prefix(['(', '<'])
        .and_then(|rest| rest.strip_prefix(address));
    inside.is_some_and(|rest| rest.chars().nth(1).is_none_or(|next| next == '<'))
}

/// What stands behind an address and behind itself in brackets: `bob@example.net <bob@example.net>`.
pub(in crate::explain) fn behind_itself(
    view: &View<'_>,
    address: &Range<usize>,
    rest: Range<usize>,
) -> Range<usize> {
    let text = view.lower[rest.clone()].trim_start_matches(['"', ' ']);
    if !is_again(text, &view.lower[address.clone()]) {
        return rest;
    }
    let end = (rest.end - text.len() + address.len() + 2).min(rest.end);
    view.floor(end)..rest.end
}

/// The reason that stands before an address that ends its line: `Mailbox full: bob@example.net`.
fn reason_before(
    view: &View<'_>,
    block: &Range<usize>,
    address: &Range<usize>,
) -> Option<Range<usize>> {
    let before = &view.text[block.start..address.start];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let words = view.trim(block.start + start..address.start);
    let text = view.lower[words.clone()].trim_end_matches(['<', ' ']);
    let behind = view.text[address.end..block.end].trim_start_matches(['>', ']', ' ']);
    let ends = behind.is_empty() || behind.starts_with('\n');
    if ends && text.is_empty() && start > 0 {
        return line_above(view, block, block.start + start - 1);
    }
    (ends && text.ends_with([':', '>', ']']) && tells(text)).then_some(words)
}

/// The line that ends at a place, if it says why those below it failed and nothing else.
fn line_above(view: &View<'_>, block: &Range<usize>, end: usize) -> Option<Range<usize>> {
    let start = view.text[block.start..end].rfind('\n');
    let line = block.start + start.map_or(0, |at| at + 1)..end;
    let text = &view.lower[line.clone()];
    let is_reason = tells(text) && !text.contains('@') && !text.ends_with([':', '.', ',']);
    (is_reason && text.len() < 90).then_some(line)
}

/// The line above that of an address, if both are fields: `Reason: mailbox full`, `Recipient: bob@example.net`.
fn field_above(
    view: &View<'_>,
    block: &Range<usize>,
    address: &Range<usize>,
) -> Option<Range<usize>> {
    let before = &view.text[block.start..address.start];
    let (above, _) = before.rsplit_once('\n')?;
    let start = above.rfind('\n').map_or(0, |at| at + 1);
    let line = view.trim(block.start + start..block.start + above.len());
    (is_listing(view, &line) && !view.text[line.clone()].contains('@')).then_some(line)
}

/// The addresses behind a reason on their lines.
pub(in crate::explain) fn behind_reasons(
    view: &View<'_>,
    block: &Range<usize>,
) -> Vec<Range<usize>> {
    let window = view.cut(block.clone(), 4096);
    let mut all = view.addresses(&window);
    all.retain(|address| reason_before(view, &window, address).is_some());
    all
}

/// The reason that a block is, if a list of those follows of whom it is said: `Unknown users:`.
pub(in crate::explain) fn reason_of_list(
    view: &View<'_>,
    block: &Range<usize>,
) -> Option<Range<usize>> {
    let text = &view.lower[block.clone()];
    let is_heading = text.len() < 60 && text.ends_with(':') && !text.contains("follow");
    (is_heading && tells(text)).then(|| block.clone())
}

/// Whether a block says that those follow who got the message.
pub(in crate::explain) fn lists_served(view: &View<'_>, block: &Range<usize>) -> bool {
    let text = &view.lower[block.clone()];
    let ends = text.ends_with([':', '-']);
    let says_so = || view.tells(block, Cue::Arrived) || view.tells(block, Cue::ArrivedFor);
    ends && text.len() < 120 && says_so() && !text.contains("not ")
}

/// Whether what stands behind an address says when it failed: `on Thu, 29 Apr`, `am 03.06.2008`.
pub(super) fn is_when(after: &str) -> bool {
    const AT: &[&str] = &[
        "on ", "am ", "le ", "el ", "il ", "op ", "em ", "en ", "den ", "dnia ",
    ];
    let time = AT.iter().find_map(|word| after.strip_prefix(word));
    time.is_some_and(|time| {
        let has_number = time.bytes().take(8).any(|byte| byte.is_ascii_digit());
        let is_day = time.as_bytes().get(3) == Some(&b',');
        time.starts_with(|c: char| c.is_ascii_digit()) || is_day && has_number
    })
}

/// What a block says of each of its recipients, if it says it of them alone: the lines behind an address that ends its own, else that line.
pub(in crate::explain) fn said_of(
    view: &View<'_>,
    block: &Range<usize>,
    all: &[Range<usize>],
) -> Vec<Option<Range<usize>>> {
    let mut next: Option<(usize, Option<Range<usize>>)> = None;
    let mut said: Vec<_> = all
        .iter()
        .rev()
        .map(|address| {
            let end = next.as_ref().map_or(block.end, |(start, _)| *start);
            let behind = address.end..end;
            let (own, lines) = view.text[behind.clone()]
                .split_once('\n')
                .unwrap_or_default();
            let ends = !own.contains(char::is_alphanumeric);
            let own_end = behind.end - lines.len();
            let before = reason_before(view, block, address);
            let said = if before.is_some() {
                before
            } else if ends && lines.contains(char::is_alphanumeric) {
                Some(view.trim(own_end..behind.end))
            } else if !view.text[behind].contains(char::is_alphanumeric) {
                let shared = next.take().and_then(|(_, said)| said);
                shared.or_else(|| field_above(view, block, address))
            } else {
                None
            };
            next = Some((address.start, said.clone()));
            said
        })
        .collect();
    said.reverse();
    said
}

/// Whether the words before an address make it that of the sender: `A message sent by`, and the address in a line of its own.
pub(in crate::explain) fn is_sender(view: &View<'_>, address: &Range<usize>) -> bool {
    let before = view.floor(address.start.saturating_sub(40))..address.start;
    let words = view.lower[before].trim_end_matches([' ', '<', '\n']);
    let ends = [
        "administrator at:",
        "administrator\nat:",
        "owner at:",
        "moderator at:",
        "questions to:",
        "sent by",
        "message from",
        "sender address:",
        "sender:",
        "return-path:",
    ];
    ends.iter().any(|end| words.ends_with(end))
}

/// What follows an arrow at the beginning of a line, from the address on: `-> bob@example.net`, `>>> Bob Jones <bob@example.net>`.
pub(super) fn behind_arrow(line: &str) -> Option<&str> {
    let behind = line.strip_prefix("-> ").or(line.strip_prefix(">>> "))?;
    let name = behind.split(['<', '@']).next().unwrap_or_default();
    let has_name = name.contains(' ') && behind[name.len()..].starts_with('<');
    Some(if has_name {
        &behind[name.len()..]
    } else {
        behind
    })
}

/// The address behind the name of a person, in a line that goes on with when it failed: `Karl Groß <karl@example.net> am 29.04.2026`.
pub(super) fn behind_name(line: &str) -> Option<&str> {
    let head = &line.as_bytes()[..line.len().min(80)];
    let open = memchr::memchr(b'<', head).filter(|open| *open > 0)?;
    let after = line[open..].split_once('>')?.1.trim_start();
    is_when(&after.to_ascii_lowercase()).then_some(&line[open..])
}

/// What follows the kind of an address: `SMTP <bob@example.net>`.
pub(super) fn behind_kind(line: &str) -> Option<&str> {
    let behind = line
        .strip_prefix("SMTP ")
        .or(line.strip_prefix("INTERNET "))?;
    behind.starts_with('<').then_some(behind)
}

/// The address behind words that a recipient follows, if the line above or below begins with the same: `undeliverable to bob@example.net`,
/// and below it `undeliverable to carol@example.net`.
pub(super) fn behind_same_words<'v>(view: &'v View<'_>, line: &Range<usize>) -> Option<&'v str> {
    const LONGEST: usize = 60;
    let text = &view.lower[line.clone()];
    let sign = memchr::memchr(b'@', text.as_bytes())?;
    let start = text[..sign].rfind(' ')? + 1;
    let words = &text[..start];
    let cues = view.words_of(Cue::BeforeRecipient).iter();
    let is_named = words.len() < LONGEST && !text[start..].trim_end().contains(' ');
    let above = view.text[..line.start].strip_suffix('\n');
    let above = above.map(|text| text.rfind('\n').map_or(0, |end| end + 1));
    let is_same = |at: usize| view.lower[at..].starts_with(words);
    let is_again = || {
        above.is_some_and(is_same)
            || view.text[line.end..].starts_with('\n') && is_same(line.end + 1)
    };
    let mut cues = cues.map(|cue| cue.trim_end());
    let stands = is_named && cues.any(|cue| words.trim_end() == cue) && is_again();
    stands.then(|| &view.text[line.start + start..line.end])
}

/// The address in brackets behind the name of a person that ends its line, if the next one begins with a code.
pub(super) fn behind_name_of_entry<'v>(view: &'v View<'_>, line: &Range<usize>) -> Option<&'v str> {
    let text = &view.text[line.clone()];
    let open = text.find('<').filter(|open| *open > 1 && *open < 80)?;
    let next = view.text[line.end..].trim_start();
    let is_part = |c: char| c.is_alphabetic() || " .,-'\"\u{201d}\u{2019}".contains(c);
    let is_name = text[..open].ends_with(' ') && text[..open].chars().all(is_part);
    (is_name && text.ends_with('>') && begins_with_code(next)).then_some(&text[open..])
}

/// The address behind numbers and dates, in a row that a line of trouble follows: `14  01/03  01/09  bob@example.net`, as lists tell of
/// those who fail again and again.
pub(super) fn behind_counts<'v>(view: &'v View<'_>, line: &Range<usize>) -> Option<&'v str> {
    const LONGEST: usize = 60;
    let text = &view.text[line.clone()];
    let is_count = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '/' | '-' | '.' | ':' | '\t');
    let behind = text.trim_start_matches(is_count);
    let counts = &text[..text.len() - behind.len()];
    let is_row = counts.len() < LONGEST
        && counts.starts_with(|c: char| c.is_ascii_digit())
        && counts.trim_end().contains(' ')
        && counts.ends_with([' ', '\t'])
        && !behind.contains(' ')
        // `550 5.1.7 <anna@example.org>:`, and what is wrong with it in the next line.
        && !begins_with_code(text);
    if !is_row {
        return None;
    }
    let rest = view.text.get(line.end + 1..)?;
    let next = line.end + 1..line.end + 1 + rest.find('\n').unwrap_or(rest.len());
    view.tells(&view.cut(next, 200), Cue::Trouble)
        .then_some(behind)
}

/// The name without a domain of a line in a list of those who failed, which has a remark that tells why: `bsmith (user not found)`.
pub(in crate::explain) fn bare_name(view: &View<'_>, line: &Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 64;
    let text = &view.lower[line.clone()];
    let remark = text.strip_suffix(')')?;
    let (name, remark) = remark.split_once(" (")?;
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"._-+".contains(&byte);
    let is_name = (1..LONGEST).contains(&name.len()) && name.bytes().all(is_part);
    (is_name && tells(remark)).then(|| line.start..line.start + name.len())
}

/// What Exim sets before an alias, and Postfix.
pub(in crate::explain) const GENERATED: &[&str] =
    &["(generated from ", "(ultimately generated from "];
pub(in crate::explain) const EXPANDED: &[&str] = &["(expanded from "];

/// The alias that a notice names behind or below an address, behind some words: `(generated from list@example.net)`. That of the server
/// itself has no domain.
pub(in crate::explain) fn alias(
    view: &View<'_>,
    rest: Range<usize>,
    words: &[&str],
) -> Option<Range<usize>> {
    let text = view.lower[rest.clone()].trim_start_matches(['>', ' ', '\n']);
    let name = words.iter().find_map(|words| text.strip_prefix(words))?;
    let name = rest.end - name.len()..rest.end;
    view.address(name.clone()).or_else(|| view.mailbox(name))
}

/// What follows the number of an entry: `2) bob@example.net`.
pub(in crate::explain) fn behind_number(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = matches!(line.len() - rest.len(), 1..=3);
    match rest.strip_prefix([')', '.']).filter(|_| is_number) {
        Some(behind) if behind.starts_with(' ') => behind.trim_start(),
        _ => line,
    }
}

/// The address in brackets behind the name of a person: `to Rosa Klein (rosa@example.net)`.
pub(super) fn behind_person(view: &View<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let name = view.cut(range.clone(), 60);
    let open = view.text[name.clone()].find(['(', '<'])?;
    let is_name = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'');
    let is_person = open > 1
        && view.text[name.start..name.start + open]
            .chars()
            .all(is_name);
    view.address(name.start + open..range.end)
        .filter(|_| is_person)
}
