//! A summary of many failures: what makes them one group, how many people they are about, in what span of time, and what is kept of each.

use rstest::rstest;
use smtpref::explain::{Decider, Distinct, Summary};
use smtpref_catalog::Catalog;

use super::catalog;

/// A line of Postfix with a reply.
fn line(time: &str, to: &str, reply: &str) -> String {
    format!(
        "{time} mail postfix/smtp[1]: 4F2A250333: to=<{to}>, relay=mx.test[192.0.2.1]:25, status=bounced (host mx.test[192.0.2.1] said: {reply} (in reply to RCPT TO command))"
    )
}

fn summary_of(lines: &[String], catalog: &Catalog) -> Summary {
    let mut summary = Summary::default();
    for line in lines {
        summary.add_line(line.as_bytes(), catalog);
    }
    summary
}

const NOON: &str = "Jun  3 12:00:00";

#[test]
fn the_same_failure_is_one_group() {
    let lines = [
        line(NOON, "bob@example.net", "550 5.1.1 User unknown"),
        line(NOON, "carol@example.net", "550 5.1.1 User unknown"),
        line(NOON, "BOB@example.net", "550 5.1.1 User unknown"),
        line(NOON, "bob@example.net", "552 5.2.2 Mailbox full"),
    ];
    let summary = summary_of(&lines, &catalog());
    let groups = summary.groups();
    let all: Vec<_> = groups
        .iter()
        .map(|(key, group)| {
            let cause = key.cause.unwrap().to_string();
            (cause, group.attempts, group.recipients.count())
        })
        .collect();
    let expected = [("user-unknown".into(), 3, 2), ("mailbox-full".into(), 1, 1)];
    assert_eq!(all, expected);
    assert_eq!((summary.lines, summary.texts, summary.attempts), (4, 0, 4));
    assert_eq!(summary.recipients.count(), 2);
}

/// The groups of equal size have an order of their own, whatever came first.
#[test]
fn the_order_of_groups_is_fixed() {
    let mut lines = vec![
        line(NOON, "bob@example.net", "552 5.2.2 Mailbox full"),
        line(NOON, "bob@example.net", "550 5.1.1 User unknown"),
        line(NOON, "bob@example.net", "550 5.7.1 Relaying denied"),
    ];
    let order = |lines: &[String]| {
        let summary = summary_of(lines, &catalog());
        let groups = summary.groups();
        groups.iter().map(|(key, _)| **key).collect::<Vec<_>>()
    };
    let first = order(&lines);
    lines.reverse();
    assert_eq!(order(&lines), first);
    assert!(first.is_sorted());
}

#[rstest]
#[case::a_list(
    "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org",
    Decider::Blocklist("Spamhaus")
)]
#[case::nobody_known("550 5.1.1 User unknown", Decider::Other)]
fn a_reply_tells_who_decided(#[case] reply: &str, #[case] expected: Decider) {
    let summary = summary_of(&[line(NOON, "bob@example.net", reply)], &catalog());
    assert_eq!(summary.groups()[0].0.decider, expected);
}

#[test]
fn the_own_server_decides_in_its_log_and_not_in_a_bounce() {
    let own = "Jun  3 12:00:00 mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, relay=none, dsn=5.1.1, status=bounced (unknown user: bob)";
    let summary = summary_of(&[own.to_owned()], &catalog());
    assert_eq!(summary.groups()[0].0.decider, Decider::Own);
    let bounce = "From: MAILER-DAEMON@mx.test\nSubject: Undelivered Mail Returned to Sender\n\nReporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: x-unix; unknown user: bob\n";
    let mut summary = Summary::default();
    summary.add_text(bounce.as_bytes(), &catalog());
    assert_eq!(summary.groups()[0].0.decider, Decider::Other);
    assert_eq!((summary.lines, summary.texts), (0, 1));
}

/// The span of each group and of all.
#[test]
fn times_span_what_was_read() {
    let lines = [
        line(
            "Jun  3 12:00:00",
            "bob@example.net",
            "550 5.1.1 User unknown",
        ),
        line(
            "Jun  3 11:00:00",
            "bob@example.net",
            "550 5.1.1 User unknown",
        ),
        line(
            "Jun  3 13:00:00",
            "bob@example.net",
            "552 5.2.2 Mailbox full",
        ),
        line(
            "Jun  3 12:30:00",
            "bob@example.net",
            "550 5.1.1 User unknown",
        ),
    ];
    let summary = summary_of(&lines, &catalog());
    let span = |times: Option<(smtpref::explain::Stamp, smtpref::explain::Stamp)>| {
        let (first, last) = times.unwrap();
        [first.to_string(), last.to_string()]
    };
    assert_eq!(span(summary.times), ["Jun  3 11:00:00", "Jun  3 13:00:00"]);
    let groups = summary.groups();
    assert_eq!(
        span(groups[0].1.times),
        ["Jun  3 11:00:00", "Jun  3 12:30:00"]
    );
    assert_eq!(
        span(groups[1].1.times),
        ["Jun  3 13:00:00", "Jun  3 13:00:00"]
    );
}

/// A log that goes back by some weeks is two logs in one; one that goes back by most of a year went over its end.
#[rstest]
#[case::weeks(&["Jun  3 12:00:00", "Mar  3 12:00:00"], ["Mar  3 12:00:00", "Jun  3 12:00:00"])]
#[case::months(&["Jul  1 12:00:00", "Jan  2 12:00:00"], ["Jan  2 12:00:00", "Jul  1 12:00:00"])]
#[case::a_year(&["Aug  1 12:00:00", "Jan  2 12:00:00"], ["Aug  1 12:00:00", "Jan  2 12:00:00"])]
#[case::years_are_known(&["2025-08-01 12:00:00", "2025-01-02 12:00:00"], ["2025-01-02 12:00:00", "2025-08-01 12:00:00"])]
fn the_end_of_a_year_is_told_from_a_log_that_goes_back(
    #[case] times: &[&str],
    #[case] expected: [&str; 2],
) {
    let lines: Vec<String> = times
        .iter()
        .map(|time| line(time, "bob@example.net", "550 5.1.1 User unknown"))
        .collect();
    let summary = summary_of(&lines, &catalog());
    let (first, last) = summary.times.unwrap();
    assert_eq!([first.to_string(), last.to_string()], expected);
}

/// The stamps of a second input have nothing to do with those of the first.
#[test]
fn another_input_begins_anew() {
    let catalog = catalog();
    let mut summary = Summary::default();
    let add = |summary: &mut Summary, time| {
        summary.add_line(
            line(time, "bob@example.net", "550 5.1.1 User unknown").as_bytes(),
            &catalog,
        );
    };
    add(&mut summary, "Dec 30 12:00:00");
    summary.begin_input();
    add(&mut summary, "Jan  2 12:00:00");
    let (first, last) = summary.times.unwrap();
    assert_eq!(
        [first.to_string(), last.to_string()],
        ["Jan  2 12:00:00", "Dec 30 12:00:00"]
    );
}

const BEGINS: &str =
    "@400000005f1e0f0a2f9d1234 starting delivery 57: msg 8 to remote bob@example.net";
const FAILS: &str = "@400000005f1e0f0b2f9d1234 delivery 57: failure: 192.0.2.9_does_not_like_recipient./Remote_host_said:_550_5.1.1_User_unknown/Giving_up_on_192.0.2.9./";

#[rstest]
#[case::its_own(&[BEGINS, FAILS], 1)]
#[case::told_once(&[BEGINS, FAILS, FAILS], 1)]
#[case::of_another_number(&[&BEGINS.replace("57", "58"), FAILS], 0)]
#[case::behind_it(&[FAILS, BEGINS], 0)]
fn a_delivery_of_qmail_is_found_by_its_number(#[case] lines: &[&str], #[case] people: u64) {
    let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    let summary = summary_of(&lines, &catalog());
    let failures = lines.iter().filter(|line| line.contains("failure")).count();
    assert_eq!(summary.attempts, failures as u64);
    assert_eq!(summary.recipients.count(), people);
}

#[test]
fn a_delivery_of_another_input_is_none_of_this() {
    let catalog = catalog();
    let mut summary = Summary::default();
    summary.add_line(BEGINS.as_bytes(), &catalog);
    summary.begin_input();
    summary.add_line(FAILS.as_bytes(), &catalog);
    assert_eq!((summary.attempts, summary.recipients.count()), (1, 0));
}

/// What only a code explains is kept with its words, without names, the most frequent first.
#[test]
fn texts_that_no_rule_knows_are_counted() {
    let lines = [
        line(NOON, "bob@example.net", "550 5.2.0 Flarp 4F2A250333"),
        line(
            NOON,
            "carol@example.net",
            "550 5.2.0 Grumble bob@example.net",
        ),
        line(NOON, "carol@example.net", "550 5.2.0 Flarp 5A3B361444"),
        line(NOON, "carol@example.net", "550 5.1.1 User unknown"),
    ];
    let summary = summary_of(&lines, &catalog());
    let unknown = summary.unknown();
    let texts: Vec<_> = unknown.iter().map(|(text, of)| (*text, of.count)).collect();
    let expected = [
        ("550 5.2.0 Flarp [id]", 2),
        ("550 5.2.0 Grumble [address]", 1),
    ];
    assert_eq!(texts, expected);
    assert_eq!(unknown[0].1.codes.to_string(), "550 5.2.0");
    assert_eq!(unknown[0].1.cause, None);
}

/// An example names nobody, and a long one is cut.
#[test]
fn an_example_is_short_and_names_nobody() {
    let words = "no ".repeat(100);
    let reply = format!("550 5.1.1 <bob@example.net>: User unknown {words}");
    let summary = summary_of(&[line(NOON, "bob@example.net", &reply)], &catalog());
    let groups = summary.groups();
    let example = &groups[0].1.example;
    assert!(
        example
            .words
            .starts_with("550 5.1.1 <[address]>: User unknown no no")
    );
    assert_eq!(example.words.chars().count(), 201);
    assert!(example.words.ends_with('\u{2026}'));
    assert_eq!(
        (example.recipient.as_ref(), example.evidence.len()),
        (None, 0)
    );
}

/// Memory is bounded: groups beyond a number are counted together.
#[test]
fn groups_beyond_a_number_are_left_out() {
    let mut lines = Vec::new();
    for subject in 1..=7 {
        for detail in 0..300 {
            let reply = format!("550 5.{subject}.{detail} no");
            lines.push(line(NOON, "bob@example.net", &reply));
        }
    }
    let summary = summary_of(&lines, &catalog());
    assert_eq!(summary.attempts, 2100);
    assert_eq!(summary.groups().len(), 2000);
    assert_eq!(summary.left_out, 100);
}

/// Where people are many their number is an estimate, good to some percent at every size.
#[test]
fn many_people_are_estimated() {
    let mut distinct = Distinct::default();
    let mut worst: f64 = 0.0;
    for number in 1_u32..=60_000 {
        distinct.insert(number);
        assert_eq!(distinct.is_estimated(), number > 512);
        if number <= 512 {
            assert_eq!(distinct.count(), u64::from(number));
        } else if number % 97 == 0 {
            let found = u32::try_from(distinct.count()).unwrap();
            let off = (f64::from(found) - f64::from(number)).abs() / f64::from(number);
            worst = worst.max(off);
        }
    }
    assert!(worst < 0.05, "off by {worst:.3}");
}
