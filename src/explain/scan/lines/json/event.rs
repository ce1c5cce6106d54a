//! What one object of JSON tells: for whom, the diagnostic, the codes beside it, and the label that only says that it is an event.

use std::ops::Range;

use smtpref_catalog::{Codes, EnhancedClass, EnhancedCode, Fate, ReplyCode};

use super::super::super::lines::log;
use super::super::super::lines::log_words::FAILED_LABELS;
use super::super::super::said::{Label, Said, Source, said};
use super::{Event, Open, Pair, Reader};
use crate::explain::codes::enhanced;
use crate::lookup::causes::{
    AUTHENTICATION_FAILED, CONTENT_REJECTED, DELIVERY_EXPIRED, DNS_ERROR, MAILBOX_FULL,
    MESSAGE_TOO_BIG, PROHIBITED_ATTACHMENT, SPAM_CONTENT, SUPPRESSED, USER_UNKNOWN, VIRUS,
};

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
];
/// Keys of what the server said, the most literal first.
const WORDS: &[&str] = &[
    "diagnosticcode",
    "diagnostic-code",
    "diagnostic_code",
    "raw_reason",
    "output",
    "details",
    "diag",
    "delay_reason",
    "smtp_msg",
    "smtp_response",
    "smtpresponse",
    "response",
    "content",
    "reason",
    "smtp_reply",
    "comment",
    "error_message",
    "message",
    "description",
    "error",
    "bouncedescription",
    "bounce_description",
    "detail",
    "msg",
    "log",
];
const REPLY: &[&str] = &[
    "code",
    "smtp_code",
    "smtp-code",
    "smtpcode",
    "responsecode",
    "response_code",
    "error_code",
    "smtp_status_code",
    "status_code",
];
const ENHANCED: &[&str] = &[
    "enhanced-code",
    "enhanced_code",
    "enhancedcode",
    "smtp_enchcode",
    "smtp_enhanced_code",
    "enhanced_status_code",
    "status",
    "dsn",
    "enhancedstatuscode",
];
/// A key that is true or false.
pub(super) const HARD_BOUNCE: &str = "hard_bounce";
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

/// Causes that Amazon names beside the kind of a bounce, and Postmark as its type.
const SUBTYPES: &[(&str, &str)] = &[
    ("noemail", USER_UNKNOWN),
    ("unsubscribe", SUPPRESSED),
    ("manuallydeactivated", SUPPRESSED),
    ("dnserror", DNS_ERROR),
    ("dmarcpolicy", AUTHENTICATION_FAILED),
    ("spamnotification", SPAM_CONTENT),
    ("virusnotification", VIRUS),
    ("suppressed", SUPPRESSED),
    ("onaccountsuppressionlist", SUPPRESSED),
    ("mailboxfull", MAILBOX_FULL),
    ("messagetoolarge", MESSAGE_TOO_BIG),
    ("contentrejected", CONTENT_REJECTED),
    ("attachmentrejected", PROHIBITED_ATTACHMENT),
    ("customtimeoutexceeded", DELIVERY_EXPIRED),
];

impl Reader<'_, '_> {
    /// Whether an object is an event; keeps what it tells.
    pub(in crate::explain) fn event(&mut self, object: &Open) -> bool {
        let pairs = &object.pairs;
        if pairs.is_empty() {
            return false;
        }
        let label = pairs
            .iter()
            .filter(|(name, _)| LABEL.contains(&&self.view.lower[name.clone()]));
        let (mut failed, mut delivered, mut complaint) = (false, false, false);
        let mut answered = false;
        for (_, value) in label {
            let word = &self.view.lower[value.clone()];
            failed |= FAILED_LABELS.iter().any(|part| word.contains(part))
                && word.len() < 40
                && !word.contains("complaint");
            delivered |= [
                "deliver",
                "sent",
                "send",
                "processed",
                "accepted",
                "injection",
                "relayed",
            ]
            .iter()
            .any(|part| word.trim_start_matches("email.").starts_with(part));
            // The mail arrived, and a program answered it: Postmark counts that among the bounces.
            answered |= matches!(word, "autoresponder" | "challengeverification");
            complaint |= word.contains("complain")
                || matches!(word, "spamreport" | "spam_complaint" | "feedback");
        }
        self.events.has_complaint |= complaint;
        if answered || delivered && !failed {
            self.events.has_delivery = true;
            return true;
        }
        if complaint || object.told {
            return false;
        }
        if let Some(line) = self.line(pairs) {
            self.events.has_delivery |= line.is_delivery;
            if line.said.is_some() {
                self.events.tell(Event {
                    recipient: line.recipients.into_iter().next(),
                    said: line.said,
                });
            }
            return true;
        }
        let recipients = self.recipients(pairs);
        let mut said = self.said(pairs);
        if let Some(said) = &mut said {
            said.fate = self.fate(pairs);
        }
        let is_done = |said: &Said| {
            said.is_success() || self.view.text[said.words.clone()].starts_with("250")
        };
        if !failed && said.as_ref().is_some_and(is_done) {
            self.events.has_delivery = true;
            return false;
        }
        let is_coded = |key: &&&str| key.starts_with("smtp") && self.find(pairs, &[key]).is_some();
        failed |= REPLY.iter().any(|key| is_coded(&key));
        let is_named = !recipients.is_empty();
        let is_told = said.is_some() && (is_named || failed);
        if !(is_told || (failed && is_named)) {
            return false;
        }
        // Where nothing was quoted, words are looked for in no name of a field: what the labels say is all there is.
        let said = said.or_else(|| Some(self.of_labels(pairs, recipients.first()?)));
        if !is_named {
            self.events.tell(Event {
                recipient: None,
                said,
            });
            return true;
        }
        for recipient in recipients {
            let said = said.clone();
            let recipient = Some(recipient);
            self.events.tell(Event { recipient, said });
        }
        true
    }

    /// The recipient of an object, or all of a list of them.
    fn recipients(&self, pairs: &[Pair]) -> Vec<Range<usize>> {
        let is_key = |key: &&str, name: &Range<usize>| &self.view.lower[name.clone()] == *key;
        let is_queue = self.find(pairs, &["delay_reason"]).is_some();
        let found = RECIPIENT
            .iter()
            .chain(is_queue.then_some(&"address"))
            .find_map(|key| pairs.iter().find(|(name, _)| is_key(key, name)));
        let Some((name, _)) = found else {
            return Vec::new();
        };
        // The values of one list have one key, at one place.
        let values = pairs.iter().filter(|(of, _)| of == name);
        values
            .filter_map(|(_, value)| self.view.address(value.clone()))
            .collect()
    }

    /// What the labels of an event make of the message; a soft bounce is tried again by some services and not by others.
    fn fate(&self, pairs: &[Pair]) -> Option<Fate> {
        let says = |word: &str, parts: &[&str]| parts.iter().any(|part| word.contains(part));
        let (mut retried, mut returned, mut is_soft) = (false, false, false);
        for (name, value) in pairs {
            let key = &self.view.lower[name.clone()];
            let word = &self.view.lower[value.clone()];
            match key {
                "severity" => {
                    retried |= word == "temporary";
                    returned |= word == "permanent";
                }
                HARD_BOUNCE => is_soft |= word != "true",
                // Amazon calls it a bounce, whether the mail may still come or was answered by a program.
                "bouncetype" => is_soft |= word != "permanent",
                _ if LABEL.contains(&key) && word.len() < 40 => {
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

    /// What the labels of an event say that quotes nobody.
    fn of_labels(&self, pairs: &[Pair], recipient: &Range<usize>) -> Said {
        let value = |key| Some(&self.view.lower[self.find(pairs, &[key])?]);
        let at = recipient.end..recipient.end;
        let mut one = Said::of_words(self.view, at.clone(), at, Source::Diagnostic);
        one.stage = None;
        one.label = Some(Label {
            class: None,
            permanent: match value("bouncetype") {
                Some("permanent") => Some(true),
                Some("transient") => Some(false),
                _ => None,
            },
            cause: value("bouncesubtype").or(value("type")).and_then(|kind| {
                let known = SUBTYPES.iter().find(|(name, _)| *name == kind);
                Some(known?.1)
            }),
        });
        one.fate = self.fate(pairs);
        one
    }

    /// The line of a log that a journal or a container wrapped.
    fn line(&self, pairs: &[Pair]) -> Option<log::Line> {
        ["message", "log", "msg"].iter().find_map(|key| {
            let line = log::read(self.view, &self.find(pairs, &[key])?);
            (!line.recipients.is_empty() || line.is_delivery).then_some(line)
        })
    }

    /// The diagnostic with the codes beside it.
    fn said(&self, pairs: &[Pair]) -> Option<Said> {
        let view = self.view;
        let reply = REPLY.iter().find_map(|key| {
            let value = self.find(pairs, &[key])?;
            let code: ReplyCode = view.text[value.clone()].parse().ok()?;
            Codes::from(code).is_refusal().then_some((code, value))
        });
        let code = ENHANCED.iter().find_map(|key| {
            let value = self.find(pairs, &[key])?;
            let (code, _) = enhanced(&view.text[value.clone()])?;
            Some((code, value))
        });
        let code = code.or_else(|| self.in_parts(pairs));
        let without_code =
            |value: Range<usize>| Said::of_words(view, value.clone(), value, Source::Diagnostic);
        let of_words = || WORDS.iter().filter_map(|key| self.find(pairs, &[key]));
        let is_text = |value: &Range<usize>| {
            view.text[value.clone()]
                .chars()
                .filter(|c| c.is_alphabetic())
                .take(3)
                .count()
                == 3
        };
        let spoken = of_words().find_map(|value| {
            said(view, value, Source::Diagnostic)
                .filter(|one| one.class() != Some(EnhancedClass::Success))
        });
        let mut one = match (spoken, of_words().find(is_text)) {
            (Some(one), _) => one,
            (None, Some(value)) => without_code(value),
            (None, None) if reply.is_some() || code.is_some() => {
                without_code(reply.as_ref().map_or(0..0, |(_, at)| at.clone()))
            }
            (None, None) => return None,
        };
        if one.codes.reply.is_none()
            && let Some((reply, at)) = reply
        {
            one.codes.reply = Some(reply);
            one.places.push(at);
        }
        if one.codes.enhanced.is_none()
            && let Some((code, at)) = code
        {
            one.codes.enhanced = Some(code);
            one.places.push(at);
        }
        Some(one)
    }

    /// `{"class": 5, "subject": 1, "detail": 1}`.
    fn in_parts(&self, pairs: &[Pair]) -> Option<(EnhancedCode, Range<usize>)> {
        let part = |key: &str| self.find(pairs, &[key]);
        let (class, subject, detail) = (part("class")?, part("subject")?, part("detail")?);
        let text = self.view.text;
        let code = format!(
            "{}.{}.{}",
            &text[class.clone()],
            &text[subject],
            &text[detail.clone()]
        );
        Some((code.parse().ok()?, class.start..detail.end.max(class.end)))
    }
}
