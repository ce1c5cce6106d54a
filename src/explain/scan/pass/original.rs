//! Where the message that came back begins, by a line that says so or by the part of the mail that it is.

use std::ops::Range;

use smtpref_catalog::Cue;

use super::super::fields::field;
use crate::explain::effort::look_at;
use crate::explain::view::View;

/// Whether the line before a place is a header.
pub(super) fn is_in_headers(view: &View<'_>, at: usize) -> bool {
    let Some(before) = view.text[..at].strip_suffix('\n') else {
        return false;
    };
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    look_at(at - start);
    field(view, start..before.len()).is_some()
}

/// Whether another part of the mail begins at a place, which may be its report.
pub(super) fn is_before_part(view: &View<'_>, at: usize) -> bool {
    let next = view.text[at..].trim_start();
    let line = next.split('\n').next().unwrap_or_default();
    line.starts_with("--") && line.len() > 4 && !line.contains(' ')
}

/// Whether the message that came back begins here.
pub(super) fn is_original(view: &View<'_>, line: &Range<usize>, in_header: bool) -> bool {
    let text = &view.lower[line.clone()];
    if let Some(kind) = text.strip_prefix("content-type:") {
        let kind = kind.trim_start();
        return !in_header
            && (kind.starts_with("message/rfc822")
                || kind.starts_with("text/rfc822")
                || kind.starts_with("message/global;")
                || kind == "message/global"
                || kind.starts_with("message/global-headers"));
    }
    let bare = text.trim_matches(['-', ' ', '=', '*', '_', ':', '.', '|', '\u{ff1a}']);
    // None of the words below begins with a number, and most lines of replies do.
    if bare.len() > 90 || bare.bytes().next().is_none_or(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let is_ruled = text.starts_with(['-', '=', '*', '|']);
    let is_copy = || bare.contains("copy of") || bare.contains("header");
    let ends = |words: &[&str]| words.iter().any(|end| bare.ends_with(end));
    let is_other =
        bare.starts_with("original message details") || bare.contains("copy of the bounce");
    view.shows(bare, Cue::Border) && (is_ruled || is_copy()) && !is_other
        || view.shows(bare, Cue::BorderAlone)
            && text.ends_with([':', '.', '-', '\u{ff1a}'])
            // Coremail tells of the message first, and then of the reason.
            && view.find(line.end..view.text.len(), "退信原因").is_none()
        // Few lines end so, which is asked sooner than what stands in them.
        || ends(&["follow", "follows", "is following", "below this line"]) && view.shows(bare, Cue::Returned)
}
