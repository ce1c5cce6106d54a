//! What replies mean for the message: a reply code and the enhanced status codes that go with it never tell two stories of one event.

#[path = "shared/findings.rs"]
mod findings;
#[path = "shared/listed.rs"]
mod listed;
#[path = "outcomes/replies.rs"]
mod replies;

use findings::Findings;
use listed::listed;
use rstest::rstest;
use smtpref::lookup::wording::{self, does};
use smtpref::lookup::{
    Fact, FactName, Lookup, PerClass, Record, parse_lookups_and_names, unregistered,
};
use smtpref_catalog::{Catalog, Code, Command, EnhancedClass, Fate, Fates, Finality};

fn catalog() -> Catalog {
    smtpref::shipped::catalog().unwrap()
}

fn message(lookup: Lookup, catalog: &Catalog) -> Fates {
    let decided = Record::of(lookup, catalog).outcome.decided();
    decided.map_or(Fates::NONE, |decided| decided.message)
}

fn words(fates: Fates) -> String {
    let words: Vec<&str> = fates.iter().map(Fate::word).collect();
    words.join(", ")
}

#[test]
fn the_halves_of_a_reply_tell_one_story() {
    let catalog = catalog();
    let listed = listed(&catalog);
    assert!(listed.len() > 200, "only {} replies", listed.len());
    let mut findings = Findings::default();
    for lookup in listed {
        let both = message(lookup, &catalog);
        let alone = message(lookup.code.into(), &catalog);
        // A question beside a transaction decides nothing, whatever the code means elsewhere; a code of reports alone tells of the past.
        let decides = both.only() != Some(Fate::NothingYet);
        // ATRN asks for mail and sends none.
        let reply = catalog.find(lookup.reply.unwrap().into()).unwrap();
        let mut commands = catalog.entry(reply).commands.iter();
        let in_session = commands.any(|command| command != Command::Atrn);
        if both.is_empty() || (decides && in_session && !both.are_among(alone)) {
            findings.note(
                lookup,
                "message",
                format!(
                    "the reply: {}; {} alone: {}",
                    words(both),
                    lookup.code,
                    words(alone)
                ),
            );
        }
        // A refusal of a message as a whole: both pages speak of the same one.
        let reply = message(Code::Reply(lookup.reply.unwrap()).into(), &catalog);
        if let (Some(one), Some(other)) = (reply.only(), alone.only())
            && one != other
            && both.only() != Some(other)
            && decides
            && in_session
        {
            findings.note(
                lookup,
                "message",
                format!("{} or {}", one.word(), other.word()),
            );
        }
    }
    findings.finish();
}

#[rstest]
#[case::login("235 2.7.0", &[Fate::NothingYet])]
#[case::login_needed("530 5.7.0", &[Fate::Returned, Fate::NotSent])]
#[case::encryption_needed("523", &[Fate::Returned, Fate::NotSent])]
#[case::wrong_password("535 5.7.8", &[Fate::NotSent])]
#[case::login_as_a_cause("login-failed", &[Fate::NotSent])]
#[case::never_tried("suppressed", &[Fate::NotSent])]
#[case::never_tried_by_a_service("sendgrid/dropped-unsubscribed", &[Fate::NotSent])]
#[case::login_refused_by_a_service("brevo/ip-not-authorised", &[Fate::NotSent])]
#[case::message_refused_by_a_service("postmark/attachment-type", &[Fate::Returned])]
#[case::refused_by_a_relay("mailchannels/uns", &[Fate::Returned])]
#[case::refused_at_login_or_message("534", &[Fate::Returned, Fate::NotSent])]
#[case::encryption_needed_enhanced("5.7.10", &[Fate::Returned, Fate::NotSent])]
#[case::goodbye("221 2.0.0", &[Fate::NothingYet])]
#[case::forwarded("251", &[Fate::Step])]
#[case::recipient_valid("2.1.5", &[Fate::Step])]
#[case::recipient_accepted("250 2.1.5", &[Fate::Step])]
#[case::queued("250 2.6.0", &[Fate::Accepted])]
#[case::any_step("250", &[Fate::Accepted, Fate::Step, Fate::NothingYet])]
#[case::refused("550 5.1.1", &[Fate::Returned])]
#[case::question("553 5.6.10", &[Fate::NothingYet])]
#[case::queue_gave_up("4.4.7", &[Fate::Retried, Fate::Returned])]
#[case::queue_gave_up_for_good("5.4.7", &[Fate::Returned])]
#[case::reply_code_decides("550 4.2.2", &[Fate::Returned])]
#[case::unregistered("599", &[Fate::Returned])]
#[case::policy_success("2.7.0", &[Fate::NothingYet])]
#[case::inner_codes_decide("558", &[Fate::NothingYet])]
#[case::of_a_provider_for_good("5.4.316", &[Fate::Returned])]
#[case::of_a_provider_for_now("4.4.316", &[Fate::Retried])]
#[case::of_a_provider_behind_its_code("550 5.4.316", &[Fate::Returned])]
#[case::security_for_now("4.7.0", &[Fate::NothingYet, Fate::Retried, Fate::NotSent])]
#[case::closed_for_now("4.3.2", &[Fate::Retried])]
#[case::text_of_a_url_for_now("4.6.6", &[Fate::NotSent])]
#[case::text_of_a_url("554 5.6.6", &[Fate::NotSent])]
#[case::text_or_a_url("554 5.6.0", &[Fate::Returned])]
#[case::security("5.7.0", &[Fate::NothingYet, Fate::Returned, Fate::NotSent])]
fn what_becomes_of_the_message(#[case] text: &str, #[case] fates: &[Fate]) {
    let catalog = catalog();
    let lookup = parse_lookups_and_names(text, &catalog).unwrap()[0];
    let message = message(lookup, &catalog);
    assert_eq!(message.iter().collect::<Vec<_>>(), fates, "{text}");
}

/// A message that may have been refused before it was offered is not called returned: nobody looks for a bounce that never comes.
#[rstest]
#[case::for_good(
    "530",
    "Returned to the sender; not sent at all if it refused the login or TLS"
)]
#[case::for_now(
    "4.7.0",
    "Kept and retried by the sending server; not sent at all if it refused the login or TLS"
)]
#[case::given_up("4.4.7", "Kept and retried, or returned once the queue gives up")]
#[case::of_any_step(
    "250",
    "After the final dot the message is accepted, before it only the step"
)]
fn what_depends_on_the_command_is_said(#[case] text: &str, #[case] says: &str) {
    let catalog = catalog();
    let lookup = parse_lookups_and_names(text, &catalog).unwrap()[0];
    assert_eq!(wording::message(message(lookup, &catalog), false), says);
}

/// A receiver that lets one try again may have said it with either class; a queue that writes of its own delivery keeps the message.
#[rstest]
#[case::of_a_receiver("cox/cdrbl", None)]
#[case::of_a_receiver_for_good("sophos/spf", Some(Fate::Returned))]
#[case::of_a_queue("exim/connection-refused", Some(Fate::Retried))]
fn a_reply_without_a_number_decides_where_it_is_final(
    #[case] name: &str,
    #[case] fate: Option<Fate>,
) {
    let catalog = catalog();
    let lookup = parse_lookups_and_names(name, &catalog).unwrap()[0];
    let found = match Record::of(lookup, &catalog).fact(FactName::Message, &catalog) {
        Some(Fact::Message(PerClass::One(fates))) => fates.only(),
        Some(Fact::Message(PerClass::Each(classes))) => {
            let each: Vec<_> = classes.into_iter().map(|(_, fates)| fates.only()).collect();
            assert_eq!(each, [Some(Fate::Retried), Some(Fate::Returned)]);
            None
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(found, fate, "{name}");
}

/// RFC 5321 section 4.2: of a reply code that it does not know a client follows the first digit.
#[rstest]
#[case::success("299", "treat 299 as 250.")]
#[case::half_way("399", "treat 399 as 354 after DATA, as 334 after AUTH.")]
#[case::for_now("499", "treat 499 as 451, and try again later.")]
#[case::for_good("599", "treat 599 as 550 or 554, and return the message.")]
fn an_unknown_reply_code_is_treated_by_its_first_digit(#[case] code: &str, #[case] says: &str) {
    let described = unregistered::describe(code.parse().unwrap(), &catalog());
    let advice = described.advice.join("\n");
    assert!(advice.contains(says), "{advice}");
}

#[rstest]
#[case::failed_login("login-failed", &[Fate::NotSent])]
#[case::failed_login_at_a_server("postfix/sasl-failed", &[Fate::NotSent])]
#[case::failed_login_at_the_relay("postfix/sasl-no-mechanism", &[Fate::Retried])]
#[case::the_class_decides_all("mailbox-disabled", &[])]
#[case::codes_of_both_classes("mailbox-full", &[Fate::Retried, Fate::Returned])]
#[case::codes_of_both_classes_at_a_server("google/over-quota", &[Fate::Retried, Fate::Returned])]
#[case::reply_code_before_the_class("exchange/exchange-authentication", &[Fate::Retried, Fate::Returned])]
#[case::final_codes_alone("geo-blocked", &[Fate::Returned])]
fn what_becomes_of_the_message_of_a_situation(#[case] name: &str, #[case] fates: &[Fate]) {
    let catalog = catalog();
    let mut entries = catalog.entries();
    let entry = entries
        .find(|entry| entry.code.to_string() == name)
        .unwrap();
    let decided = Record::of(entry.code.into(), &catalog).outcome.decided();
    let told: Vec<Fate> = decided
        .iter()
        .flat_map(|decided| decided.message.iter())
        .collect();
    assert_eq!(told, fates, "{name}");
}

/// A page lists the reply codes of all its classes; of a code with its class only those of this class are told.
#[test]
fn what_usually_goes_with_a_code_has_its_class() {
    let catalog = catalog();
    let mut left_out = 0;
    for entry in catalog.entries() {
        let Code::Enhanced(code) = entry.code else {
            continue;
        };
        let all = Record::of(Lookup::new(entry.code), &catalog)
            .usual_with()
            .count();
        for &class in &entry.classes {
            let lookup = Lookup::new(Code::Enhanced(code.with_class(Some(class))));
            let usual: Vec<Code> = Record::of(lookup, &catalog).usual_with().collect();
            let fits = |code: &Code| {
                code.reply()
                    .is_none_or(|reply| reply.class().digit() == class.digit())
            };
            assert!(usual.iter().all(fits), "{lookup}: {usual:?}");
            left_out += all - usual.len();
        }
    }
    assert!(left_out > 0, "no page lists reply codes of two classes");
}

/// Two failures share the word; one has it for itself.
#[rstest]
#[case::one_failure(
    &[EnhancedClass::Success, EnhancedClass::Transient],
    "reports success or a temporary failure, by its class"
)]
#[case::two_failures(
    &[EnhancedClass::Transient, EnhancedClass::Permanent],
    "reports a temporary or a permanent failure, by its class"
)]
fn what_a_code_reports_by_its_class(#[case] classes: &[EnhancedClass], #[case] says: &str) {
    let of = |&class: &EnhancedClass| {
        let finality = match class {
            EnhancedClass::Success => Finality::Success,
            EnhancedClass::Transient => Finality::Temporary,
            EnhancedClass::Permanent => Finality::Permanent,
        };
        (class, finality)
    };
    assert_eq!(
        does(&PerClass::Each(classes.iter().map(of).collect()), false),
        says
    );
}

/// Where servers refuse logins for a cause as well as messages, there may be no message that anything becomes of.
#[test]
fn a_cause_of_refused_logins_too_does_not_say_that_every_message_was_refused() {
    let catalog = catalog();
    let mut met = 0;
    for id in catalog.ids() {
        let entry = catalog.entry(id);
        let Some(cause) = catalog.page(id).detail.cause() else {
            continue;
        };
        let mut stages = cause.send.iter().filter_map(|send| send.stage);
        if !stages.any(|stage| matches!(stage, Command::Auth | Command::Starttls)) {
            continue;
        }
        met += 1;
        let record = Record::of(Lookup::new(entry.code), &catalog);
        let Some(Fact::Message(message)) = record.fact(FactName::Message, &catalog) else {
            panic!("{}: nothing is said of the message", entry.code);
        };
        let all = match message {
            PerClass::One(fates) => vec![fates],
            PerClass::Each(each) => each.into_iter().map(|(_, fates)| fates).collect(),
        };
        let says_it = all.iter().all(|fates| fates.contain(Fate::NotSent));
        assert!(says_it, "{}: {all:?}", entry.code);
    }
    assert!(met > 2, "{met}");
}

/// A class may answer less than its code does: the stages told, and what becomes of the message, are those of the class.
#[rstest]
#[case::a_full_queue_of_a_tenant("4.7.3", "end-of-data, BDAT", &[Fate::Retried])]
#[case::a_login("4.7.12", "AUTH", &[Fate::NotSent])]
#[case::a_recipient_for_colleagues("5.7.12", "RCPT, end-of-data, BDAT", &[Fate::Returned])]
#[case::the_whole_code("X.7.12", "AUTH, RCPT, end-of-data, BDAT", &[])]
#[case::a_recipient_refused("5.4.1", "RCPT", &[Fate::Returned])]
#[case::a_login_by_its_reply_code("535 5.7.1", "AUTH", &[Fate::NotSent])]
#[case::a_login_that_succeeds("235 2.7.0", "AUTH", &[Fate::NothingYet])]
#[case::a_question_by_its_reply_code("252 2.1.5", "VRFY", &[Fate::NothingYet])]
#[case::a_goodbye("221 2.0.0", "QUIT", &[Fate::NothingYet])]
#[case::of_a_log_alone("426 4.0.0", "Not sent in a session", &[Fate::Returned])]
#[case::of_reports_alone("550 5.4.7", "Not sent in a session", &[Fate::Returned])]
#[case::of_no_common_stage("251 2.3.6", "RCPT, VRFY, ETRN", &[Fate::Step])]
#[case::nobody_answers("4.4.1", "connection, RCPT, BURL", &[Fate::Retried])]
fn the_class_decides_the_stage(#[case] code: &str, #[case] stages: &str, #[case] fates: &[Fate]) {
    let catalog = catalog();
    let lookup = parse_lookups_and_names(code, &catalog).unwrap()[0];
    let record = Record::of(lookup, &catalog);
    assert_eq!(wording::stages(record.stages().unwrap()), stages);
    let message = record.outcome.decided().map(|decided| decided.message);
    let message: Vec<Fate> = message.iter().flat_map(|fates| fates.iter()).collect();
    assert_eq!(message, fates);
}
