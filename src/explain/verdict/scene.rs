//! Where the one stands who has a text before them: at a program that a server refused, at a server that passes mail on, at one that
//! refuses what is offered to it. The form of the text shows it: a library's name, a queue's fields, a port.

use std::ops::Range;

use smtpref_catalog::{Cue, Scene};

use super::super::answer::{Answer, Kind, Writer};
use super::super::scan::{Said, State, turn};
use super::super::view::View;
use super::Context;
use super::scene_words::{
    ACCOUNTS, DELIVERIES, INSIDE, LOGIN_TRIES, LOGINS, OF_PHPMAILER, OUTWARD, OWN_REFUSALS,
    REFUSALS, SUBMISSION_PORTS,
};

/// What stands before the port of a host: `mx.example.net:25`.
const OF_HOST: &[&str] = &[":"];
/// The same where a program tells of it; a server that speaks of a port only advises it.
const TOLD: &[&str] = &[":", "port ", "port: ", "port="];
/// What Exim writes in its notices of what the next server said.
const OF_EXIM: &[&str] = &["smtp error from remote mail server after "];
/// How far from the reply the marks of a program stand at most.
const NEAR: usize = 400;
/// How much of a line of Exim is looked at.
const LINE: usize = 512;
/// How much of a line or of a part of a report is looked at.
const AROUND: usize = 4096;

impl Context<'_> {
    /// Where the reader of a reply stands by whoever wrote its text; `None` if it does not show that.
    pub(super) fn scene(&self, said: &Said, writer: Option<Writer>) -> Option<Scene> {
        if writer == Some(Writer::Service) {
            return Some(Scene::Service);
        }
        let line = self.view.cut(said.block.clone(), AROUND);
        match self.kind {
            Kind::Log => {
                // Most lines of a log are such, and they need no further question.
                if State::is_of_postfix(&self.view, &line) {
                    Some(if said.is_of_table() {
                        Scene::Inside
                    } else {
                        of_delivery(&self.view, &line)
                    })
                } else if self.has_program(said) {
                    Some(self.of_program(said))
                } else {
                    self.of_log(&line)
                }
            }
            // A refusal of a client that somebody tells of is no delivery.
            Kind::Reply | Kind::Bounce if self.view.has(&line, OWN_REFUSALS) => {
                Some(Scene::Refusal)
            }
            Kind::Queue | Kind::Bounce | Kind::Delay => Some(of_delivery(&self.view, &line)),
            Kind::Reply if is_passed_on(&self.view, said) => Some(Scene::Delivery),
            Kind::Reply => {
                let around = self.around(said);
                let marks = if said.codes.reply.is_none() {
                    TOLD
                } else {
                    OF_HOST
                };
                let is_program = self.has_program(said)
                    || !State::is_of_postfix(&self.view, &around)
                        && !self.view.has(&around, DELIVERIES)
                        && has_submission_port(&self.view, &around, marks);
                is_program.then(|| self.of_program(said))
            }
            Kind::Transcript => {
                let all = self.view.cut(0..self.view.text.len(), AROUND);
                let is_submission = has_submission_port(&self.view, &all, OF_HOST)
                    || self.view.has(&all, LOGIN_TRIES)
                    || self.view.tells(&all, Cue::Program);
                let is_between_servers =
                    has_port(&self.view, &all, "25", TOLD) && !self.view.has(&all, OF_PHPMAILER);
                (is_submission && !is_between_servers).then_some(Scene::Program)
            }
            _ => None,
        }
        .filter(|scene| {
            // Servers talk to each other on port 25, but a library that names itself may be sent there by its settings.
            *scene != Scene::Program
                || self.has_program(said)
                || !has_port(&self.view, &self.around(said), "25", TOLD)
        })
    }

    /// Where the one stands who reads a line of the log of a server.
    fn of_log(&self, line: &Range<usize>) -> Option<Scene> {
        // In a session that a server wrote into its log the reply is its own, or of the server to which it hands mail on.
        let is_own = turn(&self.view, line).and_then(|turn| turn.is_own);
        if is_login(&self.view, line) {
            Some(Scene::Login)
        } else if is_own == Some(true) || self.view.has(line, REFUSALS) {
            Some(Scene::Refusal)
        } else {
            let is_delivery = is_own == Some(false) || self.view.has(line, DELIVERIES);
            is_delivery.then(|| of_delivery(&self.view, line))
        }
    }

    /// Tells of an answer that lines of a log state without any reply whose log it is.
    pub(in crate::explain) fn place_in_log(&self, answer: &mut Answer) {
        let lines = self.view.cut(0..self.view.text.len(), AROUND);
        if answer.scene.is_none() && !self.view.tells(&lines, Cue::Program) {
            // What only a server says that hands mail on is no refusal, whatever stands beside it in the log.
            answer.scene = if answer.is_of_sending_side(self.catalog) {
                Some(of_delivery(&self.view, &lines))
            } else {
                self.of_log(&lines)
            };
        }
        answer.writer = answer.writer.or_else(|| self.writer_of_log(&lines));
    }

    /// Whether a program speaks that talks to a server itself and tells its user at once what that one said.
    pub(super) fn has_program(&self, said: &Said) -> bool {
        let around = self.around(said);
        // A mail service writes `SMTP Error (state 9)` in its notices.
        self.view.tells(&around, Cue::Program)
            && !self.view.tells(&around, Cue::QuotesServer)
            && !self.view.has(&around, OF_EXIM)
    }

    fn of_program(&self, said: &Said) -> Scene {
        // A filter that hands mail back to its own server writes so too; on the port for people's mail it is none.
        let around = self.around(said);
        let is_submission = || has_submission_port(&self.view, &around, OF_HOST);
        if self.view.has(&around, INSIDE) && !is_submission() {
            Scene::Inside
        } else {
            Scene::Program
        }
    }

    /// A reply with what stands right before and behind it.
    pub(super) fn around(&self, said: &Said) -> Range<usize> {
        let start = self.view.floor(said.block.start.saturating_sub(NEAR));
        let end = said.words.end.max(said.block.start) + NEAR;
        start..self.view.floor(end)
    }
}

/// Whether Microsoft 365 tells in its own number what another server said to it: `550 5.7.367 Remote server returned … -> 554 5.7.1 …`.
fn is_passed_on(view: &View<'_>, said: &Said) -> bool {
    let words = view.cut(said.block.clone(), AROUND);
    let start = view.find(words.clone(), "remote server returned ");
    start.is_some_and(|start| view.find(start..words.end, "-> ").is_some())
}

/// To whom a server hands mail over, by what it writes of it.
fn of_delivery(view: &View<'_>, line: &Range<usize>) -> Scene {
    if view.has(line, INSIDE) || is_local_to_exim(view, line) {
        Scene::Inside
    } else if has_submission_port(view, line, OF_HOST) {
        Scene::Smarthost
    } else {
        Scene::Delivery
    }
}

/// Whether Exim tells of a delivery at its own server, or of an address that a router of its own refuses: it names no host, and neither
/// router nor transport is one that leads outwards.
fn is_local_to_exim(view: &View<'_>, line: &Range<usize>) -> bool {
    let line = view.cut(line.clone(), LINE);
    if view.find(line.clone(), " h=").is_some() || !view.has(&line, &[" ** ", " == "]) {
        return false;
    }
    let name = |field: &str| {
        let start = view.find(line.clone(), field)? + field.len();
        view.lower[start..line.end].split([' ', ':', '\n']).next()
    };
    let is_outward = |name: &str| OUTWARD.iter().any(|word| name.contains(word));
    match (name(" t="), name(" r=")) {
        (Some(transport), _) => !is_outward(transport),
        (None, Some(router)) => !is_outward(router),
        (None, None) => false,
    }
}

/// The account at which a login failed, with the name of its field.
pub(super) fn account(view: &View<'_>, line: &Range<usize>) -> Option<Range<usize>> {
    let line = view.cut(line.clone(), AROUND);
    let start = ACCOUNTS
        .iter()
        .find_map(|field| view.find(line.clone(), field))?;
    let rest = &view.text[start..line.end];
    let end = rest
        .find([' ', ',', ')', ']', '>', '\n'])
        .unwrap_or(rest.len());
    Some(start..start + end)
}

/// Whether a line tells of a login that failed at the server which wrote it.
fn is_login(view: &View<'_>, line: &Range<usize>) -> bool {
    LOGINS.iter().any(|words| {
        words
            .iter()
            .all(|word| view.find(line.clone(), word).is_some())
    })
}

fn has_submission_port(view: &View<'_>, range: &Range<usize>, marks: &[&str]) -> bool {
    SUBMISSION_PORTS
        .iter()
        .any(|port| has_port(view, range, port, marks))
}

/// Whether a text names a port behind one of some marks.
fn has_port(view: &View<'_>, range: &Range<usize>, port: &str, marks: &[&str]) -> bool {
    let mut from = range.start;
    while let Some(at) = view.find(from..range.end, port) {
        from = at + port.len();
        let before = &view.lower[range.start..at];
        let behind = &view.lower.as_bytes()[from..range.end];
        // `10:25:00` is a time.
        let ends = match behind {
            [] => true,
            [b':', next, ..] => !next.is_ascii_digit(),
            [next, ..] => !next.is_ascii_alphanumeric(),
        };
        if ends && marks.iter().any(|mark| before.ends_with(mark)) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::explain::view::Flat;

    #[rstest]
    #[case::behind_a_name("connect to smtp.example.net:587: refused", "587", true)]
    #[case::behind_an_address("relay=mx[192.0.2.1]:25, delay=1", "25", true)]
    #[case::in_words("cannot connect to port 465", "465", true)]
    #[case::a_longer_number("connect to 127.0.0.1:2525: refused", "25", false)]
    #[case::a_time("10:25:00 refused", "25", false)]
    #[case::a_size("size 587 bytes", "587", false)]
    fn ports_are_told(#[case] text: &str, #[case] port: &str, #[case] expected: bool) {
        let flat = Flat::of(text);
        let view = flat.view(text, crate::explain::view::cues());
        assert_eq!(has_port(&view, &(0..text.len()), port, TOLD), expected);
    }
}
