//! Turns of phrase that a careful native speaker would not write, looked for in the data files and in the strings of the program.
//!
//! `fixtures/habits.txt` lists them. A folder of the data is listed here once it has none.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

use crate::findings::Findings;

const FOLDERS: [&str; 8] = [
    "replies",
    "enhanced",
    "subjects",
    "classes",
    "pairs",
    "phrases",
    "causes",
    "providers",
];

/// The files whose comments are help texts.
const HELPS: [&str; 2] = ["keymap/action.rs", "cli/args.rs"];

/// What a text says outside of its literals, in lower case and with single spaces.
fn plain(text: &str) -> String {
    let outside = text.split('`').step_by(2).collect::<Vec<_>>().join("X");
    outside
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The habits of a text, each with some words around it.
fn habits(text: &str, known: &[&str]) -> Vec<String> {
    let text = plain(text);
    let mut found = Vec::new();
    for habit in known {
        for (start, _) in text.match_indices(habit) {
            let (before, after) = (&text[..start], &text[start + habit.len()..]);
            // A comma or a full stop is its own border.
            let joined = |one: Option<char>, other: Option<char>| {
                [one, other]
                    .iter()
                    .all(|c| c.is_some_and(char::is_alphanumeric))
            };
            let whole = !joined(before.chars().next_back(), habit.chars().next())
                && !joined(habit.chars().next_back(), after.chars().next());
            if whole && !is_plain_english(before, habit, after) {
                let from = before.char_indices().rev().nth(30).map_or(0, |(at, _)| at);
                let around: String = after.chars().take(30).collect();
                found.push(format!("{habit:?}: …{}{habit}{around}…", &before[from..]));
            }
        }
    }
    found
}

/// `There is no mailbox`, `it is no longer there` and `the answer is no` are what everybody says.
fn is_plain_english(before: &str, habit: &str, after: &str) -> bool {
    habit.ends_with(" no")
        && (before.trim_end().ends_with("there")
            || after.starts_with(" longer")
            || after.starts_with(" more")
            || after.starts_with(['.', ',', ';', '"']))
}

/// The files below a folder with one of the endings.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path, ending));
        } else if path
            .extension()
            .is_some_and(|extension| extension == ending)
        {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The strings of a piece of the program; comments that are help texts are strings, too.
fn strings(tokens: TokenStream, comments: bool, found: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                // `#!` opens the comment of a whole file.
                tokens.next_if(
                    |next| matches!(next, TokenTree::Punct(mark) if mark.as_char() == '!'),
                );
                if let Some(TokenTree::Group(attribute)) =
                    tokens.next_if(|next| matches!(next, TokenTree::Group(_)))
                    && comments
                {
                    strings(attribute.stream(), comments, found);
                }
            }
            TokenTree::Group(group) => strings(group.stream(), comments, found),
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                if let Some(inner) = text
                    .strip_prefix('"')
                    .and_then(|text| text.strip_suffix('"'))
                {
                    found.push(inner.to_owned());
                }
            }
            _ => {}
        }
    }
}

#[test]
fn no_habit_is_left() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let known: Vec<&str> = include_str!("../fixtures/habits.txt").lines().collect();
    let mut findings = Findings::default();
    let mut note = |path: &Path, text: &str| {
        for habit in habits(text, &known) {
            let place = path.strip_prefix(root).unwrap().display().to_string();
            findings.note(place, "wording", habit);
        }
    };
    for path in FOLDERS
        .into_iter()
        .flat_map(|folder| files(&root.join("data").join(folder), "toml"))
    {
        let text = fs::read_to_string(&path).unwrap();
        // What people type and what servers say is theirs.
        let ours = |line: &&str| {
            !["keywords", "C: ", "S: "]
                .iter()
                .any(|start| line.starts_with(start))
        };
        let lines: Vec<&str> = text.lines().filter(ours).collect();
        note(&path, &lines.join("\n"));
    }
    for path in files(&root.join("src"), "rs") {
        let text = fs::read_to_string(&path).unwrap();
        let shown = text.split("\n#[cfg(test)]\nmod ").next().unwrap();
        let helps = HELPS.iter().any(|help| path.ends_with(help));
        let mut found = Vec::new();
        strings(shown.parse().unwrap(), helps, &mut found);
        for text in found {
            note(&path, &text);
        }
    }
    findings.finish();
}

#[test]
fn a_habit_is_found_and_plain_english_is_not() {
    let known = ["is no", "stands in", ", for it"];
    let found = |text: &str| habits(text, &known).len();
    assert_eq!(found("The code stands\nin no RFC, for it is no number."), 3);
    assert_eq!(
        found("There is no mailbox. It is no longer there, and the answer is no."),
        0
    );
    assert_eq!(found("Read `stands in`, and understands in time."), 0);
}
