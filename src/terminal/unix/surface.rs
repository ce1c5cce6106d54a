//! The terminal as files: what keys are read from and what is drawn on. Both are standard streams where those are terminals, else the terminal
//! that the process belongs to.

use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, stderr, stdin, stdout};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::OnceLock;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{FileType, Stat, fstat};
use rustix::io::Errno;
use rustix::termios::{tcgetattr, tcgetwinsize};

use super::super::screen::Surface;

/// The terminal that is drawn on, where that is not standard output.
static BESIDE: OnceLock<File> = OnceLock::new();

/// Draws on this from now on.
///
/// # Errors
/// If there is no such terminal.
pub(in crate::terminal) fn draw_on(surface: Surface) -> io::Result<()> {
    if surface == Surface::Terminal && !stdout().is_terminal() {
        // Whatever was drawn on before holds: a program has one terminal.
        let _ = BESIDE.set(own_terminal(OpenOptions::new().write(true))?);
    }
    Ok(())
}

/// Lets keys come as they are pressed; the mouse is asked for by sequences.
///
/// # Errors
/// If the terminal does not take the settings.
pub(in crate::terminal) fn take_modes(_: bool) -> io::Result<()> {
    enable_raw_mode()
}

/// Takes that back.
///
/// # Errors
/// If the terminal does not take the settings.
pub(in crate::terminal) fn give_modes_back() -> io::Result<()> {
    disable_raw_mode()
}

/// What a terminal lacks that is there: nothing that could be asked.
pub(in crate::terminal) const fn lack(_: Surface) -> Option<&'static str> {
    None
}

/// Whether sequences steer the terminal.
pub(in crate::terminal) const fn obeys_sequences() -> bool {
    true
}

/// How long the others of a pipeline may take to start.
const START: Duration = Duration::from_millis(50);

/// Lets a pager behind the pipe start first. It notes the settings of the terminal and returns to them in the end: those have to be the
/// settings from before, and what it changes must not be changed back under it.
pub(in crate::terminal) fn let_pager_start() {
    let is_pipe = |stat: Stat| FileType::from_raw_mode(stat.st_mode) == FileType::Fifo;
    let Some(terminal) = BESIDE.get().filter(|_| fstat(stdout()).is_ok_and(is_pipe)) else {
        return;
    };
    let modes = || {
        tcgetattr(terminal)
            .map(|settings| settings.local_modes)
            .ok()
    };
    let (found, start) = (modes(), Instant::now());
    while start.elapsed() < START && modes() == found {
        sleep(START / 10);
    }
}

/// Whether there is a terminal besides standard output that can be drawn on, or standard output is one.
pub(in crate::terminal) fn has_own_terminal() -> bool {
    stdout().is_terminal() || own_terminal(OpenOptions::new().write(true)).is_ok()
}

/// What is drawn on.
pub(super) fn drawn_on() -> BorrowedFd<'static> {
    BESIDE.get().map_or_else(rustix::stdio::stdout, File::as_fd)
}

/// The columns and rows of what is drawn on; `None` if it does not tell them.
pub(in crate::terminal) fn window() -> Option<(u16, u16)> {
    let size = tcgetwinsize(drawn_on()).ok()?;
    Some((size.ws_col, size.ws_row))
}

/// The terminal that keys are read from: standard input, or where that is something else the one that the process belongs to.
///
/// # Errors
/// If there is none.
pub(in crate::terminal) fn keyboard() -> io::Result<OwnedFd> {
    if stdin().is_terminal() {
        return stdin().as_fd().try_clone_to_owned();
    }
    Ok(own_terminal(OpenOptions::new().read(true))?.into())
}

/// The terminal that the process belongs to.
fn own_terminal(how: &OpenOptions) -> io::Result<File> {
    let own = how.open("/dev/tty")?;
    // Where this name cannot be waited for, the terminal's own name can.
    if cfg!(target_vendor = "apple") {
        let (stdin, stdout, stderr) = (stdin(), stdout(), stderr());
        let streams = [stdin.as_fd(), stdout.as_fd(), stderr.as_fd()];
        let names = streams
            .into_iter()
            .filter_map(|stream| rustix::termios::ttyname(stream, Vec::new()).ok());
        for name in names {
            if let Ok(terminal) = how.open(name.to_string_lossy().into_owned()) {
                return Ok(terminal);
            }
        }
    }
    Ok(own)
}

/// Writes everything, to a terminal that another program has told not to wait too.
///
/// # Errors
/// If the terminal cannot be written.
pub(in crate::terminal) fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    // Excludes leaving, whatever is drawn on.
    let _whole = stdout().lock();
    let screen = drawn_on();
    while !bytes.is_empty() {
        match rustix::io::write(screen, bytes) {
            Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                let mut watched = [PollFd::from_borrowed_fd(screen, PollFlags::OUT)];
                match poll(&mut watched, None) {
                    Ok(_) | Err(Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
