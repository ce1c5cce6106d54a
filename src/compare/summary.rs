//! The difference in one sentence, and what to know before it.

use super::go_together;
use crate::lookup::unregistered;
use crate::lookup::{Facts, Lookup};
use smtpref_catalog::Catalog;
use smtpref_catalog::{Code, Kind};

/// What to know before reading the rest.
pub(super) fn note(left: Lookup, right: Lookup, catalog: &Catalog) -> Option<String> {
    if left == right {
        return Some(format!(
            "Both sides are {left}: there is nothing to tell apart. Change one side to compare it with another code."
        ));
    }
    if left.code.entry_code() == right.code.entry_code() {
        return Some(one_code(left, right, catalog));
    }
    if go_together(left, right, catalog) {
        let (reply, enhanced) = if left.code.kind() == Kind::Reply {
            (left, right)
        } else {
            (right, left)
        };
        return Some(format!(
            "The two are halves of one reply: {reply} tells the sending server what to do, {enhanced} tells the reader why."
        ));
    }
    belongs(left, right, catalog).or_else(|| belongs(right, left, catalog))
}

fn one_code(left: Lookup, right: Lookup, catalog: &Catalog) -> String {
    if left.code == right.code {
        return format!(
            "Both sides are {}; only the reply code before it differs.",
            left.code
        );
    }
    let (Some(_), Some(_)) = (left.class(), right.class()) else {
        let classes = left
            .entry(catalog)
            .map_or(0, |id| catalog.entry(id).classes.len());
        let only = if classes == 1 {
            ", and it has no other class"
        } else {
            ""
        };
        return format!(
            "{left} and {right} are one code, once with its class and once without{only}."
        );
    };
    if left.contradiction().is_some() || right.contradiction().is_some() {
        return format!(
            "{left} and {right} are one code in two classes: the reply code before it decides what the sending server does."
        );
    }
    let odd = [left, right].into_iter().find_map(|lookup| {
        let classes = unusual_class(lookup, catalog)?;
        Some(format!(
            "{left} and {right} are one code in two classes, but {} has no meaning of its own: {} goes with class {classes}.",
            lookup.code,
            lookup.code.entry_code()
        ))
    });
    odd.unwrap_or_else(|| {
        format!(
            "{left} and {right} are one code in two classes: the cause is the same, what the sending server does about it is not."
        )
    })
}

/// The classes of the page, if the lookup has another one.
pub(super) fn unusual_class(lookup: Lookup, catalog: &Catalog) -> Option<String> {
    let class = lookup.code.enhanced()?.class()?;
    let classes = &catalog.entry(lookup.entry(catalog)?).classes;
    (!classes.contains(&class)).then(|| {
        let digits: Vec<String> = classes
            .iter()
            .map(|class| class.digit().to_string())
            .collect();
        one_of(&digits)
    })
}

/// `4`, `4 or 5`, `2, 4 or 5`.
pub(super) fn one_of(words: &[String]) -> String {
    match words {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        words => words.concat(),
    }
}

/// What a code has to do with a class or a subject.
fn belongs(code: Lookup, group: Lookup, catalog: &Catalog) -> Option<String> {
    match (code.code, group.code) {
        (Code::Enhanced(enhanced), Code::Subject(subject)) if enhanced.subject() == subject => {
            Some(format!("{code} is one of the codes of {group}."))
        }
        (Code::Enhanced(enhanced), Code::Class(class)) => {
            let classes = &catalog.entry(code.entry(catalog)?).classes;
            let member = match enhanced.class() {
                Some(of_code) => of_code == class,
                None => classes.contains(&class),
            };
            member.then(|| format!("{code} is one of the codes of {group}."))
        }
        (Code::Reply(reply), Code::Class(class)) if reply.class().digit() == class.digit() => {
            Some(format!(
                "Behind {reply} stands an enhanced status code of {group}, for both begin with the same digit."
            ))
        }
        _ => None,
    }
}

/// The difference in one sentence.
pub(super) fn summary(
    left: Lookup,
    right: Lookup,
    facts: &[Facts; 2],
    catalog: &Catalog,
) -> String {
    if left == right {
        return one_line(left, catalog);
    }
    let [a, b] = [&facts[0].permanence, &facts[1].permanence].map(|word| outcome(word));
    if a != b {
        let mark = if a.contains(',') || b.contains(',') {
            ';'
        } else {
            ','
        };
        return format!("{left} {a}{mark} {right} {b}.");
    }
    let both = format!("Both {}", plural(&a));
    match [facts[0].title, facts[1].title] {
        [Some(one), Some(_)] if left.code.entry_code() == right.code.entry_code() => {
            format!("{both}, and both say {one:?}.")
        }
        [Some(one), Some(other)] if one == other => format!("{both}, and both say {one:?}."),
        [None, None] => format!("{both}, and neither is registered."),
        titles => {
            let says = |lookup: Lookup, title: Option<&str>| match (title, lookup.code) {
                (None, _) => format!("{lookup} is not registered"),
                (Some(title), Code::Class(_) | Code::Subject(_)) => {
                    format!("{lookup} stands for {title:?}")
                }
                (Some(title), _) => format!("{lookup} says {title:?}"),
            };
            format!(
                "{both}: {}, {}.",
                says(left, titles[0]),
                says(right, titles[1])
            )
        }
    }
}

/// What two codes do, from what one does.
fn plural(outcome: &str) -> String {
    let mut words = outcome.to_owned();
    for (one, two) in [
        ("reports", "report"),
        ("stands", "stand"),
        ("asks", "ask"),
        ("its", "their"),
    ] {
        words = words.replacen(one, two, 1);
    }
    words
}

/// What a code does, behind its name; by its facts' permanence.
fn outcome(permanence: &str) -> String {
    if let Some(classes) = permanence.strip_prefix("By class: ") {
        let outcomes: Vec<String> = classes
            .split("; ")
            .filter_map(|class| class.split(": ").nth(1))
            .map(|word| result(word).to_owned())
            .collect();
        let outcomes = one_of(&outcomes).replace("failure or a", "or a");
        return format!("reports {outcomes}, by its class");
    }
    match permanence {
        "Outside SMTP" => "stands outside SMTP".to_owned(),
        "Intermediate, the client goes on" => "asks the client to go on".to_owned(),
        other => format!("reports {}", result(&other.to_lowercase())),
    }
}

fn result(word: &str) -> &'static str {
    match word {
        "success" => "success",
        "temporary" => "a temporary failure",
        _ => "a permanent failure",
    }
}

fn one_line(lookup: Lookup, catalog: &Catalog) -> String {
    lookup.entry(catalog).map_or_else(
        || unregistered::describe(lookup.code, catalog).summary,
        |id| catalog.entry(id).summary.to_owned(),
    )
}
