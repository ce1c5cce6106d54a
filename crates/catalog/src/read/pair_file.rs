//! One pair's file -> a hand-written comparison.

use toml::Spanned;
use toml::de::DeTable;

use super::page_file::named_code;
use super::reader::Reader;
use super::table::{Need, Table};
use crate::{Difference, Guidance, Pair};

/// The longest cell of a difference, in characters: two of them stand side by side.
const CELL_LENGTH: usize = 120;
/// The longest summary of a pair, in characters.
const SUMMARY_LENGTH: usize = 140;

/// A pair whose own fields are checked, with the lines of its two codes.
pub(crate) struct PairDraft {
    pub(crate) pair: Pair,
    pub(crate) left_line: usize,
    pub(crate) right_line: usize,
}

/// Reads the file of a pair. Problems stay with the reader.
pub(crate) fn read(reader: &Reader<'_>, table: &Spanned<DeTable<'_>>) -> Option<PairDraft> {
    let fields = reader.root(table, "a pair");
    let code = |field| named_code(&fields, fields.text(field)?);
    let left = code("left");
    let right = code("right");
    let summary = limited(&fields, "summary", SUMMARY_LENGTH);
    let tables = fields.tables("differences", "a [[differences]]", Need::Filled);
    let differences = tables.iter().filter_map(difference).collect();
    if !tables.is_empty() && !(3..=6).contains(&tables.len()) {
        fields.problem(
            tables[0].line(),
            format!(
                "a pair has three to six [[differences]], this one has {}",
                tables.len()
            ),
        );
    }
    let guidance = fields.table("guidance", "[guidance]", true).map(|table| {
        let guidance = Guidance {
            received: table.paragraphs("received"),
            choose: table.paragraphs("choose"),
        };
        table.finish();
        guidance
    });
    fields.finish();
    let (left, right) = (left?, right?);
    Some(PairDraft {
        pair: Pair {
            left: left.value,
            right: right.value,
            summary: summary.unwrap_or_default(),
            differences,
            guidance: guidance.unwrap_or_else(|| Guidance {
                received: Vec::new(),
                choose: Vec::new(),
            }),
        },
        left_line: left.line,
        right_line: right.line,
    })
}

fn limited(table: &Table<'_>, field: &'static str, limit: usize) -> Option<&'static str> {
    let at = table.text(field)?;
    let length = at.value.chars().count();
    if length > limit {
        table.problem(
            at.line,
            format!("`{field}` has {length} characters: shorten it to {limit}"),
        );
    }
    Some(at.value)
}

fn difference(table: &Table<'_>) -> Option<Difference> {
    let aspect = table.text("aspect");
    let left = limited(table, "left", CELL_LENGTH);
    let right = limited(table, "right", CELL_LENGTH);
    table.finish();
    let (aspect, left, right) = (aspect?, left?, right?);
    if left == right {
        table.problem(
            aspect.line,
            format!(
                "both sides of {:?} are the same: remove the row",
                aspect.value
            ),
        );
    }
    Some(Difference {
        aspect: aspect.value,
        left,
        right,
    })
}
