//! An explanation.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{Hash, Hasher};
use std::io::{self, Write};

use serde::Serialize;
use smtpref_catalog::{
    Actor, Catalog, CauseGroup, Code, Command, EnhancedClass, EnhancedCode, Fix, ReplyCode,
    RuleName, Slug,
};

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
struct Reply<'e> {
    recipient: Option<&'e str>,
    #[serde(flatten)]
    said: Said<'e>,
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
struct Said<'e> {
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
}

/// Why it is taken for that.
#[derive(Serialize)]
struct Reason {
    blocklist: Option<Blocklist>,
    contradiction: Option<&'static str>,
    rule: Option<String>,
    own: Option<&'static str>,
    confidence: &'static str,
}

/// What there is to read.
#[derive(Serialize)]
struct Pages {
    entries: Vec<String>,
    docs: Vec<&'static str>,
    as_of: Option<&'static str>,
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

/// What decides all of an answer but whom it is for, until when it waits, and where in the text it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    codes: (Option<ReplyCode>, Option<EnhancedCode>),
    class: Option<EnhancedClass>,
    stage: Option<Command>,
    origin: Option<explain::Origin>,
    provider: Option<Slug>,
    cause: Option<Slug>,
    address: explain::Verdict,
    permanent: Option<bool>,
    blocklist: Option<&'static str>,
    contradiction: Option<Contradiction>,
    rule: Option<RuleName>,
    confidence: explain::Confidence,
}

impl Key {
    fn of(answer: &Answer) -> Self {
        Self {
            codes: (answer.reply, answer.enhanced),
            class: answer.class,
            stage: answer.stage,
            origin: answer.origin,
            provider: answer.provider,
            cause: answer.cause,
            address: answer.address,
            permanent: answer.permanent,
            blocklist: answer.blocklist.map(|list| list.name),
            contradiction: answer.contradiction,
            rule: answer.rule,
            confidence: answer.confidence,
        }
    }
}

impl Hash for Key {
    /// What tells most keys apart; the rest is compared.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.codes.hash(state);
        self.rule.hash(state);
    }
}

/// The parts of an answer that its key decides, as they are written: members of an object without its braces.
struct Written {
    said: Vec<u8>,
    reason: Vec<u8>,
    pages: Vec<u8>,
}

impl Written {
    fn of(answer: &Answer, catalog: &Catalog) -> serde_json::Result<Self> {
        Ok(Self {
            said: members(&Said::of(answer, catalog))?,
            reason: members(&Reason::of(answer))?,
            pages: members(&Pages::of(answer, catalog))?,
        })
    }

    /// Writes the whole answer.
    fn write(&self, answer: &Answer, line: &mut Vec<u8>) -> serde_json::Result<()> {
        line.extend_from_slice(b"{\"recipient\":");
        serde_json::to_writer(&mut *line, &answer.recipient)?;
        line.push(b',');
        line.extend_from_slice(&self.said);
        line.extend_from_slice(b",\"retry_after_s\":");
        serde_json::to_writer(&mut *line, &answer.retry_after)?;
        line.extend_from_slice(b",\"until\":");
        serde_json::to_writer(&mut *line, &answer.until)?;
        line.push(b',');
        line.extend_from_slice(&self.reason);
        line.extend_from_slice(b",\"alternatives\":");
        serde_json::to_writer(&mut *line, &alternatives(answer))?;
        line.push(b',');
        line.extend_from_slice(&self.pages);
        line.extend_from_slice(b",\"evidence\":");
        serde_json::to_writer(&mut *line, &evidence(answer))?;
        line.push(b'}');
        Ok(())
    }
}

/// The members of an object, without its braces.
fn members(object: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec(object)?;
    bytes.pop();
    bytes.remove(0);
    Ok(bytes)
}

/// The most answers that are kept as they were written.
const KEPT: usize = 4096;

/// Writes explanations, each on a line of its own. Few answers differ in more than whom they are for and where they stand in the text: what
/// was written of the rest once is copied.
pub(in crate::cli) struct Lines<'c> {
    catalog: &'c Catalog,
    /// How every line starts.
    start: String,
    written: HashMap<Key, Written>,
    line: Vec<u8>,
}

impl<'c> Lines<'c> {
    pub(in crate::cli) fn new(catalog: &'c Catalog) -> Self {
        Self {
            catalog,
            start: format!("{{\"schema_version\":{SCHEMA_VERSION},\"kind\":\""),
            written: HashMap::new(),
            line: Vec::new(),
        }
    }

    /// Writes an explanation and a line break.
    pub(in crate::cli) fn write(
        &mut self,
        explanation: &explain::Explanation,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.line.clear();
        self.line.extend_from_slice(self.start.as_bytes());
        self.line
            .extend_from_slice(explanation.kind.word().as_bytes());
        self.line.extend_from_slice(b"\",\"replies\":[");
        for (number, answer) in explanation.replies.iter().enumerate() {
            if number > 0 {
                self.line.push(b',');
            }
            if self.written.len() >= KEPT {
                self.written.clear();
            }
            let written = match self.written.entry(Key::of(answer)) {
                Entry::Occupied(written) => written.into_mut(),
                Entry::Vacant(none) => none.insert(Written::of(answer, self.catalog)?),
            };
            written.write(answer, &mut self.line)?;
        }
        self.line.extend_from_slice(b"],\"cut\":");
        serde_json::to_writer(&mut self.line, &explanation.cut)?;
        self.line.extend_from_slice(b"}\n");
        out.write_all(&self.line)
    }
}

impl<'e> Explanation<'e> {
    pub(in crate::cli) fn new(explanation: &'e explain::Explanation, catalog: &'e Catalog) -> Self {
        let replies = explanation.replies.iter();
        Self {
            schema_version: SCHEMA_VERSION,
            kind: explanation.kind.word(),
            replies: replies.map(|answer| Reply::of(answer, catalog)).collect(),
            cut: explanation.cut,
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

impl<'e> Said<'e> {
    fn of(answer: &Answer, catalog: &'e Catalog) -> Self {
        let steps = |fix: &'e Fix| Steps {
            who: fix.who.word(),
            steps: &fix.steps,
        };
        Self {
            reply_code: answer.reply.map(|code| code.to_string()),
            enhanced: answer.enhanced.map(|code| code.to_string()),
            class: answer.class.map(EnhancedClass::digit),
            stage: answer.stage.map(Command::word),
            origin: answer.origin.map(explain::Origin::word),
            provider: answer.provider.map(Slug::as_str),
            cause: answer.cause.map(Slug::as_str),
            group: answer.group.map(CauseGroup::word),
            address: answer.address.word(),
            permanent: answer.permanent,
            who: answer.who.map(Actor::word),
            steps: answer.steps(catalog).iter().map(steps).collect(),
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
            contradiction: answer.contradiction.map(contradiction),
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
const fn contradiction(contradiction: Contradiction) -> &'static str {
    match contradiction {
        Contradiction::Codes(..) => "codes",
        Contradiction::Report(..) => "report",
        Contradiction::Text { .. } => "text",
    }
}
