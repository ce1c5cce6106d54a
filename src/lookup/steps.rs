//! Which steps of a cause are of use where one provider is known to have spoken: none for a server of other software, and none of an
//! operator whom nobody can ask.

use std::borrow::Cow;

use smtpref_catalog::{Actor, Fix, Provider, ProviderKind, Slug, Step};

/// Whether a step is of use where this provider spoke. What the sender's server runs is not known unless it wrote the text itself.
#[must_use]
pub fn step_fits(provider: &Provider, is_own: bool, who: Actor, step: &Step) -> bool {
    match who {
        Actor::ReceivingServer => reaches(provider, is_own, step) && has_software(provider, step),
        Actor::SendingServer => !is_own || has_software(provider, step),
        Actor::Sender | Actor::Check => true,
    }
}

/// Whether the step is for any software, or for some that this one is or runs.
#[must_use]
pub fn has_software(provider: &Provider, step: &Step) -> bool {
    let has = |code: &Slug| provider.code == *code || provider.runs.contains(code);
    step.software.is_empty() || step.software.iter().any(has)
}

/// Whether those who receive mail there have somebody who can take the step: one who runs the server, or one who only manages a domain at the
/// provider and reaches neither its servers nor its replies.
const fn reaches(provider: &Provider, is_own: bool, step: &Step) -> bool {
    match provider.kind {
        _ if is_own => true,
        _ if provider.hosts_domains => step.by_tenant,
        ProviderKind::Receiver | ProviderKind::SendingService => false,
        ProviderKind::Filter | ProviderKind::Blocklist | ProviderKind::Software => true,
    }
}

/// The steps of a cause for the page of a provider's reply. A block list does not tell on whose server it was asked.
pub(super) fn of_cause<'c>(fixes: &'c [Fix], provider: &Provider) -> Cow<'c, [Fix]> {
    if provider.kind == ProviderKind::Blocklist {
        return Cow::Borrowed(fixes);
    }
    let kept = fixes.iter().map(|fix| Fix {
        who: fix.who,
        steps: {
            let steps = fix.steps.iter();
            let fitting = steps.filter(|step| step_fits(provider, false, fix.who, step));
            fitting.cloned().collect()
        },
    });
    Cow::Owned(kept.filter(|fix| !fix.steps.is_empty()).collect())
}
