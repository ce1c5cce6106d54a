//! Where the one stands who has a text before them, and what that makes of who acts first and of what is done: at a program, at a server
//! that passes mail on, at one that refused.

use rstest::rstest;
use smtpref::document::{explanation, markdown};
use smtpref::explain::{Answer, Origin};
use smtpref_catalog::{Actor, Catalog, Fate, Scene, Slug};

use super::{catalog, explained};

fn first(text: &str, catalog: &Catalog) -> Answer {
    let mut replies = explained(text.as_bytes(), catalog).replies;
    assert!(!replies.is_empty(), "no reply in {text}");
    replies.remove(0)
}

const PHP: &str = "2026-06-03 10:00:00 CLIENT -> SERVER: MAIL FROM:<shop@example.org>\n2026-06-03 10:00:00 SERVER -> CLIENT: 250 2.1.0 Ok\n2026-06-03 10:00:00 CLIENT -> SERVER: RCPT TO:<bob@example.net>\n2026-06-03 10:00:00 SERVER -> CLIENT: 553 5.7.1 <shop@example.org>: Sender address rejected: not owned by user anna@example.org\n";
const NODE: &str = "Error: Can't send mail - all recipients were rejected: 550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown\n    at SMTPConnection._formatError (/app/node_modules/nodemailer/lib/smtp-connection/index.js:790:19)\n  code: 'EENVELOPE',\n  response: '550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown',\n  responseCode: 550,\n  command: 'RCPT TO',\n  rejected: [ 'bob@example.net' ]\n";
const TELNET: &str = "telnet mx.example.net 25\nConnected to mx.example.net.\n220 mx.example.net ESMTP\nhelo test\n250 mx.example.net\nmail from:<anna@example.org>\n250 2.1.0 Ok\nrcpt to:<bob@example.com>\n550 5.7.1 <bob@example.com>... Relaying denied\nquit\n221 2.0.0 closing connection\n";
const SWAKS: &str = "=== Trying mx.example.net:25...\n=== Connected to mx.example.net.\n<-  220 mx.example.net ESMTP Postfix\n -> EHLO test.example.org\n<-  250 8BITMIME\n -> MAIL FROM:<anna@example.org>\n<** 530 5.7.0 Must issue a STARTTLS command first\n -> QUIT\n<-  221 2.0.0 Bye\n";

fn delivery(rest: &str) -> String {
    format!(
        "Nov 26 08:14:02 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=none, delay=30, dsn=4.4.1, status=deferred ({rest})"
    )
}

/// The scene of a text, who acts first there, and words that the first step for them has.
#[rstest]
#[case::go_on_587(
    "dial tcp 192.0.2.3:587: connect: connection refused",
    Scene::Program,
    Actor::Sender,
    "465"
)]
#[case::python_on_465(
    "smtplib.SMTPServerDisconnected: Connection unexpectedly closed",
    Scene::Program,
    Actor::Sender,
    "465"
)]
#[case::nodemailer(
    "Error: Greeting never received\n    at SMTPConnection._formatError (/app/node_modules/nodemailer/lib/smtp-connection/index.js:798:19)\n  code: 'ETIMEDOUT',\n  command: 'CONN'",
    Scene::Program,
    Actor::Sender,
    "465"
)]
#[case::tls_of_python(
    "ssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1000)",
    Scene::Program,
    Actor::Sender,
    "wrong version number"
)]
#[case::tls_of_mailkit(
    "MailKit.Security.SslHandshakeException: An error occurred while attempting to establish an SSL or TLS connection.\nThe host name (mail.example.org) did not match any of the names given in the server's SSL certificate",
    Scene::Program,
    Actor::Sender,
    "587"
)]
#[case::a_smarthost(&delivery("connect to smtp.example.org[192.0.2.9]:587: Connection timed out"), Scene::Smarthost, Actor::SendingServer, "relayhost")]
#[case::a_filter(&delivery("connect to 127.0.0.1[127.0.0.1]:10024: Connection refused"), Scene::Inside, Actor::SendingServer, "ss -tlnp")]
#[case::a_stranger(&delivery("connect to mx.example.net[192.0.2.9]:25: Connection timed out"), Scene::Delivery, Actor::SendingServer, "")]
#[case::no_reverse_name(
    "Nov 26 08:14:02 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=mx.example.net[192.0.2.9]:25, delay=1, dsn=4.7.1, status=deferred (host mx.example.net[192.0.2.9] said: 450 4.7.1 Client host rejected: cannot find your reverse hostname, [203.0.113.25] (in reply to RCPT TO command))",
    Scene::Delivery,
    Actor::SendingServer,
    "PTR"
)]
#[case::a_queue(
    "-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------\n4XzQ1c5Rk2z9sWq    2048 Thu Nov 26 08:14:02  anna@example.org\n(host mx.example.net[192.0.2.8] said: 450 4.7.1 Client host rejected: cannot find your reverse hostname, [203.0.113.25] (in reply to RCPT TO command))\n                                         bob@example.net\n\n-- 2 Kbytes in 1 Request.\n",
    Scene::Delivery,
    Actor::SendingServer,
    "PTR"
)]
#[case::refused_by_postfix(
    "Nov 26 06:11:02 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from mail.example.org[192.0.2.1]: 450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]; from=<anna@example.org> to=<bob@example.net> proto=ESMTP helo=<mail>",
    Scene::Refusal,
    Actor::ReceivingServer,
    ""
)]
#[case::refused_by_exim(
    "2026-11-26 05:55:10 H=mail.example.org [192.0.2.1] F=<anna@example.org> rejected RCPT <bob@example.net>: relay not permitted",
    Scene::Refusal,
    Actor::ReceivingServer,
    "relay_to_domains"
)]
#[case::a_resolver_of_ones_own(
    "Nov 26 06:11:02 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from mail.example.org[192.0.2.1]: 554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; Error: open resolver; https://check.spamhaus.org/returnc/pub/203.0.113.1/; from=<anna@example.org> to=<bob@example.net> proto=ESMTP helo=<mail>",
    Scene::Refusal,
    Actor::ReceivingServer,
    "resolver"
)]
#[case::a_login_at_postfix(
    "Nov 26 07:00:01 mail postfix/submission/smtpd[1]: warning: unknown[203.0.113.80]: SASL LOGIN authentication failed: UGFzc3dvcmQ6, sasl_username=scanner@example.org",
    Scene::Login,
    Actor::ReceivingServer,
    "sasl_username="
)]
#[case::a_login_at_sendmail(
    "Nov 26 07:00:01 mail sendmail[1]: AUTH failure (LOGIN): authentication failure (-13) SASL(-13): authentication failure: checkpass failed, relay=[203.0.113.8]",
    Scene::Login,
    Actor::ReceivingServer,
    "sasl_username="
)]
#[case::a_login_at_opensmtpd(
    "Nov 26 07:00:01 mail smtpd[1]: 8f1a smtp authentication user=bob@example.org address=203.0.113.8 host=x.example result=permfail",
    Scene::Login,
    Actor::ReceivingServer,
    "sasl_username="
)]
#[case::a_name_that_is_unknown(
    "Error: getaddrinfo ENOTFOUND smtp.example.net\n    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:107:26) {\n  errno: -3008, code: 'EDNS', syscall: 'getaddrinfo', hostname: 'smtp.example.net', command: 'CONN' }",
    Scene::Program,
    Actor::Sender,
    "letter by letter"
)]
#[case::php_at_its_own_host(
    "Failed to connect to mailserver at \"localhost\" port 25, verify your \"SMTP\" and \"smtp_port\" setting in php.ini",
    Scene::Program,
    Actor::Sender,
    ""
)]
#[case::phpmailer_on_port_25(
    "Connection: opening to mail.example.org:25, timeout=300, options=array()\nConnection failed. Error #2: stream_socket_client(): Unable to connect to mail.example.org:25 (Connection timed out)\nSMTP ERROR: Failed to connect to server: Connection timed out (110)\nSMTP connect() failed.",
    Scene::Program,
    Actor::Sender,
    "587"
)]
#[case::an_elder_phpmailer(
    "SMTP -> ERROR: RCPT not accepted from server: 550 5.7.1 Unable to relay",
    Scene::Program,
    Actor::Sender,
    ""
)]
#[case::mail_of_php(
    "Warning: mail(): SMTP server response: 530 5.7.0 Must issue a STARTTLS command first in C:\\xampp\\htdocs\\mail.php on line 10",
    Scene::Program,
    Actor::Sender,
    ""
)]
#[case::lettre(
    "lettre::transport::smtp::error::Error { kind: Permanent, code: 550, message: \"5.7.1 Relay access denied\" }",
    Scene::Program,
    Actor::Sender,
    ""
)]
#[case::pear(
    "Failed to add recipient: bob@example.net [SMTP: Invalid response code received from server (code: 550, response: 5.7.1 <bob@example.net>: Relay access denied)]",
    Scene::Program,
    Actor::Sender,
    ""
)]
#[case::roundcube_in_german(
    "SMTP-Fehler (550): Fehler beim Hinzufügen des Empfängers \"bob@example.net\" (5.7.1 <bob@example.net>: Relay access denied).",
    Scene::Program,
    Actor::Sender,
    ""
)]
#[case::roundcube_in_french(
    "Erreur SMTP (550) : Échec de l'ajout du destinataire « bob@example.net » (5.7.1 Relay access denied).",
    Scene::Program,
    Actor::Sender,
    ""
)]
#[case::apple_mail_in_german(
    "Die Absenderadresse „anna@example.org“ wurde vom Server „smtp.example.org“ abgelehnt. Die Serverantwort lautete: 5.7.1 Sender address rejected",
    Scene::Program,
    Actor::Sender,
    ""
)]
#[case::visual_basic(
    "CDO.Message.1 error '80040213' The transport failed to connect to the server.",
    Scene::Program,
    Actor::Sender,
    ""
)]
#[case::no_sendmail_there(
    "/bin/sh: 1: /usr/sbin/sendmail: not found",
    Scene::Program,
    Actor::Sender,
    "set up your provider's SMTP server"
)]
#[case::a_closed_port_of_a_stranger(
    "Nov 26 08:14:02 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=mx.example.net[192.0.2.9]:25, delay=1, dsn=5.7.1, status=bounced (host mx.example.net[192.0.2.9] said: 554 5.7.1 <mail.example.org[192.0.2.1]>: Client host rejected: Access denied (in reply to RCPT TO command))",
    Scene::Delivery,
    Actor::SendingServer,
    "dig +short MX"
)]
#[case::a_smarthost_without_a_login(
    "Nov 26 08:14:02 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=smtp.example.org[192.0.2.9]:587, delay=1, dsn=5.7.1, status=bounced (host smtp.example.org[192.0.2.9] said: 554 5.7.1 <mail.example.org[192.0.2.1]>: Client host rejected: Access denied (in reply to RCPT TO command))",
    Scene::Smarthost,
    Actor::SendingServer,
    "smtp_sasl_auth_enable"
)]
#[case::a_sender_whose_host_refuses_him(
    "Nov 26 06:11:02 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from mail.example.org[192.0.2.1]: 450 4.1.7 <anna@example.org>: Sender address rejected: unverified address: host mx.example.org[192.0.2.9] said: 550 5.1.1 <anna@example.org>: Recipient address rejected: User unknown (in reply to RCPT TO command); from=<anna@example.org> to=<bob@example.net> proto=ESMTP helo=<mail>",
    Scene::Refusal,
    Actor::ReceivingServer,
    "their address is refused there"
)]
#[case::a_header_check(
    "Nov 26 06:11:02 mx postfix/cleanup[1]: 4F2A250333: reject: header Subject: test from unknown[192.0.2.1]; from=<anna@example.org> to=<bob@example.net> proto=ESMTP helo=<x>: 5.7.1 Message content rejected",
    Scene::Refusal,
    Actor::ReceivingServer,
    "postmap -q"
)]
#[case::a_relayhost_that_wants_a_password(
    "Nov 26 07:00:01 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=smtp.example.org[192.0.2.9]:587, delay=1, dsn=4.7.8, status=deferred (SASL authentication failed; server smtp.example.org[192.0.2.9] said: 535 5.7.8 Error: authentication failed)",
    Scene::Smarthost,
    Actor::SendingServer,
    "defer_transports"
)]
#[case::a_smarthost_of_exim(
    "2026-11-26 08:14:02 1tGAAA-0001 == bob@example.net R=smarthost T=remote_smtp_smarthost defer (111): Connection refused H=smtp.example.org [192.0.2.9]:587",
    Scene::Smarthost,
    Actor::SendingServer,
    ""
)]
#[case::refused_by_sendmail(
    "Nov 26 07:00:01 mx sm-mta[1]: 4AQ: ruleset=check_rcpt, arg1=<bob@example.net>, relay=mail.example.org [192.0.2.1], reject=550 5.7.1 <bob@example.net>... Relaying denied",
    Scene::Refusal,
    Actor::ReceivingServer,
    "local-host-names"
)]
#[case::refused_by_opensmtpd(
    "Nov 26 07:00:01 mx smtpd[1]: 8f1a smtp failed-command command=\"RCPT TO:<bob@example.net>\" result=\"550 Invalid recipient: <bob@example.net>\"",
    Scene::Refusal,
    Actor::ReceivingServer,
    ""
)]
#[case::said_by_exchange(
    "2026-01-14T10:24:00.000Z,EX02\\Default Frontend EX02,08DD0A1B2C3D4E60,8,10.0.0.5:25,10.0.0.77:50123,>,\"550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain\",",
    Scene::Refusal,
    Actor::ReceivingServer,
    ""
)]
#[case::met_by_a_mail_service(
    "The response from the remote server was:\n454 4.7.1 <bob@example.net>: Relay access denied",
    Scene::Service,
    Actor::ReceivingServer,
    ""
)]
#[case::a_login_at_exim(
    "2026-11-25 04:23:11 dovecot_login authenticator failed for H=(User) [203.0.113.201]:51111: 535 Incorrect authentication data (set_id=info@example.org)",
    Scene::Login,
    Actor::ReceivingServer,
    "sasl_username="
)]
#[case::refused_by_opensmtpd_of_old(
    "smtp-in: Failed command on session a6ee64eda205f046: \"RCPT TO:<bob@example.net>\" => 550 Invalid recipient",
    Scene::Refusal,
    Actor::ReceivingServer,
    ""
)]
#[case::an_agent_of_opensmtpd(
    "mda event=delivery evpid=f2bc3376c2a427f3 from=<a@example.org> to=<bob@example.net> user=bob method=lmtp result=TempFail stat=Error (\"452 4.2.2 Mailbox full\")",
    Scene::Inside,
    Actor::Sender,
    ""
)]
fn the_scene_decides_on_who_acts(
    #[case] text: &str,
    #[case] scene: Scene,
    #[case] who: Actor,
    #[case] step: &str,
) {
    let catalog = catalog();
    let answer = first(text, &catalog);
    let steps = answer.steps(&catalog);
    assert_eq!(answer.scene, Some(scene));
    assert_eq!(answer.who(&catalog), Some(who));
    assert_eq!(steps[0].who, who);
    assert!(steps[0].steps[0].contains(step), "{:?}", steps[0].steps);
}

/// What nobody can use who has such a text before them.
#[rstest]
#[case::port_25_for_a_program("dial tcp 192.0.2.3:587: connect: connection refused", &["port 25", " MX", "mx.example.net"])]
#[case::a_smarthost_for_a_smarthost(&delivery("connect to smtp.example.org[192.0.2.9]:587: Connection timed out"), &["send through a smarthost", " MX", "port 25"])]
#[case::a_stranger_for_a_filter(&delivery("connect to 127.0.0.1[127.0.0.1]:10024: Connection refused"), &[" MX", "nc -vz HOST 25", "the recipient's server"])]
#[case::a_device_for_a_server("Nov 26 08:14:02 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=mx.example.net[192.0.2.9]:25, delay=1, dsn=4.7.1, status=deferred (host mx.example.net[192.0.2.9] said: 450 4.7.1 Client host rejected: cannot find your reverse hostname, [203.0.113.25] (in reply to RCPT TO command))", &["Set the device"])]
#[case::an_app_password_for_a_robot("Nov 26 07:00:01 mail postfix/submission/smtpd[1]: warning: unknown[203.0.113.80]: SASL LOGIN authentication failed: UGFzc3dvcmQ6", &["webmail", "app password", "smtp_sasl_password_maps", "The operator of the receiving server"])]
#[case::a_receiver_for_a_submission(PHP, &["The operator of the receiving server"])]
#[case::postfix_for_exim("2026-01-14 10:12:00 1tYbbb-0001Bb-1B == kim@far.example R=dnslookup T=remote_smtp defer (110): Connection timed out H=mx.far.example [198.51.100.9]", &["Postfix", "postqueue", "smtp_"])]
#[case::postfix_for_opensmtpd("Jan 14 10:22:00 obsd smtpd[4044]: 9f2b1c3d4e5f6071 mta delivery evpid=a1b2 from=<me@example.org> to=<you@far.example> relay=\"198.51.100.91 (mx.far.example)\" result=\"TempFail\" stat=\"450 4.7.25 Client host rejected: cannot find your hostname\"", &["smtp_address_preference", "postconf"])]
#[case::others_for_opensmtpd_of_old("smtp-in: Failed command on session a6ee64eda205f046: \"RCPT TO:<bob@example.net>\" => 550 Invalid recipient", &["postmap", "Get-Recipient", "Postfix"])]
#[case::a_server_for_a_service(r#"{"event":"failed","recipient":"kim@far.example","severity":"permanent","delivery-status":{"message":"No MX for far.example, connection timed out","code":498}}"#, &["postqueue", "Postfix"])]
#[case::ones_own_server_for_a_full_mailbox("smtplib.SMTPRecipientsRefused: {'kai@far.example': (450, b'4.1.2 <kai@far.example>: Recipient address rejected: Domain not found')}", &["The operator of the server you send through"])]
#[case::a_receiver_for_a_login("Login to the outgoing server failed: 535 5.7.8 Error: authentication failed", &["The operator of the receiving server"])]
fn nothing_is_told_that_another_reader_needs(#[case] text: &str, #[case] never: &[&str]) {
    let catalog = catalog();
    let shown = markdown(&explanation(&explained(text.as_bytes(), &catalog), &catalog).blocks);
    for words in never {
        assert!(!shown.contains(words), "{words:?} in:\n{shown}");
    }
}

/// Where the mail did not get as far as the recipient's side, nothing else is said of the address; and where it did, never that.
#[rstest]
#[case::by_a_program("dial tcp 192.0.2.3:587: connect: connection refused", true)]
#[case::by_a_smarthost(&delivery("connect to smtp.example.org[192.0.2.9]:587: Connection timed out"), true)]
#[case::by_a_filter_of_ones_own(&delivery("connect to 127.0.0.1[127.0.0.1]:10024: Connection refused"), true)]
#[case::by_a_server_of_the_domain(&delivery("connect to mx.example.net[192.0.2.9]:25: Connection timed out"), false)]
#[case::by_a_server_that_refused(NODE, false)]
fn of_an_address_that_nobody_asked_about_that_is_said(#[case] text: &str, #[case] is_so: bool) {
    let catalog = catalog();
    let note = first(text, &catalog).address_note(&catalog).unwrap();
    let not_asked = "Keep it: the recipient's side was not asked.";
    assert_eq!(note == not_asked, is_so, "{note}");
}

/// The account is named, since it decides on what is done.
#[test]
fn a_failed_login_names_the_account() {
    let catalog = catalog();
    let text = "2026-11-25 04:23:11 dovecot_login authenticator failed for H=(User) [203.0.113.201]:51111: 535 Incorrect authentication data (set_id=info@example.org)";
    let told = first(text, &catalog).evidence;
    assert!(
        told.iter().any(|one| one.text == "set_id=info@example.org"),
        "{told:?}"
    );
}

/// Who logs in is not one who was written to.
#[test]
fn a_failed_login_has_no_recipient() {
    let catalog = catalog();
    let text = "Nov 26 07:00:01 mail smtpd[1]: 8f1a smtp authentication user=bob@example.org address=203.0.113.8 host=x.example result=permfail";
    let answer = first(text, &catalog);
    assert_eq!(answer.recipient, None);
    assert_eq!(answer.cause.map(Slug::as_str), Some("login-failed"));
    assert_eq!(answer.message, Some(Fate::NotSent));
}

/// The server of a domain that a program's own number stands before is the one that spoke.
#[test]
fn a_number_of_a_program_is_no_server_between() {
    let catalog = catalog();
    let text = "I am sorry to inform you that the message returned below could not be delivered to one or more destinations.\nError 521: <bob@gmx.de>: host mx01.emig.gmx.net refused: 554-Reject due to policy restrictions. 554 For explanation visit http://postmaster.gmx.com/en/error-messages?ip=203.0.113.25&c=hi\n";
    assert_ne!(first(text, &catalog).origin, Some(Origin::Between));
}

/// A program that is refused has the message still; a server's log says what became of it.
#[rstest]
#[case::phpmailer(PHP, Some(Fate::NotSent))]
#[case::nodemailer(NODE, Some(Fate::NotSent))]
#[case::telnet(TELNET, Some(Fate::NotSent))]
#[case::swaks(SWAKS, Some(Fate::NotSent))]
#[case::ssmtp(
    "ssmtp: 550 5.7.60 SMTP; Client does not have permissions to send as this sender",
    Some(Fate::NotSent)
)]
#[case::dot_net(
    "Mailbox unavailable. The server response was: 5.7.60 SMTP; Client does not have permissions to send as this sender",
    Some(Fate::NotSent)
)]
#[case::a_login_that_could_not_be_checked(
    "AUTH failed for user shop@example.org: 454 4.7.0 Temporary authentication failure: Connection lost to authentication server",
    Some(Fate::NotSent)
)]
#[case::soft_bounce(
    "Nov 26 08:14:02 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=mx.example.net[192.0.2.9]:25, delay=1, dsn=5.1.1, status=SOFTBOUNCE (host mx.example.net[192.0.2.9] said: 550 5.1.1 User unknown (in reply to RCPT TO command))",
    Some(Fate::Retried)
)]
#[case::postfix_to_its_administrator(
    " Out: 220 mail.example.net ESMTP Postfix\n In:  EHLO mail.example.org\n Out: 250 8BITMIME\n In:  MAIL FROM:<anna@example.org>\n Out: 250 2.1.0 Ok\n In:  RCPT TO:<bob@example.com>\n Out: 554 5.7.1 <bob@example.com>: Relay access denied\n",
    None
)]
fn what_became_of_the_message(#[case] text: &str, #[case] expected: Option<Fate>) {
    let catalog = catalog();
    assert_eq!(first(text, &catalog).message, expected);
}

/// A server that advises a port does not stand behind it.
#[rstest]
#[case::alone("550 5.7.1 Relaying denied. Use port 587 with a login", None)]
#[case::in_a_log(
    "Nov 26 07:00:01 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=mx.example.net[192.0.2.9]:25, delay=1, dsn=5.7.1, status=bounced (host mx.example.net[192.0.2.9] said: 550 5.7.1 Relaying denied. Use port 587 with a login (in reply to RCPT TO command))",
    Some(Scene::Delivery)
)]
fn an_advice_is_no_port(#[case] text: &str, #[case] scene: Option<Scene>) {
    assert_eq!(first(text, &catalog()).scene, scene);
}

/// Port 25 is that of servers among each other, but a library that names itself may be sent there by its settings.
#[rstest]
#[case::a_library(
    "Error: connect ECONNREFUSED 192.0.2.3:25\n    at SMTPConnection._formatError (/app/node_modules/nodemailer/lib/smtp-connection/index.js:798:19)\n",
    Some(Scene::Program)
)]
#[case::nobody_known("dial tcp 192.0.2.3:25: connect: connection refused", None)]
fn port_25_is_no_port_of_programs(#[case] text: &str, #[case] scene: Option<Scene>) {
    assert_eq!(first(text, &catalog()).scene, scene);
}

/// Where one's own server sends by a service, its settings are the first thing, and then what the service wants.
#[rstest]
#[case::a_password(
    "relay=smtp.gmail.com[192.0.2.9]:587, delay=1, dsn=5.7.8, status=bounced (SASL authentication failed; server smtp.gmail.com[192.0.2.9] said: 535-5.7.8 Username and Password not accepted. For more information, go to?535 5.7.8  https://support.google.com/mail/?p=BadCredentials - gsmtp)",
    "smtp_sasl_password_maps",
    "app password"
)]
#[case::no_login(
    "relay=smtp.sendgrid.net[192.0.2.9]:587, delay=1, dsn=5.0.0, status=bounced (host smtp.sendgrid.net[192.0.2.9] said: 550 Unauthenticated senders not allowed (in reply to MAIL FROM command))",
    "smtp_sasl_password_maps",
    "apikey"
)]
#[case::no_tls(
    "relay=smtp.gmail.com[192.0.2.9]:587, delay=1, dsn=5.7.0, status=bounced (host smtp.gmail.com[192.0.2.9] said: 530-5.7.0 Must issue a STARTTLS command first. - gsmtp (in reply to MAIL FROM command))",
    "smtp_tls_security_level",
    "STARTTLS"
)]
fn a_smarthost_of_a_service_has_steps_for_both(
    #[case] said: &str,
    #[case] own: &str,
    #[case] of_service: &str,
) {
    let catalog = catalog();
    let line =
        format!("Nov 26 08:14:02 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, {said}");
    let explanation = explained(line.as_bytes(), &catalog);
    let answer = &explanation.replies[0];
    assert_eq!(answer.who(&catalog), Some(Actor::SendingServer));
    let advice = answer.steps(&catalog);
    assert_eq!(advice[0].who, Actor::SendingServer);
    assert!(
        advice[0].steps.iter().any(|step| step.contains(own)),
        "{advice:?}"
    );
    let mut all = advice.iter().flat_map(|one| &one.steps);
    assert!(all.any(|step| step.contains(of_service)), "{advice:?}");
}

/// A reply that knows which rule it was keeps its own steps in a log of deliveries; where the relation of the two hosts is the matter, the
/// scene tells more.
#[rstest]
#[case::a_signature("550 5.7.0 bad DKIM signature data", "opendkim-testkey", true)]
#[case::relaying(
    "554 5.7.1 <kim@example.net>: Relay access denied",
    "permit_mynetworks",
    false
)]
fn a_reply_keeps_its_own_steps(#[case] reply: &str, #[case] words: &str, #[case] shown: bool) {
    let catalog = catalog();
    let text = format!(
        "Nov 20 09:10:00 mail postfix/smtp[2201]: 4XvB2A1B2C: to=<kim@example.net>, relay=mx.example.net[198.51.100.60]:25, delay=1.2, dsn=5.7.1, status=bounced (host mx.example.net[198.51.100.60] said: {reply} (in reply to RCPT TO command))"
    );
    let found = explained(text.as_bytes(), &catalog);
    let steps = found.replies[0].steps(&catalog);
    let mut all = steps.iter().flat_map(|advice| &advice.steps);
    assert_eq!(all.any(|step| step.contains(words)), shown, "{steps:?}");
}

/// What listens on the port for people's mail is no filter behind a server, though it is on the same host.
#[rstest]
#[case::submission(
    "t=2018-02-27T14:43:50+0530 lvl=eror msg=\"Failed to send alert notification email\" logger=alerting.notifier.email error=\"dial tcp 127.0.0.1:587: getsockopt: connection refused\"",
    Some(Scene::Program)
)]
#[case::a_filter(
    "Nov 26 08:14:02 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=none, delay=1, dsn=4.4.1, status=deferred (connect to 127.0.0.1[127.0.0.1]:10024: Connection refused)",
    Some(Scene::Inside)
)]
fn a_program_on_the_same_host_is_one(#[case] text: &str, #[case] expected: Option<Scene>) {
    let catalog = catalog();
    assert_eq!(first(text, &catalog).scene, expected);
}
