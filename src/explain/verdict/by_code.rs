//! What a code says where its words say nothing to any rule: the cause that its page says that it is taken for.

use smtpref_catalog::{EnhancedCode, Slug};

use super::super::answer::Confidence;
use super::super::scan::Said;
use super::Context;

impl Context<'_> {
    /// What the codes are taken for, those of a reply that speaks of the sender or of one that does not.
    pub(super) fn by_codes(&self, said: &Said, is_of_sender: bool) -> Option<(Slug, Confidence)> {
        let codes = said.codes;
        let of_enhanced = || {
            let cause = self.catalog.taken_for_enhanced(codes.enhanced?)?;
            Some((cause, Confidence::EnhancedCode))
        };
        let of_reply = || {
            let cause = self.catalog.taken_for_reply(codes.reply?)?;
            Some((cause, Confidence::ReplyCode))
        };
        let (cause, confidence) = if codes.enhanced.is_some_and(is_specific) {
            of_enhanced()
        } else {
            of_reply().or_else(of_enhanced)
        }?;
        let cause = if is_of_sender && self.is_of_recipient(cause) {
            self.of_sender(said, cause)?
        } else {
            cause
        };
        Some((cause, confidence))
    }
}

/// Whether a code tells more than a reply code beside it.
fn is_specific(code: EnhancedCode) -> bool {
    !code.is_coarse() && (code.subject().number(), code.detail()) != (7, 0)
}
