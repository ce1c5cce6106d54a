//! What stands in the next paragraph below a code that stands alone: tables of errors and help desks set the number and its words apart,
//! each under its title.

use std::ops::Range;

use super::super::scan::{Field, Said, Source, field};
use super::super::view::View;
use super::frame_words::is_title;

/// How far below the next paragraph begins at most, and how long its first line is.
const BLANK: usize = 4;
const LINE: usize = 400;

/// The words in the next paragraph below a code without words.
pub(super) fn line_below(view: &View<'_>, said: &Said) -> Option<Range<usize>> {
    let code = said.places.last()?;
    let is_prose = matches!(said.source, Source::Prose) && said.recipient.is_none();
    if !is_prose || !is_bare(view, said) {
        return None;
    }
    let end = said.block.end.max(code.end);
    let first = next_line(view, end)?;
    let heads = |line: &Range<usize>| {
        let line = view.text[line.clone()].trim_matches(|c: char| !c.is_alphanumeric());
        !line.contains(' ')
            || line.split(' ').count() == 2 && !line.ends_with('.') && line.len() < 24
    };
    let line = if heads(&first) {
        next_line(view, first.end).unwrap_or(first)
    } else {
        first
    };
    let text = &view.lower[line.clone()];
    let begins_anew = text.starts_with(|c: char| c.is_ascii_digit() || c == '<' || c == '>');
    let is_header = field(view, line.clone()).is_some_and(|(kind, _)| kind != Field::Other);
    (!begins_anew && !is_header && text.contains(' ')).then_some(line)
}

/// Whether nothing but titles stands around the code.
fn is_bare(view: &View<'_>, said: &Said) -> bool {
    let text = &view.lower[said.block.clone()];
    if text.len() >= LINE {
        return false;
    }
    let is_code = |at: usize| {
        said.places
            .iter()
            .any(|place| place.contains(&(said.block.start + at)))
    };
    let outside = text
        .char_indices()
        .map(|(at, c)| if is_code(at) { ' ' } else { c });
    let outside: String = outside.collect();
    is_title(&outside)
}

/// The next line that has words, if it begins within a few bytes.
fn next_line(view: &View<'_>, from: usize) -> Option<Range<usize>> {
    let rest = &view.text[from..];
    let blank = rest.len() - rest.trim_start().len();
    if blank == 0 || blank > BLANK || rest.len() == blank {
        return None;
    }
    let start = from + blank;
    let end = view.text[start..]
        .find('\n')
        .map_or(view.text.len(), |length| start + length);
    let line = view.trim(start..end);
    (!line.is_empty() && line.len() < LINE).then_some(line)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::explain::scan;
    use crate::explain::view::{Flat, cues};

    #[rstest]
    #[case::a_paragraph("550 5.5.0\n\nMailbox is not there", Some("Mailbox is not there"))]
    #[case::under_a_title(
        "**NDR code**\n550 5.5.0\n\n**Description**\nMailbox is not there",
        Some("Mailbox is not there")
    )]
    #[case::behind_a_label(
        "Error code: 550\n\nError message: it is full",
        Some("Error message: it is full")
    )]
    #[case::its_own_words("550 5.5.0 no such user\n\nMailbox is not there", None)]
    #[case::a_reply("550 5.5.0\n\n554 it is not there", None)]
    #[case::a_header("550 5.5.0\n\nSubject: it is full", None)]
    #[case::far_below("550 5.5.0\n\n\n\n\nMailbox is not there", None)]
    #[case::nothing("550 5.5.0\n\n", None)]
    fn what_stands_below_is_found(#[case] text: &str, #[case] expected: Option<&str>) {
        let flat = Flat::of(text);
        let view = flat.view(text, cues());
        let found = scan::scan(&view, false);
        let below = found.said.iter().find_map(|said| line_below(&view, said));
        assert_eq!(below.map(|range| &text[range]), expected);
    }
}
