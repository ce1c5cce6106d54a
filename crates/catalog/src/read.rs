//! One TOML file -> a draft of what it holds, and every problem in it with its line. Knows nothing of other files.

mod cause_file;
mod choices;
mod contents;
mod cue_file;
mod dialogue;
mod drafts;
mod entry_file;
mod heard_file;
mod hint_file;
mod keywords;
mod lists;
mod named_causes;
mod page_file;
mod pair_file;
mod proofs;
mod prose;
mod provider_file;
mod reader;
mod rule_file;
mod service_labels;
mod step_marks;
mod table;
mod texts;

pub use contents::Contents;
pub(crate) use cue_file::CueDrafts;
pub(crate) use drafts::{Drafts, read_all};
pub(crate) use entry_file::Draft;
pub(crate) use lists::{Registered, Registry};
pub(crate) use prose::leak_str;
pub use prose::{is_hidden, sentences, visible};
pub(crate) use reader::At;
