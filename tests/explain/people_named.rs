//! Who failed: an address counts where words or marks make it that of a recipient, and nobody else's is taken for one.

use rstest::rstest;
use smtpref_catalog::Scene;

use super::{catalog, explained};

/// The recipients of a text.
fn people(text: &str) -> Vec<String> {
    let explanation = explained(text.as_bytes(), &catalog());
    let recipients = explanation.replies.iter();
    recipients.filter_map(|one| one.recipient.clone()).collect()
}

#[rstest]
#[case::in_brackets("550 5.1.1 <bob@example.net>: User unknown")]
#[case::bare("550 5.1.1 bob@example.net User unknown")]
#[case::in_words("550 5.1.1 no user bob@example.net here")]
#[case::of_rfc822("550 5.1.1 rfc822;bob@example.net unknown")]
#[case::in_quotation_marks("550 5.1.1 'bob@example.net' unknown")]
#[case::behind_a_host("550 5.1.1 mx.test/bob@example.net: unknown")]
#[case::a_key_before_a_reply("to=<bob@example.net> 550 5.1.1 User unknown")]
#[case::another_key("recipient: bob@example.net, error: 550 5.1.1 User unknown")]
#[case::another_language("Empf\u{e4}nger: bob@example.net, Fehler: 550 5.1.1 User unknown")]
#[case::a_sentence("could not send to bob@example.net: 550 5.1.1 User unknown")]
#[case::a_delivery("delivery to bob@example.net failed: 550 5.1.1 User unknown")]
#[case::what_is_said_behind_it("The address bob@example.net was rejected: 550 5.1.1 User unknown")]
#[case::what_is_said_behind_its_quotation_mark(
    "address 'bob@example.net' was not found: 550 5.1.1 User unknown"
)]
#[case::a_rejected_address("the rejected address bob@example.net: 550 5.7.1 Refused")]
#[case::an_arrow("<ann@example.org> -> <bob@example.net>: 550 5.1.1 User unknown")]
#[case::an_own_address_beside_it(
    "from=<ann@example.org> to=<bob@example.net> 550 5.1.1 User unknown"
)]
#[case::somebody_to_ask_above(
    "For help, please send mail to postmaster@example.org.\n\n<bob@example.net>: 550 5.1.1 User unknown"
)]
#[case::the_end_of_an_arrow("-> bob@example.net\n550 5.1.1 User unknown")]
#[case::a_number_of_a_list(" 2) bob@example.net\n    550 5.1.1 User unknown")]
#[case::a_line_of_its_own("bob@example.net\n550 5.1.1 User unknown")]
#[case::a_line_in_brackets("<bob@example.net>\n550 5.1.1 User unknown")]
#[case::a_line_with_a_colon("bob@example.net:\n550 5.1.1 User unknown")]
#[case::a_bullet("* bob@example.net\n550 5.1.1 User unknown")]
#[case::a_reason_in_brackets("bob@example.net (user not found)\n550 5.1.1 User unknown")]
#[case::twice_in_a_line("bob@example.net (bob@example.net)\n550 5.1.1 User unknown")]
#[case::a_link_behind_it("bob@example.net<mailto:bob@example.net>\n550 5.1.1 User unknown")]
#[case::an_alias(
    "<bob@example.net> (expanded from <b@example.org>): host mx.test said: 550 5.1.1 User unknown"
)]
#[case::an_alias_of_exim("bob@example.net\n(generated from b@example.org)\n550 5.1.1 User unknown")]
#[case::the_command_of_a_session("RCPT TO:<bob@example.net>\n550 5.1.1 User unknown")]
#[case::a_session_with_marks(">>> RCPT TO:<bob@example.net>\n<<< 550 5.1.1 User unknown")]
#[case::a_session_of_swaks(" -> RCPT TO:<bob@example.net>\n<** 550 5.1.1 User unknown")]
#[case::the_key_of_a_dictionary("{'bob@example.net': (550, b'5.1.1 User unknown')}")]
#[case::the_key_of_an_exception(
    "SMTPRecipientsRefused: {'bob@example.net': (550, b'5.1.1 User unknown')}"
)]
#[case::what_a_service_says_of_itself(
    "{'bob@example.net': (605, b'Not delivering to previously bounced address')}"
)]
#[case::a_header_above_it("To: bob@example.net\nError: 550 5.1.1 User unknown")]
#[case::announced(
    "Delivery has failed to these recipients or groups:\n\nBob Jones (bob@example.net)\n550 5.1.1 User unknown"
)]
#[case::an_only_address("we tried bob@example.net today and got 550 5.1.1 User unknown")]
#[case::before_a_colon_behind_words("we tried bob@example.net: 550 flarp")]
#[case::in_the_line_of_a_log_above(
    "2026-06-03 08:00:00 Sending email to bob@example.net\n2026-06-03 08:00:01 SMTP error: 550 flarp"
)]
#[case::behind_the_name_of_a_person(
    "Your message to Bob Jones (bob@example.net) was refused: 550 flarp"
)]
#[case::whom_a_list_names_beside_him(
    "Failed email addresses:\n bob@example.net, ann@example.org\n\nThe error that the server returned:\n\n Recipient address: bob@example.net\n Reason: Remote SMTP server has rejected address\n Diagnostic code: smtp;550-5.1.1 The email account that you tried to reach does not exist."
)]
#[case::in_a_story(
    "A comment hard bounced when delivered to the council of a town bob@example.net. Their server said \"bounced (host mx.example.net[192.0.2.1] said: 550 Envelope blocked - User Entry (in reply to RCPT TO command))\""
)]
#[case::a_note_of_mdaemon(
    "--- Session Transcript ---\nFri 2026-11-20 12:22:04: *  From: ann@example.org\nFri 2026-11-20 12:22:04: *  To: bob@example.net\nFri 2026-11-20 12:22:05: *  Name server reports domain name unknown\n--- End Transcript ---"
)]
#[case::what_coremail_tells_first(
    "抱歉，您的邮件被退回来了\n原邮件信息：\n时间 2026-11-20 14:33:40\n收件人 bob@example.net\n\n退信原因：\n邮箱已满"
)]
#[case::an_attempt_of_exim(
    "Here:\n  292 delivering 1tXaag-0001Ag-1G\n== bob@example.net R=dnslookup defer (-1): host lookup did not complete"
)]
#[case::with_a_zero_width_space("<bob@&#8203;example.net>: 550 5.1.1 flarp")]
#[case::below_what_announces_him(
    "Mail to info@example.com comes back with this error message:\n\nYour message to bob@example.net couldn't be delivered.\n\nThe group only accepts messages from its members."
)]
#[case::glued_to_the_next_word(
    "Your message wasn't delivered to bob@example.netbecause the address couldn't be found, or is unable to receive mail."
)]
#[case::glued_before_the_domain(
    "Your message wasn't delivered to bob@example.netbecause the domain example.net couldn't be found. Check for typos or unnecessary spaces and try again."
)]
#[case::glued_to_a_sentence(
    "Delivery has failed to these recipients or groups:bob@example.netYour message wasn't delivered because the recipient's email provider rejected it. 550 5.7.1 Refused"
)]
#[case::glued_in_spanish(
    "Tu mensaje no se ha entregado a bob@example.netporque no se ha encontrado la direcci\u{f3}n."
)]
#[case::what_a_notice_says_below_its_reply(
    "550 5.1.1 Address does not exist.\nTu mensaje no se ha entregado a bob@example.net"
)]
#[case::behind_other_lines_of_a_debugged_exim(
    "  276   <= ann@example.org H=web [192.0.2.5] P=esmtps S=24989\n  276   SMTP connection closed by QUIT\n  277 delivering 1tXaag-0001Ag-1G\n  277 R: dnslookup for bob@example.net\n  277 LOG: MAIN\n  277   == bob@example.net R=dnslookup defer (-1): host lookup did not complete"
)]
#[case::beside_whom_a_reply_says_to_ask(
    "Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 550 5.7.1 flarp. In case you disagree send the message to\n    <postmaster@example.org> ; 4F2A"
)]
#[case::beside_the_id_of_a_message(
    "Final-Recipient: RFC822; <bob@example.net>\nAction: failed\nStatus: 4.2.2\nReceived: from mx.example.org\n    by mx.example.com with ESMTP\n    id\n <20020208201423.QUCD3217@mx.example.org>\n    for <bob@example.net>; Fri, 8 Feb 2002 15:14:23 -0500"
)]
fn bob_is_the_recipient(#[case] text: &str) {
    assert_eq!(people(text), ["bob@example.net"]);
}

#[rstest]
#[case::the_sender("550 5.1.8 sender bob@example.net does not exist")]
#[case::a_sender_by_his_key("from=<bob@example.net> 550 5.7.1 Refused")]
#[case::somebody_to_ask("550 5.7.1 Refused, contact postmaster@example.net")]
#[case::somebody_to_write_to("550 5.7.1 Refused, write to bob@example.net")]
#[case::a_login("535 5.7.8 authentication failed for bob@example.net")]
#[case::the_sender_of_a_report("550 5.7.1 Refused, X-Postfix-Sender: rfc822; bob@example.net")]
#[case::of_a_message("550 5.7.1 the message of bob@example.net was rejected")]
#[case::the_message_of_somebody("the mail of bob@example.net was rejected: 550 5.7.1 Refused")]
#[case::somebody_who_wrote("ann@example.org wrote: 550 5.1.1 User unknown")]
#[case::an_id("550 5.7.1 Refused (message-id bob@example.net)")]
#[case::an_account_over_its_limit(
    "550 Daily sending limit of 500 messages reached for bob@example.net"
)]
#[case::the_new_address("551 5.1.6 User has moved, please use bob@example.net")]
#[case::a_reply_to("Reply-To: bob@example.net 550 5.1.1 User unknown")]
#[case::a_sign_in_words("550 5.7.1 Refused @ example")]
#[case::a_signature_below_an_address("<bob@example.net>\n\n-- \nMailbox full of joy\n")]
#[case::no_name("550 5.7.1 <@example.net> no")]
#[case::no_domain("550 5.7.1 <bob@> no")]
#[case::two_without_words(
    "bob@example.net and carol@example.net talked and got 550 5.1.1 User unknown"
)]
#[case::behind_a_name_and_before_a_place("Ann Jones <ann@example.org> am Tor 5\n  550 5.1.1 flarp")]
#[case::beside_what_is_said_of_a_sender("Sender verify failed\nto=<bob@example.net>")]
#[case::an_account_of_msmtp(
    "554 refused\nmsmtp: could not send mail (account bob@example.net from /home/bob/.msmtprc)"
)]
#[case::the_account_of_the_reader(
    "550 You can only send testing emails to your own email address (bob@example.net)."
)]
#[case::a_head_that_lost_a_colon(
    "I see this:\n\nFrom MAILER-DAEMON@mx.example.com\nTo: bob@example.net\nRe: Returned Mail\n\n550 5.7.1 Refused"
)]
#[case::a_command_to_send_mail("I type mail tom@example and it comes back: 550 5.1.1 flarp")]
#[case::what_divides_parts("boundary=\"part17@example.net\"\n550 5.7.1 Refused")]
#[case::whom_a_notice_says_to_ask(
    "Delivery has failed to these recipients or groups:\n\nWhat now: ask those who know more\nann@example.org\n\n#550 5.7.1 flarp ##"
)]
fn nobody_is_the_recipient(#[case] text: &str) {
    assert_eq!(people(text), Vec::<String>::new());
}

#[rstest]
#[case::a_list_of_a_log(
    "Jun  3 10:00:00 mail sendmail[1]: 5531x0Yk012345: to=<bob@example.net>,<carol@example.net>, dsn=5.1.1, stat=User unknown"
)]
#[case::a_list("Undeliverable to: bob@example.net, carol@example.net\n550 5.1.1 User unknown")]
#[case::lines_that_begin_alike(
    "undeliverable to bob@example.net\nundeliverable to carol@example.net\n\n550 5.1.1 User unknown"
)]
#[case::a_list_of_go("err=\"550 5.1.1 flarp\" rcpt=[bob@example.net carol@example.net]")]
#[case::a_list_with_semicolons(
    "Undeliverable to: bob@example.net; carol@example.net\n550 5.1.1 User unknown"
)]
#[case::a_heading_of_several("<bob@example.net>, <carol@example.net>: 550 5.1.1 User unknown")]
#[case::two_lines("bob@example.net\ncarol@example.net\n550 5.1.1 User unknown")]
#[case::two_headings(
    "<bob@example.net>: 550 5.1.1 User unknown\n\n<carol@example.net>: 552 5.2.2 Mailbox full"
)]
#[case::two_parts_of_a_line(
    "bob@example.net: 550 5.1.1 User unknown; carol@example.net: 552 5.2.2 Mailbox full"
)]
#[case::replies_in_lines(
    "550 5.1.1 no user bob@example.net here\n552 5.2.2 no room for carol@example.net here"
)]
#[case::a_dictionary(
    "{'bob@example.net': (550, b'5.1.1 User unknown'), 'carol@example.net': (552, b'5.2.2 full')}"
)]
#[case::a_dictionary_of_what_a_service_says_of_itself(
    "{'bob@example.net': (605, b'Not delivering to previously bounced address'), 'carol@example.net': (605, b'Not delivering to previously bounced address')}"
)]
#[case::two_replies_of_a_line(
    "550 5.1.1 <bob@example.net>: User unknown 552 5.2.2 <carol@example.net>: full"
)]
#[case::announced(
    "Delivery has failed to these recipients or groups:\n\nBob Jones (bob@example.net)\nCarol (carol@example.net)\n550 5.1.1 User unknown"
)]
#[case::two_commands(
    "RCPT TO:<bob@example.net>\n550 5.1.1 User unknown\nRCPT TO:<carol@example.net>\n550 5.1.1 User unknown"
)]
#[case::failed_recipients(
    "From: MAILER-DAEMON@mx.test\nSubject: Mail delivery failed\nX-Failed-Recipients: bob@example.net, carol@example.net\n\nThe mailbox is full.\n"
)]
#[case::two_groups(
    "Reporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; carol@example.net\nAction: failed\nStatus: 5.2.2\n"
)]
#[case::two_groups_without_a_blank_line(
    "Reporting-MTA: dns; mx.test\nFinal-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.1.1\nFinal-Recipient: rfc822; carol@example.net\nAction: failed\nStatus: 5.2.2\n"
)]
fn bob_and_carol_are_the_recipients(#[case] text: &str) {
    assert_eq!(people(text), ["bob@example.net", "carol@example.net"]);
}

/// Each of two recipients has the reply that stands beside it.
#[rstest]
#[case::of_a_line(
    "bob@example.net: 550 5.1.1 User unknown; carol@example.net: 552 5.2.2 Mailbox full"
)]
#[case::of_a_dictionary(
    "{'bob@example.net': (550, b'5.1.1 User unknown'), 'carol@example.net': (552, b'5.2.2 full')}"
)]
#[case::of_commands(
    "RCPT TO:<bob@example.net>\n550 5.1.1 User unknown\nRCPT TO:<carol@example.net>\n552 5.2.2 Mailbox full"
)]
#[case::of_headings(
    "<bob@example.net>: 550 5.1.1 User unknown\n\n<carol@example.net>: 552 5.2.2 Mailbox full"
)]
#[case::of_the_lists_of_a_queue(
    "4F2A250333 1234 Tue Jun  3 10:00:00 ann@example.org\n(host mx.test said: 550 5.1.1 User unknown)\n bob@example.net\n(host mx.test said: 552 5.2.2 Mailbox full)\n carol@example.net\n"
)]
fn each_has_a_reply_of_its_own(#[case] text: &str) {
    let explanation = explained(text.as_bytes(), &catalog());
    let all: Vec<String> = explanation
        .replies
        .iter()
        .map(|one| {
            format!(
                "{} {}",
                one.recipient.as_deref().unwrap_or_default(),
                one.codes
            )
        })
        .collect();
    assert_eq!(
        all,
        ["bob@example.net 550 5.1.1", "carol@example.net 552 5.2.2"]
    );
}

/// One who got the message did not fail.
#[rstest]
#[case::delivered("delivered")]
#[case::relayed("relayed")]
#[case::expanded("expanded")]
fn who_got_it_is_left_out(#[case] action: &str) {
    let text = format!(
        "Reporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; amy@example.net\nAction: {action}\nStatus: 2.1.5\n\nFinal-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.1.1\n"
    );
    assert_eq!(people(&text), ["bob@example.net"]);
}

/// A postmaster is one to ask where the text asks to, and fails like anybody else.
#[test]
fn a_postmaster_may_be_the_recipient() {
    let text = "delivery of mail to postmaster@example.net failed. 550 5.1.1 User unknown";
    assert_eq!(people(text), ["postmaster@example.net"]);
}

#[rstest]
#[case::a_long_name("a.very-long+name_of=somebody@example.net")]
#[case::signs("!#$%&'*+-/=?^`{|}~@example.net")]
#[case::no_dot("root@localhost")]
#[case::a_literal("bob@[192.0.2.1")]
#[case::another_script("b\u{f6}b@b\u{fc}cher.example")]
fn every_sort_of_address_is_read(#[case] address: &str) {
    let text = format!("RCPT TO:<{address}>\n550 5.1.1 User unknown");
    assert_eq!(people(&text), [address]);
}

/// Of several who are named in a notice without codes each has the reason that stands above or below it, and not that of another.
#[rstest]
#[case::above_in_headings(
    "Mailbox full:\n\nbob@example.net\n\nUnknown users:\n\ncarol@example.net\n"
)]
#[case::below("<bob@example.net>\nThe mailbox is full.\n\n<carol@example.net>\nUser unknown\n")]
fn each_has_a_reason_of_its_own(#[case] text: &str) {
    let notice = format!(
        "From: MAILER-DAEMON@mx.test\nTo: ann@example.org\nSubject: Undelivered Mail Returned to Sender\n\n{text}"
    );
    let explanation = explained(notice.as_bytes(), &catalog());
    let reasons = explanation.replies.iter().map(|answer| {
        let cause = answer.cause.map(|cause| cause.to_string());
        (answer.recipient.clone(), cause)
    });
    let expected = [
        ("bob@example.net", "mailbox-full"),
        ("carol@example.net", "user-unknown"),
    ];
    let expected = expected.map(|(name, cause)| (Some(name.to_owned()), Some(cause.to_owned())));
    assert_eq!(reasons.collect::<Vec<_>>(), expected);
}

/// A program that names who failed and no reason still tells of a failure.
#[test]
fn who_failed_in_a_program_is_told_without_a_reason() {
    let text = "SMTP Error: The following recipients failed: bob@example.net";
    let explanation = explained(text.as_bytes(), &catalog());
    let [answer] = &explanation.replies[..] else {
        panic!("{:?}", explanation.replies)
    };
    assert_eq!(answer.recipient.as_deref(), Some("bob@example.net"));
    assert_eq!(answer.cause, None);
    assert_eq!(answer.scene, Some(Scene::Program));
}

/// Whom a reply names as its recipient is one, whatever is wrong; who is refused as the sender is none, nor whom a list tells to write to.
#[rstest]
#[case::beyond_a_quota("450 4.7.1 <bob@example.net>: Recipient address rejected: Policy Rejection- Quota Exceeded.", &["bob@example.net"])]
#[case::gone_from_a_server("550 5.1.6 recipient no longer on server: bob@example.net", &["bob@example.net"])]
#[case::the_new_address("551 5.1.6 bob has moved to bob@example.net", &[])]
#[case::a_refused_sender("The following address(es) failed:\n    SMTP error from remote mail server after end of data:\n    550 x - <anna@example.org> sender rejected AUP#CDRBL", &[])]
#[case::a_list_manager("To get the last messages, send an empty message to:\n   <list-index@example.org>\n\n--- Enclosed is a copy of the bounce message I received.\n\nReturn-Path: <>\nFrom: MAILER-DAEMON@mail.example.org\nTo: list-return-17-@example.org\nSubject: failure notice\n\nHi. This is the qmail-send program at mail.example.org.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<bob@example.net>:\n192.0.2.9 failed after I sent the message.\nRemote host said: 550-5.7.1 Unauthenticated email from example.com is not\n550 5.7.1 accepted due to domain's DMARC policy.\n", &["bob@example.net"])]
fn who_failed_is_told_from_others(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(people(text), expected);
}
