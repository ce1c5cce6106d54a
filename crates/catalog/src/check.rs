//! The checker: data files -> checked entries, or every problem with file and line.
//!
//! First each file by itself, then what the files say of each other: codes and pairs that stand twice, codes and sources that do
//! not exist, relations that only one side knows.

mod registry;
mod rules;

use std::collections::{HashMap, HashSet};

use crate::read::{Draft, Drafts, read_all};
use crate::{Code, Entry, Kind, Matcher, Page, Pair, Provider, Source};
use crate::{Problem, Problems};

/// One data file: its path below the data folder, such as `replies/556.toml`, and its text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path that problems name; its last folder says what the file holds.
    pub path: String,
    /// The text.
    pub text: String,
}

impl SourceFile {
    /// The name without folders and ending: of an entry its code.
    pub(super) fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.strip_suffix(".toml").unwrap_or(name)
    }

    /// The folder in which it lies: what kind of thing it holds.
    pub(super) fn folder(&self) -> &str {
        self.path.rsplit('/').nth(1).unwrap_or_default()
    }
}

/// What the checker lets through, in the order of the codes.
#[derive(Debug, Default)]
pub struct Checked {
    /// Entries with their pages.
    pub entries: Vec<(Entry, Page)>,
    /// Hand-written pairs.
    pub pairs: Vec<Pair>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Groups of words that mean the same.
    pub synonyms: Vec<Vec<&'static str>>,
    /// Providers.
    pub providers: Vec<Provider>,
    /// The packed [`Matcher`] of all rules.
    pub rules: Vec<u8>,
}

/// Checks data files together.
///
/// # Errors
/// All problems, by file and line.
pub fn check(files: &[SourceFile]) -> Result<Checked, Problems> {
    let mut problems = Vec::new();
    let mut drafts = read_all(files, &mut problems);
    drafts.entries.sort_by_key(|(_, draft)| draft.entry.code);
    drafts
        .pairs
        .sort_by_key(|(_, draft)| (draft.pair.left, draft.pair.right));
    let mut found = |file: usize, line, message| {
        problems.push(Problem {
            file: files[file].path.clone(),
            line,
            message,
        });
    };
    check_codes(&drafts, files, &mut found);
    check_names(&drafts, &mut found);
    check_mutual(&drafts, &mut found);
    check_pairs(&drafts, files, &mut found);
    check_sources(&drafts, &mut found);
    registry::check(&drafts, &mut found);
    rules::check_names(&drafts, files, &mut found);
    let matcher = rules::check_proofs(&drafts, &mut found);
    let rules = matcher.and_then(Matcher::into_bytes);
    if let Err(error) = &rules {
        found(0, 1, error.to_string());
    }
    if let (true, Ok(rules)) = (problems.is_empty(), rules) {
        Ok(finish(drafts, rules))
    } else {
        problems.sort();
        Err(Problems(problems))
    }
}

/// Each code has one file, which is called after it.
fn check_codes(
    drafts: &Drafts,
    files: &[SourceFile],
    found: &mut impl FnMut(usize, usize, String),
) {
    for (file, draft) in &drafts.entries {
        if draft.entry.code.kind() == Kind::ProviderReply {
            // All replies of a provider are in one file.
            continue;
        }
        let code = draft.entry.code.to_string();
        check_file_name(&files[*file], &code, |message| {
            found(*file, draft.code_line, message);
        });
    }
    for pair in drafts.entries.windows(2) {
        let [(other, first), (file, second)] = pair else {
            continue;
        };
        if first.entry.code == second.entry.code {
            found(
                *file,
                second.code_line,
                format!(
                    "{} stands in {} already: join the two files",
                    second.entry.code, files[*other].path
                ),
            );
        }
    }
}

fn check_file_name(file: &SourceFile, code: &str, found: impl FnOnce(String)) {
    if !file.stem().eq_ignore_ascii_case(code) {
        let code = code.to_ascii_lowercase();
        found(format!(
            "the file is called {}.toml, but what it says is about {code}: call it {code}.toml",
            file.stem()
        ));
    }
}

fn check_names(drafts: &Drafts, found: &mut impl FnMut(usize, usize, String)) {
    let codes = drafts.codes();
    for (file, draft) in &drafts.entries {
        for (field, at) in &draft.names {
            let code = at.value;
            let wrong = if code.entry_code() == draft.entry.code {
                Some("the entry itself: remove it")
            } else if !codes.contains(&code.entry_code()) {
                Some("a code without a page: write the page or remove it")
            } else {
                match (*field, code) {
                    ("enhanced", Code::Enhanced(code)) if code.class().is_none() => {
                        Some("which needs its class, as in 5.1.10")
                    }
                    ("enhanced", code) if code.enhanced().is_none() => {
                        Some("which is no enhanced status code")
                    }
                    ("reply_codes", code) if code.reply().is_none() => {
                        Some("which is no reply code")
                    }
                    ("related" | "confused_with", code) if code != code.entry_code() => {
                        Some("a code with a class: write it with X")
                    }
                    _ => None,
                }
            };
            if let Some(wrong) = wrong {
                found(*file, at.line, format!("`{field}` names {code}, {wrong}"));
            }
        }
    }
}

/// A confusion has two sides, each in its own words.
fn check_mutual(drafts: &Drafts, found: &mut impl FnMut(usize, usize, String)) {
    let pages: HashSet<Code> = drafts.entries.iter().map(|(_, d)| d.entry.code).collect();
    let confusions: HashSet<(Code, Code)> = drafts
        .entries
        .iter()
        .flat_map(|(_, draft)| {
            let code = draft.entry.code;
            draft
                .page
                .confused_with
                .iter()
                .map(move |confusion| (code, confusion.code))
        })
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

fn check_pairs(
    drafts: &Drafts,
    files: &[SourceFile],
    found: &mut impl FnMut(usize, usize, String),
) {
    let codes = drafts.codes();
    let mut seen = HashMap::new();
    for (file, draft) in &drafts.pairs {
        let Pair { left, right, .. } = draft.pair;
        for (code, line) in [(left, draft.left_line), (right, draft.right_line)] {
            if !codes.contains(&code.entry_code()) {
                found(
                    *file,
                    line,
                    format!("{code} has no page: write the page first"),
                );
            }
        }
        if left == right {
            let message = format!("both sides are {left}: a pair has two codes");
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

fn check_sources(drafts: &Drafts, found: &mut impl FnMut(usize, usize, String)) {
    if drafts.sources_unread {
        return;
    }
    let keys: HashSet<&str> = drafts.sources.iter().map(|source| source.key).collect();
    let of_entries = drafts
        .entries
        .iter()
        .map(|(file, draft)| (file, &draft.sources));
    let of_providers = drafts
        .providers
        .iter()
        .map(|(file, draft)| (file, &draft.sources));
    for (file, sources) in of_entries.chain(of_providers) {
        for at in sources {
            if !keys.contains(at.value) {
                found(
                    *file,
                    at.line,
                    format!(
                        "the source {:?} is not in sources.toml: add it there",
                        at.value
                    ),
                );
            }
        }
    }
}

/// Fills in what follows from the other side of a relation: what is related to a code is related both ways, and a companion
/// knows its companion.
fn finish(drafts: Drafts, rules: Vec<u8>) -> Checked {
    let mut related: HashMap<Code, Vec<Code>> = HashMap::new();
    let mut usual_with: HashMap<Code, Vec<Code>> = HashMap::new();
    for (_, Draft { entry, page, .. }) in &drafts.entries {
        // A code would be buried under the many replies that name it.
        if entry.code.kind() != Kind::ProviderReply {
            for other in &page.related {
                related.entry(*other).or_default().push(entry.code);
            }
        }
        for other in &page.usual_with {
            usual_with
                .entry(other.entry_code())
                .or_default()
                .push(entry.code);
        }
    }
    let entries = drafts
        .entries
        .into_iter()
        .map(
            |(
                _,
                Draft {
                    mut entry,
                    mut page,
                    ..
                },
            )| {
                for other in related.remove(&entry.code).unwrap_or_default() {
                    if !page.related.contains(&other) {
                        page.related.push(other);
                    }
                }
                for other in usual_with.remove(&entry.code).unwrap_or_default() {
                    let known = |code: &Code| code.entry_code() == other;
                    if !page.usual_with.iter().any(known) {
                        page.also_with.push(other);
                    }
                }
                entry.sources = page.references.iter().map(|r| r.source).collect();
                entry.sources.sort_unstable();
                entry.sources.dedup();
                (entry, page)
            },
        )
        .collect();
    Checked {
        entries,
        pairs: drafts.pairs.into_iter().map(|(_, d)| d.pair).collect(),
        sources: drafts.sources,
        synonyms: drafts.synonyms,
        providers: drafts
            .providers
            .into_iter()
            .map(|(_, draft)| draft.provider)
            .collect(),
        rules,
    }
}
