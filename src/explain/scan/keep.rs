//! What a scan keeps: recipients, each once, and what was said of whom.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use smtpref_catalog::Command;

use super::super::codes::Found;
use super::super::view::View;
use super::fields::Field;
use super::json;
use super::lines::{Open, Start};
use super::log::{self, queue_id};
use super::named;
use super::said::{Said, Source, innermost};
use super::sender;
use super::{MOST, Recipient, Scan};

/// Attempts of a log to deliver a message, by the number of the recipient.
#[derive(Default)]
pub(in crate::explain) struct Attempts {
    /// Where the refusals of a message begin that was not delivered yet.
    open: HashMap<(usize, String), Vec<usize>>,
    /// Where those begin of one that was delivered in the end.
    settled: HashSet<(usize, usize)>,
}

impl Scan {
    /// Keeps the place of words, without signatures and the lines that divide the parts of a mail.
    pub(in crate::explain) fn keep_prose(&mut self, view: &View<'_>, open: &Open) {
        let is_words = matches!(open.start, Start::Heading(_) | Start::Code | Start::Plain);
        let text = &view.text[open.range.clone()];
        let divides = text.starts_with("--") && !text.contains(' ');
        let signs = text.starts_with("--\n");
        if is_words && !divides && !signs && !self.reports.in_header && self.prose.len() < MOST {
            self.prose.push(open.range.clone());
        }
    }

    /// The words of a notice: behind its headers, before its signature and the message that came back.
    pub(in crate::explain) fn body(&self, view: &View<'_>) -> Range<usize> {
        let end = self.original.unwrap_or(view.text.len());
        let signature = ["\n-- \n", "\n--\n"]
            .iter()
            .filter_map(|mark| view.find(0..end, mark));
        let end = signature.min().unwrap_or(end);
        let start = match &self.reports.headers[..] {
            [] => 0,
            _ => view.text[..end].find("\n\n").map_or(0, |at| at + 2),
        };
        start..end
    }

    /// Whether somebody is named whose mail failed.
    pub(in crate::explain) fn has_recipients(&self) -> bool {
        self.recipients.iter().any(|one| !one.in_session)
    }

    /// Whether a line holds an object that tells what happened; keeps it.
    pub(in crate::explain) fn objects(&mut self, view: &View<'_>, range: &Range<usize>) -> bool {
        if !view.has(&view.cut(range.clone(), 300), &["{\"", "{\u{201d}"]) {
            return false;
        }
        let events = json::events(view, range.clone(), false);
        let Some(events) = events.filter(|events| !events.told.is_empty()) else {
            return false;
        };
        self.has_log |= events.is_log;
        self.cut |= events.cut;
        for event in events.told {
            self.take_event(view, event);
        }
        true
    }

    /// Keeps an event.
    pub(in crate::explain) fn take_event(&mut self, view: &View<'_>, event: json::Event) {
        let address = event.recipient;
        let number = address.and_then(|address| self.recipient(view, address, false));
        if let Some(mut said) = event.said {
            said.recipient = number;
            if self.said.len() < 4 * MOST {
                self.said.push(said);
            } else {
                self.cut = true;
            }
        }
    }

    /// Whether several recipients have a reply each in one block; keeps them.
    pub(in crate::explain) fn refused(
        &mut self,
        view: &View<'_>,
        range: &Range<usize>,
        found: &[Found],
    ) -> bool {
        if self.has_session {
            return false;
        }
        let parts = named::parts(view, range, found);
        let Some(first) = parts.first() else {
            return false;
        };
        if let Some(one) = innermost(
            view,
            range.start..first.start,
            &found[..first.first],
            Source::Prose,
        ) {
            self.put(one, None);
        }
        for (place, part) in parts.iter().enumerate() {
            let next = parts.get(place + 1);
            let block = found[part.first].start..next.map_or(range.end, |next| next.start);
            let last = next.map_or(found.len(), |next| next.first);
            if let Some(mut said) = innermost(view, block, &found[part.first..last], Source::Prose)
            {
                if part.is_key {
                    said.stage = Some(Command::Rcpt);
                }
                let number = self.recipient(view, part.address.clone(), false);
                self.put(said, number);
            }
        }
        true
    }

    /// Keeps what was said, for the recipient that is named, else for those whom the text spoke of last.
    pub(in crate::explain) fn put(&mut self, mut one: Said, named: Option<usize>) {
        self.answered = true;
        if self.said.len() >= 4 * MOST {
            self.cut = true;
            self.said.pop();
        }
        match (named, &self.current[..]) {
            (Some(named), _) => one.recipient = Some(named),
            (None, []) => {}
            (None, &[current]) => one.recipient = Some(current),
            (None, several) => {
                for &other in several.iter().skip(1) {
                    let mut copy = one.clone();
                    copy.recipient = Some(other);
                    self.said.push(copy);
                }
                one.recipient = several.first().copied();
            }
        }
        self.said.push(one);
    }

    /// The number of a recipient; `None` if there are too many.
    pub(in crate::explain) fn recipient(
        &mut self,
        view: &View<'_>,
        place: Range<usize>,
        in_session: bool,
    ) -> Option<usize> {
        if is_asked_for(view, &place) {
            return None;
        }
        let key = &view.lower[place.clone()];
        if let Some(&number) = self.by_address.get(key) {
            self.recipients[number].in_session &= in_session;
            return Some(number);
        }
        if self.recipients.len() >= MOST {
            self.cut = true;
            return None;
        }
        let number = self.recipients.len();
        self.by_address.insert(key.to_owned(), number);
        self.recipients.push(Recipient {
            address: view.text[place.clone()].to_owned(),
            place,
            in_session,
            is_left_out: false,
            words: None,
            behind: None,
            until: None,
        });
        Some(number)
    }

    /// `To: bob@example.net` above an error, in a list of words with values that is no mail.
    fn name_by_header(&mut self, view: &View<'_>) {
        let is_to = |field: &Field, value: &Range<usize>| {
            let line = view.lower[..value.start].trim_end();
            let ends = |name: &&str| line.ends_with(name) || line == name.trim_start();
            *field == Field::Mail && [" to:", " an:", " para:"].iter().any(ends)
        };
        let headers = &self.reports.headers;
        let is_mail = headers
            .iter()
            .any(|(field, _)| !matches!(field, Field::Mail | Field::Other));
        let mut values = headers.iter().filter(|(field, value)| is_to(field, value));
        let Some((_, value)) = values.next().filter(|_| !is_mail) else {
            return;
        };
        if let Some(address) = view.address(value.clone()) {
            self.recipient(view, address, true);
        }
    }

    /// Several replies of which each names another recipient are those of a list.
    fn name_by_words(&mut self, view: &View<'_>) {
        if self.said.len() < 2 {
            return;
        }
        let named = |one: &Said| {
            let is_open = one.recipient.is_none() && !one.is_success();
            let place = is_open.then(|| named::by_words(view, &one.words))??;
            (!sender::is_about_sender(view, one)).then_some(place)
        };
        let all: Vec<_> = self.said.iter().take(MOST).map(named).collect();
        let mut known = all.iter().flatten().map(|place| &view.lower[place.clone()]);
        let first = known.next();
        if known.all(|other| Some(other) == first) {
            return;
        }
        for (number, place) in all.into_iter().enumerate() {
            if let Some(place) = place {
                self.said[number].recipient = self.recipient(view, place, true);
            }
        }
    }

    /// Where nobody is named, what stands before a reply may name whom it is about.
    pub(in crate::explain) fn name_by_lines_before(&mut self, view: &View<'_>) {
        const FAR: usize = 600;
        if !self.recipients.is_empty() {
            return;
        }
        self.name_by_header(view);
        self.name_by_words(view);
        let mut from = 0;
        for number in 0..self.said.len().min(MOST) {
            let one = &self.said[number];
            let block = one.block.clone();
            let is_open = one.recipient.is_none() && !one.is_success();
            let start = view.floor(block.start.saturating_sub(FAR)).max(from);
            from = from.max(block.end);
            if !is_open || start >= block.start || named::by_words(view, &one.words).is_some() {
                continue;
            }
            let is_before = |words: &&Range<usize>| words.end > start && words.start < block.start;
            let mut words = self.prose.iter().rev().filter(is_before);
            let address = words.find_map(|words| {
                let range = words.start.max(start)..words.end.min(block.start);
                named::labelled(view, &range, false).pop()
            });
            if let Some(address) = address {
                self.said[number].recipient = self.recipient(view, address, true);
            }
        }
    }

    /// Notes what a line of a log tells of a message and its recipients: that it was refused, or that it was delivered.
    pub(in crate::explain) fn note_attempts(
        &mut self,
        view: &View<'_>,
        line: &Range<usize>,
        (refused, is_delivery): (Option<&Said>, bool),
        recipients: impl Iterator<Item = usize>,
    ) {
        let Some(id) = queue_id(view, line) else {
            return;
        };
        let Attempts { open, settled } = &mut self.attempts;
        for number in recipients {
            let message = (number, id.to_owned());
            match refused {
                Some(said) if self.said.len() < 4 * MOST => {
                    open.entry(message).or_default().push(said.block.start);
                }
                None if is_delivery => {
                    let starts = open.remove(&message).unwrap_or_default();
                    settled.extend(starts.into_iter().map(|start| (number, start)));
                }
                _ => {}
            }
        }
    }

    /// Leaves out the refusals of messages that were delivered in the end.
    pub(in crate::explain) fn leave_out_settled(&mut self) {
        let settled = std::mem::take(&mut self.attempts).settled;
        if !settled.is_empty() {
            let number = |one: &Said| one.recipient.unwrap_or(usize::MAX);
            self.said
                .retain(|one| !settled.contains(&(number(one), one.block.start)));
        }
    }

    /// Takes what a line of a log tells.
    pub(in crate::explain) fn log(&mut self, view: &View<'_>, range: &Range<usize>) {
        if self.objects(view, range) {
            self.has_log = true;
            return;
        }
        let line = log::read(view, range);
        self.has_log |= line.is_log;
        let is_mute = line.said.is_none() && line.recipients.is_empty();
        if is_mute && self.prose.len() < MOST {
            // `Sending email to bob@example.net`, and what became of it in a line below.
            self.prose.push(range.clone());
        }
        if line.is_delivery {
            self.delivered += 1;
        }
        let mut recipients = line.recipients.into_iter();
        let is_passing = line.is_delivery || line.said.is_none();
        let first = recipients
            .next()
            .and_then(|address| self.recipient(view, address, is_passing));
        let first = match line.delivery {
            Some((number, true)) => {
                self.deliveries.extend(first.map(|first| (number, first)));
                first
            }
            Some((number, false)) => first.or_else(|| self.deliveries.get(&number).copied()),
            None => first,
        };
        let others: Vec<usize> = recipients
            .filter_map(|address| self.recipient(view, address, line.is_delivery))
            .collect();
        let all = others.iter().copied().chain(first);
        self.note_attempts(view, range, (line.said.as_ref(), line.is_delivery), all);
        if let Some(one) = line.said {
            for other in others {
                self.put(one.clone(), Some(other));
            }
            self.put(one, first);
        }
    }
}
/// Whether a server tells that it asked another one for an address: `550-Sent: RCPT TO:<anna@example.org>`.
fn is_asked_for(view: &View<'_>, place: &Range<usize>) -> bool {
    const NEAR: usize = 24;
    let before = &view.lower[view.floor(place.start.saturating_sub(NEAR))..place.start];
    before.ends_with("rcpt to:<") && before.contains("-sent:")
}
