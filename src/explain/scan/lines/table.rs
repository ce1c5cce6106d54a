//! Tables: a line with the names of columns, and below it a record in each. Trackers, services and servers export so what became of
//! messages. What stands between the columns was made one sign when the text was decoded. A listing has a line for each name instead.

use std::collections::HashSet;
use std::mem;
use std::ops::Range;

use smtpref_catalog::{Cue, Fate, Provider, Slug};

use super::event::{Events, Pair, Reader, Record};
use super::log_words::FAILED_LABELS;
use crate::explain::codes::{codes, enhanced};
use crate::explain::columns::{BETWEEN, Column, Columns};
use crate::explain::effort::look_at;
use crate::explain::view::View;
use crate::lookup::causes::SPAM_CONTENT;

/// Under these names a record knows what the columns hold.
const RECIPIENT: &str = "recipient";
const STATE: &str = "status";
const WORDS: &str = "reason";
const REPLY: &str = "code";
const ENHANCED: &str = "enhanced-code";
/// What Microsoft sets between a recipient and what became of the message: `bob@example.net##Receive, Fail`.
const OF_TRACE: &str = "##";
/// How a diagnostic begins, in whichever column it stands.
const DIAGNOSTIC: &str = "smtp;";
/// What servers call the state of a message that goes back to its sender.
const FAILED: &str = "fail";
/// What they call one that a filter kept.
const SPAM: &str = "spam";
/// What stands between a name and its value in a listing, and how many of them it has at least.
const NAMED: &str = " : ";
const FEWEST: usize = 4;
/// How many digits a reply code has.
const DIGITS: usize = 3;
/// How many words a state has that says why.
const TELLING: usize = 4;

/// What the tables of a text tell.
pub(in crate::explain) struct Told {
    pub(in crate::explain) events: Events,
    /// What stands before the first of them.
    pub(in crate::explain) before: Range<usize>,
    /// Whether a sending service wrote them for its customers, and no server.
    pub(in crate::explain) is_of_service: bool,
    /// Whether a message is kept from its recipient.
    pub(in crate::explain) has_stopped: bool,
}

/// What became of the message of a row, by the word for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Failed,
    Waits,
    Arrived,
    Stopped,
}

/// Reads the tables of a text, of the service that is asked for where there are some; `None` if it has none.
pub(in crate::explain) fn tables<'c>(
    view: &View<'_>,
    service: impl FnOnce() -> Option<&'c Provider>,
) -> Option<Told> {
    let has_sign = memchr::memchr(BETWEEN as u8, view.text.as_bytes()).is_some();
    // A listing has several lines. Most texts have neither, and nobody asks whose event they are.
    let may_list = || memchr::memchr(b'\n', view.text.as_bytes()).is_some();
    let is_listing = !has_sign && may_list() && view.has(&(0..view.text.len()), &[NAMED]);
    if !has_sign && !is_listing {
        return None;
    }
    let mut table = Table {
        reader: Reader {
            view,
            events: Events::default(),
            service: service(),
        },
        start: None,
        columns: None,
        is_of_service: false,
        has_stopped: false,
        deferred: Vec::new(),
        arrived: HashSet::new(),
    };
    if has_sign {
        table.lines(Table::line);
    } else {
        let mut listing = Listing::default();
        table.lines(|table, line| listing.line(table, line));
        listing.end(&mut table);
    }
    table.leave_out_settled();
    Some(Told {
        before: view.trim(0..table.start?),
        is_of_service: table.is_of_service || table.reader.service.is_some(),
        has_stopped: table.has_stopped,
        events: table.reader.events,
    })
}

/// The table that is read.
struct Table<'v, 't> {
    reader: Reader<'v, 't>,
    /// Where the first one begins.
    start: Option<usize>,
    columns: Option<Columns>,
    is_of_service: bool,
    has_stopped: bool,
    /// The numbers of events of messages that wait, each with what it is known by.
    deferred: Vec<(usize, String)>,
    /// The same of messages that arrived.
    arrived: HashSet<String>,
}

impl<'t> Table<'_, 't> {
    /// Does something with each line, until no more events are kept.
    fn lines(&mut self, mut with: impl FnMut(&mut Self, Range<usize>)) {
        let text = self.reader.view.text;
        let mut at = 0;
        while at < text.len() && !self.reader.events.cut {
            let rest = &text.as_bytes()[at..];
            let line = at..at + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            look_at(line.len() + 1);
            at = line.end + 1;
            with(self, line);
        }
    }

    /// A line, which may be the head of a table or a row.
    fn line(&mut self, line: Range<usize>) {
        let view = self.reader.view;
        let mut values = Vec::new();
        let mut at = line.start;
        for value in view.text[line.clone()].split(BETWEEN) {
            values.push(view.trim(at..at + value.len()));
            at += value.len() + BETWEEN.len_utf8();
        }
        if values.len() < 2 {
            return;
        }
        let names = values.iter().map(|value| &view.lower[value.clone()]);
        let is_head = !view.text[line.clone()].contains('@');
        if let Some(columns) = is_head.then(|| view.columns(names)).flatten() {
            let name = &view.lower[values[columns.recipient].clone()];
            // A server speaks of recipients.
            self.is_of_service = name.contains("mail") || name == "address";
            self.start.get_or_insert(line.start);
            self.columns = Some(columns);
            return;
        }
        let Some(columns) = self.columns.take() else {
            return;
        };
        self.row(&columns, &values);
        self.columns = Some(columns);
    }

    fn row(&mut self, columns: &Columns, values: &[Range<usize>]) {
        let view = self.reader.view;
        let Some(recipient) = values.get(columns.recipient) else {
            return;
        };
        let whole = view.text[recipient.clone()].contains(OF_TRACE);
        if !whole {
            self.record(columns, values, recipient.clone(), None);
            return;
        }
        let mut at = recipient.start;
        for one in view.text[recipient.clone()].split(';') {
            let start = at;
            at += one.len() + 1;
            let Some((name, events)) = one.split_once(OF_TRACE) else {
                continue;
            };
            // The last event tells how it ended.
            let last = events.rsplit(',').next().unwrap_or_default();
            let end = start + one.len();
            let state = view.trim(end - last.len()..end);
            self.record(columns, values, start..start + name.len(), Some(state));
        }
    }

    /// A recipient of a row, and what became of the message.
    fn record(
        &mut self,
        columns: &Columns,
        values: &[Range<usize>],
        recipient: Range<usize>,
        state: Option<Range<usize>>,
    ) {
        let view = self.reader.view;
        let mut record = self.reader.begun(false);
        let people = view.addresses(&recipient);
        let Some(first) = people.first() else { return };
        let mut key = view.lower[first.clone()].to_owned();
        let people = people.into_iter().map(|one| (RECIPIENT, one));
        record.pairs.extend(people);
        let mut of_state = state.clone().and_then(|state| State::of(view, &state));
        record.pairs.extend(state.map(|state| (STATE, state)));
        // Words in a column of their own are told before those of a state.
        let mut states = Vec::new();
        for (place, (column, value)) in columns.all.iter().zip(values).enumerate() {
            match column {
                _ if value.is_empty() || place == columns.recipient => {}
                Some(Column::State) => {
                    of_state = of_state.or_else(|| State::of(view, value));
                    states.extend(pairs_of_state(view, value));
                }
                Some(Column::Words) => record.pairs.push((WORDS, value.clone())),
                Some(Column::Message) => {
                    key.push(BETWEEN);
                    key.push_str(&view.lower[value.clone()]);
                }
                // In a row that lacks a value the diagnostic stands below another name.
                None if view.lower[value.clone()].starts_with(DIAGNOSTIC) => {
                    record.pairs.push((WORDS, value.clone()));
                }
                Some(Column::Recipient) | None => {}
            }
        }
        record.pairs.append(&mut states);
        self.tell(record, of_state, key);
    }

    /// Keeps what a record tells, by what became of its message.
    fn tell(&mut self, mut record: Record<'t>, state: Option<State>, key: String) {
        let number = self.reader.events.told.len();
        match state {
            Some(State::Stopped) => self.has_stopped = true,
            Some(State::Arrived) => {
                self.reader.events.has_delivery = true;
                self.arrived.insert(key);
            }
            Some(State::Failed) => {
                record.failed = true;
                record.fate = self.fate_of_failed(&record);
                record.cause = self.cause_of_failed(&record);
                self.reader.event(&record);
            }
            Some(State::Waits) => {
                record.failed = true;
                record.fate = Some(Fate::Retried);
                self.reader.event(&record);
                let told = number..self.reader.events.told.len();
                self.deferred
                    .extend(told.map(|number| (number, key.clone())));
            }
            None => {
                self.reader.event(&record);
            }
        }
    }

    /// What a server makes of a message that failed and of which its table says no more.
    fn fate_of_failed(&self, record: &Record<'_>) -> Option<Fate> {
        let lower = self.reader.view.lower;
        let is_plain =
            |(name, value): &Pair<'_>| *name == STATE && lower[value.clone()].starts_with(FAILED);
        let is_told = !self.is_of_service && record.pairs.iter().any(is_plain);
        is_told.then_some(Fate::Returned)
    }

    /// What the word for a state says of why.
    fn cause_of_failed(&self, record: &Record<'_>) -> Option<Slug> {
        let lower = self.reader.view.lower;
        let is_spam =
            |(name, value): &Pair<'_>| *name == STATE && lower[value.clone()].contains(SPAM);
        record
            .pairs
            .iter()
            .any(is_spam)
            .then(|| Slug::new(SPAM_CONTENT))?
    }

    /// Leaves out what was put off of a message that arrived in the end; which row stands first is not told.
    fn leave_out_settled(&mut self) {
        let arrived = &self.arrived;
        let settled = self
            .deferred
            .iter()
            .filter(|(_, key)| arrived.contains(key));
        let settled: HashSet<usize> = settled.map(|(number, _)| *number).collect();
        let mut number = 0;
        self.reader.events.told.retain(|_| {
            number += 1;
            !settled.contains(&(number - 1))
        });
    }
}

/// A record with a line for each name, as `Format-List` of PowerShell writes it, up to a blank line.
#[derive(Default)]
struct Listing {
    names: Vec<Range<usize>>,
    values: Vec<Range<usize>>,
}

impl Listing {
    fn line(&mut self, table: &mut Table<'_, '_>, line: Range<usize>) {
        let text = &table.reader.view.text[line.clone()];
        if text.is_empty() {
            self.end(table);
        } else if let Some((name, value)) = named(text) {
            self.names.push(line.start..line.start + name.len());
            self.values.push(line.end - value.len()..line.end);
        } else if let Some(value) = self.values.last_mut() {
            // A long value goes on in the next line.
            value.end = line.end;
        }
    }

    fn end(&mut self, table: &mut Table<'_, '_>) {
        let view = table.reader.view;
        let (names, values) = (mem::take(&mut self.names), mem::take(&mut self.values));
        let all = names.iter().map(|name| &view.lower[name.clone()]);
        let columns = view.columns(all).filter(|_| names.len() >= FEWEST);
        let Some(columns) = columns else { return };
        let has_state = columns.all.contains(&Some(Column::State));
        let recipient = values[columns.recipient].clone();
        if has_state && view.text[recipient].contains('@') {
            table.start.get_or_insert(names[0].start);
            table.row(&columns, &values);
        }
    }
}

/// The name with which a line of a listing begins, and its value.
fn named(line: &str) -> Option<(&str, &str)> {
    let is_name = |name: &str| {
        name.starts_with(char::is_alphabetic)
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || " _-".contains(c))
    };
    let pair = line
        .split_once(NAMED)
        .or(line.strip_suffix(" :").map(|name| (name, "")));
    pair.filter(|(name, _)| is_name(name))
}

/// What a value of a column of states is to a record: a code, a word for what became of the message, or words that say why.
fn pairs_of_state<'t>(view: &View<'t>, value: &Range<usize>) -> Vec<Pair<'t>> {
    let text = &view.text[value.clone()];
    let mut pairs = Vec::new();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let reply = if digits == DIGITS { digits } else { 0 };
    let rest = text[reply..].trim_start_matches([' ', '-', '/', ',']);
    if reply > 0 {
        pairs.push((REPLY, value.start..value.start + reply));
    }
    if let Some((_, length)) = enhanced(rest) {
        let start = value.end - rest.len();
        pairs.push((ENHANCED, start..start + length));
    }
    if pairs.is_empty() {
        pairs.push((STATE, value.clone()));
    }
    let has_code = || !codes(view, value.clone()).is_empty();
    let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
    let words = text.split([' ', '(', ':']).filter(is_word).count();
    if words >= TELLING || words > 0 && has_code() {
        pairs.push((WORDS, value.clone()));
    }
    pairs
}

impl State {
    fn of(view: &View<'_>, value: &Range<usize>) -> Option<Self> {
        let word = &view.lower[value.clone()];
        let is = |cue| view.shows(word, cue);
        let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
        if is(Cue::StateStopped) {
            Some(Self::Stopped)
        } else if is(Cue::StateWaits) || has(&["defer", "delay"]) {
            Some(Self::Waits)
        } else if is(Cue::StateFailed) || has(&FAILED_LABELS) {
            Some(Self::Failed)
        } else if is(Cue::StateArrived) {
            Some(Self::Arrived)
        } else {
            None
        }
    }
}
