//! `smtpref show`: the pages of codes.

use std::io::{self, Write};

use super::args::Format;
use super::codes::Requested;
use super::ending::Ending;
use super::json;
use super::look::Look;
use super::print;
use crate::document::{markdown, page};
use crate::lookup::Record;
use smtpref_catalog::Catalog;

/// Prints the pages one after the other.
pub(super) fn show(
    codes: &Requested,
    look: Look,
    catalog: &Catalog,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    let ending = Ending::with(codes.remarks(catalog));
    if codes.lookups.is_empty() {
        return Ok(ending);
    }
    if look.format == Format::Json {
        json::write_all(json::entries(&codes.lookups, catalog), out)?;
        return Ok(ending);
    }
    for (index, &lookup) in codes.lookups.iter().enumerate() {
        let page = page(&Record::of(lookup, catalog), catalog).blocks;
        if look.format == Format::Markdown {
            let rule = if index == 0 { "" } else { "\n---\n\n" };
            write!(out, "{rule}{}", markdown(&page))?;
        } else {
            let width = look.page_width();
            if index > 0 {
                let rule = "─".repeat(usize::from(width));
                writeln!(out, "\n{}\n", look.charset.shown(&rule))?;
            }
            print::blocks(out, page, width, look)?;
        }
    }
    Ok(ending)
}
