//! Data files -> drafts, each file by itself: the folder says what a file holds.

use std::collections::HashSet;

use super::cause_file;
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
use crate::{Code, Kind, Problem, Source, SourceFile};

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
    let kind = match file.folder() {
        "replies" => Some(Kind::Reply),
        "enhanced" => Some(Kind::Enhanced),
        "subjects" => Some(Kind::Subject),
        "classes" => Some(Kind::Class),
        _ => None,
    };
    let table = reader.parse();
    drafts.unread_files |= table.is_none();
    if let Some(kind) = kind {
        let draft = table.and_then(|table| entry_file::read(reader, &table, kind));
        if draft.is_none() {
            drafts.unread.extend(file.stem().parse::<Code>());
        }
        drafts.entries.extend(draft.map(|draft| (index, draft)));
    } else if file.folder() == "pairs" {
        let draft = table.and_then(|table| pair_file::read(reader, &table));
        drafts.pairs.extend(draft.map(|draft| (index, draft)));
    } else if file.folder() == "causes" {
        let draft = table.and_then(|table| cause_file::read(reader, &table));
        if draft.is_none() {
            drafts.unread.extend(Code::name(leak_str(file.stem())));
        }
        drafts.entries.extend(draft.map(|draft| (index, draft)));
    } else if file.folder() == "providers" {
        let draft = table.and_then(|table| provider_file::read(reader, &table));
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
    } else if file.folder() == "cues" {
        let cues = table.map(|table| cue_file::read(reader, &table));
        drafts.cues.extend(cues.map(|cues| (index, cues)));
    } else if file.folder() == "phrases" {
        let rules = table.map_or_else(Vec::new, |table| rule_file::read(reader, &table));
        drafts
            .rules
            .extend(rules.into_iter().map(|rule| (index, rule)));
    } else if file.stem() == "sources" {
        drafts.sources_unread = table.is_none();
        if let Some(table) = table {
            let sources = lists::sources(&reader.root(&table, "sources.toml"));
            let sources = sources.into_iter().map(|source| (index, source));
            drafts.sources.extend(sources);
        }
    } else if file.stem() == "synonyms" {
        if let Some(table) = table {
            let groups = keywords::synonyms(&reader.root(&table, "synonyms.toml"));
            drafts.synonyms.extend(groups);
        }
    } else if file.stem() == "hints" {
        if let Some(table) = table {
            let hints = hint_file::hints(&reader.root(&table, "hints.toml"));
            drafts.hints.push((index, hints));
        }
    } else if let Some(source) = heard_file::Source::of(file.stem()) {
        if let Some(table) = table {
            let heard = source.read(&reader.root(&table, source.file()));
            drafts
                .heard
                .extend(heard.into_iter().map(|one| (index, one)));
        }
    } else if file.stem() == "prose" {
        if let Some(table) = table {
            let prose = heard_file::prose(&reader.root(&table, "prose.toml"));
            drafts
                .prose
                .extend(prose.into_iter().map(|text| (index, text)));
        }
    } else if file.stem() == "registry" {
        if let Some(table) = table {
            let registry = lists::registry(&reader.root(&table, "registry.toml"));
            drafts.registry.push((index, registry));
        }
    } else {
        reader.problem(
            1,
            "this file is in no folder that holds data: see data/README.md",
        );
    }
}
