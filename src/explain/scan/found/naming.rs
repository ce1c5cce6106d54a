//! Whom a reply is about that names nobody and stands behind no recipient: a header above it, its own words, the lines before it.

use std::ops::Range;

use super::super::MOST;
use super::super::fields::Field;
use super::super::people::lists::is_list;
use super::super::people::named;
use super::super::said::Said;
use super::super::said::sender::is_about_sender;
use super::{Recipient, Scan};
use crate::explain::view::View;

impl Scan {
    /// `To: bob@example.net` above an error, in a list of words with values that is no mail.
    fn name_by_header(&mut self, view: &View<'_>) {
        let headers = &self.reports.headers;
        let is_mail = headers
            .iter()
            .any(|(field, _)| !matches!(field, Field::Mail | Field::To | Field::Other));
        let Some(value) = self.reports.header(Field::To).filter(|_| !is_mail) else {
            return;
        };
        if let Some(address) = view.address(value) {
            self.recipient(view, address, true);
        }
    }

    /// Whom a notice names without a domain has one in the message that came back: `bsmith`, and below `To: bsmith@example.net`.
    pub(in crate::explain) fn complete_names(&mut self, view: &View<'_>) {
        const FEW: usize = 8;
        let Some(original) = self.original else {
            return;
        };
        let is_bare = |one: &&mut Recipient| !one.in_session && !one.address.contains('@');
        let mut found = Vec::new();
        for one in self.recipients.iter_mut().filter(is_bare).take(FEW) {
            let key = format!("{}@", one.address.to_lowercase());
            let mut from = original;
            let mut whole = None;
            for _ in 0..FEW {
                let Some(at) = view.find(from..view.text.len(), &key) else {
                    break;
                };
                from = at + key.len();
                let is_part = |c: char| c.is_alphanumeric() || "._+-=".contains(c);
                if !view.text[..at].ends_with(is_part) {
                    whole = view.address(at..view.text.len());
                    break;
                }
            }
            if let Some(place) = whole {
                view.text[place.clone()].clone_into(&mut one.address);
                one.place = place.clone();
                found.push(view.lower[place].to_owned());
            }
        }
        // What else names that address is of the same person.
        for address in found {
            if let Some(&known) = self.by_address.get(&address) {
                self.recipients[known].is_left_out = true;
            }
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
            (!is_about_sender(view, one)).then_some(place)
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
        let mut others = Vec::new();
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
            let all = words.find_map(|words| {
                let range = words.start.max(start)..words.end.min(block.start);
                let all = named::labelled(view, &range, false);
                (!all.is_empty()).then_some(all)
            });
            for (place, address) in last_list(view, all.unwrap_or_default()).iter().enumerate() {
                let recipient = self.recipient(view, address.clone(), true);
                if place == 0 {
                    self.said[number].recipient = recipient;
                } else {
                    let mut copy = self.said[number].clone();
                    copy.recipient = recipient;
                    others.push(copy);
                }
            }
        }
        others.truncate((4 * MOST).saturating_sub(self.said.len()));
        self.said.extend(others);
    }
}

/// Of some addresses the last, with those that stand before it in one list: `Mails to bob@example.net and carol@example.net bounce`.
fn last_list(view: &View<'_>, mut all: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let goes_on = |two: &[Range<usize>]| is_list(&view.text[two[0].end..two[1].start]);
    let start = all.windows(2).rposition(|two| !goes_on(two));
    all.split_off(start.map_or(0, |at| at + 1))
}
