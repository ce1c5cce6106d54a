//! What a whole text says, where one part of it decides: a report, a notice, a reply of several lines, an event.

use rstest::rstest;
use smtpref::explain::Explanation;

use super::{catalog, explained};

/// Recipient, codes and cause of each answer, in a line.
pub(super) fn answers(explanation: &Explanation) -> Vec<String> {
    let answers = explanation.replies.iter();
    answers
        .map(|answer| {
            let cause = answer.cause.map(|cause| cause.to_string());
            let recipient = answer.recipient.clone();
            let parts = [recipient, Some(answer.codes.to_string()), cause];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            parts.join(" ")
        })
        .collect()
}

#[rstest]
#[case::a_report_tells_only_of_those_who_got_nothing(
    "Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; amy@example.net
Action: delivered
Status: 2.1.5

Final-Recipient: rfc822; bob@example.net
Action: failed
Status: 5.1.1
",
    "bob@example.net 5.1.1 user-unknown"
)]
#[case::the_last_attempt_of_a_log_with_its_own_words(
    "May 29 10:00:00 mx postfix/smtp[1]: ABC1: to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command))
May 30 11:00:00 mx postfix/smtp[2]: ABC1: to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, dsn=5.7.1, status=bounced (host mx.example.net[192.0.2.1] said: 554 5.7.1 Spam rejected (in reply to end of DATA command))
",
    "bob@example.net 554 5.7.1 spam-content"
)]
#[case::a_log_tells_of_no_message_that_was_delivered_in_the_end(
    "May 29 10:00:00 mx postfix/smtp[1]: ABC123: to=<amy@example.net>, relay=mx.example.net[192.0.2.1]:25, dsn=4.2.0, status=deferred (host mx.example.net[192.0.2.1] said: 450 4.2.0 Greylisted (in reply to RCPT TO command))
May 29 10:01:00 mx postfix/smtp[1]: ABC124: to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, dsn=4.2.0, status=deferred (host mx.example.net[192.0.2.1] said: 450 4.2.0 Greylisted (in reply to RCPT TO command))
May 29 10:06:00 mx postfix/smtp[2]: ABC123: to=<amy@example.net>, relay=mx.example.net[192.0.2.1]:25, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4F1)
May 29 10:07:00 mx postfix/smtp[2]: ABC125: to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4F2)
",
    "bob@example.net 450 4.2.0 greylisted"
)]
#[case::the_same_log_of_exim(
    "2025-06-03 10:00:00 1uMAbc-0001AB-1c == amy@example.net R=dnslookup T=remote_smtp defer (0): SMTP error from remote mail server after RCPT TO:<amy@example.net>: host mx.example.net [192.0.2.1]: 450 4.2.0 Greylisted
2025-06-03 10:00:01 1uMAbc-0001AB-1d == bob@example.net R=dnslookup T=remote_smtp defer (0): SMTP error from remote mail server after RCPT TO:<bob@example.net>: host mx.example.net [192.0.2.1]: 450 4.2.0 Greylisted
2025-06-03 10:06:00 1uMAbc-0001AB-1c => amy@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.1] C=\"250 Ok\"
",
    "bob@example.net 450 4.2.0 greylisted"
)]
#[case::nobody_left_to_send_to_is_no_news(
    "250 2.1.0 Ok
554 5.7.1 <bob@example.net>: Recipient address rejected: Access denied
554 5.5.1 Error: no valid recipients
221 2.7.0 Goodbye
",
    "bob@example.net 554 5.7.1 policy"
)]
#[case::an_echo_that_is_told_twice(
    "Expected response code 354 but got code \"503\", with message \"503 Valid RCPT command must precede DATA\" >> DATA << 451 Temporary local problem - please try later !! Expected response code 250 but got code \"451\", with message \"451 Temporary local problem - please try later\" << 503 Valid RCPT command must precede DATA !! got code \"503\", with message \"503 Valid RCPT command must precede DATA\"
",
    "451 system-error"
)]
#[case::the_code_before_a_quoted_recipient(
    "SMTP Error (450): Failed to add recipient \"bob@example.net\" (4.1.2 <bob@example.net>: Recipient address rejected: Domain not found).
",
    "bob@example.net 450 4.1.2 domain-not-found"
)]
#[case::a_notice_that_was_put_on_one_line(
    "This is the mail system at host mx.example.org. Your message could not be delivered to one or more recipients. The mail system <bob@example.net>: host mx.example.net[192.0.2.9] said: 550 5.7.1 Blocked by our filter for spam (in reply to end of DATA command)
",
    "bob@example.net 550 5.7.1 spam-content"
)]
#[case::a_session_that_broke_names_whom_it_was_for(
    "C: MAIL FROM:<anna@example.org>
S: 250 2.1.0 Ok
C: RCPT TO:<bob@example.net>
S: 250 2.1.5 Ok
C: DATA
S: 354 Go ahead
SMTP Error: The connection was lost in the middle of the transaction
",
    "bob@example.net  network-error"
)]
#[case::who_was_accepted_in_a_session_did_not_fail(
    "< 250 2.1.5 <amy@example.net>... Recipient ok
> RCPT TO:<bob@example.net>
< 550 5.1.1 No such user: <bob@example.net>
> QUIT
< 221 2.0.0 Bye

I expected a mail to amy@example.net, and no mail to bob@example.net.
",
    "bob@example.net 550 5.1.1 user-unknown"
)]
#[case::lines_of_a_log_behind_the_name_of_its_file(
    "/var/log/mail.info:May  1 22:50:16 mx postfix/smtp[1]: 880FEA0B50: to=<amy@example.org>, relay=mx.example.org[192.0.2.1]:25, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4F1)
/var/log/mail.info:May  1 22:55:38 mx postfix/smtpd[2]: NOQUEUE: reject: RCPT from mx.example.org[192.0.2.1]: 454 4.7.1 <bob@example.net>: Relay access denied; from=<amy@example.org> to=<bob@example.net> proto=ESMTP helo=<mx.example.org>
",
    "bob@example.net 454 4.7.1 relay-denied"
)]
#[case::lines_of_a_log_behind_their_numbers(
    "mail.log:17:May  1 22:50:16 mx postfix/smtp[1]: 880FEA0B50: to=<amy@example.org>, relay=mx.example.org[192.0.2.1]:25, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4F1)
mail.log:18:May  1 22:55:38 mx postfix/smtpd[2]: NOQUEUE: reject: RCPT from mx.example.org[192.0.2.1]: 454 4.7.1 <bob@example.net>: Relay access denied; from=<amy@example.org> to=<bob@example.net> proto=ESMTP helo=<mx.example.org>
",
    "bob@example.net 454 4.7.1 relay-denied"
)]
#[case::a_reply_code_where_a_report_has_its_status(
    "Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; bob@example.net
Action: failed
Status: 550 5.1.1
",
    "bob@example.net 550 5.1.1 user-unknown"
)]
#[case::the_words_of_the_notice_where_the_status_is_vague(
    "From: MAILER-DAEMON@mx.example.org
To: ann@example.org
Subject: Undelivered Mail Returned to Sender

This is the mail system. Your message could not be delivered.
The hosting plan of this customer is unpaid.

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; bob@example.net
Action: failed
Status: 5.0.0
",
    "bob@example.net 5.0.0 account-suspended"
)]
#[case::a_phrase_over_two_lines_of_a_reply(
    "550-5.7.1 The mailbox of this person is over
550 5.7.1 quota for now",
    "550 5.7.1 mailbox-full"
)]
#[case::an_event_in_the_text_of_another(
    r#"{"Type":"Notification","Message":"{\"notificationType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\",\"bouncedRecipients\":[{\"emailAddress\":\"bob@example.net\",\"diagnosticCode\":\"smtp; 550 5.1.1 user unknown\"}]}}"}"#,
    "bob@example.net 550 5.1.1 user-unknown"
)]
#[case::a_delivery_that_is_late_is_none(
    r#"{"type":"email.delivery_delayed","data":{"to":["bob@example.net"],"message":"450 4.2.2 mailbox full"}}"#,
    "bob@example.net 450 4.2.2 mailbox-full"
)]
#[case::a_name_with_an_underscore_in_a_log_of_qmail(
    "@400000005f1e0f0a2f9d1234 starting delivery 57: msg 8 to remote first_last@example.net
@400000005f1e0f0b2f9d1234 delivery 57: failure: 192.0.2.9_does_not_like_recipient./Remote_host_said:_550_5.1.1_User_unknown/Giving_up_on_192.0.2.9./
",
    "first_last@example.net 550 5.1.1 user-unknown"
)]
#[case::a_mark_right_behind_a_code(
    "450MI:CEL \u{53d1}\u{9001}\u{65b9}\u{51fa}\u{73b0}\u{8fc7}\u{591a}\u{7684}\u{9519}\u{8bef}\u{6307}\u{4ee4}",
    "450 protocol-error"
)]
#[case::the_end_of_a_line_of_a_log(
    "status=bounced (can't create user output file. Command output: procmail: Couldn't create \"/var/mail/bob\" )",
    " system-error"
)]
#[case::a_line_without_a_state(
    "postfix/smtp[17691]: 5BE80C3D8: lost connection with mx1.example.net[192.0.2.8] while sending RCPT TO",
    " network-error"
)]
#[case::a_line_of_exim_without_its_date(
    "1QRQYT-00033J-LZ == root@example.com <apache@example.com> R=localuser T=local_delivery defer (-29): User 0 set for local_delivery transport is on the never_users list",
    "root@example.com  system-error"
)]
#[case::a_line_of_a_filter(
    "amavis[31573]: (31573-01-3) Blocked BANNED (.exe,.exe-ms,setup.exe), [192.0.2.122] <anna@example.com> -> <bob@example.net>, quarantine: banned-4nTzVqE1xKpw",
    "bob@example.net  prohibited-attachment"
)]
#[case::a_session_in_one_line(
    ">>> RCPT To:<bob@example.net> <<< 550 5.1.1 User unknown",
    "bob@example.net 550 5.1.1 user-unknown"
)]
#[case::a_command_with_its_answer(
    "EHLO mymac.example.com 501 EHLO requires valid address",
    "501 protocol-error"
)]
#[case::a_notice_in_one_line(
    "Returned mail: Host unknown ----- The following addresses had delivery problems ----- <bob@nowhere.example> (unrecoverable error) ----- Transcript of session follows ----- 550 <bob@nowhere.example>... Host unknown (Name server: nowhere.example: host not found)",
    "bob@nowhere.example 550 domain-not-found"
)]
#[case::a_version_above_a_reply(
    "Version\n\n5.4.15\n\nExpected response code 250 but got code \"550\", with message \"550 User unknown\"",
    "550 user-unknown"
)]
#[case::a_code_alone_in_its_line("Status\n5.7.26\nGmail", "5.7.26 authentication-failed")]
#[case::a_number_of_a_provider_alone(
    "Error\n5.4.316\nMessage expired, connection refused",
    "5.4.316 network-error"
)]
#[case::an_event_in_a_block_of_markdown(
    "```json\n{\n  \"recipient\": \"bob@example.net\",\n  \"status\": \"HardFail\",\n  \"details\": \"Permanent SMTP delivery error when sending to mx.example.net\",\n  \"output\": \"550 5.1.1 User unknown\\n\"\n}\n```",
    "bob@example.net 550 5.1.1 user-unknown"
)]
#[case::words_like_those_of_known_replies(
    "554 This message keeps coming back to us, received more than 25 times",
    "554 routing-loop"
)]
fn one_answer(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(answers(&explained(text.as_bytes(), &catalog())), [expected]);
}

/// What a decoded part quotes is text, and no part of its own.
#[test]
fn a_header_in_a_decoded_part_is_text() {
    let text = "From: MAILER-DAEMON@mx.example.org
Subject: Undelivered Mail Returned to Sender
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Your mail had this part:=20

Content-Transfer-Encoding: base64

<bob@example.net>: 550 5.1.1 User unknown
";
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(
        answers(&explanation),
        ["bob@example.net 550 5.1.1 user-unknown"]
    );
}

/// Words without a code and without a header are read from their beginning.
#[test]
fn a_notice_without_a_header_begins_at_once() {
    let text =
        "Your message could not be delivered: the mailbox is full.\n\nThe mail system of Example";
    let explanation = explained(text.as_bytes(), &catalog());
    let cause = explanation.replies[0].cause.unwrap();
    assert_eq!(cause.as_str(), "mailbox-full");
}

/// An IPv6 address ends in no code, and words that nobody knows are like none.
#[test]
fn what_is_no_reply_has_no_answer() {
    for text in [
        "Access granted to [2001:db8:f200:2004::240] over IPv6 for the whole of the office network of ours",
        "550 flarp",
    ] {
        let all = answers(&explained(text.as_bytes(), &catalog()));
        assert!(all.is_empty() || all == ["550"], "{text}: {all:?}");
    }
}

/// Words that are only like others do not strike an address.
#[test]
fn likeness_never_says_gone() {
    let text = "550 Intended person is nowhere to be found at this site";
    let explanation = explained(text.as_bytes(), &catalog());
    let reply = &explanation.replies[0];
    assert_eq!(reply.cause.unwrap().as_str(), "user-unknown");
    assert_eq!(reply.address, smtpref::explain::Verdict::Unknown);
}
