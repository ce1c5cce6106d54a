//! Finds the entries that a query means, best first. Pure: a query and a catalog in, hits out.
//!
//! | what was typed | where it is looked for | file |
//! |---|---|---|
//! | codes and pieces of codes | the codes | `codes`, `numbers` |
//! | words | titles, keywords, summaries through an index; the prose as whole words | `rank` |
//! | other words for it, beginnings | the words of the index | `candidates`, `synonyms` |
//! | abbreviations, wrong spellings | the words of the index | `spelling` |
//! | `'exact ^start end$ !not a \| b class:5` | a small query language | `query`, `field` |
//! | providers | their own replies | `providers`, `own_replies` |
//! | whole words in the prose | what stands between other letters is none | `prose` |
//! | a field that is none | its words, with a remark | `remark` |
//! | two things to compare | each side as a query of its own | `sides` |
//! | more than anybody types | its first words and all its codes | `pasted` |
//!
//! An exact code is always first, then pieces of codes, then words by how well they match; ties go to the code that people
//! meet more often.

mod candidates;
mod codes;
mod field;
mod filter;
mod numbers;
mod own_replies;
mod pasted;
mod prose;
mod providers;
mod query;
mod rank;
mod remark;
mod sides;
mod snippet;
mod spelling;
mod synonyms;

use std::cell::OnceCell;
use std::collections::HashSet;

use fuzzy_matcher::skim::SkimMatcherV2;

pub use field::{FIELDS, QueryField, Value, Values, values_called};
pub use filter::Filter;
pub use query::language;
pub use remark::remark;
pub use snippet::{Field, Snippet};

use crate::lookup::Lookup;
use candidates::Expander;
use query::Query;
use rank::Weight;
use smtpref_catalog::tokenize::words;
use smtpref_catalog::{Catalog, EntryId, Kind};
use synonyms::Synonyms;

/// How many of the best hits are looked at for one that is called by the words of the query.
const NAMED: usize = 64;

/// A search over one catalog.
pub struct Search<'c> {
    catalog: &'c Catalog,
    synonyms: OnceCell<Synonyms>,
    weights: OnceCell<Vec<Weight>>,
    matcher: SkimMatcherV2,
}

/// An entry that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The entry.
    pub id: EntryId,
    /// The entry as it was asked for: with the class or the reply code of the query.
    pub lookup: Lookup,
    /// How well it fits; only good for ordering.
    pub score: u32,
    /// What led to it.
    pub kind: HitKind,
}

/// What of a query led to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HitKind {
    /// Its code.
    Code,
    /// Its code, which is the reply code of a reply with an enhanced status code.
    ReplyCode,
    /// A piece of its code.
    Piece,
    /// Words.
    Words,
    /// Nothing but what it must have.
    Filter,
}

impl HitKind {
    /// Whether the query has the code or a piece of it.
    #[must_use]
    pub const fn is_by_code(self) -> bool {
        matches!(self, Self::Code | Self::ReplyCode | Self::Piece)
    }
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Results {
    /// The hits, best first.
    pub hits: Vec<Hit>,
    /// The words to mark in what was found, in lower case: those that were typed, without those that say little.
    pub words: Vec<String>,
    /// Other words to mark: they mean the same as what was typed, or are what it was taken for.
    pub related: Vec<String>,
    /// The well-formed codes in the query that have no entry.
    pub unregistered: Vec<Lookup>,
    /// What comes nearest where nothing fits well.
    pub nearest: Vec<EntryId>,
}

impl<'c> Search<'c> {
    /// The search over a catalog; its index is unpacked at the first query that needs it.
    #[must_use]
    pub fn new(catalog: &'c Catalog) -> Self {
        Self {
            catalog,
            synonyms: OnceCell::new(),
            weights: OnceCell::new(),
            matcher: SkimMatcherV2::default(),
        }
    }

    /// Unpacks what the first word of a query would need.
    pub fn prepare(&self) {
        self.synonyms.get_or_init(|| Synonyms::new(self.catalog));
        self.weights.get_or_init(|| rank::weights(self.catalog));
        let _ = (self.catalog.index(), self.catalog.prose_words());
    }

    /// Runs a query over the entries that pass the filter. An empty query gives all codes and causes in their order; replies of
    /// providers are listed if the filter or the query asks for them.
    #[must_use]
    pub fn run(&self, text: &str, filter: &Filter) -> Results {
        let query = Query::parse(text);
        let all_pass = filter.is_empty() && query.has_no_conditions();
        let pass = |id: EntryId| {
            if all_pass {
                return true;
            }
            let entry = self.catalog.entry(id);
            filter.pass(entry, self.catalog)
                && query.pass(entry, || self.catalog.prose(id), self.catalog)
        };
        if query.is_filter_only() {
            let hit = |id| Hit {
                id,
                lookup: Lookup::new(self.catalog.entry(id).code),
                score: 0,
                kind: HitKind::Filter,
            };
            // The many replies of providers are listed when somebody asks for a part of them.
            let listed = |&id: &EntryId| !(all_pass && self.catalog.is_provider_reply(id));
            let hits = self.catalog.ids().filter(listed);
            let mut hits: Vec<Hit> = hits.filter(|&id| pass(id)).map(hit).collect();
            // What no server may send stands behind the real reply codes.
            // Who asks for an RFC wants what it defines; other pages only cite it.
            let defined = |id| {
                let mut references = self.catalog.page(id).references.iter();
                let first = references.find(|reference| reference.is_rfc());
                query
                    .source()
                    .is_some_and(|key| first.is_some_and(|first| first.source == key))
            };
            hits.sort_by_cached_key(|hit| {
                let code = hit.lookup.code;
                let real = code.reply().is_none_or(|code| code.class().is_sent());
                (
                    query.source().is_some() && !defined(hit.id),
                    code.kind(),
                    !real,
                )
            });
            let (words, related) = snippet::words_to_mark(&[], &query);
            return Results {
                hits,
                words,
                related,
                ..Results::default()
            };
        }
        let by_code = codes::find(&query, self.catalog);
        let synonyms = self.synonyms.get_or_init(|| Synonyms::new(self.catalog));
        let expander = Expander::new(self.catalog, synonyms, &self.matcher);
        let terms = expander.terms(&query);
        let weights = self.weights.get_or_init(|| rank::weights(self.catalog));
        let mut ranked = rank::rank(self.catalog, weights, &terms, query.is_tag());
        self.put_named_first(&mut ranked.hits, &query.plain_text());
        self.put_own_first(&mut ranked.hits, text);
        let (words, related) = snippet::words_to_mark(&terms, &query);
        let mut results = Results {
            words,
            related,
            unregistered: by_code.unregistered,
            ..Results::default()
        };
        let code_hits = by_code.hits.iter().copied().filter(|hit| pass(hit.id));
        results.hits.extend(code_hits);
        let exact = !results.hits.is_empty() || !results.unregistered.is_empty();
        let known: HashSet<EntryId> = results.hits.iter().map(|hit| hit.id).collect();
        if !by_code.is_group && (!exact || ranked.all_words) {
            results.hits.extend(
                ranked
                    .hits
                    .into_iter()
                    .filter(|hit| !known.contains(&hit.id) && pass(hit.id)),
            );
        }
        if results.hits.is_empty() && results.unregistered.is_empty() {
            results.nearest = numbers::with_a_digit_too_many(text, self.catalog);
            if results.nearest.is_empty() {
                results.nearest = rank::nearest(self.catalog, &self.matcher, text);
            }
        }
        results
    }

    /// Moves to the front the code that is called exactly by the words of the query, small words included: a help message is not any
    /// message.
    fn put_named_first(&self, hits: &mut [Hit], words: &str) {
        if !words.contains(' ') {
            return;
        }
        let words = words.to_lowercase();
        let is_named = |hit: &Hit| {
            let entry = self.catalog.entry(hit.id);
            let is_code = matches!(entry.code.kind(), Kind::Reply | Kind::Enhanced);
            is_code
                && (entry.title.to_lowercase() == words || entry.keywords.contains(&words.as_str()))
        };
        let looked_at = hits.len().min(NAMED);
        hits[..looked_at].sort_by_cached_key(|hit| !is_named(hit));
    }

    /// How many entries a query finds that pass the filter.
    #[must_use]
    pub fn count(&self, text: &str, filter: &Filter) -> usize {
        let results = self.run(text, filter);
        results.hits.len() + results.unregistered.len()
    }

    /// The word of the catalog that is most like one that finds nothing, if more than half of its letters are right; of what asks for a
    /// provider the name of one.
    #[must_use]
    pub fn most_like(&self, word: &str) -> Option<String> {
        if let Some((field, asked)) = word.split_once(':')
            && field.eq_ignore_ascii_case(field::PROVIDER)
        {
            let like = self.most_like_provider(&asked.to_lowercase())?;
            return Some(format!("{}:{like}", field::PROVIDER));
        }
        let synonyms = self.synonyms.get_or_init(|| Synonyms::new(self.catalog));
        let expander = Expander::new(self.catalog, synonyms, &self.matcher);
        expander.most_like(&word.to_lowercase())
    }

    /// Whether a word of a text is on no page, begins none, and means none that is: it may be of another language.
    #[must_use]
    pub fn has_unknown_word(&self, text: &str) -> bool {
        let synonyms = self.synonyms.get_or_init(|| Synonyms::new(self.catalog));
        let expander = Expander::new(self.catalog, synonyms, &self.matcher);
        let words = words(text);
        words.iter().any(|word| !expander.is_known(word))
    }

    /// The text of an entry in which a word of the query is.
    #[must_use]
    pub fn snippet(&self, results: &Results, id: EntryId) -> Option<Snippet> {
        snippet::find(self.catalog, results, id)
    }
}
