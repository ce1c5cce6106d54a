//! The list of reply codes, subjects and classes: what there is has a page, and what has a
//! page is there.

use std::collections::BTreeSet;

use smtpref_catalog::{Code, EnhancedClass, Kind};

use super::findings::Findings;
use super::{catalog, page_of, pages};

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
