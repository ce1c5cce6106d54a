//! The providers that a query names: whose replies stand first, and whose name was meant.

use smtpref_catalog::{Catalog, Code, Provider};

use super::candidates::QueryTerm;
use super::providers::{names, speaks_itself};
use super::{Hit, HitKind, Search};
use crate::lookup::Lookup;

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
    let providers = catalog.providers().iter().filter(|of| speaks_itself(of));
    let named = providers
        .filter(|of| typed(of.code.as_str()) || of.keywords.iter().any(|keyword| typed(keyword)));
    named.map(|of| of.code.as_str()).collect()
}

/// The longest query that is looked up as a name, in bytes.
const LONGEST: usize = 40;

impl<'c> Search<'c> {
    /// The providers of which a query is the whole name.
    #[must_use]
    pub fn providers_called(&self, query: &str) -> Vec<&'c Provider> {
        let asked = query.trim().to_lowercase();
        if asked.is_empty() || asked.len() > LONGEST {
            return Vec::new();
        }
        let is_called = |of: &&Provider| names(of).any(|name| name == asked);
        self.catalog.providers().iter().filter(is_called).collect()
    }

    /// The name of a provider that is most like one that none has, if more than half of its letters are right.
    pub(super) fn most_like_provider(&self, asked: &str) -> Option<String> {
        let all = self.catalog.providers().iter().flat_map(names);
        let words = all.filter(|name| !name.contains(' '));
        let like = words
            .map(|name| (strsim::osa_distance(&name, asked), name))
            .min();
        let like = like.filter(|(wrong, _)| 2 * wrong < asked.chars().count());
        like.map(|(_, name)| name)
    }

    /// Puts the replies of the providers first that the query names, those that people meet most before the others.
    pub(super) fn put_own_first(&self, hits: &mut Vec<Hit>, query: &str) {
        let called = self.providers_called(query);
        let called: Vec<&str> = called
            .iter()
            .filter(|of| speaks_itself(of))
            .map(|of| of.code.as_str())
            .collect();
        if called.is_empty() {
            return;
        }
        let is_own = |code: Code| code.provider().is_some_and(|of| called.contains(&of));
        let catalog = self.catalog;
        let own = catalog
            .ids()
            .filter(|&id| is_own(catalog.codes()[id.index()]));
        let score = hits.first().map_or(0, |hit| hit.score);
        let mut own: Vec<Hit> = own
            .map(|id| Hit {
                id,
                lookup: Lookup::new(catalog.codes()[id.index()]),
                score,
                kind: HitKind::Words,
            })
            .collect();
        own.sort_by_key(|hit| std::cmp::Reverse(catalog.entry(hit.id).common));
        hits.retain(|hit| !is_own(hit.lookup.code));
        hits.splice(0..0, own);
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::search::Filter;

    #[rstest]
    #[case::its_code("google", "google")]
    #[case::another_name("Gmail", "google")]
    #[case::a_name_of_before("hotmail", "outlook-com")]
    #[case::one_of_two("aol", "yahoo")]
    #[case::several_words("office 365", "microsoft-365")]
    #[case::a_program("postfix", "postfix")]
    #[case::with_more_words("gmail slows us", "")]
    #[case::what_it_does("forwarding", "")]
    #[case::begun("gmai", "")]
    fn a_provider_is_called_by_its_names(#[case] query: &str, #[case] code: &str) {
        let catalog = crate::shipped::catalog().unwrap();
        let search = Search::new(&catalog);
        let called = search.providers_called(query);
        let codes: Vec<&str> = called.iter().map(|of| of.code.as_str()).collect();
        assert_eq!(codes.join(" "), code);
    }

    #[rstest]
    #[case::a_provider("gmail", true)]
    #[case::another_one("proofpoint", true)]
    #[case::a_program("postfix", false)]
    #[case::a_block_list("spamhaus", false)]
    fn its_own_replies_come_first(#[case] query: &str, #[case] first: bool) {
        let catalog = crate::shipped::catalog().unwrap();
        let hits = Search::new(&catalog).run(query, &Filter::default()).hits;
        let own = |hit: &&Hit| hit.lookup.code.provider().is_some();
        assert_eq!(hits.iter().take(5).all(|hit| own(&hit)), first);
    }
}
