//! The words by which the lines of logs tell what happened, and to whom.

use std::ops::Range;

use crate::explain::view::View;

/// Words of a line that tells of a delivery.
pub(super) const DELIVERED: &[&str] = &[
    "status=sent",
    "stat=sent",
    "result=\"ok\"",
    "result=ok",
    ": success: ",
    "status=delivered",
    "stat=ok",
    " delivered ",
    "\"delivery\"",
    "status=deliverable",
    "delivery successful",
    "action=\"relayed\"",
    "result: delivered",
    " relayed: ",
    "exitcode=ex_ok",
    "sent mail for ",
    " completed (delivered",
];
/// Marks of a line that tells of a delivery, if it quotes no refusal.
pub(super) const ARROWS: &[&str] = &[" => ", " -> ", " >> "];
/// Words of a line that tells of a failure.
pub(in crate::explain) const FAILED: &[&str] = &[
    "status=bounced",
    "status=deferred",
    "status=expired",
    "status=force-expired",
    "status=undeliverable",
    " ** ",
    " == ",
    "stat=",
    ": failure: ",
    ": deferral: ",
    "result=\"permfail",
    "result=\"tempfail",
    "permfail",
    "tempfail",
    "bounced",
    "deferred",
    "delivery failed",
    "failed to deliver",
    "delivery error",
    "failed-command",
    "temporary failure",
    "transientfailure",
    "undeliverable",
    "smtperr",
    "notdelivered",
    "status=fail",
    "does-not-exist",
    "not-allowed",
    "-error)",
    "tls error",
    "connection error",
    "negotiation with",
    "rejected",
    ",fail,",
    ",defer,",
    "user unknown",
    "failed:",
    "timed out",
    "connect failed",
    "bouncing mail:",
    "temp failing",
    "retval=deny",
    "mx lookup failed",
    "(auth.failed)",
    "config error: mail loops",
    "unable to send",
    "error sending",
    "failed command",
    "greylisted",
    "auth failure (",
    "blocked banned",
    "blocked infected",
    "blocked spam",
    "too many hops",
    "lost connection with",
    "connection refused",
    "connection reset",
    "no route to host",
    "network is unreachable",
    "attempt to deliver to unknown recipient",
    "not be delivered",
    "result: failed",
    "result: delayed",
    " completed (bounced",
];
/// How `OpenSMTPD` begins to tell of a command that it refused and of a delivery that failed, in each of its forms.
pub(in crate::explain) const OF_OPENSMTPD: &[&str] = &[
    "smtp-in: failed command on session ",
    "smtp failed-command ",
    "smtp event=failed-command ",
    "smtp-out: session ",
    "relay: tempfail for ",
    "relay: permfail for ",
    "mta delivery ",
    "mta event=delivery ",
    "delivery: tempfail for ",
    "delivery: permfail for ",
    "mda delivery ",
    "mda event=delivery ",
];
/// What a line of a refusal has too, unless it is the name of a setting.
pub(in crate::explain) const REJECT: &str = "reject";

/// Whether a line tells of a failure.
pub(in crate::explain) fn tells_failure(view: &View<'_>, line: &Range<usize>) -> bool {
    view.has(line, FAILED) || rejects(view, line)
}

/// Whether something is rejected, and no setting is named: `reject_unauth_destination`.
fn rejects(view: &View<'_>, line: &Range<usize>) -> bool {
    let mut rest = line.clone();
    while let Some(at) = view.find(rest.clone(), REJECT) {
        rest.start = at + REJECT.len();
        if !view.text[rest.clone()].starts_with('_') {
            return true;
        }
    }
    false
}

/// What stands before the address of a recipient.
pub(in crate::explain) const BEFORE: &[&str] = &[
    " to=",
    "(to=",
    "ruleset=check_rcpt, arg1=",
    "recipient <",
    " ** ",
    " == ",
    " => ",
    " -> ",
    " rcpt=",
    " rcpt:",
    "\"rcpt\":",
    "rejected rcpt ",
    "to remote ",
    "to local ",
    " recipient=",
    "\"recipient\":",
    " recipient: ",
    " rcptto=",
    " to:",
    "to = ",
    "rcpt to:",
    "\"to\":",
    "rcpt = ",
    " rcpt_to=",
    "recipient address: ",
    "recipientaddress",
    "recipients : ",
    "email to '",
    "email to <",
    "mail to <",
    "sending email to ",
    "sending mail to ",
    "email addresses: ",
    "email address: ",
    " recipients=",
    " rfc822;",
    " for <",
    "> to <",
];
/// What labels of events say that something failed with.
pub(in crate::explain) const FAILED_LABELS: [&str; 11] = [
    "bounce",
    "fail",
    "defer",
    "reject",
    "delay",
    "drop",
    "block",
    "out_of_band",
    "undeliver",
    "spam",
    "suppress",
];

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::explain::view::{Flat, cues};

    #[rstest]
    #[case::refusal("milter-reject: END-OF-MESSAGE", true)]
    #[case::the_end("NOQUEUE: reject", true)]
    #[case::a_setting("restriction `reject_unauth_destination' is ignored", false)]
    #[case::both("reject_warning and reject", true)]
    #[case::another_word("connect from mx.example.net", false)]
    fn the_name_of_a_setting_is_no_refusal(#[case] line: &str, #[case] tells: bool) {
        let flat = Flat::of(line);
        let view = flat.view(line, cues());
        assert_eq!(tells_failure(&view, &(0..line.len())), tells);
    }
}
