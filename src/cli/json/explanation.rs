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
    service: Option<&'static str>,
    feedback: Vec<Feedback>,
}

/// What recipients did with mail that had arrived.
#[derive(Serialize)]
struct Feedback {
    reaction: &'static str,
    recipients: Vec<String>,
    steps: Vec<Steps>,
}

#[derive(Serialize)]
struct Reply<'e> {
    recipient: Option<&'e str>,
    alias: Option<&'e str>,
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

/// What of a reply is its own: for whom it is, until when it waits, and where in the text it stands.
#[derive(Clone, Copy)]
pub(super) struct Own<'e> {
    pub(super) recipient: Option<&'e str>,
    pub(super) alias: Option<&'e str>,
    pub(super) retry_after_s: Option<u64>,
    pub(super) until: Option<&'e str>,
    pub(super) alternatives: &'e [explain::Alternative],
    pub(super) evidence: &'e [explain::Evidence],
}

/// What of a reply few others tell apart, and so is kept where many are written.
pub(super) struct Shared {
    pub(super) said: Said,
    pub(super) reason: Reason,
    pub(super) pages: Pages,
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
            service,
            feedback,
            // Told in words alone: its numbers are those of the report itself.
            counted: _,
        } = explanation;
        let replies = replies.iter();
        let reply = |answer| Reply::of(Own::of(answer), Shared::of(answer, catalog));
        Self {
            schema_version: SCHEMA_VERSION,
            file,
            kind: kind.word(),
            whole: Whole::of(*message, *contradiction, *service, feedback),
            replies: replies.map(reply).collect(),
            cut: *cut,
        }
    }
}

impl Whole {
    pub(super) fn of(
        message: Option<Fates>,
        contradiction: Option<Contradiction>,
        service: Option<Slug>,
        feedback: &[explain::Feedback],
    ) -> Self {
        Self {
            message: message.and_then(Fates::only).map(Fate::word),
            contradiction: contradiction.and_then(self::contradiction),
            service: service.map(Slug::as_str),
            feedback: feedback.iter().map(Feedback::of).collect(),
        }
    }
}

impl Feedback {
    fn of(told: &explain::Feedback) -> Self {
        Self {
            reaction: told.reaction.word(),
            recipients: told.recipients.clone(),
            steps: vec![Steps {
                who: Actor::Sender.word(),
                steps: told.steps(),
            }],
        }
    }
}

impl<'e> Reply<'e> {
    /// Of nothing else than these two, so that `lines`, which writes them apart, has every member too.
    fn of(own: Own<'e>, shared: Shared) -> Self {
        Self {
            recipient: own.recipient,
            alias: own.alias,
            said: shared.said,
            retry_after_s: own.retry_after_s,
            until: own.until,
            reason: shared.reason,
            alternatives: own.alternatives.iter().map(Alternative::of).collect(),
            pages: shared.pages,
            evidence: own.evidence.iter().map(Evidence::of).collect(),
        }
    }
}

impl<'e> Own<'e> {
    pub(super) fn of(answer: &'e Answer) -> Self {
        Self {
            recipient: answer.recipient.as_deref(),
            alias: answer.alias.as_deref(),
            retry_after_s: answer.retry_after,
            until: answer.until.as_deref(),
            alternatives: &answer.alternatives,
            evidence: &answer.evidence,
        }
    }
}

impl Shared {
    pub(super) fn of(answer: &Answer, catalog: &Catalog) -> Self {
        Self {
            said: Said::of(answer, catalog),
            reason: Reason::of(answer),
            pages: Pages::of(answer, catalog),
        }
    }
}

impl Alternative {
    fn of(other: &explain::Alternative) -> Self {
        Self {
            rule: other.rule.to_string(),
            cause: other.cause.as_str(),
        }
    }
}

impl<'e> Evidence<'e> {
    fn of(told: &'e explain::Evidence) -> Self {
        Self {
            start: told.span.start,
            end: told.span.end,
            text: &told.text,
        }
    }
}

impl Said {
    fn of(answer: &Answer, catalog: &Catalog) -> Self {
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
    fn of(answer: &Answer) -> Self {
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
    fn of(answer: &Answer, catalog: &Catalog) -> Self {
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

/// What speaks against what; two servers may have a code each that fits what they do.
const fn contradiction(contradiction: Contradiction) -> Option<&'static str> {
    match contradiction {
        Contradiction::Codes(..) => Some("codes"),
        Contradiction::Report(..) => Some("report"),
        Contradiction::Text { .. } => Some("text"),
        Contradiction::OutOfStep(..) => Some("out_of_step"),
        Contradiction::Kept(..) => None,
    }
}
