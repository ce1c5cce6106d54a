//! Lists of codes and references, which lead to other pages and to documents.

use std::rc::Rc;

use super::block::{Block, Role, Span, Target, Text};
use super::inline::inline;
use crate::lookup::{Lookup, defined_in};
use smtpref_catalog::Catalog;
use smtpref_catalog::{Code, Page, Reference};

/// Codes with their titles, one to a line.
pub(super) fn codes(codes: impl IntoIterator<Item = Code>, catalog: &Catalog) -> Block {
    Block::Bullets(
        codes
            .into_iter()
            .map(|code| titled(Lookup::new(code), catalog))
            .collect(),
    )
}

/// A code with its title.
pub(super) fn titled(lookup: Lookup, catalog: &Catalog) -> Text {
    let mut text = vec![Span::code(lookup, catalog)];
    if let Some(id) = lookup.entry(catalog) {
        text.push(Span::text(format!("  {}", catalog.entry(id).title)));
    }
    text
}

/// Codes one after the other in a line.
pub(super) fn row_of_codes(lead: &str, codes: &[Code], catalog: &Catalog) -> Block {
    let mut text = vec![Span::text(lead)];
    for (index, &code) in codes.iter().enumerate() {
        text.push(Span::text(if index == 0 { " " } else { ", " }));
        text.push(Span::code(Lookup::new(code), catalog));
    }
    Block::Paragraph(text)
}

/// What a code is taken for, and why it is not that.
pub(super) fn confusions(page: &Page, catalog: &Catalog) -> Block {
    Block::Bullets(
        page.confused_with
            .iter()
            .map(|confusion| {
                let mut text = vec![
                    Span::code(Lookup::new(confusion.code), catalog),
                    Span::text("  "),
                ];
                text.extend(inline(confusion.why));
                text
            })
            .collect(),
    )
}

/// References with their addresses.
pub(super) fn references(page: &Page, catalog: &Catalog) -> Block {
    Block::Bullets(
        page.references
            .iter()
            .map(|reference| {
                let mut text = vec![Span {
                    text: defined_in(reference, catalog),
                    role: Role::Literal,
                    target: address(reference, catalog).map(Target::Url),
                    matched: false,
                }];
                if let Some(note) = reference.note {
                    text.push(Span::text(": "));
                    text.extend(inline(note));
                }
                text
            })
            .collect(),
    )
}

/// The address of a reference, down to the section of an RFC.
#[must_use]
pub fn address(reference: &Reference, catalog: &Catalog) -> Option<Rc<str>> {
    let source = catalog.source(reference.source)?;
    Some(match reference.numbered_section() {
        Some(section) if reference.is_rfc() => format!("{}#section-{section}", source.url).into(),
        _ => source.url.into(),
    })
}
