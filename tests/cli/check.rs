//! `smtpref check`: every problem of one's own files, and which rule takes a text.

use std::fs;
use std::path::{Path, PathBuf};

use rstest::rstest;
use serde_json::Value;

use crate::program::{run, run_line, run_with_input};

const PROVIDER: &str = include_str!("../fixtures/own/intranet.toml");

const PHRASES: &str = r#"language = "own"

[[rules]]
cause = "policy"
any = ["ask the head office first"]
samples = ["550 5.7.1 Ask the head office first"]
"#;

fn file(folder: &str, name: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("check")
        .join(folder);
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

#[rstest]
#[case::by_its_folder("providers", "intranet.toml", PROVIDER)]
#[case::a_provider_by_its_fields("anywhere", "intranet.toml", PROVIDER)]
#[case::rules_by_their_fields("anywhere", "own.toml", PHRASES)]
fn a_sound_file_is_clean(#[case] folder: &str, #[case] name: &str, #[case] text: &str) {
    let path = file(&format!("clean/{folder}"), name, text);
    let ended = run(&["check", path.to_str().unwrap()]);
    assert_eq!(
        (ended.status, ended.stderr.as_str()),
        (0, ""),
        "{}",
        ended.stdout
    );
    assert!(
        ended.stdout.starts_with("Nothing is wrong in 1 file"),
        "{}",
        ended.stdout
    );
}

#[test]
fn several_files_are_checked_together() {
    let provider = file("together", "intranet.toml", PROVIDER);
    let phrases = file("together", "own.toml", PHRASES);
    let ended = run(&[
        "check",
        provider.to_str().unwrap(),
        phrases.to_str().unwrap(),
    ]);
    assert_eq!(ended.status, 0, "{ended:?}");
    assert!(
        ended.stdout.contains("2 files: 1 entry"),
        "{}",
        ended.stdout
    );
}

#[rstest]
#[case::no_such_cause(PHRASES.replace("\"policy\"", "\"polecy\""), ":4: the cause polecy has no page")]
#[case::won_by_another(PHRASES.replace("ask the head office first", "email account").replace("Ask the head office first", "The email account that you tried to reach does not exist gsmtp"), ":6: ")]
#[case::no_toml("language = \n".to_owned(), ":1: ")]
#[case::an_unknown_field(format!("colour = 1\n{PHRASES}"), ":1: ")]
fn every_problem_has_its_file_and_line(#[case] text: String, #[case] says: &str) {
    // The cases run at once, each in a folder of its own.
    let path = file(&format!("{}/phrases", text.len()), "own.toml", &text);
    let path = path.to_str().unwrap();
    let ended = run(&["check", path]);
    assert_eq!(
        (ended.status, ended.stderr.as_str()),
        (1, ""),
        "{}",
        ended.stdout
    );
    let first = ended.stdout.lines().next().unwrap();
    assert!(
        first.starts_with(path) && first.contains(says),
        "{}",
        ended.stdout
    );
    let json = run(&["check", path, "--json"]);
    let value: Value = serde_json::from_str(&json.stdout).unwrap();
    crate::json::assert_fits(&value);
    assert_eq!(value["problems"][0]["file"].as_str(), Some(path));
    let count = value["problems"].as_array().unwrap().len();
    assert_eq!(ended.stdout.lines().count(), count);
}

#[test]
fn a_problem_names_the_file_as_it_was_given() {
    let text = PHRASES.replace("\"policy\"", "\"polecy\"");
    let path = file("anywhere/else", "own.toml", &text);
    let ended = run(&["check", path.to_str().unwrap()]);
    assert!(
        ended.stdout.starts_with(path.to_str().unwrap()),
        "{}",
        ended.stdout
    );
}

#[test]
fn a_text_is_taken_by_one_rule_and_the_others_say_why_not() {
    let path = file("taken", "own.toml", PHRASES);
    let text = "550 5.7.1 Ask the head office first, message refused by local policy";
    let arguments = ["check", path.to_str().unwrap(), "--text", text];
    let ended = run(&arguments);
    assert_eq!((ended.status, ended.stderr.as_str()), (0, ""));
    let mut lines = ended.stdout.lines();
    let first = lines.next().unwrap();
    assert!(
        first.starts_with("phrases own, rule 1 (yours): policy. It wins"),
        "{first}"
    );
    assert!(first.contains("\"Ask the head office first\""), "{first}");
    for line in lines {
        assert!(
            line.contains("(shipped)") && line.contains("It loses"),
            "{line}"
        );
    }
    let json = run(&[&arguments[..], &["--json"]].concat());
    let value: Value = serde_json::from_str(&json.stdout).unwrap();
    crate::json::assert_fits(&value);
    assert_eq!(
        value["rules"].as_array().unwrap().len(),
        ended.stdout.lines().count()
    );
}

#[test]
fn a_text_that_no_rule_takes_is_told_by_the_status() {
    let path = file("not-taken", "own.toml", PHRASES);
    let ended = run(&["check", path.to_str().unwrap(), "--text", "qwertz"]);
    assert_eq!(
        (ended.status, ended.stdout.as_str()),
        (1, "No rule takes this text.\n")
    );
    let hinted = run(&[
        "check",
        path.to_str().unwrap(),
        "--text",
        "550 Das Postfach ist voll bis oben",
    ]);
    assert_eq!(
        (hinted.status, hinted.stdout.as_str()),
        (
            1,
            "No rule takes this text. Single words hint at mailbox-full: \"Postfach\", \"voll\".\n"
        )
    );
}

/// What neither a rule nor a hint takes is still like something.
#[test]
fn the_words_of_a_text_are_told_that_no_hint_takes() {
    let path = file("alike", "own.toml", PHRASES);
    let text = "554 This message keeps coming back to us, received more than 25 times";
    let ended = run(&["check", path.to_str().unwrap(), "--text", text]);
    assert_eq!(ended.status, 1);
    let says = "No rule takes this text, and no hint. Its words are most like those of routing-loop: \"back to\"";
    assert!(ended.stdout.starts_with(says), "{}", ended.stdout);
}

/// All that is wrong with the files of a folder is told at once.
#[test]
fn every_file_of_a_folder_that_cannot_be_read_is_told() {
    let path = file("folder/own", "notes.txt", "");
    file("folder/own", "draft.md", "");
    let folder = path.ancestors().nth(2).unwrap();
    let ended = run(&["check", folder.to_str().unwrap()]);
    assert_eq!((ended.status, ended.stdout.as_str()), (2, ""));
    let lines: Vec<&str> = ended.stderr.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[0].contains("own/draft.md:1: not a data file"),
        "{lines:?}"
    );
    assert!(
        lines[1].contains("own/notes.txt:1: not a data file"),
        "{lines:?}"
    );
}

#[rstest]
#[case::no_file("check no-such.toml", "no-such.toml: there is no such file")]
#[case::nothing("check", "smtpref check --help")]
fn what_cannot_be_read_is_one_line(#[case] line: &str, #[case] says: &str) {
    let ended = run_line(line);
    assert_eq!((ended.status, ended.stdout.as_str()), (2, ""));
    assert_eq!(ended.stderr.lines().count(), 1);
    assert!(ended.stderr.contains(says), "{ended:?}");
}

#[test]
fn standard_input_is_not_a_file_of_that_name() {
    // More than a pipe holds: nobody reads it.
    let ended = run_with_input(&["check", "-"], &PHRASES.repeat(1 << 14));
    assert_eq!((ended.status, ended.stdout.as_str()), (2, ""));
    assert!(
        ended.stderr.contains("save it and name it"),
        "{}",
        ended.stderr
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_never_ends_is_not_read_for_ever() {
    let ended = run(&["check", "/dev/zero"]);
    assert_eq!(ended.status, 2);
    assert!(
        ended.stderr.contains("longer than 64 MiB"),
        "{}",
        ended.stderr
    );
}
