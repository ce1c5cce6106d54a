//! One pass over the lines of a text: blocks of lines that belong together, who they are about, and what is said in each.

use std::collections::HashMap;
use std::ops::Range;

use smtpref_catalog::{Command, ReplyClass};

use super::answer::Origin;
use super::codes::{Found, at_line_start, codes};
use super::fields::{Field, field};
use super::json;
use super::log;
use super::people;
use super::report::{Action, Reports};
use super::said::{Said, Source, innermost};
use super::view::View;

/// The most recipients and replies of one text that are kept.
pub(super) const MOST: usize = 1000;

/// All that stands in a text.
#[derive(Default)]
pub(super) struct Scan {
    pub(super) recipients: Vec<Recipient>,
    pub(super) said: Vec<Said>,
    pub(super) reports: Reports,
    pub(super) has_log: bool,
    pub(super) has_session: bool,
    /// Whether a line named a recipient as notices do.
    pub(super) has_heading: bool,
    /// Where the message that came back begins.
    pub(super) original: Option<usize>,
    /// Lines of deliveries.
    pub(super) delivered: usize,
    pub(super) cut: bool,
    by_address: HashMap<String, usize>,
    /// For whom the next replies are.
    current: Vec<usize>,
    /// Whether a reply came for them.
    answered: bool,
    command: Option<Command>,
    /// The recipients of qmail's deliveries by their numbers.
    deliveries: HashMap<u64, usize>,
}

/// A recipient.
pub(super) struct Recipient {
    pub(super) address: String,
    pub(super) place: Range<usize>,
    /// Whether only a command names it, which says nothing of a failure.
    pub(super) in_session: bool,
    /// Whether a report says that it got the message.
    pub(super) was_served: bool,
}

/// How a line begins.
enum Start {
    Blank,
    Field(Field, Range<usize>),
    Heading(Range<usize>),
    Client(Command),
    Server,
    Log,
    Code,
    Plain,
}

/// A block that is not finished.
struct Open {
    range: Range<usize>,
    start: Start,
}

/// Scans a text; what follows the beginning of the message that came back is left out if that is asked for.
pub(super) fn scan(view: &View<'_>, with_original: bool) -> Scan {
    let mut scan = Scan::default();
    let mut open: Option<Open> = None;
    let mut at = 0;
    let mut code = None;
    let mut in_header = true;
    let mut is_first = true;
    for line in view.text.split_inclusive('\n') {
        let range = at..at + line.trim_end_matches('\n').len();
        at += line.len();
        if !with_original && is_original(view, &range, in_header) {
            scan.original = Some(range.start);
            break;
        }
        let mut start = scan.start(view, &range, code, open.as_ref());
        if is_first && !range.is_empty() {
            is_first = false;
            in_header = matches!(start, Start::Field(..)) || line.starts_with("From ");
        }
        in_header &= !matches!(start, Start::Blank) || is_first;
        scan.reports.in_header = in_header;
        if in_header && matches!(start, Start::Heading(_) | Start::Log) {
            start = Start::Plain;
        }
        if in_header && matches!(start, Start::Plain) && is_listing(view, &range) {
            in_header = false;
            scan.has_log |= view.lower[range.clone()].starts_with("event");
        }
        if let (Start::Plain, Some(open)) = (&start, &mut open)
            && goes_on(open, in_header)
        {
            open.range.end = range.end;
            continue;
        }
        if let Some(done) = open.take() {
            scan.block(view, done);
        }
        if matches!(start, Start::Blank) {
            code = None;
            scan.reports.blank();
        } else {
            code = at_line_start(view, range.clone()).and_then(|found| found.reply);
            open = Some(Open { range, start });
        }
    }
    if let Some(done) = open {
        scan.block(view, done);
    }
    scan.reports.finish();
    scan
}

/// Whether a line is a word with a value and no header: `Event: Fail`.
fn is_listing(view: &View<'_>, line: &Range<usize>) -> bool {
    let text = &view.lower[line.clone()];
    let word = text
        .bytes()
        .take(24)
        .take_while(u8::is_ascii_lowercase)
        .count();
    word > 0 && text[word..].starts_with([':']) || text[word..].starts_with(" : ")
}

/// Whether a line goes on with words that an address may be part of, by how the line before it ends: behind a code any line does, an
/// address without brackets goes on unless it was announced.
fn is_in_words(view: &View<'_>, line: &Range<usize>, open: Option<&Open>) -> bool {
    let Some(open) = open else { return false };
    if !matches!(open.start, Start::Plain | Start::Code | Start::Server) {
        return false;
    }
    let before = view.lower[open.range.clone()].chars().next_back();
    let is_bare = !view.text[line.clone()].starts_with('<');
    before.is_some_and(|last| {
        last.is_ascii_digit() || (is_bare && (last.is_alphanumeric() || last == ','))
    })
}

/// Whether a plain line belongs to the block before it.
fn goes_on(open: &Open, in_header: bool) -> bool {
    match open.start {
        Start::Client(_) => false,
        Start::Field(
            Field::Diagnostic
            | Field::FailedRecipients
            | Field::RemoteMta
            | Field::Status
            | Field::FinalRecipient
            | Field::OriginalRecipient,
            _,
        ) => true,
        Start::Field(..) => in_header,
        _ => true,
    }
}

/// Whether the message that came back begins here.
fn is_original(view: &View<'_>, line: &Range<usize>, in_header: bool) -> bool {
    let text = &view.lower[line.clone()];
    if let Some(kind) = text.strip_prefix("content-type:") {
        let kind = kind.trim_start();
        return !in_header
            && (kind.starts_with("message/rfc822")
                || kind.starts_with("text/rfc822")
                || kind.starts_with("message/global;")
                || kind == "message/global"
                || kind.starts_with("message/global-headers"));
    }
    let bare = text.trim_matches(['-', ' ', '=', '*', '_', ':', '.']);
    if bare.len() > 90 || bare.is_empty() {
        return false;
    }
    let starts = [
        "original message",
        "below this line is a copy",
        "this is a copy of ",
        "message header follows",
        "unsent message",
        "message text follows",
        "returned message",
        "ursprüngliche nachricht",
        "original message headers",
        "message headers follow",
        "the following is a copy",
        "copy of the message",
        "message contents follow",
        "mensaje original",
        "mensagem original",
        "message original",
        "the header of the original message",
        "here is a copy of",
        "headers of the original message",
        "die nachrichtenkopfzeilen",
    ];
    let is_ruled = text.starts_with('-') || text.starts_with('=') || text.starts_with('*');
    starts.iter().any(|start| bare.starts_with(start))
        && (is_ruled || bare.contains("copy of") || bare.contains("header"))
        && !bare.starts_with("original message details")
}

impl Scan {
    fn start(
        &self,
        view: &View<'_>,
        line: &Range<usize>,
        code: Option<smtpref_catalog::ReplyCode>,
        open: Option<&Open>,
    ) -> Start {
        let text = &view.lower[line.clone()];
        let Some(first) = text.bytes().next() else {
            return Start::Blank;
        };
        let in_log = matches!(
            open,
            Some(Open {
                start: Start::Log,
                ..
            })
        );
        if in_log {
            // A wrapped line of a log ends where the next one begins.
            return if log::is_start(text) {
                Start::Log
            } else {
                Start::Plain
            };
        }
        if let Some(side) = people::side(text) {
            return match side {
                people::Side::Client(command) => Start::Client(command),
                people::Side::Server => Start::Server,
            };
        }
        let in_notice = matches!(
            open,
            Some(Open {
                start: Start::Field(Field::Diagnostic, _) | Start::Heading(_),
                ..
            })
        );
        if !in_notice && log::is_start(text) {
            return Start::Log;
        }
        if first.is_ascii_lowercase()
            && let Some((field, value)) = field(view, line.clone())
        {
            return Start::Field(field, value);
        }
        if let Some(command) = people::command(text) {
            return Start::Client(command);
        }
        if !is_in_words(view, line, open)
            && let Some(address) = people::heading(view, line.clone())
        {
            return Start::Heading(address);
        }
        if let Some(found) = at_line_start(view, line.clone()) {
            // The diagnostic of a report goes on in the next lines, whatever they begin with.
            let in_diagnostic = matches!(
                open,
                Some(Open {
                    start: Start::Field(Field::Diagnostic, _),
                    ..
                })
            );
            let goes_on = found.reply.is_none() || found.reply == code || in_diagnostic;
            if !(goes_on && open.is_some()) {
                return Start::Code;
            }
        }
        Start::Plain
    }

    /// Reads a finished block.
    fn block(&mut self, view: &View<'_>, open: Open) {
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
                    self.current.clear();
                }
            }
            Start::Heading(address) => {
                if self.answered {
                    self.current.clear();
                    self.answered = false;
                }
                let rest = address.end..open.range.end;
                self.has_heading |= view.lower[..address.start].ends_with('<')
                    && view.has(&rest, &["host ", "(expanded from", "remote host"]);
                let number = self.recipient(view, address, false);
                self.current.extend(number);
                self.prose(view, rest);
            }
            Start::Log => self.log(view, &open.range),
            Start::Server => self.prose(view, open.range),
            Start::Blank | Start::Code | Start::Plain => {
                if self.objects(view, &open.range) {
                    return;
                }
                let codes = codes(view, open.range.clone());
                let notice =
                    open.range.start..codes.first().map_or(open.range.end, |code| code.start);
                for address in people::in_prose(view, &notice) {
                    let number = self.recipient(view, address, false);
                    if self.answered {
                        self.current.clear();
                        self.answered = false;
                    }
                    self.current.extend(number);
                }
                self.prose(view, open.range);
            }
        }
    }

    fn field(&mut self, view: &View<'_>, field: Field, value: Range<usize>) {
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
        if self.refused(view, &range, &found) {
            return;
        }
        let Some(mut one) = innermost(view, range.clone(), &found, Source::Prose) else {
            return;
        };
        if let Some(reply) = one.reply {
            if one.stage.is_none() {
                one.stage = self.command;
            }
            if reply.class() == ReplyClass::PositiveIntermediate
                && self.command == Some(Command::Data)
            {
                self.command = Some(Command::EndOfData);
            }
        }
        self.has_log |= view.has(&range, &["[{led=", "recipientstatus : "]);
        let own = people::after(
            view,
            &range,
            &[
                "rcpt to:",
                "rcpt to command for ",
                "recipientaddress:",
                "recipientaddress :",
                "recipient address:",
                "recipients : ",
            ],
        );
        let named = own
            .and_then(|address| {
                self.recipient(view, address, !self.has_session && self.current.is_empty())
            })
            .or_else(|| {
                let address = people::in_words(view, &one.words, one.codes[0].end)?;
                self.by_address.get(&view.lower[address]).copied()
            });
        self.put(one, named);
    }

    /// Whether a line holds an object that tells what happened; keeps it.
    fn objects(&mut self, view: &View<'_>, range: &Range<usize>) -> bool {
        if !view.has(&view.cut(range.clone(), 300), &["{\"", "{\u{201d}"]) {
            return false;
        }
        let events = json::events(view, range.clone(), false);
        let Some(events) = events.filter(|events| !events.events.is_empty()) else {
            return false;
        };
        self.has_log |= events.is_log;
        for event in events.events {
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
    fn refused(&mut self, view: &View<'_>, range: &Range<usize>, found: &[Found]) -> bool {
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

    fn log(&mut self, view: &View<'_>, range: &Range<usize>) {
        if self.objects(view, range) {
            self.has_log = true;
            return;
        }
        let line = log::read(view, range);
        self.has_log |= line.is_log;
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
        if let Some(one) = line.said {
            for other in others {
                self.put(one.clone(), Some(other));
            }
            self.put(one, first);
        }
    }

    /// Keeps what was said, for the recipient that is named, else for those whom the text spoke of last.
    fn put(&mut self, mut one: Said, named: Option<usize>) {
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
