//! Pairs: of two pages, each once.

use std::collections::HashMap;

use super::{Known, SourceFile, check_file_name};
use crate::Pair;
use crate::read::Drafts;

/// Every pair is of two codes that have a page, and stands once.
pub(super) fn check(
    drafts: &Drafts,
    files: &[SourceFile],
    known: &Known<'_>,
    found: &mut impl FnMut(usize, usize, String),
) {
    let mut seen = HashMap::new();
    for (file, draft) in &drafts.pairs {
        let Pair { left, right, .. } = draft.pair;
        for (code, line) in [(left, draft.left_line), (right, draft.right_line)] {
            if !known.has(code) {
                found(
                    *file,
                    line,
                    format!("{code} has no page: write the page first"),
                );
            } else if !known.has_class(code) {
                let message = format!(
                    "the page of {} has no class for {code}: add it to its [in_class]",
                    code.entry_code()
                );
                found(*file, line, message);
            }
        }
        let classless = left == left.entry_code() || right == right.entry_code();
        if left == right {
            let message = format!("both sides are {left}: a pair has two codes");
            found(*file, draft.right_line, message);
        } else if left.entry_code() == right.entry_code() && classless {
            let message =
                format!("{left} and {right} are one code: give both a class, or remove the pair");
            found(*file, draft.right_line, message);
        }
        check_file_name(&files[*file], &format!("{left}-{right}"), |message| {
            found(*file, draft.left_line, message);
        });
        if let Some(other) = seen.insert((left.min(right), left.max(right)), *file) {
            found(
                *file,
                draft.left_line,
                format!(
                    "{left} and {right} stand in {} already: join the two files",
                    files[other].path
                ),
            );
        }
    }
}
