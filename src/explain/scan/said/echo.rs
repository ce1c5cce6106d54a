//! Echoes: a server says that something is missing, because it refused it before. They tell of nothing new.

use std::ops::Range;

use smtpref_catalog::Codes;

use super::Said;
use crate::explain::view::View;

/// Words of an echo, whatever its code.
const ECHOES: &[&str] = &[
    " valid rcpt",
    " valid recipients",
    "need rcpt",
    "need recipient",
    "bad sequence",
    "must precede data",
    "no recipients",
    "need mail",
    "rcpt first",
    "recipients specified",
    "out of sequence",
];
/// Words of a server that knows nothing of what it refused before, which are such beside 503 alone: `check your mail first` may be news. One
/// that asks for a valid recipient may tell above it why there is none.
const EARLY: &[&str] = &[
    "need mail",
    "need rcpt",
    "mail first",
    "rcpt first",
    "sequence",
];

/// Whether words hold those of an echo.
pub(in crate::explain) fn holds_echo(view: &View<'_>, words: &Range<usize>) -> bool {
    view.has(words, ECHOES)
}

/// Whether a reply says of a command that it came too early.
pub(super) fn is_out_of_order(codes: Codes) -> bool {
    codes.reply.is_some_and(|code| code.number() == 503)
}

impl Said {
    /// Whether it only repeats that something was refused before: DATA after no recipient was accepted.
    pub(in crate::explain) fn is_echo(&self, view: &View<'_>) -> bool {
        self.is_out_of_order() || holds_echo(view, &self.words)
    }

    /// Whether it only says that a command comes too early, as a server does of each that follows one it refused.
    pub(in crate::explain) fn follows_a_refusal(&self, view: &View<'_>) -> bool {
        self.is_out_of_order() && view.has(&self.words, EARLY)
    }

    fn is_out_of_order(&self) -> bool {
        is_out_of_order(self.codes)
    }
}
