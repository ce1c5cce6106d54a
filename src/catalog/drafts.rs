//! Data files -> drafts, each file by itself: the folder says what a file holds.

use std::collections::HashSet;

use super::entry_file::{self, Draft};
use super::pair_file::{self, PairDraft};
use super::prose::keep;
use super::reader::Reader;
use super::table::{Need, Table};
use super::{Problem, SourceFile};
use crate::domain::{Code, Kind, Source};

/// What is read of the files, with the index of the file that each thing came from.
#[derive(Default)]
pub(super) struct Drafts {
    pub(super) entries: Vec<(usize, Draft)>,
    pub(super) pairs: Vec<(usize, PairDraft)>,
    pub(super) sources: Vec<Source>,
    pub(super) synonyms: Vec<Vec<&'static str>>,
    /// The codes that stand in the names of files that could not be read.
    pub(super) unread: HashSet<Code>,
    /// Whether the sources could not be read.
    pub(super) sources_unread: bool,
}

impl Drafts {
    /// The codes that have a page, or will have one once its file is mended.
    pub(super) fn codes(&self) -> HashSet<Code> {
        let read = self.entries.iter().map(|(_, draft)| draft.entry.code);
        read.chain(self.unread.iter().copied()).collect()
    }
}

/// Reads every file; what is wrong inside of each is added to the problems.
pub(super) fn read_all(files: &[SourceFile], problems: &mut Vec<Problem>) -> Drafts {
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
    if let Some(kind) = kind {
        let draft = table.and_then(|table| entry_file::read(reader, &table, kind));
        if draft.is_none() {
            drafts.unread.extend(file.stem().parse::<Code>());
        }
        drafts.entries.extend(draft.map(|draft| (index, draft)));
    } else if file.folder() == "pairs" {
        let draft = table.and_then(|table| pair_file::read(reader, &table));
        drafts.pairs.extend(draft.map(|draft| (index, draft)));
    } else if file.stem() == "sources" {
        drafts.sources_unread = table.is_none();
        if let Some(table) = table {
            sources(&reader.root(&table, "the sources"), &mut drafts.sources);
        }
    } else if file.stem() == "synonyms" {
        if let Some(table) = table {
            synonyms(&reader.root(&table, "the synonyms"), &mut drafts.synonyms);
        }
    } else {
        reader.problem(
            1,
            "this file is in no folder that holds data: see data/README.md",
        );
    }
}

fn sources(root: &Table<'_>, sources: &mut Vec<Source>) {
    for (key, fields) in root.each("a source") {
        let title = fields.text("title");
        let url = fields.text("url");
        fields.finish();
        if let Some(url) = &url
            && !url.value.starts_with("https://")
        {
            fields.problem(url.line, "the address does not begin with https://");
        }
        sources.push(Source {
            key: keep(key.value),
            title: title.map_or("", |at| at.value),
            url: url.map_or("", |at| at.value),
        });
    }
}

fn synonyms(root: &Table<'_>, synonyms: &mut Vec<Vec<&'static str>>) {
    for group in root.tables("group", "a [[group]]", Need::Filled) {
        let words = group.texts("words", Need::Filled);
        group.finish();
        if words.len() == 1 {
            group.problem(words[0].line, "a group has at least two words");
        }
        synonyms.push(words.iter().map(|at| at.value).collect());
    }
    root.finish();
}
