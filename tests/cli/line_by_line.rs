//! `smtpref --plain`: questions and answers line by line.

use rstest::rstest;

use crate::program::{run, run_with_input};

#[rstest]
#[case::a_code("556", &["556  Domain does not accept mail", "What to do"])]
#[case::a_reply_with_both_codes("550 5.1.1", &["550 5.1.1  Bad destination mailbox address"])]
#[case::a_comparison("250 vs 556", &["250 and 556"])]
#[case::the_command_of_the_command_line("show 556", &["556  Domain does not accept mail"])]
#[case::a_reply("550 5.1.1 <bob@example.net>: User unknown", &["for bob@example.net", "Gone."])]
#[case::words("null mx\n1", &["1: X.1.10, Recipient address has null MX", "X.1.10  Recipient address has null MX"])]
#[case::words_that_fit_nothing("qqqqzzzz", &["Nothing fits"])]
#[case::a_paste("paste\nReporting-MTA: dns; a.example\n550 5.1.1 User unknown\n.\n556", &["Gone.", "556  Domain"])]
#[case::a_paste_without_an_end("paste\n550 5.1.1 User unknown", &["Gone."])]
#[case::help("help", &["paste: a text", "more: the next"])]
#[case::the_next_part("556\nmore", &["There is also: ", "What it says"])]
#[case::all_parts("556\nall\nmore", &["References", "That was all."])]
#[case::a_part_by_its_name("550\nreferences", &["RFC 5321"])]
#[case::more_answers("mailbox full\nmore\n11", &[" more: type more", "11: "])]
#[case::no_more("more", &["There is no more."])]
fn a_line_is_answered(#[case] input: &str, #[case] expected: &[&str]) {
    let ended = run_with_input(&["--plain"], &format!("{input}\nquit\nzyxw\n"));
    assert_eq!((ended.status, ended.stderr.as_str()), (0, ""));
    for text in expected {
        assert!(ended.stdout.contains(text), "{text}\n{}", ended.stdout);
    }
    assert!(!ended.stdout.contains("zyxw"), "{}", ended.stdout);
    assert!(!ended.stdout.contains('\x1b'), "{:?}", ended.stdout);
}

#[test]
fn what_is_given_is_answered_before_the_first_line() {
    let ended = run_with_input(&["--plain", "556"], "");
    assert_eq!(ended.status, 0);
    let page = run(&["show", "556"]).stdout;
    // The answer alone: the rest is told when it is asked for.
    let (answer, rest) = ended.stdout.split_once("\nThere is also: ").unwrap();
    assert!(page.starts_with(answer), "{answer}");
    assert!(answer.contains("What to do") && !answer.contains("References"));
    assert!(rest.ends_with("one of these names.\nsmtpref> \n"), "{rest}");
}

#[test]
fn any_bytes_are_a_line() {
    let ended = run_with_input(&["--plain"], "\u{1b}[2J\u{202e}\0 550\n\n\n");
    assert_eq!(ended.status, 0);
    assert!(
        !ended.stdout.contains(['\x1b', '\0', '\u{202e}']),
        "{:?}",
        ended.stdout
    );
}
