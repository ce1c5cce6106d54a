//! Who failed: addresses at the places where mail systems write them. An address anywhere else in the prose is nobody's.

use std::ops::Range;

use smtpref_catalog::Command;

use super::super::view::View;
use super::lists;
use super::people_words::{BEFORE, BEHIND};
use super::remark::{
    behind_arrow, behind_kind, behind_name, behind_name_of_entry, behind_number, behind_person,
    is_again, is_remark, is_when,
};

/// What stands before the address of a recipient beside a reply, whatever else does.
pub(in crate::explain) const KEYS: &[&str] = &[
    "rcpt to:",
    "rcpt to command for ",
    "recipientaddress:",
    "recipientaddress :",
    "recipient address:",
    "recipients : ",
];

/// Who speaks in a line of a session that says so.
pub(in crate::explain) enum Side {
    Client(Command),
    Server,
}

/// Who speaks in a line of a session, behind whatever stamp a program set before it.
pub(in crate::explain) fn side(view: &View<'_>, range: &Range<usize>) -> Option<Side> {
    const CLIENT: &[&str] = &[
        "client -> server:",
        "--> ",
        " c: ",
        "send: ",
        ">>> ",
        "]: > ",
    ];
    const SERVER: &[&str] = &[
        "server -> client:",
        "<-- ",
        " s: ",
        "reply: ",
        "<<< ",
        "]: < ",
    ];
    let line = &view.lower[range.clone()];
    let head = view.cut(range.clone(), 90);
    let start = |marks: &[&str]| {
        let after = |mark: &&str| Some(view.find(head.clone(), mark)? - range.start + mark.len());
        marks.iter().find_map(after)
    };
    if let Some(at) = start(CLIENT).or_else(|| line.starts_with("c: ").then_some(3)) {
        return command(&line[at..]).map(Side::Client);
    }
    let at = start(SERVER).or_else(|| line.starts_with("s: ").then_some(3))?;
    let rest = line[at..].trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let rest = rest.strip_prefix("b'").unwrap_or(rest);
    let code = rest.as_bytes().get(..3);
    code.is_some_and(|code| code.iter().all(u8::is_ascii_digit))
        .then_some(Side::Server)
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

pub(in crate::explain) fn begins_with_code(text: &str) -> bool {
    let text = text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3 && text[digits..].starts_with([' ', '-'])
}

/// Whether a line is a field that names a recipient: `Recipient: <bob@example.net>`.
pub(in crate::explain) fn is_field(view: &View<'_>, line: &Range<usize>) -> bool {
    let text = view.lower[line.clone()].trim_start();
    let begins = BEFORE
        .iter()
        .any(|words| words.ends_with(':') && text.starts_with(words));
    begins && memchr::memchr(b'@', text.as_bytes()).is_some()
}

/// The address of a line that names a recipient: `<bob@example.net>: host …`, or an address alone.
///
/// `in_list` says that nothing but such lines stands above it.
pub(in crate::explain) fn heading(
    view: &View<'_>,
    line: Range<usize>,
    in_list: bool,
) -> Option<Range<usize>> {
    let text = &view.text[line.clone()];
    let marks = |c: char| {
        matches!(
            c,
            ' ' | '*' | '-' | '\u{2022}' | '\u{b7}' | '\'' | '"' | '\u{2019}' | '\u{201d}'
        )
    };
    let bare = text.trim_start_matches(marks);
    let mut start = line.start + (text.len() - behind_number(bare).len());
    let behind = behind_arrow(text)
        .or_else(|| behind_name(text))
        .or_else(|| behind_kind(text))
        .or_else(|| behind_name_of_entry(view, &line));
    if let Some(behind) = behind {
        start = line.end - behind.len();
    } else if text.starts_with("--") {
        return None;
    }
    memchr::memchr(
        b'@',
        &view.text.as_bytes()[start..line.end.min(start + 330)],
    )?;
    let address = view.address(start..line.end)?;
    let in_brackets = view.text[start..].starts_with('<');
    let rest = &view.lower[address.end..line.end];
    let rest = if in_brackets {
        rest.strip_prefix('>')?
    } else {
        rest
    };
    let after = rest.trim_start_matches(['\'', '"', '\u{2019}', '\u{201d}', ' ']);
    let names = after.is_empty()
        || is_remark(rest, in_brackets, in_list)
        || is_again(after, &view.lower[address.clone()])
        || after.starts_with("(expanded from")
        || after.starts_with("at remote mail")
        || (in_brackets && after.starts_with("failed:"))
        || after.starts_with("(generated from")
        || after.starts_with("(ultimately generated from")
        || after.starts_with("<mailto:")
        || is_when(after)
        || (in_brackets
            && (after.starts_with(':')
                || after.starts_with(", <")
                || after.starts_with("...")
                || after.starts_with(';')
                || after.starts_with("(reason:")))
        || (!in_brackets && rest.starts_with(':') && (rest.len() == 1 || rest.starts_with(": ")))
        || (!in_brackets && in_list && rest.starts_with(" : "))
        || (!in_brackets && after.starts_with("(reason:"));
    let is_alone = after.is_empty() && !in_brackets;
    let key = &view.lower[address.clone()];
    // Exchange's own name of somebody is no address, and nobody writes to the robot.
    let is_name = key.starts_with("imceaex-") || key.starts_with("mailer-daemon@");
    (names && !is_name && !(is_alone && is_return_path(key))).then_some(address)
}

/// Whether an address has that of a recipient within, as those have to which bounces of one recipient are sent:
/// `news-bounces+bob=example.net@example.org`.
fn is_return_path(address: &str) -> bool {
    const NAMES: &[&str] = &[
        "bounce", "return", "verp", "srs0=", "srs1=", "prvs=", "msprvs",
    ];
    let local = address.split('@').next().unwrap_or_default();
    local.contains('=') && NAMES.iter().any(|name| local.contains(name))
}

/// The addresses behind the words that announce a recipient.
pub(in crate::explain) fn in_prose(view: &View<'_>, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let window = view.cut(range.clone(), 4096);
    if memchr::memchr(b'@', &view.text.as_bytes()[window.clone()]).is_none() {
        return found;
    }
    for words in BEHIND {
        // Of a notice that was put on one line.
        let Some(at) = view.find(window.clone(), words) else {
            continue;
        };
        let open = view.text[view.floor(at.saturating_sub(330)).max(window.start)..at].rfind('<');
        let start = open.map(|open| view.floor(at.saturating_sub(330)).max(window.start) + open);
        let address = start.and_then(|start| view.address(start..at + 1));
        found.extend(address.filter(|address| address.end == at));
    }
    // Whom Exim does not disclose it names in the command that it quotes.
    let hides = view.has(&window, &["an undisclosed address"]);
    for words in BEFORE {
        if hides && *words == "rcpt to:" {
            continue;
        }
        let Some(at) = view.find(window.clone(), words) else {
            continue;
        };
        let start = at + words.len();
        let address = view.address(start..window.end);
        let Some(address) = address.or_else(|| behind_person(view, start..window.end)) else {
            continue;
        };
        let address = as_written(view, address, window.end);
        // `Please send mail to postmaster@example.net` names who is to be asked.
        let is_asked =
            words.ends_with("mail to") && view.lower[address.clone()].starts_with("postmaster@");
        if is_asked && view.has(&(view.floor(at.saturating_sub(40))..at), &["please"]) {
            continue;
        }
        for address in
            std::iter::once(address.clone()).chain(lists::listed_after(view, &address, window.end))
        {
            if !found.iter().any(|known| known.start == address.start) {
                found.push(address);
            }
        }
    }
    found.sort_by_key(|address| address.start);
    found
}

/// The address as it was written to, where the one that a notice names is that of a part of the server.
fn as_written(view: &View<'_>, address: Range<usize>, end: usize) -> Range<usize> {
    const WORDS: &str = "original address:";
    let domain = view.lower[address.clone()].rsplit_once('@');
    if domain.is_none_or(|(_, domain)| domain.contains('.')) {
        return address;
    }
    let behind = view.cut(address.end..end, 60);
    let original = view.find(behind, WORDS);
    let original = original.and_then(|at| view.address(at + WORDS.len()..end));
    original.unwrap_or(address)
}

/// The address behind one of some words.
pub(in crate::explain) fn after(
    view: &View<'_>,
    range: &Range<usize>,
    words: &[&str],
) -> Option<Range<usize>> {
    if !view.has_sign {
        return None;
    }
    let window = view.cut(range.clone(), 4096);
    words.iter().find_map(|words| {
        let at = view.find(window.clone(), words)?;
        view.address(at + words.len()..window.end)
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::explain::view::Flat;

    #[rstest]
    #[case::postfix("<bob@example.net>: host mx said: 550", Some("bob@example.net"))]
    #[case::exim("bob@example.net", Some("bob@example.net"))]
    #[case::expanded(
        "<bob@example.net> (expanded from <b@example.org>): x",
        Some("bob@example.net")
    )]
    #[case::return_path("news-bounces+bob=example.net@example.org", None)]
    #[case::plus("bob+news@example.net", Some("bob+news@example.net"))]
    #[case::sentence("bob@example.net is our colleague", None)]
    #[case::header("From: bob@example.net", None)]
    fn a_heading_names_a_recipient(#[case] text: &str, #[case] expected: Option<&str>) {
        let flat = Flat::of(text);
        let view = flat.view(text);
        assert_eq!(
            heading(&view, 0..text.len(), false).map(|range| &text[range]),
            expected
        );
    }

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
