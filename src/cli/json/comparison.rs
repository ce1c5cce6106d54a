//! Two codes compared, and the table of more.

use serde::Serialize;

use super::{Entry, SCHEMA_VERSION, entries};
use crate::compare::{self, aspects_of_many};
use crate::lookup::Lookup;
use smtpref_catalog::Catalog;

/// Two codes compared.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct Comparison<'c> {
    schema_version: u32,
    left: Entry<'c>,
    right: Entry<'c>,
    curated: bool,
    summary: &'c str,
    note: Option<&'c str>,
    differences: Vec<Difference<'c>>,
    same: Vec<Same<'c>>,
    guidance: Guidance<'c>,
}

#[derive(Debug, Serialize)]
struct Difference<'c> {
    aspect: &'c str,
    left: &'c str,
    right: &'c str,
}

#[derive(Debug, Serialize)]
struct Same<'c> {
    aspect: &'c str,
    value: &'c str,
}

#[derive(Debug, Serialize)]
struct Guidance<'c> {
    received: &'c [String],
    choose: &'c [String],
}

/// Three codes or more compared.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct Table<'c> {
    schema_version: u32,
    entries: Vec<Entry<'c>>,
    differences: Vec<Values>,
    same: Vec<SameValue>,
}

#[derive(Debug, Serialize)]
struct Values {
    aspect: &'static str,
    values: Vec<String>,
}

#[derive(Debug, Serialize)]
struct SameValue {
    aspect: &'static str,
    value: String,
}

impl<'c> Comparison<'c> {
    /// A comparison with both entries.
    pub(in crate::cli) fn new(comparison: &'c compare::Comparison, catalog: &'c Catalog) -> Self {
        let (differing, same): (Vec<_>, Vec<_>) = comparison
            .aspects
            .iter()
            .partition(|aspect| aspect.differs());
        Self {
            schema_version: SCHEMA_VERSION,
            left: Entry::new(comparison.left, catalog),
            right: Entry::new(comparison.right, catalog),
            curated: comparison.curated,
            summary: &comparison.summary,
            note: comparison.note.as_deref(),
            differences: differing
                .into_iter()
                .map(|aspect| Difference {
                    aspect: &aspect.name,
                    left: &aspect.left,
                    right: &aspect.right,
                })
                .collect(),
            same: same
                .into_iter()
                .map(|aspect| Same {
                    aspect: &aspect.name,
                    value: &aspect.left,
                })
                .collect(),
            guidance: Guidance {
                received: &comparison.received,
                choose: &comparison.choose,
            },
        }
    }
}

impl<'c> Table<'c> {
    /// The table of lookups with their entries; values stand in the order of the entries.
    pub(in crate::cli) fn new(lookups: &[Lookup], catalog: &'c Catalog) -> Self {
        let mut table = Self {
            schema_version: SCHEMA_VERSION,
            entries: entries(lookups, catalog).collect(),
            differences: Vec::new(),
            same: Vec::new(),
        };
        for (aspect, mut values) in aspects_of_many(lookups, catalog) {
            if values.iter().all(|value| *value == values[0]) {
                let value = values.swap_remove(0);
                table.same.push(SameValue { aspect, value });
            } else {
                table.differences.push(Values { aspect, values });
            }
        }
        table
    }
}
