//! The proof of the rules: each wins its own samples, none is as specific there, and every phrase is met by a sample. A rule that could
//! never win, or of which a phrase could never occur, is seen before anybody needs it.

use std::ops::Range;

use super::borders::{is_host_end, stands_alone};
use super::{Candidate, Folded, Matcher, Rule};
use crate::Codes;

/// Checks one sample of a rule.
///
/// # Errors
/// What is wrong, and what to do.
pub(crate) fn prove(matcher: &Matcher, rule: &Rule, sample: &str) -> Result<(), String> {
    if !rule.has_words() && rule.provider().is_none() {
        // That it has no phrase is said of the rule itself.
        return Ok(());
    }
    let folded = Folded::new(sample);
    let candidates = matcher.candidates(Codes::of_reply(sample), &folded, sample.len());
    let is_own = |candidate: &Candidate<'_>| {
        candidate.rule.name == rule.name && candidate.rank.layer == matcher.upmost()
    };
    let own = candidates.iter().find(|candidate| is_own(candidate));
    let Some(own) = own else {
        return Err(format!(
            "the rule does not meet its own sample, which reads {:?}: mend the phrases or the sample",
            folded.shown()
        ));
    };
    let rival = candidates.iter().find(|candidate| !is_own(candidate));
    match rival {
        Some(rival) if rival.rank > own.rank => Err(format!(
            "the sample is won by {}{}: make the phrases of this rule longer or its codes more exact, or remove it",
            rival.rule.name,
            if rival.rank.layer < matcher.upmost() {
                " of the catalog below"
            } else {
                ""
            }
        )),
        Some(rival) if rival.rank == own.rank => Err(format!(
            "the sample is met just as well by {}: make one of the two more specific",
            rival.rule.name
        )),
        _ => Ok(()),
    }
}

/// The alternatives of a rule that none of its samples holds.
pub(crate) fn unproved<'r>(rule: &'r Rule, samples: &[&str]) -> Vec<&'r str> {
    let texts: Vec<Folded> = samples.iter().map(|sample| Folded::new(sample)).collect();
    let words = rule.any.iter().copied().filter(|phrase| {
        let mut texts = texts.iter();
        !texts.any(|text| holds(text.words(), phrase, stands_alone))
    });
    let in_raw =
        |text: &str, range: &Range<usize>| stands_alone(text, range) || is_host_end(text, range);
    let tags = rule.tags.iter().copied().filter(|tag| {
        let mut texts = texts.iter();
        !texts.any(|text| holds(text.raw(), tag, in_raw))
    });
    words.chain(tags).collect()
}

/// Whether a text holds a phrase between borders.
fn holds(text: &str, phrase: &str, borders: impl Fn(&str, &Range<usize>) -> bool) -> bool {
    let mut found = text.match_indices(phrase);
    found.any(|(at, _)| borders(text, &(at..at + phrase.len())))
}
