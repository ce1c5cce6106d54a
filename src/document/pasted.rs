//! A text that came in -> blocks: its lines, with the words marked that told something.

use std::ops::Range;

use smtpref_catalog::is_hidden;

use super::block::{Block, Role, Span, Text};
use crate::explain::redact;

/// How many lines are shown, around the words that told something.
const LINES: usize = 400;
/// How much of a line is shown, in bytes.
const WIDEST: usize = 2000;

/// The lines of a text with its evidence marked; names of people and machines can be masked. Of a long text those around the evidence.
#[must_use]
pub fn pasted(text: &[u8], evidence: &[Range<usize>], masked: bool) -> Block {
    let lines: Vec<Range<usize>> = lines(text).collect();
    let first = evidence.iter().map(|span| span.start).min().unwrap_or(0);
    let told = lines.partition_point(|line| line.end < first);
    let start = told.saturating_sub(LINES / 2);
    let start = start.min(lines.len().saturating_sub(LINES));
    let end = lines.len().min(start + LINES);
    let mut rows: Vec<Text> = Vec::new();
    rows.extend(left_out(start));
    rows.extend(
        lines[start..end]
            .iter()
            .map(|line| row(text, line, evidence, masked)),
    );
    rows.extend(left_out(lines.len() - end));
    Block::Transcript(rows)
}

fn left_out(count: usize) -> Option<Text> {
    let text = match count {
        0 => return None,
        1 => "(1 line is not shown)".to_owned(),
        count => format!("({count} lines are not shown)"),
    };
    Some(vec![Span::new(text, Role::Muted)])
}

/// The lines of a text, whichever way they end.
fn lines(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let line = at..at + length;
        let is_pair = rest[length..].starts_with(b"\r\n");
        at = line.end + if is_pair { 2 } else { 1 };
        Some(line)
    })
}

fn row(text: &[u8], line: &Range<usize>, evidence: &[Range<usize>], masked: bool) -> Text {
    let line = line.start..line.end.min(line.start + WIDEST);
    let in_line = |span: &Range<usize>| span.start.max(line.start)..span.end.min(line.end);
    let mut marks: Vec<Range<usize>> = evidence
        .iter()
        .map(in_line)
        .filter(|mark| !mark.is_empty())
        .collect();
    marks.sort_by_key(|mark| mark.start);
    if masked {
        // A name may begin in one piece and end in another: it is masked in the whole line.
        let read = redact(&readable(&text[line]));
        let matched = !marks.is_empty();
        return vec![Span {
            matched,
            ..Span::text(read)
        }];
    }
    let mut spans = Text::new();
    let mut at = line.start;
    for mark in marks {
        let mark = mark.start.max(at)..mark.end.max(at);
        spans.push(Span::text(readable(&text[at..mark.start])));
        spans.push(Span {
            matched: true,
            ..Span::text(readable(&text[mark.clone()]))
        });
        at = mark.end;
    }
    spans.push(Span::text(readable(&text[at..line.end])));
    spans.retain(|span| !span.text.is_empty());
    spans
}

/// Bytes as a terminal may show them: a tab is some spaces, and what has no form of its own is left out.
fn readable(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for c in String::from_utf8_lossy(bytes).chars() {
        match c {
            '\t' => text.push_str("    "),
            c if c.is_control() || is_hidden(c) => {}
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, evidence: &[(usize, usize)], masked: bool) -> Vec<String> {
        let spans: Vec<_> = evidence.iter().map(|&(from, to)| from..to).collect();
        let Block::Transcript(rows) = pasted(text.as_bytes(), &spans, masked) else {
            panic!("not lines");
        };
        let shown = |span: &Span| {
            if span.matched {
                format!("[{}]", span.text)
            } else {
                span.text.clone()
            }
        };
        rows.iter()
            .map(|row| row.iter().map(shown).collect())
            .collect()
    }

    #[test]
    fn evidence_is_marked_in_its_line() {
        let text = "said:\r\n550 User unknown\rbye";
        assert_eq!(
            rows(text, &[(7, 10), (11, 23)], false),
            ["said:", "[550] [User unknown]", "bye"]
        );
    }

    #[test]
    fn evidence_over_a_line_break_is_marked_on_both_sides() {
        assert_eq!(
            rows("550 User\nunknown.", &[(4, 16)], false),
            ["550 [User]", "[unknown]."]
        );
    }

    #[test]
    fn evidence_that_overlaps_is_marked_once() {
        assert_eq!(
            rows("550 User unknown", &[(0, 8), (4, 16)], false).concat(),
            "[550 User][ unknown]"
        );
    }

    #[test]
    fn names_are_masked_with_the_line_marked() {
        let masked = rows("550 <bob@example.net>: unknown", &[(0, 3)], true);
        assert_eq!(masked, ["[550 <[address]>: unknown]"]);
    }

    #[test]
    fn of_a_long_text_the_lines_around_the_evidence_are_shown() {
        let text = format!("{}550 no\n{}", "x\n".repeat(1000), "y\n".repeat(1000));
        let shown = rows(&text, &[(2000, 2006)], false);
        assert_eq!(shown.len(), LINES + 2);
        assert_eq!(shown[0], "(800 lines are not shown)");
        assert_eq!(shown[201], "[550 no]");
        assert_eq!(shown[LINES + 1], "(801 lines are not shown)");
    }

    #[test]
    fn nothing_that_moves_the_cursor_is_shown() {
        assert_eq!(
            rows("a\u{1b}[2Jb\u{202e}c\u{7}\td\0", &[], false),
            ["a[2Jbc    d"]
        );
        assert_eq!(pasted(b"", &[], false), Block::Transcript(Vec::new()));
        assert_eq!(rows("\u{fffd}", &[(0, 900)], false), ["[\u{fffd}]"]);
    }
}
