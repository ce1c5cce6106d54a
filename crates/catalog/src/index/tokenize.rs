//! Words: how text is cut into them, which carry no meaning of their own, and what stem they share.

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

/// The first bytes of words, for a quick no before words are compared: most letters of a text begin none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Starts(u32);

/// The bit of a byte, whatever its ASCII case: one for each letter, one for all digits and one for all else.
const BITS: [u32; 256] = {
    let mut bits = [1 << 27; 256];
    let mut letter = 0;
    while letter < 26 {
        bits[(b'a' + letter) as usize] = 1 << letter;
        bits[(b'A' + letter) as usize] = 1 << letter;
        letter += 1;
    }
    let mut digit = b'0';
    while digit <= b'9' {
        bits[digit as usize] = 1 << 26;
        digit += 1;
    }
    bits
};

impl Starts {
    /// Those of words.
    #[must_use]
    pub fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let first = words.filter_map(|word| word.bytes().next());
        Self(first.fold(0, |bits, byte| bits | BITS[usize::from(byte)]))
    }

    /// Asks at each place from one on where one of the words may begin a word of the text, until there is an answer.
    pub fn find<T>(
        self,
        text: &str,
        from: usize,
        mut ask: impl FnMut(usize) -> Option<T>,
    ) -> Option<T> {
        let bytes = text.bytes().enumerate().skip(from);
        let mut may_be = bytes.filter(|(_, byte)| self.0 & BITS[usize::from(*byte)] != 0);
        may_be.find_map(|(at, _)| starts_word(text, at).then(|| ask(at)).flatten())
    }
}

/// Whether a word of a text can begin at a byte: no letter and no digit stands before it.
fn starts_word(text: &str, at: usize) -> bool {
    match at.checked_sub(1).map(|before| text.as_bytes()[before]) {
        None => true,
        Some(before) if before.is_ascii() => !before.is_ascii_alphanumeric(),
        Some(_) => {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            before.is_some_and(|before| !before.is_alphanumeric())
        }
    }
}

/// Whether a word stands at a byte of a text, whatever its ASCII case.
#[must_use]
pub fn is_at(text: &str, at: usize, word: &str) -> bool {
    let there = text.as_bytes().get(at..at + word.len());
    there.is_some_and(|there| there.eq_ignore_ascii_case(word.as_bytes()))
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
    #[case::ing("relaying", "relay")]
    #[case::ed_and_s("relayed", "relays")]
    #[case::ation("authentication", "authenticate")]
    #[case::ion_and_ed("expired", "expiration")]
    #[case::plural_es("mailboxes", "mailbox")]
    #[case::ed_and_ing("rejected", "rejecting")]
    #[case::ication("verification", "verifications")]
    #[case::unchanged("address", "address")]
    fn forms_of_a_word_share_a_stem(#[case] one: &str, #[case] other: &str) {
        assert_eq!(stem(one), stem(other));
    }

    #[test]
    fn a_word_begins_behind_what_is_none() {
        let text = "Ein Maß: (null) über_x";
        let starts = (0..text.len()).filter(|&at| starts_word(text, at));
        let starts: Vec<&str> = starts
            .map(|at| text[at..].split(' ').next().unwrap())
            .collect();
        assert_eq!(
            starts,
            ["Ein", "Maß:", "", "(null)", "null)", "", "über_x", "x"]
        );
        assert!(is_at(text, 10, "(NULL)") && !is_at(text, 10, "null"));
        assert!(!is_at(text, text.len() - 1, "xy"));
    }

    #[test]
    fn only_where_a_word_may_begin_is_asked() {
        let text = "Über ein Über_Ei, 5 ei";
        let asked = |words: &[&str]| {
            let mut asked = Vec::new();
            let starts = Starts::of(words.iter().copied());
            starts.find(text, 1, |at| {
                asked.push(&text[at..]);
                None::<()>
            });
            asked
        };
        assert_eq!(asked(&["ei"]), ["ein Über_Ei, 5 ei", "Ei, 5 ei", "ei"]);
        assert_eq!(asked(&["550"]), ["5 ei"]);
        assert!(asked(&["Ü"]).contains(&"Über_Ei, 5 ei"));
        assert_eq!(asked(&[]), [""; 0]);
    }
}
