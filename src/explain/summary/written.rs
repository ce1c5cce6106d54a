//! What an input is made of, by its beginning: the lines of a log, the mails of a mailbox, or one text.

use super::super::scan::{is_header, log_start};

/// What an input is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Written {
    /// Lines, each of which tells something by itself: a log, or replies one below the other.
    Lines,
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
    #[case::nothing("", Written::Text)]
    fn inputs_are_told_apart(#[case] head: &str, #[case] expected: Written) {
        assert_eq!(written(head.as_bytes()), expected);
    }
}
