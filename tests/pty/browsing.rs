//! Painting, searching, comparing and pasting.

use rstest::rstest;

use crate::session::{Session, as_shell, command};
use crate::{SMTPREF, browser, type_query, wait_for_paint};

/// The rows of the screen.
fn rows(session: &Session) -> Vec<String> {
    session.screen().rows(0, 80).collect()
}

/// The first numbers of the colour sequences in what was written: 31 for red, 38 for a colour of the palette.
fn colours(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let mut found = Vec::new();
    for sequence in text.split("\x1b[").skip(1) {
        let end = sequence.find(|c: char| !c.is_ascii_digit() && c != ';');
        let (numbers, rest) = sequence.split_at(end.unwrap_or(sequence.len()));
        if rest.starts_with('m') {
            let numbers = numbers.split(';').filter_map(|number| number.parse().ok());
            found.extend(numbers.filter(|n| matches!(n, 30..=38 | 40..=48 | 90..=97 | 100..=107)));
        }
    }
    found
}

#[test]
fn the_first_frame_shows_list_page_and_a_cursor_in_the_search_box() {
    let session = browser(&[]);
    let rows = rows(&session);
    assert!(rows[0].starts_with(" ›"), "{}", rows[0]);
    assert!(
        rows.iter().any(|row| row.starts_with("│▌✗  550 ")),
        "a selected row"
    );
    assert!(rows[2].contains("│ 550  Mailbox unavailable"), "the page");
    assert!(!colours(session.bytes()).is_empty());
}

#[test]
fn a_search_leads_to_a_page() {
    let mut session = browser(&[]);
    type_query(&mut session, "null mx");
    let rows = rows(&session);
    let top = rows[2..6].join("\n");
    assert!(top.contains(" 556 ") || top.contains("▌556 "), "{top}");

    // Enter goes to the page, which hides the cursor.
    session.send("\r");
    session.wait("a page without a cursor", vt100::Screen::hide_cursor);
    session.send("/");
    session.wait("the search box again", |screen| !screen.hide_cursor());
}

#[test]
fn two_codes_in_the_box_are_compared() {
    let mut session = browser(&[]);
    type_query(&mut session, "250 vs 556");
    session.send("\r");
    session.wait_for("─ 250 and 556 ─");
    session.wait_for("Key differences");
}

#[test]
fn two_codes_on_the_command_line_are_compared() {
    let mut session = Session::start(command(SMTPREF).args(["250", "556"]), 80, 24);
    session.wait_for("─ 250 and 556 ─");
    session.wait_for("Key differences");
    session.send("q");
    assert_eq!(as_shell(session.wait_end()), 0);
}

#[test]
fn pasted_lines_become_one_line_and_press_no_keys() {
    let mut session = browser(&[]);
    // In the list `q` would quit; in the box Enter would open a page.
    session.send("\t");
    session.wait("the list", |screen| screen.cursor_position().0 > 0);
    session.send("\x1b[200~null\r\nmx\nq\n\x1b[201~");
    session.wait("the pasted line", |screen| {
        screen.cursor_position() == (0, 12) && screen.contents().starts_with(" › null mx q ")
    });
    assert!(!session.screen().hide_cursor(), "the box has the focus");
    session.send("\x03");
    assert_eq!(as_shell(session.wait_end()), 0);
}

#[test]
fn more_keys_at_once_than_one_read_takes_all_arrive() {
    let mut session = browser(&[]);
    session.send(&"m".repeat(1100));
    session.send(" and 421");
    session.wait("the last key", |screen| {
        screen
            .rows(0, 80)
            .next()
            .is_some_and(|row| row.contains("mm and 421"))
    });
}

#[test]
fn keys_come_from_the_terminal_when_standard_input_is_a_pipe() {
    let script = format!("true | {SMTPREF}");
    let mut session = Session::start(command("/bin/sh").args(["-c", &script]), 80, 24);
    wait_for_paint(&mut session);
    type_query(&mut session, "null mx");
    session.send("\x03");
    assert_eq!(as_shell(session.wait_end()), 0);
}

#[test]
fn a_text_on_standard_input_opens_its_explanation() {
    let script = format!("echo '550 5.1.1 User unknown' | {SMTPREF}");
    let mut session = Session::start(command("/bin/sh").args(["-c", &script]), 80, 24);
    session.wait_for("Gone.");
    session.wait_for("pasted 1 line");
    session.send("q");
    assert_eq!(as_shell(session.wait_end()), 0);
}

#[test]
fn a_text_in_words_opens_its_explanation() {
    let text = "550 5.1.1 <bob@example.net>: User unknown";
    let mut session = Session::start(command(SMTPREF).arg(text), 80, 24);
    session.wait_for("for bob@example.net");
    session.send("M");
    session.wait_for("for [address]");
}

#[test]
fn a_file_opens_its_explanation() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("a_file");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("bounce.eml");
    std::fs::write(&file, "550 5.1.1 <bob@example.net>: User unknown\n").unwrap();
    let mut session = Session::start(command(SMTPREF).arg(&file), 80, 24);
    session.wait_for("for bob@example.net");
    session.send("q");
    assert_eq!(as_shell(session.wait_end()), 0);
}

#[test]
fn a_text_is_printed_where_a_format_is_asked_for() {
    let script = format!("echo '550 5.1.1 User unknown' | {SMTPREF} --width 60 --color never");
    let mut session = Session::start(command("/bin/sh").args(["-c", &script]), 80, 24);
    assert_eq!(as_shell(session.wait_end()), 0);
    let said = String::from_utf8_lossy(session.bytes());
    assert!(said.contains("Gone.") && !said.contains('\x1b'), "{said:?}");
}

#[test]
fn a_page_longer_than_the_window_goes_through_the_pager() {
    let paged = |rows: u16, pager: &str, arguments: &str| {
        let script = format!("SMTPREF_PAGER='{pager}' {SMTPREF} {arguments}");
        let mut session = Session::start(command("/bin/sh").args(["-c", &script]), 80, rows);
        assert_eq!(as_shell(session.wait_end()), 0);
        let said = String::from_utf8_lossy(session.bytes()).into_owned();
        assert!(said.contains("Domain does not accept mail"), "{said}");
        said.contains("PAGED")
    };
    let marks = "cat; echo PAGED";
    assert!(paged(24, marks, "show 556"));
    assert!(!paged(500, marks, "show 556"));
    assert!(!paged(24, marks, "show 556 | cat"));
    assert!(!paged(24, marks, "show 556 --json"));
    assert!(!paged(24, "", "show 556"));
    // A pager that is not there loses nothing.
    assert!(!paged(24, "no-such-pager-PAGE", "show 556"));
}

#[test]
fn without_a_terminal_on_standard_output_one_line_says_so() {
    let script = format!("{SMTPREF} > /dev/null");
    let mut session = Session::start(command("/bin/sh").args(["-c", &script]), 200, 24);
    assert_eq!(as_shell(session.wait_end()), 2);
    let said = String::from_utf8_lossy(session.bytes());
    assert!(said.starts_with("smtpref: "), "{said:?}");
    assert!(
        said.ends_with('\n') && said.lines().count() == 1,
        "{said:?}"
    );
    assert!(!said.contains('\x1b'), "{said:?}");
}

#[test]
fn no_color_leaves_all_colours_out() {
    let command = command(SMTPREF).env("NO_COLOR", "1");
    let mut session = Session::start(command, 80, 24);
    wait_for_paint(&mut session);
    type_query(&mut session, "250 vs 556");
    session.send("\r");
    session.wait_for("Key differences");
    session.send("?");
    session.wait_for("In a comparison");
    assert_eq!(colours(session.bytes()), [0; 0]);
}

#[test]
fn a_click_opens_a_page() {
    let mut session = browser(&[]);
    // The third row of the list, which starts in the third row of the screen.
    session.send("\x1b[<0;5;5M\x1b[<0;5;5m");
    session.wait("the page of what was clicked", |screen| {
        let mut rows = screen.rows(0, 80).skip(1);
        let rule = rows.next().unwrap_or_default();
        let clicked = rows.nth(2).unwrap_or_default();
        let Some((_, selected)) = clicked.split_once('▌') else {
            return false;
        };
        // Behind the sign of its severity.
        let code = selected.split_whitespace().nth(1).unwrap_or_default();
        rule.contains(&format!("─ {code} ─"))
    });
}

/// Where the line between list and page begins, from 0 on.
fn divider(screen: &vt100::Screen) -> Option<usize> {
    let row = screen.rows(0, 80).nth(1)?;
    row.chars().position(|c| c == '┬')
}

#[rstest]
#[case::sgr("\x1b[<0;33;12M", "\x1b[<32;41;14M", "\x1b[<0;41;14m")]
#[case::of_urxvt("\x1b[32;33;12M", "\x1b[64;41;14M", "\x1b[35;41;14M")]
#[case::of_three_bytes("\x1b[M\x20A,", "\x1b[M@I.", "\x1b[M#I.")]
fn the_line_between_list_and_page_is_dragged(
    #[case] press: &str,
    #[case] drag: &str,
    #[case] release: &str,
) {
    let mut session = browser(&[]);
    session.wait("the list beside a page", |screen| {
        divider(screen) == Some(32)
    });
    session.send(press);
    session.send(drag);
    session.wait("the line under the mouse", |screen| {
        divider(screen) == Some(40)
    });
    session.send(release);
    // Whatever comes behind the release moves nothing; the key shows that it was read.
    session.send("\x1b[<32;36;14M556");
    session.wait("the page of what is typed behind it", |screen| {
        screen.contents().contains("Domain does not accept mail") && divider(screen) == Some(40)
    });
}

#[test]
fn no_mouse_leaves_the_mouse_alone() {
    let mut session = browser(&["--no-mouse"]);
    session.send("\x03");
    session.wait_end();
    let written = String::from_utf8_lossy(session.bytes());
    assert!(written.contains("\x1b[?1049h"), "it was in the terminal");
    for mode in ["?9", "?1000", "?1002", "?1003", "?1006", "?1015"] {
        for end in ["h", "l"] {
            assert!(!written.contains(&format!("\x1b[{mode}{end}")), "{mode}");
        }
    }
}
