//! Ctrl-Z and `fg` under a shell with job control.

use std::time::Instant;
use std::{fs, thread};

use rustix::process::{Pid, Signal, kill_process};

use crate::session::{DEADLINE, Session, as_shell, command, shown};
use crate::{SMTPREF, browser, type_query, wait_for_paint};

/// An interactive shell that has run a command line.
fn shell(line: &str) -> Session {
    let shell = command("bash")
        .args(["--norc", "--noprofile", "--noediting", "-i"])
        .env("PS1", "ready> ")
        .env("HISTFILE", "");
    let mut session = Session::start(shell, 80, 24);
    session.wait_for("ready> ");
    session.send(&format!("{line}\n"));
    session
}

/// The browser in a shell, with a query, and what it shows.
fn searching(line: &str) -> (Session, String) {
    let mut session = shell(line);
    wait_for_paint(&mut session);
    type_query(&mut session, "null mx");
    let before = shown(session.screen());
    (session, before)
}

fn wait_for_shell(session: &mut Session) {
    session.wait("the shell's screen", |screen| {
        screen.contents().contains("Stopped")
            && screen.contents().trim_end().ends_with("ready>")
            && !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    });
    assert!(session.is_cooked(), "raw mode stays on");
}

fn wait_for_browser(session: &mut Session, expected: &str) {
    session.wait("the browser as it was", |screen| {
        screen.alternate_screen()
            && screen.bracketed_paste()
            && screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None
            && shown(screen) == expected
            && screen.cursor_position() == (0, 10)
            && !screen.hide_cursor()
    });
    assert!(!session.is_cooked(), "raw mode is off");
}

/// That the browser takes keys, and that the shell is whole when it has ended.
fn assert_goes_on(mut session: Session) {
    session.send("\x7f\x7f\x7f");
    session.wait("the box without a word", |screen| {
        screen.cursor_position() == (0, 7)
    });
    session.send("\x03");
    session.wait("the shell", |screen| !screen.alternate_screen());
    session.send("echo status=$?\nexit 7\n");
    assert_eq!(as_shell(session.wait_end()), 7);
    let shown = session.screen().contents();
    assert!(shown.contains("status=0"), "{shown}");
    assert!(session.has_settings_of_before());
}

#[test]
fn ctrl_z_and_fg() {
    let (mut session, before) = searching(SMTPREF);
    for _ in 0..2 {
        session.send("\x1a");
        wait_for_shell(&mut session);
        session.send("fg\n");
        wait_for_browser(&mut session, &before);
    }
    assert_goes_on(session);
}

#[test]
fn a_window_that_changed_in_between() {
    let (mut session, _) = searching(SMTPREF);
    session.send("\x1a");
    wait_for_shell(&mut session);
    session.resize(100, 30);

    let mut fresh = Session::start(command(SMTPREF), 100, 30);
    wait_for_paint(&mut fresh);
    type_query(&mut fresh, "null mx");
    session.send("fg\n");
    wait_for_browser(&mut session, &shown(fresh.screen()));
    assert_goes_on(session);
}

#[test]
fn a_script_around_the_browser_stops_with_it() {
    let (mut session, before) = searching(&format!("sh -c '{SMTPREF}; echo after it; exit 0'"));
    let job = session.foreground();
    session.send("\x1a");
    wait_for_shell(&mut session);
    // The shell speaks as soon as the script has stopped; a machine under load may stop the browser in it a moment later.
    wait_until_stopped(job);
    session.send("fg\n");
    wait_for_browser(&mut session, &before);
    session.send("\x03");
    session.wait_for("after it\nready>");
}

#[test]
fn signals_from_outside_stop_and_continue_it() {
    let (mut session, before) = searching(SMTPREF);
    kill_process(browser_process(&session), Signal::TSTP).unwrap();
    wait_for_shell(&mut session);
    session.send("fg\n");
    wait_for_browser(&mut session, &before);
    assert_goes_on(session);
}

#[test]
fn a_stop_that_nothing_can_catch_is_made_good_when_it_goes_on() {
    let (mut session, before) = searching(SMTPREF);
    kill_process(browser_process(&session), Signal::STOP).unwrap();
    // The shell writes over the browser here.
    session.wait_for("Stopped");
    session.send("fg\n");
    wait_for_browser(&mut session, &before);
    assert_goes_on(session);
}

/// Waits until every process of a group has stopped.
fn wait_until_stopped(group: Pid) {
    let start = Instant::now();
    while !states(group).iter().all(|state| state == "T") {
        assert!(
            start.elapsed() < DEADLINE,
            "waited in vain for the whole job to stop"
        );
        thread::yield_now();
    }
}

/// The states of the processes of a group, as the kernel writes them.
fn states(group: Pid) -> Vec<String> {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let files =
        processes.filter_map(|process| fs::read_to_string(process.path().join("stat")).ok());
    files
        .filter_map(|stat| {
            // The name in the parentheses may hold anything.
            let (_, fields) = stat.rsplit_once(')')?;
            let fields: Vec<&str> = fields.split_whitespace().collect();
            let [state, _parent, of_group, ..] = fields[..] else {
                return None;
            };
            (of_group == group.as_raw_nonzero().to_string()).then(|| state.to_owned())
        })
        .collect()
}

/// The process that has the terminal now: the browser, not the shell.
fn browser_process(session: &Session) -> Pid {
    let process = session.foreground();
    assert_ne!(process, session.pid());
    process
}

#[test]
fn ctrl_z_does_nothing_where_nobody_could_continue_it() {
    let mut session = browser(&[]);
    session.send("\x1a");
    type_query(&mut session, "null mx");
    session.send("\x03");
    assert_eq!(as_shell(session.wait_end()), 0);
}
