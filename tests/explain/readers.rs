//! What an explanation says is true for the one who has this very text: a server that refused, a program that was refused, a sender in
//! doubt, the codes that stand there.

use rstest::rstest;
use smtpref::document::{explanation, markdown};
use smtpref_catalog::Code;

use super::{catalog, explained};

/// The explanation of a text as Markdown.
fn read(text: &str) -> String {
    let catalog = catalog();
    let explained = explained(text.as_bytes(), &catalog);
    markdown(&explanation(&explained, &catalog).blocks)
}

/// What an explanation says of a text, and what it must not say.
fn holds(text: &str, says: &[&str], says_not: &[&str]) {
    let shown = read(text);
    for words in says {
        assert!(shown.contains(words), "no {words:?} in:\n{shown}");
    }
    for words in says_not {
        assert!(!shown.contains(words), "{words:?} in:\n{shown}");
    }
}

/// A log of the server that refused is read by its own administrator, to whom neither the client nor the sender belongs.
#[rstest]
#[case::no_reverse_name(
    "450 4.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.1]"
)]
#[case::listed(
    "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.example.net"
)]
#[case::sender_domain("450 4.1.8 <anna@example.org>: Sender address rejected: Domain not found")]
#[case::country(
    "554 5.7.1 <mail.example.org[192.0.2.1]>: Client host rejected: your country is blocked here"
)]
fn the_one_who_refused_is_not_told_of_a_host_of_his_own(#[case] reply: &str) {
    let text = format!(
        "Jun  3 10:00:00 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from mail.example.org[192.0.2.1]: {reply}; from=<anna@example.org> to=<bob@example.net> proto=ESMTP helo=<mail.example.org>"
    );
    let shown = read(&text);
    let facts = shown.split("## What to do").next().unwrap_or_default();
    let facts: String = facts
        .lines()
        .filter(|line| !line.contains("Who acts"))
        .collect();
    for words in ["your own", "your IP", "your sending"] {
        assert!(!facts.contains(words), "{words:?} in:\n{facts}");
    }
}

/// A stranger who is let in by address could relay.
#[test]
fn nobody_is_told_to_trust_the_address_of_a_stranger() {
    holds(
        "postfix-mailcow-1  | Jun  3 10:00:00 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.1]: 450 4.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.1]; from=<anna@example.org> to=<bob@example.net> proto=ESMTP helo=<mail.example.org>",
        &[
            "**Who acts:** The operator of the server that wrote this log",
            "Keep strangers out of `mynetworks`",
        ],
        &[],
    );
}

/// A warning about a code is one about a code of this text.
#[rstest]
#[case::for_now(
    "450 4.1.8 <anna@example.org>: Sender address rejected: Domain not found",
    true
)]
#[case::for_good(
    "554 5.1.8 <anna@example.org>: Sender address rejected: Domain not found",
    false
)]
fn a_warning_is_about_the_codes_of_the_text(#[case] text: &str, #[case] is_told: bool) {
    let shown = read(text);
    let told = shown.contains("A 450 proves no passing fault");
    assert_eq!(told, is_told, "{shown}");
    // What it says of any code stays.
    assert!(shown.contains("www-data@localhost.localdomain"), "{shown}");
}

/// A whole warning goes where all of it is about a number that does not stand there.
#[test]
fn a_warning_about_another_number_is_left_out() {
    holds(
        "535 5.7.1 Please log in with your web browser and then try again. gsmtp",
        &["Log in with a browser first"],
        &["Beware", "X.7.14"],
    );
    holds(
        "534 5.7.14 Please log in via your web browser and then try again. gsmtp",
        &["**Beware.** X.7.14 is"],
        &[],
    );
}

/// Each provider's warning is told in full by the code that it is about, if the reply has only one.
#[test]
fn a_reply_of_one_code_keeps_its_whole_warning() {
    let catalog = catalog();
    let mut wrong = Vec::new();
    for id in catalog.ids() {
        let Some(reply) = catalog.page(id).detail.reply() else {
            continue;
        };
        let (Some(trap), [_]) = (reply.trap, &reply.codes[..]) else {
            continue;
        };
        let Code::ProviderReply(name) = catalog.entry(id).code else {
            continue;
        };
        for sample in &reply.samples {
            let explanation = explained(sample.as_bytes(), &catalog);
            let met = explanation.replies.iter().find(|answer| {
                answer.entry() == Some(Code::ProviderReply(name)) && answer.contradiction.is_none()
            });
            let told = met.map(|answer| answer.warning(&catalog).unwrap_or_default());
            if told.is_some_and(|told| told != trap) {
                wrong.push(format!("{name:?}: {sample}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A program that was refused has its message still: nobody keeps it, and nobody gives it back.
#[rstest]
#[case::node(
    "{ Error: Message failed: 550 Error reading data, max message size exceeded\n    at SMTPConnection._formatError (/srv/app/node_modules/smtp-connection/lib/smtp-connection.js:466:15)"
)]
#[case::ruby("Net::SMTPFatalError: 555 5.5.2 Syntax error. 4sm74508868qak.11 - gsmtp")]
#[case::php(
    "Swift_TransportException: Expected response code \"220\" but got code \"421\", with message \"421 4.7.0 mail.example.com Error: too many connections from 192.0.2.1\""
)]
#[case::web_mail("SMTP Error (552): Message size exceeds fixed maximum message size")]
fn what_a_program_could_not_hand_over_is_not_sent(#[case] text: &str) {
    holds(
        text,
        &["**Message:** **Not sent at all**"],
        &[
            "Returned to the sender",
            "Kept and retried",
            "goes on trying",
        ],
    );
}

/// The same reply in a bounce came back, and in the log of a queue it waits.
#[test]
fn what_a_server_has_taken_is_not_called_unsent() {
    let bounce = "Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.2.3\nDiagnostic-Code: smtp; 552 5.2.3 Message too big\n\nX-Mailer: PHPMailer 6.0\n";
    holds(bounce, &["Returned to the sender"], &["Not sent at all"]);
}

/// Words that contradict their code are no promise that a server acts on them.
#[rstest]
#[case::for_now_in_class_5("550 5.7.1 Exceed Sending Limit (daily)", "only a new copy can arrive")]
#[case::for_good_in_class_4(
    "450 your login was turned down for ever",
    "a mail server tries all the same"
)]
fn words_against_a_code_say_what_a_server_does(#[case] text: &str, #[case] says: &str) {
    holds(text, &["judged by single words", says], &[]);
}

/// The other server spoke, though the one that wrote the line gave up.
#[test]
fn what_exim_quotes_is_of_the_other_server() {
    holds(
        "SMTP error from remote mail server after initial connection: host mx.example.net [192.0.2.1]: 421 4.7.0 [TS01] Messages from 192.0.2.9 temporarily deferred due to user complaints: retry timeout exceeded",
        &["Yahoo and AOL: the recipient's server"],
        &["the server that wrote this log or bounce"],
    );
}

/// Nobody strikes an address whose verdict is a doubt.
#[rstest]
#[case::unknown("550 5.1.0 Address rejected")]
#[case::moved("551 somebody has left, maybe to another office")]
fn in_doubt_an_address_is_kept(#[case] text: &str) {
    holds(
        text,
        &["**Address:** **Unknown.**"],
        &["Suppress the old address,", "whatever the number"],
    );
}
