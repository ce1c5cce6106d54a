//! Which two bytes stand together in a text: most patterns are told to be none of it without looking for them.

/// The pairs of bytes of a text.
///
/// # Examples
/// ```
/// use smtpref_catalog::BytePairs;
///
/// let pairs = BytePairs::of(b"mailbox full");
/// assert!(pairs.may_hold(b"full"));
/// assert!(!pairs.may_hold(b"quota"));
/// ```
pub struct BytePairs([u64; 64]);

impl BytePairs {
    /// Those of a text.
    #[must_use]
    pub fn of(text: &[u8]) -> Self {
        let mut pairs = Self([0; 64]);
        for two in text.windows(2) {
            let (word, bit) = Self::place(two[0], two[1]);
            pairs.0[word] |= bit;
        }
        pairs
    }

    /// Six bits of each byte: enough to tell letters apart.
    const fn place(first: u8, second: u8) -> (usize, u64) {
        ((first & 63) as usize, 1 << (second & 63))
    }

    /// Whether a pattern can stand in the text; `false` is certain.
    #[must_use]
    pub fn may_hold(&self, pattern: &[u8]) -> bool {
        pattern.windows(2).take(3).all(|two| {
            let (word, bit) = Self::place(two[0], two[1]);
            self.0[word] & bit != 0
        })
    }
}
