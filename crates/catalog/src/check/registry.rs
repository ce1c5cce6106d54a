//! The registry of codes against the pages.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::read::{At, Draft, Drafts, Registered, Registry};
use crate::{Code, Dates, Detail, EnhancedClass, Kind};

/// The pages by their codes.
type Pages<'d> = HashMap<Code, &'d Draft>;

/// Each registered code has a page that agrees with the registry, and no other has one; so have their classes and subjects. A set of files
/// without a registry is not held against one.
pub(super) fn check(drafts: &Drafts, found: &mut impl FnMut(usize, usize, String)) {
    let pages: Pages<'_> = drafts
        .entries
        .iter()
        .map(|(_, draft)| (draft.entry.code, draft))
        .collect();
    for (file, registry) in &drafts.registry {
        let mut at_line = |line, message| found(*file, line, message);
        if let Some(dates) = &registry.dates {
            check_dates(dates, drafts, &mut at_line);
        }
        let mut listed = HashSet::new();
        for row in &registry.rows {
            if !listed.insert(row.code.value) {
                at_line(row.code.line, twice(row.code.value));
            }
            check_row(row, &pages, drafts, &mut at_line);
        }
        for (at, status) in &registry.replies {
            if !listed.insert(at.value) {
                at_line(at.line, twice(at.value));
            }
            match pages.get(&at.value) {
                Some(draft) if draft.entry.status != *status => {
                    let message = format!(
                        "{} is {} here, but its page says {}: mend one of the two",
                        at.value,
                        status.word(),
                        draft.entry.status.word()
                    );
                    at_line(at.line, message);
                }
                Some(_) => {}
                None => no_page(at.value, drafts, |message| at_line(at.line, message)),
            }
        }
        for group in groups(registry) {
            listed.insert(group);
            match (group, pages.get(&group)) {
                (_, None) => no_page(group, drafts, |message| at_line(1, message)),
                (Code::Class(class), Some(draft)) if draft.entry.title != class.name() => {
                    let message = format!(
                        "the page of {group} is called {:?}, RFC 3463 calls it {:?}: take that title",
                        draft.entry.title,
                        class.name()
                    );
                    at_line(1, message);
                }
                _ => {}
            }
        }
        for (file, draft) in &drafts.entries {
            let code = draft.entry.code;
            if code.is_number() && !listed.contains(&code) {
                found(
                    *file,
                    draft.code_line,
                    format!(
                        "{code} is not in registry.toml: only codes of the registry have a page here"
                    ),
                );
            }
        }
    }
}

/// No page rests on anything that is later than the catalog.
fn twice(code: Code) -> String {
    format!("{code} stands twice in the registry")
}

fn check_dates(dates: &At<Dates>, drafts: &Drafts, found: &mut impl FnMut(usize, String)) {
    let replies = drafts.entries.iter();
    let of_replies = replies.filter_map(|(_, draft)| match &draft.page.detail {
        Detail::Reply(reply) => Some(reply.as_of),
        _ => None,
    });
    let latest = of_replies.chain([dates.value.registry]).max();
    if let Some(latest) = latest.filter(|latest| *latest > dates.value.catalog) {
        found(
            dates.line,
            format!(
                "the catalog is of {}, but rests on something of {latest}: set `catalog` to the day of the last change",
                dates.value.catalog
            ),
        );
    }
}

/// The classes, and the subjects of the registered codes.
fn groups(registry: &Registry) -> impl Iterator<Item = Code> {
    let codes = registry.rows.iter();
    let subjects: BTreeSet<_> = codes.filter_map(|row| row.code.value.subject()).collect();
    let classes = EnhancedClass::ALL.into_iter().map(Code::Class);
    classes.chain(subjects.into_iter().map(Code::Subject))
}

fn no_page(code: Code, drafts: &Drafts, found: impl FnOnce(String)) {
    if drafts.unread.contains(&code) {
        return;
    }
    let folder = match code.kind() {
        Kind::Reply => "replies",
        Kind::Class => "classes",
        Kind::Subject => "subjects",
        _ => "enhanced",
    };
    let file = code.to_string().to_lowercase();
    found(format!(
        "{code} has no page: write {folder}/{file}.toml, or remove it here"
    ));
}

fn check_row(
    row: &Registered,
    pages: &Pages<'_>,
    drafts: &Drafts,
    found: &mut impl FnMut(usize, String),
) {
    let (code, line) = (row.code.value, row.code.line);
    let Some(draft) = pages.get(&code) else {
        return no_page(code, drafts, |message| found(line, message));
    };
    if draft.entry.title != row.title {
        let message = format!(
            "the page of {code} is called {:?}, the registry calls it {:?}: take the registry's title",
            draft.entry.title, row.title
        );
        found(line, message);
    }
    for source in &row.defined_in {
        if !draft.sources.iter().any(|at| at.value == *source) {
            let message = format!("{source} defines {code}: add it to the references of its page");
            found(line, message);
        }
    }
    for reply in &row.reply_codes {
        let names_it = draft.page.usual_with.contains(reply);
        let is_named = pages.get(reply).is_some_and(|draft| {
            let usual_with = &draft.page.usual_with;
            usual_with.iter().any(|other| other.entry_code() == code)
        });
        if !names_it && !is_named {
            let message = format!(
                "the registry has {code} with {reply}: add {reply} to `reply_codes` of its page"
            );
            found(line, message);
        }
    }
}
