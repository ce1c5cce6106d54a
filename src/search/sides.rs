//! The two things that a query compares: by their codes, their names, or words that lead to them.

use smtpref_catalog::Kind;

use super::{Filter, Hit, HitKind, Search};
use crate::lookup::{Lookup, Token, compared_sides, parse_lookups_and_names, parse_token};

/// The longest query of which words are looked for as sides, in bytes: nobody types a longer one.
const LONGEST: usize = 120;
/// Among how many of the best hits the cause is looked for.
const LIKELY: usize = 5;

impl Search<'_> {
    /// What a query compares, if it names two things.
    #[must_use]
    pub fn pair(&self, query: &str) -> Option<[Lookup; 2]> {
        if let Some(lookups) = parse_lookups_and_names(query, self.catalog) {
            return lookups.try_into().ok();
        }
        let sides = compared_sides(query).filter(|_| query.len() <= LONGEST)?;
        let [left, right] = sides.map(|side| self.side(&side));
        let pair = [left?, right?];
        (pair[0] != pair[1]).then_some(pair)
    }

    /// The best answer to the words of a side.
    fn side(&self, words: &str) -> Option<Lookup> {
        if let Some(lookups) = parse_lookups_and_names(words, self.catalog) {
            let [lookup] = lookups[..] else {
                return None;
            };
            return Some(lookup);
        }
        // What begins with a digit and is no code is one that is being typed.
        let is_begun = |word: &str| {
            word.starts_with(|c: char| c.is_ascii_digit()) && parse_token(word) == Token::Word
        };
        if words.split_whitespace().any(is_begun) {
            return None;
        }
        let hits = self.run(words, &Filter::default()).hits;
        let is_cause = |hit: &&Hit| hit.lookup.code.kind() == Kind::Cause;
        let is_whole = |hit: &&Hit| matches!(hit.kind, HitKind::Code | HitKind::Words);
        let first = hits.first().filter(is_whole)?;
        // Words describe what happened: of pages that answer about as well that of the cause says most.
        let by_words = first.kind == HitKind::Words && !self.catalog.is_provider_reply(first.id);
        let cause = hits.iter().take(LIKELY).find(is_cause);
        let best = cause.filter(|_| by_words).unwrap_or(first);
        Some(best.lookup)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::codes("250 556", Some("250|556"))]
    #[case::codes_of_providers("5.7.509 vs 5.7.515", Some("5.7.509|5.7.515"))]
    #[case::a_code_and_a_word("450 vs greylisted", Some("450|greylisted"))]
    #[case::words("mailbox full vs user unknown", Some("mailbox-full|user-unknown"))]
    #[case::numbers_of_a_provider(
        "S3150 vs SC-001",
        Some("outlook-com/network-on-block-list|outlook-com/policy-sc-001")
    )]
    #[case::behind_compare("compare greylisting and quota", Some("greylisted|mailbox-full"))]
    #[case::one_thing_twice("greylisting vs greylisted", None)]
    #[case::a_search("user or mailbox", None)]
    #[case::nothing_found("qqqqqq vs 550", None)]
    #[case::a_code_that_is_begun("250 vs 55", None)]
    #[case::three_codes("450 451 452", None)]
    fn what_is_compared(#[case] query: &str, #[case] pair: Option<&str>) {
        let catalog = crate::shipped::catalog().unwrap();
        let found = Search::new(&catalog).pair(query);
        let found = found.map(|pair| pair.map(|lookup| lookup.to_string()).join("|"));
        assert_eq!(found.as_deref(), pair);
    }

    /// Words are taken for sides as far as somebody may type them.
    #[test]
    fn a_longer_query_compares_no_words() {
        let catalog = crate::shipped::catalog().unwrap();
        let search = Search::new(&catalog);
        let padded = |length: usize| {
            let rest = "user unknown";
            format!("{:1$}{rest}", "mailbox full vs", length - rest.len())
        };
        assert!(search.pair(&padded(120)).is_some());
        assert_eq!(search.pair(&padded(121)), None);
    }
}
