//! All words for what a code does and is: finality, fate, retry, connection, class, group, kind, standing, who acts. Every form of a
//! word is here; no other place makes one out of another, and nothing reads them back. Those of the numbers themselves are in `numbers`,
//! those of causes and of providers' replies in `situation`.

use smtpref_catalog::{
    Actor, CauseGroup, Command, Commands, Connection, Fate, Fates, Finality, Retry, Status,
};

use super::{PerClass, Who};

mod numbers;
mod situation;

pub use numbers::{
    class, class_numbers, classes, group, kind, not_registered, reply_before, subject,
};
pub use situation::{
    abandoned, actor_in, address, against_its_code, evidence, not_asked, not_judged,
    number_of_providers, permanence, send_stage, unproved, used_by, verdict,
};

/// A word on its way out. Tests mark all of them, to see that nothing depends on one.
pub(super) fn say(word: &'static str) -> &'static str {
    #[cfg(test)]
    if MARKED.get() {
        return Box::leak(format!("⟦{word}⟧").into_boxed_str());
    }
    word
}

#[cfg(test)]
thread_local! {
    /// Whether this thread marks every word.
    pub(crate) static MARKED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// How a word begins a cell, and how it is within a sentence.
struct Forms {
    first: &'static str,
    within: &'static str,
}

const fn forms(first: &'static str, within: &'static str) -> Forms {
    Forms { first, within }
}

impl Forms {
    fn say(self, within: bool) -> &'static str {
        say(if within { self.within } else { self.first })
    }
}

const fn finality_forms(finality: Finality) -> Forms {
    match finality {
        Finality::Success => forms("Success", "success"),
        Finality::Intermediate => forms(
            "Intermediate, the client goes on",
            "intermediate, the client goes on",
        ),
        Finality::Temporary => forms("Temporary", "temporary"),
        Finality::Permanent => forms("Permanent", "permanent"),
        Finality::OutsideSmtp => forms("Outside SMTP", "outside SMTP"),
    }
}

const fn fate_forms(fate: Fate) -> Forms {
    match fate {
        Fate::Accepted => forms("Accepted", "accepted"),
        Fate::Step => forms(
            "Only this step is accepted, the message not yet",
            "only this step is accepted, the message not yet",
        ),
        Fate::NothingYet => forms("Nothing decided yet", "nothing decided yet"),
        Fate::Retried => forms(
            "Kept and retried by the sending server",
            "kept and retried by the sending server",
        ),
        Fate::Returned => forms("Returned to the sender", "returned to the sender"),
        Fate::Dropped => forms(
            "Returned to nobody, since its sender is empty",
            "returned to nobody, since its sender is empty",
        ),
        Fate::NotSent => forms("Not sent at all", "not sent at all"),
    }
}

const fn retry_forms(retry: Retry) -> Forms {
    match retry {
        Retry::NotNeeded => forms("Not needed", "not needed"),
        Retry::Later => forms("Yes, unchanged, later", "yes, unchanged, later"),
        Retry::AfterChange => forms(
            "Only after something is changed",
            "only after something is changed",
        ),
        Retry::Never => forms("No", "no"),
    }
}

/// What becomes of the message where that depends on the command: a success accepts it only at its end, and a refusal can come where
/// no message was offered.
const fn fates_forms(fates: Fates) -> Forms {
    match (
        fates.contain(Fate::Accepted),
        fates.contain(Fate::Retried),
        fates.contain(Fate::Returned),
    ) {
        (true, ..) => forms(
            "After the final dot the message is accepted, before it only the step",
            "after the final dot the message is accepted, before it only the step",
        ),
        (_, true, true) => forms(
            "Kept and retried, or returned once the queue gives up",
            "kept and retried, or returned once the queue gives up",
        ),
        (_, true, _) => forms(
            "Kept and retried by the sending server; not sent at all if it refused the login or TLS",
            "kept and retried by the sending server, or not sent at all if it refused the login or TLS",
        ),
        (_, _, true) => forms(
            "Returned to the sender; not sent at all if it refused the login or TLS",
            "returned to the sender, or not sent at all if it refused the login or TLS",
        ),
        _ => forms(
            "Only this step is accepted, or nothing decided yet",
            "only this step is accepted, or nothing decided yet",
        ),
    }
}

/// What becomes of the message, as a clause about one who got the reply.
const fn fate_clause(fate: Fate) -> &'static str {
    match fate {
        Fate::Accepted => "the message is accepted",
        Fate::Step => "this step is accepted, and the message itself is not decided yet",
        Fate::NothingYet => "nothing is decided about the message yet",
        Fate::Retried => "a sending server keeps the message and tries again",
        Fate::Returned => "the message goes back to the sender",
        Fate::Dropped => "the message has an empty sender and goes back to nobody",
        Fate::NotSent => "no message was sent",
    }
}

/// What becomes of the message.
#[must_use]
pub fn message(fates: Fates, within: bool) -> &'static str {
    let forms = fates.only().map_or_else(|| fates_forms(fates), fate_forms);
    forms.say(within)
}

/// What becomes of the message, as a clause about one who got the reply.
#[must_use]
pub fn message_clause(fates: Fates) -> String {
    fates.only().map_or_else(
        || {
            format!(
                "{} {}",
                say("the message is"),
                say(in_the_message_is(fates))
            )
        },
        |fate| say(fate_clause(fate)).to_owned(),
    )
}

const fn in_the_message_is(fates: Fates) -> &'static str {
    match (
        fates.contain(Fate::Accepted),
        fates.contain(Fate::Retried),
        fates.contain(Fate::Returned),
    ) {
        (true, ..) => "accepted if the reply answers the final dot; before that, only the step is",
        (_, true, true) => "still in the queue, or returned once the queue has given up",
        (_, true, _) => "kept and tried again, or not sent at all if the login or TLS was refused",
        (_, _, true) => {
            "returned to the sender, or not sent at all if the login or TLS was refused"
        }
        _ => "not decided yet",
    }
}

/// Whether the same attempt can succeed.
#[must_use]
pub fn retry(retry: Retry, within: bool) -> &'static str {
    retry_forms(retry).say(within)
}

/// What a further attempt needs, behind the clause of what becomes of the message.
#[must_use]
pub fn retry_clause(fates: Fates, retry: Retry) -> &'static str {
    let kept = fates.only() == Some(Fate::Retried);
    match retry {
        Retry::Later if fates.only() == Some(Fate::Returned) => {
            say("; sent again later, it can arrive")
        }
        Retry::Later if kept => say(" later; a mail program leaves that to you"),
        Retry::Later => say("; the same attempt can succeed later"),
        Retry::AfterChange if kept => say(", but no attempt succeeds before something is changed"),
        Retry::AfterChange => say(", and a further attempt needs a change first"),
        Retry::Never => say(", and no further attempt will help"),
        Retry::NotNeeded => "",
    }
}

/// Whether it is final.
#[must_use]
pub fn finality(finality: Finality, within: bool) -> &'static str {
    finality_forms(finality).say(within)
}

/// What codes of this finality do, behind the name of one or of two.
#[must_use]
pub fn does(finality: &PerClass<Finality>, two: bool) -> String {
    let (reports, its) = if two {
        (say("report"), say("by their class"))
    } else {
        (say("reports"), say("by its class"))
    };
    match finality {
        PerClass::One(Finality::OutsideSmtp) if two => say("are outside SMTP").to_owned(),
        PerClass::One(Finality::OutsideSmtp) => say("is outside SMTP").to_owned(),
        PerClass::One(Finality::Intermediate) if two => say("ask the client to go on").to_owned(),
        PerClass::One(Finality::Intermediate) => say("asks the client to go on").to_owned(),
        PerClass::One(one) => format!("{reports} {}", say(reported(*one))),
        PerClass::Each(classes) => {
            let failures = classes
                .iter()
                .filter(|(_, finality)| *finality != Finality::Success);
            let both = failures.count() > 1;
            let words: Vec<&str> = classes
                .iter()
                .map(|&(_, finality)| match finality {
                    // "a temporary or a permanent failure"
                    Finality::Temporary if both => say("a temporary"),
                    finality => say(reported(finality)),
                })
                .collect();
            format!("{reports} {}, {its}", one_of(&words))
        }
    }
}

const fn reported(finality: Finality) -> &'static str {
    match finality {
        Finality::Success | Finality::Intermediate => "success",
        Finality::Temporary => "a temporary failure",
        Finality::Permanent | Finality::OutsideSmtp => "a permanent failure",
    }
}

/// `4`, `4 or 5`, `2, 4 or 5`.
#[must_use]
pub fn one_of<T: AsRef<str>>(words: &[T]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match &words[..] {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        words => words.concat(),
    }
}

/// What becomes of the connection.
#[must_use]
pub fn connection(connection: Connection) -> &'static str {
    say(match connection {
        Connection::StaysOpen => "Stays open",
        Connection::Closes => "Is closed by the server",
        Connection::MayClose => "May be closed by the server",
        Connection::None => "None: it is not sent in a session",
    })
}

/// Whether a document defines it.
#[must_use]
pub fn standing(status: Status, within: bool) -> &'static str {
    match status {
        Status::Standard => forms("Standard", "standard"),
        Status::Obsolete => forms("Obsolete", "obsolete"),
        Status::Historic => forms("Historic", "historic"),
        Status::Nonstandard => forms("Not in any RFC", "not in any RFC"),
    }
    .say(within)
}

/// One who acts.
#[must_use]
pub fn actor(actor: Actor) -> &'static str {
    say(match actor {
        Actor::Sender => "The sender",
        Actor::SendingServer => "The operator of the sending server",
        Actor::ReceivingServer => "The operator of the receiving server",
        Actor::Check => "If you expected something else",
    })
}

/// Who acts first.
#[must_use]
pub fn who(who: Who) -> &'static str {
    match who {
        Who::Acts(one) => actor(one),
        Who::NobodyAfterSuccess => say("Nobody: it is a success"),
        Who::NobodyClientGoesOn => say("Nobody: the client goes on"),
        Who::NobodyUnlessUnexpected => say("Nobody, unless you expected something else"),
    }
}

/// What is said in place of steps where nothing went wrong.
#[must_use]
pub fn nothing_to_do(finality: Finality) -> Option<&'static str> {
    match finality {
        Finality::Success => Some(say("Nothing: it is a success.")),
        Finality::Intermediate => Some(say("Nothing: the client goes on.")),
        _ => None,
    }
}

/// What a cause is about.
#[must_use]
pub fn cause_group(group: CauseGroup) -> &'static str {
    say(match group {
        CauseGroup::Address => "The recipient's address",
        CauseGroup::Mailbox => "The recipient's mailbox",
        CauseGroup::Host => "The sending host",
        CauseGroup::Domain => "The sender's domain",
        CauseGroup::Content => "The content",
        CauseGroup::Rate => "The rate",
        CauseGroup::Network => "The network or a mail system",
        CauseGroup::Policy => "Login, client or policy",
    })
}

/// What a code answers.
#[must_use]
pub fn stages(commands: Commands) -> String {
    if commands.is_empty() {
        return say("Not sent in a session").to_owned();
    }
    let has_examples = commands != commands.without_examples();
    let any = ["any command", "any other command"][usize::from(has_examples)];
    let word = |command| match command {
        Command::Any => say(any),
        Command::Connect => say("connection"),
        command => command.into(),
    };
    commands.iter().map(word).collect::<Vec<&str>>().join(", ")
}
