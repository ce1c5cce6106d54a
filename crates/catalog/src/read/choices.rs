//! When a server sends a code, or what it sends in its place: `choose` and `instead` of a page.

use super::cause_file::not_to_send;
use super::table::{Need, Table};
use crate::{Choice, CodePattern, EnhancedClass, Kind, ReplyCode};

/// Reads them: a reply code has one, an enhanced status code one for each class that its page speaks of.
pub(super) fn read(
    fields: &Table<'_>,
    kind: Kind,
    in_class: &[(EnhancedClass, &str)],
) -> Vec<(Option<EnhancedClass>, Choice)> {
    match kind {
        Kind::Reply => of_reply(fields)
            .map(|choice| (None, choice))
            .into_iter()
            .collect(),
        Kind::Enhanced => of_classes(fields, in_class),
        _ => Vec::new(),
    }
}

fn of_reply(fields: &Table<'_>) -> Option<Choice> {
    let when = fields.optional_phrase("choose");
    let instead = fields.table("instead", "`instead`", false);
    let instead = instead.and_then(|table| instead_of(&table));
    if let (Some(when), Some(_)) = (when, &instead) {
        fields.problem(when.line, BOTH);
    }
    let behind = Vec::new();
    when.map(|at| Choice::Send {
        when: at.value,
        behind,
    })
    .or(instead)
}

/// Reads the choice of one class.
type ReadChoice = fn(&Table<'_>) -> Option<Choice>;

const BOTH: &str = "`choose` says when to send it and `instead` not to: remove one of the two";

fn of_classes(
    fields: &Table<'_>,
    in_class: &[(EnhancedClass, &str)],
) -> Vec<(Option<EnhancedClass>, Choice)> {
    let mut choices: Vec<(Option<EnhancedClass>, Choice)> = Vec::new();
    let read: [(_, _, ReadChoice); 2] = [
        ("choose", "[choose]", send),
        ("instead", "[instead]", instead_of),
    ];
    for (field, name, choice) in read {
        let Some(table) = fields.table(field, name, false) else {
            continue;
        };
        for class in EnhancedClass::ALL {
            let key = class.key();
            let Some(of_class) = table.table(key, name, false) else {
                continue;
            };
            if !in_class.iter().any(|(known, _)| *known == class) {
                let message = format!("{name} has class {key}, but [in_class] has not: remove it");
                table.problem(of_class.line(), message);
            }
            if choices.iter().any(|(known, _)| *known == Some(class)) {
                table.problem(of_class.line(), BOTH);
            }
            choices.extend(choice(&of_class).map(|choice| (Some(class), choice)));
        }
        table.finish();
    }
    choices.sort_by_key(|(class, _)| *class);
    choices
}

fn send(table: &Table<'_>) -> Option<Choice> {
    let when = table.phrase("when");
    let mut behind = Vec::new();
    for at in table.texts("behind", Need::Optional) {
        match at.value.parse::<ReplyCode>() {
            Ok(code) => behind.push(code),
            Err(error) => table.problem(at.line, error.to_string()),
        }
    }
    table.finish();
    let when = when?.value;
    Some(Choice::Send { when, behind })
}

fn instead_of(table: &Table<'_>) -> Option<Choice> {
    let mut codes = Vec::new();
    for at in table.texts("codes", Need::Filled) {
        let pattern: Result<CodePattern, _> = at.value.parse();
        match pattern {
            Ok(pattern) => codes.push(pattern),
            Err(()) => table.problem(at.line, not_to_send(at.value)),
        }
    }
    let why = table.optional_phrase("why").map(|at| at.value);
    table.finish();
    (!codes.is_empty()).then_some(Choice::Instead { codes, why })
}
