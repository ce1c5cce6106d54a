//! Wraps marked text to a width without losing a character of it.

use std::borrow::Cow;
use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_width::UnicodeWidthChar;

use super::block::{Line, Span, Text, columns};

/// A piece of a span: which, and from where to where in its text.
type Piece = (usize, Range<usize>);

/// A word with the spaces behind it, which may be made of pieces of several spans: where they begin and end in the list of all pieces.
#[derive(Debug, Default)]
struct Word {
    start: usize,
    letters: usize,
    end: usize,
    width: usize,
    space: usize,
}

impl Word {
    fn behind(other: &Self) -> Self {
        Self {
            start: other.end,
            letters: other.end,
            end: other.end,
            ..Self::default()
        }
    }
}

impl Fragment for Word {
    #[expect(clippy::cast_precision_loss, reason = "no line has 2^52 columns")]
    fn width(&self) -> f64 {
        self.width as f64
    }

    #[expect(clippy::cast_precision_loss, reason = "no line has 2^52 columns")]
    fn whitespace_width(&self) -> f64 {
        self.space as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Breaks a text into lines of at most `width` columns, the first with `first` columns less. Spaces at the breaks are dropped; a word
/// that is wider than a line is broken.
pub(super) fn wrap(text: &[Span], width: usize, first: usize) -> Vec<Text> {
    let mut lines = Vec::new();
    wrap_each(text, width, first, |line| lines.push(line));
    lines
}

pub(super) fn push(spans: Text, lines: &mut Vec<Line>) {
    lines.push(Line {
        spans,
        ..Line::default()
    });
}

/// A text behind a lead, wrapped lines under the text and not under the lead.
pub(super) fn hang(text: &[Span], lead: &[Span], width: usize, lines: &mut Vec<Line>) {
    let indent: usize = lead.iter().map(Span::width).sum();
    let mut is_first = true;
    wrap_each(text, width.saturating_sub(indent).max(1), 0, |mut line| {
        let goes_on = !std::mem::take(&mut is_first);
        if !goes_on {
            for span in lead.iter().rev() {
                line.insert(0, span.clone());
            }
        } else if indent > 0 {
            line.insert(0, Span::text(" ".repeat(indent)));
        }
        lines.push(Line {
            spans: line,
            goes_on: goes_on.then_some(indent),
            ..Line::default()
        });
    });
}

/// Gives each of these lines away: most texts have but one, for which no list is made.
pub(super) fn wrap_each(text: &[Span], width: usize, first: usize, mut each: impl FnMut(Text)) {
    let width = width.max(1);
    let first = width - first.min(width - 1);
    if let Some(line) = one_line(text, first) {
        return each(line);
    }
    let plain = (first == width).then(|| plain(text, width)).flatten();
    let lines = plain.unwrap_or_else(|| broken(text, width, first));
    lines.into_iter().for_each(each);
}

/// What [`broken`] makes of a text in which every byte has a column and every word fits into a line: nearly all texts are such. Where a
/// line ends is looked for from behind, so that its words are not gone through one by one.
fn plain(text: &[Span], width: usize) -> Option<Vec<Text>> {
    if !text.iter().all(|span| span.text.is_ascii()) {
        return None;
    }
    let whole = match text {
        [span] => Cow::Borrowed(span.text.as_bytes()),
        spans => Cow::Owned(
            spans
                .iter()
                .flat_map(|span| span.text.as_bytes())
                .copied()
                .collect(),
        ),
    };
    let is_letter = |byte: &u8| *byte != b' ';
    let end_of = |bytes: &[u8]| bytes.iter().rposition(is_letter).map_or(0, |last| last + 1);
    let mut lines = Vec::with_capacity(whole.len() / width + 2);
    let mut cut = Cut {
        text,
        span: 0,
        at: 0,
    };
    let mut line = 0;
    while let Some(rest) = whole.get(line + width..) {
        // The first letter behind the line, and the word that it is part of.
        let Some(behind) = rest.iter().position(is_letter) else {
            break;
        };
        let at = line + width + behind;
        let space = whole[line..at].iter().rposition(|byte| !is_letter(byte));
        let word = line + space.map_or(0, |space| space + 1);
        if at - word >= width {
            return None;
        }
        lines.push(cut.out(line..line + end_of(&whole[line..word])));
        line = word;
    }
    lines.push(cut.out(line..line + end_of(&whole[line..])));
    Some(lines)
}

/// Cuts lines out of spans, one after the other.
struct Cut<'t> {
    text: &'t [Span],
    /// The span in which the last line ended, and how many bytes are before it.
    span: usize,
    at: usize,
}

impl Cut<'_> {
    /// The spans of some bytes of the whole text.
    fn out(&mut self, bytes: Range<usize>) -> Text {
        let mut line = Text::new();
        while let Some(span) = self.text.get(self.span) {
            let end = self.at + span.text.len();
            let part = bytes.start.max(self.at)..bytes.end.min(end);
            if !part.is_empty() {
                add(
                    &mut line,
                    span,
                    &span.text[part.start - self.at..part.end - self.at],
                );
            }
            if end >= bytes.end {
                break;
            }
            self.at = end;
            self.span += 1;
        }
        line
    }
}

/// Adds a part of a span to a line.
fn add(line: &mut Text, span: &Span, part: &str) {
    match line.last_mut() {
        Some(last) if is_same(last, span) => last.text.push_str(part),
        _ => line.push(Span {
            text: part.to_owned(),
            role: span.role,
            target: span.target.clone(),
            matched: span.matched,
            related: span.related,
        }),
    }
}

/// The lines of a text, each of as many words as fit.
#[expect(clippy::cast_precision_loss, reason = "no line has 2^52 columns")]
fn broken(text: &[Span], width: usize, first: usize) -> Vec<Text> {
    let (words, pieces) = words(text, width, first);
    wrap_first_fit(&words, &[first as f64, width as f64])
        .into_iter()
        .map(|words| line(words, &pieces, text))
        .collect()
}

/// The only line of a text that fits into one: most texts of lists and tables do.
fn one_line(text: &[Span], width: usize) -> Option<Text> {
    let length: usize = text.iter().map(|span| span.text.len()).sum();
    if length > width || !text.iter().all(|span| span.text.is_ascii()) {
        return None;
    }
    // There is room for a lead, which many get.
    let mut line = Text::with_capacity(text.len() + 1);
    for span in text.iter().filter(|span| !span.text.is_empty()) {
        match line.last_mut() {
            Some(last) if is_same(last, span) => last.text.push_str(&span.text),
            _ => line.push(span.clone()),
        }
    }
    while let Some(last) = line.last_mut() {
        last.text.truncate(last.text.trim_end_matches(' ').len());
        if !last.text.is_empty() {
            break;
        }
        line.pop();
    }
    Some(line)
}

/// The words of a text, those that are too wide in parts that fit, and the pieces that they are made of.
fn words(text: &[Span], width: usize, first: usize) -> (Vec<Word>, Vec<Piece>) {
    // About as many as there are words of five letters.
    let likely = text.iter().map(|span| span.text.len()).sum::<usize>() / 6 + 2;
    let mut words: Vec<Word> = Vec::with_capacity(likely);
    let mut pieces: Vec<Piece> = Vec::with_capacity(2 * likely);
    let mut word = Word::default();
    // What may be on the first line has to fit there.
    let mut limit = first;
    for (number, span) in text.iter().enumerate() {
        let mut at = 0;
        for run in runs(&span.text) {
            let letters = run.trim_end_matches(' ');
            let mut rest = letters;
            while !rest.is_empty() {
                if word.space > 0 {
                    let next = Word::behind(&word);
                    words.push(std::mem::replace(&mut word, next));
                    limit = width;
                }
                let fits = fitting(rest, limit - word.width.min(limit), word.width == 0);
                if fits > 0 {
                    pieces.push((number, at..at + fits));
                    at += fits;
                    word.letters = pieces.len();
                    word.end = pieces.len();
                    word.width += columns(&rest[..fits]);
                    rest = &rest[fits..];
                }
                if !rest.is_empty() {
                    let next = Word::behind(&word);
                    words.push(std::mem::replace(&mut word, next));
                    limit = width;
                }
            }
            if run.len() > letters.len() {
                let spaces = run.len() - letters.len();
                pieces.push((number, at..at + spaces));
                at += spaces;
                word.end = pieces.len();
                word.space += spaces;
            }
        }
    }
    words.push(word);
    (words, pieces)
}

/// A text in pieces that each end with a space.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest.bytes().position(|byte| byte == b' ');
        let run;
        (run, rest) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
        (!run.is_empty()).then_some(run)
    })
}

/// How many bytes of a word fit into so many columns; at least a character if it `must`.
fn fitting(word: &str, columns: usize, must: bool) -> usize {
    if word.is_ascii() {
        return word.len().min(columns.max(usize::from(must)));
    }
    let mut used = 0;
    for (at, c) in word.char_indices() {
        // A control character has the width of the space that is shown for it.
        used += c.width().unwrap_or(1);
        if used > columns && !(must && at == 0) {
            return at;
        }
    }
    word.len()
}

/// The spans of the words of a line; the spaces at its end are dropped.
fn line(words: &[Word], pieces: &[Piece], text: &[Span]) -> Text {
    let mut line = Text::new();
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return line;
    };
    let mut pieces = pieces[first.start..last.letters].iter().peekable();
    while let Some((number, range)) = pieces.next() {
        let (span, mut end) = (&text[*number], range.end);
        // What follows in the same span is taken with it.
        while let Some((_, next)) = pieces.next_if(|(next, _)| next == number) {
            end = next.end;
        }
        add(&mut line, span, &span.text[range.start..end]);
    }
    line
}

fn is_same(one: &Span, other: &Span) -> bool {
    (one.role, &one.target, one.matched, one.related)
        == (other.role, &other.target, other.matched, other.related)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Role;

    fn texts(lines: &[Text]) -> Vec<String> {
        let line = |line: &Text| line.iter().map(|span| span.text.as_str()).collect();
        lines.iter().map(line).collect()
    }

    #[test]
    fn roles_survive_the_break() {
        let text = [
            Span::text("Look up the "),
            Span::new("MX record", Role::Literal),
            Span::text(" first."),
        ];
        let lines = wrap(&text, 14, 0);
        assert_eq!(texts(&lines), ["Look up the MX", "record first."]);
        assert_eq!(lines[1][0].role, Role::Literal);
    }

    /// A link is one link, also where its text comes in parts: else a terminal shows two beside each other.
    #[test]
    fn what_is_alike_is_one_span() {
        let part = |text: &str, role| Span::new(text, role);
        let text = [
            part("See the ", Role::Literal),
            part("logs of", Role::Literal),
            part(" today", Role::Text),
        ];
        for (width, spans) in [(40, vec![2]), (15, vec![1, 1])] {
            let lines = wrap(&text, width, 0);
            assert_eq!(lines[0][0].text, "See the logs of");
            let counts: Vec<usize> = lines.iter().map(Vec::len).collect();
            assert_eq!(counts, spans, "{lines:?}");
        }
    }

    #[test]
    fn the_first_line_leaves_room() {
        let lines = wrap(&[Span::text("one two three")], 9, 4);
        assert_eq!(texts(&lines), ["one", "two three"]);
    }

    proptest! {
        #[test]
        fn no_text_is_lost(
            parts in proptest::collection::vec("[a-z .\n]{0,20}|[a-zé ß漢\u{301}.\n]{0,20}", 0..6),
            width in 1_usize..60,
            first in 0_usize..8,
        ) {
            let text: Vec<Span> = parts.iter().map(Span::text).collect();
            let lines = wrap(&text, width, first);
            let short = width - first.min(width - 1);
            prop_assert_eq!(&lines, &broken(&text, width, short));
            let squeeze = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            let wrapped: String = texts(&lines).concat();
            prop_assert_eq!(squeeze(&wrapped), squeeze(&parts.concat()));
            if width >= 2 {
                for line in &lines {
                    let columns: usize = line.iter().map(Span::width).sum();
                    prop_assert!(columns <= width, "{} > {}", columns, width);
                }
            }
        }
    }
}
