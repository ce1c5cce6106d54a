//! What a text is, in words, and what one says in which no reply stands.

use smtpref_catalog::{Actor, Fates, Retry};

use super::block::{Block, Severity, Span};
use super::facts::{judged, of_fates};
use crate::explain::{Counted, Kind};
use crate::lookup::{Who, wording};

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
        Kind::Discarded => "A message that was thrown away",
        Kind::OnHold => "A message on hold",
        Kind::Held => "A notice that a message is held",
        Kind::Phishing => "Perhaps phishing",
        Kind::ListNotice => "A list's notice to its member",
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
        Kind::Discarded => {
            "The server took the message, then threw it away or put it into quarantine: the recipient does not see it, and the sender gets no bounce. Its operator finds the reason in the log of the filter, and the copy in the quarantine if one is kept."
        }
        Kind::OnHold => {
            "A rule of this server stopped the message in its queue, where it stays until the operator acts: `postqueue -p` marks it with `!`, `postsuper -H` with its queue id lets it go."
        }
        Kind::Held => {
            "Nothing failed: a moderator decides on the message, or the recipient's filter wants to hear first that somebody sent it. If the filter asks, whoever wrote the mail answers, or lets it be; a second copy would wait too."
        }
        Kind::Phishing => {
            "It tells of trouble with a mailbox and wants you to open a link and act. A mail server that reports a failure names the recipient and quotes a reply, and asks for nothing. Leave the link alone: open the mailbox, or the filter's list of held mail, by an address that you know, or ask your own provider."
        }
        Kind::ListNotice => {
            "Mail of the list came back from the member's own mailbox, so the list has stopped writing there or is about to. The mailbox wants care: room, a working forward, a filter that lets the list in. Then confirm the subscription or switch it on again as the notice says; whoever runs the list can look up the reply that came back."
        }
        Kind::Delay => {
            "The message is late and still tried, as a rule for some days; a second copy would come twice. Which server does not answer, or why, is not in this part of the notice."
        }
        Kind::Bounce => {
            "The message came back, but the reason is cut off here: it stands farther down, behind the address of the recipient or in the part that the notice encloses. Paste all of it."
        }
        Kind::AutoReply => "The mail arrived, and a program answered it: nothing failed.",
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

/// The facts of a text that tells of no failure.
pub(super) fn of_success(of: Kind, message: Fates) -> Block {
    let fact = |name: &str, text: &str| (name.to_owned(), vec![Span::text(text)]);
    let lost = match of {
        Kind::Discarded => Some(Severity::Permanent),
        Kind::OnHold => Some(Severity::Transient),
        _ => None,
    };
    let told = lost.map_or_else(
        || judged(wording::message(message, false), of_fates(message)),
        |severity| judged("Not delivered, though it was accepted", severity),
    );
    let mut rows = vec![("Message".to_owned(), told)];
    // A second copy would go the way of the first.
    let retry = if lost.is_some() {
        Retry::AfterChange
    } else {
        Retry::NotNeeded
    };
    rows.push(fact("Try again", wording::retry(retry, false)));
    let who = match of {
        Kind::Success => Some(Who::NobodyAfterSuccess),
        Kind::Discarded | Kind::OnHold => Some(Who::Acts(Actor::ReceivingServer)),
        _ => None,
    };
    rows.extend(who.map(|who| fact("Who acts", wording::who(who))));
    Block::Facts(rows)
}
