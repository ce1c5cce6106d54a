//! The hints: groups of beginnings of words, and the causes at which they hint.

use std::collections::HashMap;

use super::cause_file::cause;
use super::entry_file::word;
use super::prose::leak_str;
use super::reader::At;
use super::table::{Need, Table};
use crate::rules::{ADDRESS, Hint, NAME};
use crate::{Folded, Hints, Slug};

/// What stands in a data file for an address, and for a host, an IP address or a URL.
const MASKS: [(&str, char); 2] = [("{address}", ADDRESS), ("{name}", NAME)];
/// What the name of a shared group begins with where it is used.
const SHARED: char = '@';

/// The hints of a file, with what proves each.
#[derive(Default)]
pub(crate) struct HintDrafts {
    pub(crate) hints: Hints,
    /// Of each hint its cause and its samples.
    pub(crate) proofs: Vec<(At<Slug>, Vec<At<&'static str>>)>,
}

/// Reads the hints. Problems stay with the reader.
pub(super) fn hints(root: &Table<'_>) -> HintDrafts {
    let mut groups = Vec::new();
    let mut named: HashMap<&'static str, (u16, usize, bool)> = HashMap::new();
    let mut number = |stems| {
        groups.push(stems);
        u16::try_from(groups.len() - 1).unwrap_or(u16::MAX)
    };
    for table in root.tables("groups", "a [[groups]]", Need::Optional) {
        let name = table.text("name");
        let stems = stems(&table, "words", Need::Filled);
        table.finish();
        if let Some(name) = name {
            let group = (number(stems), name.line, false);
            if named.insert(name.value, group).is_some() {
                table.problem(
                    name.line,
                    format!("the group {:?} is there twice: rename one", name.value),
                );
            }
        }
    }
    let mut hints = Vec::new();
    let mut proofs = Vec::new();
    for table in root.tables("hints", "a [[hints]]", Need::Filled) {
        let cause = cause(&table);
        let whole = table.has("whole");
        let fields: &[&str] = if whole {
            &["whole"]
        } else {
            &["words", "and", "also"]
        };
        let mut own = Vec::new();
        for (place, field) in fields.iter().copied().enumerate() {
            let need = if place == 0 {
                Need::Filled
            } else {
                Need::Optional
            };
            let stems = stems(&table, field, need);
            let shared = stems.iter().find_map(|stem| stem.strip_prefix(SHARED));
            match shared {
                Some(name) if stems.len() == 1 => match named.get_mut(name) {
                    Some((number, _, used)) => {
                        *used = true;
                        own.push(*number);
                    }
                    None => table.problem(
                        table.line(),
                        format!("there is no group {name:?}: add it to [[groups]]"),
                    ),
                },
                Some(name) => table.problem(
                    table.line(),
                    format!(
                        "`{field}` names the group {name:?} beside words: a group stands alone"
                    ),
                ),
                None if stems.is_empty() => {}
                None => own.push(number(stems)),
            }
        }
        let address = table.optional_text("address");
        let address = address.and_then(|at| word(&table, "address", at));
        let samples = table.raw_texts("samples", Need::Filled);
        table.finish();
        if let Some(cause) = cause {
            hints.push(Hint {
                cause: cause.value,
                groups: own,
                whole,
                address,
            });
            proofs.push((cause, samples));
        }
    }
    for (name, (_, line, used)) in named {
        if !used {
            root.problem(line, format!("no hint names the group {name:?}: remove it"));
        }
    }
    root.finish();
    HintDrafts {
        hints: Hints::new(groups, hints),
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
