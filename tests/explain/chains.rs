//! Which of several codes speaks: of a chain the innermost, of a session the refusal that is no echo, of a report the finer one; and what
//! the one lacks that the other has.

use rstest::rstest;
use smtpref::explain::{Contradiction, Explanation, Origin};

use super::{catalog, explained};

fn read(text: &str) -> Explanation {
    explained(text.as_bytes(), &catalog())
}

/// Codes and words of the only answer.
fn spoken(text: &str) -> (String, String) {
    let explanation = read(text);
    let [answer] = &explanation.replies[..] else {
        panic!("{} replies", explanation.replies.len());
    };
    (answer.codes.to_string(), answer.words.clone())
}

#[rstest]
#[case::one("550 5.1.1 User unknown", "550 5.1.1", "550 5.1.1 User unknown")]
#[case::quoted(
    "554 5.0.0 Refused: host mx.test said: 550 5.1.1 User unknown",
    "550 5.1.1",
    "550 5.1.1 User unknown"
)]
#[case::behind_another("550-550 5.1.1 User unknown", "550 5.1.1", "550 5.1.1 User unknown")]
#[case::of_several_lines(
    "550-5.7.1 Refused, for we\n550-5.7.1 do not know you\n550 5.7.1 at all",
    "550 5.7.1",
    "550-5.7.1 Refused, for we 550-5.7.1 do not know you 550 5.7.1 at all"
)]
#[case::of_another_reply_in_the_next_line(
    "550 5.1.1 User unknown\n421 Bye",
    "550 5.1.1",
    "550 5.1.1 User unknown"
)]
#[case::an_enhanced_code_behind_it(
    "550 User unknown (#5.1.1)",
    "550 5.1.1",
    "550 User unknown (#5.1.1)"
)]
#[case::an_enhanced_code_before_it(
    "(#5.1.1) host said: 550 User unknown",
    "550 5.1.1",
    "550 User unknown"
)]
#[case::a_finer_code_behind_it(
    "550 5.0.0 User unknown (#5.1.1)",
    "550 5.1.1",
    "550 5.0.0 User unknown (#5.1.1)"
)]
#[case::a_code_of_another_class_behind_it(
    "550 User unknown (#4.2.2)",
    "550",
    "550 User unknown (#4.2.2)"
)]
#[case::in_reply(
    "550 5.1.1 User unknown (in reply to RCPT TO command)",
    "550 5.1.1",
    "550 5.1.1 User unknown"
)]
#[case::from(
    "550 5.1.1 User unknown; from=<ann@example.org>",
    "550 5.1.1",
    "550 5.1.1 User unknown"
)]
#[case::qmail(
    "said: 550 5.1.1 User unknown Giving up on 192.0.2.1.",
    "550 5.1.1",
    "550 5.1.1 User unknown"
)]
#[case::in_quotation_marks(
    "got \"550 5.1.1 User unknown\" from mx.test",
    "550 5.1.1",
    "550 5.1.1 User unknown"
)]
#[case::with_an_apostrophe(
    "got '550 5.1.1 we don't know him' from mx.test",
    "550 5.1.1",
    "550 5.1.1 we don't know him"
)]
#[case::a_code_alone_behind_words("User unknown: 550", "550", "User unknown: 550")]
#[case::in_brackets("the user is unknown (550)", "550", "the user is unknown (550)")]
#[case::a_value_and_its_words(
    "\"code\": \"550\", \"text\": \"User unknown\"",
    "550",
    "\"code\": \"550\", \"text\": \"User unknown\""
)]
#[case::an_undefined_status(
    "550 5.0.350 Refused -> 554 5.7.1 Relay denied",
    "554 5.7.1",
    "554 5.7.1 Relay denied"
)]
#[case::a_check_of_the_sender(
    "550 5.7.1 sender address rejected: 554 5.1.1 User unknown",
    "550 5.7.1",
    "550 5.7.1 sender address rejected: 554 5.1.1 User unknown"
)]
#[case::a_success_before_it(
    "250 Ok, then 550 5.1.1 User unknown",
    "550 5.1.1",
    "550 5.1.1 User unknown"
)]
#[case::net(
    "SmtpException: 421 x. The server response was: 550 5.1.1 User unknown",
    "550 5.1.1",
    "550 5.1.1 User unknown"
)]
fn the_innermost_reply_speaks(#[case] text: &str, #[case] codes: &str, #[case] words: &str) {
    assert_eq!(spoken(text), (codes.to_owned(), words.to_owned()));
}

/// A session with its replies, one after the other, behind commands.
fn session(replies: &[&str]) -> String {
    let mut text = String::new();
    for reply in replies {
        text.push_str(">>> RCPT TO:<bob@example.net>\n<<< ");
        text.push_str(reply);
        text.push('\n');
    }
    text
}

#[rstest]
#[case::the_last(&["550 5.1.1 User unknown", "552 5.2.2 Full"], "552 5.2.2")]
#[case::the_finer(&["550 5.1.1 User unknown", "552 Full"], "550 5.1.1")]
#[case::the_finer_last(&["552 Full", "550 5.1.1 User unknown"], "550 5.1.1")]
#[case::the_one_that_tells(&["550 5.1.1 User unknown", "554 5.0.0 Refused"], "550 5.1.1")]
#[case::no_echo(&["550 User unknown", "503 need RCPT first"], "550")]
#[case::no_echo_by_its_words(&["550 User unknown", "554 no valid recipients"], "550")]
#[case::an_echo_alone(&["503 bad sequence of commands"], "503")]
#[case::no_success(&["550 User unknown", "250 Ok"], "550")]
#[case::the_quoted_one_of_sendmail(&["550 User unknown", "554 <bob@example.net>... Service unavailable"], "550")]
#[case::that_of_sendmail_alone(&["554 <bob@example.net>... Service unavailable"], "554")]
fn one_reply_of_a_session_speaks(#[case] replies: &[&str], #[case] expected: &str) {
    assert_eq!(spoken(&session(replies)).0, expected);
}

/// A report of one recipient.
fn report(status: &str, diagnostic: &str) -> String {
    format!(
        "Reporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: {status}\nDiagnostic-Code: {diagnostic}\n"
    )
}

#[rstest]
#[case::the_same("5.1.1", "smtp; 550 5.1.1 User unknown", "550 5.1.1")]
#[case::a_vague_status("5.0.0", "smtp; 550 5.1.1 User unknown", "550 5.1.1")]
#[case::a_vague_diagnostic("5.1.1", "smtp; 550 5.0.0 flarp", "550 5.1.1")]
#[case::a_diagnostic_without_a_status("5.1.1", "smtp; 550 flarp", "550 5.1.1")]
#[case::a_diagnostic_without_a_code("5.1.1", "smtp; User unknown", "5.1.1")]
#[case::two_that_are_fine("5.1.1", "smtp; 550 5.2.1 flarp", "550 5.2.1")]
#[case::a_reply_code_as_status("550 5.1.1", "smtp; User unknown", "550 5.1.1")]
#[case::a_status_with_its_reply("5.1.1 (550 User unknown)", "smtp; User unknown", "550 5.1.1")]
#[case::a_status_that_is_a_reply_code("550", "smtp; User unknown", "550")]
#[case::another_class("4.4.7", "smtp; 550 5.1.1 User unknown", "550 5.1.1")]
#[case::another_class_and_no_status("4.4.7", "smtp; 550 User unknown", "550 4.4.7")]
#[case::no_status_of_mail("on hold", "smtp; 550 5.1.1 User unknown", "550 5.1.1")]
fn a_report_gives_codes(#[case] status: &str, #[case] diagnostic: &str, #[case] expected: &str) {
    assert_eq!(spoken(&report(status, diagnostic)).0, expected);
}

#[rstest]
#[case::between_the_codes("550 4.2.2 Mailbox full", true)]
#[case::of_a_success("250 5.1.1 Ok", true)]
#[case::none("550 5.1.1 User unknown", false)]
fn codes_of_two_classes_contradict_each_other(#[case] text: &str, #[case] expected: bool) {
    let explanation = read(text);
    let of_reply = explanation
        .replies
        .first()
        .and_then(|one| one.contradiction);
    let found = explanation.contradiction.or(of_reply);
    assert_eq!(matches!(found, Some(Contradiction::Codes(..))), expected);
}

#[test]
fn a_report_contradicts_its_reply() {
    let explanation = read(&report("4.4.7", "smtp; 550 5.1.1 User unknown"));
    let found = explanation.replies[0].contradiction;
    assert!(
        matches!(found, Some(Contradiction::Report(..))),
        "{found:?}"
    );
    let explanation = read(&report("5.4.7", "smtp; 550 5.1.1 User unknown"));
    assert_eq!(explanation.replies[0].contradiction, None);
}

#[rstest]
#[case::temporary_words_of_class_5("552 5.2.2 Mailbox full", Some(false))]
#[case::permanent_words_of_class_4("450 4.1.1 User unknown", Some(true))]
#[case::in_agreement("550 5.1.1 User unknown", None)]
fn words_contradict_a_code(#[case] text: &str, #[case] expected: Option<bool>) {
    let found = match read(text).replies[0].contradiction {
        Some(Contradiction::Text { permanent, .. }) => Some(permanent),
        _ => None,
    };
    assert_eq!(found, expected);
}

#[rstest]
#[case::another_server("host mx.test said: 550 5.1.1 User unknown", Some(Origin::Remote))]
#[case::through_one_between(
    "554 5.0.0 Refused: host mx.test said: 550 5.1.1 User unknown",
    Some(Origin::Between)
)]
#[case::nobody("550 5.1.1 User unknown", None)]
#[case::the_same_reply_twice("550-550 5.1.1 User unknown", None)]
fn who_spoke_is_told(#[case] text: &str, #[case] expected: Option<Origin>) {
    assert_eq!(read(text).replies[0].origin, expected);
}
