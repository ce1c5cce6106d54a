//! Text that is cut to a width, with a sign that something is missing.

use unicode_width::UnicodeWidthStr;

use super::block::{Line, columns};

/// The sign, one column wide.
const MORE: char = '…';

/// A text cut to a width in columns.
#[must_use]
pub fn cut(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut cut = String::new();
    if width > 0 {
        cut.push_str(beginning(text, width - 1));
        cut.push(MORE);
    }
    cut
}

/// The beginning of a text that fits a width.
fn beginning(text: &str, width: usize) -> &str {
    let mut used = 0;
    let mut one = [0; 4];
    let end = text.char_indices().find(|(_, c)| {
        used += c.encode_utf8(&mut one).width();
        used > width
    });
    end.map_or(text, |(at, _)| &text[..at])
}

/// The first of some texts that fits a width, or the last one if none does.
#[must_use]
pub fn first_fitting<'t>(texts: &[&'t str], width: usize) -> &'t str {
    let fits = texts.iter().find(|text| columns(text) <= width);
    fits.or(texts.last()).copied().unwrap_or_default()
}

impl Line {
    /// Cuts the line to a width in columns; no space stands before the sign.
    pub fn cut(&mut self, width: usize) {
        if self.width() <= width {
            return;
        }
        let mut room = width.saturating_sub(1);
        let mut kept = 0;
        for span in &mut self.spans {
            if room == 0 {
                break;
            }
            let fits = beginning(&span.text, room).len();
            span.text.truncate(fits);
            room -= span.width();
            kept += 1;
        }
        self.spans.truncate(kept);
        if let Some(last) = self.spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
            last.text.push(MORE);
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::document::Span;

    #[rstest]
    #[case::that_fits("Mailbox full", 12, "Mailbox full")]
    #[case::that_is_too_long("Mailbox full", 8, "Mailbox…")]
    #[case::of_wide_letters("漢字漢字", 5, "漢字…")]
    #[case::of_wide_letters_between_columns("漢字漢字", 4, "漢…")]
    #[case::without_room("abc", 0, "")]
    fn a_text_is_cut_by_columns(#[case] text: &str, #[case] width: usize, #[case] shown: &str) {
        assert_eq!(cut(text, width), shown);
    }

    #[rstest]
    #[case::all(20, "Mailbox is full")]
    #[case::the_second(12, "Mailbox full")]
    #[case::none(3, "Full")]
    fn the_first_that_fits_is_taken(#[case] width: usize, #[case] taken: &str) {
        let texts = ["Mailbox is full", "Mailbox full", "Full"];
        assert_eq!(first_fitting(&texts, width), taken);
        assert_eq!(first_fitting(&[], width), "");
    }

    #[rstest]
    #[case::that_fits(40, "556  Domain does not accept")]
    #[case::between_words(12, "556  Domain…")]
    #[case::after_a_space(13, "556  Domain…")]
    #[case::in_its_first_span(3, "55…")]
    #[case::between_its_spans(6, "556…")]
    fn a_line_is_cut_over_its_spans(#[case] width: usize, #[case] shown: &str) {
        let mut line = Line {
            spans: vec![Span::text("556  "), Span::text("Domain does not accept")],
            ..Line::default()
        };
        line.cut(width);
        assert_eq!(line.plain(), shown);
    }
}
