//! The words of the field as plain data: reply codes, enhanced status codes, entries, pages and hand-written pairs.
//!
//! Owns parsing and printing of codes (RFC 5321 section 4.2, RFC 3463 section 2) and the shape of an entry. Knows nothing of files, search or
//! screens. Text is `&'static str` throughout: the shipped data lives in the program, and a catalog read at run time is
//! kept until the program ends.
//!
//! The `path` attributes are here because the build script compiles these same files from its own place.

#[path = "domain/code.rs"]
mod code;
#[path = "domain/command.rs"]
mod command;
#[path = "domain/enhanced_code.rs"]
mod enhanced_code;
#[path = "domain/entry.rs"]
mod entry;
#[path = "domain/reply_code.rs"]
mod reply_code;

pub use code::{Code, CodeError, Kind};
pub use command::{Command, Commands};
pub use enhanced_code::{EnhancedClass, EnhancedCode, EnhancedCodeError, Subject};
pub use entry::{
    Actor, Confusion, Connection, Difference, Effect, Entry, Example, Fate, Fix, Guidance, Page,
    Pair, Reference, Retry, Source, Status,
};
pub use reply_code::{Category, ReplyClass, ReplyCode, ReplyCodeError};
