//! What a line of a log tells, and whether a message that was refused was delivered in the end.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use smtpref_catalog::EnhancedClass;

use super::super::MOST;
use super::super::lines::log;
use super::super::lines::message::{notice, process, queue_id, sender};
use super::super::people::named;
use super::super::said::Said;
use super::super::said::sender::is_about_sender;
use super::Pass;
use crate::explain::view::View;

/// Attempts of a log to deliver a message, by the number of the recipient; by none where a line tells what a host answered, and not about whom.
#[derive(Default)]
pub(super) struct Attempts {
    /// Where the refusals of a message begin that was not delivered yet.
    open: HashMap<(Option<usize>, String), Vec<usize>>,
    /// Where those begin of one that was delivered in the end.
    settled: HashSet<(Option<usize>, usize)>,
    /// Messages that were delivered to somebody: logs are read from the end as well.
    delivered: HashSet<String>,
    /// Where the refusals begin that a client can repeat, by the recipient and the sender: the message had no number then.
    put_off: HashMap<(usize, String), Vec<usize>>,
    /// The senders of messages.
    senders: HashMap<String, String>,
    /// Notices that the server made of messages which it could not deliver.
    notices: HashSet<String>,
}

impl Attempts {
    /// Notes who sent a message, and which message is a notice.
    fn note_origin(&mut self, view: &View<'_>, line: &Range<usize>) {
        if let Some(id) = notice(view, line).filter(|_| self.notices.len() < MOST) {
            self.notices.insert(id.to_owned());
        }
        let has_room = self.senders.len() < 4 * MOST;
        let origin = queue_id(view, line).zip(sender(view, line));
        if let Some((id, sender)) = origin.filter(|_| has_room) {
            self.senders.insert(id.to_owned(), sender.to_owned());
        }
    }

    /// Whether the message of a line has an empty sender, to whom nothing can go back.
    fn is_notice(&self, view: &View<'_>, line: &Range<usize>) -> bool {
        let of_id = || self.senders.get(queue_id(view, line)?).map(String::as_str);
        sender(view, line).or_else(of_id) == Some("")
    }

    /// Notes that a client was asked to come again, who may bring the same message under any number.
    fn put_off(&mut self, view: &View<'_>, line: &Range<usize>, said: &Said, recipient: usize) {
        let passes = said.class() == Some(EnhancedClass::Transient);
        if let Some(sender) = sender(view, line).filter(|_| passes) {
            let starts = self.put_off.entry((recipient, sender.to_owned()));
            starts.or_default().push(said.block.start);
        }
    }

    /// Settles what was put off of a message that is delivered now.
    fn settle_put_off(&mut self, id: &str, recipient: usize) {
        let Some(sender) = self.senders.get(id) else {
            return;
        };
        let starts = self.put_off.remove(&(recipient, sender.clone()));
        let starts = starts.into_iter().flatten();
        self.settled
            .extend(starts.map(|start| (Some(recipient), start)));
    }
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
        self.attempts.note_origin(view, line);
        let recipients: Vec<usize> = recipients.collect();
        let id = queue_id(view, line);
        let has_room = self.found.said.len() < 4 * MOST;
        for &number in &recipients {
            match (id, refused) {
                (None, Some(said)) if has_room => {
                    self.attempts.put_off(view, line, said, number);
                }
                (Some(id), None) if is_delivery => self.attempts.settle_put_off(id, number),
                _ => {}
            }
        }
        let Attempts {
            open,
            settled,
            delivered,
            ..
        } = &mut self.attempts;
        let of_process = process.map(|process| (None, process.to_owned()));
        let Some(id) = id else {
            // Postfix names no message when a host cannot be reached: the next one that the process tells of is meant.
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
        // Postfix tells of each host that refused, and then of the recipient what became of the message.
        let of_nobody = refused.is_some() && recipients.is_empty() || is_delivery;
        for number in recipients
            .into_iter()
            .map(Some)
            .chain(of_nobody.then_some(None))
        {
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
        // Whom a reply names that its line does not is known to none of the lines.
        let is_settled = |one: &Said| {
            let start = one.block.start;
            settled.contains(&(one.recipient, start)) || settled.contains(&(None, start))
        };
        if !settled.is_empty() {
            self.found.said.retain(|one| !is_settled(one));
        }
    }

    /// Whether a line tells of a notice that the server made of a failure which is told already.
    fn is_own_notice(&self, line: &Range<usize>) -> bool {
        !self.attempts.notices.is_empty()
            && !self.found.said.is_empty()
            && queue_id(self.view, line).is_some_and(|id| self.attempts.notices.contains(id))
    }

    /// Whom a reply names itself, where its line names nobody: `host mx.example.net said: 450 4.2.0 <bob@example.net>: …`.
    fn named_in_reply(&mut self, one: &Said) -> Option<usize> {
        let view = self.view;
        let address = named::by_words(view, &one.words).filter(|_| !is_about_sender(view, one))?;
        self.found.recipient(view, address, false)
    }

    /// Takes what a line of a log tells.
    pub(super) fn log(&mut self, range: &Range<usize>) {
        let view = self.view;
        if self.objects(range) {
            self.found.has_log = true;
            return;
        }
        let mut line = log::read(view, range);
        self.found.has_log |= line.is_log;
        if self.is_own_notice(range) {
            // It went to the sender of what failed, of whom nobody asks.
            line.said = None;
            line.recipients.clear();
        }
        if line.said.is_some() && self.row(range, &[]) {
            return;
        }
        let is_mute = line.said.is_none() && line.recipients.is_empty();
        if is_mute && self.found.prose.len() < MOST {
            // `Sending email to bob@example.net`, and what became of it in a line below.
            self.found.prose.push(range.clone());
        }
        if line.is_delivery {
            self.found.delivered += 1;
            self.found.probed += usize::from(view.has(range, &["status=deliverable"]));
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
        if let Some(one) = &mut line.said {
            one.is_notice = self.attempts.is_notice(view, range);
        }
        if let Some(one) = line.said {
            let first = first.or_else(|| self.named_in_reply(&one));
            for other in others {
                self.put(one.clone(), Some(other));
            }
            self.put(one, first);
        }
    }
}
