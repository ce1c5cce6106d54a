//! When to use which, where nobody wrote it by hand: made from facts and pages, so that it reads as if written.

use super::summary::{one_of, unusual_class};
use crate::lookup::unregistered;
use crate::lookup::{Facts, Lookup};
use smtpref_catalog::Catalog;
use smtpref_catalog::{
    Actor, Code, EnhancedClass, EnhancedCode, Entry, Fate, ReplyClass, Retry, Status,
};

/// What each of the two means for one who got it, and what to do first.
pub(super) fn received(
    left: Lookup,
    right: Lookup,
    facts: &[Facts; 2],
    catalog: &Catalog,
) -> Vec<String> {
    let one_page = left.code.entry_code() == right.code.entry_code();
    let act = |lookup| act(lookup, catalog);
    let mut texts = if left == right {
        vec![format!("{} {}", got(left, &facts[0]), act(left))]
    } else if one_page && left.entry(catalog).is_some() {
        vec![got(left, &facts[0]), got(right, &facts[1]), act(left)]
    } else {
        vec![
            format!("{} {}", got(left, &facts[0]), act(left)),
            format!("{} {}", got(right, &facts[1]), act(right)),
        ]
    };
    // A page that names the other as a confusion tells them apart in its own words.
    let confusion = |lookup: Lookup, other: Lookup| {
        let page = catalog.page(lookup.entry(catalog)?);
        let found = page
            .confused_with
            .iter()
            .find(|confusion| confusion.code == other.code.entry_code())?;
        Some(found.why.to_owned())
    };
    let (one, other) = (left.min(right), left.max(right));
    texts.extend(confusion(one, other).or_else(|| confusion(other, one)));
    texts
}

fn got(lookup: Lookup, facts: &Facts) -> String {
    let name = match lookup.code {
        Code::Class(_) | Code::Subject(_) => format!("a code of {lookup}"),
        Code::Reply(_) | Code::Enhanced(_) => lookup.to_string(),
    };
    let Some(fate) = facts.fate else {
        return format!(
            "You got {name}: the first number, in place of the X, says what becomes of the message."
        );
    };
    let message = match fate {
        Fate::Accepted => "the message is accepted",
        Fate::NothingYet => "nothing is decided about the message yet",
        Fate::Retried => "the sending server keeps the message and tries again",
        Fate::Returned => "the message goes back to the sender",
        Fate::NotSent => "no message was sent",
    };
    let again = match (fate, facts.again) {
        (Fate::Retried, Some(Retry::Later)) => " later",
        (_, Some(Retry::Later)) => ", but the same attempt can succeed later",
        (_, Some(Retry::AfterChange)) => ", and a further attempt needs a change first",
        (_, Some(Retry::Never)) => ", and no further attempt will help",
        (_, Some(Retry::NotNeeded) | None) => "",
    };
    format!("You got {name}: {message}{again}.")
}

/// The first step of whoever acts first; of a code without a page what its numbers advise.
fn act(lookup: Lookup, catalog: &Catalog) -> String {
    if let Some(classes) = unusual_class(lookup, catalog) {
        return format!(
            "{} goes with class {classes} only, so go by the reply code and the words behind it.",
            lookup.code.entry_code()
        );
    }
    let first = lookup
        .entry(catalog)
        .and_then(|id| catalog.page(id).fix.first());
    let step = first.and_then(|fix| Some((fix.who, *fix.steps.first()?)));
    match step {
        Some((who @ Actor::Check, step)) => format!("{}, {}", who.phrase(), lower_first(step)),
        Some((who, step)) => format!("{} acts first. {step}", who.phrase()),
        None => unregistered::describe(lookup.code, catalog)
            .advice
            .swap_remove(0),
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

/// Which of the two a server should send.
pub(super) fn choose(
    left: Lookup,
    right: Lookup,
    facts: &[Facts; 2],
    catalog: &Catalog,
) -> Vec<String> {
    if left == right {
        return vec![send(left, &facts[0], false, catalog)];
    }
    let group = |lookup: Lookup| matches!(lookup.code, Code::Class(_) | Code::Subject(_));
    if group(left) && group(right) {
        return vec![format!(
            "{left} and {right} are groups and no codes to send: choose one of their codes."
        )];
    }
    let one_page = left.code.entry_code() == right.code.entry_code();
    vec![
        send(left, &facts[0], one_page, catalog),
        send(right, &facts[1], one_page, catalog),
    ]
}

/// What a server says with a code, or why it should not. If both sides are one page, what the class adds tells them apart.
fn send(lookup: Lookup, facts: &Facts, one_page: bool, catalog: &Catalog) -> String {
    let Some(id) = lookup.entry(catalog) else {
        return format!(
            "Do not send {lookup}: it is not registered.{}",
            general(lookup.code)
        );
    };
    let entry = catalog.entry(id);
    if let Code::Class(_) | Code::Subject(_) = lookup.code {
        return format!("{lookup} is a group and no code to send: choose one of its codes.");
    }
    if let Some(reason) = discouraged(lookup, entry, catalog) {
        return reason;
    }
    let written = lookup.class().filter(|_| one_page).and_then(|class| {
        let page = catalog.page(id);
        page.in_class.iter().find(|(of, _)| *of == class)
    });
    let says = written.map_or(entry.summary, |(_, text)| text);
    match lookup.code.enhanced() {
        Some(code) if entry.commands.is_empty() => {
            format!("{code} belongs in reports and not in replies. There it says: \"{says}\"")
        }
        Some(code) if code.class().is_none() && entry.classes.len() > 1 => {
            format!(
                "Send {lookup} as {} to say: \"{says}\"",
                in_classes(code, entry)
            )
        }
        _ => format!("Send {lookup}{} to say: \"{says}\"", behind(lookup, facts)),
    }
}

/// Why a server should not send a code that has a page.
fn discouraged(lookup: Lookup, entry: &Entry, catalog: &Catalog) -> Option<String> {
    if let Some((reply, enhanced)) = lookup.contradiction() {
        return Some(format!(
            "Do not send {reply} with {enhanced}: both codes of a reply begin with the same digit."
        ));
    }
    if let Some(classes) = unusual_class(lookup, catalog) {
        return Some(format!(
            "Do not send {}: {} goes with class {classes} only.",
            lookup.code, entry.code
        ));
    }
    match entry.status {
        Status::Standard => None,
        _ if lookup.code.reply().is_some() && entry.commands.is_empty() => Some(format!(
            "There is nothing to choose about {lookup}: no mail server sends it."
        )),
        Status::Nonstandard => Some(format!(
            "Do not send {lookup} from a new server: it stands in no RFC, so clients go by its first digit alone.{}",
            general(lookup.code)
        )),
        Status::Historic => Some(format!(
            "Do not send {lookup}: it is historic, and no client of today waits for it.{}",
            general(lookup.code)
        )),
        Status::Obsolete => Some(format!(
            "Do not send {lookup}: it is obsolete.{}",
            general(lookup.code)
        )),
    }
}

/// The registered code that says the least and is never wrong.
fn general(code: Code) -> String {
    match code {
        Code::Reply(reply) => match reply.class() {
            ReplyClass::PositiveCompletion => " 250 is the general code for success.".to_owned(),
            ReplyClass::PositiveIntermediate => {
                " SMTP of today has 354 after DATA and 334 within AUTH.".to_owned()
            }
            ReplyClass::TransientNegative => {
                " 451 is the general code for a temporary failure.".to_owned()
            }
            ReplyClass::PermanentNegative => {
                " 554 is the general code for a permanent failure.".to_owned()
            }
            ReplyClass::Preliminary | ReplyClass::OutOfRange => {
                " A reply code of SMTP begins with 2, 3, 4 or 5.".to_owned()
            }
        },
        Code::Enhanced(enhanced) => {
            let class = enhanced
                .class()
                .map_or_else(|| "X".to_owned(), |class| class.digit().to_string());
            if enhanced.subject().name().is_some() {
                format!(
                    " {class}.{}.0 is the general code of its subject.",
                    enhanced.subject().number()
                )
            } else {
                format!(" {class}.0.0 is the general code without a subject.")
            }
        }
        Code::Class(_) | Code::Subject(_) => " Subjects 0 to 7 are registered.".to_owned(),
    }
}

/// The reply codes that an enhanced status code stands behind; nothing for one that was given with its reply code.
fn behind(lookup: Lookup, facts: &Facts) -> String {
    match (&facts.usual_with, lookup.code, lookup.reply) {
        (Some(replies), Code::Enhanced(_), None) => {
            let replies: Vec<String> = replies.split(", ").map(str::to_owned).collect();
            format!(" behind {}", one_of(&replies))
        }
        _ => String::new(),
    }
}

/// `4.2.2 or 5.2.2`.
fn in_classes(code: EnhancedCode, entry: &Entry) -> String {
    let with = |class: &EnhancedClass| code.with_class(Some(*class)).to_string();
    let codes: Vec<String> = entry.classes.iter().map(with).collect();
    one_of(&codes)
}
