//! What a scan has found: recipients, each once, and what was said of whom.

mod naming;
mod settle;

use std::collections::HashMap;
use std::ops::Range;

use smtpref_catalog::{Fate, Slug};

use super::MOST;
use super::lines::event::Event;
use super::lines::report::Reports;
use super::said::Said;
use crate::explain::reaction::Reaction;
use crate::explain::view::View;

/// All that stands in a text.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent findings")]
pub(in crate::explain) struct Scan {
    pub(in crate::explain) recipients: Vec<Recipient>,
    pub(in crate::explain) said: Vec<Said>,
    pub(in crate::explain) reports: Reports,
    pub(in crate::explain) has_log: bool,
    pub(in crate::explain) has_session: bool,
    /// Whether a server wrote lines of a session into its log.
    pub(in crate::explain) has_logged_session: bool,
    /// Whether an entry of a queue is listed.
    pub(in crate::explain) has_queue: bool,
    /// Whether a line named a recipient as notices do.
    pub(in crate::explain) has_heading: bool,
    /// What is neither a field nor a line of a log.
    pub(in crate::explain) prose: Vec<Range<usize>>,
    /// Where the message that came back begins.
    pub(in crate::explain) original: Option<usize>,
    /// Lines of deliveries.
    pub(in crate::explain) delivered: usize,
    /// How many of these were only asked, without a message: `status=deliverable`.
    pub(in crate::explain) probed: usize,
    /// Whether something was one too many to be kept.
    pub(in crate::explain) cut: bool,
    /// What recipients did with the mail.
    pub(in crate::explain) reactions: Vec<(Reaction, Option<Range<usize>>)>,
    /// The sending service whose events they are.
    pub(in crate::explain) service: Option<Slug>,
    /// The numbers of the recipients by their addresses in lower case.
    by_address: HashMap<String, usize>,
}

/// A recipient.
pub(in crate::explain) struct Recipient {
    pub(in crate::explain) address: String,
    pub(in crate::explain) place: Range<usize>,
    /// Whether only a command names it, which says nothing of a failure.
    pub(in crate::explain) in_session: bool,
    /// Whether it got the message, or stands for another one.
    pub(in crate::explain) is_left_out: bool,
    /// What stands behind it where a notice names it.
    pub(in crate::explain) words: Option<Range<usize>>,
    /// What stands in the lines behind it, which is said of it where others have theirs.
    pub(in crate::explain) behind: Option<Range<usize>>,
    /// The alias behind which it stands.
    pub(in crate::explain) alias: Option<Range<usize>>,
    /// What a report says has become of the message to it.
    pub(in crate::explain) fate: Option<Fate>,
    /// Until when a report says that it is tried again.
    pub(in crate::explain) until: Option<Range<usize>>,
}

impl Recipient {
    /// What is said of it: on its line, else in the lines behind it, which tell of it if others have theirs.
    pub(in crate::explain) fn own_words(&self, is_alone: bool) -> Option<&Range<usize>> {
        let words = self.words.as_ref().filter(|words| !words.is_empty());
        words.or(self.behind.as_ref().filter(|_| !is_alone))
    }
}

impl Scan {
    /// The words of a notice: behind its headers, before its signature and the message that came back.
    pub(in crate::explain) fn body(&self, view: &View<'_>) -> Range<usize> {
        let end = self.original.unwrap_or(view.text.len());
        let signature = ["\n-- \n", "\n--\n"]
            .iter()
            .filter_map(|mark| view.find(0..end, mark));
        let end = signature.min().unwrap_or(end);
        let start = match &self.reports.headers[..] {
            [] => 0,
            _ => view.text[..end].find("\n\n").map_or(0, |at| at + 2),
        };
        start..end
    }

    /// Whether somebody is named whose mail failed.
    pub(in crate::explain) fn has_recipients(&self) -> bool {
        self.recipients.iter().any(|one| !one.in_session)
    }

    /// Keeps an event.
    pub(in crate::explain) fn take_event(&mut self, view: &View<'_>, event: Event) {
        let address = event.recipient;
        let number = address.and_then(|address| self.recipient(view, address, false));
        if let (Some(number), Some(until)) = (number, event.until) {
            self.recipients[number].until = Some(until);
        }
        if let Some(mut said) = event.said {
            said.recipient = number;
            if self.said.len() < 4 * MOST {
                self.said.push(said);
            } else {
                self.cut = true;
            }
        }
    }

    /// The number of a recipient who is known.
    pub(super) fn number(&self, view: &View<'_>, place: &Range<usize>) -> Option<usize> {
        self.by_address.get(&view.lower[place.clone()]).copied()
    }

    /// The number of a recipient; `None` if there are too many.
    pub(in crate::explain) fn recipient(
        &mut self,
        view: &View<'_>,
        place: Range<usize>,
        in_session: bool,
    ) -> Option<usize> {
        if is_asked_for(view, &place) || is_written_to(view, place.start) {
            return None;
        }
        let key = &view.lower[place.clone()];
        if let Some(&number) = self.by_address.get(key) {
            self.recipients[number].in_session &= in_session;
            return Some(number);
        }
        if self.recipients.len() >= MOST {
            self.cut = true;
            return None;
        }
        let number = self.recipients.len();
        self.by_address.insert(key.to_owned(), number);
        self.recipients.push(Recipient {
            address: view.text[place.clone()].to_owned(),
            place,
            in_session,
            is_left_out: false,
            words: None,
            behind: None,
            alias: None,
            fate: None,
            until: None,
        });
        Some(number)
    }
}

/// Whether a server tells that it asked another one for an address: `550-Sent: RCPT TO:<anna@example.org>`.
fn is_asked_for(view: &View<'_>, place: &Range<usize>) -> bool {
    const NEAR: usize = 24;
    let before = &view.lower[view.floor(place.start.saturating_sub(NEAR))..place.start];
    before.ends_with("rcpt to:<") && before.contains("-sent:")
}

/// Whether the line above an address tells its reader to write to it, or that a list is managed there.
fn is_written_to(view: &View<'_>, start: usize) -> bool {
    const NEAR: usize = 80;
    const ASKS: &[&str] = &[
        "send an empty message to",
        "send a message to",
        "send an email to",
        "send an e-mail to",
        "write to",
        "subscribe",
        "lists thru server",
        "by sending email",
    ];
    // The lines of a notice may have become one.
    let from = view.floor(start.saturating_sub(NEAR));
    let above = &view.lower[from..start];
    let above = above.trim_end_matches(|c: char| c.is_whitespace() || c == '<');
    let line = above.rsplit('\n').next().unwrap_or_default();
    line.ends_with(':') && ASKS.iter().any(|asks| line.contains(asks))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::explain::view::{Flat, cues};

    #[rstest]
    #[case::a_list("To receive the last messages, send an empty message to:\n\n", true)]
    #[case::of_a_manager("Joining/leaving lists thru server:\n", true)]
    #[case::those_who_failed("I could not send mail to these:\n", false)]
    #[case::no_colon("Please write to\n", false)]
    fn whom_to_write_to_did_not_fail(#[case] above: &str, #[case] expected: bool) {
        let text = format!("{above}bob@example.net");
        let flat = Flat::of(&text);
        let view = flat.view(&text, cues());
        assert_eq!(is_written_to(&view, above.len()), expected);
    }
}
