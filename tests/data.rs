//! The shipped catalog from outside: that it is complete, agrees with the registry and with itself, and looks like the wire.
//!
//! | what | file |
//! |---|---|
//! | every code is there and agrees with the registry | `data/registry` |
//! | relations and references hold from both sides | `data/relations` |
//! | every field has what a reader needs | `data/shape` |
//! | examples could have been on the wire | `data/wire` |
//! | no real host or address where an example one is meant | `data/hosts` |

#[path = "shared/findings.rs"]
mod findings;
#[path = "data/hosts.rs"]
mod hosts;
#[path = "data/registry.rs"]
mod registry;
#[path = "data/relations.rs"]
mod relations;
#[path = "data/shape.rs"]
mod shape;
#[path = "shared/texts.rs"]
mod texts;
#[path = "data/wire.rs"]
mod wire;

use smtpref_catalog::Catalog;
use smtpref_catalog::{Code, Entry, Page};

fn catalog() -> Catalog {
    smtpref::shipped::catalog().unwrap()
}

/// Every entry with its page.
fn pages(catalog: &Catalog) -> impl Iterator<Item = (&Entry, &Page)> {
    catalog
        .ids()
        .map(|id| (catalog.entry(id), catalog.page(id)))
}

/// The page of a code.
fn page_of(code: Code, catalog: &Catalog) -> Option<(&Entry, &Page)> {
    let id = catalog.find(code)?;
    Some((catalog.entry(id), catalog.page(id)))
}

/// Whether a page names another code as one that goes with it, in whatever class.
fn goes_with(page: &Page, code: Code) -> bool {
    page.usual_with
        .iter()
        .chain(&page.also_with)
        .any(|companion| companion.entry_code() == code.entry_code())
}
