//! Texts to the owner of a mailbox: those that imitate a mail server and want a link opened, notices of lists to their members, and texts
//! that only look like either.

use rstest::rstest;
use smtpref::explain::Kind;

use super::{catalog, explained};

fn kind(text: &str) -> Kind {
    explained(text.as_bytes(), &catalog()).kind
}

#[rstest]
#[case::one_line(
    "Your mailbox will be deactivated in 24 hours. Mail delivery failed 3 messages. Verify your account: http://x.example/login"
)]
#[case::as_of_a_robot(
    "From: \"Mail Delivery System\" <MAILER-DAEMON@mail.evil.example>\nTo: kim@own.example\nSubject: You have (3) undelivered messages\n\nYour mailbox storage is 98% full and 3 incoming messages for kim@own.example could not be delivered.\n\nClick below to release messages and upgrade your quota:\nhttps://own.evil.example/login?u=kim@own.example\n"
)]
#[case::messages_on_hold(
    "Subject: Mail Delivery Failure: 5 pending emails\nFrom: own.example Mail Server <noreply@evil.example>\nTo: kim@own.example\n\nDue to a system error 5 incoming messages were placed on hold.\n\n[REVIEW PENDING MESSAGES] (https://evil.example/r.html)\n"
)]
#[case::a_password(
    "Message delivery to kim@own.example has failed: you have 2 undelivered clustered mails due to sync error.\nKeep current password here: https://evil.example/k\n"
)]
#[case::german(
    "Sehr geehrter Kunde,\nIhr Postfach hat das Speicherlimit erreicht, neue Nachrichten konnten nicht zugestellt werden. Bitte bestätigen Sie Ihr Konto innerhalb von 24 Stunden: https://evil.example/verify\n"
)]
#[case::french(
    "Votre boîte de réception est pleine. 7 messages n'ont pas pu être remis. Cliquez ici pour augmenter votre quota : http://evil.example/quota\n"
)]
#[case::russian(
    "Почтовый ящик заполнен на 98%. Освободите место, подтвердив учётную запись.\nhttps://evil.example/quota\n"
)]
fn a_text_that_wants_a_link_opened_is_perhaps_phishing(#[case] text: &str) {
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(
        (explanation.kind, explanation.replies.len()),
        (Kind::Phishing, 0)
    );
    assert_eq!(explanation.message, None);
}

const ASKED: &str = "Your mailbox storage is full. Verify your account: https://evil.example/k";

/// What has a code, the form of a report or the frame of a server is of a server, whatever links stand below it.
#[rstest]
#[case::with_a_code(format!("550 5.2.2 {ASKED}"))]
#[case::in_a_report(format!("Final-Recipient: rfc822; kim@own.example\nAction: failed\nStatus: 5.2.2\n\n{ASKED}"))]
#[case::behind_a_frame(format!("<kim@own.example>: host mx.own.example[192.0.2.9] said: {ASKED}"))]
#[case::below_what_quotes_a_server(format!("The response from the remote server was:\n{ASKED}"))]
#[case::in_a_log(format!("Jun  3 10:00:01 mx postfix/smtp[1]: A1B2: to=<kim@own.example>, status=bounced ({ASKED})"))]
#[case::with_who_failed_in_a_header(format!("From: MAILER-DAEMON@mx.own.example\nSubject: x\nX-Failed-Recipients: kim@own.example\n\n{ASKED}"))]
#[case::of_a_program(format!("SMTP Error: {ASKED}"))]
#[case::without_a_link(ASKED.replace("https://evil.example/k", "at the help desk"))]
#[case::without_trouble("Welcome! Verify your account: https://shop.example/k".to_owned())]
#[case::without_a_request("Your mailbox storage is full. See https://help.example/full".to_owned())]
fn a_server_that_links_to_help_is_none(#[case] text: String) {
    assert_ne!(kind(&text), Kind::Phishing, "{text}");
}

#[rstest]
#[case::of_mailman(
    "Subject: confirm 1a2b\n\nYour membership in the mailing list Users has been disabled due to excessive bounces. The last bounce received from you was dated 03-Jun-2025. You will not get any more messages from this list until you re-enable your membership."
)]
#[case::of_ezmlm(
    "Hi! This is the ezmlm program.\n\nMessages to you from the news mailing list seem to have been bouncing.\nIf the next one bounces too, I will remove you."
)]
#[case::in_one_line("Your subscription to Users has been disabled due to excessive bounces.")]
#[case::german(
    "Ihre Mitgliedschaft in der Mailingliste Users wurde aufgrund übermäßiger Bounces deaktiviert."
)]
fn a_list_that_writes_to_its_member_did_not_fail(#[case] text: &str) {
    let explanation = explained(text.as_bytes(), &catalog());
    assert_eq!(
        (explanation.kind, explanation.replies.len()),
        (Kind::ListNotice, 0)
    );
}

/// The reply that such a notice quotes tells more than the notice.
#[rstest]
#[case::of_a_reply(
    "<bob@example.net>: host mx.example.net[192.0.2.9] said: 552 5.2.2 Mailbox full"
)]
#[case::of_qmail(
    "<bob@example.net>:\nThe users mailfolder is over the allowed quota (size). (#5.2.2)"
)]
fn the_reply_that_a_list_quotes_counts(#[case] quoted: &str) {
    let text = format!(
        "Messages to you from the news mailing list seem to have been bouncing. The first bounce:\n\n{quoted}\n"
    );
    let explanation = explained(text.as_bytes(), &catalog());
    assert_ne!(explanation.kind, Kind::ListNotice);
    assert_eq!(explanation.replies.len(), 1);
}
