//! The command line: what was asked for, and where the answer goes.

mod args;

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use clap::Parser;

use crate::app::{App, Start};
use crate::shipped;
use crate::topic::{Topic, read_topics};
use crate::tui;
use crate::ui::{Look, Theme};
use args::Args;

/// Exit status: nothing was found.
const NOTHING: u8 = 1;
/// Exit status: wrong usage or input.
const USAGE: u8 = 2;

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(code) => code,
        Err((message, status)) => {
            eprintln!("smtpref: {message}");
            ExitCode::from(status)
        }
    }
}

/// A line for standard error and the exit status.
type Failure = (String, u8);

fn run(args: &Args) -> Result<ExitCode, Failure> {
    let catalog = shipped::catalog().map_err(|error| (error.to_string(), USAGE))?;
    let start = start(&args.codes)?;
    browse(Box::leak(Box::new(catalog)), &start, args.no_mouse)
}

fn start(words: &[String]) -> Result<Start, Failure> {
    if words.is_empty() {
        return Ok(Start::List);
    }
    let text = words.join(" ");
    match read_topics(&text).as_deref() {
        Some([topic]) => Ok(Start::Page(*topic)),
        Some([left, right]) => Ok(Start::Compare(*left, *right)),
        _ => Err((wrong_codes(words), USAGE)),
    }
}

/// What is wrong with the codes on the command line.
fn wrong_codes(words: &[String]) -> String {
    let wrong = words.iter().find(|word| read_topics(word).is_none());
    match wrong.map(|word| word.parse::<crate::domain::Code>()) {
        Some(Err(error)) => error.to_string(),
        _ => "give one code to read its page, or two to compare them".to_owned(),
    }
}

fn browse(
    catalog: &'static crate::catalog::Catalog,
    start: &Start,
    no_mouse: bool,
) -> Result<ExitCode, Failure> {
    if !io::stdout().is_terminal() {
        return Err((
            "standard output is not a terminal, so the browser does not start; run it in a terminal"
                .to_owned(),
            USAGE,
        ));
    }
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let options = tui::Options {
        look: Look {
            theme: if no_color {
                Theme::Plain
            } else {
                Theme::Terminal
            },
            hyperlinks: supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
        },
        mouse: !no_mouse,
    };
    tui::run(|size| App::new(catalog, start, size), options)
        .map(|()| ExitCode::SUCCESS)
        .map_err(|error| (format!("the terminal failed: {error}"), NOTHING))
}

/// The topics of an argument; used by completions and tests.
#[must_use]
pub fn topics(text: &str) -> Option<Vec<Topic>> {
    read_topics(text)
}
