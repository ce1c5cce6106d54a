//! `smtpref compare`: two codes side by side, or a table of more.

use std::io::{self, Write};

use super::args::Format;
use super::codes::Requested;
use super::ending::{Ending, Status};
use super::json;
use super::look::Look;
use super::print;
use crate::compare::compare as compare_two;
use crate::document::{Block, Role, Span, aspect_table, comparison, markdown};
use crate::lookup::unregistered::describe;
use crate::lookup::{Lookup, Record};
use smtpref_catalog::Catalog;

/// Prints the comparison.
pub(super) fn compare(
    codes: &Requested,
    look: Look,
    catalog: &Catalog,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    let remarks = codes.remarks(catalog);
    let lookups = &codes.lookups[..];
    if lookups.len() < 2 {
        return Ok(if remarks.is_empty() {
            Ending::failure(
                Status::Usage,
                "a comparison needs two codes or more, such as: smtpref compare 250 556",
            )
        } else {
            Ending::with(remarks)
        });
    }
    match (look.format, lookups) {
        (Format::Text, _) => {
            print::blocks(out, document(lookups, catalog), look.full_width(), look)?;
        }
        (Format::Markdown, _) => {
            out.write_all(markdown(&document(lookups, catalog)).as_bytes())?;
        }
        (Format::Json, &[left, right]) => {
            let comparison = compare_two(left, right, catalog);
            json::write(&json::Comparison::new(&comparison, catalog), out)?;
        }
        (Format::Json, _) => {
            json::write(&json::Table::new(&records(lookups, catalog), catalog), out)?;
        }
    }
    Ok(Ending::with(remarks))
}

fn document(lookups: &[Lookup], catalog: &Catalog) -> Vec<Block> {
    match lookups {
        &[left, right] => comparison(&compare_two(left, right, catalog), catalog).blocks,
        _ => many(lookups, catalog),
    }
}

fn records<'c>(lookups: &[Lookup], catalog: &'c Catalog) -> Vec<Record<'c>> {
    let each = |&lookup: &Lookup| Record::of(lookup, catalog);
    lookups.iter().map(each).collect()
}

/// Three codes or more: what each is, then the table of aspects.
fn many(lookups: &[Lookup], catalog: &Catalog) -> Vec<Block> {
    let records = records(lookups, catalog);
    let names: Vec<String> = lookups.iter().map(Lookup::to_string).collect();
    let summaries = records.iter().map(|record| {
        let summary = match record.entry() {
            Some(entry) => format!("  {}. {}", entry.title, entry.summary),
            None => format!("  {}", describe(record.code(), catalog).summary),
        };
        vec![Span::code(record.lookup, catalog), Span::text(summary)]
    });
    vec![
        Block::Title {
            code: Span::new(names.join(", "), Role::Title),
            title: "compared".to_owned(),
            facts: vec!["Made from the facts of all pages".to_owned()],
        },
        Block::Bullets(summaries.collect()),
        Block::Heading("Key differences".to_owned()),
        aspect_table(&records, catalog),
    ]
}
