//! Ranks entries by how well they meet the terms of a query.

use std::cmp::Reverse;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::candidates::{Candidate, MatchKind, QueryTerm};
use super::own_replies::named;
use super::prose::whole;
use super::{Hit, HitKind};
use crate::lookup::Lookup;
use smtpref_catalog::tokenize::{is_weak, words};
use smtpref_catalog::{Catalog, Code, EntryId, Field, Index, Kind, Status};

/// What a search by words gives.
pub(super) struct Ranked {
    pub(super) hits: Vec<Hit>,
    /// Whether every term was met by the hits.
    pub(super) all_words: bool,
}

/// What a word is worth by where it stands and how it was reached.
const fn worth(field: Field, kind: MatchKind) -> u32 {
    let by_field = match field {
        Field::Title => 100,
        Field::WholeKeyword => 92,
        Field::Keyword => 80,
        Field::Summary => 62,
    };
    let by_kind = match kind {
        MatchKind::Same => 100,
        MatchKind::Beginning => 84,
        MatchKind::Synonym => 76,
        MatchKind::Abbreviation => 48,
        MatchKind::Typo => 46,
    };
    by_field * by_kind / 100
}

/// What a whole word in the prose is worth.
const PROSE: u32 = 22;
/// The most that the rarity of a word in the prose counts, in hundredths.
const PROSE_RARITY: u32 = 200;
/// What a keyword of several words that is met as a whole adds.
const PHRASE: u32 = 260;
/// How much of the score of the best hit any hit needs, in hundredths.
const LEAST: u32 = 30;
/// Of how many pages that have the only word of a query all are listed if it stands in no title: so few are looked through.
const FEW: usize = 40;
/// How much of it a hit needs that meets fewer terms than the best, in hundredths.
const FEWER: u32 = 60;
/// How much of it a hit needs where no hit meets every term, in hundredths.
const PARTIAL: u32 = 50;

/// How much a term counts by how few entries meet it, in hundredths.
fn rarity(met: usize, all: usize) -> u32 {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small positive number by construction"
    )]
    // That of the standard library would be the only thing for which every start loads the system's library of mathematics, and that
    // takes longer than printing a page.
    let rarity = (100.0 * libm::logf(1.0 + (all as f32 + 1.0) / (met as f32 + 1.0))) as u32;
    rarity
}

/// What makes one entry a better answer than another that meets the query as well. Kept beside the entries, since every key asks it of
/// every hit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weight {
    /// How much more a hit counts because people meet its code more often, in hundredths.
    factor: u32,
    /// How often they meet it, 0 to 100.
    common: u8,
}

impl Weight {
    pub(super) fn of(code: Code, (status, common): (Status, u8)) -> Self {
        let status = match status {
            Status::Standard => 100,
            Status::Obsolete => 86,
            Status::Nonstandard => 76,
            Status::Historic => 66,
        };
        let kind = match code.kind() {
            Kind::Reply | Kind::Enhanced | Kind::Class => 100,
            Kind::Subject => 88,
            Kind::Cause => 104,
            Kind::ProviderReply => 70,
        };
        Self {
            factor: status * kind * (100 + u32::from(common) * 4 / 10) / 10_000,
            common,
        }
    }
}

/// The weights of all entries.
pub(super) fn weights(catalog: &Catalog) -> Vec<Weight> {
    let codes = catalog.codes().iter();
    let standings = catalog.index().standings();
    codes
        .zip(standings)
        .map(|(&code, standing)| Weight::of(code, standing))
        .collect()
}

/// How much more a reply of a provider counts for a query that is a tag, or that names the provider and is met as a whole, in hundredths.
const TAG: u32 = 300;

/// Ranks all entries; replies of providers first for `tag`, a query that only one of them would have written.
pub(super) fn rank(
    catalog: &Catalog,
    weights: &[Weight],
    terms: &[QueryTerm],
    tag: bool,
) -> Ranked {
    let index = catalog.index();
    let count = catalog.entries().len();
    let mut total = vec![0_u32; count];
    let mut met = vec![0_u8; count];
    let mut best = vec![0_u32; count];
    let (mut wanted, mut useful) = (0_u8, 0_u8);
    // The other pages that have a number are told by what stands on its own.
    let is_word = |word: &String| {
        word.chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '_'))
    };
    let mut all_are_listed = terms.len() == 1 && terms[0].typed.iter().all(is_word);
    for term in terms {
        let weak = term.typed.iter().all(|word| is_weak(word)) && terms.len() > 1;
        let touched = meet(catalog, index, term, &mut best);
        wanted += u8::from(!weak);
        if touched.is_empty() {
            continue;
        }
        useful += u8::from(!weak);
        let is_title = |id: &EntryId| best[id.index()] == worth(Field::Title, MatchKind::Same);
        all_are_listed &= touched.len() <= FEW && !touched.iter().any(is_title);
        let rarity = rarity(touched.len(), count) / if weak { 3 } else { 1 };
        for id in touched {
            let at = id.index();
            let counts = if best[at] == PROSE {
                rarity.min(PROSE_RARITY)
            } else {
                rarity
            };
            total[at] += best[at] * counts / 100;
            met[at] += u8::from(!weak);
            best[at] = 0;
        }
    }
    let named = named(catalog, terms);
    let is_of_named = |id: EntryId| {
        let provider = catalog.codes()[id.index()].provider();
        provider.is_some_and(|provider| named.contains(&provider))
    };
    let met_by = met_by(index, terms);
    let in_phrases = in_phrases(index, &met_by, count);
    let strong = u32::from(wanted).max(1);
    // No phrase lifts what is far below the best to where it would be kept.
    let highest = total.iter().copied().max().unwrap_or(0);
    let hopeless = (highest * LEAST / 200).saturating_sub(PHRASE);
    let mut scored: Vec<(u32, EntryId)> = catalog
        .ids()
        .filter(|id| total[id.index()] > hopeless)
        .map(|id| {
            let shared = if in_phrases[id.index()] < 2 {
                0
            } else {
                phrase(index, id, &met_by, strong)
            };
            let score = total[id.index()] + shared;
            let is_lifted = tag && catalog.is_provider_reply(id)
                || met[id.index()] == useful && is_of_named(id);
            let lift = if is_lifted { TAG } else { 100 };
            (score * weights[id.index()].factor / 100 * lift / 100, id)
        })
        .collect();
    let top = scored.iter().map(|&(score, _)| score).max().unwrap_or(0);
    let most = met.iter().copied().max().unwrap_or(0);
    scored.retain(|&(score, id)| {
        let all = met[id.index()] == useful;
        let needs = match (all, most == useful) {
            (true, _) => LEAST,
            (false, true) => FEWER,
            (false, false) => PARTIAL,
        };
        all_are_listed || score * 100 >= top * needs
    });
    // Best first; ties go to the code that people meet more often, then to the lower one.
    scored.sort_unstable_by_key(|&(score, id)| {
        let common = weights[id.index()].common;
        (Reverse(score), Reverse(common), id)
    });
    let hit = |(score, id): (u32, EntryId)| Hit {
        id,
        lookup: Lookup::new(catalog.codes()[id.index()]),
        score,
        kind: HitKind::Words,
    };
    let hits = scored.into_iter().map(hit).collect();
    Ranked {
        hits,
        all_words: useful > 0 && useful == wanted,
    }
}

/// Notes for each entry that meets the term what the best candidate is worth; gives the entries.
fn meet(catalog: &Catalog, index: &Index, term: &QueryTerm, best: &mut [u32]) -> Vec<EntryId> {
    let mut touched = Vec::new();
    let mut note = |id: EntryId, worth: u32| {
        let best = &mut best[id.index()];
        if *best == 0 {
            touched.push(id);
        }
        *best = (*best).max(worth);
    };
    for candidate in &term.candidates {
        match candidate.words[..] {
            [word] => {
                for posting in index.postings(word) {
                    note(posting.id(), worth(posting.place(), candidate.kind));
                }
            }
            _ => meet_all(index, candidate, &mut note),
        }
    }
    // Anything else is worth more than the prose, which need not be read where the term was met.
    let is_open = |id: &EntryId| best[id.index()] == 0;
    let found = in_prose(catalog, &term.typed, is_open);
    for id in &found {
        best[id.index()] = PROSE;
    }
    touched.extend(found);
    touched
}

/// The entries among those that are asked for in whose prose the typed words stand one after the other.
fn in_prose(
    catalog: &Catalog,
    typed: &[String],
    is_open: impl Fn(&EntryId) -> bool,
) -> Vec<EntryId> {
    let text = typed.join(" ");
    let parts = words(&text);
    let Some((first, rest)) = parts.split_first() else {
        return Vec::new();
    };
    let found = catalog.prose_words().entries(first);
    let mut found: Vec<EntryId> = found.filter(is_open).collect();
    for part in rest {
        let others: Vec<EntryId> = catalog.prose_words().entries(part).collect();
        found.retain(|id| others.binary_search(id).is_ok());
    }
    if !rest.is_empty() {
        found.retain(|&id| whole(catalog.prose(id), &text));
    }
    found
}

/// Entries in which all words of a candidate stand, each worth the field of its weakest word.
fn meet_all(index: &Index, candidate: &Candidate, note: &mut impl FnMut(EntryId, u32)) {
    // The rarest word leads: the others are only looked up where it stands.
    let rarest = candidate.words.iter().min_by_key(|&&word| index.met(word));
    let Some(&rarest) = rarest else {
        return;
    };
    for posting in index.postings(rarest) {
        let id = posting.id();
        let others = candidate.words.iter().filter(|&&word| word != rarest);
        let fields: Option<Vec<Field>> = others.map(|&word| index.fields(word, id).max()).collect();
        if let Some(fields) = fields {
            let weakest = fields.into_iter().min().unwrap_or(posting.place());
            note(id, worth(weakest.min(posting.place()), candidate.kind));
        }
    }
}

/// For each word of the index the terms that it meets, as bits.
fn met_by(index: &Index, terms: &[QueryTerm]) -> Vec<u64> {
    let mut met_by = vec![0; index.count()];
    for (bit, term) in terms.iter().take(64).enumerate() {
        for word in term
            .candidates
            .iter()
            .flat_map(|candidate| &candidate.words)
        {
            met_by[*word] |= 1 << bit;
        }
    }
    met_by
}

/// How many of the words that are met stand in the title and the keywords of several words of each entry: where it is but one, no phrase
/// is shared, and none needs to be read.
fn in_phrases(index: &Index, met_by: &[u64], count: usize) -> Vec<u8> {
    let mut met = vec![0_u8; count];
    let words = met_by.iter().enumerate();
    for (word, _) in words.filter(|(_, terms)| **terms != 0) {
        for posting in index.postings(word) {
            if matches!(posting.place(), Field::Title | Field::Keyword) {
                let met = &mut met[posting.id().index()];
                *met = met.saturating_add(1);
            }
        }
    }
    met
}

/// What a title or keyword adds that the query says as a whole: by how much of the phrase and of the query is shared.
fn phrase(index: &Index, id: EntryId, met_by: &[u64], strong: u32) -> u32 {
    let shared = |(length, parts, met): (u32, u32, u64)| {
        if parts < 2 {
            return 0;
        }
        PHRASE * parts * met.count_ones().min(strong) / (length * strong)
    };
    let counted = index.phrases(id).map(|phrase| {
        phrase.fold((0, 0, 0), |(length, parts, met), word| {
            let terms = met_by[word as usize];
            (length + 1, parts + u32::from(terms != 0), met | terms)
        })
    });
    counted.map(shared).max().unwrap_or(0)
}

/// How many entries are looked at for what comes nearest; no real catalog has more.
const LOOKED_AT: usize = 4_000;

/// What comes nearest to a text that meets nothing: titles and keywords in which its letters stand in order.
pub(super) fn nearest(catalog: &Catalog, matcher: &SkimMatcherV2, text: &str) -> Vec<EntryId> {
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(32)
        .collect();
    if text.is_empty() {
        return Vec::new();
    }
    let mut scored: Vec<(i64, EntryId)> = catalog
        .ids()
        .take(LOOKED_AT)
        .filter_map(|id| {
            let entry = catalog.entry(id);
            let texts = entry.keywords.iter().copied().chain([entry.title]);
            let best = texts
                .filter_map(|field| matcher.fuzzy_match(field, &text))
                .max()?;
            Some((best, id))
        })
        .collect();
    scored.sort_by_key(|&(score, id)| (Reverse(score), Reverse(catalog.entry(id).common)));
    scored.into_iter().take(3).map(|(_, id)| id).collect()
}
