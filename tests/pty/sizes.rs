//! Windows that change their size, and windows that are far too small.

use rstest::rstest;

use crate::session::{Session, as_shell, command, shown};
use crate::{SMTPREF, browser, type_query, wait_for_paint};

const QUERY: &str = "null mx";

/// What a new window of this size shows after a query. The list fits, so it does not depend on an earlier size how far it is
/// scrolled.
fn fresh(columns: u16, rows: u16) -> String {
    let mut session = Session::start(command(SMTPREF), columns, rows);
    wait_for_paint(&mut session);
    type_query(&mut session, QUERY);
    shown(session.screen())
}

fn wait_for_screen(session: &mut Session, expected: &str) {
    session.wait(&format!("this screen:\n{expected}\n"), |screen| {
        shown(screen) == expected
    });
}

#[test]
fn a_new_size_shows_what_a_new_window_of_that_size_shows() {
    let wide = fresh(120, 40);
    let narrow = fresh(40, 12);
    let mut session = browser(&[]);
    type_query(&mut session, QUERY);
    session.resize(120, 40);
    wait_for_screen(&mut session, &wide);
    session.resize(40, 12);
    wait_for_screen(&mut session, &narrow);
}

#[test]
fn a_page_keeps_its_place() {
    let mut session = Session::start(command(SMTPREF).arg("550"), 80, 24);
    // When the help opens, the keys before it have done their work.
    session.send("}}}?");
    session.wait_for("In a page");
    session.send("?");
    session.wait("the page alone", |screen| {
        !screen.contents().contains("In a page")
    });
    session.wait_written("\x1b[?25l");
    let before = shown(session.screen());
    let heading = before
        .lines()
        .nth(2)
        .map(|row| row.trim_end_matches(['│', '┃']).trim().to_owned())
        .unwrap();
    assert!(heading.len() > 3, "{before}");

    session.resize(140, 30);
    session.wait(&heading, |screen| {
        let shown = shown(screen);
        let last = shown.lines().nth(29).unwrap_or_default();
        let top = shown.lines().nth(2).unwrap_or_default();
        last.contains("esc list") && top.contains(&heading)
    });
    session.resize(80, 24);
    wait_for_screen(&mut session, &before);
}

#[rstest]
#[case::one_cell(1, 1, "t")]
#[case::three_rows(10, 3, "too small:\nmake it 20\n")]
fn a_tiny_window_is_no_trouble(#[case] columns: u16, #[case] rows: u16, #[case] text: &str) {
    let usual = fresh(80, 24);
    let mut session = Session::start(command(SMTPREF), columns, rows);
    wait_for_screen(&mut session, text);
    session.send(QUERY);
    session.resize(80, 24);
    wait_for_screen(&mut session, &usual);
    session.resize(columns, rows);
    wait_for_screen(&mut session, text);
    session.send("\x03");
    assert_eq!(as_shell(session.wait_end()), 0);
}

/// Each cell takes memory, and a terminal may tell any number of them.
#[rstest]
#[case::told((u16::MAX, u16::MAX), false)]
#[case::of_the_environment((0, 0), true)]
fn an_absurd_size_is_cut_down(#[case] told: (u16, u16), #[case] in_environment: bool) {
    let mut command = command(SMTPREF);
    if in_environment {
        command = command.env("COLUMNS", "65535").env("LINES", "65535");
    }
    let mut session = Session::start_told(command, told, (80, 24));
    session.wait_bytes("the list", |bytes| {
        String::from_utf8_lossy(bytes).contains("─ Codes ─")
    });
    session.send("\x03");
    assert_eq!(as_shell(session.wait_end()), 0);
    assert!(session.has_settings_of_before() && !session.screen().alternate_screen());
}

/// Sizes as a window manager or a script sets them, faster than frames are drawn; what was drawn in between is nobody's concern.
#[test]
fn a_storm_of_sizes_ends_with_the_last_one() {
    let usual = fresh(80, 24);
    let mut session = browser(&[]);
    type_query(&mut session, QUERY);
    let mut random = 20_261_125_u32;
    for round in 0..2000 {
        // As in many a C library: enough to mix sizes.
        random = random.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        let columns = 1 + u16::try_from(random >> 16 & 0xff).unwrap();
        let rows = 1 + u16::try_from(random >> 24 & 0x3f).unwrap();
        session.resize(columns, rows);
        if round % 10 == 0 {
            // The terminal has to be read, or the browser would wait for it.
            session.read_pending();
        }
    }
    session.resize(80, 24);
    // Frames of other sizes have left their traces on this screen, so it is drawn again.
    session.send("\x0c");
    wait_for_screen(&mut session, &usual);
    session.send("\x03");
    assert_eq!(as_shell(session.wait_end()), 0);
}

#[test]
fn a_window_that_shrinks_at_the_start() {
    for _ in 0..20 {
        let mut session = Session::start(command(SMTPREF).arg("550"), 200, 60);
        session.wait_settings("raw mode", |session| !session.has_settings_of_before());
        session.resize(80, 24);
        session.wait("the footer in the last row", |screen| {
            let shown = shown(screen);
            shown
                .lines()
                .nth(23)
                .is_some_and(|row| row.contains("esc list"))
        });
        session.send("\x03");
        assert_eq!(as_shell(session.wait_end()), 0);
    }
}
