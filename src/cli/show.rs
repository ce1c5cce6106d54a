//! `smtpref show`: the pages of codes.

use super::answer::Answer;
use super::args::{Format, OutputArgs};
use super::codes::Codes;
use super::json;
use super::look::Look;
use super::print;
use crate::document::{markdown, page};
use smtpref_catalog::Catalog;

/// Prints the pages one after the other.
pub(super) fn show(codes: &Codes, output: &OutputArgs, catalog: &Catalog) -> Answer {
    let remarks = codes.remarks(catalog);
    if codes.lookups.is_empty() {
        return Answer::partly(String::new(), remarks);
    }
    let look = Look::of(output);
    let pages = || codes.lookups.iter().map(|&lookup| page(lookup, catalog));
    let text = match output.format() {
        Format::Text => {
            let width = look.page_width();
            let texts: Vec<String> = pages()
                .map(|blocks| print::text(blocks, width, look))
                .collect();
            let rule = format!("\n{}\n\n", "─".repeat(usize::from(width)));
            texts.join(&rule)
        }
        Format::Markdown => {
            let texts: Vec<String> = pages().map(|blocks| markdown(&blocks)).collect();
            texts.join("\n---\n\n")
        }
        Format::Json => json::text(&json::entries(&codes.lookups, catalog)),
    };
    Answer::partly(text, remarks)
}
