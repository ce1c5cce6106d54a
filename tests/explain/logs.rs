//! Lines of logs: where one begins, whom it is about, what it quotes, and what became of the message in the end.

use rstest::rstest;
use smtpref::explain::{Answer, Explanation, Kind, Origin, Writer};
use smtpref_catalog::{Command, EnhancedClass, Fate, RuleName, Slug};

use super::wholes::answers;
use super::{catalog, explained};

fn read(text: &str) -> Explanation {
    explained(text.as_bytes(), &catalog())
}

/// What a line says that Postfix wrote: behind its recipient.
fn postfix(rest: &str) -> String {
    format!("Jun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, {rest}")
}

#[rstest]
#[case::syslog("Jun  3 10:00:00 mail x[1]: bob@example.net: 550 5.1.1 User unknown")]
#[case::syslog_in_german("Okt 15 23:48:15 mail x[1]: bob@example.net: 550 5.1.1 User unknown")]
#[case::syslog_in_french("janv. 15 23:48:15 mail x[1]: 550 5.1.1 User unknown")]
#[case::iso("2025-06-03T10:00:00.5+02:00 mail x[1]: 550 5.1.1 User unknown")]
#[case::slashes("2025/06/03 10:00:00 x 550 5.1.1 User unknown")]
#[case::in_brackets("[2025-06-03 10:00:00] x 550 5.1.1 User unknown")]
#[case::a_level("[ERROR] x 550 5.1.1 User unknown")]
#[case::a_level_in_another_program("[protocol] x 550 5.1.1 User unknown")]
#[case::a_clock("10:00:00.250 x 550 5.1.1 User unknown")]
#[case::a_priority("<22>Jun  3 10:00:00 x 550 5.1.1 User unknown")]
#[case::a_container("smtp_1 | Jun  3 10:00:00 x 550 5.1.1 User unknown")]
#[case::a_program_alone("postfix/smtp[4711]: x 550 5.1.1 User unknown")]
#[case::tai("@400000005f1e0f0a2f9d1234 x 550 5.1.1 User unknown")]
fn a_line_of_a_log_is_told(#[case] text: &str) {
    let explanation = read(text);
    assert_eq!(explanation.kind.word(), "log");
    assert_eq!(explanation.replies[0].codes.to_string(), "550 5.1.1");
}

#[rstest]
#[case::a_sentence("May I ask you: 550 5.1.1 User unknown")]
#[case::a_name_without_a_number("postfix/smtp: x 550 5.1.1 User unknown")]
#[case::a_container_with_a_space("smtp 1 | x 550 5.1.1 User unknown")]
#[case::a_long_number_in_brackets("<2200> x 550 5.1.1 User unknown")]
#[case::a_date_with_another_mark("2025_06_03 10:00 x 550 5.1.1 User unknown")]
#[case::no_level("[whatever] x 550 5.1.1 User unknown")]
fn what_is_no_line_of_a_log_is_a_reply(#[case] text: &str) {
    assert_eq!(read(text).kind.word(), "reply");
}

#[rstest]
#[case::bounced(&postfix("relay=none, dsn=5.1.1, status=bounced (unknown user: \"bob\")"), "bob@example.net 5.1.1 user-unknown")]
#[case::deferred(&postfix("relay=none, dsn=4.4.1, status=deferred (connect to mx.test[192.0.2.1]:25: Connection timed out)"), "bob@example.net 4.4.1 network-error")]
#[case::expired(&postfix("relay=none, dsn=4.4.1, status=expired, returned to sender"), "bob@example.net 4.4.1 delivery-expired")]
#[case::quoted(&postfix("relay=mx.test[192.0.2.1]:25, dsn=5.2.2, status=bounced (host mx.test[192.0.2.1] said: 552 5.2.2 Mailbox full (in reply to RCPT TO command))"), "bob@example.net 552 5.2.2 mailbox-full")]
#[case::a_status_beside_another_code(&postfix("relay=mx.test[192.0.2.1]:25, dsn=4.0.0, status=deferred (host mx.test[192.0.2.1] said: 554 flarp)"), "bob@example.net 554 4.0.0")]
#[case::refused(
    "Jun  3 10:00:00 mail postfix/smtpd[1]: NOQUEUE: reject: RCPT from x.test[192.0.2.1]: 550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown; from=<ann@example.org> to=<bob@example.net> proto=ESMTP",
    "bob@example.net 550 5.1.1 user-unknown"
)]
#[case::sendmail(
    "Jun  3 10:00:00 mail sendmail[1]: 5531x0Yk012345: to=<bob@example.net>, delay=00:00:01, dsn=5.1.1, stat=User unknown",
    "bob@example.net 5.1.1 user-unknown"
)]
#[case::sendmail_quotes(
    "Jun  3 10:00:00 mail sendmail[1]: 5531x0Yk012345: <bob@example.net>... User unknown",
    "bob@example.net  user-unknown"
)]
#[case::exim(
    "2025-06-03 10:00:00 1uMABC-000250-1x ** bob@example.net R=dnslookup T=remote_smtp: SMTP error from remote mail server after RCPT TO:<bob@example.net>: host mx.test [192.0.2.1]: 550 5.1.1 User unknown",
    "bob@example.net 550 5.1.1 user-unknown"
)]
#[case::exim_without_a_code(
    "2025-06-03 10:00:00 1uMABC-000250-1x ** bob@example.net R=dnslookup T=remote_smtp: retry timeout exceeded",
    "bob@example.net  delivery-expired"
)]
#[case::exim_waits(
    "2025-06-03 10:00:00 1uMABC-000250-1x == bob@example.net R=dnslookup T=remote_smtp defer (-53): retry time not reached for any host",
    "bob@example.net  network-error"
)]
#[case::a_trace(
    "2025-06-03T10:00:00Z,x,y,FAIL,z,bob@example.net,550 5.1.1 User unknown",
    "bob@example.net 550 5.1.1 user-unknown"
)]
#[case::a_trace_with_a_sender_behind_it(
    "2025-06-03T10:00:00Z,x,y,DEFER,z,bob@example.net,451 4.3.0 Temporary failure,ann@example.org",
    "bob@example.net 451 4.3.0 system-error"
)]
fn a_line_says_what_happened(#[case] text: &str, #[case] expected: &str) {
    let explanation = read(text);
    assert_eq!(explanation.kind.word(), "log");
    assert_eq!(answers(&explanation), [expected]);
}

/// What people copy of a line.
#[rstest]
#[case::bounced("status=bounced (host mx.test said: 550 5.1.1 User unknown)")]
#[case::deferred("status=deferred (host mx.test said: 550 5.1.1 User unknown)")]
#[case::expired("status=expired (host mx.test said: 550 5.1.1 User unknown)")]
#[case::undeliverable("status=undeliverable (host mx.test said: 550 5.1.1 User unknown)")]
#[case::to(
    "to=<bob@example.net>, dsn=5.1.1, status=bounced (host mx.test said: 550 5.1.1 User unknown)"
)]
#[case::sendmail("to=<bob@example.net>, dsn=5.1.1, stat=550 5.1.1 User unknown")]
#[case::exim(
    "1uMABC-000250-1x ** bob@example.net R=x T=y: host mx.test said: 550 5.1.1 User unknown"
)]
#[case::exim_with_longer_ids(
    "1uMABC-00000001abc-1xyz ** bob@example.net R=x T=y: host mx.test said: 550 5.1.1 User unknown"
)]
#[case::exim_waits(
    "1uMABC-000250-1x == bob@example.net R=x T=y: host mx.test said: 550 5.1.1 User unknown"
)]
fn a_piece_of_a_line_is_one(#[case] text: &str) {
    let explanation = read(text);
    assert_eq!(explanation.kind.word(), "log");
    assert_eq!(explanation.replies[0].codes.to_string(), "550 5.1.1");
}

#[rstest]
#[case::told_in_words("He wrote to=<bob@example.net>, status=bounced (550 5.1.1 User unknown)")]
#[case::no_status("to=<bob@example.net> 550 5.1.1 User unknown")]
#[case::no_arrow("1uMABC-000250-1x is 550 5.1.1 User unknown")]
#[case::an_arrow_behind_a_word("so-and-so ** 550 5.1.1 User unknown")]
#[case::a_longer_id("1uMABCD-000250-1x ** said: 550 5.1.1 User unknown")]
#[case::two_parts("1uMABC-000250 ** said: 550 5.1.1 User unknown")]
#[case::an_end_of_three("1uMABC-000250-1xy ** said: 550 5.1.1 User unknown")]
fn what_is_no_piece_of_a_line_is_a_reply(#[case] text: &str) {
    assert_eq!(read(text).kind.word(), "reply");
}

#[rstest]
#[case::deferred(
    "status=deferred (host mx.test[192.0.2.1] said: 450 4.2.0 Greylisted)",
    Some(Fate::Retried)
)]
#[case::bounced(
    "status=bounced (host mx.test[192.0.2.1] said: 550 5.1.1 User unknown)",
    Some(Fate::Returned)
)]
#[case::expired(
    "status=expired, returned to sender (host mx.test[192.0.2.1] said: 450 4.2.0 Greylisted)",
    Some(Fate::Returned)
)]
#[case::neither("host mx.test[192.0.2.1] said: 450 4.2.0 Greylisted", None)]
fn a_line_says_what_became_of_the_message(#[case] rest: &str, #[case] expected: Option<Fate>) {
    assert_eq!(read(&postfix(rest)).replies[0].message, expected);
}

/// What Sendmail could not reach said nothing, although the line names it.
#[rstest]
#[case::no_route("Deferred: No route to host", Origin::Own)]
#[case::no_network("Deferred: Network is unreachable", Origin::Own)]
#[case::a_reply("Deferred: 451 4.7.1 Try later", Origin::Remote)]
fn sendmail_tells_what_it_saw(#[case] state: &str, #[case] expected: Origin) {
    let line = format!(
        "Nov 28 07:00:01 mail sendmail[1]: 4AQ: to=<bob@example.net>, delay=00:00:01, mailer=esmtp, relay=mx.example.net. [192.0.2.9], dsn=4.0.0, stat={state}"
    );
    assert_eq!(read(&line).replies[0].origin, Some(expected));
}

/// Each form in which `OpenSMTPD` tells of a failure, as people copy it: without its stamp, and behind their own words.
#[rstest]
#[case::a_relay(
    "relay: TempFail for c534b8c7f5ad4a41: session=a6ee64ec, to=<bob@example.net>, relay=192.0.2.9 (mx.test), stat=451 Temporary failure",
    Fate::Retried
)]
#[case::a_relay_for_good(
    "relay: PermFail for c534b8c7f5ad4a41: session=a6ee64ec, to=<bob@example.net>, relay=192.0.2.9 (mx.test), stat=550 Invalid recipient",
    Fate::Returned
)]
#[case::a_mailbox(
    "delivery: TempFail for c534b8c7f5ad4a41: from=<a@example.org>, to=<bob@example.net>, user=bob, method=mda, stat=Error (temporary failure)",
    Fate::Retried
)]
#[case::a_mailbox_for_good(
    "delivery: PermFail for c534b8c7f5ad4a41: from=<a@example.org>, to=<bob@example.net>, user=bob, method=mda, stat=Error (mail.local: unknown name: bob)",
    Fate::Returned
)]
#[case::a_session(
    "smtp-out: session 0000000000000000: evpid=1, status=PermFail, to=<bob@example.net>, relay=mx.test, stat=Invalid domain name",
    Fate::Returned
)]
#[case::behind_its_id(
    "a6ee64eda205f046 mta delivery evpid=1 to=<bob@example.net> relay=\"mx.test\" result=\"TempFail\" stat=\"550 5.1.1 User unknown\"",
    Fate::Retried
)]
fn opensmtpd_is_known_by_its_words(#[case] line: &str, #[case] expected: Fate) {
    let explanation = read(&format!(
        "It goes nowhere, as the log has it\n    {line}\nWhy?"
    ));
    assert_eq!(explanation.kind.word(), "log");
    let answer = &explanation.replies[0];
    assert_eq!(answer.message, Some(expected));
    assert_eq!(answer.recipient.as_deref(), Some("bob@example.net"));
    let software = Slug::new("opensmtpd").map(Writer::Software);
    assert_eq!(answer.writer, software);
}

#[rstest]
#[case::another(
    "relay=mx.test[192.0.2.1]:25, status=bounced (host mx.test[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command))",
    Some(Origin::Remote),
    Some(Command::Rcpt)
)]
#[case::at_the_end(
    "relay=mx.test[192.0.2.1]:25, status=bounced (host mx.test[192.0.2.1] said: 554 5.7.1 Spam (in reply to end of DATA command))",
    Some(Origin::Remote),
    Some(Command::EndOfData)
)]
#[case::a_greeting(
    "relay=mx.test[192.0.2.1]:25, status=deferred (host mx.test[192.0.2.1] refused to talk to me: 421 4.3.2 Busy)",
    Some(Origin::Remote),
    Some(Command::Connect)
)]
#[case::the_own(
    "relay=none, status=bounced (unknown user: \"bob\")",
    Some(Origin::Own),
    None
)]
#[case::the_own_while_it_connects(
    "relay=none, status=deferred (connect to mx.test[192.0.2.1]:25: Connection timed out)",
    Some(Origin::Own),
    None
)]
#[case::local(
    "relay=local, status=bounced (550 5.1.1 User unknown)",
    Some(Origin::Own),
    None
)]
fn a_line_says_who_spoke_and_when(
    #[case] rest: &str,
    #[case] origin: Option<Origin>,
    #[case] stage: Option<Command>,
) {
    let explanation = read(&postfix(rest));
    let answer = &explanation.replies[0];
    assert_eq!((answer.origin, answer.stage), (origin, stage));
}

/// The words of a line without a code are those of the failure, without what stands around them.
#[rstest]
#[case::a_status(&postfix("relay=none, status=bounced (the box is closed)"), "the box is closed")]
#[case::a_stat(
    "Jun  3 10:00:00 mail sendmail[1]: 5531x0Yk012345: to=<bob@example.net>, stat=Deferred: the box is closed",
    "Deferred: the box is closed"
)]
#[case::exim(
    "2025-06-03 10:00:00 1uMABC-000250-1x ** bob@example.net R=x T=y: the box is closed",
    "the box is closed"
)]
fn a_line_without_a_code_has_its_words(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(read(text).replies[0].words, expected);
}

/// Of several attempts the last one counts, and one that arrived in the end is no failure.
#[rstest]
#[case::of_the_same_message("4F2A250333", "4F2A250333", 0)]
#[case::of_another_message("4F2A250333", "5A3B361444", 1)]
fn a_message_that_arrived_did_not_fail(
    #[case] one: &str,
    #[case] other: &str,
    #[case] failures: usize,
) {
    let text = format!(
        "Jun  3 10:00:00 mail postfix/smtp[1]: {one}: to=<bob@example.net>, relay=mx.test[192.0.2.1]:25, dsn=4.2.0, status=deferred (host mx.test[192.0.2.1] said: 450 4.2.0 Greylisted)\nJun  3 10:06:00 mail postfix/smtp[1]: {other}: to=<bob@example.net>, relay=mx.test[192.0.2.1]:25, dsn=2.0.0, status=sent (250 2.0.0 Ok)\n"
    );
    assert_eq!(read(&text).replies.len(), failures);
}

/// What one host of a domain answered is settled when another one takes the message, whichever line stands first.
#[rstest]
#[case::in_order(true, "4F2A250333", 0)]
#[case::from_the_end(false, "4F2A250333", 0)]
#[case::of_another_message(true, "5A3B361444", 1)]
fn what_another_host_takes_did_not_fail(
    #[case] is_in_order: bool,
    #[case] of_delivery: &str,
    #[case] failures: usize,
) {
    let refusal = "Jun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: host mx1.test[192.0.2.1] said: 450 4.7.1 <bob@example.net>: Recipient address rejected: Greylisted (in reply to RCPT TO command)";
    let delivery = format!(
        "Jun  3 10:00:01 mail postfix/smtp[1]: {of_delivery}: to=<bob@example.net>, relay=mx2.test[192.0.2.2]:25, delay=12, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 7C)"
    );
    let text = if is_in_order {
        format!("{refusal}\n{delivery}\n")
    } else {
        format!("{delivery}\n{refusal}\n")
    };
    assert_eq!(read(&text).replies.len(), failures, "{text}");
}

/// A host that cannot be reached is named without the message: it is the next one of which the same process tells.
#[rstest]
#[case::that_was_taken("2201", "status=sent (250 2.0.0 Ok)", &[])]
#[case::of_another_process("2202", "status=sent (250 2.0.0 Ok)", &["kim@example.com  network-error"])]
fn a_host_that_was_not_reached_is_settled_by_the_process(
    #[case] process: &str,
    #[case] status: &str,
    #[case] expected: &[&str],
) {
    let text = format!(
        "Nov 20 09:16:30 mail postfix/smtp[2201]: connect to mx1.example.com[2001:db8::41]:25: Network is unreachable\nNov 20 09:16:31 mail postfix/smtp[{process}]: 4XvC3A1B2C: to=<kim@example.com>, relay=mx1.example.com[198.51.100.41]:25, delay=31, dsn=2.0.0, {status}\n"
    );
    assert_eq!(answers(&read(&text)), expected);
}

/// What a line of Exim says behind the id of its message is met as it is without them.
#[test]
fn a_line_of_exim_is_read_behind_its_id() {
    let text = "2026-11-20 09:35:00 1tDjAE-000ABG-5b Frozen (delivery error message)\n";
    let found = read(text);
    let frozen = Slug::new("exim/frozen-bounce").map(RuleName::Provider);
    assert_eq!(found.replies[0].rule, frozen);
}

/// A message that was delivered first and fails for somebody later is a failure.
#[test]
fn what_fails_behind_a_delivery_counts() {
    let text = "Jun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=mx.test[192.0.2.1]:25, dsn=2.0.0, status=sent (250 2.0.0 Ok)\nJun  3 10:06:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=mx.test[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx.test[192.0.2.1] said: 550 5.1.1 User unknown)\n";
    assert_eq!(
        answers(&read(text)),
        ["bob@example.net 550 5.1.1 user-unknown"]
    );
}

#[test]
fn a_delivery_of_qmail_names_its_recipient() {
    let text = "@400000005f1e0f0a2f9d1234 starting delivery 57: msg 8 to remote bob@example.net\n@400000005f1e0f0a2f9d1234 starting delivery 58: msg 8 to remote carol@example.net\n@400000005f1e0f0b2f9d1234 delivery 58: failure: Remote_host_said:_552_5.2.2_Mailbox_full/\n@400000005f1e0f0b2f9d1234 delivery 57: failure: Remote_host_said:_550_5.1.1_User_unknown/\n";
    let found = answers(&read(text));
    assert_eq!(
        found,
        [
            "bob@example.net 550 5.1.1 user-unknown",
            "carol@example.net 552 5.2.2 mailbox-full"
        ]
    );
}

/// In an accounting file the recipient stands where the first line says, else behind the sender.
#[rstest]
#[case::with_its_first_line(
    "type,timeLogged,timeQueued,orig,rcpt,orcpt,dsnAction,dsnStatus,dsnDiag\nb,2026-11-25 10:12:13+0000,2026-11-25 10:12:12+0000,anna@example.org,bob@example.net,,failed,5.7.1 (delivery not authorized),\"smtp;550 5.7.1 Message refused, for its spam\"",
    "bob@example.net"
)]
#[case::in_another_order(
    "type,timeLogged,rcpt,orig,dsnStatus,dsnDiag\nb,2026-11-25 10:12:13+0000,bob@example.net,anna@example.org,5.1.1 (bad destination mailbox address),smtp;550 5.1.1 User unknown",
    "bob@example.net"
)]
#[case::without_it(
    "b,2026-11-25 10:12:13+0000,2026-11-25 10:12:12+0000,anna@example.org,bob@example.net,,failed,5.1.1 (bad destination mailbox address),smtp;550 5.1.1 User unknown",
    "bob@example.net"
)]
#[case::without_a_sender(
    "b,2026-11-25 10:12:13+0000,2026-11-25 10:12:12+0000,,bob@example.net,,failed,5.1.1 (bad destination mailbox address),smtp;550 5.1.1 User unknown",
    "bob@example.net"
)]
fn an_accounting_file_names_the_recipient(#[case] text: &str, #[case] recipient: &str) {
    let explanation = read(text);
    assert_eq!(explanation.kind.word(), "log");
    let told: Vec<_> = explanation
        .replies
        .iter()
        .map(|one| one.recipient.as_deref())
        .collect();
    assert_eq!(told, [Some(recipient)]);
    assert!(explanation.replies[0].codes.reply.is_some());
}

/// What Exim writes of what it refused: the stage and whose words they are.
#[rstest]
#[case::at_rcpt("rejected RCPT <bob@example.net>: No Such User Here", Command::Rcpt)]
#[case::behind_the_message(
    "rejected after DATA: This message was classified as SPAM",
    Command::EndOfData
)]
#[case::by_a_scan(
    "rejected by local_scan(): This message was classified as SPAM",
    Command::EndOfData
)]
fn exim_tells_when_it_refused(#[case] rest: &str, #[case] stage: Command) {
    let text =
        format!("2026-11-26 05:56:10 H=mail.example.org [192.0.2.9] F=<anna@example.org> {rest}");
    let answer = &read(&text).replies[0];
    assert_eq!(answer.stage, Some(stage));
    assert_eq!(answer.origin, Some(Origin::Own));
}

/// qmail's deliveries are told apart by their numbers where nobody is named.
#[test]
fn deliveries_without_names_are_told_apart() {
    let text = "@400000006565a1b20c2d3e44 delivery 4711: deferral: 192.0.2.20_failed_after_I_sent_the_message./Remote_host_said:_451_4.7.1_Please_try_again_later/\n@400000006565a1b20c2d3e45 delivery 4712: failure: 192.0.2.21_does_not_like_recipient./Remote_host_said:_550_5.1.1_unknown_user/Giving_up_on_192.0.2.21./\n";
    let told: Vec<_> = read(text)
        .replies
        .iter()
        .map(|one| (one.codes.to_string(), one.message))
        .collect();
    let expected = [
        ("451 4.7.1".to_owned(), Some(Fate::Retried)),
        ("550 5.1.1".to_owned(), Some(Fate::Returned)),
    ];
    assert_eq!(told, expected);
}

/// What is known of the end of a message makes its class, where no code does.
#[test]
fn an_expired_message_is_returned_for_good() {
    let answer = &read("Nov 26 07:30:00 mail postfix/qmgr[1]: C1B2C3D4E5: from=<anna@example.org>, status=expired, returned to sender").replies[0];
    assert_eq!(answer.class.map(EnhancedClass::digit), Some(5));
}

/// Two lines are of one message where a queue has a name for it; a word that any line may have is none.
#[rstest]
#[case::a_name("4F2A250333", 0)]
#[case::a_word("warning", 1)]
fn what_was_delivered_in_the_end_is_no_failure(#[case] name: &str, #[case] failures: usize) {
    let text = format!(
        "Jun  3 10:00:00 mail app[1]: {name}: to=<bob@example.net>, status=bounced (550 5.1.1 flarp)
Jun  3 10:00:01 mail app[1]: {name}: to=<bob@example.net>, status=sent (250 ok)
"
    );
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.replies.len(), failures, "{explanation:?}");
}

/// An entry of a queue is one whatever its reason: where no server was reached there is no code, and the message waits.
#[rstest]
#[case::of_postfix(
    "4XvB9A1B2C 5120 Fri Nov 20 08:00:00 MAILER-DAEMON\n(connect to mx.spam.example[198.51.100.99]:25: Connection refused)\n bounce@spam.example\n\n4XvBAA1B2C 8311 Thu Nov 19 22:00:00 news@example.org\n(host mx.example.net[198.51.100.26] said: 452 4.2.2 Mailbox full (in reply to RCPT TO command))\n anna@example.net\n",
    &["bounce@spam.example  network-error", "anna@example.net 452 4.2.2 mailbox-full"]
)]
#[case::of_sendmail(
    "/var/spool/mqueue (2 requests)\n-----Q-ID----- --Size-- -----Q-Time-----\n4A1B2C3D012345 2211 Fri Nov 20 09:00 <petra@example.org>\n (Deferred: Connection refused by mx.example.net.)\n <kim@example.net>\n4A1B2C3D012346 2211 Fri Nov 20 09:00 <petra@example.org>\n (Deferred: Name server: mx.example.com.: host name lookup failure)\n <lea@example.com>\n",
    &["kim@example.net  network-error", "lea@example.com  dns-error"]
)]
#[case::with_its_recipients_behind_the_reason(
    "F1C9BCA020B 66234 Fri Apr  6 16:05:29  news@example.org\n(connect to mx.spam.example[198.51.100.99]:25: Connection refused) bob@example.net carol@example.net\n",
    &["bob@example.net  network-error", "carol@example.net  network-error"]
)]
fn an_entry_of_a_queue_waits_whatever_its_reason(#[case] text: &str, #[case] expected: &[&str]) {
    let found = read(text);
    assert_eq!(found.kind, Kind::Queue);
    assert_eq!(answers(&found), expected);
    let is_kept = |reply: &Answer| reply.message == Some(Fate::Retried);
    assert!(found.replies.iter().all(is_kept));
}
