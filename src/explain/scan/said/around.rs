//! What stands around a reply: what it answered, and who spoke.

use std::ops::Range;

use smtpref_catalog::{Command, Cue};

use super::LONGEST;
use super::state::{Reason, State};
use crate::explain::answer::Origin;
use crate::explain::view::View;

/// The stage of the session, by the words around a reply.
pub(in crate::explain) fn stage(view: &View<'_>, block: &Range<usize>) -> Option<Command> {
    const STAGES: &[(&str, Command)] = &[
        ("in reply to end of data", Command::EndOfData),
        ("in reply to rcpt", Command::Rcpt),
        ("in reply to mail", Command::Mail),
        ("in reply to data", Command::Data),
        ("in reply to bdat", Command::Bdat),
        ("in reply to ehlo", Command::Ehlo),
        ("in reply to helo", Command::Ehlo),
        ("in reply to starttls", Command::Starttls),
        ("in reply to auth", Command::Auth),
        (" rejected rcpt ", Command::Rcpt),
        (" rejected mail ", Command::Mail),
        ("rejected after data", Command::EndOfData),
        ("rejected during mime acl", Command::EndOfData),
        ("rejected by local_scan", Command::EndOfData),
        ("rejected connection ", Command::Connect),
        ("rejected ehlo or helo", Command::Ehlo),
        ("after pipelined rcpt to", Command::Rcpt),
        ("after pipelined mail from", Command::Mail),
        ("after pipelined end of data", Command::EndOfData),
        ("after pipelined sending data", Command::EndOfData),
        ("after pipelined data", Command::Data),
        ("after pipelined ehlo", Command::Ehlo),
        ("after pipelined helo", Command::Ehlo),
        ("after rcpt to", Command::Rcpt),
        ("after mail from", Command::Mail),
        ("after end of data", Command::EndOfData),
        ("after sending data", Command::EndOfData),
        ("after data", Command::Data),
        ("after initial connection", Command::Connect),
        ("after ehlo", Command::Ehlo),
        ("after helo", Command::Ehlo),
        ("after starttls", Command::Starttls),
        ("reject: rcpt", Command::Rcpt),
        ("reject: mail", Command::Mail),
        ("reject: end-of-message", Command::EndOfData),
        ("reject: data", Command::Data),
        ("reject: connect", Command::Connect),
        ("reject: ehlo", Command::Ehlo),
        ("reject: helo", Command::Ehlo),
        ("refused to talk to me", Command::Connect),
        ("greeting failed", Command::Connect),
        ("invalid greeting", Command::Connect),
        ("does not like recipient", Command::Rcpt),
        ("rcpt to", Command::Rcpt),
        ("smtprecipientsrefused", Command::Rcpt),
        ("mail from command", Command::Mail),
        ("smtpsenderrefused", Command::Mail),
        ("smtpdataerror", Command::Data),
        ("smtpauthenticationerror", Command::Auth),
        ("smtpheloerror", Command::Ehlo),
        ("command=\"helo", Command::Ehlo),
        ("command=\"rcpt", Command::Rcpt),
        ("with starttls", Command::Starttls),
        ("could not authenticate", Command::Auth),
        ("auth failed for user", Command::Auth),
        ("authenticator failed for", Command::Auth),
        ("failed on data command", Command::Data),
        ("data command", Command::Data),
    ];
    // The stage stands near the beginning or at the end.
    let head = view.cut(block.clone(), 1024);
    let tail = view.floor(block.end.saturating_sub(160).max(head.end))..block.end;
    let in_either = |pattern: &str| {
        view.find(head.clone(), pattern).is_some() || view.find(tail.clone(), pattern).is_some()
    };
    let is_bare = block.len() < 24;
    let mut stages = STAGES.iter();
    if is_bare {
        return None;
    }
    stages
        .find(|(pattern, _)| in_either(pattern))
        .map(|(_, stage)| *stage)
}

/// The stage that is told right before a reply: by the dot that ends a message, or on the line above, as in
/// `SMTP error from remote mail server after end of data:`.
pub(in crate::explain) fn before(view: &View<'_>, lead: &Range<usize>) -> Option<Command> {
    if view.text[lead.clone()].trim() == "." {
        return Some(Command::EndOfData);
    }
    stage(view, &above(view, lead)?)
}

/// Who spoke, where the line above announces what stands below it: `host mx.example.net[192.0.2.1] said:`.
pub(in crate::explain) fn announced(view: &View<'_>, lead: &Range<usize>) -> Option<Origin> {
    let above = above(view, lead)?;
    let quotes = view.has(&above, QUOTED) || view.tells(&above, Cue::QuotesServer);
    quotes.then_some(Origin::Remote)
}

/// The line above, if it announces what stands below it.
fn above(view: &View<'_>, lead: &Range<usize>) -> Option<Range<usize>> {
    let before = view.text[..lead.start].trim_end_matches([' ', '\t', '>', '|']);
    let before = before.strip_suffix('\n')?.trim_end();
    let start = before.rfind('\n').map_or(0, |line| line + 1);
    let is_short = before.len() - start < 160;
    (is_short && before.ends_with(':')).then_some(start..before.len())
}

/// What stands before the words of another server.
const QUOTED: &[&str] = &[
    " said:",
    "remote mail server",
    "remote mailer",
    "remote host said",
    "remote server",
    "remote-mta",
    "while talking to",
    "smtp error 4",
    "smtp error 5",
    "refused to talk to me",
    "<<< ",
];

/// A line that names the other host and quotes none of its words tells what the program itself saw, as one does that gives a state.
const SEEN: &[&str] = &[
    "remote_smtp",
    "stat=deferred: connection ",
    "stat=deferred: operation ",
    "stat=deferred: no route to host",
    "stat=deferred: network is unreachable",
    "stat=deferred: name server",
    "stat=host unknown",
    "tls handshake failed",
];

/// What Exim says of its own queue and of addresses that it has no way for.
const OF_EXIM: &[&str] = &[
    "retry timeout exceeded",
    "unrouteable address",
    "unroutable address",
];

/// Who spoke, by the words around a reply.
pub(in crate::explain) fn origin(
    view: &View<'_>,
    block: &Range<usize>,
    state: Option<State>,
) -> Option<Origin> {
    let head = view.cut(block.clone(), 1024);
    let quotes = view.has(&head, QUOTED);
    // Also where the mail was not tried again: `relay=none, … status=deferred (delivery temporarily suspended: host … refused to talk to me`.
    let has_reason = || Reason::of(view, &head).is_some_and(|reason| reason.in_brackets);
    if quotes && matches!(state, Some(State::Deferred | State::Bounced)) && has_reason() {
        return Some(Origin::Remote);
    }
    // Exim says behind the words of the other server that it gave up.
    if view.has(&head, &["error from remote mail server after"]) {
        return Some(Origin::Remote);
    }
    if let Some(origin) = of_opensmtpd(view, &head) {
        return Some(origin);
    }
    if view.has(
        &head,
        &[
            "noqueue: ",
            "milter-reject",
            "relay=none",
            "status=deferred (connect to",
            "smtpd[",
            "(connect to",
            "relay=local",
            "relay=virtual",
            "ruleset=",
            " rejected rcpt ",
            " rejected mail ",
            " rejected after data",
            " rejected during mime",
            " rejected connection ",
            " rejected ehlo or helo",
            " rejected by local_scan",
            "authenticator failed for",
        ],
    ) {
        return Some(Origin::Own);
    }
    if quotes {
        return Some(Origin::Remote);
    }
    // Behind a code it is the other server that says so, or Exim of what that one said.
    let begins_with_code = view.text[head.clone()].starts_with(|c: char| c.is_ascii_digit());
    if !begins_with_code && view.has(&head, OF_EXIM) {
        return Some(Origin::Own);
    }
    if state.is_some() && has_reason() || view.has(&head, SEEN) {
        return Some(Origin::Own);
    }
    if view.has(&head, &["relay="]) {
        return Some(Origin::Remote);
    }
    None
}

/// Who spoke in a delivery of `OpenSMTPD`, which quotes a reply or tells in words of its own what went wrong.
fn of_opensmtpd(view: &View<'_>, head: &Range<usize>) -> Option<Origin> {
    const STATE: &str = "stat=\"";
    let delivery = view.find(head.clone(), " evpid=")?;
    let state = view.find(delivery..head.end, STATE)? + STATE.len();
    let is_reply = view.lower[state..].starts_with(|c: char| c.is_ascii_digit());
    Some(if is_reply {
        Origin::Remote
    } else {
        Origin::Own
    })
}

/// The words around a code that stands behind them.
pub(super) fn around(view: &View<'_>, block: &Range<usize>) -> Range<usize> {
    const REASON: &str = "reason=";
    let reason = Reason::of(view, block).or_else(|| {
        let start = view.find(block.clone(), REASON)? + REASON.len();
        Some(Reason {
            start,
            in_brackets: false,
        })
    });
    let start = reason.as_ref().map_or(block.start, |reason| reason.start);
    let words = view.trim(view.cut(start..block.end, LONGEST));
    let is_closed = reason.is_some_and(|reason| reason.in_brackets);
    let closes = is_closed && view.text[words.clone()].ends_with(')');
    words.start..words.end - usize::from(closes)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::explain::view::Flat;

    #[rstest]
    #[case::postfix_quotes(
        "to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, status=bounced (host mx.example.net[192.0.2.1] said: 550 no)",
        Some(Origin::Remote)
    )]
    #[case::postfix_saw(
        "to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, status=deferred (lost connection with mx.example.net[192.0.2.1] while receiving the initial server greeting)",
        Some(Origin::Own)
    )]
    #[case::a_program_of_the_own_side(
        "to=<bob@example.net>, relay=dovecot, status=deferred (temporary failure. Command output: lda: Fatal)",
        Some(Origin::Own)
    )]
    #[case::exim_quotes(
        "** bob@example.net R=dnslookup T=remote_smtp: SMTP error from remote mail server after RCPT TO:<bob@example.net>: 550 no",
        Some(Origin::Remote)
    )]
    #[case::exim_quotes_and_gives_up(
        "bob@example.net: SMTP error from remote mail server after initial connection: host mx.example.net [192.0.2.1]: 421 4.7.0 busy: retry timeout exceeded",
        Some(Origin::Remote)
    )]
    #[case::exim_waits(
        "== bob@example.net R=dnslookup T=remote_smtp defer (-53): retry time not reached for any host",
        Some(Origin::Own)
    )]
    #[case::sendmail_quotes(
        "relay=mx.example.net. [192.0.2.1], dsn=4.7.1, stat=Deferred: 451 4.7.1 Greylisting in action",
        Some(Origin::Remote)
    )]
    #[case::sendmail_saw(
        "relay=mx.example.net. [192.0.2.1], dsn=4.0.0, stat=Deferred: Connection refused by mx.example.net.",
        Some(Origin::Own)
    )]
    #[case::opensmtpd_quotes(
        "smtpd[9]: abc mta delivery evpid=1 to=<bob@example.net> relay=\"192.0.2.1 (mx.example.net)\" result=\"PermFail\" stat=\"550 no\"",
        Some(Origin::Remote)
    )]
    #[case::opensmtpd_saw(
        "smtpd[9]: abc mta delivery evpid=1 to=<bob@example.net> relay=\"example.net\" result=\"TempFail\" stat=\"Network error on destination MXs\"",
        Some(Origin::Own)
    )]
    #[case::bare("550 no such user", None)]
    fn who_spoke(#[case] line: &str, #[case] expected: Option<Origin>) {
        let flat = Flat::of(line);
        let view = flat.view(line, crate::explain::view::cues());
        let all = 0..line.len();
        assert_eq!(origin(&view, &all, State::of(&view, &all)), expected);
    }
}
