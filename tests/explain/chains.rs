//! Which of several codes speaks: of a chain the innermost, of a session the refusal that is no echo, of a report the finer one; and what
//! the one lacks that the other has.

use rstest::rstest;
use smtpref::explain::{Contradiction, Explanation, Origin};
use smtpref_catalog::{Scene, Slug};

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
#[case::another_server_on_the_line_above(
    "<bob@example.net>: host mx.test[192.0.2.1] said:\n    550 5.1.1 User unknown",
    Some(Origin::Remote)
)]
#[case::announced_by_a_service(
    "It was rejected by the server for the recipient domain.\n\nThe error that the other server returned was:\n550 unknown user",
    Some(Origin::Remote)
)]
#[case::nobody("550 5.1.1 User unknown", None)]
#[case::the_same_reply_twice("550-550 5.1.1 User unknown", None)]
fn who_spoke_is_told(#[case] text: &str, #[case] expected: Option<Origin>) {
    assert_eq!(read(text).replies[0].origin, expected);
}

/// Tries that stand one below the other quote nobody: the last one decides, and a server of its own said it.
#[test]
fn of_tries_one_below_the_other_the_last_decides() {
    let text = "Attempt 1 (08:00): 421 4.7.0 Try again later, closing connection\nAttempt 2 (08:15): 421 4.7.0 Try again later, closing connection\nAttempt 3 (09:15): 550 5.7.1 Our system has detected that this message is likely unsolicited mail\n";
    let answer = &read(text).replies[0];
    assert_eq!(answer.codes.to_string(), "550 5.7.1");
    assert_eq!(answer.message, None);
    assert_ne!(answer.origin, Some(Origin::Between));
}

/// Behind the arrow of Microsoft 365 stands what the server of the recipient said to it.
#[rstest]
#[case::behind_the_arrow(
    "550 5.7.367 Remote server returned not permitted to relay -> 554 5.7.1 <bob@example.net>: Relay access denied",
    Some(Origin::Remote),
    Some(Scene::Delivery)
)]
#[case::behind_another_word(
    "554 5.7.367 the next server returned -> 550 5.7.1 <bob@example.net>: Relay access denied",
    Some(Origin::Between),
    None
)]
fn the_server_of_the_recipient_speaks_behind_the_arrow(
    #[case] text: &str,
    #[case] origin: Option<Origin>,
    #[case] scene: Option<Scene>,
) {
    let answer = &read(text).replies[0];
    assert_eq!((answer.origin, answer.scene), (origin, scene), "{text}");
}

/// What refused the first connection of a session is no failure where a later connection took the message.
#[rstest]
#[case::taken("250 2.0.0 Ok: queued as 4ABC", 0)]
#[case::refused("554 5.7.1 Refused", 1)]
fn a_later_connection_may_take_the_message(#[case] end: &str, #[case] failures: usize) {
    let text = format!(
        "S: 554 5.7.1 Service unavailable; Client host [2001:db8::7] blocked using zen.spamhaus.org\nC: (connecting to mx1.test [192.0.2.5]:25)\nS: 220 mx1.test ESMTP\nC: EHLO mail.example.org\nS: 250 mx1.test\nC: MAIL FROM:<anna@example.org>\nS: 250 2.1.0 Ok\nC: RCPT TO:<bob@example.net>\nS: 250 2.1.5 Ok\nC: DATA\nS: 354 go\nS: {end}\n"
    );
    let explanation = read(&text);
    assert_eq!(explanation.replies.len(), failures, "{explanation:?}");
}

/// A text of which each line begins with the code is a reply, whatever it quotes and however long it is.
#[rstest]
#[case::one_line(
    "450 4.1.7 <shop@example.org>: Sender address rejected: unverified address: host mail.example.org[192.0.2.7] said: 450 4.2.0 <shop@example.org>: Recipient address rejected: Greylisted (in reply to RCPT TO command)",
    "reply"
)]
#[case::behind_words(
    "This is the mail system at host mx.test.\n450 4.1.7 <shop@example.org>: Sender address rejected: unverified address: host mail.example.org[192.0.2.7] said: 450 4.2.0 <shop@example.org>: Recipient address rejected: Greylisted (in reply to RCPT TO command)",
    "bounce"
)]
fn what_a_reply_quotes_makes_no_notice_of_it(#[case] text: &str, #[case] kind: &str) {
    assert_eq!(read(text).kind.word(), kind);
}

/// `URIBL_BLOCKED` says that the list may not be asked, and names nobody on it.
#[rstest]
#[case::asked_in_vain("550 5.7.1 Rejected, on a blocklist (URIBL_BLOCKED)", None)]
#[case::listed("550 5.7.1 Rejected, on a blocklist (URIBL_BLACK)", Some("URIBL"))]
fn a_list_that_may_not_be_asked_lists_nobody(#[case] text: &str, #[case] list: Option<&str>) {
    let answer = &read(text).replies[0];
    assert_eq!(answer.blocklist.map(|list| list.name), list);
}

/// Words that anybody may say are those of a receiver at its own hosts, and nobody's where another host says them.
#[rstest]
#[case::at_another_host("mx.example.net[192.0.2.1]", None)]
#[case::at_its_own_host(
    "hotmail-com.olc.protection.outlook.com[192.0.2.1]",
    Some("outlook-com")
)]
fn common_words_are_a_receivers_at_its_own_hosts(
    #[case] host: &str,
    #[case] provider: Option<&str>,
) {
    let text =
        format!("host {host} said: 550 5.5.0 Requested action not taken: mailbox unavailable");
    let answer = &read(&text).replies[0];
    assert_eq!(answer.provider.map(Slug::as_str), provider, "{text}");
}

/// That nobody valid was named is an echo; that many were invalid is the refusal itself.
#[rstest]
#[case::the_refusal(
    "to=<bob@example.net>, relay=none, dsn=4.0.0, status=deferred (host mx.test[192.0.2.1] refused to talk to me: 550 Too many invalid recipients)",
    "550 4.0.0"
)]
#[case::an_echo("550 5.1.1 no\n554 5.5.1 Error: no valid recipients", "550 5.1.1")]
fn invalid_recipients_are_no_echo(#[case] text: &str, #[case] codes: &str) {
    let text = if text.starts_with("to=") {
        format!("Nov 23 14:06:18 mail postfix/smtp[2]: 4F2A250333: {text}")
    } else {
        text.to_owned()
    };
    assert_eq!(read(&text).replies[0].codes.to_string(), codes);
}

/// What Sendmail shows of a session whose commands went out together: the refusal, its own line on the user, and that nobody is left.
fn transcript(refusal: &str, echo: &str) -> String {
    format!(
        "   ----- Transcript of session follows -----\n... while talking to mx.example.net.:\n>>> DATA\n{refusal}\n550 5.1.1 <bob@example.net>... User unknown\n{echo}\n"
    )
}

/// That nobody is left is no news, however fine its code is beside that of the refusal.
#[rstest]
#[case::without_a_code("<<< 503 need RCPT first")]
#[case::with_one("<<< 503 5.5.1 Need RCPT (recipient)")]
#[case::with_a_coarse_one("<<< 503 5.0.0 Need RCPT (recipient)")]
#[case::of_postfix("<<< 554 5.5.1 Error: no valid recipients")]
fn an_echo_yields_to_a_refusal_without_a_fine_code(#[case] echo: &str) {
    let (codes, words) = spoken(&transcript("<<< 550 Relaying denied", echo));
    assert_eq!(
        (codes.as_str(), words.as_str()),
        ("550", "550 Relaying denied")
    );
}

/// The lines of one reply are read together, though a mark stands before each.
#[test]
fn a_reply_of_several_marked_lines_is_one() {
    let lines = "<<< 550-Verification failed for <anna@example.org>\n<<< 550-unrouteable mail domain \"example.org\"\n<<< 550 Sender verify failed";
    let explanation = read(&transcript(
        lines,
        "<<< 503 valid RCPT command must precede DATA",
    ));
    let [answer] = &explanation.replies[..] else {
        panic!("{:?}", explanation.replies)
    };
    assert_eq!(answer.cause.map(Slug::as_str), Some("sender-rejected"));
    assert!(
        answer.words.ends_with("Sender verify failed"),
        "{}",
        answer.words
    );
}

/// In the log of a server another session may speak between two lines, and a reply ends where its code does.
#[rstest]
#[case::of_another_code("<<< 550-No such user\n<<< 452 Mailbox full", "452")]
#[case::that_ended("<<< 550 No such user\n<<< 550 Mailbox full", "550")]
fn another_reply_is_another(#[case] lines: &str, #[case] codes: &str) {
    let (last, words) = spoken(&format!(">>> RCPT TO:<bob@example.net>\n{lines}\n"));
    assert_eq!(last, codes);
    assert!(words.ends_with("Mailbox full"), "{words}");
    assert!(!words.contains("No such user"), "{words}");
}

/// Words that are glued to a code are read without it, so that they are found where a rule looks for them.
#[rstest]
#[case::a_mark("421HL:IFC", "HL:IFC")]
#[case::words("451Requested action not taken", "Requested action not taken")]
fn words_without_a_space_are_whole(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(spoken(text).1, expected);
}
