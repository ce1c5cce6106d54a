//! Texts that speak of mail and tell of none: a page of explanations, the source of a program. They hold the words of failures, and would
//! have answers that nobody asked for.

use std::ops::Range;

use smtpref_catalog::Cue;

use super::answer::{Answer, Confidence};
use super::codes::{at_line_start, codes};
use super::scan::{Scan, log_start};
use super::view::View;

/// So many words of plain prose are more than a notice has that names nobody.
const MANY_WORDS: usize = 82;
/// So few lines of source code are no program.
const FEW_LINES: usize = 3;
/// How much of a text is looked at.
const MOST: usize = 1 << 14;

/// How lines of source code begin, and how they end.
const BEGINS: &[&str] = &[
    "//",
    "/*",
    "* ",
    "*/",
    "#include",
    "#define",
    "if (",
    "if any(",
    "return ",
    "def ",
    "const ",
    "my $",
    "function ",
    "export ",
    "throw ",
    "case ",
    "elif ",
    "for (",
    "while (",
    "} else",
    "else if",
    "public ",
    "private ",
    "static ",
    "void ",
    "fprintf",
];
const ENDS: &[&str] = &[";", "{", "},"];
/// Lines of source code that are nothing else.
const WHOLE: &[&str] = &["}", "];", ");", "})", "*"];

/// How lines begin that stand in nothing but source code, rules of a filter, or what a filter prints of its tests.
const SURE: &[&str] = &[
    "failregex =",
    "insert into ",
    "require [\"",
    "if anyof (",
    "if allof (",
    "# frozen_string_literal",
    "\"metric_score\":",
];

/// Whether a text only speaks of mail: its answers rest on words of long prose that names nobody and quotes no code, or on what a program
/// would print.
pub(super) fn is_about_mail(view: &View<'_>, found: &Scan, replies: &[Answer]) -> bool {
    let is_loose = |answer: &Answer| {
        answer.codes.is_empty()
            && answer.recipient.is_none()
            && answer.confidence != Confidence::ProviderRule
    };
    let is_told = !found.has_log && !found.reports.headers.is_empty();
    let is_prose = || is_long_prose(view, found) || explains(view, found) || is_table(view);
    !is_told && (replies.iter().all(is_loose) && is_prose() || is_source(view))
}

/// Whether somebody explains what makes mail fail, and no sentence before that tells of trouble.
fn explains(view: &View<'_>, found: &Scan) -> bool {
    let end = found.original.unwrap_or(view.text.len());
    let range = view.cut(0..end, MOST);
    if found.has_log || !view.tells(&range, Cue::Explains) {
        return false;
    }
    let places = view.words_of(Cue::Explains).iter();
    let first = places
        .filter_map(|words| view.find(range.clone(), words))
        .min();
    let before = range.start..first.unwrap_or(range.end);
    !lines(view, before).any(|line| {
        let line = view.lower[line].trim_end();
        let is_sentence = line.ends_with(['.', ':', '!']);
        is_sentence && (view.shows(line, Cue::Failed) || view.shows(line, Cue::Trouble))
    })
}

/// Whether a text is long prose, and no line of it begins as a notice does.
fn is_long_prose(view: &View<'_>, found: &Scan) -> bool {
    let end = found.original.unwrap_or(view.text.len());
    let range = view.cut(0..end, MOST);
    let is_plain = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_letter = |c: char| c.is_alphabetic() || c == '\'' || c == '\u{2019}';
        !word.is_empty() && word.chars().all(is_letter)
    };
    let words = view.text[range.clone()].split_whitespace();
    let words = words.filter(|word| is_plain(word)).take(MANY_WORDS);
    let is_notice = || {
        let mut lines = lines(view, range);
        lines.any(|line| {
            let line = view.lower[line].trim_start_matches(['>', ' ']);
            view.shows(line, Cue::Title) || view.shows(line, Cue::SurelyFailed)
        })
    };
    !found.has_log && words.count() == MANY_WORDS && !is_notice()
}

/// Whether all lines are rows of a table in Markdown, or of a change of one: `+| 24 | Timeout | The message timed out. |`.
fn is_table(view: &View<'_>) -> bool {
    const COLUMNS: usize = 2;
    let range = view.cut(0..view.text.len(), MOST);
    let mut rows = 0;
    let is_row = |line: Range<usize>| {
        let line = view.lower[line].trim_start_matches(['+', '-', ' ']);
        rows += usize::from(!line.is_empty());
        line.is_empty() || line.starts_with('|') && line.matches('|').count() > COLUMNS
    };
    lines(view, range).all(is_row) && rows > 1
}

/// Whether most lines are source code, and none of the others begins with a code or as a log does, or is one in which a program shows one.
fn is_source(view: &View<'_>) -> bool {
    let range = view.cut(0..view.text.len(), MOST);
    if memchr::memchr(b'\n', view.text[range.clone()].as_bytes()).is_none() {
        return false;
    }
    let (mut code, mut bullets, mut all) = (0, 0, 0);
    let mut is_sure = false;
    for range in lines(view, range.clone()) {
        let line = view.lower[range.clone()].trim();
        if line.is_empty() {
            continue;
        }
        is_sure |= SURE.iter().any(|begin| line.starts_with(begin));
        all += 1;
        if is_code(line) {
            code += 1;
            bullets += usize::from(line.starts_with("* "));
        } else if log_start::is_start(line) || at_line_start(view, range).is_some() {
            return false;
        }
    }
    // Asked last, of the few texts that look like source code.
    let shows_code = |line: Range<usize>| {
        let is_other = !is_code(view.lower[line.clone()].trim());
        is_other && view.tells(&line, Cue::Program) && !codes(view, line).is_empty()
    };
    // The lines of a comment look as those of a list do.
    let is_list = || code == bullets && view.tells(&range, Cue::Opening);
    let is_mostly = || code >= FEW_LINES && code * 9 > all * 5 && !is_list();
    (is_sure || is_mostly()) && !lines(view, range.clone()).any(shows_code)
}

/// The lines of a range.
fn lines<'v>(view: &'v View<'_>, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + 'v {
    let mut start = range.start;
    view.text[range].split('\n').map(move |line| {
        let at = start;
        start += line.len() + 1;
        at..at + line.len()
    })
}

/// Whether a line is one of source code.
fn is_code(line: &str) -> bool {
    // A change shows what it adds and takes away, and a comment may close a line.
    let line = line.trim_start_matches(['+', '-']).trim_start();
    let line = line
        .split_once(" // ")
        .map_or(line, |(code, _)| code.trim_end());
    BEGINS.iter().any(|begin| line.starts_with(begin))
        || ENDS.iter().any(|end| line.ends_with(end))
        || WHOLE.contains(&line)
}
