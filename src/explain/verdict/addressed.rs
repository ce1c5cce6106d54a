//! Texts to the owner of a mailbox, of which no message of the reader failed: those that imitate a mail server, and those of lists.

use std::ops::Range;

use smtpref_catalog::Cue;

use super::super::answer::Kind;
use super::super::scan::{Field, Scan};
use super::super::view::View;

/// How much of a text is read for it.
const HEAD: usize = 4096;

/// What such a text is, if it is one.
pub(super) fn kind(view: &View<'_>, scan: &Scan, body: &Range<usize>) -> Option<Kind> {
    if is_lure(view, scan, body) {
        return Some(Kind::Phishing);
    }
    is_to_member(view, scan, body).then_some(Kind::ListNotice)
}

/// Whether a text speaks of trouble with a mailbox and wants something done behind a link, and nothing in it is of a mail server: no code, no
/// report, no line that only a server or a program writes.
fn is_lure(view: &View<'_>, scan: &Scan, body: &Range<usize>) -> bool {
    const LINKS: &[&str] = &["http:", "https:", "hxxp", "href=", "www."];
    let head = view.cut(body.clone(), HEAD);
    let is_reported = || {
        let reports = &scan.reports;
        !reports.groups.is_empty() || reports.header(Field::FailedRecipients).is_some()
    };
    // A program that failed may link to what its service sells.
    let is_of_software = || {
        [
            Cue::Opening,
            Cue::QuotesServer,
            Cue::GeneratingServer,
            Cue::Program,
        ]
        .into_iter()
        .any(|cue| view.tells(&head, cue))
    };
    view.tells(&head, Cue::Lure)
        && view.tells(&head, Cue::Bait)
        && view.has(&head, LINKS)
        && !(scan.has_log || scan.has_session || scan.has_queue || scan.has_heading)
        && !has_code(scan)
        && !is_reported()
        && !is_of_software()
}

/// Whether a list tells its member that mail from it came back from there. A reply that it quotes tells why.
fn is_to_member(view: &View<'_>, scan: &Scan, body: &Range<usize>) -> bool {
    let head = view.cut(body.clone(), HEAD);
    view.tells(&head, Cue::Member) && !scan.has_log && !has_code(scan)
}

fn has_code(scan: &Scan) -> bool {
    scan.said.iter().any(|one| !one.codes.is_empty())
}
