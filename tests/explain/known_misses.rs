//! The fields of judged cases that are known to be wrong, each by its name. Percentages alone would let a change trade a case that was
//! right for another: here every loss is named, and so is every gain that is not written down.
//!
//! `UPDATE_MISSES=1 cargo test --test explain judged` writes the list anew; its difference says what a change wins and loses.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Compares what was missed with the list, or writes the list.
pub(super) fn hold(misses: &BTreeSet<(String, &'static str)>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/explain/known_misses.txt");
    let mut now = String::new();
    for (case, field) in misses {
        let _ = writeln!(now, "{case}: {field}");
    }
    if std::env::var_os("UPDATE_MISSES").is_some() {
        fs::write(&path, now).unwrap();
        return;
    }
    let known = fs::read_to_string(&path).unwrap();
    let (known, now): (BTreeSet<&str>, BTreeSet<&str>) =
        (known.lines().collect(), now.lines().collect());
    let lost: Vec<_> = now.difference(&known).collect();
    let won: Vec<_> = known.difference(&now).collect();
    assert!(lost.is_empty(), "right before, and wrong now: {lost:#?}");
    assert!(
        won.is_empty(),
        "right now, so leave them out of the list: {won:#?}"
    );
}
