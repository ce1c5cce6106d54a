//! Which lines of a log are of one message: a queue has a number for it, a refused client comes again with it, a notice of it is another.

use rstest::rstest;

use super::wholes::answers;
use super::{catalog, explained};

/// A refusal by Postfix before the message has a number.
fn refused(time: &str, client: &str, sender: &str, reply: &str) -> String {
    format!(
        "Nov 20 {time} mail postfix/smtpd[2201]: NOQUEUE: reject: RCPT from mx.example.net[{client}]: {reply}; from=<{sender}> to=<petra@example.org> proto=ESMTP helo=<mx.example.net>\n"
    )
}

const GREYLISTED: &str = "450 4.2.0 <petra@example.org>: Recipient address rejected: Greylisted";
const LISTED: &str =
    "554 5.7.1 Service unavailable; Client host [198.51.100.9] blocked using zen.spamhaus.org";
const NAMELESS: &str = "450 4.7.25 Client host rejected: cannot find your hostname, [198.51.100.7]";

/// The lines of a message that a client brings and that is delivered.
fn delivered(time: &str, id: &str, sender: &str) -> String {
    format!(
        "Nov 20 {time} mail postfix/smtpd[2201]: {id}: client=mx.example.net[198.51.100.7]\nNov 20 {time} mail postfix/qmgr[99]: {id}: from=<{sender}>, size=2048, nrcpt=1 (queue active)\nNov 20 {time} mail postfix/lmtp[2303]: {id}: to=<petra@example.org>, relay=mail[private/dovecot-lmtp], delay=0.3, delays=0.1/0/0/0.2, dsn=2.0.0, status=sent (250 2.0.0 <petra@example.org> Saved)\n"
    )
}

#[rstest]
#[case::the_same_sender(
    &(refused("09:00:00", "198.51.100.7", "kim@example.com", GREYLISTED) + &delivered("09:06:11", "4XvD1A", "kim@example.com")),
    &[]
)]
#[case::by_another_host_of_the_sender(
    &(refused("09:00:00", "198.51.100.8", "kim@example.com", GREYLISTED) + &delivered("09:06:11", "4XvD1A", "kim@example.com")),
    &[]
)]
#[case::another_sender(
    &(refused("09:00:00", "198.51.100.7", "lea@example.com", GREYLISTED) + &delivered("09:06:11", "4XvD1A", "kim@example.com")),
    &["petra@example.org 450 4.2.0 greylisted"]
)]
#[case::refused_for_good(
    &(refused("09:00:00", "198.51.100.7", "kim@example.com", LISTED) + &delivered("09:06:11", "4XvD1A", "kim@example.com")),
    &["petra@example.org 554 5.7.1 blocklisted"]
)]
#[case::put_off_again_behind_it(
    &(delivered("09:06:11", "4XvD1A", "kim@example.com") + &refused("09:30:00", "198.51.100.7", "kim@example.com", GREYLISTED)),
    &["petra@example.org 450 4.2.0 greylisted"]
)]
#[case::exim(
    "2026-11-20 09:00:00 H=mx.example.net [198.51.100.7] F=<kim@example.com> temporarily rejected RCPT <petra@example.org>: greylisted, try again later\n2026-11-20 09:06:10 1vMAAA-0001Aa-1x <= kim@example.com H=mx.example.net [198.51.100.7] P=esmtps S=2048\n2026-11-20 09:06:11 1vMAAA-0001Aa-1x => petra <petra@example.org> R=local_user T=maildir_home\n",
    &[]
)]
fn a_client_that_comes_again_settles_what_was_put_off(
    #[case] log: &str,
    #[case] expected: &[&str],
) {
    assert_eq!(answers(&explained(log.as_bytes(), &catalog())), expected);
}

#[rstest]
#[case::two_clients(
    &(refused("09:00:00", "198.51.100.7", "kim@example.com", NAMELESS) + &refused("09:10:00", "198.51.100.9", "lea@example.net", LISTED)),
    &["petra@example.org 450 4.7.25 reverse-dns", "petra@example.org 554 5.7.1 blocklisted"]
)]
#[case::one_client_again(
    &(refused("09:00:00", "198.51.100.9", "kim@example.com", NAMELESS) + &refused("09:10:00", "198.51.100.9", "kim@example.com", LISTED)),
    &["petra@example.org 554 5.7.1 blocklisted"]
)]
#[case::one_client_for_two_senders(
    &(refused("09:00:00", "198.51.100.9", "kim@example.com", NAMELESS) + &refused("09:10:00", "198.51.100.9", "lea@example.com", LISTED)),
    &["petra@example.org 450 4.7.25 reverse-dns", "petra@example.org 554 5.7.1 blocklisted"]
)]
#[case::many_clients_for_one_reason(
    &(refused("09:00:00", "198.51.100.7", "kim@example.com", LISTED) + &refused("09:10:00", "198.51.100.8", "lea@example.net", LISTED)),
    &["petra@example.org 554 5.7.1 blocklisted"]
)]
#[case::two_messages_of_a_queue(
    "Nov 20 09:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=mx.test[192.0.2.1]:25, dsn=5.2.2, status=bounced (host mx.test[192.0.2.1] said: 552 5.2.2 Mailbox full (in reply to RCPT TO command))\nNov 20 10:00:00 mail postfix/smtp[1]: 4F2A250444: to=<bob@example.net>, relay=mx.test[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx.test[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command))\n",
    &["bob@example.net 552 5.2.2 mailbox-full", "bob@example.net 550 5.1.1 user-unknown"]
)]
#[case::one_message_of_a_queue(
    "Nov 20 09:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=mx.test[192.0.2.1]:25, dsn=4.2.2, status=deferred (host mx.test[192.0.2.1] said: 452 4.2.2 Mailbox full (in reply to RCPT TO command))\nNov 20 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=mx.test[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx.test[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command))\n",
    &["bob@example.net 550 5.1.1 user-unknown"]
)]
#[case::clients_of_exim(
    "2026-11-20 09:00:00 H=mx.example.net [198.51.100.7] F=<kim@example.com> rejected RCPT <petra@example.org>: SPF check failed.\n2026-11-20 09:10:00 H=mx2.example.net [198.51.100.9] F=<lea@example.com> rejected RCPT <petra@example.org>: 198.51.100.9 is listed at zen.spamhaus.org\n",
    &["petra@example.org  authentication-failed", "petra@example.org  blocklisted"]
)]
fn each_message_has_its_reply(#[case] log: &str, #[case] expected: &[&str]) {
    assert_eq!(answers(&explained(log.as_bytes(), &catalog())), expected);
}

/// A failure for Kim; its notice goes to the sender, who takes none.
#[rstest]
#[case::postfix(
    "Nov 20 09:16:30 mail postfix/smtp[1]: 4XvC1: to=<kim@example.net>, relay=mx.test[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx.test[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command))\nNov 20 09:16:30 mail postfix/bounce[2]: 4XvC1: sender non-delivery notification: 4XvC2\nNov 20 09:16:31 mail postfix/qmgr[99]: 4XvC2: from=<>, size=4096, nrcpt=1 (queue active)\nNov 20 09:16:32 mail postfix/smtp[3]: 4XvC2: to=<news@example.org>, relay=mx.example.org[192.0.2.5]:25, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.5] said: 550 5.1.1 User unknown (in reply to RCPT TO command))\n"
)]
#[case::postfix_about_a_delay(
    "Nov 20 09:16:30 mail postfix/smtp[1]: 4XvC1: to=<kim@example.net>, relay=mx.test[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx.test[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command))\nNov 20 09:16:30 mail postfix/bounce[2]: 4XvC1: sender delay notification: 4XvC3\nNov 20 09:16:32 mail postfix/smtp[3]: 4XvC3: to=<news@example.org>, relay=mx.example.org[192.0.2.5]:25, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.5] said: 550 5.1.1 User unknown (in reply to RCPT TO command))\n"
)]
#[case::exim(
    "2026-11-20 09:16:30 1vMAAA-0001Aa-1x ** kim@example.net R=dnslookup T=remote_smtp H=mx.test [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<kim@example.net>: 550 5.1.1 User unknown\n2026-11-20 09:16:31 1vMAAB-0001Ab-2y <= <> R=1vMAAA-0001Aa-1x U=Debian-exim P=local S=2048\n2026-11-20 09:16:32 1vMAAB-0001Ab-2y ** news@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.5]: SMTP error from remote mail server after RCPT TO:<news@example.org>: 550 5.1.1 User unknown\n"
)]
fn a_notice_of_ones_own_is_no_second_failure(#[case] log: &str) {
    let expected = ["kim@example.net 550 5.1.1 user-unknown"];
    assert_eq!(answers(&explained(log.as_bytes(), &catalog())), expected);
}

/// Alone it is a failure like others.
#[test]
fn a_notice_without_its_failure_is_told() {
    let log = "2026-11-20 09:16:31 1vMAAB-0001Ab-2y <= <> R=1vMAAA-0001Aa-1x U=Debian-exim P=local S=2048\n2026-11-20 09:16:32 1vMAAB-0001Ab-2y ** news@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.5]: SMTP error from remote mail server after RCPT TO:<news@example.org>: 550 5.1.1 User unknown\n";
    let expected = ["news@example.org 550 5.1.1 user-unknown"];
    assert_eq!(answers(&explained(log.as_bytes(), &catalog())), expected);
}
