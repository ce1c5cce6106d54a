//! Waiting for a key costs nothing.

use std::fs;

use crate::browser;
use crate::session::{Session, as_shell};

/// The processor time of the process so far, in ticks.
fn ticks(session: &Session) -> u64 {
    let path = format!("/proc/{}/stat", session.pid());
    let stat = fs::read_to_string(path).unwrap();
    let (_, fields) = stat.rsplit_once(") ").unwrap();
    let fields: Vec<&str> = fields.split(' ').collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

#[test]
fn an_idle_browser_writes_nothing_and_uses_no_processor_time() {
    let mut session = browser(&[]);
    session.forget_bytes();
    let before = ticks(&session);

    // Another one starts, works and ends in the meantime: that is the measure of the moment.
    let mut other = browser(&[]);
    for _ in 0..20 {
        other.send("null mx");
        other.wait("a query", |screen| screen.cursor_position() == (0, 10));
        other.send("\x1b[200~\x1b[201~\x15");
        other.wait("no query", |screen| screen.cursor_position() == (0, 3));
    }
    let busy = ticks(&other);
    other.send("\x03");
    assert_eq!(as_shell(other.wait_end()), 0);

    assert!(busy >= 3, "the moment was too short to tell: {busy} ticks");
    assert!(ticks(&session) <= before + 1);
    session.read_pending();
    assert_eq!(session.bytes(), b"");
    session.send("\x03");
    assert_eq!(as_shell(session.wait_end()), 0);
}
