//! The search seen from outside: the query language, what must come first, and that nothing typed or pasted breaks it.

use proptest::prelude::*;
use rstest::rstest;
use smtpref::search::{Field, Filter, HitKind, Results, Search, language};
use smtpref::shipped;
use smtpref_catalog::Catalog;

fn catalog() -> Catalog {
    shipped::catalog().unwrap()
}

fn codes(results: &Results) -> Vec<String> {
    let lookups = results.hits.iter().map(|hit| hit.lookup.to_string());
    lookups.collect()
}

fn found(query: &str) -> Vec<String> {
    let catalog = catalog();
    codes(&Search::new(&catalog).run(query, &Filter::default()))
}

#[rstest]
#[case::letters_and_digits("TSS04", "yahoo/tss04")]
#[case::in_small_letters("bl21", "yahoo/bl21")]
#[case::with_a_colon("CON:B1", "yahoo/aol-con-b1")]
#[case::with_a_hyphen("RP-001", "outlook-com/rate-rp-001")]
#[case::digits_that_are_no_code("IB605", "godaddy/ib605")]
fn a_tag_finds_the_reply_that_has_it(#[case] query: &str, #[case] first: &str) {
    assert_eq!(found(query).first().map(String::as_str), Some(first));
}

#[test]
fn the_digits_of_an_unknown_tag_are_no_code() {
    let catalog = catalog();
    let results = Search::new(&catalog).run("LED102", &Filter::default());
    assert!(results.hits.is_empty() && results.unregistered.is_empty());
}

#[test]
fn small_words_of_other_names_are_not_marked() {
    let catalog = catalog();
    let results = Search::new(&catalog).run("mailbox full", &Filter::default());
    assert!(results.words.iter().any(|word| word == "storage"));
    assert!(
        !results.words.iter().any(|word| word == "of"),
        "{:?}",
        results.words
    );
}

#[rstest]
#[case::alone("553", "553")]
#[case::before_a_colon("452:", "452")]
#[case::in_brackets("(503)", "503")]
#[case::after_a_hash("#4.2.1", "4.2.1")]
#[case::without_class("X.7.11", "X.7.11")]
#[case::after_an_equals_sign("status=5.7.8", "5.7.8")]
#[case::after_words("got a 535", "535")]
#[case::as_a_reply("550 5.7.1", "550 5.7.1")]
#[case::joined_by_a_hyphen("421-4.7.0", "421 4.7.0")]
#[case::class_in_three_signs("5xx", "5.X.X")]
#[case::class_in_small_letters("4.x.x", "4.X.X")]
#[case::subject_and_detail("7.25", "X.7.25")]
#[case::with_spaces_for_dots("5 7 25", "5.7.25")]
#[case::class_and_subject("5.4", "X.4")]
fn codes_come_first(#[case] query: &str, #[case] first: &str) {
    assert_eq!(found(query).first().map(String::as_str), Some(first));
}

#[test]
fn a_subject_lists_its_codes_and_nothing_else() {
    let found = found("x.7");
    assert_eq!(found.len(), 32, "the subject and its 31 codes");
    assert_eq!(found[0], "X.7");
    assert!(found[1..].iter().all(|code| code.starts_with("X.7.")));
}

#[rstest]
#[case::subjects("kind:subject", 8)]
#[case::classes("kind:class", 3)]
#[case::two_fields("kind:enhanced class:2", 13)]
#[case::causes("kind:cause", 42)]
#[case::provider("kind:provider provider:spamhaus", 7)]
#[case::historic("status:historic", 7)]
#[case::obsolete("status:obsolete", 1)]
fn fields_filter(#[case] query: &str, #[case] count: usize) {
    assert_eq!(found(query).len(), count);
}

#[test]
fn conditions_hold_for_every_hit() {
    let catalog = catalog();
    let search = Search::new(&catalog);
    let run = |query: &str| search.run(query, &Filter::default());
    for hit in run("cmd:etrn class:4").hits {
        let entry = catalog.entry(hit.id);
        assert!(entry.commands.answer(smtpref_catalog::Command::Etrn));
    }
    for query in ["rfc:7505", "rfc 7505", "RFC7505"] {
        let hits = run(query).hits;
        assert!(!hits.is_empty());
        for hit in hits {
            assert!(catalog.entry(hit.id).sources.contains(&"rfc7505"));
        }
    }
    let without = codes(&run("null mx !sender"));
    assert!(without.contains(&"556".to_owned()) && !without.contains(&"X.7.27".to_owned()));
    let either = codes(&run("greylisting | quota"));
    assert!(either.contains(&"450".to_owned()) && either.contains(&"X.2.2".to_owned()));
    let google = codes(&run("provider:google class:5 dmarc"));
    assert!(google[..3].contains(&"X.7.26".to_owned()), "{google:?}");
    assert!(google.contains(&"google/dmarc-policy".to_owned()));
    for hit in run("^domain").hits {
        let entry = catalog.entry(hit.id);
        let fields = entry
            .keywords
            .iter()
            .copied()
            .chain([entry.title, entry.summary]);
        let starts = |text: &str| text.to_lowercase().starts_with("domain");
        assert!(fields.into_iter().any(starts), "{}", entry.code);
    }
}

#[test]
fn what_was_found_is_told() {
    let catalog = catalog();
    let search = Search::new(&catalog);
    let results = search.run("parked it", &Filter::default());
    let hit = results.hits[0];
    let found = search.snippet(&results, hit.id).unwrap();
    assert!(matches!(found.field, Field::Keyword | Field::Prose));
    assert!(
        found.text.to_lowercase().contains("parked"),
        "{}",
        found.text
    );
    let results = search.run("556", &Filter::default());
    let found = search.snippet(&results, results.hits[0].id).unwrap();
    assert_eq!((found.field, found.text.as_str()), (Field::Code, "556"));
}

#[test]
fn nothing_found_offers_what_comes_near() {
    let catalog = catalog();
    let search = Search::new(&catalog);
    let class = Filter {
        class: Some(2),
        ..Filter::default()
    };
    let results = search.run("greylisting", &class);
    assert!(results.hits.is_empty() && !results.nearest.is_empty());
}

#[rstest]
#[case::once("599")]
#[case::twice("599 599")]
#[case::between_words("599 said 599")]
fn a_code_that_nobody_registered_is_told_once(#[case] query: &str) {
    let catalog = catalog();
    let results = Search::new(&catalog).run(query, &Filter::default());
    assert_eq!(results.unregistered.len(), 1);
}

#[rstest]
#[case::code("556", HitKind::Code)]
#[case::piece("55", HitKind::Piece)]
#[case::words("null mx", HitKind::Words)]
#[case::fields("class:5", HitKind::Filter)]
fn a_hit_says_what_led_to_it(#[case] query: &str, #[case] kind: HitKind) {
    let catalog = catalog();
    let results = Search::new(&catalog).run(query, &Filter::default());
    assert_eq!(results.hits[0].kind, kind);
}

#[test]
fn a_reply_leads_to_its_reply_code_too() {
    let catalog = catalog();
    let results = Search::new(&catalog).run("550 5.7.1", &Filter::default());
    let kinds: Vec<HitKind> = results.hits.iter().map(|hit| hit.kind).collect();
    assert_eq!(kinds[..2], [HitKind::Code, HitKind::ReplyCode]);
}

#[test]
fn every_example_of_a_field_finds_something() {
    let language = language();
    for (typed, _) in language.iter().filter(|(typed, _)| typed.contains(':')) {
        assert!(!found(typed).is_empty(), "{typed}");
    }
}

#[test]
fn a_long_paste_is_a_query_too() {
    let catalog = catalog();
    let search = Search::new(&catalog);
    for text in [
        "550 5.1.1 user unknown ".repeat(500),
        "漢".repeat(10_000),
        "a".repeat(10_000),
    ] {
        let results = search.run(&text, &Filter::default());
        assert!(results.hits.len() <= catalog.entries().count());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_is_a_query(text in "\\PC{0,60}") {
        let catalog = catalog();
        let search = Search::new(&catalog);
        let results = search.run(&text, &Filter::default());
        for pair in results.hits.windows(2) {
            prop_assert!(pair[0].id != pair[1].id || pair[0].lookup != pair[1].lookup);
        }
        for hit in results.hits.iter().take(5) {
            prop_assert!(search.snippet(&results, hit.id).is_none_or(|found| !found.text.is_empty()));
        }
    }

    #[test]
    fn the_language_never_fails(text in "[a-c5.:!'^$| ]{0,24}") {
        let catalog = catalog();
        let results = Search::new(&catalog).run(&text, &Filter::default());
        prop_assert!(results.hits.len() <= catalog.entries().count());
    }
}
