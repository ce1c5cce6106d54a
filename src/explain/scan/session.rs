//! The lines of a session: who speaks, and which command is given.

use std::ops::Range;

use smtpref_catalog::Command;

use super::super::view::{View, has_time};
use super::fields::begins_with_code;

/// Who speaks in a line of a session that says so.
pub(in crate::explain) enum Side {
    Client(Command),
    Server,
}

/// A line of a session that shows who speaks.
pub(in crate::explain) struct Turn {
    pub(in crate::explain) side: Side,
    /// In the log of a server, whether that one said it: a reply of its own refuses a client.
    pub(in crate::explain) is_own: Option<bool>,
    /// What tells the session from others in the same log; empty if nothing does.
    pub(in crate::explain) session: Range<usize>,
    /// Where it begins that is said.
    pub(in crate::explain) said: usize,
}

/// How `PHPMailer` marks what the client says, and what the server.
pub(in crate::explain) const TURNS: [&str; 2] = ["client -> server:", "server -> client:"];

/// What a mark before a line of a session says of who speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Client,
    Server,
    /// Whoever wrote the line, be it a client or a server.
    Out,
    /// The other side.
    In,
}

/// The marks, and whether only servers write them into their logs; an arrow is of a log where a stamp stands before it.
const MARKS: &[(&str, Way, bool)] = &[
    (TURNS[0], Way::Client, false),
    (" c: ", Way::Client, false),
    ("send: ", Way::Client, false),
    ("]: > ", Way::Client, false),
    (TURNS[1], Way::Server, false),
    (" s: ", Way::Server, false),
    ("reply: ", Way::Server, false),
    ("]: < ", Way::Server, false),
    // Outlook and Outlook Express.
    ("[tx] ", Way::Client, false),
    ("[rx] ", Way::Server, false),
    ("<rx> ", Way::Server, false),
    ("--> ", Way::Out, false),
    ("<-- ", Way::In, false),
    (">>> ", Way::Out, false),
    ("<<< ", Way::In, false),
    // `SmarterMail` and `CommuniGate Pro`.
    (" cmd: ", Way::Client, true),
    (" rsp: ", Way::Server, true),
    // hMailServer.
    ("\"sent: ", Way::Out, true),
    ("\"received: ", Way::In, true),
    // Exchange.
    (",>,", Way::Out, true),
    (",<,", Way::In, true),
    // Axigen, and Mercury behind its clock.
    (": >> ", Way::Out, true),
    (": << ", Way::In, true),
    // What Exim shows of a session when it is asked to.
    ("smtp>> ", Way::Out, true),
    ("smtp<< ", Way::In, true),
    (" >> ", Way::Out, true),
    (" << ", Way::In, true),
];

/// How far into a line a mark stands at most.
const HEAD: usize = 90;
/// The same with Exchange, which names connector, session and both hosts before it.
const LONG_HEAD: usize = 200;

/// Who speaks in a line of a session, behind whatever stamp a program set before it.
pub(in crate::explain) fn turn(view: &View<'_>, range: &Range<usize>) -> Option<Turn> {
    let line = &view.lower[range.clone()];
    let bare = [("c: ", Way::Client), ("s: ", Way::Server)];
    let mut bare = bare.iter();
    if let Some((mark, way)) = bare.find(|(mark, _)| line.starts_with(mark)) {
        return Some(Turn {
            side: side_of(&line[mark.len()..], *way)?,
            is_own: None,
            session: range.start..range.start,
            said: range.start + mark.len(),
        });
    }
    let found = |&(mark, way, is_logged): &(&str, Way, bool)| {
        let most = if mark.starts_with(',') {
            LONG_HEAD
        } else {
            HEAD
        };
        let at = view.find(view.cut(range.clone(), most), mark)? - range.start;
        let side = side_of(&line[at + mark.len()..], way)?;
        let before = &line[..at];
        let is_arrow = matches!(way, Way::Out | Way::In);
        let is_logged = is_logged || is_arrow && has_time(before);
        let is_own = match way {
            Way::Out => true,
            Way::In => false,
            Way::Client => !is_inbound(before),
            Way::Server => is_inbound(before),
        };
        let session = session(before, mark);
        Some(Turn {
            side,
            is_own: is_logged.then_some(is_own),
            session: range.start + session.start..range.start + session.end,
            said: range.start + at + mark.len(),
        })
    };
    MARKS.iter().find_map(found)
}

/// Whether what stands before a mark is of a session that another host began: `SmarterMail` sets the address of that one before the number,
/// `CommuniGate Pro` has a name for it.
fn is_inbound(before: &str) -> bool {
    before.ends_with(']') && before.contains("][") || before.contains(" smtpi-")
}

/// What tells a session from others, in what stands before a mark: what it is called in brackets, with Exchange the third field, with
/// hMailServer the numbers behind the protocol, else the last word that is no time.
fn session(before: &str, mark: &str) -> Range<usize> {
    let place = |part: &str| {
        let start = part.as_ptr().addr() - before.as_ptr().addr();
        start..start + part.len()
    };
    if mark.starts_with(',') {
        return before.split(',').nth(2).map_or(0..0, place);
    }
    if let Some((_, numbers)) = before
        .strip_prefix('"')
        .and_then(|rest| rest.split_once("\" "))
    {
        return place(numbers.split(" \"").next().unwrap_or_default());
    }
    if let Some(bracket) = before.rfind('[') {
        let name = &before[bracket + 1..];
        return place(name.split([':', ']']).next().unwrap_or_default());
    }
    let word = before.trim_end_matches([' ', ':']).rsplit(' ').next();
    word.filter(|word| !has_time(word)).map_or(0..0, place)
}

/// Who says something behind a mark.
fn side_of(said: &str, way: Way) -> Option<Side> {
    let server = || {
        let said = said.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        let said = said.strip_prefix("b'").unwrap_or(said).as_bytes();
        let is_code = said.get(..3)?.iter().all(u8::is_ascii_digit);
        (is_code && !said.get(3).is_some_and(u8::is_ascii_alphanumeric)).then_some(Side::Server)
    };
    let client = || command(said).map(Side::Client);
    match way {
        Way::Client => client(),
        Way::Server => server(),
        Way::Out | Way::In => server().or_else(client),
    }
}

/// The command that a line of a session gives.
pub(in crate::explain) fn command(line: &str) -> Option<Command> {
    let bare = line.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let bare = [
        "c:",
        "client -> server:",
        "smtp -> from client:",
        "send:",
        "client:",
        "out:",
    ]
    .iter()
    .find_map(|prefix| bare.strip_prefix(prefix))
    .unwrap_or(bare);
    let bare = bare.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let verb = &bare[..bare
        .bytes()
        .take(8)
        .take_while(u8::is_ascii_lowercase)
        .count()];
    if verb.is_empty() {
        return None;
    }
    let rest = &bare[verb.len()..];
    let rest_is = |pattern: &str| rest.trim_start_matches([' ', ':']).starts_with(pattern);
    // `RCPT TO: 550 …` is what the server said.
    let answers = || {
        rest.split_once(':')
            .is_some_and(|(_, behind)| begins_with_code(behind))
    };
    let alone = || !rest.contains(char::is_alphanumeric);
    match verb {
        "ehlo" | "helo" if rest.starts_with(' ') => Some(Command::Ehlo),
        "mail" | "rcpt" if answers() => None,
        // `RCPT TO:<bob@example.net>: host …` is what was said of it.
        "mail" | "rcpt" if rest.contains(">: ") => None,
        "mail" if rest_is("from:") && !rest.contains("command failed") => Some(Command::Mail),
        "rcpt" if rest_is("to:") && !rest.contains(" failed") => Some(Command::Rcpt),
        "auth"
            if [
                "plain", "login", "cram", "xoauth", "gssapi", "scram", "ntlm",
            ]
            .iter()
            .any(|kind| rest_is(kind))
                && rest.len() < 200 =>
        {
            Some(Command::Auth)
        }
        // A word behind it is whom it asks for, more are a sentence.
        "vrfy" if rest.split_whitespace().nth(1).is_none() && !alone() => Some(Command::Vrfy),
        "expn" if rest.split_whitespace().nth(1).is_none() && !alone() => Some(Command::Expn),
        "data" if alone() => Some(Command::Data),
        "starttls" if alone() => Some(Command::Starttls),
        "quit" if alone() => Some(Command::Quit),
        "rset" if alone() => Some(Command::Rset),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::swaks(" -> rcpt to:<bob@example.net>", Some(Command::Rcpt))]
    #[case::phpmailer("client -> server: ehlo pc", Some(Command::Ehlo))]
    #[case::sendmail(">>> data", Some(Command::Data))]
    #[case::prose("data was lost", None)]
    #[case::error("rcpt to command failed: 550", None)]
    fn reads_commands(#[case] line: &str, #[case] expected: Option<Command>) {
        assert_eq!(command(line), expected);
    }
}
