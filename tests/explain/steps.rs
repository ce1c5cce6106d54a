//! Whom the steps of an explanation speak to: the one who has the text before them, and the software that spoke.

use rstest::rstest;
use smtpref::document::{explanation as document, markdown};
use smtpref::explain::{Advice, Answer, Origin};
use smtpref_catalog::{Actor, Catalog, Code, EnhancedClass, Provider, ProviderKind, Slug};

use super::{catalog, explained};

/// Commands and names that nobody takes for those of other software.
const COMMANDS: [(&str, &[&str]); 7] = [
    (
        "postfix",
        &["Postfix", "`postmap ", "`postconf ", "`smtpd_", "main.cf"],
    ),
    (
        "exim",
        &["Exim", "`exim -", "`smtp_accept_max", "`recipients_max`"],
    ),
    ("dovecot", &["Dovecot", "`doveadm "]),
    (
        "sendmail",
        &["Sendmail", "`makemap", "`MaxRecipientsPerMessage`"],
    ),
    ("exchange", &["Exchange", "`Get-", "`Set-"]),
    ("cpanel", &["cPanel", "`whmapi1 "]),
    ("mailman", &["Mailman"]),
];

/// An answer of each provider to each cause and in each class, and what it says the steps are.
fn of_all(origin: Option<Origin>, mut each: impl FnMut(&Answer, &Provider, &Catalog)) {
    let catalog = catalog();
    let plain = explained(b"550 refused", &catalog).replies[0].clone();
    for provider in catalog.providers() {
        for code in catalog.codes().iter().copied() {
            let Code::Cause(cause) = code else { continue };
            for class in [EnhancedClass::Transient, EnhancedClass::Permanent] {
                let answer = Answer {
                    provider: Some(provider.code),
                    cause: Some(cause),
                    rule: None,
                    class: Some(class),
                    origin,
                    ..plain.clone()
                };
                each(&answer, provider, &catalog);
            }
        }
    }
}

/// The software of [`COMMANDS`] that a step names.
fn named(step: &str) -> impl Iterator<Item = Slug> {
    let has = |words: &[&str]| words.iter().any(|word| step.contains(word));
    let named = COMMANDS.iter().filter(move |(_, words)| has(words));
    named.map(|(code, _)| Slug::new(code).unwrap())
}

#[rstest]
#[case::of_a_bare_reply(None)]
#[case::of_the_recipients_server(Some(Origin::Remote))]
#[case::of_a_server_between(Some(Origin::Between))]
fn no_step_for_the_receiver_is_for_software_that_did_not_speak(#[case] origin: Option<Origin>) {
    of_all(origin, |answer, provider, catalog| {
        if provider.kind == ProviderKind::Blocklist {
            return;
        }
        let is_theirs = |code: &Slug| provider.code == *code || provider.runs.contains(code);
        for advice in answer.steps(catalog) {
            for step in advice
                .steps
                .iter()
                .filter(|_| advice.who == Actor::ReceivingServer)
            {
                let named: Vec<Slug> = named(step).collect();
                let fits = named.is_empty() || named.iter().any(is_theirs);
                assert!(fits, "{} in {:?}: {step}", provider.code, answer.cause);
            }
        }
    });
}

#[rstest]
fn what_is_done_at_a_service_comes_last_and_names_it() {
    of_all(Some(Origin::Remote), |answer, provider, catalog| {
        let steps = answer.steps(catalog);
        let is_service = matches!(provider.kind, ProviderKind::Receiver | ProviderKind::Filter);
        let place = steps
            .iter()
            .position(|one| one.who == Actor::ReceivingServer);
        if let Some(place) = place.filter(|_| is_service) {
            assert_eq!(place, steps.len() - 1, "{}", provider.code);
            assert_eq!(
                steps[place].customers_of,
                Some(provider),
                "{}",
                provider.code
            );
            assert!(
                provider.hosts_domains || provider.kind == ProviderKind::Filter,
                "nobody manages mail at {} for its users",
                provider.code
            );
        }
        assert!(!steps.is_empty(), "{} in {:?}", provider.code, answer.cause);
    });
}

/// Nobody who gets one of these manages the server that said it.
#[rstest]
#[case::a_mailbox_at_yahoo("552 1 Requested mail action aborted, mailbox not found (yahoo.com)")]
#[case::a_queue_at_gmail("451 4.3.0 Mail server temporarily rejected message. 4-20020a gsmtp")]
#[case::a_block_at_outlook(
    "host eur.olc.protection.outlook.com said: 550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150). (in reply to MAIL FROM command)"
)]
fn a_reply_of_a_mail_service_names_no_command_of_a_server(#[case] text: &str) {
    let catalog = catalog();
    let explanation = explained(text.as_bytes(), &catalog);
    let provider = explanation.replies[0]
        .provider
        .expect("a provider is known");
    for advice in explanation.replies[0].steps(&catalog) {
        let steps = advice
            .steps
            .iter()
            .filter(|_| advice.who == Actor::ReceivingServer);
        for step in steps {
            assert_eq!(named(step).count(), 0, "{provider}: {step}");
        }
    }
}

#[test]
fn whom_to_pass_it_on_to_is_told_above_the_steps() {
    let catalog = catalog();
    let text = b"host mx.google.com said: 550 5.7.1 gsmtp: the group does not take mail from you (in reply to RCPT TO command)";
    let mut explanation = explained(text, &catalog);
    explanation.replies[0].provider = Slug::new("google");
    explanation.replies[0].rule = None;
    explanation.replies[0].cause = Slug::new("user-unknown");
    let shown = markdown(&document(&explanation, &catalog).blocks);
    let told = "Only Google (Gmail, Workspace), or whoever manages that domain there, can do this";
    assert!(shown.contains(told), "{shown}");
}

/// A log of the reader's own Postfix: what they run is known, and so are the steps for it.
#[test]
fn a_server_that_writes_of_itself_gets_its_own_steps() {
    let catalog = catalog();
    let text = b"postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.1]: 554 5.7.1 <bob@example.net>: Relay access denied; from=<anna@example.org> to=<bob@example.net> proto=ESMTP helo=<mail>";
    let explanation = explained(text, &catalog);
    let steps = explanation.replies[0].steps(&catalog);
    let own = steps.iter().find(|one| one.who == Actor::ReceivingServer);
    assert!(own.is_some_and(|own| own.steps[0].contains("`virtual_mailbox_domains`")));
    assert_eq!(own.and_then(|own| own.customers_of), None);
}

/// A mailbox under a domain of the service has no administrator whom anybody could ask.
#[rstest]
#[case::of_a_customer("bob@example.com", true)]
#[case::of_the_service("bob@gmail.com", false)]
#[case::in_capitals("bob@GMAIL.COM", false)]
fn a_mailbox_of_the_service_itself_has_nobody_to_pass_it_on_to(
    #[case] recipient: &str,
    #[case] has_theirs: bool,
) {
    let catalog = catalog();
    let text = format!(
        "550-5.1.1 <{recipient}> The email account that you tried to reach does not exist. gsmtp"
    );
    let answer = &explained(text.as_bytes(), &catalog).replies[0];
    assert_eq!(answer.provider, Slug::new("google"), "{text}");
    let steps = answer.steps(&catalog);
    let is_theirs = |one: &Advice<'_>| one.who == Actor::ReceivingServer;
    assert_eq!(steps.iter().any(is_theirs), has_theirs);
    assert!(!steps.is_empty());
}

/// What a service reports of another server is not for its own customers.
#[test]
fn a_report_of_another_server_is_for_those_who_run_that() {
    let catalog = catalog();
    let text = b"550 5.4.316 Message expired, connection refused(Socket error code 10061)";
    let answer = &explained(text, &catalog).replies[0];
    assert_eq!(answer.provider, Slug::new("microsoft-365"));
    let steps = answer.steps(&catalog);
    let theirs = steps.iter().find(|one| one.who == Actor::ReceivingServer);
    let theirs = theirs.expect("the other server has to answer again");
    assert_eq!(theirs.customers_of, None);
}

/// What a queue delivers by itself is nothing that a sender repeats; what is refused for good is.
#[rstest]
#[case::a_surplus_that_waits("452 4.5.3 too many recipients", Actor::SendingServer)]
#[case::one_refused_for_good("550 5.5.3 too many recipients", Actor::Sender)]
fn a_cause_has_another_first_step_in_a_class(#[case] text: &str, #[case] who: Actor) {
    let catalog = catalog();
    let answer = &explained(text.as_bytes(), &catalog).replies[0];
    assert_eq!(answer.cause.map(Slug::as_str), Some("too-many-recipients"));
    assert_eq!(answer.who(&catalog), Some(who));
    assert_eq!(answer.steps(&catalog)[0].who, who);
}

/// A step for one code or one wording is left out where the text has another, and stays where it has none.
#[rstest]
#[case::another_code("550 5.7.1 refused", false)]
#[case::no_code("550 refused", true)]
fn a_step_for_another_code_is_left_out(#[case] text: &str, #[case] stays: bool) {
    let catalog = catalog();
    let plain = explained(text.as_bytes(), &catalog).replies[0].clone();
    let mut shown = 0;
    for code in catalog.codes().iter().copied() {
        let Code::Cause(cause) = code else { continue };
        let answer = Answer {
            cause: Some(cause),
            ..plain.clone()
        };
        let steps = answer.steps(&catalog);
        let all = steps.iter().flat_map(|advice| &advice.steps);
        shown += all
            .filter(|step| step.starts_with("If the reply is 5."))
            .count();
    }
    assert_eq!(shown > 0, stays, "{shown}");
}

#[rstest]
#[case::of_that_code("550 5.7.705 Access denied, tenant has exceeded threshold", true)]
#[case::of_another("550 5.7.708 Access denied, traffic not accepted from this IP", false)]
fn a_step_for_a_code_stays_with_it(#[case] text: &str, #[case] stays: bool) {
    let catalog = catalog();
    let plain = explained(text.as_bytes(), &catalog).replies[0].clone();
    let answer = Answer {
        rule: None,
        provider: None,
        cause: Slug::new("account-suspended"),
        ..plain
    };
    let steps = answer.steps(&catalog);
    let mut all = steps.iter().flat_map(|advice| &advice.steps);
    assert_eq!(all.any(|step| step.contains("5.7.705")), stays, "{steps:?}");
}

#[rstest]
#[case::thrown_away("Message discarded.", true)]
#[case::kept("Message will be reattempted later", false)]
fn a_step_for_some_words_is_for_those_who_have_them(#[case] end: &str, #[case] stays: bool) {
    let text = format!(
        "Domain example.org has exceeded the max defers and failures per hour (5/5 (100%)) allowed. {end}"
    );
    let catalog = catalog();
    let steps = explained(text.as_bytes(), &catalog).replies[0].steps(&catalog);
    let mut all = steps.iter().flat_map(|advice| &advice.steps);
    assert_eq!(
        all.any(|step| step.contains("`Message discarded`")),
        stays,
        "{steps:?}"
    );
}

#[rstest]
#[case::html(
    "550 5.7.1 Content-Policy reject msg: The message contains HTML subpart",
    true
)]
#[case::other("550 5.7.1 Message refused by the content policy", false)]
fn plain_text_is_advised_where_html_is_refused(#[case] text: &str, #[case] stays: bool) {
    let catalog = catalog();
    let answer = Answer {
        cause: Slug::new("content-rejected"),
        rule: None,
        provider: None,
        ..explained(text.as_bytes(), &catalog).replies[0].clone()
    };
    let steps = answer.steps(&catalog);
    let mut all = steps.iter().flat_map(|advice| &advice.steps);
    assert_eq!(
        all.any(|step| step.contains("plain text")),
        stays,
        "{steps:?}"
    );
}

/// Of the steps for several names those of the one that the text has, and all of them where it has none.
#[rstest]
#[case::one_of_them("451 DKIM signature invalid", &["DKIM"])]
#[case::two_of_them("550 5.7.1 SPF and DKIM failed", &["SPF", "DKIM"])]
#[case::none_of_them("550 5.7.26 Unauthenticated email is not accepted", &["SPF", "DKIM", "DMARC"])]
fn a_text_has_the_steps_of_what_it_names(#[case] reply: &str, #[case] expected: &[&str]) {
    let text = format!(
        "Jun  3 10:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, dsn=5.7.1, status=bounced (host mx.example.net[192.0.2.1] said: {reply} (in reply to end of DATA command))"
    );
    let catalog = catalog();
    let explanation = explained(text.as_bytes(), &catalog);
    let steps = explanation.replies[0].steps(&catalog);
    let all = steps.iter().flat_map(|advice| advice.steps.iter());
    let names: Vec<&str> = all
        .filter_map(|step| step.strip_prefix("If the text names ")?.split(',').next())
        .collect();
    assert_eq!(names, expected);
}
