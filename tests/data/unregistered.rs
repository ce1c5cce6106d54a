//! What is said of codes without a page.

use rstest::rstest;
use smtpref::lookup::parse_lookups;
use smtpref::lookup::unregistered::{Unregistered, contradiction, describe, nearest};
use smtpref::shipped;
use smtpref_catalog::{Catalog, Status};

fn told(text: &str, catalog: &Catalog) -> Unregistered {
    let lookups = parse_lookups(text).unwrap();
    describe(lookups[0].code, catalog)
}

/// Nothing of another subject is near, and only the class tells something.
#[test]
fn an_unknown_subject_says_nothing() {
    let catalog = shipped::catalog().unwrap();
    for text in ["5.8.1", "4.16.1", "2.99.99"] {
        let told = told(text, &catalog);
        assert!(
            !told.summary.contains("class and subject"),
            "{}",
            told.summary
        );
        let near = told
            .nearest
            .iter()
            .map(|&id| catalog.entry(id).code.to_string());
        let class = format!("{}.X.X", &text[..1]);
        assert_eq!(near.collect::<Vec<_>>(), ["X.0.0".to_owned(), class]);
    }
}

/// Of an unknown detail its subject still tells what it is about.
#[rstest]
#[case("5.1.199", "an address")]
#[case("5.2.199", "mailbox")]
#[case("5.3.199", "mail system")]
#[case("5.4.199", "network")]
#[case("5.5.199", "commands")]
#[case("5.6.199", "content")]
#[case("5.7.199", "encryption")]
fn an_unknown_detail_tells_its_subject(#[case] text: &str, #[case] about: &str) {
    let meaning = &told(text, &catalog()).parts[1].meaning;
    assert!(meaning.contains(about), "{meaning}");
}

/// What is said of a second digit is true of the standard replies that have it.
#[test]
fn an_open_group_names_its_own_replies() {
    let catalog = shipped::catalog().unwrap();
    let of = |second: u16| {
        let entries = catalog.entries();
        entries.filter(move |entry| {
            let code = entry.code.reply();
            code.is_some_and(|code| code.digits()[1] == second) && entry.status == Status::Standard
        })
    };
    assert_eq!(of(4).count(), 0);
    assert!(
        told("545", &catalog).parts[1]
            .meaning
            .contains("no standard reply")
    );
    let named = told("537", &catalog).parts[1].meaning.clone();
    for code in named.split(|c: char| !c.is_ascii_digit()) {
        assert!(code.is_empty() || code.as_bytes()[1] == b'3', "{named}");
    }
    assert!(of(3).count() > 0);
}

fn catalog() -> Catalog {
    shipped::catalog().unwrap()
}

fn near(code: &str) -> Vec<String> {
    let catalog = catalog();
    let near = nearest(code.parse().unwrap(), &catalog);
    near.iter()
        .map(|&id| catalog.entry(id).code.to_string())
        .collect()
}

#[test]
fn an_unknown_detail_leads_to_the_general_code_then_to_the_details_beside_it() {
    let near = near("X.1.12");
    assert_eq!(near[..2], ["X.1.0", "X.1.10"]);
    assert!(near.iter().all(|code| code.starts_with("X.1.")), "{near:?}");
}

#[test]
fn an_unknown_subject_leads_to_the_last_ones_that_there_are() {
    assert_eq!(near("X.99")[..2], ["X.7", "X.6"]);
}

#[rstest]
#[case::of_success("299", '2')]
#[case::of_the_last_class("598", '5')]
fn an_unknown_reply_code_leads_to_codes_of_its_class(#[case] code: &str, #[case] class: char) {
    let near = near(code);
    assert_eq!(near.len(), 5);
    assert!(near.iter().all(|code| code.starts_with(class)), "{near:?}");
}

/// Its group says more than its last digit: beside 539 stand 535 and 538, not 549 or 540.
#[test]
fn the_group_counts_more_than_the_last_digit() {
    let near = near("539");
    assert!(near[0].starts_with("53"), "{near:?}");
    let first_of_another = near.iter().position(|code| !code.starts_with("53"));
    let rest = &near[first_of_another.unwrap_or(near.len())..];
    assert!(rest.iter().all(|code| !code.starts_with("53")), "{near:?}");
}

/// First digits that no server may send have few pages or none: those of the next class are better than nothing.
#[test]
fn a_class_outside_smtp_leads_to_the_next_one() {
    let near = near("699");
    assert_eq!(near.len(), 5);
    assert!(near.iter().any(|code| code.starts_with('5')), "{near:?}");
    assert!(!near.iter().any(|code| code.starts_with('2')), "{near:?}");
}

#[rstest]
#[case::a_failure_as_a_delay("550 4.2.2", Some("both must begin with the same digit"))]
#[case::a_code_where_none_goes("354 2.0.0", Some("carries no enhanced status code"))]
#[case::the_same_digit("550 5.1.1", None)]
fn two_codes_that_contradict_each_other(#[case] text: &str, #[case] says: Option<&str>) {
    let told = contradiction(parse_lookups(text).unwrap()[0]);
    let believe = format!("Believe {},", &text[..3]);
    match says {
        Some(says) => assert!(
            told.as_ref()
                .is_some_and(|told| told.contains(says) && told.contains(&believe)),
            "{told:?}"
        ),
        None => assert_eq!(told, None),
    }
}
