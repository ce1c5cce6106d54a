//! Failures in groups.

use serde::Serialize;
use smtpref_catalog::{Actor, Catalog, CauseGroup, Codes, Slug};

use super::SCHEMA_VERSION;
use crate::cli::group::{decided_by, first_step};
use crate::explain::{self, Decider, Stamp};

/// What a summary holds.
#[derive(Serialize)]
pub(in crate::cli) struct Summary<'s> {
    schema_version: u32,
    lines: u64,
    texts: u64,
    attempts: u64,
    recipients: u64,
    recipients_estimated: bool,
    first: Option<String>,
    last: Option<String>,
    groups: Vec<Failures<'s>>,
    cut: u64,
    left_out: u64,
    unknown: Vec<Unknown<'s>>,
    unknown_left_out: u64,
}

#[derive(Serialize)]
struct Failures<'s> {
    attempts: u64,
    recipients: u64,
    recipients_estimated: bool,
    decided_by: String,
    provider: Option<&'static str>,
    blocklist: Option<&'static str>,
    reply_code: Option<String>,
    enhanced: Option<String>,
    cause: Option<&'static str>,
    group: Option<&'static str>,
    address: &'static str,
    permanent: Option<bool>,
    first: Option<String>,
    last: Option<String>,
    example: &'s str,
    who: Option<&'static str>,
    step: Option<&'static str>,
    entry: Option<String>,
}

#[derive(Serialize)]
struct Unknown<'s> {
    count: u64,
    reply_code: Option<String>,
    enhanced: Option<String>,
    cause: Option<&'static str>,
    text: &'s str,
}

/// The first time and the last time, each as it is printed.
fn times(times: Option<(Stamp, Stamp)>) -> (Option<String>, Option<String>) {
    let text = |stamp: Stamp| stamp.to_string();
    (
        times.map(|(first, _)| text(first)),
        times.map(|(_, last)| text(last)),
    )
}

impl<'s> Summary<'s> {
    pub(in crate::cli) fn new(summary: &'s explain::Summary, catalog: &Catalog) -> Self {
        let groups = summary.groups().into_iter();
        let unknown = summary.unknown().into_iter();
        let (first, last) = times(summary.times);
        Self {
            schema_version: SCHEMA_VERSION,
            lines: summary.lines,
            texts: summary.texts,
            attempts: summary.attempts,
            recipients: summary.recipients.count(),
            recipients_estimated: summary.recipients.is_estimated(),
            first,
            last,
            groups: groups
                .map(|(key, group)| Failures::new(key, group, catalog))
                .collect(),
            cut: summary.cut,
            left_out: summary.left_out,
            unknown: unknown
                .map(|(text, unknown)| Unknown::new(text, unknown))
                .collect(),
            unknown_left_out: summary.unknown_left_out,
        }
    }
}

impl<'s> Failures<'s> {
    fn new(key: &explain::GroupKey, group: &'s explain::Group, catalog: &Catalog) -> Self {
        let example = &group.example;
        let (first, last) = times(group.times);
        let step = first_step(group, catalog);
        Self {
            attempts: group.attempts,
            recipients: group.recipients.count(),
            recipients_estimated: group.recipients.is_estimated(),
            decided_by: decided_by(key.decider, catalog),
            provider: example.provider.map(Slug::as_str),
            blocklist: match key.decider {
                Decider::Blocklist(name) => Some(name),
                _ => None,
            },
            reply_code: key.codes.reply.map(|code| code.to_string()),
            enhanced: key.codes.enhanced.map(|code| code.to_string()),
            cause: key.cause.map(Slug::as_str),
            group: example.group.map(CauseGroup::word),
            address: example.address.word(),
            permanent: example.permanent,
            first,
            last,
            example: &example.words,
            who: step.map(|(who, _)| Actor::word(who)),
            step: step.map(|(_, step)| step),
            entry: example.entry().map(|code| code.to_string()),
        }
    }
}

impl<'s> Unknown<'s> {
    fn new(text: &'s str, unknown: explain::Unknown) -> Self {
        let Codes { reply, enhanced } = unknown.codes;
        Self {
            count: unknown.count,
            reply_code: reply.map(|code| code.to_string()),
            enhanced: enhanced.map(|code| code.to_string()),
            cause: unknown.cause.map(Slug::as_str),
            text,
        }
    }
}
