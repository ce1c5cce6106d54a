//! `--print`: the browser on the terminal, the answer on standard output.

use std::fs;
use std::path::PathBuf;

use rstest::rstest;

use crate::SMTPREF;
use crate::session::{Session, as_shell, command};

/// A file for what a script leaves, under this name.
fn left_in(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("printing-{name}.txt"))
}

/// Runs a line of a shell, in which `smtpref` is the program, in a window of 80x24.
fn shell(line: &str) -> Session {
    let script = format!("smtpref() {{ {SMTPREF} \"$@\"; }}; {line}");
    let mut session = Session::start(command("/bin/bash").args(["-c", &script]), 80, 24);
    session.wait("the browser", |screen| {
        screen.alternate_screen() && screen.contents().contains("enter print")
    });
    session
}

#[rstest]
#[case::read_page("read", "--print=code 556", "\r", "556\n", 0)]
#[case::comparison("pair", "--print=code 250 556", "\r", "250\n556\n", 0)]
#[case::text(
    "text",
    "--print=code '550 5.1.1 User unknown'",
    "\r",
    "550 5.1.1\n",
    0
)]
#[case::quit("quit", "--print 556", "q", "", 1)]
#[case::ctrl_c("ctrl-c", "--print", "\x03", "", 1)]
#[case::nothing_left_to_close("esc", "--print 556", "\x1b\x1b\x1b", "", 1)]
fn what_is_chosen_is_printed(
    #[case] name: &str,
    #[case] arguments: &str,
    #[case] keys: &str,
    #[case] printed: &str,
    #[case] status: i32,
) {
    let file = left_in(name);
    let mut session = shell(&format!("smtpref {arguments} > {}", file.display()));
    for key in keys.split_inclusive('\r') {
        session.send(key);
    }
    assert_eq!(as_shell(session.wait_end()), status);
    assert_eq!(fs::read_to_string(&file).unwrap(), printed);
    assert!(session.has_settings_of_before(), "raw mode");
    assert!(!session.screen().alternate_screen());
}

#[rstest]
#[case::text("show", "556", "show 556")]
#[case::json("json", "556 --json", "show 556 --json")]
#[case::markdown(
    "markdown",
    "250 556 --format markdown",
    "compare 250 556 --format markdown"
)]
#[case::explanation(
    "explanation",
    "'550 5.1.1 no such user'",
    "explain '550 5.1.1 no such user'"
)]
fn it_is_printed_as_the_commands_print_it(
    #[case] name: &str,
    #[case] chosen: &str,
    #[case] same: &str,
) {
    let file = left_in(name);
    let other = left_in(&format!("{name}-same"));
    let (file_name, other_name) = (file.display(), other.display());
    let line = format!("smtpref --print {chosen} > {file_name}; smtpref {same} > {other_name}");
    let mut session = shell(&line);
    session.send("\r");
    assert_eq!(as_shell(session.wait_end()), 0);
    let printed = fs::read_to_string(&file).unwrap();
    assert!(!printed.is_empty());
    assert_eq!(printed, fs::read_to_string(&other).unwrap());
}

#[rstest]
#[case::first("first", "\r", 1)]
#[case::next("next", "\x1b[B\r", 2)]
fn the_selected_row_is_printed(#[case] name: &str, #[case] keys: &str, #[case] row: usize) {
    let file = left_in(name);
    let other = left_in(&format!("{name}-same"));
    let (file_name, other_name) = (file.display(), other.display());
    let mut session = shell(&format!(
        "smtpref --print=code null mx > {file_name}; smtpref search null mx | sed -n {row}p > {other_name}"
    ));
    session.send(keys);
    assert_eq!(as_shell(session.wait_end()), 0);
    let rows = fs::read_to_string(&other).unwrap();
    let code = rows.split_whitespace().next().unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap().trim_end(), code);
}

#[test]
fn a_link_is_followed_with_another_key() {
    let file = left_in("link");
    let mut session = shell(&format!("smtpref --print=code 556 > {}", file.display()));
    session.send(")\x1b[C");
    session.wait("the page of the link", |screen| {
        screen.contents().contains("556 › ")
    });
    session.send("\r");
    assert_eq!(as_shell(session.wait_end()), 0);
    let printed = fs::read_to_string(&file).unwrap();
    assert!(!printed.is_empty() && printed != "556\n", "{printed}");
}

#[test]
fn on_the_terminal_it_is_printed_where_the_browser_was() {
    let mut session = shell("smtpref --print=code 556");
    session.send("\r");
    assert_eq!(as_shell(session.wait_end()), 0);
    let screen = session.screen();
    assert!(!screen.alternate_screen());
    assert!(screen.contents().contains("556"), "{}", screen.contents());
    assert!(
        !screen.contents().contains("enter"),
        "{}",
        screen.contents()
    );
}

#[test]
fn a_text_that_is_piped_in_is_chosen_from() {
    let file = left_in("piped");
    let (smtpref, file_name) = (SMTPREF, file.display());
    let line = format!("echo '550 5.7.1 no' | {smtpref} --print=code | cat > {file_name}");
    let mut session = shell(&line);
    session.send("\r");
    assert_eq!(as_shell(session.wait_end()), 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), "550 5.7.1\n");
}

/// What is chosen is drawn as on a terminal, whatever standard output is.
#[test]
fn the_browser_has_its_colours_though_the_output_is_a_file() {
    let session = shell("smtpref --print null mx > /dev/null");
    let written = String::from_utf8_lossy(session.bytes());
    assert!(written.contains(";38;5;"), "no colour is drawn");
}

#[test]
fn the_help_names_the_key() {
    let mut session = shell("smtpref --print > /dev/null");
    session.send("?");
    session.wait_for("Print what is selected or read, and leave");
    session.send("\x03");
    assert_eq!(as_shell(session.wait_end()), 1);
}

/// What less needs: the terminal as it was before, and again as less left it.
#[test]
fn a_pager_behind_the_pipe_keeps_the_terminal() {
    if std::process::Command::new("less")
        .arg("--version")
        .output()
        .is_err()
    {
        return eprintln!("skipped: less is not installed");
    }
    let mut session = shell("smtpref --print 556 | less -X");
    session.send("\r");
    session.wait("the first screen of the page", |screen| {
        !screen.alternate_screen() && screen.contents().contains("What to do")
    });
    // No Enter is needed behind it: the pager takes keys one by one.
    session.send("q");
    assert_eq!(as_shell(session.wait_end()), 0);
    assert!(session.has_settings_of_before(), "raw mode");
}
