//! Events of sending services and other JSON: objects that name a recipient and hold a diagnostic.
//!
//! A reader of its own, because the answers have to lead back into the input, and because people paste pieces of objects, and what
//! their programs print of them.

use std::ops::Range;

use smtpref_catalog::Provider;

use super::event::{Events, HARD_BOUNCE, MOST_PAIRS, Pair, RECIPIENT, Reader, Record, find};
use super::notation::{Beginning, Notation, Token, beginning};
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
    let Beginning {
        notation,
        at,
        is_inside,
    } = beginning(view, &range, is_whole)?;
    let mut reader = Reader {
        view,
        events: Events::default(),
        service: service(),
    };
    reader.read(at..range.end, notation, is_inside);
    // Only what is surely JSON is read by nothing else.
    if notation.may_be_words() && reader.events.tells_nothing() {
        return None;
    }
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
    in_parens: bool,
}

impl<'t> Reader<'_, 't> {
    fn read(&mut self, range: Range<usize>, notation: Notation, is_inside: bool) {
        let view = self.view;
        let text = view.text;
        let mut open: Vec<Open<'t>> = Vec::new();
        if is_inside {
            open.push(Open::default());
        }
        let mut key: Option<&'t str> = None;
        let mut last: Option<Range<usize>> = None;
        let mut at = range.start;
        while at < range.end {
            let in_object = open.last().is_some_and(|open| !open.is_array);
            let (token, next) = notation.token(text, at..range.end, in_object);
            look_at(next - at);
            at = next;
            match token {
                Token::Begin {
                    is_array,
                    in_parens,
                } => {
                    if open.len() < DEEPEST {
                        open.push(Open {
                            record: self.begun(in_object),
                            key: key.take(),
                            is_array,
                            in_parens,
                        });
                    }
                }
                Token::End { of_parens } => {
                    let is_same = |open: &mut Open<'_>| open.in_parens == of_parens;
                    if let Some(done) = open.pop_if(is_same) {
                        // Behind the end of what was cut off the object around it goes on.
                        let outer = (is_inside && open.is_empty()).then(|| outside(&done));
                        self.close(done, open.last_mut());
                        open.extend(outer);
                    }
                }
                Token::Sign => key = last.take().map(|name| &view.lower[name]),
                Token::Comma => key = None,
                Token::Name(name) => key = Some(&view.lower[name]),
                Token::Pair(name, value) => {
                    key = Some(&view.lower[name]);
                    last = keep_value(value, &mut key, open.last_mut());
                }
                Token::Word(value) => {
                    if notation == Notation::Json
                        && text[value.clone()].trim_start().starts_with('{')
                    {
                        let before = self.events.told.len();
                        self.read(value.clone(), Notation::Inner, false);
                        if let Some(open) = open.last_mut() {
                            open.record.told |= self.events.told.len() > before;
                        }
                    }
                    last = keep_value(value, &mut key, open.last_mut());
                }
                // `"hard_bounce":false`: other keys that are true or false tell nothing of what was said.
                Token::Flag(value) if key == Some(HARD_BOUNCE) => {
                    last = keep_value(value, &mut key, open.last_mut());
                }
                Token::Flag(_) | Token::Other => {}
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
            ..
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

/// The object around one that is complete and whose name was cut off: it is about the same people.
fn outside<'t>(inner: &Open<'t>) -> Open<'t> {
    let names = |(name, _): &&Pair<'_>| RECIPIENT.contains(name);
    let mut outer = Open::default();
    outer.record.pairs = inner.record.pairs.iter().filter(names).cloned().collect();
    outer
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
