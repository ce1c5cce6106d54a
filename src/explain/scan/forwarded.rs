//! Notices that somebody passes on: the lines that a mail program copies above what they bring.

use std::ops::Range;

use smtpref_catalog::Cue;

use super::fields::{Field, field};
use crate::explain::view::View;

/// Whether somebody forwards a notice: below words of their own stand the lines that a mail program copies, from a robot and with the title
/// of a notice.
pub(in crate::explain) fn is_forwarded(view: &View<'_>, body: &Range<usize>) -> bool {
    /// The most lines from the sender to the subject.
    const LINES: usize = 8;
    let head = view.cut(body.clone(), 4096);
    let mut at = head.start;
    let mut since_robot: Option<usize> = None;
    for line in view.text[head].split_inclusive('\n') {
        let range = view.trim(at..at + line.len());
        at += line.len();
        since_robot = since_robot
            .map(|lines| lines + 1)
            .filter(|lines| *lines < LINES);
        let Some((field, value)) = field(view, range) else {
            if line.trim().is_empty() {
                since_robot = None;
            }
            continue;
        };
        let value = &view.lower[value];
        match field {
            Field::From => since_robot = view.shows(value, Cue::Robot).then_some(0),
            Field::Subject if since_robot.is_some() && view.shows(value, Cue::Title) => {
                return true;
            }
            _ => {}
        }
    }
    false
}

/// Whether a notice stands below a line that opens what somebody passes on: it is no message that came back.
pub(super) fn follows(view: &View<'_>, line: &Range<usize>) -> bool {
    const NEAR: usize = 600;
    is_forwarded(view, &view.cut(line.end..view.text.len(), NEAR))
}
