//! What only causes and providers' replies have.

use serde::Serialize;
use smtpref_catalog::{Catalog, CauseDetail, CodePattern, ReplyDetail, Send, Wordings};

use crate::lookup::Record;

/// A cause.
#[derive(Debug, Serialize)]
pub(super) struct Cause {
    group: &'static str,
    address: &'static str,
    address_note: &'static str,
    permanence: &'static str,
    permanence_note: &'static str,
    send: Vec<ToSend>,
    said: Vec<Said>,
}

/// A code to send.
#[derive(Debug, Serialize)]
struct ToSend {
    stage: &'static str,
    reply: Option<String>,
    enhanced: Option<String>,
    why: &'static str,
    source: &'static str,
    section: Option<&'static str>,
}

/// A family of wordings.
#[derive(Debug, Serialize)]
struct Said {
    codes: Vec<String>,
    words: &'static str,
    who: Option<&'static str>,
}

/// A reply of a provider.
#[derive(Debug, Serialize)]
pub(super) struct ProviderReply {
    name: &'static str,
    title: &'static str,
    kind: &'static str,
    cause: &'static str,
    group: Option<&'static str>,
    address: Option<&'static str>,
    permanent: Option<bool>,
    trap: Option<&'static str>,
    codes: Vec<String>,
    samples: Vec<&'static str>,
    as_of: &'static str,
    evidence: &'static str,
}

impl Cause {
    pub(super) fn new(cause: &CauseDetail) -> Self {
        Self {
            group: cause.group.word(),
            address: cause.address.word(),
            address_note: cause.address_note,
            permanence: cause.permanence.word(),
            permanence_note: cause.permanence_note,
            send: cause.send.iter().map(ToSend::new).collect(),
            said: cause.said.iter().map(Said::new).collect(),
        }
    }
}

impl ToSend {
    fn new(send: &Send) -> Self {
        Self {
            stage: send.stage.map_or("report", smtpref_catalog::Command::word),
            reply: send.codes.reply.map(|code| code.to_string()),
            enhanced: send.codes.enhanced.map(|code| code.to_string()),
            why: send.why,
            source: send.reference.source,
            section: send.reference.section,
        }
    }
}

impl Said {
    fn new(said: &Wordings) -> Self {
        Self {
            codes: codes(&said.codes),
            words: said.words,
            who: said.who,
        }
    }
}

impl ProviderReply {
    pub(super) fn new(record: &Record<'_>, reply: &ReplyDetail, catalog: &Catalog) -> Self {
        let provider = record.provider(catalog);
        Self {
            name: reply.provider.as_str(),
            title: provider.map_or(reply.provider.as_str(), |provider| provider.name),
            kind: provider.map_or("", |provider| provider.kind.word()),
            cause: reply.cause.as_str(),
            group: record.cause().map(|cause| cause.group.word()),
            address: record.address().map(smtpref_catalog::Address::word),
            permanent: record.is_permanent(),
            trap: reply.trap,
            codes: codes(&reply.codes),
            samples: reply.samples.clone(),
            as_of: reply.as_of,
            evidence: reply.evidence.word(),
        }
    }
}

fn codes(patterns: &[CodePattern]) -> Vec<String> {
    patterns.iter().map(ToString::to_string).collect()
}
