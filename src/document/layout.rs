//! Blocks + width -> lines. Every line fits the width, down to 20 columns; nothing is left out.

use super::arrangement::{Arrangement, GAP, READABLE};
use super::block::{Block, Line, Role, Span, Text, columns};
use super::split;
use super::table;
use super::wrap::{hang, push, wrap};

/// The width of `C: ` and `S: ` before a line of a dialogue.
const SPEAKER: usize = 3;

/// Lays blocks out in lines of at most `width` columns.
#[must_use]
pub fn lay_out(blocks: &[Block], width: u16) -> Vec<Line> {
    blocks_as(blocks, width, Arrangement::default())
}

/// Lays blocks out in lines of at most `width` columns, two sides as the arrangement says.
#[must_use]
pub fn blocks_as(blocks: &[Block], width: u16, arrangement: Arrangement) -> Vec<Line> {
    // Room for those of most pages.
    let mut lines = Vec::with_capacity(4 * blocks.len());
    for (index, block) in blocks.iter().enumerate() {
        let start = lines.len();
        let before = index.checked_sub(1).map(|before| &blocks[before]);
        if start > 0 && before.is_some_and(|before| needs_gap(before, block)) {
            lines.push(Line::default());
        }
        one(block, width.max(1), arrangement, &mut lines);
        for line in &mut lines[start..] {
            line.block = index;
            in_one_row(line);
        }
    }
    lines
}

/// Puts spaces in the place of line breaks and other control characters, which a line cannot have.
fn in_one_row(line: &mut Line) {
    for span in &mut line.spans {
        if may_have_controls(span.text.as_bytes()) && span.text.contains(char::is_control) {
            span.text = span.text.replace(char::is_control, " ");
        }
    }
}

/// Whether a text has a control character of ASCII, or the first byte of all others; without a branch for each byte.
fn may_have_controls(bytes: &[u8]) -> bool {
    let may_be = |byte: u8| matches!(byte, 0..0x20 | 0x7f | 0xc2);
    bytes.iter().fold(false, |any, byte| any | may_be(*byte))
}

/// Whether an empty line stands between two blocks.
const fn needs_gap(before: &Block, block: &Block) -> bool {
    !matches!(
        (before, block),
        (Block::Heading(_) | Block::Subheading(_), _)
    )
}

fn one(block: &Block, full: u16, arrangement: Arrangement, lines: &mut Vec<Line>) {
    let width = usize::from(full.min(READABLE));
    match block {
        Block::Title { .. } if arrangement.headed => {}
        Block::Title { code, title, facts } => {
            let text = [
                code.clone(),
                Span::text("  "),
                Span::new(title.clone(), Role::Title),
            ];
            hang(&text, &[], width, lines);
            if !facts.is_empty() {
                let facts = Span::new(facts.join(" · "), Role::Muted);
                hang(&[facts], &[], width, lines);
            }
        }
        Block::Heading(text) => {
            let start = lines.len();
            hang(&[Span::new(text.clone(), Role::Heading)], &[], width, lines);
            if let Some(line) = lines.get_mut(start) {
                line.heading = true;
            }
        }
        Block::Subheading(text) => {
            hang(&[Span::new(text.clone(), Role::Strong)], &[], width, lines);
        }
        Block::Paragraph(text) => hang(text, &[], width, lines),
        Block::Note(text) => {
            // The mark stands on every line of the note, so that it stays one without colour.
            let mark = Span::new("▌ ", Role::Warning);
            let texts = wrap(text, width.saturating_sub(mark.width()), 0).into_iter();
            lines.extend(texts.enumerate().map(|(index, text)| Line {
                goes_on: (index > 0).then_some(mark.text.len()),
                spans: std::iter::once(mark.clone()).chain(text).collect(),
                ..Line::default()
            }));
        }
        Block::Bullets(items) => {
            for item in items {
                hang(item, &[Span::new("• ", Role::Muted)], width, lines);
            }
        }
        Block::Steps(steps) => {
            for (index, step) in steps.iter().enumerate() {
                let number = Span::new(format!("{}. ", index + 1), Role::Muted);
                hang(step, &[number], width, lines);
            }
        }
        Block::Facts(rows) => facts(rows, width, lines),
        Block::Keys { rows, column } => keys(rows, *column, width, lines),
        Block::Transcript(rows) => {
            for row in rows {
                transcript(row, width, lines);
            }
        }
        Block::Table { header, rows } => table::lay_out(header, rows, usize::from(full), lines),
        Block::Aspects { sides, rows } => split::aspects(sides, rows, full, arrangement, lines),
        Block::Columns { left, right } => {
            split::columns(left, right, full, (arrangement, blocks_as), lines);
        }
    }
}

fn facts(rows: &[(String, Text)], width: usize, lines: &mut Vec<Line>) {
    let names = rows
        .iter()
        .map(|(name, _)| Span::text(name.as_str()).width());
    let column = names.max().unwrap_or(0) + 2;
    for (name, value) in rows {
        if column * 2 > width {
            hang(&[Span::new(name.clone(), Role::Muted)], &[], width, lines);
            hang(value, &[Span::text("  ")], width, lines);
        } else {
            let lead = Span::new(format!("{name:<column$}"), Role::Muted);
            hang(value, &[lead], width, lines);
        }
    }
}

/// Keys in a column of their own, which is as wide as asked for or as the widest of them.
fn keys(rows: &[(String, Text)], least: usize, width: usize, lines: &mut Vec<Line>) {
    let widths = rows.iter().map(|(keys, _)| columns(keys));
    let column = widths.max().unwrap_or(0).max(least) + GAP;
    for (keys, means) in rows {
        let key = Span::new(keys.as_str(), Role::Key);
        if column * 2 > width {
            hang(&[key], &[], width, lines);
            hang(means, &[Span::text(" ".repeat(GAP))], width, lines);
        } else {
            let gap = Span::text(" ".repeat(column - key.width()));
            hang(means, &[key, gap], width, lines);
        }
    }
}

/// A line of a dialogue: broken, if it must be, under its text with a deeper indent.
fn transcript(row: &[Span], width: usize, lines: &mut Vec<Line>) {
    let mut lead = vec![Span::text("  ")];
    let text = match row {
        [speaker, rest @ ..] if !rest.is_empty() && speaker.width() <= SPEAKER => {
            if speaker.role == Role::Warning {
                // The reply that the page is about.
                lead = vec![Span::new("▌ ", Role::Warning)];
            }
            lead.push(speaker.clone());
            rest
        }
        _ => row,
    };
    // Leading spaces of an excerpt are part of it, and what is broken stands below its text.
    let mut text = text.to_vec();
    if let Some(first) = text.first_mut() {
        let bare = first.text.trim_start_matches(' ');
        let spaces = first.text.len() - bare.len();
        if spaces > 0 && lead.len() == 1 && width > spaces + 22 {
            first.text = bare.to_owned();
            lead.push(Span::text(" ".repeat(spaces)));
        }
    }
    if text.iter().all(|span| span.text.trim().is_empty()) {
        push(lead, lines);
        return;
    }
    hang(&text, &lead, width, lines);
}

#[cfg(test)]
mod tests {
    use super::super::STACK_UNDER;
    use super::*;

    fn texts(blocks: &[Block], width: u16) -> Vec<String> {
        lay_out(blocks, width).iter().map(Line::plain).collect()
    }

    #[test]
    fn steps_hang_under_their_text() {
        let steps = Block::Steps(vec![vec![Span::text("Read the log of the server")]]);
        assert_eq!(texts(&[steps], 16), ["1. Read the log", "   of the server"]);
    }

    /// Below the heads the rule crosses the line between the sides only where there is one.
    #[test]
    fn only_two_sides_are_split() {
        let text = vec![Span::text("same text")];
        let block = Block::Columns {
            left: (Span::text("250"), vec![Block::Paragraph(text.clone())]),
            right: (Span::text("556"), vec![Block::Paragraph(text)]),
        };
        let arrangement = Arrangement::default();
        let side = arrangement.side_by_side(STACK_UNDER).unwrap().end_of_left();
        let lines = blocks_as(&[block], STACK_UNDER, arrangement);
        let line = lines.iter().find(|line| line.plain().contains("same"));
        let line = line.unwrap();
        assert!(line.is_split_at(side), "{}", line.plain());
        assert!(!line.is_split_at(side - 1));
        let text = vec![
            Span::text("a".repeat(usize::from(side))),
            Span::new("and on", Role::Literal),
        ];
        let lines = blocks_as(&[Block::Paragraph(text)], STACK_UNDER, arrangement);
        assert!(!lines.iter().any(|line| line.is_split_at(side)));
    }

    #[test]
    fn the_leading_spaces_of_an_excerpt_are_shown_once() {
        let row = |text: &str| vec![Span::text(text.to_owned())];
        let excerpt = || Block::Transcript(vec![row("Diagnostic-Code: smtp;"), row("    550 no")]);
        assert_eq!(
            texts(&[excerpt()], 60),
            ["  Diagnostic-Code: smtp;", "      550 no"]
        );
    }

    #[test]
    fn a_line_break_in_a_text_is_a_space() {
        let text = || vec![Span::text("naïve\nand\rlöng"), Span::text("\u{85}日\n本")];
        let blocks = [
            Block::Paragraph(text()),
            Block::Bullets(vec![text()]),
            Block::Facts(vec![("Name".to_owned(), text())]),
        ];
        for width in 1..60 {
            for line in texts(&blocks, width) {
                assert!(!line.contains(char::is_control), "{line:?}");
            }
        }
        assert_eq!(texts(&blocks[..1], 60), ["naïve and löng 日 本"]);
    }

    #[test]
    fn facts_go_below_their_names_where_it_is_narrow() {
        let rows = || {
            Block::Facts(vec![(
                "Connection".to_owned(),
                vec![Span::text("stays open")],
            )])
        };
        assert_eq!(texts(&[rows()], 30), ["Connection  stays open"]);
        assert_eq!(texts(&[rows()], 20), ["Connection", "  stays open"]);
    }
}
