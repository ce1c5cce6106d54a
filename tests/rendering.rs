//! Pages and comparisons in lines and in Markdown: at every width nothing is too wide, nothing is lost, and nothing is empty.

#[path = "rendering/facts.rs"]
mod facts;
#[path = "shared/findings.rs"]
mod findings;
#[path = "rendering/lines.rs"]
mod lines;
#[path = "rendering/linked.rs"]
mod linked;
#[path = "shared/listed.rs"]
mod listed;
#[path = "rendering/pages.rs"]
mod pages;
#[path = "rendering/random.rs"]
mod random;

use std::collections::BTreeMap;

use findings::Findings;
use rstest::rstest;
use smtpref::compare::compare;
use smtpref::document::{
    Block, Line, Role, STACK_UNDER, Text, comparison, lay_out, markdown, page, short_answer,
};
use smtpref::lookup::{FactName, Lookup, Record, fact_name, parse_lookups};
use smtpref_catalog::Catalog;
use unicode_width::UnicodeWidthStr;

/// The narrowest and the widest window that pages are made for.
const WIDTHS: std::ops::RangeInclusive<u16> = 20..=200;

/// Widths for every document: the narrowest, the usual one, and the first at which sides stand side by side.
const ALWAYS: [u16; 3] = [20, 80, STACK_UNDER];

/// Further widths, one for each document in turn.
const IN_TURN: [u16; 8] = [21, 27, 37, 53, 64, 89, 133, 200];

fn catalog() -> Catalog {
    smtpref::shipped::catalog().unwrap()
}

/// Every page and every comparison that somebody wrote, with its name.
fn documents(catalog: &Catalog) -> Vec<(String, Vec<Block>)> {
    let mut documents: Vec<_> = catalog
        .entries()
        .map(|entry| {
            (
                entry.code.to_string(),
                page(&Record::of(Lookup::new(entry.code), catalog), catalog).blocks,
            )
        })
        .collect();
    for &(left, right) in catalog.pair_codes() {
        let compared = compare(Lookup::new(left), Lookup::new(right), catalog);
        documents.push((
            format!("{left}-{right}"),
            comparison(&compared, catalog).blocks,
        ));
    }
    documents
}

/// The documents of codes that are asked for in other ways: with a class, behind a reply code, not registered, contradictory.
fn asked(catalog: &Catalog) -> Vec<(String, Vec<Block>)> {
    let asked = [
        "5.1.10",
        "550 5.1.1",
        "450 5.1.1",
        "599",
        "5.7.999",
        "X.9",
        "599 5.9.999",
        "550 vs 5.1.1",
        "599 vs 5.7.999",
        "450 vs 452",
        "X.1 vs 5.X.X",
        "550 vs 550",
    ];
    let document = |text: &str| match parse_lookups(text).unwrap()[..] {
        [one] => page(&Record::of(one, catalog), catalog).blocks,
        [left, right] => comparison(&compare(left, right, catalog), catalog).blocks,
        _ => panic!("neither one nor two: {text}"),
    };
    asked
        .into_iter()
        .map(|text| (text.to_owned(), document(text)))
        .collect()
}

/// How often each character occurs, without spaces and without what the layout adds.
fn characters<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    let added = |c: char| c.is_whitespace() || "•│▌≠=·.0123456789".contains(c);
    for c in texts
        .into_iter()
        .flat_map(str::chars)
        .filter(|&c| !added(c))
    {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// Every text of a block, as often as it must stand in the lines.
fn texts<'a>(block: &'a Block, out: &mut Vec<&'a str>) {
    let mut add = |text: &'a Text| out.extend(text.iter().map(|span| span.text.as_str()));
    match block {
        Block::Title { code, title, facts } => {
            out.extend([code.text.as_str(), title]);
            out.extend(facts.iter().map(String::as_str));
        }
        Block::Heading(text) | Block::Subheading(text) => out.push(text),
        Block::Paragraph(text) | Block::Note(text) => add(text),
        Block::Bullets(items) | Block::Steps(items) | Block::Transcript(items) => {
            items.iter().for_each(add);
        }
        Block::Facts(rows) | Block::Keys { rows, .. } => {
            for (name, value) in rows {
                out.push(name);
                out.extend(value.iter().map(|span| span.text.as_str()));
            }
        }
        // A narrow table repeats the heads and says equal cells once.
        Block::Table { rows, .. } | Block::Aspects { rows, .. } => {
            out.extend(rows.iter().map(|row| row.name.as_str()));
        }
        Block::Columns { left, right } => {
            for (is_right, (name, blocks)) in [(false, left), (true, right)] {
                out.push(&name.text);
                // Where there is room, what names parts of both sides stands once, before them.
                let is_said = |block: &&Block| {
                    matches!(block, Block::Subheading(_)) && is_right && left.1.contains(block)
                };
                for block in blocks.iter().filter(|block| !is_said(block)) {
                    texts(block, out);
                }
            }
        }
    }
}

/// What a layout of blocks does wrong at a width.
fn wrong(blocks: &[Block], width: u16) -> Option<String> {
    let lines = lay_out(blocks, width);
    if lines.iter().all(|line| line.plain().trim().is_empty()) {
        return Some("empty".to_owned());
    }
    if let Some(line) = lines
        .iter()
        .find(|line| line.plain().width() > usize::from(width))
    {
        return Some(format!("too wide: {:?}", line.plain()));
    }
    lost(blocks, &lines)
}

fn lost(blocks: &[Block], lines: &[Line]) -> Option<String> {
    let mut written = Vec::new();
    for block in blocks {
        texts(block, &mut written);
    }
    let plain: Vec<String> = lines.iter().map(Line::plain).collect();
    let laid = characters(plain.iter().map(String::as_str));
    let (c, _) = characters(written)
        .into_iter()
        .find(|(c, count)| laid.get(c).copied().unwrap_or(0) < *count)?;
    Some(format!("a {c:?} is lost"))
}

#[test]
fn every_document_fits_a_spread_of_widths() {
    let catalog = catalog();
    let mut findings = Findings::default();
    let all = documents(&catalog).into_iter().chain(asked(&catalog));
    for ((name, blocks), turn) in all.zip(IN_TURN.into_iter().cycle()) {
        // Replies of providers are many and built alike: one width for each.
        let always = if name.contains('/') { 0 } else { ALWAYS.len() };
        for width in ALWAYS.into_iter().take(always).chain([turn]) {
            if let Some(wrong) = wrong(&blocks, width) {
                findings.note(&name, format!("width {width}"), wrong);
            }
        }
    }
    findings.finish();
}

#[test]
fn some_documents_fit_every_width() {
    let catalog = catalog();
    let mut findings = Findings::default();
    let some = ["250", "X.7.1", "5.2.2-4.2.2"];
    let documents = documents(&catalog);
    for name in some {
        let (_, blocks) = documents.iter().find(|(of, _)| of == name).unwrap();
        for width in WIDTHS {
            if let Some(wrong) = wrong(blocks, width) {
                findings.note(name, format!("width {width}"), wrong);
            }
        }
    }
    for (name, blocks) in asked(&catalog) {
        for width in WIDTHS.step_by(9) {
            if let Some(wrong) = wrong(&blocks, width) {
                findings.note(&name, format!("width {width}"), wrong);
            }
        }
    }
    findings.finish();
}

#[test]
fn every_cell_that_differs_is_said_at_every_width() {
    let catalog = catalog();
    let mut findings = Findings::default();
    for (name, blocks) in documents(&catalog) {
        for block in &blocks {
            let Block::Aspects { rows, .. } = block else {
                continue;
            };
            for width in [20, 40, 60, 100, 160] {
                let lines = lay_out(std::slice::from_ref(block), width);
                let plain: Vec<String> = lines.iter().map(Line::plain).collect();
                let laid = characters(plain.iter().map(String::as_str));
                let cells = rows.iter().flat_map(|row| {
                    let shown = if row.differs { row.cells.len() } else { 1 };
                    row.cells.iter().take(shown).flatten()
                });
                let written = characters(cells.map(|span| span.text.as_str()));
                if let Some((c, _)) = written
                    .into_iter()
                    .find(|(c, count)| laid.get(c).copied().unwrap_or(0) < *count)
                {
                    findings.note(
                        &name,
                        format!("aspects, width {width}"),
                        format!("a {c:?} is lost"),
                    );
                }
            }
        }
    }
    findings.finish();
}

/// The headings of a document and of the documents in it.
fn headings(blocks: &[Block]) -> Vec<&str> {
    blocks
        .iter()
        .flat_map(|block| match block {
            Block::Heading(text) | Block::Subheading(text) => vec![text.as_str()],
            Block::Columns { left, right } => {
                let mut all = headings(&left.1);
                all.extend(headings(&right.1));
                all
            }
            _ => Vec::new(),
        })
        .collect()
}

/// A line of Markdown without its escapes.
fn unescaped(line: &str) -> String {
    let mut chars = line.chars();
    let mut plain = String::new();
    while let Some(c) = chars.next() {
        plain.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    plain
}

#[test]
fn markdown_has_every_heading_and_ends_in_one_line_break() {
    let catalog = catalog();
    let mut findings = Findings::default();
    for (name, blocks) in documents(&catalog).into_iter().chain(asked(&catalog)) {
        let text = markdown(&blocks);
        let marked: Vec<String> = text
            .lines()
            .filter(|line| line.starts_with('#'))
            .map(|line| unescaped(line.trim_start_matches('#').trim_start()))
            .collect();
        for heading in headings(&blocks) {
            if !marked.iter().any(|line| line == heading) {
                findings.note(&name, heading, "is no heading in Markdown");
            }
        }
        if !text.starts_with("# ") {
            findings.note(&name, "Markdown", "does not open with the title");
        }
        if text.ends_with("\n\n") || !text.ends_with('\n') {
            findings.note(&name, "Markdown", "does not end in one line break");
        }
        if text.contains("\n\n\n") {
            findings.note(&name, "Markdown", "has two empty lines in a row");
        }
    }
    findings.finish();
}

#[test]
fn no_line_ends_in_spaces_except_before_a_rule() {
    let catalog = catalog();
    let mut findings = Findings::default();
    for (name, blocks) in documents(&catalog) {
        for width in [40, 80, 120] {
            for line in lay_out(&blocks, width) {
                let plain = line.plain();
                // An empty right side, or the empty line of a note or a side, keeps its mark.
                let bare = plain.trim_end();
                if bare.len() < plain.len() && !bare.is_empty() && !bare.ends_with(['│', '▌', ':'])
                {
                    findings.note(&name, format!("width {width}"), format!("{plain:?}"));
                }
            }
        }
    }
    findings.finish();
}

#[test]
fn every_page_has_a_short_answer() {
    let catalog = catalog();
    let mut findings = Findings::default();
    for entry in catalog.entries() {
        let page = page(&Record::of(Lookup::new(entry.code), &catalog), &catalog);
        let answer = short_answer(&page);
        if answer.len() > 1500 {
            findings.note(entry.code, answer.len(), "too long for every clipboard");
        }
        if !answer.starts_with(&page.title) || answer.lines().count() < 3 {
            findings.note(entry.code, &answer, "says too little");
        }
        if answer.contains("\nReferences\n") {
            findings.note(entry.code, &answer, "holds the references");
        }
    }
    findings.finish();
}

#[test]
fn a_short_answer_says_what_to_do_and_no_more() {
    let catalog = catalog();
    let lookups = parse_lookups("556").unwrap();
    let answer = short_answer(&page(&Record::of(lookups[0], &catalog), &catalog));
    assert!(answer.contains("\nWhat to do\n"), "{answer}");
    let step = Record::of(lookups[0], &catalog).steps(&catalog)[0].steps[0]
        .text
        .replace('`', "");
    assert!(answer.contains(&format!("\n- {step}\n")), "{answer}");
    assert!(!answer.contains("When you see it"), "{answer}");
    assert!(!answer.contains("http"), "{answer}");
}

/// Where two codes are defined tells nobody what to do, so it does not catch the eye.
#[test]
fn only_a_definition_is_faint_in_a_comparison() {
    let catalog = catalog();
    let [left, right] = ["250", "556"].map(|code| parse_lookups(code).unwrap()[0]);
    let blocks = comparison(&compare(left, right, &catalog), &catalog).blocks;
    let rows = blocks.iter().find_map(|block| match block {
        Block::Aspects { rows, .. } => Some(rows),
        _ => None,
    });
    let mut faint = rows.unwrap().iter().filter(|row| {
        let mut spans = row.cells.iter().flatten();
        spans.all(|span| span.role == Role::Muted)
    });
    assert_eq!(faint.next().unwrap().name, fact_name(FactName::Defined));
    assert!(faint.next().is_none());
}

/// The page of a cause says first how long it lasts.
#[rstest]
#[case::for_good("user-unknown", "Permanent")]
#[case::for_now("greylisted", "Temporary")]
#[case::either("blocklisted", "Depends on the words")]
fn a_cause_says_how_long_it_lasts(#[case] cause: &str, #[case] says: &str) {
    let catalog = catalog();
    let lookup = Lookup::new(catalog.find_name(cause).unwrap());
    let blocks = page(&Record::of(lookup, &catalog), &catalog).blocks;
    let lines: Vec<String> = lay_out(&blocks, 80).iter().map(Line::plain).collect();
    let heading = lines.iter().position(|line| line == "How long it lasts");
    let mut below = lines[heading.unwrap() + 1..].iter();
    let first = below.find(|line| !line.is_empty()).unwrap();
    assert!(first.starts_with(says), "{first}");
}
