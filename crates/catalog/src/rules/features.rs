//! What a text has that can tell its cause: a beginning of a word, two of them that follow each other, a code, or what a hint says of it.

use std::ops::Range;

use super::is_ideograph;
use crate::{Codes, Slug};

/// How many letters of a word count: what is behind them is inflection in most languages.
const STEM: usize = 6;

/// What a text has that can tell: a hash, and for words the place.
pub(super) type Feature = (u32, Range<usize>);

/// What can tell in a text, each once, in the order of the hashes.
pub(super) fn features(codes: Codes, hint: Option<Slug>, words: &str) -> Vec<Feature> {
    let mut all: Vec<Feature> = Vec::new();
    if let Some(cause) = hint {
        all.push((Hash::of(b"?").with(cause.as_str().bytes()).0, 0..0));
    }
    if let Some(code) = codes.reply {
        all.push((Hash::of(b"=").with(code.number().to_le_bytes()).0, 0..0));
    }
    if let Some(code) = codes.enhanced {
        let numbers = [code.subject().number(), code.detail()];
        let bytes = numbers.into_iter().flat_map(u16::to_le_bytes);
        all.push((Hash::of(b"==").with(bytes).0, 0..0));
    }
    let mut before: Option<Feature> = None;
    for (hash, place) in tokens(words) {
        if let Some((first, start)) = before {
            let both = Hash(first).with(hash.to_le_bytes());
            all.push((both.0, start.start..place.end));
        }
        all.push((hash, place.clone()));
        before = Some((hash, place));
    }
    all.sort_unstable_by_key(|(hash, place)| (*hash, place.start));
    all.dedup_by_key(|(hash, _)| *hash);
    all
}

/// The words of a folded text, each by the hash of its beginning. Numbers are all alike, and an ideograph is a word.
fn tokens(words: &str) -> Vec<Feature> {
    let mut all = Vec::new();
    // Of the word that is read: its hash, where it began, how many letters count so far, whether the last is a digit.
    let mut open: Option<(Hash, usize, usize, bool)> = None;
    for (at, c) in words.char_indices() {
        let is_mask = matches!(c, super::ADDRESS | super::NAME);
        let is_alone = is_mask || is_ideograph(c);
        if is_alone || !c.is_alphanumeric() {
            all.extend(open.take().map(|(hash, start, ..)| (hash.0, start..at)));
            if is_alone {
                let hash = Hash::of(&[]).with_char(c);
                all.push((hash.0, at..at + c.len_utf8()));
            }
            continue;
        }
        let (hash, start, letters, in_number) = open.unwrap_or((Hash::of(&[]), at, 0, false));
        let is_digit = c.is_ascii_digit();
        let counts = letters < STEM && !(is_digit && in_number);
        let seen = if is_digit { '0' } else { c };
        let hash = if counts { hash.with_char(seen) } else { hash };
        open = Some((hash, start, letters + usize::from(counts), is_digit));
    }
    all.extend(open.map(|(hash, start, ..)| (hash.0, start..words.len())));
    all
}

/// FNV-1a of 32 bits: two features in some ten thousand may share one, which costs little.
#[derive(Clone, Copy)]
struct Hash(u32);

impl Hash {
    fn of(bytes: &[u8]) -> Self {
        Self(0x811c_9dc5).with(bytes.iter().copied())
    }

    fn with(self, bytes: impl IntoIterator<Item = u8>) -> Self {
        let all = bytes.into_iter();
        Self(all.fold(self.0, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        }))
    }

    fn with_char(self, c: char) -> Self {
        self.with(u32::from(c).to_le_bytes())
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::inflection("rejected", "rejections", true)]
    #[case::another_word("reject", "reply", false)]
    #[case::numbers("limit10", "limit4711", true)]
    #[case::letters_behind_numbers("a1b", "a1c", false)]
    #[case::short_words("is", "it", false)]
    fn words_are_alike_by_their_beginnings(
        #[case] one: &str,
        #[case] other: &str,
        #[case] expected: bool,
    ) {
        assert_eq!(tokens(one)[0].0 == tokens(other)[0].0, expected);
    }

    #[test]
    fn words_end_where_no_letter_is() {
        let words = "\u{1}: user's mail-box, \u{7528}\u{6237} x";
        let places = tokens(words).into_iter().map(|(_, place)| &words[place]);
        assert_eq!(
            places.collect::<Vec<_>>(),
            [
                "\u{1}", "user", "s", "mail", "box", "\u{7528}", "\u{6237}", "x"
            ]
        );
    }
}
