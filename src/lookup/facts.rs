//! The plain facts of a lookup in the words of a reader: what pages list, comparisons set side by side and JSON gives.

use super::Lookup;
use smtpref_catalog::Catalog;
use smtpref_catalog::{
    Actor, Code, EnhancedClass, Entry, Fate, Page, Reference, ReplyClass, ReplyCode, Retry, Status,
};

/// The facts of a lookup. Texts have no full stop; nothing is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// What kind of code it is.
    pub kind: &'static str,
    /// Its title; nothing where the page does not exist.
    pub title: Option<&'static str>,
    /// The reply code that came before an enhanced status code, and its class.
    pub reply: Option<String>,
    /// The first number and its name.
    pub class: String,
    /// The second number and its name; nothing for a class.
    pub division: Option<String>,
    /// Whether it is final.
    pub permanence: String,
    /// Whether the same attempt can succeed.
    pub retry: String,
    /// What it answers.
    pub stage: Option<String>,
    /// Who acts first; nothing where nobody has to or the page does not exist.
    pub who: Option<String>,
    /// What becomes of the message.
    pub message: String,
    /// What becomes of the connection; nothing where the page does not exist.
    pub connection: Option<String>,
    /// The documents that define it; nothing where the page does not exist.
    pub defined: Option<String>,
    /// What usually goes with it: enhanced status codes of a reply code and the other way round.
    pub usual_with: Option<String>,
    /// Where it stands; nothing where the page does not exist.
    pub status: Option<&'static str>,
    /// What becomes of the message, where that does not depend on a class that nobody named.
    pub fate: Option<Fate>,
    /// Whether the same attempt can succeed, likewise.
    pub again: Option<Retry>,
}

/// What the class of an enhanced status code decides.
const fn by_class(class: EnhancedClass) -> (Fate, Retry, &'static str) {
    match class {
        EnhancedClass::Success => (Fate::Accepted, Retry::NotNeeded, "Success"),
        EnhancedClass::Transient => (Fate::Retried, Retry::Later, "Temporary"),
        EnhancedClass::Permanent => (Fate::Returned, Retry::AfterChange, "Permanent"),
    }
}

/// What the first digit of a reply code decides.
const fn by_reply_class(class: ReplyClass) -> (Fate, Retry, &'static str) {
    match class {
        ReplyClass::PositiveCompletion => (Fate::Accepted, Retry::NotNeeded, "Success"),
        ReplyClass::PositiveIntermediate => (
            Fate::NothingYet,
            Retry::NotNeeded,
            "Intermediate, the client goes on",
        ),
        ReplyClass::TransientNegative => (Fate::Retried, Retry::Later, "Temporary"),
        ReplyClass::PermanentNegative => (Fate::Returned, Retry::AfterChange, "Permanent"),
        ReplyClass::Preliminary | ReplyClass::OutOfRange => {
            (Fate::NotSent, Retry::AfterChange, "Outside SMTP")
        }
    }
}

impl Facts {
    /// The facts of a lookup, known or not.
    #[must_use]
    pub fn of(lookup: Lookup, catalog: &Catalog) -> Self {
        let known = lookup
            .entry(catalog)
            .map(|id| (catalog.entry(id), catalog.page(id)));
        let outcome = outcome(lookup, known);
        let (message, retry, permanence) = outcome.in_words();
        let (class, division) = numbers(lookup, known);
        Self {
            kind: lookup.code.kind().name(),
            title: known.map(|(entry, _)| entry.title),
            reply: lookup.reply.map(reply),
            class,
            division,
            permanence,
            retry,
            stage: known.and_then(|(entry, _)| stage(entry)),
            who: known.and_then(|(entry, page)| who(lookup, entry, page)),
            message,
            connection: known.map(|(_, page)| page.effect.connection.phrase().to_owned()),
            defined: known.map(|(entry, page)| defined(entry, page, catalog)),
            usual_with: known.and_then(|(_, page)| usual_with(lookup, page)),
            status: known.map(|(entry, _)| entry.status.phrase()),
            fate: outcome.decided().map(|(fate, ..)| fate),
            again: outcome.decided().map(|(_, retry, _)| retry),
        }
    }
}

/// What becomes of the message, of the same attempt, and whether it is final.
enum Outcome<'a> {
    Decided(Fate, Retry, &'static str),
    ByClass(&'a [EnhancedClass]),
}

impl Outcome<'_> {
    const fn decided(&self) -> Option<(Fate, Retry, &'static str)> {
        match *self {
            Self::Decided(fate, retry, permanence) => Some((fate, retry, permanence)),
            Self::ByClass(_) => None,
        }
    }

    fn in_words(&self) -> (String, String, String) {
        match self {
            Self::Decided(fate, retry, permanence) => (
                fate.phrase().to_owned(),
                retry.phrase().to_owned(),
                (*permanence).to_owned(),
            ),
            Self::ByClass(classes) => by_each_class(classes),
        }
    }
}

fn outcome<'a>(lookup: Lookup, known: Option<(&'a Entry, &Page)>) -> Outcome<'a> {
    let effect = known.map(|(_, page)| page.effect);
    let decided = |(fate, retry, permanence)| Outcome::Decided(fate, retry, permanence);
    // What the page says of itself goes before what its class says.
    let given = |(fate, retry, permanence): (Fate, Retry, &'static str)| {
        let fate = effect.and_then(|effect| effect.message).unwrap_or(fate);
        let retry = effect.and_then(|effect| effect.retry).unwrap_or(retry);
        Outcome::Decided(fate, retry, permanence)
    };
    // Every client acts on the reply code, whatever stands behind it.
    if let Some(reply) = lookup.reply
        && (lookup.class().is_none() || lookup.contradiction().is_some())
    {
        return decided(by_reply_class(reply.class()));
    }
    match lookup.code {
        Code::Reply(code) => given(by_reply_class(code.class())),
        Code::Class(class) => given(by_class(class)),
        Code::Subject(_) => Outcome::ByClass(&EnhancedClass::ALL),
        Code::Enhanced(code) => match (code.class(), known) {
            // An asked class speaks for itself: what the page says holds for its own classes.
            (Some(class), Some((entry, _))) if !entry.classes.contains(&class) => {
                decided(by_class(class))
            }
            (Some(class), _) => given(by_class(class)),
            (None, Some((entry, _))) if entry.classes.len() == 1 => {
                given(by_class(entry.classes[0]))
            }
            (None, Some((entry, _))) => Outcome::ByClass(&entry.classes),
            (None, None) => Outcome::ByClass(&EnhancedClass::ALL),
        },
    }
}

fn by_each_class(classes: &[EnhancedClass]) -> (String, String, String) {
    let each = |text: fn(EnhancedClass) -> &'static str| {
        let parts: Vec<String> = classes
            .iter()
            .map(|&class| format!("{}: {}", class.digit(), text(class).to_lowercase()))
            .collect();
        format!("By class: {}", parts.join("; "))
    };
    (
        each(|class| by_class(class).0.phrase()),
        each(|class| by_class(class).1.phrase()),
        each(|class| by_class(class).2),
    )
}

/// The first and the second number with their names.
fn numbers(lookup: Lookup, known: Option<(&Entry, &Page)>) -> (String, Option<String>) {
    let subject_name = |subject: smtpref_catalog::Subject| {
        format!(
            "{} {}",
            subject.number(),
            subject.name().unwrap_or("Not registered")
        )
    };
    match lookup.code {
        Code::Reply(code) => (
            format!("{}yz {}", code.class().digit(), code.class().name()),
            Some(format!("x{}z {}", code.digits()[1], code.category().name())),
        ),
        Code::Class(class) => (format!("{} {}", class.digit(), class.name()), None),
        Code::Subject(subject) => (
            "Any: the first number says it".to_owned(),
            Some(subject_name(subject)),
        ),
        Code::Enhanced(code) => {
            let class = code.class().map_or_else(
                || {
                    let classes =
                        known.map_or(&EnhancedClass::ALL[..], |(entry, _)| &entry.classes);
                    let names: Vec<String> = classes
                        .iter()
                        .map(|class| format!("{} {}", class.digit(), class.name()))
                        .collect();
                    names.join(", or ")
                },
                |class| format!("{} {}", class.digit(), class.name()),
            );
            (class, Some(subject_name(code.subject())))
        }
    }
}

fn stage(entry: &Entry) -> Option<String> {
    if !matches!(entry.code, Code::Reply(_) | Code::Enhanced(_)) {
        return None;
    }
    let words: Vec<&str> = entry
        .commands
        .iter()
        .map(|command| match command {
            smtpref_catalog::Command::Any => "any command",
            smtpref_catalog::Command::Connect => "connection",
            command => command.word(),
        })
        .collect();
    Some(if words.is_empty() {
        "Not sent in a session".to_owned()
    } else {
        words.join(", ")
    })
}

fn reply(code: ReplyCode) -> String {
    format!("{code}, {}yz {}", code.class().digit(), code.class().name())
}

fn who(lookup: Lookup, entry: &Entry, page: &Page) -> Option<String> {
    let code_class = lookup.code.enhanced().and(lookup.class());
    if code_class.is_some_and(|class| !entry.classes.contains(&class)) {
        // The page speaks of its own classes.
        return None;
    }
    let first = page.fix.first()?.who;
    let digit = match (lookup.code, &entry.classes[..]) {
        (Code::Reply(code), _) => code.class().digit(),
        (Code::Enhanced(_), [class]) => class.digit(),
        _ => lookup.class().map_or(0, EnhancedClass::digit),
    };
    let phrase = match (first, digit) {
        (Actor::Check, 2) => "Nobody: it is a success",
        (Actor::Check, 3) => "Nobody: the client goes on",
        (Actor::Check, _) => "Nobody, unless you expected something else",
        (who, _) => who.phrase(),
    };
    Some(phrase.to_owned())
}

/// A reference in a few words: `RFC 5321 section 4.2.3`, or the title of a page.
#[must_use]
pub fn defined_in(reference: &Reference, catalog: &Catalog) -> String {
    let name = match reference.source.strip_prefix("rfc") {
        Some(number) => format!("RFC {number}"),
        None => catalog
            .source(reference.source)
            .map_or(reference.source, |source| source.title)
            .to_owned(),
    };
    match reference.section {
        Some(section) if section.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{name} section {section}")
        }
        Some(section) => format!("{name}, {section}"),
        None => name,
    }
}

fn defined(entry: &Entry, page: &Page, catalog: &Catalog) -> String {
    let of_rfc = |reference: &&Reference| reference.source.starts_with("rfc");
    let mut references = page.references.iter();
    if entry.status == Status::Nonstandard {
        let source = references.find(|reference| !of_rfc(reference));
        let title = source.and_then(|reference| catalog.source(reference.source));
        return title.map_or_else(
            || "In no RFC".to_owned(),
            |source| format!("In no RFC; known from {}", source.title),
        );
    }
    let first = references.find(of_rfc).or(page.references.first());
    first.map_or_else(
        || "In no RFC".to_owned(),
        |reference| defined_in(reference, catalog),
    )
}

fn usual_with(lookup: Lookup, page: &Page) -> Option<String> {
    let words: Vec<String> = page
        .usual_with
        .iter()
        .filter(|code| fits(lookup, **code))
        .take(4)
        .map(Code::to_string)
        .collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// Whether a companion can stand beside the lookup: 452 does not go with 5.2.2.
fn fits(lookup: Lookup, companion: Code) -> bool {
    match (lookup.class(), companion) {
        (Some(class), Code::Reply(code)) if lookup.code.enhanced().is_some() => agrees(code, class),
        _ => true,
    }
}

fn agrees(code: ReplyCode, class: EnhancedClass) -> bool {
    code.class().digit() == class.digit()
}
