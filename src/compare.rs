//! Two lookups side by side: the facts in which they differ, and when to use which.
//!
//! A hand-written pair gives its own differences and guidance; any other two lookups get theirs from the facts of their pages.
//! Pure: the result knows nothing of layout.

mod guidance;
mod summary;

use std::borrow::Cow;

use crate::lookup::{Facts, Lookup};
use smtpref_catalog::Catalog;
use smtpref_catalog::{Code, Kind, Pair};

/// Two lookups compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The left lookup.
    pub left: Lookup,
    /// The right lookup.
    pub right: Lookup,
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
    /// What holds for the left lookup.
    pub left: String,
    /// What holds for the right lookup.
    pub right: String,
}

impl Aspect {
    /// Whether the two sides differ.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.left != self.right
    }
}

/// Compares two lookups.
#[must_use]
pub fn compare(left: Lookup, right: Lookup, catalog: &Catalog) -> Comparison {
    let facts = [Facts::of(left, catalog), Facts::of(right, catalog)];
    let computed = aspects(&facts);
    let note = summary::note(left, right, catalog);
    match catalog.pair(left.code, right.code) {
        Some((pair, swapped)) if left != right => {
            curated(left, right, pair, swapped, computed, note)
        }
        _ => Comparison {
            left,
            right,
            summary: summary::summary(left, right, &facts, catalog),
            note,
            received: guidance::received(left, right, &facts, catalog),
            choose: guidance::choose(left, right, &facts, catalog),
            aspects: computed,
            curated: false,
        },
    }
}

fn curated(
    left: Lookup,
    right: Lookup,
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

/// The aspects of any number of lookups: for each a name and a value for each lookup; those that differ first.
#[must_use]
pub fn aspects_of_many(lookups: &[Lookup], catalog: &Catalog) -> Vec<(&'static str, Vec<String>)> {
    let facts: Vec<Facts> = lookups
        .iter()
        .map(|&lookup| Facts::of(lookup, catalog))
        .collect();
    aspects_of(&facts)
}

fn aspects_of(facts: &[Facts]) -> Vec<(&'static str, Vec<String>)> {
    let numbered_alike = facts
        .windows(2)
        .all(|pair| is_reply(&pair[0]) == is_reply(&pair[1]));
    let mut rows: Vec<(&'static str, Vec<String>)> = FACTS
        .iter()
        .filter(|fact| numbered_alike || !fact.by_number)
        .filter(|fact| facts.iter().any(|facts| (fact.value)(facts).is_some()))
        .map(|fact| {
            let value = |facts: &Facts| (fact.value)(facts).unwrap_or(fact.missing).to_owned();
            (fact.name, facts.iter().map(value).collect())
        })
        .collect();
    let differs = |values: &[String]| values.iter().any(|value| *value != values[0]);
    rows.sort_by_key(|(_, values)| !differs(values));
    rows
}

fn is_reply(facts: &Facts) -> bool {
    facts.kind == Kind::Reply.name()
}

/// A fact that is set side by side.
struct Fact {
    name: &'static str,
    value: fn(&Facts) -> Option<&str>,
    /// What stands for a missing one.
    missing: &'static str,
    /// Whether it reads the digits: those of reply codes and of enhanced status codes mean different things.
    by_number: bool,
}

const fn fact(
    name: &'static str,
    value: fn(&Facts) -> Option<&str>,
    missing: &'static str,
) -> Fact {
    Fact {
        name,
        value,
        missing,
        by_number: false,
    }
}

const fn number(name: &'static str, value: fn(&Facts) -> Option<&str>) -> Fact {
    Fact {
        by_number: true,
        ..fact(name, value, "Any")
    }
}

/// The facts in the order in which they decide.
const FACTS: &[Fact] = &[
    fact("Permanence", |facts| Some(&facts.permanence), ""),
    fact("Meaning", |facts| facts.title, "Not registered"),
    fact("The message", |facts| Some(&facts.message), ""),
    fact("Same attempt again", |facts| Some(&facts.retry), ""),
    fact(
        "Who acts first",
        |facts| facts.who.as_deref(),
        "Depends on the text of the reply",
    ),
    fact(
        "Reply code before it",
        |facts| facts.reply.as_deref(),
        "Not given",
    ),
    fact("Stage", |facts| facts.stage.as_deref(), "Not tied to one"),
    fact(
        "The connection",
        |facts| facts.connection.as_deref(),
        "Not known",
    ),
    number("Class", |facts| Some(&facts.class)),
    number("Group", |facts| facts.division.as_deref()),
    fact("Kind", |facts| Some(facts.kind), ""),
    fact("Standing", |facts| facts.status, "Not registered"),
    fact(
        "Where defined",
        |facts| facts.defined.as_deref(),
        "In no RFC",
    ),
    fact(
        "Usually with",
        |facts| facts.usual_with.as_deref(),
        "None in particular",
    ),
];

/// The aspects of two lookups.
fn aspects(facts: &[Facts; 2]) -> Vec<Aspect> {
    aspects_of(facts)
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
pub fn go_together(left: Lookup, right: Lookup, catalog: &Catalog) -> bool {
    let goes_with = |reply: Lookup, enhanced: Lookup| {
        let (Code::Reply(_), Code::Enhanced(code)) = (reply.code, enhanced.code) else {
            return false;
        };
        if enhanced.reply.is_some() {
            // It is a whole reply already.
            return false;
        }
        let page = reply.entry(catalog).map(|id| catalog.page(id));
        page.is_some_and(|page| {
            page.usual_with
                .iter()
                .chain(&page.also_with)
                .any(|&companion| companion.entry_code() == enhanced.code.entry_code())
                && Lookup::reply_of(reply.code, code)
                    .is_none_or(|both| both.contradiction().is_none())
        })
    };
    goes_with(left, right) || goes_with(right, left)
}
