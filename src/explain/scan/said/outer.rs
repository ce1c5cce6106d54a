//! The reply that quotes another one. The inner reply tells what happened, but the sending server acts on the outer one: `450 … unverified
//! address: host … said: 550 …` is tried again, and what `550 Message expired -> 421 …` tells of is over.

use smtpref_catalog::{EnhancedClass, Fate, ReplyClass, ReplyCode};

use super::echo::is_out_of_order;
use crate::explain::codes::Found;
use crate::explain::view::View;

/// What a program puts between a status of its own making and the reply of the server.
const OF_A_PROGRAM: &[&str] = &["server response was", "server said", "response from server"];

/// What the outermost reply of a chain makes of the message, if it quotes the one that speaks and is of another class.
pub(super) fn outer(view: &View<'_>, chain: &[&Found], speaks: &Found) -> Option<Fate> {
    let first = chain.iter().find(|one| one.codes.reply.is_some())?;
    let (outer, inner) = (first.codes.reply?, speaks.codes.reply?);
    let before = &view.text[..speaks.start];
    let begins_line = before.trim_end_matches([' ', '\t']).ends_with('\n');
    let quotes = first.end < speaks.start
        && !begins_line
        && !is_next_try(view, first, speaks)
        && outer.class() != inner.class()
        && !view.has(&(first.end..speaks.start), OF_A_PROGRAM);
    match outer.class() {
        ReplyClass::TransientNegative if quotes => Some(Fate::Retried),
        ReplyClass::PermanentNegative if quotes => Some(Fate::Returned),
        _ => None,
    }
}

/// Whether two replies stand in lines that begin alike, as those of one try after the other: `Attempt 1 (08:00): 421 …`.
fn is_next_try(view: &View<'_>, first: &Found, speaks: &Found) -> bool {
    const LONGEST: usize = 200;
    let before = |one: &Found| {
        let from = view.floor(one.start.saturating_sub(LONGEST));
        let line = view.text[from..one.start].rsplit('\n').next();
        let letters = line.unwrap_or_default().chars();
        letters.filter(|c| c.is_alphabetic()).collect::<String>()
    };
    let beginning = before(speaks);
    !beginning.is_empty()
        && view.text[first.end..speaks.start].contains('\n')
        && before(first) == beginning
}

/// Whether a reply is that of the try which speaks, under the code with which its server has stopped: Exchange writes `550 5.4.316` above
/// the `450 4.4.316` of the last attempt.
pub(super) fn gives_up(view: &View<'_>, speaks: &Found, last: &Found) -> bool {
    let subject = |one: &Found| {
        let code = one.codes.enhanced.filter(|code| !code.is_coarse())?;
        one.codes.reply.map(|_| (code.subject(), code.detail()))
    };
    let of_one = subject(speaks);
    of_one.is_some()
        && of_one == subject(last)
        && speaks.codes.class() == Some(EnhancedClass::Transient)
        && last.codes.class() == Some(EnhancedClass::Permanent)
        && last.end < speaks.start
        && view.text[last.end..speaks.start].contains('\n')
}

/// Whether another reply stands before the one that speaks.
pub(super) fn is_quoted(
    view: &View<'_>,
    chain: &[&Found],
    start: usize,
    speaks: Option<ReplyCode>,
) -> bool {
    let differs = |one: &&Found| one.codes.reply.is_some() && one.codes.reply != speaks;
    // A number of the program's own is no reply of a server: `Error 521: <bob@example.net>: host … refused: 554 …`.
    let is_own = |one: &&Found| view.text[..one.start].ends_with("\nError ");
    // A server that misses a recipient repeats why it refused him: `503-All RCPT commands were rejected`, `503-550 5.1.1 no`.
    let is_other = |one: &&&Found| one.start < start && !is_own(one) && !is_out_of_order(one.codes);
    let mut before = chain.iter().filter(is_other);
    let is_try = |one: &&Found| {
        let speaks = chain.iter().find(|other| other.start == start);
        speaks.is_some_and(|speaks| is_next_try(view, one, speaks))
    };
    speaks.is_some() && before.any(|one| differs(one) && !is_try(one))
}
