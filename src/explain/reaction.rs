//! What a recipient can do with mail that has arrived, and what its sender does about that. None of it is a failure.

use strum::IntoStaticStr;

/// What recipients did with mail that had arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feedback {
    /// What they did.
    pub reaction: Reaction,
    /// Who, as far as the text names them.
    pub recipients: Vec<String>,
}

/// What a recipient did with mail that had arrived, or a server on the way to it (RFC 5965, RFC 6591).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Reaction {
    /// Called it spam.
    Complaint,
    /// Wants no more of it.
    Unsubscribed,
    /// Took it out of the folder of spam.
    NotSpam,
    /// A server found that its sender is not proved.
    AuthFailure,
}

impl Reaction {
    /// The word for JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// What a report of feedback is about, by its type.
    pub(super) fn of_type(word: &str) -> Self {
        match word {
            "not-spam" => Self::NotSpam,
            "auth-failure" => Self::AuthFailure,
            "opt-out" | "opt-out-list" => Self::Unsubscribed,
            _ => Self::Complaint,
        }
    }
}

impl Feedback {
    /// What the sender does about it.
    #[must_use]
    pub fn steps(&self) -> Vec<&'static str> {
        match self.reaction {
            Reaction::Complaint if self.recipients.is_empty() => {
                let mut steps = vec![
                    "Find out who it was: the report names nobody, so look for the `Message-ID`, or a mark of your own, of the message in it.",
                ];
                steps.extend(COMPLAINT);
                steps
            }
            Reaction::Complaint => COMPLAINT.to_vec(),
            Reaction::Unsubscribed => UNSUBSCRIBED.to_vec(),
            Reaction::NotSpam => Vec::new(),
            Reaction::AuthFailure => AUTH_FAILURE.to_vec(),
        }
    }
}

const COMPLAINT: [&str; 4] = [
    "Take the address off all lists at once, keep it suppressed for good, and do not write to ask why.",
    "See which mail it was and how the address came onto its list: people report what they did not ask for or cannot leave.",
    "Count the complaints for each 1,000 delivered mails: Gmail and Yahoo want fewer than 3, and above that more of your domain's mail lands in spam.",
    "Let readers of bulk mail leave with one click: set the headers `List-Unsubscribe` and `List-Unsubscribe-Post` (RFC 8058).",
];
const UNSUBSCRIBED: [&str; 3] = [
    "Leave the address out for good: of the list that it left, or of all where none is named; send no mail to confirm it.",
    "Tell every other system that sends for you, or the next export brings the address back.",
    "Send what the person needs, such as a password or an invoice, apart from all lists.",
];
const AUTH_FAILURE: [&str; 2] = [
    "Compare `Source-IP` with the servers that send for you: for one of yours, correct the SPF record or the DKIM signature that `Authentication-Results` names.",
    "If it is none of yours, somebody else used your domain: a DMARC policy of `p=reject` keeps such mail out.",
];
