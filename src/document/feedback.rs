//! What recipients did with mail that had arrived -> blocks: who they are, and what the sender does about it.

use smtpref_catalog::Actor;

use super::block::{Block, Span};
use super::inline::inline;
use super::parts::section;
use crate::explain::{Feedback, Reaction};
use crate::lookup::wording;

/// The most recipients that are named.
const MOST: usize = 20;

/// Who reacted, and what to do.
pub(super) fn feedback(told: &Feedback) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rows = Vec::new();
    if !told.recipients.is_empty() {
        rows.push(("Recipient", names(&told.recipients)));
    }
    if let Some(note) = address(told.reaction) {
        rows.push(("Address", note.to_owned()));
    }
    if !rows.is_empty() {
        let row = |(name, text): (&str, String)| (name.to_owned(), vec![Span::text(text)]);
        blocks.push(Block::Facts(rows.into_iter().map(row).collect()));
    }
    let steps = told.steps();
    if !steps.is_empty() {
        let steps = Block::Steps(steps.into_iter().map(inline).collect());
        let who = Block::Subheading(wording::actor_in(Actor::Sender, None).to_owned());
        section(&mut blocks, "What to do", [who, steps]);
    }
    blocks
}

/// What a text is that tells of a reaction, and what it says.
pub(super) const fn head(reaction: Reaction) -> (&'static str, &'static str) {
    match reaction {
        Reaction::Complaint => (
            "A complaint report",
            "A recipient marked the mail as spam; it was delivered before that.",
        ),
        Reaction::Unsubscribed => (
            "An unsubscription",
            "A recipient wants no more mail of this sender; this one was delivered.",
        ),
        Reaction::NotSpam => (
            "A report of mail that is not spam",
            "A recipient took the mail out of the spam folder: nothing failed, and nothing is to be done.",
        ),
        Reaction::AuthFailure => (
            "A report of failed authentication",
            "A receiver got a message in your domain's name that failed SPF, DKIM or DMARC; `Delivery-Result` says what it did with it.",
        ),
    }
}

/// What to do with the address, in a sentence.
const fn address(reaction: Reaction) -> Option<&'static str> {
    match reaction {
        Reaction::Complaint => {
            Some("It works. Suppress it for good: a second complaint harms more than the first.")
        }
        Reaction::Unsubscribed => {
            Some("It works. Suppress it for good, until its owner signs up again.")
        }
        Reaction::NotSpam | Reaction::AuthFailure => None,
    }
}

/// The first recipients, and how many more there are.
fn names(recipients: &[String]) -> String {
    let shown = recipients[..recipients.len().min(MOST)].join(", ");
    match recipients.len().saturating_sub(MOST) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
