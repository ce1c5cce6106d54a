//! What stands in a text as whole words, and which pages speak of a provider.

use smtpref_catalog::tokenize::words;
use smtpref_catalog::{Catalog, Entry};

/// Whether a text is in another as whole words.
pub(super) fn whole(haystack: &str, needle: &str) -> bool {
    whole_at(haystack, needle).is_some()
}

/// Where a text is in another as whole words.
pub(super) fn whole_at(haystack: &str, needle: &str) -> Option<usize> {
    if needle.is_empty() {
        return None;
    }
    memchr::memmem::find_iter(haystack.as_bytes(), needle).find(|&at| {
        let word = |c: char| c.is_alphanumeric();
        !haystack[..at].chars().next_back().is_some_and(word)
            && !haystack[at + needle.len()..]
                .chars()
                .next()
                .is_some_and(word)
    })
}

/// The fewest letters by which a provider is known while its name is typed.
const BEGUN: usize = 2;

/// Whether a page speaks of a provider, by its name or another name of it; its own replies by the beginning of one.
pub(super) fn is_named(entry: &Entry, prose: &str, name: &str, catalog: &Catalog) -> bool {
    if let Some(own) = entry.code.provider() {
        let keywords = catalog.provider(own).map_or(&[][..], |of| &of.keywords);
        let is_begun = |of: &str| of == name || name.len() >= BEGUN && of.starts_with(name);
        return is_begun(own) || keywords.iter().any(|keyword| is_begun(keyword));
    }
    let groups = catalog.synonyms().iter();
    let names = groups
        .filter(|group| group.contains(&name))
        .flatten()
        .copied()
        .chain([name]);
    let speaks_of = |name: &str| {
        entry
            .sources
            .iter()
            .any(|source| words(source).iter().any(|word| word == name))
            || whole(prose, name)
    };
    names.into_iter().any(speaks_of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_only() {
        assert!(whole("a null mx record", "null mx"));
        assert!(!whole("nullify", "null"));
        assert!(!whole("text", ""));
    }
}
