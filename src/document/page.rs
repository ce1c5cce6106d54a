//! A record -> its page. What a reader with a bounce needs first comes first: what becomes of the message, who acts, what to do. The
//! prose comes after it, and what only files the code away comes last.

use smtpref_catalog::{Catalog, Code, EnhancedClass, Entry, Fate, Fates, Page};

use super::also;
use super::block::{Block, Document, Role, Span, Text};
use super::facts;
use super::inline::{inline, strong};
use super::lists;
use super::parts::{SEEN, bullets, effect_note, examples, fix, paragraphs, section};
use super::situation;
use crate::lookup::{Known, Lookup, Record, unregistered, wording};

/// The page of a record: of a known code from the catalog, of an unknown one from its numbers.
#[must_use]
pub fn page(record: &Record<'_>, catalog: &Catalog) -> Document {
    let (title, summary) = match record.entry() {
        Some(entry) => (entry.title.to_owned(), entry.summary.to_owned()),
        None if record.used_by.is_empty() => (
            wording::not_registered().to_owned(),
            unregistered::describe(record.code(), catalog).summary,
        ),
        None => (
            wording::number_of_providers().to_owned(),
            wording::used_by(record.code(), record.used_by.len()),
        ),
    };
    let mut blocks = head(record, &title, &summary, catalog);
    match record.known {
        Some(known) => of_known(record, known, catalog, &mut blocks),
        None => of_unknown(record, catalog, &mut blocks),
    }
    if let Some(text) = unregistered::contradiction(record.lookup) {
        blocks.insert(1, Block::Note(vec![Span::text(text)]));
    }
    Document {
        title: format!("{} {title}", record.lookup),
        summary,
        blocks,
        also: also::of_page(record, catalog),
    }
}

fn of_known(record: &Record<'_>, known: Known<'_>, catalog: &Catalog, blocks: &mut Vec<Block>) {
    let (entry, page) = (known.entry, known.page);
    blocks.extend(lead(record, catalog));
    blocks.extend(situation::trap(page));
    blocks.push(facts::first(record, catalog));
    section(blocks, "What to do", to_do(record, catalog));
    match situation::body(record, known, catalog) {
        Some(body) => blocks.extend(body),
        None => blocks.extend(of_code(record, known, catalog)),
    }
    section(blocks, "Related", related(page, catalog));
    section(
        blocks,
        "References",
        (!page.references.is_empty()).then(|| lists::references(page, catalog)),
    );
    section(
        blocks,
        "Checked against",
        (!page.proof.is_empty()).then(|| lists::checked_against(page)),
    );
    section(
        blocks,
        "Also called",
        (!entry.keywords.is_empty())
            .then(|| Block::Paragraph(vec![Span::new(entry.keywords.join(", "), Role::Muted)])),
    );
    section(blocks, "Classification", [facts::last(record, catalog)]);
}

/// The steps, or that there is nothing to do after a success.
pub(super) fn to_do(record: &Record<'_>, catalog: &Catalog) -> Vec<Block> {
    let steps = record.steps(catalog);
    if !steps.is_empty() || record.known.is_none() {
        return fix(&steps);
    }
    let decided = record.outcome.decided();
    let nothing = decided.and_then(|decided| wording::nothing_to_do(decided.finality));
    let nothing = nothing.map(|text| Block::Paragraph(vec![Span::text(text)]));
    nothing.into_iter().collect()
}

/// What the page of a code says below its head.
fn of_code(record: &Record<'_>, Known { entry, page }: Known<'_>, catalog: &Catalog) -> Vec<Block> {
    let mut blocks = Vec::new();
    section(&mut blocks, "What it says", paragraphs(&page.description));
    section(&mut blocks, SEEN, [bullets(&page.when)]);
    section(
        &mut blocks,
        "What it means for the message",
        effect_note(page),
    );
    section(&mut blocks, "In practice", paragraphs(&page.practice));
    section(&mut blocks, "By class", by_class(record, page, catalog));
    let own = Some(record.code());
    section(&mut blocks, "On the wire", examples(page, own));
    section(
        &mut blocks,
        "Often confused with",
        (!page.confused_with.is_empty()).then(|| lists::confusions(page, catalog)),
    );
    let (heading, usual_with) = usual_with(entry, page, catalog);
    section(&mut blocks, heading, usual_with);
    let (heading, members) = members(entry.code, catalog);
    section(&mut blocks, heading, members);
    section(
        &mut blocks,
        "What providers say with it",
        situation::with_code(record, catalog),
    );
    blocks
}

/// The related codes: the first with their titles, the many that only name this page in one row.
fn related(page: &Page, catalog: &Catalog) -> Vec<Block> {
    let (first, rest) = page.related.split_at(page.related.len().min(also::RELATED));
    let mut blocks = Vec::new();
    if !first.is_empty() {
        blocks.push(lists::codes(first.iter().copied(), catalog));
    }
    if !rest.is_empty() {
        blocks.push(lists::row_of_codes("Named by", rest, catalog));
    }
    blocks
}

fn head(record: &Record<'_>, title: &str, summary: &str, catalog: &Catalog) -> Vec<Block> {
    vec![
        Block::Title {
            code: Span {
                target: None,
                ..Span::code(record.lookup, catalog)
            },
            title: title.to_owned(),
            facts: facts::head(record, catalog),
        },
        Block::Paragraph(strong(summary)),
    ]
}

/// What the class that counts and the reply code before it add to the page.
fn lead(record: &Record<'_>, catalog: &Catalog) -> Vec<Block> {
    let mut blocks = Vec::new();
    let text = record.in_class().map(inline).or_else(|| {
        let (class, usual) = record.unusual_class()?;
        Some(unusual_class(class, usual))
    });
    if let Some(text) = text {
        let code = record.code().enhanced();
        let code = code.map_or_else(String::new, |code| {
            code.with_class(record.class()).to_string()
        });
        let mut note = vec![Span::new(format!("{code}: "), Role::Strong)];
        note.extend(text);
        blocks.push(Block::Note(note));
    }
    blocks.extend(reply_adds(record, catalog));
    blocks
}

fn unusual_class(class: EnhancedClass, usual: &[EnhancedClass]) -> Text {
    vec![Span::text(format!(
        "class {} is not meaningful for this code, which goes with class {}. Go by the class all the same: {}",
        class.digit(),
        wording::class_numbers(usual),
        unregistered::class_meaning(class)
    ))]
}

/// Whether a reply decides nothing about a message that the sentence could tell.
fn is_undecided(message: Fates) -> bool {
    let nothing = Fates::one(Fate::NothingYet);
    nothing.are_among(message) && message.are_among(nothing.and(Fate::Step))
}

/// What the reply code before an enhanced status code adds.
fn reply_adds(record: &Record<'_>, catalog: &Catalog) -> Option<Block> {
    let reply = Lookup::new(Code::Reply(record.lookup.reply?));
    let mut text = vec![Span::text("The reply code "), Span::code(reply, catalog)];
    let adds = match reply.entry(catalog) {
        Some(id) => format!(" adds: {} ", catalog.entry(id).summary),
        None => " is not registered; its first digit still counts. ".to_owned(),
    };
    text.extend(inline(&adds));
    if record.lookup.contradiction().is_none()
        && let Some(decided) = record.outcome.decided()
        && !is_undecided(decided.message)
    {
        text.push(Span::text(format!(
            "For the sending server that decides: {}.",
            wording::message(decided.message, true)
        )));
    }
    Some(Block::Note(text))
}

fn by_class(record: &Record<'_>, page: &Page, catalog: &Catalog) -> Option<Block> {
    let code = record.code().enhanced()?;
    let others: Vec<Text> = page
        .in_class
        .iter()
        .filter(|(class, _)| Some(*class) != record.class())
        .map(|(class, text)| {
            let lookup = Lookup::new(Code::Enhanced(code.with_class(Some(*class))));
            let mut line = vec![Span::code(lookup, catalog), Span::text("  ")];
            line.extend(inline(text));
            line
        })
        .collect();
    (!others.is_empty()).then_some(Block::Bullets(others))
}

fn usual_with(entry: &Entry, page: &Page, catalog: &Catalog) -> (&'static str, Vec<Block>) {
    let heading = match entry.code {
        Code::Reply(_) => "Enhanced status codes with it",
        _ => "Reply codes with it",
    };
    let further = if page.usual_with.is_empty() {
        "Seen with"
    } else {
        "Also seen with"
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
    let heading = match code {
        Code::Class(_) => "Subjects",
        _ => "Codes of this subject",
    };
    let codes = code.members(catalog);
    (
        heading,
        (!codes.is_empty()).then(|| lists::codes(codes, catalog)),
    )
}

fn of_unknown(record: &Record<'_>, catalog: &Catalog, blocks: &mut Vec<Block>) {
    let explanation = unregistered::describe(record.code(), catalog);
    section(
        blocks,
        "What providers mean by it",
        situation::replies_of(record.used_by.clone(), catalog),
    );
    blocks.extend(reply_adds(record, catalog));
    if !record.used_by.is_empty() {
        // The digits of such a number say nothing.
        return;
    }
    let parts = explanation.parts.into_iter().map(|part| {
        let text = vec![
            Span::new(format!("{}. ", part.name), Role::Strong),
            Span::text(part.meaning),
        ];
        (part.number, text)
    });
    section(blocks, "Number by number", [Block::Facts(parts.collect())]);
    let advice: Vec<Text> = explanation
        .advice
        .into_iter()
        .map(|text| vec![Span::text(text)])
        .collect();
    section(
        blocks,
        "What to do",
        (!advice.is_empty()).then_some(Block::Steps(advice)),
    );
    let near = explanation.nearest.iter().map(|&id| catalog.entry(id).code);
    section(
        blocks,
        "Nearest known codes",
        (!explanation.nearest.is_empty()).then(|| lists::codes(near, catalog)),
    );
}
