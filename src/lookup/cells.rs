//! A fact -> the text of a cell, from the words of `wording`; a text has no full stop.

use smtpref_catalog::{Catalog, Code, Codes, Reference};

use super::wording::{self, say};
use super::{Defined, Fact, FactName, PerClass};

/// A reference in a few words: `RFC 5321 section 4.2.3`, or the title of a page.
#[must_use]
pub fn defined_in(reference: &Reference, catalog: &Catalog) -> String {
    let name = reference.rfc().map_or_else(
        || {
            let source = catalog.source(reference.source);
            source
                .map_or(reference.source, |source| source.title)
                .to_owned()
        },
        |number| format!("RFC {number}"),
    );
    match (reference.numbered_section(), reference.section) {
        (Some(section), _) => format!("{name} section {section}"),
        (None, Some(section)) => format!("{name}, {section}"),
        (None, None) => name,
    }
}

fn defined(defined: Defined<'_>, catalog: &Catalog) -> String {
    match defined {
        Defined::By(reference) => defined_in(reference, catalog),
        Defined::KnownFrom(Some(title)) => format!("{} {title}", say("In no RFC; known from")),
        Defined::KnownFrom(None) => say("In no RFC").to_owned(),
    }
}

/// What a fact is about, in a few words.
#[must_use]
pub fn fact_name(name: FactName) -> &'static str {
    say(names(name).0)
}

/// The same within a sentence.
#[must_use]
pub fn fact_name_within(name: FactName) -> &'static str {
    say(names(name).1)
}

/// What a fact is about: by itself, and within a sentence.
const fn names(name: FactName) -> (&'static str, &'static str) {
    match name {
        FactName::Provider => ("Provider", "provider"),
        FactName::Finality => ("Permanence", "permanence"),
        FactName::Meaning => ("Meaning", "meaning"),
        FactName::Cause => ("The cause", "cause"),
        FactName::Address => ("The address", "address"),
        FactName::Message => ("The message", "message"),
        FactName::Retry => ("Same attempt again", "same attempt again"),
        FactName::Who => ("Who acts first", "who acts first"),
        FactName::ReplyBefore => ("Reply code before it", "reply code before it"),
        FactName::Stage => ("Stage", "stage"),
        FactName::Connection => ("The connection", "connection"),
        FactName::Class => ("Class", "class"),
        FactName::Group => ("Group", "group"),
        FactName::Kind => ("Kind", "kind"),
        FactName::Standing => ("Standing", "standing"),
        FactName::Defined => ("Where defined", "where defined"),
        FactName::UsualWith => ("Seen with", "seen with"),
        FactName::Send => ("Codes to send", "codes to send"),
    }
}

/// What is said where a fact is not known.
fn missing(name: FactName) -> &'static str {
    say(match name {
        FactName::Meaning => return wording::not_registered(),
        FactName::Standing => "Not a code",
        FactName::Who => "Depends on the text of the reply",
        FactName::ReplyBefore => "Not given",
        FactName::Stage => "Not tied to one",
        FactName::Connection => "Not known",
        FactName::Defined => "In no RFC",
        FactName::UsualWith => "None in particular",
        FactName::Provider
        | FactName::Finality
        | FactName::Cause
        | FactName::Address
        | FactName::Send
        | FactName::Message
        | FactName::Retry
        | FactName::Class
        | FactName::Group
        | FactName::Kind => "Any",
    })
}

/// A fact in the words of a reader, without a full stop.
#[must_use]
pub fn fact(name: FactName, fact: Option<&Fact<'_>>, catalog: &Catalog) -> String {
    let Some(fact) = fact else {
        return missing(name).to_owned();
    };
    match fact {
        Fact::Finality(value) => per_class(value, |value, within| {
            wording::finality(*value, within).to_owned()
        }),
        Fact::Message(value) => per_class(value, |value, within| {
            wording::message(*value, within).to_owned()
        }),
        Fact::Retry(value) => per_class(value, |value, within| {
            wording::retry(*value, within).to_owned()
        }),
        Fact::Title(text) | Fact::Cause(text) | Fact::Provider(text) => (*text).to_owned(),
        Fact::Address(value) => wording::address(*value).to_owned(),
        Fact::Who(value) => wording::who(*value).to_owned(),
        Fact::Reply(code) => wording::reply_before(*code),
        Fact::Stages(commands) => wording::stages(*commands),
        Fact::Connection(value) => wording::connection(*value).to_owned(),
        Fact::Classes(value) => wording::classes(value),
        Fact::Group(value) => wording::group(*value),
        Fact::Kind(value) => wording::kind(*value, false).to_owned(),
        Fact::Standing(status) => status
            .map_or_else(wording::not_registered, |status| {
                wording::standing(status, false)
            })
            .to_owned(),
        Fact::Defined(value) => defined(*value, catalog),
        Fact::Codes(codes) => {
            let codes: Vec<String> = codes.iter().map(Code::to_string).collect();
            codes.join(", ")
        }
        Fact::Sent(sent) => {
            // Without a reply code it stands in a report.
            let one = |codes: &Codes| match codes.reply {
                Some(_) => codes.to_string(),
                None => format!("{codes} {}", wording::send_stage(None)),
            };
            let sent: Vec<String> = sent.iter().map(one).collect();
            sent.join(", ")
        }
    }
}

fn per_class<T>(value: &PerClass<T>, words: impl Fn(&T, bool) -> String) -> String {
    match value {
        PerClass::One(value) => words(value, false),
        PerClass::Each(classes) => {
            let parts: Vec<String> = classes
                .iter()
                .enumerate()
                .map(|(index, (class, value))| {
                    let lead = say(if index == 0 { "Class" } else { "class" });
                    format!("{lead} {}: {}", class.digit(), words(value, true))
                })
                .collect();
            parts.join("; ")
        }
    }
}
