//! The hints: groups of beginnings of words, and the causes at which they hint.

use std::collections::HashMap;

use super::cause_file::cause;
use super::entry_file::word;
use super::prose::leak_str;
use super::reader::At;
use super::rule_file::check_length;
use super::table::{Need, Table};
use crate::rules::{ADDRESS, Asks, Hint, NAME};
use crate::{Folded, Hints, Slug};

/// What stands in a data file for an address, and for a host, an IP address or a URL.
const MASKS: [(&str, char); 2] = [("{address}", ADDRESS), ("{name}", NAME)];
/// The fewest letters that a word begins with; ideographs may be fewer.
const SHORTEST: usize = 2;
/// What the name of a shared group begins with where it is used.
const SHARED: char = '@';

/// The hints of a file, with what proves each.
#[derive(Default)]
pub(crate) struct HintDrafts {
    pub(crate) hints: Hints,
    /// Of each hint its cause and its samples.
    pub(crate) proofs: Vec<(At<Slug>, Vec<At<&'static str>>)>,
}

/// The groups of words, numbered in the order in which they were read.
#[derive(Default)]
struct Groups {
    all: Vec<Vec<&'static str>>,
    /// Those with a name: the number, the line of the name, and whether a hint uses it.
    named: HashMap<&'static str, (u16, usize, bool)>,
    /// What decides by itself, with the cause at which it hints.
    deciding: Vec<(&'static str, Slug)>,
}

impl Groups {
    fn number(&mut self, stems: Vec<&'static str>) -> u16 {
        self.all.push(stems);
        u16::try_from(self.all.len() - 1).unwrap_or(u16::MAX)
    }

    /// Reads one that several hints use.
    fn read_named(&mut self, table: &Table<'_>) {
        let name = table.text("name");
        let stems = stems(table, "words", Need::Filled);
        table.finish();
        let Some(name) = name else { return };
        let group = (self.number(stems), name.line, false);
        if self.named.insert(name.value, group).is_some() {
            let message = format!("the group {:?} is there twice: rename one", name.value);
            table.problem(name.line, message);
        }
    }

    /// Notes the words of a hint of a single group that one before has decided.
    fn note_dead(&mut self, table: &Table<'_>, group: u16, cause: Slug) {
        // Words that hints share are there for the others too.
        if self.named.values().any(|(number, ..)| *number == group) {
            return;
        }
        let stems = &self.all[usize::from(group)];
        for (place, stem) in stems.iter().enumerate() {
            let before = self.deciding.iter().map(|(known, cause)| (*known, *cause));
            let beside = stems.iter().enumerate();
            let beside = beside.filter(|(other, _)| *other != place);
            let mut all = before.chain(beside.map(|(_, known)| (*known, cause)));
            if let Some((known, cause)) = all.find(|(known, _)| stem.starts_with(known)) {
                let message = format!(
                    "`words` has {stem:?}, which {known:?} decides before, for {cause}: remove it"
                );
                table.problem(table.line(), message);
            }
        }
        self.deciding
            .extend(stems.iter().map(|stem| (*stem, cause)));
    }

    /// The group of a field: the words that stand there, or those of the name.
    fn of_field(&mut self, table: &Table<'_>, field: &'static str, need: Need) -> Option<u16> {
        let stems = stems(table, field, need);
        let shared = stems.iter().find_map(|stem| stem.strip_prefix(SHARED));
        let problem = |message| {
            table.problem(table.line(), message);
            None
        };
        match shared {
            None => (!stems.is_empty()).then(|| self.number(stems)),
            Some(name) if stems.len() > 1 => problem(format!(
                "`{field}` names the group {name:?} beside words: a group stands alone"
            )),
            Some(name) => match self.named.get_mut(name) {
                Some((number, _, used)) => {
                    *used = true;
                    Some(*number)
                }
                None => problem(format!("there is no group {name:?}: add it to [[groups]]")),
            },
        }
    }
}

/// Reads the hints. Problems stay with the reader.
pub(super) fn hints(root: &Table<'_>) -> HintDrafts {
    let mut groups = Groups::default();
    for table in root.tables("groups", "a [[groups]]", Need::Optional) {
        groups.read_named(&table);
    }
    let mut hints = Vec::new();
    let mut proofs = Vec::new();
    for table in root.tables("hints", "a [[hints]]", Need::Filled) {
        let cause = cause(&table);
        let asks = if table.has("whole") {
            Asks::Whole(stems(&table, "whole", Need::Filled))
        } else {
            let needs = [
                ("words", Need::Filled),
                ("and", Need::Optional),
                ("also", Need::Optional),
            ];
            let fields = needs.into_iter();
            Asks::Groups(
                fields
                    .filter_map(|(field, need)| groups.of_field(&table, field, need))
                    .collect(),
            )
        };
        if let (Asks::Groups(asked), Some(cause)) = (&asks, &cause)
            && let [only] = asked[..]
        {
            groups.note_dead(&table, only, cause.value);
        }
        let address = table.optional_text("address");
        let address = address.and_then(|at| word(&table, "address", at));
        let samples = table.raw_texts("samples", Need::Filled);
        table.finish();
        if let Some(cause) = cause {
            hints.push(Hint {
                cause: cause.value,
                asks,
                address,
            });
            proofs.push((cause, samples));
        }
    }
    for (name, (_, line, used)) in groups.named {
        if !used {
            root.problem(line, format!("no hint names the group {name:?}: remove it"));
        }
    }
    root.finish();
    HintDrafts {
        hints: Hints::new(groups.all, hints),
        proofs,
    }
}

/// Beginnings of words as they stand in folded texts. One that ends with a space is a whole word.
fn stems(table: &Table<'_>, field: &'static str, need: Need) -> Vec<&'static str> {
    let mut stems: Vec<&'static str> = Vec::new();
    for item in table.array(field, need) {
        let Some(at) = table.as_text(field, item) else {
            continue;
        };
        let masked = MASKS
            .iter()
            .fold(at.value.to_owned(), |text, (name, mask)| {
                text.replace(name, &mask.to_string())
            });
        let stem = leak_str(&masked);
        let folded = Folded::new(stem);
        if folded.words() != stem {
            let message = format!(
                "`{field}` has {:?}, which no text can hold: texts are folded, so write {:?}",
                at.value,
                folded.words()
            );
            table.problem(at.line, message);
        }
        check_length(table, field, &at, SHORTEST);
        if stems.contains(&stem) {
            table.problem(
                at.line,
                format!("`{field}` has {:?} twice: remove one", at.value),
            );
        }
        stems.push(stem);
    }
    stems
}
