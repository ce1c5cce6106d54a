//! Wraps marked text to a width without losing a character of it.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::block::{Span, Text};

/// Breaks a text into lines of at most `width` columns, the first with `first` columns less. Spaces at the breaks are dropped; a word
/// that is wider than a line is broken.
pub(super) fn wrap(text: &[Span], width: usize, first: usize) -> Vec<Text> {
    let plain: String = text.iter().map(|span| span.text.as_str()).collect();
    let width = width.max(1);
    // Spaces hold the place of what stands before the first line; they wrap like an indent.
    let indent = " ".repeat(first.min(width.saturating_sub(1)));
    let options = Options::new(width)
        .initial_indent(&indent)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    let mut spans = Cutter::new(text);
    textwrap::wrap(&plain, options)
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let line = if index == 0 {
                &line[indent.len().min(line.len())..]
            } else {
                line
            };
            spans.take(line)
        })
        .collect()
}

/// Cuts spans at the places where the plain text was cut.
struct Cutter<'a> {
    text: &'a [Span],
    span: usize,
    offset: usize,
}

impl<'a> Cutter<'a> {
    const fn new(text: &'a [Span]) -> Self {
        Self {
            text,
            span: 0,
            offset: 0,
        }
    }

    fn rest(&self) -> Option<(&'a Span, &'a str)> {
        let span = self.text.get(self.span)?;
        Some((span, &span.text[self.offset..]))
    }

    fn advance(&mut self, bytes: usize) {
        self.offset += bytes;
        while self
            .text
            .get(self.span)
            .is_some_and(|span| self.offset >= span.text.len())
        {
            self.span += 1;
            self.offset = 0;
        }
    }

    /// The spans of the next line, whose text is known.
    fn take(&mut self, line: &str) -> Text {
        if !line.starts_with(' ') {
            while let Some((_, rest)) = self.rest() {
                let spaces = rest.len() - rest.trim_start_matches(' ').len();
                if spaces == 0 && !rest.is_empty() {
                    break;
                }
                self.advance(spaces);
            }
        }
        let mut taken = Vec::new();
        let mut left = line.len();
        while left > 0 {
            let Some((span, rest)) = self.rest() else {
                break;
            };
            let bytes = rest.len().min(left);
            taken.push(Span {
                text: rest[..bytes].to_owned(),
                ..span.clone()
            });
            left -= bytes;
            self.advance(bytes);
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Role;

    fn plain(lines: &[Text]) -> Vec<String> {
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
        assert_eq!(plain(&lines), ["Look up the MX", "record first."]);
        assert_eq!(lines[1][0].role, Role::Literal);
    }

    #[test]
    fn the_first_line_leaves_room() {
        let lines = wrap(&[Span::text("one two three")], 9, 4);
        assert_eq!(plain(&lines), ["one", "two three"]);
    }

    proptest! {
        #[test]
        fn no_text_is_lost(
            parts in proptest::collection::vec("[a-zé ß漢\u{301}.]{0,20}", 0..6),
            width in 1_usize..60,
            first in 0_usize..8,
        ) {
            let text: Vec<Span> = parts.iter().map(Span::text).collect();
            let lines = wrap(&text, width, first);
            let squeeze = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            let wrapped: String = plain(&lines).concat();
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
