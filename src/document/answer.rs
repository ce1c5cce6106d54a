//! The short answer of a document: what somebody else needs to be told, as a few lines of plain text for a chat or a ticket.

use super::block::{Block, Document, Text};

/// The most bytes: what fits the clipboard of every terminal, and what is still read.
const LONGEST: usize = 1500;
/// The most steps of each that has to act.
const STEPS: usize = 2;

/// Title, summary, what stands before the prose, and the first steps: at most 1,500 bytes, whole lines, without links.
///
/// Documents begin with what is needed first, so this is what stands above their second heading.
#[must_use]
pub fn short_answer(document: &Document) -> String {
    let mut answer = format!("{}\n", document.title);
    let mut headings = 0;
    for block in &document.blocks {
        if matches!(block, Block::Heading(_)) {
            headings += 1;
        }
        if headings > 1 {
            break;
        }
        let lines = lines(block);
        if answer.len() + lines.len() > LONGEST {
            break;
        }
        answer.push_str(&lines);
    }
    answer.truncate(answer.trim_end().len());
    answer
}

/// A block as lines; nothing of blocks that are no answer.
fn lines(block: &Block) -> String {
    match block {
        Block::Heading(heading) => format!("\n{heading}\n"),
        Block::Subheading(heading) => format!("{heading}:\n"),
        Block::Paragraph(text) | Block::Note(text) => format!("{}\n", plain(text)),
        Block::Bullets(texts) => items(texts.iter().map(plain)),
        Block::Steps(steps) => items(steps.iter().take(STEPS).map(plain)),
        Block::Facts(facts) | Block::Keys { rows: facts, .. } => {
            let fact = |(name, text): &(String, Text)| [name, ": ", &plain(text), "\n"].concat();
            facts.iter().map(fact).collect()
        }
        Block::Table { header, rows } => items(rows.iter().map(|row| {
            let cells = row.cells.iter().zip(header.iter().skip(1));
            let cells = cells.map(|(cell, head)| format!("{head} {}", plain(cell)));
            format!("{}: {}", row.name, cells.collect::<Vec<_>>().join("; "))
        })),
        Block::Aspects { sides, rows } => {
            let differing = rows.iter().filter(|row| row.differs);
            items(differing.map(|row| {
                let cells = row.cells.iter().zip(sides);
                let cells = cells.map(|(cell, side)| format!("{} {}", side.text, plain(cell)));
                format!("{}: {}", row.name, cells.collect::<Vec<_>>().join("; "))
            }))
        }
        Block::Title { .. } | Block::Transcript(_) | Block::Columns { .. } => String::new(),
    }
}

fn items(texts: impl Iterator<Item = String>) -> String {
    texts.map(|text| ["- ", &text, "\n"].concat()).collect()
}

fn plain(text: &Text) -> String {
    text.iter().map(|span| span.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::block::Span;
    use super::*;

    /// What some terminals take of a copied text is no more than this.
    #[rstest]
    #[case::all_that_fits(LONGEST - 2, true)]
    #[case::one_letter_more(LONGEST - 1, false)]
    fn a_paragraph_is_copied_whole_or_not_at_all(#[case] length: usize, #[case] fits: bool) {
        // The title and the paragraph end with a line break each.
        let title = "T".to_owned();
        let letters = "x".repeat(length - title.len());
        let document = Document {
            title,
            summary: String::new(),
            blocks: vec![Block::Paragraph(vec![Span::text(letters.as_str())])],
            also: Vec::new(),
        };
        let answer = short_answer(&document);
        assert_eq!(answer.contains('x'), fits);
        assert_eq!(answer.len(), if fits { LONGEST - 1 } else { 1 });
    }
}
