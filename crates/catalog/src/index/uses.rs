//! Which replies of providers use a code, and which tell a cause. Read where it lies in the pack.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::flat::{Numbers, Texts};
use crate::{
    Code, CodePattern, Codes, EnhancedClass, EnhancedCode, EntryId, Page, ReplyCode, Slug, Subject,
};

/// Bits of a detail, and of a subject.
const BITS: u32 = 10;

/// The replies of providers by their codes and by their causes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Uses {
    /// For each use of a code three numbers: reply code and last detail, enhanced status code, entry.
    codes: Numbers,
    /// The causes that a reply tells, sorted.
    causes: Texts,
    cause_ends: Numbers,
    told_by: Numbers,
}

impl Uses {
    /// The uses of entries whose pages are given in the order in which the catalog keeps them.
    #[must_use]
    pub fn build<'a>(pages: impl Iterator<Item = &'a Page>) -> Self {
        let mut codes = Vec::new();
        let mut causes: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (entry, page) in (0_u32..).zip(pages) {
            let Some(reply) = page.detail.reply() else {
                continue;
            };
            codes.extend(reply.codes.iter().map(|&pattern| (entry, pattern)));
            causes.entry(reply.cause.as_str()).or_default().push(entry);
        }
        Self::lay(codes, &causes)
    }

    /// Lays uses, in the order of the entries, behind each other.
    pub(super) fn lay(
        codes: impl IntoIterator<Item = (u32, CodePattern)>,
        causes: &BTreeMap<&str, Vec<u32>>,
    ) -> Self {
        let codes = codes.into_iter().flat_map(|(entry, pattern)| {
            let [first, second] = packed(pattern);
            [first, second, entry]
        });
        Self {
            codes: Numbers::new(codes),
            cause_ends: Numbers::ends(causes.values().map(Vec::len)),
            causes: Texts::new(causes.keys().copied()),
            told_by: Numbers::new(causes.values().flatten().copied()),
        }
    }

    /// The replies that come with a code, each once: those of a reply code whatever follows it, those of an enhanced status code in its
    /// class, or in any if it has none.
    #[must_use]
    pub fn of_code(&self, code: Code) -> Vec<EntryId> {
        let mut entries = Vec::new();
        for [first, second, entry] in self.codes.groups() {
            let uses = match code {
                Code::Reply(reply) => first >> BITS == u32::from(reply.number()),
                Code::Enhanced(enhanced) => second > 0 && unpacked(first, second).covers(enhanced),
                _ => false,
            };
            let entry = EntryId(entry);
            if uses && entries.last() != Some(&entry) {
                entries.push(entry);
            }
        }
        entries
    }

    /// Every code of every reply.
    pub(super) fn of_codes(&self) -> impl Iterator<Item = (CodePattern, EntryId)> + use<> {
        let groups = self.codes.groups();
        groups.map(|[first, second, entry]| (unpacked(first, second), EntryId(entry)))
    }

    /// Every cause with the replies that tell it.
    pub(super) fn of_causes(
        &self,
    ) -> impl Iterator<Item = (&'static str, impl Iterator<Item = EntryId> + use<>)> {
        let Self {
            causes,
            cause_ends,
            told_by,
            ..
        } = *self;
        (0..causes.len()).map(move |index| {
            let entries = told_by.range(cause_ends.ending(index)).map(EntryId);
            (causes.get(index), entries)
        })
    }

    /// The replies that tell a cause.
    pub fn of_cause(&self, cause: Slug) -> impl Iterator<Item = EntryId> + use<> {
        let found = self.causes.find(cause.as_str());
        let range = found.map_or(0..0, |at| self.cause_ends.ending(at));
        self.told_by.range(range).map(EntryId)
    }
}

/// A pattern in two numbers; 0 stands for a part that it does not have.
fn packed(pattern: CodePattern) -> [u32; 2] {
    let reply = pattern
        .codes
        .reply
        .map_or(0, |code| u32::from(code.number()));
    let enhanced = pattern.codes.enhanced.map_or(0, |code| {
        let class = code.class().map_or(0, |class| u32::from(class.digit()));
        let subject = u32::from(code.subject().number());
        (class << BITS | subject) << BITS | u32::from(code.detail())
    });
    [reply << BITS | u32::from(pattern.last), enhanced]
}

fn unpacked(first: u32, enhanced: u32) -> CodePattern {
    let part = |number: u32| u16::try_from(number & ((1 << BITS) - 1)).unwrap_or_default();
    let class = u8::try_from(enhanced >> (2 * BITS)).unwrap_or_default();
    let enhanced = EnhancedClass::from_digit(class).and_then(|class| {
        let subject = Subject::new(part(enhanced >> BITS))?;
        EnhancedCode::new(Some(class), subject, part(enhanced))
    });
    CodePattern {
        codes: Codes {
            reply: ReplyCode::new(u16::try_from(first >> BITS).unwrap_or_default()),
            enhanced,
        },
        last: part(first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_packed_and_unpacked() {
        for text in ["550 5.1.1", "421", "5.7.139", "550 5.7.606-649", "4.7.0"] {
            let pattern: CodePattern = text.parse().unwrap();
            let [first, second] = packed(pattern);
            assert_eq!(unpacked(first, second).to_string(), text);
        }
    }
}
