//! What a program of the own side wrote right above the bare words with which the server closes its transcript: of a mailer that failed
//! Sendmail itself knows a number, and the reason stands in the lines that the program left.

use std::ops::Range;

use super::super::scan::Said;
use super::super::view::View;

/// What a server says of a mailer or a file, whatever happened there.
const BARE: &[&str] = &[
    "service unavailable",
    "unknown mailer error",
    "can't create output",
    "internal error",
];
/// How a line begins that a server wrote, or that divides a notice.
const OF_SERVERS: &[&str] = &[">>>", "<<<", "...", "---", "===", "(", "... while "];
/// How many lines a program leaves at most, and how long they are together.
const LINES: usize = 6;
const ROOM: usize = 1024;

/// The lines right above a reply that only says that something failed.
pub(super) fn lines_above(view: &View<'_>, said: &Said) -> Option<Range<usize>> {
    let code = said.places.first()?;
    let words = view.lower[said.words.clone()].trim_end_matches(|last: char| !last.is_alphabetic());
    if !BARE.iter().any(|bare| words.ends_with(bare)) {
        return None;
    }
    let line_start = view.text[..code.start].rfind('\n')? + 1;
    // Before the code of its own line stands nothing.
    if !view.text[line_start..code.start].trim().is_empty() {
        return None;
    }
    let from = view.floor(line_start.saturating_sub(ROOM));
    let end = line_start - 1;
    let mut start = line_start;
    for line in view.text[from..end].rsplit('\n').take(LINES) {
        let text = line.trim();
        let is_of_server = OF_SERVERS.iter().any(|begin| text.starts_with(begin))
            || text.ends_with(':')
            || text.starts_with(|first: char| first.is_ascii_digit());
        if text.is_empty() || is_of_server {
            break;
        }
        start = start.saturating_sub(line.len() + 1).max(from);
    }
    (start < end).then(|| view.trim(start..end))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::explain::scan;
    use crate::explain::view::{Flat, cues};

    #[rstest]
    #[case::one_line(
        "sh: /opt/sort: not found\n554 5.3.0 unknown mailer error 127",
        Some("sh: /opt/sort: not found")
    )]
    #[case::several(
        "----- Transcript -----\nprocmail: one\nprocmail: two\n550 5.0.0 \"|x\"... Can't create output",
        Some("procmail: one\nprocmail: two")
    )]
    #[case::a_blank_line("something else\n\n554 5.0.0 Service unavailable", None)]
    #[case::a_server("<<< 550 no such user\n554 5.0.0 Service unavailable", None)]
    #[case::what_announces_it("It answered:\n554 5.0.0 Service unavailable", None)]
    #[case::more_words("so\n550 5.7.708 Service unavailable. Access denied", None)]
    #[case::another_reply("it was so\n550 5.1.1 bob... User unknown", None)]
    #[case::nothing("554 5.0.0 Service unavailable", None)]
    fn what_stands_above_is_found(#[case] text: &str, #[case] expected: Option<&str>) {
        let flat = Flat::of(text);
        let view = flat.view(text, cues());
        let found = scan::scan(&view, false);
        let above = found.said.iter().find_map(|said| lines_above(&view, said));
        assert_eq!(above.map(|range| &text[range]), expected);
    }
}
