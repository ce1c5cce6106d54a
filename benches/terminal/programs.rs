//! The two programs: how they are started, and by what one sees that they are done.

use std::fs;
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process;
use std::time::{Duration, Instant};

use pty_process::blocking::Command;

use super::PACK;
use super::session::{Session, command};

/// What is typed, key by key; the box is emptied after each.
const QUERIES: [&str; 5] = ["mailbox", "null mx", "secur", "5.7", "sender address"];
const COLUMNS: u16 = 80;
const ROWS: u16 = 24;

/// What one run took.
pub(crate) struct Run {
    /// From the start to the first frame with entries in it.
    pub(crate) first_frame: Duration,
    /// From the start until all entries are there.
    pub(crate) all_there: Duration,
    /// From each key to the settled screen.
    pub(crate) keys: Vec<Duration>,
    /// Time on the processor for a key, on average.
    pub(crate) processor_per_key: Duration,
    /// The most memory that it ever had, in kilobytes.
    pub(crate) memory: u32,
}

/// A program with its input.
pub(crate) enum Program {
    /// smtpref with the shipped catalog, or this program with another one.
    Smtpref(Option<PathBuf>),
    /// `fzf` with a list, and for each beginning of each query how many lines it finds.
    Fzf {
        list: PathBuf,
        lines: usize,
        found: Vec<(String, usize)>,
    },
}

impl Program {
    pub(crate) fn smtpref(pack: Option<PathBuf>) -> Self {
        Self::Smtpref(pack)
    }

    /// `fzf`, if it is installed.
    pub(crate) fn fzf(list: &Path) -> Option<Self> {
        let filter = |query: &str| {
            let output = process::Command::new("fzf")
                .env_clear()
                .env("PATH", "/usr/bin:/bin")
                .args(["--filter", query])
                .stdin(File::open(list).unwrap())
                .output();
            match output {
                Err(error) if error.kind() == ErrorKind::NotFound => None,
                output => Some(String::from_utf8(output.unwrap().stdout).unwrap()),
            }
        };
        let mut found = Vec::new();
        for query in QUERIES {
            for typed in beginnings(query) {
                let lines = filter(typed)?;
                found.push((typed.to_owned(), lines.lines().count()));
            }
        }
        Some(Self::Fzf {
            list: list.to_owned(),
            lines: fs::read_to_string(list).unwrap().lines().count(),
            found,
        })
    }

    /// Starts it, types everything, and ends it.
    pub(crate) fn run(&self) -> Run {
        let start = Instant::now();
        let mut session = Session::start(self.command(), COLUMNS, ROWS);
        self.wait_for_first_frame(&mut session);
        let first_frame = start.elapsed();
        self.wait_for_query(&mut session, "");
        let all_there = start.elapsed();

        let before = processor(&session);
        let mut keys = Vec::new();
        for query in QUERIES {
            for typed in beginnings(query) {
                let last = typed.chars().next_back().unwrap();
                let start = Instant::now();
                session.send(last.encode_utf8(&mut [0; 4]));
                self.wait_for_query(&mut session, typed);
                keys.push(start.elapsed());
            }
            session.send("\x15");
            self.wait_for_query(&mut session, "");
        }
        let pressed = u32::try_from(keys.len() + QUERIES.len()).unwrap();
        let processor_per_key = processor(&session).saturating_sub(before) / pressed;
        let memory = memory(&session);
        session.send("\x03");
        session.wait_end();
        Run {
            first_frame,
            all_there,
            keys,
            processor_per_key,
            memory,
        }
    }

    fn command(&self) -> Command {
        match self {
            Self::Smtpref(None) => command(env!("CARGO_BIN_EXE_smtpref")),
            Self::Smtpref(Some(pack)) => {
                let this = std::env::current_exe().unwrap();
                command(this.to_str().unwrap()).env(PACK, pack)
            }
            Self::Fzf { list, .. } => command("fzf").stdin(File::open(list).unwrap()),
        }
    }

    fn wait_for_first_frame(&self, session: &mut Session) {
        match self {
            // It has all entries from the first frame on.
            Self::Smtpref(_) => self.wait_for_query(session, ""),
            Self::Fzf { .. } => session.wait("the prompt and a row", |screen| {
                let mut rows = screen
                    .rows(0, COLUMNS)
                    .collect::<Vec<_>>()
                    .into_iter()
                    .rev();
                rows.next().is_some_and(|row| row.starts_with('>'))
                    && rows.nth(1).is_some_and(|row| !row.trim().is_empty())
            }),
        }
    }

    /// Waits until the screen has settled on what was typed.
    fn wait_for_query(&self, session: &mut Session, typed: &str) {
        match self {
            Self::Smtpref(_) => {
                // The last thing in a frame: the cursor is shown and put into the search box.
                let column = 4 + typed.chars().count();
                session.wait_written(&format!("\x1b[?25h\x1b[1;{column}H"));
            }
            Self::Fzf { lines, found, .. } => {
                let count = found
                    .iter()
                    .find(|(query, _)| query == typed)
                    .map_or(*lines, |(_, count)| *count);
                let count = format!("{count}/{lines}");
                session.wait("what was found", |screen| {
                    let rows: Vec<String> = screen.rows(0, COLUMNS).collect();
                    let [.., counts, prompt] = &rows[..] else {
                        return false;
                    };
                    prompt.trim_matches(['>', ' ']) == typed.trim()
                        && counts.trim_start().split(' ').next() == Some(&count)
                });
            }
        }
    }
}

/// `m`, `ma`, `mai` and so on.
fn beginnings(query: &str) -> impl Iterator<Item = &str> {
    query
        .char_indices()
        .map(|(at, c)| &query[..at + c.len_utf8()])
}

/// The time that all threads of the process were on a processor.
fn processor(session: &Session) -> Duration {
    let threads = fs::read_dir(format!("/proc/{}/task", session.pid())).unwrap();
    let spent = threads.map(|thread| {
        let times = fs::read_to_string(thread.unwrap().path().join("schedstat")).unwrap();
        times.split(' ').next().unwrap().parse::<u64>().unwrap()
    });
    Duration::from_nanos(spent.sum())
}

/// The most memory that the process had so far, in kilobytes.
fn memory(session: &Session) -> u32 {
    let status = fs::read_to_string(format!("/proc/{}/status", session.pid())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let figure = line.and_then(|line| line.split_whitespace().nth(1));
    figure.unwrap().parse().unwrap()
}
