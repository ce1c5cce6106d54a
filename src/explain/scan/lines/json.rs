//! Events of sending services and other JSON: objects that name a recipient and hold a diagnostic.
//!
//! A reader of its own, because the answers have to lead back into the input, and because people paste pieces of objects.

use std::ops::Range;

use smtpref_catalog::Provider;

use super::event::{Events, HARD_BOUNCE, MOST_PAIRS, Pair, RECIPIENT, Reader, Record, find};
use crate::explain::effort::look_at;
use crate::explain::view::View;

/// Objects and lists of Amazon that hold the recipients, or beside them the kind of the bounce.
const OF_AMAZON: [&str; 6] = [
    "bounce",
    "bouncedrecipients",
    "complaint",
    "complainedrecipients",
    "deliverydelay",
    "delayedrecipients",
];
/// Objects that describe the mail or the person, or one attempt: what became of it stands beside them.
const PARTS: [&str; 5] = ["mail", "email", "recipient", "headers", "smtp_events"];
/// The same, which may as well tell by themselves what became of it.
const WHOLE: [&str; 3] = ["message", "msg", "data"];

/// The deepest nesting that is read.
const DEEPEST: usize = 64;

/// Reads the events, of the service that is asked for where there are some; `None` if the text is no JSON of this sort.
pub(in crate::explain) fn events<'c>(
    view: &View<'_>,
    range: Range<usize>,
    is_whole: bool,
    service: impl FnOnce() -> Option<&'c Provider>,
) -> Option<Events> {
    let text = view.text[range.clone()].trim_start();
    // In a block of Markdown.
    let text = text.trim_start_matches('`');
    let text = text.strip_prefix("json").unwrap_or(text).trim_start();
    let head = view.cut(range.clone(), 300);
    let begins = text.starts_with(['{', '[']) && is_whole;
    if !begins && memchr::memchr(b'{', &view.text.as_bytes()[head.clone()]).is_none() {
        return None;
    }
    let has_object = view.has(&head, &["{\"", "{ \""]);
    let is_escaped = !has_object && view.has(&head, &["{\u{201d}", "{ \u{201d}"]);
    let opens = begins || is_escaped || has_object;
    if !opens || !view.has(&range, &["\":", "\" :", "\u{201d}:"]) {
        return None;
    }
    let mut reader = Reader {
        view,
        events: Events::default(),
        service: service(),
    };
    reader.read(range.clone(), if is_escaped { '\u{201d}' } else { '"' }, 0);
    let all = range;
    let is_listed = |key| view.has(&view.cut(all.clone(), 1 << 16), &[key]);
    reader.events.is_queue = is_listed("\"queue_name\"") && is_listed("\"queue_id\"");
    reader.events.is_log |= view.has(
        &view.cut(all.clone(), 1 << 16),
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

/// An object or a list that is open, and the key that it is the value of.
#[derive(Default)]
struct Open<'t> {
    record: Record<'t>,
    key: Option<&'t str>,
    is_array: bool,
}

impl<'t> Reader<'_, 't> {
    fn read(&mut self, range: Range<usize>, quote: char, depth: u8) {
        let view = self.view;
        let text = view.text;
        let mut open: Vec<Open<'t>> = Vec::new();
        let mut key: Option<&'t str> = None;
        let mut last: Option<Range<usize>> = None;
        let mut at = range.start;
        while at < range.end {
            let Some(c) = text[at..].chars().next() else {
                break;
            };
            match c {
                '{' | '[' => {
                    if open.len() < DEEPEST {
                        let parent = open.last();
                        let is_inner = parent.is_some_and(|parent: &Open<'_>| !parent.is_array);
                        open.push(Open {
                            record: self.begun(is_inner),
                            key: key.take(),
                            is_array: c == '[',
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
                    key = last.take().map(|name| &view.lower[name]);
                    at += 1;
                }
                ',' => {
                    key = None;
                    at += 1;
                }
                c if c == quote => {
                    let start = at + c.len_utf8();
                    let end = closing(text, start..range.end, quote);
                    look_at(end - start);
                    let value = start..end;
                    let inner = text[value.clone()].trim_start();
                    if inner.starts_with('{') && quote == '"' && depth == 0 {
                        let before = self.events.told.len();
                        self.read(value.clone(), '\u{201d}', depth + 1);
                        if let Some(open) = open.last_mut() {
                            open.record.told |= self.events.told.len() > before;
                        }
                    }
                    last = keep_value(value, &mut key, open.last_mut());
                    at = (end + quote.len_utf8()).min(range.end);
                }
                c if c.is_ascii_digit() => {
                    let length = text[at..range.end]
                        .bytes()
                        .take_while(|byte| byte.is_ascii_digit() || *byte == b'.')
                        .count();
                    last = keep_value(at..at + length, &mut key, open.last_mut());
                    at += length;
                }
                // `"hard_bounce":false`: other keys that are true or false tell nothing of what was said.
                't' | 'f' if key == Some(HARD_BOUNCE) => {
                    let length = text[at..range.end]
                        .bytes()
                        .take_while(u8::is_ascii_alphabetic)
                        .count();
                    last = keep_value(at..at + length, &mut key, open.last_mut());
                    at += length;
                }
                c => at += c.len_utf8(),
            }
        }
        while let Some(done) = open.pop() {
            self.close(done, open.last_mut());
        }
    }

    /// An object or a list is complete: it is an event, or a part of what it stands in.
    fn close(&mut self, done: Open<'t>, parent: Option<&mut Open<'t>>) {
        let Open {
            record,
            key,
            is_array,
        } = done;
        // Postal describes the message in an object beside what became of it.
        let in_list = parent.as_ref().filter(|parent| parent.is_array);
        let name = key.or(in_list.and_then(|parent| parent.key)).unwrap_or("");
        let is_part = PARTS.contains(&name);
        let is_event = !is_array && !is_part && self.event(&record);
        if !is_array {
            self.complete(&record);
        }
        let Some(parent) = parent else { return };
        let parent = &mut parent.record;
        parent.told |= is_event || record.told;
        let has_person = find(&record.pairs, RECIPIENT).is_some() && !is_array;
        if is_event || parent.pairs.len() >= MOST_PAIRS {
            return;
        }
        if !has_person || OF_AMAZON.contains(&name) {
            parent.pairs.extend(record.pairs);
        } else if is_part || WHOLE.contains(&name) {
            let names = |(name, _): &Pair<'_>| RECIPIENT.contains(name);
            parent.pairs.extend(record.pairs.into_iter().filter(names));
        }
    }
}

/// Where a text that a quotation mark began ends. Of a text within a text within a text all marks look the same: one that ends it has
/// the next key or the end of an object behind it.
fn closing(text: &str, range: Range<usize>, quote: char) -> usize {
    let mut at = range.start;
    while let Some(next) = text[at..range.end].find(quote) {
        let end = at + next;
        let behind = text[end + quote.len_utf8()..range.end].trim_start();
        let goes_on = behind.strip_prefix(',').map(str::trim_start);
        let ends = match goes_on {
            Some(next) => next.starts_with([quote, '{', '[']) || next.is_empty(),
            None => behind.is_empty() || behind.starts_with([':', '}', ']']),
        };
        if quote == '"' || ends {
            return end;
        }
        at = end + quote.len_utf8();
    }
    range.end
}

/// Keeps a value below its key; without one it may itself be a key.
fn keep_value<'t>(
    value: Range<usize>,
    key: &mut Option<&'t str>,
    open: Option<&mut Open<'t>>,
) -> Option<Range<usize>> {
    let Some(open) = open else { return Some(value) };
    let key = if open.is_array { open.key } else { key.take() };
    match key {
        Some(key) if open.record.pairs.len() < MOST_PAIRS => {
            open.record.pairs.push((key, value));
            None
        }
        _ => Some(value),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::event::Event;
    use super::*;
    use crate::explain::view::Flat;

    fn read(text: &str) -> Events {
        events(
            &Flat::of(text).view(text, crate::explain::view::cues()),
            0..text.len(),
            true,
            || None,
        )
        .unwrap()
    }

    #[rstest]
    #[case::sendgrid(r#"[{"email":"bob@example.net","event":"bounce","reason":"550 5.1.1 User unknown","status":"5.1.1"}]"#)]
    #[case::ses(r#"{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"bob@example.net","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 User unknown"}]},"mail":{"destination":["bob@example.net"]}}"#)]
    #[case::mailgun(r#"{"event-data":{"event":"failed","recipient":"bob@example.net","delivery-status":{"code":550,"enhanced-code":"5.1.1","message":"User unknown"}}}"#)]
    #[case::kumomta(r#"{"type":"Bounce","recipient":"bob@example.net","response":{"code":550,"enhanced_code":{"class":5,"subject":1,"detail":1},"content":"User unknown"}}"#)]
    #[case::postal(r#"{"message":{"id":552,"to":"bob@example.net","from":"anna@example.org"},"status":"HardFail","output":"550 5.1.1 User unknown"}"#)]
    fn an_event_is_read(#[case] text: &str) {
        let events = read(text);
        let [event] = &events.told[..] else {
            panic!("not one event")
        };
        assert_eq!(&text[event.recipient.clone().unwrap()], "bob@example.net");
        let said = event.said.as_ref().unwrap();
        assert_eq!(said.codes.reply.unwrap().to_string(), "550");
        assert_eq!(said.codes.enhanced.unwrap().to_string(), "5.1.1");
        assert!(text[said.words.clone()].ends_with("User unknown"));
    }

    #[rstest]
    #[case::strings(r#"{"event":"bounce","recipients":["bob@example.net","carol@example.net"],"reason":"550 5.1.1 User unknown"}"#)]
    #[case::ses(r#"{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"bob@example.net","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 User unknown"},{"emailAddress":"carol@example.net","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 User unknown"}]},"mail":{"destination":["bob@example.net","dave@example.net"]}}"#)]
    #[case::postmark(r#"[{"RecordType":"Bounce","Email":"bob@example.net","Details":"smtp;550 5.1.1 User unknown"},{"RecordType":"Bounce","Email":"carol@example.net","Details":"smtp;550 5.1.1 User unknown"}]"#)]
    #[case::sparkpost(r#"[{"msys":{"message_event":{"type":"bounce","rcpt_to":"bob@example.net","raw_reason":"550 5.1.1 User unknown"}}},{"msys":{"message_event":{"type":"bounce","rcpt_to":"carol@example.net","raw_reason":"550 5.1.1 User unknown"}}}]"#)]
    #[case::kumomta(r#"{"type":"Bounce","recipient":["bob@example.net","carol@example.net"],"response":{"code":550,"enhanced_code":{"class":5,"subject":1,"detail":1},"content":"User unknown"}}"#)]
    fn each_recipient_has_an_event(#[case] text: &str) {
        let events = read(text);
        let address = |event: &Event| text[event.recipient.clone().unwrap()].to_owned();
        let found: Vec<String> = events.told.iter().map(address).collect();
        assert_eq!(found, ["bob@example.net", "carol@example.net"]);
        for event in &events.told {
            let said = event.said.as_ref().unwrap();
            assert_eq!(said.codes.reply.unwrap().to_string(), "550");
            assert_eq!(said.codes.enhanced.unwrap().to_string(), "5.1.1");
        }
    }

    #[test]
    fn a_quoted_word_does_not_end_a_text_within_a_text() {
        let text = "{\"message\":\"{\u{201d}message\u{201d}:\u{201d}got \u{201d}550\u{201d}, with 550 5.7.1 no.\u{201d},\u{201d}recipient\u{201d}:\u{201d}bob@example.net\u{201d}}\"}";
        let events = read(text);
        let [event] = &events.told[..] else {
            panic!("not one event")
        };
        assert_eq!(&text[event.recipient.clone().unwrap()], "bob@example.net");
        let said = event.said.as_ref().unwrap();
        assert_eq!(said.codes.enhanced.unwrap().to_string(), "5.7.1");
    }

    #[test]
    fn a_delivery_is_no_failure() {
        let text = r#"[{"email":"bob@example.net","event":"delivered","response":"250 OK"}]"#;
        let events = read(text);
        assert!(events.has_delivery && events.told.is_empty());
    }
}
