//! The pages of causes and of providers' replies, and what such replies add to the page of a code.

use smtpref_catalog::{
    Catalog, CauseDetail, Code, CodePattern, EntryId, Finality, Page, Reference, ReplyDetail, Send,
    Wordings,
};

use super::block::{Block, Role, Severity, Span, Text};
use super::facts;
use super::inline::inline;
use super::lists;
use super::parts::{SEEN, bullets, examples, paragraphs, section};
use crate::lookup::{Known, Lookup, Record, defined_in, wording};

/// How many replies are shown with their titles.
const TITLED: usize = 8;
/// How many more are named in a row.
const NAMED: usize = 40;

/// What the page of a cause or of a provider's reply says below its head; `None` for the page of a code.
pub(super) fn body(record: &Record<'_>, known: Known<'_>, catalog: &Catalog) -> Option<Vec<Block>> {
    if let Some(reply) = known.page.detail.reply() {
        Some(of_reply(record, known, reply, catalog))
    } else {
        let cause = known.page.detail.cause()?;
        Some(of_cause(known, cause, catalog))
    }
}

fn of_cause(
    Known { entry, page }: Known<'_>,
    cause: &CauseDetail,
    catalog: &Catalog,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    section(&mut blocks, "What it is", paragraphs(&page.description));
    section(&mut blocks, SEEN, [bullets(&page.when)]);
    let permanence = wording::permanence(cause.permanence);
    section(
        &mut blocks,
        "How long it lasts",
        [Block::Paragraph(facts::led(
            permanence,
            Severity::Neutral,
            cause.permanence_note,
        ))],
    );
    let send = cause.send.iter().map(|send| to_send(send, catalog));
    section(
        &mut blocks,
        "Which code to send",
        [Block::Bullets(send.collect())],
    );
    let said = cause.said.iter().map(|said| wordings(said, catalog));
    section(
        &mut blocks,
        "How receivers say it",
        [Block::Bullets(said.collect())],
    );
    section(&mut blocks, "In practice", paragraphs(&page.practice));
    section(
        &mut blocks,
        "Often confused with",
        (!page.confused_with.is_empty()).then(|| lists::confusions(page, catalog)),
    );
    if let Code::Cause(name) = entry.code {
        let replies = catalog.uses().of_cause(name).collect();
        section(
            &mut blocks,
            "What providers say",
            replies_of(replies, catalog),
        );
    }
    blocks
}

fn to_send(send: &Send, catalog: &Catalog) -> Text {
    let stage = wording::send_stage(send.stage);
    let mut text = vec![Span::new(format!("{stage}  "), Role::Strong)];
    text.extend(Lookup::of(send.codes).map(|lookup| Span::code(lookup, catalog)));
    text.push(Span::text("  "));
    text.extend(inline(send.why));
    text.push(Span::text(" ("));
    text.push(reference(&send.reference, catalog));
    text.push(Span::text(")"));
    text
}

fn reference(reference: &Reference, catalog: &Catalog) -> Span {
    Span {
        target: lists::address(reference, catalog).map(super::Target::Url),
        ..Span::text(defined_in(reference, catalog))
    }
}

fn wordings(said: &Wordings, catalog: &Catalog) -> Text {
    let mut text = codes(&said.codes, catalog);
    if !text.is_empty() {
        text.push(Span::text("  "));
    }
    text.extend(inline(said.words));
    if let Some(who) = said.who {
        text.push(Span::new(format!(" ({who})"), Role::Muted));
    }
    text
}

/// Codes as links, with commas between them; a range as its text.
fn codes(patterns: &[CodePattern], catalog: &Catalog) -> Text {
    let mut text = Text::new();
    for pattern in patterns {
        if !text.is_empty() {
            text.push(Span::text(", "));
        }
        text.push(match Lookup::of(pattern.codes) {
            Some(lookup) if !pattern.is_range() => Span::code(lookup, catalog),
            _ => Span::new(pattern.to_string(), Role::Literal),
        });
    }
    text
}

fn of_reply(
    record: &Record<'_>,
    Known { page, .. }: Known<'_>,
    reply: &ReplyDetail,
    catalog: &Catalog,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    section(
        &mut blocks,
        "What lies behind it",
        paragraphs(&page.description),
    );
    section(&mut blocks, "On the wire", wire(page, None));
    section(
        &mut blocks,
        "How it is known",
        [Block::Facts(known_from(record, reply, catalog))],
    );
    blocks
}

/// A warning of what a provider's reply is easily taken for.
pub(super) fn trap(page: &Page) -> Option<Block> {
    Some(beware(page.detail.reply()?.trap?))
}

/// A warning.
pub(super) fn beware(warning: &str) -> Block {
    let mut text = vec![Span::new("Beware. ", Role::Strong)];
    text.extend(inline(warning));
    Block::Note(text)
}

/// Dialogues and excerpts, and how a provider's reply reads.
pub(super) fn wire(page: &Page, of: Option<Code>) -> Vec<Block> {
    let reply = page.detail.reply().into_iter();
    let samples = reply.flat_map(|reply| &reply.samples).map(|sample| {
        let lines = sample.lines();
        let line = |line: &str| vec![Span::new(line, Role::Server)];
        Block::Transcript(lines.map(line).collect())
    });
    samples.chain(examples(page, of)).collect()
}

fn known_from(record: &Record<'_>, reply: &ReplyDetail, catalog: &Catalog) -> Vec<(String, Text)> {
    let mut rows: Vec<(String, Text)> = Vec::new();
    let mut row = |name: &str, text: Text| rows.push((name.to_owned(), text));
    row(
        "Cause",
        lists::titled(Lookup::new(Code::Cause(reply.cause)), catalog),
    );
    if let Some(decided) = record.outcome.decided() {
        let mut text = wording::finality(decided.finality, false).to_owned();
        let classes = record.known.map_or(&[][..], |known| &known.entry.classes);
        let mut of_codes = classes.iter().map(|&class| Finality::from(class));
        if reply.permanent.is_some() && of_codes.any(|of_code| of_code != decided.finality) {
            text.push_str(wording::against_its_code());
        }
        row("Permanence", vec![Span::text(text)]);
    }
    if !reply.codes.is_empty() {
        row("Codes", codes(&reply.codes, catalog));
    }
    row(
        "Known from",
        vec![Span::text(format!(
            "{}, {}",
            wording::evidence(reply.evidence),
            reply.as_of
        ))],
    );
    rows
}

/// The replies of providers that come with a code.
pub(super) fn with_code(record: &Record<'_>, catalog: &Catalog) -> Vec<Block> {
    match record.code() {
        code @ (Code::Reply(_) | Code::Enhanced(_)) => {
            replies_of(catalog.uses().of_code(code), catalog)
        }
        _ => Vec::new(),
    }
}

/// Replies: those that people meet most with their titles, others in a row, and how many more there are.
pub(super) fn replies_of(mut replies: Vec<EntryId>, catalog: &Catalog) -> Vec<Block> {
    let common = catalog.index().commons();
    replies.sort_by_key(|&id| std::cmp::Reverse(common(id)));
    // Each by itself: the names of all replies need not be unpacked for a few.
    let code = |&id: &EntryId| catalog.entry(id).code;
    let (first, rest) = replies.split_at(replies.len().min(TITLED));
    let mut blocks = Vec::new();
    if !first.is_empty() {
        blocks.push(lists::codes(first.iter().map(code), catalog));
    }
    let (named, more) = rest.split_at(rest.len().min(NAMED));
    if !named.is_empty() {
        let named: Vec<Code> = named.iter().map(code).collect();
        blocks.push(lists::row_of_codes("Also", &named, catalog));
    }
    if !more.is_empty() {
        let text = format!(
            "And {} more: `smtpref list --provider NAME` has those of one provider.",
            more.len()
        );
        blocks.push(Block::Paragraph(inline(&text)));
    }
    blocks
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::shipped;

    /// A code can be opened from where it stands; a range is no page.
    #[rstest]
    #[case::a_reply_code("550", true)]
    #[case::an_enhanced_code("5.1.1", true)]
    #[case::both("550 5.7.1", true)]
    #[case::a_range("550 5.7.606-649", false)]
    fn a_code_is_a_link(#[case] written: &str, #[case] expected: bool) {
        let catalog = shipped::catalog().unwrap();
        let text = codes(&[written.parse().unwrap()], &catalog);
        let [span] = &text[..] else {
            panic!("{text:?}");
        };
        assert_eq!(span.text, written);
        assert_eq!(span.target.is_some(), expected);
    }
}
