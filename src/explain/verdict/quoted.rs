//! A notice that somebody quotes in a mail, to ask what it means or to say whose address is dead.

use std::ops::Range;

use smtpref_catalog::Cue;

use super::super::scan::{Field, Scan};
use super::super::view::View;

/// How much of a mail is read for it.
const HEAD: usize = 16 << 10;
/// A line that tells who wrote what follows is no longer.
const LONGEST: usize = 200;

/// Whether a mail that somebody wrote quotes a notice: words of such notices alone, or what a mail program sets above the words of a robot. On
/// a list, and in an answer, people speak of the notices of others, so only the last counts there.
pub(super) fn has_notice(view: &View<'_>, scan: &Scan, subject: &str, body: &Range<usize>) -> bool {
    let head = view.cut(body.clone(), HEAD);
    let is_told = || {
        [Cue::Opening, Cue::SurelyFailed]
            .into_iter()
            .any(|cue| view.tells(&head, cue))
    };
    let is_answer = subject.starts_with("re:") || scan.reports.header(Field::List).is_some();
    !is_answer && is_told() || names_robot(view, &head)
}

/// Whether a line tells that a robot wrote the next ones: `On Sun, 2 Aug, Mail Delivery System wrote:`.
fn names_robot(view: &View<'_>, range: &Range<usize>) -> bool {
    let mut at = range.start;
    view.text[range.clone()].split_inclusive('\n').any(|line| {
        let place = view.trim(at..at + line.len());
        at += line.len();
        let is_head = place.len() < LONGEST && view.text[place.clone()].ends_with(':');
        is_head && view.shows(&view.lower[place], Cue::Robot)
    })
}
