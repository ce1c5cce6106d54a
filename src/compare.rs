//! Two topics side by side: the facts in which they differ, and when to use which.
//!
//! A hand-written pair gives its own differences and guidance; any other two topics get theirs from the facts of their pages.
//! Pure: the result knows nothing of layout.

mod guidance;

use std::borrow::Cow;

use crate::catalog::Catalog;
use crate::domain::{Code, Pair};
use crate::topic::{Facts, Topic};

/// Two topics compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The left topic.
    pub left: Topic,
    /// The right topic.
    pub right: Topic,
    /// The difference in one sentence.
    pub summary: String,
    /// What to know before reading the rest: the same code twice, or two halves of one reply.
    pub note: Option<String>,
    /// The aspects; those that decide first, equal ones last.
    pub aspects: Vec<Aspect>,
    /// For one who got one of the two.
    pub received: Vec<String>,
    /// For one who decides which of the two a server sends.
    pub choose: Vec<String>,
    /// Whether a person wrote the differences and the guidance.
    pub curated: bool,
}

/// One aspect of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aspect {
    /// A few words.
    pub name: Cow<'static, str>,
    /// What holds for the left topic.
    pub left: String,
    /// What holds for the right topic.
    pub right: String,
}

impl Aspect {
    /// Whether the two sides differ.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.left != self.right
    }
}

/// Compares two topics.
#[must_use]
pub fn compare(left: Topic, right: Topic, catalog: &Catalog) -> Comparison {
    let facts = (Facts::of(left, catalog), Facts::of(right, catalog));
    let computed = aspects(left, right, catalog);
    let note = guidance::note(left, right, catalog);
    match catalog.pair(left.code, right.code) {
        Some((pair, swapped)) if left != right => {
            curated(left, right, pair, swapped, computed, note)
        }
        _ => Comparison {
            left,
            right,
            summary: guidance::summary(left, right, &facts, catalog),
            note,
            received: guidance::received(left, right, &facts, catalog),
            choose: guidance::choose(left, right, catalog),
            aspects: computed,
            curated: false,
        },
    }
}

fn curated(
    left: Topic,
    right: Topic,
    pair: &Pair,
    swapped: bool,
    computed: Vec<Aspect>,
    note: Option<String>,
) -> Comparison {
    let written = pair.differences.iter().map(|difference| {
        let (left, right) = if swapped {
            (difference.right, difference.left)
        } else {
            (difference.left, difference.right)
        };
        Aspect {
            name: Cow::Borrowed(difference.aspect),
            left: left.to_owned(),
            right: right.to_owned(),
        }
    });
    let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    Comparison {
        left,
        right,
        summary: pair.summary.to_owned(),
        note,
        aspects: written.chain(computed).collect(),
        received: owned(&pair.guidance.received),
        choose: owned(&pair.guidance.choose),
        curated: true,
    }
}

/// The aspects of any number of topics: for each a name and a value for each topic; those that differ first.
#[must_use]
pub fn aspects_of_many(topics: &[Topic], catalog: &Catalog) -> Vec<(&'static str, Vec<String>)> {
    let facts: Vec<Facts> = topics
        .iter()
        .map(|&topic| Facts::of(topic, catalog))
        .collect();
    let mut rows: Vec<(&'static str, Vec<String>)> = FACTS
        .iter()
        .filter(|(_, fact, _)| facts.iter().any(|facts| fact(facts).is_some()))
        .map(|(name, fact, missing)| {
            let value = |facts: &Facts| fact(facts).unwrap_or(missing).to_owned();
            (*name, facts.iter().map(value).collect())
        })
        .collect();
    let differs = |values: &[String]| values.iter().any(|value| *value != values[0]);
    rows.sort_by_key(|(_, values)| !differs(values));
    rows
}

type Fact = fn(&Facts) -> Option<&str>;

/// The facts that are set side by side, in the order in which they decide, and what stands for a missing one.
const FACTS: &[(&str, Fact, &str)] = &[
    ("Permanence", |facts| Some(&facts.permanence), ""),
    ("The message", |facts| Some(&facts.message), ""),
    ("Same attempt again", |facts| Some(&facts.retry), ""),
    (
        "Who acts first",
        |facts| facts.who.as_deref(),
        "Depends on the text of the reply",
    ),
    ("Stage", |facts| facts.stage.as_deref(), "Not tied to one"),
    (
        "The connection",
        |facts| facts.connection.as_deref(),
        "Not known",
    ),
    ("Class", |facts| Some(&facts.class), ""),
    ("Group", |facts| facts.division.as_deref(), "All of them"),
    ("Kind", |facts| Some(facts.kind), ""),
    ("Standing", |facts| facts.status, "Not registered"),
    (
        "Where defined",
        |facts| facts.defined.as_deref(),
        "In no RFC",
    ),
    (
        "Usually with",
        |facts| facts.companions.as_deref(),
        "None in particular",
    ),
];

/// The aspects of two topics.
fn aspects(left: Topic, right: Topic, catalog: &Catalog) -> Vec<Aspect> {
    aspects_of_many(&[left, right], catalog)
        .into_iter()
        .filter_map(|(name, values)| {
            let [left, right] = <[String; 2]>::try_from(values).ok()?;
            Some(Aspect {
                name: Cow::Borrowed(name),
                left,
                right,
            })
        })
        .collect()
}

/// Whether one is the reply code that usually comes with the other, an enhanced status code of the same class.
#[must_use]
pub fn are_companions(left: Topic, right: Topic, catalog: &Catalog) -> bool {
    let goes_with = |reply: Topic, enhanced: Topic| {
        let (Code::Reply(_), Code::Enhanced(code)) = (reply.code, enhanced.code) else {
            return false;
        };
        let page = reply.entry(catalog).map(|id| catalog.page(id));
        page.is_some_and(|page| {
            page.companions
                .iter()
                .chain(&page.further_companions)
                .any(|&companion| companion.entry_code() == enhanced.code.entry_code())
                && Topic::reply_of(reply.code, code)
                    .is_none_or(|both| both.contradiction().is_none())
        })
    };
    goes_with(left, right) || goes_with(right, left)
}
