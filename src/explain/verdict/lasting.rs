//! Whether waiting helps.

use smtpref_catalog::{Command, EnhancedClass, Fate, Permanence, Rule, Slug};

use super::super::answer::{Confidence, Kind};
use super::super::scan::{Said, Source};
use super::Context;
use crate::lookup::causes::DELIVERY_EXPIRED;

/// What programs say of a failure that is final, whatever its reason.
const FINAL: &[&str] = &[
    "permanent error",
    "permanent fatal error",
    "failed permanently",
];
/// How much of a notice is looked at for it.
const HEAD: usize = 4096;

impl Context<'_> {
    /// Whether waiting helps: as the rule says, the cause, the code.
    pub(super) fn permanent(
        &self,
        said: &Said,
        rule: Option<&Rule>,
        cause: Option<Slug>,
        confidence: Confidence,
        message: Option<Fate>,
    ) -> Option<bool> {
        let class = said.class();
        let detail = cause.and_then(|cause| self.cause(cause));
        let of_label = said.label.as_ref().and_then(|label| label.permanent);
        // A line of a log has its label by what its own server did, whatever status stands beside it.
        let is_told = said.codes.is_empty() || said.source == Source::Log;
        if of_label.is_some() && rule.is_none() && is_told {
            return of_label;
        }
        // What is put off is tried again, but a host that greets with a refusal hardly changes.
        let is_greeting =
            said.stage == Some(Command::Connect) && class == Some(EnhancedClass::Permanent);
        // Nor does waiting help against what a rule knows to last, whoever still tries.
        let is_known_to_last = rule.is_some_and(|rule| rule.permanent == Some(true));
        if self.kind == Kind::Delay && !is_greeting && !is_known_to_last {
            return Some(false);
        }
        // Whether a program will reach its server is a question of its settings, or of an hour.
        let is_unreached = class.is_none() && message == Some(Fate::NotSent);
        if is_unreached && detail.is_some_and(|detail| detail.is_unanswered) {
            return rule.and_then(|rule| rule.permanent);
        }
        // Where no words are known, nothing speaks against a code that asks to wait.
        let by_code = matches!(confidence, Confidence::EnhancedCode | Confidence::ReplyCode);
        if by_code && class == Some(EnhancedClass::Transient) {
            return Some(false);
        }
        // Of a message that waited too long nobody knows whether the next one would.
        let is_late = cause.is_some_and(|cause| cause.as_str() == DELIVERY_EXPIRED);
        let of_class = class.map(|class| class == EnhancedClass::Permanent);
        let of_cause = detail.and_then(|detail| match detail.permanence {
            Permanence::Permanent => Some(true),
            Permanence::Temporary => Some(false),
            Permanence::Depends => None,
        });
        rule.and_then(|rule| rule.permanent)
            .or(of_cause)
            .or(of_class)
            .or_else(|| (!is_late && self.is_final()).then_some(true))
    }

    /// Whether a notice calls the failure final.
    fn is_final(&self) -> bool {
        let head = self.view.cut(self.body.clone(), HEAD);
        self.kind == Kind::Bounce && self.view.has(&head, FINAL)
    }
}
