//! What is not a code, what is not found, and wrong usage: one line on standard error, nothing on standard output.

use std::process::Stdio;

use rstest::rstest;

use crate::program::{ended, program, run, run_line, run_with_input};

#[rstest]
#[case::too_many_digits("show 9999", 1, "three digits")]
#[case::no_such_class("show 6.1.1", 1, "5.1.1")]
#[case::too_few_numbers("show 5.1", 1, "three numbers")]
#[case::a_word("show hello", 1, "nearest")]
#[case::without_a_command("9999", 1, "three digits")]
#[case::compare_one_wrong("compare 250 9999", 1, "9999")]
#[case::vs_alone("show vs", 1, "is not a code")]
#[case::vs_and_and("show vs and", 1, "is not a code")]
#[case::vs_without_a_command("vs", 1, "is not a code")]
#[case::nothing_found("search qqqzzzqqq", 1, "qqqzzzqqq")]
#[case::no_code_left("list --class 6 --kind class", 1, "filter")]
#[case::browser_in_a_pipe("", 2, "terminal")]
#[case::browser_option_in_a_pipe("--no-mouse", 2, "terminal")]
#[case::compare_one("compare 250", 2, "two codes")]
#[case::show_nothing("show", 2, "smtpref show --help")]
#[case::search_nothing("search", 2, "smtpref search --help")]
#[case::class_out_of_range("list --class 9", 2, "smtpref list --help")]
#[case::command_unknown("list --command TURN", 2, "EHLO")]
#[case::format_unknown("show 556 --format yaml", 2, "markdown")]
#[case::two_formats("show 556 --json --format text", 2, "cannot be used with")]
#[case::lines_in_another_format("explain --lines --format markdown", 2, "--format")]
#[case::lines_of_no_file("explain --lines no-such.log", 2, "no-such.log")]
#[case::width_too_small("show 556 --width 5", 2, "20")]
#[case::limit_of_zero("search mx --limit 0", 2, "limit")]
#[case::shell_unknown("completions tcsh", 2, "zsh")]
#[case::option_unknown("--wrong", 2, "smtpref --help")]
fn failures_are_one_line(#[case] line: &str, #[case] status: i32, #[case] says: &str) {
    let ended = run_line(line);
    assert_eq!(ended.status, status, "{ended:?}");
    assert_eq!(ended.stdout, "", "{ended:?}");
    assert_eq!(ended.stderr.lines().count(), 1, "{ended:?}");
    assert!(ended.stderr.starts_with("smtpref: "), "{ended:?}");
    assert!(ended.stderr.contains(says), "{ended:?}");
}

#[rstest]
#[case::file(&["explain", "a\u{1b}[31m\u{202e}.eml"], "a\\u{1b}[31m\\u{202e}.eml")]
#[case::filler(&["show", "55\u{115f}0"], "55\\u{115f}0")]
#[case::option(&["--\u{9b}31m\u{61c}"], "\\u{9b}31m\\u{61c}")]
#[case::provider(&["list", "--provider", "a\u{3164}\u{e0041}"], "a\\u{3164}\\u{e0041}")]
fn what_is_not_seen_is_written_out(#[case] arguments: &[&str], #[case] says: &str) {
    let ended = run(arguments);
    assert_ne!(ended.status, 0, "{ended:?}");
    assert_eq!(ended.stderr.lines().count(), 1, "{ended:?}");
    assert!(ended.stderr.contains(says), "{ended:?}");
}

#[test]
fn good_codes_are_printed_beside_bad_ones() {
    let ended = run(&["show", "556", "9999", "599"]);
    assert_eq!(ended.status, 1);
    assert!(ended.stdout.contains("556  Domain does not accept mail"));
    assert!(ended.stdout.contains("599  Not registered"));
    assert!(ended.stderr.contains("\"9999\""));
    let table = run(&["compare", "450", "451", "9999", "452"]);
    assert_eq!(table.status, 1);
    assert!(table.stdout.starts_with("450, 451, 452  compared"));
}

#[test]
fn a_command_behind_an_option_is_told_where_it_stands() {
    let ended = run(&["--json", "show", "9999"]);
    assert_eq!((ended.status, ended.stdout.as_str()), (1, ""));
    assert!(ended.stderr.contains("smtpref show"), "{ended:?}");
}

#[rstest]
#[case::reply_code("599")]
#[case::enhanced_code("5.3.998")]
#[case::enhanced_code_without_class("X.42.1")]
fn an_unregistered_code_is_explained(#[case] code: &str) {
    let ended = run(&["show", code]);
    assert_eq!((ended.status, ended.stderr.as_str()), (0, ""));
    assert!(ended.stdout.starts_with(&format!("{code}  Not registered")));
}

#[rstest]
#[case::in_a_code(&["show", "\u{1b}]0;owned\u{7}"])]
#[case::in_an_option(&["--\u{1b}[2J"])]
#[case::in_a_query(&["search", "\u{1b}[31mxqzq\u{9b}"])]
#[case::in_a_value(&["list", "--kind", "a\nb\r\u{202e}"])]
#[case::next_line(&["show", "\u{85}"])]
fn what_is_echoed_has_no_control_characters(#[case] arguments: &[&str]) {
    let ended = run(arguments);
    assert_ne!(ended.status, 0);
    let odd = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!ended.stderr.contains(odd), "{:?}", ended.stderr);
    assert!(
        !ended.stderr.trim_end().contains('\n'),
        "{:?}",
        ended.stderr
    );
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_not_text_is_wrong_usage() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let mut command = program(&["show"]);
    command.arg(OsStr::from_bytes(b"5\xff6"));
    let ended = ended(&command.output().unwrap());
    assert_eq!(ended.status, 2);
    assert_eq!(ended.stderr.lines().count(), 1, "{ended:?}");
}

#[test]
fn without_a_terminal_words_alone_are_searched() {
    let ended = run(&["null", "mx"]);
    assert_eq!(ended.stdout, run(&["search", "null", "mx"]).stdout);
    assert_eq!(ended.status, 0);
}

#[test]
fn without_a_terminal_codes_alone_are_printed() {
    assert_eq!(run(&["556"]).stdout, run(&["show", "556"]).stdout);
    assert_eq!(
        run(&["250", "556"]).stdout,
        run(&["compare", "250", "556"]).stdout
    );
    assert_eq!(
        run(&["550", "5.1.1"]).stdout,
        run(&["show", "550 5.1.1"]).stdout
    );
    assert_eq!(
        run(&["450", "451", "452", "--json"]).stdout,
        run(&["compare", "450", "451", "452", "--json"]).stdout
    );
}

#[rstest]
#[case::before_a_short_answer(&["list"])]
#[case::amid_a_long_answer(&["list", "--json"])]
#[case::before_the_help(&["--help"])]
#[case::amid_lines(&["explain", "--lines", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/explain.md")])]
fn a_reader_that_goes_away_is_no_failure(#[case] arguments: &[&str]) {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = program(arguments)
        .stdout(writer)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    let ended = ended(&output);
    assert_eq!((ended.status, ended.stderr.as_str()), (0, ""));
}

#[cfg(target_os = "linux")]
#[rstest]
#[case::short(&["show", "556"])]
#[case::long(&["list", "--json"])]
#[case::partly_wrong(&["show", "556", "9999"])]
#[case::script(&["completions", "zsh"])]
#[case::man_page(&["man"])]
#[case::help(&["--help"])]
fn a_full_disk_is_told_in_one_line(#[case] arguments: &[&str]) {
    let full = std::fs::File::create("/dev/full").unwrap();
    let output = program(arguments)
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    let ended = ended(&output);
    assert_eq!(ended.status, 2, "{ended:?}");
    assert_eq!(ended.stderr.lines().count(), 1, "{ended:?}");
    assert!(ended.stderr.contains("cannot be written"), "{ended:?}");
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let ended = run(&["explain", "no-such-bounce.eml"]);
    assert_eq!(
        (ended.status, ended.stdout.as_str(), ended.stderr.as_str()),
        (
            2,
            "",
            "smtpref: no-such-bounce.eml: there is no such file\n"
        )
    );
}

#[test]
fn a_folder_is_no_file_to_explain() {
    let folder = env!("CARGO_TARGET_TMPDIR");
    let ended = run(&["explain", folder]);
    assert_eq!((ended.status, ended.stdout.as_str()), (2, ""));
    assert!(ended.stderr.contains("--summary"), "{}", ended.stderr);
}

/// Shells give a pipe a name for `<(command)`.
#[cfg(unix)]
#[test]
fn a_pipe_with_a_name_is_read() {
    let ended = run_with_input(&["explain", "/dev/stdin"], "550 5.1.1 User unknown");
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    assert!(ended.stdout.contains("No such mailbox"), "{}", ended.stdout);
    let ended = run(&["explain", "/dev/null"]);
    assert_eq!((ended.status, ended.stderr.as_str()), (1, ""));
}

/// What never ends is read no further than it is explained.
#[cfg(target_os = "linux")]
#[test]
fn an_endless_input_ends() {
    let ended = run(&["explain", "--json", "/dev/zero"]);
    assert_eq!(ended.status, 1, "{}", ended.stderr);
    assert!(ended.stdout.contains("\"cut\": true"), "{}", ended.stdout);
}
