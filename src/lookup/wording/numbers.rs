//! The words of the numbers of a code: its kind, its class, its group.

use smtpref_catalog::{EnhancedClass, Kind, ReplyClass, ReplyCode, Subject};

use super::super::{Classes, Group};
use super::{cause_group, forms, one_of, say};

const NOT_REGISTERED: &str = "Not registered";

/// The kind of a code.
#[must_use]
pub fn kind(kind: Kind, within: bool) -> &'static str {
    match kind {
        Kind::Reply => forms("Reply code", "reply code"),
        Kind::Class => forms("Class", "class"),
        Kind::Subject => forms("Subject", "subject"),
        Kind::Enhanced => forms("Enhanced status code", "enhanced status code"),
        Kind::Cause => forms("Cause", "cause"),
        Kind::ProviderReply => forms("Provider reply", "provider reply"),
    }
    .say(within)
}

/// The title of what has no page.
#[must_use]
pub fn not_registered() -> &'static str {
    say(NOT_REGISTERED)
}

/// A class by what its replies do, in few words.
#[must_use]
pub fn class(class: ReplyClass) -> &'static str {
    say(match class {
        ReplyClass::Preliminary => "preliminary, not used",
        ReplyClass::PositiveCompletion => "success",
        ReplyClass::PositiveIntermediate => "go on",
        ReplyClass::TransientNegative => "temporary failure",
        ReplyClass::PermanentNegative => "permanent failure",
        ReplyClass::OutOfRange => "never sent",
    })
}

fn enhanced_class(class: EnhancedClass) -> String {
    format!("{} {}", class.digit(), say(class.name()))
}

fn reply_class(code: ReplyClass) -> String {
    format!("{}yz {}", code.digit(), say(code.name()))
}

/// A reply code that came before an enhanced status code.
#[must_use]
pub fn reply_before(code: ReplyCode) -> String {
    format!("{code}, {}", reply_class(code.class()))
}

/// The name of a subject.
#[must_use]
pub fn subject(subject: Subject) -> &'static str {
    say(subject.name().unwrap_or(NOT_REGISTERED))
}

/// The first number with its name.
#[must_use]
pub fn classes(classes: &Classes) -> String {
    match classes {
        Classes::Reply(class) => reply_class(*class),
        Classes::Any => say("Any: the first number says it").to_owned(),
        Classes::None => say("None: it is not a number").to_owned(),
        Classes::Enhanced(classes) => {
            let names: Vec<String> = classes.iter().copied().map(enhanced_class).collect();
            names.join(", or ")
        }
    }
}

/// The second number with its name.
#[must_use]
pub fn group(group: Group) -> String {
    match group {
        Group::Category(digit, category) => format!("x{digit}z {}", say(category.name())),
        Group::Subject(number) => format!("{} {}", number.number(), subject(number)),
        Group::Cause(group) => cause_group(group).to_owned(),
    }
}

/// The numbers of classes: `4 or 5`.
#[must_use]
pub fn class_numbers(classes: &[EnhancedClass]) -> String {
    let digits: Vec<String> = classes
        .iter()
        .map(|class| class.digit().to_string())
        .collect();
    one_of(&digits)
}
