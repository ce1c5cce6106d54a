//! The table of aspects, for two or more topics.

use super::block::{Block, Row, Span};
use super::inline::inline;
use super::word_marks::mark_differing_words;
use crate::compare::{Aspect, Comparison, aspects_of_many};
use crate::topic::Topic;
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

/// One column for each topic, with their titles; made for three and more.
#[must_use]
pub fn aspect_table(topics: &[Topic], catalog: &Catalog) -> Block {
    let header = std::iter::once("Aspect".to_owned())
        .chain(topics.iter().map(Topic::to_string))
        .collect();
    let rows = aspects_of_many(topics, catalog)
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
