//! Inputs as pipes may be, for tests of what reads: one gives a few bytes at each read, one has a line and then keeps its reader waiting.

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

/// A line, behind which nothing may be asked for.
#[derive(Default)]
pub(super) struct Waits {
    is_read: bool,
}

impl Read for Waits {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        assert!(
            !std::mem::replace(&mut self.is_read, true),
            "waits for more"
        );
        (&b"550\n"[..]).read(buffer)
    }
}
