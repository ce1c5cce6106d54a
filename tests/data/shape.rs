//! Every page has what a reader needs, in the measure that a reader can take.

use std::ops::RangeInclusive;

use smtpref_catalog::{Actor, Fate, Kind};

use super::findings::Findings;
use super::texts::sentences;
use super::{catalog, pages};

/// Notes a count that is out of its range.
fn count(
    findings: &mut Findings,
    place: impl std::fmt::Display,
    field: &str,
    count: usize,
    range: &RangeInclusive<usize>,
) {
    if !range.contains(&count) {
        findings.note(
            place,
            field,
            format!("{count}, wanted {} to {}", range.start(), range.end()),
        );
    }
}

#[test]
fn every_page_has_every_field_in_measure() {
    let catalog = catalog();
    let mut findings = Findings::default();
    for (entry, page) in pages(&catalog) {
        let mut check = |field, number, range| {
            count(&mut findings, entry.code, field, number, &range);
        };
        let sent = matches!(entry.code.kind(), Kind::Reply | Kind::Enhanced);
        let description: usize = page
            .description
            .iter()
            .map(|text| sentences(text).len())
            .sum();
        check(
            "characters of summary",
            entry.summary.chars().count(),
            10..=90,
        );
        check("characters of title", entry.title.chars().count(), 3..=110);
        check("sentences of description", description, 2..=5);
        check("texts of when", page.when.len(), 2..=5);
        check("keywords", entry.keywords.len(), 3..=26);
        check("groups of fix", page.fix.len(), 1..=4);
        check("examples", page.examples.len(), usize::from(sent)..=4);
        check("references", page.references.len(), 1..=20);
        check("related", page.related.len(), 1..=90);
        check(
            "classes",
            page.in_class.len(),
            match entry.code.kind() {
                Kind::Enhanced => 1..=3,
                _ => 0..=0,
            },
        );
        for (_, text) in &page.in_class {
            check("sentences of in_class", sentences(text).len(), 1..=2);
        }
        for fix in &page.fix {
            check("steps of a fix", fix.steps.len(), 1..=5);
        }
    }
    findings.finish();
}

/// Whether a text ends a sentence; the full stop may stand inside of a literal.
fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['`', ')', '"'])
        .ends_with(['.', '?', '!'])
}

#[test]
fn whole_sentences_end_and_begin_like_sentences() {
    let catalog = catalog();
    let mut findings = Findings::default();
    for text in super::texts::texts(&catalog) {
        let prose = !matches!(
            text.field,
            "aspect" | "difference" | "example title" | "reference note"
        );
        if prose && !ends_sentence(text.words) {
            findings.note(&text.place, text.field, "does not end a sentence");
        }
        if prose && text.words.starts_with(|c: char| c.is_lowercase()) {
            findings.note(&text.place, text.field, "begins in lower case");
        }
        if !prose && text.words.ends_with('.') && !text.words.ends_with(" .") {
            findings.note(&text.place, text.field, "a phrase has no full stop");
        }
        if text.words.matches('`').count() % 2 == 1 {
            findings.note(&text.place, text.field, "a literal is not closed");
        }
    }
    findings.finish();
}

#[test]
fn success_is_checked_and_failure_is_fixed() {
    let catalog = catalog();
    let mut findings = Findings::default();
    for (entry, page) in pages(&catalog) {
        let first = page.fix.first().map(|fix| fix.who);
        let success = entry
            .code
            .reply()
            .is_some_and(|code| code.class().digit() == 2);
        // 453 says that there is no mail to fetch: no message is concerned.
        let failure = page.effect.message.only() != Some(Fate::NotSent)
            && entry
                .code
                .reply()
                .is_some_and(|code| matches!(code.class().digit(), 4 | 5));
        if failure && first == Some(Actor::Check) {
            findings.note(
                entry.code,
                "fix",
                "a failure is fixed by somebody, not checked",
            );
        }
        if success && !page.fix.iter().any(|fix| fix.who == Actor::Check) {
            findings.note(entry.code, "fix", "a success says what to check");
        }
    }
    findings.finish();
}

#[test]
fn every_pair_is_complete() {
    let catalog = catalog();
    let mut findings = Findings::default();
    for &(left, right) in catalog.pair_codes() {
        let (pair, _) = catalog.pair(left, right).unwrap();
        let mut check = |field, number, range| {
            let place = format!("{left}-{right}");
            count(&mut findings, place, field, number, &range);
        };
        let told = |texts: &[&str]| texts.iter().map(|text| sentences(text).len()).sum();
        check("differences", pair.differences.len(), 3..=6);
        check(
            "characters of summary",
            pair.summary.chars().count(),
            20..=140,
        );
        check(
            "sentences of received",
            told(&pair.guidance.received),
            1..=4,
        );
        check("sentences of choose", told(&pair.guidance.choose), 1..=4);
        for difference in &pair.differences {
            let words = difference.aspect.split_whitespace().count();
            check("words of an aspect", words, 1..=5);
        }
    }
    findings.finish();
}
