//! A report that `ZMailer` shows to people has each field as a title above its value: `Final Recipient:`, and below it `RFC822;bob@example.net`.
//! Each becomes the field that it stands for.

use super::super::text::Text;

/// The titles of fields that are read.
const TITLES: [&str; 7] = [
    "Original Recipient:",
    "Final Recipient:",
    "Action:",
    "Status:",
    "Remote MTA:",
    "Last Attempt Date:",
    "Diagnostic Code:",
];
/// What such a report has; one without it has sentences of its own instead.
const MARK: &[u8] = b"Diagnostic Code:\n";

/// A text with each title and its value as a field of a report.
pub(super) fn joined(text: Text) -> Text {
    if memchr::memmem::find(text.text.as_bytes(), MARK).is_none() {
        return text;
    }
    let mut out = text.rewrite();
    let source = out.source();
    let (mut at, mut kept) = (0, 0);
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    while let Some(length) = source[at..].find('\n') {
        let line = &source[at..at + length];
        let next = at + length + 1;
        let depth = indent(line);
        let is_title = depth > 0 && TITLES.contains(&&line[depth..]);
        let value = indent(&source[next..]);
        if is_title && value > depth {
            out.copy(kept..at);
            let mut from = at + depth;
            for (space, _) in line[depth..].match_indices(' ') {
                let space = at + depth + space;
                out.copy(from..space);
                out.put_char('-', space..space + 1);
                from = space + 1;
            }
            out.copy(from..at + length);
            out.put_char(' ', at + length..next + value);
            kept = next + value;
        }
        at = next;
    }
    out.copy(kept..source.len());
    out.finish()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::fields(
        "FAILED:\n  Original Recipient:\n    rfc822;a@b\n  Status:\n    5.7.1\n  Diagnostic Code:\n    smtp; 550 (no)\n",
        "FAILED:\nOriginal-Recipient: rfc822;a@b\nStatus: 5.7.1\nDiagnostic-Code: smtp; 550 (no)\n"
    )]
    #[case::no_value(
        "  Diagnostic Code:\n  Status:\n    5.7.1",
        "  Diagnostic Code:\nStatus: 5.7.1"
    )]
    #[case::no_report("  Status:\n    5.7.1\n", "  Status:\n    5.7.1\n")]
    #[case::at_the_margin(
        "Diagnostic Code:\n smtp; 550 no\n",
        "Diagnostic Code:\n smtp; 550 no\n"
    )]
    fn titles_become_fields(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(joined(Text::verbatim(text)).text, expected);
    }
}
