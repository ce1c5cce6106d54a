//! What stands around codes, addresses and words: where one begins and ends, and whose it is.

use rstest::rstest;
use smtpref::explain::{Explanation, Kind, Origin};
use smtpref_catalog::{Command, Fate, Fates};

use super::wholes::answers;
use super::{catalog, explained};

fn read(text: &str) -> Explanation {
    explained(text.as_bytes(), &catalog())
}

/// A code with words that no rule knows still tells a cause, where it has one meaning. With each code what it is taken for.
#[test]
fn a_code_alone_has_its_cause() {
    const CODES: &str = "
        550 5.1.1 user-unknown\n550 5.1.2 domain-not-found\n550 5.1.3 bad-address-syntax\n550 5.1.6 user-moved
        550 5.7.17 user-moved\n550 5.1.7 sender-rejected\n550 5.1.8 sender-domain-not-found
        550 5.7.27 sender-domain-not-found\n550 5.1.10 domain-accepts-no-mail\n550 5.2.1 mailbox-disabled
        550 5.2.2 mailbox-full\n550 5.2.3 message-too-big\n550 5.3.4 message-too-big\n450 4.3.1 system-full
        450 4.3.0 system-error\n450 4.3.5 system-error\n450 4.4.5 system-error\n450 4.4.1 network-error
        450 4.4.2 network-error\n550 5.4.4 domain-not-found\n450 4.4.4 dns-error\n450 4.4.3 dns-error
        550 5.4.6 routing-loop\n550 5.4.7 delivery-expired\n550 5.5.2 protocol-error
        550 5.5.3 too-many-recipients\n550 5.6.0 not-compliant\n550 5.7.1 policy\n550 5.7.2 recipient-restricted
        550 5.7.8 login-failed\n550 5.5.6 login-failed\n550 5.7.5 tls-failed\n550 5.7.10 tls-required
        550 5.7.13 account-suspended\n550 5.7.26 authentication-failed\n550 5.7.23 authentication-failed
        550 5.7.25 reverse-dns\n550 5.7.28 rate-limited
        450 4.1.2 dns-error\n450 4.2.1 rate-limited\n550 5.3.2 policy\n454 4.3.3 tls-failed\n500 5.3.3 protocol-error
        550 5.4.5 sending-quota-exceeded\n554 5.6.1 prohibited-attachment\n554 5.6.6 system-error\n553 5.6.7 bad-address-syntax
        550 5.6.8 protocol-error\n535 5.7.3 login-failed\n550 5.7.12 recipient-restricted\n451 4.7.23 reverse-dns
        421 4.7.27 authentication-failed\n421 4.7.29 tls-required\n421 4.7.30 authentication-failed
        431 system-full\n452 system-full\n421 system-error\n432 system-error\n451 system-error
        441 network-error\n442 network-error\n422 mailbox-full\n552 mailbox-full\n454 tls-failed
        500 protocol-error\n504 protocol-error\n555 protocol-error\n510 user-unknown\n511 user-unknown
        512 domain-not-found\n513 bad-address-syntax\n553 bad-address-syntax\n521 domain-accepts-no-mail
        556 domain-accepts-no-mail\n523 message-too-big\n530 login-required\n534 login-failed
        535 login-failed\n538 tls-required\n541 policy\n551 user-moved";
    let catalog = catalog();
    for line in CODES.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (code, cause) = line.rsplit_once(' ').unwrap();
        let explanation = explained(format!("{code} flarp").as_bytes(), &catalog);
        assert_eq!(answers(&explanation), [line], "{code}, taken for {cause}");
    }
}

/// The reader wants to know whose address failed: that of a person who is only spoken of would be struck off a list for nothing.
#[rstest]
#[case::for_whom_it_was_sent(
    "The message you sent for user bob@example.net was refused: 550 flarp",
    "bob@example.net 550"
)]
#[case::the_only_one_before_a_code_of_recipients(
    "We tried bob@example.net and got 550 5.1.1 flarp",
    "bob@example.net 550 5.1.1 user-unknown"
)]
#[case::at_the_beginning_of_the_line(
    "x\nbob@example.net 550 5.1.1 <carol@example.org>: User unknown",
    "bob@example.net 550 5.1.1 user-unknown"
)]
#[case::a_postmaster_to_whom_it_was_sent(
    "to=<postmaster@example.net> 550 flarp",
    "postmaster@example.net 550"
)]
#[case::by_a_key_before_words_with_their_code_at_the_end(
    "x: to=<bob@example.net>, status=deferred (flarp flarp flarp, code 450 4.2.0)",
    "bob@example.net 450 4.2.0"
)]
#[case::a_sign_in_a_word("to=<bob@x> 550 flarp", "550")]
#[case::whom_a_notice_announces(
    "Delivery has failed to these recipients or groups:\n\nBob Jones (bob@example.net)\nflarp\n\nDiagnostic information for administrators:\nGenerating server: mx.example.org\n#550 5.7.1 flarp ##\n",
    "bob@example.net 550 5.7.1 policy"
)]
#[case::whom_a_command_names_and_what_was_said_behind_it(
    "RCPT TO:<bob@example.net>: user unknown",
    "bob@example.net  user-unknown"
)]
#[case::two_glued_together(
    "5.1.1\nto=<bob@example.netcarol@example.net",
    "bob@example.netcarol 5.1.1 user-unknown"
)]
fn whom_a_reply_is_about(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(answers(&read(text)), [expected]);
}

#[test]
fn each_line_of_sendmail_names_its_recipient() {
    let text = "Jun  3 10:00:00 mail sendmail[1]: 4F1: <ann@example.net>... 550 5.1.1 User unknown
Jun  3 10:00:01 mail sendmail[1]: 4F2: <bob@example.net>... 550 5.1.1 User unknown
";
    assert_eq!(
        answers(&read(text)),
        [
            "ann@example.net 550 5.1.1 user-unknown",
            "bob@example.net 550 5.1.1 user-unknown"
        ]
    );
}

/// The only address before a reply is whom it is about while a reader still has it in mind: some lines before, and not a page.
#[rstest]
#[case::some_lines_before(6, Some("bob@example.net"))]
#[case::a_page_before(14, None)]
fn an_address_far_before_a_reply_is_nobodys(
    #[case] sentences: usize,
    #[case] expected: Option<&str>,
) {
    let between = "Our server tried again and again to reach it. ".repeat(sentences);
    let explanation = read(&format!(
        "We tried bob@example.net. {between}It said 550 5.1.1 flarp"
    ));
    assert_eq!(explanation.replies[0].recipient.as_deref(), expected);
}

/// A name and an address stand on a line above a reply; what goes on for longer is a sentence that speaks of somebody.
#[rstest]
#[case::a_name(79, Some("bob@example.net"))]
#[case::a_sentence(80, None)]
fn a_name_is_no_longer_than_a_line(#[case] length: usize, #[case] expected: Option<&str>) {
    let words = "Bob ".repeat(20);
    let name = &words[words.len() - length..];
    let explanation = read(&format!("x\n\n{name}<bob@example.net>\n550 5.1.1 flarp"));
    assert_eq!(explanation.replies[0].recipient.as_deref(), expected);
}

/// A code ends at the mark behind it, and begins where a line, a list or a quotation does.
#[rstest]
#[case::at_the_end_of_a_sentence("The reply was 550 5.1.1. Flarp", "550 5.1.1 user-unknown")]
#[case::before_a_version("550 5.1.1.2 flarp", "550")]
#[case::in_a_list_of_lines(
    r#"{"event":"bounce","email":"bob@example.net","reason":"It said:\n-550 5.1.1 flarp"}"#,
    "bob@example.net 550 5.1.1 user-unknown"
)]
#[case::of_a_form("reason=550+5.1.6+flarp&x=%40", "550 5.1.6 user-moved")]
#[case::behind_a_number_of_exchange("SRV1 3550 (000B09B6) 550 flarp", "550")]
#[case::behind_a_setting_that_was_named("its reject_code was left alone, code=550 flarp", "550")]
#[case::behind_an_error_and_a_long_host(
    "delivery error while the message of this morning was handed on to smtp-inbound-3.eu.mail.example.net (192.0.2.1) 550 Loop detected",
    "550 routing-loop"
)]
#[case::of_a_report_in_one_line(
    "Reporting-MTA: dns; x Final-Recipient: rfc822; bob@example.net Action: failed Status: 5.1.1 Diagnostic-Code: smtp; 550 5.1.1 flarp",
    "bob@example.net 550 5.1.1 user-unknown"
)]
#[case::of_an_event_without_any(
    r#"{"event":"dropped","email":"bob@example.net"}"#,
    "bob@example.net "
)]
fn a_code_is_read_as_far_as_it_goes(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(answers(&read(text)), [expected]);
}

#[rstest]
#[case::of_a_word("code=a550 flarp")]
#[case::of_a_name("code: _550 5.1.1 flarp")]
#[case::of_a_version("code: v2.5.1.1 flarp")]
#[case::of_an_amount("code: $550 5.1.1 flarp")]
#[case::of_a_room_with_a_number_in_brackets("Room (0B09B6) 550 Flarp")]
#[case::of_a_street_with_a_remark("Example Street (old) 550 Flarp detected")]
fn a_part_of_something_longer_is_no_code(#[case] text: &str) {
    assert_eq!(read(text).replies, []);
}

/// Words that a client would send are a session only as it would send them.
#[rstest]
#[case::a_login("AUTH LOGIN\n535 flarp", Kind::Transcript)]
#[case::of_a_failed_login("auth failure\n535 flarp", Kind::Reply)]
#[case::a_reset("RSET\n550 flarp", Kind::Transcript)]
#[case::of_a_lost_reset("RSET connection lost\n550 flarp", Kind::Reply)]
fn a_session_has_commands(#[case] text: &str, #[case] kind: Kind) {
    assert_eq!(read(text).kind, kind);
}

/// The reply of one server, told in that of another, is not that of one's own server.
#[test]
fn a_quoted_reply_comes_through_a_server_between() {
    let text = "554 5.4.7 delivery failed, last reply: 550 5.1.1 User unknown";
    assert_eq!(read(text).replies[0].origin, Some(Origin::Between));
    let lines = "550-5.1.1 The mailbox\n550 5.1.1 is not here";
    assert_ne!(read(lines).replies[0].origin, Some(Origin::Between));
}

/// Postfix as a client marks what another server said; the rest of its lines are its own words.
#[rstest]
#[case::own(
    "relay=mx.example.net[192.0.2.9]:25, dsn=4.7.4, status=deferred (TLS is required, but was not offered by host mx.example.net[192.0.2.9])",
    Origin::Own
)]
#[case::lost(
    "relay=mx.example.net[192.0.2.9]:25, dsn=4.4.2, status=deferred (lost connection with mx.example.net[192.0.2.9] while sending end of data)",
    Origin::Own
)]
#[case::said(
    "relay=mx.example.net[192.0.2.9]:25, dsn=4.2.0, status=deferred (host mx.example.net[192.0.2.9] said: 450 4.2.0 Greylisted (in reply to RCPT TO command))",
    Origin::Remote
)]
#[case::suspended(
    "relay=none, dsn=4.7.0, status=deferred (delivery temporarily suspended: host mx.example.net[192.0.2.9] refused to talk to me: 421 4.7.0 Busy)",
    Origin::Remote
)]
#[case::refused(
    "relay=mx.example.net[192.0.2.9]:25, dsn=4.7.0, status=deferred (host mx.example.net[192.0.2.9] refused to talk to me: 421 4.7.0 Busy)",
    Origin::Remote
)]
fn a_client_says_what_is_its_own(#[case] rest: &str, #[case] expected: Origin) {
    let line = format!("Jun  3 10:00:01 mail postfix/smtp[47]: 4F2A: to=<bob@example.net>, {rest}");
    assert_eq!(read(&line).replies[0].origin, Some(expected));
}

/// A report that names the other host tells what that said; without it nobody knows who spoke.
#[rstest]
#[case::with_the_other_host("Remote-MTA: dns; mx.example.net\n", Some(Origin::Remote))]
#[case::without_one("", None)]
fn a_report_says_who_spoke(#[case] remote: &str, #[case] expected: Option<Origin>) {
    let text = format!(
        "Reporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.1.1\n{remote}Diagnostic-Code: smtp; 550 5.1.1 flarp\n"
    );
    assert_eq!(read(&text).replies[0].origin, expected);
}

/// A status of the network is what the one who tried saw, although the report names the host that it tried; with words it is a reply.
#[rstest]
#[case::unreached("Status: 4.4.1\nRemote-MTA: dns; mx.example.net\n", Origin::Own)]
#[case::refused("Status: 5.1.1\nRemote-MTA: dns; mx.example.net\n", Origin::Remote)]
#[case::a_reply_of_that_status(
    "Status: 5.4.1\nRemote-MTA: dns; mx.example.net\nDiagnostic-Code: smtp; 550 5.4.1 flarp\n",
    Origin::Remote
)]
fn a_status_tells_who_saw_it(#[case] rest: &str, #[case] expected: Origin) {
    let text = format!(
        "Reporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; bob@example.net\nAction: failed\n{rest}"
    );
    assert_eq!(read(&text).replies[0].origin, Some(expected));
}

/// The value of a field goes on behind its code where the line was broken, with the address that the reply begins with.
#[test]
fn a_broken_diagnostic_goes_on_with_an_address() {
    let text = "Reporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: X-Postfix; host mx.example.net[192.0.2.9] said: 550 5.1.1\n<bob@example.net>... User unknown (in reply to RCPT TO command)\n";
    let answer = &read(text).replies[0];
    assert_eq!(answer.words, "550 5.1.1 <bob@example.net>... User unknown");
    assert_eq!(answer.stage, Some(Command::Rcpt));
}

/// Only what stands between quotation marks is the key of a refused recipient, and was refused as an answer to `RCPT`.
#[rstest]
#[case::a_key("{'bob@example.net': (550, b'flarp')}", Some(Command::Rcpt))]
#[case::words_behind_others("'x' and bob@example.net: 550 flarp", None)]
fn a_key_was_refused_as_a_recipient(#[case] text: &str, #[case] expected: Option<Command>) {
    assert_eq!(read(text).replies[0].stage, expected);
}

/// Tabs are spaces: the words are quoted as they are read.
#[test]
fn runs_of_tabs_are_one_space() {
    let explanation = read("550\t5.1.1\t\tflarp\t\t flarp");
    assert_eq!(explanation.replies[0].words, "550 5.1.1 flarp flarp");
}

#[test]
fn a_line_of_a_log_tells_that_the_message_arrived() {
    let explanation =
        read("Jun  3 10:00:00 mail smtpd[1]: 4F2A250333: message delivered to mailbox\n");
    assert_eq!(explanation.kind, Kind::Success);
    assert_eq!(explanation.message, Some(Fates::one(Fate::Accepted)));
}

/// Who reads of a thousand recipients is told that there were more.
#[test]
fn what_is_left_out_is_told() {
    let of = |count: usize| {
        let lines =
            (0..count).map(|at| format!("<user{at}@example.net>: 550 5.1.1 User unknown\n\n"));
        read(&lines.collect::<String>())
    };
    assert!(!of(900).cut);
    assert!(of(1300).cut);
}

/// What a report says again below the words of the server is not shown as another thing that told it.
#[test]
fn what_told_it_is_shown_once() {
    let text = "<bob@example.net>: host mx.example.net said: 550 5.1.1 User unknown

Final-Recipient: rfc822; bob@example.net
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown
";
    let explanation = read(text);
    let evidence = explanation.replies[0].evidence.iter();
    let shown: Vec<&str> = evidence.map(|place| place.text.as_str()).collect();
    assert_eq!(shown, ["bob@example.net", "550 5.1.1", "User unknown"]);
}
