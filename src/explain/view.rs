//! A text beside itself in ASCII lower case and on one line, byte for byte, so that what a line break divides is found all the same.

use std::ops::Range;

use smtpref_catalog::{Cue, Cues};

use super::columns::Columns;
use super::effort::look_at;

/// A text, and the same in lower case.
#[derive(Clone, Copy)]
pub(super) struct View<'t> {
    pub(super) text: &'t str,
    pub(super) lower: &'t str,
    /// Whether it has an `@` at all: without one nothing in it is an address.
    pub(super) has_sign: bool,
    pairs: &'t Pairs,
    cues: &'t Cues,
}

/// A text in lower case, byte for byte: a letter whose small form has another length stays as it is.
fn lower_case(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let lower = |c: char| {
        if c.is_ascii() {
            return c.to_ascii_lowercase();
        }
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
            _ => c,
        }
    };
    text.chars().map(lower).collect()
}

/// Where a pattern begins. In a short text the first byte is looked for: preparing a search would cost more than the search.
pub(super) fn find(text: &[u8], pattern: &[u8]) -> Option<usize> {
    const SHORT: usize = 512;
    let first = *pattern.first()?;
    if text.len() > SHORT {
        return memchr::memmem::find(text, pattern);
    }
    let second = pattern.get(1);
    let begins = |at: &usize| {
        (second.is_none() || text.get(at + 1) == second) && text[*at..].starts_with(pattern)
    };
    memchr::memchr_iter(first, text).find(begins)
}

/// What stands beside a text.
pub(super) struct Flat {
    /// The text in lower case and on one line.
    lower: String,
    has_sign: bool,
    pairs: Pairs,
}

impl Flat {
    pub(super) fn of(text: &str) -> Self {
        let mut lower = lower_case(text);
        if memchr::memchr(b'\n', lower.as_bytes()).is_some() {
            lower = lower.replace('\n', " ");
        }
        Self {
            pairs: Pairs::of(lower.as_bytes()),
            has_sign: memchr::memchr(b'@', lower.as_bytes()).is_some(),
            lower,
        }
    }

    /// The text, of which this is made, beside it, and the words by which it is told what it is.
    pub(super) fn view<'t>(&'t self, text: &'t str, cues: &'t Cues) -> View<'t> {
        View {
            text,
            lower: &self.lower,
            has_sign: self.has_sign,
            pairs: &self.pairs,
            cues,
        }
    }
}

/// Which two bytes stand together in a text: most patterns are told to be none of it without looking for them.
pub(super) struct Pairs([u64; 64]);

impl Pairs {
    pub(super) fn of(text: &[u8]) -> Self {
        let mut pairs = Self([0; 64]);
        for two in text.windows(2) {
            let (word, bit) = Self::place(two[0], two[1]);
            pairs.0[word] |= bit;
        }
        pairs
    }

    /// Six bits of each byte: enough to tell letters apart.
    const fn place(first: u8, second: u8) -> (usize, u64) {
        ((first & 63) as usize, 1 << (second & 63))
    }

    /// Whether a pattern can stand in the text.
    pub(super) fn may_hold(&self, pattern: &[u8]) -> bool {
        let Some((&first, others)) = pattern.split_first() else {
            return true;
        };
        let mut last = first;
        others.iter().all(|&byte| {
            let (word, bit) = Self::place(last, byte);
            last = byte;
            self.0[word] & bit != 0
        })
    }
}

/// Whether a time of day stands in a text: `09:41:00`.
pub(super) fn has_time(text: &str) -> bool {
    text.as_bytes().windows(8).any(|part| {
        let fits = |(at, byte): (usize, &u8)| match at {
            2 | 5 => *byte == b':',
            _ => byte.is_ascii_digit(),
        };
        part.iter().enumerate().all(fits)
    })
}

impl View<'_> {
    /// The nearest border of a character at or before a place.
    pub(super) fn floor(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// A range, cut to a length.
    pub(super) fn cut(&self, range: Range<usize>, most: usize) -> Range<usize> {
        range.start..self.floor(range.end.min(range.start + most))
    }

    /// A range without the white space around it.
    pub(super) fn trim(&self, range: Range<usize>) -> Range<usize> {
        let text = &self.text[range.clone()];
        let start = range.start + (text.len() - text.trim_start().len());
        start..start + text.trim().len()
    }

    /// Where a pattern begins in a range.
    pub(super) fn find(&self, range: Range<usize>, pattern: &str) -> Option<usize> {
        if range.len() < pattern.len() || !self.pairs.may_hold(pattern.as_bytes()) {
            return None;
        }
        let at = find(&self.lower.as_bytes()[range.clone()], pattern.as_bytes());
        look_at(at.unwrap_or(range.len()));
        Some(range.start + at?)
    }

    /// Where a pattern begins last. Few texts have its pairs of bytes, and preparing a search takes longer than asking for those.
    pub(super) fn find_last(&self, pattern: &str) -> Option<usize> {
        if !self.pairs.may_hold(pattern.as_bytes()) {
            return None;
        }
        memchr::memmem::rfind(self.lower.as_bytes(), pattern.as_bytes())
    }

    /// Whether a range holds one of some patterns.
    pub(super) fn has(&self, range: &Range<usize>, patterns: &[&str]) -> bool {
        patterns
            .iter()
            .any(|pattern| self.find(range.clone(), pattern).is_some())
    }

    /// The words of a cue.
    pub(super) fn words_of(&self, cue: Cue) -> &[&'static str] {
        self.cues.of(cue)
    }

    /// Whether a piece of text in lower case shows something, by words at the place where they count.
    pub(super) fn shows(&self, piece: &str, cue: Cue) -> bool {
        self.cues.meet(cue, piece)
    }

    /// The columns of a table by their names.
    pub(super) fn columns<'n>(&self, names: impl Iterator<Item = &'n str>) -> Option<Columns> {
        Columns::of(names, self.cues)
    }

    /// Whether a range holds words of a cue.
    pub(super) fn tells(&self, range: &Range<usize>, cue: Cue) -> bool {
        self.has(range, self.words_of(cue))
    }
}

/// The words of a few cues, for tests.
#[cfg(test)]
pub(super) fn cues() -> &'static Cues {
    static CUES: std::sync::LazyLock<Cues> = std::sync::LazyLock::new(|| {
        [
            (Cue::Robot, "mailer-daemon"),
            (Cue::BeforeRecipient, "rcpt to:"),
        ]
        .into_iter()
        .collect()
    });
    &CUES
}
