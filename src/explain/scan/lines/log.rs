//! Lines of logs: for whom one is, and whether it tells of a failure. Which program wrote it matters little: all of
//! them write `key=value` or an arrow, and quote the reply.

use std::ops::Range;

use super::super::people::named;
use super::super::said::around::origin;
use super::super::said::state::{Reason, State};
use super::super::said::{Label, Said, Source, innermost};
use super::super::session::TURNS;
use super::accounting;
use super::log_start::is_date;
use super::log_words::{ARROWS, BEFORE, DELIVERED, tells_failure};
use super::message::queue_id;
use super::own_words;
use crate::explain::answer::Origin;
use crate::explain::codes::codes;
use crate::explain::view::View;

/// What a line says.
pub(in crate::explain) struct Line {
    /// Whether it is a line of a log at all.
    pub(in crate::explain) is_log: bool,
    pub(in crate::explain) is_delivery: bool,
    pub(in crate::explain) recipients: Vec<Range<usize>>,
    pub(in crate::explain) said: Option<Said>,
    /// The number of a delivery of qmail, and whether this line begins it.
    pub(in crate::explain) delivery: Option<(u64, bool)>,
}

/// Where Exim tells that it could not verify a sender, up to what it quotes of the server that it asked: that one spoke to Exim, and of
/// the sender.
fn sender_check(view: &View<'_>, head: &Range<usize>) -> Option<Range<usize>> {
    let checks = ["sender verify fail for <", "sender verify defer for <"];
    let start = checks
        .iter()
        .find_map(|check| view.find(head.clone(), check))?;
    let quoted = view.find(start..head.end, ": response to \"");
    Some(start..quoted.unwrap_or(head.end))
}

/// Reads a line.
pub(in crate::explain) fn read(view: &View<'_>, range: &Range<usize>) -> Line {
    let head = view.cut(range.clone(), 4096);
    if let Some(check) = sender_check(view, &head) {
        return Line {
            is_log: true,
            is_delivery: false,
            recipients: Vec::new(),
            said: Some(without_code(view, &check)),
            delivery: None,
        };
    }
    let is_sent = State::of(view, &head) == Some(State::Sent);
    let failed = !is_sent && tells_failure(view, &head);
    let is_done = !failed && view.has(&head, DELIVERED);
    // Sendmail names here whom it was about to check: the sender, or a host.
    let is_of_recipient = !view.has(&head, &["ruleset=check_mail", "ruleset=check_relay"]);
    let mut line = Line {
        is_log: true,
        is_delivery: is_done,
        recipients: if is_of_recipient {
            recipients(view, &head)
        } else {
            Vec::new()
        },
        said: None,
        delivery: delivery(view, &head),
    };
    // Sendmail names so the notice that it writes: of whom that is another line tells.
    let is_of_notice = view.has(&head, &[": dsn: ", ": return to sender: "])
        && !view.has(&head, &[" to="])
        && head.len() < view.text.trim().len();
    if is_of_notice {
        line.recipients.clear();
        return line;
    }
    // Postfix warns of what a rule would refuse if it were in force.
    if is_done || view.has(&head, &[": reject_warning: "]) {
        return line;
    }
    let found = codes(view, range.clone());
    let said = innermost(view, range.clone(), &found, Source::Log);
    let is_taken = |said: &Said| said.is_success() && view.has(&said.words, &["queued "]);
    if said.as_ref().is_some_and(is_taken) {
        line.is_delivery = true;
        return line;
    }
    line.said = said.filter(|said| !said.is_success()).or_else(|| {
        failed.then(|| refused(view, range).unwrap_or_else(|| without_code(view, range)))
    });
    if let Some(said) = line.said.as_mut().filter(|said| said.label.is_none()) {
        said.label = own_words::of_table(view, said);
    }
    let is_refused = line.said.as_ref().is_some_and(|said| !said.is_weak);
    let has_arrow = || view.has(&head, ARROWS) && !view.has(&head, &TURNS);
    if !failed && !is_refused && has_arrow() {
        line.is_delivery = true;
        line.said = None;
        return line;
    }
    if let Some(said) = line.said.as_ref()
        && line.recipients.is_empty()
        && is_of_recipient
    {
        line.recipients = named::beside(view, said);
    }
    line
}

/// What Exim refused without a code of its own.
fn refused(view: &View<'_>, range: &Range<usize>) -> Option<Said> {
    let (class, reason) = own_words::refusal(view, range)?;
    let mut one = Said::of_words(view, reason, range.clone(), Source::Log);
    one.origin = Some(Origin::Own);
    one.label = Some(Label {
        class: Some(class),
        ..Label::default()
    });
    Some(one)
}

/// The failure of a line that quotes no code.
fn without_code(view: &View<'_>, range: &Range<usize>) -> Said {
    const OTHERS: [&str; 10] = [
        ": failure: ",
        ": deferral: ",
        "result=\"",
        "error=\"",
        "err=\"",
        "reason=\"",
        "message=",
        "msg=\"",
        "error:",
        "reject: ",
    ];
    let begin = |start: &&str| Some(view.find(range.clone(), start)? + start.len());
    // Exim's reason may hold words that begin one elsewhere: `DANE error: tlsa lookup DEFER`.
    let start = Reason::of(view, range)
        .map(|reason| reason.start)
        .or_else(|| exim_reason(view, range))
        .or_else(|| OTHERS.iter().find_map(begin))
        .or_else(|| behind_id(view, range))
        .unwrap_or(range.start);
    let mut one = Said::of_words(view, start..range.end, range.clone(), Source::Log);
    let closes = closes_more(&view.text[one.words.clone()]);
    one.words.end -= usize::from(closes);
    one.origin = origin(view, range, one.state).or(Some(Origin::Own));
    one
}

/// Behind the time and the id of a message with which a line of Exim begins.
fn behind_id(view: &View<'_>, range: &Range<usize>) -> Option<usize> {
    let head = view.cut(range.clone(), 64);
    let id = queue_id(view, range).filter(|_| is_date(view.lower[head.clone()].as_bytes()))?;
    Some(view.find(head, id)? + id.len())
}

/// Whether words end with a sign that closes what was opened before them.
fn closes_more(words: &str) -> bool {
    let count = |sign: u8| words.bytes().filter(|&byte| byte == sign).count();
    words.ends_with(')') && count(b'(') < count(b')')
        || words.ends_with('"') && count(b'"') % 2 == 1
}

/// Of `** bob@example.net R=… T=…: reason` the reason.
fn exim_reason(view: &View<'_>, range: &Range<usize>) -> Option<usize> {
    let arrow = view
        .find(range.clone(), " ** ")
        .or_else(|| view.find(range.clone(), " == "))?;
    Some(view.find(arrow + 4..range.end, ": ")? + 2)
}

fn recipients(view: &View<'_>, head: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::from_iter(accounting::recipient(view, head));
    if !found.is_empty() {
        return found;
    }
    for before in BEFORE {
        let Some(at) = view.find(head.clone(), before) else {
            continue;
        };
        let mut at = at + before.len();
        // A command that an alias runs, with the alias behind it: `to=<|/usr/bin/queue>, orig_to=<list@example.net>`.
        if view.text[at..head.end]
            .trim_start_matches(['<', '"', ' '])
            .starts_with(['|', '/'])
        {
            at = ["orig_to=", " <", " ("]
                .iter()
                .find_map(|alias| Some(view.find(at..head.end, alias)? + alias.len()))
                .unwrap_or(head.end);
        }
        // The name of a mailbox at the server itself: `=> bob <bob@example.net>`.
        let name = view.text[at..head.end].split_once(" <");
        if let Some((name, _)) = name.filter(|(name, _)| !name.contains([' ', '@', '='])) {
            at += name.len();
        }
        while let Some(address) = view.address(at..head.end) {
            at = address.end;
            found.push(address);
            // `to=<bob@example.net>,<carol@example.net>`, `recipients=bob@example.net,carol@example.net`
            let rest = &view.text[at..head.end];
            let Some(rest) = rest.strip_prefix(">,<").or_else(|| {
                let listed = rest.strip_prefix(',').filter(|_| before.ends_with("s="));
                listed.filter(|rest| !rest.starts_with(' '))
            }) else {
                break;
            };
            at = head.end - rest.len();
        }
        if !found.is_empty() {
            break;
        }
    }
    if found.is_empty() {
        let others = of_trace(view, head).or_else(|| of_sendmail(view, head));
        let others = others.or_else(|| of_smartermail(view, head));
        found.extend(others.or_else(|| of_server(view, head)));
    }
    found
}

/// The mailbox of the server itself, as Sendmail names it: `to=root, delay=00:00:00, mailer=local, …, stat=User unknown`.
fn of_server(view: &View<'_>, head: &Range<usize>) -> Option<Range<usize>> {
    const KEY: &str = " to=";
    let start = view.find(head.clone(), KEY)? + KEY.len();
    let is_delivery = view.has(head, &[" stat=", " status="]);
    view.mailbox(start..head.end).filter(|_| is_delivery)
}

/// The recipient of `Delivery for anna@example.org to bob@example.net has completed (Bounced)`.
fn of_smartermail(view: &View<'_>, head: &Range<usize>) -> Option<Range<usize>> {
    let start = view.find(head.clone(), "delivery for ")?;
    let end = view.find(start..head.end, " has completed (")?;
    let to = view.find(start..end, " to ")? + " to ".len();
    view.address(to..end)
}

/// The recipient of a message trace: the first field behind the event that is an address.
fn of_trace(view: &View<'_>, head: &Range<usize>) -> Option<Range<usize>> {
    let events = [",fail,", ",defer,", ",dsn,"];
    let mut at = events
        .iter()
        .find_map(|event| view.find(head.clone(), event))?;
    for field in view.text[at..head.end].split(',') {
        let place = at..at + field.len();
        at += field.len() + 1;
        if let Some(address) = view.address(place.clone())
            && address == place
        {
            return Some(address);
        }
    }
    None
}

/// The recipient of `<bob@example.net>... User unknown`.
fn of_sendmail(view: &View<'_>, head: &Range<usize>) -> Option<Range<usize>> {
    let end = view.find(head.clone(), ">... ")?;
    let start = view.lower[head.start..end].rfind('<')? + head.start;
    view.address(start..end)
}

/// The number of a delivery, and whether a line begins it and names its recipient.
pub(in crate::explain) fn delivery(view: &View<'_>, head: &Range<usize>) -> Option<(u64, bool)> {
    of_qmail(view, head).or_else(|| of_cisco(view, head))
}

/// `MID 456 ICID 12 RID 0 To: <bob@example.net>`, `Bounced: DCID 123 MID 456 to RID 0 - …`: of each message the recipients have numbers.
fn of_cisco(view: &View<'_>, head: &Range<usize>) -> Option<(u64, bool)> {
    const MOST_RECIPIENTS: u64 = 1 << 16;
    let number = |name: &str| {
        let at = view.find(head.clone(), name)? + name.len();
        let rest = &view.lower[at..head.end];
        let digits = rest.bytes().take(12).take_while(u8::is_ascii_digit).count();
        let value: u64 = rest[..digits].parse().ok()?;
        Some((value, &rest[digits..]))
    };
    let (message, _) = number(" mid ")?;
    let (recipient, rest) = number(" rid ")?;
    let place = recipient.checked_add(message.checked_mul(MOST_RECIPIENTS)?)?;
    Some((place, rest.starts_with(" to: ")))
}

/// `starting delivery 57: msg 8 to remote bob@example.net`, `delivery 57: failure: …`.
fn of_qmail(view: &View<'_>, head: &Range<usize>) -> Option<(u64, bool)> {
    let at = view.find(head.clone(), "delivery ")?;
    let rest = &view.lower[at + "delivery ".len()..head.end];
    let digits = rest.bytes().take(12).take_while(u8::is_ascii_digit).count();
    let number = rest[..digits].parse().ok()?;
    rest[digits..]
        .starts_with(':')
        .then(|| (number, view.lower[..at].ends_with("starting ")))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::explain::view::Flat;

    #[rstest]
    #[case::postfix("x to=<bob@example.net>, relay=none, status=bounced (no)", &["bob@example.net"])]
    #[case::sendmail("x to=<bob@example.net>,<carol@example.net>, stat=User unknown", &["bob@example.net", "carol@example.net"])]
    #[case::the_server_itself("x to=root, mailer=local, dsn=5.1.1, stat=User unknown", &["root"])]
    #[case::the_server_itself_in_brackets("x to=<root>, relay=local, status=bounced (unknown user)", &["root"])]
    #[case::exim("1uM ** bob@example.net R=x: no", &["bob@example.net"])]
    #[case::a_mailbox_of_exim("1uM ** bob <bob@example.net> R=x: no", &["bob@example.net"])]
    #[case::a_command("x to=<|/usr/bin/queue list@example.org>, orig_to=<bob@example.net>, status=bounced (no)", &["bob@example.net"])]
    #[case::a_command_of_exim("1uM ** |/usr/bin/vacation <bob@example.net> R=x: no", &["bob@example.net"])]
    #[case::a_check_of_sendmail("x: ruleset=check_rcpt, arg1=bob@example.net, relay=[192.0.2.1], reject=550 5.7.1 bob@example.net... no", &["bob@example.net"])]
    #[case::a_check_of_a_sender("x: ruleset=check_mail, arg1=<eve@example.net>, relay=[192.0.2.1], reject=553 5.1.8 <eve@example.net>... no", &[])]
    #[case::accounting("b,2025-06-03 10:00:00+0200,news@example.org,bob@example.net,smtp;550 no", &["bob@example.net"])]
    #[case::accounting_as_a_table("b | 2025-06-03 10:00:00+0200 | news@example.org | bob@example.net | smtp;550 no", &["bob@example.net"])]
    fn recipients_are_read(#[case] text: &str, #[case] expected: &[&str]) {
        let flat = Flat::of(text);
        let view = flat.view(text, crate::explain::view::cues());
        let line = read(&view, &(0..text.len()));
        let found: Vec<&str> = line
            .recipients
            .iter()
            .map(|range| &text[range.clone()])
            .collect();
        assert_eq!(found, expected);
        assert!(line.said.is_some());
    }
}
