//! Two sides: beside each other with a line between them, or one below the other where the width is small or the reader wants it so.
//!
//! What belongs together stands on the same line of both sides: the cells of an aspect, parts under the same subheading, the first
//! dialogue and the first dialogue. Where there is room, what names them stands in a column of its own before both sides. Where the line
//! between the sides stands depends on the width alone, so that heads can be drawn over them.

use super::arrangement::{Arrangement, BETWEEN, GAP, READABLE, SideBySide};
use super::block::{Block, Line, Role, Row, Span, Text};
use super::table;
use super::wrap::{hang, push, wrap};

/// The aspects of two codes, then what they have in common.
pub(super) fn aspects(
    sides: &[Span; 2],
    rows: &[Row],
    width: u16,
    arrangement: Arrangement,
    lines: &mut Vec<Line>,
) {
    let (differing, same): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.differs);
    if let Some(columns) = arrangement.side_by_side(width) {
        if !arrangement.headed {
            let [left, right] = [0, 1].map(|side| vec![sides[side].clone()]);
            beside(Vec::new(), left, right, columns, lines);
        }
        for row in differing {
            let [left, right] = [0, 1].map(|cell| {
                let cell = row.cells.get(cell).map_or(&[][..], Vec::as_slice);
                wrap(cell, usize::from(columns.side), 0)
            });
            let mut name = table::named(row, columns);
            if columns.names == 0 {
                for line in name.drain(..) {
                    beside(Vec::new(), line, Vec::new(), columns, lines);
                }
            }
            both(name, left, right, columns, lines);
        }
    } else {
        let header = [String::new(), sides[0].text.clone(), sides[1].text.clone()];
        let width = usize::from(width.min(READABLE));
        table::stacked(&header, &differing, width, lines);
    }
    equal(&same, usize::from(width.min(READABLE)), arrangement, lines);
}

/// What both sides have in common: a row each, or all in one row.
fn equal(same: &[&Row], width: usize, arrangement: Arrangement, lines: &mut Vec<Line>) {
    let mark = Span::new("= ", Role::Muted);
    if arrangement.folded && !same.is_empty() {
        let names: Vec<&str> = same.iter().map(|row| row.within.as_str()).collect();
        let text = format!("{} the same: {}", same.len(), names.join(", "));
        let start = lines.len();
        hang(&[Span::new(text, Role::Muted)], &[mark], width, lines);
        for line in &mut lines[start..] {
            line.fold = true;
        }
        return;
    }
    let names = same.iter().map(|row| Span::text(row.name.as_str()).width());
    let column = names.max().unwrap_or(0) + 2;
    for row in same {
        let value = row.cells.first().map_or(&[][..], Vec::as_slice);
        let name = Span::new(format!("{:<column$}", row.name), Role::Muted);
        if column * 2 > width {
            hang(&[name], std::slice::from_ref(&mark), width, lines);
            hang(value, &[Span::text("  ")], width, lines);
        } else {
            hang(value, &[mark.clone(), name], width, lines);
        }
    }
}

/// What lays out the blocks of a side.
type LayOut = fn(&[Block], u16, Arrangement) -> Vec<Line>;

/// Two documents.
pub(super) fn columns(
    left: &(Span, Vec<Block>),
    right: &(Span, Vec<Block>),
    width: u16,
    (arrangement, lay_out): (Arrangement, LayOut),
    lines: &mut Vec<Line>,
) {
    let Some(columns) = arrangement.side_by_side(width) else {
        for (index, (name, blocks)) in [left, right].into_iter().enumerate() {
            if index > 0 {
                push(Vec::new(), lines);
            }
            push(vec![name.clone()], lines);
            for line in lay_out(blocks, width.saturating_sub(2), arrangement) {
                let mut spans = vec![Span::new("│ ", Role::Muted)];
                spans.extend(line.spans);
                push(spans, lines);
            }
        }
        return;
    };
    if !arrangement.headed {
        let [left, right] = [left, right].map(|(name, _)| vec![name.clone()]);
        beside(Vec::new(), left, right, columns, lines);
    }
    for (index, (left, right)) in pairs(&left.1, &right.1).into_iter().enumerate() {
        if index > 0 {
            beside(Vec::new(), Vec::new(), Vec::new(), columns, lines);
        }
        let shared = shared_name(left, right).filter(|_| columns.names > 0);
        let name = shared.map_or_else(Vec::new, |name| {
            let room = usize::from(columns.names) - GAP;
            wrap(&[Span::new(name, Role::Strong)], room, 0)
        });
        let [left, right] = [left, right].map(|part| {
            let named = usize::from(shared.is_some() && subheading(part).is_some());
            let lines = lay_out(&part[named..], columns.side, arrangement).into_iter();
            lines.map(|line| line.spans).collect()
        });
        both(name, left, right, columns, lines);
    }
}

/// What names parts of both sides that stand beside each other, if it is the same or only one has a name.
fn shared_name<'b>(left: &'b [Block], right: &'b [Block]) -> Option<&'b str> {
    match (subheading(left), subheading(right)) {
        (Some(left), Some(right)) => (left == right).then_some(left),
        (one, other) if left.is_empty() || right.is_empty() => one.or(other),
        _ => None,
    }
}

/// The parts of both sides that stand beside each other: those under the same subheading, and between them the others in their order.
fn pairs<'b>(left: &'b [Block], right: &'b [Block]) -> Vec<(&'b [Block], &'b [Block])> {
    let lefts = parts(left);
    let mut rights: Vec<Option<&[Block]>> = parts(right).into_iter().map(Some).collect();
    let is_left = |part: &[Block]| {
        lefts
            .iter()
            .any(|left| subheading(left) == subheading(part))
    };
    let mut pairs: Vec<(&[Block], &[Block])> = Vec::new();
    // From here on a left part may still get one to its right.
    let mut open = 0;
    for part in &lefts {
        let same = |right: &[Block]| subheading(right) == subheading(part);
        let Some(at) = rights.iter().position(|right| right.is_some_and(same)) else {
            pairs.push((part, &[]));
            continue;
        };
        let before = rights[..at].iter_mut();
        let before = before.filter_map(|right| right.take_if(|right| !is_left(right)));
        fill(&mut pairs, open, before);
        pairs.push((part, rights[at].take().unwrap_or_default()));
        open = pairs.len();
    }
    fill(&mut pairs, open, rights.into_iter().flatten());
    pairs
}

/// Puts parts of the right side beside parts of the left side that stand alone; where none is left, they stand alone themselves.
fn fill<'b>(
    pairs: &mut Vec<(&'b [Block], &'b [Block])>,
    open: usize,
    parts: impl Iterator<Item = &'b [Block]>,
) {
    for part in parts {
        match pairs[open..].iter_mut().find(|(_, right)| right.is_empty()) {
            Some((_, right)) => *right = part,
            None => pairs.push((&[], part)),
        }
    }
}

/// The parts of a side: each begins with a subheading, but for what stands before the first.
fn parts(blocks: &[Block]) -> Vec<&[Block]> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (index, block) in blocks.iter().enumerate() {
        if index > start && matches!(block, Block::Subheading(_)) {
            parts.push(&blocks[start..index]);
            start = index;
        }
    }
    if start < blocks.len() {
        parts.push(&blocks[start..]);
    }
    parts
}

fn subheading(part: &[Block]) -> Option<&str> {
    match part {
        [Block::Subheading(text), ..] => Some(text),
        _ => None,
    }
}

/// Lines of both sides with what names them, until all have ended.
fn both(
    name: Vec<Text>,
    left: Vec<Text>,
    right: Vec<Text>,
    columns: SideBySide,
    lines: &mut Vec<Line>,
) {
    let height = left.len().max(right.len()).max(name.len());
    let mut all = [name, left, right].map(Vec::into_iter);
    for _ in 0..height {
        let [name, left, right] = all.each_mut().map(|all| all.next().unwrap_or_default());
        beside(name, left, right, columns, lines);
    }
}

fn beside(name: Text, left: Text, right: Text, columns: SideBySide, lines: &mut Vec<Line>) {
    let mut spans = name;
    fill_up(&mut spans, columns.names);
    spans.extend(left);
    fill_up(&mut spans, columns.end_of_left());
    spans.push(Span::new(BETWEEN, Role::Muted));
    spans.extend(right);
    push(spans, lines);
}

/// Fills a line up with spaces.
fn fill_up(spans: &mut Text, columns: u16) {
    let filled: usize = spans.iter().map(Span::width).sum();
    if let Some(free @ 1..) = usize::from(columns).checked_sub(filled) {
        spans.push(Span::text(" ".repeat(free)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::arrangement::{NAMED_FROM, STACK_UNDER};
    use super::super::layout::{blocks_as, lay_out};
    use super::*;

    fn part(name: &str) -> Vec<Block> {
        let text = vec![Span::text(name.to_lowercase())];
        vec![Block::Subheading(name.to_owned()), Block::Paragraph(text)]
    }

    fn shown(blocks: &[Block], width: u16, arrangement: Arrangement) -> Vec<String> {
        let lines = blocks_as(blocks, width, arrangement);
        lines.iter().map(Line::plain).collect()
    }

    /// The text of both sides of lines, without spaces around it.
    fn sides(lines: &[String]) -> Vec<(&str, &str)> {
        let split = lines.iter().filter_map(|line| line.split_once('│'));
        split.map(|(a, b)| (a.trim(), b.trim())).collect()
    }

    #[test]
    fn parts_of_the_same_name_stand_on_the_same_line() {
        let left = [part("Nobody"), part("Sender"), part("Operator")].concat();
        let right = [
            part("Owner"),
            part("Operator"),
            part("Sender"),
            part("List"),
        ]
        .concat();
        let block = Block::Columns {
            left: (Span::text("250"), left),
            right: (Span::text("556"), right),
        };
        let arrangement = Arrangement {
            headed: true,
            ..Arrangement::default()
        };
        let lines = shown(&[block], STACK_UNDER, arrangement);
        assert_eq!(
            sides(&lines),
            [
                ("Nobody", "Owner"),
                ("nobody", "owner"),
                ("", ""),
                ("Sender", "Sender"),
                ("sender", "sender"),
                ("", ""),
                ("Operator", "Operator"),
                ("operator", "operator"),
                ("", ""),
                ("", "List"),
                ("", "list"),
            ]
        );
    }

    #[test]
    fn columns_stand_beside_each_other_or_stacked() {
        let side = |name: &str| {
            let text = vec![Span::text("same text")];
            (Span::text(name), vec![Block::Paragraph(text)])
        };
        let block = [Block::Columns {
            left: side("250"),
            right: side("556"),
        }];
        let lines: Vec<String> = lay_out(&block, STACK_UNDER)
            .iter()
            .map(Line::plain)
            .collect();
        assert_eq!(sides(&lines), [("250", "556"), ("same text", "same text")]);
        let below = ["250", "│ same text", "", "556", "│ same text"];
        assert_eq!(
            shown(&block, STACK_UNDER - 1, Arrangement::default()),
            below
        );
        let stacked = Arrangement {
            stacked: true,
            ..Arrangement::default()
        };
        assert_eq!(shown(&block, 120, stacked), below);
    }

    fn row(name: &str, left: &str, right: &str) -> Row {
        Row {
            name: name.to_owned(),
            within: format!("within: {name}"),
            cells: vec![vec![Span::text(left)], vec![Span::text(right)]],
            differs: left != right,
        }
    }

    #[test]
    fn equal_aspects_are_one_row_or_a_row_each() {
        let block = [Block::Aspects {
            sides: [Span::text("250"), Span::text("556")],
            rows: vec![
                row("Permanence", "Success", "Permanent"),
                row("The connection", "Stays open", "Stays open"),
                row("Kind", "Reply code", "Reply code"),
            ],
        }];
        let folded = Arrangement {
            folded: true,
            headed: true,
            ..Arrangement::default()
        };
        let lines = shown(&block, 80, folded);
        assert_eq!(lines.len(), 3, "{lines:?}");
        let both = [("≠ Permanence", ""), ("Success", "Permanent")];
        assert_eq!(sides(&lines), both);
        assert_eq!(
            lines[2],
            "= 2 the same: within: The connection, within: Kind"
        );
        let below = Arrangement {
            stacked: true,
            ..folded
        };
        let each = ["≠ Permanence", "  250  Success", "  556  Permanent"];
        assert_eq!(shown(&block, 80, below)[..3], each);
        let open = Arrangement {
            folded: false,
            ..folded
        };
        assert_eq!(
            shown(&block, 80, open)[2..],
            [
                "= The connection  Stays open",
                "= Kind            Reply code"
            ]
        );
    }

    /// In a wide window an aspect takes one line, and what names both sides stands once, before them.
    #[test]
    fn names_stand_before_both_sides() {
        let aspects = Block::Aspects {
            sides: [Span::text("250"), Span::text("556")],
            rows: vec![row("Permanence", "Success", "Permanent")],
        };
        let headed = Arrangement {
            headed: true,
            ..Arrangement::default()
        };
        let squeezed = |blocks: &[Block]| -> Vec<String> {
            let lines = shown(blocks, NAMED_FROM, headed).into_iter();
            let words = |line: String| line.split_whitespace().collect::<Vec<_>>().join(" ");
            lines.map(words).collect()
        };
        assert_eq!(squeezed(&[aspects]), ["≠ Permanence Success │ Permanent"]);
        let block = Block::Columns {
            left: (Span::text("250"), part("Sender")),
            right: (
                Span::text("556"),
                [part("Sender"), part("Operator")].concat(),
            ),
        };
        assert_eq!(
            squeezed(&[block]),
            ["Sender sender │ sender", "│", "Operator │ operator"]
        );
    }
}
