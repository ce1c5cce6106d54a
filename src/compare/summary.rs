//! The difference in one sentence, and what to know before it.

use smtpref_catalog::{Catalog, Code, Effect, EnhancedClass, Fate, Finality, Kind};

use super::go_together;
use crate::lookup::unregistered;
use crate::lookup::wording::{class_numbers, does};
use crate::lookup::{PerClass, Record};

/// What to know before reading the rest.
pub(super) fn note(sides: &[Record<'_>; 2], catalog: &Catalog) -> Option<String> {
    let [left, right] = sides;
    if left.lookup == right.lookup {
        return Some(format!(
            "Both sides are {}: there is nothing to tell apart. Change one side to compare it with another code.",
            left.lookup
        ));
    }
    if left.is_same_entry(right) {
        return Some(one_code(left, right));
    }
    if go_together(left, right) {
        let (reply, enhanced) = if left.kind() == Kind::Reply {
            (left, right)
        } else {
            (right, left)
        };
        return Some(format!(
            "The two are halves of one reply: {} tells the sending server what to do, {} tells the reader why.",
            reply.lookup, enhanced.lookup
        ));
    }
    belongs(left, right, catalog).or_else(|| belongs(right, left, catalog))
}

fn one_code(left: &Record<'_>, right: &Record<'_>) -> String {
    let [a, b] = [left.lookup, right.lookup];
    if a.code == b.code {
        return format!(
            "Both sides are {}; only the reply code before it differs.",
            a.code
        );
    }
    let (Some(_), Some(_)) = (a.class(), b.class()) else {
        let classes = left.entry().map_or(0, |entry| entry.classes.len());
        let only = if classes == 1 {
            ", and it has no other class"
        } else {
            ""
        };
        return format!("{a} and {b} are one code, once with its class and once without{only}.");
    };
    if a.contradiction().is_some() || b.contradiction().is_some() {
        return format!(
            "{a} and {b} are one code in two classes: the reply code before it decides what the sending server does."
        );
    }
    let odd = [left, right].into_iter().find_map(|side| {
        let (_, classes) = side.unusual_class()?;
        Some(format!(
            "{a} and {b} are one code in two classes, but {} has no meaning of its own: {} goes with class {}.",
            side.code(),
            side.code().entry_code(),
            class_numbers(classes)
        ))
    });
    let success = [a, b]
        .iter()
        .any(|side| side.class() == Some(EnhancedClass::Success));
    odd.unwrap_or_else(|| {
        let differ = if success {
            "one reports success, the other a failure"
        } else {
            "the first number says what becomes of the message, and what is behind it may differ"
        };
        format!("{a} and {b} are one code in two classes: {differ}.")
    })
}

/// What a code has to do with a class or a subject.
fn belongs(code: &Record<'_>, group: &Record<'_>, catalog: &Catalog) -> Option<String> {
    let (name, of) = (code.lookup, group.lookup);
    if group.code().has_member(code.code(), catalog) {
        return Some(format!("{name} is one of the codes of {of}."));
    }
    match (code.code(), group.code()) {
        (Code::ProviderReply(_), Code::Cause(cause))
            if code
                .reply_detail()
                .is_some_and(|reply| reply.cause == cause) =>
        {
            Some(format!("{name} is one of the replies with the cause {of}."))
        }
        (Code::Reply(reply), Code::Class(class)) if reply.class().digit() == class.digit() => {
            Some(format!(
                "Behind {reply} comes an enhanced status code of {of}, because both begin with the same digit."
            ))
        }
        _ => None,
    }
}

/// The difference in one sentence.
pub(super) fn summary(sides: &[Record<'_>; 2], catalog: &Catalog) -> String {
    let [left, right] = sides;
    if left.lookup == right.lookup {
        return one_line(left, catalog);
    }
    let [a, b] = [left, right].map(|side| side.outcome.each(|decided| decided.finality));
    if a != b {
        let long = |finality: &PerClass<_>| matches!(finality, PerClass::Each(_));
        let mark = if long(&a) || long(&b) { ';' } else { ',' };
        return format!(
            "{} {}{mark} {} {}.",
            left.lookup,
            one_does(left, &a),
            right.lookup,
            one_does(right, &b)
        );
    }
    let both = format!("Both {}", does(&a, true));
    match [left.entry(), right.entry()] {
        [Some(one), Some(other)] if left.is_same_entry(right) || one.title == other.title => {
            format!("{both}, and both say {:?}.", one.title)
        }
        [None, None] => format!("{both}, and neither is registered."),
        _ => format!("{both}: {}, {}.", says(left), says(right)),
    }
}

/// What one of two different codes does. The digit of 446 says less than its page, which sends the message back at once.
fn one_does(side: &Record<'_>, finality: &PerClass<Finality>) -> String {
    let effect = side.page().map(|page| &page.effect);
    let comes_back = |effect: &Effect| effect.message.only() == Some(Fate::Returned);
    if *finality == PerClass::One(Finality::Temporary) && effect.is_some_and(comes_back) {
        return "has the digit of a temporary failure".to_owned();
    }
    does(finality, false)
}

fn says(side: &Record<'_>) -> String {
    let name = side.lookup;
    match side.entry() {
        None => format!("{name} is not registered"),
        Some(entry) if side.code().is_group() => format!("{name} stands for {:?}", entry.title),
        Some(entry) => format!("{name} says {:?}", entry.title),
    }
}

fn one_line(side: &Record<'_>, catalog: &Catalog) -> String {
    side.entry().map_or_else(
        || unregistered::describe(side.code(), catalog).summary,
        |entry| entry.summary.to_owned(),
    )
}
