//! Notices that the terminal is gone: its window was closed or the connection broke.
//!
//! The process is not always told by a signal (only the process that leads the session is), and the source of events would read
//! nothing from such a terminal over and over.

use std::io::stdout;
use std::thread;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::SIGHUP;

use super::screen;

/// A thread that sleeps until the terminal is gone and then ends the process.
pub(super) fn watch() {
    thread::spawn(|| {
        if wait(None) {
            screen::end(SIGHUP);
        }
    });
}

/// Whether the terminal is gone.
pub(super) fn has_happened() -> bool {
    wait(Some(&Timespec::default()))
}

fn wait(timeout: Option<&Timespec>) -> bool {
    let terminal = stdout();
    loop {
        // Asks for nothing: that a terminal is gone is always told.
        let mut watched = [PollFd::new(&terminal, PollFlags::empty())];
        match poll(&mut watched, timeout) {
            Err(Errno::INTR) => {}
            Err(_) | Ok(0) => return false,
            Ok(_) => {
                let gone = PollFlags::HUP | PollFlags::ERR;
                return watched[0].revents().intersects(gone);
            }
        }
    }
}
