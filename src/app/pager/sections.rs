//! The sections of a document: which one is read, and going from one to the next.

use super::Pager;
use crate::document::{Block, Line};

/// A section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The line of its heading.
    pub line: usize,
    /// Its name.
    pub name: String,
}

/// The sections of lines that were made from blocks.
pub(super) fn sections(lines: &[Line], blocks: &[Block]) -> Vec<Section> {
    let headings = lines.iter().enumerate().filter(|(_, line)| line.heading);
    let named = headings.filter_map(|(line, heading)| {
        let name = blocks.get(heading.block)?.section()?.to_owned();
        Some(Section { line, name })
    });
    named.collect()
}

impl Pager {
    /// The sections, from top to bottom.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The section that is read: the one to which one went, until the page is scrolled; then the one at the top of the screen.
    #[must_use]
    pub fn section(&self) -> usize {
        let at_top = || {
            self.sections
                .iter()
                .rposition(|section| section.line <= self.scroll)
        };
        self.gone_to().or_else(at_top).unwrap_or(0)
    }

    /// The section to which one went, if the page was not scrolled since. Near the end of a page its heading is not at the top of the
    /// screen, so only a mark beside the page tells it: without one, it says nothing.
    fn gone_to(&self) -> Option<usize> {
        let (section, scroll) = self.went_to?;
        (self.outlined && scroll == self.scroll).then_some(section)
    }

    /// Scrolls to a section.
    pub(in crate::app) fn go_to_section(&mut self, index: usize) {
        if let Some(section) = self.sections.get(index) {
            self.scroll = section.line.min(self.last_scroll());
            self.went_to = Some((index, self.scroll));
        }
    }

    /// Scrolls to the next or the previous section; from the first one to the beginning. Says whether that changes what is seen.
    pub(in crate::app) fn go_section(&mut self, forward: bool) -> bool {
        let scroll = self.scroll;
        let before = (scroll, self.gone_to());
        let section = match (self.gone_to(), forward) {
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
            (None, true) => self.sections.iter().position(|next| next.line > scroll),
            (None, false) => self.sections.iter().rposition(|last| last.line < scroll),
        };
        match section {
            Some(section) => self.go_to_section(section),
            None if !forward => self.go_first(),
            None => {}
        }
        (self.scroll, self.gone_to()) != before
    }
}
