//! `smtpref explain --summary` and `--unknown`: logs, mailboxes, folders and packed files in groups, and nobody named.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use rstest::rstest;
use serde_json::{Value, json};

use crate::program::{run, run_with_input};

/// A log in which three failures of two people are one group.
const LOG: &str = "\
Jun  3 10:00:00 mail postfix/smtpd[11]: connect from mx.example.net[192.0.2.9]
Jun  3 10:00:01 mail postfix/smtp[12]: 4F2A250333: to=<bob@example.net>, relay=mx.example.net[192.0.2.9]:25, delay=1, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.9] said: 550 5.1.1 <bob@example.net>: User unknown (in reply to RCPT TO command))
Jun  3 10:00:02 mail postfix/smtp[12]: 4F2A250334: to=<carol@example.net>, relay=mx.example.net[192.0.2.9]:25, delay=1, dsn=2.0.0, status=sent (250 2.0.0 Ok)
Jun  3 11:00:00 mail postfix/smtp[12]: 4F2A250335: to=<Bob@example.net>, relay=mx.example.net[192.0.2.9]:25, delay=1, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.9] said: 550 5.1.1 <Bob@example.net>: User unknown (in reply to RCPT TO command))
Jun  3 12:00:00 mail postfix/smtp[12]: 4F2A250336: to=<dave@example.net>, relay=mx.example.net[192.0.2.9]:25, delay=1, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.9] said: 550 5.1.1 <dave@example.net>: User unknown (in reply to RCPT TO command))
Jun  3 12:30:00 mail postfix/smtp[12]: 4F2A250337: to=<erin@example.org>, relay=mx.example.org[192.0.2.10]:25, delay=1, dsn=4.7.1, status=deferred (host mx.example.org[192.0.2.10] said: 450 4.7.1 Client host [198.51.100.7] blocked using zen.spamhaus.org (in reply to RCPT TO command))
Jun  3 13:00:00 mail postfix/smtp[12]: 4F2A250338: to=<frank@example.org>, relay=mx.example.org[192.0.2.10]:25, delay=1, dsn=5.7.1, status=bounced (host mx.example.org[192.0.2.10] said: 550 5.7.1 Qwertz uiop for frank@example.org (in reply to RCPT TO command))
";

const BOUNCE: &str = include_str!("../../benches/synthetic/bounce.eml");

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("summary")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn packed(text: &str) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(text.as_bytes()).unwrap();
    packer.finish().unwrap()
}

fn summed_up(path: &Path) -> Value {
    let ended = run(&["explain", "--summary", "--json", path.to_str().unwrap()]);
    assert_eq!((ended.status, ended.stderr.as_str()), (0, ""));
    serde_json::from_str(&ended.stdout).unwrap()
}

fn of_input(input: &[u8]) -> Value {
    let ended = run_with_input(&["explain", "--summary", "--json"], input);
    serde_json::from_str(&ended.stdout).unwrap()
}

#[rstest]
#[case::plain(false)]
#[case::packed(true)]
fn a_log_in_utf_16_is_a_log(#[case] is_packed: bool) {
    let text = format!("\u{feff}{}", LOG.replace('\n', "\r\n"));
    let mut input: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    if is_packed {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(&input).unwrap();
        input = packer.finish().unwrap();
    }
    assert_eq!(of_input(&input), of_input(LOG.as_bytes()));
}

#[test]
fn failures_are_counted_in_groups() {
    let summary = of_input(LOG.as_bytes());
    crate::json::assert_fits(&summary);
    assert_eq!(summary["lines"], json!(7));
    assert_eq!(summary["attempts"], json!(5));
    assert_eq!(summary["recipients"], json!(4));
    let groups = summary["groups"].as_array().unwrap();
    assert_eq!(groups.len(), 3);
    let first = &groups[0];
    assert_eq!(first["cause"], json!("user-unknown"));
    assert_eq!(first["attempts"], json!(3));
    assert_eq!(first["recipients"], json!(2));
    assert_eq!(first["recipients_estimated"], json!(false));
    assert_eq!(first["reply_code"], json!("550"));
    assert_eq!(first["first"], json!("Jun  3 10:00:01"));
    assert_eq!(first["last"], json!("Jun  3 12:00:00"));
    assert_eq!(first["address"], json!("gone"));
    assert!(first["example"].as_str().unwrap().contains("User unknown"));
    assert!(first["step"].as_str().is_some());
    let listed = groups
        .iter()
        .find(|group| group["blocklist"] == json!("Spamhaus"));
    assert_eq!(listed.unwrap()["decided_by"], json!("Spamhaus"));
    let unknown = summary["unknown"].as_array().unwrap();
    assert_eq!(unknown.len(), 1);
    assert_eq!(
        unknown[0]["text"],
        json!("550 5.7.1 Qwertz uiop for [address]")
    );
}

#[rstest]
#[case::text("text")]
#[case::markdown("markdown")]
#[case::json("json")]
fn nobody_is_named(#[case] format: &str) {
    let arguments = ["explain", "--summary", "--unknown", "--format", format];
    for redact in [&[][..], &["--redact"]] {
        let ended = run_with_input(&[&arguments[..], redact].concat(), LOG);
        assert_eq!(ended.status, 0);
        assert!(ended.stdout.contains("user-unknown"), "{}", ended.stdout);
        assert!(ended.stdout.contains("Qwertz uiop"), "{}", ended.stdout);
        for name in [
            "bob",
            "frank",
            "example.net",
            "example.org",
            "192.0.2",
            "198.51.100",
            "4F2A",
        ] {
            assert!(!ended.stdout.contains(name), "{name}: {}", ended.stdout);
        }
    }
}

#[test]
fn a_packed_log_reads_as_the_log() {
    assert_eq!(of_input(&packed(LOG)), of_input(LOG.as_bytes()));
    // Rotated logs may be several members one behind the other.
    let twice = [packed(LOG), packed(LOG)].concat();
    assert_eq!(of_input(&twice)["attempts"], json!(10));
}

/// The lines of a reply, and whom it is about, stand in lines of their own: each session counts once, whatever the size of the log, and
/// however short its lines are.
#[rstest]
#[case::mdaemon(
    "Fri 2026-11-20 08:{m}:{s}: [{n}] --> RCPT To:<bob{n}@example.com>\nFri 2026-11-20 08:{m}:{s}: [{n}] <-- 550-5.1.1 User unknown, as far as we know\nFri 2026-11-20 08:{m}:{s}: [{n}] <-- 550 5.1.1 See the list\n",
    3,
    json!(["2026-11-20 08:00:00", "2026-11-20 08:58:19"])
)]
#[case::short(
    "08:{m}:{s} [{n}] cmd: RCPT TO:<b{n}@a.test>\n08:{m}:{s} [{n}] rsp: 550 User unknown\n",
    2,
    json!([null, null])
)]
fn a_log_of_sessions_counts_each_failure_once(
    #[case] session: &str,
    #[case] lines: u64,
    #[case] times: Value,
) {
    const SESSIONS: u64 = 3500;
    let session = |number: u64| {
        session
            .replace("{n}", &number.to_string())
            .replace("{m}", &format!("{:02}", number / 60))
            .replace("{s}", &format!("{:02}", number % 60))
    };
    let log: String = (0..SESSIONS).map(session).collect();
    let summary = of_input(log.as_bytes());
    let groups = summary["groups"].as_array().unwrap();
    assert_eq!(groups[0]["attempts"], SESSIONS);
    assert_eq!(groups[0]["cause"], "user-unknown");
    assert_eq!(summary["attempts"], SESSIONS);
    assert_eq!(summary["lines"], lines * SESSIONS);
    assert_eq!(summary["texts"], 0);
    assert_eq!(summary["cut"], 0);
    assert_eq!(json!([summary["first"], summary["last"]]), times);
}

#[test]
fn an_mbox_is_its_mails() {
    let mut mbox = String::new();
    for number in 0..3 {
        let mail = BOUNCE.replace("bob@", &format!("bob{number}@"));
        let _ = write!(
            mbox,
            "From MAILER-DAEMON Tue Jun  3 10:00:00 2025\n{mail}\n"
        );
    }
    let summary = of_input(mbox.as_bytes());
    assert_eq!(summary["texts"], json!(3));
    assert_eq!(summary["recipients"], summary["attempts"]);
    assert_eq!(summary["groups"].as_array().unwrap().len(), 1);
    assert_eq!(summary["first"], json!("2025-06-03 10:00:01"));
}

#[test]
fn a_maildir_is_read_with_its_folders() {
    let folder = folder("maildir");
    for sub in ["cur", "new", "tmp", ".Bounces/cur"] {
        fs::create_dir_all(folder.join(sub)).unwrap();
    }
    fs::write(folder.join("cur/1.mail:2,S"), BOUNCE).unwrap();
    fs::write(folder.join("new/2.mail"), packed(BOUNCE)).unwrap();
    fs::write(folder.join(".Bounces/cur/3.mail"), BOUNCE).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&folder, folder.join("cur/back")).unwrap();
    let summary = summed_up(&folder);
    assert_eq!(summary["texts"], json!(3));
    let of_one = summed_up(&folder.join("cur/1.mail:2,S"));
    assert_eq!(summary["groups"][0]["cause"], of_one["groups"][0]["cause"]);
    assert_eq!(summary["recipients"], of_one["recipients"]);
}

#[test]
fn many_recipients_are_estimated_and_marked() {
    let mut log = String::new();
    for number in 0..3000 {
        let line = LOG.lines().nth(1).unwrap();
        let _ = writeln!(log, "{}", line.replace("bob@", &format!("user{number}@")));
    }
    let summary = of_input(log.as_bytes());
    assert_eq!(summary["attempts"], json!(3000));
    assert_eq!(summary["recipients_estimated"], json!(true));
    let recipients = summary["recipients"].as_u64().unwrap();
    assert!((2850..3150).contains(&recipients), "{recipients}");
    let text = run_with_input(&["explain", "--summary"], &log).stdout;
    assert!(text.contains("about ") && text.contains('~'), "{text}");
}

#[test]
fn an_input_that_cannot_be_read_is_told_and_the_others_are_read() {
    let folder = folder("partly");
    let log = folder.join("mail.log");
    fs::write(&log, LOG).unwrap();
    let ended = run(&[
        "explain",
        "--summary",
        "no-such\u{1b}[2J.log",
        log.to_str().unwrap(),
    ]);
    assert_eq!(ended.status, 2);
    assert_eq!(ended.stderr.lines().count(), 1, "{ended:?}");
    assert!(ended.stderr.contains("there is no such file") && !ended.stderr.contains('\u{1b}'));
    assert!(ended.stdout.contains("5 failures"), "{}", ended.stdout);
}

#[rstest]
#[case::nothing(b"")]
#[case::no_failure(b"Jun  3 10:00:00 mail postfix/smtpd[11]: connect from x[192.0.2.9]\n")]
#[case::a_broken_archive(b"\x1f\x8b\x08 not really")]
fn without_a_failure_the_status_tells_it(#[case] input: &[u8]) {
    let ended = run_with_input(&["explain", "--summary"], input);
    let expected = if input.starts_with(b"\x1f") { 2 } else { 1 };
    assert_eq!(ended.status, expected, "{ended:?}");
    // Where nothing could be read, nothing is counted.
    let told = ended.stdout.starts_with("0 failures in 1 line read.");
    assert_eq!(told, input.starts_with(b"Jun"), "{ended:?}");
    assert_eq!(told, !ended.stdout.is_empty(), "{ended:?}");
}

#[test]
fn controls_of_a_log_do_not_reach_the_terminal() {
    let log = LOG.replace("User unknown", "User \u{1b}[2J\u{202e}\u{7}unknown");
    for format in ["text", "markdown", "json"] {
        let ended = run_with_input(
            &["explain", "--summary", "--unknown", "--format", format],
            &log,
        );
        let is_odd = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!ended.stdout.contains(is_odd), "{}", ended.stdout);
    }
}
