//! Texts in the place of codes, with and without `explain`.

use rstest::rstest;

use crate::program::{run, run_with_input};

const REPLY: &str =
    "host mx.example.net[192.0.2.9] said: 550 5.1.1 <bob@example.net>: User unknown";

#[rstest]
#[case::no_arguments(&[])]
#[case::a_hyphen(&["-"])]
#[case::explain(&["explain"])]
#[case::explain_a_hyphen(&["explain", "-"])]
fn standard_input_is_explained_as_the_same_text_in_words(#[case] arguments: &[&str]) {
    let ended = run_with_input(arguments, REPLY);
    assert_eq!((ended.status, ended.stderr.as_str()), (0, ""));
    assert_eq!(ended.stdout, run(&["explain", REPLY]).stdout);
}

#[rstest]
#[case::no_reply("explain", "hello")]
#[case::nothing("-", "")]
fn a_text_without_a_reply_is_told_by_the_status(#[case] argument: &str, #[case] input: &str) {
    let ended = run_with_input(&[argument], input);
    assert_eq!(ended.status, 1);
    assert!(ended.stdout.starts_with("No reply"), "{ended:?}");
}

#[rstest]
#[case::of_recipients(
    "<bob@example.net>: 550 5.1.1 User unknown\n\n<carol@example.net>: 552 5.2.2 Mailbox full\n",
    "One reply for each recipient."
)]
#[case::of_messages(
    "Jun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=none, dsn=5.1.1, status=bounced (unknown user: \"bob\")\nJun  3 11:00:00 mail postfix/smtp[1]: 4F2A250444: to=<bob@example.net>, relay=none, dsn=5.2.2, status=bounced (mailbox full)\n",
    "One reply for each recipient, and for each message that ended in another way."
)]
#[case::of_nobody(
    "The first says 550 5.7.1 Relaying denied\n\nand the second 552 5.2.2 Mailbox full\n",
    "Each reply has a cause of its own."
)]
fn several_replies_are_announced_as_what_they_are(#[case] input: &str, #[case] expected: &str) {
    let ended = run_with_input(&["explain"], input);
    assert_eq!(ended.stdout.lines().nth(2), Some(expected), "{ended:?}");
}

#[rstest]
#[case::text("text")]
#[case::markdown("markdown")]
#[case::json("json")]
fn redacted_explanations_name_nobody(#[case] format: &str) {
    let named = run(&["explain", REPLY, "--format", format]);
    assert!(named.stdout.contains("bob@example.net"), "{}", named.stdout);
    let redacted = run(&["explain", REPLY, "--format", format, "--redact"]);
    assert_eq!(redacted.status, 0);
    assert!(
        redacted.stdout.contains("User unknown"),
        "{}",
        redacted.stdout
    );
    for name in ["example.net", "192.0.2.9"] {
        assert!(!redacted.stdout.contains(name), "{}", redacted.stdout);
    }
}

#[rstest]
#[case::a_reply(&["550 5.1.1 <bob@example.com>: User unknown"], "user-unknown")]
#[case::words_of_a_reply(&["452", "4.2.2", "over", "quota"], "mailbox-full")]
fn a_text_needs_no_command(#[case] words: &[&str], #[case] cause: &str) {
    let ended = run(&[words, &["--json"]].concat());
    assert_eq!((ended.status, ended.stderr.as_str()), (0, ""));
    let cause = format!("\"cause\": \"{cause}\"");
    assert!(ended.stdout.contains(&cause), "{}", ended.stdout);
}
