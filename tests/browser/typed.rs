//! A reply that is typed into the search box: what it says is the first row, as if it had been pasted.

use rstest::rstest;
use smtpref::app::Event;

use crate::driver::Browser;

#[rstest]
#[case::a_provider("550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found")]
#[case::a_phrase("550 5.7.1 Relaying denied")]
#[case::no_code("Recipient not found by SMTP address lookup")]
fn what_a_typed_reply_says_stands_first_and_opens(#[case] reply: &str) {
    let mut browser = Browser::shipped(80, 24);
    browser.keys(reply);
    let screen = browser.screen();
    let first = screen.lines().nth(2).unwrap_or_default();
    assert!(first.contains("This reply says"), "{screen}");
    assert!(
        browser.state().contains("reads what "),
        "{}",
        browser.state()
    );
    browser.keys("<enter>");
    assert!(browser.state().starts_with("page"), "{}", browser.state());
    assert!(
        browser.state().contains("reads what "),
        "{}",
        browser.state()
    );
    // The list and the query are as they were.
    browser.keys("<esc>");
    assert!(
        browser.screen().contains("This reply says"),
        "{}",
        browser.screen()
    );
    assert!(browser.state().contains(reply), "{}", browser.state());
}

#[test]
fn the_row_follows_what_is_typed() {
    let mut browser = Browser::shipped(120, 40);
    browser.keys("550 user unknown");
    assert!(
        browser
            .screen()
            .contains("This reply says: No such mailbox"),
        "{}",
        browser.screen()
    );
    browser.keys("<ctrl-u>552 mailbox full");
    let row = "This reply says: Mailbox full";
    assert!(browser.screen().contains(row), "{}", browser.screen());
    // One that was opened is still there when another one is typed.
    browser.keys("<enter>S550 user unknown<enter>");
    assert!(browser.state().contains("550"), "{}", browser.state());
    browser.keys("[");
    assert!(
        browser.state().contains("reads what 552"),
        "{}",
        browser.state()
    );
    assert!(
        browser.screen().contains("Mailbox full"),
        "{}",
        browser.screen()
    );
}

#[rstest]
#[case::codes("550 5.1.1")]
#[case::two_codes("250 556")]
#[case::two_codes_of_a_provider("5.7.509 5.7.515")]
#[case::two_codes_to_compare("5.7.606 vs 5.7.509")]
#[case::three_codes("5.7.509 5.7.515 5.7.606")]
#[case::a_code_and_a_word_to_compare("450 vs greylisted")]
#[case::words("mailbox full")]
#[case::words_of_a_search("which code for a full mailbox")]
#[case::a_field("provider:google mailbox full 552")]
#[case::a_field_with_a_word_that_is_known("cmd:rcpt buzonlleno")]
#[case::no_words_that_anybody_says("zzzqqq xyzzyq")]
fn a_search_is_no_reply(#[case] query: &str) {
    let mut browser = Browser::shipped(120, 40);
    browser.keys(query);
    assert!(
        !browser.screen().contains("This reply says"),
        "{}",
        browser.screen()
    );
}

#[test]
fn a_side_of_a_comparison_is_no_reply() {
    let mut browser = Browser::shipped(120, 40);
    browser.keys("550<enter>c554 user unknown");
    assert!(
        !browser.screen().contains("This reply says"),
        "{}",
        browser.screen()
    );
}

#[rstest]
#[case::german("Benutzer unbekannt", "No such mailbox")]
#[case::german_with_an_umlaut("Empf\u{e4}nger unbekannt", "No such mailbox")]
#[case::spanish("usuario desconocido", "No such mailbox")]
#[case::full_in_spanish("buz\u{f3}n lleno", "Mailbox full")]
#[case::italian("casella piena", "Mailbox full")]
#[case::french("utilisateur inconnu", "No such mailbox")]
// Pages have words that are like these, and are about something else.
#[case::like_the_name_of_a_program("Postfach voll", "Mailbox full")]
#[case::like_other_words("bo\u{ee}te aux lettres pleine", "Mailbox full")]
fn a_phrase_that_is_on_no_page_is_explained(#[case] phrase: &str, #[case] says: &str) {
    let mut typed = Browser::shipped(120, 40);
    typed.keys(phrase);
    let mut pasted = Browser::shipped(120, 40);
    pasted.event(Event::Paste(phrase.to_owned()));
    for browser in [&mut typed, &mut pasted] {
        let screen = browser.screen();
        let row = format!("This reply says: {says}");
        assert!(screen.contains(&row), "{screen}");
        assert!(!screen.contains("Nothing found"), "{screen}");
        browser.keys("<enter>");
        assert!(browser.state().starts_with("page"), "{}", browser.state());
        assert!(
            browser.screen().contains("What to do"),
            "{}",
            browser.screen()
        );
    }
}

/// What pages speak of is searched, even with a letter wrong.
#[rstest]
#[case::words("mailbox full")]
#[case::a_beginning("mailbox ful")]
#[case::one_word("greylisting")]
#[case::a_letter_wrong("greylistnig")]
#[case::names("postfach")]
fn what_pages_speak_of_is_searched(#[case] query: &str) {
    let mut browser = Browser::shipped(80, 24);
    browser.keys(query);
    let screen = browser.screen();
    assert!(!screen.contains("This reply says"), "{screen}");
}
