//! The built program in a real pseudo-terminal: what a person sees, and what is left of it afterwards.

#![cfg(unix)]

#[path = "pty/browsing.rs"]
mod browsing;
#[path = "pty/colours.rs"]
mod colours;
#[path = "pty/copying.rs"]
mod copying;
#[path = "pty/environments.rs"]
mod environments;
#[cfg(target_os = "linux")]
#[path = "pty/idle.rs"]
mod idle;
#[path = "pty/input.rs"]
mod input;
#[path = "pty/leaving.rs"]
mod leaving;
#[path = "pty/multiplexers.rs"]
mod multiplexers;
#[path = "pty/printing.rs"]
mod printing;
#[path = "pty/session.rs"]
mod session;
#[path = "pty/sizes.rs"]
mod sizes;
#[path = "pty/suspending.rs"]
mod suspending;

use session::{Session, command};

/// The built program.
const SMTPREF: &str = env!("CARGO_BIN_EXE_smtpref");

/// The program with these arguments in a window of 80x24, painted.
fn browser(arguments: &[&str]) -> Session {
    let mut session = Session::start(command(SMTPREF).args(arguments), 80, 24);
    wait_for_paint(&mut session);
    session
}

/// Waits for the first frame.
fn wait_for_paint(session: &mut Session) {
    session.wait("the list and the cursor in the box", |screen| {
        screen.alternate_screen()
            && screen.contents().contains("─ Codes ─")
            && screen.cursor_position() == (0, 3)
    });
    wait_for_cursor(session, 3);
}

/// Types a query and waits for the frame that shows it.
fn type_query(session: &mut Session, query: &str) {
    session.send(query);
    let column = 3 + u16::try_from(query.chars().count()).unwrap();
    session.wait(query, |screen| {
        screen.cursor_position() == (0, column) && screen.contents().contains(query)
    });
    wait_for_cursor(session, column);
}

/// Waits for the end of the frame that is being drawn: there the cursor is shown and goes into the search box.
fn wait_for_cursor(session: &mut Session, column: u16) {
    session.wait_written(&format!("\x1b[?25h\x1b[1;{}H", column + 1));
}
