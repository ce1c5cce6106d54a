//! Tables: columns where they fit, a list of rows where they do not.

use super::arrangement::{GAP as BEHIND_NAMES, SideBySide};
use super::block::{Line, Role, Row, Span, Text};
use super::wrap::{hang, push, wrap};

/// The narrowest cell in which a phrase still reads well, in columns.
const CELL: usize = 20;
/// The gap between columns.
const GAP: usize = 2;

/// Marks rows without colour: `≠` differs, `=` is the same.
pub(super) fn mark(row: &Row) -> Span {
    match (row.differs, row.is_muted()) {
        (true, false) => Span::new("≠ ", Role::Differs),
        (true, true) => Span::new("≠ ", Role::Muted),
        (false, _) => Span::new("= ", Role::Muted),
    }
}

pub(super) fn name(row: &Row) -> Span {
    let role = if row.differs && !row.is_muted() {
        Role::Strong
    } else {
        Role::Muted
    };
    Span::new(row.name.clone(), role)
}

/// The mark and the name of an aspect: before both sides, or over them, where it has less weight than what they say.
pub(super) fn named(row: &Row, columns: SideBySide) -> Vec<Text> {
    let (name, room) = match columns.names {
        0 => (Span::new(row.name.clone(), Role::Muted), columns.side),
        names => (self::name(row), names),
    };
    let mut lines = Vec::new();
    hang(
        &[name],
        &[mark(row)],
        usize::from(room).saturating_sub(BEHIND_NAMES),
        &mut lines,
    );
    lines.into_iter().map(|line| line.spans).collect()
}

pub(super) fn lay_out(header: &[String], rows: &[Row], width: usize, lines: &mut Vec<Line>) {
    let names = rows.iter().map(|row| Span::text(row.name.as_str()).width());
    let first = names.max().unwrap_or(0).min(24) + 2;
    let cells = header.len().saturating_sub(1).max(1);
    let room = width.saturating_sub(first + GAP * cells) / cells;
    if room < CELL {
        let rows: Vec<&Row> = rows.iter().collect();
        stacked(header, &rows, width, lines);
        return;
    }
    let mut head = vec![Span::text(" ".repeat(first))];
    for column in header.iter().skip(1) {
        head.push(Span::text(" ".repeat(GAP)));
        head.push(Span::new(format!("{column:<room$}"), Role::Heading));
    }
    trim_end(&mut head);
    push(head, lines);
    for row in rows {
        let mut columns = vec![wrap(&[name(row)], first - 2, 0)];
        columns.extend(row.cells.iter().map(|cell| wrap(cell, room, 0)));
        let height = columns.iter().map(Vec::len).max().unwrap_or(0);
        for index in 0..height {
            let mut spans = vec![if index == 0 {
                mark(row)
            } else {
                Span::text("  ")
            }];
            for (number, column) in columns.iter().enumerate() {
                let filled = if number == 0 { first - 2 } else { room };
                let text = column.get(index).cloned().unwrap_or_default();
                let used: usize = text.iter().map(Span::width).sum();
                if number > 0 {
                    spans.push(Span::text(" ".repeat(GAP)));
                }
                spans.extend(text);
                spans.push(Span::text(" ".repeat(filled.saturating_sub(used))));
            }
            trim_end(&mut spans);
            push(spans, lines);
        }
    }
}

fn trim_end(spans: &mut Text) {
    while spans
        .last()
        .is_some_and(|span| span.text.trim_end().is_empty())
    {
        spans.pop();
    }
    if let Some(last) = spans.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
}

/// Every row under its name, every cell behind the name of its column.
pub(super) fn stacked(header: &[String], rows: &[&Row], width: usize, lines: &mut Vec<Line>) {
    for row in rows {
        for (index, line) in wrap(&[name(row)], width.saturating_sub(2), 0)
            .into_iter()
            .enumerate()
        {
            let mut spans = vec![if index == 0 {
                mark(row)
            } else {
                Span::text("  ")
            }];
            spans.extend(line);
            push(spans, lines);
        }
        let same = !row.differs;
        for (column, cell) in header.iter().skip(1).zip(&row.cells) {
            let lead = match (same, row.cells.len()) {
                (false, _) => column.as_str(),
                (true, 2) => "both",
                (true, _) => "all",
            };
            let lead = Span::new(format!("  {lead}  "), Role::Heading);
            let room = width.saturating_sub(4);
            for (index, line) in wrap(cell, room.max(1), lead.width().saturating_sub(4))
                .into_iter()
                .enumerate()
            {
                let mut spans = vec![if index == 0 {
                    lead.clone()
                } else {
                    Span::text("    ")
                }];
                spans.extend(line);
                push(spans, lines);
            }
            if same {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The narrowest cell, of 20 columns, still has a column: a table that fits is not pulled apart into a list.
    #[test]
    fn a_table_has_columns_as_long_as_its_cells_fit() {
        let header = ["", "250", "556"].map(str::to_owned);
        let row = Row {
            name: "Kind".to_owned(),
            within: "kind".to_owned(),
            cells: vec![vec![Span::text("reply")], vec![Span::text("code")]],
            differs: true,
        };
        let laid_out = |width| {
            let mut lines = Vec::new();
            lay_out(&header, std::slice::from_ref(&row), width, &mut lines);
            lines.iter().map(Line::plain).collect::<Vec<_>>()
        };
        let least = "≠ Kind".chars().count() + 2 * ("  ".len() + 20);
        let lines = laid_out(least);
        assert!(
            lines[0].contains("250") && lines[0].contains("556"),
            "{lines:?}"
        );
        assert!(
            lines[1].contains("reply") && lines[1].contains("code"),
            "{lines:?}"
        );
        assert_eq!(
            laid_out(least - 1),
            ["≠ Kind", "  250  reply", "  556  code"]
        );
    }
}
