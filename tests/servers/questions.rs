//! Reads the questions of a server: `postfix.toml`, `exim.toml` and so on.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use smtpref_catalog::Code;

/// A dialogue to hold with a server, and under which settings.
#[derive(Debug, Clone)]
pub(super) struct Question {
    /// The page whose statement it is.
    pub(super) page: String,
    /// Its example, or a few words.
    pub(super) title: String,
    /// Lines that begin with `C: ` or `S: `.
    pub(super) lines: Vec<String>,
    /// What the bounce says that comes of it, if one is to come.
    pub(super) bounce: Option<String>,
    /// Whether it is held again until it is right.
    pub(super) eventually: bool,
    /// The settings, by name; of Exim the parts of its configuration.
    pub(super) settings: BTreeMap<String, String>,
}

impl Question {
    /// The page as a code or a cause.
    pub(super) fn code(&self) -> Code {
        code(&self.page)
    }
}

/// The code or the cause of this name.
fn code(page: &str) -> Code {
    Code::named(page.to_owned().leak()).unwrap_or_else(|| panic!("{page} is not a page"))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    page: String,
    /// The title of an example of the page…
    example: Option<String>,
    /// …or a dialogue of its own, with what it shows.
    shows: Option<String>,
    dialogue: Option<String>,
    /// Lines of a dialogue that come first.
    #[serde(default)]
    before: String,
    /// What the bounce says; of an example that is no dialogue, its lines.
    bounce: Option<String>,
    /// How often each line `C: Received:` is said.
    #[serde(default = "once")]
    repeat: usize,
    #[serde(default)]
    eventually: bool,
    /// Names of the page, and those that stand for them here.
    #[serde(default)]
    names: BTreeMap<String, String>,
    #[serde(default)]
    settings: BTreeMap<String, String>,
}

fn once() -> usize {
    1
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    question: Vec<Row>,
}

/// The questions for a server.
pub(super) fn questions(server: &str) -> Vec<Question> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/servers");
    let text = fs::read_to_string(folder.join(format!("{server}.toml"))).unwrap();
    let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{server}: {error}"));
    file.question.into_iter().map(question).collect()
}

fn question(row: Row) -> Question {
    let dialogue = row.dialogue.clone().or_else(|| {
        let title = row.example.as_deref()?;
        Some(example(&row.page, title))
    });
    let dialogue = dialogue.unwrap_or_else(|| panic!("{}: neither example nor dialogue", row.page));
    let held = dialogue.starts_with("C: ") || dialogue.starts_with("S: ");
    let (dialogue, bounce) = if held {
        (dialogue, row.bounce)
    } else {
        (String::new(), Some(dialogue))
    };
    let renamed = |line: &str| {
        let names = row.names.iter();
        names.fold(line.to_owned(), |line, (name, here)| {
            line.replace(name, here)
        })
    };
    let repeat = |line: &str| {
        let times = if line.starts_with("C: Received:") {
            row.repeat
        } else {
            1
        };
        std::iter::repeat_n(renamed(line), times)
    };
    let lines = row.before.lines().chain(dialogue.lines());
    Question {
        lines: lines.flat_map(repeat).collect(),
        title: row.example.or(row.shows).unwrap_or_default(),
        page: row.page,
        bounce,
        eventually: row.eventually,
        settings: row.settings,
    }
}

/// The lines of an example of a page.
fn example(page: &str, title: &str) -> String {
    let catalog = smtpref::shipped::catalog().unwrap();
    let code = code(page);
    let id = catalog
        .find(code)
        .unwrap_or_else(|| panic!("{page} is not a page"));
    let mut examples = catalog.page(id).examples.iter();
    let example = examples
        .find(|example| example.title == title)
        .unwrap_or_else(|| panic!("{page} has no example {title:?}"));
    example.lines.join("\n")
}
