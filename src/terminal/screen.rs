//! Entering the terminal and leaving it: one `leave` for quit, error, panic, signals and suspension, that does its work only once.
//!
//! Entering, drawing and leaving hold the lock of standard output: a signal that comes amid one of them is obeyed after it.

use std::io::{self, IsTerminal, stdout};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::terminal;
use ratatui::layout::Size;

use super::system;

/// The screen of our own, and pastes in marks: a console of Windows could not tell us of those.
const ENTER: &str = if cfg!(windows) {
    "\x1b[?1049h"
} else {
    "\x1b[?1049h\x1b[?2004h"
};
/// Takes it back. Where there is no such screen the last frame stays: then the prompt comes below it.
const LEAVE: &str = if cfg!(windows) {
    "\x1b[0m\x1b[9999;1H\r\n\x1b[?1049l\x1b[?25h"
} else {
    "\x1b[0m\x1b[?2004l\x1b[9999;1H\r\n\x1b[?1049l\x1b[?25h"
};
/// Asks for clicks and the wheel, for moves while a button is down where the terminal knows that, in the three encodings that terminals
/// know, the best last. On Windows a mode of the console does it. crossterm would also ask for every other move of the mouse, and each would
/// wake the program for nothing.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1015h\x1b[?1006h";
/// Takes it back.
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1015l\x1b[?1002l\x1b[?1000l";

/// The size where the terminal does not know its own: serial consoles, containers that have just started.
const USUAL: Size = Size::new(80, 24);
/// The largest size that is drawn. No window is as large, but a terminal may tell any number, and each cell takes memory.
const LARGEST: Size = Size::new(1000, 1000);

/// What the browser is drawn on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// Standard output.
    Output,
    /// The terminal that the process belongs to, wherever standard output goes: that is left to an answer.
    Terminal,
}

/// Whether the terminal is ours now.
static ENTERED: AtomicBool = AtomicBool::new(false);
/// Whether the mouse is ours too.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// The terminal while it is ours; dropping it leaves the terminal.
#[derive(Debug)]
pub struct Screen {
    mouse: bool,
}

/// The width of the terminal that standard output goes to; `None` if it goes elsewhere.
#[must_use]
pub fn columns() -> Option<u16> {
    let size = stdout().is_terminal().then(size)?.ok()?;
    Some(size.width)
}

/// The rows of the terminal that standard output goes to; `None` if it goes elsewhere.
#[must_use]
pub fn rows() -> Option<u16> {
    let size = stdout().is_terminal().then(size)?.ok()?;
    Some(size.height)
}

/// The size of the window: what the terminal says, else `COLUMNS` and `LINES`, else 80x24.
///
/// # Errors
/// If the terminal cannot be asked.
pub(super) fn size() -> io::Result<Size> {
    // crossterm would open the terminal for it anew, and each frame asks.
    let (columns, rows) = match system::window() {
        Some(window) => window,
        None => terminal::size()?,
    };
    Ok(known((columns, rows), |name| std::env::var(name).ok()))
}

/// The size that a terminal tells, each number that it does not know from the environment; no larger than what is drawn.
fn known((columns, rows): (u16, u16), variable: impl Fn(&str) -> Option<String>) -> Size {
    let known = |told: u16, name: &str, usual: u16, largest: u16| {
        let is_known = |number: &u16| *number > 0;
        let told = Some(told).filter(is_known);
        let told = told.or_else(|| variable(name)?.parse().ok().filter(is_known));
        told.unwrap_or(usual).min(largest)
    };
    Size::new(
        known(columns, "COLUMNS", USUAL.width, LARGEST.width),
        known(rows, "LINES", USUAL.height, LARGEST.height),
    )
}

/// Why the browser cannot run here; `None` if it can.
#[must_use]
pub fn obstacle(surface: Surface) -> Option<&'static str> {
    let is_there = match surface {
        Surface::Output => stdout().is_terminal(),
        Surface::Terminal => system::has_own_terminal(),
    };
    if !is_there {
        Some("the browser needs a terminal")
    } else if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        Some(
            "the browser needs a terminal that moves its cursor, and TERM is dumb; smtpref --plain asks and answers line by line",
        )
    } else if system::keyboard().is_err() {
        Some("the browser needs a terminal that it can read keys from")
    } else {
        system::lack(surface)
    }
}

/// Whether sequences steer the terminal, if there is one. A console of Windows is told to obey them.
#[must_use]
pub fn obeys_sequences() -> bool {
    system::obeys_sequences()
}

impl Screen {
    /// Takes the terminal, and makes sure that a panic gives it back. Signals must be obeyed by now.
    ///
    /// # Errors
    /// If the terminal does not take the settings.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        static HOOKS: Once = Once::new();
        HOOKS.call_once(|| {
            let before = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                leave();
                before(info);
            }));
        });
        let screen = Self { mouse };
        screen.take()?;
        Ok(screen)
    }

    /// Takes the terminal.
    ///
    /// # Errors
    /// If the terminal does not take the settings.
    pub(super) fn take(&self) -> io::Result<()> {
        system::wait_for_foreground();
        let _whole = stdout().lock();
        system::take_modes(self.mouse)?;
        ENTERED.store(true, Ordering::SeqCst);
        system::write_all(ENTER.as_bytes())?;
        if self.mouse && cfg!(not(windows)) {
            MOUSE.store(true, Ordering::SeqCst);
            system::write_all(MOUSE_ON.as_bytes())?;
        }
        Ok(())
    }

    /// Whether the terminal is ours; it is not between stopping and continuing.
    #[must_use]
    pub fn is_entered(&self) -> bool {
        ENTERED.load(Ordering::SeqCst)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// Gives the terminal back as it was: screen, cursor, mouse, paste mode, raw mode. Does nothing if that is done already.
pub fn leave() {
    let _whole = stdout().lock();
    if ENTERED.swap(false, Ordering::SeqCst) {
        // Each step may fail on a terminal that is gone; the others are still worth trying.
        if MOUSE.swap(false, Ordering::SeqCst) {
            let _ = system::write_all(MOUSE_OFF.as_bytes());
        }
        let _ = system::write_all(LEAVE.as_bytes());
        let _ = system::give_modes_back();
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::told((120, 40), &[("COLUMNS", "90"), ("LINES", "9")], (120, 40))]
    #[case::of_the_environment((0, 0), &[("COLUMNS", "90"), ("LINES", "9")], (90, 9))]
    #[case::half_of_it((0, 40), &[("COLUMNS", "90"), ("LINES", "9")], (90, 40))]
    #[case::told_by_nobody((0, 0), &[], (80, 24))]
    #[case::no_numbers((0, 0), &[("COLUMNS", "wide"), ("LINES", "0")], (80, 24))]
    #[case::larger_than_any_window((65535, 40), &[], (1000, 40))]
    #[case::larger_in_the_environment((0, 0), &[("COLUMNS", "65535"), ("LINES", "65535")], (1000, 1000))]
    #[case::beyond_all_numbers((0, 0), &[("COLUMNS", "70000"), ("LINES", "-1")], (80, 24))]
    fn a_size_that_the_terminal_does_not_tell_is_that_of_the_environment(
        #[case] told: (u16, u16),
        #[case] variables: &[(&str, &str)],
        #[case] size: (u16, u16),
    ) {
        let variable = |name: &str| {
            let mut set = variables.iter().filter(|(known, _)| *known == name);
            set.next().map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(known(told, variable), Size::new(size.0, size.1));
    }
}
