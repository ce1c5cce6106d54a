//! The names of causes (`mailbox-full`) and of the replies of providers (`google/no-such-user`).

use std::fmt;

use serde::{Deserialize, Serialize};

/// A name in lower case: letters, digits, hyphens, and dots; of a provider's reply with the provider before a slash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Slug(&'static str);

impl Slug {
    /// A name, if it is formed like one.
    ///
    /// # Examples
    /// ```
    /// use smtpref_catalog::Slug;
    ///
    /// assert_eq!(Slug::new("mailbox-full").unwrap().to_string(), "mailbox-full");
    /// assert_eq!(Slug::new("google/no-such-user").unwrap().provider(), Some("google"));
    /// assert_eq!(Slug::new("Mailbox full"), None);
    /// ```
    #[must_use]
    pub fn new(text: &'static str) -> Option<Self> {
        Self::is_formed(text).then_some(Self(text))
    }

    /// A name that was formed like one when it was packed.
    pub(crate) const fn packed(text: &'static str) -> Self {
        Self(text)
    }

    /// Whether a text is formed like a name.
    #[must_use]
    pub fn is_formed(text: &str) -> bool {
        // A plain loop: names are too short for a search to pay.
        let (mut begins, mut has_slash) = (true, false);
        for byte in text.bytes() {
            match byte {
                b'a'..=b'z' | b'0'..=b'9' => begins = false,
                b'-' | b'.' if !begins => {}
                b'/' if !begins && !has_slash => (begins, has_slash) = (true, true),
                _ => return false,
            }
        }
        !begins
    }

    /// The text.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// The provider of a reply; `None` for any other name.
    #[must_use]
    pub fn provider(self) -> Option<&'static str> {
        // A plain loop: names are too short for a search to pay.
        let slash = self.0.bytes().position(|byte| byte == b'/')?;
        Some(&self.0[..slash])
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}
