//! SMTP commands and the stages of a session that are not commands.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr, VariantArray};

/// A command, or a stage of a session, that a reply answers (RFC 5321 section 4.3.2 and the extensions).
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
    EnumMessage,
)]
pub enum Command {
    /// The greeting of a new connection.
    #[strum(serialize = "connect", message = "A new connection")]
    Connect,
    /// The client says its name (EHLO or HELO).
    #[strum(serialize = "EHLO", message = "The client's name (HELO)")]
    Ehlo,
    /// The client asks for encryption.
    #[strum(serialize = "STARTTLS", message = "Encryption is asked for")]
    Starttls,
    /// The client logs in.
    #[strum(serialize = "AUTH", message = "The client logs in")]
    Auth,
    /// The envelope sender.
    #[strum(serialize = "MAIL", message = "The envelope sender")]
    Mail,
    /// A recipient.
    #[strum(serialize = "RCPT", message = "A recipient")]
    Rcpt,
    /// The client wants to send the message.
    #[strum(serialize = "DATA", message = "The message is to follow")]
    Data,
    /// The dot after the message.
    #[strum(serialize = "end-of-data", message = "The dot after the message")]
    EndOfData,
    /// A chunk of the message.
    #[strum(serialize = "BDAT", message = "A chunk of the message")]
    Bdat,
    /// The message by reference to an IMAP server.
    #[strum(serialize = "BURL", message = "A message at an IMAP URL")]
    Burl,
    /// The transaction is dropped.
    #[strum(serialize = "RSET", message = "A transaction is dropped")]
    Rset,
    /// An address is asked for.
    #[strum(serialize = "VRFY", message = "An address is asked for")]
    Vrfy,
    /// The members of a list are asked for.
    #[strum(serialize = "EXPN", message = "A list is asked for")]
    Expn,
    /// Help is asked for.
    #[strum(serialize = "HELP", message = "Help is asked for")]
    Help,
    /// Nothing; the connection is kept open.
    #[strum(serialize = "NOOP", message = "Nothing; stays connected")]
    Noop,
    /// The client ends the session.
    #[strum(serialize = "QUIT", message = "The session is ended")]
    Quit,
    /// The client asks for its queued mail.
    #[strum(serialize = "ETRN", message = "Queued mail is asked for")]
    Etrn,
    /// The client asks for its mail on this connection.
    #[strum(serialize = "ATRN", message = "Queued mail, same session")]
    Atrn,
    /// Any command.
    #[strum(serialize = "any", message = "Any command")]
    Any,
}

impl Command {
    /// The word for data files, filters and pages.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// What it is, in a few words.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.into())
    }
}

impl FromStr for Command {
    type Err = ();

    /// Reads a command whatever its letters' case; HELO counts as EHLO.
    fn from_str(text: &str) -> Result<Self, ()> {
        if text.eq_ignore_ascii_case("HELO") {
            return Ok(Self::Ehlo);
        }
        Self::VARIANTS
            .iter()
            .copied()
            .find(|&command| command.word().eq_ignore_ascii_case(text))
            .ok_or(())
    }
}

/// A set of commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Commands(u32);

impl Commands {
    /// Any command.
    #[must_use]
    pub const fn any() -> Self {
        Self(1 << Command::Any as u32)
    }

    /// Adds a command.
    pub fn insert(&mut self, command: Command) {
        self.0 |= 1 << command as u32;
    }

    /// Whether a reply with this set can answer the command; `any` answers all.
    #[must_use]
    pub fn answer(self, command: Command) -> bool {
        let bit = |command| self.0 & (1 << command as u32) != 0;
        bit(command) || bit(Command::Any)
    }

    /// The commands in both; `any` stands for all.
    #[must_use]
    pub const fn in_common(self, other: Self) -> Self {
        let any = 1 << Command::Any as u32;
        match (self.0 & any != 0, other.0 & any != 0) {
            (true, _) => other,
            (_, true) => self,
            _ => Self(self.0 & other.0),
        }
    }

    /// The same without the commands that `any` stands for; the connection is none of them.
    ///
    /// # Examples
    /// ```
    /// use smtpref_catalog::{Command, Commands};
    ///
    /// let mut named = Commands::any();
    /// named.insert(Command::Mail);
    /// assert_eq!(named.without_examples(), Commands::any());
    /// ```
    #[must_use]
    pub const fn without_examples(self) -> Self {
        let any = 1 << Command::Any as u32;
        if self.0 & any == 0 {
            self
        } else {
            Self(self.0 & (any | 1 << Command::Connect as u32))
        }
    }

    /// Whether nothing is in it: the code is not sent in a session.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The commands in the order of a session.
    pub fn iter(self) -> impl Iterator<Item = Command> {
        Command::VARIANTS
            .iter()
            .copied()
            .filter(move |&command| self.0 & (1 << command as u32) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for &command in Command::VARIANTS {
            assert_eq!(command.word().parse(), Ok(command));
            assert_eq!(command.word().to_lowercase().parse(), Ok(command));
        }
        assert_eq!("helo".parse(), Ok(Command::Ehlo));
        assert_eq!("TURN".parse::<Command>(), Err(()));
    }

    /// What answers any command and the connection too says so: the connection is no example of a command.
    #[test]
    fn the_connection_is_no_example() {
        let mut set = Commands::any();
        set.insert(Command::Connect);
        let whole = set;
        set.insert(Command::Rcpt);
        assert_eq!(set.without_examples(), whole);
        assert_ne!(whole, Commands::any());
    }

    #[test]
    fn any_answers_every_command() {
        let mut set = Commands::default();
        assert!(set.is_empty() && !set.answer(Command::Mail));
        set.insert(Command::Rcpt);
        assert!(set.answer(Command::Rcpt) && !set.answer(Command::Mail));
        set.insert(Command::Any);
        assert!(set.answer(Command::Mail));
        assert_eq!(
            set.iter().collect::<Vec<_>>(),
            [Command::Rcpt, Command::Any]
        );
    }
}
