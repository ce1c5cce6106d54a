//! The answers as JSON. The shapes are described by `data/schema.json`; a test holds both together.
//!
//! Field names are stable: a change of meaning raises [`SCHEMA_VERSION`], a new field does not. Every field of an object is always
//! there; what a code does not have is `null` or empty.

mod check;
mod comparison;
mod entry;
mod explanation;
mod hit;
mod lines;
mod situation;
mod summary;
mod written;

use std::io::{self, Write};

use serde::{Serialize, Serializer as _};

pub(super) use check::{Check, RuleMet};
pub(super) use comparison::{Comparison, Table};
pub(super) use entry::Entry;
pub(super) use explanation::Explanation;
pub(super) use hit::Hit;
pub(super) use lines::Lines;
pub(super) use summary::Summary;

use crate::lookup::{Lookup, Record};
use crate::search::{Results, Search};
use smtpref_catalog::Catalog;

/// The version of the shapes.
const SCHEMA_VERSION: u32 = 1;

/// Writes a value and a line break.
pub(super) fn write(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut written::pretty(&mut *out))?;
    writeln!(out)
}

/// Writes values as one array; each is made when its turn comes.
pub(super) fn write_all(
    values: impl Iterator<Item: Serialize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    written::pretty(&mut *out).collect_seq(values)?;
    writeln!(out)
}

/// The entries of lookups.
pub(super) fn entries<'c>(
    lookups: &[Lookup],
    catalog: &'c Catalog,
) -> impl Iterator<Item = Entry<'c>> {
    lookups
        .iter()
        .map(|&lookup| Entry::new(&Record::of(lookup, catalog), catalog))
}

/// The hits of a search.
pub(super) fn hits<'c>(
    lookups: &[Lookup],
    results: &Results,
    search: &Search<'_>,
    catalog: &'c Catalog,
) -> impl Iterator<Item = Hit<'c>> {
    lookups
        .iter()
        .map(|&lookup| Hit::new(lookup, results, search, catalog))
}
