//! What files hold: the lines of a log, the mails of an mbox, one mail, or any of them packed by gzip; folders hold files.

use std::fs;
use std::io::{self, ErrorKind, IsTerminal as _, Read, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use smtpref_catalog::Catalog;

use super::super::blocks::{Block, Blocks};
use super::super::inputs::{LONGEST_LINE, STANDARD_INPUT, line_end, open, printable, unreadable};
use super::super::utf8::Utf8;
use crate::explain::{LONGEST, Summary, Written, is_mail, written};
use crate::terminal::obeys_sequences;

/// How much of an input tells what it is.
const HEAD: usize = 4096;
/// So much of a mail is read: its report comes before the message that came back.
const LONGEST_MAIL: usize = 1 << 20;
/// So much of a log of sessions is read at once: fewer failures than an explanation holds are in it.
const PART: usize = 64 << 10;
/// The same where no recipient comes.
const LONGEST_PART: usize = 2 * PART;
/// The deepest folder below a name.
const DEEPEST: u8 = 16;
/// How often the status is told.
const OFTEN: Duration = Duration::from_millis(200);

/// What is said of inputs that were not read, or not to their end.
#[derive(Default)]
pub(super) struct Remarks {
    pub(super) lines: Vec<String>,
    /// Whether an input could not be read.
    pub(super) failed: bool,
}

/// What of an input was left out.
#[derive(Default)]
struct LeftOut {
    /// The end of lines.
    lines: u64,
    /// The end of mails in whose beginning no failure was found.
    mails: u64,
    /// The end of a text.
    text: bool,
}

impl LeftOut {
    /// In sentences, without the name of the input.
    fn told(&self) -> Vec<String> {
        let mut told = Vec::new();
        if self.text {
            told.push(format!("only the first {} MB were read", LONGEST >> 20));
        }
        if self.lines > 0 {
            told.push(format!(
                "of {} only the first {} KB were read",
                counted(self.lines, "line"),
                LONGEST_LINE >> 10
            ));
        }
        if self.mails > 0 {
            told.push(format!(
                "of {} only the first MB was read, and no failure is in that",
                counted(self.mails, "mail")
            ));
        }
        told
    }
}

fn counted(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// Reads inputs into a summary.
pub(super) struct Inputs<'s> {
    summary: &'s mut Summary,
    catalog: &'s Catalog,
    remarks: Remarks,
    left_out: LeftOut,
    progress: Progress,
}

impl<'s> Inputs<'s> {
    pub(super) fn new(summary: &'s mut Summary, catalog: &'s Catalog) -> Self {
        Self {
            summary,
            catalog,
            remarks: Remarks::default(),
            left_out: LeftOut::default(),
            progress: Progress::new(
                io::stderr().is_terminal() && obeys_sequences(),
                Instant::now(),
            ),
        }
    }

    /// Reads what names name; nothing is standard input.
    pub(super) fn read(&mut self, names: &[String]) {
        if names.is_empty() {
            self.input(STANDARD_INPUT);
        }
        for name in names {
            if name == STANDARD_INPUT {
                self.input(STANDARD_INPUT);
            } else {
                self.path(Path::new(name), 0);
            }
        }
    }

    /// What could not be read, and what was left out.
    pub(super) fn finish(self) -> Remarks {
        self.progress.clear();
        self.remarks
    }

    fn unread(&mut self, path: &Path, error: &io::Error) {
        let remark = unreadable(&path.to_string_lossy(), error);
        self.remarks.lines.push(remark);
        self.remarks.failed = true;
    }

    /// A file, or all files of a folder in the order of their names. Links below a folder are not followed: they may lead back.
    fn path(&mut self, path: &Path, depth: u8) {
        let kind = if depth == 0 {
            fs::metadata(path)
        } else {
            fs::symlink_metadata(path)
        };
        match kind {
            Ok(kind) if kind.is_dir() && depth == DEEPEST => {
                let name = printable(&path.to_string_lossy());
                let remark = format!("{name}: not read: {DEEPEST} folders stand around it");
                self.remarks.lines.push(remark);
                self.remarks.failed = true;
            }
            Ok(kind) if kind.is_dir() => match entries(path) {
                Ok(entries) => {
                    for entry in entries {
                        self.path(&entry, depth + 1);
                    }
                }
                Err(error) => self.unread(path, &error),
            },
            Ok(kind) if kind.is_file() || depth == 0 => self.input(&path.to_string_lossy()),
            Ok(_) => {}
            Err(error) => self.unread(path, &error),
        }
    }

    /// One input, packed or not.
    fn input(&mut self, name: &str) {
        let ended = open(name).and_then(|input| self.unpacked(input));
        if let Err(error) = ended {
            self.unread(Path::new(name), &error);
        }
        let name = if name == STANDARD_INPUT {
            "standard input".to_owned()
        } else {
            printable(name)
        };
        for told in std::mem::take(&mut self.left_out).told() {
            self.remarks.lines.push(format!("{name}: {told}"));
        }
    }

    fn unpacked(&mut self, input: impl Read) -> io::Result<()> {
        let mut input = Utf8::new(input);
        let head = head(&mut input)?;
        let input = (&head[..]).chain(input);
        self.summary.begin_input();
        match written(&head) {
            Written::Lines => self.lines(input),
            Written::Sessions => self.sessions(input),
            Written::Mails => self.mails(input),
            Written::Text if is_mail(&head) => self.mail(input),
            Written::Text => self.text(input),
        }
    }

    fn lines(&mut self, input: impl Read) -> io::Result<()> {
        let mut blocks = Blocks::new(input);
        while let Some(block) = blocks.next()? {
            for line in lines(block) {
                let end = line_end(line, LONGEST_LINE);
                self.left_out.lines += u64::from(end < line.len());
                self.summary.add_line(&line[..end], self.catalog);
            }
            self.progress.add(block.bytes.len(), self.summary);
        }
        Ok(())
    }

    /// A log of sessions, in parts that begin with a recipient: what is said of one stands behind.
    fn sessions(&mut self, input: impl Read) -> io::Result<()> {
        let mut blocks = Blocks::new(input);
        let mut part: Vec<u8> = Vec::new();
        while let Some(block) = blocks.next()? {
            for line in lines(block) {
                let is_full = part.len() >= PART && names_recipient(line);
                if is_full || part.len() >= LONGEST_PART {
                    self.summary.add_sessions(&part, self.catalog);
                    part.clear();
                }
                let end = line_end(line, LONGEST_LINE);
                self.left_out.lines += u64::from(end < line.len());
                part.extend_from_slice(&line[..end]);
                if end < line.len() {
                    part.push(b'\n');
                }
            }
            self.progress.add(block.bytes.len(), self.summary);
        }
        if !part.is_empty() {
            self.summary.add_sessions(&part, self.catalog);
        }
        Ok(())
    }

    /// The mails of an mbox: each begins with a line `From ` behind a blank one.
    fn mails(&mut self, input: impl Read) -> io::Result<()> {
        let mut blocks = Blocks::new(input);
        let mut mail: Vec<u8> = Vec::new();
        let mut after_blank = true;
        let mut is_cut = false;
        while let Some(block) = blocks.next()? {
            for line in lines(block) {
                if after_blank && line.starts_with(b"From ") && !mail.is_empty() {
                    self.add_mail(&mail, is_cut);
                    mail.clear();
                    is_cut = false;
                }
                after_blank = line.trim_ascii_end().is_empty();
                let room = LONGEST_MAIL.saturating_sub(mail.len());
                is_cut |= room < line.len();
                mail.extend_from_slice(&line[..line.len().min(room)]);
            }
            self.progress.add(block.bytes.len(), self.summary);
        }
        if !mail.is_empty() {
            self.add_mail(&mail, is_cut);
        }
        Ok(())
    }

    fn mail(&mut self, input: impl Read) -> io::Result<()> {
        let mut mail = Vec::new();
        let most = LONGEST_MAIL as u64 + 1;
        input.take(most).read_to_end(&mut mail)?;
        self.progress.add(mail.len(), self.summary);
        let is_cut = mail.len() > LONGEST_MAIL;
        mail.truncate(LONGEST_MAIL);
        self.add_mail(&mail, is_cut);
        Ok(())
    }

    fn add_mail(&mut self, mail: &[u8], is_cut: bool) {
        let before = self.summary.attempts;
        self.summary.add_text(mail, self.catalog);
        self.left_out.mails += u64::from(is_cut && self.summary.attempts == before);
    }

    /// A text that may hold any number of failures.
    fn text(&mut self, input: impl Read) -> io::Result<()> {
        let mut text = Vec::new();
        input.take(LONGEST as u64 + 1).read_to_end(&mut text)?;
        self.progress.add(text.len(), self.summary);
        self.left_out.text |= text.len() > LONGEST;
        text.truncate(LONGEST);
        if !text.trim_ascii().is_empty() {
            self.summary.add_text(&text, self.catalog);
        }
        Ok(())
    }
}

fn lines(block: Block<'_>) -> impl Iterator<Item = &[u8]> {
    let mut rest = block.bytes;
    std::iter::from_fn(move || {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let (line, next) = rest.split_at(end);
        rest = next;
        (!line.is_empty()).then_some(line)
    })
}

/// Whether a client names a recipient in a line of a session.
fn names_recipient(line: &[u8]) -> bool {
    const COMMAND: &[u8] = b"rcpt to:";
    line.windows(COMMAND.len())
        .any(|part| part.eq_ignore_ascii_case(COMMAND))
}

/// The files and folders of a folder, by name.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?;
    let paths: io::Result<Vec<PathBuf>> = entries.map(|entry| Ok(entry?.path())).collect();
    let mut paths = paths?;
    paths.sort();
    Ok(paths)
}

/// The beginning of an input.
fn head(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = vec![0; HEAD];
    let mut filled = 0;
    while filled < HEAD {
        match input.read(&mut head[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    head.truncate(filled);
    Ok(head)
}

/// What tells on a terminal how far one is.
struct Progress {
    bytes: u64,
    /// When it was told last; `None` where nobody is told.
    told: Option<Instant>,
    is_shown: bool,
}

impl Progress {
    fn new(is_told: bool, now: Instant) -> Self {
        Self {
            bytes: 0,
            told: is_told.then_some(now),
            is_shown: false,
        }
    }

    /// What is to be told after so many more bytes, if it is time for it.
    fn line(&mut self, count: usize, failures: u64, now: Instant) -> Option<String> {
        self.bytes += count as u64;
        if now.duration_since(self.told?) < OFTEN {
            return None;
        }
        self.told = Some(now);
        self.is_shown = true;
        let megabytes = self.bytes / 1_000_000;
        Some(format!("\r{megabytes} MB read, {failures} failures\x1b[K"))
    }

    fn add(&mut self, count: usize, summary: &Summary) {
        if let Some(line) = self.line(count, summary.attempts, Instant::now()) {
            // It only tells that something happens: nobody is left to hear that it failed.
            let _ = io::stderr().write_all(line.as_bytes());
        }
    }

    fn clear(&self) {
        if self.is_shown {
            let _ = io::stderr().write_all(b"\r\x1b[K");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_one_is_is_told_now_and_then() {
        let start = Instant::now();
        let after = |milliseconds| start + Duration::from_millis(milliseconds);
        let mut progress = Progress::new(true, start);
        assert_eq!(progress.line(3_000_000, 5, after(100)), None);
        assert!(!progress.is_shown);
        let told = progress.line(2_500_000, 7, after(200));
        assert_eq!(told.as_deref(), Some("\r5 MB read, 7 failures\x1b[K"));
        assert_eq!(progress.line(1, 8, after(399)), None);
        assert!(progress.line(1, 8, after(400)).is_some() && progress.is_shown);
        let mut silent = Progress::new(false, start);
        assert_eq!(silent.line(9_000_000, 9, after(9_000)), None);
    }
}
