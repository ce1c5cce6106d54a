//! A code with its page.

use serde::Serialize;

use super::SCHEMA_VERSION;
use super::situation::{Cause, ProviderReply};
use crate::document::address;
use crate::lookup::unregistered::{self, Unregistered};
use crate::lookup::{Fact, FactName, Lookup, Record, wording};
use smtpref_catalog::Catalog;
use smtpref_catalog::{Code, Command, Detail, EnhancedClass, Page, Subject};

/// A code, as it was asked for, with its page.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct Entry<'c> {
    schema_version: u32,
    kind: &'static str,
    code: String,
    reply: Option<String>,
    page: Option<String>,
    registered: bool,
    own: Option<&'static str>,
    title: &'c str,
    status: &'static str,
    class: Option<Named>,
    classes: Vec<Named>,
    #[serde(flatten)]
    group: Group,
    commands: Vec<&'static str>,
    common: Option<u8>,
    summary: String,
    contradiction: Option<String>,
    description: &'c [&'static str],
    when: &'c [&'static str],
    practice: &'c [&'static str],
    in_class: Vec<InClass>,
    fix: Vec<Fix>,
    effect: Effect,
    examples: Vec<Example<'c>>,
    references: Vec<Reference<'c>>,
    proof: Vec<Proof>,
    #[serde(flatten)]
    usual_with: Companions,
    also_with: Vec<String>,
    related: Vec<String>,
    confused_with: Vec<ConfusedWith>,
    keywords: &'c [&'static str],
    explanation: Option<Explained>,
    cause: Option<Cause>,
    provider: Option<ProviderReply>,
    used_by: Vec<String>,
}

/// A number of a code with its name.
#[derive(Debug, Serialize)]
struct Named {
    number: u16,
    name: &'static str,
}

/// What the second number says.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum Group {
    Category(Named),
    Subject(Option<Named>),
}

#[derive(Debug, Serialize)]
struct InClass {
    class: u8,
    text: &'static str,
}

#[derive(Debug, Serialize)]
struct Fix {
    who: &'static str,
    name: &'static str,
    steps: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct Effect {
    message: Option<&'static str>,
    connection: Option<&'static str>,
    retry: Option<&'static str>,
    note: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Example<'c> {
    title: &'static str,
    lines: &'c [&'static str],
}

#[derive(Debug, Serialize)]
struct Reference<'c> {
    source: &'static str,
    title: &'c str,
    section: Option<&'static str>,
    url: Option<String>,
    note: Option<&'static str>,
}

/// What a statement about software rests on.
#[derive(Debug, Serialize)]
struct Proof {
    software: &'static str,
    version: &'static str,
    how: &'static str,
    at: &'static str,
    says: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum Companions {
    Enhanced(Vec<String>),
    ReplyCodes(Vec<String>),
}

#[derive(Debug, Serialize)]
struct ConfusedWith {
    code: String,
    why: &'static str,
}

/// What can be said of a code without a page.
#[derive(Debug, Serialize)]
struct Explained {
    parts: Vec<Part>,
    advice: Vec<String>,
    nearest: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Part {
    number: String,
    name: String,
    meaning: String,
}

impl<'c> Entry<'c> {
    /// The entry of a record, known or not.
    pub(in crate::cli) fn new(record: &Record<'c>, catalog: &'c Catalog) -> Self {
        let lookup = record.lookup;
        let (entry, page) = (record.entry(), record.page());
        let explanation = record
            .known
            .is_none()
            .then(|| unregistered::describe(lookup.code, catalog));
        let classes = entry.map_or(&[][..], |entry| &entry.classes);
        Self {
            schema_version: SCHEMA_VERSION,
            kind: lookup.code.kind().word(),
            code: lookup.code.to_string(),
            reply: lookup.reply.map(|reply| reply.to_string()),
            page: entry.map(|entry| entry.code.to_string()),
            registered: record.known.is_some(),
            own: entry.and_then(|entry| catalog.own_file(entry.code)),
            title: entry.map_or_else(wording::not_registered, |entry| entry.title),
            status: entry.map_or("unregistered", |entry| entry.status.word()),
            class: class(lookup, classes),
            classes: classes.iter().map(|&class| named_class(class)).collect(),
            group: group(lookup.code),
            commands: record.stages().map_or_else(Vec::new, |stages| {
                stages.iter().map(Command::word).collect()
            }),
            common: entry.map(|entry| entry.common),
            summary: match (entry, &explanation) {
                (Some(entry), _) => entry.summary.to_owned(),
                (None, Some(explanation)) => explanation.summary.clone(),
                (None, None) => String::new(),
            },
            contradiction: unregistered::contradiction(lookup),
            description: page.map_or(&[], |page| &page.description),
            when: page.map_or(&[], |page| &page.when),
            practice: page.map_or(&[], |page| &page.practice),
            in_class: page.map_or_else(Vec::new, in_class),
            fix: fix(&record.steps(catalog)),
            effect: effect(record, catalog),
            examples: page.map_or_else(Vec::new, examples),
            references: page.map_or_else(Vec::new, |page| references(page, catalog)),
            proof: page.map_or_else(Vec::new, proof),
            usual_with: usual_with(lookup.code, page),
            also_with: page.map_or_else(Vec::new, |page| words(&page.also_with)),
            related: page.map_or_else(Vec::new, |page| words(&page.related)),
            confused_with: page.map_or_else(Vec::new, confusions),
            keywords: entry.map_or(&[], |entry| &entry.keywords),
            explanation: explanation.map(|explanation| Explained::new(explanation, catalog)),
            cause: page.and_then(|page| page.detail.cause()).map(Cause::new),
            provider: record
                .reply_detail()
                .map(|reply| ProviderReply::new(record, reply, catalog)),
            used_by: record
                .used_by
                .iter()
                .map(|&id| catalog.entry(id).code.to_string())
                .collect(),
        }
    }
}

impl Explained {
    fn new(explanation: Unregistered, catalog: &Catalog) -> Self {
        let part = |part: unregistered::Part| Part {
            number: part.number,
            name: part.name,
            meaning: part.meaning,
        };
        Self {
            parts: explanation.parts.into_iter().map(part).collect(),
            advice: explanation.advice,
            nearest: explanation
                .nearest
                .into_iter()
                .map(|id| catalog.entry(id).code.to_string())
                .collect(),
        }
    }
}

fn named_class(class: EnhancedClass) -> Named {
    Named {
        number: class.digit().into(),
        name: class.name(),
    }
}

/// The class that was asked for, or the only one that there is.
fn class(lookup: Lookup, classes: &[EnhancedClass]) -> Option<Named> {
    match (lookup.code, classes) {
        (Code::Reply(code), _) => Some(Named {
            number: code.class().digit().into(),
            name: code.class().name(),
        }),
        (Code::Enhanced(code), &[only]) => Some(named_class(code.class().unwrap_or(only))),
        _ => lookup.class().map(named_class),
    }
}

fn group(code: Code) -> Group {
    let subject = |subject: Subject| {
        Group::Subject(Some(Named {
            number: subject.number(),
            name: wording::subject(subject),
        }))
    };
    match code {
        Code::Reply(code) => Group::Category(Named {
            number: code.digits()[1],
            name: code.category().name(),
        }),
        Code::Enhanced(code) => subject(code.subject()),
        Code::Subject(code) => subject(code),
        Code::Class(_) | Code::Cause(_) | Code::ProviderReply(_) => Group::Subject(None),
    }
}

fn words(codes: &[Code]) -> Vec<String> {
    codes.iter().map(Code::to_string).collect()
}

fn in_class(page: &Page) -> Vec<InClass> {
    let one = |&(class, text): &(EnhancedClass, &'static str)| InClass {
        class: class.digit(),
        text,
    };
    page.in_class.iter().map(one).collect()
}

fn fix(steps: &[smtpref_catalog::Fix]) -> Vec<Fix> {
    steps
        .iter()
        .map(|fix| Fix {
            who: fix.who.word(),
            name: wording::actor(fix.who),
            steps: fix.steps.iter().map(|step| step.text).collect(),
        })
        .collect()
}

fn effect(record: &Record<'_>, catalog: &Catalog) -> Effect {
    let decided = record.outcome.decided();
    let page = record.page().filter(|page| page.detail == Detail::None);
    Effect {
        message: decided.and_then(|decided| Some(decided.message.only()?.word())),
        connection: match record.fact(FactName::Connection, catalog) {
            Some(Fact::Connection(connection)) => Some(connection.word()),
            _ => None,
        },
        retry: decided.map(|decided| decided.retry.word()),
        note: page.map(|page| page.effect.note),
    }
}

fn examples(page: &Page) -> Vec<Example<'_>> {
    page.examples
        .iter()
        .map(|example| Example {
            title: example.title,
            lines: &example.lines,
        })
        .collect()
}

fn references<'c>(page: &'c Page, catalog: &'c Catalog) -> Vec<Reference<'c>> {
    page.references
        .iter()
        .map(|reference| Reference {
            source: reference.source,
            title: catalog
                .source(reference.source)
                .map_or(reference.source, |source| source.title),
            section: reference.section,
            url: address(reference, catalog).map(|url| url.to_string()),
            note: reference.note,
        })
        .collect()
}

fn proof(page: &Page) -> Vec<Proof> {
    page.proof
        .iter()
        .map(|proof| Proof {
            software: proof.software,
            version: proof.version,
            how: proof.how.word(),
            at: proof.at,
            says: proof.says,
        })
        .collect()
}

fn usual_with(code: Code, page: Option<&Page>) -> Companions {
    let codes = page.map_or_else(Vec::new, |page| words(&page.usual_with));
    match code {
        Code::Reply(_) => Companions::Enhanced(codes),
        _ => Companions::ReplyCodes(codes),
    }
}

fn confusions(page: &Page) -> Vec<ConfusedWith> {
    page.confused_with
        .iter()
        .map(|confusion| ConfusedWith {
            code: confusion.code.to_string(),
            why: confusion.why,
        })
        .collect()
}
