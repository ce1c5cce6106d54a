//! Blocks -> text for a terminal or a pipe, and text -> standard output.

use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write as _};

use anstream::{AutoStream, ColorChoice};

use super::look::Look;
use super::style;
use crate::document::{Block, Line, Span, Target, lay_out, literals_in_backticks, with_addresses};

/// Blocks as text at a width. What colours and hyperlinks cannot tell is written out.
pub(super) fn text(mut blocks: Vec<Block>, width: u16, look: Look) -> String {
    if !look.hyperlinks {
        with_addresses(&mut blocks, width);
    }
    if !look.colours {
        literals_in_backticks(&mut blocks);
    }
    lines(&lay_out(&blocks, width), look)
}

/// Lines as text, each with a line break.
pub(super) fn lines(lines: &[Line], look: Look) -> String {
    let mut text = String::new();
    for line in lines {
        let start = text.len();
        for span in &line.spans {
            write_span(&mut text, span, look);
        }
        let end = text[start..].trim_end_matches(' ').len();
        text.truncate(start + end);
        text.push('\n');
    }
    text
}

fn write_span(text: &mut String, span: &Span, look: Look) {
    if !look.colours {
        text.push_str(&span.text);
        return;
    }
    let style = style::of(span);
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

/// Writes a text to standard output. A reader that has gone away is no failure: it has read what it wanted.
pub(super) fn to_stdout(text: &str, colours: bool) -> io::Result<()> {
    let choice = if colours {
        ColorChoice::Always
    } else {
        ColorChoice::Never
    };
    let mut stdout = AutoStream::new(io::stdout().lock(), choice);
    let written = stdout.write_all(text.as_bytes());
    match written.and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Writes a line to standard error, where nobody is left to hear that it failed.
pub(super) fn to_stderr(remark: &str) {
    let _ = writeln!(io::stderr().lock(), "smtpref: {remark}");
}
