//! What a text is: a failure, a delay, a success, or something of which no reply may be read. The smallest texts that are told apart.

use rstest::rstest;
use smtpref::document::{explanation as document, markdown};
use smtpref::explain::{Contradiction, Explanation, Kind};
use smtpref_catalog::{EnhancedClass, Fate, Slug};

use super::{catalog, explained};

fn read(text: &str) -> Explanation {
    explained(text.as_bytes(), &catalog())
}

/// A mail with some headers and a text.
fn mail(headers: &str, text: &str) -> String {
    format!("From: ann@example.org\nTo: bob@example.net\n{headers}\n\n{text}\n")
}

/// A notice of a mail program.
fn notice(headers: &str, text: &str) -> String {
    format!("From: MAILER-DAEMON@mx.example.org\nTo: ann@example.org\n{headers}\n\n{text}\n")
}

/// A report of one recipient.
fn report(fields: &str) -> String {
    format!(
        "Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; bob@example.net\n{fields}\n"
    )
}

const NUMBERS: &str = "550 5.1.1 User unknown";

#[rstest]
#[case::a_complaint(&mail("Feedback-Type: abuse", NUMBERS), "feedback")]
#[case::a_complaint_by_its_type(&mail("Content-Type: multipart/report; report-type=feedback-report", NUMBERS), "feedback")]
#[case::a_receipt(&mail("Disposition: manual-action/MDN-sent-manually; displayed", NUMBERS), "receipt")]
#[case::a_receipt_without_its_mode(&mail("Disposition: manual-action/x", NUMBERS), "receipt")]
#[case::a_receipt_by_its_type(&mail("Content-Type: multipart/report; report-type=disposition-notification", NUMBERS), "receipt")]
#[case::another_disposition(&mail("Disposition: inline\nSubject: hello", "Hello"), "mail")]
#[case::a_tls_report(&mail("Content-Type: multipart/report; report-type=tlsrpt", NUMBERS), "tls_report")]
#[case::a_tls_report_alone(
    "{\n\"policies\": [{\"policy\": {\"policy-type\": \"sts\"}}]\n}",
    "tls_report"
)]
#[case::a_dmarc_report(
    "<?xml version=\"1.0\"?>\n<feedback>\n<report_metadata>\n550\n</report_metadata>\n",
    "dmarc_report"
)]
#[case::a_dmarc_report_by_its_subject(&mail("Subject: Report Domain: example.org Submitter: example.net Report-ID: 1", NUMBERS), "dmarc_report")]
#[case::a_dmarc_report_by_its_id(&mail("Subject: Report Domain: example.org Report-ID: 1", NUMBERS), "dmarc_report")]
#[case::a_dmarc_report_in_other_words(&mail("Subject: DMARC aggregate report for example.org", NUMBERS), "dmarc_report")]
#[case::a_letter_about_dmarc(&mail("Subject: DMARC is broken", "Hello"), "mail")]
#[case::a_letter_about_a_report(&mail("Subject: Your report", "Hello"), "mail")]
#[case::an_automatic_answer(&mail("Subject: Out of office", "I am away until 550"), "auto_reply")]
#[case::an_automatic_answer_by_its_header(&mail("Subject: Hello\nAuto-Submitted: auto-replied", "I am away"), "auto_reply")]
#[case::an_automatic_answer_by_another_header(&mail("Subject: Hello\nX-Autoreply: yes", "I am away"), "auto_reply")]
#[case::something_a_machine_sent(&mail("Subject: Hello\nAuto-Submitted: auto-generated", "Hello"), "mail")]
#[case::a_letter(&mail("Subject: Hello", "We got 550 5.1.1 User unknown from you"), "mail")]
#[case::an_out_of_office_of_a_robot(&notice("Subject: Out of office", "Your message could not be delivered to <bob@example.net>"), "auto_reply")]
#[case::a_bounce(&notice("Subject: Hello", "Your message could not be delivered.\n\n<bob@example.net>: 550 5.1.1 User unknown"), "bounce")]
#[case::a_bounce_by_its_subject(&notice("Subject: Undelivered Mail Returned to Sender", "<bob@example.net>: 550 5.1.1 User unknown"), "bounce")]
#[case::a_bounce_of_an_empty_path(
    "Return-Path: <>\nFrom: x@mx.example.org\nSubject: Undelivered Mail Returned to Sender\n\n<bob@example.net>: 550 5.1.1 User unknown\n",
    "bounce"
)]
#[case::a_bounce_by_its_recipients(&mail("Subject: Hello\nX-Failed-Recipients: bob@example.net", NUMBERS), "bounce")]
#[case::a_bounce_by_its_type(&mail("Subject: Hello\nContent-Type: multipart/report; report-type=delivery-status", "<bob@example.net>: 550 5.1.1 User unknown"), "bounce")]
#[case::a_refusal_by_a_daemon(&notice("Subject: Hello", "<bob@example.net>: 550 5.1.1 flarp"), "bounce")]
#[case::a_letter_of_a_robot(&notice("Subject: Hello", "Welcome to our service"), "mail")]
#[case::a_digest_of_a_list(&notice("List-Id: <x.example.org>\nSubject: Digest", "bob wrote: Your message could not be delivered.\n\n<bob@example.net>: 550 5.1.1 User unknown"), "mail")]
#[case::a_notice_of_a_list(&notice("List-Id: <x.example.org>\nSubject: Undelivered Mail Returned to Sender", "<bob@example.net>: 550 5.1.1 User unknown"), "bounce")]
#[case::a_delay(&notice("Subject: Warning: message delayed", "<bob@example.net>: 451 4.4.1 Connection timed out"), "delay")]
#[case::a_delay_by_its_text(&notice("Subject: Delivery Status Notification", "<bob@example.net>: 451 4.4.1 Connection timed out\n\nWe will keep trying."), "delay")]
#[case::a_delay_that_is_over(&notice("Subject: Warning: message delayed", "I've given up.\n\n<bob@example.net>: 451 4.4.1 Connection timed out"), "bounce")]
#[case::a_notice_of_a_list_with_a_title_of_its_own(
    "From: MAILER-DAEMON@mx.test\nTo: ann@example.org\nSubject: Mail to the list could not be delivered\nList-Id: <x.example.org>\n\nYour message could not be delivered:\n\n<bob@example.net>: 550 5.1.1 User unknown\n",
    "bounce"
)]
fn a_mail_is_told(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(read(text).kind.word(), expected);
}

#[rstest]
#[case::failed("Action: failed\nStatus: 5.1.1", "bounce")]
#[case::delayed("Action: delayed\nStatus: 4.4.1", "delay")]
#[case::delivered("Action: delivered\nStatus: 2.1.5", "success")]
#[case::relayed("Action: relayed\nStatus: 2.1.5", "success")]
#[case::expanded("Action: expanded\nStatus: 2.1.5", "success")]
#[case::a_status_alone("Status: 5.1.1", "bounce")]
#[case::a_diagnostic_alone("Diagnostic-Code: smtp; 550 5.1.1 User unknown", "bounce")]
#[case::a_status_of_class_4("Status: 4.4.1", "bounce")]
#[case::a_status_of_class_4_that_waits("Status: 4.4.1\n\nWe will keep trying.", "delay")]
#[case::a_diagnostic_that_waits(
    "Diagnostic-Code: smtp; 451 4.4.1 no\n\nWe will keep trying.",
    "delay"
)]
#[case::a_failure_whatever_waits("Action: failed\nStatus: 5.1.1\n\nWe will keep trying.", "bounce")]
#[case::a_delay_and_a_delivery(
    "Action: delayed\nStatus: 4.4.1\n\nFinal-Recipient: rfc822; amy@example.net\nAction: delivered\nStatus: 2.1.5",
    "delay"
)]
#[case::a_failure_and_a_delay(
    "Action: delayed\nStatus: 4.4.1\n\nFinal-Recipient: rfc822; amy@example.net\nAction: failed\nStatus: 5.1.1",
    "bounce"
)]
fn a_report_is_told(#[case] fields: &str, #[case] expected: &str) {
    assert_eq!(read(&report(fields)).kind.word(), expected);
}

#[rstest]
#[case::a_reply("550 5.1.1 User unknown", "reply")]
#[case::a_success("250 2.0.0 Ok", "success")]
#[case::a_step("354 go ahead", "success")]
#[case::a_session(
    ">>> RCPT TO:<bob@example.net>\n<<< 550 5.1.1 User unknown",
    "transcript"
)]
#[case::a_reply_above_the_commands_of_its_message(
    "Your message was refused.\n550 5.1.1 User unknown\n\nDetails:\nMAIL FROM:<ann@example.org>\nRCPT TO:<bob@example.net>\n",
    "reply"
)]
#[case::a_short_notice_in_chinese(
    "退信通知\n很抱歉，您的邮件未能送达以下收件人：\nliming@example.net\n退信原因：550 5.1.1 User unknown 收件人不存在\n",
    "bounce"
)]
#[case::a_short_notice_in_turkish(
    "İletiniz şu alıcılara teslim edilemedi:\n\nbob@example.net\nSebep: 554 5.7.1 Relay access denied\n",
    "bounce"
)]
#[case::a_queue_of_exchange(
    "Identity: EX01\\4411\nStatus: Retry\nLastError: 421 4.2.1 Unable to connect. Attempted failover to alternate host, but that did not succeed. Either there are no alternate hosts, or delivery failed to all alternate hosts.\n",
    "reply"
)]
#[case::a_session_that_went_well(">>> RCPT TO:<bob@example.net>\n<<< 250 2.1.5 Ok", "success")]
#[case::a_line_of_a_log(
    "Jun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=mx.test[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx.test[192.0.2.1] said: 550 5.1.1 User unknown)",
    "log"
)]
#[case::a_delivery_in_a_log(
    "Jun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=mx.test[192.0.2.1]:25, dsn=2.0.0, status=sent (250 2.0.0 Ok)",
    "success"
)]
#[case::another_line_of_a_log(
    "Jun  3 10:00:00 mail dovecot: imap-login: Login: user=<bob@example.net>",
    "nothing"
)]
#[case::an_event(
    r#"[{"email":"bob@example.net","event":"bounce","reason":"550 5.1.1 User unknown"}]"#,
    "webhook"
)]
#[case::a_delivery_of_a_service(
    r#"[{"email":"bob@example.net","event":"delivered","response":"250 OK"}]"#,
    "success"
)]
#[case::a_complaint_of_a_service(
    r#"[{"email":"bob@example.net","event":"spamreport"}]"#,
    "feedback"
)]
#[case::a_notice_without_headers(
    "The following message could not be delivered to one of its recipients, for the reason below. Please look at it before you send it again, and ask your administrator if you need help.\n\n<bob@example.net>: 550 5.1.1 User unknown\n",
    "bounce"
)]
#[case::a_short_notice_without_headers(
    "Hello.\nYour message could not be delivered.\n\n<bob@example.net>: host mx.test said: 550 5.1.1 User unknown\n",
    "bounce"
)]
#[case::a_notice_that_waits(
    "Hello.\nYour message has been delayed.\n\n451 4.4.1 Connection timed out\n",
    "delay"
)]
#[case::the_head_of_a_notice(
    "This is the mail system at host mx.test.\n\n451 4.4.1 Connection timed out\n",
    "bounce"
)]
#[case::the_head_of_a_notice_that_waits(
    "This is the mail system at host mx.test.\n\n451 4.4.1 Connection timed out\nWe will keep trying.\n",
    "delay"
)]
#[case::the_error_of_a_program(
    "smtplib.SMTPRecipientsRefused:\nThis is the mail system at host mx.test.\n550 5.1.1 User unknown\n",
    "reply"
)]
#[case::a_table(
    "550 5.1.1 User unknown\n\n552 5.2.2 Mailbox full\n\n450 4.2.0 Greylisted\n\n421 4.3.2 Busy\n\n554 5.7.1 Refused\n",
    "nothing"
)]
#[case::four_replies(
    "550 5.1.1 User unknown\n\n552 5.2.2 Mailbox full\n\n450 4.2.0 Greylisted\n\n421 4.3.2 Busy\n",
    "reply"
)]
#[case::the_same_reply_five_times(
    "550 5.1.1 No\n\n550 5.1.1 No\n\n550 5.1.1 No\n\n550 5.1.1 No\n\n550 5.1.1 No\n",
    "reply"
)]
#[case::one_header_above_words("From: ann@example.org\n\nThe mailbox is full\n", "reply")]
#[case::headers_without_a_sender(
    "Subject: flarp\nTo: bob@example.net\n\nThe mailbox is full\n",
    "reply"
)]
#[case::three_headers_without_a_sender(
    "Subject: flarp\nTo: bob@example.net\nContent-Type: text/plain\n\nSee you on Monday\n",
    "mail"
)]
#[case::a_session_that_went_well(
    "$ telnet mx.test 25\nTrying 192.0.2.1...\nConnected to mx.test.\nEscape character is '^]'.\n220 mx.test ESMTP\nEHLO pc.test\n250 mx.test\nQUIT\n221 Bye\nConnection closed by foreign host.\n",
    "success"
)]
#[case::settings(
    "SMTP_SERVER=smtp.example.com\nSMTP_PORT=587\nSMTP_LOGIN=bob@example.com\nSMTP_AUTH_METHOD=plain\n",
    "nothing"
)]
#[case::headers_of_a_mail(
    "Delivered-To: bob@example.net\nReceived: from mx.test ([192.0.2.1])\n\tby mail.example.net with LMTP\n\tfor <bob@example.net>; Wed, 20 Mar 2019 14:08:34 +0100\nReply-To: ann@example.org\n",
    "nothing"
)]
#[case::a_program(
    "fmt.Println(\"sending email\")\nok := SendMail(user, password, host, to, subject, body)\nfmt.Println(\"sent\")\n",
    "nothing"
)]
#[case::a_notice_in_capitals_of_another_alphabet(
    "Subject: НЕ УДАЛОСЬ ДОСТАВИТЬ\nFrom: MAILER-DAEMON@mx.test\nTo: ann@example.org\n\nНЕ УДАЛОСЬ ДОСТАВИТЬ:\nbob@example.net\n",
    "bounce"
)]
#[case::somebody_who_left(
    "Subject: Ann Jones no longer works at Flarp\nFrom: Ann <ann@example.org>\nTo: bob@example.net\n\nPlease write to carol@example.org\n",
    "auto_reply"
)]
#[case::empty("", "nothing")]
#[case::an_address("bob@example.net", "nothing")]
fn another_text_is_told(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(read(text).kind.word(), expected);
}

/// A success tells of the message only where the text says so: the `250` of a step takes nothing over.
#[rstest]
#[case::a_step("250 2.1.0 Sender ok", &[Fate::Accepted, Fate::Step])]
#[case::queued("250 2.0.0 Ok: queued as 4F2A250333", &[Fate::Accepted])]
#[case::queued_for_delivery("250 2.6.0 Queued mail for delivery", &[Fate::Accepted])]
#[case::a_report("Reporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; bob@example.net\nAction: delivered\nStatus: 2.1.5\n", &[Fate::Accepted])]
#[case::a_log("Jun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=mx.test[192.0.2.1]:25, dsn=2.0.0, status=sent (250 2.0.0 Ok)", &[Fate::Accepted])]
#[case::an_event(r#"[{"email":"bob@example.net","event":"delivered","response":"250 OK"}]"#, &[Fate::Accepted])]
fn a_success_says_what_became_of_the_message(#[case] text: &str, #[case] expected: &[Fate]) {
    let explanation = read(text);
    assert_eq!(explanation.kind.word(), "success");
    let found: Vec<Fate> = explanation.message.unwrap().iter().collect();
    assert_eq!(found, expected);
}

/// Words without a code are a reply only where they are few and speak of mail.
#[rstest]
#[case::of_mail("The mailbox is full", true)]
#[case::in_a_letter("Hello Ann, the mailbox is full, kind regards, Bob", false)]
#[case::two_words("Mailbox full", true)]
#[case::in_german("Postfach voll", true)]
#[case::of_a_provider("\"user unknown\" from Yahoo", true)]
#[case::of_two_words_of_a_name("quota exceeded at web.de", true)]
#[case::of_nobody_known("mailbox full from mars", false)]
#[case::more_than_the_phrase("mailbox full version", false)]
#[case::a_thing("my mailbox", false)]
#[case::no_failure("mail sent", false)]
#[case::one_word("greylisted", false)]
#[case::above_a_signature(
    "Mailbox unavailable: over quota\n--\nExample Ltd, 500 Example Street, Suite 421",
    true
)]
#[case::a_setting("mailbox_limit = full quota", false)]
fn few_words_without_a_code_may_be_a_reply(#[case] text: &str, #[case] expected: bool) {
    assert_eq!(!read(text).replies.is_empty(), expected);
}

/// Of a message of which one copy failed and another waits each has what its part of the report says.
#[rstest]
#[case::failed_alone("Action: failed\nStatus: 4.4.7", Some(Fate::Returned))]
#[case::delayed_alone("Action: delayed\nStatus: 4.4.7", Some(Fate::Retried))]
#[case::both(
    "Action: delayed\nStatus: 4.4.7\n\nFinal-Recipient: rfc822; amy@example.net\nAction: failed\nStatus: 5.1.1",
    Some(Fate::Retried)
)]
#[case::both_failed_by_a_code_that_asks_to_wait(
    "Action: failed\nStatus: 4.2.2\n\nFinal-Recipient: rfc822; amy@example.net\nAction: delayed\nStatus: 4.4.1",
    Some(Fate::Returned)
)]
fn a_report_says_what_became_of_the_message(#[case] fields: &str, #[case] expected: Option<Fate>) {
    assert_eq!(read(&report(fields)).replies[0].message, expected);
}

/// A line is a reply, and what is longer may be a notice.
#[rstest]
#[case::a_line("This is the mail system at host mx.test: 450 4.2.0 no", 159, "reply")]
#[case::a_long_line("This is the mail system at host mx.test: 450 4.2.0 no", 160, "bounce")]
#[case::a_short_text("Your message could not be delivered:\n450 4.2.0 no", 199, "reply")]
#[case::a_text("Your message could not be delivered:\n450 4.2.0 no", 200, "bounce")]
fn a_notice_has_a_length(#[case] text: &str, #[case] length: usize, #[case] expected: &str) {
    let text = format!("{text}{}", "x".repeat(200));
    assert_eq!(read(&text[..length]).kind.word(), expected);
}

/// A list that asks its moderator has refused nothing, nor has a filter that wants an answer first.
#[rstest]
#[case::mailman(
    "Your mail to 'announce' with the subject\n\n    Release 2.0\n\nIs being held until the list moderator can review it for approval.\n\nThe reason it is being held:\n\n    Message body is too big: 512345 bytes with a limit of 40 KB\n"
)]
#[case::as_a_mail(&notice("Subject: Your message", "Your message to the list is awaiting moderation."))]
#[case::sympa(
    "Your message for list 'dev@lists.example.org' has been forwarded to the moderator(s)."
)]
#[case::a_challenge(
    "Your message about \"Offer\" was waitlisted. Please add yourself to my Guest List so that I get it."
)]
#[case::a_challenge_in_one_line(
    "This message is being held because your address is not on the recipient's whitelist. Reply to this message to release it."
)]
#[case::a_question_of_ezmlm(
    "Subject: MODERATE for list@example.org\n\nThe enclosed message was submitted to the list@example.org mailing list. If you'd like to approve it for distribution to all the subscribers, please e-mail:\n\nlist-accept-1.x@example.org\n\nTo reject the post and cause it to be returned to the sender, please send a message to:\n\nlist-reject-1.x@example.org\n"
)]
#[case::a_question_of_a_filter(
    "I'm protecting myself from receiving junk mail.\n\nPlease click the link below to complete the verification process.\n\nSpam Arrest requests that senders verify themselves before their email is delivered.\n"
)]
#[case::a_challenge_in_portuguese(
    "ANTISPAM UOL\n\nSua mensagem para bob@example.net foi retida. Para liberar sua mensagem, clique aqui: http://filter.example/c?550"
)]
fn what_a_moderator_decides_on_is_no_failure(#[case] text: &str) {
    let explanation = read(text);
    assert_eq!(explanation.kind.word(), "held");
    assert!(explanation.replies.is_empty());
}

/// A notice of delay has the cause that it names, and no end that has not come.
#[rstest]
#[case::of_a_report(
    "THIS IS A WARNING MESSAGE ONLY.\n\nYOU DO NOT NEED TO RESEND YOUR MESSAGE.\n\nDelivery to the following recipients has been delayed.\n\n       bob@example.net\n\nReporting-MTA: dns;smtp.example.org\nFinal-Recipient: rfc822;bob@example.net\nAction: delayed\nStatus: 4.4.7\n",
    None
)]
#[case::with_a_reason(
    "THIS IS A WARNING MESSAGE ONLY.\n\nReporting-MTA: dns;smtp.example.org\nFinal-Recipient: rfc822;bob@example.net\nAction: delayed\nStatus: 4.2.2\nDiagnostic-Code: smtp; 452 4.2.2 Mailbox full\n",
    Some("mailbox-full")
)]
fn a_delay_is_no_expiry(#[case] text: &str, #[case] cause: Option<&str>) {
    let explanation = read(text);
    assert_eq!(explanation.kind.word(), "delay");
    let told = explanation.replies[0].cause.map(Slug::as_str);
    assert_eq!(told, cause);
}

/// What a report of a day counts is told, and that many were refused is not taken for nothing.
#[rstest]
#[case::dmarc(
    "<?xml version=\"1.0\"?>\n<feedback><report_metadata><org_name>example.net</org_name></report_metadata><policy_published><domain>example.org</domain><p>reject</p></policy_published><record><row><source_ip>192.0.2.5</source_ip><count>550</count><policy_evaluated><disposition>reject</disposition><dkim>fail</dkim><spf>fail</spf></policy_evaluated></row></record></feedback>\n",
    "Of 550 messages 550 failed DMARC; 550 were rejected."
)]
#[case::dmarc_that_puts_aside(
    "<?xml version=\"1.0\"?>\n<feedback><report_metadata><org_name>example.net</org_name></report_metadata><policy_published><domain>example.org</domain><p>quarantine</p></policy_published><record><row><count>2</count><policy_evaluated><disposition>quarantine</disposition><dkim>fail</dkim><spf>fail</spf></policy_evaluated></row></record><record><row><count>3</count><policy_evaluated><disposition>none</disposition><dkim>pass</dkim><spf>pass</spf></policy_evaluated></row></record></feedback>\n",
    "Of 5 messages 2 failed DMARC; 2 went to quarantine."
)]
#[case::tls_without_a_failure(
    "{\"policies\":[{\"policy\":{\"policy-type\":\"sts\",\"policy-string\":[\"version: STSv1\",\"mode: enforce\"]},\"summary\":{\"total-successful-session-count\":12,\"total-failure-session-count\":0}}]}\n",
    "Of 12 sessions 0 failed."
)]
#[case::tls_that_is_only_tried(
    "{\"policies\":[{\"policy\":{\"policy-type\":\"sts\",\"policy-string\":[\"version: STSv1\",\"mode: testing\"]},\"summary\":{\"total-successful-session-count\":12,\"total-failure-session-count\":3}}]}\n",
    "Of 15 sessions 3 failed."
)]
#[case::tls(
    "{\"policies\":[{\"policy\":{\"policy-type\":\"sts\",\"policy-string\":[\"version: STSv1\",\"mode: enforce\"]},\"summary\":{\"total-successful-session-count\":12,\"total-failure-session-count\":3}}]}\n",
    "Of 15 sessions 3 failed; the policy demands TLS"
)]
fn a_report_of_a_day_tells_what_it_counts(#[case] text: &str, #[case] told: &str) {
    let catalog = catalog();
    let shown = document(&explained(text.as_bytes(), &catalog), &catalog).summary;
    assert!(shown.contains(told), "{shown}");
    assert!(!shown.contains("nothing bounced"), "{shown}");
}

/// The sentences with which programs begin each notice of a refusal say nothing of time.
#[test]
fn who_has_given_up_at_once_has_not_waited() {
    let text = "Hi. This is the Haraka Mailer program at mail.example.org.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\nIntended Recipients: <bob@example.net>\nFailure Reason: Error: Some recipients failed: <bob@example.net>\n";
    let answer = &read(text).replies[0];
    assert_ne!(answer.cause.map(Slug::as_str), Some("delivery-expired"));
    assert_eq!(answer.class.map(EnhancedClass::digit), Some(5));
}

/// A host that greets with a refusal and the server that keeps the message have a code each.
#[rstest]
#[case::in_a_log(
    "Nov 26 08:14:02 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=mx.example.net[192.0.2.8]:25, delay=0.2, dsn=4.0.0, status=deferred (host mx.example.net[192.0.2.8] refused to talk to me: 554 IP 203.0.113.25 is blocked)"
)]
#[case::in_a_notice(
    "This is the mail system at host mail.example.org.\n# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\nYour message could not be delivered for more than 4 hour(s).\nIt will be retried until it is 5 day(s) old.\n\n<bob@example.net>: host mx.example.net[192.0.2.8] refused to talk to me: 554 IP 203.0.113.25 is blocked\n"
)]
fn a_refusal_in_a_greeting_stays_one(#[case] text: &str) {
    let answer = &read(text).replies[0];
    assert_eq!(answer.message, Some(Fate::Retried));
    assert_eq!(answer.permanent, Some(true));
    assert!(
        !matches!(
            answer.contradiction,
            Some(Contradiction::Codes(..) | Contradiction::Text { .. })
        ),
        "{:?}",
        answer.contradiction
    );
}

/// After days it comes back, and the two codes still have a server each.
#[test]
fn a_refusal_in_a_greeting_is_no_contradiction_in_the_end() {
    let text = "This is the mail system at host mail.example.org.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. It's attached below.\n\n<bob@example.net>: host mx.example.net[192.0.2.8] refused to talk to me: 554 IP 203.0.113.25 is blocked\n\nFinal-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 4.0.0\nDiagnostic-Code: smtp; 554 IP 203.0.113.25 is blocked\n";
    let catalog = catalog();
    let explanation = read(text);
    let answer = &explanation.replies[0];
    assert_eq!(answer.message, Some(Fate::Returned));
    assert!(matches!(
        answer.contradiction,
        Some(Contradiction::Kept(..))
    ));
    let shown = markdown(&document(&explanation, &catalog).blocks);
    assert!(
        shown.contains("tried on until its own time was over"),
        "{shown}"
    );
}

/// A notice of few words that says whose reply it quotes is one however short: the message came back.
#[rstest]
#[case::in_english(
    "Your message couldn't be delivered to kim@example.net.\nThe response from the remote server was:\n452 4.2.2 Mailbox full"
)]
#[case::in_german(
    "Die Nachricht an kim@example.net konnte nicht zugestellt werden.\nAntwort des Remote-Servers:\n452 4.2.2 Mailbox full"
)]
#[case::in_spanish(
    "Tu mensaje no se ha entregado a kim@example.net.\nLa respuesta del servidor remoto fue:\n452 4.2.2 Mailbox full"
)]
fn a_short_notice_of_a_service_is_one(#[case] text: &str) {
    let found = read(text);
    assert_eq!(found.kind, Kind::Bounce);
    assert_eq!(found.replies[0].message, Some(Fate::Returned));
}

/// An automatic answer is told by its words where nothing but those was pasted.
#[rstest]
#[case::english(
    "Thank you for your email. I am out of the office until Monday and will answer then.\n\nAnna"
)]
#[case::german(
    "Vielen Dank für Ihre Nachricht.\nIch bin vom 26. Juni bis 2. Juli abwesend und beantworte Ihre E-Mail nach meiner Rückkehr."
)]
#[case::french("Bonjour,\n\nje suis absent jusqu'au 3 mai. Je vous répondrai dès mon retour.")]
#[case::spanish("Hola:\n\nestaré fuera de la oficina hasta el lunes.")]
#[case::chinese("您好，我最近正在休假中，无法亲自回复您的邮件。")]
#[case::a_desk(
    "Hello!\n\nThis is an automatic email just to let you know that we've received your request and your ticket reference is #681."
)]
#[case::a_list_that_knows_no_such_command(
    "Hi! This is the ezmlm program. I'm managing the list@example.net mailing list.\n\nThis is a generic help message. The message I received wasn't sent to any of my command addresses."
)]
#[case::a_confirmation(
    "Your e-mail has been received by the squad. Ticket ID '[ID 19990701.026]' has been assigned.\n\nThis is an automatic confirmation message."
)]
fn who_is_away_says_so(#[case] text: &str) {
    let explanation = read(text);
    assert_eq!(explanation.kind, Kind::AutoReply, "{text}");
    assert!(explanation.replies.is_empty());
}

/// A reply that speaks of holidays is one all the same, and so is a notice that quotes an absence.
#[rstest]
#[case::a_reply(
    "550 5.2.1 bob@example.net: I am out of the office until Monday, mailbox disabled",
    Kind::Reply
)]
#[case::a_notice(
    "Your message could not be delivered to bob@example.net:\n\nuser unknown\n\nI am out of the office until Monday.",
    Kind::Bounce
)]
fn a_failure_is_no_automatic_answer(#[case] text: &str, #[case] kind: Kind) {
    assert_eq!(read(text).kind, kind, "{text}");
}

/// The beginning of a notice is one though its reason was not pasted, and has no code.
#[rstest]
#[case::of_a_bounce(
    "This is the mail system at host mail.example.org.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. It's attached below.\n",
    Kind::Bounce,
    "Paste all of it."
)]
#[case::of_a_delay(
    "Subject: Warning: message 1Zb92h-0002aX-BS delayed 2 hours\n\nWe are having trouble delivering your email. No action is required on your part - we will continue to attempt delivery for some days.\n",
    Kind::Delay,
    "still tried"
)]
#[case::of_exchange(
    "If a message comes back to you, you see this:\n\nYour message did not reach some or all of the intended recipients.\n\n   Sent: Mon, 16 Jul 2012 19:17:22 +0100\n\nThe following recipient(s) could not be reached:\n",
    Kind::Bounce,
    "Paste all of it."
)]
#[case::of_windows(
    "Bu mesajda\n\nThis is an automatically generated Delivery Status Notification. Delivery to the following recipients failed.\n\n....@.....\n\nyazar.",
    Kind::Bounce,
    "Paste all of it."
)]
fn a_notice_without_its_reason_is_one(#[case] text: &str, #[case] kind: Kind, #[case] told: &str) {
    let explanation = read(text);
    assert_eq!(explanation.kind, kind, "{text}");
    assert!(explanation.replies.is_empty());
    let summary = document(&explanation, &catalog()).summary;
    assert!(summary.contains(told), "{summary}");
}

/// Successes that no server sends are numbers of something else: Exim under debug sets that of its process before each line.
#[test]
fn the_number_of_a_process_is_no_success() {
    let text = "  277 delivering 1orYRv-00004S-Ny\n  277 R: dnslookup for bob@example.net\n  277 LOG: MAIN\n  277   == bob@example.net R=dnslookup defer (-1): host lookup did not complete\n";
    let explanation = read(text);
    assert_ne!(explanation.kind, Kind::Success);
    assert_eq!(
        explanation.replies[0].cause.map(Slug::as_str),
        Some("dns-error")
    );
}

/// A notice that does not tell why leads to where the reason stands; one that tells does not.
#[rstest]
#[case::without_a_reason(
    "This is the mail system at host mail.example.org.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\nIntended Recipients: <bob@example.net>\nFailure Reason: Error: Some recipients failed: <bob@example.net>\n",
    true
)]
#[case::with_one(
    "This is the mail system at host mail.example.org.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n<bob@example.net>: unknown user: \"bob\"\n",
    false
)]
#[case::several(
    "This is the mail system at host mail.example.org.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n<bob@example.net>: xyzzy\n\n<kim@example.net>: xyzzy\n",
    true
)]
fn where_the_reason_stands_is_told(#[case] text: &str, #[case] is_told: bool) {
    let shown = markdown(&document(&read(text), &catalog()).blocks);
    let times = shown.matches("in the other parts of the notice").count();
    assert_eq!(times, usize::from(is_told), "{shown}");
}
