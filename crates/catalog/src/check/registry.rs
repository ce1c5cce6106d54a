//! The registry of enhanced status codes against the pages.

use std::collections::{HashMap, HashSet};

use crate::Code;
use crate::read::{Draft, Drafts};

/// Each registered code has a page that agrees with the registry, and no other enhanced status code has one. A set of files without a
/// registry is not held against one.
pub(super) fn check(drafts: &Drafts, found: &mut impl FnMut(usize, usize, String)) {
    let unread = &drafts.unread;
    let pages: HashMap<Code, &Draft> = drafts
        .entries
        .iter()
        .map(|(_, draft)| (draft.entry.code, draft))
        .collect();
    let mut rows = HashSet::new();
    for (file, row) in &drafts.registry {
        let (code, line) = (row.code.value, row.code.line);
        let mut wrong = |message| found(*file, line, message);
        if !rows.insert(code) {
            wrong(format!("{code} stands twice in the registry"));
        }
        let Some(draft) = pages.get(&code) else {
            if !unread.contains(&code) {
                wrong(
                    format!("{code} is registered and has no page: write enhanced/{code}.toml")
                        .to_lowercase(),
                );
            }
            continue;
        };
        if draft.entry.title != row.title {
            wrong(format!(
                "the page of {code} is called {:?}, the registry calls it {:?}: take the registry's title",
                draft.entry.title, row.title
            ));
        }
        for source in &row.defined_in {
            if !draft.sources.iter().any(|at| at.value == *source) {
                wrong(format!(
                    "{source} defines {code}: add it to the references of its page"
                ));
            }
        }
        for reply in &row.reply_codes {
            let names_it = draft.page.usual_with.contains(reply);
            let is_named = pages.get(reply).is_some_and(|draft| {
                let usual_with = &draft.page.usual_with;
                usual_with.iter().any(|other| other.entry_code() == code)
            });
            if !names_it && !is_named {
                wrong(format!(
                    "the registry has {code} with {reply}: add {reply} to `reply_codes` of its page"
                ));
            }
        }
    }
    for (file, draft) in &drafts.entries {
        let code = draft.entry.code;
        if !rows.is_empty() && code.enhanced().is_some() && !rows.contains(&code) {
            found(
                *file,
                draft.code_line,
                format!("{code} is not in registry.toml: only registered codes have a page here"),
            );
        }
    }
}
