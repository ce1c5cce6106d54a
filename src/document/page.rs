//! A lookup -> the blocks of its page. What a reader with a bounce needs first stands first: what it says, when, what to do.

use super::block::{Block, Role, Span, Text};
use super::inline::inline;
use super::lists;
use crate::lookup::unregistered;
use crate::lookup::{Facts, Lookup};
use smtpref_catalog::{Catalog, EntryId};
use smtpref_catalog::{Code, EnhancedClass, Entry, Fix, Page, ReplyCode};

/// How many related codes are shown with their titles.
const RELATED: usize = 8;

/// The page of a lookup: of a known code from the catalog, of an unknown one from its numbers.
#[must_use]
pub fn page(lookup: Lookup, catalog: &Catalog) -> Vec<Block> {
    let mut blocks = match lookup.entry(catalog) {
        Some(id) => known(lookup, id, catalog),
        None => unknown(lookup, catalog),
    };
    if let Some(text) = unregistered::contradiction(lookup) {
        blocks.insert(1, Block::Note(vec![Span::text(text)]));
    }
    blocks
}

fn known(lookup: Lookup, id: EntryId, catalog: &Catalog) -> Vec<Block> {
    let (entry, page) = (catalog.entry(id), catalog.page(id));
    let facts = Facts::of(lookup, catalog);
    let mut blocks = head(lookup, entry, &facts, catalog);
    blocks.extend(lead(lookup, entry, page, catalog));
    section(&mut blocks, "What it says", paragraphs(&page.description));
    section(&mut blocks, "When you see it", [bullets(&page.when)]);
    section(&mut blocks, "How to fix", fix(&page.fix));
    section(
        &mut blocks,
        "What it means for the message",
        effect(page, &facts),
    );
    section(&mut blocks, "In practice", paragraphs(&page.practice));
    section(&mut blocks, "By class", by_class(lookup, page, catalog));
    section(&mut blocks, "On the wire", examples(page));
    section(
        &mut blocks,
        "Often confused with",
        (!page.confused_with.is_empty()).then(|| lists::confusions(page, catalog)),
    );
    let (heading, usual_with) = usual_with(entry, page, catalog);
    section(&mut blocks, heading, usual_with);
    let (heading, members) = members(entry.code, catalog);
    section(&mut blocks, heading, members);
    section(&mut blocks, "Related", related(page, catalog));
    section(
        &mut blocks,
        "References",
        (!page.references.is_empty()).then(|| lists::references(page, catalog)),
    );
    section(
        &mut blocks,
        "Also called",
        (!entry.keywords.is_empty())
            .then(|| Block::Paragraph(vec![Span::new(entry.keywords.join(", "), Role::Muted)])),
    );
    blocks
}

/// The related codes: the first with their titles, the many that only name this page in one row.
fn related(page: &Page, catalog: &Catalog) -> Vec<Block> {
    let (first, rest) = page.related.split_at(page.related.len().min(RELATED));
    let mut blocks = Vec::new();
    if !first.is_empty() {
        blocks.push(lists::codes(first.iter().copied(), catalog));
    }
    if !rest.is_empty() {
        blocks.push(lists::row_of_codes("Named by", rest, catalog));
    }
    blocks
}

fn section(blocks: &mut Vec<Block>, heading: &str, content: impl IntoIterator<Item = Block>) {
    let mut content = content.into_iter().peekable();
    if content.peek().is_some() {
        blocks.push(Block::Heading(heading.to_owned()));
        blocks.extend(content);
    }
}

fn head(lookup: Lookup, entry: &Entry, facts: &Facts, catalog: &Catalog) -> Vec<Block> {
    let mut small = vec![facts.kind.to_owned(), entry.status.phrase().to_owned()];
    small.push(facts.class.clone());
    small.extend(facts.division.clone());
    small.extend(facts.stage.clone());
    vec![
        Block::Title {
            code: Span {
                target: None,
                ..Span::code(lookup, catalog)
            },
            title: entry.title.to_owned(),
            facts: small,
        },
        Block::Paragraph(vec![Span::new(entry.summary, Role::Strong)]),
    ]
}

/// What the asked class and the reply code before it add to the page.
fn lead(lookup: Lookup, entry: &Entry, page: &Page, catalog: &Catalog) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let (Code::Enhanced(code), Some(class)) = (lookup.code, lookup.class()) {
        let written = page.in_class.iter().find(|(of, _)| *of == class);
        let text = match written {
            Some((_, text)) => inline(text),
            None => unusual_class(class, entry),
        };
        let mut note = vec![Span::new(format!("{code}: "), Role::Strong)];
        note.extend(text);
        blocks.push(Block::Note(note));
    }
    if let Some(reply) = lookup.reply {
        blocks.push(Block::Note(reply_adds(reply, lookup, catalog)));
    }
    blocks
}

fn unusual_class(class: EnhancedClass, entry: &Entry) -> Text {
    let usual: Vec<String> = entry
        .classes
        .iter()
        .map(|class| class.digit().to_string())
        .collect();
    vec![Span::text(format!(
        "class {} is not meaningful for this code, which goes with class {}. Go by the class all the same: {}",
        class.digit(),
        usual.join(" or "),
        unregistered::class_meaning(class)
    ))]
}

fn reply_adds(reply: ReplyCode, lookup: Lookup, catalog: &Catalog) -> Text {
    let reply_lookup = Lookup::new(Code::Reply(reply));
    let facts = Facts::of(reply_lookup, catalog);
    let mut text = vec![
        Span::text("The reply code "),
        Span::code(reply_lookup, catalog),
    ];
    let adds = match reply_lookup.entry(catalog) {
        Some(id) => format!(" adds: {} ", catalog.entry(id).summary),
        None => " is not registered; its first digit still counts. ".to_owned(),
    };
    text.push(Span::text(adds));
    if lookup.contradiction().is_none() {
        text.push(Span::text(format!(
            "For the sending server that decides: {}.",
            lower_first(&facts.message)
        )));
    }
    text
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

pub(super) fn paragraphs(texts: &[&str]) -> Vec<Block> {
    texts
        .iter()
        .map(|text| Block::Paragraph(inline(text)))
        .collect()
}

pub(super) fn bullets(texts: &[&str]) -> Block {
    Block::Bullets(texts.iter().map(|text| inline(text)).collect())
}

pub(super) fn fix(groups: &[Fix]) -> Vec<Block> {
    groups
        .iter()
        .flat_map(|group| {
            [
                Block::Subheading(group.who.phrase().to_owned()),
                Block::Steps(group.steps.iter().map(|step| inline(step)).collect()),
            ]
        })
        .collect()
}

pub(super) fn effect(page: &Page, facts: &Facts) -> Vec<Block> {
    let mut rows = vec![("Message", facts.message.clone())];
    rows.extend(
        facts
            .connection
            .clone()
            .map(|connection| ("Connection", connection)),
    );
    rows.push(("Same attempt again", facts.retry.clone()));
    vec![
        Block::Facts(
            rows.into_iter()
                .map(|(name, value)| (name.to_owned(), vec![Span::text(value)]))
                .collect(),
        ),
        Block::Paragraph(inline(page.effect.note)),
    ]
}

fn by_class(lookup: Lookup, page: &Page, catalog: &Catalog) -> Option<Block> {
    let code = lookup.code.enhanced()?;
    let others: Vec<Text> = page
        .in_class
        .iter()
        .filter(|(class, _)| Some(*class) != code.class())
        .map(|(class, text)| {
            let lookup = Lookup::new(Code::Enhanced(code.with_class(Some(*class))));
            let mut line = vec![Span::code(lookup, catalog), Span::text("  ")];
            line.extend(inline(text));
            line
        })
        .collect();
    (!others.is_empty()).then_some(Block::Bullets(others))
}

pub(super) fn examples(page: &Page) -> Vec<Block> {
    page.examples
        .iter()
        .flat_map(|example| {
            [
                Block::Subheading(example.title.to_owned()),
                Block::Transcript(example.lines.iter().map(|line| transcript(line)).collect()),
            ]
        })
        .collect()
}

fn transcript(line: &str) -> Text {
    let role = match line.get(..3) {
        Some("C: ") => Role::Client,
        Some("S: ") => Role::Server,
        _ => return vec![Span::new(line, Role::Literal)],
    };
    vec![
        Span::new(&line[..3], Role::Muted),
        Span::new(&line[3..], role),
    ]
}

fn usual_with(entry: &Entry, page: &Page, catalog: &Catalog) -> (&'static str, Vec<Block>) {
    let (heading, further) = match entry.code {
        Code::Reply(_) => ("Enhanced status codes with it", "Also seen with"),
        _ => ("Reply codes with it", "Also seen with"),
    };
    let mut blocks = Vec::new();
    if !page.usual_with.is_empty() {
        blocks.push(lists::codes(page.usual_with.iter().copied(), catalog));
    }
    if !page.also_with.is_empty() {
        blocks.push(lists::row_of_codes(further, &page.also_with, catalog));
    }
    (heading, blocks)
}

/// The codes below a class or a subject, so that one can go on from class to subject to code.
fn members(code: Code, catalog: &Catalog) -> (&'static str, Option<Block>) {
    let below = |test: &dyn Fn(Code) -> bool| -> Vec<Code> {
        let codes = catalog.codes().iter().copied();
        codes.filter(|&code| test(code)).collect()
    };
    let (heading, codes) = match code {
        Code::Class(_) => ("Subjects", below(&|code| matches!(code, Code::Subject(_)))),
        Code::Subject(subject) => (
            "Codes of this subject",
            below(&|code| matches!(code, Code::Enhanced(code) if code.subject() == subject)),
        ),
        _ => ("", Vec::new()),
    };
    (
        heading,
        (!codes.is_empty()).then(|| lists::codes(codes, catalog)),
    )
}

fn unknown(lookup: Lookup, catalog: &Catalog) -> Vec<Block> {
    let explanation = unregistered::describe(lookup.code, catalog);
    let facts = Facts::of(lookup, catalog);
    let mut blocks = vec![
        Block::Title {
            code: Span {
                target: None,
                ..Span::code(lookup, catalog)
            },
            title: "Not registered".to_owned(),
            facts: vec![facts.kind.to_owned(), facts.class.clone()],
        },
        Block::Paragraph(vec![Span::new(explanation.summary, Role::Strong)]),
    ];
    if let Some(reply) = lookup.reply {
        blocks.push(Block::Note(reply_adds(reply, lookup, catalog)));
    }
    let parts = explanation.parts.into_iter().map(|part| {
        let text = vec![
            Span::new(format!("{}. ", part.name), Role::Strong),
            Span::text(part.meaning),
        ];
        (part.number, text)
    });
    section(
        &mut blocks,
        "Number by number",
        [Block::Facts(parts.collect())],
    );
    let advice: Vec<Text> = explanation
        .advice
        .into_iter()
        .map(|text| vec![Span::text(text)])
        .collect();
    section(
        &mut blocks,
        "How to fix",
        (!advice.is_empty()).then_some(Block::Steps(advice)),
    );
    let near = explanation.nearest.iter().map(|&id| catalog.entry(id).code);
    section(
        &mut blocks,
        "Nearest known codes",
        (!explanation.nearest.is_empty()).then(|| lists::codes(near, catalog)),
    );
    blocks
}
