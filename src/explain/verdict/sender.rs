//! What a reply says of the sender that the same words would say of a recipient: another cause, and an address that is nobody's who failed.

use std::ops::Range;

use smtpref_catalog::Slug;

use super::super::answer::Answer;
use super::super::scan::{Role, Said, is_login, role};
use super::super::view::View;

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
        .places
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

/// The same said of the sender.
pub(in crate::explain) fn of_sender(said: &Said, cause: Slug) -> Option<Slug> {
    Slug::new(match cause.as_str() {
        "user-unknown" | "user-moved" if is_login(said) => "login-failed",
        "domain-not-found" | "domain-accepts-no-mail" => "sender-domain-not-found",
        _ => "sender-rejected",
    })
}
