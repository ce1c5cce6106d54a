//! Keys as links and terminals really deliver them: cut, in bursts, mixed with answers that nobody asked for.

use std::fs;
use std::path::Path;
#[cfg(target_os = "linux")]
use std::{thread, time::Duration};

use rstest::rstest;

use crate::session::{Session, as_shell, command};
use crate::{SMTPREF, browser, type_query, wait_for_paint};

/// The browser, which waits for the rest of a key as long as a machine under load may take.
fn patient() -> Session {
    let command = command(SMTPREF).env("SMTPREF_ESC_MS", "60000");
    let mut session = Session::start(command, 80, 24);
    wait_for_paint(&mut session);
    session
}

/// The first row: the search box.
fn first_row(session: &Session) -> String {
    session.screen().rows(0, 80).next().unwrap_or_default()
}

/// That the browser takes a query and ends with ctrl-c.
fn assert_usable(mut session: Session, query: &str) {
    type_query(&mut session, query);
    let row = first_row(&session);
    assert!(row.starts_with(&format!(" › {query} ")), "{row}");
    session.send("\x03");
    assert_eq!(as_shell(session.wait_end()), 0);
}

/// The keys go into a text, whose cursor tells where they went.
#[cfg(target_os = "linux")]
#[rstest]
#[case::left("\x1b[D", 9)]
#[case::left_of_an_application("\x1bOD", 9)]
#[case::a_word_left("\x1b[1;5D", 8)]
#[case::to_the_beginning("\x1b[1~", 3)]
#[case::word_with_alt("\x1bb", 8)]
fn a_key_that_is_cut_anywhere_is_that_key(#[case] key: &str, #[case] column: u16) {
    for at in 1..key.len() {
        let mut session = patient();
        type_query(&mut session, "null mx");
        let (left, right) = key.split_at(at);
        session.send(left);
        session.wait_taken();
        session.send(right);
        session.wait(key, |screen| screen.cursor_position() == (0, column));
        assert!(first_row(&session).starts_with(" › null mx "), "{at}");
    }
}

#[test]
fn a_lone_esc_is_a_key_after_a_moment() {
    let mut session = browser(&[]);
    type_query(&mut session, "null mx");
    session.send("\x1b");
    session.wait("an empty box", |screen| screen.cursor_position() == (0, 3));
    assert_usable(session, "556");
}

#[test]
fn esc_and_a_key_at_once_are_both() {
    let mut session = patient();
    type_query(&mut session, "null mx");
    session.send("\x1bq");
    session.wait("the box with a letter", |screen| {
        screen.cursor_position() == (0, 4) && screen.contents().starts_with(" › q ")
    });
}

#[rstest]
#[case::colours("\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b]10;rgb:0000/0000/0000\x07")]
#[case::version("\x1bP>|kitty(0.26.5)\x1b\\")]
#[case::devices("\x1b[?62;22c\x1b[>41;354;0c")]
#[case::cursor("\x1b[24;80R")]
fn answers_of_the_terminal_are_not_typed(#[case] answer: &str, #[values(false, true)] cut: bool) {
    let mut session = patient();
    if cut {
        let (left, right) = answer.split_at(answer.len() / 2);
        session.send(left);
        session.send(right);
    } else {
        session.send(answer);
    }
    assert_usable(session, "null mx");
}

#[rstest]
#[case::mouse("\x1b[<0;1")]
#[case::private("\x1b[?")]
#[case::modifier("\x1b[1;")]
#[case::number("\x1b[3")]
#[case::answer("\x1b]11;rgb:")]
#[case::paste("\x1b[200~550 5.1.1 User unknown\r\n")]
fn ctrl_c_is_heard_behind_what_was_cut_off(#[case] open: &str) {
    let mut session = patient();
    session.send(open);
    session.send("\x03");
    assert_eq!(as_shell(session.wait_end()), 0);
}

#[test]
fn c1_and_separators_are_not_typed() {
    let mut session = browser(&[]);
    session.send("\u{85}\u{9b}\u{2028}\u{202e}");
    assert_usable(session, "null mx");
}

/// A shell that has started the browser in an empty folder.
fn from_shell(name: &str) -> (Session, String) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let shell = command("bash")
        .args(["--norc", "--noprofile", "--noediting", "-i"])
        .env("PS1", "ready> ")
        .env("HISTFILE", "")
        .current_dir(&folder);
    let mut session = Session::start(shell, 80, 24);
    session.wait_for("ready> ");
    session.send(&format!("{SMTPREF}\n"));
    wait_for_paint(&mut session);
    (session, folder.join("PWNED").display().to_string())
}

#[rstest]
#[case::into_the_box("box", "")]
#[case::into_the_list("list", "\t")]
fn pasted_lines_without_marks_are_one_text(
    #[case] name: &str,
    #[case] first: &str,
    #[values(("cr", "\r"), ("lf", "\n"), ("crlf", "\r\n"))] end: (&str, &str),
) {
    let (sort, end) = end;
    let (mut session, file) = from_shell(&format!("burst-{name}-{sort}"));
    if !first.is_empty() {
        session.send(first);
        session.wait("the list", |screen| screen.cursor_position().0 > 0);
    }
    let lines = "Final-Recipient: rfc822; user@example.com\r\
        Diagnostic-Code: smtp; 550 5.1.1 quit the queue\rq\r";
    let lines = format!("{}touch {file}\r", lines.repeat(20));
    session.send(&lines.replace('\r', end));
    session.wait("the explanation of the whole paste", |screen| {
        screen.alternate_screen() && screen.contents().contains("pasted 61 lines")
    });
    session.send("\x03");
    session.wait("the shell", |screen| !screen.alternate_screen());
    session.send("echo $?; ls\nexit 7\n");
    assert_eq!(as_shell(session.wait_end()), 7);
    assert!(!Path::new(&file).exists(), "the shell has run the paste");
}

/// Over a serial line each letter comes alone, but faster than anybody types.
#[cfg(target_os = "linux")]
#[test]
fn pasted_lines_that_come_letter_by_letter_are_a_text_too() {
    // The machine may be slow, and so may be this test.
    let command = command(SMTPREF).env("SMTPREF_ESC_MS", "2000");
    let mut session = Session::start(command, 80, 24);
    wait_for_paint(&mut session);
    for letter in "550 5.1.1 User unknown\rqueue id is 1234\rq\rtouch it\r".split("") {
        session.send(letter);
        session.wait_taken();
        // The pace of the line, and no wait for anything.
        thread::sleep(Duration::from_millis(1));
    }
    session.wait("all of it in the box", |screen| {
        let row = screen.rows(0, 80).next().unwrap_or_default();
        row.contains("550 5.1.1 User unknown queue id is 1234 q touch it")
    });
    session.send("\x03");
    assert_eq!(as_shell(session.wait_end()), 0);
}

/// Two keys that somebody typed at once are two keys.
#[test]
fn a_few_letters_in_a_row_are_keys() {
    let mut session = browser(&[]);
    for key in ["5", "5", "6", "\r"] {
        session.send(key);
    }
    session.wait_for("Domain does not accept mail");
    session.send("q");
    assert_eq!(as_shell(session.wait_end()), 0);
}

#[test]
fn a_long_text_without_marks_is_searched_once() {
    let mut session = browser(&[]);
    session.forget_bytes();
    session.send(&"mailbox ".repeat(375));
    session.send("end");
    session.wait("the end of the text", |screen| {
        screen
            .contents()
            .lines()
            .next()
            .is_some_and(|row| row.contains("mailbox end"))
    });
    let frames = String::from_utf8_lossy(session.bytes())
        .matches("\x1b[?25h")
        .count();
    assert!(frames < 100, "{frames} frames for 3,000 keys");
    session.send("\x03");
    assert_eq!(as_shell(session.wait_end()), 0);
}

/// The shell has started the program, which has not taken the terminal yet.
#[test]
fn a_line_that_is_typed_while_the_program_starts_opens_its_page() {
    let script = format!("read -r begun; exec {SMTPREF}");
    let mut session = Session::start(command("/bin/sh").args(["-c", &script]), 80, 24);
    session.send("begin\rmailbox full\r");
    session.wait("a page with the focus", |screen| {
        screen.alternate_screen() && screen.contents().contains("esc list")
    });
    assert!(first_row(&session).contains("mailbox full"));
    session.send("\x03");
    assert_eq!(as_shell(session.wait_end()), 0);
}
