//! Texts of a field: literals, words, phrases and sentences, each held to what makes it one.

use super::prose::{ends_sentence, fold, leak_str, literals_are_closed, paragraphs, sentences};
use super::reader::At;
use super::table::{Need, Table};
use std::ops::RangeInclusive;
use toml::Spanned;
use toml::de::DeValue;

impl Table<'_> {
    fn folded(at: At<&str>) -> At<&'static str> {
        At {
            value: leak_str(&fold(at.value)),
            line: at.line,
        }
    }

    /// Notes a literal that is not closed.
    fn closed(&self, field: &str, at: At<&'static str>) -> At<&'static str> {
        if !literals_are_closed(at.value) {
            self.problem(
                at.line,
                format!("`{field}` has an odd number of backticks: close the literal"),
            );
        }
        at
    }

    /// Notes what makes a text no sentence. `what` is the subject of the message.
    pub(crate) fn whole<'t>(&self, what: &str, at: impl Into<Option<At<&'t str>>>) {
        let Some(at) = at.into() else {
            return;
        };
        if !ends_sentence(at.value) {
            self.problem(
                at.line,
                format!(
                    "{what} does not end a sentence: end {:?} with a full stop",
                    tail(at.value)
                ),
            );
        }
        if at.value.starts_with(char::is_lowercase) {
            self.problem(
                at.line,
                format!(
                    "{what} begins in lower case: begin {:?} with a capital",
                    head(at.value)
                ),
            );
        }
    }

    /// A text that must be there.
    pub(crate) fn text(&self, field: &'static str) -> Option<At<&'static str>> {
        let at = self.raw(field)?;
        Some(self.closed(field, Self::folded(at)))
    }

    /// A text if the field is there.
    pub(crate) fn optional_text(&self, field: &'static str) -> Option<At<&'static str>> {
        let at = self.optional_raw(field)?;
        Some(self.closed(field, Self::folded(at)))
    }

    /// A text of at most so many characters that must be there.
    pub(crate) fn limited(&self, field: &'static str, limit: usize) -> Option<At<&'static str>> {
        let at = self.text(field)?;
        let length = at.value.chars().count();
        if length > limit {
            self.problem(
                at.line,
                format!("`{field}` has {length} characters: shorten it to {limit}"),
            );
        }
        Some(at)
    }

    /// A text of a few words, which is not a sentence, that must be there.
    pub(crate) fn phrase(&self, field: &'static str) -> Option<At<&'static str>> {
        let at = self.text(field)?;
        self.not_whole(field, at);
        Some(at)
    }

    /// A text of a few words, which is not a sentence, if the field is there.
    pub(crate) fn optional_phrase(&self, field: &'static str) -> Option<At<&'static str>> {
        let at = self.optional_text(field)?;
        self.not_whole(field, at);
        Some(at)
    }

    pub(crate) fn not_whole(&self, field: &str, at: At<&str>) {
        // `MX 0 .` ends in a dot that is no full stop.
        if at.value.ends_with('.') && !at.value.ends_with(" .") {
            self.problem(
                at.line,
                format!("`{field}` is a phrase: remove the full stop at its end"),
            );
        }
    }

    /// A text of one sentence or more that must be there.
    pub(crate) fn sentence(&self, field: &'static str) -> Option<At<&'static str>> {
        let at = self.text(field)?;
        self.whole(&format!("`{field}`"), at);
        Some(at)
    }

    /// A text of one sentence or more, if the field is there.
    pub(crate) fn optional_sentence(&self, field: &'static str) -> Option<At<&'static str>> {
        let at = self.optional_text(field)?;
        self.whole(&format!("`{field}`"), at);
        Some(at)
    }

    /// The paragraphs of a text that must be there.
    pub(crate) fn paragraphs(
        &self,
        field: &'static str,
        count: &RangeInclusive<usize>,
    ) -> Vec<&'static str> {
        self.raw(field)
            .map_or_else(Vec::new, |at| self.whole_paragraphs(field, at, count))
    }

    /// The paragraphs of a text if the field is there.
    pub(crate) fn optional_paragraphs(&self, field: &'static str) -> Vec<&'static str> {
        self.optional_raw(field).map_or_else(Vec::new, |at| {
            self.whole_paragraphs(field, at, &(1..=usize::MAX))
        })
    }

    fn whole_paragraphs(
        &self,
        field: &str,
        at: At<&str>,
        count: &RangeInclusive<usize>,
    ) -> Vec<&'static str> {
        let paragraphs = paragraphs(at.value);
        let line = at.line;
        for &value in &paragraphs {
            self.closed(field, At { value, line });
            self.whole(&format!("a paragraph of `{field}`"), At { value, line });
        }
        let told: usize = paragraphs.iter().map(|text| sentences(text).len()).sum();
        self.check_count(line, &format!("`{field}`"), "sentences", told, count);
        paragraphs
    }

    /// Notes a number of things that is out of its range.
    pub(crate) fn check_count(
        &self,
        line: usize,
        what: &str,
        of: &str,
        number: usize,
        range: &RangeInclusive<usize>,
    ) {
        let (least, most) = (range.start(), range.end());
        if !range.contains(&number) {
            let of = if number == 1 {
                of.trim_end_matches('s')
            } else {
                of
            };
            self.problem(
                line,
                format!("{what} has {number} {of}, but should have {least} to {most}"),
            );
        }
    }

    /// A list of texts, each a sentence or more.
    pub(crate) fn sentences(&self, field: &'static str, need: Need) -> Vec<At<&'static str>> {
        let texts = self.texts(field, need);
        for &at in &texts {
            self.whole(&format!("a text of `{field}`"), at);
        }
        texts
    }

    /// A list of folded texts.
    pub(crate) fn texts(&self, field: &'static str, need: Need) -> Vec<At<&'static str>> {
        let texts = self.literals(field, need).into_iter();
        texts.map(|at| self.closed(field, at)).collect()
    }

    /// A list of folded texts in which a backtick is a character like any other.
    pub(crate) fn literals(&self, field: &'static str, need: Need) -> Vec<At<&'static str>> {
        let items = self.array(field, need).into_iter();
        items
            .filter_map(|item| self.as_text(field, item))
            .map(Self::folded)
            .collect()
    }

    /// A list of texts, line breaks kept.
    pub(crate) fn raw_texts(&self, field: &'static str, need: Need) -> Vec<At<&'static str>> {
        self.array(field, need)
            .into_iter()
            .filter_map(|item| self.as_text(field, item))
            .map(|at| At {
                value: leak_str(at.value.trim()),
                line: at.line,
            })
            .collect()
    }

    /// A text, or a list of texts.
    pub(crate) fn text_or_texts(&self, field: &'static str) -> Vec<At<&'static str>> {
        match self.peek(field).map(Spanned::get_ref) {
            Some(DeValue::Array(_)) => self.texts(field, Need::Filled),
            _ => self.optional_text(field).into_iter().collect(),
        }
    }

    /// The lines of a text that must be there, each with its own place in the file; empty ones around it left out.
    pub(crate) fn lines(&self, field: &'static str) -> Vec<At<&'static str>> {
        let (Some(at), Some(value)) = (self.raw(field), self.peek(field)) else {
            return Vec::new();
        };
        let written = self.written(value);
        let quotes = ["\"\"\"\n", "\"\"\"\r\n", "'''\n", "'''\r\n"];
        // The line break behind the quotes is not part of the text.
        let first = at.line + usize::from(quotes.iter().any(|open| written.starts_with(open)));
        let lines = at.value.lines().enumerate().map(|(index, line)| At {
            value: leak_str(line.trim_end()),
            line: first + index,
        });
        let mut lines: Vec<_> = lines.skip_while(|line| line.value.is_empty()).collect();
        while lines.pop_if(|line| line.value.is_empty()).is_some() {}
        lines
    }
}

/// The last words, for a message.
fn tail(text: &str) -> &str {
    let start = text.char_indices().rev().nth(29).map_or(0, |(i, _)| i);
    let end = &text[start..];
    match end.split_once(' ') {
        Some((_, words)) if start > 0 => words,
        _ => end,
    }
}

/// The first words, for a message.
fn head(text: &str) -> &str {
    let end = text.char_indices().nth(30).map_or(text.len(), |(i, _)| i);
    let start = &text[..end];
    match start.rsplit_once(' ') {
        Some((words, _)) if end < text.len() => words,
        _ => start,
    }
}
