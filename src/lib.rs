//! The parts of the program `smtpref`; its own tests use them, and nothing here is promised to anybody else. The codes and the
//! catalog are the crate `smtpref-catalog`.
//!
//! Imports point one way, and a test keeps it so: `lookup` <- `search`, `compare`, `explain` <- `document` <- `theme`, `app` <- `ui` <- `terminal` <- `cli`.

pub mod app;
pub mod cli;
pub mod compare;
pub mod document;
pub mod explain;
pub mod keymap;
pub mod lookup;
pub mod search;
pub mod shipped;
pub mod terminal;
pub mod theme;
pub mod ui;
