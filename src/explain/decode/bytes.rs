//! Which sorts of bytes a text holds, told in one pass: each step of decoding looks for something that most texts have nothing of.

use super::super::text::Text;

/// Sorts of bytes, a bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bytes(u16);

/// The longest text of which the sorts are told: of a longer one each step finds itself whether it has anything to do, for the text is
/// looked at anew after every step that changed it.
const LONGEST: usize = 64 << 10;

/// The sorts of each byte.
const SORTS: [Bytes; 256] = {
    let mut sorts = [Bytes(0); 256];
    let mut byte = 0;
    while byte < 256 {
        sorts[byte] = sort(byte);
        byte += 1;
    }
    sorts
};

const fn sort(byte: usize) -> Bytes {
    match byte {
        0x09 => Bytes::SPACES,
        0x0a => Bytes::BREAK,
        // What is not ASCII may be a character that is not seen; colours may be written with signs.
        0x00..=0x1f | 0x7f..=0xff | 0x23 | 0x5e => Bytes::CONTROL,
        0x5c => Bytes::ESCAPE,
        0x5b => Bytes::LIST,
        0x25 => Bytes::PERCENT,
        0x3d => Bytes::EQUALS,
        0x3e => Bytes::QUOTING,
        0x3c | 0x26 => Bytes::HTML,
        0x5f => Bytes::UNDERSCORE,
        0x2a | 0x60 => Bytes::MARKUP,
        0x3a => Bytes::COLON,
        0x48 => Bytes::COMMAND,
        _ => Bytes(0),
    }
}

impl Bytes {
    /// Controls and what may be read as one, `#` and `^`.
    pub(super) const CONTROL: Self = Self(1);
    /// A backslash.
    pub(super) const ESCAPE: Self = Self(1 << 1);
    /// `[`.
    pub(super) const LIST: Self = Self(1 << 2);
    /// `%`.
    pub(super) const PERCENT: Self = Self(1 << 3);
    /// `=`.
    pub(super) const EQUALS: Self = Self(1 << 4);
    /// `>`.
    pub(super) const QUOTING: Self = Self(1 << 5);
    /// `<` and `&`.
    pub(super) const HTML: Self = Self(1 << 6);
    /// `_`.
    pub(super) const UNDERSCORE: Self = Self(1 << 7);
    /// The end of a line.
    pub(super) const BREAK: Self = Self(1 << 8);
    /// A tab, or white space beside other white space or at an end.
    pub(super) const SPACES: Self = Self(1 << 9);

    /// A backtick or a star.
    pub(super) const MARKUP: Self = Self(1 << 10);
    /// `:`.
    pub(super) const COLON: Self = Self(1 << 11);
    /// `H`, which is in the commands that may have no colon: EHLO, HELO, AUTH.
    pub(super) const COMMAND: Self = Self(1 << 12);

    /// Those of a text.
    #[expect(clippy::needless_bitwise_bool, reason = "no branch for each byte")]
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        if bytes.len() > LONGEST {
            return Self(u16::MAX);
        }
        let sorts = bytes.iter().map(|byte| SORTS[usize::from(*byte)]);
        let sorts = sorts.fold(Self(0), Self::or);
        let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
        let is_loose = |(&a, &b): (&u8, &u8)| {
            (a == b' ') & ((b == b' ') | (b == b'\n')) | (a == b'\n') & (b == b' ')
        };
        let is_loose = pairs.fold(false, |any, pair| any | is_loose(pair))
            || bytes.first() == Some(&b' ')
            || bytes.last() == Some(&b' ');
        if is_loose {
            sorts.or(Self::SPACES)
        } else {
            sorts
        }
    }

    /// These and others.
    pub(super) const fn or(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether any of some sorts is among them.
    const fn has(self, sorts: Self) -> bool {
        self.0 & sorts.0 != 0
    }
}

/// A text of which the sorts of bytes are known while it is decoded.
pub(super) struct Known {
    text: Text,
    bytes: Bytes,
}

impl Known {
    pub(super) fn new(text: Text) -> Self {
        Self {
            bytes: Bytes::of(&text.text),
            text,
        }
    }

    /// Takes a step if the text holds a byte of the sorts without which the step does nothing.
    pub(super) fn step(self, sorts: Bytes, step: impl FnOnce(Text) -> Text) -> Self {
        if !self.bytes.has(sorts) {
            return self;
        }
        let before = self.text.rewritten();
        let text = step(self.text);
        if text.rewritten() == before {
            let bytes = self.bytes;
            return Self { text, bytes };
        }
        Self::new(text)
    }

    pub(super) fn finish(self) -> Text {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::plain("550 5.1.1 User unknown", Bytes(0))]
    #[case::nothing("", Bytes(0))]
    #[case::address("<bob>", Bytes::HTML.or(Bytes::QUOTING))]
    #[case::spaces("a  b", Bytes::SPACES)]
    #[case::lines("a\n b", Bytes::SPACES.or(Bytes::BREAK))]
    #[case::end("a ", Bytes::SPACES)]
    #[case::blank_lines("a\n\nb", Bytes::BREAK)]
    #[case::letters("zur\u{fc}ck", Bytes::CONTROL)]
    fn tells_the_sorts(#[case] text: &str, #[case] sorts: Bytes) {
        assert_eq!(Bytes::of(text), sorts);
    }

    #[test]
    fn every_step_is_taken_for_a_long_text() {
        assert_eq!(Bytes::of(&"a".repeat(LONGEST + 1)), Bytes(u16::MAX));
        assert_eq!(Bytes::of(&"a".repeat(LONGEST)), Bytes(0));
    }

    proptest::proptest! {
        /// A step that came to look for something else would be left out in silence.
        #[test]
        fn a_step_does_nothing_without_its_bytes(
            words in proptest::collection::vec("[ -~\\n]{0,6}|MESSAGE|charset=utf-7\n\n|\"=\\?utf-8\\?q\\?a\\?=|\\(delivery failure:", 0..12)
        ) {
            for (sorts, step) in crate::explain::decode::STEPS {
                let kept = |c: &char| c.is_ascii() && !SORTS[*c as usize].has(sorts);
                let mut text: String = words.concat().chars().filter(kept).collect();
                if sorts.has(Bytes::SPACES) {
                    text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                }
                proptest::prop_assert_eq!(&step.take(Text::verbatim(&text), crate::explain::view::cues()).text, &text);
            }
        }
    }
}
