//! The table of aspects, for two or more lookups.

use super::block::{Block, Row, Span};
use super::diff::mark_differing_words;
use super::inline::inline;
use crate::compare::{Aspect, Comparison, aspects_of_many};
use crate::lookup::Lookup;
use smtpref_catalog::Catalog;

/// The table of a comparison of two.
pub(super) fn differences(comparison: &Comparison) -> Block {
    Block::Table {
        header: vec![
            "Aspect".to_owned(),
            comparison.left.to_string(),
            comparison.right.to_string(),
        ],
        rows: comparison.aspects.iter().map(row).collect(),
    }
}

fn row(aspect: &Aspect) -> Row {
    let (mut left, mut right) = (inline(&aspect.left), inline(&aspect.right));
    mark_differing_words(&mut left, &mut right);
    Row {
        name: aspect.name.to_string(),
        cells: vec![left, right],
        differs: aspect.differs(),
    }
}

/// One column for each lookup, with their titles; made for three and more.
#[must_use]
pub fn aspect_table(lookups: &[Lookup], catalog: &Catalog) -> Block {
    let header = std::iter::once("Aspect".to_owned())
        .chain(lookups.iter().map(Lookup::to_string))
        .collect();
    let rows = aspects_of_many(lookups, catalog)
        .into_iter()
        .map(|(name, values)| Row {
            name: name.to_owned(),
            differs: values.iter().any(|value| *value != values[0]),
            cells: values
                .into_iter()
                .map(|value| vec![Span::text(value)])
                .collect(),
        })
        .collect();
    Block::Table { header, rows }
}
