//! Tables with a head: what trackers, services and servers export, however the columns stand apart.

use rstest::rstest;
use smtpref_catalog::Fate;

use super::wholes::answers;
use super::{catalog, explained};

fn kind_and_answers(text: &str) -> (&'static str, Vec<String>) {
    let explanation = explained(text.as_bytes(), &catalog());
    (explanation.kind.word(), answers(&explanation))
}

/// A table of three names and the values of a row, in each form in which tables are.
fn forms(names: [&str; 3], row: [&str; 3]) -> Vec<String> {
    let joined = |sign: &str| format!("{}\n{}\n", names.join(sign), row.join(sign));
    let quoted = |sign: &str| {
        let all = |values: [&str; 3]| values.map(|value| format!("\"{value}\"")).join(sign);
        format!("{}\n{}\n", all(names), all(row))
    };
    let padded = |values: [&str; 3], between: &str| {
        let width = |at: usize| names[at].len().max(row[at].len());
        let cells = (0..3).map(|at| format!("{:width$}", values[at], width = width(at)));
        cells.collect::<Vec<_>>().join(between)
    };
    let hyphens = names.map(|name| "-".repeat(name.len()));
    let hyphens = [&*hyphens[0], &*hyphens[1], &*hyphens[2]];
    vec![
        joined(","),
        joined(";"),
        joined("\t"),
        joined(" | "),
        quoted(","),
        quoted(";"),
        format!(
            "| {} |\n|---|:-:|--:|\n| {} |\n",
            names.join(" | "),
            row.join(" | ")
        ),
        format!("{}\n{}\n", padded(names, "  "), padded(row, "  ")),
        format!(
            "{}\n{}\n{}\n",
            padded(names, " "),
            padded(hyphens, " "),
            padded(row, " ")
        ),
        format!("Here is the export:\n{}", joined(",")),
        format!("Here is the export:\n\n{}\n", joined("\t")),
    ]
}

#[rstest]
#[case::of_a_service(
    ["email", "event", "reason"],
    ["kim@example.net", "bounce", "550 5.1.1 User unknown"],
    "kim@example.net 550 5.1.1 user-unknown"
)]
#[case::of_a_server(
    ["SenderAddress", "RecipientAddress", "Status"],
    ["petra@example.org", "kim@example.net", "550 5.2.2 Mailbox full"],
    "kim@example.net 550 5.2.2 mailbox-full"
)]
#[case::german(
    ["Absender", "Empfänger", "Meldung"],
    ["petra@example.org", "kim@example.net", "550 5.7.1 Relaying denied"],
    "kim@example.net 550 5.7.1 relay-denied"
)]
#[case::french(
    ["Destinataire", "Expéditeur", "Erreur"],
    ["kim@example.net", "petra@example.org", "550 5.1.1 utilisateur inconnu"],
    "kim@example.net 550 5.1.1 user-unknown"
)]
#[case::japanese(
    ["受信者", "送信者", "エラー"],
    ["kim@example.net", "petra@example.org", "550 5.1.1 User unknown"],
    "kim@example.net 550 5.1.1 user-unknown"
)]
fn a_row_is_a_record(#[case] names: [&str; 3], #[case] row: [&str; 3], #[case] expected: &str) {
    for text in forms(names, row) {
        let (_, found) = kind_and_answers(&text);
        assert_eq!(found, [expected], "{text}");
    }
}

const TRACE: &str = "\"Received\",\"SenderAddress\",\"RecipientAddress\",\"Subject\",\"Status\",\"ToIP\",\"Size\"\n";

/// A row of a message trace for each of several recipients.
fn trace(states: &[(&str, &str)]) -> String {
    let row = |(name, state): &(&str, &str)| {
        format!(
            "\"2026-11-20T09:11:10\",\"petra@example.org\",\"{name}@example.net\",\"Offer, new\",\"{state}\",,\"22110\"\n"
        )
    };
    TRACE.to_owned() + &states.iter().map(row).collect::<String>()
}

#[rstest]
#[case::failed(&[("kim", "Failed")], "log", &["kim@example.net "])]
#[case::arrived(&[("kim", "Delivered")], "success", &[])]
#[case::each_of_its_own(&[("kim", "Failed"), ("lea", "Delivered"), ("max", "Failed")], "log", &["kim@example.net ", "max@example.net "])]
#[case::waiting(&[("kim", "Pending")], "log", &["kim@example.net "])]
#[case::kept_as_spam(&[("kim", "FilteredAsSpam")], "log", &["kim@example.net  spam-content"])]
#[case::in_quarantine(&[("kim", "Quarantined")], "discarded", &[])]
#[case::in_quarantine_beside_a_failure(&[("kim", "Quarantined"), ("lea", "Failed")], "log", &["lea@example.net "])]
#[case::a_list_that_was_expanded(&[("team", "Expanded"), ("kim", "Delivered")], "success", &[])]
#[case::nothing_is_known(&[("kim", "GettingStatus")], "nothing", &[])]
#[case::put_off_and_then_taken(&[("kim", "Pending"), ("kim", "Delivered")], "success", &[])]
#[case::taken_after_it_was_put_off(&[("kim", "Delivered"), ("kim", "Pending")], "success", &[])]
#[case::failed_beside_another_message(&[("kim", "Failed"), ("kim", "Delivered")], "log", &["kim@example.net "])]
fn the_state_of_a_row_tells_what_became_of_it(
    #[case] states: &[(&str, &str)],
    #[case] kind: &str,
    #[case] expected: &[&str],
) {
    let found = kind_and_answers(&trace(states));
    let expected: Vec<String> = expected.iter().map(|&one| one.to_owned()).collect();
    assert_eq!(found, (kind, expected));
}

#[rstest]
#[case::failed("Failed", Some(Fate::Returned))]
#[case::waiting("Pending", Some(Fate::Retried))]
#[case::put_off("Deferred", Some(Fate::Retried))]
#[case::french("En attente", Some(Fate::Retried))]
#[case::dropped("Dropped", None)]
fn the_state_of_a_row_tells_the_fate(#[case] state: &str, #[case] expected: Option<Fate>) {
    let explanation = explained(trace(&[("kim", state)]).as_bytes(), &catalog());
    let fates: Vec<_> = explanation.replies.iter().map(|one| one.message).collect();
    assert_eq!(fates, [expected]);
}

/// What a service does with what failed it says itself, or not at all.
#[test]
fn a_service_tells_more_than_that_it_failed() {
    let fate = |name: &str| {
        let text = format!("{name},Status,Size\nkim@example.net,Failed,22\n");
        let explanation = explained(text.as_bytes(), &catalog());
        explanation.replies[0].message
    };
    assert_eq!(fate("Recipient"), Some(Fate::Returned));
    assert_eq!(fate("Email"), None);
}

/// A deferral is settled by what became of the same message, if the table tells which one it was.
#[test]
fn another_message_settles_nothing() {
    let table = |first: &str, second: &str| {
        format!(
            "Recipient,Message-ID,Status,Reason\nkim@example.net,{first},deferred,450 4.2.0 Greylisted\nkim@example.net,{second},delivered,\n"
        )
    };
    let (kind, found) = kind_and_answers(&table("<a@example.org>", "<b@example.org>"));
    assert_eq!(
        (kind, &*found),
        (
            "log",
            &["kim@example.net 450 4.2.0 greylisted".to_owned()][..]
        )
    );
    assert_eq!(
        kind_and_answers(&table("<a@example.org>", "<a@example.org>")).0,
        "success"
    );
}

#[rstest]
#[case::a_divider_in_quotation_marks(
    "email,subject,reason\nkim@example.net,\"a, b, c\",550 5.1.1 User unknown",
    "kim@example.net 550 5.1.1 user-unknown"
)]
#[case::lines_in_quotation_marks(
    "reason,email,time\n\"552 5.2.2 The mailbox\nis full\",kim@example.net,12",
    "kim@example.net 552 5.2.2 mailbox-full"
)]
#[case::doubled_marks(
    "reason,email,time\n\"550 5.1.1 \"\"kim\"\", user unknown\",kim@example.net,12",
    "kim@example.net 550 5.1.1 user-unknown"
)]
#[case::a_mark_that_is_not_closed(
    "email,subject,reason\nkim@example.net,\"a,550 5.1.1 User unknown\n",
    "kim@example.net 550 5.1.1 user-unknown"
)]
#[case::words_with_dividers(
    "email,reason,time\nkim@example.net,550 5.1.1 Sorry, no, user unknown,12",
    "kim@example.net 550 5.1.1 user-unknown"
)]
#[case::a_code_beside_the_words(
    "Recipient address,Event SMTP reply code,Event status,Event description\nkim@example.net,552,Bounced,mailbox full",
    "kim@example.net 552 mailbox-full"
)]
#[case::a_status_beside_the_words(
    "email,status,reason\nkim@example.net,5.1.1,user unknown",
    "kim@example.net 5.1.1 user-unknown"
)]
#[case::a_status_with_words(
    "type,orig,rcpt,dsnAction,dsnStatus,dsnDiag\nb,petra@example.org,kim@example.net,failed,4.4.7 (delivery time expired),",
    "kim@example.net 4.4.7 delivery-expired"
)]
#[case::words_before_those_of_a_status(
    "type,orig,rcpt,dsnAction,dsnStatus,dsnDiag\nb,petra@example.org,kim@example.net,failed,5.0.0 (undefined status),smtp;552 5.2.2 mailbox full",
    "kim@example.net 552 5.2.2 mailbox-full"
)]
#[case::a_state_of_many_words(
    "Recipient,Status,Size\nkim@example.net,Undelivered because the mailbox is full,22",
    "kim@example.net  mailbox-full"
)]
#[case::columns_behind_words_with_dividers(
    "email,reason,status\nkim@example.net,Sorry, no, the mailbox is full, 5.2.2",
    "kim@example.net 5.2.2 mailbox-full"
)]
#[case::columns_that_are_too_narrow(
    "Sender  Email  Reason  Status\npetra@example.org  kim@example.net  User unknown  550 5.1.1",
    "kim@example.net 550 5.1.1 user-unknown"
)]
#[case::a_path_of_names(
    "time,mail.destination.0,bounce.bouncedRecipients.0.diagnosticCode\n12,kim@example.net,smtp; 550 5.1.1 user unknown",
    "kim@example.net 550 5.1.1 user-unknown"
)]
#[case::with_its_state(
    "time,sender_address,recipient_status,subject\n12,petra@example.org,\"lea@example.net##Receive, Fail, Deliver;kim@example.net##Receive, Fail\",Offer",
    "kim@example.net "
)]
#[case::with_a_name(
    "Recipient\tStatus\tReason\nKim Doe <kim@example.net>\tfailed\t550 5.1.1 User unknown",
    "kim@example.net 550 5.1.1 user-unknown"
)]
#[case::of_columns_that_are_empty(
    "Date        Recipient        Relay  Reason\n2026-11-20  kim@example.net         550 5.1.1 User unknown",
    "kim@example.net 550 5.1.1 user-unknown"
)]
#[case::numbers_at_the_right(
    "Size Recipient       Status\n---- ---------       ------\n 123 kim@example.net 550 5.1.1 User unknown",
    "kim@example.net 550 5.1.1 user-unknown"
)]
#[case::numbers_that_are_wide(
    "Recipient       Size Status\n---------       ---- ------\nkim@example.net  123 550 5.1.1 User unknown",
    "kim@example.net 550 5.1.1 user-unknown"
)]
#[case::a_raw_log(
    "#Fields: date-time,sender-address,recipient-address,event-id,recipient-status\n2026-11-20T09:11:10.113Z,petra@example.org,kim@example.net,FAIL,550 5.1.1 User unknown",
    "kim@example.net 550 5.1.1 user-unknown"
)]
#[case::behind_blank_lines(
    "email,event,reason\n\nkim@example.net,bounce,550 5.1.1 User unknown",
    "kim@example.net 550 5.1.1 user-unknown"
)]
fn values_stand_as_programs_write_them(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(kind_and_answers(text).1, [expected]);
}

#[test]
fn a_text_may_have_two_tables() {
    let text = "email,event,reason\nkim@example.net,bounce,550 5.1.1 User unknown\nreason,status,email\n552 5.2.2 mailbox full,bounce,lea@example.net\n";
    let expected = [
        "kim@example.net 550 5.1.1 user-unknown",
        "lea@example.net 552 5.2.2 mailbox-full",
    ];
    assert_eq!(kind_and_answers(text).1, expected);
}

/// A service tells its customer, who runs no server.
#[rstest]
#[case::of_addresses("Email,Event,Reason", "webhook")]
#[case::of_addresses_alone("address,code,error", "webhook")]
#[case::of_recipients("Recipient,Event,Reason", "log")]
#[case::of_addresses_of_recipients("Recipient Address,Event,Reason", "log")]
fn a_table_shows_who_wrote_it(#[case] names: &str, #[case] kind: &str) {
    let text = format!("{names}\nkim@example.net,bounce,550 5.1.1 User unknown\n");
    assert_eq!(kind_and_answers(&text).0, kind);
}

/// What a report of a failure says for programs counts before its table for people, and a notice stays one.
#[test]
fn a_notice_with_a_table_is_a_notice() {
    let notice = "From: mailer-daemon@example.org\nSubject: Undelivered Mail Returned to Sender\n\nRecipient       Result  Answer\nkim@example.net  failed  552 5.2.2 his box is full\n";
    assert_eq!(
        kind_and_answers(notice),
        (
            "bounce",
            vec!["kim@example.net 552 5.2.2 mailbox-full".to_owned()]
        )
    );
    let notice = "From: mailer-daemon@example.org\nSubject: Undelivered Mail Returned to Sender\n\nRecipient       Result  Size\nkim@example.net  failed  22\n";
    let report = format!(
        "{notice}\nReporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; kim@example.net\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n"
    );
    assert_eq!(
        kind_and_answers(&report),
        (
            "bounce",
            vec!["kim@example.net 550 5.1.1 user-unknown".to_owned()]
        )
    );
}

/// A row that tells of a notice makes none of its table.
#[test]
fn a_table_is_no_notice_by_its_rows() {
    let text = "PS C:\\> Get-MessageTrackingLog\n\nEventId  Source   Sender                  Recipients           MessageSubject\n-------  ------   ------                  ----------           --------------\nFAIL     ROUTING  petra@example.org       {kim@example.net}    Offer\nDSN      DSN      postmaster@example.org  {petra@example.org}  Undeliverable: Offer\n";
    assert_eq!(
        kind_and_answers(text),
        ("log", vec!["kim@example.net ".to_owned()])
    );
    let notice = format!(
        "This is the mail system at host mx.example.org.\n\nI'm sorry to have to inform you that your message could not be delivered to one or more recipients.\n\n{text}"
    );
    assert_eq!(kind_and_answers(&notice).0, "bounce");
}

#[rstest]
#[case::no_state("Name,Email,Phone\nKim,kim@example.net,12")]
#[case::no_recipient("Sender,Subject,Status\npetra@example.org,Offer,Failed")]
#[case::no_record("email,event,reason\nand so on,or not,at all")]
#[case::words("Hello, I have got this status, email, reason\nso, what now?")]
#[case::the_way_of_a_mail("Hop,From,To,Status\n1,a.example.org,b.example.org,failed")]
fn what_is_no_table_names_nobody(#[case] text: &str) {
    let (_, found) = kind_and_answers(text);
    assert!(found.iter().all(|one| !one.contains('@')), "{found:?}");
}

/// A longer head is none: nobody has so many columns.
#[test]
fn a_head_has_an_end() {
    let table = |length: usize| {
        let head = "email,event,reason,";
        let rest = "x".repeat(length - head.len());
        format!("{head}{rest}\nkim@example.net,bounce,550 5.1.1 User unknown,\n")
    };
    assert_eq!(kind_and_answers(&table(4096)).0, "webhook");
    assert_ne!(kind_and_answers(&table(4097)).0, "webhook");
}

/// Names with values that a program writes anywhere are no listing of messages: it has a state and some more.
#[rstest]
#[case::no_state(
    "Date : 12\nRecipient : kim@example.net\nError : 550 5.1.1 User unknown\nSubject : Offer\nSize : 22"
)]
#[case::three_names("Recipient : kim@example.net\nStatus : 550 5.1.1 User unknown\nSize : 22")]
fn a_listing_has_a_state_and_more(#[case] text: &str) {
    assert_ne!(kind_and_answers(text).0, "log");
}

/// Below other words a table that tells of no failure says nothing of them.
#[test]
fn a_table_of_deliveries_hides_no_reply() {
    let text = "550 5.1.1 <lea@example.net>: User unknown\n\nemail,event,time\nkim@example.net,delivered,12\n";
    assert_eq!(
        kind_and_answers(text).1,
        ["lea@example.net 550 5.1.1 user-unknown"]
    );
}

/// A record of a listing, as PowerShell prints it.
fn listed(name: &str, state: &str) -> String {
    format!(
        "Received         : 20.11.2026 09:11:10\nSenderAddress    : petra@example.org\nRecipientAddress : {name}@example.net\nSubject          : Offer, of which the title\n                   is long\nStatus           : {state}\nSize             :\n\n"
    )
}

#[rstest]
#[case::failed(&[("kim", "Failed")], "log", &["kim@example.net "])]
#[case::each_of_its_own(&[("kim", "Failed"), ("lea", "Delivered"), ("max", "FilteredAsSpam")], "log", &["kim@example.net ", "max@example.net  spam-content"])]
#[case::put_off_and_then_taken(&[("kim", "Pending"), ("kim", "Delivered")], "success", &[])]
#[case::in_quarantine(&[("kim", "Quarantined")], "discarded", &[])]
fn a_listing_has_a_line_for_each_name(
    #[case] records: &[(&str, &str)],
    #[case] kind: &str,
    #[case] expected: &[&str],
) {
    let text: String = records
        .iter()
        .map(|(name, state)| listed(name, state))
        .collect();
    let expected: Vec<String> = expected.iter().map(|&one| one.to_owned()).collect();
    assert_eq!(kind_and_answers(&text), (kind, expected));
    assert_eq!(kind_and_answers(text.trim_end()), kind_and_answers(&text));
}

/// Whoever masks a table may lose a column of it; a diagnostic is known by how it begins.
#[test]
fn a_diagnostic_is_read_below_another_name() {
    let text = "type | orig | rcpt | jobId | dsnMta | dsnDiag\n-- | -- | -- | -- | -- | --\nb | news@example.org | bob@example.net | mx.example.net | smtp;550 No such person at this address.\n";
    assert_eq!(
        kind_and_answers(text).1,
        ["bob@example.net 550 user-unknown"]
    );
}
