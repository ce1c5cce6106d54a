//! Where the words of a query are in an entry, so that the list can show why it was found.

use super::Results;
use super::candidates::QueryTerm;
use super::prose::whole_at;
use super::query::Query;
use smtpref_catalog::tokenize::{Starts, is_at, is_stop, is_weak, stem};
use smtpref_catalog::{Catalog, EntryId};

/// The field in which words were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The code itself.
    Code,
    /// The title.
    Title,
    /// A keyword.
    Keyword,
    /// The summary.
    Summary,
    /// A text of the page.
    Prose,
}

/// The text in which words were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// Where it stands.
    pub field: Field,
    /// The text.
    pub text: String,
}

impl Field {
    /// The word for JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Title => "title",
            Self::Keyword => "keyword",
            Self::Summary => "summary",
            Self::Prose => "prose",
        }
    }
}

/// The words to mark, in lower case, longest first: those that were typed, and those that mean the same. Words that say nothing are not
/// marked, and those that say little only where nothing else was typed.
pub(super) fn words_to_mark(terms: &[QueryTerm], query: &Query) -> (Vec<String>, Vec<String>) {
    let typed = |weak: fn(&str) -> bool| -> Vec<String> {
        let of_terms = terms.iter().flat_map(|term| {
            // A stem says no more than the word that it is of.
            let of_weak = |word: &str| {
                let mut whole = term.mark.iter();
                whole.any(|whole| weak(whole) && stem(whole) == word)
            };
            let words = term.mark.iter().map(String::as_str);
            words.filter(move |word| !weak(word) && !of_weak(word))
        });
        let words = of_terms.chain(query.marked());
        longest_first(words.map(str::to_owned))
    };
    let telling = typed(|word| is_stop(word) || is_weak(word));
    let words = if telling.is_empty() {
        typed(is_stop)
    } else {
        telling
    };
    let related = terms.iter().flat_map(|term| term.related.iter().cloned());
    let mut related = longest_first(related);
    related.retain(|word| !words.contains(word) && !is_weak(word) && !is_small(word));
    (words, related)
}

/// Small words of other names for a thing, which say nothing alone: "over" of "over quota".
fn is_small(word: &str) -> bool {
    const SMALL: [&str; 6] = ["down", "full", "off", "out", "over", "up"];
    SMALL.contains(&word)
}

fn longest_first(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut words: Vec<String> = words.filter(|word| word.len() >= 2).collect();
    words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    words.dedup();
    words
}

/// The first field that holds a word of the query, the title first.
pub(super) fn find(catalog: &Catalog, results: &Results, id: EntryId) -> Option<Snippet> {
    let entry = catalog.entry(id);
    let snippet = |field, text: &str| Snippet {
        field,
        text: text.to_owned(),
    };
    let begins = |text: &str| {
        let words = || results.words.iter().chain(&results.related);
        let starts = Starts::of(words().map(String::as_str));
        let is_word = |at| words().any(|word| is_at(text, at, word)).then_some(());
        starts.find(text, 0, is_word).is_some()
    };
    let by_code = results
        .hits
        .iter()
        .any(|hit| hit.id == id && hit.kind.is_by_code());
    if by_code {
        return Some(snippet(Field::Code, &entry.code.to_string()));
    }
    if begins(entry.title) {
        return Some(snippet(Field::Title, entry.title));
    }
    if let Some(keyword) = entry.keywords.iter().find(|keyword| begins(keyword)) {
        return Some(snippet(Field::Keyword, keyword));
    }
    if begins(entry.summary) {
        return Some(snippet(Field::Summary, entry.summary));
    }
    let prose = catalog.prose(id);
    let words = results.words.iter().chain(&results.related);
    let at = words.into_iter().find_map(|word| whole_at(prose, word))?;
    let line = prose[..at].bytes().filter(|&byte| byte == b'\n').count();
    let text = catalog.page(id).texts().nth(line)?;
    Some(snippet(Field::Prose, text))
}
