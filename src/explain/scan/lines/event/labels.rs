//! The labels of an event: what the service calls it, in words that many services use and in those of its own. They say whether it tells
//! of a failure at all, and where nobody is quoted they say why.

use std::ops::Range;

use smtpref_catalog::{EventLabel, Fate, LabelSays};

use super::super::super::said::Label;
use super::super::log_words::FAILED_LABELS;
use super::{Pair, Reader, find};
use crate::explain::reaction::Reaction;

/// A key that is true or false.
pub(in crate::explain::scan::lines) const HARD_BOUNCE: &str = "hard_bounce";
/// Amazon names here of what sort a complaint is.
const FEEDBACK_TYPE: &str = "complaintfeedbacktype";
const LABEL: &[&str] = &[
    "event",
    "eventtype",
    "notificationtype",
    "recordtype",
    "type",
    "event_type",
    "msg_event",
    "status",
];
/// How the label of a message begins that goes its way.
const DELIVERED: [&str; 7] = [
    "deliver",
    "sent",
    "send",
    "processed",
    "accepted",
    "injection",
    "relayed",
];
/// The longest label, in bytes.
const LONGEST: usize = 40;

/// What the labels of an object say that it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Labels {
    pub(super) failed: bool,
    pub(super) delivered: bool,
    /// Whether a program answered the mail.
    pub(super) answered: bool,
    /// What the recipient did with the mail.
    pub(super) reaction: Option<Reaction>,
}

/// Keys of the host that said what is quoted.
const HOST: &[&str] = &[
    "mx-host",
    "mx_host",
    "mxhost",
    "remote-mta",
    "remote_mta",
    "remotemta",
    "dsnmta",
];

impl Reader<'_, '_> {
    /// What the labels of an object say that it is.
    pub(super) fn labels(&self, pairs: &[Pair<'_>]) -> Labels {
        let mut labels = Labels::default();
        for (name, value) in pairs {
            let key = *name;
            let word = &self.view.lower[value.clone()];
            if key == FEEDBACK_TYPE {
                labels.reaction = Some(Reaction::of_type(word));
            } else if LABEL.contains(&key) && word.len() < LONGEST {
                labels.take(key, word);
            }
        }
        let mut has_cause = false;
        for (label, _) in self.own_labels(pairs) {
            has_cause |= label.cause.is_some();
            labels.failed |= label.message.is_some();
            match label.says {
                Some(LabelSays::Answered) => labels.answered = true,
                Some(LabelSays::Complained) => labels.reaction = Some(Reaction::Complaint),
                Some(LabelSays::Unsubscribed) => labels.reaction = Some(Reaction::Unsubscribed),
                None => {}
            }
        }
        // What was held back for an old complaint is none.
        if has_cause {
            labels.failed = true;
            labels.reaction = None;
        }
        labels
    }

    /// The labels of the service that stand in an object, in the order of its file, with their values.
    fn own_labels<'s>(
        &'s self,
        pairs: &'s [Pair<'s>],
    ) -> impl Iterator<Item = (&'s EventLabel, Range<usize>)> {
        let labels = self.service.into_iter().flat_map(|one| &one.events.labels);
        labels.filter_map(|label| {
            let is_it = |(name, value): &&Pair<'_>| {
                *name == label.key
                    && label
                        .values
                        .contains(&self.view.lower[value.clone()].trim())
            };
            let (_, value) = pairs.iter().find(is_it)?;
            Some((label, value.clone()))
        })
    }

    /// Whether a value is a label of the service, and so no words of anybody.
    pub(super) fn is_label(&self, key: &str, value: &Range<usize>) -> bool {
        let word = self.view.lower[value.clone()].trim();
        let mut labels = self.service.into_iter().flat_map(|one| &one.events.labels);
        labels.any(|label| label.key == key && label.values.contains(&word))
    }

    /// What the labels say of a failure.
    pub(super) fn label(&self, pairs: &[Pair<'_>]) -> Label {
        let mut label = Label {
            permanent: match find(pairs, &["bouncetype"]) {
                Some(kind) if &self.view.lower[kind.clone()] == "permanent" => Some(true),
                Some(kind) if &self.view.lower[kind.clone()] == "transient" => Some(false),
                _ => None,
            },
            ..Label::default()
        };
        for (own, value) in self.own_labels(pairs) {
            label.permanent = own.permanent.or(label.permanent);
            if label.cause.is_none() && own.cause.is_some() {
                label.cause = own.cause;
                label.place = Some(value);
            }
        }
        // KumoMTA has the name of a host beside its address.
        let of_peer = || find(pairs, &["addr"]).and_then(|_| find(pairs, &["name"]));
        label.host = find(pairs, HOST).or_else(of_peer);
        let wait = find(pairs, &["retry-seconds"]);
        let seconds = wait.and_then(|value| self.view.text[value].parse().ok());
        label.retry_after = seconds.filter(|seconds| *seconds > 0);
        label
    }

    /// What the labels of an event make of the message: those of the service, else those of all. A soft bounce is tried again by some
    /// services and not by others.
    pub(super) fn fate(&self, pairs: &[Pair<'_>]) -> Option<Fate> {
        let own = self.own_labels(pairs).find_map(|(label, _)| label.message);
        own.or_else(|| self.fate_by_all(pairs))
    }

    fn fate_by_all(&self, pairs: &[Pair<'_>]) -> Option<Fate> {
        let says = |word: &str, parts: &[&str]| parts.iter().any(|part| word.contains(part));
        let (mut retried, mut returned, mut is_soft) = (false, false, false);
        for (name, value) in pairs {
            let key = *name;
            let word = &self.view.lower[value.clone()];
            match key {
                "severity" => {
                    retried |= word == "temporary";
                    returned |= word == "permanent";
                }
                HARD_BOUNCE => is_soft |= word != "true",
                // Amazon tells of a bounce when it tries no longer, of whatever sort that is.
                "bouncetype" => returned = true,
                _ if LABEL.contains(&key) && word.len() < LONGEST => {
                    retried |= says(word, &["defer", "delay", "transient"]);
                    returned |= says(word, &["bounce"]);
                    is_soft |= says(word, &["soft"]);
                }
                _ => {}
            }
        }
        if is_soft {
            return None;
        }
        match (retried, returned) {
            (true, false) => Some(Fate::Retried),
            (false, true) => Some(Fate::Returned),
            _ => None,
        }
    }
}

impl Labels {
    /// Takes one that is worded as many services word it.
    fn take(&mut self, key: &str, word: &str) {
        let is_complaint = match word {
            "spamreport" | "abusereport" | "feedback" => true,
            "spam" => key != "status",
            _ => word.contains("complain"),
        };
        if is_complaint {
            self.reaction = Some(Reaction::Complaint);
        } else if word.contains("unsub") {
            self.reaction = Some(Reaction::Unsubscribed);
        } else if FAILED_LABELS.iter().any(|part| word.contains(part)) {
            self.failed = true;
        }
        let word = word.trim_start_matches("email.");
        self.delivered |= DELIVERED.iter().any(|part| word.starts_with(part));
    }
}
