//! What lines tell by themselves, whatever stands around them.
//!
//! | question | file |
//! |---|---|
//! | the fields of a report | `report` |
//! | where a line of a log begins, and what it tells | `log_start`, `log`, `log_words`, `own_words`, `accounting` |
//! | of which message it tells | `message` |
//! | names with values, and what they tell | `event` |
//! | objects of JSON, in any notation; rows of a table | `json`, `notation`; `table` |

mod accounting;
pub(super) mod event;
pub(super) mod json;
pub(super) mod log;
pub(in crate::explain) mod log_start;
pub(in crate::explain) mod log_words;
pub(super) mod message;
mod notation;
mod own_words;
pub(super) mod report;
pub(super) mod table;
