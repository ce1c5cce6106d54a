//! What pages name: each code has one file, and the codes that it names are there, in classes that there are.

use std::collections::HashSet;

use super::{Known, SourceFile, check_file_name};
use crate::read::{Draft, Drafts};
use crate::{Code, Kind};

/// Each code has one file, which is called after it.
pub(super) fn check_files(
    drafts: &Drafts,
    files: &[SourceFile],
    found: &mut impl FnMut(usize, usize, String),
) {
    for (file, draft) in &drafts.entries {
        // All replies of a provider are in one file.
        if draft.entry.code.kind() != Kind::ProviderReply {
            let code = draft.entry.code.to_string();
            check_file_name(&files[*file], &code, |message| {
                found(*file, draft.code_line, message);
            });
        }
    }
    for pair in drafts.entries.windows(2) {
        let [(other, first), (file, second)] = pair else {
            continue;
        };
        let code = second.entry.code;
        if first.entry.code == code {
            let message = if other == file {
                format!("{code} stands twice in this file: give one of the two another name")
            } else {
                format!(
                    "{code} stands in {} already: join the two files",
                    files[*other].path
                )
            };
            found(*file, second.code_line, message);
        }
    }
}

/// What a page names is there.
pub(super) fn check(
    drafts: &Drafts,
    known: &Known<'_>,
    found: &mut impl FnMut(usize, usize, String),
) {
    for (file, draft) in &drafts.entries {
        for (field, at) in &draft.names {
            if let Some(wrong) = wrong_name(draft, field, at.value, known) {
                let message = format!("`{field}` names {}, {wrong}", at.value);
                found(*file, at.line, message);
            }
        }
    }
}

fn wrong_name(draft: &Draft, field: &str, code: Code, known: &Known<'_>) -> Option<String> {
    let wrong = if code.entry_code() == draft.entry.code {
        "the entry itself: remove it"
    } else if !known.has(code) {
        "a code without a page: write the page or remove it"
    } else {
        match (field, code) {
            ("enhanced", Code::Enhanced(code)) if code.class().is_none() => {
                "which needs its class, as in 5.1.10"
            }
            ("enhanced", Code::Enhanced(_)) | ("reply_codes", Code::Reply(_)) => {
                return wrong_class(draft, code, known);
            }
            ("enhanced", _) => "which is not an enhanced status code",
            ("reply_codes", _) => "which is not a reply code",
            ("related" | "confused_with", code) if code != code.entry_code() => {
                "a code with a class: write it with X"
            }
            _ => return None,
        }
    };
    Some(wrong.to_owned())
}

/// Both codes of a reply begin with the same digit (RFC 2034 section 4), and the page of the enhanced status code has that class.
fn wrong_class(draft: &Draft, code: Code, known: &Known<'_>) -> Option<String> {
    match (draft.entry.code, code) {
        (Code::Reply(reply), Code::Enhanced(enhanced)) => {
            let class = enhanced.class()?;
            if reply.class().of_enhanced() != Some(class) {
                Some(
                    "which begins with another digit: both codes of a reply have the same"
                        .to_owned(),
                )
            } else if known.has_class(code) {
                None
            } else {
                let (page, class) = (code.entry_code(), class.digit());
                Some(format!(
                    "but the page of {page} has no class {class}: add it to its [in_class]"
                ))
            }
        }
        (Code::Enhanced(_), Code::Reply(reply)) => {
            let classes = &draft.entry.classes;
            let digit = reply.class().digit();
            let fits = classes.is_empty() || classes.iter().any(|class| class.digit() == digit);
            (!fits).then(|| format!("but this page has no class {digit} in [in_class]"))
        }
        _ => None,
    }
}

/// A confusion has two sides, each in its own words. What is only in the catalog below cannot say it.
pub(super) fn check_mutual(drafts: &Drafts, found: &mut impl FnMut(usize, usize, String)) {
    let pages: HashSet<Code> = drafts.entries.iter().map(|(_, d)| d.entry.code).collect();
    let of_page = |draft: &Draft| {
        let code = draft.entry.code;
        let others = draft.page.confused_with.iter().map(|of| of.code);
        others.map(move |other| (code, other)).collect::<Vec<_>>()
    };
    let confusions: HashSet<(Code, Code)> = drafts
        .entries
        .iter()
        .flat_map(|(_, draft)| of_page(draft))
        .collect();
    for (file, draft) in &drafts.entries {
        for (field, at) in &draft.names {
            let (code, other) = (draft.entry.code, at.value);
            if *field == "confused_with"
                && code != other
                && pages.contains(&other)
                && !confusions.contains(&(other, code))
            {
                found(
                    *file,
                    at.line,
                    format!(
                        "{code} is confused with {other}, but the page of {other} does not say so: add {code} to its `confused_with`"
                    ),
                );
            }
        }
    }
}
