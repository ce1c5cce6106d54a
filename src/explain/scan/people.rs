//! Who failed: addresses at the places where mail systems write them. An address anywhere else in the prose is nobody's.

use std::ops::Range;

use smtpref_catalog::Command;

use super::super::view::View;
use super::named;

/// Words before the address of a recipient in a notice.
const BEFORE: &[&str] = &[
    "n't delivered to",
    "not delivered to",
    "not be delivered to",
    "message to",
    "delivery to",
    "mail to",
    "sending to",
    "deliver to",
    "deliver mail to",
    "deliver your message to",
    "rcpt to:",
    "recipient address:",
    "recipient:",
    "failed recipient:",
    "email address:",
    "mail address :",
    "could not send message to",
    "addressed to",
    "message could not be delivered to",
    "send to",
    "recipients:",
    "delivery failed:",
    "delivery failure to:",
    "undeliverable to",
    "empfänger:",
    "destinatario:",
    "destinataire :",
    "destinataire:",
    "nachricht an",
    "delivered to the following recipient:",
    "not reach",
    "couldn't reach",
    "user:",
    "addressee:",
    "following recipient failed:",
    "following recipient:",
    "following address:",
    "adresse:",
    "recipientaddress:",
    "could not deliver message to",
    "unable to deliver message to",
    "failed address:",
    "rejected e-mail address was",
    "rejected email address was",
    " attempts:",
    "be delivered to:",
    "unknown user:",
    "exceeds allowed size:",
    "failed to deliver to",
    "konnte nicht an",
    "message à",
    "remis à",
    "mensaje a",
    "mensaje para",
    "message pour",
    "messaggio per",
    "bericht voor",
    "mensagem para",
    "recapitare il messaggio a",
    "bericht aan",
    "bezorgd bij",
    "wiadomości do",
    "宛先アドレス:",
    "宛先:",
    "받는 사람:",
    "수신자:",
    "收件人",
    "投递给",
    "发送给",
    "邮箱地址",
    "---> ",
    "adressed to",
];

/// What stands right behind the address of a recipient in a notice.
const BEHIND: &[&str] = &[
    ">: host ",
    ">: connect to ",
    "> (reason: ",
    "> (expanded from",
];

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
    const CLIENT: &[&str] = &["client -> server:", "--> ", " c: ", "send: ", ">>> "];
    const SERVER: &[&str] = &["server -> client:", "<-- ", " s: ", "reply: ", "<<< "];
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
    let answers = rest
        .split_once(':')
        .is_some_and(|(_, behind)| begins_with_code(behind));
    let alone = rest
        .trim_end_matches(|c: char| !c.is_alphanumeric())
        .is_empty();
    match verb {
        "ehlo" | "helo" if rest.starts_with(' ') => Some(Command::Ehlo),
        "mail" | "rcpt" if answers => None,
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
        "data" if alone => Some(Command::Data),
        "starttls" if alone => Some(Command::Starttls),
        "quit" if alone => Some(Command::Quit),
        "rset" if alone => Some(Command::Rset),
        _ => None,
    }
}

fn begins_with_code(text: &str) -> bool {
    let text = text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3 && text[digits..].starts_with([' ', '-'])
}

/// Whether a remark behind an address says why it failed.
fn is_reason(remark: &str) -> bool {
    const REASONS: &[&str] = &[
        "not found",
        "unknown",
        "no such",
        "full",
        "quota",
        "disabled",
        "reject",
        "denied",
        "invalid",
        "expired",
        "error",
        "failed",
        "unable",
        "not exist",
        "exceeded",
        "inactive",
        "unavailable",
        "undeliverable",
    ];
    begins_with_code(remark) || REASONS.iter().any(|reason| remark.contains(reason))
}

/// Whether what stands behind an address on its line is a remark on it: in round brackets, behind brackets, behind dots or in a second column.
fn is_remark(rest: &str, after: &str, in_brackets: bool) -> bool {
    let in_column = rest.starts_with("  ") || rest.starts_with('\t') || rest.starts_with(" ... ");
    let is_enclosed = after.starts_with('(') && after.ends_with(')');
    let is_other = after.starts_with("->");
    (is_enclosed || in_brackets || in_column) && !is_other && is_reason(after)
}

/// Whether an address stands in brackets behind itself.
fn is_again(remark: &str, address: &str) -> bool {
    let inside = remark
        .strip_prefix(['(', '<'])
        .and_then(|rest| rest.strip_prefix(address));
    inside.is_some_and(|rest| rest.len() < 2 || rest[1..].starts_with('<'))
}

/// The address of a line that names a recipient: `<bob@example.net>: host …`, or an address alone.
pub(in crate::explain) fn heading(view: &View<'_>, line: Range<usize>) -> Option<Range<usize>> {
    let text = &view.text[line.clone()];
    let marks = |c: char| {
        matches!(
            c,
            ' ' | '*' | '-' | '\u{2022}' | '\u{b7}' | '\'' | '"' | '\u{2019}' | '\u{201d}'
        )
    };
    let mut start = line.start + (text.len() - text.trim_start_matches(marks).len());
    if let Some(behind) = behind_arrow(text).or_else(|| behind_name(text)) {
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
        || is_remark(rest, after, in_brackets)
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
        || (!in_brackets && after.starts_with("(reason:"));
    let is_alone = after.is_empty() && !in_brackets;
    (names && !(is_alone && is_return_path(&view.lower[address.clone()]))).then_some(address)
}

/// What follows an arrow at the beginning of a line, from the address on: `-> bob@example.net`, `>>> Bob Jones <bob@example.net>`.
fn behind_arrow(line: &str) -> Option<&str> {
    let behind = line.strip_prefix("-> ").or(line.strip_prefix(">>> "))?;
    let name = behind.split(['<', '@']).next().unwrap_or_default();
    let has_name = name.contains(' ') && behind[name.len()..].starts_with('<');
    Some(if has_name {
        &behind[name.len()..]
    } else {
        behind
    })
}

/// The address behind the name of a person, in a line that goes on with when it failed: `Karl Groß <karl@example.net> am 29.04.2026`.
fn behind_name(line: &str) -> Option<&str> {
    let open = line.find('<').filter(|open| *open > 0 && *open < 80)?;
    let after = line[open..].split_once('>')?.1.trim_start();
    is_when(&after.to_ascii_lowercase()).then_some(&line[open..])
}

/// The reason that stands before an address on its line: `Mailbox full: bob@example.net`.
pub(in crate::explain) fn reason_before(
    view: &View<'_>,
    block: &Range<usize>,
    address: &Range<usize>,
) -> Option<Range<usize>> {
    let before = &view.text[block.start..address.start];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let words = view.trim(block.start + start..address.start);
    is_reason(&view.lower[words.clone()]).then_some(words)
}

/// Whether what stands behind an address says when it failed: `on Thu, 29 Apr`, `am 03.06.2008`.
fn is_when(after: &str) -> bool {
    const AT: &[&str] = &[
        "on ", "am ", "le ", "el ", "il ", "op ", "em ", "den ", "dnia ",
    ];
    let time = AT.iter().find_map(|word| after.strip_prefix(word));
    time.is_some_and(|time| {
        let has_number = time.bytes().take(8).any(|byte| byte.is_ascii_digit());
        let is_day = time.as_bytes().get(3) == Some(&b',');
        time.starts_with(|c: char| c.is_ascii_digit()) || is_day && has_number
    })
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
    for words in BEFORE {
        let Some(at) = view.find(window.clone(), words) else {
            continue;
        };
        let start = at + words.len();
        let Some(address) = view.address(start..window.end) else {
            continue;
        };
        for address in
            std::iter::once(address.clone()).chain(named::listed_after(view, &address, window.end))
        {
            if !found.iter().any(|known| known.start == address.start) {
                found.push(address);
            }
        }
    }
    found.sort_by_key(|address| address.start);
    found
}

/// The address behind one of some words.
pub(in crate::explain) fn after(
    view: &View<'_>,
    range: &Range<usize>,
    words: &[&str],
) -> Option<Range<usize>> {
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
            heading(&view, 0..text.len()).map(|range| &text[range]),
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
