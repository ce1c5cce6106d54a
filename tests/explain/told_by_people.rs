//! Texts in which somebody tells of a log or of a program, and shows a piece of it: what became of the message, for whom, and why.

use rstest::rstest;
use smtpref::document::{explanation, markdown};
use smtpref::explain::{Answer, Kind, Verdict};
use smtpref_catalog::{Fate, ReplyCode, Scene, Slug};

use super::{catalog, explained};

/// The only answer of a text.
fn only(text: &str) -> (Kind, Answer) {
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.replies.len(), 1, "{text}");
    (explanation.kind, explanation.replies[0].clone())
}

fn cause(answer: &Answer) -> Option<&'static str> {
    answer.cause.map(Slug::as_str)
}

/// What a server refused stands in its own log, whoever shows the line, and the client keeps or returns the message.
#[rstest]
#[case::after_words(
    "My log has one line:\n`NOQUEUE: reject: RCPT from mx.example.org[192.0.2.1]: 450 4.2.0 <bob@example.net>: Recipient address rejected: Greylisted`\nand no retry.",
    "Kept and retried"
)]
#[case::with_its_process(
    "I get this:\n\n\"postfix/cleanup[4711]: 9C98BA5A19: milter-reject: END-OF-MESSAGE from localhost[127.0.0.1]: 5.7.1 Spam message rejected;\"",
    "Returned to the sender"
)]
#[case::without_it(
    "40C12F39F: milter-reject: END-OF-MESSAGE from mx.example.org[192.0.2.1]: 5.7.1 Spam message rejected; from=<ann@example.org> to=<bob@example.net> proto=ESMTP",
    "Returned to the sender"
)]
fn a_refusal_that_somebody_shows_is_of_a_log(#[case] text: &str, #[case] message: &str) {
    let (kind, answer) = only(text);
    assert_eq!((kind, answer.scene), (Kind::Log, Some(Scene::Refusal)));
    let catalog = catalog();
    let shown = markdown(&explanation(&explained(text.as_bytes(), &catalog), &catalog).blocks);
    let line = shown
        .lines()
        .find(|line| line.starts_with("- **Message:**"));
    assert!(line.is_some_and(|line| line.contains(message)), "{shown}");
}

/// The code that a person names above a line of a log is not that of the line.
#[test]
fn a_line_of_a_log_has_no_code_of_the_words_above_it() {
    let (kind, answer) = only(
        "Everybody who writes to me gets error 550.\n\n2025-06-03 10:00:00 1pfdJV-004eVE-9X == bob@example.net R=dnslookup T=remote_smtp defer (113): No route to host H=mx.example.net [192.0.2.1]",
    );
    assert_eq!(kind, Kind::Log);
    assert!(answer.codes.is_empty());
    assert_eq!(answer.message, Some(Fate::Retried));
}

#[test]
fn what_exim_says_under_debug_names_its_recipient() {
    let (kind, answer) = only(
        "it fails:\n\n  277   == bob@example.net R=dnslookup defer (-1): host lookup did not complete\n",
    );
    assert_eq!(kind, Kind::Log);
    assert_eq!(answer.recipient.as_deref(), Some("bob@example.net"));
    assert_eq!(answer.message, Some(Fate::Retried));
}

/// Postfix tries again what a host refused at its greeting, unless it says that the message came back.
#[rstest]
#[case::of_a_log(
    "Sep 06 15:51:08 mail postfix/smtp[8260]: 2755E408D6: host mx.example.net[192.0.2.1] refused to talk to me: 554 no mail from here",
    Fate::Retried
)]
#[case::of_a_piece(
    "host mx.example.net[192.0.2.1] refused to talk\nto me: 554 no mail from here",
    Fate::Retried
)]
#[case::of_a_notice(
    "This is the mail system at host mail.example.org.\n\n<bob@example.net>: host mx.example.net[192.0.2.1] refused to talk to me: 554 no mail from here\n",
    Fate::Returned
)]
fn a_refusal_at_the_greeting_is_kept(#[case] text: &str, #[case] fate: Fate) {
    assert_eq!(only(text).1.message, Some(fate));
}

/// A program that its server refused, or that reached none, has the message still.
#[rstest]
#[case::python(
    "Sending to bob@example.net failed: (550, b'The mail may contain inappropriate words.')"
)]
#[case::java(
    "'Invalid Addresses' (3x caused by later): 555-5.5.2 Syntax error, cannot decode response."
)]
#[case::of_a_test(
    "Unable to send test email.\nException message was: 5.7.1 refused by local policy"
)]
#[case::on_android("NegativeSmtpReplyException: Negative SMTP reply: 550 5.5.0 Invalid Sender.")]
#[case::french("Le serveur a répondu '4.2.1 service refusé'. Veuillez essayer plus tard.")]
#[case::go(
    "lvl=eror msg=\"Failed to send alert notification email\" error=\"dial tcp 127.0.0.1:587: getsockopt: connection refused\""
)]
fn a_program_that_was_refused_has_the_message_still(#[case] text: &str) {
    assert_eq!(only(text).1.message, Some(Fate::NotSent));
}

/// Whether the server of a program will answer later is not told.
#[test]
fn a_program_that_reaches_no_server_may_wait_in_vain() {
    let text = "Failed to send alert notification email: dial tcp 127.0.0.1:587: connect: connection refused";
    let (_, answer) = only(text);
    assert_eq!(cause(&answer), Some("network-error"));
    assert_eq!((answer.permanent, answer.class), (None, None));
}

/// A mail service writes of its error as programs do, and yet its notice is one.
#[test]
fn a_notice_of_a_mail_service_is_not_of_a_program() {
    let (kind, answer) = only(
        "I wrote to you and got this:\n\nDelivery to the following recipient failed permanently:\n\n    bob@example.net\n\nTechnical details of permanent failure:\nPERM_FAILURE: SMTP Error (state 9): 551 not our customer\n",
    );
    assert_eq!((kind, answer.message), (Kind::Bounce, Some(Fate::Returned)));
}

/// Of what the own server of a program thinks of the content no mailbox is told alive.
#[rstest]
#[case::of_a_program(
    "smtplib.SMTPDataError: (554, b'5.7.1 Spam message rejected')",
    Verdict::NotAbout
)]
#[case::of_a_server("554 5.7.1 Spam message rejected", Verdict::Alive)]
fn whose_filter_it_was(#[case] text: &str, #[case] address: Verdict) {
    assert_eq!(only(text).1.address, address);
}

/// A refusal of what is in a message ends it, though its number is one of commands.
#[rstest]
#[case::of_content("500 These attachments are not allowed", Some(Fate::Returned))]
#[case::of_a_recipient("501 5.1.1 User unknown", Some(Fate::Returned))]
#[case::of_a_command("500 Command unrecognized", None)]
fn a_number_of_commands_may_refuse_a_message(#[case] text: &str, #[case] fate: Option<Fate>) {
    assert_eq!(only(text).1.message, fate);
}

/// Some servers tell in another field what the server of the recipient said.
#[test]
fn a_report_may_tell_more_than_its_status() {
    let (kind, answer) = only(
        "Final-recipient: RFC822; bob@example.net\nAction: failed\nStatus: 5.0.0\nRemote-MTA: dns; mx.example.net\nX-Supplementary-Info: <mx.example.net #5.0.0 smtp; 554 delivery error: This\n mailbox is disabled>\n",
    );
    assert_eq!(kind, Kind::Bounce);
    assert_eq!(answer.codes.reply.map(ReplyCode::number), Some(554));
    assert_eq!(cause(&answer), Some("mailbox-disabled"));
}

/// That a host on the way reports no successes is no failure.
#[test]
fn what_was_only_relayed_did_not_fail() {
    let text = "From: Mail Administrator <postmaster@mx.example.org>\nTo: ann@example.org\nSubject: Mail System Delivery Report\n\nYour message was relayed to a machine which\ndoes not handle delivery status notifications.\n";
    let words = text.split_once("\n\n").unwrap().1;
    assert_eq!(explained(words.as_bytes(), &catalog()).replies, []);
}

/// What a rule knows to last does not pass by waiting, though a server still tries.
#[test]
fn a_delay_may_be_in_vain() {
    let (kind, answer) = only(
        "This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mail.example.org.\n\nThe address to which the message has not yet been delivered is:\n\n  bob@yahoo.com\n    host mta7.am0.yahoodns.net [192.0.2.1]\n    Delay reason: SMTP error from remote mail server after end of data: 421 4.7.1 [TS03] All messages from 192.0.2.9 will be permanently deferred; Retrying will NOT succeed. See https://postmaster.yahooinc.com/error-codes\n\nNo action is required on your part. Delivery attempts will continue for\nsome time.\n",
    );
    assert_eq!((kind, answer.permanent), (Kind::Delay, Some(true)));
    assert_eq!(answer.message, Some(Fate::Retried));
}

/// Where a log has no reply of a server, its own words tell what became of the message.
#[rstest]
#[case::returned_by_sendmail(
    "Oct  3 15:40:44 mail sm-mta[9471]: 093DecOR009469: to=<bob@example.net>, delay=00:00:06, mailer=esmtp, pri=120592, relay=mx.example.net. [192.0.2.1], dsn=5.0.0, stat=Service unavailable",
    Fate::Returned
)]
#[case::put_off_by_sendmail(
    "Oct  3 15:40:44 mail sm-mta[9471]: 093DecOR009469: to=<bob@example.net>, delay=00:00:06, mailer=esmtp, pri=120592, relay=mx.example.net. [192.0.2.1], dsn=4.0.0, stat=Deferred: Connection timed out with mx.example.net.",
    Fate::Retried
)]
#[case::not_taken_by_postfix(
    "Apr 29 11:19:16 mail postfix/sendmail[1583]: fatal: root(0): message file too big",
    Fate::NotSent
)]
fn a_log_tells_what_became_of_the_message(#[case] text: &str, #[case] fate: Fate) {
    assert_eq!(only(text).1.message, Some(fate));
}

/// What a notice calls permanent is not tried again, even where it has no code.
#[rstest]
#[case::qmail(
    "Hi. This is the qmail-send program at example.org.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<bob@example.net>:\nSorry, it is not to be done.\n",
    Some(true)
)]
#[case::nobody_calls_it_so(
    "Your message could not be delivered to the following address:\n\n<bob@example.net>:\nSorry, it is not to be done.\n",
    None
)]
fn what_is_called_permanent(#[case] text: &str, #[case] expected: Option<bool>) {
    assert_eq!(only(text).1.permanent, expected);
}

/// Exim tells of what it will try again in the words of its notices of failures.
#[test]
fn what_exim_put_off_is_a_delay() {
    let (kind, answer) = only(
        "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a temporary error. The following address(es) deferred:\n\n  bob@example.net\n    Domain example.org has exceeded the max emails per hour (121/100 (121%)) allowed.  Message will be reattempted later\n",
    );
    assert_eq!((kind, answer.message), (Kind::Delay, Some(Fate::Retried)));
}

/// A line in which a program shows a reply is no source code, whatever source stands below it; and a notice is no page about mail.
#[rstest]
#[case::above_source(
    "It does not work.\n\nSMTP ERROR: DATA END command failed: 550-Sender domain not verified.550 See the page\nSMTP Error: data not accepted.\n\nfunction send($to) {\n$mail->Port = 587;\n$mail->SMTPDebug = 3;\n$mail->isSMTP();\n$mail->Host = \"mx.example.net\";\n}\n",
    "sender-rejected"
)]
#[case::in_a_page(
    "Today we explain one of the errors that may come back when you send a mail, and what you can do about it, step by step and in plain words for everybody who has never seen such a text before and does not know where to begin with it at all.\n\nThis message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its recipients. This is a permanent error. The following address(es) failed:\n\nMailbox quota exceeded\n\nAs you can read above, the mailbox that you wrote to has no room left, and so your mail came back to you. The other side has to change that, and you cannot.\n",
    "mailbox-full"
)]
fn what_a_page_shows_is_told(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(cause(&only(text).1), Some(expected));
}

/// What a mail program copies above a notice that it passes on is no message that came back.
#[test]
fn a_notice_below_its_copied_head_is_read() {
    let (kind, answer) = only(
        "Codes such as 550 5.1.1 RUSR tell the kind of error.\n\n-----Original Message-----\nFrom: Mail Delivery System <MAILER-DAEMON@mx.example.org>\nSent: Wednesday, November 18, 2020 1:47 PM\nTo: ann@example.org\nSubject: Undelivered Mail Returned to Sender\n\nThis is the mail system at host mx.example.org.\n\n<bob@example.net>: host mx.example.net[192.0.2.1] said: 550 5.1.1 No such user\n",
    );
    assert_eq!(kind, Kind::Bounce);
    assert_eq!(answer.recipient.as_deref(), Some("bob@example.net"));
}

/// The tags of another reply, which stands before this one, tell nothing of it.
#[test]
fn a_reply_is_not_told_by_the_code_of_another() {
    let (_, answer) = only(
        "Delivery has failed to these recipients or groups:\n\nbob@example.net\n\nDiagnostic information for administrators:\n\nGenerating server: AM0PR01MB0001.eurprd01.prod.exchangelabs.com\n\nbob@example.net\nServer at mx.example.net (192.0.2.10) returned '550 5.4.300 Message expired'\nServer at mx.example.net (192.0.2.10) returned '452 4.2.2 Mailbox full'\n",
    );
    assert_eq!(cause(&answer), Some("mailbox-full"));
}

/// A list of addresses is asked by servers, and says nothing itself.
#[test]
fn a_list_does_not_speak() {
    let text = "<bob@example.net>:\nConnected to 192.0.2.1 but sender was rejected.\nRemote host said: 553 Defined SPAM source: bl.spamcop.net\n";
    let catalog = catalog();
    let shown = markdown(&explanation(&explained(text.as_bytes(), &catalog), &catalog).blocks);
    let said = shown
        .lines()
        .find(|line| line.starts_with("- **Said by:**"));
    assert!(shown.contains("SpamCop"));
    assert!(
        said.is_none_or(|said| !said.contains("SpamCop")),
        "{said:?}"
    );
}

#[rstest]
#[case::in_chinese(
    "正在发送邮件到 bob@example.net,kim@example.com...\n邮件发送失败 (550, b'User unknown')",
    &["bob@example.net", "kim@example.com"]
)]
#[case::in_czech(
    "Vaše zpráva pro <bob@example.net> ze dne 19.11.2012 nemohla být doručena.\n\n5.1.1 User unknown\n",
    &["bob@example.net"]
)]
#[case::of_a_dialog_in_portuguese(
    "O endereço de correio electrónico rejeitado foi '<bob@example.net>'. Assunto 'x', Servidor: 'mx.example.org', Resposta do Servidor: '553 este domínio não faz parte da minha lista (#5.7.1)', Porta: 25",
    &["bob@example.net"]
)]
#[case::the_account_of_a_program(
    "msmtp: the server sent an empty reply\nmsmtp: could not send mail (account ann@example.org from /home/ann/.msmtprc)",
    &[]
)]
#[case::the_name_of_a_message(
    "Der Mail-Server antwortete: Unsupported option:\n<8d7984b6-0afb-4294-b0dc-6f5f1e7843f9@example.org>, bitte überprüfen Sie die Einstellungen.",
    &[]
)]
#[case::of_a_name_that_was_taken_out("SMTP Error: verification failed for <wordpress@[MY DOMAIN].test>", &[])]
fn who_failed_is_named(#[case] text: &str, #[case] expected: &[&str]) {
    let explanation = explained(text.as_bytes(), &catalog());
    let named: Vec<_> = explanation
        .replies
        .iter()
        .filter_map(|one| one.recipient.as_deref())
        .collect();
    assert_eq!(named, expected);
}
