//! What an explanation says of who spoke, of the next attempt, of codes that speak against each other or against the words, and of what it
//! only guesses.

use smtpref_catalog::{
    Catalog, CauseGroup, EnhancedClass, Fate, Finality, ProviderKind, Retry, Scene, Slug,
};

use super::block::{Block, Role, Severity, Span, Text};
use crate::explain::{Answer, Confidence, Contradiction, Kind, Origin, Verdict, Writer};
use crate::lookup::{Lookup, Record, wording};

/// What speaks against what, and which of the two is to be believed.
pub(super) fn contradiction(
    of: Kind,
    message: Option<Fate>,
    contradiction: Contradiction,
) -> Block {
    let text = match contradiction {
        Contradiction::Codes(reply, enhanced) => {
            format!("{reply} and {enhanced} contradict each other: every server acts on {reply}.")
        }
        Contradiction::Kept(reply, enhanced) if message == Some(Fate::Returned) => format!(
            "{reply} is the other server's, {enhanced} is that of the server which had the message: it did not return it for this {reply}, but tried on until its own time was over."
        ),
        Contradiction::Kept(reply, enhanced) => format!(
            "{reply} is the other server's, {enhanced} is that of the server which keeps the message: it does not return it for this {reply}, and tries on until its own time is over."
        ),
        Contradiction::OutOfStep(reply) => format!(
            "{reply} is a success, but the program waited for another answer: it reads the server's answers one command too early or too late."
        ),
        Contradiction::Report(class, status) if of == Kind::Delay => format!(
            "The reply is of class {}, the status of the report is {status}: the message is still tried, but the reply will hardly change.",
            class.digit()
        ),
        Contradiction::Report(class, status) => format!(
            "The reply is of class {}, the status of the report is {status}: believe the reply.",
            class.digit()
        ),
        Contradiction::Text { permanent, class }
            if permanent && message == Some(Fate::Returned) =>
        {
            format!(
                "The code is of class {}, yet the message came back; the words speak of something permanent, so a new copy is unlikely to get through.",
                class.digit()
            )
        }
        Contradiction::Text { class, .. }
            if message == Some(Fate::Retried) && class == EnhancedClass::Permanent =>
        {
            format!(
                "The code is of class {}, yet the message is still tried; the words speak of something temporary, so it may get through.",
                class.digit()
            )
        }
        Contradiction::Text { permanent, class } if permanent && message == Some(Fate::NotSent) => {
            format!(
                "The code is of class {}, as if waiting helped; the words speak of something permanent.",
                class.digit()
            )
        }
        // What a server does follows the code, what a person does follows the words.
        Contradiction::Text { permanent, class } if permanent => format!(
            "The code is of class {}, so a mail server goes on trying; the words speak of something permanent, and waiting is unlikely to help.",
            class.digit()
        ),
        Contradiction::Text { class, .. } => format!(
            "The code is of class {}, so nothing is tried again by itself; the words speak of something temporary: a new copy may get through later.",
            class.digit()
        ),
    };
    Block::Note(vec![Span::text(text)])
}

/// How a verdict on an address ends for it.
pub(super) const fn ends(verdict: Verdict) -> Severity {
    match verdict {
        Verdict::Gone => Severity::Permanent,
        Verdict::Alive => Severity::Success,
        Verdict::NotAbout | Verdict::Unknown => Severity::Neutral,
    }
}

/// What a reply that asks to wait is worth once the message has come back.
const AFTER_A_BOUNCE: &str = "; after a bounce only a new copy can arrive";

/// Whether another attempt can succeed: what the entry says of a reply of this permanence, else what its codes say of it.
pub(super) fn retry(
    of: Kind,
    answer: &Answer,
    of_codes: Option<&Record<'_>>,
    catalog: &Catalog,
) -> String {
    let of_entry = answer
        .entry()
        .map(|code| Record::of(Lookup::new(code), catalog));
    // Of a known reply its page says whether it may pass.
    let may_pass = answer.is_known_to_pass(catalog);
    let cause = answer.cause.and_then(|cause| catalog.cause(cause));
    let needs_change = cause.is_some_and(|cause| cause.needs_change) && !may_pass;
    let mut text = match answer.permanent.map(finality) {
        Some(Finality::Temporary) if needs_change => {
            wording::retry(Retry::AfterChange, false).to_owned()
        }
        Some(finality) => {
            let records = of_entry.as_ref().into_iter().chain(of_codes);
            let mut decided = records.filter_map(|record| record.outcome.decided());
            let fits = decided.find(|decided| decided.finality == finality);
            let retry = fits.map_or(finality.retry(), |decided| decided.retry);
            wording::retry(retry, false).to_owned()
        }
        None => "Not told".to_owned(),
    };
    if let Some(seconds) = answer.retry_after {
        let is_theirs =
            answer.message == Some(Fate::Retried) && answer.writer == Some(Writer::Service);
        let who = if is_theirs { "the service asks" } else { "ask" };
        text = format!("{text}; {who} again after {}", duration(seconds));
    }
    if let Some(until) = &answer.until {
        let until = counted(until);
        text = format!("{text}; tried {} {until}", lead_to(&until));
    }
    text.push_str(match (answer.message, answer.permanent) {
        (message, Some(false)) if of == Kind::Bounce && message != Some(Fate::Retried) => {
            AFTER_A_BOUNCE
        }
        (Some(Fate::Returned), Some(false)) => AFTER_A_BOUNCE,
        (Some(Fate::Retried), Some(false)) if needs_change => {
            "; a mail server goes on trying meanwhile"
        }
        (Some(Fate::Retried), Some(true))
            if matches!(answer.contradiction, None | Some(Contradiction::Kept(..))) =>
        {
            "; a mail server goes on trying, and waiting is unlikely to help"
        }
        // A rule that speaks against the code has a note of its own.
        (None, Some(is_permanent)) if answer.contradiction.is_none() => {
            match (answer.class, is_permanent) {
                (Some(EnhancedClass::Permanent), false) => {
                    "; a code of class 5 ends the attempts, so only a new copy can arrive"
                }
                (Some(EnhancedClass::Transient), true) => {
                    "; the code is of class 4, so a mail server tries all the same"
                }
                _ => "",
            }
        }
        _ => "",
    });
    text
}

/// A number of something that a program wrote for one and for many, or to a tenth: `5 day(s)`, `5.0 days`.
fn counted(text: &str) -> String {
    let whole = |word: &str| word.strip_suffix(".0").unwrap_or(word).to_owned();
    let mut words: Vec<String> = text.split(' ').map(whole).collect();
    for at in 1..words.len() {
        let is_one = words[at - 1] == "1";
        if let Some(one) = words[at].strip_suffix("(s)") {
            words[at] = if is_one {
                one.to_owned()
            } else {
                format!("{one}s")
            };
        }
    }
    words.join(" ")
}

/// What goes before the end of the attempts, which a notice gives as an age, as a span or as a day.
fn lead_to(until: &str) -> &'static str {
    const SPANS: [&str; 4] = ["minute", "hour", "day", "week"];
    let lower = until.to_ascii_lowercase();
    let mut words = lower.split(|c: char| !c.is_ascii_alphabetic());
    let is_span = |word: &str| SPANS.contains(&word.strip_suffix('s').unwrap_or(word));
    if lower.ends_with(" old") {
        "until it is"
    } else if words.any(is_span) {
        "for"
    } else {
        "until"
    }
}

/// What is said at once of an answer that no rule gave.
pub(super) const fn guess(confidence: Confidence) -> Option<&'static str> {
    match confidence {
        Confidence::ReplyCode => Some("a guess from the reply code alone"),
        Confidence::EnhancedCode => Some("judged by the enhanced status code alone"),
        Confidence::Words => Some("judged by single words"),
        Confidence::None | Confidence::GeneralPhrase | Confidence::ProviderRule => None,
    }
}

/// What a reply is that is permanent or not.
pub(super) const fn finality(permanent: bool) -> Finality {
    if permanent {
        Finality::Permanent
    } else {
        Finality::Temporary
    }
}

/// A time to wait, rounded up: who comes too early is refused again.
fn duration(seconds: u64) -> String {
    match seconds {
        0..=119 => format!("{seconds} seconds"),
        120..=7199 => format!("{} minutes", seconds.div_ceil(60)),
        7200..=172_799 => format!("{} hours", seconds.div_ceil(3600)),
        _ => format!("{} days", seconds.div_ceil(86_400)),
    }
}

/// Who said it, and on which side that one is.
pub(super) fn said_by(answer: &Answer, catalog: &Catalog) -> Option<Text> {
    let known = |slug: Slug| catalog.provider(slug.as_str());
    let is = |slug: Slug, kind| known(slug).is_some_and(|one| one.kind == kind);
    // A list is asked by the server that speaks, and says nothing itself.
    let provider = answer
        .provider
        .filter(|slug| !is(*slug, ProviderKind::Blocklist))
        .map(|slug| known(slug).map_or(slug.as_str(), |provider| provider.name));
    // A service that is named wrote no log of the reader's server.
    let may_write = answer
        .provider
        .is_none_or(|slug| is(slug, ProviderKind::Software));
    let origin = answer
        .origin
        .filter(|origin| *origin != Origin::Own || may_write);
    let origin = origin.map(|origin| match origin {
        Origin::Remote if answer.is_of_recipients_server(catalog) => "the recipient's server",
        Origin::Remote => "the server that the mail was handed to",
        Origin::Between => "a server between",
        Origin::Own => "the server that wrote this log or bounce",
    });
    match (provider, origin) {
        (Some(provider), Some(origin)) => Some(vec![
            Span::new(provider, Role::Provider),
            Span::text(format!(": {origin}")),
        ]),
        (Some(provider), None) => Some(vec![Span::new(provider, Role::Provider)]),
        (None, Some(origin)) => Some(vec![Span::text(origin)]),
        (None, None) => None,
    }
}

/// Who can do something where the address that the message was written to only passes mail on.
pub(super) fn behind_alias(of: Kind, answer: &Answer) -> Option<Block> {
    let alias = answer.alias.as_deref()?;
    if !answer.is_behind_alias() {
        return completed(alias, answer);
    }
    let is_of_mailbox = matches!(
        answer.group,
        Some(CauseGroup::Address | CauseGroup::Mailbox)
    );
    let who = if of == Kind::Log {
        // The server that wrote the log passes it on.
        if is_of_mailbox {
            ". What is said here is of the second one: correct or remove it where this server keeps its aliases."
        } else {
            "."
        }
    } else if is_of_mailbox {
        ". What is said here is of the second one: whoever looks after the first corrects or removes it there; a sender cannot."
    } else {
        ". The refusal met the server that passes it on: whoever runs that one can act; a sender cannot."
    };
    let other = match answer.recipient.as_deref() {
        Some(recipient) if recipient != alias => Span::new(recipient, Role::Literal),
        _ => Span::text("an address that is hidden here"),
    };
    Some(Block::Note(vec![
        Span::text("The message was written to "),
        Span::new(alias, Role::Literal),
        Span::text(", which passes mail on to "),
        other,
        Span::text(who),
    ]))
}

/// That a server made a full address of one without a domain.
fn completed(alias: &str, answer: &Answer) -> Option<Block> {
    let recipient = answer
        .recipient
        .as_deref()
        .filter(|whole| *whole != alias)?;
    Some(Block::Note(vec![
        Span::text("The server completed "),
        Span::new(alias, Role::Literal),
        Span::text(" to "),
        Span::new(recipient, Role::Literal),
        Span::text(": write the whole address."),
    ]))
}

/// What it means that a message has no sender to whom it could go back, and what many of them tell whoever runs the server.
pub(super) fn of_notice(answer: &Answer) -> Option<Block> {
    const OF_SENDER: &str = "The message was itself a bounce or an automatic answer: its sender is <>, so nobody hears that it failed. \
        Many of these mean that this server takes mail for names it does not have and then answers forged senders: refuse such names at RCPT.";
    const OF_REFUSAL: &str = "What was refused is a bounce or an automatic answer, or a server that only asks whether an address exists: \
        its sender is <>. With many of these somebody forges senders of this domain.";
    let text = match (answer.message, answer.scene) {
        (Some(Fate::Dropped), Some(Scene::Refusal)) => OF_REFUSAL,
        (Some(Fate::Dropped), _) => OF_SENDER,
        _ => return None,
    };
    Some(Block::Note(vec![Span::text(text)]))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{counted, duration};

    #[rstest]
    #[case::seconds(119, "119 seconds")]
    #[case::whole_minutes(300, "5 minutes")]
    #[case::a_part_of_a_minute(299, "5 minutes")]
    #[case::a_part_of_an_hour(9000, "3 hours")]
    #[case::a_part_of_a_day(172_801, "3 days")]
    fn nobody_is_told_to_come_too_early(#[case] seconds: u64, #[case] told: &str) {
        assert_eq!(duration(seconds), told);
    }

    #[rstest]
    #[case::many("5 day(s) old", "5 days old")]
    #[case::one("1 hour(s)", "1 hour")]
    #[case::to_a_tenth("5.0 days old", "5 days old")]
    #[case::as_it_stands(
        "Fri, 27 Nov 2026 10:00:00 +0000 (UTC)",
        "Fri, 27 Nov 2026 10:00:00 +0000 (UTC)"
    )]
    #[case::without_a_number("(s)", "(s)")]
    fn a_number_of_something_is_one_or_many(#[case] text: &str, #[case] told: &str) {
        assert_eq!(counted(text), told);
    }
}
