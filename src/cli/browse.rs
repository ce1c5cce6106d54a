//! Starts the browser, and prints what is chosen in it.

use std::env;
use std::io::{self, Write};
use std::time::Duration;

use super::args::{Args, Printed};
use super::codes::Requested;
use super::ending::{Ending, Status};
use super::look::Look;
use super::{compare, explain, print, settings, show};
use crate::app::{App, Choice, Start};
use crate::explain::Answer;
use crate::lookup::Lookup;
use crate::terminal::{self, Clipboard, Surface};
use crate::ui;
use smtpref_catalog::Catalog;

/// What the browser opens at: codes, or the search for words.
pub(super) fn start(
    codes: &Requested,
    query: Option<String>,
    catalog: &Catalog,
) -> Result<Start, Ending> {
    if query.is_none() && !codes.wrong.is_empty() {
        return Err(Ending::with(codes.remarks(catalog)));
    }
    match codes.lookups[..] {
        [] => Ok(query.map_or(Start::List, Start::Query)),
        [lookup] => Ok(Start::Page(lookup)),
        [left, right] => Ok(Start::Compare(left, right)),
        _ => Err(Ending::failure(
            Status::Usage,
            "the browser compares two codes; print a table of more with: smtpref compare",
        )),
    }
}

/// Opens the browser, and prints what is chosen in it if that was asked for.
pub(super) fn browse(
    start: &Start,
    look: Look,
    args: &Args,
    catalog: &Catalog,
) -> io::Result<Ending> {
    let ending = match (open(start, args, catalog), args.print) {
        (Err(ending), _) => ending,
        (Ok(None), None) => Ending::found(),
        (Ok(None), Some(_)) => Ending {
            remarks: Vec::new(),
            status: Status::Nothing,
        },
        (Ok(Some(choice)), printed) => {
            let code_alone = printed == Some(Printed::Code);
            return print::to_stdout(|out| chosen(choice, code_alone, look, catalog, out));
        }
    };
    Ok(ending)
}

/// What the browser is drawn on.
pub(super) const fn surface(args: &Args) -> Surface {
    match args.print {
        Some(_) => Surface::Terminal,
        None => Surface::Output,
    }
}

/// Why nothing can be chosen to be printed, if it was asked for.
pub(super) fn wrong_print(args: &Args, obstacle: Option<&str>) -> Option<Ending> {
    let printed = args.print?;
    let remark = if let Some(why) = obstacle {
        format!("{why}; print without one with smtpref show CODE, or see smtpref --help")
    } else if printed == Printed::Code && args.output.has_format() {
        "--print=code prints a code alone, which has no format: leave --format or --json out"
            .to_owned()
    } else {
        return None;
    };
    Some(Ending::failure(Status::Usage, remark))
}

/// Prints what was chosen.
fn chosen(
    choice: Choice,
    code_alone: bool,
    look: Look,
    catalog: &Catalog,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    let codes = |lookups: &[Lookup]| Requested {
        lookups: lookups.to_vec(),
        wrong: Vec::new(),
    };
    if code_alone {
        return codes_alone(&choice, out);
    }
    match choice {
        Choice::Page(lookup) => show::show(&codes(&[lookup]), look, catalog, out),
        Choice::Comparison(left, right) => {
            compare::compare(&codes(&[left, right]), look, catalog, out)
        }
        Choice::Reply(explanation) => explain::print(vec![*explanation], look, catalog, out),
    }
}

/// Prints the codes of what was chosen, a line each. What a text says may have none: then the cause stands for it, if it is known.
fn codes_alone(choice: &Choice, out: &mut dyn Write) -> io::Result<Ending> {
    let codes = match choice {
        Choice::Page(lookup) => vec![lookup.to_string()],
        Choice::Comparison(left, right) => vec![left.to_string(), right.to_string()],
        Choice::Reply(explanation) => {
            let answers = explanation.replies.iter();
            let code = |answer: &Answer| match (answer.codes, answer.cause) {
                (codes, Some(cause)) if codes.is_empty() => cause.to_string(),
                (codes, _) => codes.to_string(),
            };
            answers.map(code).filter(|code| !code.is_empty()).collect()
        }
    };
    if codes.is_empty() {
        let remark =
            "what was chosen has no code; --print without =code prints what is known of it";
        return Ok(Ending::failure(Status::Nothing, remark));
    }
    for code in codes {
        writeln!(out, "{code}")?;
    }
    Ok(Ending::found())
}

/// Runs the browser until it is left.
fn open(start: &Start, args: &Args, catalog: &Catalog) -> Result<Option<Choice>, Ending> {
    let look = match args.print {
        Some(_) => Look::on_terminal(&args.output),
        None => Look::of(&args.output),
    };
    let esc = match esc(env::var("SMTPREF_ESC_MS").ok()) {
        Ok(esc) => esc,
        Err(remark) => return Err(Ending::failure(Status::Usage, remark)),
    };
    let told = env::var("SMTPREF_CLIPBOARD").ok();
    let told = told.filter(|command| !command.is_empty());
    let own = settings::settings();
    let printing = args.print.map(|_| own.keymap().for_printing());
    let keys = printing.as_ref().unwrap_or_else(|| own.keymap());
    let command = args.clipboard.clone().or(told);
    let copies = command.is_some() || own.copies();
    let command = command.or_else(|| own.clipboard_command());
    let options = terminal::Options {
        surface: surface(args),
        look: ui::Look {
            theme: look.theme(),
            glyphs: look.glyphs(),
            // They are no colours, and only here no address is written out beside them.
            hyperlinks: terminal::takes_hyperlinks(|name| env::var(name).ok()),
        },
        mouse: !args.no_mouse,
        charset: look.charset,
        clipboard: Clipboard::new(command, |name| env::var(name).ok()),
        esc,
    };
    let app = |size| {
        let mut app = App::new(catalog, keys, start, size);
        app.allow_copying(copies);
        let remarks = settings::remarks();
        if !remarks.is_empty() {
            app.tell(remarks.join("; "));
        }
        app
    };
    terminal::run(app, &options)
        .map_err(|error| Ending::failure(Status::Usage, format!("the terminal failed: {error}")))
}

/// How long the rest of a key is waited for behind an Esc.
fn esc(variable: Option<String>) -> Result<Duration, String> {
    let Some(told) = variable.filter(|told| !told.is_empty()) else {
        return Ok(terminal::ESC);
    };
    let milliseconds: u16 = told.parse().map_err(|_| {
        format!("SMTPREF_ESC_MS is {told:?}: set it to milliseconds from 0 to 65535")
    })?;
    Ok(Duration::from_millis(milliseconds.into()))
}
