//! What a scan keeps: recipients, each once, and what was said of whom.

use std::ops::Range;

use smtpref_catalog::Command;

use super::answer::Origin;
use super::codes::Found;
use super::json;
use super::lines::{Open, Start};
use super::report::Action;
use super::said::{Said, Source, innermost};
use super::scan::{MOST, Recipient, Scan};
use super::view::View;

impl Scan {
    /// Keeps the place of words, without the lines that divide the parts of a mail.
    pub(super) fn keep_prose(&mut self, view: &View<'_>, open: &Open) {
        let is_words = matches!(open.start, Start::Heading(_) | Start::Code | Start::Plain);
        let text = &view.text[open.range.clone()];
        let divides = text.starts_with("--") && !text.contains(' ');
        if is_words && !divides && !self.reports.in_header && self.prose.len() < MOST {
            self.prose.push(open.range.clone());
        }
    }

    /// Whether somebody is named whose mail failed.
    pub(super) fn has_recipients(&self) -> bool {
        self.recipients.iter().any(|one| !one.in_session)
    }

    /// Whether a line holds an object that tells what happened; keeps it.
    pub(super) fn objects(&mut self, view: &View<'_>, range: &Range<usize>) -> bool {
        if !view.has(&view.cut(range.clone(), 300), &["{\"", "{\u{201d}"]) {
            return false;
        }
        let events = json::events(view, range.clone(), false);
        let Some(events) = events.filter(|events| !events.told.is_empty()) else {
            return false;
        };
        self.has_log |= events.is_log;
        for event in events.told {
            self.take_event(view, event);
        }
        true
    }

    /// Keeps an event.
    pub(super) fn take_event(&mut self, view: &View<'_>, event: json::Event) {
        let address = event.recipient;
        let number = address.and_then(|address| self.recipient(view, address, false));
        if let Some(mut said) = event.said {
            said.recipient = number;
            if self.said.len() < 4 * MOST {
                self.said.push(said);
            }
        }
    }

    /// Whether these are the refusals of `{'bob@example.net': (550, b'…'), …}`; keeps them.
    pub(super) fn refused(
        &mut self,
        view: &View<'_>,
        range: &Range<usize>,
        found: &[Found],
    ) -> bool {
        let opens = |one: &Found| view.lower[range.start..one.start].ends_with("': (");
        let mut any = false;
        for (place, one) in found.iter().enumerate().filter(|(_, one)| opens(one)) {
            let end = one.start - "': (".len();
            let before = view.floor(end.saturating_sub(330)).max(range.start);
            let Some(quote) = view.lower[before..end].rfind('\'') else {
                continue;
            };
            let Some(address) = view.address(before + quote + 1..end) else {
                continue;
            };
            let next = found[place + 1..].iter().find(|next| opens(next));
            let block = one.start..next.map_or(range.end, |next| next.start);
            if let Some(mut said) = innermost(view, block, &found[place..=place], Source::Prose) {
                said.stage = Some(Command::Rcpt);
                let number = self.recipient(view, address, false);
                self.put(said, number);
                any = true;
            }
        }
        any
    }

    /// Keeps what was said, for the recipient that is named, else for those whom the text spoke of last.
    pub(super) fn put(&mut self, mut one: Said, named: Option<usize>) {
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
    pub(super) fn recipient(
        &mut self,
        view: &View<'_>,
        place: Range<usize>,
        in_session: bool,
    ) -> Option<usize> {
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
            was_served: false,
            words: None,
            until: None,
        });
        Some(number)
    }

    /// Puts what the reports say beside the rest.
    pub(super) fn take_reports(&mut self, view: &View<'_>) {
        let groups = std::mem::take(&mut self.reports.groups);
        for group in &groups {
            let number = group
                .address()
                .and_then(|address| self.recipient(view, address, false));
            if group.action == Some(Action::Delivered) {
                if let Some(number) = number {
                    self.recipients[number].was_served = true;
                }
                continue;
            }
            if let (Some(number), Some(until)) = (number, &group.until) {
                self.recipients[number].until = Some(until.clone());
            }
            for mut one in group.said(view) {
                one.recipient = number;
                if group.remote.is_some() && one.origin.is_none() {
                    one.origin = Some(Origin::Remote);
                }
                self.said.push(one);
            }
        }
        self.reports.groups = groups;
    }
}
