//! Numbers that web servers answer with: an interface that takes mail over HTTP tells of itself with them, not of the mail.

use std::ops::Range;

use super::super::view::View;
use super::code_words::{ONLY_HTTP, REASONS};

/// Whether a number is what an interface of the web answered: `HTTP status 502`, `(code 406)`.
pub(super) fn is_of_http(view: &View<'_>, range: &Range<usize>, at: usize) -> bool {
    let before = |most: usize| {
        let from = view.floor(at.saturating_sub(most).max(range.start));
        &view.lower[from..at]
    };
    let near = before(24);
    let is_named = near
        .rfind("http")
        .is_some_and(|place| !near[place..].contains("://"));
    let number = &view.lower[at..at + 3];
    let behind = &view.lower[at + 3..];
    let in_brackets = near.ends_with("(code ") && behind.starts_with(')');
    let of_web = ONLY_HTTP.contains(&number);
    let of_both = of_web || number == "422";
    // What a client of the web says, and the object that an interface answers with.
    let is_status = near.ends_with("status code ") || near.ends_with("status code: ");
    let is_object = behind.trim_start_matches([':', ',', ' ']).starts_with('{');
    let is_request = near.ends_with("failed with status code ") && before(40).contains("request ");
    let reason = behind.trim_start_matches([' ', '(']);
    let has_reason = |of: &(&str, &str)| of.0 == number && reason.starts_with(of.1);
    // Mail servers have taken over some words of the web.
    // No mail server is misdirected to; an object has its words in another field.
    let is_misdirected = number == "421"
        && (reason.starts_with("misdirected request")
            || is_of_object(near)
                && view.has(&view.cut(at..range.end, 80), &["misdirected request"]));
    let is_named_before = [
        "bad request: ",
        "unauthorized: ",
        "forbidden: ",
        "not found: ",
    ]
    .iter()
    .any(|words| near.ends_with(words))
        && of_web;
    let is_reason = REASONS.iter().any(has_reason) && {
        let before = before(80);
        before.contains("http") || before.contains(" api")
    };
    let around = || {
        let from = view.floor(at.saturating_sub(200).max(range.start));
        view.has(
            &(from..view.floor((at + 200).min(range.end))),
            &["http", " api", "javascript"],
        )
    };
    is_named
        || is_misdirected
        || is_named_before
        || is_request
        || of_api(near)
        || near.ends_with("with a status of ")
        || near.ends_with("status=") && is_request_of_log(view, range, at)
        || number == "422" && reason.starts_with("unprocessable")
        || of_both && is_of_object(near)
        || is_reason
        || of_both && (in_brackets || is_status && is_object)
        || of_web && (is_status || around())
}

/// Whether an interface is named right before its number: `Postmark API error 300`.
fn of_api(before: &str) -> bool {
    let Some((before, behind)) = before.rsplit_once("api") else {
        return false;
    };
    let is_word = !before.ends_with(|c: char| c.is_alphanumeric());
    let words = behind.split(|c: char| !c.is_alphanumeric());
    let mut words = words.filter(|word| !word.is_empty());
    is_word
        && behind.starts_with([' ', ':'])
        && words.all(|word| matches!(word, "error" | "status" | "code" | "response" | "returned"))
}

/// Whether a line of a log tells how a request of the web ended: `method=POST path=/api/test status=500`.
fn is_request_of_log(view: &View<'_>, range: &Range<usize>, at: usize) -> bool {
    let from = view.floor(at.saturating_sub(200).max(range.start));
    view.has(&(from..at), &["method=post", "method=get", "method=put"])
}

/// Whether a number is that of an object with which an interface of the web answers: `"code": 422`.
fn is_of_object(before: &str) -> bool {
    let key = before.trim_end_matches([' ', ':']);
    let key = key.strip_suffix(['"', '\u{201d}', '\'']);
    key.is_some_and(|key| {
        ["code", "status", "statuscode"]
            .iter()
            .any(|word| key.ends_with(word))
    })
}
