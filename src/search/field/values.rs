//! The values of the fields that have names: what is typed, what it means, and what the filter menu shows.

use smtpref_catalog::{Command, EnhancedClass, Kind, ReplyClass, Status, Subject, VariantArray};

use super::Value;
use crate::lookup::wording;
use crate::search::filter::Filter;

pub(super) fn classes() -> Vec<Value> {
    let value = |class: ReplyClass| {
        let digit = class.digit();
        let enhanced = class.of_enhanced().map(EnhancedClass::name);
        let names: Vec<&str> = [Some(class.name()), enhanced]
            .into_iter()
            .flatten()
            .collect();
        Value {
            word: digit.to_string(),
            alias: None,
            label: format!("{digit} {}", wording::class(class)),
            meaning: names.join(", "),
            filter: Filter {
                class: Some(class),
                ..Filter::default()
            },
        }
    };
    ReplyClass::ALL.into_iter().map(value).collect()
}

pub(super) fn kinds() -> Vec<Value> {
    let value = |kind: Kind| Value {
        word: kind.word().to_owned(),
        alias: None,
        label: wording::kind(kind, false).to_owned(),
        meaning: wording::kind(kind, false).to_owned(),
        filter: Filter {
            kind: Some(kind),
            ..Filter::default()
        },
    };
    Kind::ALL.into_iter().map(value).collect()
}

pub(super) fn statuses() -> Vec<Value> {
    let value = |&status: &Status| Value {
        word: status.word().to_owned(),
        alias: None,
        label: wording::standing(status, false).to_owned(),
        meaning: wording::standing(status, false).to_owned(),
        filter: Filter {
            status: Some(status),
            ..Filter::default()
        },
    };
    Status::VARIANTS.iter().map(value).collect()
}

/// The subjects that have a name.
pub(super) fn subjects() -> Vec<Value> {
    let value = |subject: Subject| {
        let name = subject.name()?;
        Some(Value {
            word: subject.number().to_string(),
            alias: None,
            label: format!("{subject} {name}"),
            meaning: name.to_owned(),
            filter: Filter {
                subject: Some(subject),
                ..Filter::default()
            },
        })
    };
    (0..8).filter_map(Subject::new).filter_map(value).collect()
}

pub(super) fn commands() -> Vec<Value> {
    let value = |&command: &Command| Value {
        word: command.word().to_owned(),
        alias: (command == Command::Ehlo).then_some("HELO"),
        label: format!("{:<12}{}", command.word(), command.meaning()),
        meaning: command.meaning().to_owned(),
        filter: Filter {
            command: Some(command),
            ..Filter::default()
        },
    };
    Command::VARIANTS.iter().map(value).collect()
}

/// What is shipped is all that has no mark, and nobody asks for that.
pub(super) fn owners() -> Vec<Value> {
    let own = "Of a catalog of your own";
    vec![Value {
        word: "own".to_owned(),
        alias: None,
        label: own.to_owned(),
        meaning: own.to_owned(),
        filter: Filter {
            own: true,
            ..Filter::default()
        },
    }]
}
