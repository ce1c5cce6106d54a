//! What every comparison keeps to, in words: a row that differs reads differently, and says nothing that is not known of a side. What
//! nobody wrote by hand, moreover, recommends no code that its own page advises against, repairs no success, lets no message be accepted
//! before its end, says the same in its rows and in its sentences, and speaks of the class that was asked for.

use smtpref::compare::{Aspect, Comparison};
use smtpref::lookup::{Fact, FactName, Record};
use smtpref_catalog::{
    Catalog, Choice, Code, Command, Connection, EnhancedClass, Finality, ReplyClass, ReplyCode,
    Status,
};

/// What is wrong with the advice of a comparison, each with the place.
pub(crate) fn wrong(comparison: &Comparison<'_>, catalog: &Catalog) -> Vec<(&'static str, String)> {
    let mut wrong = rows(comparison, catalog);
    if comparison.curated {
        return wrong;
    }
    let sides = [&comparison.left, &comparison.right];
    for side in sides {
        wrong.extend(unsaid(comparison, side).map(|what| ("received", what)));
    }
    for (text, side) in comparison.choose.iter().zip(sides) {
        let without_class = side.code().is_number() && side.lookup.to_string().starts_with('X');
        if without_class && text.starts_with("Send ") && !text.contains(" as ") {
            wrong.push(("choose", format!("sends an X: {text}")));
        }
        for code in recommended(text, side) {
            if side.code().provider().is_some() && !agrees(code, side) {
                wrong.push(("choose", format!("{code} does not fit the reply: {text}")));
            }
            if !is_sent(code, catalog) {
                wrong.push((
                    "choose",
                    format!("recommends {code}, which no server should send: {text}"),
                ));
            }
        }
    }
    let halves = comparison
        .note
        .as_deref()
        .is_some_and(|note| note.contains("halves of one reply"));
    if halves {
        wrong.extend(halves_disagree(comparison));
    } else if !comparison.left.is_same_entry(&comparison.right) {
        for (index, (text, side)) in comparison.received.iter().zip(sides).enumerate() {
            wrong
                .extend(wrong_step(text, side).map(|what| ("received", format!("{what}: {text}"))));
            if row_of_another(comparison, index, text, catalog) {
                wrong.push(("received", format!("names another than its row: {text}")));
            }
        }
    }
    for text in &comparison.received {
        let mut named = sides.iter().filter_map(|side| side.page());
        if named.any(|page| page.confused_with.iter().any(|named| named.why == text)) {
            wrong.push(("received", format!("does not say from which page: {text}")));
        }
        if text.contains("tries again, and") {
            wrong.push(("received", format!("a retry that needs a change: {text}")));
        }
    }
    wrong
}

/// What is wrong with the rows.
fn rows(comparison: &Comparison<'_>, catalog: &Catalog) -> Vec<(&'static str, String)> {
    let mut wrong = Vec::new();
    let sides = [&comparison.left, &comparison.right];
    for aspect in &comparison.aspects {
        let Aspect::Fact(row) = aspect else {
            continue;
        };
        let cells = aspect.sides(catalog);
        if aspect.differs() && cells[0] == cells[1] {
            wrong.push((
                "aspects",
                format!("marked as different, and the same: {cells:?}"),
            ));
        }
        for (cell, side) in cells.iter().zip(sides) {
            let at_login = side.stages().is_none_or(|stages| {
                stages.iter().any(|command| {
                    matches!(command, Command::Auth | Command::Starttls | Command::Any)
                })
            });
            if cell.contains("the login or TLS") && !at_login {
                wrong.push(("aspects", format!("is never sent at a login: {cell}")));
            }
            let mut codes: Vec<&str> = cell.split(", ").collect();
            codes.sort_unstable();
            if row.name == FactName::Send && codes.windows(2).any(|two| two[0] == two[1]) {
                wrong.push(("aspects", format!("the same code twice: {cell}")));
            }
        }
    }
    for side in sides {
        let in_no_session = side
            .stages()
            .is_some_and(smtpref_catalog::Commands::is_empty);
        let connection = side.fact(FactName::Connection, catalog);
        if in_no_session && connection != Some(Fact::Connection(Connection::None)) {
            wrong.push((
                "aspects",
                format!("{} ends a connection without a session", side.lookup),
            ));
        }
    }
    wrong
}

/// What is not said of a side to one who got it.
fn unsaid(comparison: &Comparison<'_>, side: &Record<'_>) -> Option<String> {
    let name = side.lookup.to_string();
    let got = |text: &&String| text.starts_with(&format!("You got {name}:"));
    let text = comparison.received.iter().find(got)?;
    if text.contains("in place of the X") && !name.contains('X') {
        return Some(format!("there is no X in {name}: {text}"));
    }
    let of_class = side.in_class()?.split_whitespace().collect::<Vec<_>>();
    (!text.contains(&of_class.join(" "))).then(|| format!("nothing of the class of {name}: {text}"))
}

/// Whether a reply code is as final as a provider's reply.
fn agrees(code: ReplyCode, side: &Record<'_>) -> bool {
    let permanent = code.class() == ReplyClass::PermanentNegative;
    side.is_permanent().is_none_or(|truly| truly == permanent)
}

/// The reply codes that a sentence tells a server to send: all that it names but the one that it is about.
fn recommended(text: &str, side: &Record<'_>) -> Vec<ReplyCode> {
    if text.contains(" is on the page of the cause ") {
        return Vec::new();
    }
    let own = side.lookup.reply.or(side.code().reply());
    let against = !text.starts_with("Send ");
    // A cause and a provider's reply have names and reasons with numbers of their own.
    let advice = match text
        .split_once(" of the cause which fits, ")
        .or_else(|| text.split_once(" the code of the cause, "))
    {
        Some((_, codes)) => codes,
        None if side.code().is_number() => text,
        None => text.split_once(" send ").map_or("", |(_, codes)| {
            codes.split(" (").next().unwrap_or_default()
        }),
    };
    let words = advice.split(|c: char| !c.is_ascii_alphanumeric() && c != '.');
    words
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| word.len() == 3)
        .filter_map(|word| word.parse().ok())
        .filter(|&code| !(against && Some(code) == own))
        .collect()
}

/// Whether the page of a reply code says when to send it.
pub(crate) fn is_sent(code: ReplyCode, catalog: &Catalog) -> bool {
    catalog.find(Code::Reply(code)).is_some_and(|id| {
        let choices = &catalog.page(id).choices;
        catalog.entry(id).status == Status::Standard
            && choices
                .iter()
                .any(|(_, choice)| matches!(choice, Choice::Send { .. }))
    })
}

/// One reply has one effect and one first step.
fn halves_disagree(comparison: &Comparison<'_>) -> Option<(&'static str, String)> {
    let differ = comparison.aspects.iter().find(|aspect| match aspect {
        Aspect::Fact(row) => row.name.is_effect() && row.differs(),
        Aspect::Written { .. } => false,
    });
    if let Some(row) = differ {
        return Some((
            "aspects",
            format!("halves of one reply differ in {:?}", row.name()),
        ));
    }
    let got = |text: &&String| text.starts_with("You got ");
    (comparison.received.iter().filter(got).count() != 1)
        .then(|| ("received", "one reply is told as two".to_owned()))
}

/// What is wrong with what one who got a code reads.
fn wrong_step(text: &str, side: &Record<'_>) -> Option<&'static str> {
    let finality = side.outcome.decided().map(|decided| decided.finality);
    let went_well = matches!(finality, Some(Finality::Success | Finality::Intermediate));
    if went_well && (text.contains("acts first") || text.contains("a further attempt")) {
        return Some("a success is repaired");
    }
    if step_of_another_class(text, side) {
        return Some("the first step is of another class");
    }
    let before_the_end =
        |command: Command| !matches!(command, Command::EndOfData | Command::Bdat | Command::Burl);
    let stages = side.stages().unwrap_or_default();
    if text.contains("the message is accepted.") && stages.iter().any(before_the_end) {
        return Some("a message is accepted before its end");
    }
    None
}

/// Whether the first step names the code in another class and not in its own.
fn step_of_another_class(text: &str, side: &Record<'_>) -> bool {
    let (Some(code), Some((_, step))) = (side.code().enhanced(), text.split_once("acts first."))
    else {
        return false;
    };
    let in_class = |class| code.with_class(Some(class)).to_string();
    let names = |class: &EnhancedClass| step.contains(&in_class(*class));
    let own = code.class();
    let other = |class: &EnhancedClass| Some(*class) != own;
    own.is_some_and(|own| !names(&own))
        && EnhancedClass::ALL
            .iter()
            .any(|class| other(class) && names(class))
}

/// Whether the row says that another acts first than the sentence does.
fn row_of_another(
    comparison: &Comparison<'_>,
    index: usize,
    text: &str,
    catalog: &Catalog,
) -> bool {
    let mut rows = comparison.aspects.iter();
    let row = rows.find(|aspect| matches!(aspect, Aspect::Fact(row) if row.name == FactName::Who));
    let Some(row) = row else {
        return false;
    };
    let cell = row.sides(catalog)[index].to_lowercase();
    let acts = text.to_lowercase().contains("acts first");
    acts && !text.to_lowercase().contains(&format!("{cell} acts first"))
}
