//! Numbers and texts that lie one behind the other in a pack and are read where they lie: unpacking them costs nothing, however many
//! there are.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// The bytes of a number.
const NUMBER: usize = 4;

/// Numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Numbers(&'static [u8]);

/// Texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Texts {
    text: &'static str,
    ends: Numbers,
}

impl Numbers {
    /// Numbers, kept until the program ends.
    pub(crate) fn new(numbers: impl IntoIterator<Item = u32>) -> Self {
        let bytes: Vec<u8> = numbers.into_iter().flat_map(u32::to_le_bytes).collect();
        Self(Box::leak(bytes.into_boxed_slice()))
    }

    /// The ends of ranges of these lengths that follow each other.
    pub(crate) fn ends(lengths: impl IntoIterator<Item = usize>) -> Self {
        let mut end = 0;
        Self::new(lengths.into_iter().map(|length| {
            end += length;
            u32::try_from(end).unwrap_or(u32::MAX)
        }))
    }

    /// The numbers as they lie there, each from its lowest byte on.
    pub(crate) const fn packed(self) -> &'static [[u8; NUMBER]] {
        self.0.as_chunks().0
    }

    /// How many there are.
    pub(crate) const fn len(self) -> usize {
        self.0.len() / NUMBER
    }

    /// The number at a place, 0 if there is none.
    pub(crate) fn get(self, index: usize) -> u32 {
        let packed = self.packed().get(index);
        packed.map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }

    /// The numbers in groups of `N`.
    pub(crate) fn groups<const N: usize>(self) -> impl Iterator<Item = [u32; N]> {
        let (groups, _) = self.packed().as_chunks::<N>();
        groups.iter().map(|group| group.map(u32::from_le_bytes))
    }

    /// The numbers of a range of places.
    pub(crate) fn range(self, range: Range<usize>) -> impl DoubleEndedIterator<Item = u32> + Clone {
        range.map(move |index| self.get(index))
    }

    /// The range that ends at a place, if the numbers are the ends of ranges that follow each other.
    pub(crate) fn ending(self, index: usize) -> Range<usize> {
        let start = index.checked_sub(1).map_or(0, |before| self.get(before));
        start as usize..self.get(index) as usize
    }
}

impl Texts {
    /// Texts, kept until the program ends.
    pub(crate) fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let texts: Vec<&str> = texts.into_iter().collect();
        Self {
            ends: Numbers::ends(texts.iter().map(|text| text.len())),
            text: Box::leak(texts.concat().into_boxed_str()),
        }
    }

    /// How many there are.
    pub(crate) const fn len(self) -> usize {
        self.ends.len()
    }

    /// The text at a place, empty if there is none.
    pub(crate) fn get(self, index: usize) -> &'static str {
        self.text.get(self.ends.ending(index)).unwrap_or_default()
    }

    /// How many of the texts, which are sorted, come before the first that a test refuses.
    pub(crate) fn partition_point(self, test: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if test(self.get(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The place of a text among the texts, which are sorted.
    pub(crate) fn find(self, text: &str) -> Option<usize> {
        let place = self.partition_point(|other| other < text);
        (place < self.len() && self.get(place) == text).then_some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_numbers_are_found_again() {
        let texts = Texts::new(["a", "", "mailbox", "ß"]);
        let all: Vec<&str> = (0..texts.len()).map(|index| texts.get(index)).collect();
        assert_eq!(all, ["a", "", "mailbox", "ß"]);
        assert_eq!(texts.get(4), "");
        let sorted = Texts::new(["a", "b", "d"]);
        assert_eq!((sorted.find("b"), sorted.find("c")), (Some(1), None));
        let numbers = Numbers::new([1, 70_000]);
        assert_eq!(numbers.range(0..2).collect::<Vec<_>>(), [1, 70_000]);
        assert_eq!(numbers.ending(1), 1..70_000);
    }
}
