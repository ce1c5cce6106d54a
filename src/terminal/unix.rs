//! The terminal of a Unix: its bytes, its signals, its jobs.

mod decode;
mod sequence;
mod signals;
mod source;
mod surface;

pub(super) use signals::{apply, hang_up, stop_job, wait_for_foreground};
pub(super) use source::{Source, is_gone};
pub(super) use surface::{
    draw_on, give_modes_back, has_own_terminal, keyboard, lack, let_pager_start, obeys_sequences,
    take_modes, window, write_all,
};

/// Jobs can be stopped.
pub(super) const CANNOT_STOP: Option<&str> = None;
