//! `smtpref explain`: what a reply, a bounce, a log or a session says, from words, files or standard input.

mod asked;
mod kept;
mod lines;

use std::io::{self, IsTerminal as _, Write};

use smtpref_catalog::{Catalog, visible};

use super::args::{ExplainArgs, Format};
use super::ending::{Ending, Status};
use super::inputs::{STANDARD_INPUT, redacted_name, whole};
use super::json;
use super::look::Look;
use super::summary;
use crate::document::{Block, Role, Span, explanation, markdown};
use crate::explain::{Explanation, explain};
use asked::Asked;
pub(super) use asked::are_files;

/// A text that was explained.
struct Told {
    /// The file that it stands in.
    file: Option<String>,
    explanation: Explanation,
}

impl Told {
    fn json<'e>(&'e self, catalog: &'e Catalog) -> json::Explanation<'e> {
        json::Explanation::new(&self.explanation, self.file.as_deref(), catalog)
    }
}

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
    let asked = if args.text.is_empty() {
        if io::stdin().is_terminal() {
            let remark = "there is nothing to explain: give a reply in quotes, name a file, or pipe a text in";
            return Ok(Ending::failure(Status::Usage, remark));
        }
        Asked::Inputs(vec![STANDARD_INPUT])
    } else {
        Asked::of(&args.text)
    };
    let explained = |bytes: &[u8]| {
        let explanation = explain(bytes, catalog);
        if args.redact {
            explanation.redacted()
        } else {
            explanation
        }
    };
    let names = match asked {
        Asked::Text(text) => {
            return print(vec![explained(text.as_bytes())], look, catalog, out);
        }
        Asked::Inputs(names) => names,
    };
    let mut told = Vec::new();
    let mut remarks = Vec::new();
    for name in &names {
        match whole(name) {
            Ok(bytes) => told.push(Told {
                file: file(name, args.redact),
                explanation: explained(&bytes),
            }),
            Err(remark) => remarks.push(remark),
        }
    }
    let ending = tell(&told, names.len() > 1, look, catalog, out)?;
    Ok(if remarks.is_empty() {
        ending
    } else {
        Ending {
            remarks,
            status: Status::Usage,
        }
    })
}

/// The file that a name names, as an answer says it; standard input is none.
fn file(name: &str, redacts: bool) -> Option<String> {
    if name == STANDARD_INPUT {
        return None;
    }
    Some(if redacts {
        redacted_name(name)
    } else {
        name.to_owned()
    })
}

/// All of standard input.
pub(super) fn standard_input() -> Result<Vec<u8>, String> {
    whole(STANDARD_INPUT)
}

/// Whether a text is more than a search: a reply or a report is in it.
pub(super) fn holds_a_reply(text: &str, catalog: &Catalog) -> bool {
    explain(text.as_bytes(), catalog).has_codes()
}

/// Prints what a text says.
pub(super) fn print_text(
    text: &[u8],
    look: Look,
    catalog: &Catalog,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    print(vec![explain(text, catalog)], look, catalog, out)
}

/// Prints explanations of texts that stand in no file.
pub(super) fn print(
    explanations: Vec<Explanation>,
    look: Look,
    catalog: &Catalog,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    let told = explanations.into_iter().map(|explanation| Told {
        file: None,
        explanation,
    });
    let told: Vec<Told> = told.collect();
    tell(&told, false, look, catalog, out)
}

/// Prints explanations, of several inputs each with its file.
fn tell(
    told: &[Told],
    are_several: bool,
    look: Look,
    catalog: &Catalog,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    let found = told.iter().any(|one| !one.explanation.replies.is_empty());
    match (look.format, told) {
        (Format::Json, [one]) if !are_several => json::write(&one.json(catalog), out)?,
        (Format::Json, []) if !are_several => {}
        (Format::Json, many) => {
            json::write_all(many.iter().map(|one| one.json(catalog)), out)?;
        }
        (format, many) => {
            for (index, one) in many.iter().enumerate() {
                let mut blocks = explanation(&one.explanation, catalog).blocks;
                if let Some(file) = one.file.as_deref().filter(|_| are_several) {
                    let name = Span::new(visible(file), Role::Literal);
                    blocks.insert(0, Block::Paragraph(vec![name]));
                }
                let width = look.page_width();
                if format == Format::Markdown {
                    let rule = if index == 0 { "" } else { "\n---\n\n" };
                    write!(out, "{rule}{}", markdown(&blocks))?;
                    continue;
                }
                if index > 0 {
                    let rule = "─".repeat(usize::from(width));
                    writeln!(out, "\n{}\n", look.charset.shown(&rule))?;
                }
                super::print::blocks(out, blocks, width, look)?;
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
