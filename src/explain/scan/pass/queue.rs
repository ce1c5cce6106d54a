//! The list of a queue, as `mailq` prints it: the reply stands before the recipients whom it is about.

use super::super::said::{Said, Source, innermost};
use super::Pass;
use super::begin::{Open, Start};
use crate::explain::codes::codes;

/// An entry of a queue.
#[derive(Default)]
pub(super) struct Queued {
    /// What was said of the next recipients.
    said: Option<Said>,
    /// Whether a recipient was named for it.
    is_named: bool,
}

impl Pass<'_> {
    /// Whether a block is part of an entry; keeps what it tells.
    pub(super) fn entry(&mut self, open: &Open) -> bool {
        let view = self.view;
        match &open.start {
            Start::Plain | Start::Code if begins(&view.text[open.range.clone()]) => {
                self.end_entry();
                let found = codes(view, open.range.clone());
                let said = innermost(view, open.range.clone(), &found, Source::Prose);
                self.queue = said.map(|said| Queued {
                    said: Some(said),
                    is_named: false,
                });
                self.found.has_queue |= self.queue.is_some();
                self.queue.is_some()
            }
            Start::Heading(address) if self.queue.is_some() => {
                let number = self.found.recipient(view, address.clone(), false);
                let queued = self.queue.get_or_insert_default();
                queued.is_named = true;
                if let Some(said) = queued.said.clone() {
                    self.put(said, number);
                }
                let rest = address.end..open.range.end;
                let found = codes(view, rest.clone());
                if let Some(said) = innermost(view, rest, &found, Source::Prose) {
                    self.queue = Some(Queued {
                        said: Some(said),
                        is_named: false,
                    });
                }
                true
            }
            _ => {
                self.end_entry();
                false
            }
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

/// Whether a block is the head of an entry, with what was said in brackets in lines of their own.
fn begins(block: &str) -> bool {
    // Asked first, for it is true of few blocks.
    if !block.ends_with(')') {
        return false;
    }
    let mut lines = block.lines();
    let Some(head) = lines.find(|line| !line.starts_with('-')) else {
        return false;
    };
    let mut words = head.split(' ');
    let id = words
        .next()
        .unwrap_or_default()
        .trim_end_matches(['*', '!']);
    let size = words.next().unwrap_or_default();
    let is_head = id.len() >= 6
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && !size.is_empty()
        && size.bytes().all(|byte| byte.is_ascii_digit());
    is_head && lines.next().is_some_and(|line| line.starts_with('('))
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
    #[case::a_short_word("Port 25 is closed\n(no)", false)]
    #[case::a_field("Error: 550 no\n(no)", false)]
    #[case::no_size("4F2A250333 Tue Jun  3\n(no)", false)]
    #[case::nothing_behind_it("4F2A250333", false)]
    #[case::nothing_in_brackets("4F2A250333 1234 Tue\nx (no)", false)]
    fn the_head_of_an_entry_is_known(#[case] block: &str, #[case] expected: bool) {
        assert_eq!(begins(block), expected);
    }
}
