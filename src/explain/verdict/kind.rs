//! Is it a failure at all? Reports of success, complaints, receipts, automatic answers and ordinary mail get no codes, whatever numbers
//! stand in them.

use std::ops::Range;

use smtpref_catalog::Cue;

use super::super::answer::Kind;
use super::super::codes::is_usual;
use super::super::scan::{Action, Field, Group, Reports, Said, Scan, is_forwarded, returned};
use super::super::view::View;
use super::pasted::{names_in_lines, tells_above};
use super::{addressed, quoted};

/// So many codes that differ are a list of codes.
const MANY: usize = 5;
/// How Postfix begins its report of a success, below the words that begin each of its notices.
const SERVED: &str = "your message was successfully delivered to the destination";
/// A line that is shorter is no notice.
const SHORT: usize = 160;

/// What a text is, before its replies are looked at; `None` if those decide.
pub(in crate::explain) fn of(view: &View<'_>, scan: &Scan) -> Option<Kind> {
    let reports = &scan.reports;
    let is_line = view.text.len() < SHORT && memchr::memchr(b'\n', view.text.as_bytes()).is_none();
    if is_line && reports.headers.is_empty() && reports.groups.is_empty() {
        let whole = 0..view.text.len();
        let held = || is_held(view, scan, &whole).then_some(Kind::Held);
        return addressed::kind(view, scan, &whole).or_else(held);
    }
    // The list of a queue is no notice, whatever its entries quote.
    let is_list = scan.has_queue && reports.headers.is_empty() && reports.groups.is_empty();
    if is_list || is_one_reply(view) {
        return None;
    }
    let value = |field| reports.header(field).map(|range| &view.lower[range]);
    let kind = value(Field::ContentType).unwrap_or_default();
    let is_mail = is_mail(reports);
    let body = 0..scan.original.unwrap_or(view.text.len());
    if value(Field::FeedbackType).is_some() || kind.contains("feedback-report") {
        return Some(Kind::Feedback);
    }
    if let Some(kind) = of_receipt(view, value(Field::Disposition), kind, &body) {
        return Some(kind);
    }
    let subject = value(Field::Subject).unwrap_or_default();
    let is_tls = kind.contains("tlsrpt")
        || view.has(
            &body,
            &[
                "application/tlsrpt",
                "\"policy-type\"",
                "\"failure-details\"",
                "\"total-successful-session-count\"",
            ],
        );
    if is_tls && (is_mail || view.text.trim_start().starts_with('{')) {
        return Some(Kind::TlsReport);
    }
    let is_dmarc = view.has(
        &body,
        &["<policy_published>", "<feedback xmlns", "<report_metadata>"],
    ) || (subject.contains("report domain:")
        && (subject.contains("submitter") || subject.contains("report-id")))
        || (is_mail
            && subject.contains("dmarc")
            && subject.contains("report")
            && !view.has(&body, &["final-recipient"]));
    if is_dmarc {
        return Some(Kind::DmarcReport);
    }
    if let Some(kind) = of_reports(view, reports, &body) {
        return Some(kind);
    }
    if is_held(view, scan, &body) {
        return Some(Kind::Held);
    }
    if let Some(kind) = addressed::kind(view, scan, &body) {
        return Some(kind);
    }
    if is_mail {
        return Some(of_mail(view, scan, subject, &body));
    }
    of_words(view, scan, subject, &body)
}

/// What a text is of which only the words were pasted, or those and the subject.
fn of_words(view: &View<'_>, scan: &Scan, subject: &str, body: &Range<usize>) -> Option<Kind> {
    let reports = &scan.reports;
    // Of a mail only the subject and the words were pasted.
    let is_automatic =
        reports.header(Field::AutoReply).is_some() || view.shows(subject, Cue::Automatic);
    if is_automatic && reports.groups.is_empty() && scan.said.is_empty() {
        return Some(Kind::AutoReply);
    }
    if reports.groups.is_empty() && tells_nothing(view, body) {
        return Some(Kind::Nothing);
    }
    if is_table(view, scan) {
        return Some(Kind::Nothing);
    }
    let head = view.cut(body.clone(), 16384);
    if view.tells(&head, Cue::Program) && !view.tells(&head, Cue::QuotesServer) {
        // The program had its answer in the session: no message was accepted, and none came back.
        return None;
    }
    if is_queue_of_exchange(view, body) {
        return None;
    }
    let is_refused = || scan.said.iter().any(|one| !one.is_success());
    if view.has(&head, &[SERVED]) && !is_refused() {
        return Some(Kind::Success);
    }
    if view.tells(&head, Cue::SurelyFailed) {
        return Some(failed_or_waits(view, body));
    }
    if !scan.has_log && is_forwarded(view, body) {
        return Some(failed_or_waits(view, body));
    }
    // Whom it names came back with the message below.
    let came_back =
        || scan.original.is_some() && scan.has_recipients() && !view.tells(body, Cue::Greeting);
    let is_short = view.text.len() < 200
        && !tells_above(view, scan, body)
        && !names_in_lines(view, scan, body)
        && !came_back();
    let speaks =
        || is_notice(view, body) || scan.has_recipients() && may_fail(view, body) || came_back();
    // A notice may show the session that failed, and name beside it who did.
    let is_session =
        scan.has_session && !(scan.has_recipients() && is_notice(view, body) && !is_short);
    if !scan.has_log && !is_session && !is_short && speaks() {
        return Some(failed_or_waits(view, body));
    }
    if !scan.has_log && waits(view, body) {
        return Some(Kind::Delay);
    }
    None
}

/// Whether a text is the reply of a server and nothing else, whatever that quotes: each of its lines begins with the code.
fn is_one_reply(view: &View<'_>) -> bool {
    const LINES: usize = 32;
    let text = view.text.trim_end();
    let Some(code) = text.get(..3) else {
        return false;
    };
    let is_code = code.bytes().all(|byte| byte.is_ascii_digit()) && code.starts_with(['4', '5']);
    let goes_on = |line: &str| {
        line.strip_prefix(code)
            .is_some_and(|rest| rest.starts_with([' ', '-']))
    };
    is_code && text.lines().take(LINES + 1).count() <= LINES && text.lines().all(goes_on)
}

/// Whether Exchange lists a queue: `delivery failed to all alternate hosts` tells of its last attempt there, and no message came back.
fn is_queue_of_exchange(view: &View<'_>, body: &Range<usize>) -> bool {
    let head = view.cut(body.clone(), 4096);
    view.find(head.clone(), "lasterror").is_some() && view.find(head, "retry").is_some()
}

/// Whether a list tells that a moderator decides, or a filter that it wants an answer first, and no refusal of a server is quoted.
fn is_held(view: &View<'_>, scan: &Scan, body: &Range<usize>) -> bool {
    let is_moderated = view.has(body, &["moderat", "modérat", "approval"]);
    let head = view.cut(body.clone(), 4096);
    let is_told = is_moderated && view.tells(&head, Cue::Held) || view.tells(&head, Cue::Challenge);
    let is_refused = || scan.said.iter().any(|one| one.codes.reply.is_some());
    is_told && !scan.has_log && !is_refused()
}

/// What a mail is that has the form of a receipt: programs that deliver into mailboxes refuse in it too, as what was deleted unread.
fn of_receipt(
    view: &View<'_>,
    disposition: Option<&str>,
    kind: &str,
    body: &Range<usize>,
) -> Option<Kind> {
    let is_receipt = disposition.is_some_and(|it| it.contains(';') || it.contains("-action/"));
    if !is_receipt && !kind.contains("disposition-notification") {
        return None;
    }
    let was_shown = disposition.is_some_and(|it| it.contains("displayed"));
    let refuses = || view.tells(&view.cut(body.clone(), 4096), Cue::Refused);
    Some(if !was_shown && refuses() {
        Kind::Bounce
    } else {
        Kind::Receipt
    })
}

/// By what the reports say.
fn of_reports(view: &View<'_>, reports: &Reports, body: &Range<usize>) -> Option<Kind> {
    let is_told = |group: &Group| {
        group.action.is_some()
            || ((group.diagnostic.is_some() || group.status.is_some()) && group.address().is_some())
    };
    if !reports.groups.iter().any(is_told) {
        return None;
    }
    let is_failure = |group: &Group| match group.action {
        Some(action) => action == Action::Failed,
        None => {
            group.diagnostic.is_some()
                || group
                    .status
                    .clone()
                    .is_some_and(|status| view.text[status].starts_with('5'))
        }
    };
    if reports.groups.iter().any(is_failure) {
        return Some(if reports.has(Action::Failed) || !waits(view, body) {
            Kind::Bounce
        } else {
            Kind::Delay
        });
    }
    if reports.has(Action::Delayed) {
        return Some(Kind::Delay);
    }
    if reports.has(Action::Delivered) {
        return Some(Kind::Success);
    }
    Some(if waits(view, body) {
        Kind::Delay
    } else {
        Kind::Bounce
    })
}

/// Whether the headers of a mail stand here.
fn is_mail(reports: &Reports) -> bool {
    let mut kinds = 0;
    for field in [
        Field::Subject,
        Field::From,
        Field::ContentType,
        Field::ReturnPath,
    ] {
        kinds += usize::from(reports.header(field).is_some());
    }
    let is_to_somebody = || reports.header(Field::To).is_some();
    kinds += usize::from(reports.header(Field::Mail).is_some() || is_to_somebody());
    kinds >= 2 && reports.header(Field::From).is_some() || kinds >= 3
}

fn of_mail(view: &View<'_>, scan: &Scan, subject: &str, body: &Range<usize>) -> Kind {
    let reports = &scan.reports;
    let value = |field| reports.header(field).map(|range| &view.lower[range]);
    let from = value(Field::From).unwrap_or_default();
    let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let is_automatic = value(Field::AutoSubmitted)
        .is_some_and(|value| value.contains("auto-replied"))
        || value(Field::AutoReply).is_some()
        || view.shows(subject, Cue::Automatic);
    let is_robot = view.shows(from, Cue::Robot);
    let is_empty_path = from.trim() == "<>"
        || value(Field::ReturnPath)
            .is_some_and(|path| path.starts_with("<>") || path.starts_with("<mailer-daemon"));
    let says_so = [Cue::Failed, Cue::PerhapsFailed, Cue::Waits]
        .into_iter()
        .any(|cue| view.shows(subject, cue));
    let is_of_robot = is_robot || is_empty_path;
    let is_daemon = has(
        from,
        &[
            "mailer-daemon",
            "mailerdaemon",
            "mail-daemon",
            "mail delivery s",
        ],
    );
    // Who stands alone in what a robot writes of a failure is of whom it writes.
    let may_name = is_daemon || is_empty_path || is_robot && is_notice(view, body);
    let is_named =
        scan.has_recipients() || may_name && returned::only_other(view, &scan.body(view)).is_some();
    let speaks = is_notice(view, body) || waits(view, body) || may_fail(view, body);
    let is_titled = view.shows(subject, Cue::Title);
    let refuses = |one: &Said| one.codes.reply.is_some() && !one.is_success();
    let is_refused = is_daemon && scan.said.iter().any(refuses);
    let is_of_exchange = || view.tells(body, Cue::GeneratingServer);
    let is_surely = || view.tells(body, Cue::SurelyFailed);
    let is_told = is_refused || says_so || is_titled || speaks && (is_named || is_surely());
    // A robot that sends a message back, or a refusal, tells of a failure whatever its language.
    let has_refusal = scan.said.iter().any(refuses);
    if !has_refusal && reports.groups.is_empty() && tells_nothing(view, body) {
        return Kind::Mail;
    }
    let says_success = subject.contains("success") || !view.tells(body, Cue::Failed);
    let was_served = view.tells(body, Cue::Arrived) && !has_refusal && says_success;
    if was_served && (is_of_robot || is_titled) {
        return Kind::Success;
    }
    let is_answered = has_refusal && is_named;
    let is_returned = is_robot && scan.original.is_some() && (is_named || has_refusal)
        || is_of_robot && is_answered;
    let is_talk =
        subject.starts_with("re:") || view.tells(&view.cut(body.clone(), 1024), Cue::Greeting);
    let is_plain = is_answered && is_notice(view, body) && !is_talk && value(Field::List).is_none();
    let is_passed_on = view.words_of(Cue::PassedOn).iter().any(|mark| {
        let title = subject.strip_prefix(mark).map(str::trim_start);
        title.is_some_and(|title| view.shows(title, Cue::Title))
    }) && is_named
        && (has_refusal || view.tells(body, Cue::SurelyFailed));
    // Lists send notices of their own, and digests that quote those of others.
    let may_be_one = match value(Field::List) {
        Some(_) => is_of_robot && (says_so || is_titled),
        // Who failed may be masked where a refusal is quoted.
        None => is_of_robot || is_titled && (is_named || has_refusal && is_of_exchange()),
    };
    let is_quoted = is_answered && quoted::has_notice(view, scan, subject, body);
    let is_notice = value(Field::FailedRecipients).is_some()
        || value(Field::ContentType).is_some_and(|kind| kind.contains("delivery-status"))
        || (is_passed_on || is_plain || is_quoted) && !view.shows(subject, Cue::Automatic)
        || (is_told || is_returned) && may_be_one && !view.shows(subject, Cue::Automatic);
    if is_notice {
        let has_given_up = view.tells(body, Cue::GaveUp);
        let is_waiting = !has_given_up && (view.shows(subject, Cue::Waits) || waits(view, body));
        return if is_waiting {
            Kind::Delay
        } else {
            Kind::Bounce
        };
    }
    if is_automatic {
        Kind::AutoReply
    } else {
        Kind::Mail
    }
}

fn is_notice(view: &View<'_>, body: &Range<usize>) -> bool {
    view.tells(&view.cut(body.clone(), 16384), Cue::Failed)
}

/// Whether a text has the words of failures, and is none.
fn tells_nothing(view: &View<'_>, body: &Range<usize>) -> bool {
    view.tells(&view.cut(body.clone(), 4096), Cue::NoNotice)
}

/// Whether codes are listed: many that differ, said of nobody in no session.
fn is_table(view: &View<'_>, scan: &Scan) -> bool {
    let is_bare = scan.recipients.is_empty() && scan.reports.groups.is_empty();
    if !is_bare || scan.has_session || scan.has_log {
        return false;
    }
    let mut codes: Vec<_> = scan.said.iter().map(|one| one.codes).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.len() >= MANY || has_many_numbers(view.text) || has_rows(view.text)
}

/// Whether codes begin the rows of a table: `421 | Service not available | …`.
fn has_rows(text: &str) -> bool {
    const CODE: usize = 3;
    let is_row = |line: &&str| {
        let line = line.trim_start_matches(['|', ' ']);
        let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
        line.len() - behind.len() == CODE && behind.trim_start().starts_with('|')
    };
    text.lines().filter(is_row).nth(2).is_some()
}

/// Whether a text has so many numbers of replies that it can only list them: the table of a manual, the source of a program.
fn has_many_numbers(text: &str) -> bool {
    /// Of the codes that servers send; a stack trace has numbers of lines, few of which are such.
    const NUMBERS: usize = 8;
    const LONGEST: usize = 64 << 10;
    let bytes = text.as_bytes();
    let bytes = &bytes[..bytes.len().min(LONGEST)];
    let words = bytes.split(|byte| !byte.is_ascii_digit());
    let mut numbers: Vec<&[u8]> = words
        .filter(|word| word.len() == 3 && is_usual(word))
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.len() >= NUMBERS
}

fn may_fail(view: &View<'_>, body: &Range<usize>) -> bool {
    view.tells(&view.cut(body.clone(), 16384), Cue::PerhapsFailed)
}

/// Whether somebody wrote a text without codes to somebody, or something that is no text.
pub(super) fn is_talk(view: &View<'_>) -> bool {
    view.tells(&(0..view.text.len()), Cue::Greeting)
}

fn failed_or_waits(view: &View<'_>, body: &Range<usize>) -> Kind {
    if waits(view, body) {
        Kind::Delay
    } else {
        Kind::Bounce
    }
}

fn waits(view: &View<'_>, body: &Range<usize>) -> bool {
    let head = view.cut(body.clone(), 16384);
    let is_told = view.tells(&head, Cue::Waits) || view.tells(&head, Cue::TriesOn);
    is_told && !view.tells(&head, Cue::GaveUp)
}
