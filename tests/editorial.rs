//! The editorial guide as far as a machine can read: `CONTRIBUTING.md` says what a page should be, this says where one is not.

#[path = "shared/findings.rs"]
mod findings;
#[path = "editorial/habits.rs"]
mod habits;
#[path = "shared/texts.rs"]
mod texts;

use std::collections::{BTreeMap, BTreeSet};

use findings::Findings;
use smtpref_catalog::{Actor, Catalog, Kind, sentences};
use texts::texts;

/// The most words of a sentence; a literal counts as one.
const LONGEST: usize = 32;

/// The fewest words of a step: a verb, a thing, and which one.
const STEP: usize = 5;

/// Words that take room and say nothing.
const FILLER: &[&str] = &[
    "please",
    "simply",
    "in order to",
    "it is important",
    "it should be noted",
    "basically",
    "essentially",
    "obviously",
    "of course",
    "needless to say",
    "as you know",
    "make sure that you",
    "various reasons",
    "some reason",
    "an error occurred",
    "contact your administrator",
    "contact support",
    "check your settings",
    "for more information",
    "if the problem persists",
    "refer to the documentation",
    "click here",
    "utilize",
    "leverage",
    "delve",
    "seamless",
    "robust",
    "crucial",
    "plethora",
    "a variety of",
    "due to the fact",
    "at this point in time",
    "in the event that",
    "with regard to",
];

/// Words that carry no meaning of their own.
const SMALL: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "in", "is", "it", "its",
    "not", "of", "on", "or", "the", "this", "to", "was", "with",
];

fn catalog() -> Catalog {
    smtpref::shipped::catalog().unwrap()
}

/// A text with each literal replaced by one letter.
fn without_literals(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts
        .map(|(index, part)| if index % 2 == 0 { part } else { "X" })
        .collect()
}

/// The words of a text in lower case, without marks.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[test]
fn no_sentence_stands_in_two_places() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for text in texts(&catalog()).iter().filter(|text| text.is_prose()) {
        for sentence in sentences(text.words) {
            if without_literals(sentence).chars().count() > 12 {
                let key = words(sentence).join(" ");
                let place = format!("{} {}", text.place, text.field);
                places.entry(key).or_default().push(place);
            }
        }
    }
    let mut findings = Findings::default();
    for (sentence, places) in places.iter().filter(|(_, places)| places.len() > 1) {
        findings.note(places.join(", "), "the same sentence", sentence);
    }
    findings.finish();
}

#[test]
fn no_example_stands_twice() {
    let catalog = catalog();
    let mut findings = Findings::default();
    let mut examples: BTreeMap<String, String> = BTreeMap::new();
    for id in catalog.ids() {
        let code = catalog.entry(id).code;
        for example in &catalog.page(id).examples {
            let place = format!("{code} {:?}", example.title);
            if let Some(other) = examples.insert(example.lines.join("\n"), place.clone()) {
                findings.note(place, "lines", format!("the same as {other}"));
            }
        }
    }
    findings.finish();
}

#[test]
fn summaries_and_descriptions_say_more_than_the_title() {
    let catalog = catalog();
    let mut findings = Findings::default();
    for id in catalog.ids() {
        let entry = catalog.entry(id);
        let mut known: BTreeSet<String> = words(entry.title).into_iter().collect();
        known.extend(words(&entry.code.to_string()));
        known.extend(SMALL.iter().map(|&word| word.to_owned()));
        let description = catalog.page(id).description.join(" ");
        // What there is to say of a provider's reply often fits into its title, and its summary is that title as a sentence.
        let fewest = match entry.code.kind() {
            Kind::ProviderReply => [1, 0],
            _ => [3, 12],
        };
        let texts = [("summary", entry.summary), ("description", &description)];
        for ((field, text), fewest) in texts.into_iter().zip(fewest) {
            let new = words(text)
                .into_iter()
                .filter(|word| !known.contains(word))
                .count();
            if new < fewest {
                findings.note(
                    entry.code,
                    field,
                    format!("only {new} words that are not in the title: {text:?}"),
                );
            }
        }
        if entry
            .keywords
            .contains(&entry.title.to_lowercase().as_str())
        {
            findings.note(entry.code, "keywords", "has the title again");
        }
    }
    findings.finish();
}

#[test]
fn every_page_leads_on() {
    let catalog = catalog();
    let mut findings = Findings::default();
    for id in catalog.ids() {
        let code = catalog.entry(id).code;
        // A provider's reply leads to its cause.
        if code.provider().is_none() && catalog.page(id).related.is_empty() {
            findings.note(code, "related", "names no page, and no page names it");
        }
    }
    findings.finish();
}

/// Whether a text names something: a literal, a code or number, or a name in capitals that begins no sentence.
fn names_a_thing(text: &str) -> bool {
    let name = |sentence: &str| {
        let mut words = sentence.split_whitespace().skip(1);
        words.any(|word| {
            word.trim_start_matches(['(', '"'])
                .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        })
    };
    text.contains('`') || sentences(text).into_iter().any(name)
}

/// What opens the condition under which a step holds.
const CONDITIONS: [&str; 12] = [
    "after", "as", "at", "before", "behind", "for", "if", "in", "on", "until", "when", "with",
];

/// The verb with which a step begins, behind its condition if it has one: `With Postfix, set …`, `If the text names a list, query …`.
fn verb<'v>(step: &str, verbs: &BTreeSet<&'v str>) -> Option<&'v str> {
    let begins = |clause: &str| {
        let words = clause
            .split_whitespace()
            .map(|word| word.trim_end_matches([',', ':']));
        let mut words = words
            .map(str::to_lowercase)
            .filter(|word| word != "never" && word != "then");
        words.next().unwrap_or_default()
    };
    let first = begins(step);
    if !CONDITIONS.contains(&first.as_str()) {
        return verbs.get(first.as_str()).copied();
    }
    let mut clauses = step.split([',', ':']).skip(1).map(begins);
    clauses.find_map(|word| verbs.get(word.as_str()).copied())
}

#[test]
fn every_step_starts_with_a_verb_and_names_a_thing() {
    let catalog = catalog();
    let verbs: BTreeSet<&str> = include_str!("fixtures/verbs.txt").lines().collect();
    let mut used = BTreeSet::new();
    let mut findings = Findings::default();
    for id in catalog.ids() {
        let code = catalog.entry(id).code;
        for fix in &catalog.page(id).fix {
            let place = || format!("{code} fix of {}", fix.who.word());
            // A person without a server looks at everyday things: an address, an attachment, the phone. A provider's reply tells only what
            // is special there, and what is named is the provider.
            let plain = fix.who == Actor::Sender || code.provider().is_some();
            if !plain && !fix.steps.iter().any(|step| names_a_thing(step.text)) {
                findings.note(
                    place(),
                    "steps",
                    "none names a thing: a literal, code or name",
                );
            }
            for step in fix.steps.iter().map(|step| step.text) {
                match verb(step, &verbs) {
                    Some(verb) => {
                        used.insert(verb);
                    }
                    None => findings.note(
                        place(),
                        format!("{step:?}"),
                        "no verb of the list begins it",
                    ),
                }
                // A command says what to do with it.
                let fewest = if step.contains('`') { STEP - 2 } else { STEP };
                if without_literals(step).split_whitespace().count() < fewest {
                    findings.note(place(), "step", format!("under {STEP} words: {step:?}"));
                }
            }
        }
    }
    for verb in verbs.difference(&used) {
        findings.note("verbs.txt", verb, "no step begins with it: remove it");
    }
    findings.finish();
}

#[test]
fn no_filler_and_no_long_sentence() {
    let mut findings = Findings::default();
    for text in texts(&catalog()) {
        let plain = without_literals(text.words);
        let spaced = format!(" {} ", words(&plain).join(" "));
        for filler in FILLER {
            if spaced.contains(&format!(" {filler} ")) {
                findings.note(&text.place, text.field, format!("{filler:?} says nothing"));
            }
        }
        for sentence in sentences(text.words) {
            let count = without_literals(sentence).split_whitespace().count();
            if count > LONGEST {
                findings.note(
                    &text.place,
                    text.field,
                    format!("{count} words, {LONGEST} at most: {sentence:?}"),
                );
            }
        }
    }
    findings.finish();
}

#[test]
fn marks_are_plain() {
    let mut findings = Findings::default();
    for text in texts(&catalog()) {
        for (wrong, what) in [
            ("  ", "two spaces"),
            ("\u{2014}", "an em dash"),
            ("\u{2013}", "an en dash"),
            ("\u{2018}", "a curly quote"),
            ("\u{2019}", "a curly quote"),
            ("\u{201c}", "a curly quote"),
            ("\u{201d}", "a curly quote"),
            (" ,", "a space before a comma"),
            ("..", "two full stops"),
            ("\u{a0}", "a hard space"),
        ] {
            if without_literals(text.words).contains(wrong) {
                findings.note(&text.place, text.field, format!("{what}: {:?}", text.words));
            }
        }
        if text.words.chars().any(char::is_control) {
            findings.note(&text.place, text.field, "a control character");
        }
    }
    findings.finish();
}

#[test]
fn the_reading_of_texts_is_sound() {
    let text = "Look at `a. B` in Postfix 3.4, e.g. today. Wait (a day.) \"Then.\" Go on.";
    assert_eq!(
        sentences(text),
        [
            "Look at `a. B` in Postfix 3.4, e.g. today.",
            "Wait (a day.)",
            "\"Then.\"",
            "Go on."
        ]
    );
    assert_eq!(without_literals("See `MX 0 .` now."), "See X now.");
    assert!(names_a_thing("Ask Google for it.") && names_a_thing("Send `RSET` first."));
    assert!(!names_a_thing("Try it later. Then wait again."));
}
