//! Pieces of a text that may state something by themselves: what a line quotes, the answer that a program had, what stands above a signature.

use std::ops::Range;

use crate::explain::scan::behind_lead;
use crate::explain::view::View;

/// What stands in quotation marks in a line: programs quote one another.
pub(super) fn quoted(view: &View<'_>, line: &Range<usize>) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut from = line.start;
    let is_mark = |(at, c): &(usize, char)| match c {
        '"' | '`' | '\u{201c}' | '\u{ab}' | '\u{300c}' => true,
        // An apostrophe opens nothing.
        '\'' => view.text[line.start..line.start + at].ends_with([' ', ':', '(']),
        _ => false,
    };
    let marks: Vec<usize> = view.text[line.clone()]
        .char_indices()
        .filter(is_mark)
        .map(|(at, _)| line.start + at)
        .collect();
    for open in marks {
        if open < from {
            continue;
        }
        let mark = view.text[open..].chars().next().unwrap_or('"');
        let start = open + mark.len_utf8();
        let closing = match mark {
            '\u{201c}' => '\u{201d}',
            '\u{ab}' => '\u{bb}',
            '\u{300c}' => '\u{300d}',
            mark => mark,
        };
        // What is closed by another mark, or nowhere, goes to the end of the line.
        let length = view.text[start..line.end].find(closing);
        let length = length.unwrap_or(line.end - start);
        all.push(start..start + length);
        from = (start + length + closing.len_utf8()).min(line.end);
    }
    all
}

/// The reply that .NET quotes without its code, up to the end of the paragraph or the first line of the stack.
pub(super) fn behind_answer(view: &View<'_>) -> Option<Range<usize>> {
    let start = behind_lead(view, 0..view.text.len()).start;
    let rest = &view.text[start..];
    let ends = ["\n\n", "\nat "].iter().filter_map(|end| rest.find(end));
    let end = ends.min().unwrap_or(rest.len());
    Some(start..start + end).filter(|words| start > 0 && !words.is_empty())
}

/// What stands above the mark of a signature.
pub(super) fn above_signature(text: &str) -> Option<Range<usize>> {
    Some(0..text.find("\n--\n").or_else(|| text.find("\n-- \n"))?)
}
