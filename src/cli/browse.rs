//! Starts the browser.

use super::codes::Codes;
use super::ending::{Ending, Status};
use super::look::Look;
use crate::app::{App, Start};
use crate::terminal;
use crate::theme::Theme;
use crate::ui;
use smtpref_catalog::Catalog;

/// Opens the browser at what was asked for: codes, or the search for words.
pub(super) fn browse(
    codes: &Codes,
    query: Option<String>,
    look: Look,
    no_mouse: bool,
    catalog: &'static Catalog,
) -> Ending {
    if query.is_none() && !codes.wrong.is_empty() {
        return Ending::with(codes.remarks(catalog));
    }
    let start = match codes.lookups[..] {
        [] => query.map_or(Start::List, Start::Query),
        [lookup] => Start::Page(lookup),
        [left, right] => Start::Compare(left, right),
        _ => {
            return Ending::failure(
                Status::Usage,
                "the browser compares two codes; print a table of more with: smtpref compare",
            );
        }
    };
    let options = terminal::Options {
        look: ui::Look {
            theme: if look.colours {
                Theme::Terminal
            } else {
                Theme::Plain
            },
            hyperlinks: supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
        },
        mouse: !no_mouse,
    };
    match terminal::run(|size| App::new(catalog, &start, size), options) {
        Ok(()) => Ending::found(),
        Err(error) => Ending::failure(Status::Usage, format!("the terminal failed: {error}")),
    }
}
