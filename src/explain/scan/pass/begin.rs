//! How lines begin, and which of them go on with what stood before.

use std::ops::Range;

use smtpref_catalog::{Command, Cue, ReplyCode};

use super::super::fields::{self, Field, field, is_listing};
use super::super::lines::log_start;
use super::super::people::{heading, lists, remark};
use super::super::session::{self, Side, Turn};
use super::Pass;
use crate::explain::codes::{at_line_start, enhanced};
use crate::explain::effort::look_at;
use crate::explain::view::View;

/// How a line begins.
pub(super) enum Start {
    Blank,
    Field(Field, Range<usize>),
    Heading(Range<usize>),
    Client {
        command: Command,
        /// What shows that the client speaks, if more than the command does.
        turn: Option<Turn>,
    },
    Server(Turn),
    Log,
    Code,
    Plain,
}

/// A block that is not finished.
pub(super) struct Open {
    pub(super) range: Range<usize>,
    pub(super) start: Start,
}

/// How much of a block is read for how it ends.
const NEAR: usize = 1024;

/// Whether nothing but names of recipients or what announces them stands right above a line.
fn is_list(view: &View<'_>, open: &Open) -> bool {
    let text = &view.text[open.range.clone()];
    let start = text.rfind('\n').map_or(0, |at| at + 1);
    let last = &text[start..];
    let is_rule = !last.contains(char::is_alphanumeric);
    let names = || {
        let start = open.range.start + start;
        view.address(start..open.range.end)
            .is_some_and(|address| address.start == start)
    };
    match open.start {
        Start::Heading(_) => true,
        Start::Plain => is_rule || last.ends_with(':') || names(),
        _ => false,
    }
}

/// How a line begins, in a text of which a block is open.
pub(super) fn begin(
    view: &View<'_>,
    line: &Range<usize>,
    code: Option<ReplyCode>,
    open: Option<&Open>,
    pass: &Pass<'_>,
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
    // A notice may show the session that failed, in the form of a log.
    let is_start = || {
        if pass.found.reports.headers.is_empty() {
            log_start::is_start(text)
        } else {
            log_start::is_start_alone(text)
        }
    };
    if in_log && !is_start() {
        // A wrapped line of a log ends where the next one begins.
        return Start::Plain;
    }
    if let Some(turn) = session::turn(view, line) {
        return match turn.side {
            Side::Client(command) => Start::Client {
                command,
                turn: Some(turn),
            },
            Side::Server if open.is_some_and(|open| is_one_reply(view, open, &turn)) => {
                Start::Plain
            }
            Side::Server => Start::Server(turn),
        };
    }
    if in_log {
        return Start::Log;
    }
    let in_notice = matches!(
        open,
        Some(Open {
            start: Start::Field(Field::Diagnostic, _) | Start::Heading(_),
            ..
        })
    );
    // Somebody tells what a log says, and quotes it. The block grows with each line, so only its end is looked at.
    let is_announced = |open: &Open| {
        let start = view.floor(open.range.end.saturating_sub(40));
        let end = &view.text[start.max(open.range.start)..open.range.end];
        look_at(end.len());
        matches!(open.start, Start::Plain) && end.trim_end().ends_with(':')
    };
    let may_be_piece = || open.is_none_or(is_announced);
    let begins = || is_start() || may_be_piece() && log_start::is_piece(text);
    if !in_notice && begins() {
        return Start::Log;
    }
    if let Some(address) = entry(view, line, pass) {
        return Start::Heading(address);
    }
    if first.is_ascii_lowercase()
        && !view.tells(line, Cue::Dialog)
        && let Some((field, value)) = field(view, line.clone())
    {
        return Start::Field(field, value);
    }
    if let Some(command) = session::command(text) {
        return Start::Client {
            command,
            turn: None,
        };
    }
    let in_list = open.is_none_or(|open| is_list(view, open));
    if let Some(address) = heading::heading(view, line.clone(), in_list)
        && (!is_in_words(view, line, open)
            || pass.is_next(&address, line, open)
            || is_answered_below(view, line, &address))
    {
        return Start::Heading(address);
    }
    if let Some(name) = open.and_then(|open| bare_name(view, line, open)) {
        return Start::Heading(name);
    }
    if open.is_none() && line.end == view.text.len() {
        // A line that is alone goes on with nothing, and nothing goes on with it.
        return Start::Plain;
    }
    if let Some(begins) = at_line_start(view, line.clone()) {
        // The diagnostic of a report goes on in the next lines, whatever they begin with.
        let in_diagnostic = matches!(
            open,
            Some(Open {
                start: Start::Field(Field::Diagnostic, _),
                ..
            })
        );
        // What a program writes below a line that it quotes is its own.
        let in_quoted = open.is_some_and(|open| matches!(open.start, Start::Server(_)));
        let goes_on = Some(begins) == code && !in_quoted || in_diagnostic;
        if !open.is_some_and(|open| goes_on || holds_open_reply(view, open, line)) {
            return Start::Code;
        }
    }
    Start::Plain
}

/// Whether a line of a server goes on with the reply of the line above: `<<< 550-Verification failed`, and below it `<<< 550 Sender verify
/// failed`. In a log others may speak between.
fn is_one_reply(view: &View<'_>, open: &Open, turn: &Turn) -> bool {
    const DIGITS: usize = 3;
    let Start::Server(above) = &open.start else {
        return false;
    };
    let is_number = |code: &&str| code.bytes().all(|byte| byte.is_ascii_digit());
    let Some(code) = view
        .text
        .get(turn.said..turn.said + DIGITS)
        .filter(is_number)
    else {
        return false;
    };
    let from = view
        .floor(open.range.end.saturating_sub(NEAR))
        .max(open.range.start);
    look_at(open.range.end - from);
    let last = &view.text[from..open.range.end];
    let last = last.rsplit('\n').next().unwrap_or_default();
    let mark = &view.text[..turn.said];
    let mark = mark.rsplit('\n').next().unwrap_or_default();
    let is_apart = above.is_own.is_some() || turn.is_own.is_some();
    let said = last
        .strip_prefix(mark)
        .and_then(|said| said.strip_prefix(code));
    !is_apart && said.is_some_and(|said| said.starts_with('-'))
}

/// Whether a line is nothing but an address, and the next one begins with what a server answered: `#550 5.1.1 …`, `Remote server returned
/// '550 …'`, as Exchange tells its administrators in every language.
fn is_answered_below(view: &View<'_>, line: &Range<usize>, address: &Range<usize>) -> bool {
    let is_next =
        view.text[line.end..].starts_with('\n') && !view.text[line.end..].starts_with("\n\n");
    let rest = view
        .lower
        .get(line.end + 1..)
        .filter(|_| is_next)
        .unwrap_or_default();
    let next = rest.trim_start_matches(['#', ' ']);
    let is_code = || next.starts_with(['4', '5']) && fields::begins_with_code(next);
    view.trim(line.clone()) == *address && (next.starts_with("remote server ") || is_code())
}

/// The name without a domain of a line in a list that was announced: below `undeliverable to the following:`, or below another of it.
fn bare_name(view: &View<'_>, line: &Range<usize>, open: &Open) -> Option<Range<usize>> {
    let is_list = || match &open.start {
        // What wraps a reply has brackets too.
        Start::Heading(last) => view.text[last.end..open.range.end].starts_with(" ("),
        Start::Plain => {
            view.text[open.range.clone()].ends_with(':')
                && lists::announced(view, &open.range) == Some(open.range.end)
        }
        _ => false,
    };
    remark::bare_name(view, line).filter(|_| is_list())
}

/// Whether a reply that begins within words goes on in a line: `data: '550-no such`, and below it `550 user'`.
fn holds_open_reply(view: &View<'_>, open: &Open, line: &Range<usize>) -> bool {
    const DIGITS: usize = 3;
    if !matches!(open.start, Start::Plain | Start::Code | Start::Server(_)) {
        return false;
    }
    let Some(code) = view.text.get(line.start..line.start + DIGITS) else {
        return false;
    };
    let from = view
        .floor(open.range.end.saturating_sub(NEAR))
        .max(open.range.start);
    let above = &view.text[from..open.range.end];
    look_at(above.len());
    above.rfind(code).is_some_and(|at| {
        let is_whole = !above[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.');
        is_whole && above[at + DIGITS..].starts_with('-')
    })
}

/// The address of a line that begins the entry of a recipient in a notice: `To: bob@example.net` above `Status: failed`, and no header.
fn entry(view: &View<'_>, line: &Range<usize>, pass: &Pass<'_>) -> Option<Range<usize>> {
    if pass.found.reports.in_header || line.start == 0 {
        return None;
    }
    let (_, value) = field(view, line.clone()).filter(|(kind, _)| *kind == Field::To)?;
    let above = &view.text[..line.start - 1];
    let above = above.rfind('\n').map_or(0, |end| end + 1)..above.len();
    let rest = view.text.get(line.end + 1..)?;
    let below = line.end + 1..line.end + 1 + rest.find('\n').unwrap_or(rest.len());
    let is_header = |line: &Range<usize>| {
        let found = field(view, line.clone());
        // Its colon may be lost.
        view.lower[line.clone()].starts_with("from ")
            || matches!(found, Some((kind, _)) if kind != Field::Status && kind != Field::Action)
    };
    if !is_listing(view, &below) || is_header(&below) || is_header(&above) {
        return None;
    }
    view.address(value)
}

/// Whether a line goes on with words that an address may be part of, by how the line before it ends: behind a code any line does, an
/// address without brackets goes on unless it was announced.
fn is_in_words(view: &View<'_>, line: &Range<usize>, open: Option<&Open>) -> bool {
    let Some(open) = open else { return false };
    if matches!(
        open.start,
        Start::Field(Field::Mail | Field::To | Field::Other, _)
    ) {
        // `Message-ID:`, and its value in the next line.
        return view.text[open.range.clone()].ends_with(':');
    }
    let in_heading = matches!(open.start, Start::Heading(_));
    let in_diagnostic = matches!(open.start, Start::Field(Field::Diagnostic, _));
    let in_words = matches!(open.start, Start::Plain | Start::Code | Start::Server(_));
    if !in_heading && !in_diagnostic && !in_words {
        return false;
    }
    // A block may be as long as the text, and every line of it asks.
    let from = view
        .floor(open.range.end.saturating_sub(NEAR))
        .max(open.range.start);
    look_at(open.range.end - from);
    let before = &view.lower[from..open.range.end];
    let word = before.rsplit([' ', '\n']).next().unwrap_or_default();
    // `Received: … id`, and the name of the message in the next line.
    let is_origin = in_heading && word == "from" || word == "id";
    // `send this error message to`, and in the next line of the reply `<postmaster@example.net>; …`.
    let is_led = in_diagnostic && matches!(word, "to" | "contact" | "mail" | "write" | "at");
    let is_code = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit())
        || enhanced(word).is_some_and(|(_, length)| length == word.len());
    // `Generating server: mail.example.org` is complete.
    let last = before.rsplit(". ").next().unwrap_or_default();
    let is_pair = last
        .rsplit_once(": ")
        .is_some_and(|(_, value)| !value.contains(' ') && value.contains('.'));
    let is_bare = !view.text[line.clone()].starts_with('<') && !is_pair;
    is_code
        || is_origin
        || is_led
        || (in_words
            && is_bare
            && before.ends_with(|last: char| last.is_alphanumeric() || last == ','))
}

/// Whether a plain line belongs to the block before it.
pub(super) fn goes_on(view: &View<'_>, open: &Open, line: &Range<usize>, in_header: bool) -> bool {
    match open.start {
        // `Reason: …` below `Status: …` is the next word with a value.
        Start::Field(Field::Status, _) if is_listing(view, line) => false,
        Start::Client { .. } => false,
        // `Remote Server returned '550 …'` below a status is the reply itself.
        Start::Field(Field::Status | Field::RemoteMta | Field::FinalRecipient, _)
            if view.lower[line.clone()].starts_with("remote server returned ") =>
        {
            false
        }
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

/// Whether a line begins a block of its own, though words may go on: another recipient in a field, or the reason of the next ones.
pub(super) fn is_apart(view: &View<'_>, open: &Open, line: &Range<usize>) -> bool {
    let names = || {
        look_at(open.range.len());
        memchr::memchr(b'@', &view.text.as_bytes()[open.range.clone()]).is_some()
    };
    match open.start {
        // The block grows with each line, so it is asked of few.
        Start::Plain => heading::is_field(view, line) && names(),
        // `"|/usr/bin/vacation bob"`: the next one is a program.
        Start::Heading(_) => {
            let text = &view.text[line.clone()];
            let is_program = text.starts_with("\"|") || text.starts_with("|/");
            is_program || remark::reason_of_list(view, line).is_some()
        }
        // `--- End Transcript ---`
        Start::Server(_) | Start::Code => {
            let text = &view.text[line.clone()];
            text.starts_with("--- ") && text.ends_with(" ---")
        }
        _ => false,
    }
}
