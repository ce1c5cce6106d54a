//! The search seen from outside: the query language, what must come first, and that nothing typed or pasted breaks it.

use proptest::prelude::*;
use rstest::rstest;
use smtpref::search::{Field, Filter, HitKind, Results, Search, language};
use smtpref::shipped;
use smtpref_catalog::{Catalog, ReplyClass};

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
    assert!(results.related.iter().any(|word| word == "storage"));
    assert!(!results.words.iter().any(|word| word == "storage"));
    for words in [&results.words, &results.related] {
        assert!(!words.iter().any(|word| word == "of"), "{words:?}");
    }
}

#[rstest]
#[case::alone("553", "553")]
#[case::before_a_colon("452:", "452")]
#[case::in_brackets("(503)", "503")]
#[case::after_a_hash("#4.2.1", "4.2.1")]
#[case::without_class("X.7.11", "X.7.11")]
#[case::after_an_equals_sign("status=5.7.8", "5.7.8")]
#[case::after_words("got a 535", "535")]
#[case::between_quotes("reply: '334'", "334")]
#[case::as_a_reply("550 5.7.1", "550 5.7.1")]
#[case::joined_by_a_hyphen("421-4.7.0", "421 4.7.0")]
#[case::class_in_three_signs("5xx", "5.X.X")]
#[case::class_in_small_letters("4.x.x", "4.X.X")]
#[case::subject_and_detail("7.25", "X.7.25")]
#[case::with_spaces_for_dots("5 7 25", "5.7.25")]
#[case::class_and_subject("5.4", "X.4")]
#[case::subject_of_what_failed_for_now("4.7", "X.7")]
#[case::subject_of_what_went_well("2.1", "X.1")]
#[case::zeros("0.0", "X.0.0")]
fn codes_come_first(#[case] query: &str, #[case] first: &str) {
    assert_eq!(found(query).first().map(String::as_str), Some(first));
}

/// One who knows the subject and not the code types both with what happened.
#[rstest]
#[case::before_words("5.7 relay")]
#[case::behind_words("policy 5.7")]
fn a_subject_among_words_is_found_first(#[case] query: &str) {
    assert_eq!(found(query).first().map(String::as_str), Some("X.7"));
}

/// Beside a code the words have their say where a page meets every one of them; else the code alone is the answer.
#[test]
fn words_beside_a_code_count_if_all_of_them_are_met() {
    let met = found("550 mailbox full");
    assert_eq!(met[0], "550");
    assert!(met.contains(&"mailbox-full".to_owned()), "{met:?}");
    assert_eq!(found("550 mailbox full walrus"), ["550"]);
    assert!(found("599 mailbox full walrus").is_empty());
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
#[case::provider("kind:provider provider:spamhaus", 8)]
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
    // A provider has other names, and its replies are found by each of them.
    for name in ["google", "gmail", "googlemail"] {
        let own = codes(&run(&format!("provider:{name}")));
        let named = own.iter().filter(|code| code.starts_with("google/"));
        assert!(named.count() > 10, "{name}: {own:?}");
    }
    // Pages that only speak of it are not among them: as with the filter and the option.
    let all = codes(&run("provider:gmail"));
    assert!(
        all.iter().all(|code| code.starts_with("google/")),
        "{all:?}"
    );
    let google = codes(&run("provider:google class:5 dmarc"));
    assert!(
        google.contains(&"google/dmarc-policy".to_owned()),
        "{google:?}"
    );
    assert_eq!(
        search.most_like("provider:goggle").as_deref(),
        Some("provider:google")
    );
    // A quotation mark asks for whole words, and one behind them changes nothing.
    assert_eq!(codes(&run("'mailbox'")), codes(&run("'mailbox")));
    assert!(codes(&run("^55")).contains(&"550".to_owned()));
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

/// What is told has the word, in the field that a reader sees first.
#[rstest]
#[case::in_a_title("greylisting", Field::Title)]
#[case::in_a_keyword("too many connections", Field::Keyword)]
#[case::in_the_prose("doveadm", Field::Prose)]
fn what_is_told_has_the_word(#[case] query: &str, #[case] field: Field) {
    let catalog = catalog();
    let search = Search::new(&catalog);
    let results = search.run(query, &Filter::default());
    let mut fields = Vec::new();
    for hit in &results.hits {
        let found = search.snippet(&results, hit.id).unwrap();
        let has_word = |word: &String| found.text.to_lowercase().contains(word.as_str());
        let mut words = results.words.iter().chain(&results.related);
        assert!(words.any(has_word), "{query}: {}", found.text);
        fields.push(found.field);
    }
    assert!(fields.contains(&field), "{fields:?}");
}

#[test]
fn nothing_found_offers_what_comes_near() {
    let catalog = catalog();
    let search = Search::new(&catalog);
    let class = Filter {
        class: Some(ReplyClass::PositiveCompletion),
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
        // Nothing that is shipped is one's own.
        assert_eq!(found(typed).is_empty(), typed == "whose:own", "{typed}");
    }
}

#[test]
fn a_number_with_a_digit_too_many_has_near_ones() {
    let catalog = catalog();
    let search = Search::new(&catalog);
    let near = |query: &str| -> Vec<String> {
        let near = search.run(query, &Filter::default()).nearest;
        near.iter()
            .map(|&id| catalog.entry(id).code.to_string())
            .collect()
    };
    assert_eq!(near("5500"), ["550", "500"]);
    assert!(near("2550").contains(&"250".to_owned()));
}

/// What comes nearest is told by the first 32 letters, without the spaces between them.
#[test]
fn a_title_is_near_to_its_first_letters() {
    let catalog = catalog();
    let search = Search::new(&catalog);
    let title = "Message length exceeds administrative limit";
    let letters: String = title.chars().filter(|c| *c != ' ').collect();
    let is_near = |letters: &str, behind: &str| {
        let results = search.run(&format!("{letters}{behind}"), &Filter::default());
        assert!(results.hits.is_empty(), "{:?}", results.hits);
        let mut near = results.nearest.into_iter();
        near.any(|id| catalog.entry(id).title == title)
    };
    assert!(is_near(&letters[..32], "qqq"));
    assert!(!is_near(&letters[..31], "qqq"));
}

#[test]
fn the_words_of_exchange_find_what_it_means_by_its_code() {
    let found = found("Recipient not found by SMTP address lookup");
    assert!(found[..3].contains(&"X.1.10".to_owned()), "{found:?}");
}

#[rstest]
#[case::a_report(
    "Final-Recipient: rfc822; bob@example.com Action: failed Status: 5.2.2 Diagnostic-Code: smtp; 552 5.2.2 Quota exceeded",
    "5.2.2"
)]
#[case::the_type_of_an_address("rfc822; 5.2.2", "5.2.2")]
#[case::a_bounce(
    "This is the mail system at host mx1.example.com. I'm sorry to have to inform you that your message could not be delivered to one \
     or more recipients. It's attached below. For further assistance, please send mail to postmaster. If you do so, please include this \
     problem report. You can delete your own text from the attached returned message. <bob@example.net>: host mx.example.net said: \
     552 5.2.2 The mailbox is full (in reply to RCPT TO command)",
    "552 5.2.2"
)]
fn a_text_is_found_by_its_codes(#[case] text: &str, #[case] first: &str) {
    assert_eq!(found(text).first().map(String::as_str), Some(first));
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

#[rstest]
#[case::a_help_message("help message", "214")]
#[case::tx("tx failed", "554")]
#[case::a_word_cut_short("tls unavail", "454")]
#[case::too_long_in_the_queue("message in queue too long", "X.4.7")]
fn what_people_type_finds_the_code_first(#[case] query: &str, #[case] first: &str) {
    assert_eq!(found(query).first().map(String::as_str), Some(first));
}

#[rstest]
#[case::all_dots_lost("5726", "5.7.26")]
#[case::a_detail_of_two_digits("5110", "5.1.10")]
#[case::a_space_for_the_second_dot("57 1", "5.7.1")]
#[case::one_dot_left("5.7 26", "5.7.26")]
#[case::spaces_in_a_sentence("gmail says 4 7 28 again", "4.7.28")]
#[case::behind_a_reply_code("550 5726", "550 5.7.26")]
#[case::behind_a_reply_code_in_two("550 57 1", "550 5.7.1")]
#[case::among_words("5726 gmail", "5.7.26")]
#[case::the_number_of_a_provider("57509", "5.7.509")]
fn a_code_without_its_dots_is_found(#[case] query: &str, #[case] first: &str) {
    assert_eq!(found(query).first().map(String::as_str), Some(first));
}

#[rstest]
#[case::a_year("2026")]
#[case::an_rfc("5321")]
#[case::a_port("2525")]
#[case::a_round_number("5000")]
fn other_digits_are_not_taken_for_a_code(#[case] query: &str) {
    let catalog = catalog();
    let results = Search::new(&catalog).run(query, &Filter::default());
    assert!(results.hits.iter().all(|hit| hit.kind != HitKind::Code));
    assert!(results.unregistered.is_empty());
}

#[rstest]
#[case::a_product("office 365")]
#[case::a_product_with_words("dmarc office 365 reject")]
#[case::a_time("in 300 seconds")]
#[case::a_registered_number_as_a_time("try again in 450 seconds")]
#[case::a_port("port 587")]
#[case::a_port_among_words("smtp port 587 login fails")]
#[case::a_size("limit of 552 kb")]
#[case::a_count("500 emails a day")]
fn digits_of_a_sentence_are_no_code(#[case] query: &str) {
    let catalog = catalog();
    let results = Search::new(&catalog).run(query, &Filter::default());
    assert!(
        results.unregistered.is_empty(),
        "{:?}",
        results.unregistered
    );
    assert!(results.hits.iter().all(|hit| !hit.kind.is_by_code()));
    assert!(!results.hits.is_empty());
}

#[rstest]
#[case::with_an_unknown_number("error 587 from exchange", "587")]
#[case::before_what_is_refused("550 messages bounce", "550")]
#[case::unknown_with_spaces_for_dots("5 7 99", "5.7.99")]
fn a_number_in_a_sentence_may_be_a_code(#[case] query: &str, #[case] code: &str) {
    let catalog = catalog();
    let results = Search::new(&catalog).run(query, &Filter::default());
    let unknown = results.unregistered.iter().map(ToString::to_string);
    let all: Vec<String> = codes(&results).into_iter().chain(unknown).collect();
    assert!(all.iter().any(|found| found == code), "{all:?}");
}

#[test]
fn an_rfc_finds_what_it_defines_first() {
    let first = found("rfc 7372");
    let defined: Vec<&str> = first.iter().take(7).map(String::as_str).collect();
    let expected = [
        "X.7.20", "X.7.21", "X.7.22", "X.7.23", "X.7.24", "X.7.25", "X.7.26",
    ];
    assert_eq!(defined, expected);
    assert!(first.len() > expected.len(), "pages that cite it follow");
}

/// Who names a provider wants its replies before those of others and before the pages that only speak of it.
#[rstest]
#[case::of_a_cause("gmail mailbox full", "google/")]
#[case::behind_the_words("mailbox full gmail", "google/")]
fn the_replies_of_a_provider_that_is_named_come_first(#[case] query: &str, #[case] of: &str) {
    let first = found(query).into_iter().next().unwrap_or_default();
    assert!(first.starts_with(of), "{query}: {first}");
}

/// A word that the prose has is the word that was typed, however much another one is like it.
#[rstest]
#[case::a_command_of_postfix("postmap", 10)]
#[case::another_one("newaliases", 5)]
#[case::a_program_to_test_with("swaks", 3)]
fn a_word_of_the_prose_finds_all_its_pages(#[case] word: &str, #[case] least: usize) {
    let all = found(word);
    let exact = found(&format!("'{word}"));
    assert!(exact.len() >= least, "{word}: {exact:?}");
    let first = &all[..exact.len().min(all.len())];
    let missing: Vec<&String> = exact.iter().filter(|code| !first.contains(code)).collect();
    assert!(missing.is_empty(), "{word}: {missing:?} of {all:?}");
}

/// While a provider is typed its replies stay.
#[rstest]
#[case::begun("provider:goo")]
#[case::whole("provider:google")]
fn a_provider_is_known_by_its_beginning(#[case] query: &str) {
    let all = found(query);
    assert!(
        all.iter().any(|code| code == "google/no-such-user"),
        "{query}: {all:?}"
    );
}
