//! What a finished block tells: who is named in it, and what is said of them.

use std::ops::Range;

use smtpref_catalog::{Command, ReplyClass};

use super::super::MOST;
use super::super::fields::Field;
use super::super::lines::json;
use super::super::people::{beside, lists, named, prose, remark};
use super::super::said::sender::is_about_sender;
use super::super::said::{Said, Source, around, innermost, said};
use super::super::session::Turn;
use super::Pass;
use super::begin::{Open, Start};
use crate::explain::answer::Origin;
use crate::explain::codes::{Found, codes};

impl Pass<'_> {
    /// Reads a finished block.
    pub(super) fn block(&mut self, open: Open) {
        let view = self.view;
        self.keep_prose(&open);
        let announced = std::mem::take(&mut self.turn.announced);
        if self.entry(&open) {
            return;
        }
        match open.start {
            Start::Field(field, value) => {
                let value =
                    value.start..view.trim(value.start..open.range.end.max(value.start)).end;
                self.field(field, value);
            }
            Start::Client { command, turn } => {
                if let Some(turn) = &turn {
                    self.enter(turn);
                }
                self.command_line(command, &open.range);
                if turn.is_some() {
                    self.await_answer(command);
                }
            }
            Start::Heading(address) if remark::is_sender(view, &address) => {}
            Start::Heading(address) => self.heading(address, open.range.end),
            Start::Log => self.log(&open.range),
            Start::Server(turn) => self.server_line(&turn, open.range),
            Start::Blank | Start::Code | Start::Plain => self.words(open.range, announced),
        }
    }

    /// What a server says.
    fn server_line(&mut self, turn: &Turn, block: Range<usize>) {
        self.enter(turn);
        self.answer(turn, &block);
        let first = self.found.said.len();
        self.prose(block);
        let own = |is_own| if is_own { Origin::Own } else { Origin::Remote };
        let origin = turn.is_own.map(own);
        for one in self.found.said.get_mut(first..).into_iter().flatten() {
            one.origin = one.origin.or(origin);
        }
    }

    /// A command, and what the server says in the lines behind it.
    fn command_line(&mut self, command: Command, block: &Range<usize>) {
        let view = self.view;
        self.command = Some(command);
        self.found.has_session = true;
        if command != Command::Rcpt {
            // Whom a notice names above a session is not done.
            let all = &self.found.recipients;
            self.turn.current.retain(|number| !all[*number].in_session);
            return;
        }
        self.turn.current.clear();
        self.turn.answered = false;
        let command = || prose::name_after(view, block, "rcpt to:");
        let address = prose::after(view, block, &["rcpt to:"]).or_else(command);
        if let Some(address) = address {
            let rest = address.end..block.end;
            let number = self.found.recipient(view, address, true);
            self.turn.current.extend(number);
            self.prose(rest);
        }
    }

    /// A line that names recipients as notices do, and what it says of them.
    fn heading(&mut self, address: Range<usize>, end: usize) {
        let view = self.view;
        self.next_one();
        let others = lists::listed_after(view, &address, end);
        let rest = others.last().map_or(address.end, |last| last.end)..end;
        let rest = remark::behind_itself(view, &address, rest);
        self.found.has_heading |= view.lower[..address.start].ends_with('<')
            && view.has(&rest, &["host ", "(expanded from", "remote host"]);
        let number = self.found.recipient(view, address, false);
        if number.is_some_and(|number| self.turn.current.contains(&number)) {
            // Named above in a list, and now with what is said of it.
            self.turn.current.clear();
        }
        self.turn.current.extend(number);
        if let Some(number) = number {
            self.found.recipients[number].alias =
                remark::alias(view, rest.clone(), remark::GENERATED);
        }
        self.note_served(number, &rest);
        for other in others {
            let number = self.found.recipient(view, other, false);
            self.turn.current.extend(number);
        }
        let above = self.turn.reason.clone();
        let above = above.filter(|_| view.trim(rest.clone()).is_empty());
        self.note_words(above.unwrap_or_else(|| rest.clone()));
        self.prose(rest);
    }

    /// Words, of which some may name recipients. `announced` says that the block before them said that recipients follow.
    fn words(&mut self, block: Range<usize>, announced: bool) {
        let view = self.view;
        if self.objects(&block) {
            return;
        }
        let codes = codes(view, block.clone());
        if self.row(&block, &codes) {
            return;
        }
        self.turn.reason = remark::reason_of_list(view, &block).filter(|_| codes.is_empty());
        let notice = block.start..codes.first().map_or(block.end, |code| code.start);
        let mut people = prose::in_prose(view, &notice);
        if announced {
            people.extend(lists::with_names(view, notice.clone()));
        } else if let Some(place) = lists::announced(view, &notice) {
            self.turn.announced = place == block.end;
            people.extend(lists::with_names(view, place..notice.end.max(place)));
        }
        people.extend(remark::behind_reasons(view, &notice));
        people.extend(prose::expanded(view, &notice));
        people.extend(beside::behind_senders(view, &notice));
        people.sort_by_key(|address| address.start);
        people.dedup_by(|next, last| next.start < last.end);
        if codes.is_empty() && self.is_told_below(&block, &people) {
            people.clear();
        }
        if !people.is_empty() {
            self.next_one();
        }
        self.turn.is_serving = remark::lists_served(view, &block);
        self.note_reason(&block, people.is_empty() && codes.is_empty());
        let said = remark::said_of(view, &notice, &people);
        for (address, said) in people.into_iter().zip(said) {
            let said = said.or_else(|| prose::reason_of_expanded(view, &notice, &address));
            if let Some(number) = self.found.recipient(view, address, false) {
                self.turn.current.push(number);
                self.turn.answered |= said.is_some();
                let behind = &mut self.found.recipients[number].behind;
                *behind = behind.take().or(said);
            }
        }
        self.prose_with(block, &codes);
    }

    /// Whether a block names several recipients in a row, each with words of its own, of which some have no code; keeps them.
    pub(super) fn row(&mut self, block: &Range<usize>, codes: &[Found]) -> bool {
        let view = self.view;
        let items = lists::with_words(view, block);
        let has_code = |item: &lists::Item| {
            let is_his = |code: &Found| item.words.contains(&code.start) && code.codes.is_refusal();
            codes.iter().any(is_his)
        };
        // `550 <bob@example.net>: no`: a server names each behind its code.
        let is_behind = |item: &lists::Item| {
            let before = |code: &Found| view.text.get(code.end..item.address.start);
            let leads = |text: &str| text.trim_matches([' ', '\n', '<']).is_empty();
            codes.iter().filter_map(before).any(leads)
        };
        if items.iter().all(has_code) || items.iter().any(is_behind) {
            return false;
        }
        self.next_one();
        for item in items {
            let number = self.found.recipient(view, item.address, false);
            let quoted = said(view, item.words.clone(), Source::Prose);
            let said = quoted.unwrap_or_else(|| {
                Said::of_words(view, item.words.clone(), item.words, Source::Prose)
            });
            self.put(said, number);
        }
        true
    }

    fn field(&mut self, field: Field, value: Range<usize>) {
        let view = self.view;
        if field == Field::Status && view.lower[value.clone()].starts_with("delivered") {
            for &number in &self.turn.current {
                self.found.recipients[number].is_left_out = true;
            }
        }
        if field == Field::FailedRecipients {
            let mut at = value.start;
            for part in view.text[value.clone()].split(',') {
                if let Some(address) = view.address(at..at + part.len()) {
                    self.found.recipient(view, address, false);
                }
                at += part.len() + 1;
            }
        }
        self.found.reports.field(view, field, value);
    }

    /// Words outside of reports and logs.
    fn prose(&mut self, range: Range<usize>) {
        let view = self.view;
        let found = codes(view, range.clone());
        self.prose_with(range, &found);
    }

    /// Words of which the codes are known.
    fn prose_with(&mut self, range: Range<usize>, found: &[Found]) {
        let view = self.view;
        if self.refused(&range, found) {
            return;
        }
        let Some(mut one) = innermost(view, range.clone(), found, Source::Prose) else {
            return;
        };
        if let Some(reply) = one.codes.reply {
            let before = range.start..one.places[0].start.max(range.start);
            one.origin = one.origin.or_else(|| around::announced(view, &before));
            if one.stage.is_none() {
                one.stage = around::before(view, &before).or(self.command);
            }
            if reply.class() == ReplyClass::PositiveIntermediate
                && self.command == Some(Command::Data)
            {
                self.command = Some(Command::EndOfData);
            }
        }
        self.found.has_log |= view.has(&range, &["[{led=", "recipientstatus : "]);
        // Whom Exim does not disclose it names in the command that it quotes.
        let own = prose::after(view, &range, prose::KEYS)
            .filter(|_| !view.has(&range, &["an undisclosed address"]));
        let is_open = !self.found.has_session && self.turn.current.is_empty();
        let mut all = Vec::from_iter(own);
        if all.is_empty() && is_open && !one.is_success() {
            all = named::beside(view, &one);
        }
        let mut named = all
            .into_iter()
            .filter_map(|address| self.found.recipient(view, address, is_open))
            .collect::<Vec<_>>()
            .into_iter();
        let is_new = self.turn.current.is_empty() && !one.is_success();
        let first = named.next().or_else(|| {
            let address = named::in_words(view, &one.words, one.places[0].end);
            let Some(address) = address else {
                let name = is_new.then(|| named::mailbox(view, &one))??;
                return self.found.recipient(view, name, true);
            };
            let known = self.found.number(view, &address);
            // `550 <bob@example.net>... User unknown`
            let is_named =
                is_open && !one.is_success() && view.text[address.end..].starts_with(">...");
            known.or_else(|| {
                let is_his = is_named && !is_about_sender(view, &one);
                is_his.then(|| self.found.recipient(view, address, true))?
            })
        });
        for other in named {
            self.put(one.clone(), Some(other));
        }
        self.put(one, first);
    }

    /// Whether several recipients have a reply each in one block; keeps them.
    pub(super) fn refused(&mut self, range: &Range<usize>, found: &[Found]) -> bool {
        let view = self.view;
        if self.found.has_session {
            return false;
        }
        let parts = named::parts(view, range, found);
        let Some(first) = parts.first() else {
            return false;
        };
        let before = with_reply_before(found, first.first, true);
        let head = range.start..first.start.min(found[before].start);
        if let Some(one) = innermost(view, head, &found[..before], Source::Prose) {
            self.put(one, None);
        }
        for (place, part) in parts.iter().enumerate() {
            let next = parts.get(place + 1);
            let first = with_reply_before(found, part.first, place == 0);
            let block = found[first].start..next.map_or(range.end, |next| next.start);
            let last = next.map_or(found.len(), |next| next.first);
            if let Some(mut said) = innermost(view, block, &found[first..last], Source::Prose) {
                if part.is_key {
                    said.stage = Some(Command::Rcpt);
                }
                let number = self.found.recipient(view, part.address.clone(), false);
                self.put(said, number);
            }
        }
        true
    }

    /// Keeps the place of words, without signatures and the lines that divide the parts of a mail.
    pub(super) fn keep_prose(&mut self, open: &Open) {
        let view = self.view;
        let is_words = matches!(open.start, Start::Heading(_) | Start::Code | Start::Plain);
        let text = &view.text[open.range.clone()];
        let divides = text.starts_with("--") && !text.contains(' ');
        let signs = text.starts_with("--\n");
        if is_words
            && !divides
            && !signs
            && !self.found.reports.in_header
            && self.found.prose.len() < MOST
        {
            self.found.prose.push(open.range.clone());
        }
    }

    /// Whether a line holds an object that tells what happened; keeps it.
    pub(super) fn objects(&mut self, range: &Range<usize>) -> bool {
        let view = self.view;
        let events = json::events(view, range.clone(), false, || None);
        let Some(events) = events.filter(|events| !events.told.is_empty()) else {
            return false;
        };
        self.found.has_log |= events.is_log;
        self.found.cut |= events.cut;
        for event in events.told {
            self.found.take_event(view, event);
        }
        true
    }
}

/// The number of the code with which a part begins: `SMTP error 554 after RCPT TO:<bob@example.net>: 5.7.1 no` has the reply code of its
/// first part before the recipient.
fn with_reply_before(found: &[Found], first: usize, is_first_part: bool) -> usize {
    let Some(before) = first.checked_sub(1).filter(|_| is_first_part) else {
        return first;
    };
    let (reply, status) = (found[before].codes, found[first].codes);
    let belongs = status.reply.is_none()
        && reply.enhanced.is_none()
        && reply.reply.is_some()
        && reply.class() == status.class();
    if belongs { before } else { first }
}
