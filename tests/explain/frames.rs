//! What stands around a reply — numbers of lines, stamps, tags of a page, brackets, the words of a notice — neither hides it nor speaks for it,
//! and each recipient has what was said to that one.

use rstest::rstest;
use smtpref::explain::{Answer, Explanation, Kind};
use smtpref_catalog::{Fate, Slug};

use super::{catalog, explained};

fn read(text: &str) -> Explanation {
    explained(text.as_bytes(), &catalog())
}

/// An answer in one line: for whom, its codes, its cause.
fn short(answer: &Answer) -> String {
    let person = answer.recipient.as_deref().unwrap_or("-");
    let cause = answer.cause.map_or("-", |cause| cause.as_str());
    format!("{person} {} {cause}", answer.codes)
}

fn told(text: &str) -> Vec<String> {
    read(text).replies.iter().map(short).collect()
}

/// A line of Postfix.
fn line(name: &str, status: &str, reply: &str) -> String {
    format!(
        "Nov 24 09:17:00 srv postfix/smtp[11]: 4XxAB{}: to=<{name}@example.net>, relay=mx.example.net[198.51.100.3]:25, delay=1, \
         dsn=5.0.0, status={status} (host mx.example.net[198.51.100.3] said: {reply} (in reply to RCPT TO command))",
        name.len()
    )
}

#[rstest]
#[case::of_grep("4711:", "4719:")]
#[case::of_grep_beside_a_hit("4711-", "4719-")]
#[case::of_cat("  12\t", "  13\t")]
#[case::of_a_file("mail.log:7:", "mail.log:8:")]
#[case::of_a_list("- ", "- ")]
#[case::nothing("", "")]
fn lines_of_a_log_may_be_numbered(#[case] first: &str, #[case] second: &str) {
    let text = format!(
        "{first}{}\n{second}{}\n",
        line("anna", "bounced", "550 5.1.1 User unknown"),
        line("bertram", "deferred", "452 4.2.2 Mailbox full")
    );
    let explanation = read(&text);
    assert_eq!(explanation.kind, Kind::Log);
    let replies: Vec<String> = explanation.replies.iter().map(short).collect();
    assert_eq!(
        replies,
        [
            "anna@example.net 550 5.1.1 user-unknown",
            "bertram@example.net 452 4.2.2 mailbox-full"
        ]
    );
    let fates: Vec<_> = explanation.replies.iter().map(|one| one.message).collect();
    assert_eq!(fates, [Some(Fate::Returned), Some(Fate::Retried)]);
}

#[rstest]
#[case::with_words_behind_it("550 Spam detected (#5.1.1 - x)", "spam-content")]
#[case::of_a_filter(
    "571 sorry, you are violating our security policies (#5.1.1 - chkuser)",
    "too-many-recipients"
)]
#[case::of_another_subject("550 Mailbox full (5.2.2 foo)", "mailbox-full")]
#[case::at_the_end("550 Spam detected (#5.1.1)", "spam-content")]
fn a_number_in_the_words_of_a_reply_is_no_other_reply(#[case] reply: &str, #[case] cause: &str) {
    for text in [
        line("bob", "bounced", reply),
        format!("host mx.example.net said: {reply} (in reply to RCPT TO command)"),
    ] {
        let explanation = read(&text);
        let found = explanation.replies[0].cause.map(Slug::as_str);
        assert_eq!(found, Some(cause), "{text}");
    }
}

/// Programs for mail break the lines of a page behind its tags.
#[rstest]
#[case::breaks("<br>\n")]
#[case::blocks("</div>\n<div>")]
#[case::paragraphs("</p>\n  <p>")]
#[case::without_a_break("<br>")]
fn a_page_is_read_as_it_is_shown(#[case] end: &str) {
    let text = format!(
        "<html><body><div>This is the mail system at host mx.example.org.{end}&lt;anna@example.net&gt;: host mx.example.net[198.51.100.1] \
         said: 550 5.7.1{end}Service unavailable; client [192.0.2.10] blocked using zen.spamhaus.org (in{end}reply to RCPT TO \
         command){end}&lt;bob@example.net&gt;: host mx.example.net[198.51.100.1] said: 552 5.2.2{end}Mailbox full (in reply to RCPT TO \
         command){end}</div></body></html>\n"
    );
    assert_eq!(
        told(&text),
        [
            "anna@example.net 550 5.7.1 blocklisted",
            "bob@example.net 552 5.2.2 mailbox-full"
        ]
    );
}

#[rstest]
#[case::of_phpmailer(
    "2026-11-24 08:00:01 SERVER -> CLIENT: ",
    "2026-11-24 08:00:01 CLIENT -> SERVER: "
)]
#[case::of_nodemailer(
    "[2026-11-24 08:00:01] DEBUG [abc] S: ",
    "[2026-11-24 08:00:01] DEBUG [abc] C: "
)]
#[case::without_a_stamp("SERVER -> CLIENT: ", "CLIENT -> SERVER: ")]
fn who_was_taken_in_a_session_is_not_refused(#[case] server: &str, #[case] client: &str) {
    let text = [
        (server, "220 mx.example.net ESMTP"),
        (client, "EHLO pc.example.org"),
        (server, "250 AUTH PLAIN LOGIN"),
        (client, "AUTH LOGIN"),
        (server, "334 VXNlcm5hbWU6"),
        (client, "bWVAb3du"),
        (server, "235 2.7.0 Authentication successful"),
        (client, "MAIL FROM:<ann@example.org>"),
        (server, "250 2.1.0 Ok"),
        (client, "RCPT TO:<lea@example.net>"),
        (server, "250 2.1.5 Ok"),
        (client, "RCPT TO:<bob@example.net>"),
        (
            server,
            "550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown",
        ),
        (client, "QUIT"),
    ];
    let lines = text.map(|(side, words)| format!("{side}{words}\n"));
    let text = lines.concat();
    assert_eq!(told(&text), ["bob@example.net 550 5.1.1 user-unknown"]);
}

#[rstest]
#[case::of_elastic("{\"@timestamp\":\"2026\",\"host\":{\"name\":\"mail\"},\"message\":\"LINE\"}")]
#[case::of_loki("{\"ts\":\"2026-11-24T09:17:00Z\",\"line\":\"LINE\"}")]
fn a_line_of_a_log_in_an_object_is_of_a_log(#[case] object: &str) {
    let text = object.replace("LINE", &line("bob", "bounced", "554 5.7.1 Spam"));
    let explanation = read(&text);
    assert_eq!(explanation.kind, Kind::Log);
    assert_eq!(told(&text), ["bob@example.net 554 5.7.1 spam-content"]);
}

#[rstest]
#[case::err(r#"{"msg":"delivery failed","rcpt":"bob@example.net","err":"550 5.1.1 user unknown"}"#)]
#[case::joined_by_a_line(r#"{"to":"bob@example.net","server_response":"550 5.1.1 user unknown"}"#)]
#[case::in_capitals(r#"{"to":"bob@example.net","statusMessage":"550 5.1.1 user unknown"}"#)]
#[case::any_key(r#"{"recipient":"bob@example.net","info":"550 5.1.1 user unknown"}"#)]
fn a_reply_counts_whatever_its_key_is(#[case] text: &str) {
    assert_eq!(told(text), ["bob@example.net 550 5.1.1 user-unknown"]);
}

#[test]
fn what_the_message_itself_says_is_no_reply() {
    let text = r#"{"to":"bob@example.net","status":"sent","subject":"550 5.1.1 user unknown"}"#;
    assert_eq!(told(text), [""; 0]);
}

/// Amazon tells of a bounce when it tries no longer.
#[test]
fn a_soft_bounce_of_amazon_came_back() {
    let text = r#"{"notificationType":"Bounce","bounce":{"bounceType":"Transient","bounceSubType":"MailboxFull","bouncedRecipients":[{"emailAddress":"bob@example.net","action":"failed","status":"4.2.2","diagnosticCode":"smtp; 452 4.2.2 over quota"}]}}"#;
    assert_eq!(read(text).replies[0].message, Some(Fate::Returned));
}

#[rstest]
#[case::of_net_smtp("Can't use from 'ann@example.org': 501 5.1.7 Bad sender address syntax")]
#[case::of_email_sender(
    "<ann@example.org> failed after MAIL FROM: 5.7.1 Sender address rejected: not logged in"
)]
fn the_sender_of_a_program_is_no_recipient(#[case] text: &str) {
    assert_eq!(read(text).replies[0].recipient, None);
}

#[test]
fn the_versions_of_programs_are_no_codes() {
    let text = "Versions:\nWordPress: 6.7\nPHP: 8.2.4\nWP Mail SMTP: 4.3.0\n\nErrorInfo: SMTP Error: Could not authenticate.\n";
    assert_eq!(told(text), ["-  login-failed"]);
}

/// In an entry of a queue each reason stands above those of whom it is said.
#[test]
fn a_reason_without_a_code_is_that_of_the_recipients_below_it() {
    let text = "4Xx02a1B2C     1933 Tue Nov 24 06:02:11  ann@example.org\n(host mx.example.net[198.51.100.1] said: 452 4.2.2 Mailbox full \
                (in reply to RCPT TO command))\n                                         bob@example.net\n(connect to \
                mx.example.com[198.51.100.2]:25: Connection timed out)\n                                         carol@example.com\n";
    assert_eq!(
        told(text),
        [
            "bob@example.net 452 4.2.2 mailbox-full",
            "carol@example.com  network-error"
        ]
    );
}

#[test]
fn a_reason_of_sendmail_ends_with_its_line() {
    let text = "   ----- The following addresses had permanent fatal errors -----\n<bob@example.net>\n    (reason: 550 Access denied - \
                Invalid HELO name (See RFC2821 4.1.3))\n<carol@example.com>\n    (reason: 552 5.2.2 Mailbox full)\n";
    assert_eq!(
        told(text),
        [
            "bob@example.net 550 protocol-error",
            "carol@example.com 552 5.2.2 mailbox-full"
        ]
    );
}

#[rstest]
#[case::of_postfix(
    "I'm sorry to have to inform you that your message could not be delivered to one or more recipients. <bob@example.net>: host \
     mx.example.net[198.51.100.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command) <carol@example.net>: host \
     mx.example.net[198.51.100.1] said: 552 5.2.2 Mailbox full (in reply to RCPT TO command)"
)]
#[case::of_exchange(
    "Delivery has failed to these recipients or groups: bob@example.net (bob@example.net) Your message could not be delivered. \
     carol@example.net (carol@example.net) Your message could not be delivered. Diagnostic information for administrators: Generating \
     server: mx.example.org bob@example.net mx.example.net Remote Server returned '550 5.1.1 User unknown' carol@example.net \
     mx.example.net Remote Server returned '552 5.2.2 Mailbox full'"
)]
fn a_notice_in_one_line_has_all_its_recipients(#[case] text: &str) {
    assert_eq!(
        told(text),
        [
            "bob@example.net 550 5.1.1 user-unknown",
            "carol@example.net 552 5.2.2 mailbox-full"
        ]
    );
}

/// Where the reply is cut off nothing tells why.
#[rstest]
#[case::exchange(
    "Delivery has failed to these recipients or groups:\n\nbob@example.net\nYour message couldn't be delivered.\n\nDiagnostic information for administrators:\n\nGenerating server: mx1.example.org\n"
)]
#[case::postfix(
    "This is the mail system at host mx.example.org.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or \
     more recipients. It's attached below.\n\n<bob@example.net>: host mx.example.net[198.51.100.1] said:\n"
)]
fn the_frame_of_a_notice_tells_no_cause(#[case] text: &str) {
    let replies = read(text).replies;
    assert!(
        replies.iter().all(|one| one.cause.is_none()),
        "{:?}",
        told(text)
    );
}

/// Who acts has something to do, whoever reads the notice.
#[rstest]
#[case::a_closed_table(
    "554 5.7.1 <out.example.org[192.0.2.3]>: Client host rejected: Access denied"
)]
#[case::encryption("530 5.7.0 Must issue a STARTTLS command first")]
#[case::several("452 4.5.3 Too many recipients")]
#[case::nobody(
    "550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown in local recipient table"
)]
fn who_acts_has_steps(#[case] reply: &str) {
    let catalog = catalog();
    let text = format!(
        "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nTo: lena@gmail.com\nSubject: Delivery Status Notification \
         (Failure)\n\n** Message not delivered **\n\nThere was a problem delivering your message to bob@example.net.\n\nThe response \
         from the remote server was:\n\n{reply}\n"
    );
    let explanation = explained(text.as_bytes(), &catalog);
    let answer = &explanation.replies[0];
    let who = answer.who(&catalog);
    let advice = answer.steps(&catalog);
    assert!(
        who.is_some() && advice.iter().any(|one| Some(one.who) == who),
        "{who:?} {advice:?}"
    );
}

/// The log is that of the own Sendmail, and what the other host runs nobody knows.
#[test]
fn who_wrote_the_log_did_not_say_what_it_quotes() {
    let text = "Nov 24 08:00:01 mail sendmail[2215]: 4AO1: to=<bob@example.net>, delay=00:00:01, mailer=esmtp, relay=mx.example.net. \
                [198.51.100.71], dsn=4.0.0, stat=Deferred: 421 4.7.1 Too many connections\n";
    let replies = read(text).replies;
    assert_eq!(replies[0].provider, None);
    assert_eq!(
        short(&replies[0]),
        "bob@example.net 421 4.7.1 too-many-connections"
    );
}

/// A warning that refuses nobody yields to the line that tells what failed.
#[test]
fn a_warning_of_a_name_is_no_refusal() {
    let text = "Nov 24 08:41:00 mx postfix/smtpd[20]: warning: hostname dyn-1.example.net does not resolve to address 198.51.100.14: Name \
                or service not known\nNov 24 08:41:00 mx postfix/smtpd[20]: connect from unknown[198.51.100.14]\nNov 24 08:41:00 mx \
                postfix/smtpd[20]: SSL_accept error from unknown[198.51.100.14]: -1\nNov 24 08:41:00 mx postfix/smtpd[20]: warning: TLS \
                library problem: error:0A0000C1:SSL routines::no shared cipher:ssl.c:1:\nNov 24 08:41:00 mx postfix/smtpd[20]: lost \
                connection after STARTTLS from unknown[198.51.100.14]\n";
    assert_eq!(told(text), ["-  tls-failed"]);
}
