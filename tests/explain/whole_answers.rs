//! The whole answer to every judged case, as it is now. The labels of the corpus judge what a person could say of a text; who spoke, what
//! was answered, where the words stand, which rules lost and how many steps are left is judged by none of them, and would change unseen.
//!
//! `UPDATE_ANSWERS=1 cargo test --test explain whole_answers` writes the record anew; its difference is to be read as a change of answers.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Write as _};
use std::fs;
use std::path::Path;

use smtpref::explain::{Answer, Explanation};
use smtpref_catalog::{Catalog, EnhancedClass, RuleName, Slug};

use super::catalog;
use super::corpus::cases;
use super::explained;

const RECORD: &str = "tests/explain/whole_answers.txt";

/// How many differing lines a failure shows.
const SHOWN: usize = 40;

/// `name=value`, if there is one.
fn note(line: &mut String, name: &str, value: Option<impl Debug>) {
    if let Some(value) = value {
        let value = format!("{value:?}").replace('"', "'");
        let _ = write!(line, " {name}={}", value.trim_matches('\''));
    }
}

/// The name of a rule; of phrases their file alone, as their numbers shift with every new one.
fn rule_word(rule: RuleName) -> String {
    let name = rule.to_string();
    match name.split_once(", rule ") {
        Some((file, _)) => file.to_owned(),
        None => name,
    }
}

/// The head of a text: everything that is said of it as a whole.
fn head(explanation: &Explanation) -> String {
    let mut line = explanation.kind.word().to_owned();
    note(&mut line, "message", explanation.message);
    note(&mut line, "counted", explanation.counted.as_ref());
    note(&mut line, "contradiction", explanation.contradiction);
    let service = explanation.service.map(|name| name.to_string());
    note(&mut line, "service", service);
    for feedback in &explanation.feedback {
        note(&mut line, "feedback", Some(feedback));
    }
    if explanation.cut {
        line.push_str(" cut");
    }
    line
}

/// What is said for one recipient.
fn answer(answer: &Answer, catalog: &Catalog) -> String {
    let named = |name: Option<Slug>| name.map(|name| name.to_string());
    let mut line = answer.recipient.clone().unwrap_or_else(|| "-".to_owned());
    let _ = write!(
        line,
        " [{}] {} {}",
        answer.codes,
        answer.address.word(),
        answer.confidence.word()
    );
    note(&mut line, "class", answer.class.map(EnhancedClass::digit));
    note(&mut line, "stage", answer.stage);
    note(&mut line, "origin", answer.origin);
    note(&mut line, "scene", answer.scene);
    note(&mut line, "writer", answer.writer);
    note(&mut line, "provider", named(answer.provider));
    note(&mut line, "cause", named(answer.cause));
    note(&mut line, "message", answer.message);
    note(&mut line, "permanent", answer.permanent);
    note(&mut line, "retry", answer.retry_after);
    note(&mut line, "until", answer.until.as_ref());
    note(&mut line, "list", answer.blocklist.map(|list| list.name));
    note(&mut line, "contradiction", answer.contradiction);
    note(&mut line, "rule", answer.rule.map(rule_word));
    for other in &answer.alternatives {
        note(&mut line, "lost", Some(rule_word(other.rule)));
    }
    note(&mut line, "who", answer.who(catalog));
    for advice in answer.steps(catalog) {
        let _ = write!(line, " {:?}:{}", advice.who, advice.steps.len());
    }
    if answer.address_note(catalog).is_some() {
        line.push_str(" address-note");
    }
    if answer.warning(catalog).is_some() {
        line.push_str(" beware");
    }
    for told in &answer.evidence {
        let _ = write!(line, " {}..{}", told.span.start, told.span.end);
    }
    line
}

fn record(catalog: &Catalog) -> String {
    let mut record = String::new();
    for case in cases() {
        let explanation = explained(&case.input(), catalog);
        let _ = writeln!(
            record,
            "{}/{}: {}",
            case.file,
            case.name,
            head(&explanation)
        );
        for reply in &explanation.replies {
            let _ = writeln!(record, "  {}", answer(reply, catalog));
        }
    }
    record
}

#[test]
fn the_whole_answers_are_those_of_the_record() {
    let now = record(&catalog());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(RECORD);
    if std::env::var_os("UPDATE_ANSWERS").is_some() {
        fs::write(&path, now).unwrap();
        return;
    }
    let known = fs::read_to_string(&path).unwrap();
    if known == now {
        return;
    }
    let diff = differences(&known, &now);
    panic!(
        "{RECORD} and the answers differ; read the lines, and write it with UPDATE_ANSWERS=1 if they are meant:\n{diff}"
    );
}

/// The first lines that only one of both has, each below the case that it is of.
fn differences(known: &str, now: &str) -> String {
    let (known, now) = (by_case(known), by_case(now));
    let names: BTreeSet<_> = known.keys().chain(now.keys()).collect();
    let mut shown = Vec::new();
    for name in names {
        let (old, new) = (known.get(name), now.get(name));
        if old != new {
            shown.push(format!("- {name}{}", old.map_or("", String::as_str)));
            shown.push(format!("+ {name}{}", new.map_or("", String::as_str)));
        }
    }
    let more = shown.len().saturating_sub(SHOWN);
    shown.truncate(SHOWN);
    if more > 0 {
        shown.push(format!("… and {more} more"));
    }
    shown.join("\n")
}

/// What the record says of each case, by its name.
fn by_case(record: &str) -> BTreeMap<&str, String> {
    let mut cases = BTreeMap::<&str, String>::new();
    let mut current = "";
    for line in record.lines() {
        if line.starts_with("  ") {
            let _ = write!(cases.entry(current).or_default(), "\n{line}");
        } else {
            let (name, head) = line.split_once(": ").unwrap_or((line, ""));
            current = name;
            cases.insert(name, format!(": {head}"));
        }
    }
    cases
}
