//! The command line: what was asked for, and where the answer goes.
//!
//! | step | file |
//! |---|---|
//! | arguments -> request | `args`, `fast_args`, `help`, `usage` |
//! | words -> codes | `codes` |
//! | words -> files, where no shell does it | `wildcards` |
//! | a shell that wants completions -> candidates | `completions` |
//! | request -> answer on a writer | `show`, `compare`, `list`, `explain`, `summary`, `check`, `man`, `version`, or `browse` |
//! | long input -> whole lines in flat memory | `utf8`, `blocks` |
//! | documents -> text | `print`, `look` |
//! | entries and comparisons -> JSON | `json` |
//! | the user's settings | `settings` |
//!
//! Commands write as they go, and say at the end how it went (`ending`). The catalog is unpacked after the arguments are understood.
//! The browser is given no writer: it has the terminal to itself.

mod args;
mod blocks;
mod browse;
mod candidates;
mod check;
mod codes;
mod compare;
mod completions;
mod ending;
mod explain;
mod fast_args;
mod group;
mod help;
mod inputs;
mod json;
mod line_by_line;
mod list;
mod look;
mod man;
mod pager;
mod parts;
mod print;
mod settings;
mod show;
#[cfg(test)]
mod slow;
mod summary;
mod usage;
mod utf8;
mod version;
mod wildcards;

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use crate::app::Start;
use crate::shipped;
use crate::terminal;
use args::{Args, ExplainArgs, Request, SearchArgs};
use codes::Joining;
use ending::{Ending, Status};
use look::Look;
use smtpref_catalog::Catalog;

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let ended = completions::answer().unwrap_or_else(|| {
        let arguments = match usage::of_help(env::args_os().skip(1)) {
            Some(words) => Args::try_parse_from(words),
            None => fast_args::read(env::args_os().skip(1)).map_or_else(Args::try_parse, Ok),
        };
        match arguments {
            Ok(args) => run(args),
            Err(error) if error.kind() == ErrorKind::DisplayVersion => {
                print_from_catalog(version::version)
            }
            Err(error) => {
                let words = env::args_os().filter_map(|word| word.into_string().ok());
                let look = Look::of_words(words);
                print::to_stdout(|out| usage::tell(&error, look, out))
            }
        }
    });
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
    match request {
        Request::Show(args) => read_from_catalog(look, |catalog, out| {
            let codes = codes::read(&args.codes, Joining::Replies, catalog);
            show::show(&codes, look, catalog, out)
        }),
        Request::Compare(args) => read_from_catalog(look, |catalog, out| {
            let codes = codes::read(&args.codes, Joining::Apart, catalog);
            compare::compare(&codes, look, catalog, out)
        }),
        Request::List(args) => {
            print_from_catalog(|catalog, out| list::list(&args, look, catalog, out))
        }
        Request::Search(args) => {
            print_from_catalog(|catalog, out| list::search(&args, look, catalog, out))
        }
        Request::Explain(mut args) if args.lines => {
            args.text = wildcards::expanded(args.text);
            print_from_catalog(|catalog, out| explain::run(&args, look, catalog, out))
        }
        Request::Explain(mut args) => {
            args.text = wildcards::expanded(args.text);
            read_from_catalog(look, |catalog, out| explain::run(&args, look, catalog, out))
        }
        Request::Check(mut args) => {
            args.files = wildcards::expanded(args.files);
            match shipped::catalog() {
                Ok(catalog) => print::to_stdout(|out| check::run(&args, look, catalog, out)),
                Err(error) => Ok(Ending::failure(Status::Usage, error.to_string())),
            }
        }
        Request::Completions { shell } => {
            print::to_stdout(|out| completions::completions(shell, out))
        }
        Request::Config => print::to_stdout(settings::print),
        Request::Man => print_from_catalog(man::man),
    }
}

/// Answers from the shipped catalog with the user's own ones over it, which is kept until the program ends: taking it apart would be for nothing.
fn with_catalog(answer: impl FnOnce(&'static Catalog) -> io::Result<Ending>) -> io::Result<Ending> {
    match shipped::catalog() {
        Ok(catalog) => {
            let (catalog, remarks) = settings::with_own_catalogs(catalog);
            let mut ending = answer(Box::leak(Box::new(catalog)))?;
            // What is wrong with the settings is no part of the answer, and does not change how it ends.
            ending.remarks.splice(0..0, remarks);
            Ok(ending)
        }
        Err(error) => Ok(Ending::failure(Status::Usage, error.to_string())),
    }
}

fn print_from_catalog(
    command: impl FnOnce(&'static Catalog, &mut dyn Write) -> io::Result<Ending>,
) -> io::Result<Ending> {
    with_catalog(|catalog| print::to_stdout(|out| command(catalog, out)))
}

/// The same for what is to be read on a terminal.
fn read_from_catalog(
    look: Look,
    command: impl FnOnce(&'static Catalog, &mut dyn Write) -> io::Result<Ending>,
) -> io::Result<Ending> {
    with_catalog(|catalog| pager::to_reader(look, |out| command(catalog, out)))
}

/// Files alone are explained: one in the browser on a terminal, else what `explain` prints.
fn files(args: &Args, in_browser: bool, look: Look) -> io::Result<Ending> {
    if let ([name], true) = (&args.codes[..], in_browser) {
        return match inputs::whole(name) {
            Ok(bytes) => {
                with_catalog(|catalog| browse::browse(&Start::Text(bytes), look, args, catalog))
            }
            Err(remark) => Ok(Ending::failure(Status::Usage, remark)),
        };
    }
    let asked = ExplainArgs {
        text: args.codes.clone(),
        ..ExplainArgs::default()
    };
    read_from_catalog(look, |catalog, out| {
        explain::run(&asked, look, catalog, out)
    })
}

/// Codes alone: the browser on a terminal; elsewhere, or with a word on how to print, what `show` and `compare` print. A text that holds
/// a reply is explained, as files are that words name; other words are searched.
fn without_command(args: &Args, look: Look) -> io::Result<Ending> {
    if args.plain {
        let given = args.codes.join(" ");
        return with_catalog(|catalog| {
            print::to_stdout(|out| {
                line_by_line::converse(&given, &mut io::stdin().lock(), look, catalog, out)
            })
        });
    }
    let obstacle = terminal::obstacle(browse::surface(args));
    let in_browser = obstacle.is_none() && (args.print.is_some() || !args.output.asks_to_print());
    if let Some(wrong) = browse::wrong_print(args, obstacle) {
        return Ok(wrong);
    }
    let reads = args.codes == [inputs::STANDARD_INPUT];
    if reads || (args.codes.is_empty() && !io::stdin().is_terminal()) {
        match explain::standard_input() {
            Ok(bytes) if in_browser && !bytes.is_empty() => {
                return with_catalog(|catalog| {
                    browse::browse(&Start::Text(bytes), look, args, catalog)
                });
            }
            Ok(bytes) if reads || !bytes.is_empty() => {
                return read_from_catalog(look, |catalog, out| {
                    explain::print_text(&bytes, look, catalog, out)
                });
            }
            Ok(_) => {}
            Err(remark) => return Ok(Ending::failure(Status::Usage, remark)),
        }
    }
    if explain::are_files(&args.codes) {
        return files(args, in_browser, look);
    }
    if args.codes.is_empty() && !in_browser {
        let why = obstacle.unwrap_or("the browser prints nothing");
        return Ok(Ending::failure(
            Status::Usage,
            format!("{why}; print a page with smtpref show CODE, or see smtpref --help"),
        ));
    }
    with_catalog(|catalog| {
        let codes = codes::read(&args.codes, Joining::Replies, catalog);
        let text = args.codes.join(" ");
        if !codes.wrong.is_empty() && explain::holds_a_reply(&text, catalog) {
            if in_browser {
                return browse::browse(&Start::Text(text.into_bytes()), look, args, catalog);
            }
            return pager::to_reader(look, |out| {
                explain::print_text(text.as_bytes(), look, catalog, out)
            });
        }
        if let Some(command) = codes.misspelt_command(&args.codes) {
            return Ok(Ending::failure(
                Status::Usage,
                usage::not_a_command(&args.codes, command),
            ));
        }
        let words = codes.are_words(catalog);
        if in_browser {
            return match browse::start(&codes, words.then_some(text), catalog) {
                Ok(start) => browse::browse(&start, look, args, catalog),
                Err(ending) => Ok(ending),
            };
        }
        if words {
            let search = SearchArgs {
                query: args.codes.clone(),
                ..SearchArgs::default()
            };
            return print::to_stdout(|out| list::search(&search, look, catalog, out));
        }
        pager::to_reader(look, |out| match codes.lookups.len() {
            0 | 1 => show::show(&codes, look, catalog, out),
            _ => compare::compare(&codes, look, catalog, out),
        })
    })
}
