//! What can stand where a code or a provider is asked for, with its title.

use clap_complete::CompletionCandidate;

use crate::shipped;
use smtpref_catalog::{Code, Provider};

/// All codes with their titles; an enhanced status code with each class that it is used with.
pub(super) fn codes() -> Vec<CompletionCandidate> {
    let Ok(catalog) = shipped::catalog() else {
        return Vec::new();
    };
    let mut codes = Vec::new();
    for entry in catalog.entries() {
        let with_classes = entry.classes.iter().filter_map(|&class| {
            let code = entry.code.enhanced()?.with_class(Some(class));
            Some(Code::Enhanced(code))
        });
        for code in std::iter::once(entry.code).chain(with_classes) {
            let candidate = CompletionCandidate::new(code.to_string());
            codes.push(candidate.help(Some(entry.title.into())));
        }
    }
    codes
}

/// All providers with what readers call them.
pub(super) fn providers() -> Vec<CompletionCandidate> {
    let Ok(catalog) = shipped::catalog() else {
        return Vec::new();
    };
    let candidate = |provider: &Provider| {
        CompletionCandidate::new(provider.code.as_str()).help(Some(provider.name.into()))
    };
    catalog.providers().iter().map(candidate).collect()
}
