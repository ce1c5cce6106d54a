//! The short answer of a document: what somebody else needs to be told, as a few lines of plain text for a chat or a ticket.

use super::block::{Block, Document, Text};

/// The most bytes: what fits the clipboard of every terminal, and what is still read.
const LONGEST: usize = 1500;
/// The most steps of those who act after the first.
const STEPS: usize = 2;
/// What is said in the place of steps for which there is no room.
const MORE: &str = "More steps are on the page.\n";

/// Title, summary, what stands before the prose, and the steps: all of whoever acts first, the first of the others, and how many those
/// have. At most 1,500 bytes, whole lines, without links.
///
/// Documents begin with what is needed first, so this is what stands above their second heading.
#[must_use]
pub fn short_answer(document: &Document) -> String {
    let mut answer = format!("{}\n", document.title);
    let blocks = above_the_second_heading(&document.blocks);
    let is_steps = |block: &Block| matches!(block, Block::Steps(_));
    let first = blocks.iter().position(is_steps);
    for (at, block) in blocks.iter().enumerate() {
        let most = if Some(at) == first { usize::MAX } else { STEPS };
        let lines = match (block, blocks.get(at + 1)) {
            (Block::Subheading(heading), Some(Block::Steps(steps)))
                if Some(at + 1) != first && steps.len() > STEPS =>
            {
                format!("{heading} (first {STEPS} of {} steps):\n", steps.len())
            }
            _ => lines(block, most),
        };
        let drops_steps = blocks[at..].iter().any(is_steps);
        let room = LONGEST - if drops_steps { MORE.len() } else { 0 };
        if answer.len() + lines.len() > room {
            answer.push_str(if drops_steps { MORE } else { "" });
            break;
        }
        answer.push_str(&lines);
    }
    answer.truncate(answer.trim_end().len());
    answer
}

fn above_the_second_heading(blocks: &[Block]) -> &[Block] {
    let headings = blocks.iter().enumerate();
    let mut headings = headings.filter(|(_, block)| matches!(block, Block::Heading(_)));
    let end = headings.nth(1).map_or(blocks.len(), |(at, _)| at);
    &blocks[..end]
}

/// A block as lines, of steps no more than so many; nothing of blocks that are no answer.
fn lines(block: &Block, most: usize) -> String {
    match block {
        Block::Heading(heading) => format!("\n{heading}\n"),
        Block::Subheading(heading) => format!("{heading}:\n"),
        Block::Paragraph(text) | Block::Note(text) => format!("{}\n", plain(text)),
        Block::Bullets(texts) => items(texts.iter().map(plain)),
        Block::Steps(steps) => items(steps.iter().take(most).map(plain)),
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

    fn steps(count: usize, of: &str) -> Block {
        let step = |number| vec![Span::text(format!("{of} {number}"))];
        Block::Steps((1..=count).map(step).collect())
    }

    fn document(blocks: Vec<Block>) -> Document {
        Document {
            title: "T".to_owned(),
            summary: String::new(),
            blocks,
            also: Vec::new(),
        }
    }

    /// Somebody else does what the answer says, and does not see what is missing.
    #[test]
    fn no_step_is_dropped_without_a_word() {
        let named = |name: &str| Block::Subheading(name.to_owned());
        let all = document(vec![
            Block::Heading("What to do".to_owned()),
            named("The sender"),
            steps(3, "write"),
            named("The receiving server"),
            steps(4, "look"),
            named("The owner"),
            steps(2, "delete"),
        ]);
        let expected = "T\n\nWhat to do\nThe sender:\n- write 1\n- write 2\n- write 3\n\
            The receiving server (first 2 of 4 steps):\n- look 1\n- look 2\n\
            The owner:\n- delete 1\n- delete 2";
        assert_eq!(short_answer(&all), expected);
        let long = document(vec![
            Block::Heading("What to do".to_owned()),
            steps(1, "short"),
            steps(1, &"long ".repeat(LONGEST)),
        ]);
        let answer = short_answer(&long);
        assert!(
            answer.ends_with("- short 1\nMore steps are on the page."),
            "{answer}"
        );
    }

    /// What some terminals take of a copied text is no more than this.
    #[rstest]
    #[case::all_that_fits(LONGEST - 2, true)]
    #[case::one_letter_more(LONGEST - 1, false)]
    fn a_paragraph_is_copied_whole_or_not_at_all(#[case] length: usize, #[case] fits: bool) {
        // The title and the paragraph end with a line break each.
        let title = "T".to_owned();
        let letters = "x".repeat(length - title.len());
        let document = document(vec![Block::Paragraph(vec![Span::text(letters.as_str())])]);
        let answer = short_answer(&document);
        assert_eq!(answer.contains('x'), fits);
        assert_eq!(answer.len(), if fits { LONGEST - 1 } else { 1 });
    }
}
