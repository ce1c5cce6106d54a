//! What a code says where its words say nothing to any rule: the cause that its page says that it is taken for.

use smtpref_catalog::{EnhancedCode, Slug};

use super::super::answer::Confidence;
use super::super::scan::Said;
use super::Context;
use crate::lookup::causes::IP_REPUTATION;

impl Context<'_> {
    /// What the codes are taken for, those of a reply that speaks of the sender or of one that does not.
    pub(super) fn by_codes(&self, said: &Said, is_of_sender: bool) -> Option<(Slug, Confidence)> {
        let codes = said.codes;
        if self.is_bare_greeting(said) {
            return Some((Slug::new(IP_REPUTATION)?, Confidence::ReplyCode));
        }
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

    /// Whether a refusal has nothing but the name of its host, as a greeting begins (RFC 5321 section 4.2): the client was turned away for
    /// its address, before it could say anything.
    pub(super) fn is_bare_greeting(&self, said: &Said) -> bool {
        const REFUSED: u16 = 554;
        let is_refused = said
            .codes
            .reply
            .is_some_and(|code| code.number() == REFUSED);
        let words = self.view.lower[said.words.clone()].trim();
        let name = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '-'));
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
        let name = name.trim_end_matches('.');
        is_refused
            && name.matches('.').count() > 1
            && name.contains(|c: char| c.is_ascii_alphabetic())
            && name.bytes().all(is_part)
    }
}

/// Whether a code tells more than a reply code beside it.
fn is_specific(code: EnhancedCode) -> bool {
    !code.is_coarse() && (code.subject().number(), code.detail()) != (7, 0)
}
