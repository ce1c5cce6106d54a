//! What is said of the replies of a text together: whose they are, and where the reasons stand that it does not tell.

use std::collections::HashSet;

use super::block::{Block, Span};
use crate::explain::{Answer, Kind, MASK};

/// Whose several replies are: a log may have more than one message to somebody.
pub(super) fn whose(replies: &[Answer]) -> &'static str {
    let named: Vec<&String> = replies
        .iter()
        .filter_map(|one| one.recipient.as_ref())
        .collect();
    let distinct: HashSet<&String> = named.iter().copied().collect();
    if named.is_empty() {
        "Each reply has a cause of its own."
    } else if named.iter().any(|name| *name == MASK) {
        "Each reply is for another recipient, or another message."
    } else if distinct.len() < named.len() {
        "One reply for each recipient, and for each message that ended in another way."
    } else {
        "One reply for each recipient."
    }
}

/// Whether a notice does not tell why.
pub(super) fn lacks_reason(of: Kind, answer: &Answer) -> bool {
    of == Kind::Bounce && answer.codes.is_empty() && answer.entry().is_none()
}

/// What is done about a notice that does not tell why.
pub(super) fn where_reasons_stand() -> Block {
    Block::Paragraph(vec![Span::text(WHERE_REASONS_STAND)])
}

const WHERE_REASONS_STAND: &str = "Look for a line with a number such as 550 or 5.1.1 in the other parts of the notice, also in what is attached, and paste that too. If there is none, whoever runs the server that wrote the notice finds the reason in its log, by the recipient and the time.";
