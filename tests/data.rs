//! The shipped catalog from outside: that nothing of it is lost on its way into the program, and that nobody's real server stands in it
//! where an example one is meant. What a data file may hold is for the checker to say, which every build runs.

#[path = "data/choices.rs"]
mod choices;
#[path = "shared/findings.rs"]
mod findings;
#[path = "data/hosts.rs"]
mod hosts;
#[path = "data/replies.rs"]
mod replies;
#[path = "shared/texts.rs"]
mod texts;
#[path = "data/unregistered.rs"]
mod unregistered;

use std::path::Path;

use smtpref_catalog::{Catalog, Code, Kind, check, read_folder};

fn catalog() -> Catalog {
    smtpref::shipped::catalog().unwrap()
}

#[test]
fn what_the_files_hold_is_in_the_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let checked = check(&read_folder(&folder).unwrap()).unwrap();
    let catalog = catalog();
    assert_eq!(catalog.entries().len(), checked.entries.len());
    for (id, (entry, page)) in catalog.ids().zip(&checked.entries) {
        assert_eq!(catalog.entry(id), entry);
        assert_eq!(catalog.page(id), page, "{}", entry.code);
        assert_eq!(catalog.find(entry.code), Some(id));
    }
    for pair in &checked.pairs {
        assert_eq!(catalog.pair(pair.left, pair.right), Some((pair, false)));
        assert_eq!(catalog.pair(pair.right, pair.left), Some((pair, true)));
    }
    assert_eq!(catalog.pair_codes().len(), checked.pairs.len());
    assert_eq!(catalog.sources(), checked.sources);
    assert_eq!(catalog.providers(), checked.providers);
    assert_eq!(catalog.synonyms(), checked.synonyms);
}

#[test]
fn every_kind_of_entry_is_there() {
    let catalog = catalog();
    let count = |kind| {
        let codes = catalog.codes().iter();
        codes.filter(|code| code.kind() == kind).count()
    };
    let counts = Kind::ALL.map(count);
    let least = [91, 3, 8, 78, 42, 1390];
    for ((kind, count), least) in Kind::ALL.into_iter().zip(counts).zip(least) {
        assert!(count >= least, "only {count} of {}", kind.word());
    }
    assert!(catalog.providers().len() >= 100);
    assert!(catalog.matcher().rules().count() > count(Kind::ProviderReply));
}

#[test]
fn every_rule_leads_to_an_entry() {
    let catalog = catalog();
    for rule in catalog.matcher().rules() {
        for code in [rule.entry(), Code::Cause(rule.cause)] {
            assert!(
                catalog.find(code).is_some(),
                "{} leads to {code}",
                rule.name
            );
        }
    }
}
