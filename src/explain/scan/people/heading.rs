//! Lines that name who failed, as notices write them. An address anywhere else in the prose is nobody's.

use std::ops::Range;

use smtpref_catalog::Cue;

use super::remark::{
    behind_arrow, behind_counts, behind_kind, behind_name, behind_name_of_entry, behind_number,
    behind_same_words, is_again, is_remark, is_when,
};
use crate::explain::view::View;

/// Whether a line is a field that names a recipient: `Recipient: <bob@example.net>`.
pub(in crate::explain) fn is_field(view: &View<'_>, line: &Range<usize>) -> bool {
    let text = view.lower[line.clone()].trim_start();
    let begins = view
        .words_of(Cue::BeforeRecipient)
        .iter()
        .any(|words| words.ends_with(':') && text.starts_with(words));
    begins && memchr::memchr(b'@', text.as_bytes()).is_some()
}

/// The address of a line that names a recipient: `<bob@example.net>: host …`, or an address alone.
///
/// `in_list` says that nothing but such lines stands above it.
pub(in crate::explain) fn heading(
    view: &View<'_>,
    line: Range<usize>,
    in_list: bool,
) -> Option<Range<usize>> {
    let text = &view.text[line.clone()];
    let marks = |c: char| {
        matches!(
            c,
            ' ' | '*' | '-' | '\u{2022}' | '\u{b7}' | '\'' | '"' | '\u{2019}' | '\u{201d}'
        )
    };
    let bare = text.trim_start_matches(marks);
    let mut start = line.start + (text.len() - behind_number(bare).len());
    let behind = behind_arrow(text)
        .or_else(|| behind_name(text))
        .or_else(|| behind_kind(text))
        .or_else(|| behind_name_of_entry(view, &line))
        .or_else(|| behind_same_words(view, &line))
        .or_else(|| behind_counts(view, &line));
    if let Some(behind) = behind {
        start = line.end - behind.len();
    } else if text.starts_with("--") || text.starts_with("boundary=") || is_variable(text) {
        // What divides the parts of a mail may look like an address, and so may what qmail hands to a program.
        return None;
    }
    memchr::memchr(
        b'@',
        &view.text.as_bytes()[start..line.end.min(start + 330)],
    )?;
    let address = view.address(start..line.end)?;
    let in_brackets = view.text[start..].starts_with('<');
    let rest = &view.lower[address.end..line.end];
    let rest = if in_brackets {
        // `<**bob@example.net**>`, as boards show what was written in bold.
        rest.trim_start_matches('*').strip_prefix('>')?
    } else {
        rest
    };
    // `"bob@example.net":`
    let rest = match rest.strip_prefix('"') {
        Some(behind) if view.text[..address.start].ends_with('"') => behind,
        _ => rest,
    };
    let after = rest.trim_start_matches(['\'', '"', '\u{2019}', '\u{201d}', ' ']);
    let names = after.is_empty()
        || is_remark(rest, in_brackets, in_list)
        || is_again(after, &view.lower[address.clone()])
        || after.starts_with("(expanded from")
        || after.starts_with("at remote mail")
        || (in_brackets && after.starts_with("failed:"))
        || after.starts_with("(generated from")
        || after.starts_with("(ultimately generated from")
        || after.starts_with("<mailto:")
        || is_when(after)
        || is_state(rest)
        || (in_brackets
            && (after.starts_with(':')
                || after.starts_with(", <")
                || after.starts_with("...")
                || after.starts_with(';')
                || after.starts_with("(reason:")))
        || (!in_brackets && rest.starts_with(':') && (rest.len() == 1 || rest.starts_with(": ")))
        || (!in_brackets && in_list && rest.starts_with(" : "))
        || (!in_brackets && after.starts_with("(reason:"));
    let is_alone = after.is_empty() && !in_brackets;
    let key = &view.lower[address.clone()];
    // Exchange's own name of somebody is no address, and nobody writes to the robot.
    let is_name = key.starts_with("imceaex-") || key.starts_with("mailer-daemon@");
    (names && !is_name && !(is_alone && is_return_path(key))).then_some(address)
}

/// Whether a line sets a variable of the environment: `DEFAULT=bob@example.net`.
fn is_variable(line: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    line.split_once('=')
        .is_some_and(|(name, _)| name.len() > 1 && name.bytes().all(is_part))
}

/// Whether what stands behind an address is what became of the message to it, in one line: `; Failed; 5.3.0 (…)`, `; Action: Failed; …`.
fn is_state(rest: &str) -> bool {
    let state = rest.strip_prefix(';').map(str::trim_start);
    let state = state.map(|state| state.strip_prefix("action:").map_or(state, str::trim_start));
    state.is_some_and(|state| {
        ["failed;", "delayed;"]
            .iter()
            .any(|word| state.starts_with(word))
    })
}

/// Whether an address has that of a recipient within, as those have to which bounces of one recipient are sent:
/// `news-bounces+bob=example.net@example.org`.
fn is_return_path(address: &str) -> bool {
    const NAMES: &[&str] = &[
        "bounce", "return", "verp", "srs0=", "srs1=", "prvs=", "msprvs",
    ];
    let local = address.split('@').next().unwrap_or_default();
    local.contains('=') && NAMES.iter().any(|name| local.contains(name))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::explain::view::{Flat, cues};

    #[rstest]
    #[case::postfix("<bob@example.net>: host mx said: 550", Some("bob@example.net"))]
    #[case::exim("bob@example.net", Some("bob@example.net"))]
    #[case::expanded(
        "<bob@example.net> (expanded from <b@example.org>): x",
        Some("bob@example.net")
    )]
    #[case::return_path("news-bounces+bob=example.net@example.org", None)]
    #[case::bold("<**bob@example.net**>: host mx said: 550", Some("bob@example.net"))]
    #[case::quoted("\"bob@example.net\":", Some("bob@example.net"))]
    #[case::plus("bob+news@example.net", Some("bob+news@example.net"))]
    #[case::state(
        "bob@example.net; Failed; 5.3.0 (other status)",
        Some("bob@example.net")
    )]
    #[case::state_with_its_name(
        "bob@example.net; Action: Failed; Status: 5.3.0",
        Some("bob@example.net")
    )]
    #[case::another_word("bob@example.net; he failed", None)]
    #[case::sentence("bob@example.net is our colleague", None)]
    #[case::header("From: bob@example.net", None)]
    #[case::a_variable("DEFAULT=bob@example.net", None)]
    #[case::a_name_with_a_sign("a=bob@example.net", Some("a=bob@example.net"))]
    fn a_heading_names_a_recipient(#[case] text: &str, #[case] expected: Option<&str>) {
        let flat = Flat::of(text);
        let view = flat.view(text, cues());
        assert_eq!(
            heading(&view, 0..text.len(), false).map(|range| &text[range]),
            expected
        );
    }
}
