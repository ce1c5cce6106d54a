//! Sources: what is named is there, and what is there is named.

use std::collections::HashSet;

use super::Known;
use crate::read::Drafts;

/// Every source that a page or a provider names is there, and every one that is there is named.
pub(super) fn check(
    drafts: &Drafts,
    known: &Known<'_>,
    found: &mut impl FnMut(usize, usize, String),
) {
    if drafts.sources_unread {
        return;
    }
    let of_entries = drafts
        .entries
        .iter()
        .map(|(file, draft)| (file, &draft.sources));
    let of_providers = drafts
        .providers
        .iter()
        .map(|(file, draft)| (file, &draft.sources));
    let mut used = HashSet::new();
    for (file, sources) in of_entries.chain(of_providers) {
        for at in sources {
            used.insert(at.value);
            if !known.has_source(at.value) {
                found(
                    *file,
                    at.line,
                    format!(
                        "the source {:?} is not in sources.toml: add it there",
                        at.value
                    ),
                );
            }
        }
    }
    // A file that could not be read may name any of them.
    if !drafts.unread_files {
        for (file, at) in &drafts.sources {
            if !used.contains(at.value.key) {
                let message = format!("no page refers to {}: remove it", at.value.key);
                found(*file, at.line, message);
            }
        }
    }
}
