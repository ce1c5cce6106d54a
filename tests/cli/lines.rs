//! `smtpref explain --lines`: one object a line, each the same as that of the line alone, in order and at once.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;

use rstest::rstest;
use serde_json::{Value, json};

use crate::program::{ended, program, run, run_with_input};

const LINES: &[&str] = &[
    "550 5.1.1 <bob@example.net>: User unknown",
    "",
    "hello",
    "452 4.2.2 The mailbox of carol@example.org is full",
    "Jun  3 10:00:00 mail postfix/smtp[4711]: 4F2A250333: to=<dave@example.net>, relay=mx.example.net[192.0.2.9]:25, delay=1.2, dsn=5.7.1, status=bounced (host mx.example.net[192.0.2.9] said: 554 5.7.1 blocked using zen.spamhaus.org (in reply to RCPT TO command))",
    "{\"event\":\"bounce\",\"email\":\"erin@example.net\",\"reason\":\"550 5.1.1 no such user\"}",
    // The same reply as the first, for somebody else and at another place.
    "said: 550 5.1.1 <frank@example.net>: User unknown",
    "550 5.1.1 <grace@example.net>: User unknown",
    // One service, and a domain that somebody manages there before one that nobody does.
    "550-5.1.1 <heidi@example.net> The email account that you tried to reach does not exist. gsmtp",
    "550-5.1.1 <ivan@gmail.com> The email account that you tried to reach does not exist. gsmtp",
    // One reply that is alone, and one that another reply quotes.
    "452 4.2.2 Mailbox full",
    "550 5.0.350 Remote server returned an error -> 452 4.2.2 Mailbox full",
];

fn objects(stdout: &str) -> Vec<Value> {
    stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// What the program says of one text alone.
fn alone(text: &[u8]) -> Value {
    let ended = run_with_input(&["explain", "--json"], text);
    serde_json::from_str(&ended.stdout).unwrap()
}

#[rstest]
#[case::line_feeds("\n")]
#[case::carriage_returns_too("\r\n")]
fn each_line_is_answered_as_if_it_were_alone(#[case] end: &str) {
    let ended = run_with_input(&["explain", "--lines"], &(LINES.join(end) + end));
    assert_eq!((ended.status, ended.stderr.as_str()), (0, ""));
    let expected: Vec<Value> = LINES.iter().map(|line| alone(line.as_bytes())).collect();
    assert_eq!(objects(&ended.stdout), expected);
}

#[rstest]
#[case::with_its_mark("\u{feff}")]
#[case::without("")]
fn lines_of_utf_16_are_answered_as_those_of_utf_8(#[case] mark: &str) {
    let text = LINES.join("\r\n") + "\r\n550 5.1.1 Größe überschritten – 不明\r\n";
    let units = format!("{mark}{text}");
    let input: Vec<u8> = units.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let expected = run_with_input(&["explain", "--lines"], &text);
    let ended = run_with_input(&["explain", "--lines"], &input);
    assert_eq!((ended.status, ended.stderr.as_str()), (0, ""));
    assert_eq!(objects(&ended.stdout), objects(&expected.stdout));
}

#[test]
fn a_line_that_repeats_is_answered_as_the_first_time() {
    let once = run_with_input(&["explain", "--lines"], &(LINES.join("\n") + "\n"));
    let often = run_with_input(
        &["explain", "--lines"],
        &(LINES.join("\n") + "\n").repeat(4),
    );
    assert_eq!(often.stdout, once.stdout.repeat(4));
    // Lines that hold no reply, again and again, are no reply.
    let nothing = run_with_input(&["explain", "--lines"], &"hello\n".repeat(4));
    assert_eq!(nothing.status, 1);
}

#[test]
fn files_are_read_in_the_order_of_their_names() {
    let folder = tempfolder("lines");
    let (one, two) = (folder.join("one.log"), folder.join("two.log"));
    std::fs::write(&one, LINES[0]).unwrap();
    std::fs::write(&two, format!("{}\n{}", LINES[3], LINES[5])).unwrap();
    let names = [two.to_str().unwrap(), one.to_str().unwrap()];
    let ended = run(&["explain", "--lines", names[0], "no-such.log", names[1]]);
    assert_eq!(ended.status, 2);
    assert_eq!(
        ended.stderr,
        "smtpref: no-such.log: there is no such file\n"
    );
    let lines = [(0, LINES[3]), (0, LINES[5]), (1, LINES[0])];
    let expected: Vec<Value> = lines
        .iter()
        .map(|(file, line)| {
            let mut answer = alone(line.as_bytes());
            answer["file"] = json!(names[*file]);
            answer
        })
        .collect();
    assert_eq!(objects(&ended.stdout), expected);
}

/// What was said of a line is not said again of the same line in another file.
#[test]
fn the_same_line_of_two_files_is_that_of_two_files() {
    let folder = tempfolder("same-lines");
    let names: Vec<String> = ["one.log", "two.log"]
        .iter()
        .map(|name| {
            let path = folder.join(name);
            std::fs::write(&path, format!("{}\n", LINES[0]).repeat(4)).unwrap();
            path.to_str().unwrap().to_owned()
        })
        .collect();
    let ended = run(&["explain", "--lines", &names[0], &names[1]]);
    let objects = objects(&ended.stdout);
    let files: Vec<&Value> = objects.iter().map(|object| &object["file"]).collect();
    let expected = names.iter().flat_map(|name| [name; 4]);
    assert!(files.iter().copied().eq(expected), "{files:?}");
}

fn tempfolder(name: &str) -> std::path::PathBuf {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn a_line_is_answered_before_the_next_one_is_there() {
    let mut child = program(&["explain", "--lines"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for line in LINES {
        writeln!(input, "{line}").unwrap();
        let mut answer = String::new();
        output.read_line(&mut answer).unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(answer, alone(line.as_bytes()));
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[rstest]
#[case::fits(65_536, false)]
#[case::a_byte_too_long(65_537, true)]
#[case::very_long(3_000_000, true)]
fn a_line_is_cut_at_64_kib_and_its_object_says_so(#[case] length: usize, #[case] cut: bool) {
    let mut text = format!("{} ", LINES[0]);
    while text.len() + 'é'.len_utf8() <= length {
        text.push('é');
    }
    while text.len() < length {
        text.push('x');
    }
    let ended = run_with_input(&["explain", "--lines"], &format!("{text}\n{}\n", LINES[3]));
    let objects = objects(&ended.stdout);
    assert_eq!(objects.len(), 2);
    assert_eq!(objects[0]["cut"], json!(cut));
    assert_eq!(objects[0]["replies"][0]["cause"], json!("user-unknown"));
    assert_eq!(objects[1], alone(LINES[3].as_bytes()));
}

#[rstest]
#[case::a_success("250 5.1.1 Ok")]
#[case::a_delivery(
    "Jun  3 10:00:02 mail postfix/smtp[12]: 4F2A250334: to=<carol@example.net>, relay=mx.example.net[192.0.2.9]:25, delay=1, dsn=2.0.0, status=sent (250 2.0.0 Ok)"
)]
#[case::with_marks_of_direction("550 5.1.1 <b\u{fc}cher@example.net>: \u{200f}User unknown")]
fn what_is_said_of_a_text_as_a_whole_is_in_its_line(#[case] line: &str) {
    let ended = run_with_input(&["explain", "--lines"], line);
    assert_eq!(objects(&ended.stdout), [alone(line.as_bytes())]);
}

#[test]
fn redacted_lines_name_nobody() {
    let ended = run_with_input(&["explain", "--lines", "--redact"], &LINES.join("\n"));
    assert_eq!(objects(&ended.stdout).len(), LINES.len());
    for name in ["example.net", "example.org", "192.0.2.9"] {
        assert!(!ended.stdout.contains(name), "{}", ended.stdout);
    }
}

#[rstest]
#[case::no_line(b"", 0)]
#[case::blank(b"\n\n", 2)]
#[case::no_text(b"\xff\xfd\x00\n\x1b[31m\xe2\x80\xae\n", 2)]
fn lines_without_a_reply_are_answered_too(#[case] input: &[u8], #[case] count: usize) {
    let ended = run_with_input(&["explain", "--lines"], input);
    assert_eq!(ended.status, 1);
    assert_eq!(objects(&ended.stdout).len(), count);
    assert!(!ended.stdout.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let mut child = program(&["explain", "--lines"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    writeln!(input, "{}", LINES[0]).unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    output.read_line(&mut String::new()).unwrap();
    drop(output);
    // The program may be gone before all of it is written.
    let _ = input.write_all(format!("{}\n", LINES[0]).repeat(1000).as_bytes());
    drop(input);
    let ended = ended(&child.wait_with_output().unwrap());
    assert_eq!((ended.status, ended.stderr.as_str()), (0, ""));
}
