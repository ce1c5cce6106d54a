//! On whose side of the transfer a reply was said. A server that sends the mail speaks to its own users, or of another server in a
//! report: it is not the recipient's server then, and nobody who receives there can change anything on it.

use smtpref_catalog::{About, Catalog, Fate, ProviderKind};

use super::answer::Answer;
use crate::lookup::is_held_back;

impl Answer {
    /// Whether whoever wrote the message has no hand in it: the address that failed is one to which another passes mail on, or no person
    /// wrote at all.
    pub(super) fn has_idle_sender(&self) -> bool {
        self.is_behind_alias() && self.group.is_some() || self.message == Some(Fate::Dropped)
    }

    /// Whether the message was written to an address that passes mail on; one without a full domain is only completed.
    #[must_use]
    pub fn is_behind_alias(&self) -> bool {
        let is_whole = |alias: &str| {
            let domain = alias.split_once('@');
            domain.is_none_or(|(_, domain)| domain.contains('.'))
        };
        self.alias.as_deref().is_some_and(is_whole)
    }

    /// Whether the server that spoke is known to be the recipient's, if it is not the one that wrote the text.
    #[must_use]
    pub fn is_of_recipients_server(&self, catalog: &Catalog) -> bool {
        let about = self.cause.and_then(|cause| catalog.cause(cause)?.about);
        let provider = self
            .provider
            .and_then(|slug| catalog.provider(slug.as_str()));
        let is_service = provider.is_some_and(|one| one.kind == ProviderKind::SendingService);
        !is_service
            && !matches!(about, Some(About::Account | About::Client))
            && !self.is_of_sending_side(catalog)
    }

    /// Whether a sending service did not even try to deliver the message.
    pub(super) fn is_held_back(&self, catalog: &Catalog) -> bool {
        self.cause
            .is_some_and(|cause| is_held_back(cause, self.provider, catalog))
    }

    /// Whether the reply that was met is one of a server that sends the mail.
    pub(super) fn is_of_sending_side(&self, catalog: &Catalog) -> bool {
        let reply = self.reply_detail(catalog);
        reply.is_some_and(|reply| reply.sending_side)
    }

    /// Whether the page of the reply that was met says that it passes by itself.
    #[must_use]
    pub fn is_known_to_pass(&self, catalog: &Catalog) -> bool {
        let reply = self.reply_detail(catalog);
        reply.is_some_and(|reply| reply.permanent == Some(false))
    }
}
