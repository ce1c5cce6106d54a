//! The words of the entries and of their pages, with the places where they occur: built when a catalog is packed.

mod postings;
mod prose_words;
pub mod tokenize;
mod uses;

pub use postings::{Field, Index, Posting, Term};
pub use prose_words::ProseWords;
pub use uses::Uses;
