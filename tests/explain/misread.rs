//! Texts whose plain reading would mislead: a refusal numbered as an unknown user, what a server quotes of another one, numbers that no
//! mail server said, and a stage that stands on the line above.

use rstest::rstest;
use smtpref::explain::{Kind, Verdict};
use smtpref_catalog::{Command, Slug};

use super::{catalog, explained};

/// Nobody may be struck from a list because of a refusal that has a wrong number.
#[rstest]
#[case::spam("550 5.1.1 Blocked by our spam policy", "spam-content")]
#[case::reputation(
    "550 5.1.1 Sorry, your message was refused for poor reputation",
    "ip-reputation"
)]
#[case::domain("550 5.1.1 Domain of sender has bad reputation", "domain-reputation")]
#[case::list(
    "550 5.1.1 Sending IP blocked; contact abuse@example.net",
    "blocklisted"
)]
#[case::policy("550 5.1.1 <bob@example.net> Recipient refused by policy", "policy")]
#[case::policy_alone("550 5.1.1 policy violation", "policy")]
#[case::sender("550 5.1.1 sender blocked", "sender-rejected")]
fn a_refusal_of_something_else_is_no_unknown_user(#[case] text: &str, #[case] cause: &str) {
    let catalog = catalog();
    let answer = &explained(text.as_bytes(), &catalog).replies[0];
    assert_eq!(answer.cause.map(Slug::as_str), Some(cause), "{text}");
    assert_ne!(answer.address, Verdict::Gone, "{text}");
}

/// Words that say nothing else leave it to the number.
#[rstest]
#[case::refused("550 5.1.1 Rejected")]
#[case::unknown_words("550 5.1.1 xyzzy")]
#[case::both("550 5.1.1 <bob@example.net>: User unknown; see our spam policy")]
fn a_number_of_an_unknown_user_counts_otherwise(#[case] text: &str) {
    let catalog = catalog();
    let answer = &explained(text.as_bytes(), &catalog).replies[0];
    assert_eq!(
        answer.cause.map(Slug::as_str),
        Some("user-unknown"),
        "{text}"
    );
    assert_eq!(answer.address, Verdict::Gone, "{text}");
}

#[rstest]
#[case::greeting("554 mx.example.com ESMTP not accepting messages")]
#[case::host("554 5.3.0 mail.example.com host not accepting messages")]
fn a_host_that_takes_no_messages_refuses_for_good(#[case] text: &str) {
    let catalog = catalog();
    let answer = &explained(text.as_bytes(), &catalog).replies[0];
    assert_eq!(answer.cause.map(Slug::as_str), Some("policy"));
    assert_eq!(answer.permanent, Some(true));
}

const CHECK: &str = "2026-01-05 10:00:00 H=mail.example.org [192.0.2.1] sender verify fail for <anna@example.org>: response to \"RCPT TO:<anna@example.org>\" from mx.example.org [192.0.2.9] was: 550 5.1.1 <anna@example.org>: Recipient address rejected: User unknown";
const REJECTED: &str = "2026-01-05 10:00:00 H=mail.example.org [192.0.2.1] F=<anna@example.org> rejected RCPT <bob@example.net>: Sender verify failed";
const CALLED: &str = "550-Verification failed for <anna@example.org>\n550-Called:   192.0.2.9\n550-Sent:     RCPT TO:<anna@example.org>\n550-Response: 550 5.1.1 <anna@example.org>: Recipient address rejected: User unknown\n550 Sender verify failed";

/// What Exim asked another server of the sender is neither its own reply nor about a recipient.
#[rstest]
#[case::a_line(CHECK.to_owned(), "", None)]
#[case::and_the_refusal(format!("{CHECK}\n{REJECTED}"), "", Some("bob@example.net"))]
#[case::the_refusal_alone(REJECTED.to_owned(), "", Some("bob@example.net"))]
#[case::in_the_reply(CALLED.to_owned(), "550", None)]
fn the_check_of_a_sender_is_about_the_sender(
    #[case] text: String,
    #[case] codes: &str,
    #[case] recipient: Option<&str>,
) {
    let catalog = catalog();
    let explanation = explained(text.as_bytes(), &catalog);
    let [answer] = &explanation.replies[..] else {
        panic!("{:?}", explanation.replies)
    };
    assert_eq!(answer.cause.map(Slug::as_str), Some("sender-rejected"));
    assert_eq!(answer.codes.to_string(), codes);
    assert_eq!(answer.recipient.as_deref(), recipient);
    assert_eq!(answer.address, Verdict::NotAbout);
}

#[rstest]
#[case::placeholder("The server should return \"550 message\" to the client.")]
#[case::web("Error: Request failed with status code 550")]
#[case::script("It says 423 The account is blocked when I use JavaScript and try to send it")]
#[case::compared("if (event.error.code < 500 || event.error.code > 599) {")]
fn a_number_that_no_mail_server_said_is_no_reply(#[case] text: &str) {
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.kind, Kind::Nothing, "{:?}", explanation.replies);
}

#[rstest]
#[case::line_above(
    "SMTP error from remote mail server after end of data:\n550 Action not taken",
    Command::EndOfData
)]
#[case::quoted(
    "> SMTP error from remote mail server after RCPT TO:<bob@example.net>:\n> 550 no such user",
    Command::Rcpt
)]
#[case::dot(". 550 message rejected", Command::EndOfData)]
#[case::vrfy(
    "> EHLO me\n< 250 me\n> VRFY bob@example.net\n< 502 5.5.1 no",
    Command::Vrfy
)]
#[case::expn("> EHLO me\n< 250 me\n> EXPN staff\n< 502 5.5.1 no", Command::Expn)]
fn the_stage_is_that_of_the_command(#[case] text: &str, #[case] stage: Command) {
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.replies[0].stage, Some(stage));
}

/// A message that was taken up to its end was not refused for want of a recipient, unless the words say so.
#[rstest]
#[case::alike("after end of data:\n550 Action not taken", None)]
#[case::said("after end of data:\n550 User unknown", Some("user-unknown"))]
fn at_the_end_of_the_data_a_recipient_is_known(#[case] text: &str, #[case] cause: Option<&str>) {
    let text = format!("SMTP error from remote mail server {text}");
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.replies[0].cause.map(Slug::as_str), cause);
}

/// Where a connection failed, the host that is named has said nothing.
#[rstest]
#[case::timeout(
    "MailConnectException: Couldn't connect to host, port: smtp.zoho.com, 587; timeout 10000;",
    None
)]
#[case::said(
    "421 4.7.0 [TSS04] temporarily deferred; see https://help.yahoo.com/kb",
    Some("yahoo")
)]
fn nobody_spoke_where_no_connection_came_about(#[case] text: &str, #[case] provider: Option<&str>) {
    let explanation = explained(text.as_bytes(), &catalog());
    let answer = &explanation.replies[0];
    assert_eq!(answer.provider.map(Slug::as_str), provider);
}

/// Commands of a session say nothing of why it broke.
#[test]
fn commands_of_a_session_tell_no_cause() {
    let text = "<-  220 mail ESMTP\n -> EHLO me\n<-  250 SMTPUTF8\n -> MAIL FROM:<anna@example.org>\n<-  250 Accepted\n -> RCPT TO:<bob@example.net>\n<-  250 Accepted\n -> DATA\n<-  354 End data\n -> .\n*** Remote host closed connection unexpectedly.";
    let explanation = explained(text.as_bytes(), &catalog());
    let answer = &explanation.replies[0];
    assert_eq!(answer.cause.map(Slug::as_str), Some("network-error"));
    assert_eq!(answer.recipient.as_deref(), Some("bob@example.net"));
}

/// Commands alone are no failure, whatever the names in them look like.
#[test]
fn the_names_in_commands_are_no_reasons() {
    let text =
        "EHLO mail.example.org\nMAIL FROM:<ann@example.org>\nRCPT TO:<mailbox.full@example.net>";
    assert!(explained(text.as_bytes(), &catalog()).replies.is_empty());
}

/// A tree of a session has the name of who speaks above the reply.
#[test]
fn a_reply_below_the_name_of_its_speaker_is_read() {
    let text = "CLIENT 1:\n\u{2514}\u{2500}\u{2500}STARTTLS\nSERVER 1:\n\u{2514}\u{2500}\u{2500}220 OK\nCLIENT 1:\n\u{2514}\u{2500}\u{2500}RCPT TO:<bob@example.net>\nSERVER 1:\n\u{2514}\u{2500}\u{2500}550 User unknown";
    let explanation = explained(text.as_bytes(), &catalog());
    let answer = &explanation.replies[0];
    assert_eq!(answer.codes.to_string(), "550");
    assert_eq!(answer.recipient.as_deref(), Some("bob@example.net"));
    assert_eq!(answer.stage, Some(Command::Rcpt));
}

#[test]
fn an_answer_that_nobody_wrote_is_known_by_its_subject() {
    let text = "Subject: Carol Smith is out of the office.\n\nI will be out of the office until May 23.\nPlease send the question to the staff@lists.example.org mailing list. To subscribe to this list, send an empty message to staff-subscribe@lists.example.org.\n";
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.kind, Kind::AutoReply);
    assert!(explanation.replies.is_empty());
}

/// A verdict is followed by what to do for it, and not for another one.
#[rstest]
#[case::unproved(
    "550 Unrouteable address",
    Verdict::Unknown,
    "confirms that it is gone"
)]
#[case::proved(
    "550 5.1.1 <bob@example.net>: User unknown",
    Verdict::Gone,
    "suppress after one permanent refusal"
)]
#[case::for_now(
    "450 4.1.1 <bob@example.net>: User unknown",
    Verdict::Unknown,
    "after a temporary one"
)]
#[case::not_judged(
    "550 You can only send testing emails to your own email address (anna@example.org).",
    Verdict::NotAbout,
    "nobody looked the recipient up"
)]
#[case::of_the_cause(
    "554 5.7.1 <bob@example.net>: Relay access denied",
    Verdict::NotAbout,
    "went to a wrong server"
)]
fn what_to_do_with_an_address_fits_the_verdict(
    #[case] text: &str,
    #[case] verdict: Verdict,
    #[case] words: &str,
) {
    let catalog = catalog();
    let answer = &explained(text.as_bytes(), &catalog).replies[0];
    assert_eq!(answer.address, verdict);
    let note = answer.address_note(&catalog).unwrap();
    assert!(note.contains(words), "{note}");
}

/// To which command a server answered is the log's word and not the server's: of a number alone it tells no cause.
#[test]
fn the_command_that_a_log_names_tells_no_cause() {
    let text = "host mx.example.net[192.0.2.1] said: 550 (in reply to RCPT TO command)";
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.replies[0].cause, None);
    assert_eq!(explanation.replies[0].codes.to_string(), "550");
}

/// What stands behind the reply in a line of a log, as the name by which the client greeted, is no part of it.
#[test]
fn the_name_of_a_client_is_no_reason() {
    let text = "Jun  3 10:00:00 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from x[192.0.2.1]: 550 5.7.1 <bob@example.net>: flarp; from=<ann@example.org> to=<bob@example.net> proto=ESMTP helo=<mailbox full>";
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(
        explanation.replies[0].cause.map(Slug::as_str),
        Some("policy")
    );
}

/// That a command comes too early only follows from the refusal before it.
#[test]
fn a_command_that_comes_too_early_yields_to_the_refusal_before() {
    let text = "C: MAIL FROM:<anna@example.org>\nS: 550 5.1.8 Sender domain does not exist\nC: RCPT TO:<bob@example.net>\nS: 503 Error: need MAIL command\n";
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.replies[0].codes.to_string(), "550 5.1.8");
    let alone = "C: RCPT TO:<bob@example.net>\nS: 503 Error: need MAIL command\n";
    let explanation = explained(alone.as_bytes(), &catalog());
    assert_eq!(explanation.replies[0].codes.to_string(), "503");
}

/// What the server could not do itself says nothing of anybody's password.
#[rstest]
#[case::no_socket(
    "mx1 postfix/smtpd[8013]: warning: SASL: Connect to private/auth failed: No such file or directory"
)]
#[case::denied(
    "mx1 postfix/smtpd[8013]: warning: SASL: Connect to private/auth failed: Permission denied"
)]
#[case::over_tcp(
    "mx1 postfix/smtpd[8013]: warning: SASL: Connect to inet:127.0.0.1:12345 failed: Connection refused"
)]
#[case::no_mechanism("mx1 postfix/smtpd[8013]: fatal: no SASL authentication mechanisms")]
#[case::saslauthd(
    "warning: SASL authentication failure: cannot connect to saslauthd server: No such file or directory"
)]
#[case::backend("535 5.7.8 authentication backend unavailable")]
#[case::service("535 5.7.0 Authentication failed: authentication service unavailable")]
#[case::directory("535 Authentication failed: cannot connect to LDAP server")]
#[case::lost(
    "warning: unknown[192.0.2.4]: SASL LOGIN authentication failed: Connection lost to authentication server"
)]
fn a_broken_login_service_is_no_wrong_password(#[case] text: &str) {
    let catalog = catalog();
    let answer = &explained(text.as_bytes(), &catalog).replies[0];
    assert_eq!(
        answer.cause.map(Slug::as_str),
        Some("system-error"),
        "{text}"
    );
    assert_eq!(answer.address, Verdict::NotAbout, "{text}");
}

/// And a wrong password stays one.
#[rstest]
#[case::postfix("warning: unknown[192.0.2.4]: SASL LOGIN authentication failed: UGFzc3dvcmQ6")]
#[case::reply("535 5.7.8 Error: authentication failed: authentication failure")]
#[case::words("535 AUTH FAILED - bob@example.com")]
fn a_wrong_password_is_one(#[case] text: &str) {
    let catalog = catalog();
    let answer = &explained(text.as_bytes(), &catalog).replies[0];
    assert_eq!(
        answer.cause.map(Slug::as_str),
        Some("login-failed"),
        "{text}"
    );
}

/// The innermost fault is the one to cure, whatever the wrapper says of a connection.
#[rstest]
#[case::php(
    "SMTP Error: Could not connect to SMTP host. Connection failed. stream_socket_enable_crypto(): SSL operation failed with code 1. OpenSSL Error messages: error:1416F086:SSL routines:tls_process_server_certificate:certificate verify failed"
)]
#[case::short("Could not connect to SMTP host: certificate verify failed")]
#[case::microsoft(
    "450 4.4.317 Cannot establish session with remote server [Message=Remote certificate failed with domain validation]"
)]
fn a_certificate_beats_the_connection(#[case] text: &str) {
    let catalog = catalog();
    let answer = &explained(text.as_bytes(), &catalog).replies[0];
    assert_eq!(answer.cause.map(Slug::as_str), Some("tls-failed"), "{text}");
}

/// A sentence that many servers use names none of them.
#[rstest]
#[case::dmarc("550 5.7.1 Email rejected per DMARC policy for example.org")]
#[case::inactive("550 5.2.1 This mailbox has been blocked due to inactivity")]
#[case::content("554 rejected due to spam content")]
#[case::access(
    "550 #5.7.1 Your access to submit messages to this e-mail system has been rejected."
)]
#[case::policy(
    "host mail.corp.example[192.0.2.1] said: 554 5.7.1 Message rejected for policy reasons"
)]
#[case::closed("550 Account Closed, Please Remove")]
#[case::recipient("550 Invalid recipient: <bob@example.com>")]
#[case::reputation("550 Message rejected due to sender IP reputation ([192.0.2.10])")]
#[case::rejected("550 Mail content denied")]
fn a_sentence_of_many_names_nobody(#[case] text: &str) {
    let catalog = catalog();
    let answer = &explained(text.as_bytes(), &catalog).replies[0];
    assert_eq!(answer.provider, None, "{text}");
    assert_ne!(answer.cause, None, "{text}");
}

/// The host that spoke, or the server that wrote the report, tells who said a sentence that several products have.
#[rstest]
#[case::zoho(
    "host mx.zoho.com[192.0.2.1] said: 550 5.7.1 Email rejected per DMARC policy for example.org",
    "zoho"
)]
#[case::microsoft_login(
    "SASL authentication failed; server smtp.office365.com[192.0.2.1] said: 535 5.7.3 Authentication unsuccessful [FR0P281CA0001.DEUP281.PROD.OUTLOOK.COM]",
    "microsoft-365"
)]
#[case::exchange_login("535 5.7.3 Authentication unsuccessful", "exchange")]
#[case::send_as(
    "550 5.7.60 SMTP; Client does not have permissions to send as this sender [AM0PR01MB1234.eurprd01.prod.exchangelabs.com]",
    "microsoft-365"
)]
#[case::full(
    "Generating server: EX01.partner.example\nRemote Server returned '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded'",
    "exchange"
)]
#[case::list(
    "550 5.7.1 Service unavailable; Client host [192.0.2.10] blocked using FBLW15; To request removal from this list please forward this message to delist@messaging.microsoft.com",
    "microsoft-365"
)]
#[case::japan(
    "host mx1.mail.yahoo.co.jp[192.0.2.1] said: 554 delivery error: dd This user doesn't have a yahoo.co.jp account (bob@yahoo.co.jp) [-9]",
    "yahoo-japan"
)]
#[case::sfr(
    "host smtp-in.sfr.fr[192.0.2.1] said: 550 5.1.1 <bob@sfr.fr>... User unknown - LPN007_520",
    "sfr"
)]
#[case::orange(
    "421 mwinf5c30 ME Trop de connexions. Too many connections, slow down. OFR004_104 [104]",
    "orange"
)]
#[case::domino("User Paul Maier/ACME@ACME not listed in Domino Directory", "domino")]
fn who_spoke_is_known_by_the_host(#[case] text: &str, #[case] provider: &str) {
    let catalog = catalog();
    let answer = &explained(text.as_bytes(), &catalog).replies[0];
    assert_eq!(answer.provider.map(Slug::as_str), Some(provider), "{text}");
}

/// Greylisting comes before anybody looks for the mailbox.
#[rstest]
#[case::postgrey(
    "450 4.2.0 <bob@example.com>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/example.com.html"
)]
#[case::docker("450 4.2.0 <bob@example.com>: Recipient address rejected: Delayed by Postgrey")]
#[case::stalwart("452 4.2.2 Greylisted, please try again in a few moments.")]
#[case::zoho("451 4.7.1 Greylisted, try again after some time")]
#[case::no_name("450 4.7.1 Greylisting in action, please come back later")]
fn greylisting_says_nothing_of_the_address(#[case] text: &str) {
    let catalog = catalog();
    let answer = &explained(text.as_bytes(), &catalog).replies[0];
    assert_eq!(answer.cause.map(Slug::as_str), Some("greylisted"), "{text}");
    assert_eq!(answer.address, Verdict::NotAbout, "{text}");
}

/// A name that does not resolve is no broken connection, and a host that waits for room no absent person.
#[rstest]
#[case::domino(
    "Router: Failed to connect to SMTP host mx.example.net because The remote server is not a known TCP/IP host.",
    "dns-error"
)]
#[case::rspamd(
    "rspamd_task_write_log: id: <1@x.example>, qid: <4XzQ1c>, ip: 203.0.113.12, from: <a@x.example>, (default: T (reject): [19.30/15.00] [BAYES_SPAM(5.10){100.00%;},RBL_SPAMHAUS_XBL(4.00){203.0.113.12:from;}]), len: 2312",
    "spam-content"
)]
#[case::full_and_inactive("452 4.2.2 Mailbox full - user inactive", "mailbox-full")]
fn one_word_does_not_decide(#[case] text: &str, #[case] cause: &str) {
    let catalog = catalog();
    let answer = &explained(text.as_bytes(), &catalog).replies[0];
    assert_eq!(answer.cause.map(Slug::as_str), Some(cause), "{text}");
}

/// A session of another protocol has numbers of its own.
#[rstest]
#[case::of_a_client("ftp> put a.txt\nlocal: a.txt remote: a.txt\n553 Could not create file.")]
#[case::of_a_server("227 Entering Passive Mode (192,0,2,1,4,1)\n550 Failed to open file.")]
#[case::in_the_old_way("200 PORT command successful.\n550 Permission denied.")]
fn a_transfer_of_files_is_no_mail(#[case] text: &str) {
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(
        (explanation.kind, explanation.replies.len()),
        (Kind::Nothing, 0)
    );
}

/// Only a header of an automatic answer was pasted, or its subject in a language that nobody knows here.
#[test]
fn a_header_tells_an_automatic_answer() {
    let text = "X-Autoreply: yes\n\nAnna has moved to Example; she no longer works here. Your mail was forwarded.";
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(
        (explanation.kind, explanation.replies.len()),
        (Kind::AutoReply, 0)
    );
}

/// The number of a limit is no code, and what a label announces is one.
#[rstest]
#[case::a_quota(
    "Message would take you over your relay quota of 500 Current quota used: 487 SMTP code: 552",
    "552"
)]
#[case::a_failed_command(
    "Error: Mail command failed:501 mail from address must be same as authorization user",
    "501"
)]
#[case::in_italics("Search for _501 Rejected by policy [1.2]_ there, please", "501")]
#[case::in_bold("It says *550 5.1.1 User unknown* to all of us", "550 5.1.1")]
#[case::a_number_in_bold("It answers **550** User unknown", "550")]
#[case::an_explanation("Rejected-For: bob@example.net,\n explanation 554 rejected", "554")]
#[case::the_end_of_many_tries(
    "bob@example.net\n11/7/2026 3:58:12 PM - Server at a.example.com returned '550 5.4.317 Message expired, cannot connect to remote server'\n11/7/2026 3:48:53 PM - Server at 192.0.2.85 (192.0.2.85) returned '450 4.4.317 Cannot establish session with remote server'",
    "550 5.4.317"
)]
fn the_code_is_what_the_server_said(#[case] text: &str, #[case] code: &str) {
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.replies[0].codes.to_string(), code);
}

/// Words that only title a number hint at nothing, and the words below it are those of the reply.
#[rstest]
#[case::a_title("Error code: 550", None)]
#[case::a_short_title("SMTP error 554", None)]
#[case::a_paragraph("550 5.5.0\n\nMailbox full", Some("mailbox-full"))]
#[case::a_table(
    "**NDR code**\n550 5.5.0\n\n**Description**\nRequested action not taken: mailbox unavailable",
    Some("user-unknown")
)]
#[case::a_label("Error code: 550\n\nError message: mailbox full", Some("mailbox-full"))]
fn a_code_alone_is_told_by_what_stands_below(#[case] text: &str, #[case] cause: Option<&str>) {
    let explanation = explained(text.as_bytes(), &catalog());
    let told = explanation.replies[0].cause;
    assert_eq!(
        told.map(|cause| cause.as_str().to_owned()).as_deref(),
        cause
    );
}

/// What a notice of any failure says, and what stands around it, is no reason.
#[rstest]
#[case::qmail(
    "Hi. This is the deliverd program at mail.example.org.\nI'm afraid I wasn't able to deliver your message to the\nfollowing addresses. This is a permanent error; I've given up.\nSorry it didn't work out.\n\n<bob@example.net>:\n"
)]
#[case::exchange(
    "Your message did not reach some or all of the intended recipients.\n\nThe following recipient(s) could not be reached:\n\n      bob@example.net on 8/1/97 2:02 PM\n"
)]
#[case::what_its_reader_thinks(
    "This is an automatically generated Delivery Status Notification. Delivery to the following recipients failed.\nbob@example.net\n\nJust wanted to let you know in case others are having the same issue."
)]
#[case::what_its_reader_asks(
    "This is the mail system at host proxy.example.com.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. It's attached below.\n\nbob@example.net: example.net\n\nFinal-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.0.0\n\n@anna can you please check if bob@example.net is setup as a valid email address?"
)]
fn the_frame_of_a_notice_is_no_reason(#[case] text: &str) {
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.kind, Kind::Bounce);
    assert_eq!(explanation.replies[0].cause, None, "{text}");
}

/// The words of an outage count where they speak of a host.
#[test]
fn a_host_that_could_not_be_reached_is_the_reason() {
    let text = "Your message did not reach some or all of the intended recipients.\n\n      bob@example.net on 8/1/97 2:02 PM\n            The host mx.example.net could not be reached\n";
    let answer = &explained(text.as_bytes(), &catalog()).replies[0];
    assert_eq!(answer.cause.map(Slug::as_str), Some("network-error"));
}

/// Outlook's line below a status is the reply, though it is not indented.
#[test]
fn a_reply_below_a_status_is_read() {
    let text = "Status: 5.7.1\nRemote Server returned '550 5.7.1 Sender rejected. Sender domain is blacklisted. IB309'\n";
    let answer = &explained(text.as_bytes(), &catalog()).replies[0];
    assert_eq!(answer.codes.to_string(), "550 5.7.1");
}

/// A code that is said to be an error is one, in a text of any length.
#[test]
fn a_code_that_is_called_an_error_is_read() {
    let text = "MESSAGE NOT DELIVERED\n\nThere was an issue delivering your message to bob@example.net. This\nis an 5.1.2 Error.\n\nThis error typically means: The domain name of the email address is not valid\n";
    let answer = &explained(text.as_bytes(), &catalog()).replies[0];
    assert_eq!(answer.codes.to_string(), "5.1.2");
    assert_eq!(answer.cause.map(Slug::as_str), Some("domain-not-found"));
    assert_eq!(answer.recipient.as_deref(), Some("bob@example.net"));
}

/// What programs and people write where no address is, is nobody's.
#[rstest]
#[case::of_a_program("null")]
#[case::of_a_person("redacted")]
fn no_name_is_nobody(#[case] name: &str) {
    let text = format!(
        "Reporting-MTA: dns;mx.example.org\n\nFinal-Recipient: rfc822; {name}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n"
    );
    let answer = &explained(text.as_bytes(), &catalog()).replies[0];
    assert_eq!(answer.recipient, None);
    assert_eq!(answer.codes.to_string(), "550 5.1.1");
}

/// How long to wait is no quota of a mailbox, whatever the number usually means; under the codes of greylisting it is that.
#[rstest]
#[case::a_rare_number("422 try again in 15 seconds", "rate-limited")]
#[case::a_first_contact("450 try again in 60 seconds", "greylisted")]
#[case::a_first_contact_with_both_codes("451 4.7.1 Please try again in 5 minutes", "greylisted")]
fn who_is_told_when_to_come_back_was_too_fast(#[case] text: &str, #[case] cause: &str) {
    let answer = &explained(text.as_bytes(), &catalog()).replies[0];
    assert_eq!(answer.cause.map(Slug::as_str), Some(cause));
    assert_eq!(answer.address, Verdict::NotAbout);
}

/// Single words do not tell whose domain is missing: only a code that says so makes an address gone.
#[rstest]
#[case::a_sender("553 mail.example.org does not exist", Verdict::Unknown)]
#[case::of_no_code("550 5.0.0 NoMxHostFoundException: null", Verdict::Unknown)]
#[case::of_the_code("550 5.1.2 NoMxHostFoundException: null", Verdict::Gone)]
#[case::of_somebody(
    "<bob@example.net>: 550 5.0.0 NoMxHostFoundException: null",
    Verdict::Gone
)]
fn a_domain_is_not_gone_by_words_alone(#[case] text: &str, #[case] expected: Verdict) {
    let answer = &explained(text.as_bytes(), &catalog()).replies[0];
    assert_eq!(answer.cause.map(Slug::as_str), Some("domain-not-found"));
    assert_eq!(answer.address, expected);
}

/// A title says no more of a mailbox than the verdict does.
#[rstest]
#[case::open("550 #5.1.0 Address rejected.", "most likely")]
#[case::proved("550 5.1.1 <bob@example.net>: User unknown", "nobody there")]
fn the_summary_is_no_surer_than_the_verdict(#[case] text: &str, #[case] expected: &str) {
    let catalog = catalog();
    let page = smtpref::document::explanation(&explained(text.as_bytes(), &catalog), &catalog);
    assert!(page.summary.contains(expected), "{}", page.summary);
}

/// Words that stand side by side are shown as one, and those that any sentence has are not shown.
#[test]
fn what_told_it_are_whole_words() {
    let text = "550 5.1.1 Address does not exist";
    let answer = &explained(text.as_bytes(), &catalog()).replies[0];
    let shown: Vec<&str> = answer
        .evidence
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(shown, ["550 5.1.1", "Address does not exist"]);
}

/// The domain of a refused sender is not the one that refused.
#[rstest]
#[case::a_sender("550 envelope sender not allowed anna@yahoo.com", None)]
#[case::a_sender_whom_many_refuse("550 <anna@free.fr>... We don't accept mail from spammers", None)]
#[case::a_host_that_speaks(
    "host mta5.am0.yahoodns.net[192.0.2.1] said: 550 envelope sender not allowed anna@example.org",
    Some("yahoo")
)]
fn the_domain_of_a_sender_did_not_speak(#[case] text: &str, #[case] provider: Option<&str>) {
    let answer = &explained(text.as_bytes(), &catalog()).replies[0];
    assert_eq!(answer.provider.map(Slug::as_str), provider, "{answer:?}");
}
