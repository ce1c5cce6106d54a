//! Pieces of a text that may state something by themselves: what a line quotes, the answer that a program had, what stands above a signature.

use std::ops::Range;

use crate::explain::scan::behind_lead;
use crate::explain::view::View;

/// What stands in quotation marks in a line: programs quote one another.
pub(super) fn quoted(view: &View<'_>, line: &Range<usize>) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut from = line.start;
    while let Some(open) =
        view.text[from..line.end].find(['"', '`', '\u{201c}', '\u{ab}', '\u{300c}'])
    {
        let open = from + open;
        let mark = view.text[open..].chars().next().unwrap_or('"');
        let start = open + mark.len_utf8();
        let closing = match mark {
            '\u{201c}' => '\u{201d}',
            '\u{ab}' => '\u{bb}',
            '\u{300c}' => '\u{300d}',
            mark => mark,
        };
        let Some(length) = view.text[start..line.end].find(closing) else {
            break;
        };
        all.push(start..start + length);
        from = start + length + closing.len_utf8();
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
