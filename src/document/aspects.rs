//! The aspects of two codes, and the table of more.

use smtpref_catalog::Catalog;

use super::block::{Block, Role, Row, Span, Text};
use super::diff::mark_differing_words;
use super::facts::of_fact;
use super::inline::inline;
use crate::compare::{self, Aspect, Comparison};
use crate::lookup::{FactName, Lookup, OWN, Record, fact_name, fact_name_within};

/// The aspects of a comparison of two.
pub(super) fn differences(comparison: &Comparison<'_>, catalog: &Catalog) -> Block {
    let sides = [&comparison.left, &comparison.right];
    Block::Aspects {
        sides: sides.map(|side| name(side.lookup, catalog)),
        rows: comparison
            .aspects
            .iter()
            .map(|aspect| row(aspect, catalog))
            .collect(),
    }
}

fn row(aspect: &Aspect<'_>, catalog: &Catalog) -> Row {
    let [mut left, mut right] = aspect.sides(catalog).map(|text| inline(&text));
    if is_of_weight(aspect.fact()) {
        mark_differing_words(&mut left, &mut right);
    } else {
        left.iter_mut().chain(&mut right).for_each(mute);
    }
    for (text, fact) in [&mut left, &mut right].into_iter().zip(aspect.facts()) {
        let is_whole = text.iter().all(|span| span.role == Role::Text);
        if let (Some(fact), true) = (fact, is_whole) {
            *text = of_fact(fact, text.iter().map(|span| span.text.as_str()).collect());
        }
    }
    Row {
        name: aspect.name().to_owned(),
        within: aspect.name_within().to_owned(),
        cells: vec![left, right],
        differs: aspect.differs(),
    }
}

/// What names a side: its code, marked if it is one of the user's own.
pub(super) fn name(side: Lookup, catalog: &Catalog) -> Span {
    let mut name = Span::code(side, catalog);
    if catalog.own_file(side.code).is_some() {
        name.text = format!("{} {OWN}", name.text);
    }
    name
}

/// Where a code is defined tells nobody what to do about it.
fn is_of_weight(fact: Option<FactName>) -> bool {
    fact != Some(FactName::Defined)
}

fn mute(span: &mut Span) {
    span.role = Role::Muted;
}

/// One column for each record, with their titles; made for three and more.
#[must_use]
pub fn aspect_table(records: &[Record<'_>], catalog: &Catalog) -> Block {
    let header = std::iter::once("Aspect".to_owned())
        .chain(
            records
                .iter()
                .map(|record| name(record.lookup, catalog).text),
        )
        .collect();
    let rows = compare::rows(records, catalog)
        .into_iter()
        .map(|row| Row {
            name: fact_name(row.name).to_owned(),
            within: fact_name_within(row.name).to_owned(),
            differs: row.differs(),
            cells: row.cells(catalog).into_iter().map(cell(row.name)).collect(),
        })
        .collect();
    Block::Table { header, rows }
}

fn cell(name: FactName) -> impl Fn(String) -> Text {
    let role = if is_of_weight(Some(name)) {
        Role::Text
    } else {
        Role::Muted
    };
    move |value| vec![Span::new(value, role)]
}
