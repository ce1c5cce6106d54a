//! `smtpref explain --lines`: one input a line, one JSON object a line, in the same order and in flat memory.
//!
//! What is known is written before more is waited for, so it can stand in a pipe behind `tail -f`.

use std::io::{self, Read, Write};

use smtpref_catalog::Catalog;

use super::super::args::Format;
use super::super::blocks::Blocks;
use super::super::ending::{Ending, Status};
use super::super::inputs::{LONGEST_LINE, STANDARD_INPUT, line_end, open, unreadable};
use super::super::json;
use super::super::look::Look;
use super::super::utf8::Utf8;
use super::file;
use super::kept::{Before, Kept};
use crate::explain::explain;

/// Explains each line of the files, or of standard input.
pub(super) fn run(
    names: &[String],
    redacts: bool,
    look: Look,
    catalog: &Catalog,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    if look.format == Format::Markdown {
        return Ok(Ending::failure(
            Status::Usage,
            "--lines prints JSON, one object a line; leave --format out",
        ));
    }
    let mut answers = Answers {
        redacts,
        catalog,
        lines: json::Lines::new(catalog),
        kept: Kept::default(),
        found: false,
    };
    let mut remarks = Vec::new();
    let standard_input = [STANDARD_INPUT.to_owned()];
    let names = if names.is_empty() {
        &standard_input
    } else {
        names
    };
    for name in names {
        answers.begin(file(name, redacts).as_deref())?;
        let ended = match open(name) {
            Ok(input) => answers.input(input, out)?,
            Err(error) => Err(error),
        };
        if let Err(error) = ended {
            remarks.push(unreadable(name, &error));
        }
    }
    Ok(Ending {
        status: match (remarks.is_empty(), answers.found) {
            (false, _) => Status::Usage,
            (true, true) => Status::Found,
            (true, false) => Status::Nothing,
        },
        remarks,
    })
}

/// Answers lines.
struct Answers<'c> {
    redacts: bool,
    catalog: &'c Catalog,
    lines: json::Lines<'c>,
    kept: Kept,
    /// Whether a line held a reply.
    found: bool,
}

impl Answers<'_> {
    /// Begins another input. What was said of a line before names the file that it stood in.
    fn begin(&mut self, file: Option<&str>) -> io::Result<()> {
        self.kept = Kept::default();
        self.lines.begin(file)
    }

    /// Answers an input; the outer error is that of the output.
    fn input(&mut self, input: impl Read, out: &mut dyn Write) -> io::Result<io::Result<()>> {
        let mut blocks = Blocks::new(Utf8::new(input));
        loop {
            let block = match blocks.next() {
                Ok(Some(block)) => block,
                Ok(None) => return Ok(Ok(())),
                Err(error) => return Ok(Err(error)),
            };
            for line in block.bytes.split_inclusive(|byte| *byte == b'\n') {
                self.line(line, block.is_cut, out)?;
            }
            out.flush()?;
        }
    }

    fn line(&mut self, line: &[u8], is_cut: bool, out: &mut dyn Write) -> io::Result<()> {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let came = match self.kept.before(line) {
            _ if is_cut => None,
            Before::Told(told) => {
                self.found |= told.found;
                return out.write_all(&told.json);
            }
            Before::Came(hash) => Some(hash),
            Before::New => None,
        };
        let read = &line[..line_end(line, LONGEST_LINE)];
        let mut explanation = explain(read, self.catalog);
        explanation.cut |= is_cut || read.len() < line.len();
        let found = !explanation.replies.is_empty();
        self.found |= found;
        if self.redacts {
            explanation = explanation.redacted();
        }
        let Some(hash) = came else {
            return self.lines.write(&explanation, out);
        };
        let mut json = Vec::new();
        self.lines.write(&explanation, &mut json)?;
        out.write_all(&json)?;
        self.kept.keep(hash, line, json, found);
        Ok(())
    }
}
