//! Whether a text without the headers of a mail is a notice all the same: a few lines of one, or one that somebody forwards.

use std::ops::{Range, RangeInclusive};

use smtpref_catalog::Cue;

use super::super::scan::Scan;
use super::super::view::View;

/// Whether short words are a notice: they tell of a failure above the reply that they quote, or that follows whom they name.
pub(super) fn tells_above(view: &View<'_>, scan: &Scan, body: &Range<usize>) -> bool {
    let head = view.cut(body.clone(), 200);
    let mut words = view.words_of(Cue::QuotesServer).iter();
    let quote = words.find_map(|words| view.find(head.clone(), words));
    if quote.is_some_and(|quote| view.tells(&(head.start..quote), Cue::Failed)) {
        return true;
    }
    let reply = scan.said.iter().find(|one| one.codes.reply.is_some());
    reply.is_some_and(|reply| {
        let above = body.start..reply.block.start.max(body.start);
        scan.has_recipients()
            && view.text[above.clone()].contains('\n')
            && view.tells(&above, Cue::Failed)
    })
}

/// Whether short words are a notice: their lines name who failed, and tell that the message did. Of one that quotes a reply they stand above
/// the name.
pub(super) fn names_in_lines(view: &View<'_>, scan: &Scan, body: &Range<usize>) -> bool {
    let mut named = scan.recipients.iter().filter(|one| !one.in_session);
    let Some(first) = named.next() else {
        return false;
    };
    let above = body.start..first.place.start.max(body.start);
    let follows = view.text[above.clone()].contains('\n')
        && (view.tells(&above, Cue::Failed) || view.tells(&above, Cue::RecipientsFollow));
    let is_quoted = scan.said.iter().any(|one| one.codes.reply.is_some());
    follows || !is_quoted && breaks_itself(view.text.trim()) && view.tells(body, Cue::Failed)
}

/// Whether a line ends where no mail program breaks it: one that was wrapped is no line of its own.
fn breaks_itself(text: &str) -> bool {
    const WRAPPED: RangeInclusive<usize> = 56..=80;
    let mut lines = text.split('\n');
    lines.next_back();
    lines.any(|line| !WRAPPED.contains(&line.len()))
}
