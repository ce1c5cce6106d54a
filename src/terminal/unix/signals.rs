//! Signals: what ends the process leaves the terminal first, and what stops and continues it is noted for the loop, which alone knows when
//! nothing is being drawn.
//!
//! All of them are obeyed from before the terminal is taken; entering and leaving it exclude each other (`screen`).

use std::io::{self, Write as _, stdout};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use rustix::termios::tcgetpgrp;
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP,
    SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU,
};
use signal_hook::iterator::Signals;
use signal_hook::low_level::raise;

use crate::terminal::screen::{Screen, leave};

/// Whether the process was asked to stop.
static STOP: AtomicBool = AtomicBool::new(false);
/// Whether the next request to stop is the one that the process sends its own job.
static OWN_STOP: AtomicBool = AtomicBool::new(false);
/// Whether the process was stopped and goes on now.
static CONTINUED: AtomicBool = AtomicBool::new(false);

/// What ends a process that does not answer it, of all that can be answered.
const ENDING: [i32; 12] = [
    SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO,
    SIGABRT, SIGXCPU,
];

/// Obeys signals from now on, in a thread that sleeps until one comes. What comes back can be read when the loop has something to do for one.
pub(super) fn obey() -> io::Result<UnixStream> {
    let (loop_end, mut thread_end) = UnixStream::pair()?;
    loop_end.set_nonblocking(true)?;
    thread_end.set_nonblocking(true)?;
    let mut signals = Signals::new(ENDING.iter().chain(&[SIGTSTP, SIGCONT, SIGWINCH]))?;
    thread::spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGTSTP if OWN_STOP.swap(false, Ordering::SeqCst) => continue,
                SIGTSTP => STOP.store(true, Ordering::SeqCst),
                SIGCONT => {
                    STOP.store(false, Ordering::SeqCst);
                    CONTINUED.store(true, Ordering::SeqCst);
                }
                SIGWINCH => {}
                _ => end(signal),
            }
            // If there is no room, the loop has enough to wake up for.
            let _ = thread_end.write(&[0]);
        }
    });
    Ok(loop_end)
}

/// Stops the process or takes the terminal again if a signal asked for it; returns whether everything must be drawn again.
///
/// # Errors
/// If the terminal does not take the settings.
pub(in crate::terminal) fn apply(screen: &Screen) -> io::Result<bool> {
    if STOP.swap(false, Ordering::SeqCst) {
        leave();
        raise(SIGSTOP)?;
    }
    let continued = CONTINUED.swap(false, Ordering::SeqCst);
    if continued {
        leave();
        screen.take()?;
    }
    Ok(continued)
}

/// Stops the shell's whole job, this process included, as the terminal does outside raw mode.
///
/// Does nothing where no shell could continue it: in the group of the process that leads the session (`xterm -e`, `ssh host`).
///
/// # Errors
/// If the signal cannot be sent.
pub(in crate::terminal) fn stop_job() -> io::Result<()> {
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

/// Stops a process in the background before it asks for the terminal: while the terminal stops it, it would hold what a signal needs to
/// end it.
pub(in crate::terminal) fn wait_for_foreground() {
    let elsewhere = super::keyboard()
        .and_then(|terminal| Ok(tcgetpgrp(terminal)?))
        .is_ok_and(|group| group != getpgrp());
    if elsewhere {
        let _ = kill_current_process_group(Signal::TTOU);
    }
}

/// Leaves the terminal and ends the process as a signal does, from whatever thread.
pub(in crate::terminal) fn end(signal: i32) -> ! {
    // Keeps a frame that is half drawn from running on behind the last sequence, and the terminal from being taken after all.
    let mut out = stdout().lock();
    leave();
    let _ = out.flush();
    std::process::exit(128 + signal)
}

/// Ends the process as if the terminal had hung up.
pub(in crate::terminal) fn hang_up() -> ! {
    end(SIGHUP)
}
