//! What an explanation says of the message in one place it does not take back in another, whatever reply stands in a log or a report.

use rstest::rstest;
use smtpref::document::{explanation, markdown};
use smtpref::explain::{Answer, Kind};
use smtpref_catalog::{Actor, Fate, Fates, RuleName, Slug};

use super::{catalog, explained};

/// A reply in what tells that its message stays in the queue, and in what tells that it came back.
const KEPT: [&str; 4] = [
    "Jun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, dsn=4.0.0, status=deferred (host mx.example.net[192.0.2.1] said: REPLY (in reply to RCPT TO command))",
    "2026-06-03 10:00:00 1rTd2x-000abc-1A == bob@example.net R=dnslookup T=remote_smtp defer (-44) H=mx.example.net [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<bob@example.net>: REPLY",
    "Final-Recipient: rfc822; bob@example.net\nAction: delayed\nStatus: 4.0.0\nDiagnostic-Code: smtp; REPLY\n",
    r#"{"event":"deferred","email":"bob@example.net","response":"REPLY"}"#,
];
const CAME_BACK: [&str; 4] = [
    "Jun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, dsn=5.0.0, status=bounced (host mx.example.net[192.0.2.1] said: REPLY (in reply to RCPT TO command))",
    "2026-06-03 10:00:00 1rTd2x-000abc-1A ** bob@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<bob@example.net>: REPLY",
    "Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; REPLY\n",
    r#"{"event":"bounce","email":"bob@example.net","reason":"REPLY"}"#,
];

/// Every known reply that begins with a code of a failure, in one line.
fn replies() -> Vec<String> {
    let catalog = catalog();
    let details = catalog
        .ids()
        .filter_map(|id| catalog.page(id).detail.reply());
    let samples = details.flat_map(|reply| reply.samples.iter().copied());
    // A warning in a report of the end is none that anybody sends.
    let is_reply = |sample: &&str| {
        let is_one = sample.starts_with(['4', '5']) && !sample.contains('\n');
        is_one && !sample.contains("said") && !sample.contains("Message delayed")
    };
    samples.filter(is_reply).map(str::to_owned).collect()
}

/// What is said of every reply in every frame: the lines that must be there, and what must not.
fn hold(frames: &[&str], message: &str, never: &[&str]) {
    let catalog = catalog();
    let mut wrong = Vec::new();
    for (reply, frame) in replies()
        .iter()
        .flat_map(|reply| frames.iter().map(move |frame| (reply, frame)))
    {
        let is_json = frame.starts_with('{');
        let reply = if is_json {
            reply.escape_default().to_string()
        } else {
            reply.clone()
        };
        let text = frame.replace("REPLY", &reply);
        let shown = markdown(&explanation(&explained(text.as_bytes(), &catalog), &catalog).blocks);
        let facts = shown.split("## What to do").next().unwrap_or_default();
        let of_message = facts
            .lines()
            .find(|line| line.starts_with("- **Message:**"));
        let said = never.iter().find(|words| facts.contains(**words));
        // What a service held back was neither tried nor returned.
        let fits = |line: &str| line.contains(message) || line.contains("Not sent at all");
        if of_message.is_some_and(|line| !fits(line)) || said.is_some() {
            wrong.push(format!("{text}\n  {of_message:?} {said:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
}

#[test]
fn what_is_still_tried_is_not_said_to_have_come_back() {
    hold(
        &KEPT,
        "Kept and retried",
        &[
            "came back",
            "after a bounce",
            "nothing is tried again",
            "Returned to the sender",
        ],
    );
}

#[test]
fn what_came_back_is_not_said_to_be_tried_again() {
    hold(
        &CAME_BACK,
        "Returned to the sender",
        &[
            "goes on trying",
            "still tried",
            "Kept and retried",
            "unchanged, later\n",
        ],
    );
}

/// What the sender's own side says is neither of the recipient's server nor for those who receive by the same service.
#[test]
fn what_the_sending_side_says_is_not_of_the_recipients() {
    let catalog = catalog();
    let mut met = 0;
    for id in catalog.ids() {
        let Some(reply) = catalog
            .page(id)
            .detail
            .reply()
            .filter(|reply| reply.sending_side)
        else {
            continue;
        };
        for sample in reply
            .samples
            .iter()
            .filter(|sample| !sample.contains("said"))
        {
            let text = format!("host smtp.example.net[192.0.2.1] said: {sample}");
            let read = explained(text.as_bytes(), &catalog);
            // Some bear the mark of their service only in the host that is named here.
            if read.replies[0].entry() != Some(catalog.entry(id).code) {
                continue;
            }
            met += 1;
            let shown = markdown(&explanation(&read, &catalog).blocks);
            let said = shown.lines().find(|line| line.contains("**Said by:**"));
            let is_theirs = said.is_some_and(|said| said.contains("the recipient's server"));
            assert!(!is_theirs, "{text}: {said:?}");
            assert!(!shown.contains("manages that domain"), "{shown}");
        }
    }
    assert!(met > 30, "{met}");
}

/// Nobody repeats a message that came back: what only helps while it waits in a queue is left out, and something else is told.
#[rstest]
#[case::delayed(
    "450 4.2.0 Greylisted, see http://postgrey.schweikert.ch/help/example.com.html",
    None,
    true
)]
#[case::returned(
    "450 4.2.0 Greylisted, see http://postgrey.schweikert.ch/help/example.com.html",
    Some(Fate::Returned),
    false
)]
#[case::kept(
    "451 4.7.1 Greylisting in action, please come back later",
    Some(Fate::Retried),
    true
)]
#[case::not_sent(
    "451 4.7.1 Greylisting in action, please come back later",
    Some(Fate::NotSent),
    false
)]
fn what_came_back_waits_in_no_queue(
    #[case] text: &str,
    #[case] message: Option<Fate>,
    #[case] waits: bool,
) {
    let catalog = catalog();
    let answer = Answer {
        message,
        ..explained(text.as_bytes(), &catalog).replies[0].clone()
    };
    let steps = answer.steps(&catalog);
    let says_wait = |step: &&str| step.starts_with("Wait");
    let mut all = steps.iter().flat_map(|advice| &advice.steps);
    assert_eq!(all.any(says_wait), waits, "{steps:?}");
    assert!(!steps.is_empty());
    assert_eq!(answer.who(&catalog), steps.first().map(|advice| advice.who));
}

/// What a rule of Postfix holds or throws away the client was told to be taken, whoever gave the order. Beside it lines that
/// the same way tells, of messages that nobody took.
#[rstest]
#[case::held_by_a_filter(
    "cleanup[512]: 9A1B2C: milter-hold: END-OF-MESSAGE from mail.example.net[192.0.2.4]: milter triggers HOLD action; from=<ann@example.net> to=<bob@example.com>",
    "postfix/held",
    Some(Fate::Accepted)
)]
#[case::held_by_a_header(
    "cleanup[512]: 9A1B2C: hold: header Subject: Offer from mail.example.net[192.0.2.4]; from=<ann@example.net> to=<bob@example.com>",
    "postfix/held",
    Some(Fate::Accepted)
)]
#[case::thrown_away_by_a_filter(
    "cleanup[512]: 9A1B2C: milter-discard: END-OF-MESSAGE from mail.example.net[192.0.2.4]: milter triggers DISCARD action; from=<ann@example.net> to=<bob@example.com>",
    "postfix/discarded",
    Some(Fate::Accepted)
)]
#[case::thrown_away_by_a_table(
    "smtpd[511]: NOQUEUE: discard: RCPT from mail.example.net[192.0.2.4]: <ann@example.net>: Sender address triggers DISCARD action; from=<ann@example.net> to=<bob@example.com>",
    "postfix/discarded",
    Some(Fate::Accepted)
)]
#[case::not_even_queued(
    "postdrop[512]: warning: mail_queue_enter: create file maildrop/123456.789: Permission denied",
    "postfix/maildrop-not-writable",
    None
)]
#[case::returned(
    "qmgr[901]: 9A1B2C: from=<ann@example.org>, status=expired, returned to sender",
    "postfix/expired-in-queue",
    Some(Fate::Returned)
)]
fn what_a_rule_stopped_was_accepted(
    #[case] line: &str,
    #[case] rule: &'static str,
    #[case] message: Option<Fate>,
) {
    let catalog = catalog();
    let text = format!("Jun  3 10:00:00 mail postfix/{line}");
    let read = explained(text.as_bytes(), &catalog);
    let answer = &read.replies[0];
    assert_eq!((read.kind, read.replies.len()), (Kind::Log, 1));
    assert_eq!(answer.rule, Slug::new(rule).map(RuleName::Provider));
    assert_eq!(answer.message, message);
    let shown = markdown(&explanation(&read, &catalog).blocks);
    let is_said = shown.contains("- **Message:** **Accepted**\n");
    assert_eq!(is_said, message == Some(Fate::Accepted), "{shown}");
}

/// What a program shows that sends by itself was taken by nobody, and stays with it.
#[rstest]
#[case::of_codeigniter(
    "ERROR - 2021-02-26 14:11:03 --> 220 ESMTP smtp.example.net\nThe following SMTP error was encountered: 553 5.7.1 anna@example.org: Sender address rejected: not owned by user bob@example.net\nUnable to send email using PHP SMTP."
)]
#[case::of_a_form(
    "Could not send the message to: bob@example.net\n\nError: 554 5.7.1 <bob@example.net>: Relay access denied"
)]
#[case::of_a_login(
    "See error  SMTP auth() command failed: 5.0.0 Unknown or unimplemented command."
)]
#[case::of_msmtp(
    "sendmail: cannot connect to localhost, port 1025: Connection refused\nsendmail: could not send mail (account default from /etc/msmtprc)"
)]
#[case::without_a_number(
    "System.Net.Mail.SmtpException: Mailbox unavailable. The server response was: If MAIL FROM is local then you must authenticate"
)]
#[case::of_go("Send mail error! 501 5.1.7 Invalid address")]
#[case::of_erlang(
    "{{nocatch,{permanent_failure,<<\"550 5.4.5 Daily user sending quota exceeded.\\r\\n\">>}}"
)]
#[case::of_a_module("Error: Expected smtp code 250, got 552")]
#[case::of_outlook(
    "Your message did not reach some or all of the intended recipients.\n\nThe following recipient(s) cannot be reached:\n\n'bob@example.com' on 20/03/2014 16:21\n   Server error: '554 5.7.1 <bob@example.com>: Relay access denied'"
)]
#[case::of_a_mail_program_in_french(
    "Le serveur a répondu : 5.2.0 Taille limite du message atteinte. Veuillez vérifier le message et essayer à nouveau."
)]
#[case::of_an_interface(
    "Found inactive addresses: bob@example.net. Inactive recipients are ones that have generated a hard bounce."
)]
#[case::of_a_telephone("550 5.1.1 User unknown\nMessage remains in Outbox")]
#[case::of_roundcube("SMTP Fehler: [451] Sender domain not found")]
#[case::of_a_test(
    "The test of the configuration with these data leads to: 501 Syntactically invalid HELO argument(s)"
)]
#[case::of_horde(
    "Could not send message: Message could not be delivered - the address was not found, is unknown, or is not receiving messages."
)]
#[case::of_a_monitor(
    "err=\"notify retry canceled due to unrecoverable error after 1 attempts: failed to send notification to email addresses: bob@example.net: EOF\""
)]
fn what_a_program_shows_was_not_sent(#[case] text: &str) {
    let answer = &explained(text.as_bytes(), &catalog()).replies[0];
    assert_eq!(answer.message, Some(Fate::NotSent), "{answer:?}");
}

/// What is refused for its content or its recipient was offered, though the same code answers a login too.
#[rstest]
#[case::an_attachment(
    "5.7.0 This message was blocked because its content presents a potential security issue.",
    Fate::Returned
)]
#[case::a_mailbox("5.7.0 maildrop: maildir over quota", Fate::Returned)]
#[case::under_a_number_of_commands("500 These attachments are not allowed", Fate::Returned)]
#[case::for_now("4.7.0 The mailbox of bob@example.net is full", Fate::Retried)]
fn what_was_offered_is_not_unsent(#[case] text: &str, #[case] fate: Fate) {
    let answer = &explained(text.as_bytes(), &catalog()).replies[0];
    assert_eq!(answer.message, Some(fate), "{text}");
}

/// Exim's mark counts behind the stamp of another log too.
#[rstest]
#[case::failed("**", Fate::Returned)]
#[case::put_off("==", Fate::Retried)]
fn a_mark_behind_two_stamps_is_read(#[case] mark: &str, #[case] fate: Fate) {
    let text = format!(
        "Feb 14 18:12:33 198.51.100.51 exim[47012]: 2025-02-14 18:12:33.501 [47012] 1tixMn-00000000C5j-1wRa {mark} bob@example.net F=<root@example.org> R=dovecot_user T=dovecot_delivery: Child process of dovecot_delivery transport returned 127"
    );
    let answer = &explained(text.as_bytes(), &catalog()).replies[0];
    assert_eq!(answer.message, Some(fate));
}

/// A list of recipients that is too long for good has to be parted, and for now goes on by itself.
#[rstest]
#[case::for_good("550 5.5.3 Too many recipients", true)]
#[case::for_now("452 4.5.3 Too many recipients", false)]
fn too_long_a_list_lasts_as_its_code_says(#[case] text: &str, #[case] permanent: bool) {
    let answer = &explained(text.as_bytes(), &catalog()).replies[0];
    assert_eq!(answer.permanent, Some(permanent));
}

/// A message with an empty sender goes back to nobody, and there is no person who could correct anything.
#[rstest]
#[case::postfix(
    "Nov 20 12:16:32 mx postfix/qmgr[1]: 4F2A250333: from=<>, size=3000, nrcpt=1 (queue active)\nNov 20 12:16:33 mx postfix/smtp[2]: 4F2A250333: to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command))",
    Some(Fate::Dropped)
)]
#[case::exim(
    "2026-11-20 12:00:00 1rTd2x-000abc-1A <= <> R=1rTd2x-000abc-0A U=mail P=local S=3000\n2026-11-20 12:00:01 1rTd2x-000abc-1A ** bob@example.net R=dnslookup T=remote_smtp: SMTP error from remote mail server after RCPT TO:<bob@example.net>: host mx.example.net [192.0.2.1]: 550 5.1.1 User unknown\n2026-11-20 12:00:01 1rTd2x-000abc-1A Frozen (delivery error message)",
    Some(Fate::Dropped)
)]
#[case::exim_in_one_line(
    "2026-11-20 12:00:01 1rTd2x-000abc-1A ** bob@example.net F=<> R=dnslookup T=remote_smtp: SMTP error from remote mail server after RCPT TO:<bob@example.net>: host mx.example.net [192.0.2.1]: 550 5.1.1 User unknown",
    Some(Fate::Dropped)
)]
#[case::still_tried(
    "Nov 20 12:16:32 mx postfix/qmgr[1]: 4F2A250333: from=<>, size=3000, nrcpt=1 (queue active)\nNov 20 12:16:33 mx postfix/smtp[2]: 4F2A250333: to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, dsn=4.2.2, status=deferred (host mx.example.net[192.0.2.1] said: 452 4.2.2 Mailbox full (in reply to RCPT TO command))",
    Some(Fate::Retried)
)]
#[case::another_message(
    "Nov 20 12:16:32 mx postfix/qmgr[1]: 4F2A250334: from=<>, size=3000, nrcpt=1 (queue active)\nNov 20 12:16:33 mx postfix/smtp[2]: 4F2A250333: to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command))",
    Some(Fate::Returned)
)]
fn what_has_no_sender_goes_back_to_nobody(#[case] log: &str, #[case] fate: Option<Fate>) {
    let catalog = catalog();
    let explanation_of = explained(log.as_bytes(), &catalog);
    let answer = &explanation_of.replies[0];
    assert_eq!(answer.message, fate, "{answer:?}");
    let shown = markdown(&explanation(&explanation_of, &catalog).blocks);
    let is_dropped = fate == Some(Fate::Dropped);
    assert_eq!(shown.contains("its sender is empty"), is_dropped, "{shown}");
    assert_eq!(shown.contains("forged senders"), is_dropped, "{shown}");
    let has_person = answer.who(&catalog) == Some(Actor::Sender);
    assert_eq!(has_person, !is_dropped, "{shown}");
}

/// At the door of a server an empty sender is a bounce that came for nobody, or a question of another server.
#[test]
fn a_refused_notice_goes_back_to_nobody() {
    let catalog = catalog();
    let log = "Nov 20 12:16:32 mx postfix/smtpd[2]: NOQUEUE: reject: RCPT from mail.example.org[192.0.2.22]: 550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown in virtual mailbox table; from=<> to=<bob@example.net> proto=ESMTP helo=<mail.example.org>";
    let explanation_of = explained(log.as_bytes(), &catalog);
    assert_eq!(explanation_of.replies[0].message, Some(Fate::Dropped));
    let shown = markdown(&explanation(&explanation_of, &catalog).blocks);
    assert!(
        shown.contains("somebody forges senders of this domain"),
        "{shown}"
    );
}

/// A question about an address has no message that could be delivered.
#[rstest]
#[case::a_question("deliverable", false)]
#[case::a_message("sent", true)]
fn a_question_about_an_address_is_no_delivery(#[case] status: &str, #[case] is_taken: bool) {
    let log = format!(
        "Nov 20 12:16:32 mx postfix/smtp[2]: 4F2A250333: to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, dsn=2.1.5, status={status} (250 2.1.5 Ok)"
    );
    let told = explained(log.as_bytes(), &catalog());
    assert_eq!(told.kind, Kind::Success);
    let is_accepted = told.message == Some(Fates::one(Fate::Accepted));
    assert_eq!(is_accepted, is_taken);
}

/// What a line of a log or a person says of the queue counts, whatever stands beside it.
#[rstest]
#[case::a_piece_of_a_line(
    "to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, dsn=4.2.0, status=deferred (host mx.example.net[192.0.2.1] said: 450 4.2.0 <bob@example.net>: Recipient address rejected: Greylisted (in reply to RCPT TO command))",
    Fate::Retried
)]
#[case::a_question(
    "This is the mail system at host mx.example.org.\n\nEnclosed is the mail delivery report that you requested.\n\n<bob@example.net>: host mx.example.net[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command)\n",
    Fate::NothingYet
)]
#[case::a_message_that_was_watched(
    "This is the mail system at host mx.example.org.\n\nEnclosed is the mail delivery report that you requested.\n\n<bob@example.net>: host mx.example.net[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command)\n\nFinal-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n",
    Fate::Returned
)]
#[case::in_words(
    "All our mails got stuck in the queue with 550 5.7.1 Relaying denied",
    Fate::Retried
)]
#[case::a_refused_recipient(
    "SMTP error after RCPT TO:<bob@example.net>: 554 5.7.1 no thanks",
    Fate::Returned
)]
fn what_is_said_of_the_queue_counts(#[case] text: &str, #[case] fate: Fate) {
    let answer = &explained(text.as_bytes(), &catalog()).replies[0];
    assert_eq!(answer.message, Some(fate), "{answer:?}");
}

/// A code that asks to wait does not make a lasting setting pass.
#[rstest]
#[case::too_big("452 4.3.4 Message size exceeds fixed limit", true)]
#[case::a_list_that_is_sent_in_parts("452 4.5.3 Too many recipients", false)]
#[case::a_name_that_is_looked_up_again(
    "451 4.1.8 Client IP address 198.51.100.7 does not resolve",
    false
)]
#[case::a_first_contact("450 4.2.0 Greylisted, try again later", false)]
fn what_waiting_does_not_cure_says_so(#[case] text: &str, #[case] needs_change: bool) {
    let catalog = catalog();
    let shown = markdown(&explanation(&explained(text.as_bytes(), &catalog), &catalog).blocks);
    assert_eq!(
        shown.contains("Only after something is changed"),
        needs_change,
        "{shown}"
    );
}
