//! Several sessions at a time in one log, and commands that a client sends before it has the answers to others.

use std::collections::{HashMap, VecDeque};
use std::mem;
use std::ops::Range;

use smtpref_catalog::Command;

use super::super::MOST;
use super::super::session::Turn;
use super::Pass;

/// The most commands that wait for an answer.
const MOST_WAITING: usize = 256;

/// A session that is open.
#[derive(Default)]
struct Session {
    /// The command that it gave last, and for whom its next replies are.
    command: Option<Command>,
    current: Vec<usize>,
    /// The commands that no reply answered yet, and whom they name.
    waiting: VecDeque<(Command, Vec<usize>)>,
    /// Whether one of a group of commands was taken: then the replies are all there, and are counted.
    has_success: bool,
}

/// The sessions of a log by what tells them apart.
#[derive(Default)]
pub(super) struct Sessions {
    others: HashMap<String, Session>,
    /// What the one is called whose line was read last.
    name: String,
    waiting: VecDeque<(Command, Vec<usize>)>,
    has_success: bool,
}

impl Pass<'_> {
    /// Goes on with the session of a line.
    pub(super) fn enter(&mut self, turn: &Turn) {
        let is_logged = turn.is_own.is_some();
        self.found.has_logged_session |= is_logged;
        self.found.has_log |= is_logged;
        let name = &self.view.lower[turn.session.clone()];
        if !is_logged || name == self.sessions.name {
            return;
        }
        let all = &mut self.sessions;
        let left = Session {
            command: self.command.take(),
            current: mem::take(&mut self.turn.current),
            waiting: mem::take(&mut all.waiting),
            has_success: all.has_success,
        };
        let left_name = mem::replace(&mut all.name, name.to_owned());
        if all.others.len() < MOST {
            all.others.insert(left_name, left);
        }
        let entered = all.others.remove(name).unwrap_or_default();
        self.command = entered.command;
        self.turn.current = entered.current;
        all.waiting = entered.waiting;
        all.has_success = entered.has_success;
    }

    /// Notes that a command waits for its answer.
    pub(super) fn await_answer(&mut self, command: Command) {
        let waiting = &mut self.sessions.waiting;
        // Only these are sent before others are answered (RFC 2920, section 3.1).
        let may_wait = |(last, _): &(Command, Vec<usize>)| {
            matches!(last, Command::Mail | Command::Rcpt | Command::Rset)
        };
        if waiting.len() == MOST_WAITING || !waiting.back().is_some_and(may_wait) {
            waiting.clear();
            self.sessions.has_success = false;
        }
        let waiting = &mut self.sessions.waiting;
        let named = if command == Command::Rcpt {
            self.turn.current.clone()
        } else {
            Vec::new()
        };
        waiting.push_back((command, named));
    }

    /// Finds the command that a reply answers: the first that waits, where several do. Of a log that was searched for refusals the answers to
    /// most commands are missing, and the last command is meant.
    pub(super) fn answer(&mut self, turn: &Turn, block: &Range<usize>) {
        const DIGITS: usize = 3;
        let said = &self.view.text[turn.said.min(block.end)..block.end];
        let said = said.trim_start_matches(|c: char| !c.is_ascii_digit());
        // The lines of a refusal are one block.
        let goes_on = said[DIGITS.min(said.len())..].starts_with('-') && !said.contains('\n');
        if goes_on {
            return;
        }
        let all = &mut self.sessions;
        let is_counted = all.has_success && all.waiting.len() > 1;
        all.has_success |= said.starts_with(['2', '3']);
        // A login is a talk of its own.
        let is_login = matches!(all.waiting.front(), Some((Command::Auth, _)));
        if is_login && said.starts_with('3') {
            return;
        }
        let answered = all.waiting.pop_front();
        if let Some((command, named)) = answered.filter(|_| is_counted) {
            self.command = Some(command);
            if command == Command::Rcpt {
                self.turn.current = named;
            } else {
                let recipients = &self.found.recipients;
                self.turn
                    .current
                    .retain(|number| !recipients[*number].in_session);
            }
        }
    }
}
