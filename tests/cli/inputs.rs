//! Files and standard input: all ways to explain read them alike, name them, and tell which cannot be read.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use rstest::rstest;
use serde_json::{Value, json};

use crate::json::assert_fits;
use crate::program::{Ended, run, run_with_input};

const BOUNCE: &str = include_str!("../../benches/synthetic/bounce.eml");
const REPLY: &str = "550 5.1.1 <bob@example.net>: User unknown\n";

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("inputs")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn written(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

fn packed(text: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(text).unwrap();
    packer.finish().unwrap()
}

fn json(ended: &Ended) -> Value {
    serde_json::from_str(&ended.stdout).unwrap_or_else(|error| panic!("{error}: {ended:?}"))
}

/// What people type first: the name of a file and nothing else.
#[test]
fn a_file_needs_no_command() {
    let folder = folder("alone");
    let bounce = written(&folder, "bounce.eml", BOUNCE.as_bytes());
    let reply = written(&folder, "reply", REPLY.as_bytes());
    for names in [&[&*bounce][..], &[&*reply], &[&*bounce, &*reply]] {
        let alone = run(names);
        let asked = run(&[&["explain"], names].concat());
        assert_eq!((alone.status, &alone.stdout), (asked.status, &asked.stdout));
        assert!(
            alone.status == 0 && alone.stdout.contains("No such mailbox"),
            "{alone:?}"
        );
    }
    let gone = run(&["gone.eml"]);
    assert_eq!(
        (gone.status, &*gone.stderr),
        (2, "smtpref: gone.eml: there is no such file\n")
    );
    // With another word it is a search.
    let searched = run(&[&bounce, "quota"]);
    assert!(!searched.stdout.contains("What to do"), "{searched:?}");
}

#[test]
fn one_file_that_is_missing_does_not_lose_the_others() {
    let folder = folder("missing");
    let there = written(&folder, "there.eml", BOUNCE.as_bytes());
    let gone = folder.join("gone.eml").to_str().unwrap().to_owned();
    let names = ["explain", "--json", &there, &gone, folder.to_str().unwrap()];
    let ended = run(&names);
    assert_eq!(ended.status, 2);
    let remarks: Vec<&str> = ended.stderr.lines().collect();
    let [first, second] = remarks[..] else {
        panic!("{ended:?}");
    };
    assert!(first.ends_with(": there is no such file"), "{first}");
    assert!(second.contains(": that is a folder"), "{second}");
    let value = json(&ended);
    let [one] = &value.as_array().unwrap()[..] else {
        panic!("{value}");
    };
    assert_fits(one);
    let mut alone = json(&run(&["explain", "--json", &there]));
    assert_eq!(alone["file"], json!(there));
    assert_eq!(*one, alone);
    alone["file"] = Value::Null;
    assert_eq!(json(&run_with_input(&["explain", "--json"], BOUNCE)), alone);
}

#[test]
fn of_files_that_are_all_missing_nothing_is_said() {
    let ended = run(&["explain", "--json", "gone.eml", "gone-too.eml"]);
    assert_eq!((ended.status, json(&ended)), (2, json!([])));
    let ended = run(&["explain", "gone.eml", "gone-too.eml"]);
    assert_eq!((ended.status, ended.stdout.as_str()), (2, ""));
    assert_eq!(ended.stderr.lines().count(), 2, "{ended:?}");
    let ended = run(&["explain", "--json", "gone.eml"]);
    assert_eq!((ended.status, ended.stdout.as_str()), (2, ""));
}

#[rstest]
#[case::text("text")]
#[case::markdown("markdown")]
fn answers_of_several_files_name_them(#[case] format: &str) {
    let folder = folder(format);
    let one = written(&folder, "one.eml", BOUNCE.as_bytes());
    let two = written(&folder, "two.eml", REPLY.as_bytes());
    let ended = run(&["explain", "--format", format, "--width", "200", &one, &two]);
    assert_eq!(ended.status, 0);
    let lines: Vec<&str> = ended.stdout.lines().collect();
    assert_eq!(lines[0], format!("`{one}`"));
    assert!(lines.contains(&&*format!("`{two}`")), "{lines:?}");
    let alone = run(&["explain", "--format", format, "--width", "200", &one]);
    assert!(!alone.stdout.contains(&one), "{}", alone.stdout);
    // A name may tell whose bounce it is.
    let bob = written(&folder, "bob@example.net.eml", REPLY.as_bytes());
    let redacted = run(&["explain", "--redact", "--format", format, &one, &bob]);
    assert!(redacted.stdout.contains("`one.eml`"), "{}", redacted.stdout);
    assert!(
        redacted.stdout.contains("`[address].eml`"),
        "{}",
        redacted.stdout
    );
}

#[rstest]
#[case::json(&["explain", "--json"])]
#[case::lines(&["explain", "--lines"])]
#[case::summary(&["explain", "--summary", "--json"])]
fn what_gzip_packed_is_read_by_all(#[case] arguments: &[&str]) {
    for text in [REPLY, BOUNCE] {
        let plain = run_with_input(arguments, text);
        let unpacked = run_with_input(arguments, &packed(text.as_bytes()));
        assert_eq!(unpacked.stdout, plain.stdout, "{arguments:?}");
        assert_eq!((unpacked.status, plain.status), (0, 0));
    }
    let file = written(
        &folder(arguments[1]),
        "half.gz",
        &packed(BOUNCE.as_bytes())[..200],
    );
    let ended = run(&[arguments, &[&file]].concat());
    assert_eq!(ended.status, 2);
    assert!(
        ended.stderr.contains("half.gz: cannot be read") || ended.stderr.contains("cannot be read"),
        "{ended:?}"
    );
}

#[rstest]
#[case::explain(&["explain", "gone.log"])]
#[case::lines(&["explain", "--lines", "gone.log"])]
#[case::summary(&["explain", "--summary", "gone.log"])]
#[case::unknown(&["explain", "--unknown", "--format", "markdown", "gone.log"])]
#[case::check(&["check", "gone.log"])]
fn a_file_that_is_not_there_is_told_alike(#[case] arguments: &[&str]) {
    let ended = run(arguments);
    let told = (ended.status, ended.stdout.as_str(), ended.stderr.as_str());
    let expected = "smtpref: gone.log: there is no such file\n";
    assert_eq!(told, (2, "", expected));
}

/// An export on many lines is one text, however long: what stands behind its first megabyte counts too.
#[test]
fn all_of_a_long_export_is_counted() {
    let padding = "x".repeat(2000);
    let mut export = String::from("[\n");
    for number in 0..700 {
        let comma = if number == 0 { "" } else { ",\n" };
        let _ = write!(
            export,
            "{comma}  {{\n    \"event\": \"bounce\",\n    \"email\": \"user{number}@example.net\",\n    \"reason\": \"550 5.1.1 User unknown\",\n    \"tag\": \"{padding}\"\n  }}"
        );
    }
    export.push_str("\n]\n");
    assert!(export.len() > 1 << 20);
    let ended = run_with_input(&["explain", "--summary", "--json"], &export);
    assert_eq!((ended.status, ended.stderr.as_str()), (0, ""));
    assert_eq!(json(&ended)["attempts"], json!(700));
}

#[rstest]
#[case::in_its_beginning(true)]
#[case::behind_it(false)]
fn of_a_mail_that_is_cut_its_failure_or_the_cut_is_told(#[case] is_first: bool) {
    let (head, report) = BOUNCE.split_once("\n\n").unwrap();
    let filler = format!("{}\n", "x".repeat(990)).repeat(1_200);
    let mail = if is_first {
        format!("{BOUNCE}\n{filler}")
    } else {
        format!("{head}\n\n{filler}\n{report}")
    };
    let folder = folder(if is_first { "first" } else { "behind" });
    let mbox = format!("From MAILER-DAEMON Tue Jun  3 10:00:00 2025\n{mail}");
    for (name, text) in [("a.eml", &mail), ("a.mbox", &mbox)] {
        let file = written(&folder, name, text.as_bytes());
        let ended = run(&["explain", "--summary", &file]);
        let cut = "of 1 mail only the first MB was read, and no failure is in that\n";
        assert_eq!(ended.stderr.is_empty(), is_first, "{ended:?}");
        assert_eq!(ended.stderr.ends_with(cut), !is_first, "{ended:?}");
        assert_eq!(ended.status, i32::from(!is_first));
    }
}

#[test]
fn a_line_that_is_cut_is_told() {
    let long = format!("550 5.1.1 User unknown {}\n", "x".repeat(70_000));
    let ended = run_with_input(&["explain", "--summary"], &format!("{REPLY}{long}"));
    assert_eq!(ended.status, 0);
    assert_eq!(
        ended.stderr,
        "smtpref: standard input: of 1 line only the first 64 KB were read\n"
    );
}

#[test]
fn who_is_not_named_is_not_counted() {
    let ended = run_with_input(&["explain", "--summary"], "550 5.1.1 User unknown\n");
    let first = ended.stdout.lines().take(2).collect::<Vec<_>>();
    assert_eq!(
        first,
        ["1 failure in 1 line read.", "No recipient is named."]
    );
    let ended = run_with_input(&["explain", "--summary"], "");
    let told = (ended.status, ended.stdout.as_str(), ended.stderr.as_str());
    assert_eq!(
        told,
        (1, "", "smtpref: nothing was read: there is no text\n")
    );
}

#[rstest]
#[case::a_contradiction("250 5.1.1 Ok", json!({"kind": "success", "message": null, "contradiction": "codes"}))]
#[case::a_delivery("2025-06-03 10:00:00 1uMABC-000250-1x => bob@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.9] C=\"250 2.0.0 Ok: queued as 4F2A250333\"", json!({"kind": "success", "message": "accepted", "contradiction": null}))]
#[case::a_failure("550 5.1.1 User unknown", json!({"kind": "reply", "message": null, "contradiction": null}))]
#[case::words("hello", json!({"kind": "nothing", "message": null, "contradiction": null}))]
fn json_tells_of_the_text_as_a_whole(#[case] text: &str, #[case] expected: Value) {
    let value = json(&run(&["explain", "--json", text]));
    assert_fits(&value);
    for (field, expected) in expected.as_object().unwrap() {
        assert_eq!(value[field], *expected, "{field} of {value}");
    }
}

/// What speaks against what in a reply is one of the words that the schema knows.
#[rstest]
#[case::of_two_codes("550 4.2.2 Mailbox full", json!("codes"))]
#[case::a_success_out_of_step("SMTP ERROR: DATA command failed: 250 ok", json!("out_of_step"))]
#[case::nothing("550 5.1.1 User unknown", Value::Null)]
fn json_tells_what_a_reply_contradicts(#[case] text: &str, #[case] expected: Value) {
    let value = json(&run(&["explain", "--json", text]));
    assert_fits(&value);
    assert_eq!(value["replies"][0]["contradiction"], expected);
}
