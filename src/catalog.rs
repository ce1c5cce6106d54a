//! The checked entries, and how they come to be: data files -> checker -> pack -> [`Catalog`].
//!
//! The shipped data is checked and packed by the build script, which compiles these same files (hence the `path`
//! attributes); at start-up the pack is only unpacked. Other data goes through the same checker at run time ([`check`]).

#[path = "catalog/blocks.rs"]
mod blocks;
#[path = "catalog/check.rs"]
mod check;
#[path = "catalog/drafts.rs"]
mod drafts;
#[path = "catalog/entry_file.rs"]
mod entry_file;
#[path = "catalog/index.rs"]
mod index;
#[path = "catalog/pack.rs"]
mod pack;
#[path = "catalog/page_file.rs"]
mod page_file;
#[path = "catalog/pair_file.rs"]
mod pair_file;
#[path = "catalog/problem.rs"]
mod problem;
#[path = "catalog/prose.rs"]
mod prose;
#[path = "catalog/prose_words.rs"]
mod prose_words;
#[path = "catalog/reader.rs"]
mod reader;
#[path = "catalog/store.rs"]
mod store;
#[path = "catalog/table.rs"]
mod table;
#[path = "catalog/words.rs"]
pub mod words;

pub use blocks::Blocks;
pub use check::{Checked, SourceFile, check};
pub use index::{Index, Place, Posting, Word};
pub use pack::{Pack, UnpackError};
pub use problem::{Problem, Problems};
pub use prose_words::ProseWords;
pub use store::{Catalog, EntryId};
