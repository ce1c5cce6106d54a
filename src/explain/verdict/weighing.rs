//! Whether the words of a reply or its codes tell the cause, where no rule is met.

use std::ops::Range;

use smtpref_catalog::{Address, CauseGroup, Command, EnhancedClass, Scene, Slug};

use super::super::answer::{Confidence, Kind};
use super::super::scan::Said;
use super::super::view::View;
use super::choose::Chosen;
use super::hinting::{Ground, Hint};
use super::sender::is_of_recipient;
use super::{Context, by_code};

impl Context<'_> {
    /// Words tell more than a code that means many things, and less than one that speaks of something else.
    pub(super) fn by_words_or_code(
        &self,
        chosen: &Chosen<'_>,
        told: Option<&Hint>,
    ) -> Option<(Slug, Confidence)> {
        let said = &chosen.said;
        if is_answer(&self.view, &said.words) {
            return None;
        }
        // The line tells that it was a login, whatever words it has for the failure.
        let of_login = || {
            let is_login = self.kind == Kind::Log && self.scene(said) == Some(Scene::Login);
            is_login.then_some((Slug::new("login-failed")?, Confidence::Words))
        };
        let of_label = || {
            let cause = Slug::new(said.label?.cause?)?;
            Some((cause, Confidence::Words))
        };
        let of_code = by_code::by_codes(said, chosen.is_of_sender).or_else(of_label);
        let Some(Hint { hinted, ground }) = told else {
            return of_code.or_else(of_login);
        };
        let hint = hinted.cause;
        if is_too_late(said, hint, *ground) {
            return of_code;
        }
        let by_words = Some((hint, Confidence::Words));
        let Some((cause, _)) = of_code else {
            return by_words;
        };
        let is_wide = matches!(
            cause.as_str(),
            "policy"
                | "system-error"
                | "protocol-error"
                | "network-error"
                | "delivery-expired"
                | "tls-failed"
        );
        // Of a receiver that speaks of something else the number is a slip.
        let is_slip = matches!(
            (cause.as_str(), hint.as_str()),
            (
                "domain-not-found",
                "relay-denied" | "sender-rejected" | "bad-address-syntax"
            ) | ("sender-rejected", "bad-address-syntax")
                | ("sender-domain-not-found", "account-suspended")
                | (
                    "not-compliant",
                    "reverse-dns" | "blocklisted" | "ip-reputation" | "routing-loop"
                )
        );
        // 4.2.1 says of an account that it takes nothing now, whatever the reason.
        let is_for_now =
            cause.as_str() == "mailbox-disabled" && said.class() == Some(EnhancedClass::Transient);
        // What leaves the address open says no more than the code.
        let is_vague = hinted.address == Some(Address::Depends);
        let of_content = cause.as_str() == "not-compliant";
        let names_content = matches!(
            hint.as_str(),
            "virus" | "spam-content" | "prohibited-attachment"
        );
        let is_reply_alone = matches!(of_code, Some((_, Confidence::ReplyCode)));
        let of_one_thing = |cause| match self.cause(cause).map(|detail| detail.group) {
            Some(CauseGroup::Mailbox) => Some(CauseGroup::Address),
            group => group,
        };
        let fits = of_one_thing(cause) == of_one_thing(hint);
        if is_wide
            || is_slip
            || self.is_misnumbered(said, cause, hint)
            || is_for_now
            || (*ground == Ground::Clear && cause != hint)
            || is_reply_alone
            || (of_content && names_content)
            || (fits && !of_content && !is_vague)
        {
            by_words
        } else {
            of_code
        }
    }

    /// Whether a refusal of a server, a sender or a content has the number of an unknown user, which somebody would strike from a list.
    fn is_misnumbered(&self, said: &Said, of_code: Slug, hint: Slug) -> bool {
        if of_code.as_str() != "user-unknown" {
            return false;
        }
        match hint.as_str() {
            "blocklisted"
            | "ip-reputation"
            | "domain-reputation"
            | "spam-content"
            | "authentication-failed"
            | "reverse-dns"
            | "sender-rejected"
            | "virus" => true,
            // A refusal alone says less than the number.
            "policy" => self.view.has(&said.words, &["polic"]),
            _ => false,
        }
    }
}

/// Whether a reply is what a program answered to mail that arrived: its number tells nothing, and its words speak of a person.
pub(super) fn is_answer(view: &View<'_>, words: &Range<usize>) -> bool {
    const ANSWERS: &[&str] = &[
        "out of office",
        "out of the office",
        "out-of-office",
        "autoreply",
        "auto-reply",
        "auto reply",
        "autoresponder",
        "automatic reply",
        "vacation message",
        "vacation reply",
    ];
    words.len() < 200 && view.has(words, ANSWERS)
}

/// Whether words are only like those that know no recipient, behind a message that was taken up to its end.
fn is_too_late(said: &Said, hint: Slug, ground: Ground) -> bool {
    let is_late = said.stage == Some(Command::EndOfData) && ground != Ground::Known;
    is_late && is_of_recipient(hint)
}

/// Whether a cause is that no connection came about: then nobody has spoken, whatever host is named.
pub(super) fn is_of_network(cause: Option<Slug>) -> bool {
    matches!(
        cause.map(Slug::as_str),
        Some("network-error" | "tls-failed" | "dns-error")
    )
}
