//! Several recipients in one line, each with words of its own, or with one reason for all.

use rstest::rstest;

use super::wholes::answers;
use super::{catalog, explained};

fn told(text: &str) -> Vec<String> {
    answers(&explained(text.as_bytes(), &catalog()))
}

#[rstest]
#[case::in_brackets(
    "Failed recipients: kim@example.com (No MX or A records for example.com), lea@example.net (mailbox unavailable), max@example.org (relay not permitted)",
    &["kim@example.com  domain-not-found", "lea@example.net ", "max@example.org  relay-denied"]
)]
#[case::behind_colons(
    "Error sending to kim@example.com: user unknown, lea@example.net: mailbox full",
    &["kim@example.com  user-unknown", "lea@example.net  mailbox-full"]
)]
#[case::behind_hyphens(
    "Undelivered: kim@example.com - user unknown; <lea@example.net> - mailbox full; max@example.org - relay access denied",
    &["kim@example.com  user-unknown", "lea@example.net  mailbox-full", "max@example.org  relay-denied"]
)]
#[case::of_a_program(
    "SMTP Error: The following recipients failed: kim@example.com: <kim@example.com>: Recipient address rejected: User unknown in local recipient table, lea@example.net: <lea@example.net>: Relay access denied",
    &["kim@example.com  user-unknown", "lea@example.net  relay-denied"]
)]
#[case::glued(
    "SMTP Error: The following recipients failed: kim@example.com: <kim@example.com>: Recipient address rejected: User unknown in local recipient tablelea@example.net: <lea@example.net>: Relay access denied",
    &["kim@example.com  user-unknown", "lea@example.net  relay-denied"]
)]
#[case::in_lines(
    "Mailer Error: SMTP Error: The following recipients failed: kim@example.com: No such user here\nlea@example.net: Mailbox full\n",
    &["kim@example.com  user-unknown", "lea@example.net  mailbox-full"]
)]
#[case::in_lines_with_echoes(
    "SMTP Error: The following recipients failed: kim@example.com: <kim@example.com>: Recipient address rejected: User unknown in local recipient table\nlea@example.net: <lea@example.net>: Relay access denied\nmax@example.net: Mailbox full\n",
    &["kim@example.com  user-unknown", "lea@example.net  relay-denied", "max@example.net  mailbox-full"]
)]
#[case::in_a_log(
    "2026-11-20 09:11:10 SMTP Error: The following recipients failed: kim@example.com: <kim@example.com>: User unknown, lea@example.net: <lea@example.net>: Mailbox full",
    &["kim@example.com  user-unknown", "lea@example.net  mailbox-full"]
)]
#[case::german(
    "Konnte nicht zugestellt werden: kim@example.com (Benutzer unbekannt), lea@example.net (Postfach voll)",
    &["kim@example.com  user-unknown", "lea@example.net  mailbox-full"]
)]
#[case::one_with_a_code(
    "Failed: kim@example.com (550 5.1.1 User unknown), lea@example.net (mailbox full)",
    &["kim@example.com 550 5.1.1 user-unknown", "lea@example.net  mailbox-full"]
)]
#[case::all_with_codes(
    "Failed: kim@example.com (550 5.1.1 User unknown), lea@example.net (552 5.2.2 Mailbox full)",
    &["kim@example.com 550 5.1.1 user-unknown", "lea@example.net 552 5.2.2 mailbox-full"]
)]
#[case::one_reason_for_all(
    "The message could not be delivered to: kim@example.com, lea@example.net. Reason: 552 5.2.2 mailbox full",
    &["kim@example.com 552 5.2.2 mailbox-full", "lea@example.net 552 5.2.2 mailbox-full"]
)]
#[case::one_reason_without_a_code(
    "could not be delivered to: kim@example.com, lea@example.net (mailbox full)",
    &["kim@example.com  mailbox-full", "lea@example.net  mailbox-full"]
)]
fn each_of_a_row_is_told(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
}

/// An address within the words said of another one is nobody's.
#[rstest]
#[case::of_a_sender(
    "Failed: kim@example.com (mail from <petra@example.org> denied), lea@example.net (mailbox full)",
    &["kim@example.com", "lea@example.net"]
)]
#[case::named_again(
    "Failed: kim@example.com: <kim@example.com>: user unknown, lea@example.net: <lea@example.net>: mailbox full",
    &["kim@example.com", "lea@example.net"]
)]
#[case::whom_to_ask(
    "Failed: kim@example.com (user unknown, ask postmaster@example.com for help), lea@example.net (mailbox full)",
    &["kim@example.com", "lea@example.net"]
)]
fn words_of_one_name_no_other(#[case] text: &str, #[case] expected: &[&str]) {
    let replies = explained(text.as_bytes(), &catalog()).replies;
    let found: Vec<&str> = replies
        .iter()
        .filter_map(|one| one.recipient.as_deref())
        .collect();
    assert_eq!(found, expected);
}

/// What tells of no trouble is no row of failures.
#[rstest]
#[case::names("Write to kim@example.com (Kim), lea@example.net (mailbox full)")]
#[case::a_conversation("kim@example.com: hello, lea@example.net: I cannot read it")]
fn a_row_tells_of_trouble_everywhere(#[case] text: &str) {
    assert!(told(text).len() < 2, "{:?}", told(text));
}

/// The words of each are without brackets and what divides them from the next one.
#[test]
fn words_end_where_the_next_one_begins() {
    let text = "Failed: kim@example.com (user unknown), lea@example.net: mailbox full (of 2 GB); max@example.org [relay access denied].";
    let replies = explained(text.as_bytes(), &catalog()).replies;
    let words: Vec<&str> = replies.iter().map(|one| one.words.as_str()).collect();
    let expected = [
        "user unknown",
        "mailbox full (of 2 GB)",
        "relay access denied",
    ];
    assert_eq!(words, expected);
}

/// Whose mail it was is none of those who got none.
#[test]
fn a_sender_begins_no_row() {
    let text = "Mail from petra@example.org (denied), kim@example.net (user unknown), lea@example.net (mailbox full)";
    let found = told(text);
    assert!(found.iter().all(|one| !one.contains("petra")), "{found:?}");
}

/// A server that names each behind its code has told all of it, however its lines are broken.
#[test]
fn a_code_before_an_address_is_that_of_its_words() {
    let text = "SMTPAddressFailedException: 550 5.1.1\n<kim@example.com>: Recipient address rejected: User unknown\n\tSMTPAddressFailedException: 552 5.2.2\n<lea@example.net>: Recipient address rejected: Mailbox full\n";
    let found: Vec<String> = explained(text.as_bytes(), &catalog())
        .replies
        .iter()
        .map(|one| {
            format!(
                "{} {}",
                one.recipient.clone().unwrap_or_default(),
                one.codes
            )
        })
        .collect();
    assert_eq!(
        found,
        ["kim@example.com 550 5.1.1", "lea@example.net 552 5.2.2"]
    );
}
