//! Filters that stand beside the query: class, command, kind, subject, status, and whose entry it is.

use smtpref_catalog::{Catalog, Command, Entry, Kind, ReplyClass, Slug, Status, Subject};

/// What entries must have to be listed; nothing set lets all pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filter {
    /// The class, by the first digit.
    pub class: Option<ReplyClass>,
    /// A command or stage that the reply answers.
    pub command: Option<Command>,
    /// The kind of code.
    pub kind: Option<Kind>,
    /// The subject of an enhanced status code.
    pub subject: Option<Subject>,
    /// Where the code stands.
    pub status: Option<Status>,
    /// The provider whose reply it is.
    pub provider: Option<Slug>,
    /// Whether it must be an entry of the user's own.
    pub own: bool,
}

impl Filter {
    /// Whether nothing is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Both filters; where both ask for the same field, the other one's value holds.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            class: other.class.or(self.class),
            command: other.command.or(self.command),
            kind: other.kind.or(self.kind),
            subject: other.subject.or(self.subject),
            status: other.status.or(self.status),
            provider: other.provider.or(self.provider),
            own: other.own || self.own,
        }
    }

    /// Without the fields that another one asks for.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self {
            class: self.class.filter(|_| other.class.is_none()),
            command: self.command.filter(|_| other.command.is_none()),
            kind: self.kind.filter(|_| other.kind.is_none()),
            subject: self.subject.filter(|_| other.subject.is_none()),
            status: self.status.filter(|_| other.status.is_none()),
            provider: self.provider.filter(|_| other.provider.is_none()),
            own: self.own && !other.own,
        }
    }

    /// Whether an entry of a catalog passes.
    #[must_use]
    pub fn pass(&self, entry: &Entry, catalog: &Catalog) -> bool {
        self.class.is_none_or(|class| entry.has_class(class))
            && self
                .command
                .is_none_or(|command| entry.commands.answer(command))
            && self.kind.is_none_or(|kind| entry.code.kind() == kind)
            && self
                .subject
                .is_none_or(|subject| entry.code.subject() == Some(subject))
            && self.status.is_none_or(|status| entry.status == status)
            && self
                .provider
                .is_none_or(|name| entry.code.provider() == Some(name.as_str()))
            && (!self.own || catalog.own_file(entry.code).is_some())
    }
}
