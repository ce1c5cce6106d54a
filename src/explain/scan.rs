//! One pass over the lines of a text: blocks of lines that belong together, who they are about, and what is said in each.
//!
//! | question | file |
//! |---|---|
//! | where a block begins, and what is kept of it | `lines`, `keep`, `queue` |
//! | what a line is: a field, a report, a log, an object | `fields`, `report`, `log_start`, `log`, `log_words`, `accounting`, `json`, `event` |
//! | who failed | `people`, `people_words`, `named`, `lists`, `name_role`, `sender`, `returned` |
//! | what is said beside an address | `remark` |
//! | who is spoken of now, and who is done | `turns`, `settle` |
//! | what was said, at which stage, by whom, and what quotes it | `said`, `around`, `outer` |
//! | words of notices | `notice_heads`, `notice_words` |

mod accounting;
mod around;
mod event;
pub(super) mod fields;
pub(super) mod json;
mod keep;
mod lines;
mod lists;
pub(super) mod log;
pub(super) mod log_start;
pub(super) mod log_words;
mod name_role;
pub(super) mod named;
pub(super) mod notice_heads;
pub(super) mod notice_words;
mod outer;
pub(super) mod people;
mod people_words;
mod queue;
mod remark;
pub(super) mod report;
pub(super) mod returned;
pub(super) mod said;
pub(super) mod sender;
mod settle;
mod turns;

use std::collections::HashMap;
use std::ops::Range;

use smtpref_catalog::{Command, ReplyClass};

use super::codes::{Found, at_line_start, codes};
use super::effort::look_at;
use super::view::View;
use fields::Field;
use keep::Attempts;
use lines::{
    Open, Start, begin, goes_on, is_apart, is_before_part, is_in_headers, is_listing, is_original,
};
use notice_words::{OPENINGS, SURE};
use queue::Queued;
use report::Reports;
use said::{Said, Source, innermost};

/// The most recipients, groups of a report and events of one text that are kept; of replies, four for each.
pub(super) const MOST: usize = 1000;

/// All that stands in a text.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent findings")]
pub(super) struct Scan {
    pub(super) recipients: Vec<Recipient>,
    pub(super) said: Vec<Said>,
    pub(super) reports: Reports,
    pub(super) has_log: bool,
    pub(super) has_session: bool,
    /// Whether an entry of a queue is listed.
    pub(super) has_queue: bool,
    /// Whether a line named a recipient as notices do.
    pub(super) has_heading: bool,
    /// Whether the block before said that recipients follow.
    pub(super) announced: bool,
    /// The reason that stands above a list of those of whom it is said.
    pub(super) reason: Option<Range<usize>>,
    /// Whether those are listed who got the message.
    pub(super) is_serving: bool,
    /// The entry of a queue that is open.
    pub(super) queue: Option<Queued>,
    /// What is neither a field nor a line of a log.
    pub(super) prose: Vec<Range<usize>>,
    /// Where the message that came back begins.
    pub(super) original: Option<usize>,
    /// Lines of deliveries.
    pub(super) delivered: usize,
    pub(super) cut: bool,
    pub(super) by_address: HashMap<String, usize>,
    /// For whom the next replies are.
    pub(super) current: Vec<usize>,
    /// Whether a reply came for them.
    pub(super) answered: bool,
    pub(super) command: Option<Command>,
    /// The recipients of qmail's deliveries by their numbers.
    pub(super) deliveries: HashMap<u64, usize>,
    pub(super) attempts: Attempts,
}

/// A recipient.
pub(super) struct Recipient {
    pub(super) address: String,
    pub(super) place: Range<usize>,
    /// Whether only a command names it, which says nothing of a failure.
    pub(super) in_session: bool,
    /// Whether it got the message, or stands for another one.
    pub(super) is_left_out: bool,
    /// What stands behind it where a notice names it.
    pub(super) words: Option<Range<usize>>,
    /// What stands in the lines behind it, which is said of it where others have theirs.
    pub(super) behind: Option<Range<usize>>,
    /// Until when a report says that it is tried again.
    pub(super) until: Option<Range<usize>>,
}

impl Recipient {
    /// What is said of it: on its line, else in the lines behind it, which tell of it if others have theirs.
    pub(super) fn own_words(&self, is_alone: bool) -> Option<&Range<usize>> {
        let words = self.words.as_ref().filter(|words| !words.is_empty());
        words.or(self.behind.as_ref().filter(|_| !is_alone))
    }
}

/// Scans a text; what follows the beginning of the message that came back is left out if that is asked for.
pub(super) fn scan(view: &View<'_>, with_original: bool) -> Scan {
    // A report may stand behind headers that a notice quotes.
    let last_report = view.find_last("final-recipient:");
    let mut scan = Scan::default();
    let mut open: Option<Open> = None;
    let mut at = 0;
    let mut code = None;
    let mut in_header = true;
    let mut is_first = true;
    while at < view.text.len() {
        let rest = &view.text[at..];
        let length = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let range = at..at + length;
        let line = &view.text[range.clone()];
        look_at(length + 1);
        at = (range.end + 1).min(view.text.len());
        let comes_back = || {
            let is_told = !scan.said.is_empty() || scan.has_recipients() || scan.reports.tells();
            let is_ahead = last_report.is_some_and(|last| last > range.start);
            let is_before_report = is_ahead && !scan.reports.tells();
            let may_begin = !in_header && !is_first && !is_before_report;
            may_begin
                && !is_in_headers(view, range.start)
                && returned::begins(view, &range, is_told)
        };
        let is_border = || is_original(view, &range, in_header) && !is_before_part(view, at);
        if !with_original && (is_border() || comes_back()) {
            scan.original = Some(range.start);
            break;
        }
        let mut start = begin(view, &range, code, open.as_ref(), &scan);
        if is_first && !range.is_empty() {
            is_first = false;
            in_header = matches!(start, Start::Field(..)) || line.starts_with("From ");
        }
        in_header &= !matches!(start, Start::Blank) || is_first;
        // Blank lines get lost where a mail is pasted: what a notice says ends its headers too.
        in_header = in_header && !(matches!(start, Start::Plain) && opens_notice(view, &range));
        if in_header && matches!(start, Start::Heading(_) | Start::Log) {
            start = Start::Plain;
        }
        if in_header && matches!(start, Start::Plain) && is_listing(view, &range) {
            in_header = false;
            scan.has_log |= view.lower[range.clone()].starts_with("event");
        }
        if let (Start::Plain, Some(open)) = (&start, &mut open)
            && goes_on(view, open, &range, in_header)
            && !is_apart(view, open, &range)
        {
            open.range.end = range.end;
            continue;
        }
        if let Some(done) = open.take() {
            scan.block(view, done);
        }
        scan.reports.in_header = in_header;
        if matches!(start, Start::Blank) {
            code = None;
            scan.reports.blank();
        } else {
            // Only the line behind it asks.
            let is_last = at == view.text.len();
            code = if is_last {
                None
            } else {
                at_line_start(view, range.clone())
            };
            open = Some(Open { range, start });
        }
    }
    if let Some(done) = open {
        scan.block(view, done);
    }
    scan.end_entry();
    scan.leave_out_settled();
    scan.reports.finish();
    scan.cut |= scan.reports.cut;
    scan
}

fn opens_notice(view: &View<'_>, line: &Range<usize>) -> bool {
    view.has(line, OPENINGS) || view.has(line, SURE)
}

impl Scan {
    /// Whether a line is nothing but the address of another recipient, who is known to have failed or follows one of whom a reply tells.
    pub(super) fn is_next(
        &self,
        view: &View<'_>,
        address: &Range<usize>,
        line: &Range<usize>,
        open: Option<&Open>,
    ) -> bool {
        let number = self.by_address.get(&view.lower[address.clone()]);
        let is_other = number.is_none_or(|number| !self.current.contains(number));
        let ends = matches!(&view.text[address.end..line.end], "" | ">" | ":" | ">:");
        let goes_on = number.is_some() && address.end == line.end;
        let is_told = open.is_some_and(|open| matches!(open.start, Start::Code));
        is_other && ends && (goes_on || is_told && !self.current.is_empty())
    }

    /// Reads a finished block.
    fn block(&mut self, view: &View<'_>, open: Open) {
        self.keep_prose(view, &open);
        let announced = std::mem::take(&mut self.announced);
        if self.entry(view, &open) {
            return;
        }
        match open.start {
            Start::Field(field, value) => {
                let value =
                    value.start..view.trim(value.start..open.range.end.max(value.start)).end;
                self.field(view, field, value);
            }
            Start::Client(command) => {
                // A second line belongs to what the server says.
                self.command = Some(command);
                self.has_session = true;
                if command == Command::Rcpt {
                    self.current.clear();
                    self.answered = false;
                    if let Some(address) = people::after(view, &open.range, &["rcpt to:"]) {
                        let rest = address.end..open.range.end;
                        let number = self.recipient(view, address, true);
                        self.current.extend(number);
                        self.prose(view, rest);
                    }
                } else {
                    // Whom a notice names above a session is not done.
                    let all = &self.recipients;
                    self.current.retain(|number| !all[*number].in_session);
                }
            }
            Start::Heading(address) if remark::is_sender(view, &address) => {}
            Start::Heading(address) => {
                self.next_one();
                let others = lists::listed_after(view, &address, open.range.end);
                let end = others.last().map_or(address.end, |last| last.end);
                let rest = end..open.range.end;
                self.has_heading |= view.lower[..address.start].ends_with('<')
                    && view.has(&rest, &["host ", "(expanded from", "remote host"]);
                let number = self.recipient(view, address, false);
                if number.is_some_and(|number| self.current.contains(&number)) {
                    // Named above in a list, and now with what is said of it.
                    self.current.clear();
                }
                self.current.extend(number);
                self.note_served(view, number, &rest);
                for other in others {
                    let number = self.recipient(view, other, false);
                    self.current.extend(number);
                }
                let above = self
                    .reason
                    .clone()
                    .filter(|_| view.trim(rest.clone()).is_empty());
                match above {
                    Some(reason) => self.note_words(view, reason),
                    None => self.note_words(view, rest.clone()),
                }
                self.prose(view, rest);
            }
            Start::Log => self.log(view, &open.range),
            Start::Server => self.prose(view, open.range),
            Start::Blank | Start::Code | Start::Plain => {
                if self.objects(view, &open.range) {
                    return;
                }
                let codes = codes(view, open.range.clone());
                self.reason =
                    remark::reason_of_list(view, &open.range).filter(|_| codes.is_empty());
                let notice =
                    open.range.start..codes.first().map_or(open.range.end, |code| code.start);
                let mut people = people::in_prose(view, &notice);
                if announced {
                    people.extend(lists::with_names(view, notice.clone()));
                } else if let Some(place) = lists::announced(view, &notice) {
                    self.announced = place == open.range.end;
                    people.extend(lists::with_names(view, place..notice.end.max(place)));
                }
                people.extend(remark::behind_reasons(view, &notice));
                people.sort_by_key(|address| address.start);
                people.dedup_by(|next, last| next.start < last.end);
                if !people.is_empty() {
                    self.next_one();
                }
                self.is_serving = remark::lists_served(view, &open.range);
                self.note_reason(view, &open.range, people.is_empty() && codes.is_empty());
                let said = remark::said_of(view, &notice, &people);
                for (address, said) in people.into_iter().zip(said) {
                    if let Some(number) = self.recipient(view, address, false) {
                        self.current.push(number);
                        self.answered |= said.is_some();
                        let behind = &mut self.recipients[number].behind;
                        *behind = behind.take().or(said);
                    }
                }
                self.prose_with(view, open.range, &codes);
            }
        }
    }

    fn field(&mut self, view: &View<'_>, field: Field, value: Range<usize>) {
        if field == Field::Status && view.lower[value.clone()].starts_with("delivered") {
            for &number in &self.current {
                self.recipients[number].is_left_out = true;
            }
        }
        if field == Field::FailedRecipients {
            let mut at = value.start;
            for part in view.text[value.clone()].split(',') {
                if let Some(address) = view.address(at..at + part.len()) {
                    self.recipient(view, address, false);
                }
                at += part.len() + 1;
            }
        }
        self.reports.field(view, field, value);
    }

    /// Words outside of reports and logs.
    fn prose(&mut self, view: &View<'_>, range: Range<usize>) {
        let found = codes(view, range.clone());
        self.prose_with(view, range, &found);
    }

    /// Words of which the codes are known.
    fn prose_with(&mut self, view: &View<'_>, range: Range<usize>, found: &[Found]) {
        if self.refused(view, &range, found) {
            return;
        }
        let Some(mut one) = innermost(view, range.clone(), found, Source::Prose) else {
            return;
        };
        if let Some(reply) = one.reply {
            if one.stage.is_none() {
                let before = range.start..one.codes[0].start.max(range.start);
                one.stage = around::before(view, &before).or(self.command);
            }
            if reply.class() == ReplyClass::PositiveIntermediate
                && self.command == Some(Command::Data)
            {
                self.command = Some(Command::EndOfData);
            }
        }
        self.has_log |= view.has(&range, &["[{led=", "recipientstatus : "]);
        // Whom Exim does not disclose it names in the command that it quotes.
        let own = people::after(view, &range, people::KEYS)
            .filter(|_| !view.has(&range, &["an undisclosed address"]));
        let is_open = !self.has_session && self.current.is_empty();
        let mut all = Vec::from_iter(own);
        if all.is_empty() && is_open && !one.is_success() {
            all = named::beside(view, &one);
        }
        let mut named = all
            .into_iter()
            .filter_map(|address| self.recipient(view, address, is_open))
            .collect::<Vec<_>>()
            .into_iter();
        let first = named.next().or_else(|| {
            let address = named::in_words(view, &one.words, one.codes[0].end)?;
            let known = self.by_address.get(&view.lower[address.clone()]).copied();
            // `550 <bob@example.net>... User unknown`
            let is_named =
                is_open && !one.is_success() && view.text[address.end..].starts_with(">...");
            known.or_else(|| {
                let is_his = is_named && !sender::is_about_sender(view, &one);
                is_his.then(|| self.recipient(view, address, true))?
            })
        });
        for other in named {
            self.put(one.clone(), Some(other));
        }
        self.put(one, first);
    }
}
