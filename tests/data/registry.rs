//! The list of reply codes, the registry of enhanced status codes, subjects and classes: what there is has a page, and what has a
//! page is there.

use std::collections::BTreeSet;

use smtpref::domain::{Code, EnhancedClass, Kind};
use toml::de::{DeTable, DeValue};

use super::findings::Findings;
use super::{catalog, goes_with, page_of, pages};

/// A row of `data/registry.toml`.
struct Row {
    code: Code,
    title: String,
    reply_codes: Vec<String>,
    defined_in: Vec<String>,
}

fn registry() -> Vec<Row> {
    let file = DeTable::parse(include_str!("../../data/registry.toml")).unwrap();
    let text = |value: &DeValue<'_>| value.as_str().unwrap().to_owned();
    let texts = |value: &DeValue<'_>| -> Vec<String> {
        let texts = value.as_array().unwrap().iter();
        texts.map(|value| text(value.get_ref())).collect()
    };
    let rows = file.get_ref()["code"].get_ref().as_array().unwrap().iter();
    rows.map(|row| {
        let row = row.get_ref().as_table().unwrap();
        Row {
            code: text(row["code"].get_ref()).parse().unwrap(),
            title: text(row["title"].get_ref()),
            reply_codes: texts(row["reply_codes"].get_ref()),
            defined_in: texts(row["defined_in"].get_ref()),
        }
    })
    .collect()
}

#[test]
fn every_reply_code_of_the_list_has_a_page_and_no_other() {
    let catalog = catalog();
    let mut findings = Findings::default();
    let mut listed = BTreeSet::new();
    let list = include_str!("../fixtures/reply-codes.txt");
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let (code, status) = line.split_once(' ').unwrap();
        let code: Code = code.parse().unwrap();
        listed.insert(code);
        match page_of(code, &catalog) {
            None => findings.note(code, "page", "there is none"),
            Some((entry, _)) if entry.status.word() != status => findings.note(
                code,
                "status",
                format!("{}, the list says {status}", entry.status.word()),
            ),
            Some(_) => {}
        }
    }
    for (entry, _) in pages(&catalog) {
        if entry.code.kind() == Kind::Reply && !listed.contains(&entry.code) {
            findings.note(entry.code, "page", "the list does not have this code");
        }
    }
    assert_eq!(listed.len(), 91);
    findings.finish();
}

#[test]
fn every_registered_code_has_a_page_that_agrees_with_the_registry() {
    let catalog = catalog();
    let registry = registry();
    let mut findings = Findings::default();
    for row in &registry {
        let Some((entry, page)) = page_of(row.code, &catalog) else {
            findings.note(row.code, "page", "there is none");
            continue;
        };
        if entry.title != row.title {
            findings.note(
                row.code,
                "title",
                format!("{:?}, the registry says {:?}", entry.title, row.title),
            );
        }
        for source in &row.defined_in {
            if !entry.sources.contains(&source.as_str()) {
                findings.note(
                    row.code,
                    "references",
                    format!("{source} defines it and is not among them"),
                );
            }
        }
        let no_code = |reply: &&String| !matches!(reply.as_str(), "any" | "5xx");
        for reply in row.reply_codes.iter().filter(no_code) {
            if !goes_with(page, reply.parse().unwrap()) {
                findings.note(
                    row.code,
                    "reply_codes",
                    format!("the registry associates {reply}"),
                );
            }
        }
    }
    let known: BTreeSet<Code> = registry.iter().map(|row| row.code).collect();
    assert_eq!(known.len(), registry.len(), "a code stands twice");
    for (entry, _) in pages(&catalog) {
        if entry.code.kind() == Kind::Enhanced && !known.contains(&entry.code) {
            findings.note(entry.code, "page", "the registry does not have this code");
        }
    }
    findings.finish();
}

#[test]
fn subjects_and_classes_have_pages() {
    let catalog = catalog();
    let of_kind = |kind| -> Vec<String> {
        pages(&catalog)
            .filter(|(entry, _)| entry.code.kind() == kind)
            .map(|(entry, _)| entry.code.to_string())
            .collect()
    };
    let subjects = ["X.0", "X.1", "X.2", "X.3", "X.4", "X.5", "X.6", "X.7"];
    assert_eq!(of_kind(Kind::Subject), subjects);
    assert_eq!(of_kind(Kind::Class), ["2.X.X", "4.X.X", "5.X.X"]);
    for class in EnhancedClass::ALL {
        let (entry, _) = page_of(Code::Class(class), &catalog).unwrap();
        assert_eq!(entry.title, class.name());
    }
}
