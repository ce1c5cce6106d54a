//! Words that make the number before them an amount, whoever wrote it: `550 bytes` and `500 messages` hold no reply code. Who knows where
//! the number stands may know more of them: a reply can begin with `550 lines must end in CRLF`, a query hardly.

/// What a word makes of the number before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// It measures.
    Measured,
    /// It counts things, which may also be what a code is about: `421 connections`.
    Counted,
}

/// Units of time and size, and shares.
#[rustfmt::skip]
const UNITS: [&str; 30] = [
    "byte", "bytes", "characters", "chars", "day", "days", "gb", "h", "hour", "hours", "hrs", "kb", "kib",
    "kilobytes", "mb", "megabytes", "mib", "min", "mins", "minute", "minutes", "ms", "octets", "percent",
    "s", "sec", "second", "seconds", "secs", "weeks",
];

/// What is counted in mail.
#[rustfmt::skip]
const THINGS: [&str; 8] = [
    "addresses", "connections", "emails", "mails", "messages", "people", "recipients", "users",
];

impl Amount {
    /// What a word in lower case makes of the number before it; `None` if nothing.
    ///
    /// # Examples
    /// ```
    /// use smtpref_catalog::Amount;
    ///
    /// assert_eq!(Amount::before("seconds"), Some(Amount::Measured));
    /// assert_eq!(Amount::before("recipients"), Some(Amount::Counted));
    /// assert_eq!(Amount::before("mailbox"), None);
    /// ```
    #[must_use]
    pub fn before(word: &str) -> Option<Self> {
        if UNITS.contains(&word) {
            Some(Self::Measured)
        } else if THINGS.contains(&word) {
            Some(Self::Counted)
        } else {
            None
        }
    }
}
