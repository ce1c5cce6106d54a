//! Whether the words of a reply or its codes tell the cause, where no rule is met.

use std::ops::Range;

use smtpref_catalog::{
    Address, CauseGroup, Command, EnhancedClass, EnhancedCode, Rule, Scene, Slug,
};

use super::super::answer::{Confidence, Kind};
use super::super::scan::Said;
use super::super::view::View;
use super::Context;
use super::choose::Chosen;
use super::hinting::{Ground, Hint};
use crate::lookup::causes::{
    DOMAIN_NOT_FOUND, LOGIN_FAILED, MAILBOX_DISABLED, NOT_COMPLIANT, POLICY, USER_UNKNOWN,
};

impl Context<'_> {
    /// How far a cause is trusted to say that an address is gone: single words of a text that has no code may be about anything, and where
    /// nobody is named, only the code tells whose domain they speak of.
    pub(super) fn trust(
        &self,
        said: &Said,
        cause: Option<Slug>,
        confidence: Confidence,
        has_recipient: bool,
    ) -> Confidence {
        let is_loose = self.kind == Kind::Reply && said.class().is_none();
        let of_code = || self.catalog.taken_for_enhanced(said.codes.enhanced?);
        // A log is that of the server which looked for the recipient's.
        let is_of_domain =
            self.kind != Kind::Log && cause.is_some_and(|cause| cause.as_str() == DOMAIN_NOT_FOUND);
        let is_anybodys =
            || is_of_domain && !has_recipient && said.label.is_none() && of_code() != cause;
        match confidence {
            Confidence::Words if is_loose || is_anybodys() => Confidence::None,
            _ => confidence,
        }
    }

    /// Whether Sendmail tells that it asked itself: its own machine took the domain for a local one, and nobody asked the recipient's server.
    pub(super) fn asked_itself(&self) -> bool {
        const ITSELF: &[&str] = &["while talking to [127.", "while talking to localhost"];
        const HEAD: usize = 4096;
        self.view
            .has(&self.view.cut(self.body.clone(), HEAD), ITSELF)
    }

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
            let is_login = self.kind == Kind::Log && self.scene(said, None) == Some(Scene::Login);
            is_login.then_some((Slug::new(LOGIN_FAILED)?, Confidence::Words))
        };
        let of_label = || {
            let cause = said.label.as_ref()?.cause?;
            Some((cause, Confidence::Words))
        };
        // What an operator's own entry says is the rule of that operator, unless it names a code of its own.
        if said.is_of_table() && !said.codes.enhanced.is_some_and(is_telling) {
            return of_label();
        }
        let of_code = self.by_codes(said, chosen.is_of_sender);
        // A service that quotes nobody knows more than the number that it puts beside its label.
        let Some(Hint { hinted, ground }) = told else {
            return of_label().or(of_code).or_else(of_login);
        };
        let hint = hinted.cause;
        if self.is_too_late(said, hint, *ground) {
            return of_label().or(of_code);
        }
        let by_words = Some((hint, Confidence::Words));
        let Some((cause, _)) = of_code else {
            return by_words;
        };
        let detail = self.cause(cause);
        let is_wide = detail.is_some_and(|detail| detail.is_wide);
        // Of a receiver that speaks of something else the number is a slip.
        let is_slip = detail.is_some_and(|detail| detail.yields_to.contains(&hint));
        // A refusal alone says less than the number of an unknown user.
        let is_misnumbered = cause.as_str() == USER_UNKNOWN
            && hint.as_str() == POLICY
            && self.view.has(&said.words, &["polic"]);
        // 4.2.1 says of an account that it takes nothing now, whatever the reason.
        let is_for_now =
            cause.as_str() == MAILBOX_DISABLED && said.class() == Some(EnhancedClass::Transient);
        // What leaves the address open says no more than the code.
        let is_vague = hinted.address == Some(Address::Depends);
        let of_content = cause.as_str() == NOT_COMPLIANT;
        let is_reply_alone = matches!(of_code, Some((_, Confidence::ReplyCode)));
        let of_one_thing = |cause| match self.cause(cause).map(|detail| detail.group) {
            Some(CauseGroup::Mailbox) => Some(CauseGroup::Address),
            group => group,
        };
        let fits = of_one_thing(cause) == of_one_thing(hint);
        if is_wide
            || is_slip
            || is_misnumbered
            || is_for_now
            || (*ground == Ground::Clear && cause != hint)
            || is_reply_alone
            || (fits && !of_content && !is_vague)
        {
            by_words
        } else {
            of_code
        }
    }

    /// Whether words are only like those that know no recipient, behind a message that was taken up to its end.
    fn is_too_late(&self, said: &Said, hint: Slug, ground: Ground) -> bool {
        let is_late = said.stage == Some(Command::EndOfData) && ground != Ground::Known;
        is_late && self.is_of_recipient(hint)
    }
}

/// Whether a code names one thing, and not only a subject.
fn is_telling(code: EnhancedCode) -> bool {
    !code.is_coarse() && code.detail() > 0
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

/// What a rule says of the address, unless it leaves that to the code.
pub(super) fn address_of(said: &Said, rule: &Rule, confidence: Confidence) -> Option<Address> {
    rule.address
        .filter(|_| !is_left_to_code(said, rule, confidence))
}

/// Whether a general phrase leaves open what the code tells: `550 5.1.1 Recipient rejected`.
fn is_left_to_code(said: &Said, rule: &Rule, confidence: Confidence) -> bool {
    let is_open = rule.address == Some(Address::Depends) && confidence == Confidence::GeneralPhrase;
    let is_of_user = |code: EnhancedCode| {
        let numbers = (code.subject().number(), code.detail());
        numbers == (1, 1) && code.class() == Some(EnhancedClass::Permanent)
    };
    is_open && rule.cause.as_str() == USER_UNKNOWN && said.codes.enhanced.is_some_and(is_of_user)
}

/// Where the label of an event tells the cause.
pub(super) fn of_label(said: &Said) -> Vec<Range<usize>> {
    let label = said.label.as_ref();
    label
        .and_then(|label| label.place.clone())
        .into_iter()
        .collect()
}
