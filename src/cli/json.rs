//! The answers as JSON. The shapes are described by `data/schema.json`; a test holds both together.
//!
//! Field names are stable: a change of meaning raises [`SCHEMA_VERSION`], a new field does not. Every field of an object is always
//! there; what a code does not have is `null` or empty.

mod comparison;
mod entry;
mod hit;

use serde::Serialize;

pub(super) use comparison::{Comparison, Table};
pub(super) use entry::Entry;
pub(super) use hit::Hit;

use crate::lookup::{Lookup, Record};
use crate::search::{Results, Search};
use smtpref_catalog::Catalog;

/// The version of the shapes.
const SCHEMA_VERSION: u32 = 1;

/// A value as text, ending in a line break.
pub(super) fn text(value: &impl Serialize) -> String {
    // No map with other keys than strings and no failing `Serialize` is among the values.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// The entries of lookups.
pub(super) fn entries<'c>(lookups: &[Lookup], catalog: &'c Catalog) -> Vec<Entry<'c>> {
    lookups
        .iter()
        .map(|&lookup| Entry::new(&Record::of(lookup, catalog), catalog))
        .collect()
}

/// The hits of a search.
pub(super) fn hits<'c>(
    lookups: &[Lookup],
    results: &Results,
    search: &Search<'_>,
    catalog: &'c Catalog,
) -> Vec<Hit<'c>> {
    lookups
        .iter()
        .map(|&lookup| Hit::new(lookup, results, search, catalog))
        .collect()
}
