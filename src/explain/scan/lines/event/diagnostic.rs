//! The diagnostic of a record: the words of a server, and the codes beside them.

use std::ops::Range;

use smtpref_catalog::{Codes, EnhancedClass, EnhancedCode, ReplyCode};

use super::super::super::said::{Said, Source, said};
use super::{Pair, Reader, find};
use crate::explain::codes::enhanced;

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
    "email_response_message",
    "smtpresponse",
    "response",
    "content",
    "reason",
    "smtp_reply",
    "comment",
    "error_message",
    "errormessage",
    "message",
    "description",
    "error",
    "bouncedescription",
    "bounce_description",
    "detail",
    "err",
    "exception",
    "statusmessage",
    "serverresponse",
    "lastresponse",
    "lasterror",
    "msg",
    "log",
];
/// Keys of the message itself, whose words nobody said of it.
const OF_MESSAGE: [&str; 9] = [
    "subject", "body", "html", "text", "content", "title", "headers", "preview", "snippet",
];
pub(super) const REPLY: &[&str] = &[
    "code",
    "smtp_code",
    "smtp-code",
    "smtpcode",
    "responsecode",
    "response_code",
    "error_code",
    "smtp_status_code",
    "email_response_code",
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
/// Whether a name is a key, however its words are joined: `server_response`, `serverResponse`.
fn is_key(name: &str, key: &str) -> bool {
    let is_joint = |c: &char| matches!(c, '_' | '-' | '.' | ' ');
    name == key || name.chars().filter(|c| !is_joint(c)).eq(key.chars())
}

impl Reader<'_, '_> {
    /// The diagnostic with the codes beside it.
    pub(super) fn said(&self, pairs: &[Pair<'_>]) -> Option<Said> {
        let view = self.view;
        let reply = REPLY.iter().find_map(|key| {
            let value = find(pairs, &[key])?;
            let code: ReplyCode = view.text[value.clone()].parse().ok()?;
            Codes::from(code).is_refusal().then_some((code, value))
        });
        let of_words = || {
            let words = WORDS.iter().flat_map(|key| {
                let of_key = pairs.iter().filter(move |(name, _)| is_key(name, key));
                of_key.map(move |(_, value)| (*key, value.clone()))
            });
            let words = words.filter(|(key, value)| !self.is_label(key, value));
            words.map(|(_, value)| value)
        };
        // Words may be nothing but a code: `"Description":"550"`.
        let reply = reply.or_else(|| {
            of_words().find_map(|value| {
                let code: ReplyCode = view.text[value.clone()].parse().ok()?;
                Codes::from(code).is_refusal().then_some((code, value))
            })
        });
        let code = ENHANCED.iter().find_map(|key| {
            let value = find(pairs, &[key])?;
            let (code, _) = enhanced(&view.text[value.clone()])?;
            Some((code, value))
        });
        let code = code.or_else(|| self.in_parts(pairs));
        let without_code =
            |value: Range<usize>| Said::of_words(view, value.clone(), value, Source::Diagnostic);
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
        let spoken = spoken.or_else(|| self.under_any_key(pairs));
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

    /// What begins as the refusal of a server does, whatever its key: `"info": "550 5.1.1 User unknown"`.
    fn under_any_key(&self, pairs: &[Pair<'_>]) -> Option<Said> {
        let mut values = pairs.iter().filter(|(name, _)| !OF_MESSAGE.contains(name));
        values.find_map(|(_, value)| {
            let bytes = self.view.text[value.clone()].as_bytes();
            let begins = bytes
                .first()
                .is_some_and(|byte| matches!(byte, b'4' | b'5'))
                && bytes.get(3).is_some_and(|byte| matches!(byte, b' ' | b'-'))
                && bytes.len() > "550 no".len();
            let one = begins.then(|| said(self.view, value.clone(), Source::Diagnostic))??;
            let is_reply = one.codes.reply.is_some() && one.codes.is_refusal();
            is_reply.then_some(one)
        })
    }

    /// `{"class": 5, "subject": 1, "detail": 1}`.
    fn in_parts(&self, pairs: &[Pair<'_>]) -> Option<(EnhancedCode, Range<usize>)> {
        let part = |key: &str| find(pairs, &[key]);
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
