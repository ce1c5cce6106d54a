//! How many different things there are, in bounded memory: counted up to a number, estimated beyond it.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher as _};

/// So many are counted one by one.
const COUNTED: usize = 512;
/// The bits of a hash that choose a register; more registers are more exact. With 4096 the usual error is 1.6 %.
const BITS: u32 = 12;
const REGISTERS: usize = 1 << BITS;

/// A set that is asked for its size alone.
#[derive(Debug, Clone, Default)]
pub struct Distinct {
    few: HashSet<u64>,
    /// For each register the longest run of zeros that a hash had (the method is called `HyperLogLog`); empty as long as all are counted.
    many: Vec<u8>,
}

impl Distinct {
    /// Adds a thing.
    pub fn insert(&mut self, thing: impl Hash) {
        let mut hasher = DefaultHasher::new();
        thing.hash(&mut hasher);
        let hash = hasher.finish();
        if !self.is_estimated() {
            self.few.insert(hash);
            if self.few.len() > COUNTED {
                self.many = vec![0; REGISTERS];
                for hash in std::mem::take(&mut self.few) {
                    self.register(hash);
                }
            }
            return;
        }
        self.register(hash);
    }

    fn register(&mut self, hash: u64) {
        let place = usize::try_from(hash >> (64 - BITS)).unwrap_or(0);
        let zeros = (hash << BITS).leading_zeros().min(64 - BITS) + 1;
        let zeros = u8::try_from(zeros).unwrap_or(u8::MAX);
        self.many[place] = self.many[place].max(zeros);
    }

    /// Whether the number is an estimate.
    #[must_use]
    pub const fn is_estimated(&self) -> bool {
        !self.many.is_empty()
    }

    /// How many there are.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "an estimate, far from the ends of the numbers"
    )]
    pub fn count(&self) -> u64 {
        if !self.is_estimated() {
            return self.few.len() as u64;
        }
        let registers = REGISTERS as f64;
        let sum: f64 = self
            .many
            .iter()
            .map(|&zeros| 0.5_f64.powi(i32::from(zeros)))
            .sum();
        let estimate = 0.7213 / (1.0 + 1.079 / registers) * registers * registers / sum;
        let empty = memchr::memchr_iter(0, &self.many).count();
        let few = estimate < 2.5 * registers && empty > 0;
        let estimate = if few {
            registers * (registers / empty as f64).ln()
        } else {
            estimate
        };
        estimate.round() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_counted_and_many_estimated() {
        let mut distinct = Distinct::default();
        for number in 0..COUNTED {
            distinct.insert(number);
            distinct.insert(number);
        }
        assert!(!distinct.is_estimated());
        assert_eq!(distinct.count(), 512);
        for size in [1000_u64, 5000, 12_000, 100_000, 1_000_000] {
            let mut distinct = Distinct::default();
            for number in 0..size {
                distinct.insert(format!("user{number}@example.net"));
            }
            assert!(distinct.is_estimated());
            let off = distinct.count().abs_diff(size);
            assert!(off * 20 < size, "{} for {size}", distinct.count());
        }
    }
}
