//! An explanation.

use serde::Serialize;
use smtpref_catalog::{Actor, Catalog, Code, Command, Fix};

use super::SCHEMA_VERSION;
use crate::explain::{self, Answer, Contradiction};

/// What a text is, and what its replies say.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct Explanation<'e> {
    schema_version: u32,
    kind: &'static str,
    replies: Vec<Reply<'e>>,
    cut: bool,
}

#[derive(Debug, Serialize)]
#[expect(
    clippy::struct_field_names,
    reason = "the names are those of the schema"
)]
struct Reply<'e> {
    recipient: Option<&'e str>,
    reply_code: Option<String>,
    enhanced: Option<String>,
    class: Option<u8>,
    stage: Option<&'static str>,
    origin: Option<&'static str>,
    provider: Option<&'static str>,
    cause: Option<&'static str>,
    group: Option<&'static str>,
    address: &'static str,
    permanent: Option<bool>,
    who: Option<&'static str>,
    steps: Vec<Steps<'e>>,
    retry_after_s: Option<u64>,
    until: Option<&'e str>,
    blocklist: Option<Blocklist>,
    contradiction: Option<String>,
    rule: Option<String>,
    confidence: &'static str,
    alternatives: Vec<Alternative>,
    entries: Vec<String>,
    docs: Vec<&'static str>,
    as_of: Option<&'static str>,
    evidence: Vec<Evidence<'e>>,
}

#[derive(Debug, Serialize)]
struct Steps<'e> {
    who: &'static str,
    steps: &'e [&'static str],
}

#[derive(Debug, Serialize)]
struct Blocklist {
    name: &'static str,
    lookup: &'static str,
}

#[derive(Debug, Serialize)]
struct Alternative {
    rule: String,
    cause: &'static str,
}

#[derive(Debug, Serialize)]
struct Evidence<'e> {
    start: usize,
    end: usize,
    text: &'e str,
}

impl<'e> Explanation<'e> {
    pub(in crate::cli) fn new(explanation: &'e explain::Explanation, catalog: &'e Catalog) -> Self {
        let replies = explanation.replies.iter();
        Self {
            schema_version: SCHEMA_VERSION,
            kind: explanation.kind.word(),
            replies: replies.map(|answer| Reply::new(answer, catalog)).collect(),
            cut: explanation.cut,
        }
    }
}

impl<'e> Reply<'e> {
    fn new(answer: &'e Answer, catalog: &'e Catalog) -> Self {
        let steps = |fix: &'e Fix| Steps {
            who: fix.who.word(),
            steps: &fix.steps,
        };
        let alternative = |other: &explain::Alternative| Alternative {
            rule: other.rule.to_string(),
            cause: other.cause.as_str(),
        };
        let evidence = |told: &'e explain::Evidence| Evidence {
            start: told.span.start,
            end: told.span.end,
            text: &told.text,
        };
        Self {
            recipient: answer.recipient.as_deref(),
            reply_code: answer.reply.map(|code| code.to_string()),
            enhanced: answer.enhanced.map(|code| code.to_string()),
            class: answer.class.map(smtpref_catalog::EnhancedClass::digit),
            stage: answer.stage.map(Command::word),
            origin: answer.origin.map(explain::Origin::word),
            provider: answer.provider.map(smtpref_catalog::Slug::as_str),
            cause: answer.cause.map(smtpref_catalog::Slug::as_str),
            group: answer.group.map(smtpref_catalog::CauseGroup::word),
            address: answer.address.word(),
            permanent: answer.permanent,
            who: answer.who.map(Actor::word),
            steps: answer.steps(catalog).iter().map(steps).collect(),
            retry_after_s: answer.retry_after,
            until: answer.until.as_deref(),
            blocklist: answer.blocklist.map(|list| Blocklist {
                name: list.name,
                lookup: list.lookup,
            }),
            contradiction: answer.contradiction.map(contradiction),
            rule: answer.rule.map(|rule| rule.to_string()),
            confidence: answer.confidence.word(),
            alternatives: answer.alternatives.iter().map(alternative).collect(),
            entries: answer
                .entries(catalog)
                .iter()
                .map(Code::to_string)
                .collect(),
            docs: answer.docs(catalog),
            as_of: answer.as_of(catalog),
            evidence: answer.evidence.iter().map(evidence).collect(),
        }
    }
}

/// Which two things speak against each other: `codes`, `report` or `text`.
fn contradiction(contradiction: Contradiction) -> String {
    match contradiction {
        Contradiction::Codes(..) => "codes",
        Contradiction::Report(..) => "report",
        Contradiction::Text { .. } => "text",
    }
    .to_owned()
}
