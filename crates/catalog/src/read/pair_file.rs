//! One pair's file -> a hand-written comparison.

use std::ops::RangeInclusive;

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
/// How many words an aspect has.
const ASPECT: RangeInclusive<usize> = 1..=5;
/// How many sentences each half of the guidance has.
const GUIDANCE: RangeInclusive<usize> = 1..=4;

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
    let summary = fields.limited("summary", SUMMARY_LENGTH);
    fields.whole("`summary`", summary);
    let tables = fields.tables("differences", "a [[differences]]", Need::Filled);
    let mut aspects: Vec<&str> = Vec::new();
    let read = |table: &Table<'_>| {
        let difference = difference(table)?;
        if aspects.contains(&difference.aspect) {
            table.problem(
                table.line(),
                format!(
                    "the aspect {:?} stands twice: join the two rows",
                    difference.aspect
                ),
            );
        }
        aspects.push(difference.aspect);
        Some(difference)
    };
    let differences = tables.iter().filter_map(read).collect();
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
            received: table.paragraphs("received", &GUIDANCE),
            choose: table.paragraphs("choose", &GUIDANCE),
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
            summary: summary.map_or("", |at| at.value),
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

fn difference(table: &Table<'_>) -> Option<Difference> {
    let aspect = table.phrase("aspect");
    if let Some(at) = aspect {
        let words = at.value.split_whitespace().count();
        table.check_count(at.line, "`aspect`", "words", words, &ASPECT);
    }
    let cell = |field| {
        let at = table.limited(field, CELL_LENGTH)?;
        table.not_whole(field, at);
        Some(at.value)
    };
    let (left, right) = (cell("left"), cell("right"));
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
