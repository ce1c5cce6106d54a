//! Words: how text is cut into them, which carry no meaning of their own, and what stem they share.

pub use super::starts::{Starts, is_at};

/// Words that a person writes around what they mean.
const STOP: &[&str] = &[
    "a",
    "about",
    "after",
    "again",
    "all",
    "also",
    "always",
    "am",
    "an",
    "and",
    "any",
    "anyone",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "being",
    "but",
    "by",
    "came",
    "can",
    "cannot",
    "come",
    "comes",
    "could",
    "did",
    "do",
    "does",
    "doesnt",
    "dont",
    "each",
    "even",
    "every",
    "everyone",
    "everything",
    "for",
    "from",
    "get",
    "gets",
    "getting",
    "given",
    "go",
    "goes",
    "going",
    "got",
    "had",
    "has",
    "have",
    "having",
    "he",
    "help",
    "her",
    "here",
    "his",
    "how",
    "i",
    "if",
    "im",
    "in",
    "into",
    "is",
    "isnt",
    "it",
    "its",
    "just",
    "keep",
    "keeps",
    "know",
    "let",
    "like",
    "made",
    "make",
    "makes",
    "me",
    "mean",
    "means",
    "more",
    "most",
    "much",
    "my",
    "need",
    "needs",
    "nothing",
    "now",
    "of",
    "on",
    "only",
    "or",
    "our",
    "out",
    "own",
    "people",
    "please",
    "really",
    "s",
    "said",
    "say",
    "saying",
    "says",
    "see",
    "seen",
    "sees",
    "she",
    "should",
    "since",
    "so",
    "some",
    "somebody",
    "someone",
    "something",
    "still",
    "such",
    "suddenly",
    "t",
    "tell",
    "tells",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "things",
    "think",
    "thinks",
    "this",
    "those",
    "to",
    "today",
    "told",
    "tried",
    "try",
    "trying",
    "until",
    "us",
    "very",
    "want",
    "wants",
    "was",
    "way",
    "we",
    "went",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "wont",
    "would",
    "yesterday",
    "you",
    "your",
];

/// Cuts text into lower-case words of letters and digits; an apostrophe inside a word is dropped.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    if text.is_ascii() {
        return ascii_words(text);
    }
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

/// The same for ASCII, where nothing about a letter needs to be looked up.
fn ascii_words(text: &str) -> Vec<String> {
    let is_between = |byte: u8| !byte.is_ascii_alphanumeric() && byte != b'\'';
    let words = text.split(|c: char| u8::try_from(c).is_ok_and(is_between));
    let words = words.map(|word| {
        let mut word = word.to_ascii_lowercase();
        if word.contains('\'') {
            word.retain(|c| c != '\'');
        }
        word
    });
    words.filter(|word| !word.is_empty()).collect()
}

/// Whether a word carries no meaning of its own.
#[must_use]
pub fn is_stop(word: &str) -> bool {
    STOP.binary_search(&word).is_ok()
}

/// Words that mean little beside others: they count for less, and a hit need not have them.
#[must_use]
pub fn is_weak(word: &str) -> bool {
    const WEAK: &[&str] = &[
        "code", "email", "emails", "error", "mail", "mails", "message", "messages", "no", "not",
        "reply", "send", "sending", "sent", "server", "smtp",
    ];
    WEAK.binary_search(&word).is_ok()
}

/// The letters a to z of a word as bits; all else shares the last bits. For a quick no before words are compared.
#[must_use]
pub fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |bits, byte| {
        bits | match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            b'0'..=b'9' => 1 << 26,
            _ => 1 << 27,
        }
    })
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
#[must_use]
pub fn stem(word: &str) -> &str {
    if word.ends_with("ss") || !word.is_ascii() {
        return word;
    }
    let last = word.as_bytes().last();
    // Few words end in a letter that ends an ending, which is seen before any is compared.
    let endings = ENDINGS
        .iter()
        .filter(|(ending, _)| ending.as_bytes().last() == last);
    for (ending, rest) in endings {
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

    #[test]
    fn ascii_is_cut_as_all_else_is() {
        for text in [
            "",
            "'",
            "Can't -- reach 5.1.1; it's 'x' A''b ",
            " a\tB\u{7f}c",
        ] {
            // What follows makes it other text, and is a word of its own.
            let with_other = words(&format!("{text} ß"));
            assert_eq!(words(text), with_other[..with_other.len() - 1], "{text:?}");
        }
    }

    #[test]
    fn a_short_word_keeps_its_letters() {
        for word in ["tls", "dns", "use", "yes", "s", ""] {
            assert_eq!(stem(word), word);
        }
    }

    #[rstest]
    #[case::ing("relaying", "relay")]
    #[case::ed_and_s("relayed", "relays")]
    #[case::ation("authentication", "authenticate")]
    #[case::ion_and_ed("expired", "expiration")]
    #[case::plural_es("mailboxes", "mailbox")]
    #[case::ed_and_ing("rejected", "rejecting")]
    #[case::ication("verification", "verifications")]
    #[case::unchanged("address", "address")]
    #[case::four_letters("logs", "log")]
    fn forms_of_a_word_share_a_stem(#[case] one: &str, #[case] other: &str) {
        assert_eq!(stem(one), stem(other));
    }
}
