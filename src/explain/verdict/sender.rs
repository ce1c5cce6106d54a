//! What a reply says of the sender that the same words would say of a recipient: another cause, and an address that is nobody's who failed.

use std::ops::Range;

use smtpref_catalog::{About, Slug};

use super::super::answer::Answer;
use super::super::scan::{Role, Said, is_login, role};
use super::Context;
use crate::lookup::causes::{LOGIN_FAILED, USER_MOVED, USER_UNKNOWN};

/// Words before the address of somebody who is not there any more, and not before the new one.
const GONE: [&str; 2] = ["no longer on server", "no longer on system"];

impl Context<'_> {
    /// Whether the address that the words of a reply name is nobody's who failed: that of an account or a sender that may not send, or the new
    /// one of somebody who has moved. The address that a reply begins with is the recipient's.
    pub(super) fn names_another(&self, said: &Said, answer: &Answer, place: &Range<usize>) -> bool {
        let view = &self.view;
        let behind = said
            .places
            .first()
            .map_or(said.words.start, |codes| codes.end);
        if place.start < behind || place.start < said.words.start {
            return false;
        }
        // `<bob@example.net>: Recipient address rejected: quota exceeded` names one, whatever is wrong.
        let rest = &view.lower[place.end..];
        let rest = rest.trim_start_matches(['>', ':', ' ']);
        if rest.starts_with("recipient address rejected") {
            return false;
        }
        if rest.starts_with("sender rejected") {
            return true;
        }
        let between = view.lower[behind..place.start].trim_matches([' ', ':', '-', '<', '\n']);
        let is_checked = |words: &Range<usize>| view.has(words, &["verification failed for"]);
        let about = answer.cause.and_then(|cause| self.cause(cause)?.about);
        match about {
            Some(About::Account) => true,
            // The new address of somebody stands within the words.
            Some(About::Recipient)
                if answer
                    .cause
                    .is_some_and(|cause| cause.as_str() == USER_MOVED) =>
            {
                // Whom a notice names before the new address is who has moved.
                let behind = place.end.min(said.words.end)..said.words.end;
                let is_within = place.end <= said.words.end;
                let is_first = is_within
                    && matches!(role(view, &said.words, place), Role::Key | Role::Word)
                    && !view.addresses(&behind).is_empty();
                !between.is_empty() && !is_first && !GONE.iter().any(|gone| between.ends_with(gone))
            }
            // `Rejected by header based Anti-Spoofing policy: anna@example.org` names whom it refuses.
            Some(About::Sender) => {
                let is_told = || matches!(role(view, &said.words, place), Role::Key | Role::Word);
                !between.is_empty()
                    && place.end <= said.words.end
                    && (is_checked(&said.words) || !is_told())
            }
            _ => false,
        }
    }

    /// Whether a cause says that there is no such recipient.
    pub(super) fn is_of_recipient(&self, cause: Slug) -> bool {
        let detail = self.cause(cause);
        detail.is_some_and(|detail| detail.about == Some(About::Recipient))
    }

    /// The same cause said of the sender, of one that is said of a recipient.
    pub(super) fn of_sender(&self, said: &Said, cause: Slug) -> Option<Slug> {
        let is_user = matches!(cause.as_str(), USER_UNKNOWN | USER_MOVED);
        if is_user && is_login(said) {
            return Slug::new(LOGIN_FAILED);
        }
        self.cause(cause)?.of_sender
    }
}
