//! What is said of a failure without any words: by the labels of an event, by the form of a line.

use std::ops::Range;

use smtpref_catalog::{EnhancedClass, Slug};

/// What the labels of an event, or the form of a line of a log, say of a failure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::explain) struct Label {
    pub(in crate::explain) permanent: Option<bool>,
    pub(in crate::explain) cause: Option<Slug>,
    /// The class of a reply that is not quoted.
    pub(in crate::explain) class: Option<EnhancedClass>,
    /// Where the cause is told.
    pub(in crate::explain) place: Option<Range<usize>>,
    /// Where the host is named that said what is quoted.
    pub(in crate::explain) host: Option<Range<usize>>,
    /// After how many seconds the service tries again.
    pub(in crate::explain) retry_after: Option<u64>,
}

impl Label {
    /// Takes from another one what it does not say itself.
    pub(in crate::explain) fn complete(&mut self, other: &Self) {
        self.permanent = self.permanent.or(other.permanent);
        self.retry_after = self.retry_after.or(other.retry_after);
        self.host = self.host.take().or_else(|| other.host.clone());
        if self.cause.is_none() {
            self.cause = other.cause;
            self.place.clone_from(&other.place);
        }
    }
}
