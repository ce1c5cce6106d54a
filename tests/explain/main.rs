//! What `explain` makes of texts: the judged corpus, any bytes, and texts that are the same in another wrapping.

mod about_mail;
mod addressed;
mod advice;
mod borders;
mod bytes;
mod chains;
mod corpus;
mod events;
mod fates;
mod filters;
mod frames;
mod groups;
mod judged;
mod kinds;
mod known_misses;
mod limits;
mod log_messages;
mod logged_sessions;
mod logs;
mod mail_services;
mod messages;
mod misread;
mod named_rules;
mod notice_layouts;
mod notices;
mod odd_recipients;
mod own_server;
mod pasted_forms;
mod people_named;
mod printed_objects;
mod quoted_notices;
mod readers;
mod redacting;
mod rows;
mod same;
mod samples;
mod scenes;
mod services;
mod spoken_above;
mod stamps;
mod stated;
mod steps;
mod summary;
mod tables;
mod told_by_people;
#[path = "../generators/ugly.rs"]
mod ugly;
mod verdicts;
mod waits;
mod whole_answers;
mod wholes;
mod wrappings;

use smtpref::explain::{Explanation, explain};
use smtpref::shipped;
use smtpref_catalog::Catalog;

fn catalog() -> Catalog {
    shipped::catalog().unwrap()
}

/// Explains a text with the shipped catalog.
fn explained(input: &[u8], catalog: &Catalog) -> Explanation {
    explain(input, catalog)
}
