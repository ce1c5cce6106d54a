//! What recipients did with mail that had arrived, and who: of the events of a service, else of a report (RFC 5965).

use super::answer::Kind;
use super::reaction::{Feedback, Reaction};
use super::scan::Scan;
use super::view::View;

/// The most recipients of one sort of reaction that are named.
const MOST: usize = 1000;
/// The field that says what a report is about.
const TYPE: &str = "feedback-type:";
/// Fields of whom a message was for, the most telling first; what services of mailboxes write has their names.
const RECIPIENTS: [&str; 4] = [
    "original-rcpt-to:",
    "removal-recipient:",
    "x-hmxmroriginalrecipient:",
    "x-hotmail-original-recipient:",
];

/// What a text tells of it, each sort of reaction once, in the order of the text.
pub(super) fn of(view: &View<'_>, kind: Kind, found: &Scan) -> Vec<Feedback> {
    if kind == Kind::Feedback && found.reactions.is_empty() {
        return vec![of_report(view)];
    }
    let mut all: Vec<Feedback> = Vec::new();
    for (reaction, recipient) in &found.reactions {
        let known = all.iter().position(|one| one.reaction == *reaction);
        let number = known.unwrap_or(all.len());
        if known.is_none() {
            all.push(Feedback {
                reaction: *reaction,
                recipients: Vec::new(),
            });
        }
        let has_room = all[number].recipients.len() < MOST;
        let recipient = recipient
            .clone()
            .filter(|_| has_room)
            .map(|place| view.text[place].to_owned());
        all[number].recipients.extend(recipient);
    }
    all
}

/// What a report tells, by its fields wherever they stand.
fn of_report(view: &View<'_>) -> Feedback {
    let values = |field: &'static str| {
        let all = view.lower.match_indices(field);
        let all = all.filter(|(at, _)| *at == 0 || view.text[..*at].ends_with('\n'));
        all.map(move |(at, field)| {
            let start = at + field.len();
            let length = view.text[start..].find('\n');
            start..length.map_or(view.lower.len(), |length| start + length)
        })
    };
    let of_type = values(TYPE).next();
    let reaction = of_type.map_or(Reaction::Complaint, |value| {
        Reaction::of_type(view.lower[value].trim())
    });
    let named = RECIPIENTS.into_iter().find_map(|field| {
        let named: Vec<_> = values(field)
            .filter_map(|value| view.address(value))
            .collect();
        (!named.is_empty()).then_some(named)
    });
    let named = named.into_iter().flatten().take(MOST);
    Feedback {
        reaction,
        recipients: named.map(|place| view.text[place].to_owned()).collect(),
    }
}
