//! Data files -> drafts, each file by itself: the folder says what a file holds.

use std::collections::HashSet;

use super::cause_file;
use super::entry_file::{self, Draft};
use super::page_file::named_code;
use super::pair_file::{self, PairDraft};
use super::prose::leak_str;
use super::provider_file::{self, ProviderDraft};
use super::reader::{At, Reader};
use super::rule_file::{self, RuleDraft};
use super::table::{Need, Table};
use crate::{Code, Kind, Source};
use crate::{Problem, SourceFile};

/// What is read of the files, with the index of the file that each thing came from.
#[derive(Default)]
pub(crate) struct Drafts {
    pub(crate) entries: Vec<(usize, Draft)>,
    pub(crate) pairs: Vec<(usize, PairDraft)>,
    pub(crate) sources: Vec<Source>,
    pub(crate) synonyms: Vec<Vec<&'static str>>,
    pub(crate) registry: Vec<(usize, Registered)>,
    pub(crate) providers: Vec<(usize, ProviderDraft)>,
    pub(crate) rules: Vec<(usize, RuleDraft)>,
    /// The codes that stand in the names of files that could not be read.
    pub(crate) unread: HashSet<Code>,
    /// Whether the sources could not be read.
    pub(crate) sources_unread: bool,
}

/// A row of the IANA registry of enhanced status codes.
pub(crate) struct Registered {
    pub(crate) code: At<Code>,
    pub(crate) title: &'static str,
    /// The reply codes that it goes with.
    pub(crate) reply_codes: Vec<Code>,
    /// The sources that define it.
    pub(crate) defined_in: Vec<&'static str>,
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
        if let Some(mut draft) = table.and_then(|table| provider_file::read(reader, &table)) {
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
    } else if file.folder() == "phrases" {
        let rules = table.map_or_else(Vec::new, |table| rule_file::read(reader, &table));
        drafts
            .rules
            .extend(rules.into_iter().map(|rule| (index, rule)));
    } else if file.stem() == "sources" {
        drafts.sources_unread = table.is_none();
        if let Some(table) = table {
            sources(&reader.root(&table, "the sources"), &mut drafts.sources);
        }
    } else if file.stem() == "synonyms" {
        if let Some(table) = table {
            synonyms(&reader.root(&table, "the synonyms"), &mut drafts.synonyms);
        }
    } else if file.stem() == "registry" {
        if let Some(table) = table {
            let rows = registry(&reader.root(&table, "the registry"));
            drafts
                .registry
                .extend(rows.into_iter().map(|row| (index, row)));
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
            key: leak_str(key.value),
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

fn registry(root: &Table<'_>) -> Vec<Registered> {
    let mut rows = Vec::new();
    for row in root.tables("code", "a [[code]]", Need::Filled) {
        let code = row.text("code").and_then(|at| named_code(&row, at));
        let title = row.text("title");
        let replies = row.texts("reply_codes", Need::There);
        let defined_in = row.texts("defined_in", Need::There);
        row.finish();
        // "any" and "5xx" name no code.
        let replies = replies
            .into_iter()
            .filter(|at| !matches!(at.value, "any" | "5xx"));
        if let Some(code) = code {
            rows.push(Registered {
                code,
                title: title.map_or("", |at| at.value),
                reply_codes: replies
                    .filter_map(|at| Some(named_code(&row, at)?.value))
                    .collect(),
                defined_in: defined_in.into_iter().map(|at| at.value).collect(),
            });
        }
    }
    root.finish();
    rows
}
