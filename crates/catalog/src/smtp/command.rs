//! SMTP commands and the stages of a session that are not commands.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! commands {
    ($($variant:ident $word:literal $meaning:literal,)*) => {
        /// A command, or a stage of a session, that a reply answers (RFC 5321 section 4.3.2 and the extensions).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Command {
            $(#[doc = $meaning] $variant,)*
        }

        impl Command {
            /// All of them in the order of a session.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word for data files, filters and pages.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// What it is, in a few words.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }
        }
    };
}

commands! {
    Connect "connect" "The greeting of a new connection",
    Ehlo "EHLO" "The client says its name (EHLO or HELO)",
    Starttls "STARTTLS" "The client asks for encryption",
    Auth "AUTH" "The client logs in",
    Mail "MAIL" "The envelope sender",
    Rcpt "RCPT" "A recipient",
    Data "DATA" "The client wants to send the message",
    EndOfData "end-of-data" "The dot after the message",
    Bdat "BDAT" "A chunk of the message",
    Burl "BURL" "The message by reference to an IMAP server",
    Rset "RSET" "The transaction is dropped",
    Vrfy "VRFY" "An address is asked for",
    Expn "EXPN" "The members of a list are asked for",
    Help "HELP" "Help is asked for",
    Noop "NOOP" "Nothing; the connection is kept open",
    Quit "QUIT" "The client ends the session",
    Etrn "ETRN" "The client asks for its queued mail",
    Atrn "ATRN" "The client asks for its mail on this connection",
    Any "any" "Any command",
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Command {
    type Err = ();

    /// Reads a command whatever its letters' case; HELO counts as EHLO.
    fn from_str(text: &str) -> Result<Self, ()> {
        if text.eq_ignore_ascii_case("HELO") {
            return Ok(Self::Ehlo);
        }
        Self::ALL
            .iter()
            .copied()
            .find(|command| command.word().eq_ignore_ascii_case(text))
            .ok_or(())
    }
}

/// A set of commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Commands(u32);

impl Commands {
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

    /// Whether nothing is in it: the code is not sent in a session.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The commands in the order of a session.
    pub fn iter(self) -> impl Iterator<Item = Command> {
        Command::ALL
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
        for &command in Command::ALL {
            assert_eq!(command.word().parse(), Ok(command));
            assert_eq!(command.word().to_lowercase().parse(), Ok(command));
        }
        assert_eq!("helo".parse(), Ok(Command::Ehlo));
        assert_eq!("TURN".parse::<Command>(), Err(()));
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
