//! A reply of two codes is one event: stage and connection are those of its reply code, and its steps fit what it reports.

use rstest::rstest;
use smtpref::lookup::{Fact, FactName, Lookup, PerClass, Record, Who, parse_lookups};
use smtpref_catalog::{
    Actor, Catalog, Code, Command, Commands, Connection, EnhancedClass, EnhancedCode, Finality,
    Fix, ReplyCode,
};

use super::{Findings, catalog, listed};

fn record<'c>(text: &str, catalog: &'c Catalog) -> Record<'c> {
    Record::of(parse_lookups(text).unwrap()[0], catalog)
}

fn connection(record: &Record<'_>, catalog: &Catalog) -> Option<Connection> {
    match record.fact(FactName::Connection, catalog) {
        Some(Fact::Connection(connection)) => Some(connection),
        _ => None,
    }
}

fn finality(record: &Record<'_>) -> Finality {
    record.outcome.decided().unwrap().finality
}

/// Every code in each of its classes, every reply that a page lists, and every code behind reply codes that contradict it.
fn with_class(catalog: &Catalog) -> Vec<Lookup> {
    let mut all = listed(catalog);
    for entry in catalog.entries() {
        let Code::Enhanced(code) = entry.code else {
            continue;
        };
        for &class in &entry.classes {
            let code = code.with_class(Some(class));
            all.push(Lookup::new(Code::Enhanced(code)));
            all.extend([250, 354, 450, 550].map(|reply| {
                let reply = ReplyCode::new(reply).unwrap();
                Lookup::reply(reply, code)
            }));
        }
    }
    all
}

#[test]
fn a_reply_answers_what_its_reply_code_answers_and_leaves_the_connection_as_that_does() {
    let catalog = catalog();
    let mut findings = Findings::default();
    for lookup in listed(&catalog) {
        let both = Record::of(lookup, &catalog);
        let reply = Record::of(Code::Reply(lookup.reply.unwrap()).into(), &catalog);
        let (stages, of_reply) = (both.stages().unwrap(), reply.stages().unwrap());
        if of_reply.in_common(stages) != stages {
            findings.note(lookup, "stage", "wider than that of its reply code");
        }
        let [one, other] = [&both, &reply].map(|record| connection(record, &catalog));
        // What only a greeting ends stays open within a session.
        let within = other == Some(Connection::MayClose)
            && one == Some(Connection::StaysOpen)
            && !stages.answer(Command::Connect);
        let in_report = one == Some(Connection::None) && stages.is_empty();
        if one != other && !within && !in_report {
            findings.note(lookup, "connection", format!("{one:?}, not {other:?}"));
        }
    }
    findings.finish();
}

#[rstest]
#[case::ends_every_session("421 4.2.0", Connection::Closes)]
#[case::goodbye("221 2.0.0", Connection::Closes)]
#[case::within_a_session("554 5.6.0", Connection::StaysOpen)]
#[case::in_place_of_a_greeting("554 5.7.1", Connection::MayClose)]
#[case::a_login("535 5.7.1", Connection::StaysOpen)]
#[case::in_no_session("426 4.0.0", Connection::None)]
#[case::of_reports_alone("400 4.4.7", Connection::None)]
#[case::not_registered_behind_one_that_is("421 4.7.999", Connection::Closes)]
fn the_reply_code_decides_on_the_connection(#[case] text: &str, #[case] becomes: Connection) {
    let catalog = catalog();
    assert_eq!(connection(&record(text, &catalog), &catalog), Some(becomes));
}

/// A code that is not registered is met where the reply code before it is.
#[test]
fn an_unknown_code_is_met_at_the_stages_of_its_reply_code() {
    let catalog = catalog();
    let stages = |text| record(text, &catalog).stages();
    assert_eq!(stages("535 5.1.99"), stages("535"));
    assert_eq!(stages("5.1.99"), None);
}

/// What goes wrong has steps that mend it, and a success has only what to look at, whatever else its page serves.
#[test]
fn steps_fit_what_a_code_reports() {
    let catalog = catalog();
    let mut findings = Findings::default();
    let mut met = [0; 2];
    for lookup in with_class(&catalog) {
        let record = Record::of(lookup, &catalog);
        let steps = record.steps(&catalog);
        let classes = &record.entry().unwrap().classes;
        let before = lookup.reply.and_then(|reply| catalog.find(reply.into()));
        let of_reply = before.map_or(&[][..], |id| &catalog.page(id).fix);
        if *steps == *of_reply && !steps.is_empty() {
            continue;
        }
        let looks = |fix: &Fix| fix.who == Actor::Check;
        match finality(&record) {
            Finality::Success | Finality::Intermediate => {
                met[0] += 1;
                let all = classes[..] == [EnhancedClass::Success];
                if !all && !steps.iter().all(looks) {
                    findings.note(lookup, "steps", "a success is repaired");
                }
            }
            _ => {
                met[1] += 1;
                if classes.contains(&EnhancedClass::Success) && steps.iter().any(looks) {
                    findings.note(lookup, "steps", "a failure is told what to look at");
                }
                if steps.is_empty() && record.unusual_class().is_none() {
                    findings.note(lookup, "steps", "there is none");
                }
            }
        }
    }
    assert!(met.iter().all(|&met| met > 20), "{met:?}");
    findings.finish();
}

/// Whoever the facts name has the first of the steps below them.
#[test]
fn who_acts_first_has_the_first_step() {
    let catalog = catalog();
    let mut findings = Findings::default();
    for lookup in with_class(&catalog) {
        let record = Record::of(lookup, &catalog);
        let Some(Who::Acts(who)) = record.who(&catalog) else {
            continue;
        };
        let first = record.steps(&catalog)[0].who;
        if first != who {
            findings.note(lookup, "who acts", format!("{who:?}, not {first:?}"));
        }
    }
    findings.finish();
}

#[rstest]
#[case::receipt("2.6.0", None)]
#[case::receipt_behind_its_reply_code("250 2.6.0", Some("Look at `relay=`"))]
#[case::recipient_accepted("250 2.1.5", Some("Test a name that cannot exist"))]
#[case::delivered_with_losses("2.6.4", Some("Compare what the recipient sees"))]
#[case::refused_for_such_losses("5.6.4", Some("Lift the ban"))]
#[case::vague("554 5.6.0", Some("Find out at which point it came"))]
#[case::without_a_subject("451 4.0.0", Some("Read the log line of that session"))]
#[case::success_before_a_failure("250 5.1.1", Some("Look at `relay=`"))]
#[case::failure_before_a_success("550 2.1.5", Some("Read the words after the number"))]
#[case::refusal_before_a_delay("550 4.6.4", Some("Lift the ban"))]
fn the_first_step(#[case] text: &str, #[case] begins: Option<&str>) {
    let catalog = catalog();
    let record = record(text, &catalog);
    let steps = record.steps(&catalog);
    let first = steps.first().map(|fix| fix.steps[0].text);
    match (first, begins) {
        (Some(first), Some(begins)) => assert!(first.starts_with(begins), "{first}"),
        (first, begins) => assert_eq!(first, begins),
    }
}

/// The steps of the subject follow the one of the reply code, each group of them once.
#[test]
fn the_first_step_of_a_reply_code_leads_those_of_a_vague_code() {
    let catalog = catalog();
    let (vague, alone) = (record("554 5.6.0", &catalog), record("5.6.0", &catalog));
    let steps = |record: &Record<'_>| -> Vec<&'static str> {
        let steps = record.steps(&catalog);
        let mut texts: Vec<&str> = (steps.iter().flat_map(|fix| &fix.steps))
            .map(|step| step.text)
            .collect();
        texts.sort_unstable();
        texts
    };
    let mut expected = steps(&alone);
    expected.push(record("554", &catalog).steps(&catalog)[0].steps[0].text);
    expected.sort_unstable();
    assert_eq!(steps(&vague), expected);
    assert_eq!(vague.steps(&catalog).len(), 3);
}

/// Where both codes contradict each other the client believes the reply code, and so does what the page says of the class.
#[rstest]
#[case::the_other_failure("550 4.2.2", "5.2.2")]
#[case::the_other_way_round("452 5.2.2", "4.2.2")]
fn what_is_said_of_the_class_is_that_of_the_reply_code(#[case] text: &str, #[case] as_of: &str) {
    let catalog = catalog();
    let said = record(text, &catalog).in_class();
    assert!(said.is_some());
    assert_eq!(said, record(as_of, &catalog).in_class());
    assert_eq!(record("250 5.1.1", &catalog).in_class(), None);
}

/// A subject speaks of those classes alone that its codes have.
#[test]
fn a_subject_has_the_classes_of_its_codes() {
    let catalog = catalog();
    let mut fewer = 0;
    for entry in catalog.entries() {
        let Code::Subject(subject) = entry.code else {
            continue;
        };
        let mut of_codes = Vec::new();
        for other in catalog.entries() {
            let of_subject = other.code.enhanced().map(EnhancedCode::subject);
            if of_subject == Some(subject) {
                of_codes.extend(other.classes.iter().copied());
            }
        }
        of_codes.sort_unstable();
        of_codes.dedup();
        fewer += EnhancedClass::ALL.len() - of_codes.len();
        let fact = Record::of(entry.code.into(), &catalog).fact(FactName::Finality, &catalog);
        let Some(Fact::Finality(PerClass::Each(each))) = fact else {
            panic!("{}: {fact:?}", entry.code);
        };
        let told: Vec<EnhancedClass> = each.iter().map(|(class, _)| *class).collect();
        assert_eq!(told, of_codes, "{}", entry.code);
    }
    assert!(fewer > 0, "each subject has codes of all classes");
}

/// Two codes that share no stage are met at those of the reply code.
#[test]
fn a_reply_that_is_sent_has_a_stage() {
    let catalog = catalog();
    for lookup in listed(&catalog) {
        let reply = Record::of(Code::Reply(lookup.reply.unwrap()).into(), &catalog);
        let is_empty = |record: &Record<'_>| record.stages().is_none_or(Commands::is_empty);
        let [both, lone] =
            [lookup, Lookup::new(lookup.code)].map(|lookup| Record::of(lookup, &catalog));
        let in_none = is_empty(&reply) || is_empty(&lone);
        assert_eq!(is_empty(&both), in_none, "{lookup}");
    }
}
