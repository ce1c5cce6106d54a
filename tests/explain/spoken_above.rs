//! Who spoke where the host stands in a line of its own: above the reply as Postfix, Exim and Sendmail write it, and in the field of a report.

use rstest::rstest;
use smtpref::document::{explanation, markdown};
use smtpref::explain::{Origin, Verdict};
use smtpref_catalog::Slug;

use super::{catalog, explained};

/// What GMX says of a name that it does not know; of others the words leave that open.
const REPLY: &str = "550 Requested action not taken: mailbox unavailable";

#[rstest]
#[case::postfix(
    "<bob@example.net>: host HOST[192.0.2.33] said:\n    REPLY (in reply to\n    RCPT TO command)\n"
)]
#[case::postfix_in_one_line(
    "<bob@example.net>: host HOST[192.0.2.33] said: REPLY (in reply to RCPT TO command)\n"
)]
#[case::exim(
    "  bob@example.net\n    SMTP error from remote mail server after RCPT TO:<bob@example.net>:\n    host HOST [192.0.2.33]:\n    REPLY\n"
)]
#[case::exim_before(
    "  bob@example.net\n    host HOST [192.0.2.33]\n    SMTP error from remote mail server after RCPT TO:<bob@example.net>:\n    REPLY\n"
)]
#[case::a_hoster(
    "  \"bob@example.net\":\n    SMTP error from remote server after RCPT command:\n    host: HOST\n    REPLY\n"
)]
#[case::another_hoster("<bob@example.net> failed: HOST:\nREPLY\n")]
#[case::sendmail(
    "... while talking to HOST.:\n>>> RCPT To:<bob@example.net>\n<<< REPLY\n550 5.1.1 <bob@example.net>... User unknown\n"
)]
#[case::sendmail_with_its_reason(
    "<bob@example.net>\n    (reason: REPLY)\n\n   ----- Transcript of session follows -----\n... while talking to HOST.:\n>>> DATA\n<<< REPLY\n"
)]
#[case::gmail(
    "Delivery to the following recipient failed permanently:\n\n     bob@example.net\n\nGoogle tried to deliver your message, but it was rejected by the server for the recipient domain example.net by HOST. [192.0.2.33].\n\nThe error that the other server returned was:\nREPLY\n"
)]
#[case::a_session(
    "=== Trying HOST:25...\n=== Connected to HOST.\n<-  220 ready\n -> EHLO x\n<-  250 ok\n -> MAIL FROM:<anna@example.org>\n<-  250 ok\n -> RCPT TO:<bob@example.net>\n<** REPLY\n"
)]
#[case::a_greeting(
    "220 HOST ESMTP\nHELO x\n250 ok\nMAIL FROM:<anna@example.org>\n250 ok\nRCPT TO:<bob@example.net>\nREPLY\n"
)]
#[case::an_event_of_mailgun(
    r#"{"event":"failed","severity":"permanent","recipient":"bob@example.net","delivery-status":{"code":550,"message":"REPLY","mx-host":"HOST"}}"#
)]
#[case::a_record_of_kumomta(
    r#"{"type":"Bounce","recipient":"bob@example.net","response":{"code":550,"content":"REPLY"},"peer_address":{"name":"HOST","addr":"192.0.2.33"}}"#
)]
#[case::a_report(
    "Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.0.0\nRemote-MTA: dns; HOST\nDiagnostic-Code: smtp; REPLY\n"
)]
fn the_host_above_a_reply_tells_who_spoke(#[case] text: &str) {
    let catalog = catalog();
    let told = |host: &str| {
        let text = text.replace("HOST", host).replace("REPLY", REPLY);
        let answer = &explained(text.as_bytes(), &catalog).replies[0];
        let provider = answer.provider.map(|name| name.as_str().to_owned());
        (provider, answer.address)
    };
    let of_gmx = (Some("united-internet".to_owned()), Verdict::Gone);
    assert_eq!(told("mx00.gmx.net"), of_gmx, "{text}");
    assert_eq!(told("mx.example.net"), (None, Verdict::Unknown), "{text}");
}

/// The host of the entry above said nothing of the next one.
#[rstest]
#[case::of_another_recipient(
    "<anna@example.org>: host mx00.gmx.net[192.0.2.33] said:\n    450 try later\n\n<bob@example.net>: host mx.example.net[192.0.2.34] said:\n    550 Requested action not taken: mailbox unavailable\n"
)]
#[case::above_a_blank_line(
    "It went by host mx00.gmx.net [192.0.2.33]\n\n550 Requested action not taken: mailbox unavailable <bob@example.net>\n"
)]
#[case::of_one_of_two_sessions(
    "<anna@example.org>\n    (reason: 552 full)\n<bob@example.net>\n    (reason: 550 Requested action not taken: mailbox unavailable)\n\n... while talking to mx00.gmx.net.:\n>>> RCPT To:<anna@example.org>\n<<< 552 full\n... while talking to mx.example.net.:\n>>> RCPT To:<bob@example.net>\n<<< 550 Requested action not taken: mailbox unavailable\n"
)]
#[case::of_another_report(
    "Final-Recipient: rfc822; anna@example.org\nAction: failed\nStatus: 5.2.2\nRemote-MTA: dns; mx00.gmx.net\nDiagnostic-Code: smtp; 552 full\n\nFinal-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 Requested action not taken: mailbox unavailable\n"
)]
fn the_host_of_another_reply_is_left_out(#[case] text: &str) {
    let answers = explained(text.as_bytes(), &catalog()).replies;
    let of_bob = answers.last().unwrap();
    assert_eq!(of_bob.provider.map(Slug::as_str), None, "{answers:?}");
    assert_eq!(of_bob.address, Verdict::Unknown, "{answers:?}");
}

/// Whose words are quoted did not write the text, and a program's own method is no server.
#[rstest]
#[case::exim_behind_postfix(
    "<bob@example.net>: host mx.example.net[192.0.2.3] said: 550\nUnrouteable address (in reply to RCPT TO command)\n",
    Some("exim"),
    Some(Origin::Remote)
)]
#[case::exim_of_itself(
    "2026-11-20 12:00:01 1rTd2x-000abc-1A ** bob@example.net: Unrouteable address",
    Some("exim"),
    Some(Origin::Own)
)]
#[case::a_method(
    "File \"a.py\", line 7, in send\n    server.sendmail(a, b, c)\nsmtplib.SMTPSenderRefused: (530, b'5.7.0 Must issue a STARTTLS command first', 'anna@example.org')\n",
    None,
    None
)]
#[case::qmail_of_a_filter(
    "This is the mail delivery agent at messagelabs.com.\nI was not able to deliver your message to the following addresses.\n\n<bob@example.net>:\n192.0.2.16 does not like recipient.\nRemote host said: 550 Mailbox unavailable or access denied - <bob@example.net>\n",
    None,
    Some(Origin::Remote)
)]
fn a_quoted_server_is_no_writer(
    #[case] text: &str,
    #[case] provider: Option<&str>,
    #[case] origin: Option<Origin>,
) {
    let answer = &explained(text.as_bytes(), &catalog()).replies[0];
    assert_eq!(answer.provider.map(Slug::as_str), provider, "{answer:?}");
    assert_eq!(answer.origin, origin, "{answer:?}");
}

/// A service whose words a log holds did not write it.
#[test]
fn a_service_wrote_no_log() {
    let catalog = catalog();
    let log = "Nov 20 12:16:33 mx postfix/smtp[2]: 4F2A250333: SASL authentication failed; server smtp.gmail.com[192.0.2.1] said: 535-5.7.8 Username and Password not accepted. For more information, go to 535 5.7.8  https://support.google.com/mail/?p=BadCredentials";
    let shown = markdown(&explanation(&explained(log.as_bytes(), &catalog), &catalog).blocks);
    assert!(shown.contains("Google"), "{shown}");
    assert!(!shown.contains("that wrote this log"), "{shown}");
}
