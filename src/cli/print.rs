//! Standard output as a writer, and documents -> text on it.
//!
//! Commands write as they go, so that a long answer needs no memory of its own and begins at once. The writer is locked and buffered
//! once for all of it.

use std::fmt::Write as _;
use std::io::{self, BufWriter, ErrorKind, Write};

use super::ending::Ending;
use super::look::Look;
use crate::document::{Block, Line, Span, Target, lay_out, literals_in_backticks, with_addresses};
use crate::terminal::Charset;
use smtpref_catalog::visible;

/// How much is written at once, in bytes: more than most answers have.
const BUFFER: usize = 64 * 1024;

/// Gives standard output to a command. A reader that has gone away is no failure: it has read what it wanted.
pub(super) fn to_stdout(
    command: impl FnOnce(&mut dyn Write) -> io::Result<Ending>,
) -> io::Result<Ending> {
    let mut out = BufWriter::with_capacity(BUFFER, io::stdout().lock());
    let ending = match command(&mut out) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(Ending::found()),
        ended => ended?,
    };
    match out.flush() {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error),
        _ => Ok(ending),
    }
}

/// Writes a line to standard error, where nobody is left to hear that it failed. Names of files and words of a line of commands may hold
/// anything, so what would steer the terminal or hide in it is written out.
pub(super) fn to_stderr(remark: &str) {
    let _ = writeln!(io::stderr().lock(), "smtpref: {}", visible(remark));
}

/// Writes blocks as text at a width. What colours and hyperlinks cannot tell is written out.
pub(super) fn blocks(
    out: &mut dyn Write,
    mut blocks: Vec<Block>,
    width: u16,
    look: Look,
) -> io::Result<()> {
    if !look.hyperlinks {
        with_addresses(&mut blocks, width);
    }
    if !look.colours {
        literals_in_backticks(&mut blocks);
    }
    lay_out(&blocks, width)
        .iter()
        .try_for_each(|laid_out| line(out, laid_out, look))
}

/// Writes a line and its end, without spaces before it.
pub(super) fn line(out: &mut dyn Write, line: &Line, look: Look) -> io::Result<()> {
    let mut text = String::new();
    for span in &line.spans {
        add(&mut text, span, look);
    }
    if look.charset != Charset::Unicode {
        text = look.charset.shown(&text);
    }
    writeln!(out, "{}", text.trim_end_matches(' '))
}

fn add(text: &mut String, span: &Span, look: Look) {
    if !look.colours {
        text.push_str(&span.text);
        return;
    }
    let leads = matches!(span.target, Some(Target::Url(_)));
    let style = look.theme().span(span, leads);
    // Writing to a string cannot fail.
    let _ = match &span.target {
        Some(Target::Url(url)) if look.hyperlinks => write!(
            text,
            "\x1b]8;;{url}\x1b\\{style}{}{style:#}\x1b]8;;\x1b\\",
            span.text
        ),
        _ => write!(text, "{style}{}{style:#}", span.text),
    };
}
