//! The sentences of a comparison that nobody wrote by hand: made from facts, so that they read as if written.

use super::are_companions;
use crate::catalog::Catalog;
use crate::domain::{Code, Kind, Retry};
use crate::explain;
use crate::topic::{Facts, Topic};

/// What to know before reading the rest.
pub(super) fn note(left: Topic, right: Topic, catalog: &Catalog) -> Option<String> {
    if left == right {
        return Some(format!(
            "Both sides are {left}: there is nothing to tell apart. Change one side to compare it with another code."
        ));
    }
    if left.code.entry_code() == right.code.entry_code() {
        return Some(match (left.class(), right.class()) {
            (Some(_), Some(_)) if left.code != right.code => format!(
                "{left} and {right} are one code in two classes: the cause is the same, what the sending server does about it is not."
            ),
            _ if left.code == right.code => format!(
                "Both sides are {}; only the reply code before it differs.",
                left.code
            ),
            _ => format!("{left} and {right} are one code, once with its class and once without."),
        });
    }
    if are_companions(left, right, catalog) {
        let (reply, enhanced) = if left.code.kind() == Kind::Reply {
            (left, right)
        } else {
            (right, left)
        };
        return Some(format!(
            "The two are halves of one reply: {reply} tells the sending server what to do, {enhanced} tells the reader why."
        ));
    }
    None
}

/// The difference in one sentence.
pub(super) fn summary(
    left: Topic,
    right: Topic,
    (a, b): &(Facts, Facts),
    catalog: &Catalog,
) -> String {
    if left == right {
        return one_line(left, catalog);
    }
    if a.permanence == b.permanence {
        format!(
            "Both are {}; they differ in the cause: {left} is \"{}\", {right} is \"{}\".",
            permanence(&a.permanence),
            title(left, catalog),
            title(right, catalog)
        )
    } else {
        format!(
            "{left} is {}, {right} is {}.",
            permanence(&a.permanence),
            permanence(&b.permanence)
        )
    }
}

/// The permanence inside a sentence.
fn permanence(word: &str) -> String {
    match word {
        "Success" => "a success".to_owned(),
        "Temporary" => "a temporary failure".to_owned(),
        "Permanent" => "a permanent failure".to_owned(),
        "Outside SMTP" => "outside SMTP".to_owned(),
        "Intermediate, the client goes on" => "an intermediate reply".to_owned(),
        _ => "temporary or permanent by its class".to_owned(),
    }
}

fn title(topic: Topic, catalog: &Catalog) -> String {
    topic.entry(catalog).map_or_else(
        || "not registered".to_owned(),
        |id| catalog.entry(id).title.to_owned(),
    )
}

fn one_line(topic: Topic, catalog: &Catalog) -> String {
    topic.entry(catalog).map_or_else(
        || explain::explain(topic.code, catalog).summary,
        |id| catalog.entry(id).summary.to_owned(),
    )
}

/// What each of the two means for one who got it.
pub(super) fn received(
    left: Topic,
    right: Topic,
    (a, b): &(Facts, Facts),
    catalog: &Catalog,
) -> Vec<String> {
    let mut texts = vec![got(left, a)];
    if left != right {
        texts.push(got(right, b));
    }
    // A page that names the other as a confusion tells them apart in its own words.
    let confusion = |topic: Topic, other: Topic| {
        let page = catalog.page(topic.entry(catalog)?);
        let found = page
            .confused_with
            .iter()
            .find(|confusion| confusion.code == other.code.entry_code())?;
        Some(found.why.to_owned())
    };
    texts.extend(confusion(left, right).or_else(|| confusion(right, left)));
    texts
}

fn got(topic: Topic, facts: &Facts) -> String {
    let act = match facts.who.as_deref() {
        Some("Nobody: it is a success") | None => String::new(),
        Some(who) => format!(" First to act: {}.", lower_first(who)),
    };
    let message = if facts.message.starts_with("By class") {
        "what becomes of the message follows from the class".to_owned()
    } else {
        format!("the message is {}", fate(&facts.message))
    };
    let again = if facts.retry == Retry::Later.phrase() {
        ", and the same attempt can succeed later"
    } else if facts.retry == Retry::AfterChange.phrase() {
        ", and a further attempt needs a change first"
    } else if facts.retry == Retry::Never.phrase() {
        ", and no further attempt will help"
    } else {
        ""
    };
    format!("You got {topic}: {message}{again}.{act}")
}

fn fate(phrase: &str) -> String {
    match phrase {
        "Nothing decided yet" => "not decided on yet".to_owned(),
        other => lower_first(other),
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

/// Which of the two a server should send.
pub(super) fn choose(left: Topic, right: Topic, catalog: &Catalog) -> Vec<String> {
    let line = |topic: Topic| match (topic.entry(catalog), topic.code) {
        (None, _) => format!(
            "{topic} is not registered: choose a registered code instead, such as {}.",
            explain::nearest(topic.code, catalog).first().map_or_else(
                || "X.0.0".to_owned(),
                |&id| catalog.entry(id).code.to_string()
            )
        ),
        (Some(id), Code::Class(_) | Code::Subject(_)) => format!(
            "{topic} is no code to send but a group of them: {}",
            catalog.entry(id).summary
        ),
        (Some(id), _) => {
            let entry = catalog.entry(id);
            match entry.status {
                crate::domain::Status::Standard => {
                    format!("{topic} is right for this: {}", entry.summary)
                }
                status => format!(
                    "{topic} is not for new use ({}): {}",
                    status.phrase().to_lowercase(),
                    entry.summary
                ),
            }
        }
    };
    if left == right {
        vec![line(left)]
    } else {
        vec![line(left), line(right)]
    }
}
