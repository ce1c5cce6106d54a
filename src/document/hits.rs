//! Finds a text in lines, and tells the places that are marked: each is one hit, in whatever spans and lines it stands.

use std::ops::Range;

use super::block::{Line, columns};
use super::highlight::split;

/// A place that is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its pieces: one, unless a line ends in it.
    pub pieces: Vec<Piece>,
}

/// A piece of a line, in columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The line.
    pub line: usize,
    /// From which column to which.
    pub columns: Range<usize>,
}

impl Hit {
    /// The line in which it begins.
    #[must_use]
    pub fn line(&self) -> usize {
        self.pieces.first().map_or(0, |piece| piece.line)
    }
}

/// The places that are marked, from top to bottom; marks that touch are one.
#[must_use]
pub fn hits(lines: &[Line]) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    for (line, spans) in lines.iter().map(|line| &line.spans).enumerate() {
        if !spans.iter().any(|span| span.matched) {
            continue;
        }
        let mut at = 0;
        for span in spans {
            let columns = at..at + span.width();
            at = columns.end;
            if !span.matched {
                continue;
            }
            let last = hits.last_mut().and_then(|hit| hit.pieces.last_mut());
            match last.filter(|last| (last.line, last.columns.end) == (line, columns.start)) {
                Some(last) => last.columns.end = columns.end,
                None => hits.push(Hit {
                    pieces: vec![Piece { line, columns }],
                }),
            }
        }
    }
    hits
}

/// Marks every occurrence of a text, whatever its ASCII case, wherever it stands: over the borders of spans, and where a line ends and
/// the next one goes on. Says where.
pub fn highlight_text(lines: &mut [Line], text: &str) -> Vec<Hit> {
    let text = text.to_ascii_lowercase();
    let mut hits = Vec::new();
    if text.is_empty() {
        return hits;
    }
    let mut start = 0;
    while start < lines.len() {
        let rest = lines[start + 1..].iter();
        let end = start + 1 + rest.take_while(|line| line.goes_on.is_some()).count();
        mark_paragraph(&mut lines[start..end], start, &text, &mut hits);
        start = end;
    }
    hits
}

/// Marks a text in lines that go on with each other, of which the first has this number.
fn mark_paragraph(lines: &mut [Line], first: usize, text: &str, hits: &mut Vec<Hit>) {
    // All of them as one text, and where the text of each begins in it and in itself.
    let mut all = String::new();
    let mut starts: Vec<(usize, usize)> = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let plain = line.plain();
        let shown = if index == 0 {
            plain.as_str()
        } else {
            all.truncate(all.trim_end().len());
            all.push(' ');
            plain.get(line.goes_on.unwrap_or(0)..).unwrap_or_default()
        };
        starts.push((all.len(), plain.len() - shown.len()));
        all.push_str(shown);
    }
    all.make_ascii_lowercase();
    let mut ranges: Vec<Vec<Range<usize>>> = vec![Vec::new(); lines.len()];
    for found in memchr::memmem::find_iter(all.as_bytes(), text) {
        let found = found..found + text.len();
        let mut pieces = Vec::new();
        for (index, &(start, skipped)) in starts.iter().enumerate() {
            let end = starts.get(index + 1).map_or(all.len(), |next| next.0 - 1);
            let piece = found.start.max(start)..found.end.min(end);
            if piece.is_empty() {
                continue;
            }
            let in_line = piece.start - start + skipped..piece.end - start + skipped;
            let before = columns(&lines[index].plain()[..in_line.start]);
            let width = columns(&lines[index].plain()[in_line.clone()]);
            pieces.push(Piece {
                line: first + index,
                columns: before..before + width,
            });
            ranges[index].push(in_line);
        }
        if !pieces.is_empty() {
            hits.push(Hit { pieces });
        }
    }
    for (line, ranges) in lines.iter_mut().zip(ranges) {
        mark_ranges(line, &ranges);
    }
}

/// Marks ranges of the bytes of a line, which are in their order.
fn mark_ranges(line: &mut Line, ranges: &[Range<usize>]) {
    if ranges.is_empty() {
        return;
    }
    let mut start = 0;
    let spans = line.spans.drain(..).flat_map(|span| {
        let end = start + span.text.len();
        let next = |_: &str, from: usize| {
            let from = start + from;
            let mut behind = ranges.iter().filter(|range| range.end > from);
            let range = behind.next()?;
            let piece = range.start.max(from)..range.end.min(end);
            (!piece.is_empty()).then(|| (piece.start - start, piece.end - start, false))
        };
        let parts = split(span, next);
        start = end;
        parts
    });
    line.spans = spans.collect();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Role, Span, unmark};

    fn line(text: &str) -> Line {
        Line {
            spans: vec![Span::text(text)],
            ..Line::default()
        }
    }

    fn plain_hits(lines: &mut [Line], text: &str) -> Vec<Vec<(usize, Range<usize>)>> {
        let pieces = |hit: Hit| hit.pieces.into_iter().map(|it| (it.line, it.columns));
        let found = highlight_text(lines, text).into_iter();
        found.map(|hit| pieces(hit).collect()).collect()
    }

    fn marked(lines: &[Line]) -> Vec<String> {
        let spans = lines.iter().flat_map(|line| &line.spans);
        let marked = spans.filter(|span| span.matched);
        marked.map(|span| span.text.clone()).collect()
    }

    #[test]
    fn every_place_of_a_text_is_one_hit() {
        let mut lines = [line("no: No user, no mail"), line("nono")];
        let found = plain_hits(&mut lines, "NO");
        let one = |line, columns| vec![(line, columns)];
        assert_eq!(
            found,
            [
                one(0, 0..2),
                one(0, 4..6),
                one(0, 13..15),
                one(1, 0..2),
                one(1, 2..4)
            ]
        );
        assert_eq!(marked(&lines), ["no", "No", "no", "no", "no"]);
    }

    #[test]
    fn a_text_is_found_over_the_borders_of_spans_and_lines() {
        let mut lines = [
            Line {
                spans: vec![
                    Span::text("漢 550 5."),
                    Span::new("1.1 User", Role::Literal),
                ],
                ..Line::default()
            },
            Line {
                spans: vec![Span::text("  "), Span::text("unknown in")],
                goes_on: Some(2),
                ..Line::default()
            },
            line("this table"),
        ];
        let found = plain_hits(&mut lines, "5.1.1 user unknown");
        assert_eq!(found, [vec![(0, 7..17), (1, 2..9)]]);
        assert_eq!(marked(&lines), ["5.", "1.1 User", "unknown"]);
        unmark(&mut lines);
        // What begins anew does not go on.
        assert!(plain_hits(&mut lines, "in this").is_empty());
        assert!(plain_hits(&mut lines, "").is_empty());
        assert_eq!(lines[0].plain(), "漢 550 5.1.1 User");
    }

    #[test]
    fn marks_that_touch_are_one_hit() {
        let mark = |text: &str| Span {
            matched: true,
            ..Span::text(text)
        };
        let spans = vec![
            mark("550"),
            mark(" 5.1.1"),
            Span::text(" no "),
            mark("user"),
        ];
        let lines = [Line {
            spans,
            ..Line::default()
        }];
        let found: Vec<Range<usize>> = hits(&lines)
            .into_iter()
            .flat_map(|hit| hit.pieces)
            .map(|piece| piece.columns)
            .collect();
        assert_eq!(found, [0..9, 13..17]);
    }
}
