//! Who is known to have said an answer, and whose customers that one serves.

use smtpref_catalog::{Catalog, Provider, ProviderKind};

use super::super::answer::{Answer, Origin};

/// Who is known to have spoken.
pub(super) struct Speaker<'c> {
    pub(super) provider: &'c Provider,
    /// Whether it is the server that wrote the text.
    pub(super) is_own: bool,
}

impl<'c> Speaker<'c> {
    /// Who said an answer; `None` if nobody knows on whose server it was said, as of one that only names a block list.
    pub(super) fn of(answer: &Answer, catalog: &'c Catalog) -> Option<Self> {
        let provider = catalog.provider(answer.provider?.as_str())?;
        (provider.kind != ProviderKind::Blocklist).then_some(Self {
            provider,
            is_own: answer.origin == Some(Origin::Own),
        })
    }

    /// The service whose customers receive the mail.
    pub(super) fn service(self) -> Option<&'c Provider> {
        let kind = self.provider.kind;
        let is_service = matches!(kind, ProviderKind::Receiver | ProviderKind::Filter);
        (is_service && !self.is_own).then_some(self.provider)
    }
}
