//! The log of the SMTP service of IIS: a line has the fields of a web server, so the words of a reply are joined by `+`, and a command has
//! a blank field before its parameter.

use std::ops::Range;

use super::super::text::Text;
use super::super::view::find;

/// The name of the service, in each of its lines.
const SERVICE: &str = " SMTPSVC";
/// What stands before it where IIS is the client.
const REPLIES: &str = " OutboundConnectionResponse";
const COMMANDS: &str = " OutboundConnectionCommand";
/// The commands that name somebody.
const NAMING: [&str; 2] = ["MAIL", "RCPT"];
/// What other logs set before what the other side says, and what the own one does.
const HEARD: &str = "<<< ";
const SAID: &str = ">>> ";
/// How many digits a code has.
const DIGITS: usize = 3;
/// The most fields of a line that are looked at.
const FIELDS: usize = 24;

/// A text in which such lines have commands and replies as they came.
pub(super) fn in_words(text: Text) -> Text {
    if find(text.text.as_bytes(), SERVICE.as_bytes()).is_none() {
        return text;
    }
    let mut out = text.rewrite();
    let source = out.source();
    let (mut at, mut kept) = (0, 0);
    for line in source.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some(spoken) = Spoken::of(line.trim_end()) else {
            continue;
        };
        out.copy(kept..start + spoken.from);
        out.put(&spoken.lead, start + spoken.from..start + spoken.said.start);
        for (place, c) in line[spoken.said.clone()].char_indices() {
            let place = start + spoken.said.start + place;
            out.put_char(if c == '+' { ' ' } else { c }, place..place + c.len_utf8());
        }
        if let Some(status) = spoken.status {
            out.copy(start + status.start - 1..start + status.end);
        }
        // The numbers behind it are sizes and times.
        kept = start + line.trim_end().len();
    }
    out.copy(kept..source.len());
    out.finish()
}

/// What a line says.
struct Spoken {
    /// Where the fields begin that hold it.
    from: usize,
    /// What stands for the fields before its words.
    lead: String,
    said: Range<usize>,
    /// What the service answered, behind the command of a client.
    status: Option<Range<usize>>,
}

impl Spoken {
    fn of(line: &str) -> Option<Self> {
        let service = line.find(SERVICE)?;
        let client = &line[..service];
        let mut fields = Vec::new();
        let mut at = service + 1;
        for field in line[at..].split(' ').take(FIELDS) {
            fields.push(at..at + field.len());
            at += field.len() + 1;
        }
        let is_blank = |place: usize| {
            fields
                .get(place)
                .is_some_and(|field| &line[field.clone()] == "-")
        };
        let code = |place: usize| {
            let field = &line[fields.get(place)?.clone()];
            let digits = field.bytes().take_while(u8::is_ascii_digit).count();
            (digits == DIGITS).then_some(&field[digits..])
        };
        if ends_with(client, REPLIES) {
            let begins = |place: &usize| {
                let is_reply = |rest: &str| rest.is_empty() || rest.starts_with(['+', '-']);
                is_blank(*place) && is_blank(place + 1) && code(place + 2).is_some_and(is_reply)
            };
            let place = (0..fields.len()).find(begins)?;
            return Some(Self {
                from: fields[place].start,
                lead: HEARD.to_owned(),
                said: fields[place + 2].clone(),
                status: None,
            });
        }
        let names =
            |place: &usize| NAMING.contains(&&line[fields[*place].clone()]) && is_blank(place + 1);
        let place = (0..fields.len()).find(names)?;
        let said = fields.get(place + 2)?.clone();
        let is_own = ends_with(client, COMMANDS);
        let status = fields
            .get(place + 3)
            .filter(|_| !is_own && code(place + 3) == Some(""));
        let verb = &line[fields[place].clone()];
        let spaces = usize::from(line[said.clone()].starts_with('+'));
        Some(Self {
            from: fields[place].start,
            lead: format!("{}{verb} ", if is_own { SAID } else { "" }),
            said: said.start + spaces..said.end,
            status: status.cloned(),
        })
    }
}

/// Whether a text ends with another, in whatever case.
fn ends_with(text: &str, end: &str) -> bool {
    let last = text
        .len()
        .checked_sub(end.len())
        .and_then(|at| text.get(at..));
    last.is_some_and(|last| last.eq_ignore_ascii_case(end))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::a_reply(
        "2026-11-20 08:47:01 192.0.2.1 OutboundConnectionResponse SMTPSVC1 WEB01 - 25 - - 550+5.1.1+no+such+user 0 0 74 0 312 SMTP - - - -",
        "2026-11-20 08:47:01 192.0.2.1 OutboundConnectionResponse SMTPSVC1 WEB01 - 25 <<< 550 5.1.1 no such user"
    )]
    #[case::a_command(
        "2026-11-20 08:47:01 192.0.2.1 OutboundConnectionCommand SMTPSVC1 WEB01 - 25 RCPT - TO:<bob@example.net> 0 0 4 0 312 SMTP - - - -\n",
        "2026-11-20 08:47:01 192.0.2.1 OutboundConnectionCommand SMTPSVC1 WEB01 - 25 >>> RCPT TO:<bob@example.net>\n"
    )]
    #[case::of_a_client(
        "2026-11-20 08:47:09 192.0.2.9 pc SMTPSVC1 WEB01 192.0.2.1 0 RCPT - +TO:<bob@example.net> 550 0 49 30 0 SMTP - - - -",
        "2026-11-20 08:47:09 192.0.2.9 pc SMTPSVC1 WEB01 192.0.2.1 0 RCPT TO:<bob@example.net> 550"
    )]
    #[case::another_service(
        "2026-11-20 08:47:01 W3SVC1 GET - 550+no",
        "2026-11-20 08:47:01 W3SVC1 GET - 550+no"
    )]
    #[case::no_reply(
        "1 OutboundConnectionResponse SMTPSVC1 WEB01 - 25 - - - 0 0",
        "1 OutboundConnectionResponse SMTPSVC1 WEB01 - 25 - - - 0 0"
    )]
    fn what_was_said_stands_as_it_came(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(in_words(Text::verbatim(text)).text, expected);
    }
}
