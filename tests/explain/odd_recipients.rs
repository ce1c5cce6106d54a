//! Who failed where the usual marks are missing or lead astray: names without a domain, aliases of which a report knows another name,
//! headers that name the sender, sentences, words glued to an address, masks.

use rstest::rstest;
use smtpref::document::{self, markdown};
use smtpref::explain::{Explanation, Verdict};
use smtpref_catalog::Actor;

use super::{catalog, explained};

/// The recipients of a text, each with its codes and cause.
fn told(text: &str) -> Vec<String> {
    let explanation = explained(text.as_bytes(), &catalog());
    let replies = explanation.replies.iter();
    let one = |one: &smtpref::explain::Answer| {
        let person = one.recipient.as_deref().unwrap_or("-");
        let cause = one.cause.map_or("-", |cause| cause.as_str());
        format!("{person} {} {cause}", one.codes)
    };
    replies.map(one).collect()
}

#[rstest]
#[case::a_command(
    "EHLO x\n250 ok\nRCPT TO:<jim>\n550 5.1.1 Unknown user\n",
    "jim 550 5.1.1 user-unknown"
)]
#[case::a_question(
    "VRFY jim\n550 5.1.1 <jim>: Recipient address rejected: User unknown in local recipient table\n",
    "jim 550 5.1.1 user-unknown"
)]
#[case::a_reply(
    "Net::SMTPFatalError - 550 5.1.1 &lt;jim&gt;: Recipient address rejected: User unknown",
    "jim 550 5.1.1 user-unknown"
)]
#[case::a_reply_of_sendmail("550 5.1.1 <jim>... User unknown", "jim 550 5.1.1 user-unknown")]
#[case::a_log(
    "Oct 25 13:43:06 host sm-mta[7]: v9PDh53r007087: to=jim, delay=00:00:00, mailer=local, dsn=5.1.1, stat=User unknown",
    "jim 5.1.1 user-unknown"
)]
#[case::a_name_that_greets(
    "504 5.5.2 <jim>: Helo command rejected: need fully-qualified hostname",
    "- 504 5.5.2 protocol-error"
)]
#[case::a_name_that_sends(
    "550 5.1.1 <jim>: Sender address rejected: User unknown in local recipient table",
    "- 550 5.1.1 sender-rejected"
)]
fn a_name_without_a_domain_counts_where_a_recipient_stands(
    #[case] text: &str,
    #[case] expected: &str,
) {
    assert_eq!(told(text), [expected]);
}

/// Exim names in its report the alias, and in its words the mailbox behind it.
#[rstest]
#[case::one_alias("(generated from list@example.net)")]
#[case::of_several("(ultimately generated from list@example.net)")]
fn an_alias_in_a_report_is_the_mailbox_behind_it(#[case] alias: &str) {
    let text = format!(
        "X-Failed-Recipients: bob@example.net\nFrom: Mail Delivery System <Mailer-Daemon@example.net>\nSubject: Mail delivery \
         failed: returning message to sender\n\nA message that you sent could not be delivered to one or more of \
         its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  bob@example.net\n    {alias}\n    \
         Unrouteable address\n\nReporting-MTA: dns; example.net\n\nAction: failed\nFinal-Recipient: \
         rfc822;list@example.net\nStatus: 5.0.0\n"
    );
    assert_eq!(told(&text), ["bob@example.net 5.0.0 user-unknown"]);
}

#[test]
fn each_mailbox_behind_an_alias_has_the_report_that_stands_in_its_place() {
    let text = "A message that you sent could not be delivered to one or more of its\nrecipients. The following address(es) \
                failed:\n\n  bob@example.net\n    (generated from list@example.net)\n  carol@example.org\n    (generated from \
                list@example.net)\n\nReporting-MTA: dns; example.net\n\nAction: failed\nFinal-Recipient: \
                rfc822;list@example.net\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n\nAction: \
                failed\nFinal-Recipient: rfc822;list@example.net\nStatus: 5.0.0\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox \
                full\n";
    assert_eq!(
        told(text),
        [
            "bob@example.net 550 5.1.1 user-unknown",
            "carol@example.org 552 5.2.2 mailbox-full"
        ]
    );
}

/// The server's own name for somebody is the one that the notice shows, and not the one that was typed.
#[test]
fn a_report_names_whom_the_notice_names() {
    let text = "This is the Postfix program at host localhost.\n\n<root@localhost> (expanded from <root>): maildir delivery \
                failed: create\n    /var/mail/tmp/1.P1: Permission denied\n\nReporting-MTA: dns; localhost\n\nFinal-Recipient: \
                rfc822; root@localhost\nOriginal-Recipient: rfc822; root\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: \
                X-Postfix; maildir delivery failed: create\n    /var/mail/tmp/1.P1: Permission denied\n";
    assert_eq!(told(text), ["root@localhost 5.0.0 system-error"]);
}

/// A domain that stands for another is written anew on the way, and it is one recipient all the same.
#[test]
fn a_report_of_one_names_the_same_one_at_another_domain() {
    let text = "   ----- Transcript of session follows -----\n... while talking to mail.example.net.:\n>>> DATA\n<<< 454 4.7.1 \
                <list@mail.example.net>: Relay access denied\n<list@lists.example.net>... Deferred: 454 4.7.1 \
                <list@mail.example.net>: Relay access denied\nWarning: message still undelivered after 8 hours\nWill keep trying \
                until message is 2 days old\n\nReporting-MTA: dns; smtp.example.org\n\nFinal-Recipient: RFC822; \
                list@mail.example.net\nAction: delayed\nStatus: 4.7.1\nDiagnostic-Code: SMTP; 454 4.7.1 \
                <list@mail.example.net>: Relay access denied\n";
    assert_eq!(told(text), ["list@mail.example.net 454 4.7.1 relay-denied"]);
}

/// A server notes in the head of a notice to whom it sent it.
#[test]
fn the_head_of_a_notice_names_no_recipient_of_a_report() {
    let text = "Return-path: <>\nReceived: from process-daemon.example.net by example.net; Fri, 08 Feb 2019 12:09:21 \
                +0100\nFrom: postmaster@example.net\nSubject: Delivery Notification: Delivery has failed\nTo: \
                ann@example.net\nContent-type: multipart/report; report-type=delivery-status\nOriginal-recipient: \
                rfc822;ann@example.net\n\nThis report relates to a message you sent with the following header fields:\n\n  To: \
                FAX=4528@fax.example.net\n\nYour message cannot be delivered to the following recipients:\n\n  Recipient \
                address: FAX=4528@fax.example.net\n  Reason: Illegal host/domain name found\n\nReporting-MTA: dns;example.net \
                (tcp-daemon)\n\nOriginal-recipient: rfc822;FAX=4528@mfc\nFinal-recipient: \
                rfc822;FAX=4528@fax.example.net\nAction: failed\nStatus: 5.4.4 (Illegal host/domain name found)\n";
    assert_eq!(
        told(text),
        ["FAX=4528@fax.example.net 5.4.4 domain-not-found"]
    );
}

#[rstest]
#[case::two("Emails to bob@example.net and carol@example.net bounce:")]
#[case::a_list("Mails to bob@example.net, carol@example.net come back:")]
#[case::in_german("E-Mails an bob@example.net und carol@example.net kommen zurück:")]
fn a_sentence_above_a_reply_names_all_of_whom_it_is_said(#[case] words: &str) {
    let text = format!("{words}\n\n  Remote Server returned '550 5.1.1 User unknown'\n");
    assert_eq!(
        told(&text),
        [
            "bob@example.net 550 5.1.1 user-unknown",
            "carol@example.net 550 5.1.1 user-unknown"
        ]
    );
}

/// A filter tells the sender what it did, and to whom the message was.
#[test]
fn whom_a_notice_is_written_to_is_no_recipient() {
    let text = "BANNED CONTENTS ALERT\n\nOur content checker found\n    banned name: .exe\n\nin email presumably from you \
                <ann@example.org>\nto the following recipient:\n-> bob@example.net\n\nOur internal reference code for your \
                message is 31536-15\n";
    assert_eq!(told(text), ["bob@example.net  prohibited-attachment"]);
}

#[rstest]
#[case::in_front("无法发送到bob@example.net: 550 5.1.1 User unknown")]
#[case::around("发送到bob@example.net失败: 550 5.1.1 User unknown")]
#[case::in_bold("<**bob@example.net**>: host mx.example.net said: 550 5.1.1 User unknown")]
fn what_is_glued_to_an_address_is_no_part_of_it(#[case] text: &str) {
    assert_eq!(told(text), ["bob@example.net 550 5.1.1 user-unknown"]);
}

#[test]
fn of_entries_in_bold_each_has_a_reply() {
    let entry = |name: &str, reply: &str| {
        format!(
            "<**{name}@example.net**>: host mx.example.net said: {reply} (in reply to RCPT TO command)\n\n"
        )
    };
    let text = [
        entry("bob", "550 5.1.1 User unknown"),
        entry("carol", "552 5.2.2 Mailbox full"),
    ];
    assert_eq!(
        told(&text.concat()),
        [
            "bob@example.net 550 5.1.1 user-unknown",
            "carol@example.net 552 5.2.2 mailbox-full"
        ]
    );
}

/// Who failed may be masked; a title and a refusal still make it a notice.
#[test]
fn a_masked_notice_is_one() {
    let text = "Subject: Undeliverable: Re: Claim\nFrom: [EMAIL-1]\nTo: ann@example.org\nDate: 2022-11-30T08:45:53\nDelivery has \
                failed to these recipients or groups:\n\n[EMAIL-16]\nThe email address you entered couldn't be \
                found.\n\nDiagnostic information for administrators:\n\nGenerating server: mx.example.org\n\n[EMAIL-14]\nRemote \
                Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'\n";
    assert_eq!(told(text), ["- 550 5.1.10 user-unknown"]);
}

#[test]
fn a_talk_about_a_notice_is_none() {
    let text = "Subject: Undeliverable: Re: Claim\nFrom: ann@example.org\nTo: bob@example.net\n\nHi Bob,\n\nwhat does 550 5.1.1 User \
                unknown mean? I got it yesterday.\n\nBest regards\nAnn\n";
    assert_eq!(told(text), [""; 0]);
}

/// A line that names a setting tells of no failure, and who got a message has none.
#[test]
fn the_name_of_a_setting_is_no_refusal() {
    let text = "Mar 10 06:45:10 mail2 postfix/smtpd[27]: warning: restriction `reject_unauth_destination' after \
                `check_relay_domains' is ignored\nMar 10 06:45:28 mail2 postfix/smtp[28]: E1B5A57ED7: to=<ann@example.org>, \
                relay=mx.example.org[192.0.2.55], delay=15, status=sent (250 ok)\n";
    assert_eq!(told(text), [""; 0]);
}

/// The address that a message was written to may only pass mail on: both are named, and what failed is the second one.
#[rstest]
#[case::of_postfix(
    "This is the mail system at host mx.example.org.\n\n<bob@example.net> (expanded from <list@example.org>): host\n    mx.example.net[192.0.2.1] said: 550 5.1.1 User unknown\n",
    Some("list@example.org")
)]
#[case::of_exim(
    "This message was created automatically by mail delivery software.\n\nThe following address(es) failed:\n\n  bob@example.net\n    (generated from list@example.org)\n    550 5.1.1 User unknown\n",
    Some("list@example.org")
)]
#[case::in_a_log(
    "Jun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, orig_to=<list@example.org>, relay=mx.example.net[192.0.2.1]:25, delay=1, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command))",
    Some("list@example.org")
)]
#[case::of_a_user(
    "Jun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, orig_to=root, relay=mx.example.net[192.0.2.1]:25, delay=1, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command))",
    Some("root")
)]
#[case::with_a_domain_that_was_added(
    "<bob@example.net> (expanded from <bob>): host mx.example.net[192.0.2.1] said: 550 5.1.1 User unknown\n",
    None
)]
#[case::none(
    "<bob@example.net>: host mx.example.net[192.0.2.1] said: 550 5.1.1 User unknown\n",
    None
)]
fn what_passes_mail_on_is_named(#[case] text: &str, #[case] expected: Option<&str>) {
    let catalog = catalog();
    let explanation = explained(text.as_bytes(), &catalog);
    let answer = &explanation.replies[0];
    assert_eq!(answer.recipient.as_deref(), Some("bob@example.net"));
    assert_eq!(answer.alias.as_deref(), expected);
    let shown = markdown(&document::explanation(&explanation, &catalog).blocks);
    let note = expected
        .map(|alias| format!("written to `{alias}`, which passes mail on to `bob@example.net`"));
    assert!(note.is_none_or(|note| shown.contains(&note)), "{shown}");
    let acts = answer.who(&catalog);
    let has_part = answer
        .steps(&catalog)
        .iter()
        .any(|one| one.who == Actor::Sender);
    assert_eq!(
        (acts == Some(Actor::Sender), has_part),
        (expected.is_none(), expected.is_none())
    );
    let redacted = &explanation.redacted().replies[0];
    assert_eq!(redacted.alias.as_deref(), expected.map(|_| "[address]"));
}

/// Without names nobody can tell whether two replies are for the same person.
#[test]
fn masked_recipients_are_not_taken_for_one() {
    let text = "<bob@example.net>: host mx.example.net[192.0.2.1] said: 550 5.1.1 User unknown\n\n<kim@example.com>: host mx.example.com[192.0.2.2] said: 552 5.2.2 Mailbox full\n";
    let catalog = catalog();
    let explanation = explained(text.as_bytes(), &catalog);
    let shown = |one: &Explanation| document::explanation(one, &catalog).summary;
    assert_eq!(shown(&explanation), "One reply for each recipient.");
    assert_eq!(
        shown(&explanation.redacted()),
        "Each reply is for another recipient, or another message."
    );
}

/// Where the address behind an alias is masked, the alias is not the one that is gone.
#[rstest]
#[case::alone("")]
#[case::in_one_block("list@example.org is no more:\n==========\n")]
#[case::named_by_somebody("ich möchte eine Mail versenden an list@example.org und erhalte:\n\n")]
fn an_alias_is_not_gone_for_what_is_behind_it(#[case] above: &str) {
    let catalog = catalog();
    let text = "This is the mail system at host mail.example.org.\n\nI'm sorry to have to inform you that your message could not be delivered to one or more recipients. It's attached below.\n\n                   The mail system\n\n<XXXXXXXX (expanded from <list@example.org>): User unknown in\n    virtual alias table\n";
    let explanation = explained(format!("{above}{text}").as_bytes(), &catalog);
    let answer = &explanation.replies[0];
    assert_eq!(answer.alias.as_deref(), Some("list@example.org"));
    assert_eq!(answer.address, Verdict::Unknown);
    let shown = markdown(&document::explanation(&explanation, &catalog).blocks);
    assert!(
        shown
            .contains("`list@example.org`, which passes mail on to an address that is hidden here"),
        "{shown}"
    );
}

/// What a machine writes to its own root says nothing of an address that people write to.
#[rstest]
#[case::no_host("Host not found")]
#[case::no_record("Host found but no data record of requested type")]
fn mail_of_a_machine_to_its_root_is_its_operators(#[case] why: &str) {
    let catalog = catalog();
    let text = format!(
        "This is the mail system at host canary.example.com.\n\nI'm sorry to have to inform you that your message could not be delivered to one or more recipients. It's attached below.\n\n<root@canary.example.com> (expanded from <root>): Host or domain name not\n    found. Name service error for name=canary.example.com type=AAAA: {why}\n"
    );
    let answer = &explained(text.as_bytes(), &catalog).replies[0];
    assert_eq!(answer.address, Verdict::NotAbout);
    assert_eq!(answer.who(&catalog), Some(Actor::SendingServer));
}

/// A name that exists and lacks the records of one type is not gone.
#[rstest]
#[case::no_host("A: Host not found", Verdict::Gone)]
#[case::no_record(
    "AAAA: Host found but no data record of requested type",
    Verdict::Unknown
)]
fn a_domain_without_some_records_is_not_gone(#[case] why: &str, #[case] expected: Verdict) {
    let text = format!(
        "This is the mail system at host mail.example.org.\n\n<bob@example.net>: Host or domain name not found. Name service error for\n    name=example.net type={why}\n"
    );
    let answer = &explained(text.as_bytes(), &catalog()).replies[0];
    assert_eq!(answer.address, expected);
}

/// What is wrong with the address behind an alias is mended at the alias; a refusal of the server that passes mail on is not.
#[rstest]
#[case::the_address("550 5.1.1 User unknown", "corrects or removes it there")]
#[case::the_mailbox("552 5.2.2 Mailbox full", "corrects or removes it there")]
#[case::the_server("550 5.7.1 Reverse DNS missing", "the server that passes it on")]
fn whoever_can_act_behind_an_alias_is_told(#[case] reply: &str, #[case] expected: &str) {
    let catalog = catalog();
    let text = format!(
        "<bob@example.net> (expanded from <list@example.org>): host mx.example.net[192.0.2.1] said: {reply}\n"
    );
    let explanation = explained(text.as_bytes(), &catalog);
    let shown = markdown(&document::explanation(&explanation, &catalog).blocks);
    assert!(shown.contains(expected), "{shown}");
}

/// Who failed in lines that look like something else.
#[rstest]
#[case::a_sender_below_its_code(
    "The following address(es) failed:\n\n  bob@example.net\n    host mx.example.net [192.0.2.1]:\n    550 5.1.7 <anna@example.org>:\n    Sender address rejected: User unknown\n",
    &["bob@example.net 550 5.1.7 sender-rejected"]
)]
#[case::a_command_of_a_test(
    "% swaks --server 192.0.2.9 --to bob@example.net --from anna@example.org\n<-  220 mx.example.net ESMTP\n -> EHLO x\n<** 550 DENIED\n",
    &["bob@example.net 550 policy"]
)]
#[case::a_word_behind_a_second_sign(
    "<bob@example.net@com>:\nSorry, I couldn't find any host named com. (#5.1.2)\n",
    &["bob@example.net@com 5.1.2 domain-not-found"]
)]
#[case::the_head_of_a_mail_in_japanese(
    "> 差出人: MAILER-DAEMON@mx.example.jp\n> 宛先: anna@example.org\n> 件名: failure notice\n>\n> Hi. This is the qmail-send program at mx.example.jp.\n> I'm afraid I wasn't able to deliver your message to the following addresses.\n>\n> <bob@example.net>:\n> Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)\n",
    &["bob@example.net 4.4.1 network-error"]
)]
#[case::a_field_in_japanese("宛先: bob@example.net\n550 5.1.1 User unknown\n", &["bob@example.net 550 5.1.1 user-unknown"])]
#[case::a_list_below_a_colon(
    "The following message was not delivered:\n\n   From: anna@example.org\n   To: bob@example.net\n   Subject: x\n\nCould not be delivered because of\n\n550 5.1.1 User unknown\n",
    &["bob@example.net 550 5.1.1 user-unknown"]
)]
#[case::a_list_below_a_sentence(
    "A message was not delivered.\n\n   From: anna@example.org\n   To: bob@example.net\n   Subject: x\n\nCould not be delivered because of\n\n550 5.1.1 User unknown\n",
    &["- 550 5.1.1 user-unknown"]
)]
#[case::in_quotation_marks(
    "The following address failed:\n\n  \"bob@example.net\":\n    550 5.1.1 User unknown\n\n  \"carol@example.com\":\n    552 5.2.2 Mailbox full\n",
    &["bob@example.net 550 5.1.1 user-unknown", "carol@example.com 552 5.2.2 mailbox-full"]
)]
#[case::an_apostrophe_before_a_code(
    "The test leads to the error' 501 Syntactically invalid HELO argument (s)'.",
    &["- 501 protocol-error"]
)]
#[case::a_key_before_a_code(
    "reject=553 ****** Domain of sender address bob@example.net does not exist",
    &["- 553 sender-domain-not-found"]
)]
fn who_failed_is_read_among_other_names(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
}

/// Notices whose words no report has beside them.
#[rstest]
#[case::mdaemon(
    "The attached message had PERMANENT fatal delivery errors!\n\nYOUR MESSAGE WAS NOT DELIVERED!\n\n--- Partial Session Transcript ---\n   MAIL From:<anna@example.org>\n   250 2.1.0 Sender ok\n   RCPT To:<bob@example.net>\n   250 2.1.5 Recipient ok\n"
)]
#[case::b1gmail(
    "From: Mail Delivery System <postmaster@example.net>\nSubject: Re: Hello\n\nThe original message was received at Fri, 14 Jun 2013 09:13:01 +0200.\n\nNo valid recipients for this message could be determined.\n"
)]
fn a_notice_in_other_words_is_a_bounce(#[case] text: &str) {
    assert_eq!(explained(text.as_bytes(), &catalog()).kind.word(), "bounce");
}

/// An address without a full domain passes nothing on: the server completed it, and whoever wrote it corrects it.
#[test]
fn an_address_that_was_completed_is_no_alias() {
    let catalog = catalog();
    let text = "This is the mail system at host mx.example.org.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n<support@shop.example.org> (expanded from <support@shop>): Host or domain name not\n    found. Name service error for name=shop.example.org type=AAAA: Host not found\n";
    let explanation = explained(text.as_bytes(), &catalog);
    let shown = markdown(&document::explanation(&explanation, &catalog).blocks);
    assert!(shown.contains("write the whole address"), "{shown}");
    assert!(!shown.contains("a sender cannot"), "{shown}");
}

/// What is said of who can act is not taken back below.
#[test]
fn a_sender_is_told_nothing_where_another_passes_the_mail_on() {
    let catalog = catalog();
    let text = "This is the mail system at host mx.example.org.\n\n<bob@example.net> (expanded from <info@example.org>): host mx.example.net[192.0.2.1] said: 550 5.7.1 Message rejected as spam (in reply to end of DATA command)\n";
    let answer = &explained(text.as_bytes(), &catalog).replies[0];
    assert_eq!(answer.alias.as_deref(), Some("info@example.org"));
    assert_ne!(answer.who(&catalog), Some(Actor::Sender));
}
