//! The terminal as a source of bytes, beside the signals: sleeps until one of both has something.
//!
//! crossterm's own source is not used: it takes an Esc at the end of a read for the key, types the answers of terminals, and hears no key
//! at all behind a sequence that was cut off.

use std::io::{self, Read as _};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::SIGHUP;

use super::decode::{Decoder, Waits};
use super::{signals, surface};
use crate::keymap::Context;
use crate::terminal::pending::Pending;

/// How much longer than for a key the rest of a sequence is waited for: nobody types those, but links are slow.
const PATIENCE: u32 = 20;
/// The share of the time for a key in which nobody types the next one: text that comes so fast is a paste, though each letter of it comes alone,
/// as over a serial line.
const SHARE_OF_A_PASTE: u32 = 5;
/// How much is read before it is looked at.
const CHUNK: usize = 64 * 1024;
/// The terminal hands over no more than this at once: what is as long has a rest.
const WHOLE_READ: usize = 1024;

/// The terminal that keys come from.
#[derive(Debug)]
pub(in crate::terminal) struct Source {
    terminal: OwnedFd,
    signals: UnixStream,
    decoder: Decoder,
    /// How long a key may take behind an Esc.
    esc: Duration,
    /// Whether something was waited for.
    has_waited: bool,
    /// When text was read, if that came last.
    text_at: Option<Instant>,
}

/// Why there is something to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Woken {
    Bytes,
    Signal,
    TooLong,
}

impl Source {
    /// Opens the terminal and makes sure that signals are obeyed from now on.
    ///
    /// # Errors
    /// If there is no terminal.
    pub(in crate::terminal) fn open(esc: Duration) -> io::Result<Self> {
        Ok(Self {
            terminal: surface::keyboard()?,
            signals: signals::obey()?,
            decoder: Decoder::default(),
            esc,
            has_waited: false,
            text_at: None,
        })
    }

    /// Sleeps until something arrives or a signal asks for something. What belongs together is read together.
    ///
    /// # Errors
    /// If the terminal cannot be read.
    pub(in crate::terminal) fn wait(
        &mut self,
        pending: &mut Pending<'_>,
        context: Context,
    ) -> io::Result<()> {
        if !std::mem::replace(&mut self.has_waited, true)
            && self.sleep(Some(Duration::ZERO))? == Woken::Bytes
        {
            pending.begin_with_start();
        }
        while pending.is_empty() {
            let timeout = match self.decoder.waits() {
                Waits::Not => None,
                Waits::ForKey => Some(self.esc),
                Waits::ForSequence => Some(self.esc * PATIENCE),
            };
            match self.sleep(timeout)? {
                Woken::Signal => {
                    let _ = self.signals.read(&mut [0; 64]);
                    return Ok(());
                }
                Woken::TooLong => self.decoder.give_up(pending),
                Woken::Bytes => {
                    let before = self.text_at;
                    let mut count = self.read(pending)?;
                    let at_once = self.esc / SHARE_OF_A_PASTE;
                    let letters = u32::try_from(count).unwrap_or(u32::MAX);
                    let is_fast = before.zip(self.text_at).is_some_and(|(before, now)| {
                        now.duration_since(before) < at_once.saturating_mul(letters)
                    });
                    // A paste comes in pieces.
                    loop {
                        let is_long = count >= WHOLE_READ || pending.is_amid_paste(context);
                        let patience = match (is_long, is_fast && self.text_at.is_some()) {
                            (true, _) => self.esc,
                            (false, true) => at_once,
                            (false, false) => break,
                        };
                        if self.sleep(Some(patience))? != Woken::Bytes {
                            break;
                        }
                        count = self.read(pending)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Reads what is there, and says how much that was.
    fn read(&mut self, pending: &mut Pending<'_>) -> io::Result<usize> {
        let mut bytes = Vec::new();
        let mut buffer = [0; 4096];
        while bytes.len() < CHUNK {
            let count = rustix::io::retry_on_intr(|| rustix::io::read(&self.terminal, &mut buffer));
            match count {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => bytes.extend(&buffer[..count]),
                Err(Errno::AGAIN) => break,
                Err(error) => return Err(error.into()),
            }
            if self.sleep(Some(Duration::ZERO))? != Woken::Bytes {
                break;
            }
        }
        self.decoder.push(&bytes, pending);
        self.text_at = pending.ends_in_text().then(Instant::now);
        Ok(bytes.len())
    }

    /// Sleeps until there is something, or so long.
    fn sleep(&self, timeout: Option<Duration>) -> io::Result<Woken> {
        let timeout = timeout.map(|time| Timespec {
            tv_sec: i64::try_from(time.as_secs()).unwrap_or(i64::MAX),
            tv_nsec: time.subsec_nanos().into(),
        });
        let screen = surface::drawn_on();
        loop {
            let mut watched = [
                PollFd::new(&self.signals, PollFlags::IN),
                PollFd::new(&self.terminal, PollFlags::IN),
                // Asks for nothing: that a terminal is gone is always told.
                PollFd::from_borrowed_fd(screen, PollFlags::empty()),
            ];
            match poll(&mut watched, timeout.as_ref()) {
                Err(Errno::INTR) => continue,
                Err(error) => return Err(error.into()),
                Ok(0) => return Ok(Woken::TooLong),
                Ok(_) => {}
            }
            let [signal, terminal, screen] = watched.map(|one| one.revents());
            if (terminal | screen).intersects(PollFlags::HUP | PollFlags::ERR) {
                // Its window was closed or the connection broke. Only the process that leads the session is told so by a signal.
                signals::end(SIGHUP);
            }
            return Ok(if signal.intersects(PollFlags::IN) {
                Woken::Signal
            } else {
                Woken::Bytes
            });
        }
    }
}

/// Whether the terminal that is drawn on is gone.
pub(in crate::terminal) fn is_gone() -> bool {
    let mut watched = [PollFd::from_borrowed_fd(
        surface::drawn_on(),
        PollFlags::empty(),
    )];
    let gone = PollFlags::HUP | PollFlags::ERR;
    poll(&mut watched, Some(&Timespec::default())).is_ok() && watched[0].revents().intersects(gone)
}
