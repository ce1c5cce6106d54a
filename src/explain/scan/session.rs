//! The lines of a session: who speaks, and which command is given.

use std::ops::Range;

use smtpref_catalog::Command;

use super::super::view::View;
use super::fields::begins_with_code;

/// Who speaks in a line of a session that says so.
pub(in crate::explain) enum Side {
    Client(Command),
    /// What the client says besides: how it logs in, and the message itself.
    ClientData,
    Server,
}

/// How `PHPMailer` marks what the client says, and what the server.
pub(in crate::explain) const TURNS: [&str; 2] = ["client -> server:", "server -> client:"];

/// Who speaks in a line of a session, behind whatever stamp a program set before it.
pub(in crate::explain) fn side(view: &View<'_>, range: &Range<usize>) -> Option<Side> {
    const CLIENT: &[&str] = &[TURNS[0], "--> ", " c: ", "send: ", ">>> ", "]: > "];
    const SERVER: &[&str] = &[TURNS[1], "<-- ", " s: ", "reply: ", "<<< ", "]: < "];
    let line = &view.lower[range.clone()];
    let head = view.cut(range.clone(), 90);
    let start = |marks: &[&str]| {
        let after = |mark: &&str| Some(view.find(head.clone(), mark)? - range.start + mark.len());
        marks.iter().find_map(after)
    };
    if let Some(at) = start(CLIENT).or_else(|| line.starts_with("c: ").then_some(3)) {
        let other = || is_turn(view, range).then_some(Side::ClientData);
        return command(&line[at..]).map(Side::Client).or_else(other);
    }
    let at = start(SERVER).or_else(|| line.starts_with("s: ").then_some(3))?;
    let rest = line[at..].trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let rest = rest.strip_prefix("b'").unwrap_or(rest);
    let code = rest.as_bytes().get(..3);
    code.is_some_and(|code| code.iter().all(u8::is_ascii_digit))
        .then_some(Side::Server)
}

/// Whether a line has the mark of a program that stands in nothing but sessions: of `PHPMailer`, of `Nodemailer`.
pub(in crate::explain) fn is_turn(view: &View<'_>, range: &Range<usize>) -> bool {
    let head = view.cut(range.clone(), 90);
    view.has(&head, &TURNS) || view.has(&head, &["] c: ", "] s: "])
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
