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

/// Where replies of known causes come from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// Servers and programs, as somebody heard them.
    Heard,
    /// This program, which worded them for the purpose.
    Worded,
}

impl Source {
    /// The source of a file without its ending.
    pub(super) fn of(stem: &str) -> Option<Self> {
        [Self::Heard, Self::Worded]
            .into_iter()
            .find(|source| source.table().0 == stem)
    }

    /// The name of its tables, and one of them.
    fn table(self) -> (&'static str, &'static str) {
        match self {
            Self::Heard => ("heard", "a [[heard]]"),
            Self::Worded => ("worded", "a [[worded]]"),
        }
    }

    /// The name of its file.
    pub(super) const fn file(self) -> &'static str {
        match self {
            Self::Heard => "heard.toml",
            Self::Worded => "worded.toml",
        }
    }

    /// Reads the replies of a file. Problems stay with the reader.
    pub(super) fn read(self, root: &Table<'_>) -> Vec<Heard> {
        let (name, one) = self.table();
        let mut all = Vec::new();
        for table in root.tables(name, one, Need::Filled) {
            let cause = cause(&table);
            let texts = table.raw_texts("texts", Need::Filled);
            table.finish();
            let is_real = self == Self::Heard;
            all.extend(cause.map(|cause| Heard {
                cause,
                texts,
                is_real,
            }));
        }
        all
    }
}
