//! What an input is made of, by its beginning: the lines of a log, the mails of a mailbox, or one text.

use smtpref_catalog::Cues;

use super::super::scan::{is_header, log_start, turn};
use super::super::view::Flat;

/// So many lines of sessions make a log of them.
const FEWEST: usize = 2;

/// What an input is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Written {
    /// Lines, each of which tells something by itself: a log, or replies one below the other.
    Lines,
    /// Lines of sessions: whom a reply is about, and its other lines, stand in lines of their own.
    Sessions,
    /// Mails one after the other, each behind a line `From `.
    Mails,
    /// One text: a mail, a bounce, a session, an event on several lines.
    Text,
}

/// What an input is made of that begins so.
///
/// # Examples
/// ```
/// use smtpref::explain::{Written, written};
///
/// assert_eq!(written(b"Jun  3 10:00:00 mail postfix/smtp[1]: x"), Written::Lines);
/// assert_eq!(written(b"From MAILER-DAEMON Tue Jun  3 10:00:00 2025\n"), Written::Mails);
/// assert_eq!(written(b"Return-Path: <>\nSubject: x\n"), Written::Text);
/// ```
#[must_use]
pub fn written(head: &[u8]) -> Written {
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches(['\u{feff}', '\r', '\n', ' ', '\t']);
    if text.starts_with("From ") {
        return Written::Mails;
    }
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default().trim_end();
    let lower = first.to_ascii_lowercase();
    if is_header(&lower) {
        return Written::Text;
    }
    if has_sessions(text) {
        return Written::Sessions;
    }
    let is_object = first.starts_with('{') && first.ends_with('}');
    let is_reply = |line: &str| {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        digits == 3 && matches!(line.as_bytes().get(3), Some(b' ' | b'-'))
    };
    // `550-5.1.1 …` goes on in the next line; replies one below the other do not.
    let is_list = is_reply(first) && first.as_bytes()[3] == b' ';
    let is_comment = first.starts_with('#');
    if log_start::is_start_alone(&lower) || is_object || is_list || is_comment {
        return Written::Lines;
    }
    Written::Text
}

/// Whether a server wrote sessions into its log.
fn has_sessions(text: &str) -> bool {
    let cues: Cues = std::iter::empty().collect();
    let flat = Flat::of(text);
    let view = flat.view(text, &cues);
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        start += line.len();
        start - line.len()..start - line.len() + line.trim_end().len()
    });
    let is_logged =
        |line: &std::ops::Range<usize>| turn(&view, line).is_some_and(|turn| turn.is_own.is_some());
    lines.filter(is_logged).take(FEWEST).count() == FEWEST
}

/// Whether a text that begins so is a mail: its report comes before the message that came back, which may be long.
#[must_use]
pub fn is_mail(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches(['\u{feff}', '\r', '\n', ' ', '\t']);
    let first = text.lines().next().unwrap_or_default();
    is_header(&first.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::exim("2025-06-03 10:00:00 1uMABC-000250-1x ** x", Written::Lines)]
    #[case::journal("{\"MESSAGE\":\"x\"}\n{\"MESSAGE\":\"y\"}", Written::Lines)]
    #[case::an_object_on_lines("{\n  \"event\": \"bounce\"\n}", Written::Text)]
    #[case::array("[{\"event\":\"bounce\"}]", Written::Text)]
    #[case::replies("550 no\n551 no", Written::Lines)]
    #[case::a_long_reply("550-5.1.1 no\n550 5.1.1 no", Written::Text)]
    #[case::notice("This is the mail system at host mx.example.org.", Written::Text)]
    #[case::mdaemon(
        "Fri 2026-11-20 08:01:19: [1] --> RCPT To:<b@example.com>\nFri 2026-11-20 08:01:19: [1] <-- 550-5.1.1 no",
        Written::Sessions
    )]
    #[case::hmailserver(
        "\"SMTPD\"\t4120\t42\t\"2026-11-20 09:36:01.123\"\t\"192.0.2.1\"\t\"RECEIVED: RCPT TO:<b@example.com>\"\n\"SMTPD\"\t4120\t42\t\"2026-11-20 09:36:01.123\"\t\"192.0.2.1\"\t\"SENT: 550 no\"",
        Written::Sessions
    )]
    #[case::one_line_of_a_session(
        "2026-11-20 09:36:01 [1] rsp: 550 no\n2026-11-20 09:36:02 disconnected",
        Written::Lines
    )]
    #[case::a_session_without_stamps("--> RCPT TO:<b@example.com>\n<-- 550 no", Written::Text)]
    #[case::nothing("", Written::Text)]
    fn inputs_are_told_apart(#[case] head: &str, #[case] expected: Written) {
        assert_eq!(written(head.as_bytes()), expected);
    }
}
