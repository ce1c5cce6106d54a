//! The parts of the program `smtpref`. Other mail software may use [`explain`] and [`shipped`], as `docs/library.md` shows; the rest is for the
//! program and its own tests, and promised to nobody. The codes and the catalog are the crate `smtpref-catalog`.
//!
//! Each line may know those above it; `tests/layers.rs` says which of them it knows:
//!
//! ```text
//! data/                       one TOML file for each code, cause, provider and pair; build.rs checks and packs them
//! crates/catalog              smtp <- entry <- rules <- read <- check <- index <- pack, store
//! shipped, lookup             the catalog in the program; a code as it was asked for -> its entry, its page, what it does to the message
//! search, compare, explain    words -> codes; two codes -> what differs; a whole reply -> what it says
//! document                    all of this -> blocks -> lines or Markdown; theme knows their colours
//! keymap, app                 a key -> an action -> the state of the browser
//! config                      the user's file -> theme, keys, catalogs
//! ui                          the state -> cells
//! terminal                    events in, cells out; signals
//! cli                         arguments, printed pages, JSON, man page
//! main                        the exit status
//! ```

pub mod app;
pub mod cli;
pub mod compare;
pub mod config;
pub mod document;
pub mod explain;
pub mod keymap;
pub mod lookup;
pub mod search;
pub mod shipped;
pub mod terminal;
pub mod theme;
pub mod ui;

/// The examples of the page for other programs, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../docs/library.md")]
struct Library;
