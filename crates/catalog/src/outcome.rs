//! What a reply does: to the message, to the same attempt, and whether that is final.
//!
//! A reply answers one command, and a message is accepted by nothing but the success reply to its end (RFC 5321 section 6.1). So what a
//! class means for the message depends on the stage of the session; [`Fates::at`] is that rule.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{Command, Commands, EnhancedClass, ReplyClass};

/// Whether a reply is final.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finality {
    /// The command was done.
    Success,
    /// The server waits for the rest of the input.
    Intermediate,
    /// Refused for now.
    Temporary,
    /// Refused for good.
    Permanent,
    /// Its first digit means nothing in SMTP.
    OutsideSmtp,
}

/// What becomes of the message.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    VariantArray,
    IntoStaticStr,
    EnumString,
)]
#[strum(serialize_all = "snake_case")]
pub enum Fate {
    /// The receiver has taken it and is responsible for it.
    Accepted,
    /// This step is accepted; the message itself was not judged yet.
    Step,
    /// Nothing is decided.
    NothingYet,
    /// It stays in the queue of the sending server.
    Retried,
    /// It goes back to the sender.
    Returned,
    /// It has an empty sender, as a notice of a failure has, and so goes back to nobody (RFC 5321 section 4.5.5).
    Dropped,
    /// No transaction took place.
    NotSent,
}

/// Whether the same attempt can succeed.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    VariantArray,
    IntoStaticStr,
    EnumString,
)]
#[strum(serialize_all = "snake_case")]
pub enum Retry {
    /// It has succeeded.
    NotNeeded,
    /// Unchanged, later.
    Later,
    /// Once something is changed.
    AfterChange,
    /// No.
    Never,
}

/// A set of fates: one, or several where it depends on the command that the reply answers.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Fates(u8);

impl Fate {
    /// The word for data files and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }
}

impl Retry {
    /// The word for data files and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }
}

impl Finality {
    /// Whether the same attempt can succeed, where nobody says otherwise.
    #[must_use]
    pub const fn retry(self) -> Retry {
        match self {
            Self::Success | Self::Intermediate => Retry::NotNeeded,
            Self::Temporary => Retry::Later,
            Self::Permanent | Self::OutsideSmtp => Retry::AfterChange,
        }
    }

    /// Whether a reply of this finality can mean this for the message.
    const fn allows(self, fate: Fate) -> bool {
        !matches!(
            (self, fate),
            (Self::Permanent, Fate::Retried)
                | (
                    Self::Success | Self::Intermediate,
                    Fate::Retried | Fate::Returned | Fate::Dropped | Fate::NotSent
                )
                | (
                    Self::Temporary | Self::Permanent,
                    Fate::Accepted | Fate::Step
                )
        )
    }
}

impl From<EnhancedClass> for Finality {
    fn from(class: EnhancedClass) -> Self {
        match class {
            EnhancedClass::Success => Self::Success,
            EnhancedClass::Transient => Self::Temporary,
            EnhancedClass::Permanent => Self::Permanent,
        }
    }
}

impl From<ReplyClass> for Finality {
    fn from(class: ReplyClass) -> Self {
        match class {
            ReplyClass::PositiveCompletion => Self::Success,
            ReplyClass::PositiveIntermediate => Self::Intermediate,
            ReplyClass::TransientNegative => Self::Temporary,
            ReplyClass::PermanentNegative => Self::Permanent,
            ReplyClass::Preliminary | ReplyClass::OutOfRange => Self::OutsideSmtp,
        }
    }
}

impl Fates {
    /// No fate: nothing is said of the message.
    pub const NONE: Self = Self(0);

    /// One fate.
    #[must_use]
    pub const fn one(fate: Fate) -> Self {
        Self(1 << fate as u8)
    }

    /// With one more.
    #[must_use]
    pub const fn and(self, fate: Fate) -> Self {
        Self(self.0 | 1 << fate as u8)
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether a fate is among them.
    #[must_use]
    pub const fn contain(self, fate: Fate) -> bool {
        self.0 & (1 << fate as u8) != 0
    }

    /// Whether all of these are among the others.
    #[must_use]
    pub const fn are_among(self, others: Self) -> bool {
        self.0 & !others.0 == 0
    }

    /// The fate, if it is one and does not depend on the command.
    #[must_use]
    pub fn only(self) -> Option<Fate> {
        let mut fates = self.iter();
        let first = fates.next()?;
        fates.next().is_none().then_some(first)
    }

    /// The fates in a fixed order.
    pub fn iter(self) -> impl Iterator<Item = Fate> {
        let all = Fate::VARIANTS.iter().copied();
        all.filter(move |&fate| self.contain(fate))
    }

    /// Those that a reply of this finality can have.
    #[must_use]
    pub fn that_fit(self, finality: Finality) -> Self {
        // Where some stages have no transaction, what is returned is of the class that is final.
        let of_stages = self.contain(Fate::Retried) && self.contain(Fate::NotSent);
        let of_another_class =
            |fate| of_stages && finality == Finality::Temporary && fate == Fate::Returned;
        let fitting = self.iter().filter(|&fate| finality.allows(fate));
        let fitting = fitting.filter(|&fate| !of_another_class(fate));
        fitting.fold(Self::NONE, Self::and)
    }

    /// What a reply of this finality means for the message if it answers one of these commands (RFC 5321 sections 4.2.1, 4.5.4 and 6.1).
    ///
    /// # Examples
    /// ```
    /// use smtpref_catalog::{Command, Commands, Fate, Fates, Finality};
    ///
    /// let mut login = Commands::default();
    /// login.insert(Command::Auth);
    /// // After a login nothing is decided about any message.
    /// assert_eq!(Fates::at(Finality::Success, login).only(), Some(Fate::NothingYet));
    /// // A login that is refused sends none.
    /// assert_eq!(Fates::at(Finality::Permanent, login).only(), Some(Fate::NotSent));
    ///
    /// let mut end = Commands::default();
    /// end.insert(Command::EndOfData);
    /// assert_eq!(Fates::at(Finality::Success, end).only(), Some(Fate::Accepted));
    /// ```
    #[must_use]
    pub fn at(finality: Finality, commands: Commands) -> Self {
        let each = |command| fates_at(finality, command);
        let in_transaction = commands.iter().any(carries_a_message);
        commands
            .iter()
            // A question or a call for queued mail beside a transaction says nothing of its message.
            .filter(|&command| !(in_transaction && is_aside(command)))
            .map(each)
            .fold(Self::NONE, |all, fates| Self(all.0 | fates.0))
    }
}

impl FromIterator<Fate> for Fates {
    fn from_iter<I: IntoIterator<Item = Fate>>(fates: I) -> Self {
        fates.into_iter().fold(Self::NONE, Self::and)
    }
}

/// Whether a refusal of it is a refusal of a message, or of all messages for this server.
const fn carries_a_message(command: Command) -> bool {
    matches!(
        command,
        Command::Connect
            | Command::Ehlo
            | Command::Mail
            | Command::Rcpt
            | Command::Data
            | Command::EndOfData
            | Command::Bdat
            | Command::Burl
    )
}

const fn is_aside(command: Command) -> bool {
    is_question(command) || matches!(command, Command::Etrn | Command::Atrn)
}

const fn is_question(command: Command) -> bool {
    matches!(
        command,
        Command::Vrfy
            | Command::Expn
            | Command::Help
            | Command::Noop
            | Command::Rset
            | Command::Quit
    )
}

fn fates_at(finality: Finality, command: Command) -> Fates {
    use Command::{Any, Bdat, Burl, EndOfData, Mail, Rcpt};
    match (finality, command) {
        (Finality::Success, EndOfData | Bdat | Burl) => Fates::one(Fate::Accepted),
        (Finality::Success, Mail | Rcpt) => Fates::one(Fate::Step),
        (Finality::Success, Any) => Fates::one(Fate::NothingYet)
            .and(Fate::Step)
            .and(Fate::Accepted),
        (Finality::Success | Finality::Intermediate, _) => Fates::one(Fate::NothingYet),
        (Finality::Temporary | Finality::Permanent, Any) => {
            let refused = Fates::one(Fate::NothingYet).and(Fate::NotSent);
            refused.and(of_a_refused_message(finality))
        }
        (Finality::Temporary | Finality::Permanent, command) if is_question(command) => {
            Fates::one(Fate::NothingYet)
        }
        (Finality::Temporary | Finality::Permanent, command) if carries_a_message(command) => {
            Fates::one(of_a_refused_message(finality))
        }
        // A login, encryption or queued mail was refused: no message was offered. Nor does a reply outside of SMTP speak of one.
        (Finality::Temporary | Finality::Permanent | Finality::OutsideSmtp, _) => {
            Fates::one(Fate::NotSent)
        }
    }
}

const fn of_a_refused_message(finality: Finality) -> Fate {
    match finality {
        Finality::Temporary => Fate::Retried,
        _ => Fate::Returned,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn commands(words: &str) -> Commands {
        let mut commands = Commands::default();
        for word in words.split(' ') {
            commands.insert(word.parse().unwrap());
        }
        commands
    }

    #[rstest]
    #[case::login("AUTH", Finality::Success, &[Fate::NothingYet])]
    #[case::recipient("RCPT", Finality::Success, &[Fate::Step])]
    #[case::the_end("end-of-data BDAT", Finality::Success, &[Fate::Accepted])]
    #[case::whole_transaction("MAIL RCPT end-of-data", Finality::Success, &[Fate::Accepted, Fate::Step])]
    #[case::refused_recipient("RCPT VRFY", Finality::Permanent, &[Fate::Returned])]
    #[case::refused_call_beside_it("RCPT ATRN", Finality::Temporary, &[Fate::Retried])]
    #[case::refused_call("ATRN", Finality::Temporary, &[Fate::NotSent])]
    #[case::refused_question("VRFY EXPN", Finality::Permanent, &[Fate::NothingYet])]
    #[case::refused_login("AUTH STARTTLS", Finality::Permanent, &[Fate::NotSent])]
    #[case::greylisted("RCPT", Finality::Temporary, &[Fate::Retried])]
    #[case::go_on("DATA", Finality::Intermediate, &[Fate::NothingYet])]
    fn the_stage_decides(#[case] stages: &str, #[case] finality: Finality, #[case] fates: &[Fate]) {
        let found = Fates::at(finality, commands(stages));
        assert_eq!(found.iter().collect::<Vec<_>>(), fates);
    }

    #[test]
    fn a_final_refusal_is_not_retried() {
        let written = Fates::one(Fate::Retried).and(Fate::Returned);
        assert_eq!(
            written.that_fit(Finality::Permanent).only(),
            Some(Fate::Returned)
        );
        assert_eq!(written.that_fit(Finality::Temporary), written);
        assert_eq!(written.only(), None);
        let of_several_stages = written.and(Fate::NotSent);
        let temporary = of_several_stages.that_fit(Finality::Temporary);
        assert_eq!(temporary, Fates::one(Fate::Retried).and(Fate::NotSent));
    }
}
