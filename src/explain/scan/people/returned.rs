//! The message that came back: where it begins if no words say so, and to whom it was written. A notice that names nobody is about the
//! one whom its headers name.

use std::ops::Range;

use smtpref_catalog::Cue;

use super::super::fields;
use super::role::{Role, role};
use crate::explain::effort::look_at;
use crate::explain::view::View;

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
    let first = fields::name(&view.lower[line.clone()]).unwrap_or_default();
    let is_added = ADDED.contains(&first);
    if !(is_added || is_told && OWN.contains(&first)) {
        return false;
    }
    let mut seen: Vec<&str> = Vec::new();
    for line in head(view, line.start) {
        let text = &view.lower[line];
        if text.is_empty() {
            break;
        }
        // A line that goes on with the one above it has no name.
        let Some(name) = fields::name(text) else {
            if text.starts_with("rcpt to:") {
                // Details that a notice lists.
                return false;
            }
            continue;
        };
        let value = &text[name.len() + 1..];
        let is_robot = || {
            look_at(value.len());
            view.shows(value, Cue::Robot)
        };
        if name == "from" && is_robot() || name == "return-path" && value.trim() == "<>" {
            return false;
        }
        let Some(known) = OWN.iter().chain(ADDED).find(|known| **known == name) else {
            continue;
        };
        if !seen.contains(known) {
            seen.push(known);
        } else if OWN.contains(known) {
            // The headers of the next message.
            break;
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
    let mut all = view.addresses(&body).into_iter().filter(|address| {
        let key = &view.lower[address.clone()];
        let before = view.floor(address.start.saturating_sub(40)).max(body.start);
        let line = view.text[before..address.start]
            .rsplit('\n')
            .next()
            .unwrap_or_default();
        let mut words = line.split(|c: char| !c.is_alphanumeric());
        let is_id = words.any(|word| {
            let word = word.to_ascii_lowercase();
            matches!(word.as_str(), "id" | "msgid" | "messageid") || word.starts_with("identif")
        });
        !header.contains(key) && !is_id && role(view, &body, address) != Role::Other
    });
    let first = all.next()?;
    let key = |place: &Range<usize>| &view.lower[place.clone()];
    all.all(|other| key(&other) == key(&first)).then_some(first)
}

/// The lines of a header that have a name.
fn lines_of<'v>(
    view: &'v View<'_>,
    header: &Range<usize>,
    name: &'static str,
) -> impl Iterator<Item = Range<usize>> + 'v {
    let end = header.end;
    head(view, header.start)
        .take_while(move |line| line.start < end)
        .filter(move |line| fields::name(&view.lower[line.clone()]) == Some(name))
}

/// The only address in the subject of a notice: `Returned mail: message not deliverable: <bob@example.net>`.
pub(in crate::explain) fn in_subject(
    view: &View<'_>,
    header: &Range<usize>,
) -> Option<Range<usize>> {
    let line = lines_of(view, header, "subject").next()?;
    let mut all = view.addresses(&line).into_iter();
    let first = all.next().filter(|_| all.next().is_none())?;
    let is_other = role(view, &(line.start + "subject:".len()..line.end), &first) == Role::Other;
    (!is_other && !is_addressee(view, header, &first)).then_some(first)
}

/// Whether an address stands in the line that tells to whom a mail was sent.
pub(in crate::explain) fn is_addressee(
    view: &View<'_>,
    header: &Range<usize>,
    address: &Range<usize>,
) -> bool {
    let key = &view.lower[address.clone()];
    lines_of(view, header, "to").any(|line| has_word(&view.lower[line], key))
}

/// The addresses in `To:` and `Cc:`, and those for which a server says that it took the message, which it says of one alone.
fn addressed(view: &View<'_>, start: usize) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let mut found = Vec::new();
    let mut given: Vec<Range<usize>> = Vec::new();
    let mut is_open = false;
    for range in head(view, start) {
        if let Some(name) = fields::name(&view.lower[range.clone()]) {
            is_open = matches!(name, "to" | "cc");
        }
        if is_open {
            found.extend(view.addresses(&range));
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

/// The lines that a message begins with.
fn head<'v>(view: &'v View<'_>, start: usize) -> impl Iterator<Item = Range<usize>> + 'v {
    let range = view.cut(start..view.text.len(), HEAD);
    let mut at = start;
    let lines = view.text[range].split_inclusive('\n').take(LINES);
    lines.map(move |line| {
        let begin = at;
        at += line.len();
        begin..begin + line.trim_end().len()
    })
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

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::explain::view::{Flat, cues};

    #[rstest]
    #[case::the_only_one("your mail\n\nTo: bob@example.net\n", Some("bob@example.net"))]
    #[case::twice_the_same(
        "your mail\n\nTo: bob@example.net\nCc: bob@example.net\n",
        Some("bob@example.net")
    )]
    #[case::two("your mail\n\nTo: bob@example.net\nCc: carol@example.net\n", None)]
    #[case::two_in_lines("your mail\n\nTo: bob@example.net,\ncarol@example.net\n", None)]
    #[case::named_before(
        "the box of bob.\n\nTo: bob@example.net, carol@example.net\n",
        Some("bob@example.net")
    )]
    #[case::a_part_of_a_name("the box of bobby\n\nTo: bob@example.net, carol@example.net\n", None)]
    #[case::both_named("bob and carol\n\nTo: bob@example.net, carol@example.net\n", None)]
    #[case::given_to_one(
        "your mail\n\nReceived: from x by y\nfor <bob@example.net>; today\nTo: list@example.org, carol@example.net\n",
        Some("bob@example.net")
    )]
    #[case::nobody("your mail\n\nFrom: ann@example.org\n", None)]
    fn a_message_has_one_recipient(#[case] text: &str, #[case] expected: Option<&str>) {
        let flat = Flat::of(text);
        let view = flat.view(text, cues());
        let start = text.find("\n\n").unwrap() + 2;
        assert_eq!(
            only(&view, start, &(0..start)).map(|place| &text[place]),
            expected
        );
    }

    #[rstest]
    #[case::a_mail("From: ann@example.org\nTo: bob@example.net\nSubject: x\n", true, true)]
    #[case::nothing_told(
        "From: ann@example.org\nTo: bob@example.net\nSubject: x\n",
        false,
        false
    )]
    #[case::from_a_server(
        "Received: from x by y\nfor somebody\nMessage-ID: <1@x>\nDate: today\n",
        false,
        true
    )]
    #[case::two_headers(
        "From: ann@example.org\nTo: bob@example.net\n\nSubject: x\n",
        true,
        false
    )]
    #[case::of_a_robot(
        "Subject: x\nFrom: Mail Delivery System <MAILER-DAEMON@x>\nTo: ann@example.org\n",
        true,
        false
    )]
    #[case::of_nobody("Return-Path: <>\nReceived: from x by y\nDate: today\n", true, false)]
    #[case::other_fields("Status: 5.1.1\nAction: failed\nTo: bob@example.net\n", true, false)]
    fn headers_begin_a_message(#[case] text: &str, #[case] is_told: bool, #[case] expected: bool) {
        let flat = Flat::of(text);
        let line = 0..text.find('\n').unwrap();
        assert_eq!(begins(&flat.view(text, cues()), &line, is_told), expected);
    }

    #[rstest]
    #[case::the_only_one(
        "To: ann@example.org\n\nno box for bob@example.net",
        Some("bob@example.net")
    )]
    #[case::twice(
        "To: ann@example.org\n\nbob@example.net or BOB@example.net",
        Some("bob@example.net")
    )]
    #[case::two("To: ann@example.org\n\nbob@example.net or carol@example.net", None)]
    #[case::whom_it_was_sent_to("To: ann@example.org\n\nno box for ann@example.org", None)]
    #[case::an_id("To: ann@example.org\n\nMessage-ID: <1@example.net>", None)]
    #[case::an_id_in_words("To: ann@example.org\n\nits id was 1@example.net", None)]
    #[case::an_identifier("To: ann@example.org\n\nthe identifier 1@example.net", None)]
    #[case::somebody_to_ask("To: ann@example.org\n\ncontact postmaster@example.net", None)]
    fn only_one_is_meant(#[case] text: &str, #[case] expected: Option<&str>) {
        let flat = Flat::of(text);
        let view = flat.view(text, cues());
        let start = text.find("\n\n").unwrap() + 2;
        assert_eq!(
            only_other(&view, &(start..text.len())).map(|place| &text[place]),
            expected
        );
    }
}
