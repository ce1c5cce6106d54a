//! One entry's file -> a draft entry, with the lines that the cross-checks need. `data/README.md` describes the fields.

use toml::Spanned;
use toml::de::DeTable;

use super::reader::{At, Reader, Table};
use crate::domain::{
    Actor, Code, Command, Commands, Confusion, Connection, Effect, EnhancedClass, Entry, Example,
    Fate, Fix, Kind, Page, Reference, Retry, Status,
};

/// The longest summary, in characters: it is one line of an 80-column terminal beside its code.
const SUMMARY_LENGTH: usize = 90;
/// The longest line of an example, in characters.
const EXAMPLE_WIDTH: usize = 76;

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

/// Reads the file of an entry of this kind. Problems stay with the reader; nothing is returned if there is no usable code.
pub(super) fn read(reader: &Reader<'_>, table: &Spanned<DeTable<'_>>, kind: Kind) -> Option<Draft> {
    let fields = reader.root(table, "an entry");
    let mut names = Vec::new();
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
    let in_class = match kind {
        Kind::Enhanced => in_class(&fields),
        _ => Vec::new(),
    };
    let companions = match kind {
        Kind::Reply => codes(&fields, "enhanced", &mut names),
        Kind::Enhanced => codes(&fields, "reply_codes", &mut names),
        _ => Vec::new(),
    };
    let (references, sources) = references(&fields);
    let page = Page {
        description: fields.paragraphs("description"),
        when: sentences(&fields, "when", 2..=5),
        practice: fields.optional_paragraphs("practice"),
        fix: fix(&fields),
        effect: effect(&fields, kind)?,
        examples: examples(&fields, matches!(kind, Kind::Reply | Kind::Enhanced)),
        references,
        companions,
        further_companions: Vec::new(),
        related: codes(&fields, "related", &mut names),
        confused_with: confused_with(&fields, &mut names),
        in_class,
    };
    fields.finish();
    let code = code?;
    Some(Draft {
        entry: Entry {
            code: code.value,
            title: title?.value,
            status,
            summary: summary?,
            commands,
            common: common?,
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

fn code(fields: &Table<'_>, at: At<&str>, kind: Kind) -> Option<At<Code>> {
    match at.value.parse::<Code>() {
        Ok(value) if value.kind() != kind => {
            fields.problem(
                at.line,
                format!(
                    "{} is a {}, but this folder holds a {} in each file: move the file",
                    value,
                    value.kind().word(),
                    kind.word()
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

fn summary(fields: &Table<'_>) -> Option<&'static str> {
    let at = fields.text("summary")?;
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
    Some(at.value)
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
fn word<T: Copy>(
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
    for at in fields.texts("commands", true) {
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
    let keywords = fields.texts("keywords", true);
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

fn sentences(
    fields: &Table<'_>,
    field: &'static str,
    count: std::ops::RangeInclusive<usize>,
) -> Vec<&'static str> {
    let texts = fields.texts(field, true);
    if !texts.is_empty() && !count.contains(&texts.len()) {
        let line = texts[0].line;
        fields.problem(
            line,
            format!(
                "`{field}` has {} texts: write {} to {}",
                texts.len(),
                count.start(),
                count.end()
            ),
        );
    }
    for at in &texts {
        if !at.value.ends_with(['.', '?', '!']) {
            fields.problem(
                at.line,
                format!(
                    "a text of `{field}` does not end a sentence: end {:?} with a full stop",
                    tail(at.value)
                ),
            );
        }
    }
    texts.into_iter().map(|at| at.value).collect()
}

fn tail(text: &str) -> &str {
    let start = text.char_indices().rev().nth(29).map_or(0, |(i, _)| i);
    &text[start..]
}

fn in_class(fields: &Table<'_>) -> Vec<(EnhancedClass, &'static str)> {
    let Some(table) = fields.table("in_class", "[in_class]", true) else {
        return Vec::new();
    };
    let texts: Vec<_> = EnhancedClass::ALL
        .into_iter()
        .zip(["2", "4", "5"])
        .filter_map(|(class, key)| Some((class, table.optional_text(key)?.value)))
        .collect();
    if texts.is_empty() {
        table.problem(
            table.line(),
            "[in_class] is empty: say what class 2, 4 or 5 means for this code",
        );
    }
    table.finish();
    texts
}

fn fix(fields: &Table<'_>) -> Vec<Fix> {
    let mut groups: Vec<Fix> = Vec::new();
    for table in fields.tables("fix", "a [[fix]]", true) {
        let who = table
            .text("who")
            .and_then(|at| word(&table, at, Actor::from_word, Actor::ALL, Actor::word));
        let steps = sentences(&table, "steps", 1..=5);
        table.finish();
        if let Some(who) = who {
            if groups.iter().any(|group| group.who == who) {
                table.problem(
                    table.line(),
                    format!("{} acts twice: join the two lists of steps", who.word()),
                );
            }
            groups.push(Fix { who, steps });
        }
    }
    groups
}

fn effect(fields: &Table<'_>, kind: Kind) -> Option<Effect> {
    let table = fields.table("effect", "[effect]", true)?;
    let needed = !matches!(kind, Kind::Enhanced | Kind::Subject);
    let text = |field| {
        if needed {
            table.text(field)
        } else {
            table.optional_text(field)
        }
    };
    let message =
        text("message").and_then(|at| word(&table, at, Fate::from_word, Fate::ALL, Fate::word));
    let retry =
        text("retry").and_then(|at| word(&table, at, Retry::from_word, Retry::ALL, Retry::word));
    let connection = table.text("connection").and_then(|at| {
        word(
            &table,
            at,
            Connection::from_word,
            Connection::ALL,
            Connection::word,
        )
    });
    let note = table.text("note");
    table.finish();
    Some(Effect {
        message,
        connection: connection?,
        retry,
        note: note?.value,
    })
}

fn examples(fields: &Table<'_>, needed: bool) -> Vec<Example> {
    let mut examples = Vec::new();
    for table in fields.tables("examples", "an [[examples]]", needed) {
        let title = table.text("title");
        let lines = table.raw("lines");
        table.finish();
        let (Some(title), Some(lines)) = (title, lines) else {
            continue;
        };
        let texts: Vec<&'static str> = lines
            .value
            .trim_matches('\n')
            .lines()
            .map(|line| super::reader::keep(line.trim_end()))
            .collect();
        let spoken = |line: &str| line.starts_with("C: ") || line.starts_with("S: ");
        let dialogue = texts.iter().any(|line| spoken(line));
        for (index, line) in texts.iter().enumerate() {
            let at = lines.line + 1 + index;
            if line.chars().count() > EXAMPLE_WIDTH {
                table.problem(
                    at,
                    format!("the example line is over {EXAMPLE_WIDTH} characters: break it"),
                );
            }
            if dialogue && !spoken(line) {
                table.problem(
                    at,
                    "the line of a dialogue begins with neither `C: ` nor `S: `",
                );
            }
        }
        examples.push(Example {
            title: title.value,
            lines: texts,
        });
    }
    examples
}

fn references(fields: &Table<'_>) -> (Vec<Reference>, Vec<At<&'static str>>) {
    let mut references = Vec::new();
    let mut sources = Vec::new();
    for table in fields.tables("references", "a reference", true) {
        let source = table.text("source");
        let section = table.optional_text("section").map(|at| at.value);
        let note = table.optional_text("note").map(|at| at.value);
        table.finish();
        if let Some(source) = source {
            sources.push(source);
            references.push(Reference {
                source: source.value,
                section,
                note,
            });
        }
    }
    (references, sources)
}

fn codes(
    fields: &Table<'_>,
    field: &'static str,
    names: &mut Vec<(&'static str, At<Code>)>,
) -> Vec<Code> {
    let mut codes = Vec::new();
    for at in fields.texts(field, false) {
        if let Some(code) = named_code(fields, at) {
            if codes.contains(&code) {
                fields.problem(at.line, format!("{code} stands twice in `{field}`"));
            }
            names.push((
                field,
                At {
                    value: code,
                    line: at.line,
                },
            ));
            codes.push(code);
        }
    }
    codes
}

fn named_code(fields: &Table<'_>, at: At<&str>) -> Option<Code> {
    at.value
        .parse::<Code>()
        .map_err(|error| fields.problem(at.line, error.to_string()))
        .ok()
}

fn confused_with(fields: &Table<'_>, names: &mut Vec<(&'static str, At<Code>)>) -> Vec<Confusion> {
    let mut confusions = Vec::new();
    for table in fields.tables("confused_with", "a confusion", false) {
        let code = table.text("code");
        let why = table.text("why");
        table.finish();
        if let (Some(at), Some(why)) = (code, why)
            && let Some(code) = named_code(&table, at)
        {
            names.push((
                "confused_with",
                At {
                    value: code,
                    line: at.line,
                },
            ));
            confusions.push(Confusion {
                code,
                why: why.value,
            });
        }
    }
    confusions
}
