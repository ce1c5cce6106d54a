//! Texts without a code: what a program states is explained, what somebody writes about mail is not.

use rstest::rstest;
use smtpref::explain::Contradiction;
use smtpref_catalog::{Codes, Fate, ReplyCode, Scene, Slug};

use super::wholes::answers;
use super::{catalog, explained};

#[rstest]
#[case::an_error_in_a_post(
    "Hello, since the update no mail goes out of our shop, although nothing was changed.

Error: SMTP Error: Could not connect to SMTP host.

The hoster says that all ports are open. Does anybody know more?
",
    "network-error"
)]
#[case::a_line_that_a_rule_knows_among_others(
    "In the ticket is a yellow bar:

> Zustellung fehlgeschlagen: \"Unable to send email to 'Bob <bob@example.net>': #<Errno::ECONNREFUSED: Connection refused - connect(2) for \"mx.example.net\" port 587>\"

Ah, and that's it???
",
    "network-error"
)]
#[case::an_error_that_a_program_quotes(
    "level=error caller=notify.go component=dispatcher
msg=\"notify for alerts failed\" err=\"*smtp.plainAuth failed: wrong host name\"
",
    "login-failed"
)]
#[case::a_warning_that_names_no_message(
    "postfix/smtp[4711]: warning: mail for example.com loops back to myself",
    "routing-loop"
)]
#[case::a_queue_entry_that_was_given_up_by_hand(
    "Nov 26 10:00:00 mx postfix/qmgr[9]: 4F1234ABCD: from=<ann@example.org>, status=force-expired, returned to sender",
    "delivery-expired"
)]
#[case::what_qmail_says_without_its_delivery(
    "failure: Sorry,_no_mailbox_here_by_that_name._(#5.1.1)/",
    "user-unknown"
)]
#[case::the_name_of_an_exception_alone("javax.mail.AuthenticationFailedException", "login-failed")]
#[case::a_host_behind_an_exception("java.net.UnknownHostException: smtp.example.com", "dns-error")]
#[case::an_alert_of_tls_in_a_log(
    "The mail log of the container says this since today:

postfix/smtpd[481]: SSL_accept error from unknown[192.0.2.22]: -1
postfix/smtpd[481]: warning: TLS library problem: error:0A000418:SSL routines::tlsv1 alert unknown ca:rec_layer_s3.c:1586:SSL alert number 48:
",
    "tls-failed"
)]
#[case::a_greeting_that_never_came(
    "When I use the server of my provider I get this:

[2026-09-30 12:34:18] ERROR Send Error: Greeting never received
Error: Greeting never received
    at SMTPConnection._formatError (smtp-connection/index.js:784:19)
",
    "network-error"
)]
#[case::a_session_that_went_well_until_it_broke(
    "S: 220 mx.example.net ESMTP
C: EHLO mx.example.org
S: 250 mx.example.net
C: MAIL FROM:<anna@example.org>
S: 250 2.1.0 Ok
SMTP Error: The connection was lost in the middle of the transaction
",
    "network-error"
)]
#[case::a_vague_error_behind_a_session(
    "CLIENT -> SERVER: DATA
SERVER -> CLIENT: 354 Go ahead
CLIENT -> SERVER: .
SMTP ERROR: DATA END command failed:
",
    "protocol-error"
)]
#[case::a_sentence_without_blanks(
    "收件邮箱已满或暂时无法接收邮件，请稍后重试或更换邮箱",
    "mailbox-full"
)]
#[case::a_known_line(
    "Die Anmeldung am Server wurde abgelehnt, das Kennwort ist falsch",
    "login-failed"
)]
#[case::few_words_that_only_a_server_says(
    "bob@example.net failed, error 7: single label domains in addresses",
    "bad-address-syntax"
)]
fn what_a_program_states_is_explained(#[case] text: &str, #[case] cause: &str) {
    let explanation = explained(text.as_bytes(), &catalog());
    let causes = explanation
        .replies
        .iter()
        .map(|answer| answer.cause.unwrap().as_str());
    assert_eq!(causes.collect::<Vec<_>>(), [cause]);
}

#[rstest]
#[case::a_question("Why does my mailbox get full so quickly, and how do I make more room in it?")]
#[case::an_explanation(
    "When the mailbox of a recipient is over its quota, most servers send new mail back."
)]
#[case::advice("You should ask your hoster whether the address of your server is on a blocklist.")]
#[case::a_title("Causes of a full mailbox and how to prevent it")]
#[case::a_setting("Block messages from senders that are not in my address book")]
#[case::a_post(
    "We had the same problem in spring.

If the recipient's server asks a blocklist, it may refuse everything that comes from a home connection.
You can look up your address on their page.
"
)]
#[case::a_session_that_went_well(
    "S: 220 mx.example.net ESMTP
C: EHLO mx.example.org
S: 250 mx.example.net
C: QUIT
S: 221 2.0.0 Bye
"
)]
#[case::a_log_line("submission: listening on tls://0.0.0.0:465")]
fn what_somebody_writes_about_mail_is_not(#[case] text: &str) {
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(answers(&explanation), Vec::<String>::new());
}

/// A line of a log that names no message is explained only if it surely states a failure.
#[rstest]
#[case::a_failure(
    "Jul 16 08:54:20 mx grafana-server[8598]: lvl=eror msg=\"Failed to send alert notification email\" error=\"dial tcp 192.0.2.11:587: i/o timeout\"",
    &["network-error"]
)]
#[case::a_signature("Jul 16 08:54:20 mx opendkim[42]: 4F2A250333: DKIM-Signature field added (s=mail, d=example.org)", &[])]
fn a_log_without_a_message_may_tell_a_failure(#[case] text: &str, #[case] expected: &[&str]) {
    let explanation = explained(text.as_bytes(), &catalog());
    let causes = explanation.replies.iter();
    let causes: Vec<&str> = causes
        .map(|answer| answer.cause.unwrap().as_str())
        .collect();
    assert_eq!(causes, expected);
}

/// Who is named in a line beside a statement is whom it is about.
#[test]
fn a_statement_is_about_whom_a_line_beside_names() {
    let text = "422\nYou tried to send to a recipient that has been marked as inactive.\nFound inactive addresses: bob@example.net.\n";
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(
        explanation.replies[0].recipient.as_deref(),
        Some("bob@example.net")
    );
}

/// Later is said for many reasons: without the codes of a first contact it is no greylisting.
#[rstest]
#[case::of_a_service("421 Please try again later")]
#[case::of_a_log(
    "H=mail.example.org [192.0.2.1] F=<ann@example.org> temporarily rejected after DATA"
)]
fn later_alone_is_no_greylisting(#[case] text: &str) {
    let catalog = catalog();
    let causes = explained(text.as_bytes(), &catalog).replies;
    assert!(
        causes
            .iter()
            .all(|answer| answer.cause.map(Slug::as_str) != Some("greylisted")),
        "{causes:?}"
    );
}

/// Somebody who asks names a code in the middle of a sentence; a version is none.
#[rstest]
#[case::with_a_verb("gmail rejects our mail with 5.7.26", Some("5.7.26"))]
#[case::behind_trouble(
    "why does gmail say our mail is unauthenticated 5.7.26 but spf is ok",
    Some("5.7.26")
)]
#[case::a_version("we upgrade the mail server to 5.7.26", None)]
#[case::no_mail("MySQL fails with 5.7.26", None)]
fn a_question_names_its_code(#[case] text: &str, #[case] expected: Option<&str>) {
    let catalog = catalog();
    let replies = explained(text.as_bytes(), &catalog).replies;
    let code = replies.first().map(|answer| answer.codes.to_string());
    assert_eq!(code.as_deref(), expected);
}

/// A success that a program did not wait for: the two are no longer at the same command, and nothing was sent.
#[rstest]
#[case::swift(
    "Expected response code 354 but got code \"250\", with message \"250 2.1.5 Ok\"",
    250
)]
#[case::a_greeting_too_much("SMTP unexpected response (expected 235): 334 VXNlcm5hbWU6", 334)]
#[case::a_greeting_of_lines(
    "SMTP Protocol Error: Server rejected EHLO command. Response: 220-We do not authorize the use of this system",
    220
)]
#[case::behind_it("SMTP ERROR: DATA command failed: 250 ok", 250)]
#[case::in_a_session(
    "SERVER -> CLIENT: 220 mx.example.net ESMTP\nCLIENT -> SERVER: EHLO shop.example.org\nSERVER -> CLIENT: 220-hello\nSMTP ERROR: EHLO command failed: 220-hello",
    220
)]
fn a_success_that_nobody_waited_for_is_a_failure(#[case] text: &str, #[case] success: u16) {
    let found = explained(text.as_bytes(), &catalog());
    let reply = &found.replies[0];
    assert_eq!(reply.cause, Slug::new("protocol-error"));
    assert_eq!(reply.message, Some(Fate::NotSent));
    assert_eq!(reply.codes, Codes::NONE);
    let contradiction = Contradiction::OutOfStep(ReplyCode::new(success).unwrap());
    assert_eq!(reply.contradiction, Some(contradiction));
}

/// What a program says around a success may be a failure that a rule knows; a success alone is one, and a delivery is.
#[rstest]
#[case::tls(
    "javax.mail.MessagingException: Could not convert socket to TLS; nested exception: 220 go ahead",
    Some("tls-failed")
)]
#[case::a_reply("250 2.1.0 unexpected response is my name", None)]
#[case::a_delivery("command failed: 250 2.0.0 Ok: queued as 12345", None)]
#[case::no_complaint("The server response was: 220 mail.example.com ready", None)]
fn a_quoted_success_is_one_unless_its_program_says_why_not(
    #[case] text: &str,
    #[case] cause: Option<&str>,
) {
    let found = explained(text.as_bytes(), &catalog());
    let told = found.replies.first().and_then(|reply| reply.cause);
    assert_eq!(told.map(Slug::as_str), cause);
}

/// A turn of a session has an arrow, and is no delivery: what the program says of its failure counts.
#[test]
fn a_session_of_phpmailer_that_breaks_is_a_failure() {
    let text = "2026-11-20 09:11:10 SERVER -> CLIENT: 220 2.0.0 Ready to start TLS
2026-11-20 09:11:10 Connection failed. Error #2: stream_socket_enable_crypto(): SSL operation failed with code 1 [/var/www/html/vendor/phpmailer/src/SMTP.php line 489]
SMTP Error: Could not connect to SMTP host.
2026-11-20 09:11:10 CLIENT -> SERVER: QUIT
";
    let found = explained(text.as_bytes(), &catalog());
    let reply = &found.replies[0];
    assert_eq!(reply.cause, Slug::new("tls-failed"));
    assert_eq!(reply.scene, Some(Scene::Program));
}
