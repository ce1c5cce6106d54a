//! Who failed: addresses at the places where mail systems write them. An address anywhere else in the prose is nobody's.

use std::ops::Range;

use smtpref_catalog::Command;

use super::view::View;

/// Words before the address of a recipient in a notice.
const BEFORE: &[&str] = &[
    "n't delivered to", "not delivered to", "not be delivered to", "message to", "delivery to", "mail to", "sending to", "deliver to",
    "deliver mail to", "deliver your message to", "rcpt to:", "recipient address:", "recipient:", "failed recipient:", "email address:",
    "could not send message to", "addressed to", "message could not be delivered to", "send to", "recipients:", "delivery failed:", "undeliverable to", "empfänger:", "destinatario:", "destinataire :", "destinataire:", "nachricht an", "delivered to the following recipient:", "not reach", "couldn't reach",
    "user:", "addressee:", "following recipient failed:", "following recipient:",
    "following address:", "adresse:", "could not deliver message to", "unable to deliver message to",
];

/// The command that a line of a session gives.
pub(super) fn command(line: &str) -> Option<Command> {
    let bare = line.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let bare = ["c:", "client -> server:", "smtp -> from client:", "send:", "client:", "out:"]
        .iter()
        .find_map(|prefix| bare.strip_prefix(prefix))
        .unwrap_or(bare);
    let bare = bare.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let verb = &bare[..bare.bytes().take(8).take_while(u8::is_ascii_lowercase).count()];
    let rest = &bare[verb.len()..];
    let rest_is = |pattern: &str| rest.trim_start_matches([' ', ':']).starts_with(pattern);
    let alone = rest.trim_end_matches(|c: char| !c.is_alphanumeric()).is_empty();
    match verb {
        "ehlo" | "helo" if rest.starts_with(' ') => Some(Command::Ehlo),
        "mail" if rest_is("from:") && !rest.contains("command failed") => Some(Command::Mail),
        "rcpt" if rest_is("to:") && !rest.contains(" failed") => Some(Command::Rcpt),
        "auth" if ["plain", "login", "cram", "xoauth", "gssapi", "scram", "ntlm"].iter().any(|kind| rest_is(kind)) && rest.len() < 200 => Some(Command::Auth),
        "data" if alone => Some(Command::Data),
        "starttls" if alone => Some(Command::Starttls),
        "quit" if alone => Some(Command::Quit),
        "rset" if alone => Some(Command::Rset),
        _ => None,
    }
}

/// The address of a line that names a recipient: `<bob@example.net>: host …`, or an address alone.
pub(super) fn heading(view: &View<'_>, line: Range<usize>) -> Option<Range<usize>> {
    let text = &view.text[line.clone()];
    let marks = |c: char| matches!(c, ' ' | '*' | '-' | '\u{2022}' | '\u{b7}' | '\'' | '"' | '\u{2019}' | '\u{201d}');
    let start = line.start + (text.len() - text.trim_start_matches(marks).len());
    if memchr::memchr(b'@', &view.text.as_bytes()[start..line.end.min(start + 330)]).is_none() {
        return None;
    }
    let address = view.address(start..line.end)?;
    let in_brackets = view.text[start..].starts_with('<');
    let rest = &view.lower[address.end..line.end];
    let rest = if in_brackets { rest.strip_prefix('>')? } else { rest };
    let after = rest.trim_start_matches(['\'', '"', '\u{2019}', '\u{201d}', ' ']);
    let names = after.is_empty()
        || after.starts_with("(expanded from")
        || after.starts_with("(generated from")
        || after.starts_with("(ultimately generated from")
        || after.starts_with("<mailto:")
        || after.starts_with("on ")  && rest.starts_with(['\'', '"'])
        || (in_brackets && (after.starts_with(':') || after.starts_with("...") || after.starts_with(';') || after.starts_with("(reason:")))
        || (!in_brackets && rest.starts_with(':') && (rest.len() == 1 || rest.starts_with(": ")))
        || (!in_brackets && after.starts_with("(reason:"));
    names.then_some(address)
}

/// The addresses behind the words that announce a recipient.
pub(super) fn in_prose(view: &View<'_>, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let window = view.cut(range.clone(), 4096);
    if memchr::memchr(b'@', &view.text.as_bytes()[window.clone()]).is_none() {
        return found;
    }
    for words in BEFORE {
        let Some(at) = view.find(window.clone(), words) else {
            continue;
        };
        let start = at + words.len();
        let Some(address) = view.address(start..window.end) else {
            continue;
        };
        if !found.iter().any(|known| known.start == address.start) {
            found.push(address);
        }
    }
    found.sort_by_key(|address| address.start);
    found
}

/// The address behind one of some words.
pub(super) fn after(view: &View<'_>, range: &Range<usize>, words: &[&str]) -> Option<Range<usize>> {
    let window = view.cut(range.clone(), 4096);
    words.iter().find_map(|words| {
        let at = view.find(window.clone(), words)?;
        view.address(at + words.len()..window.end)
    })
}

/// The address that the words of a reply begin with.
pub(super) fn in_words(view: &View<'_>, words: &Range<usize>, codes_end: usize) -> Option<Range<usize>> {
    let start = codes_end.clamp(words.start, words.end);
    let rest = &view.text[start..words.end];
    let skip = rest.len() - rest.trim_start_matches([' ', ':', '-', '\n']).len();
    view.address(start + skip..words.end)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::view::flat;
    use super::*;

    #[rstest]
    #[case::postfix("<bob@example.net>: host mx said: 550", Some("bob@example.net"))]
    #[case::exim("bob@example.net", Some("bob@example.net"))]
    #[case::expanded("<bob@example.net> (expanded from <b@example.org>): x", Some("bob@example.net"))]
    #[case::sentence("bob@example.net is our colleague", None)]
    #[case::header("From: bob@example.net", None)]
    fn a_heading_names_a_recipient(#[case] text: &str, #[case] expected: Option<&str>) {
        let lower = flat(text);
        let view = View { text, lower: &lower };
        assert_eq!(heading(&view, 0..text.len()).map(|range| &text[range]), expected);
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
