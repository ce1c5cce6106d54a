//! The command line: what was asked for, and where the answer goes.
//!
//! | step | file |
//! |---|---|
//! | arguments -> request | `args`, `plain_words`, `usage` |
//! | words -> codes | `codes` |
//! | request -> answer | `show`, `compare`, `list`, `completions`, `man`, or `browse` |
//! | documents -> text | `print`, `style`, `look` |
//! | entries and comparisons -> JSON | `json` |
//!
//! An answer is complete before any of it is printed. The catalog is unpacked after the arguments are understood.

mod answer;
mod args;
mod browse;
mod codes;
mod compare;
mod completions;
mod fast_args;
mod json;
mod list;
mod look;
mod man;
mod print;
mod show;
mod style;
mod usage;

use std::env;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

use clap::Parser;

use crate::shipped;
use answer::{Answer, Status};
use args::{Args, Request};
use codes::Joining;
use look::Look;
use smtpref_catalog::Catalog;

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let (answer, colours) =
        match fast_args::read(env::args_os().skip(1)).map_or_else(Args::try_parse, Ok) {
            Ok(args) => {
                let colours = Look::of(args.output()).colours;
                (run(args), colours)
            }
            Err(error) => (
                usage::answer(&error),
                Look::of(&args::OutputArgs::default()).colours,
            ),
        };
    let mut status = answer.status;
    if !answer.text.is_empty()
        && let Err(error) = print::to_stdout(&answer.text, colours)
    {
        print::to_stderr(&format!("standard output cannot be written: {error}"));
        status = Status::Usage;
    }
    for remark in &answer.remarks {
        print::to_stderr(remark);
    }
    ExitCode::from(status.number())
}

fn run(args: Args) -> Answer {
    match args.request {
        None => without_command(&args),
        Some(Request::Man) => man::man(),
        Some(request) => with_catalog(|catalog| match request {
            Request::Show(args) => {
                let codes = codes::read(&args.codes, Joining::Replies);
                show::show(&codes, &args.output, catalog)
            }
            Request::Compare(args) => {
                let codes = codes::read(&args.codes, Joining::Apart);
                compare::compare(&codes, &args.output, catalog)
            }
            Request::List(args) => list::list(&args, catalog),
            Request::Search(args) => list::search(&args, catalog),
            Request::Completions { shell } => completions::completions(shell, catalog),
            Request::Man => man::man(),
        }),
    }
}

/// Answers from the shipped catalog, which is kept until the program ends: taking it apart would be for nothing.
fn with_catalog(answer: impl FnOnce(&'static Catalog) -> Answer) -> Answer {
    match shipped::catalog() {
        Ok(catalog) => answer(Box::leak(Box::new(catalog))),
        Err(error) => Answer::failure(Status::Usage, error.to_string()),
    }
}

/// Codes alone: the browser on a terminal; elsewhere, or with a word on how to print, what `show` and `compare` print.
fn without_command(args: &Args) -> Answer {
    let print = !io::stdout().is_terminal() || args.output.is_given();
    if print && args.codes.is_empty() {
        return Answer::failure(
            Status::Usage,
            "the browser needs a terminal; print a page with smtpref show CODE, or see smtpref --help",
        );
    }
    let codes = codes::read(&args.codes, Joining::Replies);
    with_catalog(|catalog| match (print, codes.lookups.len()) {
        (false, _) => browse::browse(&codes, args.no_mouse, catalog),
        (true, 0 | 1) => show::show(&codes, &args.output, catalog),
        (true, _) => compare::compare(&codes, &args.output, catalog),
    })
}
