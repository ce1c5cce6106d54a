//! Markdown: a parser reads back the headings and the cells that the document has.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use smtpref::compare::compare;
use smtpref::document::{Block, Role, Row, Span, comparison, markdown, page};
use smtpref::lookup::Lookup;
use smtpref::lookup::Record;
use smtpref::shipped;

use crate::program::run_line;
use crate::ugly;

/// What of a document can be read back: headings, cells, items and lines of transcripts, as plain text.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outline {
    headings: Vec<String>,
    cells: Vec<String>,
    items: Vec<String>,
    transcript: Vec<String>,
    paragraphs: Vec<String>,
}

fn parsed(text: &str) -> Outline {
    let mut outline = Outline::default();
    let mut current = String::new();
    let mut in_item = false;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Item) => {
                in_item = true;
                current.clear();
            }
            Event::Start(
                Tag::Heading { .. } | Tag::TableCell | Tag::CodeBlock(_) | Tag::Paragraph,
            ) if !in_item => current.clear(),
            Event::Text(text) | Event::Code(text) => current.push_str(&text),
            Event::SoftBreak | Event::HardBreak => panic!("a break in {current:?}"),
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML in a page: {html}"),
            Event::End(end) => match end {
                TagEnd::Heading(_) => outline.headings.push(current.clone()),
                TagEnd::TableCell => outline.cells.push(current.clone()),
                TagEnd::Item => {
                    in_item = false;
                    outline.items.push(current.clone());
                }
                TagEnd::Paragraph if !in_item => outline.paragraphs.push(current.clone()),
                TagEnd::CodeBlock => outline
                    .transcript
                    .extend(current.lines().map(str::to_owned)),
                _ => {}
            },
            _ => {}
        }
    }
    outline
}

fn plain(text: &[Span]) -> String {
    text.iter().map(|span| span.text.as_str()).collect()
}

/// What `parsed` must find. Markdown makes one space of many in running text.
fn expected(blocks: &[Block], outline: &mut Outline) {
    let squeezed = |text: &str| text.trim().to_owned();
    for block in blocks {
        match block {
            Block::Title { code, title, facts } => {
                outline.headings.push(format!("{} {title}", code.text));
                if !facts.is_empty() {
                    outline.paragraphs.push(facts.join(" · "));
                }
            }
            Block::Heading(text) | Block::Subheading(text) => outline.headings.push(text.clone()),
            Block::Paragraph(text) | Block::Note(text) => {
                outline.paragraphs.push(squeezed(&plain(text)));
            }
            Block::Bullets(items) | Block::Steps(items) => outline
                .items
                .extend(items.iter().map(|item| squeezed(&plain(item)))),
            Block::Facts(rows) | Block::Keys { rows, .. } => outline.items.extend(
                rows.iter()
                    .map(|(name, value)| format!("{name}: {}", plain(value))),
            ),
            Block::Transcript(rows) => outline.transcript.extend(rows.iter().map(|row| plain(row))),
            Block::Table { header, rows } => table(header, rows, outline),
            Block::Aspects { sides, rows } => {
                let names = sides.iter().map(|side| side.text.clone());
                let header: Vec<String> =
                    [String::from("Aspect")].into_iter().chain(names).collect();
                table(&header, rows, outline);
            }
            Block::Columns { left, right } => {
                for (name, blocks) in [left, right] {
                    outline.headings.push(name.text.clone());
                    expected(blocks, outline);
                }
            }
        }
    }
}

fn table(header: &[String], rows: &[Row], outline: &mut Outline) {
    outline.cells.extend(header.iter().cloned());
    outline.cells.push(String::new());
    for row in rows {
        outline.cells.push(row.name.clone());
        let cells = row.cells.iter().map(|cell| plain(cell));
        outline.cells.extend(cells);
        let differs = if row.differs { "differs" } else { "same" };
        outline.cells.push(differs.to_owned());
    }
}

fn assert_read_back(blocks: &[Block], what: &str) {
    let mut outline = Outline::default();
    expected(blocks, &mut outline);
    assert_eq!(parsed(&markdown(blocks)), outline, "{what}");
}

#[test]
fn every_page_is_read_back() {
    let catalog = shipped::catalog().unwrap();
    for &code in catalog.codes() {
        assert_read_back(
            &page(&Record::of(Lookup::new(code), &catalog), &catalog).blocks,
            &code.to_string(),
        );
    }
    for text in ["599", "5.7.999", "X.99"] {
        let lookup = Lookup::new(text.parse().unwrap());
        assert_read_back(&page(&Record::of(lookup, &catalog), &catalog).blocks, text);
    }
}

#[test]
fn written_pairs_and_a_sample_of_all_others_are_read_back() {
    let catalog = shipped::catalog().unwrap();
    let codes = catalog.codes();
    let count = codes.len();
    let sample = (0..count * count)
        .step_by(count * count / 200 + 1)
        .map(|pair| (codes[pair / count], codes[pair % count]));
    for (left, right) in catalog.pair_codes().iter().copied().chain(sample) {
        let compared = compare(Lookup::new(left), Lookup::new(right), &catalog);
        assert_read_back(
            &comparison(&compared, &catalog).blocks,
            &format!("{left} and {right}"),
        );
    }
}

#[test]
fn lists_and_tables_are_tables() {
    let outline = parsed(&run_line("list --kind class --format markdown").stdout);
    assert_eq!(outline.cells[..3], ["Code", "Kind", "Title"]);
    assert_eq!(outline.cells.len(), 3 * 4);
    let outline = parsed(&run_line("compare 450 451 452 --format markdown").stdout);
    assert_eq!(outline.cells[..5], ["Aspect", "450", "451", "452", ""]);
    assert_eq!(outline.cells.len() % 5, 0);
}

proptest! {
    /// What stands literally in a text is one piece of code there and in a table, whatever marks it has.
    #[test]
    fn literals_are_read_back(
        literal in prop_oneof![
            ugly::address().prop_map(|name| name.text),
            "[a`|*\\\\ ]{1,12}".prop_filter("a blank alone is none, and a table cannot have a bar behind a backslash", |text| {
                !text.trim().is_empty() && !text.contains("\\|")
            }),
        ],
    ) {
        let literal = || Span::new(literal.clone(), Role::Literal);
        let text = vec![Span::text("before "), literal(), Span::text(" behind")];
        let row = Row { name: "a".to_owned(), within: "a".to_owned(), cells: vec![text.clone(), text.clone()], differs: true };
        let header = ["Aspect", "250", "556"].map(str::to_owned).to_vec();
        let blocks = [Block::Paragraph(text), Block::Table { header, rows: vec![row] }];
        assert_read_back(&blocks, "a literal");
    }
}
