//! The order of the replies of a text in the list. Many of them stand together by what they say, below headings that count them: who pastes
//! a log wants to know that 17 mailboxes do not exist before reading any of their names. A heading over each of several that nobody else
//! got would only make the list twice as long, so these share one.

use std::cmp::Ordering;
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
    /// How many replies, the first ones, stand below a heading that says what they are.
    pub(super) told: usize,
}

/// What replies of a group have in common.
type Key = (Option<Slug>, Codes);

impl Order {
    /// That of the replies of a text: as they stand in it, or the largest group first.
    pub(super) fn of(explanation: &Explanation, catalog: &Catalog) -> Self {
        let replies = &explanation.replies[..];
        let more = if explanation.cut { MORE } else { "" };
        if replies.len() < MANY {
            return Self::as_they_stand(replies.len());
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
        let alone = groups.iter().filter(|group| group.len() == 1).count();
        if alone == groups.len() {
            return Self::as_they_stand(replies.len());
        }
        let with_heading = groups.len() - if alone > 1 { alone } else { 0 };
        let mut order = Self::default();
        for (place, group) in groups.into_iter().enumerate() {
            let heading = match place.cmp(&with_heading) {
                Ordering::Less => {
                    order.told += group.len();
                    let count = format!("{}{more}", group.len());
                    Some(heading(&replies[group[0]], &count, catalog))
                }
                Ordering::Equal => Some(format!("1{more} x each")),
                Ordering::Greater => None,
            };
            let heading = heading.map(|heading| (order.replies.len(), heading));
            order.headings.extend(heading);
            order.replies.extend(group);
        }
        order
    }

    /// So many replies as they stand in the text.
    fn as_they_stand(count: usize) -> Self {
        Self {
            replies: (0..count).collect(),
            ..Self::default()
        }
    }

    /// Where a reply stands in the list.
    pub(super) fn place(&self, reply: usize) -> Option<usize> {
        self.replies.iter().position(|&other| other == reply)
    }
}

/// How many say what, and by which codes, which stand first: the end of a title can be guessed.
fn heading(answer: &Answer, count: &str, catalog: &Catalog) -> String {
    let cause = answer
        .cause
        .and_then(|cause| catalog.find(Code::Cause(cause)));
    let cause = cause.map(|id| catalog.entry(id).short_title().to_owned());
    let codes = (!answer.codes.is_empty()).then(|| answer.codes.to_string());
    let said: Vec<String> = codes.into_iter().chain(cause).collect();
    if said.is_empty() {
        format!("{count} x no cause is told")
    } else {
        format!("{count} x {}", said.join(" "))
    }
}
