//! Marks the words that a search found.

use super::block::{Line, Span};

/// Marks every occurrence of the words, whatever their ASCII case, at the beginning of a word of the text.
pub fn highlight(lines: &mut [Line], words: &[String]) {
    let words: Vec<String> = words
        .iter()
        .filter(|word| !word.is_empty())
        .map(|word| word.to_ascii_lowercase())
        .collect();
    if words.is_empty() {
        return;
    }
    for line in lines {
        if line
            .spans
            .iter()
            .any(|span| next_match(&span.text, 0, &words).is_some())
        {
            line.spans = line
                .spans
                .drain(..)
                .flat_map(|span| split(&span, |text, from| next_match(text, from, &words)))
                .collect();
        }
    }
}

/// Marks every occurrence of a text, whatever its ASCII case, wherever it stands in a line.
pub fn highlight_text(lines: &mut [Line], text: &str) {
    let text = text.to_ascii_lowercase();
    if text.is_empty() {
        return;
    }
    let next = |span: &str, from: usize| {
        let found = span.to_ascii_lowercase()[from..].find(&text)?;
        Some((from + found, from + found + text.len()))
    };
    for line in lines {
        line.spans = line
            .spans
            .drain(..)
            .flat_map(|span| split(&span, next))
            .collect();
    }
}

fn split(span: &Span, next: impl Fn(&str, usize) -> Option<(usize, usize)>) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut from = 0;
    let piece = |range: std::ops::Range<usize>, matched| Span {
        text: span.text[range].to_owned(),
        matched,
        ..span.clone()
    };
    while let Some((start, end)) = next(&span.text, from) {
        if start > from {
            parts.push(piece(from..start, false));
        }
        parts.push(piece(start..end, true));
        from = end;
    }
    if from < span.text.len() {
        parts.push(piece(from..span.text.len(), false));
    }
    parts
}

/// The first match at or after `from`, as byte positions.
fn next_match(text: &str, from: usize, words: &[String]) -> Option<(usize, usize)> {
    let lower = text.to_ascii_lowercase();
    words
        .iter()
        .filter_map(|word| {
            let found = lower[from..]
                .match_indices(word.as_str())
                .map(|(at, _)| from + at)
                .find(|&at| begins_word(&lower, at))?;
            Some((found, found + word.len()))
        })
        .min_by_key(|&(start, end)| (start, usize::MAX - end))
}

fn begins_word(text: &str, at: usize) -> bool {
    text[..at]
        .chars()
        .next_back()
        .is_none_or(|before| !before.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_where_they_begin() {
        let mut lines = [Line {
            spans: vec![Span::text("Null MX, not amx or null")],
            ..Line::default()
        }];
        highlight(&mut lines, &["null".to_owned(), "mx".to_owned()]);
        let marked: Vec<&str> = lines[0]
            .spans
            .iter()
            .filter(|span| span.matched)
            .map(|span| span.text.as_str())
            .collect();
        assert_eq!(marked, ["Null", "MX", "null"]);
        assert_eq!(lines[0].plain(), "Null MX, not amx or null");
    }

    #[test]
    fn nothing_to_mark_changes_nothing() {
        let before = [Line {
            spans: vec![Span::text("text")],
            ..Line::default()
        }];
        let mut after = before.clone();
        highlight(&mut after, &[String::new()]);
        assert_eq!(before, after);
    }
}
