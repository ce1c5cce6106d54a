//! What a server writes in its log of its own doing, without a code: Exim's refusals, which tell their class by a word, and what Postfix
//! returns or keeps because a table of its own says so.

use std::ops::Range;

use smtpref_catalog::{EnhancedClass, Slug};

use super::super::said::{Label, Said};
use crate::explain::view::View;
use crate::lookup::causes::POLICY;

/// How much of a line is looked at.
const HEAD: usize = 1024;

/// What stands between the client and the reason in a refusal of Exim.
const REJECTED: &str = " rejected ";
const PUT_OFF: &str = " temporarily rejected ";
/// What Exim refuses, behind that word.
const REFUSED: &[&str] = &[
    "rcpt",
    "mail",
    "after data",
    "during mime",
    "connection",
    "ehlo",
    "helo",
    "by local_scan",
    "data",
    "vrfy",
    "expn",
    "etrn",
    "auth",
    "starttls",
    "from ",
    "predata",
    "by non-smtp",
];

/// Where a line of Exim tells that it refused something, the class of its reply and the place of the reason, which may be missing.
pub(super) fn refusal(
    view: &View<'_>,
    line: &Range<usize>,
) -> Option<(EnhancedClass, Range<usize>)> {
    let head = view.cut(line.clone(), HEAD);
    // `H=mail.example.org [192.0.2.1]`: who was refused.
    let client = view.find(head.clone(), " h=")?;
    let at = view.find(client..head.end, REJECTED)?;
    let what = at + REJECTED.len();
    let rest = &view.lower[what..head.end];
    if !REFUSED.iter().any(|begin| rest.starts_with(begin)) {
        return None;
    }
    let is_put_off = view.lower[..what].ends_with(PUT_OFF);
    let class = if is_put_off {
        EnhancedClass::Transient
    } else {
        EnhancedClass::Permanent
    };
    let reason = view
        .find(what..head.end, ": ")
        .map_or(line.end, |at| at + 2);
    Some((class, reason..line.end))
}

/// The processes of Postfix that ask nobody, and give back or keep what an entry of a table names them for.
const TABLES: [&str; 2] = ["/error[", "/retry["];
const NOBODY: &str = "relay=none";
/// What Postfix itself lets them say.
const OF_POSTFIX: &[&str] = &[
    "delivery temporarily suspended",
    "mail transport unavailable",
    "message is administratively expired",
    "unknown mail transport error",
    "user unknown in",
    "address lookup failed",
    "mail for ",
];

/// What an entry in the operator's own table makes of a message, by a line of Postfix: nobody else spoke.
pub(super) fn of_table(view: &View<'_>, said: &Said) -> Option<Label> {
    let head = view.cut(said.block.clone(), HEAD);
    let is_returned = view.has(&head, &TABLES) && view.find(head.clone(), NOBODY).is_some();
    (is_returned && !view.has(&said.words, OF_POSTFIX)).then(|| Label {
        permanent: (said.codes.class() == Some(EnhancedClass::Transient)).then_some(false),
        cause: Slug::new(POLICY),
        ..Label::default()
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::explain::view::{Flat, cues};

    #[rstest]
    #[case::for_good(
        "H=mx.test [192.0.2.1] F=<a@x.test> rejected RCPT <b@y.test>: some words",
        Some((EnhancedClass::Permanent, "some words"))
    )]
    #[case::for_now(
        "H=mx.test [192.0.2.1] F=<a@x.test> temporarily rejected RCPT <b@y.test>: later",
        Some((EnhancedClass::Transient, "later"))
    )]
    #[case::without_a_reason(
        "H=mx.test [192.0.2.1] F=<a@x.test> temporarily rejected after DATA",
        Some((EnhancedClass::Transient, ""))
    )]
    #[case::another_program("x[1]: rejected RCPT <b@y.test>: some words", None)]
    #[case::something_else("H=mx.test said it was rejected once: no", None)]
    fn a_refusal_of_exim_tells_its_class(
        #[case] line: &str,
        #[case] expected: Option<(EnhancedClass, &str)>,
    ) {
        let line = format!("2026-01-15 08:19:01 {line}");
        let flat = Flat::of(&line);
        let view = flat.view(&line, cues());
        let found = refusal(&view, &(0..line.len()));
        let found = found.map(|(class, reason)| (class, &line[reason]));
        assert_eq!(found, expected);
    }
}
