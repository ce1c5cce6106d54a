//! `smtpref check`: the checker of the shipped data over files of one's own, and which rule takes a text.
//!
//! Files are read as a layer over the shipped catalog: they may name its codes, causes and sources, and their rules have to win their
//! samples against its rules.

mod files;
mod rules;

use std::collections::HashMap;
use std::io::{self, Write};

use smtpref_catalog::{Catalog, Checked, Pack, Problem, check_layer};

use super::args::{CheckArgs, Format};
use super::ending::{Ending, Status};
use super::json;
use super::look::Look;
use files::{placed, read};
use rules::tell_rules;

/// Checks files, and tells which rule takes a text.
pub(super) fn run(
    args: &CheckArgs,
    look: Look,
    catalog: Catalog,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    let mut files = Vec::new();
    for name in &args.files {
        match read(name) {
            Ok(read) => files.extend(read),
            Err(remarks) => {
                let status = Status::Usage;
                return Ok(Ending { remarks, status });
            }
        }
    }
    let (files, names) = placed(files);
    let checked = match check_layer(&files, &catalog) {
        Ok(checked) => checked,
        Err(problems) => return tell_problems(problems.0, &names, look, out),
    };
    let counts = counts(&checked);
    let Some(text) = &args.text else {
        return tell_counts(files.len(), counts, look, out);
    };
    let layered = Pack::new(checked).map(|pack| catalog.with_layer(pack));
    match layered {
        Ok(catalog) => tell_rules(text, &catalog, look, out),
        Err(error) => Ok(Ending::failure(Status::Usage, error.to_string())),
    }
}

/// The problems, with the names that the user gave the files.
fn tell_problems(
    mut problems: Vec<Problem>,
    names: &HashMap<String, String>,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    for problem in &mut problems {
        if let Some(name) = names.get(&problem.file) {
            problem.file.clone_from(name);
        }
    }
    match look.format {
        Format::Json => json::write(&json::Check::of_problems(&problems), out)?,
        Format::Markdown => {
            for problem in &problems {
                writeln!(out, "- `{}`", problem.to_string().replace('`', "'"))?;
            }
        }
        Format::Text => {
            for problem in &problems {
                writeln!(out, "{problem}")?;
            }
        }
    }
    Ok(Ending {
        remarks: Vec::new(),
        status: Status::Nothing,
    })
}

/// How many entries and pairs the files hold.
fn counts(checked: &Checked) -> (usize, usize) {
    (checked.entries.len(), checked.pairs.len())
}

fn tell_counts(
    files: usize,
    (entries, pairs): (usize, usize),
    look: Look,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    if look.format == Format::Json {
        json::write(&json::Check::of_problems(&[]), out)?;
    } else {
        let counted = |count: usize, one: &str, many: &str| {
            format!("{count} {}", if count == 1 { one } else { many })
        };
        writeln!(
            out,
            "Nothing is wrong in {}: {}, {}, and every rule and every hint wins its samples.",
            counted(files, "file", "files"),
            counted(entries, "entry", "entries"),
            counted(pairs, "comparison", "comparisons"),
        )?;
    }
    Ok(Ending::found())
}
