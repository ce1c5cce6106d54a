//! Terminals and environments that lack something: sizes, characters, keys, descriptors.

use rstest::rstest;

use crate::session::{Session, as_shell, command, shown};
use crate::{SMTPREF, browser, type_query, wait_for_paint};

/// Runs a command line in a terminal, and says how it ended and what was written.
fn run(line: &str, environment: &[(&str, &str)]) -> (i32, String) {
    let command = command("/bin/sh").args(["-c", line]);
    let command = command.envs(environment.iter().copied());
    let mut session = Session::start(command, 200, 24);
    let status = as_shell(session.wait_end());
    let written = String::from_utf8_lossy(session.bytes()).into_owned();
    assert!(session.has_settings_of_before());
    (status, written)
}

/// That a line on the terminal is all there is.
fn assert_one_line((status, written): (i32, String), says: &str) {
    assert_eq!(status, 2, "{written}");
    assert!(written.starts_with("smtpref: "), "{written:?}");
    assert!(written.contains(says), "{written:?}");
    assert!(
        written.ends_with('\n') && written.lines().count() == 1,
        "{written:?}"
    );
    assert!(!written.contains('\x1b'), "{written:?}");
}

#[test]
fn a_dumb_terminal_gets_a_line() {
    assert_one_line(run(SMTPREF, &[("TERM", "dumb")]), "TERM is dumb");
}

#[test]
fn a_dumb_terminal_gets_the_page_of_a_code() {
    let (status, written) = run(&format!("{SMTPREF} 556"), &[("TERM", "dumb")]);
    assert_eq!(status, 0);
    assert!(
        written.contains("556  Domain does not accept mail"),
        "{written:?}"
    );
    assert!(!written.contains('\x1b'), "{written:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_terminal_to_read_from_a_line_says_so() {
    let line = format!("setsid -w {SMTPREF} < /dev/null");
    assert_one_line(run(&line, &[]), "read keys from");
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_terminal_to_read_from_the_page_of_a_code_is_printed() {
    let (status, written) = run(&format!("setsid -w {SMTPREF} 556 < /dev/null"), &[]);
    assert_eq!(status, 0);
    assert!(
        written.contains("Domain does not accept mail"),
        "{written:?}"
    );
    assert!(!written.contains("\x1b[?"), "{written:?}");
}

#[rstest]
#[case::input("<&-", 0)]
#[case::error("2>&-", 0)]
#[case::input_and_error("<&- 2>&-", 0)]
#[case::all("<&- >&- 2>&-", 0)]
fn closed_descriptors_are_no_trouble(#[case] closed: &str, #[case] status: i32) {
    let (_, written) = run(&format!("{SMTPREF} show 556 {closed}; echo status $?"), &[]);
    assert!(written.contains(&format!("status {status}")), "{written:?}");
    assert!(!written.contains("panicked"), "{written:?}");
}

#[test]
fn the_browser_reads_the_terminal_where_standard_input_is_closed() {
    let line = format!("{SMTPREF} <&-");
    let mut session = Session::start(command("/bin/sh").args(["-c", &line]), 80, 24);
    wait_for_paint(&mut session);
    type_query(&mut session, "null mx");
    session.send("\x03");
    assert_eq!(as_shell(session.wait_end()), 0);
    assert!(session.has_settings_of_before());
}

#[test]
fn the_browser_needs_standard_output() {
    assert_one_line(run(&format!("{SMTPREF} >&-"), &[]), "needs a terminal");
}

/// Another program may have told the terminal not to wait. Frames are longer than what it takes at once.
#[test]
fn a_terminal_that_does_not_wait_is_written_to_all_the_same() {
    let size = (900, 300);
    let mut session = Session::start_prepared(command(SMTPREF).arg("550"), size, size, |pts| {
        rustix::fs::fcntl_setfl(pts, rustix::fs::OFlags::NONBLOCK).unwrap();
    });
    // Nobody reads it until nothing more goes into it.
    session.wait_filled();
    session.wait("the page", |screen| {
        screen.contents().contains("Mailbox unavailable") && screen.hide_cursor()
    });
    session.send("\x03");
    assert_eq!(as_shell(session.wait_end()), 0);
    assert!(session.has_settings_of_before());
    assert!(!session.screen().alternate_screen());
}

#[rstest]
#[case::word("soon")]
#[case::negative("-1")]
#[case::too_long("70000")]
fn a_time_that_is_none_is_told(#[case] time: &str) {
    let told = run(SMTPREF, &[("SMTPREF_ESC_MS", time)]);
    assert_one_line(told, &format!("SMTPREF_ESC_MS is \"{time}\""));
}

#[rstest]
#[case::nothing_known(&[], 80, 24)]
#[case::told_by_the_environment(&[("COLUMNS", "100"), ("LINES", "30")], 100, 30)]
#[case::told_nonsense(&[("COLUMNS", "wide"), ("LINES", "0")], 80, 24)]
fn a_terminal_without_a_size(
    #[case] environment: &[(&str, &str)],
    #[case] columns: u16,
    #[case] rows: u16,
) {
    let command = command(SMTPREF).envs(environment.iter().copied());
    let mut session = Session::start_told(command, (0, 0), (columns, rows));
    wait_for_paint(&mut session);
    type_query(&mut session, "null mx");
    let mut usual = Session::start(crate::session::command(SMTPREF), columns, rows);
    wait_for_paint(&mut usual);
    type_query(&mut usual, "null mx");
    assert_eq!(shown(session.screen()), shown(usual.screen()));
}

#[test]
fn a_size_that_becomes_known_is_used() {
    let mut session = Session::start_told(command(SMTPREF), (0, 0), (80, 24));
    wait_for_paint(&mut session);
    session.resize(100, 30);
    session.wait("the footer in the last row", |screen| {
        screen
            .rows(0, 100)
            .nth(29)
            .is_some_and(|row| row.contains("enter open"))
    });
}

#[rstest]
#[case::c("C")]
#[case::posix("POSIX")]
fn a_c_locale_has_frames_of_ascii(#[case] locale: &str) {
    let mut session = Session::start(command(SMTPREF).env("LC_ALL", locale), 80, 24);
    session.wait_for("- Codes -");
    session.send("\t");
    session.wait("the list", |screen| screen.cursor_position().0 > 0);
    session.send("?");
    session.wait_for("In the list");
    session.send("\x03");
    assert_eq!(as_shell(session.wait_end()), 0);
    assert!(session.bytes().is_ascii());

    let printed = run(
        &format!("{SMTPREF} show 556; {SMTPREF} 250 556 --width 120"),
        &[("LC_ALL", locale)],
    );
    assert_eq!(printed.0, 0);
    assert!(printed.1.is_ascii(), "{}", printed.1);
}

#[test]
fn ctrl_l_draws_over_what_another_program_wrote() {
    let mut session = browser(&[]);
    type_query(&mut session, "null mx");
    let before = shown(session.screen());
    session.scribble("\x1b[5;5HBroadcast message from root\r\nThe system goes down");
    assert_ne!(shown(session.screen()), before);
    session.send("\x0c");
    session.wait("the screen as it was", |screen| shown(screen) == before);
}

#[test]
fn frames_are_between_marks_and_whole() {
    let mut session = browser(&[]);
    type_query(&mut session, "null mx");
    session.send("\x03");
    session.wait_end();
    let written = String::from_utf8_lossy(session.bytes()).into_owned();
    let mut open = false;
    for piece in written.split("\x1b[?2026").skip(1) {
        assert_eq!(piece.starts_with('h'), !open);
        open = piece.starts_with('h');
    }
    assert!(!open && written.contains("\x1b[?2026h"));
}

/// `script` runs the browser in a terminal of its own and hands everything on.
#[test]
fn under_script() {
    let exists = std::process::Command::new("script")
        .arg("--version")
        .output();
    if exists.is_err() {
        return eprintln!("skipped: script is not installed");
    }
    let line = format!("script -qec {SMTPREF} /dev/null");
    let mut session = Session::start(
        command("/bin/sh")
            .args(["-c", &line])
            .env("SHELL", "/bin/sh"),
        80,
        24,
    );
    wait_for_paint(&mut session);
    type_query(&mut session, "null mx");
    session.send("\x03");
    assert_eq!(as_shell(session.wait_end()), 0);
    assert!(!session.screen().alternate_screen());
    assert!(session.has_settings_of_before());
}

/// Each cell of an address is a link of its own, and what is shown is the same with and without.
#[test]
fn addresses_are_hyperlinks_where_the_terminal_takes_them() {
    let references = |force: &str| {
        let command = command(SMTPREF).arg("556").env("FORCE_HYPERLINK", force);
        let mut session = Session::start(command, 100, 150);
        session.wait_for("Classification");
        session.wait_written("\x1b[?25l");
        let links = String::from_utf8_lossy(session.bytes())
            .matches("\x1b]8;;https://")
            .count();
        (links, shown(session.screen()))
    };
    let (links, with) = references("1");
    let (none, without) = references("0");
    assert!(links > 10 && none == 0, "{links}, {none}");
    assert_eq!(with, without);
}
