//! Whose turn it is among the recipients that a notice names: who is done when the next one comes, what is said of whom, who got the
//! message.

use std::ops::Range;

use super::super::view::View;
use super::Scan;
use super::said::Said;

impl Scan {
    /// Another recipient begins: those above are done if something was said of them.
    pub(super) fn next_one(&mut self) {
        if std::mem::take(&mut self.answered) {
            self.current.clear();
        }
    }

    /// Notes that a recipient got the message: listed as such, or passed on to another server.
    pub(super) fn note_served(
        &mut self,
        view: &View<'_>,
        number: Option<usize>,
        rest: &Range<usize>,
    ) {
        let rest = &view.lower[rest.clone()];
        let is_done =
            rest.starts_with(">... relayed") || rest.trim_start().starts_with("delivered");
        if let Some(number) = number.filter(|_| self.is_serving || is_done) {
            self.recipients[number].is_left_out = true;
        }
    }

    /// Notes a block without addresses and codes that follows recipients of whom nothing was said.
    pub(super) fn note_reason(&mut self, view: &View<'_>, block: &Range<usize>, is_bare: bool) {
        let is_named = |number: &usize| !self.recipients[*number].in_session;
        let is_common = |one: &Said| one.recipient.is_none() && !one.is_success();
        let waits =
            !self.answered && self.current.iter().any(is_named) && !self.said.iter().any(is_common);
        let words = &view.text[block.clone()];
        if is_bare && waits && !words.ends_with(':') && !words.starts_with("--\n") {
            self.note_words(view, block.clone());
        }
    }

    /// Notes what stands behind a recipient, which is said of those right above it too.
    pub(super) fn note_words(&mut self, view: &View<'_>, words: Range<usize>) {
        let mut words = view.trim(words);
        if !view.text[words.clone()].contains(char::is_alphanumeric) {
            words.end = words.start;
        }
        for &one in &self.current {
            let own = &mut self.recipients[one].words;
            if own.as_ref().is_none_or(Range::is_empty) {
                *own = Some(words.clone());
            }
        }
        let text = &view.lower[words];
        let is_alias = text.starts_with("(expanded from") && text.ends_with(')');
        self.answered |= !text.is_empty() && !is_alias;
    }
}
