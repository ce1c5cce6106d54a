//! A mail service met the server of a recipient, and its user has the notice: nothing can be done there that an operator does.

use rstest::rstest;
use smtpref::explain::Writer;
use smtpref_catalog::{Actor, Scene, Slug};

use super::{catalog, explained};

/// Gmail's notice of a reply.
fn gmail(reply: &str) -> String {
    format!(
        "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nTo: petra@example.org\nSubject: Delivery Status Notification (Failure)\n\n** Message not delivered **\n\nYour message couldn't be delivered to kim@example.com because the remote server is misconfigured.\n\nLEARN MORE\n\nThe response from the remote server was:\n{reply}\n"
    )
}

const LISTED: &str =
    "554 5.7.1 Service unavailable; Client host [192.0.2.52] blocked using zen.spamhaus.org";
const NAMELESS: &str =
    "550 5.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.52]";

const OF_YAHOO: &str = "From: MAILER-DAEMON@yahoo.com\nTo: petra@example.org\nSubject: Failure Notice\n\nSorry, we were unable to deliver your message to the following address.\n\n<kim@example.com>:\n550: 5.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.52]\n\n--- Below this line is a copy of the message.\n";
const OF_GMX: &str = "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of\nits recipients. This is a permanent error. The following address\nfailed:\n\nkim@example.com:\nSMTP error from remote server for RCPT TO command, host: mx.example.com (198.51.100.41) reason: 550 5.7.1 Service unavailable; client [192.0.2.18] blocked using bl.spamcop.net\n\n--- The header of the original message is following. ---\n";
const OF_MICROSOFT: &str = "Your message to kim@example.com couldn't be delivered.\n\nDiagnostic information for administrators:\n\nGenerating server: AM9PR02MB6514.eurprd02.prod.outlook.com\n\nkim@example.com\nmx.example.com\nRemote server returned '554 5.7.1 <kim@example.com>: Client host [192.0.2.2] blocked using bl.spamcop.net'\n\nOriginal message headers:\n";
const OF_FASTMAIL: &str = "This is the mail system at host mailfout.messagingengine.com.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n                   The mail system\n\n<kim@example.com>: host mx.example.com[198.51.100.41] said: 554 5.7.1 Service unavailable; Client host [192.0.2.27] blocked using zen.spamhaus.org (in reply to RCPT TO command)\n";
const OF_A_REPORT: &str = "Reporting-MTA: dns; googlemail.com\n\nFinal-Recipient: rfc822; kim@example.com\nAction: failed\nStatus: 5.7.1\nRemote-MTA: dns; mx.example.com\nDiagnostic-Code: smtp; 550 5.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.52]\n";

#[rstest]
#[case::of_gmail(&gmail(LISTED), "blocklisted")]
#[case::of_gmail_in_another_matter(&gmail(NAMELESS), "reverse-dns")]
#[case::of_gmail_about_a_lost_connection(&gmail("421 4.4.2 connection timed out"), "network-error")]
#[case::of_yahoo(OF_YAHOO, "reverse-dns")]
#[case::of_gmx(OF_GMX, "blocklisted")]
#[case::of_microsoft(OF_MICROSOFT, "blocklisted")]
#[case::of_microsoft_in_german(&OF_MICROSOFT.replace("Generating server:", "Generierender Server:"), "blocklisted")]
#[case::of_microsoft_in_french(&OF_MICROSOFT.replace("Generating server:", "Serveur de génération :"), "blocklisted")]
#[case::of_a_host_of_a_service(OF_FASTMAIL, "blocklisted")]
#[case::of_apple(&OF_FASTMAIL.replace("mailfout.messagingengine.com", "p00-icloudmta-asmtp-us-east-1a"), "blocklisted")]
#[case::of_a_service_without_replies(&OF_FASTMAIL.replace("mailfout.messagingengine.com", "mout-p-101.mailbox.org"), "blocklisted")]
#[case::of_a_report(OF_A_REPORT, "reverse-dns")]
#[case::of_an_event(
    r#"[{"event":"bounce","email":"kim@example.com","reason":"554 5.7.1 Service unavailable; Client host [192.0.2.52] blocked using zen.spamhaus.org","status":"5.7.1","type":"bounce","sg_event_id":"x","sg_message_id":"y"}]"#,
    "blocklisted"
)]
#[case::quoted_alone(&format!("The response from the remote server was:\n{LISTED}"), "blocklisted")]
fn its_user_acts_as_one_who_runs_no_server(#[case] text: &str, #[case] cause: &str) {
    let catalog = catalog();
    let explanation = explained(text.as_bytes(), &catalog);
    let answer = &explanation.replies[0];
    assert_eq!(answer.cause.map(Slug::as_str), Some(cause));
    assert_eq!(answer.writer, Some(Writer::Service));
    assert_eq!(answer.scene, Some(Scene::Service));
    assert_eq!(answer.who(&catalog), Some(Actor::Sender));
    let advice = answer.steps(&catalog);
    assert_eq!(advice[0].who, Actor::Sender);
    let of_sending_server = advice.iter().find(|one| one.who == Actor::SendingServer);
    assert_eq!(of_sending_server, None);
    let theirs = advice.iter().find(|one| one.who == Actor::ReceivingServer);
    assert!(theirs.is_some(), "what the other side may do is passed on");
}

/// The recipient's own service, or whoever runs a server, wrote these.
#[rstest]
#[case::a_mailbox_at_the_service_itself(
    "From: MAILER-DAEMON@yahoo.com\nTo: petra@example.org\nSubject: Failure Notice\n\nkim@yahoo.com: mailbox is over quota\n"
)]
#[case::a_server_of_somebody(
    "This is the mail system at host mail.example.org.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n<kim@gmail.com>: host gmail-smtp-in.l.google.com[198.51.100.26] said: 550-5.7.25 The IP address sending this message does not have a PTR record setup (in reply to end of DATA command)\n"
)]
fn an_operator_keeps_the_steps_of_one(#[case] text: &str) {
    let catalog = catalog();
    let answer = &explained(text.as_bytes(), &catalog).replies[0];
    assert_ne!(answer.writer, Some(Writer::Service));
    assert_ne!(answer.scene, Some(Scene::Service));
}

/// A page without steps for the users of services has those of any delivery; a service's own reply keeps its own.
#[rstest]
#[case::relaying(
    "550 5.7.1 <kim@example.com>: Relay access denied",
    Actor::ReceivingServer
)]
#[case::a_reply_of_another_service(
    "550 5.7.515 Access denied, sending domain example.org does not meet the required authentication level",
    Actor::SendingServer
)]
fn who_acts_in_other_matters(#[case] reply: &str, #[case] who: Actor) {
    let catalog = catalog();
    let answer = &explained(gmail(reply).as_bytes(), &catalog).replies[0];
    assert_eq!(answer.scene, Some(Scene::Service));
    assert_eq!(answer.who(&catalog), Some(who));
}

/// What its sender is told of a full mailbox at Exchange is for anybody, whatever software it names.
#[test]
fn a_sender_keeps_steps_that_name_the_other_side() {
    let catalog = catalog();
    let text = OF_MICROSOFT.replace(
        "554 5.7.1 <kim@example.com>: Client host [192.0.2.2] blocked using bl.spamcop.net",
        "554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded",
    );
    let answer = &explained(text.as_bytes(), &catalog).replies[0];
    assert_eq!(answer.steps(&catalog)[0].who, Actor::Sender);
}
