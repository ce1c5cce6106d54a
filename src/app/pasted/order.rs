//! The order of the replies of a text in the list. Many of them stand together by what they say, below headings that count them: who pastes
//! a log wants to know that 17 mailboxes do not exist before reading any of their names.

use std::collections::HashMap;

use smtpref_catalog::{Catalog, Code, Codes, Slug};

use crate::explain::{Answer, Explanation};

/// From how many replies on they are counted by what they say.
pub(super) const MANY: usize = 6;
/// Stands behind a number of replies that is not all of them.
pub(super) const MORE: &str = "+";

/// The replies in the order of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Order {
    /// Which reply stands where.
    pub(super) replies: Vec<usize>,
    /// The headings with the place in the list that each stands above; none for a few replies.
    pub(super) headings: Vec<(usize, String)>,
}

/// What replies of a group have in common.
type Key = (Option<Slug>, Codes);

impl Order {
    /// That of the replies of a text: as they stand in it, or the largest group first.
    pub(super) fn of(explanation: &Explanation, catalog: &Catalog) -> Self {
        let replies = &explanation.replies[..];
        let more = if explanation.cut { MORE } else { "" };
        if replies.len() < MANY {
            return Self {
                replies: (0..replies.len()).collect(),
                headings: Vec::new(),
            };
        }
        let mut places: HashMap<Key, usize> = HashMap::new();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (index, answer) in replies.iter().enumerate() {
            let key = (answer.cause, answer.codes);
            let place = *places.entry(key).or_insert(groups.len());
            if place == groups.len() {
                groups.push(Vec::new());
            }
            groups[place].push(index);
        }
        groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
        let mut order = Self::default();
        for group in groups {
            let heading = heading(
                &replies[group[0]],
                &format!("{}{more}", group.len()),
                catalog,
            );
            order.headings.push((order.replies.len(), heading));
            order.replies.extend(group);
        }
        order
    }

    /// Where a reply stands in the list.
    pub(super) fn place(&self, reply: usize) -> Option<usize> {
        self.replies.iter().position(|&other| other == reply)
    }
}

/// How many say what, and by which codes.
fn heading(answer: &Answer, count: &str, catalog: &Catalog) -> String {
    let cause = answer
        .cause
        .and_then(|cause| catalog.find(Code::Cause(cause)));
    let cause = cause.map(|id| catalog.entry(id).short_title().to_owned());
    let codes = (!answer.codes.is_empty()).then(|| answer.codes.to_string());
    let said: Vec<String> = cause.into_iter().chain(codes).collect();
    if said.is_empty() {
        format!("{count} x no cause is told")
    } else {
        format!("{count} x {}", said.join(", "))
    }
}
