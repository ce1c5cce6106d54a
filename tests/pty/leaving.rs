//! Every way out leaves the terminal as it was.

#[cfg(target_os = "linux")]
use std::time::{Duration, Instant};

use rstest::rstest;
use rustix::process::Signal;

use crate::session::{Session, as_shell, command};
use crate::{SMTPREF, browser};

/// The modes that the browser may set: screen, paste, mouse.
const MODES: [&str; 6] = ["?1049", "?2004", "?1000", "?1002", "?1006", "?1015"];

/// That the terminal is as it was, by the sequences that were written and by its settings.
fn assert_restored(session: &Session) {
    let screen = session.screen();
    assert!(!screen.alternate_screen());
    assert!(!screen.hide_cursor());
    assert!(!screen.bracketed_paste());
    assert_eq!(
        screen.mouse_protocol_mode(),
        vt100::MouseProtocolMode::None,
        "the mouse"
    );
    let written = String::from_utf8_lossy(session.bytes());
    let last = |mode: &str, end: &str| written.rfind(&format!("\x1b[{mode}{end}"));
    for mode in MODES {
        assert!(last(mode, "h").is_some(), "{mode} was never set");
        assert!(last(mode, "l") > last(mode, "h"), "{mode} stays set");
    }
    assert!(last("?25", "h") > last("?25", "l"), "the cursor");
    assert!(session.has_settings_of_before(), "raw mode");
}

#[rstest]
#[case::ctrl_c("\x03")]
#[case::q_in_the_list("\tq")]
#[case::ctrl_c_in_the_help("\x1bOP\x03")]
fn quitting(#[case] keys: &str) {
    let mut session = browser(&[]);
    assert!(!session.has_settings_of_before(), "raw mode was never on");
    session.send(keys);
    assert_eq!(as_shell(session.wait_end()), 0);
    assert_restored(&session);
}

#[rstest]
#[case::terminated(Signal::TERM, 143)]
#[case::hung_up(Signal::HUP, 129)]
#[case::interrupted(Signal::INT, 130)]
#[case::quit_by_signal(Signal::QUIT, 131)]
#[case::of_a_user(Signal::USR1, 138)]
#[case::of_another_user(Signal::USR2, 140)]
#[case::out_of_time(Signal::ALARM, 142)]
#[case::aborted(Signal::ABORT, 134)]
fn a_signal(#[case] signal: Signal, #[case] status: i32) {
    let mut session = browser(&[]);
    session.signal(signal);
    assert_eq!(as_shell(session.wait_end()), status);
    assert_restored(&session);
}

#[rstest]
#[case::twice(Signal::TERM, Signal::TERM)]
#[case::interrupted_too(Signal::TERM, Signal::INT)]
fn a_signal_while_another_is_obeyed(#[case] first: Signal, #[case] second: Signal) {
    for _ in 0..5 {
        let mut session = browser(&[]);
        // What is drawn has to be written before the terminal is left.
        session.send(&"\x0c".repeat(10));
        session.signal(first);
        session.signal_if_there(second);
        let status = as_shell(session.wait_end());
        assert!([143, 130].contains(&status), "{status}");
        assert_restored(&session);
    }
}

#[test]
fn a_signal_amid_drawing() {
    let mut session = browser(&[]);
    session.send(&"mx ".repeat(200));
    session.signal(Signal::TERM);
    assert_eq!(as_shell(session.wait_end()), 143);
    assert_restored(&session);
    let written = String::from_utf8_lossy(session.bytes());
    let (_, after) = written.rsplit_once("\x1b[?1049l").unwrap();
    // What the program had no time to read is echoed by the terminal, as it would be by a shell.
    let drawn = after.trim_end_matches(['m', 'x', ' ']);
    assert_eq!(drawn, "\x1b[?25h", "nothing is drawn on the shell's screen");
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_while_drawing() {
    let command = command(SMTPREF).env("SMTPREF_TEST_PANIC", "1");
    let mut session = Session::start(command, 80, 24);
    assert_eq!(as_shell(session.wait_end()), 101);
    assert_restored(&session);
    let shown = session.screen().contents();
    assert!(shown.contains("panic on demand"), "{shown}");
}

#[test]
fn a_closed_window_ends_the_process() {
    let mut session = browser(&[]);
    session.close();
    assert_eq!(as_shell(session.wait_end()), 129);
}

#[test]
fn a_closed_window_ends_the_process_without_a_signal() {
    // Only the shell is told of it, and the shell does not mind.
    let script = format!("trap '' HUP; {SMTPREF}; exit $?");
    let mut session = Session::start(command("/bin/sh").args(["-c", &script]), 80, 24);
    crate::wait_for_paint(&mut session);
    session.close();
    assert_eq!(as_shell(session.wait_end()), 129);
}

#[test]
fn a_signal_as_soon_as_the_terminal_is_taken() {
    for _ in 0..10 {
        let mut session = Session::start(command(SMTPREF), 80, 24);
        session.wait_settings("raw mode", |session| !session.has_settings_of_before());
        session.signal(Signal::TERM);
        assert_eq!(as_shell(session.wait_end()), 143);
        assert!(session.has_settings_of_before(), "raw mode");
        assert!(!session.screen().alternate_screen());
        assert!(!session.screen().hide_cursor());
    }
}

/// GNU screen by default, old consoles: there is only one screen, and the last frame stays on it.
#[test]
fn without_a_screen_of_its_own_the_prompt_comes_below() {
    let mut session = browser(&[]);
    session.send("\x03");
    assert_eq!(as_shell(session.wait_end()), 0);
    let written = String::from_utf8_lossy(session.bytes());
    let written = written
        .replace("\x1b[?1049h", "")
        .replace("\x1b[?1049l", "");
    let size = |number| std::num::NonZeroU16::new(number).unwrap();
    let mut parser = vt100::Parser::new(size(24), size(80), 0);
    parser.process(written.as_bytes());
    let screen = parser.screen();
    assert_eq!(screen.cursor_position(), (23, 0));
    let rows: Vec<String> = screen.rows(0, 80).collect();
    assert!(rows[22].contains("enter open"), "{}", rows[22]);
    assert_eq!(rows[23].trim(), "");
}

/// As long as a long text from elsewhere is explained, the terminal is not taken, so that ctrl-c is heard.
#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_while_a_text_is_explained() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("long.txt");
    let line = "Nov 25 09:00:00 mx postfix/smtpd[1]: 550 5.1.1 <a@example.com>: User unknown\n";
    std::fs::write(&path, line.repeat(700_000)).unwrap();
    let length = std::fs::metadata(&path).unwrap().len();
    let script = format!("exec {SMTPREF} < '{}'", path.display());
    let mut session = Session::start(command("/bin/sh").args(["-c", &script]), 80, 24);
    let place = format!("/proc/{}/fdinfo/0", session.pid().as_raw_nonzero());
    session.wait_settings("all of it to be read", |_| {
        let told = std::fs::read_to_string(&place).unwrap_or_default();
        let read = told.lines().find_map(|line| line.strip_prefix("pos:"));
        read.is_some_and(|at| at.trim().parse() == Ok(length))
    });
    // A pager behind a pipe would have had its time by then.
    let read = Instant::now();
    while read.elapsed() < Duration::from_millis(300) {
        assert!(session.has_settings_of_before(), "raw mode");
    }
    session.send("\x03");
    assert_eq!(as_shell(session.wait_end()), 130);
    let _ = std::fs::remove_file(&path);
}
