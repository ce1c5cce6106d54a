//! What is settled when all lines are read: what the reports say stands beside the rest, and who only stands for another one is left out.

use std::ops::Range;

use smtpref_catalog::{Codes, Fate, ReplyCode};

use super::super::lines::report::{Action, Group};
use super::super::said::Said;
use super::{Recipient, Scan};
use crate::explain::answer::Origin;
use crate::explain::view::View;

/// Whether only a status was given, of the network: then no other server said anything (RFC 3463 section 3.5).
fn is_of_network(codes: Codes) -> bool {
    const NETWORK: u16 = 4;
    let subject = codes.enhanced.map(|code| code.subject().number());
    codes.reply.is_none() && subject == Some(NETWORK)
}

impl Scan {
    /// The recipient whom a report names; a pipe or a file is that of the only one who is named.
    fn of_report(
        &mut self,
        view: &View<'_>,
        address: Range<usize>,
        is_only: bool,
    ) -> Option<usize> {
        let is_program = view.text[address.clone()].starts_with(['|', '/']);
        if is_program && self.recipients.len() == 1 {
            return Some(0);
        }
        let is_new = self.number(view, &address).is_none();
        if is_new && is_only && self.is_only_name(view, &address) {
            // The server has written the domain anew on the way: its report says who failed.
            let only = &mut self.recipients[0];
            view.text[address.clone()].clone_into(&mut only.address);
            self.by_address
                .insert(view.lower[address.clone()].to_owned(), 0);
            only.place = address;
            return Some(0);
        }
        let behind_alias = || self.behind_alias(view, &address);
        let known = is_new.then(behind_alias).flatten();
        known.or_else(|| self.recipient(view, address, false))
    }

    /// Whether the notice names one recipient alone, with the name of an address at another domain.
    fn is_only_name(&self, view: &View<'_>, address: &Range<usize>) -> bool {
        let local = |address: &str| Some(address.split_once('@')?.0.to_lowercase());
        match &self.recipients[..] {
            [only] => {
                only.alias.is_none() && local(&only.address) == local(&view.text[address.clone()])
            }
            _ => false,
        }
    }

    /// The recipient whom the words of Exim name behind an alias, of which its report has only the name: `(generated from list@example.net)`.
    fn behind_alias(&self, view: &View<'_>, alias: &Range<usize>) -> Option<usize> {
        let key = |place: &Range<usize>| &view.lower[place.clone()];
        let is_of_alias = |one: &Recipient| {
            let own = one.alias.as_ref();
            own.is_some_and(|own| key(own) == key(alias))
        };
        // Each stands for one part of the report.
        let is_next = |one: &Recipient| one.fate.is_none() && is_of_alias(one);
        self.recipients.iter().position(is_next)
    }

    /// Puts what the reports say beside the rest.
    pub(in crate::explain) fn take_reports(&mut self, view: &View<'_>) {
        let groups = std::mem::take(&mut self.reports.groups);
        for group in &groups {
            let is_named = |last: &Range<usize>| self.number(view, last).is_some();
            let named = group.last.clone().filter(is_named);
            let number = named
                .or_else(|| group.actual.clone().filter(is_named))
                .or_else(|| group.address())
                .and_then(|address| self.of_report(view, address, groups.len() == 1));
            if group.action == Some(Action::Delivered) {
                if let Some(number) = number {
                    self.recipients[number].is_left_out = true;
                }
                continue;
            }
            if let Some(number) = number {
                self.recipients[number].fate = match group.action {
                    Some(Action::Failed) => Some(Fate::Returned),
                    Some(Action::Delayed) => Some(Fate::Retried),
                    _ => None,
                };
            }
            if let (Some(number), Some(until)) = (number, &group.until) {
                self.recipients[number].until = Some(until.clone());
            }
            for mut one in group.said(view) {
                one.recipient = number;
                if group.remote.is_some() && one.origin.is_none() {
                    // A status of the network is of the one who tried to reach the other.
                    one.origin = Some(if is_of_network(one.codes) {
                        Origin::Own
                    } else {
                        Origin::Remote
                    });
                }
                for other in group.others.iter().cloned() {
                    let mut copy = one.clone();
                    copy.recipient = self.recipient(view, other, false);
                    self.said.push(copy);
                }
                self.said.push(one);
            }
        }
        self.leave_out_originals(view, &groups);
        self.leave_out_expanded(view);
        self.name_by_details();
        self.reports.groups = groups;
    }

    /// Leaves out what refused the first connections of a session of which a later one took the message: over IPv6, and then over IPv4.
    pub(in crate::explain) fn leave_out_first_tries(&mut self, view: &View<'_>) {
        let number = |one: &Said| one.codes.reply.map(ReplyCode::number);
        let is_taken = |one: &&Said| {
            number(one) == Some(250) && view.has(&one.words, &["queued", "accepted for delivery"])
        };
        let starts = |one: &Said| one.block.start;
        let Some(taken) = self.said.iter().rfind(is_taken).map(starts) else {
            return;
        };
        let greets = |one: &&Said| number(one) == Some(220) && one.block.start < taken;
        let Some(greeting) = self.said.iter().rfind(greets).map(starts) else {
            return;
        };
        let is_over = |one: &Said| {
            one.codes.is_refusal() && one.recipient.is_none() && one.block.start < greeting
        };
        self.said.retain(|one| !is_over(one));
    }

    /// Leaves out whom the message was sent to first, if a report says who failed in the end.
    fn leave_out_originals(&mut self, view: &View<'_>, groups: &[Group]) {
        let key = |place: &Range<usize>| &view.lower[place.clone()];
        for group in groups {
            let (Some(original), Some(last)) = (&group.original, group.address()) else {
                continue;
            };
            let number = self.number(view, original);
            let has_own = || {
                let of =
                    |group: &Group| group.address().is_some_and(|it| key(&it) == key(original));
                groups.iter().any(of)
            };
            if let Some(number) = number.filter(|_| key(original) != key(&last) && !has_own()) {
                self.recipients[number].is_left_out = true;
            }
        }
    }

    /// A notice of Sendmail names above its session all who failed: to whom it was sent on is none of them, and what was said to that one
    /// is said of the only one of whom nothing is.
    fn leave_out_expanded(&mut self, view: &View<'_>) {
        let is_named = |one: &Recipient| !one.in_session && !one.is_left_out;
        let named: Vec<usize> = (0..self.recipients.len())
            .filter(|number| is_named(&self.recipients[*number]))
            .collect();
        let is_notice = !named.is_empty()
            && self.has_session
            && view.lower.contains("transcript of session follows");
        if !is_notice {
            return;
        }
        let is_told = |number: &usize| self.said.iter().any(|one| one.recipient == Some(*number));
        let mut untold = named.into_iter().filter(|number| !is_told(number));
        let only = untold.next().filter(|_| untold.next().is_none());
        for one in &mut self.said {
            let of = one.recipient.filter(|of| self.recipients[*of].in_session);
            if let Some(of) = of {
                self.recipients[of].is_left_out = true;
                one.recipient = only.or(one.recipient);
            }
        }
    }

    /// Below what was said a notice may list the commands of the message: then they name who failed, and nobody answered them.
    fn name_by_details(&mut self) {
        let Some(first) = self.recipients.first() else {
            return;
        };
        let start = first.place.start;
        let is_list = self.has_session && self.recipients.iter().all(|one| one.in_session);
        let is_above = |one: &Said| one.recipient.is_none() && one.block.start < start;
        if is_list && !self.said.is_empty() && self.said.iter().all(is_above) {
            self.has_session = false;
            for one in &mut self.recipients {
                one.in_session = false;
            }
        }
    }
}
