//! On whose side of the transfer a reply was said. A server that sends the mail speaks to its own users, or of another server in a
//! report: it is not the recipient's server then, and nobody who receives there can change anything on it.

use smtpref_catalog::{About, Catalog, ProviderKind};

use super::answer::Answer;
use crate::lookup::{Known, is_held_back};

impl Answer {
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
        let known = self.entry().and_then(|code| Known::find(code, catalog));
        let reply = known.and_then(|known| known.page.detail.reply());
        reply.is_some_and(|reply| reply.sending_side)
    }
}
