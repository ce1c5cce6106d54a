//! Lines of logs in a summary: whatever the decoder finds in a line is counted, although most lines are never given to it.

use rstest::rstest;
use smtpref::explain::{Summary, Written, written};

use super::corpus::cases;
use super::{catalog, explained};

#[test]
fn no_failure_of_a_line_is_lost() {
    let catalog = catalog();
    let mut lines = 0;
    for case in cases() {
        let is_lines = |text: &&str| written(text.as_bytes()) == Written::Lines;
        let Some(text) = case.text().filter(is_lines) else {
            continue;
        };
        for line in text.lines() {
            let replies = explained(line.as_bytes(), &catalog).replies.len() as u64;
            if replies == 0 {
                continue;
            }
            let mut summary = Summary::default();
            summary.add_line(line.as_bytes(), &catalog);
            assert_eq!(summary.attempts, replies, "{}: {line}", case.name);
            lines += 1;
        }
    }
    assert!(lines > 700, "only {lines} lines");
}

/// Of a delivery that began before the log does nobody knows the recipient.
#[test]
fn a_failure_of_qmail_without_its_delivery_has_no_recipient() {
    let mut summary = Summary::default();
    let line = "@400000005f1e0f0b2f9d1234 delivery 57: failure: 192.0.2.9_does_not_like_recipient./Remote_host_said:_550_5.1.1_User_unknown/Giving_up_on_192.0.2.9./";
    summary.add_line(line.as_bytes(), &catalog());
    assert_eq!((summary.attempts, summary.recipients.count()), (1, 0));
}

#[test]
fn a_failure_of_qmail_finds_the_recipient_of_its_delivery() {
    let catalog = catalog();
    let mut summary = Summary::default();
    for line in [
        "@400000005f1e0f0a2f9d1234 starting delivery 57: msg 8 to remote bob@example.net",
        "@400000005f1e0f0b2f9d1234 delivery 57: failure: 192.0.2.9_does_not_like_recipient./Remote_host_said:_550_5.1.1_User_unknown/Giving_up_on_192.0.2.9./",
    ] {
        summary.add_line(line.as_bytes(), &catalog);
    }
    assert_eq!((summary.attempts, summary.recipients.count()), (1, 1));
    let groups = summary.groups();
    assert_eq!(groups[0].0.cause.unwrap().as_str(), "user-unknown");
    let (first, _) = groups[0].1.times.unwrap();
    assert_eq!(first.to_string(), "2020-07-26 23:17:21");
}

/// A log without years that begins in December ends in January, not eleven months before it began.
#[test]
fn a_log_goes_over_the_end_of_a_year() {
    let catalog = catalog();
    let mut summary = Summary::default();
    let times = ["Dec 31 23:59:00", "Jan  1 00:01:00", "Jan  1 00:02:00"];
    for time in times {
        let line = format!(
            "{time} mail postfix/smtp[1]: 4F2A250333: to=<bob@example.net>, dsn=5.1.1, status=bounced (host mx said: 550 5.1.1 User unknown)"
        );
        summary.add_line(line.as_bytes(), &catalog);
    }
    let (first, last) = summary.times.unwrap();
    assert_eq!([first.to_string(), last.to_string()], [times[0], times[2]]);
}

/// What events are labelled with is known to what looks through the lines, too.
#[rstest]
#[case("bounce")]
#[case("out_of_band")]
#[case("undeliverable")]
#[case("suppressed")]
fn an_event_is_counted_by_its_label(#[case] label: &str) {
    let line = format!(r#"{{"type":"{label}","rcpt_to":"bob@example.net"}}"#);
    let mut summary = Summary::default();
    summary.add_line(line.as_bytes(), &catalog());
    assert_eq!((summary.attempts, summary.recipients.count()), (1, 1));
}

/// More recipients than an explanation holds are not counted, and the summary says so.
#[rstest]
#[case::all(1000, 0)]
#[case::too_many(1001, 1)]
fn what_is_not_counted_is_told(#[case] recipients: usize, #[case] cut: u64) {
    let groups = (0..recipients).map(|number| {
        format!(
            "Final-Recipient: rfc822; user{number}@example.net\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n\n"
        )
    });
    let groups: Vec<String> = groups.collect();
    let text = format!(
        "Reporting-MTA: dns; mail.example.org\n\n{}",
        groups.concat()
    );
    let mut summary = Summary::default();
    summary.add_text(text.as_bytes(), &catalog());
    assert_eq!((summary.attempts, summary.cut), (1000, cut));
}
