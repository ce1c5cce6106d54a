//! Which replies of providers use a code, and which tell a cause.

use serde::{Deserialize, Serialize};

use crate::{Code, CodePattern, EntryId, Page, Slug};

/// The replies of providers by their codes and by their causes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Uses {
    codes: Vec<(CodePattern, u32)>,
    causes: Vec<(Slug, u32)>,
}

impl Uses {
    /// The uses of entries whose pages are given in the order in which the catalog keeps them.
    #[must_use]
    pub fn build<'a>(pages: impl Iterator<Item = &'a Page>) -> Self {
        let mut uses = Self::default();
        for (entry, page) in (0_u32..).zip(pages) {
            let Some(reply) = page.detail.reply() else {
                continue;
            };
            uses.codes
                .extend(reply.codes.iter().map(|&pattern| (pattern, entry)));
            uses.causes.push((reply.cause, entry));
        }
        uses
    }

    /// The replies that come with a code, each once: those of a reply code whatever follows it, those of an enhanced status code in its
    /// class, or in any if it has none.
    #[must_use]
    pub fn of_code(&self, code: Code) -> Vec<EntryId> {
        let uses = |pattern: CodePattern| match code {
            Code::Reply(reply) => pattern.reply == Some(reply),
            Code::Enhanced(enhanced) => pattern.covers(enhanced),
            _ => false,
        };
        let found = self.codes.iter().filter(|(pattern, _)| uses(*pattern));
        let mut entries: Vec<EntryId> = found.map(|&(_, entry)| EntryId(entry)).collect();
        entries.dedup();
        entries
    }

    /// The replies that tell a cause.
    pub fn of_cause(&self, cause: Slug) -> impl Iterator<Item = EntryId> {
        let found = self.causes.iter().filter(move |(of, _)| *of == cause);
        found.map(|&(_, entry)| EntryId(entry))
    }
}
