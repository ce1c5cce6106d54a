//! The list of a queue, as `mailq` prints it: the reply stands before the recipients whom it is about.

use std::ops::Range;

use super::super::said::{Said, Source, innermost};
use super::Pass;
use super::begin::{Open, Start};
use crate::explain::codes::codes;
use crate::explain::view::View;

/// The most lines down to the reason of an entry: two may stand above it.
const HEAD: usize = 4;

/// An entry of a queue.
#[derive(Default)]
pub(super) struct Queued {
    /// What was said of the next recipients.
    said: Option<Said>,
    /// Whether a recipient was named for it.
    is_named: bool,
}

impl Queued {
    const fn of(said: Said) -> Self {
        Self {
            said: Some(said),
            is_named: false,
        }
    }
}

impl Pass<'_> {
    /// Whether a block is part of an entry; keeps what it tells.
    pub(super) fn entry(&mut self, open: &Open) -> bool {
        let view = self.view;
        match &open.start {
            Start::Plain | Start::Code if begins(head_of(&view.text[open.range.clone()])) => {
                self.end_entry();
                let length = head_of(&view.text[open.range.clone()]).len();
                let head = open.range.start..open.range.start + length;
                self.queue = Some(Queued::of(reason(view, &head)));
                self.found.has_queue = true;
                for address in view.addresses(&(head.end..open.range.end)) {
                    self.queued_for(address);
                }
                true
            }
            Start::Heading(address) if self.queue.is_some() => {
                self.queued_for(address.clone());
                let rest = address.end..open.range.end;
                // Below the recipient the next entry may follow at once.
                let rest = view.trim(rest);
                let text = &view.text[rest.clone()];
                let is_reason = text.starts_with('(') && text.ends_with(')');
                let said = if is_reason || begins(text) {
                    Some(reason(view, &rest))
                } else {
                    let found = codes(view, rest.clone());
                    innermost(view, rest, &found, Source::Prose)
                };
                if let Some(said) = said {
                    self.queue = Some(Queued::of(said));
                }
                true
            }
            _ => {
                self.end_entry();
                false
            }
        }
    }

    /// Keeps a recipient of the entry that is open, with what was said of it.
    fn queued_for(&mut self, address: Range<usize>) {
        let number = self.found.recipient(self.view, address, false);
        let queued = self.queue.get_or_insert_default();
        queued.is_named = true;
        if let Some(said) = queued.said.clone() {
            self.put(said, number);
        }
    }

    /// Ends the entry that is open; a reply for which nobody was named is everybody's.
    pub(super) fn end_entry(&mut self) {
        if let Some(Queued {
            said: Some(said),
            is_named: false,
        }) = self.queue.take()
        {
            self.put(said, None);
        }
    }
}

/// Why the message of an entry waits.
fn reason(view: &View<'_>, entry: &Range<usize>) -> Said {
    let found = codes(view, entry.clone());
    let quoted = innermost(view, entry.clone(), &found, Source::Prose);
    // Where no server was reached it has no code.
    quoted.unwrap_or_else(|| {
        Said::of_words(view, in_brackets(view, entry), entry.clone(), Source::Prose)
    })
}

/// What stands in the brackets of an entry.
fn in_brackets(view: &View<'_>, entry: &Range<usize>) -> Range<usize> {
    let text = &view.text[entry.clone()];
    let start = match text.strip_prefix('(') {
        Some(_) => Some(1),
        None => text.find("\n(").map(|at| at + 2),
    };
    entry.start + start.unwrap_or(0)..entry.end - 1
}

/// The head of an entry without the recipients that a paste has set behind its reason, in the same line.
fn head_of(block: &str) -> &str {
    let last = block.rsplit('\n').next().unwrap_or_default();
    let people = last.rsplit_once(") ").map(|(_, people)| people);
    let are_people = |people: &&str| people.split(' ').all(|word| word.contains('@'));
    people
        .filter(are_people)
        .map_or(block, |people| &block[..block.len() - people.len() - 1])
}

/// Whether a block is the head of an entry, with what was said in brackets in lines of their own.
fn begins(block: &str) -> bool {
    // Asked first, for it is true of few blocks.
    if !block.ends_with(')') {
        return false;
    }
    // The head of the list stands above the first entry.
    let mut lines = block.lines().take(HEAD);
    lines.any(is_head) && lines.next().is_some_and(|line| line.starts_with('('))
}

/// Whether a line begins with the id of a message and its size.
fn is_head(line: &str) -> bool {
    let mut words = line.split(' ');
    let id = words
        .next()
        .unwrap_or_default()
        .trim_end_matches(['*', '!']);
    let size = words.next().unwrap_or_default();
    id.len() >= 6
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && !size.is_empty()
        && size.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::an_entry(
        "4F2A250333 1234 Tue Jun  3 ann@example.org\n(host mx.test said: no)",
        true
    )]
    #[case::that_is_being_sent("4F2A250333* 1234 Tue Jun  3\n(no)", true)]
    #[case::below_the_head_of_the_list("-Queue ID- --Size--\n4F2A250333 1234 Tue\n(no)", true)]
    #[case::below_the_name_of_the_queue(
        "/var/spool/mqueue (2 requests)\n-----Q-ID-----\n4A1B2C3D012345 2211 Fri\n(no)",
        true
    )]
    #[case::the_shortest_id("4F2A25 1234 Tue\n(no)", true)]
    #[case::shorter_than_any("4F2A2 1234 Tue\n(no)", false)]
    #[case::recipients_in_its_last_line("4F2A250333 1234 Tue\n(no) bob@example.net c@d", true)]
    #[case::words_in_its_last_line("4F2A250333 1234 Tue\n(no) to bob@example.net", false)]
    #[case::a_short_word("Port 25 is closed\n(no)", false)]
    #[case::a_field("Error: 550 no\n(no)", false)]
    #[case::no_size("4F2A250333 Tue Jun  3\n(no)", false)]
    #[case::nothing_behind_it("4F2A250333", false)]
    #[case::nothing_in_brackets("4F2A250333 1234 Tue\nx (no)", false)]
    fn the_head_of_an_entry_is_known(#[case] block: &str, #[case] expected: bool) {
        assert_eq!(begins(head_of(block)), expected);
    }
}
