//! What somebody asks about: a code as it was asked, with its class and with the reply code before it.
//!
//! `5.2.2` and `4.2.2` are one entry but two lookups, and `550 5.1.1` is one reply, hence one lookup with a reply code. Reads
//! lookups out of text and resolves each once, into a record that pages, comparisons and JSON read.

pub(crate) mod causes;
mod cells;
mod facts;
mod outcome;
mod parse;
mod record;
mod steps;
pub mod unregistered;
pub mod wording;

use std::borrow::Cow;
use std::fmt;

pub use cells::{defined_in, fact, fact_name, fact_name_within};
pub use facts::{Fact, FactName};
pub use outcome::{Decided, Outcome, PerClass};
pub use parse::{
    Token, compared_sides, compares, parse_lookups, parse_lookups_and_names, parse_name,
    parse_token, says_versus,
};
pub use record::{Classes, Defined, Group, Known, Record, Who};
pub use steps::{has_software, step_fits};

use smtpref_catalog::{Catalog, Entry, EntryId, ProviderKind, Slug};
use smtpref_catalog::{Code, Codes, EnhancedClass, EnhancedCode, ReplyCode};

/// Whether a sending service did not even try to deliver a message. Only such a service holds back; where nothing shows who spoke, it is
/// one.
#[must_use]
pub fn is_held_back(cause: Slug, provider: Option<Slug>, catalog: &Catalog) -> bool {
    let provider = provider.and_then(|name| catalog.provider(name.as_str()));
    cause.as_str() == causes::SUPPRESSED
        && provider.is_none_or(|provider| provider.kind == ProviderKind::SendingService)
}

/// What marks an entry or a rule of the user's own, wherever it is shown.
pub const OWN: &str = "[own]";

/// The title of an entry, behind the mark of the user's own if it is one of those.
#[must_use]
pub fn marked_title(entry: &Entry, catalog: &Catalog) -> Cow<'static, str> {
    match catalog.own_file(entry.code) {
        Some(_) => format!("{OWN} {}", entry.title).into(),
        None => entry.title.into(),
    }
}

/// A code as it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lookup {
    /// The code; an enhanced status code may have a class.
    pub code: Code,
    /// The reply code that came before an enhanced status code.
    pub reply: Option<ReplyCode>,
}

/// What the catalog has of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// An entry.
    Entry(EntryId),
    /// No entry, but several replies of providers that use the number.
    UsedBy(Vec<EntryId>),
    /// Nothing.
    Unknown,
}

impl Lookup {
    /// The lookup of a lone code.
    #[must_use]
    pub const fn new(code: Code) -> Self {
        Self { code, reply: None }
    }

    /// The lookup of a reply that carries an enhanced status code.
    #[must_use]
    pub const fn reply(reply: ReplyCode, enhanced: EnhancedCode) -> Self {
        Self {
            code: Code::Enhanced(enhanced),
            reply: Some(reply),
        }
    }

    /// The lookup of one reply made of a reply code and an enhanced status code; `None` if the first is no reply code.
    #[must_use]
    pub const fn reply_of(code: Code, enhanced: EnhancedCode) -> Option<Self> {
        match code {
            Code::Reply(reply) => Some(Self::reply(reply, enhanced)),
            _ => None,
        }
    }

    /// The lookup of the codes of a reply; `None` if it has none.
    #[must_use]
    pub fn of(codes: Codes) -> Option<Self> {
        Some(Self {
            code: codes.finest()?,
            reply: codes.enhanced.and(codes.reply),
        })
    }

    /// The codes of a reply that it asks about.
    #[must_use]
    pub fn codes(self) -> Codes {
        Codes {
            reply: self.reply.or(self.code.reply()),
            enhanced: self.code.enhanced(),
        }
    }

    /// Its entry, if the code is a known one, or a number that one reply of a provider alone uses.
    #[must_use]
    pub fn entry(self, catalog: &Catalog) -> Option<EntryId> {
        match self.resolve(catalog) {
            Resolved::Entry(id) => Some(id),
            Resolved::UsedBy(_) | Resolved::Unknown => None,
        }
    }

    /// What the catalog has of it.
    #[must_use]
    pub fn resolve(self, catalog: &Catalog) -> Resolved {
        if let Some(id) = catalog.find(self.code) {
            return Resolved::Entry(id);
        }
        let Code::Enhanced(_) = self.code else {
            return Resolved::Unknown;
        };
        let mut users = catalog.uses().of_code(self.code);
        if let Some(reply) = self.reply {
            // With its reply code a number may be that of fewer.
            let with_reply = catalog.uses().of_code(Code::Reply(reply));
            if users.iter().any(|id| with_reply.contains(id)) {
                users.retain(|id| with_reply.contains(id));
            }
        }
        match users[..] {
            [] => Resolved::Unknown,
            [only] => Resolved::Entry(only),
            _ => Resolved::UsedBy(users),
        }
    }

    /// The class that was asked for: of the enhanced status code, or of the class page.
    #[must_use]
    pub fn class(self) -> Option<EnhancedClass> {
        self.code.class()
    }

    /// The reply code and the enhanced status code if their classes contradict each other (RFC 2034 section 4).
    #[must_use]
    pub fn contradiction(self) -> Option<(ReplyCode, EnhancedCode)> {
        self.codes().contradiction()
    }
}

impl From<Code> for Lookup {
    fn from(code: Code) -> Self {
        Self::new(code)
    }
}

impl fmt::Display for Lookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(reply) = self.reply {
            write!(f, "{reply} ")?;
        }
        self.code.fmt(f)
    }
}
