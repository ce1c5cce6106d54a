//! Events of sending services and other JSON: objects that name a recipient and hold a diagnostic. The diagnostic counts; the label
//! that the service puts on it does not.
//!
//! A reader of its own, because the answers have to lead back into the input, and because people paste pieces of objects.

use std::ops::Range;

use smtpref_catalog::{EnhancedClass, EnhancedCode, ReplyCode};

use super::codes::enhanced;
use super::log;
use super::said::{LONGEST, Said, Source, said, stage};
use super::view::View;

/// What an object tells.
#[derive(Default)]
pub(super) struct Event {
    pub(super) recipient: Option<Range<usize>>,
    pub(super) said: Option<Said>,
}

/// All events of a text, and what it is.
#[derive(Default)]
pub(super) struct Events {
    pub(super) events: Vec<Event>,
    pub(super) has_delivery: bool,
    pub(super) has_complaint: bool,
    /// Whether a label says that something failed or was delivered.
    pub(super) has_label: bool,
    pub(super) is_log: bool,
}

/// A key and its value.
type Pair = (Range<usize>, Range<usize>);

/// Keys of recipients; the first that is there counts.
const RECIPIENT: &[&str] = &[
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
];
/// Keys of what the server said, the most literal first.
const WORDS: &[&str] = &[
    "diagnosticcode",
    "diagnostic-code",
    "diagnostic_code",
    "raw_reason",
    "details",
    "diag",
    "smtp_msg",
    "smtp_response",
    "smtpresponse",
    "response",
    "content",
    "reason",
    "smtp_reply",
    "error_message",
    "message",
    "description",
    "error",
    "comment",
    "bouncedescription",
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
/// The deepest nesting that is read.
const DEEPEST: usize = 64;
/// The most events of one text.
const MOST: usize = 1000;

/// Reads the events; `None` if the text is no JSON of this sort.
pub(super) fn events(view: &View<'_>, range: Range<usize>, is_whole: bool) -> Option<Events> {
    let text = view.text[range.clone()].trim_start();
    let head = view.cut(range.clone(), 300);
    let is_escaped =
        !view.has(&head, &["{\"", "{ \""]) && view.has(&head, &["{\u{201d}", "{ \u{201d}"]);
    let opens =
        text.starts_with(['{', '[']) && is_whole || is_escaped || view.has(&head, &["{\"", "{ \""]);
    if !opens || !view.has(&range, &["\":", "\" :", "\u{201d}:"]) {
        return None;
    }
    let mut reader = Reader {
        view,
        events: Events::default(),
    };
    reader.read(range.clone(), if is_escaped { '\u{201d}' } else { '"' }, 0);
    let all = range;
    reader.events.is_log = view.has(
        &view.cut(all, 1 << 16),
        &[
            "\"peer_address\"",
            "\"egress_",
            "\"_hostname\"",
            "\"level\":",
            "\"syslog_identifier\"",
            "\"priority\":",
            "\"log\":",
            "\"messagetraceid\"",
            "\"msg_id\"",
        ],
    );
    Some(reader.events)
}

struct Reader<'v, 't> {
    view: &'v View<'t>,
    events: Events,
}

/// An object that is open: its pairs, and the key that it is the value of.
#[derive(Default)]
struct Open {
    pairs: Vec<Pair>,
    key: Option<Range<usize>>,
    is_array: bool,
    /// Whether an object in it was an event.
    told: bool,
}

impl Reader<'_, '_> {
    fn read(&mut self, range: Range<usize>, quote: char, depth: u8) {
        let text = self.view.text;
        let mut open: Vec<Open> = Vec::new();
        let mut key: Option<Range<usize>> = None;
        let mut last: Option<Range<usize>> = None;
        let mut at = range.start;
        while at < range.end {
            let Some(c) = text[at..].chars().next() else {
                break;
            };
            match c {
                '{' | '[' => {
                    if open.len() < DEEPEST {
                        open.push(Open {
                            key: key.take(),
                            is_array: c == '[',
                            ..Open::default()
                        });
                    }
                    at += 1;
                }
                '}' | ']' => {
                    if let Some(done) = open.pop() {
                        self.close(done, open.last_mut());
                    }
                    at += 1;
                }
                ':' => {
                    key = last.take();
                    at += 1;
                }
                ',' => {
                    key = None;
                    at += 1;
                }
                c if c == quote => {
                    let start = at + c.len_utf8();
                    let end = text[start..range.end]
                        .find(quote)
                        .map_or(range.end, |end| start + end);
                    let value = start..end;
                    let inner = text[value.clone()].trim_start();
                    if inner.starts_with('{') && quote == '"' && depth == 0 {
                        self.read(value.clone(), '\u{201d}', depth + 1);
                    }
                    last = self.value(value, &mut key, open.last_mut());
                    at = (end + quote.len_utf8()).min(range.end);
                }
                c if c.is_ascii_digit() => {
                    let length = text[at..range.end]
                        .bytes()
                        .take_while(|byte| byte.is_ascii_digit() || *byte == b'.')
                        .count();
                    last = self.value(at..at + length, &mut key, open.last_mut());
                    at += length;
                }
                c => at += c.len_utf8(),
            }
        }
        while let Some(done) = open.pop() {
            self.close(done, open.last_mut());
        }
    }

    /// Keeps a value below its key; without one it may itself be a key.
    fn value(
        &self,
        value: Range<usize>,
        key: &mut Option<Range<usize>>,
        open: Option<&mut Open>,
    ) -> Option<Range<usize>> {
        let Some(open) = open else { return Some(value) };
        let key = if open.is_array {
            open.key.clone()
        } else {
            key.take()
        };
        match key {
            Some(key) if open.pairs.len() < 200 => {
                open.pairs.push((key, value));
                None
            }
            _ => Some(value),
        }
    }

    /// An object or a list is complete: it is an event, or a part of what it stands in.
    fn close(&mut self, done: Open, parent: Option<&mut Open>) {
        let is_event = !done.is_array && self.event(&done);
        if let Some(parent) = parent {
            parent.told |= is_event || done.told;
            let has_person = self.find(&done.pairs, RECIPIENT).is_some() && !done.is_array;
            if !is_event && !has_person && parent.pairs.len() < 200 {
                parent.pairs.extend(done.pairs);
            }
        }
    }

    fn find(&self, pairs: &[Pair], keys: &[&str]) -> Option<Range<usize>> {
        keys.iter().find_map(|key| {
            let found = pairs
                .iter()
                .find(|(name, _)| &self.view.lower[name.clone()] == *key);
            found.map(|(_, value)| value.clone())
        })
    }

    /// Whether an object is an event; keeps what it tells.
    fn event(&mut self, object: &Open) -> bool {
        let pairs = &object.pairs;
        if pairs.is_empty() {
            return false;
        }
        let label = pairs
            .iter()
            .filter(|(name, _)| LABEL.contains(&&self.view.lower[name.clone()]));
        let (mut failed, mut delivered, mut complaint) = (false, false, false);
        for (_, value) in label {
            let word = &self.view.lower[value.clone()];
            failed |= [
                "bounce",
                "fail",
                "defer",
                "reject",
                "delay",
                "drop",
                "block",
                "out_of_band",
                "undeliver",
                "spam",
                "suppress",
            ]
            .iter()
            .any(|part| word.contains(part))
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
            .any(|part| {
                word.starts_with(part) || word.ends_with(".delivered") || word.ends_with(".sent")
            });
            complaint |=
                word.contains("complain") || word == "spamreport" || word == "spam_complaint";
        }
        self.events.has_complaint |= complaint;
        self.events.has_label |= failed || delivered || complaint;
        if delivered && !failed {
            self.events.has_delivery = true;
            return true;
        }
        if complaint || object.told {
            return false;
        }
        if let Some(line) = self.line(pairs) {
            self.events.has_delivery |= line.is_delivery;
            self.events.has_label = true;
            if line.said.is_some() && self.events.events.len() < MOST {
                self.events.events.push(Event {
                    recipient: line.recipients.into_iter().next(),
                    said: line.said,
                });
            }
            return true;
        }
        let recipient = self
            .find(pairs, RECIPIENT)
            .and_then(|value| self.view.address(value));
        let said = self.said(pairs);
        let is_coded = |key: &&&str| key.starts_with("smtp") && self.find(pairs, &[key]).is_some();
        failed |= REPLY.iter().any(|key| is_coded(&key));
        let is_told = said.is_some() && (recipient.is_some() || failed);
        if (is_told || (failed && recipient.is_some())) && self.events.events.len() < MOST {
            self.events.events.push(Event { recipient, said });
            return true;
        }
        false
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
            (code.class().digit() >= 4).then_some((code, value))
        });
        let code = ENHANCED.iter().find_map(|key| {
            let value = self.find(pairs, &[key])?;
            let (code, _) = enhanced(&view.text[value.clone()])?;
            Some((code, value))
        });
        let code = code.or_else(|| self.in_parts(pairs));
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
            (None, Some(value)) => words(view, value),
            (None, None) if reply.is_some() || code.is_some() => words(
                view,
                reply.as_ref().or(None).map_or(0..0, |(_, at)| at.clone()),
            ),
            (None, None) => return None,
        };
        if one.reply.is_none()
            && let Some((reply, at)) = reply
        {
            one.reply = Some(reply);
            one.codes.push(at);
        }
        if one.enhanced.is_none()
            && let Some((code, at)) = code
        {
            one.enhanced = Some(code);
            one.codes.push(at);
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

/// Words without a code.
fn words(view: &View<'_>, value: Range<usize>) -> Said {
    Said {
        recipient: None,
        reply: None,
        enhanced: None,
        codes: Vec::new(),
        words: view.trim(view.cut(value.clone(), LONGEST)),
        stage: stage(view, &value),
        block: value,
        origin: None,
        source: Source::Diagnostic,
        is_weak: false,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::view::flat;
    use super::*;

    #[rstest]
    #[case::sendgrid(r#"[{"email":"bob@example.net","event":"bounce","reason":"550 5.1.1 User unknown","status":"5.1.1"}]"#)]
    #[case::ses(r#"{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"bob@example.net","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 User unknown"}]},"mail":{"destination":["bob@example.net"]}}"#)]
    #[case::mailgun(r#"{"event-data":{"event":"failed","recipient":"bob@example.net","delivery-status":{"code":550,"enhanced-code":"5.1.1","message":"User unknown"}}}"#)]
    #[case::kumomta(r#"{"type":"Bounce","recipient":"bob@example.net","response":{"code":550,"enhanced_code":{"class":5,"subject":1,"detail":1},"content":"User unknown"}}"#)]
    fn an_event_is_read(#[case] text: &str) {
        let lower = flat(text);
        let events = events(
            &View {
                text,
                lower: &lower,
            },
            0..text.len(),
            true,
        )
        .unwrap();
        let [event] = &events.events[..] else {
            panic!("not one event")
        };
        assert_eq!(&text[event.recipient.clone().unwrap()], "bob@example.net");
        let said = event.said.as_ref().unwrap();
        assert_eq!(said.reply.unwrap().to_string(), "550");
        assert_eq!(said.enhanced.unwrap().to_string(), "5.1.1");
        assert!(text[said.words.clone()].ends_with("User unknown"));
    }

    #[test]
    fn a_delivery_is_no_failure() {
        let text = r#"[{"email":"bob@example.net","event":"delivered","response":"250 OK"}]"#;
        let lower = flat(text);
        let events = events(
            &View {
                text,
                lower: &lower,
            },
            0..text.len(),
            true,
        )
        .unwrap();
        assert!(events.has_delivery && events.events.is_empty());
    }
}
