//! What stands in a text as whole words.

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
