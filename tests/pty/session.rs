//! A program in a pseudo-terminal: keys go in, a parsed screen comes out.
//!
//! Nothing here waits for a fixed time. A wait ends when the screen shows what is expected, and fails after a deadline that is far
//! longer than any machine needs. One thread does it all, so that dropping the session really closes the terminal.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::fd::AsFd;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use pty_process::Size;
use pty_process::blocking::{Command, Pts, Pty, open};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{LocalModes, OutputModes, Termios, tcgetattr, tcgetpgrp};
use vt100::{Parser, Screen};

/// After this long a wait has failed.
pub(crate) const DEADLINE: Duration = Duration::from_secs(60);

/// A program in a pseudo-terminal.
pub(crate) struct Session {
    /// The side of the terminal emulator; nothing once it was closed.
    pty: Option<Pty>,
    pid: Pid,
    ended: Receiver<ExitStatus>,
    running: bool,
    parser: Parser,
    bytes: Vec<u8>,
    /// The settings of the terminal before the program started.
    before: Termios,
}

/// A command with nothing in its environment but what a terminal needs.
pub(crate) fn command(program: &str) -> Command {
    Command::new(program)
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("TERM", "xterm-256color")
        .env("LANG", "C.UTF-8")
        .env("SMTPREF_PAGER", "")
}

impl Session {
    /// Starts a command in a window of so many columns and rows.
    pub(crate) fn start(command: Command, columns: u16, rows: u16) -> Self {
        Self::start_told(command, (columns, rows), (columns, rows))
    }

    /// Starts a command in a terminal that tells another size than its window has.
    pub(crate) fn start_told(command: Command, told: (u16, u16), size: (u16, u16)) -> Self {
        Self::start_prepared(command, told, size, |_| {})
    }

    /// Starts a command in a terminal that somebody has left in a state of its own.
    pub(crate) fn start_prepared(
        command: Command,
        told: (u16, u16),
        (columns, rows): (u16, u16),
        prepare: impl FnOnce(&Pts),
    ) -> Self {
        let (pty, pts) = open().unwrap();
        pty.resize(Size::new(told.1, told.0)).unwrap();
        prepare(&pts);
        let before = tcgetattr(&pty).unwrap();
        let mut child = command.spawn(pts).unwrap();
        let pid = Pid::from_child(&child);
        let (tell, ended) = channel();
        thread::spawn(move || tell.send(child.wait().unwrap()));
        Self {
            pty: Some(pty),
            pid,
            ended,
            running: true,
            parser: Parser::new(number(rows), number(columns), 0),
            bytes: Vec::new(),
            before,
        }
    }

    /// The parsed screen.
    pub(crate) fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    /// All that the program has written so far.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Forgets what was written so far, but not the screen.
    pub(crate) fn forget_bytes(&mut self) {
        self.bytes.clear();
    }

    /// The process.
    pub(crate) fn pid(&self) -> Pid {
        self.pid
    }

    /// The process group that has the terminal now.
    pub(crate) fn foreground(&self) -> Pid {
        tcgetpgrp(self.pty.as_ref().unwrap()).unwrap()
    }

    /// Types, all at once.
    pub(crate) fn send(&mut self, keys: &str) {
        let mut pty = self.pty.as_ref().unwrap();
        pty.write_all(keys.as_bytes()).unwrap();
    }

    /// Waits until the program has read all that was typed.
    #[cfg(target_os = "linux")]
    pub(crate) fn wait_taken(&self) {
        let input = std::fs::File::open(format!("/proc/{}/fd/0", self.pid.as_raw_nonzero()));
        let input = input.unwrap();
        let start = Instant::now();
        while rustix::io::ioctl_fionread(&input).unwrap() > 0 {
            assert!(start.elapsed() < DEADLINE, "nobody reads the keys");
            thread::yield_now();
        }
    }

    /// Waits until the program has written as much as a terminal holds that nobody reads.
    pub(crate) fn wait_filled(&self) {
        let start = Instant::now();
        while rustix::io::ioctl_fionread(self.pty.as_ref().unwrap()).unwrap() < 4000 {
            assert!(start.elapsed() < DEADLINE, "the program writes too little");
            thread::yield_now();
        }
    }

    /// Sends the process a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    /// Sends the process a signal that may come too late: it has its end before it.
    pub(crate) fn signal_if_there(&self, signal: Signal) {
        let sent = kill_process(self.pid, signal);
        assert!(
            matches!(sent, Ok(()) | Err(rustix::io::Errno::SRCH)),
            "{sent:?}"
        );
    }

    /// Gives the window a new size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        let pty = self.pty.as_ref().unwrap();
        pty.resize(Size::new(rows, columns)).unwrap();
        self.parser
            .screen_mut()
            .set_size(number(rows), number(columns));
    }

    /// Writes over the screen as another program would.
    pub(crate) fn scribble(&mut self, text: &str) {
        self.parser.process(text.as_bytes());
    }

    /// Closes the window under the program.
    pub(crate) fn close(&mut self) {
        self.pty = None;
    }

    /// Waits until the screen is as expected.
    pub(crate) fn wait(&mut self, what: &str, expected: impl Fn(&Screen) -> bool) {
        let start = Instant::now();
        while !expected(self.screen()) {
            let left = DEADLINE.saturating_sub(start.elapsed());
            assert!(
                self.read(left),
                "waited in vain for {what}; the screen shows\n{}",
                self.screen().contents()
            );
        }
    }

    /// Waits until a text stands on the screen.
    pub(crate) fn wait_for(&mut self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    /// Waits until what was written is as expected.
    pub(crate) fn wait_bytes(&mut self, what: &str, expected: impl Fn(&[u8]) -> bool) {
        let start = Instant::now();
        while !expected(&self.bytes) {
            let left = DEADLINE.saturating_sub(start.elapsed());
            assert!(self.read(left), "waited in vain for {what}");
        }
    }

    /// Waits until a frame ends with this sequence, whether the frame is in marks or too short for them.
    pub(crate) fn wait_written(&mut self, sequence: &str) {
        let start = Instant::now();
        let marked = format!("{sequence}\x1b[?2026l");
        while !(self.bytes.ends_with(sequence.as_bytes())
            || self.bytes.ends_with(marked.as_bytes()))
        {
            let left = DEADLINE.saturating_sub(start.elapsed());
            assert!(self.read(left), "waited in vain for {sequence:?}");
        }
    }

    /// Waits until the program has ended and all that it wrote is on the screen.
    pub(crate) fn wait_end(&mut self) -> ExitStatus {
        let start = Instant::now();
        while self.pty.is_some() && self.read(DEADLINE.saturating_sub(start.elapsed())) {}
        let left = DEADLINE.saturating_sub(start.elapsed());
        let status = self.ended.recv_timeout(left).unwrap_or_else(|_| {
            panic!(
                "the program does not end; the screen shows\n{}",
                self.screen().contents()
            )
        });
        self.running = false;
        status
    }

    /// Takes in what the program has written already; whether it was anything.
    pub(crate) fn read_pending(&mut self) -> bool {
        let mut any = false;
        while self.read(Duration::ZERO) {
            any = true;
        }
        any
    }

    /// Waits for bytes and takes them in; false at the deadline and when no program has the terminal open any more.
    fn read(&mut self, left: Duration) -> bool {
        let mut pty = self.pty.as_ref().unwrap();
        let timeout = Timespec::try_from(left).unwrap();
        let mut watched = [PollFd::from_borrowed_fd(pty.as_fd(), PollFlags::IN)];
        if poll(&mut watched, Some(&timeout)).unwrap() == 0 {
            return false;
        }
        let mut buffer = [0; 4096];
        // Linux answers with an error where no program is left.
        let Ok(count @ 1..) = pty.read(&mut buffer) else {
            return false;
        };
        self.parser.process(&buffer[..count]);
        self.bytes.extend(&buffer[..count]);
        true
    }

    /// Waits until the settings of the terminal are as expected.
    pub(crate) fn wait_settings(&self, what: &str, expected: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !expected(self) {
            assert!(start.elapsed() < DEADLINE, "waited in vain for {what}");
            thread::yield_now();
        }
    }

    /// Whether the terminal takes line by line and echoes, as for a shell.
    pub(crate) fn is_cooked(&self) -> bool {
        let now = tcgetattr(self.pty.as_ref().unwrap()).unwrap();
        now.local_modes
            .contains(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG)
            && now.output_modes.contains(OutputModes::OPOST)
    }

    /// Whether all settings of the terminal are those from before the start.
    pub(crate) fn has_settings_of_before(&self) -> bool {
        let now = tcgetattr(self.pty.as_ref().unwrap()).unwrap();
        now.local_modes == self.before.local_modes
            && now.input_modes == self.before.input_modes
            && now.output_modes == self.before.output_modes
            && now.control_modes == self.before.control_modes
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if self.running && self.ended.try_recv().is_err() {
            let _ = kill_process(self.pid, Signal::KILL);
        }
    }
}

/// The rows of the screen without spaces at their ends: it cannot be seen whether those were written.
pub(crate) fn shown(screen: &Screen) -> String {
    let columns = screen.size().1.get();
    let rows: Vec<String> = screen
        .rows(0, columns)
        .map(|row| row.trim_end().to_owned())
        .collect();
    rows.join("\n")
}

/// The status as a shell has it: of a process that a signal killed, 128 and the number of the signal.
pub(crate) fn as_shell(status: ExitStatus) -> i32 {
    let killed = status.signal().map(|signal| 128 + signal);
    status.code().or(killed).unwrap()
}

fn number(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}
