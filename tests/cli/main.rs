//! The command line from outside: what is printed, where, and how the program ends.
//!
//! The files `tests/cli/*.md` are examples of every command and at the same time the expected output. After a change of a page or of a
//! layout, `TRYCMD=overwrite cargo test --test cli` writes them anew; read the difference before you keep it.

mod check;
mod failures;
mod hidden;
mod inputs;
mod json;
mod line_by_line;
mod lines;
mod markdown;
mod program;
mod settings;
mod shells;
mod snapshots;
mod style;
mod summary;
mod texts;
#[path = "../generators/ugly.rs"]
mod ugly;
mod version;
