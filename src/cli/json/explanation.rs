//! An explanation.

use serde::Serialize;
use smtpref_catalog::{
    Actor, Catalog, CauseGroup, Code, Command, EnhancedClass, Fate, Fates, Slug,
};

use super::SCHEMA_VERSION;
use crate::explain::{self, Advice, Answer, Contradiction};
use crate::lookup::Record;

/// What a text is, and what its replies say.
#[derive(Serialize)]
pub(in crate::cli) struct Explanation<'e> {
    schema_version: u32,
    file: Option<&'e str>,
    kind: &'static str,
    #[serde(flatten)]
    whole: Whole,
    replies: Vec<Reply<'e>>,
    cut: bool,
}

/// What is said of the text as a whole.
#[derive(Serialize)]
pub(super) struct Whole {
    message: Option<&'static str>,
    contradiction: Option<&'static str>,
}

#[derive(Serialize)]
struct Reply<'e> {
    recipient: Option<&'e str>,
    #[serde(flatten)]
    said: Said,
    retry_after_s: Option<u64>,
    until: Option<&'e str>,
    #[serde(flatten)]
    reason: Reason,
    alternatives: Vec<Alternative>,
    #[serde(flatten)]
    pages: Pages,
    evidence: Vec<Evidence<'e>>,
}

/// What was said, and what it comes to.
#[derive(Serialize)]
pub(super) struct Said {
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
    message: Option<&'static str>,
    who: Option<&'static str>,
    steps: Vec<Steps>,
}

/// Why it is taken for that.
#[derive(Serialize)]
pub(super) struct Reason {
    blocklist: Option<Blocklist>,
    contradiction: Option<&'static str>,
    rule: Option<String>,
    own: Option<&'static str>,
    confidence: &'static str,
}

/// What there is to read.
#[derive(Serialize)]
pub(super) struct Pages {
    entries: Vec<String>,
    docs: Vec<&'static str>,
    as_of: Option<&'static str>,
}

#[derive(Serialize)]
struct Steps {
    who: &'static str,
    steps: Vec<&'static str>,
}

#[derive(Serialize)]
struct Blocklist {
    name: &'static str,
    lookup: &'static str,
}

#[derive(Serialize)]
struct Alternative {
    rule: String,
    cause: &'static str,
}

#[derive(Serialize)]
struct Evidence<'e> {
    start: usize,
    end: usize,
    text: &'e str,
}

impl<'e> Explanation<'e> {
    pub(in crate::cli) fn new(
        explanation: &'e explain::Explanation,
        file: Option<&'e str>,
        catalog: &'e Catalog,
    ) -> Self {
        // Each field by its name: none can be forgotten.
        let explain::Explanation {
            kind,
            replies,
            message,
            cut,
            contradiction,
            // Told in words alone: its numbers are those of the report itself.
            counted: _,
        } = explanation;
        let replies = replies.iter();
        Self {
            schema_version: SCHEMA_VERSION,
            file,
            kind: kind.word(),
            whole: Whole::of(*message, *contradiction),
            replies: replies.map(|answer| Reply::of(answer, catalog)).collect(),
            cut: *cut,
        }
    }
}

impl Whole {
    pub(super) fn of(message: Option<Fates>, contradiction: Option<Contradiction>) -> Self {
        Self {
            message: message.and_then(Fates::only).map(Fate::word),
            contradiction: contradiction.and_then(self::contradiction),
        }
    }
}

impl<'e> Reply<'e> {
    fn of(answer: &'e Answer, catalog: &'e Catalog) -> Self {
        Self {
            recipient: answer.recipient.as_deref(),
            said: Said::of(answer, catalog),
            retry_after_s: answer.retry_after,
            until: answer.until.as_deref(),
            reason: Reason::of(answer),
            alternatives: alternatives(answer),
            pages: Pages::of(answer, catalog),
            evidence: evidence(answer),
        }
    }
}

impl Said {
    pub(super) fn of(answer: &Answer, catalog: &Catalog) -> Self {
        let steps = |advice: Advice<'_>| Steps {
            who: advice.who.word(),
            steps: advice.steps,
        };
        Self {
            reply_code: answer.codes.reply.map(|code| code.to_string()),
            enhanced: answer.codes.enhanced.map(|code| code.to_string()),
            class: answer.class.map(EnhancedClass::digit),
            stage: answer.stage.map(Command::word),
            origin: answer.origin.map(explain::Origin::word),
            provider: answer.provider.map(Slug::as_str),
            cause: answer.cause.map(Slug::as_str),
            group: answer.group.map(CauseGroup::word),
            address: answer.address.word(),
            permanent: answer.permanent,
            message: message(answer, catalog).map(Fate::word),
            who: answer.who(catalog).map(Actor::word),
            steps: answer.steps(catalog).into_iter().map(steps).collect(),
        }
    }
}

impl Reason {
    pub(super) fn of(answer: &Answer) -> Self {
        Self {
            blocklist: answer.blocklist.map(|list| Blocklist {
                name: list.name,
                lookup: list.lookup,
            }),
            contradiction: answer.contradiction.and_then(contradiction),
            rule: answer.rule.map(|rule| rule.to_string()),
            own: answer.own,
            confidence: answer.confidence.word(),
        }
    }
}

impl Pages {
    pub(super) fn of(answer: &Answer, catalog: &Catalog) -> Self {
        let entries = answer.entries(catalog);
        Self {
            entries: entries.iter().map(Code::to_string).collect(),
            docs: answer.docs(catalog),
            as_of: answer.as_of(catalog),
        }
    }
}

/// What becomes of the message: as the text tells, else as the codes do, if that is one thing.
fn message(answer: &Answer, catalog: &Catalog) -> Option<Fate> {
    let by_codes = || {
        let record = Record::of(answer.lookup()?, catalog);
        record.outcome.decided()?.message.only()
    };
    answer.message.or_else(by_codes)
}

fn alternatives(answer: &Answer) -> Vec<Alternative> {
    let alternative = |other: &explain::Alternative| Alternative {
        rule: other.rule.to_string(),
        cause: other.cause.as_str(),
    };
    answer.alternatives.iter().map(alternative).collect()
}

fn evidence(answer: &Answer) -> Vec<Evidence<'_>> {
    fn place(told: &explain::Evidence) -> Evidence<'_> {
        Evidence {
            start: told.span.start,
            end: told.span.end,
            text: &told.text,
        }
    }
    answer.evidence.iter().map(place).collect()
}

/// Which two things speak against each other: `codes`, `report` or `text`.
/// What speaks against what; two servers may have a code each that fits what they do.
const fn contradiction(contradiction: Contradiction) -> Option<&'static str> {
    match contradiction {
        Contradiction::Codes(..) => Some("codes"),
        Contradiction::Report(..) => Some("report"),
        Contradiction::Text { .. } => Some("text"),
        Contradiction::Kept(..) => None,
    }
}
