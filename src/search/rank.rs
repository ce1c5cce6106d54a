//! Ranks entries by how well they meet the units of a query.

use std::cmp::Reverse;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::Hit;
use super::forms::{Form, Reach, Unit};
use super::index::{Index, Place};
use super::query::{Query, whole};
use super::words::words;
use crate::catalog::{Catalog, EntryId};
use crate::topic::Topic;

/// What a search by words gives.
pub(super) struct Ranked {
    pub(super) hits: Vec<Hit>,
    /// Whether every unit was met by the hits.
    pub(super) all_words: bool,
}

/// What a word is worth by where it stands and how it was reached.
const fn worth(place: Place, reach: Reach) -> u32 {
    match (reach, place) {
        (Reach::Same, Place::Title) => 100,
        (Reach::Same, Place::Keyword) => 90,
        (Reach::Beginning, Place::Title) => 84,
        (Reach::Beginning, Place::Keyword) => 76,
        (Reach::Synonym, Place::Title) => 74,
        (Reach::Synonym, Place::Keyword) => 68,
        (Reach::Same, Place::Summary) => 66,
        (Reach::Beginning, Place::Summary) => 54,
        (Reach::Synonym, Place::Summary) => 48,
        (Reach::Abbreviation, Place::Title) => 46,
        (Reach::Abbreviation, Place::Keyword) => 42,
        (Reach::Typo, Place::Title) => 44,
        (Reach::Typo, Place::Keyword) => 40,
        (Reach::Abbreviation | Reach::Typo, Place::Summary) => 28,
    }
}

/// What a whole word in the prose is worth.
const PROSE: u32 = 24;
/// What a keyword of several words that is met as a whole adds.
const PHRASE: u32 = 130;

/// How much a unit counts by how few entries meet it, in hundredths.
fn rarity(met: usize, all: usize) -> u32 {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small positive number by construction"
    )]
    let rarity = (100.0 * (1.0 + (all as f32 + 1.0) / (met as f32 + 1.0)).ln()) as u32;
    rarity
}

/// Ranks all entries.
pub(super) fn rank(catalog: &Catalog, index: &Index, units: &[Unit], query: &Query) -> Ranked {
    let count = catalog.entries().len();
    let mut total = vec![0_u32; count];
    let mut met = vec![0_u8; count];
    let mut best = vec![0_u32; count];
    let mut useful = 0_u8;
    for unit in units {
        let touched = meet(catalog, index, unit, &mut best);
        if touched.is_empty() {
            continue;
        }
        useful += 1;
        let rarity = rarity(touched.len(), count);
        for id in touched {
            let at = id.index();
            total[at] += best[at] * rarity / 100;
            met[at] += 1;
            best[at] = 0;
        }
    }
    if useful == 0 {
        return Ranked {
            hits: Vec::new(),
            all_words: false,
        };
    }
    let all_words = usize::from(useful) == units.len();
    let most = met.iter().copied().max().unwrap_or(0);
    let candidates: Vec<EntryId> = catalog.ids().filter(|id| met[id.index()] > 0).collect();
    let typed = words(&query.plain_text());
    let mut hits: Vec<Hit> = candidates
        .into_iter()
        .filter(|id| met[id.index()] == most || (most < useful && met[id.index()] + 1 >= most))
        .map(|id| Hit {
            id,
            topic: Topic::new(catalog.entry(id).code),
            score: total[id.index()] + phrase(catalog, id, &typed),
        })
        .collect();
    let top = hits.iter().map(|hit| hit.score).max().unwrap_or(0);
    if most < useful {
        hits.retain(|hit| hit.score * 10 >= top * 6);
    }
    sort(&mut hits, catalog);
    Ranked { hits, all_words }
}

fn sort(hits: &mut [Hit], catalog: &Catalog) {
    hits.sort_by_key(|hit| {
        let entry = catalog.entry(hit.id);
        (Reverse(hit.score), Reverse(entry.common), entry.code)
    });
}

/// Notes for each entry that meets the unit what the best form is worth; gives the entries.
fn meet(catalog: &Catalog, index: &Index, unit: &Unit, best: &mut [u32]) -> Vec<EntryId> {
    let mut touched = Vec::new();
    let mut note = |id: EntryId, worth: u32| {
        let best = &mut best[id.index()];
        if *best == 0 {
            touched.push(id);
        }
        *best = (*best).max(worth);
    };
    for form in &unit.forms {
        match form.words[..] {
            [word] => {
                for posting in index.postings(word) {
                    note(posting.id, worth(posting.place, form.reach));
                }
            }
            _ => meet_all(index, form, &mut note),
        }
    }
    if unit.typed.iter().all(|word| word.len() >= 2) && unit.typed.len() <= 4 {
        let text = unit.typed.join(" ");
        for id in catalog.ids() {
            if whole(catalog.prose(id), &text) {
                note(id, PROSE);
            }
        }
    }
    touched
}

/// Entries in which all words of a form stand, each worth the place of its weakest word.
fn meet_all(index: &Index, form: &Form, note: &mut impl FnMut(EntryId, u32)) {
    let Some((first, rest)) = form.words.split_first() else {
        return;
    };
    let place_in = |word: usize, id: EntryId| {
        let postings = index.postings(word).iter();
        postings
            .filter(|posting| posting.id == id)
            .map(|posting| posting.place)
            .max()
    };
    for posting in index.postings(*first) {
        let places: Option<Vec<Place>> = rest
            .iter()
            .map(|&word| place_in(word, posting.id))
            .collect();
        if let Some(places) = places {
            let weakest = places.into_iter().min().unwrap_or(posting.place);
            note(posting.id, worth(weakest.min(posting.place), form.reach));
        }
    }
}

/// What the keywords add that the query says as a whole: by how much of the keyword and of the query they share.
fn phrase(catalog: &Catalog, id: EntryId, typed: &[String]) -> u32 {
    let entry = catalog.entry(id);
    let texts = entry.keywords.iter().copied().chain([entry.title]);
    texts
        .map(|text| {
            let parts = words(text);
            if parts.len() < 2 && typed.len() > 1 {
                return 0;
            }
            let shared = parts
                .iter()
                .filter(|part| {
                    typed
                        .iter()
                        .any(|word| super::words::stem(word) == super::words::stem(part))
                })
                .count();
            if shared == 0 || (shared < 2 && parts.len() > 1) {
                return 0;
            }
            let bonus = PHRASE as usize * shared * shared / (parts.len() * typed.len().max(1));
            #[expect(clippy::cast_possible_truncation, reason = "at most a few hundred")]
            let bonus = bonus as u32;
            bonus
        })
        .max()
        .unwrap_or(0)
}

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
