//! When to use which, where nobody wrote it by hand: made from facts and pages, so that it reads as if written.

use smtpref_catalog::{
    Actor, Catalog, Code, EnhancedClass, EnhancedCode, Entry, ReplyClass, Status,
};

use crate::lookup::{Decided, Record, unregistered, wording};

/// How many reply codes are offered to go with an enhanced status code.
const OFFERED: usize = 4;

/// What each of the two means for one who got it, and what to do first.
pub(super) fn received(sides: &[Record<'_>; 2], catalog: &Catalog) -> Vec<String> {
    let [left, right] = sides;
    let got_and_act = |side| format!("{} {}", got(side), act(side, catalog));
    let mut texts = if left.lookup == right.lookup {
        vec![got_and_act(left)]
    } else if left.is_same_entry(right) && left.known.is_some() {
        vec![got(left), got(right), act(left, catalog)]
    } else {
        vec![got_and_act(left), got_and_act(right)]
    };
    // A page that names the other as a confusion tells them apart in its own words.
    let confusion = |side: &Record<'_>, other: &Record<'_>| {
        let mut named = side.page()?.confused_with.iter();
        let found = named.find(|named| named.code == other.code().entry_code())?;
        Some(found.why.to_owned())
    };
    let (one, other) = if left.lookup < right.lookup {
        (left, right)
    } else {
        (right, left)
    };
    texts.extend(confusion(one, other).or_else(|| confusion(other, one)));
    texts
}

fn got(side: &Record<'_>) -> String {
    let name = if side.code().is_group() {
        format!("a code of {}", side.lookup)
    } else if !side.code().is_number() {
        format!("a reply that tells {}", side.lookup)
    } else {
        side.lookup.to_string()
    };
    let Some(Decided { message, retry, .. }) = side.outcome.decided() else {
        return format!(
            "You got {name}: the first number, in place of the X, says what becomes of the message."
        );
    };
    format!(
        "You got {name}: {}{}.",
        wording::message_clause(message),
        wording::retry_clause(message, retry)
    )
}

/// The first step of whoever acts first; of a code without a page what its numbers advise.
fn act(side: &Record<'_>, catalog: &Catalog) -> String {
    if let Some((_, classes)) = side.unusual_class() {
        return format!(
            "{} goes with class {} only, so go by the reply code and the words behind it.",
            side.code().entry_code(),
            wording::class_numbers(classes)
        );
    }
    let first = side.steps().first();
    let step = first.and_then(|fix| Some((fix.who, *fix.steps.first()?)));
    match step {
        Some((who @ Actor::Check, step)) => {
            format!("{}, {}", wording::actor(who), lower_first(step))
        }
        Some((who, step)) => format!("{} acts first. {step}", wording::actor(who)),
        None => {
            let mut advice = unregistered::describe(side.code(), catalog)
                .advice
                .into_iter();
            advice.next().unwrap_or_default()
        }
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

/// Which of the two a server should send.
pub(super) fn choose(sides: &[Record<'_>; 2]) -> Vec<String> {
    let [left, right] = sides;
    if left.lookup == right.lookup {
        return vec![send(left, false)];
    }
    if left.code().is_group() && right.code().is_group() {
        return vec![format!(
            "{} and {} are groups, not codes to send: choose one of their codes.",
            left.lookup, right.lookup
        )];
    }
    let one_page = left.is_same_entry(right);
    vec![send(left, one_page), send(right, one_page)]
}

/// What a server says with a code, or why it should not. If both sides are one page, what the class adds tells them apart.
fn send(side: &Record<'_>, one_page: bool) -> String {
    let name = side.lookup;
    let Some(entry) = side.entry() else {
        return format!(
            "Do not send {name}: it is not registered.{}",
            general(side.code())
        );
    };
    if side.code().is_group() {
        return format!("{name} is a group, not a code to send: choose one of its codes.");
    }
    if let Some(advice) = situation(side, entry) {
        return advice;
    }
    if let Some(reason) = discouraged(side, entry) {
        return reason;
    }
    let says = side
        .in_class()
        .filter(|_| one_page)
        .unwrap_or(entry.summary);
    match side.code().enhanced() {
        Some(code) if entry.commands.is_empty() => {
            format!("{code} belongs in reports and not in replies. There it says: \"{says}\"")
        }
        Some(code) if code.class().is_none() && entry.classes.len() > 1 => {
            format!(
                "Send {name} as {} to say: \"{says}\"",
                in_classes(code, entry)
            )
        }
        _ => format!("Send {name}{} to say: \"{says}\"", behind(side)),
    }
}

/// What to send for a cause, or instead of a provider's own words; `None` for a code.
fn situation(side: &Record<'_>, entry: &Entry) -> Option<String> {
    let name = side.lookup;
    let Some(cause) = side.page()?.detail.cause() else {
        let reply = side.reply_detail()?;
        return Some(format!(
            "{} is what {} says in its own words: a server of yours sends a code for its cause, {}.",
            entry.code, reply.provider, reply.cause
        ));
    };
    let send = cause.send.iter().find(|send| send.reply.is_some())?;
    let codes = [
        send.reply.map(|code| code.to_string()),
        send.enhanced.map(|code| code.to_string()),
    ];
    let codes: Vec<String> = codes.into_iter().flatten().collect();
    Some(format!(
        "For {name} send {} ({}). {}",
        codes.join(" "),
        wording::send_stage(send.stage),
        send.why
    ))
}

/// Why a server should not send a code that has a page.
fn discouraged(side: &Record<'_>, entry: &Entry) -> Option<String> {
    let name = side.lookup;
    if let Some((reply, enhanced)) = name.contradiction() {
        return Some(format!(
            "Do not send {reply} with {enhanced}: both codes of a reply begin with the same digit."
        ));
    }
    if let Some((_, classes)) = side.unusual_class() {
        return Some(format!(
            "Do not send {}: {} goes with class {} only.",
            side.code(),
            entry.code,
            wording::class_numbers(classes)
        ));
    }
    match entry.status {
        Status::Standard => None,
        _ if side.code().reply().is_some() && entry.commands.is_empty() => Some(format!(
            "There is nothing to choose about {name}: no mail server sends it."
        )),
        Status::Nonstandard => Some(format!(
            "Do not send {name} from a new server: it is not in any RFC, so clients go by its first digit alone.{}",
            general(side.code())
        )),
        Status::Historic => Some(format!(
            "Do not send {name}: it is historic, and no current client waits for it.{}",
            general(side.code())
        )),
        Status::Obsolete => Some(format!(
            "Do not send {name}: it is obsolete.{}",
            general(side.code())
        )),
    }
}

/// The registered code that says the least and is never wrong.
fn general(code: Code) -> String {
    match code {
        Code::Reply(reply) => match reply.class() {
            ReplyClass::PositiveCompletion => " 250 is the general code for success.".to_owned(),
            ReplyClass::PositiveIntermediate => {
                " Current SMTP uses 354 after DATA and 334 within AUTH.".to_owned()
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
        Code::Cause(_) | Code::ProviderReply(_) => String::new(),
    }
}

/// The reply codes that an enhanced status code follows; none for one that was given with its reply code.
fn behind(side: &Record<'_>) -> String {
    let replies: Vec<String> = match side.lookup.reply {
        None if side.code().enhanced().is_some() => side
            .usual_with()
            .take(OFFERED)
            .map(|code| code.to_string())
            .collect(),
        _ => Vec::new(),
    };
    if replies.is_empty() {
        String::new()
    } else {
        format!(" behind {}", wording::one_of(&replies))
    }
}

/// `4.2.2 or 5.2.2`.
fn in_classes(code: EnhancedCode, entry: &Entry) -> String {
    let with = |class: &EnhancedClass| code.with_class(Some(*class)).to_string();
    let codes: Vec<String> = entry.classes.iter().map(with).collect();
    wording::one_of(&codes)
}
