//! The table of aspects, for two or more records.

use smtpref_catalog::Catalog;

use super::block::{Block, Row, Span};
use super::diff::mark_differing_words;
use super::inline::inline;
use crate::compare::{self, Aspect, Comparison};
use crate::lookup::{Record, fact_name};

/// The table of a comparison of two.
pub(super) fn differences(comparison: &Comparison<'_>, catalog: &Catalog) -> Block {
    let aspects = comparison.aspects.iter();
    Block::Table {
        header: vec![
            "Aspect".to_owned(),
            comparison.left.lookup.to_string(),
            comparison.right.lookup.to_string(),
        ],
        rows: aspects.map(|aspect| row(aspect, catalog)).collect(),
    }
}

fn row(aspect: &Aspect<'_>, catalog: &Catalog) -> Row {
    let [mut left, mut right] = aspect.sides(catalog).map(|text| inline(&text));
    mark_differing_words(&mut left, &mut right);
    Row {
        name: aspect.name().to_owned(),
        cells: vec![left, right],
        differs: aspect.differs(),
    }
}

/// One column for each record, with their titles; made for three and more.
#[must_use]
pub fn aspect_table(records: &[Record<'_>], catalog: &Catalog) -> Block {
    let header = std::iter::once("Aspect".to_owned())
        .chain(records.iter().map(|record| record.lookup.to_string()))
        .collect();
    let rows = compare::rows(records, catalog)
        .into_iter()
        .map(|row| Row {
            name: fact_name(row.name).to_owned(),
            differs: row.differs(),
            cells: row
                .cells(catalog)
                .into_iter()
                .map(|value| vec![Span::text(value)])
                .collect(),
        })
        .collect();
    Block::Table { header, rows }
}
