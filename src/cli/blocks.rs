//! Input of any size in flat memory: what was read, cut behind its last line break.
//!
//! A read that brings a line brings a block, so whoever answers each block before the next one keeps pace with a pipe. A line that is
//! longer than the buffer is cut there and told to be.

use std::io::{self, ErrorKind, Read};

/// The most bytes of a block.
pub(super) const LONGEST: usize = 256 * 1024;

/// Whole lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block<'b> {
    /// The lines with their ends; the last line of an input may lack its own.
    pub(super) bytes: &'b [u8],
    /// Whether it is the beginning of one line whose rest is left out.
    pub(super) is_cut: bool,
}

/// Reads an input block by block.
pub(super) struct Blocks<R> {
    input: R,
    buffer: Box<[u8]>,
    /// How much of the buffer the last block took.
    taken: usize,
    filled: usize,
    /// Whether the rest of a line that was cut is passed over.
    skips: bool,
}

impl<R: Read> Blocks<R> {
    pub(super) fn new(input: R) -> Self {
        Self {
            input,
            buffer: vec![0; LONGEST].into_boxed_slice(),
            taken: 0,
            filled: 0,
            skips: false,
        }
    }

    /// The next block; `None` at the end of the input.
    pub(super) fn next(&mut self) -> io::Result<Option<Block<'_>>> {
        self.buffer.copy_within(self.taken..self.filled, 0);
        self.filled -= self.taken;
        self.taken = 0;
        loop {
            let start = self.filled;
            let count = match self.input.read(&mut self.buffer[start..]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                read => read?,
            };
            if count == 0 {
                self.taken = self.filled;
                return Ok((self.filled > 0).then(|| self.block(false)));
            }
            self.filled += count;
            if self.skips && !self.skip() {
                continue;
            }
            let start = start.min(self.filled);
            if let Some(at) = memchr::memrchr(b'\n', &self.buffer[start..self.filled]) {
                self.taken = start + at + 1;
                return Ok(Some(self.block(false)));
            }
            if self.filled == self.buffer.len() {
                self.taken = self.filled;
                self.skips = true;
                return Ok(Some(self.block(true)));
            }
        }
    }

    fn block(&self, is_cut: bool) -> Block<'_> {
        Block {
            bytes: &self.buffer[..self.taken],
            is_cut,
        }
    }

    /// Passes over the rest of a line; whether its end was there.
    fn skip(&mut self) -> bool {
        let end = memchr::memchr(b'\n', &self.buffer[..self.filled]);
        let rest = end.map_or(self.filled, |end| end + 1);
        self.buffer.copy_within(rest..self.filled, 0);
        self.filled -= rest;
        self.skips = end.is_none();
        !self.skips && self.filled > 0
    }
}

#[cfg(test)]
mod tests {
    use super::super::slow::Slow;
    use super::*;

    fn blocks(text: &[u8], at_once: usize) -> Vec<(Vec<u8>, bool)> {
        let mut blocks = Blocks::new(Slow(text, at_once));
        let mut all = Vec::new();
        while let Some(block) = blocks.next().unwrap() {
            all.push((block.bytes.to_vec(), block.is_cut));
        }
        all
    }

    #[test]
    fn a_block_comes_as_soon_as_a_line_is_whole() {
        let text = b"one\ntwo\nthree";
        for at_once in 1..=text.len() {
            let all = blocks(text, at_once);
            let joined: Vec<u8> = all.iter().flat_map(|(bytes, _)| bytes.clone()).collect();
            assert_eq!(joined, text);
            for (bytes, is_cut) in &all[..all.len() - 1] {
                assert!(bytes.ends_with(b"\n") && !is_cut);
            }
        }
        let first: Vec<u8> = blocks(text, 5)[0].0.clone();
        assert_eq!(first, b"one\n");
    }

    #[test]
    fn a_line_that_is_too_long_is_cut_and_the_next_one_is_whole() {
        let mut text = vec![b'a'; 3 * LONGEST + 5];
        text.extend_from_slice(b"\nnext\nlast\n");
        for at_once in [1000, LONGEST - 1, LONGEST, 4 * LONGEST] {
            let all = blocks(&text, at_once);
            assert_eq!(all[0], (vec![b'a'; LONGEST], true));
            let rest: Vec<u8> = all[1..]
                .iter()
                .flat_map(|(bytes, _)| bytes.clone())
                .collect();
            assert_eq!(rest, b"next\nlast\n", "{at_once}");
        }
    }
}
