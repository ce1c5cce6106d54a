//! Codes and pieces of codes in a query.

use std::collections::HashSet;

use super::numbers::{is_amount, spelled_out, undotted};
use super::query::Query;
use super::{Hit, HitKind};
use crate::lookup::{Lookup, Resolved, Token, parse_lookups, parse_lookups_and_names, parse_token};
use smtpref_catalog::{Catalog, EntryId};
use smtpref_catalog::{Code, EnhancedClass, EnhancedCode, Entry};

/// The score of a hit by its code; all are over those of words.
const fn score(kind: HitKind, common: u8) -> u32 {
    match kind {
        HitKind::Code => 1_000_000,
        HitKind::ReplyCode => 999_999,
        HitKind::Piece => 500_000 + common as u32,
        HitKind::Words | HitKind::Filter => 0,
    }
}

/// What the codes of a query lead to.
#[derive(Default)]
pub(super) struct ByCode {
    pub(super) hits: Vec<Hit>,
    pub(super) unregistered: Vec<Lookup>,
    /// Whether the query is a group of codes and nothing else, so that words have no part in it.
    pub(super) is_group: bool,
}

/// Looks for codes in the plain words of a query.
pub(super) fn find(query: &Query, catalog: &Catalog) -> ByCode {
    let mut found = ByCode::default();
    for lookup in lookups(query, catalog) {
        found.add(lookup, HitKind::Code, catalog);
        if let Some(reply) = lookup.reply {
            found.add(Lookup::new(Code::Reply(reply)), HitKind::ReplyCode, catalog);
        }
    }
    let words: Vec<&String> = query.plain.iter().flatten().collect();
    for word in &words {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        // Among other words only a piece with a dot is surely meant as one, and its subject says enough.
        let (fits, most) = match words.len() {
            1 => (true, usize::MAX),
            _ => (is_class_and_subject(bare), 1),
        };
        if !fits {
            continue;
        }
        let mut known: HashSet<EntryId> = found.hits.iter().map(|hit| hit.id).collect();
        for (lookup, id) in pieces(bare, catalog).into_iter().take(most) {
            if known.insert(id) {
                found.push(lookup, id, HitKind::Piece, catalog);
            }
        }
    }
    let all_codes = parse_lookups_and_names(&query.plain_text(), catalog);
    found.is_group = match (&words[..], &found.hits[..]) {
        _ if all_codes.is_some_and(|lookups| lookups.len() > 1) => true,
        ([_], [first, ..]) => {
            first.kind != HitKind::Code
                || matches!(first.lookup.code, Code::Subject(_) | Code::Class(_))
        }
        _ => false,
    };
    found
}

/// Whether a piece is a class and a subject, such as `5.7`.
fn is_class_and_subject(piece: &str) -> bool {
    matches!(
        piece.as_bytes(),
        [b'2' | b'4' | b'5' | b'x' | b'X', b'.', b'0'..=b'7']
    )
}

/// The codes in the words, whether or not there are other words between them.
fn lookups(query: &Query, catalog: &Catalog) -> Vec<Lookup> {
    if let Some(lookups) = parse_lookups_and_names(&query.plain_text(), catalog) {
        return lookups;
    }
    let words: Vec<&str> = query.plain.iter().flatten().map(String::as_str).collect();
    if let Some(code) = spelled_out(&words) {
        return vec![Lookup::new(Code::Enhanced(code))];
    }
    let mut lookups: Vec<Lookup> = Vec::new();
    let mut joined = false;
    let mut index = 0;
    while index < words.len() {
        let (mut of_word, used) = match undotted(&words[index..], catalog) {
            Some((code, used)) => (vec![Lookup::new(Code::Enhanced(code))], used),
            None if is_amount(&words, index) => (Vec::new(), 1),
            None => (parse_lookups(words[index]).unwrap_or_default(), 1),
        };
        joined = if of_word.is_empty() {
            matches!(parse_token(words[index]), Token::Code(_))
        } else {
            if let ([lookup], Some(last)) = (&of_word[..], lookups.last_mut())
                && joined
                && let (Code::Reply(reply), Code::Enhanced(enhanced)) = (last.code, lookup.code)
            {
                *last = Lookup::reply(reply, enhanced);
            } else {
                lookups.append(&mut of_word);
            }
            true
        };
        index += used;
    }
    lookups
}

impl ByCode {
    fn add(&mut self, lookup: Lookup, kind: HitKind, catalog: &Catalog) {
        let known = |hit: &Hit| hit.lookup == lookup;
        match lookup.resolve(catalog) {
            Resolved::Entry(_) if self.hits.iter().any(known) => {}
            Resolved::Entry(id) => self.push(lookup, id, kind, catalog),
            // A number that several providers use: what each says with it.
            Resolved::UsedBy(replies) => {
                for id in replies {
                    let code = catalog.entry(id).code;
                    self.push(Lookup::new(code), id, kind, catalog);
                }
            }
            Resolved::Unknown if self.unregistered.contains(&lookup) => {}
            Resolved::Unknown => self.unregistered.push(lookup),
        }
    }

    fn push(&mut self, lookup: Lookup, id: EntryId, kind: HitKind, catalog: &Catalog) {
        self.hits.push(Hit {
            id,
            lookup,
            score: score(kind, catalog.entry(id).common),
            kind,
        });
    }
}

/// The entries whose codes a piece of a code can mean, best first.
fn pieces(piece: &str, catalog: &Catalog) -> Vec<(Lookup, EntryId)> {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let plain =
        |test: &dyn Fn(&Entry) -> bool| by_common(catalog, |entry| test(entry).then_some(None));
    if piece.is_empty() {
        return Vec::new();
    }
    if digits(piece) && piece.len() <= 2 {
        let mut found = Vec::new();
        if piece.len() == 1 {
            found = plain(
                &|entry| matches!(entry.code, Code::Class(class) if class.digit().to_string() == piece),
            );
        }
        found.extend(plain(
            &|entry| matches!(entry.code, Code::Reply(code) if code.to_string().starts_with(piece)),
        ));
        return found;
    }
    if digits(piece) {
        // A detail alone, such as 512 for 5.7.512 where there is such an entry.
        return plain(
            &|entry| matches!(entry.code, Code::Enhanced(code) if is_number(code.detail(), piece)),
        );
    }
    let lower = piece.to_ascii_lowercase();
    let mut found = match lower.as_str() {
        "2xx" | "4xx" | "5xx" | "3xx" | "2yz" | "3yz" | "4yz" | "5yz" => {
            let class = lower.as_bytes()[0] - b'0';
            plain(&|entry| matches!(entry.code, Code::Reply(code) if code.class().digit() == class))
        }
        _ => Vec::new(),
    };
    if let Some((class, rest)) = lower.split_once('.') {
        found.extend(dotted(class, rest, catalog));
    }
    found
}

/// Pieces with a dot: `5.4`, `5.`, `x.7.`, `7.25`.
fn dotted(class: &str, rest: &str, catalog: &Catalog) -> Vec<(Lookup, EntryId)> {
    let mut found: Vec<(Lookup, EntryId)> = Vec::new();
    let asked = match class {
        "x" => Some(None),
        "2" => Some(Some(EnhancedClass::Success)),
        "4" => Some(Some(EnhancedClass::Transient)),
        "5" => Some(Some(EnhancedClass::Permanent)),
        _ => None,
    };
    let rest = rest.trim_end_matches(['x', '.']);
    let valid = rest.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if !valid {
        return found;
    }
    if let Some(asked) = asked {
        let subject = format!("X.{rest}");
        found.extend(by_common(catalog, |entry| {
            (matches!(entry.code, Code::Subject(_)) && entry.code.to_string() == subject)
                .then_some(None)
        }));
        found.extend(by_common(catalog, |entry| match entry.code {
            Code::Enhanced(code) => {
                let fits = match rest.split_once('.') {
                    Some((subject, detail)) => {
                        is_number(code.subject().number(), subject) && begins(code.detail(), detail)
                    }
                    None => begins(code.subject().number(), rest),
                };
                let class_fits = asked.is_none_or(|class| entry.classes.contains(&class));
                (fits && class_fits).then_some(asked.map(|class| (code, class)))
            }
            _ => None,
        }));
    }
    // Subject and detail without the class.
    found.extend(by_common(catalog, |entry| match entry.code {
        Code::Enhanced(code) => {
            let fits = is_number(code.subject().number(), class) && is_number(code.detail(), rest);
            fits.then_some(None)
        }
        _ => None,
    }));
    found
}

/// Whether a number is written so.
fn is_number(number: u16, text: &str) -> bool {
    text.parse() == Ok(number) && (text == "0" || !text.starts_with('0'))
}

/// Whether a number, as it is written, begins with these digits.
fn begins(number: u16, digits: &str) -> bool {
    let Ok(wanted) = digits.parse::<u16>() else {
        return digits.is_empty();
    };
    let mut shorter = number;
    while shorter > wanted {
        shorter /= 10;
    }
    shorter == wanted && (digits == "0") == (number == 0)
}

/// The entries that a test lets through, with the class that it puts on them; those that people meet most first.
fn by_common(
    catalog: &Catalog,
    test: impl Fn(&Entry) -> Option<Option<(EnhancedCode, EnhancedClass)>>,
) -> Vec<(Lookup, EntryId)> {
    let mut found: Vec<(Lookup, EntryId)> = catalog
        .ids()
        .filter_map(|id| {
            let entry = catalog.entry(id);
            let lookup = match test(entry)? {
                Some((code, class)) => Lookup::new(Code::Enhanced(code.with_class(Some(class)))),
                None => Lookup::new(entry.code),
            };
            Some((lookup, id))
        })
        .collect();
    found.sort_by_key(|&(_, id)| std::cmp::Reverse(catalog.entry(id).common));
    found
}
