//! Which providers a query names, and which pages speak of one.

use smtpref_catalog::tokenize::words;
use smtpref_catalog::{Catalog, Entry, Provider, ProviderKind};

use super::candidates::QueryTerm;
use super::query::whole;

/// In a query of more terms a provider is part of a story.
const SHORT: usize = 3;

/// The providers that a short query names beside other words. Programs and block lists are spoken of on many pages.
pub(super) fn named<'c>(catalog: &'c Catalog, terms: &[QueryTerm]) -> Vec<&'c str> {
    if !(2..=SHORT).contains(&terms.len()) {
        return Vec::new();
    }
    let typed = |name: &str| {
        let mut words = terms.iter().flat_map(|term| &term.typed);
        words.any(|word| word == name)
    };
    let speaks =
        |of: &&Provider| !matches!(of.kind, ProviderKind::Software | ProviderKind::Blocklist);
    let providers = catalog.providers().iter().filter(speaks);
    let named = providers
        .filter(|of| typed(of.code.as_str()) || of.keywords.iter().any(|keyword| typed(keyword)));
    named.map(|of| of.code.as_str()).collect()
}

/// The fewest letters by which a provider is known while its name is typed.
const BEGUN: usize = 2;

/// Whether a page speaks of a provider, by its name or another name of it; its own replies by the beginning of one.
pub(super) fn is_named(entry: &Entry, prose: &str, name: &str, catalog: &Catalog) -> bool {
    if let Some(own) = entry.code.provider() {
        let keywords = catalog.provider(own).map_or(&[][..], |of| &of.keywords);
        let is_begun = |of: &str| of == name || name.len() >= BEGUN && of.starts_with(name);
        return is_begun(own) || keywords.iter().any(|keyword| is_begun(keyword));
    }
    let groups = catalog.synonyms().iter();
    let names = groups
        .filter(|group| group.contains(&name))
        .flatten()
        .copied()
        .chain([name]);
    let speaks_of = |name: &str| {
        entry
            .sources
            .iter()
            .any(|source| words(source).iter().any(|word| word == name))
            || whole(prose, name)
    };
    names.into_iter().any(speaks_of)
}
