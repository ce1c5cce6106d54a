//! Providers, rules and hints: what they name is there, and each rule and each hint wins its own samples.

use std::collections::{HashMap, HashSet};

use super::{Known, SourceFile};
use crate::read::{At, Drafts};
use crate::rules::{MatcherError, prove, unproved};
use crate::{Catalog, Code, Folded, Matcher, Slug};

/// Every provider and every language has a file of its name, and what a rule or a provider names is there.
pub(super) fn check_names(
    drafts: &Drafts,
    files: &[SourceFile],
    known: &Known<'_>,
    found: &mut impl FnMut(usize, usize, String),
) {
    for (file, draft) in &drafts.providers {
        let code = draft.provider.code.as_str();
        super::check_file_name(&files[*file], code, |message| {
            found(*file, draft.code_line, message);
        });
        for At { value, line } in &draft.label_causes {
            if let Some(message) = without_page(*value, known) {
                found(*file, *line, message);
            }
        }
    }
    let mut named = HashSet::new();
    for (file, rule) in &drafts.rules {
        if let crate::RuleName::General(language, _) = rule.rule.name
            && named.insert(*file)
        {
            super::check_file_name(&files[*file], language.as_str(), |message| {
                found(*file, 1, message);
            });
        }
        let cause = rule.rule.cause;
        if let Some(message) = without_page(cause, known) {
            found(*file, rule.cause_line, message);
        }
    }
}

/// All rules together, each proved by its samples.
pub(super) fn check_proofs(
    drafts: &Drafts,
    below: Option<&Catalog>,
    found: &mut impl FnMut(usize, usize, String),
) -> Result<Matcher, MatcherError> {
    let mut matcher = matcher(drafts)?;
    if let Some(below) = below {
        matcher = matcher.over(below.unpack_rules()?);
    }
    for (file, draft) in &drafts.rules {
        let rule = &draft.rule;
        for sample in &draft.samples {
            if let Err(message) = prove(&matcher, rule, sample.value) {
                found(*file, sample.line, format!("{}: {message}", rule.name));
            }
        }
        let samples: Vec<&str> = draft.samples.iter().map(|at| at.value).collect();
        for phrase in unproved(rule, &samples) {
            found(
                *file,
                draft.line,
                format!(
                    "{}: no sample has {phrase:?}: add one, or remove the phrase",
                    rule.name
                ),
            );
        }
    }
    Ok(matcher)
}

/// What the hints name is there, and each is the first that fits its samples.
pub(super) fn check_hints(
    drafts: &Drafts,
    known: &Known<'_>,
    found: &mut impl FnMut(usize, usize, String),
) {
    for (file, drafts) in &drafts.hints {
        for (number, (cause, samples)) in drafts.proofs.iter().enumerate() {
            if let Some(message) = without_page(cause.value, known) {
                found(*file, cause.line, message);
            }
            for sample in samples {
                let folded = Folded::new(sample.value);
                let message = match drafts.hints.number(folded.words()) {
                    Some(first) if first == number => continue,
                    Some(first) => format!(
                        "a hint at {} that stands before takes the sample: make one of the two narrower, or change their order",
                        drafts.proofs[first].0.value
                    ),
                    None => format!(
                        "the hint does not meet its own sample, which reads {:?}: mend the words or the sample",
                        folded.shown()
                    ),
                };
                found(*file, sample.line, message);
            }
        }
    }
}

/// What was heard has causes that are there, it and prose have each text once, and they lie in the lowest catalog: the words are learnt
/// when it is built.
pub(super) fn check_heard(
    drafts: &Drafts,
    is_layer: bool,
    known: &Known<'_>,
    found: &mut impl FnMut(usize, usize, String),
) {
    let heard = drafts.heard.iter();
    let heard = heard.map(|(file, heard)| (*file, heard.cause.line));
    let prose = drafts.prose.iter().map(|(file, text)| (*file, text.line));
    if let Some((file, line)) = heard.chain(prose).next().filter(|_| is_layer) {
        let message = "words are learnt from the shipped catalog alone: write a [[hints]] in hints.toml, or a rule";
        found(file, line, message.to_owned());
        return;
    }
    for (file, heard) in &drafts.heard {
        let cause = heard.cause.value;
        if let Some(message) = without_page(cause, known) {
            found(*file, heard.cause.line, message);
        }
    }
    let heard = drafts.heard.iter().flat_map(|(file, heard)| {
        let texts = heard.texts.iter();
        texts.map(move |text| (*file, text, Some(heard.cause.value)))
    });
    let prose = drafts.prose.iter().map(|(file, text)| (*file, text, None));
    let mut seen = HashMap::new();
    for (file, text, cause) in heard.chain(prose) {
        let folded = Folded::new(text.value);
        let Some(before) = seen.insert(folded.raw().to_owned(), cause) else {
            continue;
        };
        let of = before.map_or("prose", Slug::as_str);
        let message = format!(
            "{:?} is there twice, the first time for {of}: remove one",
            text.value
        );
        found(file, text.line, message);
    }
}

/// What is wrong with a cause that has no page.
fn without_page(cause: Slug, known: &Known<'_>) -> Option<String> {
    (!known.has(Code::Cause(cause)))
        .then(|| format!("the cause {cause} has no page: write causes/{cause}.toml"))
}

fn matcher(drafts: &Drafts) -> Result<Matcher, MatcherError> {
    let rules = drafts.rules.iter().map(|(_, draft)| draft.rule.clone());
    let marks = drafts
        .providers
        .iter()
        .map(|(_, draft)| draft.marks.clone());
    let registered = drafts
        .entries
        .iter()
        .filter_map(|(_, draft)| match draft.entry.code {
            Code::Enhanced(code) => Some(code),
            _ => None,
        });
    Matcher::new(rules.collect(), marks.collect(), registered)
}
