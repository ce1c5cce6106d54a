//! Whether a reply speaks of the sender: a server refuses a sender, a login and a recipient in the same words, and only the recipient can be
//! gone.

use std::ops::Range;

use smtpref_catalog::{Command, EnhancedCode};

use super::Said;
use crate::explain::view::View;

/// Words of a reply that speak of the account of the sender.
const WORDS: &[&str] = &[
    "sender's account",
    "sender account",
    "sending account",
    "sender's mailbox",
    "sender mailbox",
    "sender does not exist",
    "sender doesn't exist",
    "sender not allowed",
    "sender unknown",
    "unknown sender",
    "no such sender",
    "sender not found",
];
/// Words of a check of the sender.
const CHECKS: &[&str] = &[
    "sender verif",
    "sender address verif",
    "sender address rejected",
    "sender callout",
    "verifying sender",
    "verify sender",
];
/// What all of these words hold, and few replies do.
const SENDING: &str = "send";
/// Words of another check.
const POSTMASTER: &str = "postmaster verification";

/// Whether what a reply says of an address or a domain can only be about those of the sender.
pub(in crate::explain) fn is_about_sender(view: &View<'_>, said: &Said) -> bool {
    let is_number = said
        .codes
        .reply
        .is_some_and(|code| matches!(code.number(), 517 | 518));
    let at_login = is_login(said);
    let of_sender =
        |code: EnhancedCode| matches!((code.subject().number(), code.detail()), (1, 7 | 8));
    let before = said.block.start.min(said.words.start)..said.words.start;
    let has = |range: &Range<usize>, words: &[&[&str]]| {
        let speaks = view.find(range.clone(), SENDING).is_some();
        speaks && words.iter().any(|words| view.has(range, words))
            || view.find(range.clone(), POSTMASTER).is_some()
    };
    said.stage == Some(Command::Mail)
        || is_number
        || at_login
        || said.codes.enhanced.is_some_and(of_sender)
        || !before.is_empty() && has(&before, &[CHECKS])
        || has(&said.words, &[WORDS, CHECKS])
}

/// Whether words tell of the check of a sender.
pub(super) fn checks_sender(view: &View<'_>, words: &Range<usize>) -> bool {
    const CHECKED: &[&str] = &[
        "sender address rejected",
        "sender verif",
        "sender address verif",
    ];
    view.has(words, CHECKED)
}

/// Which codes of a block another server said of the sender, who was asked for there: `550-Response: 550 5.1.1 …`.
pub(super) fn of_sender_check<'v>(
    view: &'v View<'_>,
    block: &Range<usize>,
) -> impl Fn(usize) -> bool + 'v {
    let is_check = view.has(block, &["sender verify failed"]);
    move |at| is_check && view.lower[..at].trim_end().ends_with("response:")
}

/// Whether a reply answers a login: whom it does not know is not the recipient.
pub(in crate::explain) fn is_login(said: &Said) -> bool {
    let is_number = said
        .codes
        .reply
        .is_some_and(|code| matches!(code.number(), 530 | 534 | 535 | 538));
    let of_login =
        |code: EnhancedCode| matches!((code.subject().number(), code.detail()), (7, 8 | 9 | 12));
    said.stage == Some(Command::Auth) || is_number || said.codes.enhanced.is_some_and(of_login)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_of_the_sender_speak_of_sending() {
        let mut all = WORDS.iter().chain(CHECKS);
        assert!(all.all(|words| words.contains(SENDING)));
    }
}
