//! The words of the entries and of their pages, with the places where they occur: built when a catalog is packed.

mod flat;
mod postings;
mod prose_words;
pub mod tokenize;
mod uses;

pub(crate) use flat::Numbers;
pub use postings::{Field, Index, Posting};
pub use prose_words::ProseWords;
pub use uses::Uses;
