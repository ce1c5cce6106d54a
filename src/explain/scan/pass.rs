//! One pass over the lines of a text: blocks of lines that belong together, who they are about, and what is said in each.
//!
//! | question | file |
//! |---|---|
//! | how a line begins, and whether it goes on with what stood before | `begin` |
//! | where the message that came back begins | `original` |
//! | what a finished block tells | `block`; an entry of a queue: `queue`; a line of a log: `attempts` |
//! | who is spoken of now, and who is done | `turns` |
//! | which session of a log a line is of, and which command a reply answers | `sessions` |

mod attempts;
mod begin;
mod block;
mod original;
mod queue;
mod sessions;
mod turns;

use std::collections::HashMap;
use std::ops::Range;

use smtpref_catalog::{Command, Cue};

use super::fields::is_listing;
use super::forwarded;
use super::found::Scan;
use super::people::returned;
use crate::explain::codes::at_line_start;
use crate::explain::effort::look_at;
use crate::explain::view::View;
use attempts::Attempts;
use begin::{Open, Start, begin, goes_on, is_apart};
use original::{is_before_part, is_in_headers, is_original};
use queue::Queued;
use sessions::Sessions;
use turns::Turn;

/// The state of a pass, of which nothing but what was found is left at its end.
pub(super) struct Pass<'v> {
    view: &'v View<'v>,
    found: Scan,
    turn: Turn,
    /// The command that a session gave last.
    command: Option<Command>,
    sessions: Sessions,
    /// The entry of a queue that is open.
    queue: Option<Queued>,
    /// The recipients of qmail's deliveries by their numbers.
    deliveries: HashMap<u64, usize>,
    attempts: Attempts,
}

/// Whether the words of a notice begin in a line; they may be wrapped.
fn opens_notice(view: &View<'_>, line: &Range<usize>) -> bool {
    const FAR: usize = 60;
    let words = line.start..view.floor(line.end + FAR);
    view.tells(&words, Cue::Opening) || view.tells(&words, Cue::SurelyFailed)
}

impl<'v> Pass<'v> {
    pub(super) fn new(view: &'v View<'v>) -> Self {
        Self {
            view,
            found: Scan::default(),
            turn: Turn::default(),
            command: None,
            sessions: Sessions::default(),
            queue: None,
            deliveries: HashMap::new(),
            attempts: Attempts::default(),
        }
    }

    /// Goes over all lines; what follows the beginning of the message that came back is left out if that is asked for.
    pub(super) fn run(mut self, with_original: bool) -> Scan {
        let view = self.view;
        // A report may stand behind headers that a notice quotes.
        let last_report = view.find_last("final-recipient:");
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
                let is_told = !self.found.said.is_empty()
                    || self.found.has_recipients()
                    || self.found.reports.tells();
                let is_ahead = last_report.is_some_and(|last| last > range.start);
                let is_before_report = is_ahead && !self.found.reports.tells();
                let may_begin = !in_header && !is_first && !is_before_report;
                may_begin
                    && !is_in_headers(view, range.start)
                    && returned::begins(view, &range, is_told)
            };
            let is_border = || {
                is_original(view, &range, in_header)
                    && !is_before_part(view, at)
                    && (self.found.has_recipients()
                        || self.found.reports.tells()
                        || !forwarded::follows(view, &range))
            };
            if !with_original && (is_border() || comes_back()) {
                self.found.original = Some(range.start);
                break;
            }
            let mut start = begin(view, &range, code, open.as_ref(), &self);
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
                self.found.has_log |= view.lower[range.clone()].starts_with("event");
            }
            if let (Start::Plain, Some(open)) = (&start, &mut open)
                && goes_on(view, open, &range, in_header)
                && !is_apart(view, open, &range)
            {
                open.range.end = range.end;
                continue;
            }
            if let Some(done) = open.take() {
                self.block(done);
            }
            self.found.reports.in_header = in_header;
            if matches!(start, Start::Blank) {
                code = None;
                self.found.reports.blank();
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
            self.block(done);
        }
        self.end_entry();
        self.leave_out_settled();
        self.name_by_card();
        self.found.complete_names(view);
        if self.found.has_session {
            self.found.leave_out_first_tries(view);
        }
        self.found.reports.finish();
        self.found.cut |= self.found.reports.cut;
        self.found
    }
}
