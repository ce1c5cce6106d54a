//! Sessions that servers write into their logs: who speaks in each line, replies of several lines, and what becomes of the message.

use rstest::rstest;
use smtpref::explain::{Explanation, Kind, Origin};
use smtpref_catalog::{Fate, Scene};

use super::wholes::answers;
use super::{catalog, explained};

fn read(text: &str) -> Explanation {
    explained(text.as_bytes(), &catalog())
}

/// A command and the lines of its answer, each behind what a log sets before them.
fn logged(command: &str, before_command: &str, lines: &[&str], before_line: &str) -> String {
    let lines = lines.iter().map(|line| format!("{before_line}{line}\n"));
    format!("{before_command}{command}\n{}", lines.collect::<String>())
}

/// Turns behind the stamp of `MDaemon`.
fn stamped(turns: &[&str]) -> String {
    let lines = turns
        .iter()
        .map(|turn| format!("Fri 2026-11-20 09:42:05: {turn}"));
    lines.collect::<Vec<_>>().join("\n")
}

const HMAIL: &str = "\"SMTPC\"\t4120\t42\t\"2026-11-20 09:36:01.123\"\t\"192.0.2.1\"\t";
const EXCHANGE: &str =
    "2026-11-20T08:46:00.623Z,Internet,08DE2B1C2D3E4F50,7,192.0.2.12:51422,192.0.2.1:25,";

/// The words that tell stand in the last line, or in the first.
#[rstest]
#[case::hmailserver(&format!("{HMAIL}\"SENT: "), &format!("{HMAIL}\"RECEIVED: "))]
#[case::mdaemon(
    "Fri 2026-11-20 09:42:05.123: [4:1] --> ",
    "Fri 2026-11-20 09:42:05.456: [4:1] <-- "
)]
#[case::icewarp(
    "192.0.2.1 [00000A1C] Fri, 20 Nov 2026 09:41:00 +0100 >>> ",
    "192.0.2.1 [00000A1C] Fri, 20 Nov 2026 09:41:01 +0100 <<< "
)]
#[case::smartermail(
    "[2026.11.20] 09:11:12 [15729] CMD: ",
    "[2026.11.20] 09:11:13 [15729] RSP: "
)]
#[case::communigate(
    "09:43:01.1 4 SMTP-048(example.net) cmd: ",
    "09:43:01.2 4 SMTP-048(example.net) rsp: "
)]
#[case::axigen(
    "2026-11-20 09:44:00 +0100 16 mail SMTP-OUT:0A1B: >> ",
    "2026-11-20 09:44:01 +0100 16 mail SMTP-OUT:0A1B: << "
)]
#[case::exchange(&format!("{EXCHANGE}>,"), &format!("{EXCHANGE}<,"))]
#[case::mercury("09:49:10 >> ", "09:49:11 << ")]
#[case::exim("09:58:10 2345 SMTP>> ", "09:58:10 2345 SMTP<< ")]
fn a_reply_of_several_lines_is_read_to_its_end(#[case] out: &str, #[case] heard: &str) {
    let last = [
        "550-Sorry.",
        "550-This is for you:",
        "550 5.1.1 No such user here",
    ];
    let first = [
        "550-5.2.2 The mailbox is full.",
        "550-5.2.2 Sorry.",
        "550 5.2.2 Goodbye.",
    ];
    for (lines, expected) in [
        (last, "bob@example.net 550 5.1.1 user-unknown"),
        (first, "bob@example.net 550 5.2.2 mailbox-full"),
    ] {
        let text = logged("RCPT TO:<bob@example.net>", out, &lines, heard);
        let explanation = read(&text);
        assert_eq!(answers(&explanation), [expected], "{text}");
        assert_eq!(explanation.kind, Kind::Log);
        let answer = &explanation.replies[0];
        assert_eq!(answer.origin, Some(Origin::Remote));
        assert_eq!(answer.scene, Some(Scene::Delivery));
        assert_eq!(answer.message, None, "its server has the message");
    }
}

/// The server whose log it is speaks itself.
#[rstest]
#[case::hmailserver(&format!("{HMAIL}\"RECEIVED: "), &format!("{HMAIL}\"SENT: "))]
#[case::mdaemon("Fri 2026-11-20 09:42:05: <-- ", "Fri 2026-11-20 09:42:05: --> ")]
#[case::icewarp(
    "192.0.2.1 [00000A1C] Fri, 20 Nov 2026 09:41:00 +0100 <<< ",
    "192.0.2.1 [00000A1C] Fri, 20 Nov 2026 09:41:01 +0100 >>> "
)]
#[case::smartermail(
    "09:11:10.1 [192.0.2.9][583298] cmd: ",
    "09:11:10.2 [192.0.2.9][583298] rsp: "
)]
#[case::communigate(
    "09:43:01.1 4 SMTPI-048([192.0.2.9]) cmd: ",
    "09:43:01.2 4 SMTPI-048([192.0.2.9]) rsp: "
)]
#[case::axigen(
    "2026-11-20 09:44:00 +0100 16 mail SMTP-IN:0A1B: << ",
    "2026-11-20 09:44:01 +0100 16 mail SMTP-IN:0A1B: >> "
)]
#[case::exchange(&format!("{EXCHANGE}<,"), &format!("{EXCHANGE}>,"))]
fn a_server_tells_whom_it_refused(#[case] heard: &str, #[case] out: &str) {
    let text = logged(
        "RCPT TO:<bob@example.net>",
        heard,
        &["550 5.1.1 No such user here"],
        out,
    );
    let explanation = read(&text);
    assert_eq!(
        answers(&explanation),
        ["bob@example.net 550 5.1.1 user-unknown"]
    );
    let answer = &explanation.replies[0];
    assert_eq!(answer.origin, Some(Origin::Own));
    assert_eq!(answer.scene, Some(Scene::Refusal));
}

/// An arrow alone is that of a program, which has its message still.
#[test]
fn a_program_shows_its_session_without_stamps() {
    let text = "--> RCPT TO:<bob@example.net>\n<-- 550 5.1.1 No such user here\n";
    let explanation = read(text);
    assert_eq!(explanation.kind, Kind::Transcript);
    assert_eq!(explanation.replies[0].message, Some(Fate::NotSent));
}

/// hMailServer sets a mark in the place of the end of a line.
#[test]
fn a_reply_of_several_lines_in_one_is_read() {
    let text = format!(
        "{HMAIL}\"SENT: RCPT TO:<bob@example.net>\"\n{HMAIL}\"RECEIVED: 550-Sorry.[nl]550 5.1.1 No such user here\"\n"
    );
    assert_eq!(
        answers(&read(&text)),
        ["bob@example.net 550 5.1.1 user-unknown"]
    );
}

/// Of two recipients each has the reply to his own command.
#[test]
fn each_recipient_of_a_session_has_an_answer() {
    let turns = [
        "--> RCPT TO:<amy@example.net>",
        "<-- 250 Ok",
        "--> RCPT TO:<bob@example.net>",
        "<-- 550-Sorry.",
        "<-- 550 5.1.1 No such user here",
        "--> RCPT TO:<carol@example.net>",
        "<-- 552 5.2.2 Mailbox full",
    ];
    let text = stamped(&turns);
    assert_eq!(
        answers(&read(&text)),
        [
            "bob@example.net 550 5.1.1 user-unknown",
            "carol@example.net 552 5.2.2 mailbox-full"
        ]
    );
}

/// A client may send commands before it has the answers to others: those come in the same order.
#[test]
fn answers_come_in_the_order_of_the_commands() {
    let turns = [
        ">,MAIL FROM:<anna@example.org>,",
        ">,RCPT TO:<amy@example.net>,",
        ">,RCPT TO:<bob@example.net>,",
        ">,RCPT TO:<carol@example.net>,",
        "<,250 2.1.0 Ok,",
        "<,250 2.1.5 Ok,",
        "<,550 5.1.1 No such user here,",
        "<,250 2.1.5 Ok,",
        ">,DATA,",
        "<,354 Go on,",
        "<,250 2.0.0 Ok: queued as 4XvC3,",
    ];
    let text: Vec<String> = turns
        .iter()
        .map(|turn| format!("{EXCHANGE}{turn}"))
        .collect();
    assert_eq!(
        answers(&read(&text.join("\n"))),
        ["bob@example.net 550 5.1.1 user-unknown"]
    );
}

/// Of a log that was searched for refusals the other answers are missing.
#[test]
fn a_refusal_answers_the_command_above_where_others_have_no_answer() {
    let turns = [
        "--> RCPT TO:<amy@example.net>",
        "--> RCPT TO:<bob@example.net>",
        "<-- 550 5.1.1 No such user here",
    ];
    assert_eq!(
        answers(&read(&stamped(&turns))),
        ["bob@example.net 550 5.1.1 user-unknown"]
    );
}

/// The lines of several sessions stand between each other.
#[rstest]
#[case::hmailserver(
    "\"SMTPC\"\t4120\t#\t\"2026-11-20 09:36:01.123\"\t\"192.0.2.1\"\t\"SENT: ",
    "\"SMTPC\"\t4120\t#\t\"2026-11-20 09:36:01.123\"\t\"192.0.2.1\"\t\"RECEIVED: "
)]
#[case::exchange(
    "2026-11-20T08:46:00.623Z,Internet,08DE2B1C2D3E4F5#,7,192.0.2.12:51422,192.0.2.1:25,>,",
    "2026-11-20T08:46:00.623Z,Internet,08DE2B1C2D3E4F5#,8,192.0.2.12:51422,192.0.2.1:25,<,"
)]
#[case::mdaemon(
    "Fri 2026-11-20 09:42:05.1: [1234#:7] --> ",
    "Fri 2026-11-20 09:42:05.2: [1234#:8] <-- "
)]
#[case::icewarp(
    "192.0.2.1 [00000A1#] Fri, 20 Nov 2026 09:41:00 +0100 >>> ",
    "192.0.2.1 [00000A1#] Fri, 20 Nov 2026 09:41:01 +0100 <<< "
)]
#[case::smartermail(
    "[2026.11.20] 09:11:12 [1572#] CMD: ",
    "[2026.11.20] 09:11:13 [1572#] RSP: "
)]
#[case::communigate(
    "09:43:01.1 4 SMTP-04#(example.net) cmd: ",
    "09:43:01.2 4 SMTP-04#(example.net) rsp: "
)]
#[case::axigen(
    "2026-11-20 09:44:00 +0100 16 mail SMTP-OUT:0A1#: >> ",
    "2026-11-20 09:44:01 +0100 16 mail SMTP-OUT:0A1#: << "
)]
fn sessions_of_one_log_are_told_apart(#[case] out: &str, #[case] heard: &str) {
    let turn =
        |mark: &str, number: &str, said: &str| format!("{}{said}\n", mark.replace('#', number));
    let text = [
        turn(out, "1", "RCPT TO:<bob@example.net>"),
        turn(out, "2", "RCPT TO:<amy@example.net>"),
        turn(heard, "1", "550 5.1.1 No such user here"),
        turn(heard, "2", "250 2.1.5 Ok"),
    ];
    assert_eq!(
        answers(&read(&text.concat())),
        ["bob@example.net 550 5.1.1 user-unknown"]
    );
}

/// A session that ended before it named a recipient failed beside another.
#[rstest]
#[case::at_mail(
    "MAIL FROM:<anna@example.org>",
    "554 5.7.1 Your address 192.0.2.9 is blocked using zen.spamhaus.org",
    Some("554 5.7.1 blocklisted")
)]
#[case::without_recipients("DATA", "503 5.5.1 No valid recipients", None)]
fn a_session_without_recipients_is_told(
    #[case] command: &str,
    #[case] reply: &str,
    #[case] expected: Option<&str>,
) {
    let turns = [
        "--> RCPT TO:<bob@example.net>",
        "<-- 550 5.1.1 No such user here",
        &format!("--> {command}"),
        &format!("<-- {reply}"),
    ];
    let text = stamped(&turns);
    let mut all = vec!["bob@example.net 550 5.1.1 user-unknown"];
    all.extend(expected);
    assert_eq!(answers(&read(&text)), all);
}

/// A notice may quote the session in the form of its server's log, and is no log.
#[test]
fn a_notice_with_a_session_is_a_notice() {
    let text = "From: Mail Delivery System <MAILER-DAEMON@example.org>\nSubject: Undeliverable mail\n\nYour message could not be delivered.\n\nFailed address: bob@example.net\n\n--- Session Transcript ---\nFri 2026-11-20 09:42:05: [1:1] --> RCPT To:<bob@example.net>\nFri 2026-11-20 09:42:05: [1:1] <-- 550 5.1.1 User unknown\n--- End Transcript ---\n";
    let explanation = read(text);
    assert_eq!(explanation.kind, Kind::Bounce);
    assert_eq!(
        answers(&explanation),
        ["bob@example.net 550 5.1.1 user-unknown"]
    );
}

#[rstest]
#[case::exchange(
    &format!("{EXCHANGE}>,RCPT TO:<bob@example.net>,\n{EXCHANGE}<,250 Ok,\n{EXCHANGE}>,DATA,\n{EXCHANGE}<,354 go,\n{EXCHANGE}<,250 2.0.0 Ok: queued as 4XvC3,\n"),
    "success"
)]
#[case::a_greeting_alone(&format!("{EXCHANGE}<,220 mx.example.net ESMTP,\n"), "nothing")]
#[case::kerio(
    "[20/Nov/2026 09:39:00] Sent: Queue-ID: 5a1b-42, Recipient: <bob@example.net>, Result: delivered, Status: 2.0.0\n",
    "success"
)]
#[case::smartermail(
    "[2026.11.20] 09:11:13 [15729] Delivery for anna@example.org to bob@example.net has completed (Delivered)\n",
    "success"
)]
#[case::communigate(
    "09:43:01.2 2 DEQUEUER [12] SMTP(example.net)bob@example.net relayed: relayed via mx.example.net\n",
    "success"
)]
#[case::msmtp(
    "Nov 20 09:53:00 host=smtp.example.org from=anna@example.org recipients=bob@example.net smtpstatus=250 smtpmsg='250 Ok' exitcode=EX_OK\n",
    "success"
)]
#[case::ssmtp(
    "Nov 20 09:54:00 web sSMTP[23]: Sent mail for root@example.org (221 2.0.0 Bye) uid=0\n",
    "success"
)]
fn what_was_delivered_did_not_fail(#[case] text: &str, #[case] kind: &str) {
    let explanation = read(text);
    assert_eq!(explanation.kind.word(), kind);
    assert!(explanation.replies.is_empty());
}

#[rstest]
#[case::smartermail(
    "[2026.11.20] 09:11:13 [15729] Delivery for anna@example.org to bob@example.net has completed (Bounced)",
    "bob@example.net "
)]
#[case::kerio_failed(
    "[20/Nov/2026 09:39:00] Sent: Queue-ID: 5a1b-42, Recipient: <bob@example.net>, Result: failed, Status: 5.1.1 550 5.1.1 User unknown",
    "bob@example.net 550 5.1.1 user-unknown"
)]
#[case::kerio_unknown(
    "[20/Nov/2026 09:39:05] Attempt to deliver to unknown recipient <bob@example.net>, from <anna@example.org>, IP address 192.0.2.9",
    "bob@example.net  user-unknown"
)]
#[case::kerio_relay(
    "[20/Nov/2026 09:40:05] Relay attempt from IP address 192.0.2.9, mail from <anna@example.org> to <bob@example.net> rejected",
    "bob@example.net  relay-denied"
)]
#[case::mailenable(
    "11/20/26 09:37:01\tSMTP-OU\tABC.MAI\t12\t192.0.2.1\tRCPT\tRCPT TO:<bob@example.net>\t550 5.1.1 User unknown\t30\t26",
    "bob@example.net 550 5.1.1 user-unknown"
)]
#[case::iis(
    "2026-11-20 08:47:00 192.0.2.1 OutboundConnectionCommand SMTPSVC1 WEB01 - 25 RCPT - TO:<bob@example.net> 0 0 4 0 312 SMTP - - - -\n2026-11-20 08:47:01 192.0.2.1 OutboundConnectionResponse SMTPSVC1 WEB01 - 25 - - 550+5.1.1+User+unknown 0 0 74 0 312 SMTP - - - -",
    "bob@example.net 550 5.1.1 user-unknown"
)]
#[case::iis_refused(
    "2026-11-20 08:47:09 192.0.2.9 pc SMTPSVC1 WEB01 192.0.2.1 0 RCPT - +TO:<bob@example.net> 452 0 49 30 0 SMTP - - - -",
    "bob@example.net 452 system-full"
)]
#[case::domino(
    "[0A1C:0008-0F3C] 20.11.2026 09:48:00   SMTP Server: Message from 192.0.2.9 rejected for policy reasons. Recipient <bob@example.net>: user not listed in Domino Directory",
    "bob@example.net  user-unknown"
)]
#[case::msmtp_with_several(
    "Nov 20 09:53:00 host=smtp.example.org from=anna@example.org recipients=bob@example.net,carol@example.net smtpstatus=552 smtpmsg='552 5.2.2 Mailbox full' errormsg='no' exitcode=EX_DATAERR",
    "carol@example.net 552 5.2.2 mailbox-full|bob@example.net 552 5.2.2 mailbox-full"
)]
fn a_record_names_who_failed(#[case] text: &str, #[case] expected: &str) {
    let explanation = read(text);
    assert_eq!(explanation.kind, Kind::Log);
    let found = answers(&explanation);
    let mut found: Vec<&str> = found.iter().map(|answer| answer.trim_end()).collect();
    let mut expected: Vec<&str> = expected.split('|').map(str::trim_end).collect();
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected);
}
