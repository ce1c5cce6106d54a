//! What was said of lines that repeat: in a stream of replies a few lines are most of it, and their answers are the same.

use std::collections::HashMap;

/// How many lines back a line is known again, at most.
const REMEMBERED: usize = 8192;
/// The most bytes of lines and answers that are kept.
const MOST: usize = 4 << 20;
/// The longest line that is kept.
const LONGEST: usize = 1024;

/// An answer as it was written.
pub(super) struct Told {
    line: Box<[u8]>,
    pub(super) json: Vec<u8>,
    /// Whether the line held a reply.
    pub(super) found: bool,
}

/// The answers to lines that came twice. What comes once costs no room.
pub(super) struct Kept {
    /// The hash of a line that came, at the place that it gives.
    seen: Vec<u64>,
    told: HashMap<u64, Told>,
    bytes: usize,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            seen: vec![0; REMEMBERED],
            told: HashMap::new(),
            bytes: 0,
        }
    }
}

/// What is known of a line before it is explained.
pub(super) enum Before<'k> {
    /// Its answer.
    Told(&'k Told),
    /// It came before, and its answer is worth keeping under this number.
    Came(u64),
    /// Nothing.
    New,
}

impl Kept {
    /// Looks a line up, and notes that it came.
    pub(super) fn before(&mut self, line: &[u8]) -> Before<'_> {
        if line.len() > LONGEST {
            return Before::New;
        }
        let hash = hash(line);
        let told = self.told.get(&hash);
        if let Some(told) = told.filter(|told| *told.line == *line) {
            return Before::Told(told);
        }
        let place = (hash >> 32) as usize % REMEMBERED;
        let came = std::mem::replace(&mut self.seen[place], hash) == hash;
        if came {
            Before::Came(hash)
        } else {
            Before::New
        }
    }

    /// Keeps the answer to a line.
    pub(super) fn keep(&mut self, hash: u64, line: &[u8], json: Vec<u8>, found: bool) {
        self.bytes += line.len() + json.len();
        if self.bytes > MOST {
            // What still repeats is soon here again.
            self.told.clear();
            self.bytes = line.len() + json.len();
        }
        let line = line.into();
        self.told.insert(hash, Told { line, json, found });
    }
}

/// A hash that costs a fraction of explaining a line. Nobody gains by finding lines that share one: lines are compared, so each is only
/// explained anew.
fn hash(line: &[u8]) -> u64 {
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let (eights, rest) = line.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let eights = eights.iter().chain([&last]);
    eights.fold(!(line.len() as u64), |hash, eight| {
        (hash.rotate_left(5) ^ u64::from_le_bytes(*eight)).wrapping_mul(SPREAD)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_time_is_kept_and_the_third_told() {
        let mut kept = Kept::default();
        assert!(matches!(kept.before(b"550 no"), Before::New));
        let Before::Came(hash) = kept.before(b"550 no") else {
            panic!("it came before");
        };
        kept.keep(hash, b"550 no", b"{}".to_vec(), true);
        let Before::Told(told) = kept.before(b"550 no") else {
            panic!("it was kept");
        };
        assert!(told.found && told.json == b"{}");
        assert!(matches!(kept.before(b"550 not"), Before::New));
    }

    #[test]
    fn another_line_of_the_same_hash_is_not_it() {
        let mut kept = Kept::default();
        let hash = hash(b"550 no");
        kept.keep(hash, b"450 yes", b"{}".to_vec(), true);
        assert!(!matches!(kept.before(b"550 no"), Before::Told(_)));
    }

    #[test]
    fn room_has_an_end() {
        let mut kept = Kept::default();
        for hash in 0..10 {
            kept.keep(hash, b"550 no", vec![b'x'; MOST / 4], true);
            let bytes: usize = kept.told.values().map(|told| told.json.len()).sum();
            assert!(bytes <= MOST, "{bytes}");
        }
    }
}
