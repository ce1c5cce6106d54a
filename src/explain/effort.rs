//! How many bytes were looked at, so that a test can hold that the work grows with the length of a text and no faster: a clock cannot, on a
//! machine that has other things to do. Nothing is counted in a build for use.

use std::cell::Cell;

thread_local! {
    static LOOKED_AT: Cell<u64> = const { Cell::new(0) };
}

/// Notes that so many bytes are looked at.
#[inline]
pub(super) fn look_at(bytes: usize) {
    if cfg!(debug_assertions) {
        LOOKED_AT.with(|count| count.set(count.get() + bytes as u64));
    }
}

/// How many bytes this thread has looked at so far; always 0 in a build for use.
#[must_use]
pub fn looked_at() -> u64 {
    LOOKED_AT.with(Cell::get)
}
