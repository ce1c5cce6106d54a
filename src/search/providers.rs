//! Which providers a query names.

use smtpref_catalog::{Catalog, Provider, ProviderKind};

use super::candidates::QueryTerm;

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
