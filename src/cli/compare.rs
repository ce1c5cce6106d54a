//! `smtpref compare`: two codes side by side, or a table of more.

use super::answer::{Answer, Status};
use super::args::{Format, OutputArgs};
use super::codes::Codes;
use super::json;
use super::look::Look;
use super::print;
use crate::compare::compare as compare_two;
use crate::document::{Block, Role, Span, aspect_table, comparison, markdown};
use crate::explain::explain;
use crate::topic::Topic;
use smtpref_catalog::Catalog;

/// Prints the comparison.
pub(super) fn compare(codes: &Codes, output: &OutputArgs, catalog: &Catalog) -> Answer {
    let remarks = codes.remarks(catalog);
    let topics = &codes.topics[..];
    if topics.len() < 2 {
        return if remarks.is_empty() {
            Answer::failure(
                Status::Usage,
                "a comparison needs two codes or more, such as: smtpref compare 250 556",
            )
        } else {
            Answer::partly(String::new(), remarks)
        };
    }
    let text = match output.format() {
        Format::Text => {
            let look = Look::of(output);
            print::text(document(topics, catalog), look.full_width(), look)
        }
        Format::Markdown => markdown(&document(topics, catalog)),
        Format::Json => match topics {
            &[left, right] => {
                let comparison = compare_two(left, right, catalog);
                json::text(&json::Comparison::new(&comparison, catalog))
            }
            _ => json::text(&json::Table::new(topics, catalog)),
        },
    };
    Answer::partly(text, remarks)
}

fn document(topics: &[Topic], catalog: &Catalog) -> Vec<Block> {
    match topics {
        &[left, right] => comparison(&compare_two(left, right, catalog), catalog),
        _ => many(topics, catalog),
    }
}

/// Three codes or more: what each is, then the table of aspects.
fn many(topics: &[Topic], catalog: &Catalog) -> Vec<Block> {
    let names: Vec<String> = topics.iter().map(Topic::to_string).collect();
    let summaries = topics.iter().map(|&topic| {
        let summary = match topic.entry(catalog) {
            Some(id) => {
                let entry = catalog.entry(id);
                format!("  {}. {}", entry.title, entry.summary)
            }
            None => format!("  {}", explain(topic.code, catalog).summary),
        };
        vec![Span::code(topic, catalog), Span::text(summary)]
    });
    vec![
        Block::Title {
            code: Span::new(names.join(", "), Role::Title),
            title: "compared".to_owned(),
            facts: vec!["Made from the facts of all pages".to_owned()],
        },
        Block::Bullets(summaries.collect()),
        Block::Heading("Key differences".to_owned()),
        aspect_table(topics, catalog),
    ]
}
