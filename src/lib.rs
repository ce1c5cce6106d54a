//! The library behind `smtpref`: a catalog of SMTP reply codes, and what searches, compares, explains and shows it.
//!
//! Imports point one way: `domain` <- `catalog` <- `search`, `compare`, `explain` <- `document` <- `app` <- `ui` <- `tui`; `cli` stands
//! on `document` as well. A test keeps it so.

pub mod app;
pub mod cli;
pub mod compare;
pub mod document;
pub mod explain;
pub mod keymap;
pub mod search;
pub mod shipped;
pub mod topic;
pub mod tui;
pub mod ui;
