//! What is said of a group of failures, as text and as JSON: who decided, and what to do first.

use crate::explain::{Decider, Group};
use smtpref_catalog::{Actor, Catalog};

/// Who decided, in words.
pub(super) fn decided_by(decider: Decider, catalog: &Catalog) -> String {
    match decider {
        Decider::Blocklist(name) => name.to_owned(),
        Decider::Provider(code) => {
            let providers = catalog.providers();
            let provider = providers.iter().find(|provider| provider.code == code);
            provider
                .map_or(code.as_str(), |provider| provider.name)
                .to_owned()
        }
        Decider::Own => "this server".to_owned(),
        Decider::Other => "other servers".to_owned(),
    }
}

/// The first thing to do about a group: who, and what.
pub(super) fn first_step(group: &Group, catalog: &Catalog) -> Option<(Actor, &'static str)> {
    let steps = group.example.steps(catalog);
    let first = steps.first()?;
    Some((first.who, first.steps.first().copied()?))
}
