//! Is it a failure at all? Reports of success, complaints, receipts, automatic answers and ordinary mail get no codes, whatever numbers
//! stand in them.

use std::ops::Range;

use super::answer::Kind;
use super::fields::Field;
use super::report::{Action, Reports};
use super::scan::Scan;
use super::view::View;

/// Words of the subject or the text of a notice that a message waits.
const WAITS: &[&str] = &[
    "will be retried",
    "this is a warning message only",
    "has been delayed",
    "delivery incomplete",
    "has not been delivered yet",
    "has not yet been delivered",
    "need to resend your message",
    "not need to resend",
    "still being retried",
    "will continue to try",
    "will continue to be attempted",
    "attempts to deliver the message will continue",
    "delivery attempts will continue",
    "will keep trying",
    "delivery is delayed",
    "delayed mail",
    "delivery delayed",
    "warning: message",
    "will retry for",
    "delayed delivery",
    "delivery status notification (delay)",
    "delivery status notification(delay)",
    "could not send message for past",
    "message delayed",
    "further attempts",
    "verzögert",
    "en attente",
    "wird weiterhin versucht",
    "no action is required on your part",
    "no action is required by you",
    "temporarily unable to deliver",
    "queued mail for delivery is delayed",
];
/// Words that end the waiting: then it is a failure whatever else stands there.
const GAVE_UP: &[&str] = &[
    "i've given up",
    "giving up",
    "permanent error",
    "permanent fatal error",
    "could not be delivered to one or more",
    "has been in the queue too long",
    "delivery has failed",
    "message expired",
    "will not be retried",
    "no further attempts",
    "retry timeout exceeded",
    "message has been frozen",
    "no longer be retried",
];
/// Words of a notice that a delivery failed.
const FAILS: &[&str] = &[
    "could not be delivered",
    "couldn't be delivered",
    "could not deliver",
    "couldn't deliver",
    "was not delivered",
    "wasn't delivered",
    "not be delivered",
    "undeliverable",
    "undelivered mail",
    "unable to deliver",
    "wasn't able to deliver",
    "delivery failed",
    "delivery has failed",
    "delivery failure",
    "failure notice",
    "failed to deliver",
    "returned mail",
    "returned to sender",
    "mail delivery system",
    "returning message to sender",
    "delivery to the following",
    "permanent fatal errors",
    "did not reach the following recipient",
    "did not reach",
    "has been rejected",
    "address not found",
    "message blocked",
    "delivery unsuccessful",
    "undelivered message",
    "following addresses failed",
    "following address failed",
    "mail system error",
    "user unknown",
    "this is the mail system at host",
    "this is the qmail-send program",
    "non-delivery",
    "nondeliverable",
    "zustellung fehlgeschlagen",
    "nicht zugestellt",
    "unzustellbar",
    "konnte nicht zugestellt",
    "non remis",
    "échec",
    "n'a pas pu être",
    "no se pudo entregar",
    "no se ha podido entregar",
    "não foi possível",
    "non recapitabile",
    "non consegnato",
    "не доставлено",
    "не может быть доставлено",
    "недоставленное",
    "退信",
    "未送达",
    "无法送达",
    "配信できません",
    "配信不能",
    "nie dostarczono",
    "niedostarcz",
    "onbestelbaar",
    "kan niet worden bezorgd",
    "could not be sent",
    "delivery notification: delivery has failed",
    "message not delivered",
    "mail delivery failed",
    "not delivered",
    "delivery report",
    "delivery status notification",
    "email could not",
    "unable to send",
    "recipient address rejected",
    "has exceeded",
    "mailbox full",
    "no longer available",
    "bounce",
    "error delivering",
    "problem delivering",
    "problems delivering",
    "the reason for the problem",
    "can't be delivered",
    "cannot be delivered",
    "rejected your message",
    "mail could not",
    "not been delivered",
    "unknown user",
    "message you sent to",
];
/// Whom notices come from.
const ROBOTS: &[&str] = &[
    "mailer-daemon",
    "mail delivery",
    "postmaster",
    "mailerdaemon",
    "mail administrator",
    "microsoft outlook",
    "maildelivery",
    "mail-daemon",
    "bounce",
    "mailer daemon",
    "mail subsystem",
    "mdaemon",
    "complaints@",
    "system administrator",
    "systemadministrator",
    "mail router",
    "mail system",
    "mmdf",
    "symantec_antivirus",
    "administrator",
    "noreply-dsn",
];
/// Subjects of answers that nobody wrote.
const AUTOMATIC: &[&str] = &[
    "out of office",
    "out of the office",
    "automatic reply",
    "automatic response",
    "auto reply",
    "auto-reply",
    "autoreply",
    "autoresponder",
    "auto response",
    "vacation",
    "on holiday",
    "abwesenheit",
    "automatische antwort",
    "abwesend",
    "réponse automatique",
    "absence du bureau",
    "respuesta automática",
    "fuera de la oficina",
    "risposta automatica",
    "fuori sede",
    "resposta automática",
    "automatisch antwoord",
    "afwezig",
    "автоответ",
    "automatyczna odpowiedź",
    "poza biurem",
    "自動応答",
    "自动回复",
    "自动答复",
    "away from",
    "auto:",
    "awaits moderator approval",
    "is being held",
    "autosvar",
    "fraværende",
    "we have received your",
    "ticket received",
    "thank you for contacting",
];

/// A line that is shorter is no notice.
const SHORT: usize = 160;
/// Words that stand in notices of failures alone.
const SURE: &[&str] = &[
    "transcript of session follows",
    "permanent fatal errors",
    "this is the mail system at host",
    "this is the qmail-send program",
    "created automatically by mail delivery software",
];

/// What a text is, before its replies are looked at; `None` if those decide.
pub(super) fn of(view: &View<'_>, scan: &Scan) -> Option<Kind> {
    let reports = &scan.reports;
    let is_line = view.text.len() < SHORT && !view.text.contains('\n');
    if is_line && reports.headers.is_empty() && reports.groups.is_empty() {
        return None;
    }
    let value = |field| reports.header(field).map(|range| &view.lower[range]);
    let kind = value(Field::ContentType).unwrap_or_default();
    let is_mail = is_mail(reports);
    let body = 0..scan.original.unwrap_or(view.text.len());
    if value(Field::FeedbackType).is_some() || kind.contains("feedback-report") {
        return Some(Kind::Feedback);
    }
    let is_receipt = value(Field::Disposition)
        .is_some_and(|value| value.contains(';') || value.contains("-action/"));
    if is_receipt || kind.contains("disposition-notification") {
        return Some(Kind::Receipt);
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
    if is_mail {
        return Some(of_mail(view, scan, subject, &body));
    }
    if view.has(&view.cut(body.clone(), 16384), SURE) {
        return Some(if waits(view, &body) {
            Kind::Delay
        } else {
            Kind::Bounce
        });
    }
    let is_short = view.text.len() < 200;
    if is_notice(view, &body) && !scan.has_log && !scan.has_session && !is_short {
        return Some(if waits(view, &body) {
            Kind::Delay
        } else {
            Kind::Bounce
        });
    }
    if !scan.has_log && waits(view, &body) {
        return Some(Kind::Delay);
    }
    None
}

/// By what the reports say.
fn of_reports(view: &View<'_>, reports: &Reports, body: &Range<usize>) -> Option<Kind> {
    let is_told = |group: &super::report::Group| {
        group.action.is_some()
            || ((group.diagnostic.is_some() || group.status.is_some()) && group.address().is_some())
    };
    if !reports.groups.iter().any(is_told) {
        return None;
    }
    let is_failure = |group: &super::report::Group| match group.action {
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
        Field::Mail,
        Field::ContentType,
        Field::ReturnPath,
    ] {
        kinds += usize::from(reports.header(field).is_some());
    }
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
        || has(subject, AUTOMATIC);
    let is_robot = has(from, ROBOTS);
    let is_empty_path = value(Field::ReturnPath).is_some_and(|path| path.starts_with("<>"));
    let says_so = has(subject, FAILS) || has(subject, WAITS);
    let speaks = says_so || is_notice(view, body) || waits(view, body);
    let is_notice = value(Field::FailedRecipients).is_some()
        || value(Field::ContentType).is_some_and(|kind| kind.contains("delivery-status"))
        || (speaks && (is_robot || is_empty_path) && !has(subject, AUTOMATIC));
    if is_notice {
        let has_given_up = view.has(body, GAVE_UP);
        let is_waiting = !has_given_up && (has(subject, WAITS) || waits(view, body));
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
    view.has(&view.cut(body.clone(), 16384), FAILS)
}

fn waits(view: &View<'_>, body: &Range<usize>) -> bool {
    let head = view.cut(body.clone(), 16384);
    view.has(&head, WAITS) && !view.has(&head, GAVE_UP)
}
