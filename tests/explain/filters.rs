//! What filters and gateways write to the sender of a message that they stopped: a notice in words, without any code.

use rstest::rstest;
use smtpref::explain::Kind;

use super::{catalog, explained};

fn mail(from: &str, subject: &str, body: &str) -> String {
    format!("From: {from}\nTo: ann@example.org\nSubject: {subject}\n\n{body}\n")
}

#[rstest]
#[case::scanmail(
    "postmaster@example.net",
    "ScanMail Message: To Sender, virus found",
    "ScanMail for Microsoft Exchange has detected virus-infected attachment(s).\n\nSender = ann@example.org\nRecipient(s) = bob@example.net\nSubject = Price list",
    "virus"
)]
#[case::antigen(
    "Antigen@example.net",
    "Antigen found a virus",
    "Antigen for Exchange found price.zip infected with W32/X virus.\nThe message is currently Purged.",
    "virus"
)]
#[case::symantec(
    "Symantec_AntiVirus@example.net",
    "Virus found in a message you sent",
    "Symantec AntiVirus found a virus in an attachment of your message.\nThe attachment was deleted.",
    "virus"
)]
#[case::barracuda(
    "MAILER-DAEMON@example.net",
    "**Message you sent blocked by our bulk email filter**",
    "Your message to: bob@example.net\nwas blocked by our Spam Firewall. The email you sent with the following\nsubject has NOT BEEN DELIVERED:\n\nSubject: Price list",
    "spam-content"
)]
#[case::barracuda_for_a_file(
    "MAILER-DAEMON@example.net",
    "Banned file: list.bat in mail from you",
    "BANNED FILENAME ALERT\n\nYour message to: bob@example.net\nwas blocked by our Spam Firewall. The email you sent with the following\nsubject has NOT BEEN DELIVERED:\n\nSubject: Price list",
    "prohibited-attachment"
)]
#[case::mailscanner(
    "MailScanner <postmaster@example.net>",
    "Warning: E-mail filename blocked",
    "Our content checker has been triggered by a message you sent:-\n  To: bob@example.net\n  Subject: Price list\n\nOne or more of the attachments (list.exe) are on\nthe list of unacceptable attachments for this site and will not have\nbeen delivered.",
    "prohibited-attachment"
)]
#[case::mailscanner_for_a_virus(
    "MailScanner <postmaster@example.net>",
    "Warning: E-mail viruses detected",
    "Our virus detector has just been triggered by a message you sent:-\n  To: bob@example.net\n  Subject: Price list\n\nThe virus detector said this about the message:\nReport: W32/X in list.zip",
    "virus"
)]
#[case::mailmarshal(
    "MailMarshal@example.net",
    "MailMarshal has stopped a message",
    "MailMarshal (an automated content monitoring gateway) has\nstopped the following email for the following reason:\n\nIt believes it may contain unacceptable language, or\ninappropriate material.\n\n   Message: B0001\n   To:      bob@example.net",
    "content-rejected"
)]
#[case::webshield(
    "WebShield@example.net",
    "ALERT - Content filter",
    "Network Associates WebShield SMTP V4.5 on gw.example.net intercepted a mail from <ann@example.org> to <bob@example.net> which caused the Content Filter Profanity to be triggered.",
    "content-rejected"
)]
#[case::forefront(
    "Forefront@example.net",
    "Message blocked",
    "The filter found a message matching a filter. The message is currently Purged.\nMessage: \"Price list\" to bob@example.net\nFilter name: \"FILE FILTER= *.exe\"",
    "prohibited-attachment"
)]
#[case::gfi(
    "gateway@example.net",
    "Mail blocked",
    "The gateway blocked an email you sent to bob@example.net: the module found an unauthorised attachment (list.exe).",
    "prohibited-attachment"
)]
#[case::a_gateway_in_its_own_words(
    "gateway@example.net",
    "Your message was blocked",
    "The mail you sent to bob@example.net contains profanity and was not delivered.",
    "content-rejected"
)]
fn a_filter_states_a_block(
    #[case] from: &str,
    #[case] subject: &str,
    #[case] body: &str,
    #[case] cause: &str,
) {
    let catalog = catalog();
    let found = explained(mail(from, subject, body).as_bytes(), &catalog);
    assert_eq!(found.kind, Kind::Bounce);
    let told = found.replies[0].cause.map(|one| one.to_string());
    assert_eq!(told.as_deref(), Some(cause));
}

/// Somebody who writes of such things got no notice.
#[rstest]
#[case::of_a_virus(
    "Virus on our server",
    "Hello Ann,\n\nthe scanner found a virus on the old file server today. Can you call me?\n\nRegards, Bob"
)]
#[case::of_language(
    "Your text",
    "Dear Ann,\n\nplease take the unacceptable language out before you print it.\n\nRegards, Bob"
)]
fn a_letter_about_it_is_a_letter(#[case] subject: &str, #[case] body: &str) {
    let catalog = catalog();
    let found = explained(
        mail("Bob <bob@example.net>", subject, body).as_bytes(),
        &catalog,
    );
    assert_eq!(found.kind, Kind::Mail);
}

/// A message that went on without its attachment arrived.
#[test]
fn what_was_only_taken_off_is_no_bounce() {
    let catalog = catalog();
    let body = "The message you sent to bob@example.net contained a virus. The attachment was removed, and the message has been delivered without it.";
    let text = mail(
        "Postmaster <postmaster@example.net>",
        "Virus removed from your message",
        body,
    );
    assert_eq!(explained(text.as_bytes(), &catalog).kind, Kind::Mail);
}
