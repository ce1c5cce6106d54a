//! The head of one entry's file -> a draft entry, with the lines that the cross-checks need. `data/README.md` describes the fields.

use std::ops::RangeInclusive;
use std::str::FromStr;

use strum::VariantArray;
use toml::Spanned;
use toml::de::DeTable;

use super::dialogue;
use super::keywords::keywords;
use super::page_file::{self, PageDraft};
use super::reader::{At, Reader};
use super::table::{Need, Table};
use crate::{Code, Command, Commands, EnhancedClass, Entry, Kind, Page, Status};

/// The longest title of a code, in characters: the registry has such.
const TITLE_LENGTH: usize = 110;
/// The longest short title, in characters: what an 80-column terminal has beside a code in a list.
const SHORT_LENGTH: usize = 20;
/// The longest summary, in characters: it is one line of an 80-column terminal beside its code.
const SUMMARY_LENGTH: usize = 90;

/// An entry whose own fields are checked, but not what it says of others.
pub(crate) struct Draft {
    pub(crate) entry: Entry,
    pub(crate) page: Page,
    pub(crate) code_line: usize,
    /// Every code that it names, with the field and line.
    pub(crate) names: Vec<(&'static str, At<Code>)>,
    /// Every source that it names.
    pub(crate) sources: Vec<At<&'static str>>,
    /// The line of its effect; that of the code where pages have none.
    pub(crate) effect_line: usize,
}

/// Reads the file of an entry of this kind; `None` if there is no usable code. Problems stay with the reader. What else is missing is left
/// empty, so that the entries that name this one are not blamed for it.
pub(crate) fn read(reader: &Reader<'_>, table: &Spanned<DeTable<'_>>, kind: Kind) -> Option<Draft> {
    let fields = reader.root(table, a_kind(kind));
    let code = fields.text("code").and_then(|at| code(&fields, at));
    if let Some(code) = code
        && code.value.kind() != kind
    {
        // Its fields are those of another kind: only the place of the file is wrong.
        wrong_kind(&fields, code, kind);
        return None;
    }
    let title = fields.limited("title", TITLE_LENGTH);
    let short = short(&fields, title);
    let summary = summary(&fields);
    let status = status(&fields, kind);
    let commands = match kind {
        Kind::Reply | Kind::Enhanced => commands(&fields, "commands", Need::There),
        _ => Commands::default(),
    };
    let common = fields.number("common", 0..101);
    let keywords = keywords(&fields);
    let PageDraft {
        mut page,
        names,
        sources,
        effect_line,
    } = page_file::read(&fields, kind);
    if kind == Kind::Enhanced {
        page.commands_in = commands_in(&fields, commands, &page.in_class);
    }
    fields.finish();
    let code = code?;
    let lines = || page.examples.iter().flat_map(|example| &example.lines);
    // A code that no server sends shows what is sent in its place.
    let sent = !commands.is_empty() && !page.examples.is_empty();
    if sent && !lines().any(|line| dialogue::shows(line, code.value)) {
        let message = format!("no example shows {}: show how it looks", code.value);
        fields.problem(code.line, message);
    }
    Some(Draft {
        entry: Entry {
            code: code.value,
            title: title.map_or("", |at| at.value),
            short,
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
        effect_line,
    })
}

/// Notes a list that is too short or too long, on the line of its first text.
pub(crate) fn check_length(
    fields: &Table<'_>,
    field: &str,
    texts: &[At<&str>],
    range: &RangeInclusive<usize>,
) {
    let length = fields.length(field);
    if let Some(first) = texts.first()
        && !range.contains(&length)
    {
        fields.problem(
            first.line,
            format!(
                "`{field}` holds {length}, but should hold {} to {}",
                range.start(),
                range.end()
            ),
        );
    }
}

/// What a kind is called in messages.
const fn a_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Reply => "a reply code",
        Kind::Class => "a class",
        Kind::Subject => "a subject",
        Kind::Enhanced => "an enhanced status code",
        Kind::Cause => "a cause",
        Kind::ProviderReply => "a provider's reply",
    }
}

fn wrong_kind(fields: &Table<'_>, code: At<Code>, kind: Kind) {
    fields.problem(
        code.line,
        format!(
            "{} is {}, but each file of this folder holds {}: move the file",
            code.value,
            a_kind(code.value.kind()),
            a_kind(kind)
        ),
    );
}

/// The name in a field of a file: of a cause or a provider that of the file too, of phrases their language.
pub(crate) fn named_entry(fields: &Table<'_>, field: &'static str) -> Option<At<Code>> {
    let at = fields.text(field)?;
    match Code::name(at.value) {
        Some(value) if value.kind() == Kind::Cause => Some(At {
            value,
            line: at.line,
        }),
        _ => {
            fields.problem(
                at.line,
                format!(
                    "`{field}` is {:?}: write it in lower case, with hyphens between words",
                    at.value
                ),
            );
            None
        }
    }
}

fn code(fields: &Table<'_>, at: At<&str>) -> Option<At<Code>> {
    let message = match at.value.parse::<Code>() {
        Ok(value) if value == value.entry_code() => {
            return Some(At {
                value,
                line: at.line,
            });
        }
        Ok(value) => format!(
            "{value} names a class: write {} and say what each class means in [in_class]",
            value.entry_code()
        ),
        Err(error) => error.to_string(),
    };
    fields.problem(at.line, message);
    None
}

/// The short title, which is of use only where the title is too long for a narrow list.
pub(crate) fn short(fields: &Table<'_>, title: Option<At<&'static str>>) -> Option<&'static str> {
    let short = fields.optional_phrase("short")?;
    let length = short.value.chars().count();
    let fits = title.is_some_and(|title| title.value.chars().count() <= SHORT_LENGTH);
    if fits {
        fields.problem(
            short.line,
            format!("`short` is not needed: the title has no more than {SHORT_LENGTH} characters"),
        );
    } else if length > SHORT_LENGTH {
        fields.problem(
            short.line,
            format!("`short` has {length} characters: shorten it to {SHORT_LENGTH}"),
        );
    }
    Some(short.value)
}

pub(crate) fn summary(fields: &Table<'_>) -> &'static str {
    let Some(at) = fields.limited("summary", SUMMARY_LENGTH) else {
        return "";
    };
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
    at.and_then(|at| word(fields, "status", at))
        .unwrap_or(Status::Standard)
}

/// The value of a word, or a problem that lists the words.
pub(crate) fn word<T>(fields: &Table<'_>, field: &str, at: At<&str>) -> Option<T>
where
    T: Copy + FromStr + VariantArray + Into<&'static str>,
{
    let value = at.value.parse().ok();
    if value.is_none() {
        let words: Vec<&str> = T::VARIANTS.iter().map(|&value| value.into()).collect();
        fields.problem(
            at.line,
            format!(
                "`{field}` is {:?}, which is none of: {}",
                at.value,
                words.join(", ")
            ),
        );
    }
    value
}

fn commands(fields: &Table<'_>, field: &'static str, need: Need) -> Commands {
    let mut commands = Commands::default();
    for at in fields.texts(field, need) {
        let command: Option<Command> = word(fields, field, at);
        if let Some(command) = command {
            // HELO is another word for EHLO.
            if commands.iter().any(|known| known == command) {
                fields.problem(
                    at.line,
                    format!("`{field}` has {command} twice: remove the second"),
                );
            }
            commands.insert(command);
        }
    }
    commands
}

/// What a class of an enhanced status code answers, where that is less than its page says of all of them.
fn commands_in(
    fields: &Table<'_>,
    of_page: Commands,
    in_class: &[(EnhancedClass, &str)],
) -> Vec<(EnhancedClass, Commands)> {
    const NAME: &str = "[commands_in]";
    let Some(table) = fields.table("commands_in", NAME, false) else {
        return Vec::new();
    };
    let mut narrower = Vec::new();
    for class in EnhancedClass::ALL {
        let key = class.key();
        let here = commands(&table, key, Need::Optional);
        if here.is_empty() {
            continue;
        }
        if !in_class.iter().any(|(known, _)| *known == class) {
            let message = format!("{NAME} has class {key}, but [in_class] has not: remove it");
            table.problem(table.line(), message);
        }
        if here == of_page || !here.iter().all(|command| of_page.answer(command)) {
            let message = format!(
                "{NAME} of class {key} is no part of `commands`: name some of them, or leave the class out"
            );
            table.problem(table.line(), message);
        }
        narrower.push((class, here));
    }
    table.finish();
    narrower
}
