//! What a line of a log tells, and whether a message that was refused was delivered in the end.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::super::MOST;
use super::super::lines::log::{self, process, queue_id};
use super::super::said::Said;
use super::Pass;

/// Attempts of a log to deliver a message, by the number of the recipient; by none where a line tells what a host answered, and not about whom.
#[derive(Default)]
pub(super) struct Attempts {
    /// Where the refusals of a message begin that was not delivered yet.
    open: HashMap<(Option<usize>, String), Vec<usize>>,
    /// Where those begin of one that was delivered in the end.
    settled: HashSet<(Option<usize>, usize)>,
    /// Messages that were delivered to somebody: logs are read from the end as well.
    delivered: HashSet<String>,
}

impl Pass<'_> {
    /// Notes what a line of a log tells of a message and its recipients: that it was refused, or that it was delivered.
    pub(super) fn note_attempts(
        &mut self,
        line: &Range<usize>,
        (refused, is_delivery): (Option<&Said>, bool),
        recipients: impl Iterator<Item = usize>,
    ) {
        let view = self.view;
        let process = process(view, line);
        let Attempts {
            open,
            settled,
            delivered,
        } = &mut self.attempts;
        let of_process = process.map(|process| (None, process.to_owned()));
        let Some(id) = queue_id(view, line) else {
            // Postfix names no message when a host cannot be reached: the next one that the process tells of is meant.
            let has_room = self.found.said.len() < 4 * MOST;
            if let (Some(key), Some(said)) = (of_process.filter(|_| has_room), refused) {
                open.entry(key).or_default().push(said.block.start);
            }
            return;
        };
        let not_reached = of_process.and_then(|key| open.remove(&key));
        if is_delivery {
            let starts = not_reached.into_iter().flatten();
            settled.extend(starts.map(|start| (None, start)));
        }
        let mut recipients = recipients.peekable();
        // Postfix tells of each host that refused, and then of the recipient what became of the message.
        let of_nobody = refused.is_some() && recipients.peek().is_none() || is_delivery;
        for number in recipients.map(Some).chain(of_nobody.then_some(None)) {
            let message = (number, id.to_owned());
            match refused {
                Some(said) if number.is_none() && delivered.contains(id) => {
                    settled.insert((number, said.block.start));
                }
                Some(said) if self.found.said.len() < 4 * MOST => {
                    open.entry(message).or_default().push(said.block.start);
                }
                None if is_delivery => {
                    let starts = open.remove(&message).unwrap_or_default();
                    settled.extend(starts.into_iter().map(|start| (number, start)));
                    if delivered.len() < MOST {
                        delivered.insert(id.to_owned());
                    }
                }
                _ => {}
            }
        }
    }

    /// Leaves out the refusals of messages that were delivered in the end.
    pub(super) fn leave_out_settled(&mut self) {
        let settled = std::mem::take(&mut self.attempts).settled;
        if !settled.is_empty() {
            self.found
                .said
                .retain(|one| !settled.contains(&(one.recipient, one.block.start)));
        }
    }

    /// Takes what a line of a log tells.
    pub(super) fn log(&mut self, range: &Range<usize>) {
        let view = self.view;
        if self.objects(range) {
            self.found.has_log = true;
            return;
        }
        let line = log::read(view, range);
        self.found.has_log |= line.is_log;
        let is_mute = line.said.is_none() && line.recipients.is_empty();
        if is_mute && self.found.prose.len() < MOST {
            // `Sending email to bob@example.net`, and what became of it in a line below.
            self.found.prose.push(range.clone());
        }
        if line.is_delivery {
            self.found.delivered += 1;
        }
        let mut recipients = line.recipients.into_iter();
        let is_passing = line.is_delivery || line.said.is_none();
        let first = recipients
            .next()
            .and_then(|address| self.found.recipient(view, address, is_passing));
        let first = match line.delivery {
            Some((number, true)) => {
                self.deliveries.extend(first.map(|first| (number, first)));
                first
            }
            Some((number, false)) => first.or_else(|| self.deliveries.get(&number).copied()),
            None => first,
        };
        let others: Vec<usize> = recipients
            .filter_map(|address| self.found.recipient(view, address, line.is_delivery))
            .collect();
        let all = others.iter().copied().chain(first);
        self.note_attempts(range, (line.said.as_ref(), line.is_delivery), all);
        if let Some(one) = line.said {
            for other in others {
                self.put(one.clone(), Some(other));
            }
            self.put(one, first);
        }
    }
}
