//! Lists of codes and references, which lead to other pages and to documents.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::block::{Block, Role, Span, Target, Text};
use super::inline::inline;
use crate::lookup::{Lookup, defined_in, marked_title};
use smtpref_catalog::Catalog;
use smtpref_catalog::{Code, Page, Proof, ProofKind, Reference};

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
        let title = marked_title(catalog.entry(id), catalog);
        text.push(Span::text(format!("  {title}")));
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
                    related: false,
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

/// The programs that the page was checked against, each once, with the ways in which it was.
pub(super) fn checked_against(page: &Page) -> Block {
    let mut programs: Vec<(&Proof, BTreeSet<ProofKind>)> = Vec::new();
    for proof in &page.proof {
        let same = |(known, _): &&mut (&Proof, _)| {
            (known.software, known.version) == (proof.software, proof.version)
        };
        match programs.iter_mut().find(same) {
            Some((_, ways)) => {
                ways.insert(proof.how);
            }
            None => programs.push((proof, BTreeSet::from([proof.how]))),
        }
    }
    let programs = programs.into_iter().map(|(proof, ways)| {
        let ways: Vec<&str> = ways.into_iter().map(ProofKind::word).collect();
        format!("{} {} ({})", proof.software, proof.version, ways.join(", "))
    });
    Block::Paragraph(vec![Span::text(
        programs.collect::<Vec<String>>().join(", "),
    )])
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_program_is_named_once_with_all_ways() {
        let proof = |software, how| Proof {
            software,
            version: "1.2",
            how,
            at: "`x.c`",
            says: "550",
        };
        let page = Page {
            proof: vec![
                proof("Postfix", ProofKind::Source),
                proof("Exim", ProofKind::Documentation),
                proof("Postfix", ProofKind::Run),
                proof("Postfix", ProofKind::Run),
            ],
            ..Page::default()
        };
        let Block::Paragraph(text) = checked_against(&page) else {
            panic!("not a paragraph");
        };
        assert_eq!(
            text[0].text,
            "Postfix 1.2 (run, source), Exim 1.2 (documentation)"
        );
    }
}
