//! All the texts of a set that a text begins with, found in one walk.
//!
//! A double array that is read where it lies: a program that meets one short reply pays for the cells that it walks over, and nothing is
//! built or unpacked before. Each cell has the byte that leads to it, whether a text of the set ends there, and where its own cells lie:
//! that of a byte is at the base with the byte's bits turned over. Where only one text goes on, its rest lies in one piece and is compared
//! at once: most walks end in few cells, and the cells are few enough to stay in the nearest cache.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::borders::each_start;
use crate::index::Numbers;

/// The byte that leads to the number of a text that ends; no text holds it.
const END: u8 = 0xfe;
/// What is in a cell that nothing leads to: a byte that is in no text.
const FREE: u32 = 0xff;
/// The bit of a cell at which a text ends.
const ENDS: u32 = 1 << 8;
/// The bit of a cell from which only one text goes on.
const GOES_ON: u32 = 1 << 9;
/// Where the base of a cell begins, the number of a text, or the place of a rest.
const SHIFT: u32 = 10;
/// How many cells a byte can lead to.
const BLOCK: usize = 256;
/// How many of the last cells are looked at for room.
const WINDOW: usize = 16 * BLOCK;

/// The number of a text that was met, and where first.
pub(super) type Hits = Vec<(u32, Range<usize>)>;

/// Texts with their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Trie {
    cells: Numbers,
    /// What follows in the only text that goes on from a cell: the number of the text, the length of the rest, its bytes.
    rests: &'static [u8],
}

impl Trie {
    /// Puts texts together, kept until the program ends; `None` if they are too many for it.
    pub(super) fn new<'a>(texts: impl IntoIterator<Item = (&'a str, u32)>) -> Option<Self> {
        let texts = texts.into_iter();
        let mut texts: Vec<(&[u8], u32)> = texts.map(|(text, of)| (text.as_bytes(), of)).collect();
        texts.sort_unstable();
        let mut made = Cells::default();
        let mut rests = Vec::new();
        let mut open = vec![(0, &texts[..], 0)];
        while let Some((cell, texts, depth)) = open.pop() {
            let byte = |text: &[u8]| text.get(depth).copied().unwrap_or(END);
            let behind = || texts.chunk_by(|(a, _), (b, _)| byte(a) == byte(b));
            let bytes: Vec<u8> = behind().map(|texts| byte(texts[0].0)).collect();
            let base = made.room(&bytes);
            let ends = if bytes.first() == Some(&END) { ENDS } else { 0 };
            made.all[cell] = made.all[cell] & FREE | ends | number(base)?;
            for (byte, texts) in bytes.iter().zip(behind()) {
                let next = base ^ usize::from(*byte);
                made.all[next] = u32::from(*byte);
                match texts {
                    _ if *byte == END => made.all[next] |= number(texts[0].1 as usize)?,
                    [(text, of)] => {
                        made.all[next] |= GOES_ON | number(rests.len())?;
                        let rest = &text[depth + 1..];
                        rests.extend(of.to_le_bytes());
                        rests.extend(u16::try_from(rest.len()).ok()?.to_le_bytes());
                        rests.extend_from_slice(rest);
                    }
                    _ => open.push((next, texts, depth + 1)),
                }
            }
        }
        Some(Self {
            cells: Numbers::new(made.all),
            rests: Box::leak(rests.into_boxed_slice()),
        })
    }

    /// The number of the text of which a rest begins at a place, and the rest.
    fn rest(self, at: u32) -> Option<(u32, &'static [u8])> {
        let (number, behind) = self.rests.get(at as usize..)?.split_first_chunk()?;
        let (length, behind) = behind.split_first_chunk()?;
        let rest = behind.get(..usize::from(u16::from_le_bytes(*length)))?;
        Some((u32::from_le_bytes(*number), rest))
    }

    /// Every one of the texts that a text holds, at its first place with the right borders, in the order of their numbers.
    pub(super) fn hits(self, text: &str, has_borders: impl Fn(&Range<usize>) -> bool) -> Hits {
        // Room for those of most texts.
        let mut hits = Hits::with_capacity(16);
        self.each(text, |number, range| {
            if has_borders(&range) {
                hits.push((number, range));
            }
        });
        hits.sort_unstable_by_key(|(number, range)| (*number, range.start));
        hits.dedup_by_key(|(number, _)| *number);
        hits
    }

    /// Walks from each place at which a text can begin, and tells of all the texts that stand there.
    fn each(self, text: &str, mut found: impl FnMut(u32, Range<usize>)) {
        let bytes = text.as_bytes();
        let cells = self.cells.packed();
        let cell = |base: u32, byte: u8| {
            let cell = cells.get((base ^ u32::from(byte)) as usize);
            cell.map_or(FREE, |cell| u32::from_le_bytes(*cell))
        };
        let root = self.cells.get(0) >> SHIFT;
        each_start(bytes, |start| {
            let (mut base, mut at) = (root, start);
            while let Some(&byte) = bytes.get(at) {
                let next = cell(base, byte);
                if next & FREE != u32::from(byte) {
                    break;
                }
                at += 1;
                base = next >> SHIFT;
                if next & GOES_ON != 0 {
                    // Most of what follows differs in its first byte.
                    let begins = |rest: &[u8]| {
                        rest.first()
                            .is_none_or(|first| bytes.get(at) == Some(first))
                            && bytes[at..].starts_with(rest)
                    };
                    if let Some((number, rest)) = self.rest(base).filter(|(_, rest)| begins(rest)) {
                        found(number, start..at + rest.len());
                    }
                    break;
                }
                if next & ENDS != 0 {
                    found(cell(base, END) >> SHIFT, start..at);
                }
            }
        });
    }
}

/// A number as a cell holds it.
fn number(number: usize) -> Option<u32> {
    let number = u32::try_from(number).ok()?;
    (number <= u32::MAX >> SHIFT).then_some(number << SHIFT)
}

/// The cells while they are filled.
struct Cells {
    all: Vec<u32>,
    /// Which bases are taken: two cells with one base would share what lies behind them.
    taken: Vec<bool>,
    /// No cell before this is free.
    first: usize,
}

impl Default for Cells {
    /// One block, of which the first cell is where each walk begins.
    fn default() -> Self {
        let mut all = vec![FREE; BLOCK];
        let mut taken = vec![false; BLOCK];
        all[0] |= ENDS;
        taken[0] = true;
        Self {
            all,
            taken,
            first: 1,
        }
    }
}

impl Cells {
    /// A base at which the cells of these bytes are free, and takes it.
    fn room(&mut self, bytes: &[u8]) -> usize {
        let Some(&lowest) = bytes.first() else {
            return 0;
        };
        let is_free = |at: usize| self.all[at] == FREE;
        self.first += (self.first..self.all.len())
            .take_while(|at| !is_free(*at))
            .count();
        let from = self.first.max(self.all.len().saturating_sub(WINDOW));
        let fits = |base: &usize| {
            let mut cells = bytes.iter().map(|byte| base ^ usize::from(*byte));
            !self.taken[*base] && cells.all(is_free)
        };
        let free = (from..self.all.len()).filter(|at| is_free(*at));
        let base = free.map(|at| at ^ usize::from(lowest)).find(fits);
        let base = base.unwrap_or_else(|| {
            let end = self.all.len();
            self.all.resize(end + BLOCK, FREE);
            self.taken.resize(end + BLOCK, false);
            end
        });
        self.taken[base] = true;
        base
    }
}

#[cfg(test)]
mod tests {
    use super::super::borders::stands_alone;
    use super::*;

    fn found(texts: &[&'static str], text: &str) -> Vec<(u32, usize)> {
        let trie = Trie::new(texts.iter().copied().zip(0..)).unwrap();
        let mut all = Vec::new();
        trie.each(text, |number, range| all.push((number, range.len())));
        all
    }

    #[test]
    fn each_text_that_another_begins_with_is_found() {
        let texts = ["mailbox", "mail", "mailbox full", "box", "m\u{e9}l"];
        assert_eq!(found(&texts, "mailbox is"), [(1, 4), (0, 7)]);
        assert_eq!(found(&texts, "mailbox full"), [(1, 4), (0, 7), (2, 12)]);
        assert_eq!(found(&texts, "m\u{e9}l"), [(4, 4)]);
        assert_eq!(found(&texts, "a mail-box"), [(1, 4), (3, 3)]);
        assert_eq!(found(&texts, "amail"), []);
        assert_eq!(found(&texts, "mai"), []);
        assert_eq!(found(&texts, "box\0"), [(3, 3)]);
        assert_eq!(found(&[], "mailbox"), []);
    }

    #[test]
    fn many_texts_do_not_get_into_each_other() {
        let texts: Vec<String> = (0..3000).map(|n| format!("{:x} {n}", n * 7919)).collect();
        let numbered = texts.iter().map(String::as_str).zip(0..);
        let trie = Trie::new(numbered.clone()).unwrap();
        for (text, number) in numbered {
            let mut all = Vec::new();
            let longer = format!("{text} and more");
            trie.each(&longer, |found, range| all.push((found, range)));
            all.retain(|(_, range)| range.start == 0);
            let begins = |other: &&String| longer.starts_with(other.as_str());
            assert_eq!(all.len(), texts.iter().filter(begins).count());
            assert!(all.contains(&(number, 0..text.len())));
        }
    }

    #[test]
    fn each_phrase_is_met_where_it_stands_alone_first() {
        let phrases = [
            "user",
            "user unknown",
            "unknown",
            "[s1]",
            "-5",
            "\u{e9}",
            "\u{7528}\u{6237}",
            "\u{fc}nter",
            "spam",
        ];
        let trie = Trie::new(phrases.into_iter().zip(0..)).unwrap();
        for text in [
            "superuser unknown user unknown",
            "x[s1]y -5, antispam spam",
            "caf\u{e9} \u{e9}\u{e9} \u{e9}",
            "\u{7684}\u{7528}\u{6237}user",
            "g\u{fc}nter \u{fc}nter",
            "",
        ] {
            let stands = |range: &Range<usize>| stands_alone(text, range);
            let searched = phrases.iter().zip(0..).filter_map(|(phrase, number)| {
                let places = text.match_indices(phrase);
                let mut ranges = places.map(|(at, found)| at..at + found.len());
                Some((number, ranges.find(stands)?))
            });
            assert_eq!(trie.hits(text, stands), searched.collect::<Hits>());
        }
    }
}
