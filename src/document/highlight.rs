//! Marks the words that a search found.

use std::borrow::Cow;
use std::cmp::Reverse;

use smtpref_catalog::tokenize::{Starts, is_at, stem};

use super::block::{Line, Span};

/// The words to mark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    all: Vec<Word>,
    starts: Starts,
}

/// A word in lower case, and whether it only means the same as what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    text: String,
    /// How much of it is its stem, which is asked for wherever the word stands.
    stem: usize,
    related: bool,
}

impl Words {
    /// The words that were typed, and those that mean the same.
    #[must_use]
    pub fn new(typed: &[String], related: &[String]) -> Self {
        let all = [(typed, false), (related, true)];
        let words = all.into_iter().flat_map(|(words, related)| {
            words
                .iter()
                .filter(|word| !word.is_empty())
                .map(move |word| {
                    let text = word.to_ascii_lowercase();
                    Word {
                        stem: stem(&text).len(),
                        text,
                        related,
                    }
                })
        });
        let all: Vec<Word> = words.collect();
        let starts = Starts::of(all.iter().map(|word| word.text.as_str()));
        Self { all, starts }
    }
}

/// Marks every occurrence of the words, whatever their ASCII case, at the beginning of a word of the text: the beginning alone, or the
/// whole word if it is another form of the same.
pub fn highlight(lines: &mut [Line], words: &Words) {
    if words.all.is_empty() {
        return;
    }
    let next = |text: &str, from| next_match(text, from, words);
    for line in lines {
        // Most lines have nothing to mark and stay as they are.
        let mut spans = line.spans.iter();
        if let Some(first) = spans.position(|span| holds_match(&span.text, words)) {
            let rest = line.spans.split_off(first);
            line.spans
                .extend(rest.into_iter().flat_map(|span| split(span, next)));
        }
    }
}

/// Takes the marks away, so that others can be made.
pub fn unmark(lines: &mut [Line]) {
    for line in lines {
        if !line.spans.iter().any(|span| span.matched) {
            continue;
        }
        let mut whole: Vec<Span> = Vec::with_capacity(line.spans.len());
        for span in line.spans.drain(..) {
            match whole.last_mut() {
                Some(last) if (last.role, &last.target) == (span.role, &span.target) => {
                    last.text.push_str(&span.text);
                }
                _ => whole.push(Span {
                    matched: false,
                    related: false,
                    ..span
                }),
            }
        }
        line.spans = whole;
    }
}

/// Cuts a span at its marks: where each begins and ends, and whether it only means the same as what was typed.
pub(super) fn split(
    span: Span,
    next: impl Fn(&str, usize) -> Option<(usize, usize, bool)>,
) -> Vec<Span> {
    let mut found = next(&span.text, 0);
    if found.is_none() {
        return vec![span];
    }
    let mut parts = Vec::new();
    let mut from = 0;
    let piece = |range: std::ops::Range<usize>, matched, related| Span {
        text: span.text[range].to_owned(),
        matched,
        related,
        ..span.clone()
    };
    while let Some((start, end, related)) = found {
        if start > from {
            parts.push(piece(from..start, false, false));
        }
        parts.push(piece(start..end, true, related));
        from = end;
        found = next(&span.text, from);
    }
    if from < span.text.len() {
        parts.push(piece(from..span.text.len(), false, false));
    }
    parts
}

/// Whether there is a match, wherever it ends.
fn holds_match(text: &str, words: &Words) -> bool {
    let is_there = |at| words.all.iter().any(|word| is_at(text, at, &word.text));
    let found = words.starts.find(text, 0, |at| is_there(at).then_some(()));
    found.is_some()
}

/// The first match at or after `from`, the longest of those that begin there; of two as long the one that was typed.
fn next_match(text: &str, from: usize, words: &Words) -> Option<(usize, usize, bool)> {
    words.starts.find(text, from, |at| {
        let there = words.all.iter();
        let there = there.filter(|word| is_at(text, at, &word.text));
        let longest = there.min_by_key(|word| (Reverse(word.text.len()), word.related))?;
        Some((at, end_of_form(text, at, longest), longest.related))
    })
}

/// Where the word ends that begins with one to mark, if both are forms of the same word; else where that one ends.
fn end_of_form(text: &str, at: usize, word: &Word) -> usize {
    let end = at + word.text.len();
    let rest = text.as_bytes()[end..].iter();
    let more = rest.take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let is_whole = text[end + more..]
        .chars()
        .next()
        .is_none_or(|next| !next.is_alphanumeric());
    if more > 0 && is_whole {
        let mut form = Cow::Borrowed(&text[at..end + more]);
        // Most words are in lower case as they stand.
        if form.bytes().any(|byte| byte.is_ascii_uppercase()) {
            form.to_mut().make_ascii_lowercase();
        }
        if stem(&form) == &word.text[..word.stem] {
            return end + more;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::document::Role;

    fn words(typed: &[&str], related: &[&str]) -> Words {
        let owned = |words: &[&str]| -> Vec<String> {
            words.iter().map(|word| (*word).to_owned()).collect()
        };
        Words::new(&owned(typed), &owned(related))
    }

    fn line(text: &str) -> Line {
        Line {
            spans: vec![Span::text(text)],
            ..Line::default()
        }
    }

    #[test]
    fn words_are_marked_where_they_begin() {
        let mut lines = [line("Null MX, not amx or null")];
        highlight(&mut lines, &words(&["null", "mx"], &[]));
        let marked: Vec<&str> = lines[0]
            .spans
            .iter()
            .filter(|span| span.matched)
            .map(|span| span.text.as_str())
            .collect();
        assert_eq!(marked, ["Null", "MX", "null"]);
        assert_eq!(lines[0].plain(), "Null MX, not amx or null");
    }

    #[rstest]
    #[case::other_ending("Greylisted here", &["greylist"], &["Greylisted"])]
    #[case::stem_and_word("greylisting", &["greylisting", "greylist"], &["greylisting"])]
    #[case::beginning("Mailbox", &["mail"], &["Mail"])]
    #[case::goes_on("blocklisté", &["blocklist"], &["blocklist"])]
    #[case::other_word("blockedmessage", &["blocked", "block"], &["blocked"])]
    fn a_form_of_the_word_is_marked_whole(
        #[case] text: &str,
        #[case] typed: &[&str],
        #[case] expected: &[&str],
    ) {
        let mut lines = [line(text)];
        highlight(&mut lines, &words(typed, &[]));
        let marked = lines[0].spans.iter().filter(|span| span.matched);
        let marked: Vec<&str> = marked.map(|span| span.text.as_str()).collect();
        assert_eq!(marked, expected);
    }

    #[test]
    fn what_means_the_same_is_marked_as_such() {
        let mut lines = [line("mailbox over quota")];
        highlight(&mut lines, &words(&["mailbox"], &["quota", "mailbox"]));
        let marked = |related| {
            let spans = lines[0].spans.iter();
            let marked = spans.filter(move |span| span.matched && span.related == related);
            marked.map(|span| span.text.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(marked(false), ["mailbox"]);
        assert_eq!(marked(true), ["quota"]);
    }

    #[test]
    fn marks_are_taken_away_without_a_trace() {
        let before = [Line {
            spans: vec![
                Span::new("550 ", Role::Strong),
                Span::text("mailbox over quota, a Mailbox"),
            ],
            ..Line::default()
        }];
        let mut lines = before.clone();
        highlight(&mut lines, &words(&["mailbox", "550"], &["quota"]));
        assert_eq!(lines[0].spans.len(), 7, "{lines:?}");
        unmark(&mut lines);
        assert_eq!(lines, before);
    }

    #[test]
    fn nothing_to_mark_changes_nothing() {
        let before = [line("text")];
        let mut after = before.clone();
        highlight(&mut after, &words(&[""], &[]));
        assert_eq!(before, after);
    }
}
