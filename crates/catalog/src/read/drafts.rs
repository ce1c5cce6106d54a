//! Data files -> drafts, each file by itself, as what its place says that it holds.

use std::collections::HashSet;

use super::cause_file;
use super::contents::Contents;
use super::cue_file::{self, CueDrafts};
use super::entry_file::{self, Draft};
use super::heard_file::{self, Heard};
use super::hint_file::{self, HintDrafts};
use super::keywords;
use super::lists::{self, Registry};
use super::pair_file::{self, PairDraft};
use super::prose::leak_str;
use super::provider_file::{self, ProviderDraft};
use super::reader::{At, Reader};
use super::rule_file::{self, RuleDraft};
use super::table::Table;
use crate::{Code, Problem, Source, SourceFile};

/// What is read of the files, with the index of the file that each thing came from.
#[derive(Default)]
pub(crate) struct Drafts {
    pub(crate) entries: Vec<(usize, Draft)>,
    pub(crate) pairs: Vec<(usize, PairDraft)>,
    pub(crate) sources: Vec<(usize, At<Source>)>,
    pub(crate) synonyms: Vec<Vec<&'static str>>,
    pub(crate) registry: Vec<(usize, Registry)>,
    pub(crate) providers: Vec<(usize, ProviderDraft)>,
    pub(crate) rules: Vec<(usize, RuleDraft)>,
    pub(crate) hints: Vec<(usize, HintDrafts)>,
    pub(crate) cues: Vec<(usize, CueDrafts)>,
    pub(crate) heard: Vec<(usize, Heard)>,
    /// Sentences that only speak of mail.
    pub(crate) prose: Vec<(usize, At<&'static str>)>,
    /// The codes that stand in the names of files that could not be read.
    pub(crate) unread: HashSet<Code>,
    /// The providers whose replies could not all be read.
    pub(crate) unread_providers: HashSet<String>,
    /// Whether any file could not be read.
    pub(crate) unread_files: bool,
    /// Whether the sources could not be read.
    pub(crate) sources_unread: bool,
}

impl Drafts {
    /// The codes that have a page, or will have one once its file is mended.
    pub(crate) fn codes(&self) -> HashSet<Code> {
        let read = self.entries.iter().map(|(_, draft)| draft.entry.code);
        read.chain(self.unread.iter().copied()).collect()
    }
}

/// Reads every file; what is wrong inside of each is added to the problems.
pub(crate) fn read_all(files: &[SourceFile], problems: &mut Vec<Problem>) -> Drafts {
    let mut drafts = Drafts::default();
    for (index, file) in files.iter().enumerate() {
        // A checkout on Windows may have other line breaks; they are no part of a text.
        let text = file.text.replace("\r\n", "\n");
        let reader = Reader::new(&file.path, &text);
        read(index, file, &reader, &mut drafts);
        problems.extend(reader.into_problems());
    }
    drafts
}

fn read(index: usize, file: &SourceFile, reader: &Reader<'_>, drafts: &mut Drafts) {
    let table = reader.parse();
    drafts.unread_files |= table.is_none();
    match file.contents() {
        Some(Contents::Code(kind)) => {
            let draft = table.and_then(|table| entry_file::read(reader, &table, kind));
            if draft.is_none() {
                drafts.unread.extend(file.stem().parse::<Code>());
            }
            drafts.entries.extend(draft.map(|draft| (index, draft)));
        }
        Some(Contents::Cause) => {
            let draft = table.and_then(|table| cause_file::read(reader, &table));
            if draft.is_none() {
                drafts.unread.extend(Code::name(leak_str(file.stem())));
            }
            drafts.entries.extend(draft.map(|draft| (index, draft)));
        }
        Some(Contents::Pair) => {
            let draft = table.and_then(|table| pair_file::read(reader, &table));
            drafts.pairs.extend(draft.map(|draft| (index, draft)));
        }
        Some(Contents::Provider) => {
            let draft = table.and_then(|table| provider_file::read(reader, &table));
            provider(index, file, draft, drafts);
        }
        Some(Contents::Cues) => {
            let cues = table.map(|table| cue_file::read(reader, &table));
            drafts.cues.extend(cues.map(|cues| (index, cues)));
        }
        Some(Contents::Phrases) => {
            let rules = table.map_or_else(Vec::new, |table| rule_file::read(reader, &table));
            drafts
                .rules
                .extend(rules.into_iter().map(|rule| (index, rule)));
        }
        Some(contents) => {
            drafts.sources_unread |= contents == Contents::Sources && table.is_none();
            if let (Some(table), Some(name)) = (table, contents.file()) {
                list(index, contents, &reader.root(&table, name), drafts);
            }
        }
        None => reader.problem(
            1,
            "this file is in no folder that holds data: see data/README.md",
        ),
    }
}

/// Takes what was read of a provider apart.
fn provider(index: usize, file: &SourceFile, draft: Option<ProviderDraft>, drafts: &mut Drafts) {
    if !draft.as_ref().is_some_and(|draft| draft.whole) {
        drafts.unread_providers.insert(file.stem().to_owned());
    }
    if let Some(mut draft) = draft {
        let replies = std::mem::take(&mut draft.replies);
        drafts
            .entries
            .extend(replies.into_iter().map(|reply| (index, reply)));
        let rules = std::mem::take(&mut draft.rules);
        drafts
            .rules
            .extend(rules.into_iter().map(|rule| (index, rule)));
        drafts.providers.push((index, draft));
    }
}

/// Reads a file that lies in no folder.
fn list(index: usize, contents: Contents, root: &Table<'_>, drafts: &mut Drafts) {
    match contents {
        Contents::Sources => {
            let sources = lists::sources(root).into_iter();
            drafts.sources.extend(sources.map(|source| (index, source)));
        }
        Contents::Synonyms => drafts.synonyms.extend(keywords::synonyms(root)),
        Contents::Hints => drafts.hints.push((index, hint_file::hints(root))),
        Contents::Heard | Contents::Worded => {
            let heard = heard_file::replies(root, contents == Contents::Heard);
            drafts
                .heard
                .extend(heard.into_iter().map(|one| (index, one)));
        }
        Contents::Prose => {
            let prose = heard_file::prose(root).into_iter();
            drafts.prose.extend(prose.map(|text| (index, text)));
        }
        Contents::Registry => drafts.registry.push((index, lists::registry(root))),
        _ => {}
    }
}
