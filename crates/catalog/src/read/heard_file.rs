//! Replies as they were heard, by their causes: what the words of each cause are learnt from.

use super::cause_file::cause;
use super::reader::At;
use super::table::{Need, Table};
use crate::Slug;

/// The replies of one cause.
pub(crate) struct Heard {
    pub(crate) cause: At<Slug>,
    pub(crate) texts: Vec<At<&'static str>>,
}

/// Reads sentences that report no failure. Problems stay with the reader.
pub(super) fn prose(root: &Table<'_>) -> Vec<At<&'static str>> {
    let texts = root.raw_texts("texts", Need::Filled);
    root.finish();
    texts
}

/// Reads them. Problems stay with the reader.
pub(super) fn heard(root: &Table<'_>) -> Vec<Heard> {
    let mut all = Vec::new();
    for table in root.tables("heard", "a [[heard]]", Need::Filled) {
        let cause = cause(&table);
        let texts = table.raw_texts("texts", Need::Filled);
        table.finish();
        all.extend(cause.map(|cause| Heard { cause, texts }));
    }
    all
}
