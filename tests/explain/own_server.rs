//! What a server tells of its own doing: what its programs left in a transcript, what its tables return, what it refused, by which list.

use rstest::rstest;
use smtpref::explain::{Answer, Confidence, Origin, Verdict};
use smtpref_catalog::{Actor, EnhancedClass, Scene, Slug};

use super::wholes::answers;
use super::{catalog, explained};

fn read(text: &str) -> Vec<String> {
    answers(&explained(text.as_bytes(), &catalog()))
}

fn first(text: &str) -> Answer {
    let explanation = explained(text.as_bytes(), &catalog());
    explanation.replies.into_iter().next().unwrap()
}

/// A notice of Sendmail about a program of `jim`, with the lines of its transcript.
fn of_sendmail(transcript: &str) -> String {
    format!(
        "   ----- The following addresses had permanent fatal errors -----\n\"|/usr/local/bin/sorter jim\"\n    (reason: it failed)\n    (expanded from: <jim>)\n\n   ----- Transcript of session follows -----\n{transcript}\n"
    )
}

#[rstest]
#[case::smrsh(
    "smrsh: \"vacation\" not available for sendmail programs (stat failed)\n554 5.0.0 Service unavailable",
    "jim 554 5.0.0 system-error"
)]
#[case::a_full_mailbox(
    "procmail: Couldn't create \"/var/mail/jim\"\nprocmail: Quota exceeded while writing \"/var/mail/jim\"\n550 5.0.0 \"|/usr/local/bin/sorter jim\"... Can't create output",
    "jim 550 5.0.0 mailbox-full"
)]
#[case::a_number_of_the_program(
    "sorter: maildir over quota.\n554 5.3.0 unknown mailer error 77",
    "jim 554 5.3.0 mailbox-full"
)]
#[case::nothing_known_above(
    "sorter: xyzzy\n554 5.3.0 unknown mailer error 77",
    "jim 554 5.3.0 system-error"
)]
fn a_program_above_the_closing_words_tells_why(#[case] transcript: &str, #[case] expected: &str) {
    assert_eq!(read(&of_sendmail(transcript)), [expected]);
}

/// What a process of Postfix that asks nobody says of `bob`.
fn of_table(process: &str, rest: &str) -> String {
    format!(
        "Jan 20 09:07:00 mx {process}[20]: 4F2A250333: to=<bob@example.net>, relay=none, delay=0, {rest}"
    )
}

#[rstest]
#[case::returned(
    of_table(
        "postfix/error",
        "dsn=5.1.0, status=bounced (example.net is blocked by us)"
    ),
    "policy",
    true
)]
#[case::kept(
    of_table(
        "postfix/retry",
        "dsn=4.0.0, status=deferred (held back until the move is over)"
    ),
    "policy",
    false
)]
#[case::of_another_instance(
    of_table(
        "postfix-out/error",
        "dsn=5.0.0, status=bounced (no mail to this spam house)"
    ),
    "policy",
    true
)]
#[case::whom_the_table_calls_unknown(
    of_table("postfix/error", "dsn=5.1.1, status=bounced (User unknown)"),
    "user-unknown",
    true
)]
#[case::what_postfix_remembers(
    of_table(
        "postfix/error",
        "dsn=4.4.1, status=deferred (delivery temporarily suspended: connect to mx.example.net[192.0.2.5]:25: Connection timed out)"
    ),
    "network-error",
    false
)]
fn a_table_of_the_server_speaks(
    #[case] line: String,
    #[case] cause: &str,
    #[case] permanent: bool,
) {
    let answer = first(&line);
    assert_eq!(answer.cause.unwrap().as_str(), cause);
    assert_eq!(answer.permanent, Some(permanent));
    assert_eq!(answer.origin, Some(Origin::Own));
}

/// Whoever set the entry can take it out again, and nobody else.
#[test]
fn the_operator_of_the_table_acts() {
    let catalog = catalog();
    let answer = first(&of_table(
        "postfix/error",
        "dsn=5.1.0, status=bounced (example.net is blocked by us)",
    ));
    let advice = answer.steps(&catalog);
    let who: Vec<Actor> = advice.iter().map(|advice| advice.who).collect();
    assert_eq!(who, [Actor::SendingServer]);
    assert!(advice[0].steps[0].contains("postmap -q"));
}

#[rstest]
#[case::postfix_pipe(
    "Jan 14 10:30:00 mx postfix/pipe[70]: 4F2A250333: to=<bob@example.net>, relay=mailman, delay=0.2, dsn=4.3.0, status=deferred (temporary failure. Command output: xyzzy)",
    Scene::Inside
)]
#[case::postfix_virtual(
    "Jan 14 10:30:00 mx postfix/virtual[72]: 4F2A250333: to=<bob@example.net>, relay=virtual, delay=0.2, dsn=5.1.1, status=bounced (unknown user: \"bob@example.net\")",
    Scene::Inside
)]
#[case::exim_into_a_mailbox(
    "2026-01-14 10:31:00 1tYbbb-0001Ag-1G == bob@example.net R=local_user T=local_delivery defer (-22): mailbox is full",
    Scene::Inside
)]
#[case::exim_by_a_router(
    "2026-01-14 10:31:00 1tYbbb-0001Ag-1G ** bob@example.net R=virtual_aliases: No Such User Here",
    Scene::Inside
)]
#[case::exim_to_another_server(
    "2026-01-14 10:31:00 1tYbbb-0001Ag-1G == bob@example.net R=dnslookup T=remote_smtp defer (110): Connection timed out",
    Scene::Delivery
)]
#[case::exim_that_looks_a_domain_up(
    "2026-01-14 10:31:00 1tYbbb-0001Ag-1G == bob@example.net R=dnslookup defer (-1): host lookup did not complete",
    Scene::Delivery
)]
#[case::a_warning_of_smtpd(
    "Jan 14 10:30:00 mx postfix/smtpd[78]: warning: TLS library problem: error:0A000418:SSL routines::tlsv1 alert unknown ca:ssl/record/rec_layer_s3.c:1605:SSL alert number 48:",
    Scene::Refusal
)]
fn what_delivers_at_the_server_itself_is_of_the_own_side(
    #[case] line: &str,
    #[case] expected: Scene,
) {
    assert_eq!(first(line).scene, Some(expected));
}

/// A form that is known rules other software out.
#[rstest]
#[case::a_queue_of_exchange(
    "Identity         DeliveryType Status MessageCount NextHopDomain LastError\n--------         ------------ ------ ------------ ------------- ---------\nEX02\\5           DnsConnec... Retry  3            far.example   [{LED=421 4.4.1 Connection timed out};{MSG=};{FQDN=};{IP=};{LRT=}]\n"
)]
#[case::a_notice_of_courier(
    "This is a delivery status notification from mx.example.org,\nrunning the Courier mail server, version 1.0.\n\nYour message cannot be delivered to the following recipients:\n\n<bob@example.net>:\n  Connection timed out\n"
)]
#[case::a_notice_of_software_without_steps(
    "From: Postmaster@mx.example.org\nSubject: Delivery Failure\n\n----- Failed Recipients -----\nbob@example.net [SMTP]; Error=[22], Message=[The domain could not be found in DNS]\n\nMailEnable: Message could not be delivered to some recipients.\n"
)]
fn no_step_of_the_sending_server_names_postfix(#[case] text: &str) {
    let catalog = catalog();
    let advice = first(text).steps(&catalog);
    let mut steps = advice
        .iter()
        .filter(|advice| advice.who == Actor::SendingServer)
        .flat_map(|advice| &advice.steps);
    assert!(!advice.is_empty());
    assert!(steps.all(|step| !step.contains("Postfix")));
}

/// What Exim refused to a client.
fn of_exim(rest: &str) -> String {
    format!("2026-01-15 08:19:01 H=mail.example.org [192.0.2.12]:44110 F=<ann@example.org> {rest}")
}

#[rstest]
#[case::for_now("temporarily rejected after DATA", None, EnhancedClass::Transient)]
#[case::for_good(
    "rejected RCPT <bob@example.net>: xyzzy plugh",
    None,
    EnhancedClass::Permanent
)]
#[case::for_a_list(
    "rejected RCPT <bob@example.net>: 192.0.2.12 is in an RBL",
    Some("blocklisted"),
    EnhancedClass::Permanent
)]
#[case::of_a_first_contact(
    "temporarily rejected RCPT <bob@example.net>: greylisted, come back later",
    Some("greylisted"),
    EnhancedClass::Transient
)]
fn a_refusal_of_exim_has_a_class_and_a_reason(
    #[case] rest: &str,
    #[case] cause: Option<&str>,
    #[case] class: EnhancedClass,
) {
    let answer = first(&of_exim(rest));
    assert_eq!(answer.cause.map(Slug::as_str), cause);
    assert_eq!(answer.class, Some(class));
}

/// What a line before it says of a program that is down is why Exim put a message off.
#[test]
fn the_line_before_a_refusal_of_exim_tells_why() {
    let refusal = of_exim("temporarily rejected after DATA");
    let answer = first(&format!(
        "2026-01-15 08:19:01 1tYaag-0001Ag-1G spam acl condition: warning - spamd connection to [127.0.0.1]:783 failed: Connection refused\n{}",
        refusal.replace(" H=", " 1tYaag-0001Ag-1G H=")
    ));
    assert_eq!(answer.cause.map(Slug::as_str), Some("system-error"));
    assert_eq!(answer.class, Some(EnhancedClass::Transient));
}

/// A list may be named as people call it.
#[rstest]
#[case::a_list(
    "550 5.7.1 Service unavailable; client [192.0.2.1] blocked using Barracuda",
    Some("Barracuda")
)]
#[case::with_an_article(
    "554 5.7.1 192.0.2.1 is listed by the Cloudmark reputation list, blocked",
    Some("Cloudmark")
)]
#[case::a_domain("554 5.7.1 blocked using bl.spamcop.net", Some("SpamCop"))]
fn a_list_is_known_by_its_name(#[case] text: &str, #[case] expected: Option<&str>) {
    let list = first(text).blocklist;
    assert_eq!(list.map(|list| list.name), expected);
}

/// The verbs of a line are those of every line.
#[test]
fn the_frame_of_a_line_hints_at_nothing() {
    let answer = first(
        "2026-01-15 08:19:01 1tYaag-0001Ag-1G == bob@example.net R=dnslookup T=remote_smtp defer (0): 1 recipient deferred",
    );
    assert_eq!((answer.cause, answer.confidence), (None, Confidence::None));
}

/// A Sendmail that asked itself says nothing of the mailbox.
#[rstest]
#[case::itself("[127.0.0.1]", Verdict::Unknown)]
#[case::another("mx.example.com.", Verdict::Gone)]
fn who_asks_itself_knows_nothing_of_the_mailbox(#[case] host: &str, #[case] expected: Verdict) {
    let text = format!(
        "   ----- The following addresses had permanent fatal errors -----\n<bob@example.com>\n    (reason: 550 5.1.1 <bob@example.com>... User unknown)\n\n   ----- Transcript of session follows -----\n... while talking to {host}:\n>>> RCPT To:<bob@example.com>\n<<< 550 5.1.1 <bob@example.com>... User unknown\n"
    );
    let answer = &explained(text.as_bytes(), &catalog()).replies[0];
    assert_eq!(answer.address, expected);
}
