//! An input that gives a few bytes at each read, as a pipe may: for tests of what reads.

use std::io::{self, Read};

/// The bytes, and how many of them come at once.
pub(super) struct Slow<'t>(pub(super) &'t [u8], pub(super) usize);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.1.min(self.0.len()).min(buffer.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}
