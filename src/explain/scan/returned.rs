//! The message that came back: where it begins if no words say so, and to whom it was written. A notice that names nobody is about the
//! one whom its headers name.

use std::ops::Range;

use super::super::view::View;
use super::name_role::{Role, role};
use super::named;
use super::notice_heads::ROBOTS;

/// How much of the message is read.
const HEAD: usize = 16_384;
/// The most lines of its headers.
const LINES: usize = 200;

/// The recipient of the message that begins at a place: the only one to whom it was written, else the only one whose name the notice
/// before it says.
pub(in crate::explain) fn only(
    view: &View<'_>,
    start: usize,
    notice: &Range<usize>,
) -> Option<Range<usize>> {
    let (all, given) = addressed(view, start);
    if let [one] = &given[..] {
        return Some(one.clone());
    }
    let key = |place: &Range<usize>| &view.lower[place.clone()];
    let first = all.first()?;
    if all.iter().all(|one| key(one) == key(first)) {
        return Some(first.clone());
    }
    let is_said = |place: &&Range<usize>| {
        let local = key(place).split('@').next().unwrap_or_default();
        local.len() > 2 && has_word(&view.lower[notice.clone()], local)
    };
    let mut said = all.iter().filter(is_said);
    let one = said.next()?;
    said.all(|other| key(other) == key(one))
        .then(|| one.clone())
}

/// Whether the headers of a message begin here that no robot wrote: three at least, or what a server adds.
pub(in crate::explain) fn begins(view: &View<'_>, line: &Range<usize>, is_told: bool) -> bool {
    /// Headers that each message has, and those that a server adds on the way.
    const OWN: &[&str] = &[
        "from",
        "to",
        "subject",
        "date",
        "message-id",
        "mime-version",
    ];
    const ADDED: &[&str] = &["received", "return-path"];
    let name = |line: &str| line.split_once(':').map(|(name, _)| name.to_owned());
    let first = name(&view.lower[line.clone()]).unwrap_or_default();
    let is_added = ADDED.contains(&first.as_str());
    if !(is_added || is_told && OWN.contains(&first.as_str())) {
        return false;
    }
    let mut seen: Vec<&str> = Vec::new();
    let mut at = line.start;
    let head = view.cut(line.start..view.text.len(), HEAD);
    for part in view.text[head].split_inclusive('\n').take(LINES) {
        let lower = &view.lower[at..at + part.trim_end().len()];
        at += part.len();
        if lower.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, value)) = lower.split_once(':') else {
            break;
        };
        let is_robot = ROBOTS.iter().any(|robot| value.contains(robot));
        if name == "from" && is_robot || name == "return-path" && value.trim() == "<>" {
            return false;
        }
        let known = OWN.iter().chain(ADDED).find(|known| **known == name);
        if let Some(known) = known.filter(|known| !seen.contains(known)) {
            seen.push(known);
        }
    }
    seen.len() > 2
}

/// The only address of a notice that nothing makes that of somebody else.
pub(in crate::explain) fn only_other(
    view: &View<'_>,
    notice: &Range<usize>,
) -> Option<Range<usize>> {
    let body = view.cut(notice.clone(), HEAD);
    let header = view.lower[..notice.start].trim_end();
    let mut all = named::all(view, &body).into_iter().filter(|address| {
        let key = &view.lower[address.clone()];
        let before = view.floor(address.start.saturating_sub(40)).max(body.start);
        let line = view.text[before..address.start]
            .rsplit('\n')
            .next()
            .unwrap_or_default();
        let is_id = line.to_ascii_lowercase().contains("id");
        !header.contains(key) && !is_id && role(view, &body, address) != Role::Other
    });
    let first = all.next()?;
    let key = |place: &Range<usize>| &view.lower[place.clone()];
    all.all(|other| key(&other) == key(&first)).then_some(first)
}

/// The addresses in `To:` and `Cc:`, and those for which a server says that it took the message, which it says of one alone.
fn addressed(view: &View<'_>, start: usize) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let mut found = Vec::new();
    let mut given: Vec<Range<usize>> = Vec::new();
    let mut at = start;
    let mut is_open = false;
    let head = view.cut(start..view.text.len(), HEAD);
    for line in view.text[head].split_inclusive('\n').take(LINES) {
        let range = at..at + line.trim_end().len();
        at += line.len();
        let lower = &view.lower[range.clone()];
        if !lower.starts_with([' ', '\t']) {
            is_open = lower.starts_with("to:") || lower.starts_with("cc:");
        }
        if is_open {
            found.extend(named::all(view, &range));
        }
        let place = view.find(range.clone(), "for <");
        let address = place.and_then(|place| view.address(place + 4..range.end));
        let is_new = |one: &Range<usize>| {
            let key = &view.lower[one.clone()];
            !given.iter().any(|known| &view.lower[known.clone()] == key)
        };
        given.extend(address.filter(is_new));
    }
    (found, given)
}

/// Whether a name stands in some words as a word.
fn has_word(words: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '@');
    words.match_indices(name).take(LINES).any(|(at, _)| {
        let before = words[..at].chars().next_back();
        let behind = words[at + name.len()..].chars().next();
        // A name may end a sentence.
        let goes_on = behind.is_some_and(|c| is_part(c) && c != '.');
        !before.is_some_and(is_part) && !goes_on
    })
}
