//! Words: how text is cut into them, which carry no meaning of their own, and what stem they share.

/// Words that a person writes around what they mean.
const STOP: &[&str] = &[
    "a", "about", "after", "again", "all", "always", "am", "an", "and", "any", "are", "as", "at",
    "be", "because", "been", "but", "by", "can", "cannot", "could", "did", "do", "does", "doesnt",
    "dont", "for", "from", "get", "gets", "getting", "given", "got", "had", "has", "have", "he",
    "help", "her", "his", "how", "i", "if", "im", "in", "into", "is", "isnt", "it", "its", "just",
    "keep", "keeps", "me", "mean", "means", "my", "now", "of", "on", "or", "our", "out", "please",
    "s", "said", "saying", "says", "she", "should", "so", "some", "still", "t", "that", "the",
    "their", "them", "then", "there", "they", "this", "to", "us", "was", "we", "were", "what",
    "when", "why", "will", "with", "wont", "would", "you", "your",
];

/// Cuts text into lower-case words of letters and digits; an apostrophe inside a word is dropped.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’') && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Whether a word carries no meaning of its own.
pub(super) fn is_stop(word: &str) -> bool {
    STOP.binary_search(&word).is_ok()
}

/// Endings that do not change what a word is about, longest first, with what takes their place.
const ENDINGS: &[(&str, &str)] = &[
    ("ications", "ic"),
    ("ication", "ic"),
    ("icating", "ic"),
    ("icated", "ic"),
    ("icates", "ic"),
    ("icate", "ic"),
    ("ations", ""),
    ("ation", ""),
    ("ating", ""),
    ("ated", ""),
    ("ates", ""),
    ("ions", ""),
    ("ries", "ry"),
    ("ied", "y"),
    ("ies", "y"),
    ("ing", ""),
    ("ion", ""),
    ("ers", "er"),
    ("ate", ""),
    ("ed", ""),
    ("es", ""),
    ("s", ""),
    ("e", ""),
];

/// The stem of a lower-case word: what is left without a common English ending. Crude on purpose; both sides of a match go
/// through it.
pub(super) fn stem(word: &str) -> &str {
    if word.len() < 4 || word.ends_with("ss") || !word.is_ascii() {
        return word;
    }
    for (ending, rest) in ENDINGS {
        if let Some(base) = word.strip_suffix(ending)
            && base.len() + rest.len() >= 3
        {
            return &word[..base.len() + common_prefix(rest, ending)];
        }
    }
    word
}

/// How much of what takes an ending's place is already there.
fn common_prefix(rest: &str, ending: &str) -> usize {
    rest.bytes()
        .zip(ending.bytes())
        .take_while(|(a, b)| a == b)
        .count()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP.is_sorted());
    }

    #[test]
    fn cuts_at_everything_else() {
        assert_eq!(
            words("Can't reach MX (IPv6): re-try!"),
            ["cant", "reach", "mx", "ipv6", "re", "try"]
        );
    }

    #[rstest]
    #[case("relaying", "relay")]
    #[case("relayed", "relays")]
    #[case("authentication", "authenticate")]
    #[case("expired", "expiration")]
    #[case("mailboxes", "mailbox")]
    #[case("rejected", "rejecting")]
    #[case("verification", "verifications")]
    #[case("address", "address")]
    fn forms_of_a_word_share_a_stem(#[case] one: &str, #[case] other: &str) {
        assert_eq!(stem(one), stem(other));
    }
}
