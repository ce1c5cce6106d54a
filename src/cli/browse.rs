//! Starts the browser.

use super::codes::Codes;
use super::ending::{Ending, Status};
use crate::app::{App, Start};
use crate::terminal;
use crate::ui::{Look, Theme};
use smtpref_catalog::Catalog;

/// Opens the browser at what was asked for.
pub(super) fn browse(codes: &Codes, no_mouse: bool, catalog: &'static Catalog) -> Ending {
    if !codes.wrong.is_empty() {
        return Ending::with(codes.remarks(catalog));
    }
    let start = match codes.lookups[..] {
        [] => Start::List,
        [lookup] => Start::Page(lookup),
        [left, right] => Start::Compare(left, right),
        _ => {
            return Ending::failure(
                Status::Usage,
                "the browser compares two codes; print a table of more with: smtpref compare",
            );
        }
    };
    match open(&start, no_mouse, catalog) {
        Ok(()) => Ending::found(),
        Err(error) => Ending::failure(Status::Nothing, format!("the terminal failed: {error}")),
    }
}

fn open(start: &Start, no_mouse: bool, catalog: &'static Catalog) -> std::io::Result<()> {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let options = terminal::Options {
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
    terminal::run(|size| App::new(catalog, start, size), options)
}
