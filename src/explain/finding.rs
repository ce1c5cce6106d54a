//! What a text is: a failure, perhaps one, or none. It is decided before any reply is weighed, by what the scan found and nothing else.

mod records;

use smtpref_catalog::Catalog;

use super::answer::Kind;
use super::codes;
use super::scan::{Said, Scan, scan};
use super::verdict;
use super::view::View;
use records::of_records;

/// What is said only of a message that was taken whole.
const TAKEN: [&str; 5] = [
    "status=sent",
    "stat=sent",
    "queued as",
    "queued for delivery",
    "queued mail for delivery",
];

/// What a log or a reply says of a message that was taken and thrown away, or put where nobody looks.
const THROWN_AWAY: [&str; 14] = [
    "=> blackhole",
    "=> :blackhole:",
    "=> discarded",
    "=> /dev/null",
    "milter-discard:",
    ": discard: ",
    "triggers discard",
    "ok, discarded",
    "message discarded",
    "message quarantined",
    "silently discarded",
    "silently dropped",
    "(250 2.7.0 blocked (",
    "ok: rejected as spam",
];
/// The same behind the code of a success.
const NOT_KEPT: [&str; 9] = [
    "discarded",
    "quarantin",
    "dropped",
    "rejected as spam",
    "blocked as spam",
    "was blocked",
    "been blocked",
    "message blocked",
    "blocked by ",
];
/// What a log says of a message that stays in the queue until somebody lets it go.
const STOPPED: [&str; 4] = [
    "milter-hold:",
    ": hold: ",
    "triggers hold",
    "placed on hold",
];
/// What a text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Finding {
    /// A failure: each who failed has an answer.
    Failure(Kind),
    /// No code tells of a failure, but a line may state one in words that the catalog knows.
    Perhaps {
        /// What it is if a line does.
        stated: Kind,
        /// What it is if none does.
        otherwise: Kind,
    },
    /// No failure.
    NoFailure {
        kind: Kind,
        /// Whether it tells that a message arrived, and not only that some step went well.
        arrived: bool,
    },
}

/// What the finding rests on.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "the columns of one table")]
pub(super) struct Facts {
    /// What the text is, by its form or by its replies.
    kind: Kind,
    /// Whether its form tells it: a mail, a report, an event. Replies alone may be of any step.
    has_form: bool,
    /// Whether it says that a message was taken whole.
    was_taken: bool,
    /// Whether it has several lines of a session, which may have broken after them.
    has_steps: bool,
    /// Whether somebody quotes one reply, and may say what is wrong with it.
    is_quoted: bool,
    has_log: bool,
}

impl Facts {
    /// What the facts tell: the first row that fits.
    pub(super) const fn finding(self) -> Finding {
        let kind = self.kind;
        match self {
            _ if kind.has_replies() => Finding::Failure(kind),
            // Which rule of its operator stopped a message the software that wrote the log may tell.
            Self {
                kind: Kind::Discarded | Kind::OnHold,
                has_log: true,
                ..
            } => Finding::Perhaps {
                stated: Kind::Log,
                otherwise: kind,
            },
            Self {
                kind: Kind::Discarded | Kind::OnHold,
                ..
            }
            | Self { has_form: true, .. }
            | Self {
                was_taken: true, ..
            } => Finding::NoFailure {
                kind,
                arrived: true,
            },
            // Steps of a session that went well say nothing of how it ended.
            Self {
                kind: Kind::Success,
                has_steps: true,
                ..
            } => Finding::Perhaps {
                stated: Kind::Transcript,
                otherwise: kind,
            },
            Self {
                kind: Kind::Success,
                is_quoted: true,
                ..
            } => Finding::Perhaps {
                stated: Kind::Reply,
                otherwise: kind,
            },
            // A log that tells of no message may tell why none was sent.
            Self {
                kind: Kind::Nothing,
                has_log: true,
                ..
            } => Finding::Perhaps {
                stated: Kind::Log,
                otherwise: kind,
            },
            _ => Finding::NoFailure {
                kind,
                arrived: false,
            },
        }
    }

    /// The facts of a scan, and of what the form of the text tells.
    pub(super) fn of(view: &View<'_>, found: &Scan, form: Option<Kind>) -> Self {
        let kind = form.unwrap_or_else(|| by_replies(found));
        let may_stop = matches!(kind, Kind::Success | Kind::Nothing);
        let stopped = may_stop.then(|| stopped(view, found, kind)).flatten();
        let kind = stopped.unwrap_or(kind);
        // Not asked where there is a failure: it is so in most texts, and takes time.
        let is_open = form.is_none() && stopped.is_none() && !kind.has_replies();
        Self {
            kind,
            has_form: form.is_some(),
            was_taken: is_open && was_taken(view, found),
            has_steps: is_open && has_steps(view, found),
            is_quoted: is_open && !is_reply(view),
            has_log: found.has_log,
        }
    }
}

/// Scans a text, with all that its reports say. Beside it what its form tells; `None` if the replies decide.
pub(super) fn scanned(view: &View<'_>, catalog: &Catalog) -> (Scan, Option<Kind>) {
    let mut found = scan(view, false);
    let mut form = verdict::kind::of(view, &found);
    if let Some((whole, of_whole)) = with_original(view, &found, form) {
        (found, form) = (whole, of_whole);
    }
    // Days' reports are objects too.
    if !matches!(form, Some(Kind::TlsReport | Kind::DmarcReport))
        && let Some((told, kind)) = of_records(view, catalog, &found, form)
    {
        (found, form) = (told, Some(kind));
    }
    found.take_reports(view);
    found.name_by_lines_before(view);
    (found, form)
}

/// The scan of the whole text, if only the message that seems to come back tells something: a report that was forwarded stands in it.
fn with_original(
    view: &View<'_>,
    found: &Scan,
    form: Option<Kind>,
) -> Option<(Scan, Option<Kind>)> {
    let is_silent = |scan: &Scan| scan.said.is_empty() && scan.reports.groups.is_empty();
    let is_notice = matches!(form, Some(Kind::Bounce | Kind::Delay));
    let is_told = !is_silent(found) || is_notice && found.has_recipients();
    if found.original.is_none() || is_told {
        return None;
    }
    let whole = scan(view, true);
    let names = !is_notice && whole.has_recipients() && !found.has_recipients();
    if !names && is_silent(&whole) {
        return None;
    }
    let form = verdict::kind::of(view, &whole);
    Some((whole, form))
}

/// What a text without headers and reports is.
fn by_replies(found: &Scan) -> Kind {
    let refused = found.said.iter().any(|one| !one.is_success());
    // That a server greeted a client is nothing that its log tells of a message.
    let is_good = !(refused || found.said.is_empty() || found.has_logged_session);
    if found.has_queue && refused {
        Kind::Queue
    } else if found.has_session && refused && !found.has_logged_session {
        Kind::Transcript
    } else if found.has_log && refused {
        Kind::Log
    } else if found.has_session || found.delivered > 0 || is_good {
        Kind::Success
    } else if found.has_log {
        Kind::Nothing
    } else if found.has_heading && refused {
        Kind::Bounce
    } else {
        Kind::Reply
    }
}

/// What became of a message that was taken and goes no further, if a server tells that.
fn stopped(view: &View<'_>, found: &Scan, kind: Kind) -> Option<Kind> {
    let is_told = kind == Kind::Success || found.has_log || found.has_session;
    let all = 0..view.text.len();
    // Proxmox Mail Gateway answers so to its own Postfix where one of its rules blocks: `250 2.7.0 BLOCKED (1A2B3C)`.
    let is_blocked = |one: &Said| {
        let words = view.lower[one.words.clone()].trim_start_matches(|c: char| !c.is_alphabetic());
        words == "blocked" || words.starts_with("blocked (")
    };
    let is_not_kept =
        |one: &Said| one.is_success() && (view.has(&one.words, &NOT_KEPT) || is_blocked(one));
    if is_told && view.has(&all, &STOPPED) {
        return Some(Kind::OnHold);
    }
    let is_thrown_away =
        is_told && view.has(&all, &THROWN_AWAY) || found.said.iter().any(is_not_kept);
    is_thrown_away.then_some(Kind::Discarded)
}

/// Whether a delivery is told, by a line of a log or in words.
fn was_taken(view: &View<'_>, found: &Scan) -> bool {
    found.delivered > found.probed || TAKEN.iter().any(|words| view.lower.contains(words))
}

/// Whether a text has several lines of which some are steps of a session, and does not consist of one reply.
fn has_steps(view: &View<'_>, found: &Scan) -> bool {
    view.text.trim().contains('\n') && (found.has_session || !is_reply(view))
}

/// Whether a text begins as the reply of a server does.
fn is_reply(view: &View<'_>) -> bool {
    codes::at_line_start(view, 0..view.text.len()).is_some()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::explain::view::{Flat, cues};
    use crate::shipped;

    const ARRIVED: bool = true;

    /// Facts by their names: `form`, `taken`, `steps`, `quoted`, `log`.
    fn facts(kind: Kind, names: &[&str]) -> Facts {
        let has = |name| names.contains(&name);
        Facts {
            kind,
            has_form: has("form"),
            was_taken: has("taken"),
            has_steps: has("steps"),
            is_quoted: has("quoted"),
            has_log: has("log"),
        }
    }

    const fn none(kind: Kind, arrived: bool) -> Finding {
        Finding::NoFailure { kind, arrived }
    }

    const fn perhaps(stated: Kind, otherwise: Kind) -> Finding {
        Finding::Perhaps { stated, otherwise }
    }

    #[rstest]
    #[case::a_reply(Kind::Reply, &[], Finding::Failure(Kind::Reply))]
    #[case::a_notice(Kind::Bounce, &["form"], Finding::Failure(Kind::Bounce))]
    #[case::a_failure_beside_a_delivery(Kind::Log, &["taken", "log"], Finding::Failure(Kind::Log))]
    #[case::a_mail(Kind::Mail, &["form"], none(Kind::Mail, ARRIVED))]
    #[case::a_report_of_a_success(Kind::Success, &["form", "steps"], none(Kind::Success, ARRIVED))]
    #[case::a_delivery(Kind::Success, &["taken", "log"], none(Kind::Success, ARRIVED))]
    #[case::a_session_to_its_end(Kind::Success, &["taken", "steps"], none(Kind::Success, ARRIVED))]
    #[case::a_session_that_stops(Kind::Success, &["steps"], perhaps(Kind::Transcript, Kind::Success))]
    #[case::a_success_in_a_log(Kind::Success, &["log"], none(Kind::Success, !ARRIVED))]
    #[case::one_step(Kind::Success, &[], none(Kind::Success, !ARRIVED))]
    #[case::a_quoted_reply(Kind::Success, &["quoted"], perhaps(Kind::Reply, Kind::Success))]
    #[case::a_quoted_delivery(Kind::Success, &["quoted", "taken"], none(Kind::Success, ARRIVED))]
    #[case::a_silent_log(Kind::Nothing, &["log"], perhaps(Kind::Log, Kind::Nothing))]
    #[case::thrown_away(Kind::Discarded, &[], none(Kind::Discarded, ARRIVED))]
    #[case::on_hold_in_a_log(Kind::OnHold, &["log"], perhaps(Kind::Log, Kind::OnHold))]
    #[case::a_list_of_codes(Kind::Nothing, &["form", "log"], none(Kind::Nothing, ARRIVED))]
    #[case::nothing(Kind::Nothing, &["steps"], none(Kind::Nothing, !ARRIVED))]
    fn facts_have_one_finding(
        #[case] kind: Kind,
        #[case] names: &[&str],
        #[case] expected: Finding,
    ) {
        assert_eq!(facts(kind, names).finding(), expected);
    }

    #[rstest]
    #[case::a_reply("550 5.1.1 User unknown", Finding::Failure(Kind::Reply))]
    #[case::one_step("250 2.1.5 Ok", none(Kind::Success, !ARRIVED))]
    #[case::a_reply_of_lines("250-mx.example.net\n250 SIZE", none(Kind::Success, !ARRIVED))]
    #[case::words("250 2.0.0 Ok: queued as 4F2A250333", none(Kind::Success, ARRIVED))]
    #[case::a_session_that_stops(
        "MAIL FROM:<anna@example.org>\n250 Ok\nTimeout",
        perhaps(Kind::Transcript, Kind::Success)
    )]
    #[case::thrown_away(
        "250 2.7.1 Ok, discarded, id=12345-06 - INFECTED: Eicar-Signature",
        none(Kind::Discarded, ARRIVED)
    )]
    #[case::in_quarantine(
        "250 2.0.0 Message queued in quarantine",
        none(Kind::Discarded, ARRIVED)
    )]
    #[case::blocked_by_the_own_filter(
        "Nov 27 05:00:00 mx postfix/lmtp[200]: 4F2A250333: to=<bob@example.net>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, dsn=2.7.0, status=sent (250 2.7.0 BLOCKED (1A2B3C))",
        perhaps(Kind::Log, Kind::Discarded)
    )]
    #[case::taken_and_rejected_as_spam(
        "250 2.0.0 Ok: rejected as spam",
        none(Kind::Discarded, ARRIVED)
    )]
    #[case::a_queue_name_that_is_a_word(
        "250 2.0.0 Ok: queued as BLOCKED1",
        none(Kind::Success, ARRIVED)
    )]
    #[case::a_blackhole(
        "2026-11-27 05:00:00 1tXaag-0001Ag-1G => blackhole (DATA ACL discarded recipients)",
        perhaps(Kind::Log, Kind::Discarded)
    )]
    #[case::a_milter_that_discards(
        "Nov 27 05:00:00 mx postfix/cleanup[200]: 4F2A250333: milter-discard: END-OF-MESSAGE from mx.test[192.0.2.1]: milter triggers DISCARD action; from=<anna@example.org> to=<bob@example.net>",
        perhaps(Kind::Log, Kind::Discarded)
    )]
    #[case::on_hold(
        "Nov 27 05:00:00 mx postfix/cleanup[200]: 4F2A250333: hold: header Subject: Offer from mx.test[192.0.2.1]; from=<anna@example.org> to=<bob@example.net>",
        perhaps(Kind::Log, Kind::OnHold)
    )]
    #[case::prose_of_a_quarantine(
        "The message quarantined by the filter was for Bob, and he wants it.",
        Finding::Failure(Kind::Reply)
    )]
    #[case::a_complaint(
        r#"[{"email":"bob@example.net","event":"spamreport"}]"#,
        none(Kind::Feedback, ARRIVED)
    )]
    #[case::a_delivery(
        r#"[{"email":"bob@example.net","event":"delivered","response":"250 OK"}]"#,
        none(Kind::Success, ARRIVED)
    )]
    #[case::an_event(
        r#"[{"email":"bob@example.net","event":"bounce","reason":"550 5.1.1 User unknown"}]"#,
        Finding::Failure(Kind::Webhook)
    )]
    fn a_text_has_one_finding(#[case] text: &str, #[case] expected: Finding) {
        let flat = Flat::of(text);
        let view = flat.view(text, cues());
        let (found, form) = scanned(&view, &shipped::catalog().unwrap());
        assert_eq!(Facts::of(&view, &found, form).finding(), expected);
    }
}
