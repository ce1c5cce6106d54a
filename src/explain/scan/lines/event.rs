//! What one record tells, an object or a row of a table: for whom, the diagnostic, the codes beside it, until when it is tried. The
//! diagnostic counts; the label that the service puts on it does not.

mod diagnostic;
mod labels;

use std::ops::Range;

use smtpref_catalog::{Fate, Provider, Slug};

use super::super::MOST;
use super::super::said::{Label, Said, Source};
use super::log;
use super::log_start::is_start;
use crate::explain::effort::look_at;
use crate::explain::reaction::Reaction;
use crate::explain::view::View;
use diagnostic::REPLY;
pub(super) use labels::HARD_BOUNCE;
use labels::Labels;

/// The most pairs of a record.
pub(super) const MOST_PAIRS: usize = 200;

/// Keys of recipients; the first that is there counts.
pub(in crate::explain) const RECIPIENT: &[&str] = &[
    "emailaddress",
    "recipient",
    "rcpt_to",
    "raw_rcpt_to",
    "email",
    "rcpt",
    "recipient_address",
    "to",
    "recipientaddress",
    "finalrecipient",
    "recipients",
    "email_to",
    // Of Amazon's mail, where nobody is named who failed.
    "destination",
];
/// Keys that none but a mail server's codes have.
const ENHANCED_ALONE: [&str; 3] = ["enhanced-code", "enhanced_code", "enhancedcode"];
/// Keys of the end of the attempts.
const UNTIL: &[&str] = &["expirationtime"];

/// What a record tells.
#[derive(Default)]
pub(in crate::explain) struct Event {
    pub(in crate::explain) recipient: Option<Range<usize>>,
    pub(in crate::explain) said: Option<Said>,
    /// Until when it is tried again.
    pub(in crate::explain) until: Option<Range<usize>>,
}

/// All events of a text, and what it is.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent findings")]
pub(in crate::explain) struct Events {
    pub(in crate::explain) told: Vec<Event>,
    pub(in crate::explain) has_delivery: bool,
    /// Whether a program answered the mail.
    pub(in crate::explain) has_answer: bool,
    /// What recipients did with the mail.
    pub(in crate::explain) reactions: Vec<(Reaction, Option<Range<usize>>)>,
    pub(in crate::explain) is_log: bool,
    /// Whether an event was one too many.
    pub(in crate::explain) cut: bool,
    /// Whether a queue is listed.
    pub(in crate::explain) is_queue: bool,
}

impl Events {
    /// Keeps an event.
    pub(in crate::explain) fn tell(&mut self, event: Event) {
        if self.told.len() < MOST {
            self.told.push(event);
        } else {
            self.cut = true;
        }
    }

    /// Whether nothing was told.
    pub(super) fn tells_nothing(&self) -> bool {
        self.told.is_empty() && self.reactions.is_empty() && !self.has_answer && !self.has_delivery
    }

    /// Keeps what recipients did with the mail.
    fn react(&mut self, reaction: Reaction, recipients: Vec<Range<usize>>) {
        let nobody = recipients.is_empty().then_some(None);
        for recipient in recipients.into_iter().map(Some).chain(nobody) {
            if self.reactions.len() < MOST {
                self.reactions.push((reaction, recipient));
            } else {
                self.cut = true;
            }
        }
    }
}

/// A name in lower case, and the place of its value.
pub(in crate::explain) type Pair<'t> = (&'t str, Range<usize>);

/// Names with their values: an object of JSON, or the row of a table.
#[derive(Default, Clone)]
pub(in crate::explain) struct Record<'t> {
    pub(super) pairs: Vec<Pair<'t>>,
    /// Whether it tells of a failure, whatever its labels say; what becomes of the message, and why if no words tell it.
    pub(super) failed: bool,
    pub(super) fate: Option<Fate>,
    pub(super) cause: Option<Slug>,
    /// Whether it is the value of a name of another record, and not one of a list.
    pub(super) is_inner: bool,
    /// How many events and how many reactions were told when it began.
    pub(super) first: usize,
    pub(super) reactions: usize,
    /// Whether a record in it was an event.
    pub(super) told: bool,
}

/// Reads records.
pub(super) struct Reader<'v, 't> {
    pub(super) view: &'v View<'t>,
    pub(super) events: Events,
    /// The service whose records they are, if that is known.
    pub(super) service: Option<&'v Provider>,
}

impl<'t> Reader<'_, 't> {
    /// A record that begins.
    pub(super) fn begun(&self, is_inner: bool) -> Record<'t> {
        Record {
            is_inner,
            first: self.events.told.len(),
            reactions: self.events.reactions.len(),
            ..Record::default()
        }
    }

    /// Whether an object is an event; keeps what it tells.
    pub(super) fn event(&mut self, object: &Record<'_>) -> bool {
        let pairs = &object.pairs;
        if pairs.is_empty() {
            return false;
        }
        let Labels {
            mut failed,
            delivered,
            answered,
            reaction,
        } = self.labels(pairs);
        failed |= object.failed;
        if let Some(reaction) = reaction {
            // The object in it that names who it was has told it.
            let is_told = self.events.reactions.len() > object.reactions
                || self.events.told.len() > object.first;
            if is_told {
                return true;
            }
            let recipients = self.recipients(pairs);
            self.events.react(reaction, recipients);
            return true;
        }
        // The mail arrived, and a program answered it: Postmark counts that among the bounces.
        self.events.has_answer |= answered;
        if answered || delivered && !failed {
            self.events.has_delivery = true;
            return true;
        }
        if object.told {
            return false;
        }
        if let Some((line, is_log)) = self.line(pairs) {
            self.events.is_log |= is_log;
            self.events.has_delivery |= line.is_delivery;
            if line.said.is_some() {
                self.events.tell(Event {
                    recipient: line.recipients.into_iter().next(),
                    said: line.said,
                    until: None,
                });
            }
            return true;
        }
        let recipients = self.recipients(pairs);
        let mut said = self.said(pairs);
        if let Some(said) = &mut said {
            said.fate = object.fate.or_else(|| self.fate(pairs));
            said.label = Some(self.label_of(object));
        }
        let is_done = |said: &Said| {
            said.is_success() || self.view.text[said.words.clone()].starts_with("250")
        };
        if !failed && said.as_ref().is_some_and(is_done) {
            self.events.has_delivery = true;
            return false;
        }
        let is_coded = |key: &&&str| key.starts_with("smtp") && find(pairs, &[key]).is_some();
        failed |= REPLY.iter().any(|key| is_coded(&key));
        // Only of mail servers both kinds of codes are kept.
        let is_refused = |said: &Said| said.codes.reply.is_some() && said.codes.is_refusal();
        failed |= find(pairs, &ENHANCED_ALONE).is_some() && said.as_ref().is_some_and(is_refused);
        let is_named = !recipients.is_empty();
        // Whom it is about stands farther out, and perhaps more.
        if !is_named && object.is_inner {
            return false;
        }
        let is_told = said.is_some() && (is_named || failed);
        if !(is_told || (failed && is_named)) {
            return false;
        }
        // Where nothing was quoted, words are looked for in no name of a field: what the labels say is all there is.
        let of_labels = || {
            let mut one = self.of_labels(pairs, recipients.first()?);
            one.fate = object.fate.or(one.fate);
            one.label = Some(self.label_of(object));
            Some(one)
        };
        let said = said.or_else(of_labels);
        let until = find(pairs, UNTIL);
        let of = |recipient| Event {
            recipient,
            said: said.clone(),
            until: until.clone(),
        };
        if !is_named {
            self.events.tell(of(None));
            return true;
        }
        for recipient in recipients {
            self.events.tell(of(Some(recipient)));
        }
        true
    }

    /// The recipient of an object, or all of a list of them.
    fn recipients(&self, pairs: &[Pair<'_>]) -> Vec<Range<usize>> {
        let is_queue = find(pairs, &["delay_reason"]).is_some();
        let found = RECIPIENT
            .iter()
            .chain(is_queue.then_some(&"address"))
            .find_map(|key| pairs.iter().find(|(name, _)| name == key));
        let Some((name, _)) = found else {
            return Vec::new();
        };
        // The values of one list have one key, at one place.
        let values = pairs.iter().filter(|(of, _)| std::ptr::eq(*of, *name));
        values
            .filter_map(|(_, value)| self.view.address(value.clone()))
            .collect()
    }

    /// What an object says of the events that stand in it, where they do not say it themselves.
    pub(super) fn complete(&mut self, object: &Record<'_>) {
        if object.pairs.is_empty() || !object.told {
            return;
        }
        let (fate, label) = (self.fate(&object.pairs), self.label(&object.pairs));
        let until = find(&object.pairs, UNTIL);
        let told = self.events.told.get_mut(object.first..);
        for event in told.into_iter().flatten() {
            event.until = event.until.take().or_else(|| until.clone());
            if let Some(said) = &mut event.said {
                said.fate = said.fate.or(fate);
                let own = said.label.get_or_insert_default();
                own.complete(&label);
            }
        }
    }

    /// What the labels of an event say, and what its record says itself.
    fn label_of(&self, object: &Record<'_>) -> Label {
        let mut label = self.label(&object.pairs);
        label.cause = label.cause.or(object.cause);
        label
    }

    /// What the labels of an event say that quotes nobody.
    fn of_labels(&self, pairs: &[Pair<'_>], recipient: &Range<usize>) -> Said {
        let at = recipient.end..recipient.end;
        let mut one = Said::of_words(self.view, at.clone(), at, Source::Diagnostic);
        one.stage = None;
        one.fate = self.fate(pairs);
        one
    }

    /// The line of a log that a journal, a container or a collector wrapped, and whether it begins as lines of logs do.
    fn line(&self, pairs: &[Pair<'_>]) -> Option<(log::Line, bool)> {
        const KEYS: [&str; 6] = ["message", "log", "msg", "line", "_raw", "full_message"];
        KEYS.iter().find_map(|key| {
            let place = find(pairs, &[key])?;
            let line = log::read(self.view, &place);
            let is_log = is_start(&self.view.lower[place]);
            (!line.recipients.is_empty() || line.is_delivery).then_some((line, is_log))
        })
    }
}

/// The value of the first of some names that is there.
pub(super) fn find(pairs: &[Pair<'_>], keys: &[&str]) -> Option<Range<usize>> {
    keys.iter().find_map(|key| {
        look_at(pairs.len());
        let found = pairs.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value.clone())
    })
}
