//! A text with the way back to the input: each step of decoding makes a new text out of the last, and every byte still knows from
//! where in the input it came, so that an answer can show the words that told it.

use std::ops::Range;

use super::effort::look_at;

/// A text made out of the input.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_field_names, reason = "it is the text itself")]
pub(super) struct Text {
    pub(super) text: String,
    runs: Vec<Run>,
    /// How many texts it was made out of, one after the other.
    rewritten: u32,
}

/// A stretch of the text that came from one place.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// Where it begins in the text.
    at: usize,
    /// Where it came from.
    from: usize,
    /// How long its source is, if it is not a copy of it.
    stands_for: Option<usize>,
}

impl Text {
    /// A text that is the input itself.
    pub(super) fn verbatim(text: &str) -> Self {
        let mut own = Self::with_room(text.len());
        own.push_copy(text, 0);
        own
    }

    /// An empty one with room for a copy of so many bytes.
    pub(super) fn with_room(length: usize) -> Self {
        Self {
            text: String::with_capacity(length),
            runs: Vec::with_capacity(1),
            rewritten: 0,
        }
    }

    /// Adds a copy of the input.
    pub(super) fn push_copy(&mut self, text: &str, from: usize) {
        if text.is_empty() {
            return;
        }
        let goes_on = self.runs.last().is_some_and(|run| {
            run.stands_for.is_none() && run.from + (self.text.len() - run.at) == from
        });
        if !goes_on {
            self.start_run(from, None);
        }
        self.text.push_str(text);
    }

    /// Adds what stands for a range of the input.
    pub(super) fn push_for(&mut self, text: &str, from: Range<usize>) {
        if text.is_empty() {
            return;
        }
        self.start_run(from.start, Some(from.len()));
        self.text.push_str(text);
    }

    fn start_run(&mut self, from: usize, stands_for: Option<usize>) {
        self.runs.push(Run {
            at: self.text.len(),
            from,
            stands_for,
        });
    }

    fn run(&self, at: usize) -> usize {
        self.runs
            .partition_point(|run| run.at <= at)
            .saturating_sub(1)
    }

    /// The range of the input behind a range of the text.
    pub(super) fn origin(&self, range: Range<usize>) -> Range<usize> {
        let Some(first) = self.runs.get(self.run(range.start)) else {
            return 0..0;
        };
        let start = match first.stands_for {
            None => first.from + (range.start - first.at),
            Some(_) => first.from,
        };
        if range.is_empty() {
            return start..start;
        }
        let last = self.runs[self.run(range.end - 1)];
        let end = match last.stands_for {
            None => last.from + (range.end - last.at),
            Some(length) => last.from + length,
        };
        start..end.max(start)
    }

    /// How often it was rewritten: a step that finds nothing gives the text back as it was.
    pub(super) const fn rewritten(&self) -> u32 {
        self.rewritten
    }

    /// A rewriter of this text.
    pub(super) fn rewrite(&self) -> Rewrite<'_> {
        Rewrite {
            source: self,
            made: Self {
                rewritten: self.rewritten + 1,
                ..Self::default()
            },
            run: 0,
        }
    }
}

/// Makes a text out of another, front to back.
pub(super) struct Rewrite<'t> {
    source: &'t Text,
    made: Text,
    /// The run of the source that was reached; ranges come in order, so this only grows.
    run: usize,
}

impl<'t> Rewrite<'t> {
    pub(super) fn source(&self) -> &'t str {
        &self.source.text
    }

    pub(super) fn made(&self) -> &str {
        &self.made.text
    }

    fn reach(&mut self, at: usize) {
        while self
            .source
            .runs
            .get(self.run + 1)
            .is_some_and(|next| next.at <= at)
        {
            self.run += 1;
            look_at(1);
        }
    }

    /// Copies a range of the source.
    pub(super) fn copy(&mut self, range: Range<usize>) {
        if self.made.runs.is_empty() {
            // Many a text is looked through in vain: room is made once something is written.
            self.made.text.reserve(self.source.text.len());
            self.made.runs.reserve(self.source.runs.len());
        }
        let mut at = range.start;
        while at < range.end {
            self.reach(at);
            let run = self.source.runs[self.run];
            let next = self.source.runs.get(self.run + 1);
            let end = next.map_or(range.end, |next| next.at.min(range.end));
            let piece = &self.source.text[at..end];
            look_at(piece.len());
            match run.stands_for {
                None => self.made.push_copy(piece, run.from + (at - run.at)),
                Some(length) => self.made.push_for(piece, run.from..run.from + length),
            }
            at = end;
        }
    }

    /// Writes what stands for a range of the source.
    pub(super) fn put(&mut self, text: &str, range: Range<usize>) {
        self.reach(range.start);
        let origin = self.source.origin(range);
        self.made.push_for(text, origin);
    }

    pub(super) fn put_char(&mut self, c: char, range: Range<usize>) {
        self.put(c.encode_utf8(&mut [0; 4]), range);
    }

    pub(super) fn finish(self) -> Text {
        self.made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A long text that is copied bit by bit takes no more room than one that is copied at once.
    #[test]
    fn what_goes_on_is_one_run() {
        let mut text = Text::default();
        for (piece, from) in [("one ", 5), ("two ", 9), ("three", 20)] {
            text.push_copy(piece, from);
        }
        assert_eq!(text.runs.len(), 2);
        assert_eq!(text.origin(4..7), 9..12);
        assert_eq!(text.origin(8..13), 20..25);
    }

    #[test]
    fn two_steps_lead_back_to_the_input() {
        let input = Text::verbatim("one &lt;two&gt; three");
        let mut step = input.rewrite();
        step.copy(0..4);
        step.put("<", 4..8);
        step.copy(8..11);
        step.put(">", 11..15);
        step.copy(15..21);
        let decoded = step.finish();
        assert_eq!(decoded.text, "one <two> three");
        let mut step = decoded.rewrite();
        step.copy(4..15);
        let cut = step.finish();
        assert_eq!(cut.text, "<two> three");
        assert_eq!(cut.origin(0..5), 4..15);
        assert_eq!(cut.origin(6..11), 16..21);
    }
}
