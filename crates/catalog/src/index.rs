//! The words of the entries and of their pages, with the places where they occur: built when a catalog is packed.

mod flat;
mod joined;
mod postings;
mod prose_words;
mod source_table;
mod starts;
pub mod tokenize;
mod uses;

pub(crate) use flat::{Numbers, Texts};
pub(crate) use joined::Numbering;
pub use postings::{Field, Index, Posting};
pub use prose_words::ProseWords;
pub(super) use source_table::SourceTable;
pub use uses::Uses;
