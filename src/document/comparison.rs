//! A comparison -> blocks: what differs, when to use which, then both pages section by section.

use smtpref_catalog::Catalog;

use super::also;
use super::aspects::{self, name};
use super::block::{Block, Document, Head, Role, Severity, Span, Text};
use super::facts::finalities;
use super::inline::{inline, strong};
use super::lists;
use super::page::to_do;
use super::parts::{bullets, effect_note, paragraphs};
use super::situation::wire;
use crate::compare::Comparison;
use crate::lookup::{Lookup, Record, unregistered, wording};

/// The document of a comparison.
#[must_use]
pub fn comparison(comparison: &Comparison<'_>, catalog: &Catalog) -> Document {
    let (left, right) = (comparison.left.lookup, comparison.right.lookup);
    let mut blocks = vec![
        Block::Title {
            code: Span::new(format!("{left} and {right}"), Role::Title),
            title: "compared".to_owned(),
            facts: Vec::new(),
        },
        Block::Paragraph(strong(&comparison.summary)),
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
    blocks.push(aspects::differences(comparison, catalog));
    blocks.push(Block::Heading("When to use which".to_owned()));
    for (lead, texts) in [
        ("You received one of them", &comparison.received),
        ("You choose what your server sends", &comparison.choose),
    ] {
        blocks.push(Block::Subheading(lead.to_owned()));
        blocks.extend(texts.iter().map(|text| Block::Paragraph(inline(text))));
    }
    let made = if comparison.curated {
        "Differences and guidance are written by hand."
    } else {
        "Differences and guidance are made from the facts of both pages."
    };
    blocks.push(Block::Paragraph(vec![Span::new(made, Role::Muted)]));
    for (heading, content) in SECTIONS {
        let (a, b) = (
            content(&comparison.left, catalog),
            content(&comparison.right, catalog),
        );
        if a.is_empty() && b.is_empty() {
            continue;
        }
        blocks.push(Block::Heading((*heading).to_owned()));
        blocks.push(Block::Columns {
            left: (name(left, catalog), or_nothing(a)),
            right: (name(right, catalog), or_nothing(b)),
        });
    }
    Document {
        title: format!("{left} and {right} compared"),
        summary: comparison.summary.clone(),
        blocks,
        also: also::of_both([&comparison.left, &comparison.right], catalog),
    }
}

/// What stands over a side.
#[must_use]
pub fn head(side: Lookup, catalog: &Catalog) -> Head {
    let entry = side.entry(catalog).map(|id| catalog.entry(id));
    let (title, short) = entry.map_or([wording::not_registered(); 2].into(), |entry| {
        (entry.title, entry.short_title())
    });
    Head {
        code: name(side, catalog),
        ends: words_of_end(side, catalog),
        title: title.to_owned(),
        short: short.to_owned(),
    }
}

/// How a side ends, in a word or two: as its class says, or its page where it has none.
fn words_of_end(side: Lookup, catalog: &Catalog) -> String {
    let word = Severity::of(side, catalog).word();
    let ends = finalities(side, catalog);
    if word.is_empty() && matches!(ends.len(), 1 | 2) {
        let words: Vec<&str> = ends.into_iter().map(Severity::word).collect();
        return words.join(" or ");
    }
    word.to_owned()
}

type Content = fn(&Record<'_>, &Catalog) -> Vec<Block>;

/// The sections that are lined up, in order.
const SECTIONS: &[(&str, Content)] = &[
    ("Summary", |side, catalog| vec![summary(side, catalog)]),
    ("What they say", |side, catalog| match side.page() {
        Some(page) => paragraphs(&page.description),
        None => unregistered::describe(side.code(), catalog)
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
    ("When you see them", |side, _| match side.page() {
        Some(page) if !page.when.is_empty() => vec![bullets(&page.when)],
        _ => Vec::new(),
    }),
    ("What to do", to_do),
    // The facts of it are among the aspects.
    ("What they mean for the message", |side, _| {
        side.page().map_or_else(Vec::new, effect_note)
    }),
    ("In practice", |side, _| {
        side.page()
            .map_or_else(Vec::new, |page| paragraphs(&page.practice))
    }),
    ("On the wire", |side, _| {
        let of = Some(side.code());
        side.page().map_or_else(Vec::new, |page| wire(page, of))
    }),
    ("Often confused with", |side, catalog| {
        side.page()
            .filter(|page| !page.confused_with.is_empty())
            .map_or_else(Vec::new, |page| vec![lists::confusions(page, catalog)])
    }),
    ("References", |side, catalog| {
        side.page()
            .filter(|page| !page.references.is_empty())
            .map_or_else(Vec::new, |page| vec![lists::references(page, catalog)])
    }),
];

fn summary(side: &Record<'_>, catalog: &Catalog) -> Block {
    let mut text: Text = Vec::new();
    if let Some(entry) = side.entry() {
        text.push(Span::new(format!("{}. ", entry.title), Role::Strong));
        text.extend(inline(entry.summary));
        if let Some(says) = side.in_class() {
            text.push(Span::text(" "));
            text.extend(inline(says));
        }
    } else {
        text.push(Span::text(
            unregistered::describe(side.code(), catalog).summary,
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
