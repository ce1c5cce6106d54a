//! All that stands in a text: who failed, what was said of whom, what the reports and logs tell. What it means is told by `verdict`.
//!
//! One pass goes over the lines and puts those together that belong together: blocks. The files stand in the order in which they know
//! each other: none knows one below it.
//!
//! | question | file |
//! |---|---|
//! | a header or a field of a report; what is passed on below some; a line of a session | `fields`, `forwarded`, `session` |
//! | what was said, at which stage, by whom, what quotes it, what the log calls it; echoes, and what is said of a sender | `said` |
//! | who failed | `people` |
//! | what a report, a line of a log, an object of JSON tells | `lines` |
//! | what is kept, and what is settled when all lines are read | `found` |
//! | where a block begins, what it is, of whom it speaks | `pass` |

mod fields;
mod forwarded;
mod found;
mod lines;
mod pass;
mod people;
mod said;
mod session;

pub(super) use fields::{Field, field, is_header};
pub(super) use forwarded::is_forwarded;
pub(super) use found::{Recipient, Scan};
pub(super) use lines::event::Events;
pub(super) use lines::json::events;
pub(super) use lines::log::delivery;
pub(super) use lines::message::message;
pub(super) use lines::report::{Action, Group, Reports};
pub(super) use lines::table::{Told, tables};
pub(super) use lines::{log_start, log_words};
pub(super) use people::named::{by_words, labelled};
pub(super) use people::remark::{EXPANDED, GENERATED, alias};
pub(super) use people::returned;
pub(super) use people::role::{Role, role};
pub(super) use said::sender::{is_about_sender, is_login};
pub(super) use said::state::State;
pub(super) use said::{LONGEST, Label, Said, Source, behind_lead, holds_echo};
pub(super) use session::{command, turn};

use super::view::View;

/// The most recipients, groups of a report and events of one text that are kept; of replies, four for each.
const MOST: usize = 1000;

/// Scans a text; what follows the beginning of the message that came back is left out if that is asked for.
pub(super) fn scan(view: &View<'_>, with_original: bool) -> Scan {
    pass::Pass::new(view).run(with_original)
}
