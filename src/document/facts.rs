//! The facts of a page: in its head what the reader needs first, at its end what only files the code away.

use smtpref_catalog::{Address, Catalog, CauseDetail, Fate, Fates, Finality};

use super::block::{Block, Role, Severity, Span, Text};
use super::inline::inline;
use crate::lookup::{self, Decided, Fact, FactName, Lookup, OWN, PerClass, Record, wording};

/// What a page is asked for before all else, in the words of somebody who asks.
const FIRST: [(FactName, &str); 4] = [
    (FactName::Message, "Message"),
    (FactName::Retry, "Try again"),
    (FactName::Who, "Who acts"),
    (FactName::Stage, "Seen at"),
];

/// What nobody needs to act, in the words of the standards.
const LAST: [(FactName, &str); 5] = [
    (FactName::Kind, "Kind"),
    (FactName::Standing, "Standing"),
    (FactName::Class, "Class"),
    (FactName::Group, "Group"),
    (FactName::Connection, "Connection"),
];

/// The small facts beside a title: whether it is final, and its standing or its provider where that matters.
pub(super) fn head(record: &Record<'_>, catalog: &Catalog) -> Vec<String> {
    let finality = record.fact(FactName::Finality, catalog);
    let finality = lookup::fact(FactName::Finality, finality.as_ref(), catalog);
    let provider = record.provider(catalog);
    let standing = record
        .entry()
        .filter(|entry| entry.code.is_number())
        .map(|entry| wording::standing(entry.status, false));
    let own = record
        .entry()
        .and_then(|entry| catalog.own_file(entry.code));
    [
        own.map(|_| OWN.to_owned()),
        provider.map(|provider| provider.name.to_owned()),
        record.entry().is_none().then(|| {
            let kind = record.kind();
            wording::kind(kind, false).to_owned()
        }),
        Some(finality),
        standing.map(str::to_owned),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The first facts: whether the address is dead where a cause is known, and what becomes of the message, whether to try again, who
/// acts, and when it is seen.
pub(super) fn first(record: &Record<'_>, catalog: &Catalog) -> Block {
    let mut rows: Vec<(String, Text)> = Vec::new();
    if let Some(address) = record.address() {
        let own = record.reply_detail().and_then(|reply| reply.address);
        // The note of the cause explains the verdict of the cause, and another one only where the cause leaves it open.
        let explains = |cause: &&CauseDetail| {
            own.is_none_or(|own| cause.address == Address::Depends && own == Address::Alive)
        };
        let note = record.cause().filter(explains);
        let text = match note.map(|cause| cause.address_note) {
            Some(note) if !note.is_empty() => {
                led(wording::verdict(address), of_address(address), note)
            }
            _ => judged(wording::address(address), of_address(address)),
        };
        rows.push(("Address".to_owned(), text));
    }
    rows.extend(named(&FIRST, record, catalog));
    Block::Facts(rows)
}

/// The last facts: kind, standing, class, group and connection, and the file of an entry of the user's own.
pub(super) fn last(record: &Record<'_>, catalog: &Catalog) -> Block {
    let mut rows: Vec<(String, Text)> = named(&LAST, record, catalog).collect();
    let entry = record.entry();
    if let Some(file) = entry.and_then(|entry| catalog.own_file(entry.code)) {
        let from = vec![
            Span::text(format!("{OWN} from your file ")),
            Span::new(file, Role::Literal),
        ];
        rows.push(("Origin".to_owned(), from));
    }
    Block::Facts(rows)
}

fn named<'a>(
    names: &'a [(FactName, &'a str)],
    record: &'a Record<'_>,
    catalog: &'a Catalog,
) -> impl Iterator<Item = (String, Text)> + 'a {
    names.iter().filter_map(|&(name, label)| {
        let fact = record.fact(name, catalog)?;
        let text = lookup::fact(name, Some(&fact), catalog);
        Some((label.to_owned(), of_fact(&fact, text)))
    })
}

/// What a fact says, in the colour of how that ends.
pub(super) fn of_fact(fact: &Fact<'_>, text: String) -> Text {
    match fact {
        Fact::Message(PerClass::One(fates)) => judged(&text, of_fates(*fates)),
        Fact::Address(address) => judged(&text, of_address(*address)),
        Fact::Finality(PerClass::One(finality)) => judged(&text, of_finality(*finality)),
        _ => vec![Span::text(text)],
    }
}

/// A verdict with what restricts it, which has less weight.
pub(super) fn judged(text: &str, severity: Severity) -> Text {
    let end = text.find([';', ',', ':']).unwrap_or(text.len());
    let (verdict, rest) = text.split_at(end);
    let mut judged = vec![Span::new(verdict, Role::Verdict(severity))];
    judged.extend((!rest.is_empty()).then(|| Span::text(rest)));
    judged
}

/// What a fate is for the message.
const ENDS: [(Fate, Severity); 6] = [
    (Fate::Accepted, Severity::Success),
    (Fate::Retried, Severity::Transient),
    (Fate::Returned, Severity::Permanent),
    (Fate::Dropped, Severity::Permanent),
    (Fate::NotSent, Severity::Permanent),
    (Fate::Step, Severity::Intermediate),
];

/// How it ends for the message; where that depends on the step, the better end.
pub(super) fn of_fates(fates: Fates) -> Severity {
    let end = ENDS.iter().find(|(fate, _)| fates.contain(*fate));
    end.map_or(Severity::Neutral, |(_, severity)| *severity)
}

/// What can become of the message by what a page says of it: each end once, the worst one last.
#[must_use]
pub fn ends(lookup: Lookup, catalog: &Catalog) -> Vec<Severity> {
    let outcome = Record::of(lookup, catalog).outcome;
    let decided = |decided: Decided| (decided.message, decided.finality);
    let told = match outcome.each(decided) {
        PerClass::One(one) => vec![one],
        PerClass::Each(each) => each.into_iter().map(|(_, one)| one).collect(),
    };
    let can_be = |severity: &Severity| {
        told.iter().any(|&(fates, finality)| {
            ENDS.iter().any(|&(fate, end)| {
                let end = match fate {
                    // Whether it is worth another attempt tells what was not sent at all.
                    Fate::NotSent => of_finality(finality),
                    _ => end,
                };
                end == *severity && fates.contain(fate)
            })
        })
    };
    Severity::ALL.into_iter().filter(can_be).collect()
}

/// Whether what a page says of the message is temporary or permanent: each once, the worst one last.
pub(super) fn finalities(lookup: Lookup, catalog: &Catalog) -> Vec<Severity> {
    let outcome = Record::of(lookup, catalog).outcome;
    let told = match outcome.each(|decided: Decided| of_finality(decided.finality)) {
        PerClass::One(one) => vec![one],
        PerClass::Each(each) => each.into_iter().map(|(_, one)| one).collect(),
    };
    let all = Severity::ALL.into_iter();
    all.filter(|severity| told.contains(severity)).collect()
}

pub(super) const fn of_address(address: Address) -> Severity {
    match address {
        Address::Gone => Severity::Permanent,
        Address::Alive => Severity::Success,
        Address::NotAbout | Address::Depends => Severity::Neutral,
    }
}

const fn of_finality(finality: Finality) -> Severity {
    match finality {
        Finality::Success => Severity::Success,
        Finality::Intermediate => Severity::Intermediate,
        Finality::Temporary => Severity::Transient,
        Finality::Permanent => Severity::Permanent,
        Finality::OutsideSmtp => Severity::Neutral,
    }
}

/// A verdict, and the sentence that follows from it.
pub(super) fn led(verdict: &str, severity: Severity, note: &str) -> Text {
    let mut text = vec![Span::new(format!("{verdict}. "), Role::Verdict(severity))];
    text.extend(inline(note));
    text
}
