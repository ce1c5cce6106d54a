//! Fields of a report, or lines of a session, that somebody pasted as one line: each begins a line again.

use super::super::text::Text;
use super::super::view::{find, has_time};

/// Fields of reports that no sentence has.
const FIELDS: &[&str] = &[
    "action: ",
    "arrival-date: ",
    "diagnostic-code: ",
    "final-recipient: ",
    "last-attempt-date: ",
    "original-recipient: ",
    "remote-mta: ",
    "reporting-mta: ",
    "status: ",
    "will-retry-until: ",
];
/// What the server says in a session, between the lines of the client.
const ANSWER: &str = " <<< ";
/// How the lines begin that a client says.
const COMMANDS: [&str; 5] = ["EHLO ", "HELO ", "AUTH ", "MAIL FROM:", "RCPT TO:"];
/// What stands around the head of a section in a notice of Sendmail, and how two of the heads begin.
const RULE: &str = "----- ";
const HEADS: [&str; 2] = [
    "The following addresses had",
    "Transcript of session follows",
];
/// What each of these notices has.
const SECTION: &str = "Transcript of session follows -----";
/// The longest text that somebody pastes as one line.
const LONGEST: usize = 64 << 10;
/// How many of them a line has at least that is a joined report.
const FEWEST: usize = 2;

/// A text with a line for each field of a report. Only the spaces before them change, so every place stays what it is.
pub(in crate::explain) fn apart(mut text: Text) -> Text {
    if text.text.len() > LONGEST {
        return text;
    }
    let mut breaks: Vec<usize> = Vec::new();
    // Without its spaces, of which a text has many, it is soon told to be missing.
    if find(text.text.as_bytes(), ANSWER.trim().as_bytes()).is_some() && text.text.contains(ANSWER)
    {
        turns(&text.text, &mut breaks);
    }
    answers(&text.text, &mut breaks);
    entries(&text.text, &mut breaks);
    if find(text.text.as_bytes(), SECTION.as_bytes()).is_some() {
        sections(&text.text, &mut breaks);
    }
    // Most colons end something else, and only a text with fields is copied in lower case.
    let marks = memchr::memchr_iter(b':', text.text.as_bytes());
    let ends = |at: &usize| ends_a_field(&text.text.as_bytes()[..text.text.len().min(at + 2)]);
    if marks.filter(ends).take(FEWEST).count() >= FEWEST {
        fields(&text.text.to_ascii_lowercase(), &mut breaks);
    }
    if breaks.is_empty() {
        return text;
    }
    let mut bytes = std::mem::take(&mut text.text).into_bytes();
    for at in breaks {
        bytes[at] = b'\n';
    }
    text.text = String::from_utf8(bytes).unwrap_or_default();
    text
}

/// The spaces before the turns of a session. The only turn of a line that has a time before it is a line of a log.
fn turns(text: &str, breaks: &mut Vec<usize>) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let first = breaks.len();
        for mark in [ANSWER, " >>> "] {
            breaks.extend(line.match_indices(mark).map(|(at, _)| start + at));
        }
        if let [only] = breaks[first..]
            && has_time(&line[..only - start])
        {
            breaks.pop();
        }
        start += line.len();
    }
}

/// The spaces before the answers of a server that stand in the lines of its client: `EHLO mail.example.com 501 Invalid name`.
fn answers(text: &str, breaks: &mut Vec<usize>) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if COMMANDS.iter().any(|command| line.starts_with(command)) {
            let is_code = |(at, _): &(usize, &str)| match line.as_bytes()[at + 1..] {
                [first, a, b, b' ' | b'-', ..] => {
                    matches!(first, b'4' | b'5') && a.is_ascii_digit() && b.is_ascii_digit()
                }
                _ => false,
            };
            let code = line.match_indices(' ').find(is_code);
            breaks.extend(code.map(|(at, _)| start + at));
        }
        start += line.len();
    }
}

/// The spaces before the entries of several recipients in one line, as Postfix and Exchange write them: `<bob@example.net>: host … said: …`,
/// `bob@example.net mx.example.net Remote Server returned '…'`.
fn entries(text: &str, breaks: &mut Vec<usize>) {
    const OF_POSTFIX: &str = ">: host ";
    const OF_EXCHANGE: &str = " Remote Server returned '";
    let bytes = text.as_bytes();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut places = Vec::new();
        for (at, _) in line.match_indices(OF_POSTFIX) {
            let opens = line[..at]
                .rfind(' ')
                .filter(|space| line[space + 1..].starts_with('<'));
            places.extend(opens.filter(|space| line[*space..at].contains('@')));
        }
        for (at, _) in line.match_indices(OF_EXCHANGE) {
            let name = line[..at]
                .rfind(' ')
                .filter(|host| line[*host..at].contains('.'));
            let name = name.and_then(|host| Some(line[..host].rfind(' ')?..host));
            places.extend(
                name.filter(|name| line[name.clone()].contains('@'))
                    .into_iter()
                    .flat_map(|name| [name.start, name.end]),
            );
        }
        if places.len() >= FEWEST {
            breaks.extend(
                places
                    .into_iter()
                    .map(|at| start + at)
                    .filter(|at| bytes[*at] == b' '),
            );
        }
        start += line.len();
    }
}

/// The spaces around the heads of the sections of a notice of Sendmail.
fn sections(text: &str, breaks: &mut Vec<usize>) {
    let mut is_head = false;
    for (at, rule) in text.match_indices(RULE) {
        let follows = &text[at + RULE.len()..];
        let begins = HEADS.iter().any(|head| follows.starts_with(head));
        let is_in_line = |at: usize| text.as_bytes().get(at) == Some(&b' ');
        if begins && at > 0 && is_in_line(at - 1) {
            breaks.push(at - 1);
        }
        if is_head && is_in_line(at + rule.len() - 1) {
            breaks.push(at + rule.len() - 1);
        }
        is_head = begins;
    }
}

/// Whether what stands up to the space behind a colon ends with the name of a field.
fn ends_a_field(text: &[u8]) -> bool {
    let ends = |field: &&str| {
        let start = text.len().checked_sub(field.len());
        start.is_some_and(|start| text[start..].eq_ignore_ascii_case(field.as_bytes()))
    };
    FIELDS.iter().any(ends)
}

/// The spaces before the fields of joined reports.
fn fields(lower: &str, breaks: &mut Vec<usize>) {
    let mut start = 0;
    for line in lower.split_inclusive('\n') {
        let mut places: Vec<usize> = Vec::new();
        let mut fields = 0;
        for field in FIELDS {
            for (at, _) in line.match_indices(field) {
                fields += usize::from(at == 0);
                // `…; Action: failed; Status: 5.0.0; 550 …` is a form of its own.
                if line[..at].ends_with(' ') && !line[..at].ends_with("; ") {
                    fields += 1;
                    places.push(start + at - 1);
                }
            }
        }
        if fields >= FEWEST {
            breaks.extend(places);
        }
        start += line.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is longer was not pasted as one line, and would be copied for nothing.
    #[test]
    fn only_what_fits_a_line_is_taken_apart() {
        let report = "Reporting-MTA: dns; mx.example Final-Recipient: rfc822; bob@example.net Action: failed Status: 5.1.1";
        let lines = |text: &str| apart(Text::verbatim(text)).text.lines().count();
        assert_eq!(lines(report), 4);
        let padded = |length: usize| report.to_owned() + &".".repeat(length - report.len());
        assert_eq!(lines(&padded(LONGEST)), 4);
        assert_eq!(lines(&padded(LONGEST + 1)), 1);
        assert_eq!(lines(&padded(LONGEST + 2)), 1);
    }

    #[test]
    fn each_entry_of_several_recipients_begins_a_line() {
        let postfix = "I'm sorry. <bob@example.net>: host mx.example.net said: 550 no <carol@example.net>: host mx.example.net said: 552 full";
        assert_eq!(apart(Text::verbatim(postfix)).text.lines().count(), 3);
        let exchange = "Generating server: mx bob@example.net mx.example.net Remote Server returned '550 no' carol@example.net \
                        mx.example.net Remote Server returned '552 full'";
        assert_eq!(apart(Text::verbatim(exchange)).text.lines().count(), 5);
        let one = "<ann@example.org>, or <bob@example.net>: host mx.example.net said: 550 no";
        assert_eq!(apart(Text::verbatim(one)).text.lines().count(), 1);
    }
}
