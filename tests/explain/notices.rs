//! What of a notice is read: its own words and reports, and nothing of the message that came back.

use rstest::rstest;
use smtpref_catalog::Command;

use super::wholes::answers;
use super::{catalog, explained};

fn read(text: &str) -> Vec<String> {
    answers(&explained(text.as_bytes(), &catalog()))
}

/// A notice with something behind it.
fn notice(behind: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.test\nSubject: Undelivered Mail Returned to Sender\n\n<bob@example.net>: 552 5.2.2 Mailbox full\n\n{behind}"
    )
}

const BOB: &str = "bob@example.net 552 5.2.2 mailbox-full";
const CAROL: &str = "carol@example.net 550 5.1.1 user-unknown";

#[rstest]
#[case::a_part("Content-Type: message/rfc822\n")]
#[case::a_part_with_a_value("content-type: message/rfc822; charset=utf-8\n")]
#[case::headers("Content-Type: text/rfc822-headers\n")]
#[case::a_part_in_utf_8("Content-Type: message/global; charset=utf-8\n")]
#[case::a_part_in_utf_8_alone("Content-Type: message/global\n")]
#[case::headers_in_utf_8("Content-Type: message/global-headers\n")]
#[case::exim("------ This is a copy of the message, including all the headers. ------\n")]
#[case::qmail("--- Below this line is a copy of the message.\n")]
#[case::sendmail("----- Original message follows -----\n")]
#[case::stars("*** Original message headers ***\n")]
#[case::a_rule("===== Returned message =====\n")]
#[case::without_a_rule("Original message headers:\n")]
#[case::a_copy("The following is a copy of it:\n")]
#[case::german("---- Urspr\u{fc}ngliche Nachricht ----\n")]
#[case::spanish("---- Mensaje original ----\n")]
fn the_message_that_came_back_is_not_read(#[case] line: &str) {
    let text = notice(&format!(
        "{line}\n<carol@example.net>: 550 5.1.1 User unknown\n"
    ));
    assert_eq!(read(&text), [BOB]);
}

/// Also where its first header has no blank in it, as the first line of a part has none.
#[test]
fn a_header_without_a_blank_begins_no_part() {
    let text = notice(
        "------ This is a copy of the message, including all the headers. ------\n\nReturn-path:<ann@example.org>\n\n<carol@example.net>: 550 5.1.1 User unknown\n",
    );
    assert_eq!(read(&text), [BOB]);
}

#[rstest]
#[case::another_part("Content-Type: text/plain\n")]
#[case::a_report("Content-Type: message/delivery-status\n")]
#[case::a_report_in_utf_8("Content-Type: message/global-delivery-status\n")]
#[case::details("--- Original message details ---\n")]
#[case::no_rule("Returned message it is\n")]
#[case::a_number("--- 1 original message ---\n")]
#[case::a_long_line(
    "--- Original message xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx ---\n"
)]
fn the_rest_of_a_notice_is_read(#[case] line: &str) {
    let text = notice(&format!(
        "{line}\n<carol@example.net>: 550 5.1.1 User unknown\n"
    ));
    assert_eq!(read(&text), [BOB, CAROL]);
}

/// A report that somebody forwarded stands in the message itself.
#[test]
fn a_forwarded_report_is_read() {
    let text = "From: ann@example.org\nTo: help@example.org\nSubject: Fwd: what is this?\n\n---- Original message ----\nFrom: MAILER-DAEMON@mx.test\nSubject: Undelivered Mail Returned to Sender\n\nReporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full\n";
    assert_eq!(read(text), [BOB]);
}

/// A report of one recipient with its fields.
fn report(fields: &str) -> String {
    format!("Reporting-MTA: dns; mx.test\n\n{fields}\n")
}

#[rstest]
#[case::last(
    "Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.2.2",
    "bob@example.net 5.2.2 mailbox-full"
)]
#[case::original(
    "Original-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.2.2",
    "bob@example.net 5.2.2 mailbox-full"
)]
#[case::last_of_both(
    "Original-Recipient: rfc822; b@example.org\nFinal-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.2.2",
    "bob@example.net 5.2.2 mailbox-full"
)]
#[case::with_a_blank_line_between(
    "Original-Recipient: rfc822; b@example.org\n\nFinal-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.2.2",
    "bob@example.net 5.2.2 mailbox-full"
)]
#[case::a_mailbox_without_a_domain(
    "Original-Recipient: rfc822; bob@example.net\nFinal-Recipient: local; bob\nAction: failed\nStatus: 5.2.2",
    "bob@example.net 5.2.2 mailbox-full"
)]
#[case::no_domain_at_all(
    "Final-Recipient: local; bob\nAction: failed\nStatus: 5.2.2",
    "bob 5.2.2 mailbox-full"
)]
#[case::a_mailbox_with_words_behind_it(
    "Final-Recipient: local; bob of the sales, room 7\nAction: failed\nStatus: 5.2.2",
    "bob 5.2.2 mailbox-full"
)]
#[case::brackets(
    "Final-Recipient: rfc822; <bob@example.net>\nAction: failed\nStatus: 5.2.2",
    "bob@example.net 5.2.2 mailbox-full"
)]
#[case::no_type(
    "Final-Recipient: bob@example.net\nAction: failed\nStatus: 5.2.2",
    "bob@example.net 5.2.2 mailbox-full"
)]
#[case::an_empty_one(
    "Final-Recipient: rfc822;\nOriginal-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.2.2",
    "bob@example.net 5.2.2 mailbox-full"
)]
#[case::nobody(
    "Final-Recipient: rfc822;\nAction: failed\nStatus: 5.2.2",
    "5.2.2 mailbox-full"
)]
#[case::another_order(
    "Action: failed\nStatus: 5.2.2\nFinal-Recipient: rfc822; bob@example.net",
    "bob@example.net 5.2.2 mailbox-full"
)]
#[case::a_diagnostic(
    "Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full",
    BOB
)]
#[case::a_wrapped_diagnostic(
    "Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox\n  full",
    BOB
)]
#[case::a_diagnostic_of_several_lines(
    "Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 552-5.2.2 Mailbox\n 552 5.2.2 full",
    BOB
)]
#[case::a_diagnostic_without_its_type(
    "Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: 552 5.2.2 Mailbox full; sorry",
    BOB
)]
#[case::nothing_but_an_action(
    "Final-Recipient: rfc822; bob@example.net\nAction: failed",
    "bob@example.net "
)]
fn a_report_is_read(#[case] fields: &str, #[case] expected: &str) {
    let found = read(&report(fields));
    let found: Vec<&str> = found.iter().map(|line| line.trim_start()).collect();
    assert_eq!(found, [expected]);
}

#[test]
fn a_report_says_until_when() {
    let text = report(
        "Final-Recipient: rfc822; bob@example.net\nAction: delayed\nStatus: 4.4.1\nWill-Retry-Until: Sun, 8 Jun 2025 10:00:00 +0200",
    );
    let explanation = explained(text.as_bytes(), &catalog());
    let until = explanation.replies[0].until.as_deref();
    assert_eq!(until, Some("Sun, 8 Jun 2025 10:00:00 +0200"));
}

#[rstest]
#[case::to_data(">>> DATA\n<<< 554 5.7.1 Refused", Command::Data)]
#[case::to_the_message(
    ">>> DATA\n<<< 354 Go ahead\n<<< 554 5.7.1 Refused",
    Command::EndOfData
)]
#[case::to_mail(
    ">>> MAIL FROM:<ann@example.org>\n<<< 554 5.7.1 Refused",
    Command::Mail
)]
#[case::to_rcpt(">>> RCPT TO:<bob@example.net>\n<<< 554 5.7.1 Refused", Command::Rcpt)]
#[case::to_auth(">>> AUTH PLAIN x\n<<< 535 5.7.8 Refused", Command::Auth)]
#[case::to_ehlo(">>> EHLO pc\n<<< 554 5.7.1 Refused", Command::Ehlo)]
#[case::to_starttls(">>> STARTTLS\n<<< 454 4.7.0 Refused", Command::Starttls)]
#[case::to_a_named_client("Client: DATA\nServer: 554 5.7.1 Refused", Command::Data)]
#[case::to_a_client_of_a_mailer(
    "CLIENT -> SERVER: DATA\nSERVER -> CLIENT: 554 5.7.1 Refused",
    Command::Data
)]
#[case::to_letters("C: DATA\nS: 554 5.7.1 Refused", Command::Data)]
fn a_session_tells_what_was_answered(#[case] text: &str, #[case] expected: Command) {
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.kind.word(), "transcript");
    assert_eq!(explanation.replies[0].stage, Some(expected));
}

#[rstest]
#[case::an_error_of_mail("MAIL FROM: command failed: 550 5.7.1 Refused")]
#[case::an_error_of_rcpt("RCPT TO:<bob@example.net> failed: 550 5.7.1 Refused")]
#[case::a_greeting("helo: 550 5.7.1 Refused")]
#[case::words("data was refused: 550 5.7.1 Refused")]
#[case::a_way_to_log_in("auth failed: 550 5.7.1 Refused")]
fn what_is_no_command_is_no_session(#[case] text: &str) {
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.kind.word(), "reply");
    assert_eq!(explanation.replies[0].codes.to_string(), "550 5.7.1");
}

/// Of several attempts the words of the last count, and of earlier ones only those of the same refusal.
#[rstest]
#[case::another_code("550 5.1.1 User unknown", "450 flarp", "bob@example.net 450")]
#[case::another_status(
    "550 5.1.1 User unknown",
    "550 5.2.1 flarp",
    "bob@example.net 550 5.2.1 mailbox-disabled"
)]
#[case::the_same_code("550 User unknown", "550 flarp", "bob@example.net 550 user-unknown")]
#[case::no_status(
    "550 5.1.1 User unknown",
    "550 flarp",
    "bob@example.net 550 user-unknown"
)]
#[case::no_reply_code(
    "550 5.2.1 User unknown",
    "5.2.1 flarp",
    "bob@example.net 5.2.1 user-unknown"
)]
#[case::the_same_codes(
    "550 5.2.1 User unknown",
    "550 5.2.1 flarp",
    "bob@example.net 550 5.2.1 user-unknown"
)]
fn attempts_of_a_log_are_told_apart(
    #[case] first: &str,
    #[case] last: &str,
    #[case] expected: &str,
) {
    let line = |said: &str| {
        format!(
            "Jun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=mx.test[192.0.2.1]:25, status=deferred (host mx.test[192.0.2.1] said: {said})\n"
        )
    };
    assert_eq!(read(&(line(first) + &line(last))), [expected]);
}

/// A code takes from another reply what it lacks, if both can be the same refusal.
#[rstest]
#[case::the_same_class("sorry (#5.1.1)\n\n550 flarp", "550 5.1.1 user-unknown")]
#[case::another_class("sorry (#5.1.1)\n\n450 flarp", "5.1.1 user-unknown")]
#[case::another_reply("552 flarp\n\n550 5.1.1 flarp", "550 5.1.1 user-unknown")]
#[case::a_coarse_status("550 flarp\n\n5.0.0 flarp", "550 5.0.0")]
fn a_reply_is_completed(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(read(text), [expected]);
}

/// Somebody who lists several errors wants to know each.
#[rstest]
#[case::two_paragraphs(
    "The first provider says 550 5.7.1 Relaying denied\n\nand the second one 552 5.2.2 Mailbox full",
    &["550 5.7.1 relay-denied", "552 5.2.2 mailbox-full"]
)]
#[case::one_paragraph(
    "The first provider says 550 5.7.1 Relaying denied\nand the second one 552 5.2.2 Mailbox full",
    &["552 5.2.2 mailbox-full"]
)]
#[case::the_same_again(
    "It said 550 5.7.1 Relaying denied\n\nand later 550 5.7.1 Relaying denied",
    &["550 5.7.1 relay-denied"]
)]
#[case::an_echo(
    "It said 550 5.7.1 Relaying denied\n\nand then 503 5.5.1 need RCPT first",
    &["550 5.7.1 relay-denied"]
)]
fn several_replies_are_told_apart(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(read(text), expected);
}

/// Five who failed for five reasons are no table of codes.
#[test]
fn many_who_failed_are_no_table() {
    let of = |(name, codes): (&str, &str)| format!("<{name}@example.net>: {codes} flarp\n\n");
    let all = [
        ("a", "550 5.1.1"),
        ("b", "552 5.2.2"),
        ("c", "450 4.2.0"),
        ("d", "421 4.3.2"),
        ("e", "554 5.7.1"),
    ];
    let text: String = all.into_iter().map(of).collect();
    assert_eq!(read(&text).len(), 5);
}

/// Each part of a mail has a character set of its own.
#[rstest]
#[case::behind_a_boundary("--x")]
#[case::behind_a_blank_line("")]
fn a_part_is_read_in_its_own_character_set(#[case] between: &str) {
    let text = format!(
        "From: MAILER-DAEMON@mx.test\nSubject: Undelivered Mail\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=koi8-r\n\nHello\n{between}\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n550 zur=FCck\n"
    );
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.replies[0].words, "550 zur\u{fc}ck");
}

#[rstest]
#[case::a_key_with_an_underscore("x rcpt_addr=bob@example.net 552 5.2.2 Mailbox full")]
#[case::a_key_with_a_hyphen("x final-recipient=bob@example.net 552 5.2.2 Mailbox full")]
#[case::what_was_rejected("x rejected: bob@example.net, 552 5.2.2 Mailbox full")]
#[case::a_name_on_two_lines(
    "Delivery has failed to these recipients or groups:\n\nBob Jones\nof sales (bob@example.net)\n552 5.2.2 Mailbox full"
)]
#[case::brackets_that_do_not_close("bob@example.net (bob@example.net\n552 5.2.2 Mailbox full")]
fn a_recipient_is_named(#[case] text: &str) {
    assert_eq!(read(text), [BOB]);
}

/// Beside what is said of a sender only a key tells who the recipient is.
#[test]
fn beside_a_sender_a_key_names_the_recipient() {
    let of_key = "x to=<bob@example.net> 550 5.1.8 flarp";
    assert_eq!(
        read(of_key),
        ["bob@example.net 550 5.1.8 sender-domain-not-found"]
    );
    let of_words = "The address bob@example.net was rejected: 550 5.1.8 flarp";
    assert_eq!(read(of_words), ["550 5.1.8 sender-domain-not-found"]);
}

/// What stands behind a command is what was answered, also without a code at its beginning.
#[test]
fn words_behind_a_command_are_an_answer() {
    assert_eq!(read("DATA\nflarp (#5.7.1)"), ["5.7.1 policy"]);
}

/// What stands far down in a notice is of something else.
#[rstest]
#[case::near(10, "bob@example.net 5.0.0 mailbox-full")]
#[case::far(100, "bob@example.net 5.0.0")]
fn the_beginning_of_a_notice_tells(#[case] paragraphs: usize, #[case] expected: &str) {
    let between = "Lorem ipsum dolor sit amet, consetetur sadipscing elitr.\n\n".repeat(paragraphs);
    let text = format!(
        "From: MAILER-DAEMON@mx.test\nSubject: Undelivered Mail Returned to Sender\n\n{between}The mailbox is full.\n\n{}",
        report("Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.0.0")
    );
    assert_eq!(read(&text), [expected]);
}

/// A notice that does not name whom it is about.
fn of_nobody(behind: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.test\nTo: ann@example.org\nSubject: Undelivered Mail Returned to Sender\n\nYour message could not be delivered. The mailbox is full.\n\n{behind}"
    )
}

/// A notice that names nobody is about whom the message was written to, behind all the headers that servers add on the way; further down
/// nothing is looked for.
#[rstest]
#[case::signatures_of_several_servers(150, 80, Some("bob@example.net"))]
#[case::headers_without_end(30, 700, None)]
#[case::headers_without_number(250, 10, None)]
fn whom_a_message_was_written_to_stands_in_its_head(
    #[case] headers: usize,
    #[case] length: usize,
    #[case] expected: Option<&str>,
) {
    let added = format!("X-Sig: {}\n", "a".repeat(length - 8)).repeat(headers);
    let text = of_nobody(&format!(
        "--- Below this line is a copy of the message.\n\nReceived: from x by y; today\n{added}From: ann@example.org\nTo: bob@example.net\nSubject: x\n\nHello\n"
    ));
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.replies[0].recipient.as_deref(), expected);
}

/// The only address of a notice is that of whom it tells, also below many words of a kind author.
#[rstest]
#[case::below_some_pages(150, Some("bob@example.net"))]
#[case::below_a_book(250, None)]
fn the_only_address_of_a_notice_is_found(#[case] lines: usize, #[case] expected: Option<&str>) {
    let words = "We are sorry for it and hope that it goes better soon, for you as for us.\n";
    let text = of_nobody(&format!(
        "{}The box is that of bob@example.net there.\n",
        words.repeat(lines)
    ));
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.replies[0].recipient.as_deref(), expected);
}

/// What failures often come from, said where one is announced, is not what this one came from.
#[test]
fn the_reasons_of_other_failures_are_not_those_of_this_one() {
    let text = "From: MAILER-DAEMON@mx.test\nTo: ann@example.org\nSubject: Undelivered Mail Returned to Sender\n\nDelivery failed, and such a failure often means an unknown user or a full mailbox:\n\nThe message exceeds the maximum size.\n";
    assert_eq!(read(text), [" message-too-big"]);
}

/// A final refusal that names somebody goes before what names nobody and may pass, in whatever order they stand.
#[rstest]
#[case::before_the_connection_broke(
    "550 5.1.1 <kim@example.com>... User unknown\n\n451 4.4.1 reply: read error from mx2.example.com."
)]
#[case::behind_it(
    "451 4.4.1 reply: read error from mx2.example.com.\n\n550 5.1.1 <kim@example.com>... User unknown"
)]
fn a_final_refusal_of_somebody_counts(#[case] replies: &str) {
    let text = format!(
        "The following addresses had permanent fatal errors\n<kim@example.com>\n\nTranscript of session follows\n\n{replies}\n"
    );
    let found = explained(text.as_bytes(), &catalog());
    assert_eq!(answers(&found), ["kim@example.com 550 5.1.1 user-unknown"]);
}

/// What the last attempt met, and under which code the message came back, is one refusal: final, with the words of both.
#[rstest]
#[case::last_first(
    "550 5.4.316 Message expired, connection refused(Socket error code 10061)",
    "450 4.4.316 Connection refused [Message=Socket error code 10061]",
    "bob@example.net 550 5.4.316 network-error"
)]
#[case::last_behind(
    "450 4.4.317 Cannot connect to remote server [Message=UntrustedRoot]",
    "550 5.4.317 Message expired, cannot connect to remote server(UntrustedRoot)",
    "bob@example.net 550 5.4.317 tls-failed"
)]
#[case::of_other_kinds(
    "550 5.4.300 Message expired",
    "452 4.2.2 Mailbox full",
    "bob@example.net 452 4.2.2 mailbox-full"
)]
fn a_refusal_has_the_code_under_which_it_ended(
    #[case] one: &str,
    #[case] other: &str,
    #[case] expected: &str,
) {
    let text = format!(
        "Delivery has failed to these recipients or groups:\n\nbob@example.net\nYour message wasn't delivered.\n\nDiagnostic information for administrators:\n\nGenerating server: AM0PR01MB0001.eurprd01.prod.exchangelabs.com\nReceiving server: mx.example.net (192.0.2.10)\n\nbob@example.net\n11/2/2025 8:15:27 AM - Server at mx.example.net (192.0.2.10) returned '{one}'\n11/2/2025 8:05:12 AM - Server at mx.example.net (192.0.2.10) returned '{other}'\n"
    );
    assert_eq!(read(&text), [expected]);
}

/// Exchange of the nineties names people and reasons, and no code.
#[rstest]
#[case::lost(
    "Unable to deliver the message due to a communications failure",
    "network-error"
)]
#[case::late(
    "The maximum time for delivering the message expired",
    "delivery-expired"
)]
#[case::shut(
    "The originator does not have permission to submit message",
    "recipient-restricted"
)]
#[case::a_form(
    "The message could not be delivered because the folder does not accept this\n  form.",
    "content-rejected"
)]
#[case::ambiguous("The recipient name is ambiguous.", "system-error")]
fn an_old_exchange_gives_reasons_in_words(#[case] reason: &str, #[case] cause: &str) {
    let text = format!(
        "Your message did not reach some or all of the intended recipients.\n\n  Subject: test\n  Sent: 11/5/98 11:12:37 AM\n\n  The following recipient(s) could not be reached:\n\n  Bob Jones on 11/5/98 11:12:38 AM\n  {reason}\n  MSEXCH:MSExchangeMTA:SITE:SERVER\n"
    );
    let catalog = catalog();
    let found = explained(text.as_bytes(), &catalog);
    assert_eq!(
        found.replies[0].cause.map(|one| one.to_string()).as_deref(),
        Some(cause)
    );
}

/// The status of a report has no reply code; the line in which Sendmail tells of a lost connection has one.
#[test]
fn a_status_has_the_code_of_a_lost_connection() {
    let text = "Subject: Warning: could not send message for past 4 hours\n\n   ----- The following addresses had transient non-fatal errors -----\n<bob@example.net>\n\n   ----- Transcript of session follows -----\n451 <bob@example.net>... reply: read error from mx.example.net.\n<bob@example.net>... Deferred: Connection reset by mx.example.net.\nWarning: message still undelivered after 4 hours\nWill keep trying until message is 5 days old\n\nFinal-Recipient: RFC822; bob@example.net\nAction: delayed\nStatus: 4.4.2\n";
    let catalog = catalog();
    let found = explained(text.as_bytes(), &catalog);
    assert_eq!(found.replies[0].codes.to_string(), "451 4.4.2");
}
