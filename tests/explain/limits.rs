//! How far is looked for what tells the kind of a text: to the limit and not one byte further, so that a long text costs no more, and what
//! a letter quotes far below its beginning does not count.

use rstest::rstest;
use smtpref::explain::Kind;

use super::{catalog, explained};

const REPLY: &str = "550 5.1.1 User unknown";

/// A text with some words in front and others that end at a byte; between them is nothing that says anything.
fn ending_at(end: usize, head: &str, words: &str) -> String {
    let between = end - head.len() - words.len();
    let plain = "Some plain words stand here. ".repeat(between / 20 + 1);
    let plain = &plain[..between - 1];
    format!("{head}{plain} {words}")
}

fn kind(text: &str) -> Kind {
    explained(text.as_bytes(), &catalog()).kind
}

#[rstest]
#[case::of_a_program(
    "This is the qmail-send program.\n\n",
    "smtp error (",
    16_384,
    Kind::Reply,
    Kind::Bounce
)]
#[case::of_a_sure_failure(
    "C: RCPT TO:<bob@example.net>\nS: 550 5.1.1 User unknown\n\n",
    "permanent fatal errors",
    16_384,
    Kind::Bounce,
    Kind::Transcript
)]
#[case::of_no_notice(
    "This is the qmail-send program.\n\n",
    "smtp delivery failures: none",
    4096,
    Kind::Nothing,
    Kind::Bounce
)]
fn words_count_as_far_as_the_limit(
    #[case] head: &str,
    #[case] words: &str,
    #[case] limit: usize,
    #[case] within: Kind,
    #[case] beyond: Kind,
) {
    let text = |end| format!("{}\n{REPLY}\n", ending_at(end, head, words));
    assert_eq!(kind(&text(limit)), within);
    assert_eq!(kind(&text(limit + 1)), beyond);
}
