//! What a text is, in words, and what one says that tells of no failure of a message.

use crate::explain::{Counted, Kind};

/// What a text is, in words.
#[must_use]
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Reply => "A reply",
        Kind::Log => "A log",
        Kind::Queue => "A queue listing",
        Kind::Bounce => "A bounce",
        Kind::Transcript => "A session",
        Kind::Webhook => "An event of a sending service",
        Kind::Delay => "A delay notice",
        Kind::Success => "A report of success",
        Kind::Held => "A notice of a moderated list",
        Kind::AutoReply => "An automatic answer",
        Kind::Feedback => "A complaint report",
        Kind::Receipt => "A read receipt",
        Kind::DmarcReport => "A DMARC report",
        Kind::TlsReport => "A TLS report",
        Kind::Mail => "An ordinary mail",
        Kind::Nothing => "No reply",
    }
}

/// What a text says that is no report of a failure.
pub(super) const fn no_failure(kind: Kind) -> &'static str {
    match kind {
        Kind::Success => {
            "The message was delivered, passed on, or accepted by the next server: nothing failed."
        }
        Kind::Held => {
            "The list has the message, and a moderator decides on it: nothing failed, and a second copy would wait too."
        }
        Kind::AutoReply => "The mail arrived, and a program answered it: nothing failed.",
        Kind::Feedback => "A recipient marked the mail as spam; it was delivered before that.",
        Kind::Receipt => "The mail arrived; this tells what its reader did with it.",
        Kind::DmarcReport => {
            "A receiver counts here, for one day, which messages passed DMARC; it does not report on a single one."
        }
        Kind::TlsReport => {
            "A sender counts here, for one day, the sessions with and without TLS; it does not report on a single message."
        }
        Kind::Mail => "Somebody wrote this; it is not a report of a failure.",
        _ => "No reply of a mail server was found in it.",
    }
}

/// What a report of a day counts, in a sentence.
pub(super) fn counts(counted: Counted) -> String {
    match counted {
        Counted::Messages {
            all,
            failed,
            rejected,
            quarantined,
        } => {
            let mut text = format!("Of {all} messages {failed} failed DMARC");
            if rejected > 0 {
                text = format!("{text}; {rejected} were rejected");
            }
            if quarantined > 0 {
                text = format!("{text}; {quarantined} went to quarantine");
            }
            text + "."
        }
        Counted::Sessions {
            all,
            failed,
            is_enforced,
        } => {
            let what_then = if failed > 0 && is_enforced {
                "; the policy demands TLS, so the mail of those waits at the sender and comes back in the end"
            } else {
                ""
            };
            format!("Of {all} sessions {failed} failed{what_then}.")
        }
    }
}
