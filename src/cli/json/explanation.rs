//! An explanation.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};
use smtpref_catalog::{Actor, Catalog, Code, Command, EnhancedCode, Fix, ReplyCode, Slug};

use super::SCHEMA_VERSION;
use crate::explain::{self, Answer, Contradiction};

/// What a text is, and what its replies say.
#[derive(Serialize)]
pub(in crate::cli) struct Explanation<'e> {
    schema_version: u32,
    kind: &'static str,
    replies: Vec<Reply<'e>>,
    cut: bool,
}

#[derive(Serialize)]
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
    steps: Part<'e, Vec<Steps<'e>>>,
    retry_after_s: Option<u64>,
    until: Option<&'e str>,
    blocklist: Option<Blocklist>,
    contradiction: Option<String>,
    rule: Option<String>,
    own: Option<&'static str>,
    confidence: &'static str,
    alternatives: Vec<Alternative>,
    entries: Part<'e, Vec<String>>,
    docs: Part<'e, Vec<&'static str>>,
    as_of: Option<&'static str>,
    evidence: Vec<Evidence<'e>>,
}

#[derive(Serialize)]
struct Steps<'e> {
    who: &'static str,
    steps: &'e [&'static str],
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

/// What tells of pages and not of the text.
enum Part<'e, T> {
    /// Made for this answer.
    Made(T),
    /// Written before, for another one with the same pages.
    Written(&'e RawValue),
}

impl<T: Serialize> Serialize for Part<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Made(made) => made.serialize(serializer),
            Self::Written(written) => written.serialize(serializer),
        }
    }
}

/// The parts of an answer that its pages decide.
struct Pages<'e> {
    steps: Part<'e, Vec<Steps<'e>>>,
    entries: Part<'e, Vec<String>>,
    docs: Part<'e, Vec<&'static str>>,
    as_of: Option<&'static str>,
}

impl<'e> Pages<'e> {
    fn of(answer: &Answer, catalog: &'e Catalog) -> Self {
        let steps = |fix: &'e Fix| Steps {
            who: fix.who.word(),
            steps: &fix.steps,
        };
        let entries = answer.entries(catalog);
        Self {
            steps: Part::Made(answer.steps(catalog).iter().map(steps).collect()),
            entries: Part::Made(entries.iter().map(Code::to_string).collect()),
            docs: Part::Made(answer.docs(catalog)),
            as_of: answer.as_of(catalog),
        }
    }
}

/// What decides which pages an answer has.
type Key = (
    Option<Code>,
    Option<Slug>,
    Option<EnhancedCode>,
    Option<ReplyCode>,
);

/// Pages as they were written for an answer.
struct Written {
    steps: Box<RawValue>,
    entries: Box<RawValue>,
    docs: Box<RawValue>,
    as_of: Option<&'static str>,
}

impl Written {
    fn of(pages: &Pages<'_>) -> serde_json::Result<Self> {
        Ok(Self {
            steps: to_raw_value(&pages.steps)?,
            entries: to_raw_value(&pages.entries)?,
            docs: to_raw_value(&pages.docs)?,
            as_of: pages.as_of,
        })
    }

    fn pages(&self) -> Pages<'_> {
        Pages {
            steps: Part::Written(&self.steps),
            entries: Part::Written(&self.entries),
            docs: Part::Written(&self.docs),
            as_of: self.as_of,
        }
    }
}

/// The most pages that are kept as they were written.
const KEPT: usize = 4096;

/// Writes explanations, each on a line of its own. Most of an object tells of pages, and few pages tell of most replies: what was written
/// of them once is copied.
pub(in crate::cli) struct Lines<'c> {
    catalog: &'c Catalog,
    /// Where what was written stands among the pages.
    written: HashMap<Key, usize>,
    pages: Vec<Written>,
    line: Vec<u8>,
}

impl<'c> Lines<'c> {
    pub(in crate::cli) fn new(catalog: &'c Catalog) -> Self {
        Self {
            catalog,
            written: HashMap::new(),
            pages: Vec::new(),
            line: Vec::new(),
        }
    }

    /// Writes an explanation and a line break.
    pub(in crate::cli) fn write(
        &mut self,
        explanation: &explain::Explanation,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if self.written.len() >= KEPT {
            self.written.clear();
            self.pages.clear();
        }
        let mut numbers = Vec::with_capacity(explanation.replies.len());
        for answer in &explanation.replies {
            let next = self.pages.len();
            let number = *self.written.entry(key(answer)).or_insert(next);
            if number == next {
                let pages = Pages::of(answer, self.catalog);
                self.pages.push(Written::of(&pages)?);
            }
            numbers.push(number);
        }
        let replies = explanation.replies.iter().zip(numbers);
        let of = |(answer, number): (_, usize)| Reply::with(answer, self.pages[number].pages());
        let object = Explanation::with(explanation, replies.map(of).collect());
        self.line.clear();
        serde_json::to_writer(&mut self.line, &object)?;
        self.line.push(b'\n');
        out.write_all(&self.line)
    }
}

fn key(answer: &Answer) -> Key {
    (answer.entry(), answer.cause, answer.enhanced, answer.reply)
}

impl<'e> Explanation<'e> {
    pub(in crate::cli) fn new(explanation: &'e explain::Explanation, catalog: &'e Catalog) -> Self {
        let replies = explanation.replies.iter();
        let of = |answer| Reply::with(answer, Pages::of(answer, catalog));
        Self::with(explanation, replies.map(of).collect())
    }

    fn with(explanation: &explain::Explanation, replies: Vec<Reply<'e>>) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            kind: explanation.kind.word(),
            replies,
            cut: explanation.cut,
        }
    }
}

impl<'e> Reply<'e> {
    fn with(answer: &'e Answer, pages: Pages<'e>) -> Self {
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
            steps: pages.steps,
            retry_after_s: answer.retry_after,
            until: answer.until.as_deref(),
            blocklist: answer.blocklist.map(|list| Blocklist {
                name: list.name,
                lookup: list.lookup,
            }),
            contradiction: answer.contradiction.map(contradiction),
            rule: answer.rule.map(|rule| rule.to_string()),
            own: answer.own,
            confidence: answer.confidence.word(),
            alternatives: answer.alternatives.iter().map(alternative).collect(),
            entries: pages.entries,
            docs: pages.docs,
            as_of: pages.as_of,
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
