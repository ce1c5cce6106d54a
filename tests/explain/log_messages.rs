//! Whom a line of a log is about that does not name its recipient as others do, and replies that begin within a line.

use rstest::rstest;
use smtpref::explain::{Explanation, Kind};
use smtpref_catalog::{Command, Fate};

use super::wholes::answers;
use super::{catalog, explained};

fn read(text: &str) -> Explanation {
    explained(text.as_bytes(), &catalog())
}

const STARTING: &str =
    "@4000000065a1b2c3d4e5f607 starting delivery 12: msg 41 to remote bob@example.net\n";

/// qmail names a recipient where a delivery begins, and afterwards only its number.
#[rstest]
#[case::of_another_delivery(
    &format!("{STARTING}@4000000065a1b2c3d4e5f608 delivery 12: deferral: Remote_host_said:_450_4.2.0_Greylisted/\n@4000000065a1b2c3d4e5f609 delivery 13: failure: Sorry,_I_couldn't_find_any_host_named_exampel.net._(#5.1.2)/\n"),
    &["bob@example.net 450 4.2.0 greylisted", "5.1.2 domain-not-found"]
)]
#[case::of_its_own(
    &format!("{STARTING}@4000000065a1b2c3d4e5f608 delivery 12: failure: Remote_host_said:_550_5.1.1_User_unknown/\n"),
    &["bob@example.net 550 5.1.1 user-unknown"]
)]
#[case::alone(
    "delivery 13: failure: Remote_host_said:_550_5.1.1_User_unknown/",
    &["550 5.1.1 user-unknown"]
)]
#[case::put_off("delivery 13: deferral: Remote_host_said:_450_4.2.0_Greylisted/", &["450 4.2.0 greylisted"])]
#[case::with_seconds(
    "1763632800.123456 starting delivery 14: msg 41 to local bob@example.net\n1763632801.123456 delivery 14: failure: Remote_host_said:_550_5.1.1_User_unknown/\n",
    &["bob@example.net 550 5.1.1 user-unknown"]
)]
fn a_delivery_of_qmail_has_a_number(#[case] text: &str, #[case] expected: &[&str]) {
    let explanation = read(text);
    assert_eq!(explanation.kind, Kind::Log);
    assert_eq!(answers(&explanation), expected);
}

/// Cisco numbers the recipients of each message, and names them once.
#[test]
fn recipients_of_cisco_have_numbers() {
    let text = "Fri Nov 20 09:59:00 2026 Info: MID 456 ICID 12 RID 0 To: <bob@example.net>
Fri Nov 20 09:59:00 2026 Info: MID 456 ICID 12 RID 1 To: <carol@example.net>
Fri Nov 20 09:59:00 2026 Info: MID 457 ICID 12 RID 0 To: <amy@example.net>
Fri Nov 20 09:59:01 2026 Info: Bounced: DCID 123 MID 456 to RID 1 - Bounced by destination server with response: 5.1.0 - Unknown address error ('550', ['5.1.1 User unknown'])
Fri Nov 20 09:59:02 2026 Info: Delayed: DCID 124 MID 457 to RID 0 - 4.1.0 - Unknown address error ('451', ['4.2.0 Greylisted'])
";
    assert_eq!(
        answers(&read(text)),
        [
            "carol@example.net 550 5.1.1 user-unknown",
            "amy@example.net 451 4.2.0 greylisted"
        ]
    );
}

fn said(id: &str, reply: &str) -> String {
    format!(
        "Nov 20 09:57:00 mail postfix/smtp[22]: {id}: host mx.test[192.0.2.1] said: {reply} (in reply to RCPT TO command)\n"
    )
}

const BOUNCED: &str = "Nov 20 09:57:00 mail postfix/smtp[21]: 4XvC3: to=<amy@example.net>, relay=mx.test[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx.test[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command))\n";
const AMY: &str = "amy@example.net 550 5.1.1 user-unknown";

/// A reply names its recipient where the line has none; the sender whom it names is nobody's recipient.
#[rstest]
#[case::of_another_message(
    "4XvC4",
    "450 4.2.0 <bob@example.net>: Greylisted",
    "bob@example.net 450 4.2.0 greylisted"
)]
#[case::of_a_sender(
    "4XvC4",
    "450 4.1.8 <eve@example.org>: Sender address rejected: Domain not found",
    "450 4.1.8 sender-domain-not-found"
)]
#[case::that_names_nobody("4XvC4", "552 5.2.2 Mailbox full", "552 5.2.2 mailbox-full")]
fn a_message_without_a_recipient_is_told_beside_others(
    #[case] id: &str,
    #[case] reply: &str,
    #[case] expected: &str,
) {
    let text = format!("{BOUNCED}{}", said(id, reply));
    assert_eq!(answers(&read(&text)), [AMY, expected]);
}

/// What a host said of a message of which the next line tells more is no failure of its own.
#[test]
fn a_message_with_a_recipient_is_told_once() {
    let text = format!("{}{BOUNCED}", said("4XvC3", "450 4.7.1 Try the other host"));
    assert_eq!(answers(&read(&text)), [AMY]);
}

/// A client that was refused as it connected is another failure than the message that bounced.
#[test]
fn a_refused_connection_is_told_beside_a_bounce() {
    let text = format!(
        "{BOUNCED}Nov 20 09:57:02 mail postfix/smtpd[23]: NOQUEUE: reject: CONNECT from unknown[192.0.2.9]: 554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org; proto=SMTP\n"
    );
    assert_eq!(answers(&read(&text)), [AMY, "554 5.7.1 blocklisted"]);
}

#[rstest]
#[case::behind_a_quotation_mark(
    "Could not send: data: '550-Sorry.\n550-This is for you:\n550 5.1.1 No such user here'"
)]
#[case::behind_a_word(
    "mail failed with error 550-Sorry.\n550-This is for you:\n550 5.1.1 No such user here"
)]
#[case::in_a_log(
    "2026-11-20 09:58:00 ERROR smtp: '550-Sorry.\n550-This is for you:\n550 5.1.1 No such user here'\n2026-11-20 09:58:01 INFO done"
)]
#[case::first_line_wrapped(
    "Could not send: data: '550-Sorry, it was not\ntaken.\n550 5.1.1 No such user here'"
)]
fn a_reply_that_begins_within_a_line_is_read_to_its_end(#[case] text: &str) {
    assert_eq!(answers(&read(text)), ["550 5.1.1 user-unknown"]);
}

/// Its first line tells as well, and the last one is not another reply.
#[test]
fn the_first_line_of_such_a_reply_tells() {
    let text = "Could not send: data: '550-The mailbox is full.\n550-Sorry.\n550 Goodbye.'";
    assert_eq!(answers(&read(text)), ["550 mailbox-full"]);
}

/// Two codes of one reply stand around the command.
#[rstest]
#[case::at_rcpt(
    "SMTP error 554 after RCPT TO:<bob@example.net>: 5.7.1 <bob@example.net>: Relay access denied",
    "bob@example.net 554 5.7.1 relay-denied"
)]
#[case::without_the_name_again(
    "SMTP error 550 after RCPT TO:<bob@example.net>: 5.1.1 User unknown",
    "bob@example.net 550 5.1.1 user-unknown"
)]
#[case::at_the_end_of_data(
    "SMTP error 552 after end of data: 5.2.2 Mailbox full",
    "552 5.2.2 mailbox-full"
)]
#[case::in_a_log(
    "2026-11-20 09:59:00 1tDjAE-000ABG-5b ** bob@example.net R=dnslookup T=remote_smtp: SMTP error 554 after RCPT TO:<bob@example.net>: 5.7.1 Relay access denied",
    "bob@example.net 554 5.7.1 relay-denied"
)]
fn codes_around_a_command_are_one_reply(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(answers(&read(text)), [expected]);
}

/// A reply of another class before the recipient is another one.
#[test]
fn a_code_of_another_class_is_another_reply() {
    let text = "SMTP error 451 before; carol@example.net: 5.1.1 User unknown; bob@example.net: 5.2.2 Mailbox full";
    let told = answers(&read(text));
    assert!(
        told.contains(&"carol@example.net 5.1.1 user-unknown".to_owned()),
        "{told:?}"
    );
}

#[rstest]
#[case::msmtp(
    "Nov 20 09:53:00 host=smtp.example.org from=anna@example.org recipients=bob@example.net smtpstatus=550 smtpmsg='550 5.1.1 User unknown' errormsg='no' exitcode=EX_DATAERR"
)]
#[case::ssmtp("Nov 20 09:54:00 web sSMTP[23]: 550 5.1.1 <bob@example.net>: User unknown")]
fn a_program_that_sends_keeps_no_message(#[case] text: &str) {
    let explanation = read(text);
    assert_eq!(
        answers(&explanation),
        ["bob@example.net 550 5.1.1 user-unknown"]
    );
    assert_eq!(explanation.replies[0].message, Some(Fate::NotSent));
}

/// The stage of a session in a log is that of the command above.
#[test]
fn the_stage_is_that_of_the_command() {
    let text = "Fri 2026-11-20 09:42:05: --> MAIL FROM:<anna@example.org>\nFri 2026-11-20 09:42:05: <-- 530 5.7.1 Authentication required\n";
    assert_eq!(read(text).replies[0].stage, Some(Command::Mail));
}

/// Sendmail's line of the notice that it wrote is no failure of whom it wrote to.
#[test]
fn who_got_the_notice_of_sendmail_did_not_fail() {
    let text = "Sep 14 11:59:34 mail sm-mta[7425]: l8E3xVpO007423: to=<bob@example.com>, delay=00:00:03, mailer=esmtp, relay=example.com. [198.51.100.210], dsn=5.1.1, stat=User unknown\nSep 14 11:59:35 mail sm-mta[7425]: l8E3xVpO007423: l8E3xZpO007425: DSN: User unknown\nSep 14 11:59:35 mail sm-mta[7425]: l8E3xZpO007425: to=<anna@example.org>, delay=00:00:00, mailer=local, dsn=2.0.0, stat=Sent";
    let replies = explained(text.as_bytes(), &catalog()).replies;
    let people: Vec<_> = replies.iter().map(|one| one.recipient.as_deref()).collect();
    assert_eq!(people, [Some("bob@example.com")]);
}
