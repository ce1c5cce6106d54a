//! Two records side by side: the facts in which they differ, and when to use which.
//!
//! A hand-written pair gives its own differences and guidance; any other two codes get theirs from the facts of their pages.
//! Pure: the result knows nothing of layout, and facts are compared as values, not as text.

mod choose;
mod guidance;
mod summary;

use smtpref_catalog::{Catalog, Code, Difference, Kind, Pair};
use strum::VariantArray;

use crate::lookup::{self, Fact, FactName, Lookup, Record};

/// Two records compared.
#[derive(Debug, Clone)]
pub struct Comparison<'c> {
    /// The left one.
    pub left: Record<'c>,
    /// The right one.
    pub right: Record<'c>,
    /// The difference in one sentence.
    pub summary: String,
    /// What to know before reading the rest: the same code twice, or two halves of one reply.
    pub note: Option<String>,
    /// The aspects; those that decide first, equal ones last.
    pub aspects: Vec<Aspect<'c>>,
    /// For one who got one of the two.
    pub received: Vec<String>,
    /// For one who decides which of the two a server sends.
    pub choose: Vec<String>,
    /// Whether a person wrote the differences and the guidance.
    pub curated: bool,
}

/// One aspect of a comparison of two records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aspect<'c> {
    /// Written by hand.
    Written {
        /// A few words.
        name: &'c str,
        /// What holds for the left record.
        left: &'c str,
        /// What holds for the right record.
        right: &'c str,
    },
    /// A fact of both.
    Fact(Row<'c>),
}

/// A fact of two records or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'c> {
    /// What it is about.
    pub name: FactName,
    /// The fact of each record, if it is known.
    pub values: Vec<Option<Fact<'c>>>,
}

impl Row<'_> {
    /// Whether the records differ in it.
    #[must_use]
    pub fn differs(&self) -> bool {
        let same = |one: &Option<Fact<'_>>, other: &Option<Fact<'_>>| match (one, other) {
            // Which commands are named beside any command is no difference.
            (Some(Fact::Stages(one)), Some(Fact::Stages(other))) => {
                one.without_examples() == other.without_examples()
            }
            _ => one == other,
        };
        self.values
            .iter()
            .any(|value| !same(value, &self.values[0]))
    }

    /// Whether enough is known to set the records side by side. Of a number alone nothing says which cause it has, or whether an address
    /// is dead.
    fn is_known(&self) -> bool {
        match self.name {
            FactName::Provider | FactName::Address | FactName::Cause | FactName::Send => {
                self.values.iter().all(Option::is_some)
            }
            _ => self.values.iter().any(Option::is_some),
        }
    }

    /// The values in the words of a reader.
    #[must_use]
    pub fn cells(&self, catalog: &Catalog) -> Vec<String> {
        let cell = |value: &Option<Fact<'_>>| lookup::fact(self.name, value.as_ref(), catalog);
        self.values.iter().map(cell).collect()
    }
}

impl Aspect<'_> {
    /// A few words for it.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Written { name, .. } => name,
            Self::Fact(row) => lookup::fact_name(row.name),
        }
    }

    /// The same within a sentence.
    #[must_use]
    pub fn name_within(&self) -> &str {
        match self {
            Self::Written { name, .. } => name,
            Self::Fact(row) => lookup::fact_name_within(row.name),
        }
    }

    /// The fact that it is about; `None` if it was written by hand.
    #[must_use]
    pub const fn fact(&self) -> Option<FactName> {
        match self {
            Self::Written { .. } => None,
            Self::Fact(row) => Some(row.name),
        }
    }

    /// The fact on either side, if it is one and known.
    #[must_use]
    pub fn facts(&self) -> [Option<&Fact<'_>>; 2] {
        match self {
            Self::Written { .. } => [None; 2],
            Self::Fact(row) => [0, 1].map(|side| row.values.get(side)?.as_ref()),
        }
    }

    /// Whether the two sides differ.
    #[must_use]
    pub fn differs(&self) -> bool {
        match self {
            Self::Written { .. } => true,
            Self::Fact(row) => row.differs(),
        }
    }

    /// What holds for the left and for the right record, in the words of a reader.
    #[must_use]
    pub fn sides(&self, catalog: &Catalog) -> [String; 2] {
        match self {
            Self::Written { left, right, .. } => [(*left).to_owned(), (*right).to_owned()],
            Self::Fact(row) => row.cells(catalog).try_into().unwrap_or_default(),
        }
    }
}

/// Compares two lookups.
#[must_use]
pub fn compare(left: Lookup, right: Lookup, catalog: &Catalog) -> Comparison<'_> {
    let sides = [Record::of(left, catalog), Record::of(right, catalog)];
    let both = halves(&sides, catalog);
    let mut rows = rows(&sides, catalog);
    if let Some(both) = &both {
        as_one_reply(&mut rows, both, catalog);
    }
    let facts = rows.into_iter().map(Aspect::Fact);
    let note = summary::note(&sides, catalog);
    let written = catalog
        .pair(left.code, right.code)
        // Somebody wrote it of replies whose codes agree.
        .filter(|_| {
            left != right
                && ![left, right]
                    .iter()
                    .any(|side| side.contradiction().is_some())
        });
    match written {
        Some((pair, swapped)) => {
            let differences = pair.differences.iter();
            let aspects = differences.map(|difference| written_aspect(difference, swapped));
            let aspects = aspects.chain(facts).collect();
            curated(sides, pair, note, aspects)
        }
        None => Comparison {
            summary: summary::summary(&sides, catalog),
            note,
            received: guidance::received(&sides, both.as_ref(), catalog),
            choose: choose::choose(&sides, catalog),
            aspects: facts.collect(),
            curated: false,
            left: sides[0].clone(),
            right: sides[1].clone(),
        },
    }
}

fn written_aspect(difference: &Difference, swapped: bool) -> Aspect<'_> {
    let (left, right) = if swapped {
        (difference.right, difference.left)
    } else {
        (difference.left, difference.right)
    };
    Aspect::Written {
        name: difference.aspect,
        left,
        right,
    }
}

fn curated<'c>(
    [left, right]: [Record<'c>; 2],
    pair: &Pair,
    note: Option<String>,
    aspects: Vec<Aspect<'c>>,
) -> Comparison<'c> {
    let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    Comparison {
        left,
        right,
        summary: pair.summary.to_owned(),
        note,
        aspects,
        received: owned(&pair.guidance.received),
        choose: owned(&pair.guidance.choose),
        curated: true,
    }
}

/// The facts of two records or more, a row each; those that differ first, and of these the defining documents last.
#[must_use]
pub fn rows<'c>(records: &[Record<'c>], catalog: &'c Catalog) -> Vec<Row<'c>> {
    let mut rows: Vec<Row<'c>> = FactName::VARIANTS
        .iter()
        .filter(|name| is_of_all(**name, records))
        .map(|&name| Row {
            name,
            values: records
                .iter()
                .map(|record| record.fact(name, catalog))
                .collect(),
        })
        .filter(Row::is_known)
        .collect();
    rows.sort_by_key(|row| (!row.differs(), row.name == FactName::Defined));
    rows
}

/// Whether a fact is one of all records: a cause has no digits and no stage, and what the digits mean depends on the kind of code.
fn is_of_all(name: FactName, records: &[Record<'_>]) -> bool {
    let all_or_none = |is: fn(&Record<'_>) -> bool| {
        let count = records.iter().filter(|record| is(record)).count();
        count == 0 || count == records.len()
    };
    let same_digits = all_or_none(|record| record.kind() == Kind::Reply);
    let same_nature = all_or_none(|record| record.code().is_number());
    match name {
        FactName::Class | FactName::Group => same_digits && same_nature,
        FactName::Stage | FactName::Connection => same_nature,
        FactName::Defined => all_or_none(|record| record.kind() == Kind::Cause),
        FactName::UsualWith => {
            same_nature && !records.iter().any(|record| record.code().is_group())
        }
        _ => true,
    }
}

/// The whole reply, if the two are its halves.
fn halves<'c>([left, right]: &[Record<'c>; 2], catalog: &'c Catalog) -> Option<Record<'c>> {
    if !go_together(left, right) {
        return None;
    }
    // Without a class the enhanced status code takes that of its reply code.
    let of = |reply: &Record<'_>, enhanced: &Record<'_>| {
        let class = reply.code().reply()?.class().of_enhanced();
        let code = enhanced.code().enhanced()?.with_class(class);
        Lookup::reply_of(reply.code(), code)
    };
    let lookup = of(left, right).or_else(|| of(right, left))?;
    Some(Record::of(lookup, catalog))
}

/// One reply has one effect: what the whole does is true of both halves.
fn as_one_reply<'c>(rows: &mut [Row<'c>], both: &Record<'c>, catalog: &'c Catalog) {
    for row in rows.iter_mut().filter(|row| row.name.is_effect()) {
        let value = both.fact(row.name, catalog);
        row.values
            .iter_mut()
            .for_each(|half| half.clone_from(&value));
    }
    rows.sort_by_key(|row| !row.differs());
}

/// Whether one is the reply code that usually comes with the other, an enhanced status code of the same class.
#[must_use]
pub fn go_together(left: &Record<'_>, right: &Record<'_>) -> bool {
    let goes_with = |reply: &Record<'_>, enhanced: &Record<'_>| {
        let (Code::Reply(_), Code::Enhanced(code)) = (reply.code(), enhanced.code()) else {
            return false;
        };
        if enhanced.lookup.reply.is_some() {
            // It is a whole reply already.
            return false;
        }
        reply.page().is_some_and(|page| {
            page.usual_with
                .iter()
                .chain(&page.also_with)
                .any(|other| other.entry_code() == enhanced.code().entry_code())
                && Lookup::reply_of(reply.code(), code)
                    .is_none_or(|both| both.contradiction().is_none())
        })
    };
    goes_with(left, right) || goes_with(right, left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lookup::parse_lookups;
    use crate::lookup::wording::MARKED;

    /// Everything that a comparison says, a line each.
    fn printed(text: &str, catalog: &Catalog) -> Vec<String> {
        let lookups = parse_lookups(text).unwrap();
        let comparison = compare(lookups[0], lookups[1], catalog);
        let mut lines = vec![comparison.summary.clone()];
        lines.extend(comparison.note.clone());
        for aspect in &comparison.aspects {
            let [left, right] = aspect.sides(catalog);
            let sign = if aspect.differs() { '≠' } else { '=' };
            lines.push(format!("{sign} {}: {left} | {right}", aspect.name()));
        }
        lines.extend(comparison.received);
        lines.extend(comparison.choose);
        lines
    }

    /// Of two providers' numbers nothing differs more than whose they are, and what a server sends in their place is the same.
    #[test]
    fn replies_of_two_providers_say_whose_they_are() {
        let catalog = crate::shipped::catalog().unwrap();
        let lookups = parse_lookups("5.7.509 vs 5.7.515").unwrap();
        let comparison = compare(lookups[0], lookups[1], &catalog);
        let first = &comparison.aspects[0];
        assert_eq!((first.name(), first.differs()), ("Provider", true));
        let [left, right] = first.sides(&catalog);
        assert!(left.starts_with("Microsoft 365") && right.starts_with("Outlook.com"));
        let [choose] = &comparison.choose[..] else {
            panic!("{:?}", comparison.choose);
        };
        assert!(choose.contains("5.7.509 is a number") && choose.contains("5.7.515 is a number"));
        assert_eq!(choose.matches("a server of yours").count(), 1, "{choose}");
        // A code of the registry is nobody's.
        let lookups = parse_lookups("5.7.509 vs 5.7.26").unwrap();
        let comparison = compare(lookups[0], lookups[1], &catalog);
        let mut aspects = comparison.aspects.iter();
        assert!(aspects.all(|aspect| aspect.fact() != Some(FactName::Provider)));
    }

    /// Nothing is decided by a word that a reader sees: with every one of them marked, a comparison is the same but for the marks.
    #[test]
    fn another_word_changes_nothing_but_itself() {
        let catalog = crate::shipped::catalog().unwrap();
        for text in [
            "250 vs 450",
            "450 vs 550",
            "X.1.1 vs X.1.2",
            "X.7 vs 5.7.1",
            "235 2.7.0 vs 535 5.7.8",
            "101 vs 354",
            "599 vs 5.7.999",
            "4.4.7 vs 5.4.7",
            "523 vs 5.7.10",
        ] {
            let plain = printed(text, &catalog);
            MARKED.set(true);
            let marked = printed(text, &catalog);
            MARKED.set(false);
            assert_ne!(plain, marked, "{text}: no word was marked");
            let unmarked: Vec<String> = marked
                .iter()
                .map(|line| line.replace(['⟦', '⟧'], ""))
                .collect();
            assert_eq!(plain, unmarked, "{text}");
        }
    }
}
