//! A reply that is typed into the search box: what it says stands above what its words find, as if it had been pasted.

use super::list::Given;
use super::pasted::Pasted;
use super::{App, InText, Item, View};
use crate::explain::{Confidence, Explanation, explain};
use crate::lookup::{parse_lookups_and_names, says_versus};
use crate::search::FIELDS;
use smtpref_catalog::Catalog;

/// From how many words on a statement without a code may be the reply of a provider, and not a search.
const STATEMENT: usize = 4;
/// The longest query that is read as a reply, in bytes: it is read anew with every key.
const LONGEST: usize = 600;

impl App<'_> {
    /// What a query says if it is a reply: the item for the list and its row. It is looked at in passing until it is opened; what is typed
    /// next takes its place.
    pub(super) fn read_query(&mut self, query: &str) -> Option<(Item, Given)> {
        if self.picking().is_some() || !may_be_a_reply(query) || self.names_several(query) {
            return None;
        }
        self.read_as(query, is_read)
    }

    /// The same of a query that finds nothing, or only what its words were taken for: words alone are enough to be read then, if they tell
    /// a cause. Servers speak many languages, pages one.
    pub(super) fn read_unfound(&mut self, query: &str) -> Option<(Item, Given)> {
        let is_asked = self.picking().is_some() || !self.filter.is_empty();
        if is_asked || query.is_empty() || !may_be_read(query) {
            return None;
        }
        self.read_as(query, |explanation, _| explanation.is_told_by_words())
    }

    fn read_as(
        &mut self,
        query: &str,
        is_read: impl Fn(&Explanation, &str) -> bool,
    ) -> Option<(Item, Given)> {
        let text = match self.texts.typed(query) {
            Some(text) => text,
            None => self.keep_query(query, is_read)?,
        };
        let at = InText { text, reply: 0 };
        let given = Given::of_typed(self.reply(at)?, self.catalog);
        Some((Item::Reply(at), given))
    }

    /// Whether a query is several codes and nothing else: they are to be compared.
    fn names_several(&self, query: &str) -> bool {
        let lookups = parse_lookups_and_names(query, self.catalog);
        lookups.is_some_and(|lookups| lookups.len() > 1)
    }

    /// Keeps a query among the texts if it is a reply whose words are known.
    fn keep_query(
        &mut self,
        query: &str,
        is_read: impl Fn(&Explanation, &str) -> bool,
    ) -> Option<usize> {
        let explanation = explain(query.as_bytes(), self.catalog);
        if !is_read(&explanation, query) {
            return None;
        }
        let pasted = Pasted::read(query.as_bytes(), explanation, self.catalog);
        let (text, is_renewed) = self.texts.take_typed(pasted);
        let at = InText { text, reply: 0 };
        if is_renewed && self.pager.view() == Some(View::Reply(at)) {
            self.renew_reply(at);
            self.pager.go_first();
        }
        Some(text)
    }

    /// Whether a reply stands in the list among what its words find, and not among the replies of its text.
    pub(super) fn is_found(&self, at: InText) -> bool {
        self.texts.open.is_none() && self.list.items().contains(&Item::Reply(at))
    }
}

/// Unpacks what reading a reply needs.
pub(super) fn prepare(catalog: &Catalog) {
    let explanation = explain(b"550 5.1.1 User unknown", catalog);
    debug_assert!(!explanation.replies.is_empty());
}

/// Whether words told what a reply says: with a code those of any rule, without one those of a provider alone.
fn is_read(explanation: &Explanation, query: &str) -> bool {
    let Some(answer) = explanation.replies.first() else {
        return false;
    };
    match answer.confidence {
        Confidence::ProviderRule => {
            explanation.has_codes() || query.split_whitespace().count() >= STATEMENT
        }
        Confidence::GeneralPhrase => explanation.has_codes(),
        _ => false,
    }
}

/// Whether it is worth reading: more than one word with a number among them, or enough words for a statement, and nothing that asks
/// for something else.
fn may_be_a_reply(query: &str) -> bool {
    let words = query.split_whitespace();
    let count = words.clone().count();
    let is_number = |word: &str| word.len() > 2 && word.starts_with(|c: char| c.is_ascii_digit());
    (count >= STATEMENT || count > 1 && words.clone().any(is_number)) && may_be_read(query)
}

/// Whether it can be what somebody was told: no field of a search, and nothing that is to be compared.
fn may_be_read(query: &str) -> bool {
    let words = query.split_whitespace();
    let is_field = |word: &str| {
        let names = FIELDS.iter().flat_map(|field| field.queried_as);
        let asked = word.split_once(':').map(|(name, _)| name);
        asked.is_some_and(|asked| names.copied().any(|name| name == asked))
    };
    query.len() <= LONGEST && !words.clone().any(is_field) && !words.clone().any(says_versus)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::a_code_and_words("550 user unknown", true)]
    #[case::a_statement("Recipient not found by SMTP address lookup", true)]
    #[case::a_code_alone("550", false)]
    #[case::words("mailbox full", false)]
    #[case::a_field("class:5 mailbox full 550", false)]
    #[case::sides_of_a_comparison("450 vs greylisted", false)]
    fn only_what_can_be_a_reply_is_read(#[case] query: &str, #[case] may: bool) {
        assert_eq!(may_be_a_reply(query), may);
    }
}
