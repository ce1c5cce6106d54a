//! `smtpref explain`: what a reply, a bounce, a log or a session says, from words, files or standard input.

mod kept;
mod lines;

pub(super) use lines::{LONGEST as LONGEST_LINE, line_end};

use std::fs::{self, File};
use std::io::{self, IsTerminal as _, Read, Write};
use std::path::Path;

use smtpref_catalog::Catalog;

use super::args::{ExplainArgs, Format};
use super::codes::echo;
use super::ending::{Ending, Status};
use super::json;
use super::look::Look;
use super::summary;
use crate::document::{explanation, markdown};
use crate::explain::{Explanation, LONGEST, explain};

/// The word for standard input.
pub(super) const STANDARD_INPUT: &str = "-";

/// Explains what the arguments name: files, standard input, or a text.
pub(super) fn run(
    args: &ExplainArgs,
    look: Look,
    catalog: &Catalog,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    if args.summary || args.unknown {
        return summary::run(args, look, catalog, out);
    }
    if args.lines {
        return lines::run(&args.text, args.redact, look, catalog, out);
    }
    match inputs(&args.text) {
        Ok(inputs) => {
            let explanations = inputs.iter().map(|input| explain(input, catalog));
            if args.redact {
                return print(explanations.map(Explanation::redacted), look, catalog, out);
            }
            print(explanations, look, catalog, out)
        }
        Err(remark) => Ok(Ending::failure(Status::Usage, remark)),
    }
}

/// The texts that the arguments name. Arguments that all name files are files; else they are the words of one text.
fn inputs(words: &[String]) -> Result<Vec<Vec<u8>>, String> {
    let is_file = |word: &String| word == STANDARD_INPUT || is_readable(word);
    if words.is_empty() {
        if io::stdin().is_terminal() {
            return Err(
                "there is nothing to explain: give a reply in quotes, name a file, or pipe a text in"
                    .to_owned(),
            );
        }
        return Ok(vec![standard_input()?]);
    }
    if let [name] = words
        && (is_named_like_a_file(name) || Path::new(name).is_dir())
        && !is_file(name)
    {
        let what = if Path::new(name).is_dir() {
            "that is a folder; smtpref explain --summary reads those"
        } else {
            "there is no such file"
        };
        return Err(format!("{}: {what}", echo(name)));
    }
    if words.iter().all(is_file) {
        return words.iter().map(|word| file(word)).collect();
    }
    Ok(vec![words.join(" ").into_bytes()])
}

/// Whether a name is that of something to read: a file, or a pipe as shells give it for `<(command)`.
fn is_readable(name: &str) -> bool {
    fs::metadata(name).is_ok_and(|found| !found.is_dir())
}

/// Whether one word can only be meant as the name of a file.
fn is_named_like_a_file(word: &str) -> bool {
    const ENDINGS: [&str; 7] = ["eml", "log", "txt", "msg", "json", "mbox", "csv"];
    let ending = Path::new(word)
        .extension()
        .and_then(|ending| ending.to_str());
    !word.contains(char::is_whitespace)
        && (word.starts_with(['/', '.', '~'])
            || is_path_of_windows(word)
            || ending.is_some_and(|ending| ENDINGS.contains(&ending.to_ascii_lowercase().as_str())))
}

/// Whether a word begins with a drive, or with the name of another machine.
fn is_path_of_windows(word: &str) -> bool {
    matches!(word.as_bytes(), [drive, b':', b'\\' | b'/', ..] if drive.is_ascii_alphabetic())
        || word.starts_with(r"\\")
}

/// The name of a file as it can be shown: a name may hold anything.
pub(super) fn printable(name: &str) -> String {
    let is_odd =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    echo(name).replace(is_odd, "\u{fffd}")
}

fn file(name: &str) -> Result<Vec<u8>, String> {
    if name == STANDARD_INPUT {
        return standard_input();
    }
    let read = File::open(name).and_then(whole);
    read.map_err(|error| format!("{}: cannot be read: {error}", echo(name)))
}

/// All of standard input.
pub(super) fn standard_input() -> Result<Vec<u8>, String> {
    let read = whole(io::stdin().lock());
    read.map_err(|error| format!("standard input cannot be read: {error}"))
}

/// All of an input, which may never end: no more than is explained, and a byte that tells of the rest.
fn whole(input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(LONGEST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether a text is more than a search: a reply or a report is in it.
pub(super) fn holds_a_reply(text: &str, catalog: &Catalog) -> bool {
    explain(text.as_bytes(), catalog).has_codes()
}

/// Prints the explanations of texts.
pub(super) fn print_all(
    inputs: &[Vec<u8>],
    look: Look,
    catalog: &Catalog,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    let explanations = inputs.iter().map(|input| explain(input, catalog));
    print(explanations, look, catalog, out)
}

/// Prints explanations.
pub(super) fn print(
    explanations: impl Iterator<Item = Explanation>,
    look: Look,
    catalog: &Catalog,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    let explanations: Vec<Explanation> = explanations.collect();
    let found = explanations
        .iter()
        .any(|explanation| !explanation.replies.is_empty());
    match (look.format, &explanations[..]) {
        (Format::Json, [one]) => json::write(&json::Explanation::new(one, catalog), out)?,
        (Format::Json, many) => {
            let each = many.iter().map(|one| json::Explanation::new(one, catalog));
            json::write_all(each, out)?;
        }
        (format, many) => {
            for (index, one) in many.iter().enumerate() {
                let document = explanation(one, catalog);
                let width = look.page_width();
                if format == Format::Markdown {
                    let rule = if index == 0 { "" } else { "\n---\n\n" };
                    write!(out, "{rule}{}", markdown(&document.blocks))?;
                    continue;
                }
                if index > 0 {
                    let rule = "─".repeat(usize::from(width));
                    writeln!(out, "\n{}\n", look.charset.shown(&rule))?;
                }
                super::print::blocks(out, document.blocks, width, look)?;
            }
        }
    }
    Ok(Ending {
        remarks: Vec::new(),
        status: if found {
            Status::Found
        } else {
            Status::Nothing
        },
    })
}
