//! The checker: data files -> checked entries, or every problem with file and line.
//!
//! First each file by itself, then what the files say of each other: codes and pairs that stand twice, codes and sources that do
//! not exist, relations that only one side knows.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::entry_file::{self, Draft};
use super::pair_file::{self, PairDraft};
use super::reader::{Reader, keep};
use super::{Problem, Problems};
use crate::domain::{Code, Entry, Kind, Page, Pair, Source};

/// One data file: its path below the data folder, such as `replies/556.toml`, and its text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path that problems name; its last folder says what the file holds.
    pub path: String,
    /// The text.
    pub text: String,
}

/// What the checker lets through, in the order of the codes.
#[derive(Debug)]
pub struct Checked {
    /// Entries with their pages.
    pub entries: Vec<(Entry, Page)>,
    /// Hand-written pairs.
    pub pairs: Vec<Pair>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Groups of words that mean the same.
    pub synonyms: Vec<Vec<&'static str>>,
}

/// What is read of the files, with the index of the file that each thing came from.
#[derive(Default)]
struct Drafts {
    entries: Vec<(usize, Draft)>,
    pairs: Vec<(usize, PairDraft)>,
    sources: Vec<Source>,
    synonyms: Vec<Vec<&'static str>>,
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
    check_codes(&drafts, &mut found);
    check_names(&drafts, &mut found);
    check_mutual(&drafts, &mut found);
    check_pairs(&drafts, &mut found);
    check_sources(&drafts, &mut found);
    if problems.is_empty() {
        Ok(finish(drafts))
    } else {
        problems.sort();
        Err(Problems(problems))
    }
}

fn read_all(files: &[SourceFile], problems: &mut Vec<Problem>) -> Drafts {
    let mut drafts = Drafts::default();
    for (index, file) in files.iter().enumerate() {
        let reader = Reader::new(&file.path, &file.text);
        let table = reader.parse();
        let folder = file.path.rsplit('/').nth(1).unwrap_or_default();
        let entry = |kind| entry_file::read(&reader, &table, kind).map(|draft| (index, draft));
        match folder {
            "replies" => drafts.entries.extend(entry(Kind::Reply)),
            "enhanced" => drafts.entries.extend(entry(Kind::Enhanced)),
            "subjects" => drafts.entries.extend(entry(Kind::Subject)),
            "classes" => drafts.entries.extend(entry(Kind::Class)),
            "pairs" => drafts
                .pairs
                .extend(pair_file::read(&reader, &table).map(|draft| (index, draft))),
            _ if file.path.ends_with("sources.toml") => {
                let root = reader.root(&table, "the sources");
                for (key, fields) in root.each("a source") {
                    let title = fields.text("title");
                    let url = fields.text("url");
                    fields.finish();
                    if let (Some(title), Some(url)) = (title, url) {
                        if !url.value.starts_with("https://") {
                            fields.problem(url.line, "the address does not begin with https://");
                        }
                        drafts.sources.push(Source {
                            key: keep(key.value),
                            title: title.value,
                            url: url.value,
                        });
                    }
                }
            }
            _ if file.path.ends_with("synonyms.toml") => {
                let root = reader.root(&table, "the synonyms");
                for group in root.tables("group", "a [[group]]", true) {
                    let words = group.texts("words", true);
                    group.finish();
                    if words.len() < 2 {
                        group.problem(group.line(), "a group has at least two words");
                    }
                    drafts
                        .synonyms
                        .push(words.iter().map(|at| at.value).collect());
                }
                root.finish();
            }
            _ => reader.problem(
                1,
                "this file is in no folder that holds data: see data/README.md",
            ),
        }
        problems.extend(reader.into_problems());
    }
    drafts
}

fn check_codes(drafts: &Drafts, found: &mut impl FnMut(usize, usize, String)) {
    for pair in drafts.entries.windows(2) {
        let [(_, first), (file, second)] = pair else {
            continue;
        };
        if first.entry.code == second.entry.code {
            found(
                *file,
                second.code_line,
                format!("{} has two files: join them", second.entry.code),
            );
        }
    }
}

fn check_names(drafts: &Drafts, found: &mut impl FnMut(usize, usize, String)) {
    let codes: HashSet<Code> = drafts.entries.iter().map(|(_, d)| d.entry.code).collect();
    for (file, draft) in &drafts.entries {
        for (field, at) in &draft.names {
            let code = at.value;
            let wrong = if code.entry_code() == draft.entry.code {
                Some("the entry itself: remove it")
            } else if !codes.contains(&code.entry_code()) {
                Some("a code without a page: write the page or remove it")
            } else {
                match *field {
                    "enhanced" if code.enhanced().is_none_or(|code| code.class().is_none()) => {
                        Some("no enhanced status code with a class, such as 5.1.10")
                    }
                    "reply_codes" if code.reply().is_none() => Some("no reply code"),
                    "related" | "confused_with" if code != code.entry_code() => {
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
            if *field == "confused_with" && !confusions.contains(&(at.value, draft.entry.code)) {
                let mut message = String::new();
                let _ = write!(
                    message,
                    "{0} is confused with {1}, but the page of {1} does not say so: add {0} to its `confused_with`",
                    draft.entry.code, at.value
                );
                found(*file, at.line, message);
            }
        }
    }
}

fn check_pairs(drafts: &Drafts, found: &mut impl FnMut(usize, usize, String)) {
    let codes: HashSet<Code> = drafts.entries.iter().map(|(_, d)| d.entry.code).collect();
    let mut seen = HashSet::new();
    for (file, draft) in &drafts.pairs {
        let Pair { left, right, .. } = draft.pair;
        for (code, line) in [(left, draft.left_line), (right, draft.right_line)] {
            if !codes.contains(&code.entry_code()) {
                found(*file, line, format!("{code} has no page: write it first"));
            }
        }
        if left == right {
            found(*file, draft.right_line, "a pair has two codes".to_owned());
        }
        if !seen.insert((left.min(right), left.max(right))) {
            found(
                *file,
                draft.left_line,
                format!("{left} and {right} have two files: join them"),
            );
        }
    }
}

fn check_sources(drafts: &Drafts, found: &mut impl FnMut(usize, usize, String)) {
    let keys: HashSet<&str> = drafts.sources.iter().map(|source| source.key).collect();
    for (file, draft) in &drafts.entries {
        for at in &draft.sources {
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
fn finish(drafts: Drafts) -> Checked {
    let mut related: HashMap<Code, Vec<Code>> = HashMap::new();
    let mut companions: HashMap<Code, Vec<Code>> = HashMap::new();
    for (_, Draft { entry, page, .. }) in &drafts.entries {
        for other in &page.related {
            related.entry(*other).or_default().push(entry.code);
        }
        for other in &page.companions {
            companions
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
                for other in companions.remove(&entry.code).unwrap_or_default() {
                    let known = |code: &Code| code.entry_code() == other;
                    if !page.companions.iter().any(known) {
                        page.further_companions.push(other);
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
    }
}
