//! Whether a reply speaks of the sender: a server refuses a sender, a login and a recipient in the same words, and only the recipient can be
//! gone.

use std::ops::Range;

use smtpref_catalog::{Command, EnhancedCode, Slug};

use super::super::answer::Answer;
use super::super::view::View;
use super::name_role::{Role, role};
use super::said::Said;

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
        || said.enhanced.is_some_and(of_sender)
        || !before.is_empty() && has(&before, &[CHECKS])
        || has(&said.words, &[WORDS, CHECKS])
}

/// Whether words tell of the check of a sender.
pub(in crate::explain) fn checks_sender(view: &View<'_>, words: &Range<usize>) -> bool {
    const CHECKED: &[&str] = &[
        "sender address rejected",
        "sender verif",
        "sender address verif",
    ];
    view.has(words, CHECKED)
}

/// Which codes of a block another server said of the sender, who was asked for there: `550-Response: 550 5.1.1 …`.
pub(in crate::explain) fn of_sender_check<'v>(
    view: &'v View<'_>,
    block: &Range<usize>,
) -> impl Fn(usize) -> bool + 'v {
    let is_check = view.has(block, &["sender verify failed"]);
    move |at| is_check && view.lower[..at].trim_end().ends_with("response:")
}

/// Whether a cause says that there is no such recipient.
pub(in crate::explain) fn is_of_recipient(cause: Slug) -> bool {
    matches!(
        cause.as_str(),
        "user-unknown" | "user-moved" | "domain-not-found" | "domain-accepts-no-mail"
    )
}

/// Whether the address that the words of a reply name is nobody's who failed: that of an account or a sender that may not send, or the new
/// one of somebody who has moved. The address that a reply begins with is the recipient's.
pub(in crate::explain) fn names_another(
    view: &View<'_>,
    said: &Said,
    answer: &Answer,
    place: &Range<usize>,
) -> bool {
    let behind = said
        .codes
        .first()
        .map_or(said.words.start, |codes| codes.end);
    if place.start < behind || place.start < said.words.start {
        return false;
    }
    let between = view.text[behind..place.start].trim_matches([' ', ':', '-', '<', '\n']);
    let is_checked = |words: &Range<usize>| view.has(words, &["verification failed for"]);
    match answer.cause.map(Slug::as_str) {
        Some("sending-quota-exceeded" | "account-suspended" | "login-failed") => true,
        Some("user-moved") => !between.is_empty(),
        // `Rejected by header based Anti-Spoofing policy: anna@example.org` names whom it refuses.
        Some("sender-rejected" | "sender-domain-not-found" | "authentication-failed") => {
            let is_told = || matches!(role(view, &said.words, place), Role::Key | Role::Word);
            !between.is_empty()
                && place.end <= said.words.end
                && (is_checked(&said.words) || !is_told())
        }
        _ => false,
    }
}

/// Whether a reply answers a login: whom it does not know is not the recipient.
fn is_login(said: &Said) -> bool {
    let is_number = said
        .reply
        .is_some_and(|code| matches!(code.number(), 530 | 534 | 535 | 538));
    let of_login =
        |code: EnhancedCode| matches!((code.subject().number(), code.detail()), (7, 8 | 9 | 12));
    said.stage == Some(Command::Auth) || is_number || said.enhanced.is_some_and(of_login)
}

/// The same said of the sender.
pub(in crate::explain) fn of_sender(said: &Said, cause: Slug) -> Option<Slug> {
    Slug::new(match cause.as_str() {
        "user-unknown" | "user-moved" if is_login(said) => "login-failed",
        "domain-not-found" | "domain-accepts-no-mail" => "sender-domain-not-found",
        _ => "sender-rejected",
    })
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
