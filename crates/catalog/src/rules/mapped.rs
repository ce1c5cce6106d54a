//! A text that was made out of the input, and the way back: for each of its bytes the place in the input from which it came.

use std::ops::Range;

/// The place of what stands beside the input.
pub(super) const NOWHERE: usize = u32::MAX as usize;

/// A text with the way back to the input.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Mapped {
    pub(super) text: String,
    /// Where stretches begin, in order.
    runs: Runs,
}

/// Stretches. Most texts are one, which needs no room of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Runs {
    first: Option<Run>,
    others: Vec<Run>,
}

impl Runs {
    fn push(&mut self, run: Run) {
        if self.first.is_none() {
            self.first = Some(run);
        } else {
            self.others.push(run);
        }
    }

    fn pop(&mut self) {
        if self.others.pop().is_none() {
            self.first = None;
        }
    }

    fn last(&self) -> Option<Run> {
        self.others.last().copied().or(self.first)
    }

    fn get(&self, number: usize) -> Option<Run> {
        match number.checked_sub(1) {
            None => self.first,
            Some(other) => self.others.get(other).copied(),
        }
    }

    /// How many of them, from the first on, are such as are asked for.
    fn leading(&self, is: impl Fn(&Run) -> bool) -> usize {
        match &self.first {
            Some(first) if is(first) => 1 + self.others.partition_point(is),
            _ => 0,
        }
    }
}

/// A stretch of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    /// Where it begins.
    at: usize,
    /// Where in the input it came from.
    from: usize,
    /// Whether byte follows byte there as here; else all of it came from one place.
    is_copy: bool,
}

impl Run {
    fn place(self, at: usize) -> usize {
        if self.is_copy {
            self.from + (at - self.at)
        } else {
            self.from
        }
    }
}

impl Mapped {
    /// An empty one with room.
    pub(super) fn of_size(size: usize) -> Self {
        Self {
            text: String::with_capacity(size),
            runs: Runs::default(),
        }
    }

    fn goes_on(&self, from: usize, is_copy: bool) -> bool {
        self.runs
            .last()
            .is_some_and(|run| run.is_copy == is_copy && run.place(self.text.len()) == from)
    }

    fn start(&mut self, from: usize, is_copy: bool) {
        if !self.goes_on(from, is_copy) {
            self.runs.push(Run {
                at: self.text.len(),
                from,
                is_copy,
            });
        }
    }

    /// Adds a character that stands for a place.
    pub(super) fn push(&mut self, c: char, from: usize) {
        self.start(from, false);
        self.text.push(c);
    }

    /// Adds a range of another text with its places.
    pub(super) fn push_range(&mut self, other: &Self, range: Range<usize>) {
        let mut at = range.start;
        let mut number = other.run(at);
        while let Some(run) = other.runs.get(number).filter(|_| at < range.end) {
            number += 1;
            let next = other.runs.get(number).map(|next| next.at);
            let end = next.map_or(range.end, |next| next.min(range.end));
            self.start(run.place(at), run.is_copy);
            self.text.push_str(&other.text[at..end]);
            at = end;
        }
    }

    /// Adds a text in lower case, white space folded and quotation marks straight; it begins at a place in the input.
    pub(super) fn fold(&mut self, text: &str, start: usize) {
        self.fold_at(text, Some(start));
    }

    /// Adds a text that stands beside the input, folded.
    pub(super) fn fold_beside(&mut self, text: &str) {
        self.fold_at(text, None);
    }

    fn fold_at(&mut self, text: &str, start: Option<usize>) {
        let place = |at: usize| start.map_or(NOWHERE, |start| start + at);
        // Most texts are plain as a whole, which is told without a branch for each byte.
        let is_plain = is_plain(text.as_bytes()) && !(self.is_at_space() && text.starts_with(' '));
        let mut at = 0;
        while at < text.len() {
            let plain = if is_plain {
                text.len()
            } else {
                self.plain_length(&text.as_bytes()[at..])
            };
            if plain > 0 {
                let before = self.text.len();
                self.start(place(at), start.is_some());
                self.text.push_str(&text[at..at + plain]);
                self.text[before..].make_ascii_lowercase();
                at += plain;
            } else if let Some(c) = text[at..].chars().next() {
                self.fold_char(c, place(at));
                at += c.len_utf8();
            }
        }
    }

    /// How many bytes are words of ASCII with one space between them.
    fn plain_length(&self, bytes: &[u8]) -> usize {
        let mut behind_space = self.is_at_space();
        let mut is_plain = |byte: &&u8| {
            let is_space = **byte == b' ';
            let stays = byte.is_ascii_graphic() || is_space && !behind_space;
            behind_space = is_space;
            stays
        };
        bytes.iter().take_while(|byte| is_plain(byte)).count()
    }

    fn is_at_space(&self) -> bool {
        matches!(self.text.as_bytes().last(), None | Some(b' '))
    }

    pub(super) fn fold_char(&mut self, c: char, from: usize) {
        match c {
            '\u{2018}' | '\u{2019}' => self.push('\'', from),
            '\u{201c}' | '\u{201d}' => self.push('"', from),
            c if c.is_whitespace() => {
                if !self.is_at_space() {
                    self.push(' ', from);
                }
            }
            c => {
                for lower in c.to_lowercase() {
                    self.push(lower, from);
                }
            }
        }
    }

    /// The number of the stretch that has a byte.
    fn run(&self, at: usize) -> usize {
        let behind = self.runs.leading(|run| run.at <= at);
        behind.saturating_sub(1)
    }

    /// The place in the input from which a byte came, `None` behind the end.
    pub(super) fn place(&self, at: usize) -> Option<usize> {
        let run = self.runs.get(self.run(at))?;
        (at < self.text.len()).then(|| run.place(at))
    }

    /// Where the first byte is that came from a place or from behind it.
    pub(super) fn reaching(&self, place: usize) -> usize {
        let next = self.runs.leading(|run| run.from < place);
        let end = self.runs.get(next).map_or(self.text.len(), |run| run.at);
        match next.checked_sub(1).and_then(|before| self.runs.get(before)) {
            Some(run) if run.is_copy => end.min(run.at + (place - run.from)),
            _ => end,
        }
    }

    /// The range of the input from which a range came; `input` is its length.
    pub(super) fn origin(&self, range: Range<usize>, input: usize) -> Range<usize> {
        let start = self.place(range.start).unwrap_or(input);
        let last = range.end.checked_sub(1).and_then(|last| self.place(last));
        let last = last.unwrap_or(start);
        // The end is where the next character came from that came from elsewhere; what stands beside the input comes from nowhere.
        let next = self.place(range.end).filter(|&place| place > last);
        let end = next.or_else(|| {
            let behind = (self.run(range.end) + 1..).map_while(|number| self.runs.get(number));
            behind.map(|run| run.from).find(|&from| from > last)
        });
        start..end.unwrap_or(input).min(input).max(start)
    }

    pub(super) fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
        while self.runs.last().is_some_and(|run| run.at >= length) {
            self.runs.pop();
        }
    }
}

/// Whether a text is words of ASCII with one space between them.
#[expect(clippy::needless_bitwise_bool, reason = "no branch for each byte")]
fn is_plain(bytes: &[u8]) -> bool {
    let is_printed = |byte: &u8| matches!(byte, b' '..=b'~');
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    bytes.iter().fold(true, |all, byte| all & is_printed(byte))
        && pairs.fold(true, |all, (a, b)| all & ((*a != b' ') | (*b != b' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place of each byte.
    fn places(text: &Mapped) -> Vec<usize> {
        let all = (0..text.text.len()).filter_map(|at| text.place(at));
        all.collect()
    }

    #[test]
    fn each_byte_leads_back() {
        let mut text = Mapped::default();
        text.fold("  A \t b\u{2019}\u{130}C", 10);
        assert_eq!(text.text, "a b'i\u{307}c");
        assert_eq!(places(&text), [12, 13, 16, 17, 20, 20, 20, 22]);
        assert_eq!(text.origin(2..3, 30), 16..17);
        assert_eq!(text.origin(3..7, 30), 17..22);
        assert_eq!(text.origin(4..5, 30), 20..22);
        assert_eq!(text.origin(7..8, 30), 22..30);
        assert_eq!(text.reaching(16), 2);
        assert_eq!(text.reaching(15), 2);
        assert_eq!(text.reaching(40), 8);
    }

    /// Plain texts are taken as a whole, and still have one space where two meet, and none before them.
    #[test]
    fn of_two_spaces_between_plain_texts_one_stays() {
        let mut text = Mapped::default();
        text.fold(" Two ", 0);
        text.fold(" words", 5);
        text.fold("Go", 11);
        text.fold(" on", 13);
        assert_eq!(text.text, "two wordsgo on");
        let all = [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
        assert_eq!(places(&text), all);
    }

    #[test]
    fn a_range_of_another_keeps_its_places() {
        let mut text = Mapped::default();
        text.fold("one  two", 0);
        let mut part = Mapped::default();
        part.push_range(&text, 2..6);
        assert_eq!(part.text, "e tw");
        assert_eq!(places(&part), [2, 3, 5, 6]);
        part.truncate(2);
        part.push('x', NOWHERE);
        assert_eq!(places(&part), [2, 3, NOWHERE]);
        assert_eq!(part.origin(1..2, 8), 3..8);
    }
}
