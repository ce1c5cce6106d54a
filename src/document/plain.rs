//! Writes out what else only colours and links tell: literals between backticks, addresses behind their names.

use unicode_width::UnicodeWidthStr;

use super::block::{Block, Role, Span, Target, Text};

/// What stands before an address at the beginning of a line: a bullet and an angle bracket, and the bracket after it.
const AROUND: usize = 4;

/// Puts literals of running text between backticks, so that they are told without colour. Transcripts stay as they are on the wire.
pub fn literals_in_backticks(blocks: &mut [Block]) {
    each_text(blocks, &mut |text| {
        for span in text {
            // The name of a link is no literal that somebody types.
            if span.role == Role::Literal && span.target.is_none() {
                span.text.insert(0, '`');
                span.text.push('`');
            }
        }
    });
}

/// Puts addresses behind the names that lead to them, where a line of this width can hold them whole.
pub fn with_addresses(blocks: &mut [Block], width: u16) {
    let room = usize::from(width).saturating_sub(AROUND);
    for block in blocks {
        // Sides of a comparison are too narrow for addresses.
        if let Block::Bullets(items) = block {
            for text in items {
                let addresses: Vec<Span> = text
                    .iter()
                    .filter_map(|span| match &span.target {
                        Some(Target::Url(url)) if url.width() <= room => {
                            Some(Span::new(format!(" <{url}>"), Role::Muted))
                        }
                        _ => None,
                    })
                    .collect();
                text.extend(addresses);
            }
        }
    }
}

/// Every piece of running text.
pub(super) fn each_text(blocks: &mut [Block], change: &mut impl FnMut(&mut Text)) {
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Note(text) => change(text),
            Block::Bullets(texts) | Block::Steps(texts) => texts.iter_mut().for_each(&mut *change),
            Block::Facts(rows) | Block::Keys { rows, .. } => {
                for (_, text) in rows {
                    change(text);
                }
            }
            Block::Table { rows, .. } | Block::Aspects { rows, .. } => rows
                .iter_mut()
                .flat_map(|row| &mut row.cells)
                .for_each(&mut *change),
            Block::Columns { left, right } => {
                each_text(&mut left.1, change);
                each_text(&mut right.1, change);
            }
            Block::Title { .. }
            | Block::Heading(_)
            | Block::Subheading(_)
            | Block::Transcript(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Line;
    use crate::document::lay_out;

    fn texts(blocks: &[Block], width: u16) -> Vec<String> {
        lay_out(blocks, width).iter().map(Line::plain).collect()
    }

    #[test]
    fn literals_are_told_without_colour() {
        let literal = || vec![Span::text("an "), Span::new("0 .", Role::Literal)];
        let mut blocks = [
            Block::Paragraph(literal()),
            Block::Transcript(vec![vec![Span::new("0 .", Role::Literal)]]),
        ];
        literals_in_backticks(&mut blocks);
        assert_eq!(texts(&blocks, 40), ["an `0 .`", "", "  0 ."]);
    }

    #[test]
    fn addresses_stand_where_they_fit() {
        let link = || Span {
            target: Some(Target::Url("https://example.com/a".into())),
            ..Span::new("A", Role::Literal)
        };
        let at = |width| {
            let mut blocks = [Block::Bullets(vec![vec![link()]])];
            with_addresses(&mut blocks, width);
            texts(&blocks, width)
        };
        assert_eq!(at(40), ["• A <https://example.com/a>"]);
        assert_eq!(at(25), ["• A", "  <https://example.com/a>"]);
        assert_eq!(at(24), ["• A"]);
    }
}
