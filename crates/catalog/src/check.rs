//! The checker: data files -> checked entries, or every problem with file and line.
//!
//! First each file by itself (`read`), then what the files say of each other:
//!
//! | what | file |
//! |---|---|
//! | what there is to name: in the files, and in the catalog below them | `known` |
//! | each code has one file, names what there is, in a class that there is; confusions have two sides | `names` |
//! | what a code does agrees with its class | `effects` |
//! | pairs are of two pages, each once | `pairs` |
//! | sources are there and used | `sources` |
//! | every code of the registry has a page, and no other | `registry` |
//! | rules win their samples | `rules` |
//! | the software that a provider runs is there, and steps are for the software that they name | `software` |

mod cues;
mod effects;
mod known;
mod names;
mod pairs;
mod registry;
mod rules;
mod software;
mod sources;

use std::collections::HashMap;

use crate::read::{Draft, Drafts, read_all};
use crate::{
    Catalog, Code, Cues, Dates, Entry, Files, Hints, Kind, Page, Pair, Problem, Problems, Provider,
    Slug, Source,
};
use known::Known;

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
    pub(crate) fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.strip_suffix(".toml").unwrap_or(name)
    }

    /// The folder in which it lies.
    pub(crate) fn folder(&self) -> &str {
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
    /// The packed [`Matcher`](crate::Matcher) of all rules.
    pub rules: Vec<u8>,
    /// What single words hint at.
    pub hints: Hints,
    /// By which words texts show what they are.
    pub cues: Cues,
    /// Replies whose cause is known, and prose that has none: from them the words of each cause are learnt.
    pub lessons: Vec<Taught>,
    /// How old the data is, if it has a registry.
    pub dates: Option<Dates>,
    /// The files of entries, rules and hints.
    pub files: Files,
}

/// Checks data files together.
///
/// # Errors
/// All problems, by file and line.
///
/// # Examples
/// ```
/// use smtpref_catalog::{SourceFile, check};
///
/// let file = SourceFile { path: "causes/full.toml".to_owned(), text: "code = 1".to_owned() };
/// let problems = check(&[file]).unwrap_err();
/// let first = problems.0[0].to_string();
/// assert!(first.starts_with("causes/full.toml:1: "), "{first}");
/// ```
pub fn check(files: &[SourceFile]) -> Result<Checked, Problems> {
    check_over(files, None)
}

/// Checks the data files of a layer, which may name what the catalog below it has: codes, causes and sources. Its rules win their samples
/// against those of the catalog too.
///
/// # Errors
/// All problems, by file and line.
///
/// # Examples
/// ```
/// use smtpref_catalog::{Catalog, Pack, SourceFile, check, check_layer, read_folder};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = std::path::Path::new("../../tests/fixtures/catalogs/valid");
/// let shipped = Catalog::new(Pack::new(check(&read_folder(folder)?)?)?);
/// let own = SourceFile {
///     path: "phrases/own.toml".to_owned(),
///     text: r#"
///         language = "own"
///         [[rules]]
///         cause = "user-moved"
///         any = ["now works at the other office"]
///         samples = ["550 bob now works at the other office"]
///     "#
///     .to_owned(),
/// };
/// let checked = check_layer(&[own], &shipped)?;
/// let catalog = shipped.with_layer(Pack::new(checked)?);
/// assert!(catalog.matcher().rules().any(|rule| rule.cause.as_str() == "user-moved"));
/// # Ok(())
/// # }
/// ```
pub fn check_layer(files: &[SourceFile], below: &Catalog) -> Result<Checked, Problems> {
    check_over(files, Some(below))
}

fn check_over(files: &[SourceFile], below: Option<&Catalog>) -> Result<Checked, Problems> {
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
    let known = Known::new(&drafts, below);
    names::check_files(&drafts, files, &mut found);
    names::check(&drafts, &known, &mut found);
    names::check_mutual(&drafts, &mut found);
    effects::check(&drafts, &mut found);
    pairs::check(&drafts, files, &known, &mut found);
    sources::check(&drafts, &known, &mut found);
    registry::check(&drafts, &mut found);
    rules::check_names(&drafts, files, &known, &mut found);
    software::check(&drafts, below, &mut found);
    rules::check_hints(&drafts, &known, &mut found);
    cues::check(&drafts, below, files, &mut found);
    // What has a list of the codes that there are is a whole catalog, also where it is checked over another.
    let is_layer = below.is_some() && drafts.registry.is_empty();
    rules::check_heard(&drafts, is_layer, &known, &mut found);
    let matcher = rules::check_proofs(&drafts, below, &mut found);
    let rules = matcher.and_then(|matcher| matcher.to_bytes());
    if let Err(error) = &rules {
        found(0, 1, error.to_string());
    }
    if let (true, Ok(rules)) = (problems.is_empty(), rules) {
        let files = Files::of(&drafts, files);
        software::mark(&mut drafts, below);
        Ok(finish(drafts, rules, files))
    } else {
        problems.sort();
        problems.dedup();
        Err(Problems(problems))
    }
}

/// Notes a file that is not called after what it holds.
fn check_file_name(file: &SourceFile, code: &str, found: impl FnOnce(String)) {
    if !file.stem().eq_ignore_ascii_case(code) {
        let code = code.to_ascii_lowercase();
        found(format!(
            "the file is called {}.toml, but what it says is about {code}: call it {code}.toml",
            file.stem()
        ));
    }
}

/// Fills in what follows from the other side of a relation: what is related to a code is related both ways, and a companion
/// knows its companion.
fn finish(drafts: Drafts, rules: Vec<u8>, files: Files) -> Checked {
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
    let lessons = lessons(&drafts);
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
    let dates = drafts.registry.iter().find_map(|(_, list)| list.dates);
    Checked {
        dates: dates.map(|at| at.value),
        entries,
        pairs: drafts.pairs.into_iter().map(|(_, d)| d.pair).collect(),
        sources: drafts.sources.into_iter().map(|(_, at)| at.value).collect(),
        synonyms: drafts.synonyms,
        providers: drafts
            .providers
            .into_iter()
            .map(|(_, draft)| draft.provider)
            .collect(),
        rules,
        hints: drafts
            .hints
            .into_iter()
            .fold(Hints::default(), |all, (_, drafts)| {
                all.before(drafts.hints)
            }),
        cues: cues::joined(&drafts.cues),
        lessons,
        files,
    }
}

/// A text of which it is known what it says.
#[derive(Debug, Clone, Copy)]
pub struct Taught {
    /// The cause that it tells; of prose none.
    pub cause: Option<Slug>,
    /// The text.
    pub text: &'static str,
    /// Whether a server or a program really said it.
    pub is_real: bool,
}

/// Replies whose cause is known: those that were heard or worded, and the samples of rules and hints; then prose. None if nothing was heard.
fn lessons(drafts: &Drafts) -> Vec<Taught> {
    if drafts.heard.is_empty() {
        return Vec::new();
    }
    let said = drafts.heard.iter();
    let said = said.map(|(_, said)| (Some(said.cause.value), &said.texts[..], said.is_real));
    let rules = drafts.rules.iter();
    let rules = rules.map(|(_, draft)| (Some(draft.rule.cause), &draft.samples[..], false));
    let hints = drafts.hints.iter().flat_map(|(_, drafts)| &drafts.proofs);
    let hints = hints.map(|(cause, samples)| (Some(cause.value), &samples[..], false));
    let prose = drafts
        .prose
        .iter()
        .map(|(_, text)| (None, std::slice::from_ref(text), false));
    let all = said.chain(rules).chain(hints).chain(prose);
    all.flat_map(|(cause, texts, is_real)| {
        texts.iter().map(move |text| Taught {
            cause,
            text: text.value,
            is_real,
        })
    })
    .collect()
}
