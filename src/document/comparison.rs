//! A comparison -> blocks: what differs, when to use which, then both pages section by section.

use super::aspects;
use super::block::{Block, Role, Span, Text};
use super::inline::inline;
use super::lists;
use super::page::{bullets, effect, examples, fix, paragraphs};
use crate::compare::Comparison;
use crate::lookup::unregistered;
use crate::lookup::{Facts, Lookup};
use smtpref_catalog::Catalog;
use smtpref_catalog::Page;

/// The document of a comparison.
#[must_use]
pub fn comparison(comparison: &Comparison, catalog: &Catalog) -> Vec<Block> {
    let (left, right) = (comparison.left, comparison.right);
    let mut blocks = vec![
        Block::Title {
            code: Span::new(format!("{left} and {right}"), Role::Title),
            title: "compared".to_owned(),
            facts: vec![
                if comparison.curated {
                    "Differences and guidance written by hand"
                } else {
                    "Made from the facts of both pages"
                }
                .to_owned(),
            ],
        },
        Block::Paragraph(vec![Span::new(comparison.summary.clone(), Role::Strong)]),
    ];
    for lookup in [left, right] {
        blocks.extend(unregistered::contradiction(lookup).map(|text| Block::Note(inline(&text))));
    }
    blocks.extend(
        comparison
            .note
            .as_deref()
            .map(|note| Block::Note(inline(note))),
    );
    blocks.push(Block::Heading("Key differences".to_owned()));
    blocks.push(aspects::differences(comparison));
    blocks.push(Block::Heading("When to use which".to_owned()));
    for (lead, texts) in [
        ("You received one of them", &comparison.received),
        ("You choose what your server sends", &comparison.choose),
    ] {
        blocks.push(Block::Subheading(lead.to_owned()));
        blocks.extend(texts.iter().map(|text| Block::Paragraph(inline(text))));
    }
    let sides = (Side::new(left, catalog), Side::new(right, catalog));
    for (heading, content) in SECTIONS {
        let (a, b) = (content(&sides.0, catalog), content(&sides.1, catalog));
        if a.is_empty() && b.is_empty() {
            continue;
        }
        blocks.push(Block::Heading((*heading).to_owned()));
        blocks.push(Block::Columns {
            left: (Span::code(left, catalog), or_nothing(a)),
            right: (Span::code(right, catalog), or_nothing(b)),
        });
    }
    blocks
}

/// One side of a comparison.
struct Side<'a> {
    lookup: Lookup,
    page: Option<&'a Page>,
    facts: Facts,
}

type Content = fn(&Side<'_>, &Catalog) -> Vec<Block>;

/// The sections that are lined up, in order.
const SECTIONS: &[(&str, Content)] = &[
    ("Summary", |side, catalog| {
        vec![summary(side.lookup, catalog)]
    }),
    ("What they say", |side, catalog| match side.page {
        Some(page) => paragraphs(&page.description),
        None => unregistered::describe(side.lookup.code, catalog)
            .parts
            .into_iter()
            .map(|part| {
                Block::Paragraph(vec![
                    Span::new(format!("{} {}. ", part.number, part.name), Role::Strong),
                    Span::text(part.meaning),
                ])
            })
            .collect(),
    }),
    ("When you see them", |side, _| {
        side.page
            .map_or_else(Vec::new, |page| vec![bullets(&page.when)])
    }),
    ("How to fix", |side, _| {
        side.page.map_or_else(Vec::new, |page| fix(&page.fix))
    }),
    ("What they mean for the message", |side, _| {
        side.page
            .map_or_else(Vec::new, |page| effect(page, &side.facts))
    }),
    ("In practice", |side, _| {
        side.page
            .map_or_else(Vec::new, |page| paragraphs(&page.practice))
    }),
    ("On the wire", |side, _| {
        side.page.map_or_else(Vec::new, examples)
    }),
    ("References", |side, catalog| {
        side.page
            .filter(|page| !page.references.is_empty())
            .map_or_else(Vec::new, |page| vec![lists::references(page, catalog)])
    }),
];

impl<'a> Side<'a> {
    fn new(lookup: Lookup, catalog: &'a Catalog) -> Self {
        Self {
            lookup,
            page: lookup.entry(catalog).map(|id| catalog.page(id)),
            facts: Facts::of(lookup, catalog),
        }
    }
}

fn summary(lookup: Lookup, catalog: &Catalog) -> Block {
    let mut text: Text = Vec::new();
    if let Some(id) = lookup.entry(catalog) {
        let entry = catalog.entry(id);
        text.push(Span::new(format!("{}. ", entry.title), Role::Strong));
        text.push(Span::text(entry.summary));
        if let (Some(class), Some(_)) = (lookup.class(), lookup.code.enhanced()) {
            let written = catalog
                .page(id)
                .in_class
                .iter()
                .find(|(of, _)| *of == class);
            if let Some((_, says)) = written {
                text.push(Span::text(" "));
                text.extend(inline(says));
            }
        }
    } else {
        text.push(Span::text(
            unregistered::describe(lookup.code, catalog).summary,
        ));
    }
    Block::Paragraph(text)
}

fn or_nothing(blocks: Vec<Block>) -> Vec<Block> {
    if blocks.is_empty() {
        vec![Block::Paragraph(vec![Span::new(
            "Nothing to add on this side.",
            Role::Muted,
        )])]
    } else {
        blocks
    }
}
