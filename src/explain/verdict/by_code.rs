//! What a code says where its words say nothing to any rule: a cause for those codes that have one meaning.
//!
//! A table of the program and not of the data: the pages tell what a code may mean, this tells what it is taken for.

use smtpref_catalog::{EnhancedClass, EnhancedCode, ReplyCode, Slug};

use super::super::answer::Confidence;
use super::super::scan::Said;
use super::sender::{is_of_recipient, of_sender};

/// What the codes are taken for, those of a reply that speaks of the sender or of one that does not.
pub(in crate::explain) fn by_codes(said: &Said, is_of_sender: bool) -> Option<(Slug, Confidence)> {
    let of_enhanced = said
        .codes
        .enhanced
        .and_then(of_enhanced)
        .map(|cause| (cause, Confidence::EnhancedCode));
    let of_reply = || {
        said.codes
            .reply
            .and_then(of_reply)
            .map(|cause| (cause, Confidence::ReplyCode))
    };
    let coarse =
        |code: EnhancedCode| code.is_coarse() || (code.subject().number(), code.detail()) == (7, 0);
    let specific = said.codes.enhanced.is_some_and(|code| !coarse(code));
    let (cause, confidence) = if specific {
        of_enhanced
    } else {
        of_reply().or(of_enhanced)
    }?;
    let cause = Slug::new(cause)?;
    let cause = if is_of_sender && is_of_recipient(cause) {
        of_sender(said, cause)?
    } else {
        cause
    };
    Some((cause, confidence))
}

/// The cause of an enhanced status code.
pub(in crate::explain) fn of_enhanced(code: EnhancedCode) -> Option<&'static str> {
    let is_permanent = code.class() == Some(EnhancedClass::Permanent);
    Some(match (code.subject().number(), code.detail()) {
        (1, 1) => "user-unknown",
        (1, 2) => "domain-not-found",
        (1, 3) => "bad-address-syntax",
        (1, 6) | (7, 17) => "user-moved",
        (1, 7) => "sender-rejected",
        (1, 8) | (7, 27) => "sender-domain-not-found",
        (1, 10) => "domain-accepts-no-mail",
        (2, 1) => "mailbox-disabled",
        (2, 2) => "mailbox-full",
        (2, 3) | (3, 4) => "message-too-big",
        (3, 1) => "system-full",
        (3, 0 | 2 | 3 | 5) | (4, 5) => "system-error",
        (4, 0..=2) => "network-error",
        (4, 4) if is_permanent => "domain-not-found",
        (4, 3 | 4) => "dns-error",
        (4, 6) => "routing-loop",
        (4, 7) => "delivery-expired",
        (5, 1 | 2 | 4 | 5) => "protocol-error",
        (5, 3) => "too-many-recipients",
        (6, _) => "not-compliant",
        (7, 0 | 1 | 3) => "policy",
        (7, 2) => "recipient-restricted",
        (7, 4 | 8 | 9 | 12) | (5, 6) => "login-failed",
        (7, 5) => "tls-failed",
        (7, 10 | 11 | 30) => "tls-required",
        (7, 13) => "account-suspended",
        (7, 20..=24 | 26 | 29) => "authentication-failed",
        (7, 25) => "reverse-dns",
        (7, 28) => "rate-limited",
        _ => return None,
    })
}

/// The cause of a reply code.
pub(in crate::explain) fn of_reply(code: ReplyCode) -> Option<&'static str> {
    Some(match code.number() {
        431 | 452 => "system-full",
        421 | 432 | 451 => "system-error",
        441 | 442 => "network-error",
        422 | 552 => "mailbox-full",
        454 => "tls-failed",
        500..=504 | 555 => "protocol-error",
        510 | 511 => "user-unknown",
        512 => "domain-not-found",
        513 | 553 => "bad-address-syntax",
        521 | 556 => "domain-accepts-no-mail",
        523 => "message-too-big",
        530 => "login-required",
        534 | 535 => "login-failed",
        538 => "tls-required",
        541 => "policy",
        551 => "user-moved",
        _ => return None,
    })
}
