//! Collects what a test finds wrong, so that one run names everything and not only the first.

use std::fmt::Write as _;

/// What was found wrong.
#[derive(Default)]
pub(crate) struct Findings(pub(crate) Vec<String>);

impl Findings {
    /// Notes that something is wrong with a part of a thing, such as a field of a page.
    pub(crate) fn note(
        &mut self,
        thing: impl std::fmt::Display,
        part: impl std::fmt::Display,
        wrong: impl std::fmt::Display,
    ) {
        self.0.push(format!("{thing}: {part}: {wrong}"));
    }

    /// Fails with everything that was noted.
    #[track_caller]
    pub(crate) fn finish(self) {
        let mut text = String::new();
        for line in &self.0 {
            let _ = write!(text, "\n  {line}");
        }
        assert!(self.0.is_empty(), "{} found wrong:{text}\n", self.0.len());
    }
}
