//! The head of one entry's file -> a draft entry, with the lines that the cross-checks need. `data/README.md` describes the fields.

use toml::Spanned;
use toml::de::DeTable;

use super::page_file::{self, PageDraft};
use super::reader::{At, Need, Reader, Table};
use crate::domain::{Code, Command, Commands, Entry, Kind, Page, Status};

/// The longest summary, in characters: it is one line of an 80-column terminal beside its code.
const SUMMARY_LENGTH: usize = 90;

/// An entry whose own fields are checked, but not what it says of others.
pub(super) struct Draft {
    pub(super) entry: Entry,
    pub(super) page: Page,
    pub(super) code_line: usize,
    /// Every code that it names, with the field and line.
    pub(super) names: Vec<(&'static str, At<Code>)>,
    /// Every source that it names.
    pub(super) sources: Vec<At<&'static str>>,
}

/// Reads the file of an entry of this kind. Problems stay with the reader; nothing is returned if there is no usable code. What else is
/// missing is left empty, so that the entries that name this one are not blamed for it.
pub(super) fn read(reader: &Reader<'_>, table: &Spanned<DeTable<'_>>, kind: Kind) -> Option<Draft> {
    let fields = reader.root(table, a_kind(kind));
    let code = fields.text("code").and_then(|at| code(&fields, at, kind));
    let title = fields.text("title");
    let summary = summary(&fields);
    let status = status(&fields, kind);
    let commands = match kind {
        Kind::Reply | Kind::Enhanced => commands(&fields),
        Kind::Class | Kind::Subject => Commands::default(),
    };
    let common = fields.number("common", 0..101);
    let keywords = keywords(&fields);
    let PageDraft {
        page,
        names,
        sources,
    } = page_file::read(&fields, kind);
    fields.finish();
    let code = code?;
    Some(Draft {
        entry: Entry {
            code: code.value,
            title: title.map_or("", |at| at.value),
            status,
            summary,
            commands,
            common: common.unwrap_or_default(),
            keywords,
            classes: page.in_class.iter().map(|(class, _)| *class).collect(),
            sources: Vec::new(),
        },
        page,
        code_line: code.line,
        names,
        sources,
    })
}

/// What a kind is called in messages.
const fn a_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Reply => "a reply code",
        Kind::Class => "a class",
        Kind::Subject => "a subject",
        Kind::Enhanced => "an enhanced status code",
    }
}

fn code(fields: &Table<'_>, at: At<&str>, kind: Kind) -> Option<At<Code>> {
    match at.value.parse::<Code>() {
        Ok(value) if value.kind() != kind => {
            fields.problem(
                at.line,
                format!(
                    "{value} is {}, but each file of this folder holds {}: move the file",
                    a_kind(value.kind()),
                    a_kind(kind)
                ),
            );
            None
        }
        Ok(value) if value != value.entry_code() => {
            fields.problem(
                at.line,
                format!(
                    "{value} names a class: write {} and say what each class means in [in_class]",
                    value.entry_code()
                ),
            );
            None
        }
        Ok(value) => Some(At {
            value,
            line: at.line,
        }),
        Err(error) => {
            fields.problem(at.line, error.to_string());
            None
        }
    }
}

fn summary(fields: &Table<'_>) -> &'static str {
    let Some(at) = fields.text("summary") else {
        return "";
    };
    let length = at.value.chars().count();
    if length > SUMMARY_LENGTH {
        fields.problem(
            at.line,
            format!("the summary has {length} characters: shorten it to {SUMMARY_LENGTH}"),
        );
    }
    if !at.value.ends_with('.') {
        fields.problem(
            at.line,
            "the summary has no full stop at its end: write a whole sentence",
        );
    }
    at.value
}

fn status(fields: &Table<'_>, kind: Kind) -> Status {
    let at = match kind {
        Kind::Reply => fields.text("status"),
        _ => fields.optional_text("status"),
    };
    at.and_then(|at| word(fields, at, Status::from_word, Status::ALL, Status::word))
        .unwrap_or(Status::Standard)
}

/// The value of a word, or a problem that lists the words.
pub(super) fn word<T: Copy>(
    fields: &Table<'_>,
    at: At<&str>,
    from_word: impl Fn(&str) -> Option<T>,
    all: &[T],
    to_word: impl Fn(T) -> &'static str,
) -> Option<T> {
    let value = from_word(at.value);
    if value.is_none() {
        let words: Vec<&str> = all.iter().map(|&value| to_word(value)).collect();
        fields.problem(
            at.line,
            format!("{:?} is none of: {}", at.value, words.join(", ")),
        );
    }
    value
}

fn commands(fields: &Table<'_>) -> Commands {
    let mut commands = Commands::default();
    for at in fields.texts("commands", Need::There) {
        let command = word(
            fields,
            at,
            |text| text.parse().ok(),
            Command::ALL,
            Command::word,
        );
        if let Some(command) = command {
            commands.insert(command);
        }
    }
    commands
}

fn keywords(fields: &Table<'_>) -> Vec<&'static str> {
    let keywords = fields.texts("keywords", Need::Filled);
    if !keywords.is_empty() && !(3..=12).contains(&keywords.len()) {
        fields.problem(
            keywords[0].line,
            format!("there are {} keywords: write 3 to 12", keywords.len()),
        );
    }
    for (index, at) in keywords.iter().enumerate() {
        if at.value.to_lowercase() != at.value {
            fields.problem(
                at.line,
                format!(
                    "the keyword {:?} has capitals: write it in lower case",
                    at.value
                ),
            );
        }
        if keywords[..index]
            .iter()
            .any(|other| other.value == at.value)
        {
            fields.problem(
                at.line,
                format!("the keyword {:?} stands twice: remove the second", at.value),
            );
        }
    }
    keywords.into_iter().map(|at| at.value).collect()
}
