//! Entering the terminal and leaving it: one `leave` for quit, error, panic, signals and suspension, that does its work only once.
//!
//! The signals that stop and continue the process only leave a note here and wake the loop, which [`Screen::apply_signals`]s it: only the
//! loop knows when nothing is being drawn.

use std::io::{self, IsTerminal, Write, stdout};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crossterm::cursor::Show;
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{
    self, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::raise;

use super::hangup;

/// Asks for clicks and the wheel, in the three encodings that terminals know, the best last. crossterm would also ask for every
/// move of the mouse, and each would wake the program for nothing.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1015h\x1b[?1006h";
/// Takes it back.
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1015l\x1b[?1000l";

/// Whether the terminal is ours now.
static ENTERED: AtomicBool = AtomicBool::new(false);
/// Whether the mouse is ours too.
static MOUSE: AtomicBool = AtomicBool::new(false);
/// Whether the process was asked to stop.
static STOP: AtomicBool = AtomicBool::new(false);
/// Whether the next request to stop is the one that the process sends its own job.
static OWN_STOP: AtomicBool = AtomicBool::new(false);
/// Whether the process was stopped and goes on now.
static CONTINUED: AtomicBool = AtomicBool::new(false);

/// The terminal while it is ours; dropping it leaves the terminal.
#[derive(Debug)]
pub struct Screen {
    mouse: bool,
}

/// The width of the terminal that standard output goes to; `None` if it goes elsewhere or the terminal does not tell.
#[must_use]
pub fn columns() -> Option<u16> {
    let (columns, _) = stdout().is_terminal().then(terminal::size)?.ok()?;
    (columns > 0).then_some(columns)
}

impl Screen {
    /// Takes the terminal, and makes sure that a panic, a signal or the loss of the terminal gives it back.
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
        // The first poll makes the source of events; before that nothing could wake the loop.
        event::poll(Duration::ZERO)?;
        apply_signals()?;
        hangup::watch();
        Ok(screen)
    }

    fn take(&self) -> io::Result<()> {
        ENTERED.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        if self.mouse {
            MOUSE.store(true, Ordering::SeqCst);
            execute!(stdout(), Print(MOUSE_ON))?;
        }
        Ok(())
    }

    /// Stops the process or takes the terminal again if a signal asked for it; returns whether everything must be drawn again.
    ///
    /// # Errors
    /// If the terminal does not take the settings.
    pub fn apply_signals(&self) -> io::Result<bool> {
        if STOP.swap(false, Ordering::SeqCst) {
            leave();
            raise(SIGSTOP)?;
        }
        let continued = CONTINUED.swap(false, Ordering::SeqCst);
        if continued {
            leave();
            self.take()?;
        }
        Ok(continued)
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
    if ENTERED.swap(false, Ordering::SeqCst) {
        // Each step may fail on a terminal that is gone; the others are still worth trying.
        if MOUSE.swap(false, Ordering::SeqCst) {
            let _ = execute!(stdout(), Print(MOUSE_OFF));
        }
        let _ = execute!(stdout(), DisableBracketedPaste);
        let _ = execute!(stdout(), LeaveAlternateScreen, Show);
        let _ = disable_raw_mode();
    }
}

/// Stops the shell's whole job, this process included, as the terminal does outside raw mode.
///
/// Does nothing where no shell could continue it: in the group of the process that leads the session (`xterm -e`, `ssh host`).
pub(super) fn stop_job() -> io::Result<()> {
    if getsid(None)? == getpgrp() {
        return Ok(());
    }
    // The shell may take the terminal as soon as one process of the job has stopped.
    leave();
    OWN_STOP.store(true, Ordering::SeqCst);
    CONTINUED.store(false, Ordering::SeqCst);
    kill_current_process_group(Signal::TSTP)?;
    if !CONTINUED.load(Ordering::SeqCst) {
        raise(SIGSTOP)?;
    }
    Ok(())
}

/// Leaves the terminal and ends the process as a signal does, from whatever thread.
pub(super) fn end(signal: i32) -> ! {
    // Keeps a frame that is half drawn from running on behind the last sequence.
    let mut out = stdout().lock();
    leave();
    let _ = out.flush();
    std::process::exit(128 + signal)
}

/// A thread that sleeps until a signal comes: the loop blocks on the terminal and would not notice.
fn apply_signals() -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGTSTP if OWN_STOP.swap(false, Ordering::SeqCst) => continue,
                SIGTSTP => STOP.store(true, Ordering::SeqCst),
                SIGCONT => {
                    STOP.store(false, Ordering::SeqCst);
                    CONTINUED.store(true, Ordering::SeqCst);
                }
                _ => end(signal),
            }
            // The source of events wakes up for a change of the size, and so does the loop.
            let _ = raise(SIGWINCH);
        }
    });
    Ok(())
}
