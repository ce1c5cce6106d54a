//! Entering the terminal and leaving it: one `leave` for quit, error, panic and signals, that does its work only once.

use std::io::{self, IsTerminal, stdout};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::execute;
use crossterm::terminal::{
    self, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;

/// Whether the terminal is ours now.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// The terminal while it is ours; dropping it leaves the terminal.
#[derive(Debug)]
pub struct Screen {
    mouse: bool,
}

/// The width of the terminal that standard output goes to; nothing if it goes elsewhere or the terminal does not tell.
#[must_use]
pub fn columns() -> Option<u16> {
    let (columns, _) = stdout().is_terminal().then(terminal::size)?.ok()?;
    (columns > 0).then_some(columns)
}

impl Screen {
    /// Takes the terminal, and sees to it that a panic or a signal gives it back.
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
        leave_on_signals()?;
        let screen = Self { mouse };
        screen.take()?;
        Ok(screen)
    }

    fn take(&self) -> io::Result<()> {
        ENTERED.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        if self.mouse {
            execute!(stdout(), EnableMouseCapture)?;
        }
        Ok(())
    }

    /// Gives the terminal back, stops the process, and takes the terminal again when the process is continued.
    ///
    /// # Errors
    /// If the terminal does not take the settings.
    pub fn suspend(&self) -> io::Result<()> {
        leave();
        signal_hook::low_level::raise(SIGTSTP)?;
        self.take()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// Gives the terminal back as it was: screen, cursor, mouse, paste mode, raw mode. Does nothing if that is done already.
pub fn leave() {
    if ENTERED.swap(false, Ordering::SeqCst) {
        // Each step may fail on a terminal that is gone; the others are still worth trying.
        let _ = execute!(stdout(), DisableMouseCapture);
        let _ = execute!(stdout(), DisableBracketedPaste);
        let _ = execute!(stdout(), LeaveAlternateScreen, Show);
        let _ = disable_raw_mode();
    }
}

/// A thread that sleeps until a signal ends the program: the loop blocks on the terminal and would not notice.
fn leave_on_signals() -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            leave();
            std::process::exit(128 + signal);
        }
    });
    Ok(())
}
