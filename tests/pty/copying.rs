//! What is copied arrives whole where it can arrive, and the footer says the truth of it.

use std::fs;
use std::path::Path;

use rstest::rstest;

use crate::SMTPREF;
use crate::session::{Session, as_shell, command};

/// The browser at the page of 556.
fn page(environment: &[(&str, &str)], arguments: &[&str]) -> Session {
    let command = command(SMTPREF).arg("556").args(arguments);
    let command = command.envs(environment.iter().copied());
    let mut session = Session::start(command, 100, 24);
    session.wait("the page of 556", |screen| {
        screen.contents().contains("Domain does not accept mail") && screen.hide_cursor()
    });
    session.wait_written("\x1b[?25l");
    session.forget_bytes();
    session
}

/// The text of the first OSC 52 that is whole.
pub(crate) fn copied(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let (_, after) = text.split_once("\x1b]52;")?;
    let (_, after) = after.split_once(';')?;
    let end = after.find(['\x07', '\x1b'])?;
    decoded(&after[..end])
}

/// Base64.
fn decoded(text: &str) -> Option<String> {
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let mut bits = 0_u32;
    let mut count = 0;
    for c in text.trim_end_matches('=').chars() {
        bits = bits << 6 | u32::try_from(digits.find(c)?).ok()?;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count).ok()?);
            bits &= (1 << count) - 1;
        }
    }
    String::from_utf8(bytes).ok()
}

fn quit(mut session: Session) {
    session.send("\x03");
    assert_eq!(as_shell(session.wait_end()), 0);
}

#[rstest]
#[case::short_answer("y", "Sent the short answer of 556 to the clipboard (")]
#[case::page("Y", "Sent all of 556 as Markdown to the clipboard (")]
fn the_terminal_gets_it_and_the_size_is_named(#[case] key: &str, #[case] says: &str) {
    let mut session = page(&[], &[]);
    session.send(key);
    session.wait_for(says);
    let text = copied(session.bytes()).unwrap();
    assert!(text.contains("556 Domain does not accept mail\n"), "{text}");
    let size = if text.len() < 1000 {
        format!("{} bytes", text.len())
    } else {
        format!(
            "{}.{} KB",
            (text.len() + 50) / 1000,
            (text.len() + 50) / 100 % 10
        )
    };
    let contents = session.screen().contents();
    assert!(contents.contains(&format!("{says}{size})")), "{contents}");
    assert_eq!(key == "y", text.len() <= 1500, "{}", text.len());
    quit(session);
}

#[rstest]
#[case::console("linux")]
#[case::vt("vt220")]
fn a_terminal_without_a_clipboard_is_sent_nothing(#[case] term: &str) {
    let mut session = page(&[("TERM", term)], &[]);
    session.send("Y");
    session.wait_for("Copied nothing");
    assert!(!String::from_utf8_lossy(session.bytes()).contains("\x1b]52"));
    quit(session);
}

#[rstest]
#[case::option(true)]
#[case::environment(false)]
fn a_command_gets_it(#[case] option: bool) {
    let name = format!("copied-{option}");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_file(&file);
    let line = format!("cat > '{}'", file.display());
    let mut session = if option {
        page(&[("SMTPREF_CLIPBOARD", "false")], &["--clipboard", &line])
    } else {
        page(&[("SMTPREF_CLIPBOARD", &line)], &[])
    };
    session.send("Y");
    session.wait_for("Copied all of 556 as Markdown with cat");
    let text = fs::read_to_string(&file).unwrap();
    assert!(
        text.starts_with("# 556 Domain does not accept mail\n"),
        "{text}"
    );
    assert!(!String::from_utf8_lossy(session.bytes()).contains("\x1b]52"));
    quit(session);
}

#[test]
fn a_command_that_fails_is_told() {
    let mut session = page(&[], &["--clipboard", "exit 3"]);
    session.send("y");
    session.wait_for("Copied nothing: exit 3 failed");
    quit(session);
}

#[test]
fn an_address_that_is_followed_is_shown_whole_and_copied() {
    let mut session = page(&[], &[]);
    // The last link of a page is an address.
    session.send("(");
    session.send("\r");
    session.wait_for("to the clipboard (");
    let address = copied(session.bytes()).unwrap();
    assert!(address.starts_with("https://"), "{address}");
    let shown: String = session
        .screen()
        .rows(0, 100)
        .map(|row| row.trim().to_owned())
        .collect();
    assert!(shown.contains(&address), "{address}");
    quit(session);
}

#[test]
fn screen_gets_it_in_pieces() {
    let mut session = page(&[("TERM", "screen"), ("STY", "1.pts")], &[]);
    session.send("Y");
    session.wait_for("through GNU screen (");
    let written = String::from_utf8_lossy(session.bytes()).into_owned();
    let pieces: Vec<&str> = written.split("\x1bP").skip(1).collect();
    let pieces: Vec<&str> = pieces
        .iter()
        .filter_map(|piece| piece.split("\x1b\\").next())
        .collect();
    assert!(pieces.len() > 2);
    assert!(pieces.iter().all(|piece| piece.len() + 4 <= 768));
    let text = copied(pieces.concat().as_bytes()).unwrap();
    assert!(
        text.starts_with("# 556 Domain does not accept mail\n"),
        "{text}"
    );
    quit(session);
}

/// What says that it is GNU screen may be tmux, which drops what that passes on.
#[test]
fn where_it_may_be_tmux_the_notice_says_what_to_set() {
    let mut session = page(&[("TERM", "screen-256color")], &[]);
    session.send("y");
    session.wait_for("TERM=tmux-256color");
    let written = String::from_utf8_lossy(session.bytes()).into_owned();
    assert!(written.contains("\x1bP\x1b]52;"), "{written:?}");
    quit(session);
}

/// GNU screen prints a sequence that is not in pieces, and the variable of a tmux that is gone says nothing.
#[test]
fn screen_that_has_outlived_its_tmux_gets_pieces() {
    let gone = [
        ("TERM", "screen"),
        ("STY", "1.pts"),
        ("TMUX", "/nonexistent,1,0"),
    ];
    let mut session = page(&gone, &[]);
    session.send("Y");
    session.wait_for("through GNU screen (");
    let written = String::from_utf8_lossy(session.bytes()).into_owned();
    let bare = written.match_indices("\x1b]52;");
    let begins = bare.filter(|(at, _)| written[..*at].ends_with("\x1bP"));
    assert_eq!(begins.count(), written.matches("\x1b]52;").count());
    assert_eq!(written.matches("\x1b]52;").count(), 1);
    quit(session);
}
