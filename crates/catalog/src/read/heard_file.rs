//! Replies as they were heard, and such as were worded for the purpose, by their causes: what the words of each cause are learnt from.

use super::cause_file::cause;
use super::reader::At;
use super::table::{Need, Table};
use crate::Slug;

/// The replies of one cause.
pub(crate) struct Heard {
    pub(crate) cause: At<Slug>,
    pub(crate) texts: Vec<At<&'static str>>,
    /// Whether they were heard, and not worded for the purpose.
    pub(crate) is_real: bool,
}

/// Reads sentences that report no failure. Problems stay with the reader.
pub(super) fn prose(root: &Table<'_>) -> Vec<At<&'static str>> {
    let texts = root.raw_texts("texts", Need::Filled);
    root.finish();
    texts
}

/// Reads the replies of a file, which were heard or only worded. Problems stay with the reader.
pub(super) fn replies(root: &Table<'_>, is_real: bool) -> Vec<Heard> {
    let (name, one) = if is_real {
        ("heard", "a [[heard]]")
    } else {
        ("worded", "a [[worded]]")
    };
    let mut all = Vec::new();
    for table in root.tables(name, one, Need::Filled) {
        let cause = cause(&table);
        let texts = table.raw_texts("texts", Need::Filled);
        table.finish();
        all.extend(cause.map(|cause| Heard {
            cause,
            texts,
            is_real,
        }));
    }
    all
}
