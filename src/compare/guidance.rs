//! What one who got one of two codes does, where nobody wrote it by hand: made from facts and pages, so that it reads as if written.

use smtpref_catalog::{Actor, Catalog, Code, EnhancedClass, Fate, Finality};

use crate::lookup::{Decided, PerClass, Record, unregistered, wording};

/// What each of the two means for one who got it, and what to do first; `both` is the reply of which they are the halves.
pub(super) fn received(
    sides: &[Record<'_>; 2],
    both: Option<&Record<'_>>,
    catalog: &Catalog,
) -> Vec<String> {
    let [left, right] = sides;
    // What the page says of the class that was asked for goes before its first step, which is one for all classes.
    let got_and_act = |side: &Record<'_>| {
        let parts = [Some(got(side)), of_class(side), Some(act(side, catalog))];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let mut texts = if let Some(both) = both {
        vec![got_and_act(both)]
    } else if left.lookup == right.lookup {
        vec![got_and_act(left)]
    } else if left.is_same_entry(right) && left.known.is_some() && same_step(sides, catalog) {
        let told = |side: &Record<'_>| {
            let parts = [Some(got(side)), of_class(side)];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        };
        vec![told(left), told(right), act(left, catalog)]
    } else {
        vec![got_and_act(left), got_and_act(right)]
    };
    // A page that names the other as a confusion tells them apart in its own words.
    let confusion = |side: &Record<'_>, other: &Record<'_>| {
        let mut named = side.page()?.confused_with.iter();
        let found = named.find(|named| named.code == other.code().entry_code())?;
        // It was written for that page: what is here and what is there, only its name tells.
        let page = side.code().entry_code();
        Some(format!("Seen from {page}: {}", found.why))
    };
    let (one, other) = if left.lookup < right.lookup {
        (left, right)
    } else {
        (right, left)
    };
    texts.extend(confusion(one, other).or_else(|| confusion(other, one)));
    texts
}

/// What the page says of the class that counts, in one paragraph.
fn of_class(side: &Record<'_>) -> Option<String> {
    side.in_class()
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether both sides of one page do the same: a success of it has nothing to repair.
fn same_step([left, right]: &[Record<'_>; 2], catalog: &Catalog) -> bool {
    act(left, catalog) == act(right, catalog)
}

fn got(side: &Record<'_>) -> String {
    let name = side.lookup;
    let name = match side.code() {
        Code::Class(_) => format!("a {name} code"),
        Code::Subject(_) => format!("an {name} code"),
        Code::Cause(_) => format!("a reply with the cause {name}"),
        Code::ProviderReply(_) => format!("the reply {name}"),
        Code::Reply(_) | Code::Enhanced(_) => name.to_string(),
    };
    let decides = if side.code().is_number() {
        "the first number, in place of the X,"
    } else {
        "the first digit of its code"
    };
    let Some(Decided { message, retry, .. }) = side.outcome.decided() else {
        return format!("You got {name}: {decides} says what becomes of the message.");
    };
    let becomes = match side.outcome.each(|decided| decided.message) {
        PerClass::One(message) => wording::message_clause(message),
        PerClass::Each(_) => format!("{decides} says what becomes of the message"),
    };
    let retry = if went_well(side) {
        ""
    } else {
        wording::retry_clause(message, retry)
    };
    format!("You got {name}: {becomes}{retry}.")
}

/// Whether it reports that the client may go on.
fn went_well(side: &Record<'_>) -> bool {
    let decided = side.outcome.decided();
    decided.is_some_and(|decided| {
        matches!(decided.finality, Finality::Success | Finality::Intermediate)
    })
}

/// Whether it reports a failure or a success, by a class that nobody named.
fn may_be_a_success(side: &Record<'_>) -> bool {
    match side.outcome.each(|decided| decided.finality) {
        PerClass::One(_) => false,
        PerClass::Each(classes) => classes
            .iter()
            .any(|(_, finality)| *finality == Finality::Success),
    }
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
    match first_step(side, catalog) {
        Some((who @ Actor::Check, step)) if went_well(side) => {
            format!("{}, {}", wording::actor(who), lower_first(step))
        }
        Some((Actor::Check, step)) => step.to_owned(),
        Some((who, step)) if may_be_a_success(side) => {
            format!("{} acts first after a failure. {step}", wording::actor(who))
        }
        Some((who, step)) => format!("{} acts first. {step}", wording::actor(who)),
        None if side.known.is_some() && went_well(side) => {
            // Behind the acceptance of a message no reply follows that could tell more of it.
            let missing = match side.outcome.each(|decided| decided.message) {
                PerClass::One(message) if message.only() == Some(Fate::Accepted) => {
                    "ask the receiving side with the time and the text of this reply"
                }
                PerClass::One(message) if message.contain(Fate::Accepted) => {
                    "find the reply to the final dot: if it is this one, ask the receiving side with its time and text"
                }
                _ => "read the replies that came later",
            };
            format!("There is nothing to repair; if a message is missing, {missing}.")
        }
        None => {
            let mut advice = unregistered::describe(side.code(), catalog)
                .advice
                .into_iter();
            advice.next().unwrap_or_default()
        }
    }
}

/// The first step of whoever can end the trouble; a success has none, only what to look at.
fn first_step(side: &Record<'_>, catalog: &Catalog) -> Option<(Actor, &'static str)> {
    let fixes = side.steps(catalog);
    let classes = side.entry().map_or(&[][..], |entry| &entry.classes);
    let of_success = classes.contains(&EnhancedClass::Success);
    let fits = |who: Actor| match who {
        Actor::Check => went_well(side) || !of_success,
        _ => !went_well(side),
    };
    let fix = fixes
        .iter()
        .find(|fix| fits(fix.who))
        .or_else(|| fixes.first().filter(|_| !went_well(side)))?;
    Some((fix.who, fix.steps.first()?.text))
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests {
    use smtpref_catalog::{Checked, Pack};

    use super::*;
    use crate::compare::compare;
    use crate::lookup::Lookup;
    use crate::shipped;

    /// Codes of every kind, registered or not.
    const CODES: [&str; 21] = [
        "2.X.X",
        "4.X.X",
        "5.X.X",
        "X.1",
        "X.9",
        "X.1.1",
        "5.1.1",
        "4.1.1",
        "2.1.1",
        "X.9.9",
        "5.9.9",
        "250",
        "354",
        "450",
        "550",
        "599",
        "299",
        "699",
        "mailbox-full",
        "google/no-such-user",
        "5.7.509",
    ];

    /// A catalog need not have the page of a class, or any page.
    #[test]
    fn whatever_is_compared_there_is_something_to_say() {
        let shipped = shipped::catalog().unwrap();
        let empty = Catalog::new(Pack::new(Checked::default()).unwrap());
        let codes = CODES.map(|code| {
            crate::lookup::parse_lookups_and_names(code, &shipped)
                .unwrap_or_else(|| panic!("{code} is not a code"))[0]
        });
        let replies =
            [250, 450, 599].map(|number| smtpref_catalog::ReplyCode::new(number).unwrap());
        let enhanced = codes.iter().filter_map(|lookup| lookup.code.enhanced());
        let whole = enhanced.flat_map(|code| replies.map(|reply| Lookup::reply(reply, code)));
        let all: Vec<Lookup> = codes.iter().copied().chain(whole).collect();
        for catalog in [&shipped, &empty] {
            for &left in &all {
                for &right in &all {
                    let comparison = compare(left, right, catalog);
                    let said = comparison.received.iter().chain(&comparison.choose);
                    let said: Vec<&String> = said.chain([&comparison.summary]).collect();
                    assert!(
                        said.iter().all(|text| !text.trim().is_empty()),
                        "{left} and {right}: {said:?}"
                    );
                }
            }
        }
    }
}
