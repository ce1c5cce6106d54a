//! Texts that lost their form on the way: reports and sessions in one line, lists of a queue, lines that were wrapped.

use rstest::rstest;
use smtpref::explain::Kind;
use smtpref_catalog::Slug;

use super::wholes::answers;
use super::{catalog, explained};

fn read(text: &str) -> Vec<String> {
    answers(&explained(text.as_bytes(), &catalog()))
}

const BOB: &str = "bob@example.net 552 5.2.2 mailbox-full";
const CAROL: &str = "carol@example.net 550 5.1.1 user-unknown";

#[rstest]
#[case::all_fields(
    "Reporting-MTA: dns; mx.test Final-Recipient: rfc822; bob@example.net Action: failed Status: 5.2.2 Diagnostic-Code: smtp; 552 5.2.2 Mailbox full"
)]
#[case::behind_words(
    "It says Final-Recipient: rfc822; bob@example.net Action: failed Status: 5.2.2 Diagnostic-Code: smtp; 552 5.2.2 Mailbox full"
)]
#[case::two_fields(
    "Final-Recipient: rfc822; bob@example.net Diagnostic-Code: smtp; 552 5.2.2 Mailbox full"
)]
#[case::capitals(
    "FINAL-RECIPIENT: RFC822; bob@example.net ACTION: FAILED DIAGNOSTIC-CODE: SMTP; 552 5.2.2 Mailbox full"
)]
#[case::a_session(">>> RCPT TO:<bob@example.net> <<< 552 5.2.2 Mailbox full")]
#[case::a_command_with_its_answer("RCPT TO:<bob@example.net> 552 5.2.2 Mailbox full")]
#[case::a_notice_of_sendmail(
    "Returned mail ----- The following addresses had permanent fatal errors ----- <bob@example.net> ----- Transcript of session follows ----- 552 5.2.2 <bob@example.net>... Mailbox full"
)]
fn one_line_is_read_as_several(#[case] text: &str) {
    assert_eq!(read(text), [BOB]);
}

#[test]
fn two_reports_in_one_line_are_two() {
    let text = "Final-Recipient: rfc822; bob@example.net Action: failed Status: 5.2.2 Diagnostic-Code: smtp; 552 5.2.2 Mailbox full Final-Recipient: rfc822; carol@example.net Action: failed Status: 5.1.1 Diagnostic-Code: smtp; 550 5.1.1 User unknown";
    assert_eq!(read(text), [BOB, CAROL]);
}

#[rstest]
#[case::one_field("550 no Status: 5.2.2 Mailbox full", "550 5.2.2 mailbox-full")]
#[case::a_form_of_its_own(
    "552 no; Action: failed; Status: 5.2.2; Mailbox full",
    "552 5.2.2 mailbox-full"
)]
#[case::a_success_behind_a_command(
    "MAIL FROM:<ann@example.org> 250 Ok, then 552 5.2.2 Mailbox full",
    "552 5.2.2 mailbox-full"
)]
fn what_is_no_report_in_one_line_stays(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(read(text), [expected]);
}

/// An entry of a queue with its reply and recipients.
#[rstest]
#[case::postfix(
    "4F2A250333 1234 Tue Jun  3 10:00:00 ann@example.org\n(host mx.test said: 552 5.2.2 Mailbox full)\n bob@example.net\n"
)]
#[case::active(
    "4F2A250333* 1234 Tue Jun  3 10:00:00 ann@example.org\n(host mx.test said: 552 5.2.2 Mailbox full)\n bob@example.net\n"
)]
#[case::on_hold(
    "4F2A250333! 1234 Tue Jun  3 10:00:00 ann@example.org\n(host mx.test said: 552 5.2.2 Mailbox full)\n bob@example.net\n"
)]
#[case::with_its_head(
    "-Queue ID- --Size-- ----Arrival Time---- -Sender/Recipient-------\n4F2A250333 1234 Tue Jun  3 10:00:00 ann@example.org\n(host mx.test said: 552 5.2.2 Mailbox full)\n bob@example.net\n"
)]
fn the_list_of_a_queue_is_read(#[case] text: &str) {
    assert_eq!(read(text), [BOB]);
}

#[test]
fn each_entry_of_a_queue_has_a_reply() {
    let text = "4F2A250333 1234 Tue Jun  3 10:00:00 ann@example.org\n(host mx.test said: 552 5.2.2 Mailbox full)\n bob@example.net\n\n5A3B361444 999 Tue Jun  3 10:00:00 ann@example.org\n(host mx.test said: 550 5.1.1 User unknown)\n carol@example.net\n";
    assert_eq!(read(text), [BOB, CAROL]);
}

#[test]
fn one_reply_of_a_queue_is_for_all_below_it() {
    let text = "4F2A250333 1234 Tue Jun  3 10:00:00 ann@example.org\n(host mx.test said: 552 5.2.2 Mailbox full)\n bob@example.net\n carol@example.net\n";
    assert_eq!(
        read(text),
        [BOB, "carol@example.net 552 5.2.2 mailbox-full"]
    );
}

#[test]
fn an_entry_of_a_queue_without_people_has_a_reply() {
    let text = "4F2A250333 1234 Tue Jun  3 10:00:00 ann@example.org\n(host mx.test said: 552 5.2.2 Mailbox full)\n";
    assert_eq!(read(text), ["552 5.2.2 mailbox-full"]);
}

/// Words that a mail program broke are read as they were, wherever the break fell.
#[test]
fn a_reply_is_read_wherever_it_was_broken() {
    let whole = "<bob@example.net>: host mx.test[192.0.2.1] said: 552 5.2.2 The mailbox is full (in reply to RCPT TO command)";
    let expected = read(whole);
    assert_eq!(expected, [BOB]);
    for (at, _) in whole.match_indices(' ') {
        let broken = format!("{}\n{}", &whole[..at], &whole[at + 1..]);
        assert_eq!(read(&broken), expected, "{broken}");
        let indented = format!("{}\n    {}", &whole[..at], &whole[at + 1..]);
        assert_eq!(read(&indented), expected, "{indented}");
    }
}

/// The diagnostic of a report goes on in the next lines, whatever they begin with.
#[test]
fn a_diagnostic_is_read_wherever_it_was_broken() {
    let head = "Reporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.0.0\n";
    let whole = "Diagnostic-Code: smtp; 552 5.2.2 The mailbox is full, sorry for that";
    for (at, _) in whole.match_indices(' ') {
        let text = format!("{head}{}\n {}\n", &whole[..at], &whole[at + 1..]);
        assert_eq!(read(&text), [BOB], "{text}");
    }
}

/// A report of `ZMailer`, a notice in the comments of a source, one that Markdown escaped, and lines that a page broke twice.
#[rstest]
#[case::zmailer(
    "FAILED:\n  Original Recipient:\n      rfc822;bob@example.net\n  Final Recipient:\n      RFC822;bob@example.net\n  Status:\n      5.2.2\n  Diagnostic Code:\n      smtp; 552 (Mailbox full)\n"
)]
#[case::comments(
    "//\tMESS>> I was not able to deliver your message to the following addresses.\n//\tMESS>>\n//\tMESS>> <bob@example.net>:\n//\tMESS>> 192.0.2.9 does not like recipient.\n//\tMESS>> Remote host said: 552 5.2.2 Mailbox full\n"
)]
#[case::markdown(
    "Delivery to the following recipient failed permanently:\\\n[bob@example\\.net](mailto:bob@example.net)\\\nThe error that the other server returned was: 552 \\#5\\.2\\.2 Mailbox full"
)]
#[case::a_page(
    "552 5.2.2 The mail-<br>\n\n box of bob@example.net is<br>\n\n full: mailbox<br>\n\n full"
)]
fn other_forms_are_read(#[case] text: &str) {
    assert_eq!(read(text), [BOB]);
}

/// A notice of old Exchange whose head has the date under `Sent`, and one without any.
#[test]
fn a_copied_head_has_its_notice() {
    let text = "From: System Administrator\nTo: Anna\nSent: Thursday, February 28, 2002 5:00 PM\nSubject: Undeliverable: Hello\nYour message did not reach some or all of the intended recipients.\n\nThe following recipient(s) could not be reached:\n\nbob@example.net on 02/28/02 5:00 PM\nThe maximum time for delivering the message expired\n";
    assert_eq!(read(text), ["bob@example.net  delivery-expired"]);
}

/// The connector of Exchange 5.0 lists the names of its directory, each with the reason of the server below.
#[test]
fn the_connector_of_old_exchange_gives_reasons() {
    let text = "From: IMSAdmin (IMS Admin)\nSent: Thursday, November 11, 1999 2:03 PM\nTo: Anna\nSubject: Undeliverable: Testing\n\nThe following recipients did not receive the attached mail. Reasons are listed with each recipient:\n\n</o=Example/ou=Site/cn=Recipients/cn=User1> User1\n\tMSEXCH:IMS:Example:SITE:SERVER 0 (00010256) Too many recipients.\n";
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(explanation.kind.word(), "bounce");
    let cause = explanation.replies[0]
        .cause
        .map(smtpref_catalog::Slug::as_str);
    assert_eq!(cause, Some("too-many-recipients"));
}

/// The cause of a notice that was pasted without the blank line below its head, with words that are wrapped, in the comments of a source,
/// or below the line that ends a transcript.
#[rstest]
#[case::head_and_words(
    "From: Mail Delivery System\nTo: ann@example.org\nSubject: Mail delivery failed: returning message to sender\nThis message was created automatically\nby mail delivery software.\nThe following address(es) failed:\nbob@example.net\nmailbox is full",
    Some("mailbox-full")
)]
#[case::comments(
    "   // Your message\n   //   To: Bob\n   // did not reach the following recipient(s):\n   //\n   // bob@example.net on Fri, 20 Nov 2026 15:39:49 -0000\n   //     The recipient name is not recognized",
    Some("user-unknown")
)]
#[case::a_transcript(
    "Failed address: bob@example.net\n\n--- Session Transcript ---\nFri 2026-11-20 08:01:19: --> DATA\nFri 2026-11-20 08:01:30: <-- 554 flarp\n--- Mailbox full of Transcripts ---\n",
    None
)]
#[case::no_reason_told(
    "This is an automatically generated Delivery Status Notification.\n\nDelivery to the following recipients failed.\n\n       bob@example.net\n\nEin Grund wird nicht angegeben ;-)",
    None
)]
#[case::no_report(
    "This is the mail system at host mx.example.org.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n--- Delivery report unavailable ---\n\nFinal-Recipient: rfc822; bob@example.net\nAction: failed",
    None
)]
fn a_pasted_notice_has_its_cause(#[case] text: &str, #[case] cause: Option<&str>) {
    let explanation = explained(text.as_bytes(), &catalog());
    let [answer] = &explanation.replies[..] else {
        panic!("not one answer in {text}")
    };
    assert_eq!(answer.recipient.as_deref(), Some("bob@example.net"));
    assert_eq!(answer.cause.map(Slug::as_str), cause);
}

/// What Exim prints of its work has the number of the process before each line, which may look like a code.
#[rstest]
#[case::a_process(
    "292 delivering 1mqjmk-00004h-Q0\n292 R: smarthost for bob@example.net\n292 LOG: retry_defer MAIN\n292   == bob@example.net R=smarthost T=remote_smtp defer (-53): retry time not reached for any host",
    Some("network-error")
)]
#[case::a_title(
    "What the log has: 2026-11-20 15:43:28 H=mx.example.org [192.0.2.1] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no F=<ann@example.org> temporarily rejected RCPT <bob@example.net>",
    None
)]
fn a_line_of_exim_is_read(#[case] text: &str, #[case] cause: Option<&str>) {
    let explanation = explained(text.as_bytes(), &catalog());
    let [answer] = &explanation.replies[..] else {
        panic!("not one answer in {text}")
    };
    assert_eq!(answer.recipient.as_deref(), Some("bob@example.net"));
    assert_eq!(answer.cause.map(Slug::as_str), cause);
}

/// Postfix begins each of its notices with the same words, that of a success too.
#[test]
fn a_pasted_report_of_a_success_is_none_of_a_failure() {
    let text = "This is the mail system at host mx.example.org.\n\nYour message was successfully delivered to the destination(s)\nlisted below.\n\n<bob@example.net>: delivery via mx.example.net[192.0.2.25]:25: 250 ok: Message 4333344 accepted\n";
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(
        (explanation.kind, explanation.replies.len()),
        (Kind::Success, 0)
    );
    let failed = text
        .replace("was successfully", "could not be")
        .replace("250 ok", "550 5.1.1 no such user");
    assert_eq!(explained(failed.as_bytes(), &catalog()).kind, Kind::Bounce);
}
