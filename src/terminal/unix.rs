//! The terminal of a Unix: its bytes, its signals, its jobs.

mod decode;
mod sequence;
mod signals;
mod source;

pub(super) use signals::{apply, hang_up, stop_job, wait_for_foreground};
pub(super) use source::{Source, is_gone, keyboard, write_all};
