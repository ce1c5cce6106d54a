//! Blocks -> `CommonMark` (with the table extension), for tickets and wikis.

use std::fmt::Write as _;

use super::block::{Block, Role, Row, Span, Target};

/// The document as Markdown, ending in a line break.
#[must_use]
pub fn markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    write_blocks(&mut out, blocks, 1);
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

fn write_blocks(out: &mut String, blocks: &[Block], level: usize) {
    for block in blocks {
        one(out, block, level);
    }
}

fn heading(out: &mut String, level: usize, text: &str) {
    let _ = write!(out, "{} {}\n\n", "#".repeat(level.min(6)), escape(text));
}

fn one(out: &mut String, block: &Block, level: usize) {
    match block {
        Block::Title { code, title, facts } => {
            heading(out, level, format!("{} {title}", code.text).trim_end());
            if !facts.is_empty() {
                let _ = write!(out, "{}\n\n", escape(&facts.join(" · ")));
            }
        }
        Block::Heading(text) => heading(out, level + 1, text),
        Block::Subheading(text) => heading(out, level + 2, text),
        Block::Paragraph(text) => {
            let _ = write!(out, "{}\n\n", spans(text));
        }
        Block::Note(text) => {
            let _ = write!(out, "> {}\n\n", spans(text));
        }
        Block::Bullets(items) => {
            for item in items {
                let _ = writeln!(out, "- {}", spans(item));
            }
            out.push('\n');
        }
        Block::Steps(steps) => {
            for (index, step) in steps.iter().enumerate() {
                let _ = writeln!(out, "{}. {}", index + 1, spans(step));
            }
            out.push('\n');
        }
        Block::Facts(rows) | Block::Keys { rows, .. } => {
            for (name, value) in rows {
                let _ = writeln!(out, "- **{}:** {}", escape(name), spans(value));
            }
            out.push('\n');
        }
        Block::Transcript(rows) => {
            out.push_str("```text\n");
            for row in rows {
                for span in row {
                    out.push_str(&span.text);
                }
                out.push('\n');
            }
            out.push_str("```\n\n");
        }
        Block::Table { header, rows } => table(out, header, rows),
        Block::Aspects { sides, rows } => {
            let header: Vec<String> = std::iter::once("Aspect")
                .chain(sides.iter().map(|side| side.text.as_str()))
                .map(str::to_owned)
                .collect();
            table(out, &header, rows);
        }
        Block::Columns { left, right } => {
            for (name, blocks) in [left, right] {
                heading(out, level + 2, &name.text);
                write_blocks(out, blocks, level + 2);
            }
        }
    }
}

fn table(out: &mut String, header: &[String], rows: &[Row]) {
    let mut head: Vec<&str> = header.iter().map(String::as_str).collect();
    head.push("");
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            std::iter::once(escape(&row.name))
                .chain(row.cells.iter().map(|cell| spans(cell)))
                .chain([if row.differs { "differs" } else { "same" }.to_owned()])
                .collect()
        })
        .collect();
    write_table(out, &head, &rows);
    out.push('\n');
}

/// A table of plain text as Markdown.
#[must_use]
pub fn markdown_table(header: &[&str], rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| escape(cell)).collect())
        .collect();
    let mut out = String::new();
    write_table(&mut out, header, &rows);
    out
}

/// Writes a table of cells that are Markdown already.
fn write_table(out: &mut String, header: &[&str], rows: &[Vec<String>]) {
    let mut line = |cells: &[String]| {
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    };
    let head: Vec<String> = header.iter().map(|cell| escape(cell)).collect();
    line(&head);
    line(&vec!["---".to_owned(); header.len()]);
    for row in rows {
        let row: Vec<String> = row.iter().map(|cell| bars(cell)).collect();
        line(&row);
    }
}

/// Escapes the bars that no backslash stands before: in a table even a code span must not hold a bare one.
fn bars(cell: &str) -> String {
    let mut escaped = String::with_capacity(cell.len());
    let mut backslash = false;
    for c in cell.chars() {
        if c == '|' && !backslash {
            escaped.push('\\');
        }
        backslash = c == '\\' && !backslash;
        escaped.push(c);
    }
    escaped
}

fn spans(text: &[Span]) -> String {
    text.iter().map(span).collect()
}

fn span(span: &Span) -> String {
    let text = match span.role {
        Role::Literal => literal(&span.text),
        Role::Strong | Role::Verdict(_) if !span.text.trim().is_empty() => {
            // Stars beside a space mark nothing.
            let words = span.text.trim();
            let (before, after) = span.text.split_once(words).unwrap_or_default();
            format!("{before}**{}**{after}", escape(words))
        }
        _ => escape(&span.text),
    };
    match &span.target {
        Some(Target::Url(url)) => format!("[{text}](<{url}>)"),
        _ => text,
    }
}

/// A code span whose fence is longer than any run of backticks inside.
fn literal(text: &str) -> String {
    let runs = text.split(|c| c != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0) + 1);
    // A blank keeps the marks apart; where there is one on both sides already, it would be taken for that.
    let is_padded = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
    let blank = if text.starts_with('`') || text.ends_with('`') || is_padded {
        " "
    } else {
        ""
    };
    format!("{fence}{blank}{text}{blank}{fence}")
}

/// Escapes what `CommonMark` would take for markup.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn markup_in_the_text_stays_text() {
        let text = vec![
            Span::text("To: <bob@example.com> *now*, "),
            Span::new("MX 0 .", Role::Literal),
        ];
        assert_eq!(
            markdown(&[Block::Paragraph(text)]),
            "To: \\<bob@example.com\\> \\*now\\*, `MX 0 .`\n"
        );
    }

    #[test]
    fn no_star_stands_beside_a_space_within_strong_text() {
        let text = vec![
            Span::new("It has ", Role::Strong),
            Span::new("p=reject", Role::Literal),
            Span::new(" set.", Role::Strong),
        ];
        assert_eq!(
            markdown(&[Block::Paragraph(text)]),
            "**It has** `p=reject` **set.**\n"
        );
    }

    #[test]
    fn tables_say_what_differs() {
        let row = Row {
            name: "Class".to_owned(),
            within: "class".to_owned(),
            cells: vec![
                vec![Span::new("2|4\\|", Role::Literal)],
                vec![Span::text("5|6")],
            ],
            differs: true,
        };
        let header = ["Aspect", "250", "556"].map(str::to_owned).to_vec();
        let text = markdown(&[Block::Table {
            header,
            rows: vec![row],
        }]);
        assert_eq!(
            text,
            "| Aspect | 250 | 556 |  |\n| --- | --- | --- | --- |\n| Class | `2\\|4\\|` | 5\\|6 | differs |\n"
        );
    }

    #[rstest]
    #[case::plain("550", "`550`")]
    #[case::a_blank_before("  550", "`  550`")]
    #[case::a_blank_behind("550 ", "`550 `")]
    #[case::blanks_on_both_sides(" 550 ", "`  550  `")]
    #[case::only_blanks("  ", "`  `")]
    #[case::a_mark_within("a`b", "``a`b``")]
    #[case::marks_at_the_end("a``", "``` a`` ```")]
    #[case::a_mark_at_the_beginning("`a", "`` `a ``")]
    fn a_literal_is_read_back_as_it_was(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(literal(text), expected);
    }
}
