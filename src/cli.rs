//! The command line: what was asked for, and where the answer goes.
//!
//! | step | file |
//! |---|---|
//! | arguments -> request | `args`, `fast_args`, `usage` |
//! | words -> codes | `codes` |
//! | request -> answer on a writer | `show`, `compare`, `list`, `completions`, `man`, or `browse` |
//! | documents -> text | `print`, `look` |
//! | entries and comparisons -> JSON | `json` |
//!
//! Commands write as they go, and say at the end how it went (`ending`). The catalog is unpacked after the arguments are understood.
//! The browser is given no writer: it has the terminal to itself.

mod args;
mod browse;
mod codes;
mod compare;
mod completions;
mod ending;
mod fast_args;
mod json;
mod list;
mod look;
mod man;
mod print;
mod show;
mod usage;

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;

use crate::shipped;
use args::{Args, OutputArgs, Request};
use codes::Joining;
use ending::{Ending, Status};
use look::Look;
use smtpref_catalog::Catalog;

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = fast_args::read(env::args_os().skip(1)).map_or_else(Args::try_parse, Ok);
    let ended = match arguments {
        Ok(args) => run(args),
        Err(error) => print::to_stdout(Look::of(&OutputArgs::default()), |out| {
            usage::tell(&error, out)
        }),
    };
    let ending = ended.unwrap_or_else(|error| {
        let remark = format!("standard output cannot be written: {error}");
        Ending::failure(Status::Usage, remark)
    });
    for remark in &ending.remarks {
        print::to_stderr(remark);
    }
    ExitCode::from(ending.status.number())
}

fn run(args: Args) -> io::Result<Ending> {
    let look = Look::of(args.output());
    let Some(request) = args.request else {
        return without_command(&args, look);
    };
    if request == Request::Man {
        return print::to_stdout(look, man::man);
    }
    print_from_catalog(look, |catalog, out| match request {
        Request::Show(args) => {
            let codes = codes::read(&args.codes, Joining::Replies);
            show::show(&codes, look, catalog, out)
        }
        Request::Compare(args) => {
            let codes = codes::read(&args.codes, Joining::Apart);
            compare::compare(&codes, look, catalog, out)
        }
        Request::List(args) => list::list(&args, look, catalog, out),
        Request::Search(args) => list::search(&args, look, catalog, out),
        Request::Completions { shell } => completions::completions(shell, catalog, out),
        Request::Man => man::man(out),
    })
}

/// Answers from the shipped catalog, which is kept until the program ends: taking it apart would be for nothing.
fn with_catalog(answer: impl FnOnce(&'static Catalog) -> io::Result<Ending>) -> io::Result<Ending> {
    match shipped::catalog() {
        Ok(catalog) => answer(Box::leak(Box::new(catalog))),
        Err(error) => Ok(Ending::failure(Status::Usage, error.to_string())),
    }
}

fn print_from_catalog(
    look: Look,
    command: impl FnOnce(&'static Catalog, &mut dyn Write) -> io::Result<Ending>,
) -> io::Result<Ending> {
    with_catalog(|catalog| print::to_stdout(look, |out| command(catalog, out)))
}

/// Codes alone: the browser on a terminal; elsewhere, or with a word on how to print, what `show` and `compare` print.
fn without_command(args: &Args, look: Look) -> io::Result<Ending> {
    let codes = codes::read(&args.codes, Joining::Replies);
    if io::stdout().is_terminal() && !args.output.is_given() {
        return with_catalog(|catalog| Ok(browse::browse(&codes, look, args.no_mouse, catalog)));
    }
    if args.codes.is_empty() {
        return Ok(Ending::failure(
            Status::Usage,
            "the browser needs a terminal; print a page with smtpref show CODE, or see smtpref --help",
        ));
    }
    print_from_catalog(look, |catalog, out| match codes.lookups.len() {
        0 | 1 => show::show(&codes, look, catalog, out),
        _ => compare::compare(&codes, look, catalog, out),
    })
}
