//! Packed things one after the other, of which any can be reached without reading those before it.
//!
//! A plain sequence would do as well, but unpacking it reads the length of each thing where it stands, and with that nearly every
//! page of the program's memory.

use serde::{Deserialize, Serialize};

use crate::index::Numbers;

/// Blocks of bytes.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Blocks {
    /// Where each ends.
    ends: Numbers,
    bytes: &'static [u8],
}

impl Blocks {
    /// Puts blocks one after the other. They live until the program ends.
    #[must_use]
    pub fn new(blocks: impl IntoIterator<Item = Vec<u8>>) -> Self {
        let blocks: Vec<Vec<u8>> = blocks.into_iter().collect();
        Self {
            ends: Numbers::ends(blocks.iter().map(Vec::len)),
            bytes: Box::leak(blocks.concat().into_boxed_slice()),
        }
    }

    /// How many there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.ends.len()
    }

    /// The block at a place.
    #[must_use]
    pub fn get(&self, index: usize) -> &'static [u8] {
        &self.bytes[self.ends.ending(index)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_is_found_again() {
        let given = [vec![1], Vec::new(), vec![2, 3], Vec::new()];
        let blocks = Blocks::new(given.clone());
        assert_eq!(blocks.count(), given.len());
        for (index, block) in given.iter().enumerate() {
            assert_eq!(blocks.get(index), block);
        }
    }
}
