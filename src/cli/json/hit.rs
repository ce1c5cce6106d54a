//! A code that a search found.

use serde::Serialize;

use super::SCHEMA_VERSION;
use crate::lookup::{Lookup, wording};
use crate::search::{Results, Search};
use smtpref_catalog::Catalog;

/// A code that a search found.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct Hit<'c> {
    schema_version: u32,
    code: String,
    kind: &'static str,
    title: &'c str,
    registered: bool,
    own: Option<&'static str>,
    score: u32,
    matched: Option<Matched>,
}

#[derive(Debug, Serialize)]
struct Matched {
    field: &'static str,
    text: String,
}

impl<'c> Hit<'c> {
    /// A hit with the text in which the words were found.
    pub(in crate::cli) fn new(
        lookup: Lookup,
        results: &Results,
        search: &Search<'_>,
        catalog: &'c Catalog,
    ) -> Self {
        let hit = results.hits.iter().find(|hit| hit.lookup == lookup);
        let matched = match hit {
            Some(hit) => search.snippet(results, hit.id).map(|snippet| Matched {
                field: snippet.field.word(),
                text: snippet.text,
            }),
            // A code that nobody registered is found by nothing but itself.
            None => Some(Matched {
                field: "code",
                text: lookup.to_string(),
            }),
        };
        Self {
            schema_version: SCHEMA_VERSION,
            code: lookup.to_string(),
            kind: lookup.code.kind().word(),
            title: hit.map_or_else(wording::not_registered, |hit| catalog.entry(hit.id).title),
            registered: hit.is_some(),
            own: hit.and_then(|hit| catalog.own_file(catalog.entry(hit.id).code)),
            score: hit.map_or(0, |hit| hit.score),
            matched,
        }
    }
}
