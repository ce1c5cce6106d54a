//! Two codes compared, and the table of more.

use serde::Serialize;

use super::{Entry, SCHEMA_VERSION};
use crate::compare;
use crate::lookup::{Record, fact_name};
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
    left: String,
    right: String,
}

#[derive(Debug, Serialize)]
struct Same<'c> {
    aspect: &'c str,
    value: String,
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
    pub(in crate::cli) fn new(
        comparison: &'c compare::Comparison<'c>,
        catalog: &'c Catalog,
    ) -> Self {
        let mut differences = Vec::new();
        let mut same = Vec::new();
        for aspect in &comparison.aspects {
            let [left, right] = aspect.sides(catalog);
            let differs = aspect.differs();
            let aspect = aspect.name();
            if differs {
                differences.push(Difference {
                    aspect,
                    left,
                    right,
                });
            } else {
                same.push(Same {
                    aspect,
                    value: left,
                });
            }
        }
        Self {
            schema_version: SCHEMA_VERSION,
            left: Entry::new(&comparison.left, catalog),
            right: Entry::new(&comparison.right, catalog),
            curated: comparison.curated,
            summary: &comparison.summary,
            note: comparison.note.as_deref(),
            differences,
            same,
            guidance: Guidance {
                received: &comparison.received,
                choose: &comparison.choose,
            },
        }
    }
}

impl<'c> Table<'c> {
    /// The table of records with their entries; values are in the order of the entries.
    pub(in crate::cli) fn new(records: &[Record<'c>], catalog: &'c Catalog) -> Self {
        let mut table = Self {
            schema_version: SCHEMA_VERSION,
            entries: records
                .iter()
                .map(|record| Entry::new(record, catalog))
                .collect(),
            differences: Vec::new(),
            same: Vec::new(),
        };
        for row in compare::rows(records, catalog) {
            let aspect = fact_name(row.name);
            let mut values = row.cells(catalog);
            if row.differs() {
                table.differences.push(Values { aspect, values });
            } else {
                let value = values.swap_remove(0);
                table.same.push(SameValue { aspect, value });
            }
        }
        table
    }
}
