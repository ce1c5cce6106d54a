//! Starts the browser.

use std::env;
use std::time::Duration;

use super::args::Args;
use super::codes::Codes;
use super::ending::{Ending, Status};
use super::look::Look;
use super::settings;
use crate::app::{App, Start};
use crate::terminal::{self, Clipboard};
use crate::ui;
use smtpref_catalog::Catalog;

/// What the browser opens at: codes, or the search for words.
pub(super) fn start(
    codes: &Codes,
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

/// Opens the browser.
pub(super) fn browse(start: &Start, look: Look, args: &Args, catalog: &'static Catalog) -> Ending {
    let esc = match esc(env::var("SMTPREF_ESC_MS").ok()) {
        Ok(esc) => esc,
        Err(remark) => return Ending::failure(Status::Usage, remark),
    };
    let told = env::var("SMTPREF_CLIPBOARD").ok();
    let told = told.filter(|command| !command.is_empty());
    let own = settings::settings();
    let command = args.clipboard.clone().or(told);
    let copies = command.is_some() || own.copies();
    let command = command.or_else(|| own.clipboard_command());
    let options = terminal::Options {
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
        let mut app = App::new(catalog, start, size);
        app.allow_copying(copies);
        if let Some(mistake) = settings::mistake() {
            app.tell(mistake);
        }
        app
    };
    match terminal::run(app, &options) {
        Ok(()) => Ending::found(),
        Err(error) => Ending::failure(Status::Usage, format!("the terminal failed: {error}")),
    }
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
