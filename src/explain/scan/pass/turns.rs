//! Whose turn it is among the recipients that a notice names: who is done when the next one comes, what is said of whom, who got the
//! message.

use std::ops::Range;

use super::super::MOST;
use super::super::people::{card, prose};
use super::super::said::Said;
use super::Pass;
use super::begin::{Open, Start};

/// How Exchange 5 begins the name of its part that wrote a line.
const OF_EXCHANGE: &str = "msexch:";

/// How words end that announce a notice which somebody shows.
const ANNOUNCES: [&str; 6] = [
    "message:", "error:", "this:", "bounce:", "notice:", "reply:",
];

/// Of whom a text speaks now.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent findings")]
pub(super) struct Turn {
    /// For whom the next replies are.
    pub(super) current: Vec<usize>,
    /// Whether a reply came for those.
    pub(super) answered: bool,
    /// Whether words have named anybody.
    pub(super) has_named: bool,
    /// Whether the block before said that recipients follow.
    pub(super) announced: bool,
    /// The reason that stands above a list of those of whom it is said.
    pub(super) reason: Option<Range<usize>>,
    /// Whether those follow who got the message.
    pub(super) is_serving: bool,
}

impl Pass<'_> {
    /// Where no line names anybody, a list of words with values may.
    pub(super) fn name_by_card(&mut self) {
        let view = self.view;
        let is_open = self.found.recipients.is_empty() && !self.found.reports.tells();
        if !view.has_sign || !is_open || self.found.has_log || self.found.has_session {
            return;
        }
        let end = self.found.original.unwrap_or(view.text.len());
        for address in card::recipients(view, &(0..end)) {
            self.found.recipient(view, address, false);
        }
    }

    /// Whether a line is nothing but the address of another recipient, who is known to have failed or follows one of whom a reply tells.
    pub(super) fn is_next(
        &self,
        address: &Range<usize>,
        line: &Range<usize>,
        open: Option<&Open>,
    ) -> bool {
        let view = self.view;
        let number = self.found.number(view, address);
        let is_other = number.is_none_or(|number| !self.turn.current.contains(&number));
        let ends = matches!(&view.text[address.end..line.end], "" | ">" | ":" | ">:");
        let goes_on = number.is_some() && address.end == line.end;
        let is_told = open.is_some_and(|open| matches!(open.start, Start::Code));
        is_other && ends && (goes_on || is_told && !self.turn.current.is_empty())
    }

    /// Keeps what was said, for the recipient that is named, else for those whom the text spoke of last.
    pub(super) fn put(&mut self, mut one: Said, named: Option<usize>) {
        self.turn.answered = true;
        if self.found.said.len() >= 4 * MOST {
            self.found.cut = true;
            self.found.said.pop();
        }
        match (named, &self.turn.current[..]) {
            (Some(named), _) => one.recipient = Some(named),
            (None, []) => {}
            (None, &[current]) => one.recipient = Some(current),
            (None, several) => {
                for &other in several.iter().skip(1) {
                    let mut copy = one.clone();
                    copy.recipient = Some(other);
                    self.found.said.push(copy);
                }
                one.recipient = several.first().copied();
            }
        }
        self.found.said.push(one);
    }

    /// Whether a block only announces a notice that names another one: `Mail to info@example.net bounces with the following message:`. Asked
    /// once, of the first who is named.
    pub(super) fn is_told_below(&mut self, block: &Range<usize>, people: &[Range<usize>]) -> bool {
        /// How far below the notice names somebody.
        const FAR: usize = 2000;
        let view = self.view;
        let Some(first) = people.first().filter(|_| !self.turn.has_named) else {
            return false;
        };
        self.turn.has_named = true;
        let key = |place: &Range<usize>| &view.lower[place.clone()];
        let words = view.lower[block.clone()].trim_end();
        let announces = ANNOUNCES.iter().any(|end| words.ends_with(end));
        let below = || prose::in_prose(view, &view.cut(block.end..view.text.len(), FAR));
        announces && below().iter().any(|other| key(other) != key(first))
    }

    /// Another recipient begins: those above are done if something was said of them.
    pub(super) fn next_one(&mut self) {
        if std::mem::take(&mut self.turn.answered) {
            self.turn.current.clear();
        }
    }

    /// Notes that a recipient got the message: listed as such, or passed on to another server.
    pub(super) fn note_served(&mut self, number: Option<usize>, rest: &Range<usize>) {
        let view = self.view;
        let rest = &view.lower[rest.clone()];
        let is_done =
            rest.starts_with(">... relayed") || rest.trim_start().starts_with("delivered");
        if let Some(number) = number.filter(|_| self.turn.is_serving || is_done) {
            self.found.recipients[number].is_left_out = true;
        }
    }

    /// Notes a block without addresses and codes that follows recipients of whom nothing was said.
    pub(super) fn note_reason(&mut self, block: &Range<usize>, is_bare: bool) {
        let view = self.view;
        let is_named = |number: &usize| !self.found.recipients[*number].in_session;
        let is_common = |one: &Said| one.recipient.is_none() && !one.is_success();
        let waits = !self.turn.answered
            && self.turn.current.iter().any(is_named)
            && !self.found.said.iter().any(is_common);
        // Exchange 5 tells the reason once more, behind its number for the message, and there more exactly.
        if is_bare && view.find(block.clone(), OF_EXCHANGE).is_some() {
            self.extend_words(block);
        }
        let words = &view.text[block.clone()];
        if is_bare && waits && !words.ends_with(':') && !words.starts_with("--\n") {
            self.note_words(block.clone());
        }
    }

    /// Adds a block to what is said of those who were named right above it.
    fn extend_words(&mut self, block: &Range<usize>) {
        for &one in &self.turn.current {
            let own = self.found.recipients[one].words.as_mut();
            if let Some(own) = own.filter(|own| own.start < own.end && own.end < block.end) {
                own.end = block.end;
            }
        }
    }

    /// Notes what stands behind a recipient, which is said of those right above it too.
    pub(super) fn note_words(&mut self, words: Range<usize>) {
        let view = self.view;
        let mut words = view.trim(words);
        if !view.text[words.clone()].contains(char::is_alphanumeric) {
            words.end = words.start;
        }
        for &one in &self.turn.current {
            let own = &mut self.found.recipients[one].words;
            if own.as_ref().is_none_or(Range::is_empty) {
                *own = Some(words.clone());
            }
        }
        let text = &view.lower[words];
        let is_alias = text.starts_with("(expanded from") && text.ends_with(')');
        self.turn.answered |= !text.is_empty() && !is_alias;
    }
}
