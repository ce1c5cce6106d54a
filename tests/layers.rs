//! The house rules that no compiler checks: imports point one way, only the screen knows a terminal library, files stay small and say
//! what they own.

#[path = "layers/causes.rs"]
mod causes;
#[path = "shared/findings.rs"]
mod findings;
#[path = "layers/parts.rs"]
mod parts;
#[path = "layers/source.rs"]
mod source;

use std::collections::HashMap;

use findings::Findings;
use source::{Source, sources, sources_in};

/// The layers from the ground up; the codes and the catalog below them are a crate of their own, so the compiler guards that border.
/// A module may use its own layer and those that its row names; whoever adds a module adds a row.
///
/// `keymap` has the actions that keys are bound to, and knows nothing of the browser that does them. `search` and `compare` stand side by
/// side and do not know each other; nor do `document` and `search`, for marking words takes plain words. The tests in any file may use `shipped`.
const LAYERS: &[(&str, &[&str])] = &[
    ("shipped", &[]),
    ("lookup", &[]),
    ("compare", &["lookup"]),
    ("search", &["lookup"]),
    ("explain", &["lookup"]),
    ("document", &["compare", "explain", "lookup"]),
    ("theme", &["document"]),
    ("keymap", &[]),
    ("config", &["keymap", "theme"]),
    (
        "app",
        &[
            "keymap", "document", "search", "compare", "explain", "lookup",
        ],
    ),
    (
        "ui",
        &[
            "theme", "app", "keymap", "document", "search", "compare", "explain", "lookup",
        ],
    ),
    (
        "terminal",
        &[
            "ui", "theme", "app", "keymap", "document", "search", "compare", "explain", "lookup",
        ],
    ),
    (
        "cli",
        &[
            "terminal", "ui", "config", "theme", "app", "keymap", "document", "search", "compare",
            "explain", "lookup", "shipped",
        ],
    ),
    ("main", &["cli"]),
];

/// Layers whose files may still know each other in circles.
const CIRCULAR: [&str; 1] = ["explain"];

/// Libraries of the terminal, and who may know them.
const TERMINAL: [&str; 2] = ["ratatui", "crossterm"];
const KNOWS_A_TERMINAL: [&str; 2] = ["ui", "terminal"];

/// The crate below the layers: its borders are the compiler's, its files keep the same rules.
const CATALOG: &str = "crates/catalog/src";

/// The most lines of a file.
const LONGEST: usize = 400;

fn may_use(layer: &str) -> Option<&'static [&'static str]> {
    let row = LAYERS.iter().find(|(name, _)| *name == layer);
    row.map(|(_, below)| *below)
}

fn wrong_imports(source: &Source, findings: &mut Findings) {
    let layer = source.layer();
    if layer == "lib" {
        return;
    }
    let Some(below) = may_use(layer) else {
        findings.note(
            &source.path,
            layer,
            "a module without a row in LAYERS: add one",
        );
        return;
    };
    let is_layer = |name: &str| may_use(name).is_some();
    let in_program = source.without_tests().layers_used(is_layer);
    for (line, used) in source.layers_used(is_layer) {
        // Tests may ask the catalog that the program has, where the program is given one.
        let is_of_test = used == "shipped" && !in_program.contains(&(line, used.clone()));
        if used != layer && !below.contains(&used.as_str()) && !is_of_test {
            findings.note(
                format!("{}:{line}", source.path),
                format!("uses {used}"),
                format!("{layer} stands below it or beside it"),
            );
        }
    }
}

#[test]
fn imports_point_one_way() {
    let mut findings = Findings::default();
    for source in sources() {
        wrong_imports(&source, &mut findings);
    }
    findings.finish();
}

/// The files of one folder, by the modules that lead to it, and which of them names which, each with a place where it does. What a file
/// says of the module that it is part of, or of its own parts, counts for nothing: they are one thing.
fn siblings(sources: &[Source]) -> HashMap<String, HashMap<(String, String), String>> {
    let modules: Vec<Vec<&str>> = sources.iter().map(Source::modules).collect();
    let mut folders: HashMap<String, HashMap<(String, String), String>> = HashMap::new();
    for source in sources {
        let program = source.without_tests();
        let from = source.modules();
        for (line, to) in program.paths() {
            let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
            let is_beside = common > 0 && common < from.len() && common < to.len();
            if is_beside && modules.iter().any(|module| to[..=common] == module[..]) {
                let names = (from[common].to_owned(), to[common].clone());
                let place = format!("{}:{line}", source.path);
                let folder = folders.entry(from[..common].join("::")).or_default();
                folder.entry(names).or_insert(place);
            }
        }
    }
    folders
}

/// Who names a file that leads back to it.
fn circles(sources: &[Source], findings: &mut Findings) {
    for (folder, names) in siblings(sources) {
        if CIRCULAR
            .iter()
            .any(|layer| folder.split("::").next() == Some(layer))
        {
            continue;
        }
        let leads_to = |start: &str, end: &str| {
            let mut reached = vec![start];
            let mut at = 0;
            while at < reached.len() {
                let here = reached[at];
                at += 1;
                let next = names.keys().filter(|(from, _)| from == here);
                for (_, to) in next {
                    if !reached.contains(&to.as_str()) {
                        reached.push(to);
                    }
                }
            }
            reached.contains(&end)
        };
        for ((from, to), place) in &names {
            if leads_to(to, from) {
                let problem = format!("{to} leads back to {from}: move what both need below them");
                findings.note(place, format!("{folder}: {from} uses {to}"), problem);
            }
        }
    }
}

#[test]
fn no_circle_stands_within_a_layer() {
    let sources: Vec<Source> = sources()
        .into_iter()
        .filter(|source| source.modules().last() != Some(&"tests"))
        .collect();
    let mut findings = Findings::default();
    circles(&sources, &mut findings);
    findings.finish();
}

#[test]
fn a_circle_is_seen_however_it_is_written() {
    let source = |path: &str, text: &str| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let count = |of_list: &str, of_row: &str| {
        let mut findings = Findings::default();
        let files = [
            source("src/app.rs", "mod list; mod row; use list::List;"),
            source("src/app/list.rs", of_list),
            source("src/app/list/fit.rs", "use super::List;"),
            source("src/app/row.rs", of_row),
        ];
        circles(&files, &mut findings);
        findings.0.len()
    };
    assert_eq!(count("use super::row::Row;", "use super::App;"), 0);
    assert_eq!(
        count(
            "use super::row::Row;",
            "#[cfg(test)]\nuse super::list::List;"
        ),
        0
    );
    assert_eq!(count("use super::row::Row;", "use super::list::List;"), 2);
    assert_eq!(
        count("use super::{App, row};", "use crate::{app::list::List};"),
        2
    );
    assert_eq!(
        count(
            "fn f() { super::row::f() }",
            "use super::list::fit::{self, Fit};"
        ),
        2
    );
}

#[test]
fn every_row_of_the_table_is_a_module() {
    let mut findings = Findings::default();
    let sources = sources();
    for (layer, below) in LAYERS {
        if !sources.iter().any(|source| source.layer() == *layer) {
            findings.note("LAYERS", layer, "there is no such module");
        }
        for name in *below {
            let ring = may_use(name).is_some_and(|names| names.contains(layer));
            if ring {
                findings.note(
                    "LAYERS",
                    layer,
                    format!("{name} and {layer} name each other"),
                );
            }
        }
    }
    findings.finish();
}

#[test]
fn only_the_screen_knows_a_terminal_library() {
    let mut findings = Findings::default();
    for source in sources() {
        if KNOWS_A_TERMINAL.contains(&source.layer()) {
            continue;
        }
        for (line, word) in source.words() {
            if TERMINAL.contains(&word) {
                findings.note(
                    format!("{}:{line}", source.path),
                    word,
                    format!("belongs to {}", KNOWS_A_TERMINAL.join(" and ")),
                );
            }
        }
    }
    findings.finish();
}

/// Sizes and places of the screen are no terminal: the browser calculates with them.
#[test]
fn the_browser_takes_only_layout_types_of_ratatui() {
    let mut findings = Findings::default();
    for source in sources().iter().filter(|source| source.layer() == "app") {
        let words: Vec<(usize, &str)> = source.words().collect();
        for pair in words.windows(2) {
            let [(line, library), (_, module)] = pair else {
                continue;
            };
            if *library == "ratatui_core" && *module != "layout" {
                findings.note(
                    format!("{}:{line}", source.path),
                    format!("ratatui_core::{module}"),
                    "app takes layout types alone: how things look belongs to ui",
                );
            }
        }
    }
    findings.finish();
}

#[test]
fn files_are_small_and_say_what_they_own() {
    let mut findings = Findings::default();
    for source in sources().into_iter().chain(sources_in(CATALOG)) {
        let lines = source.text.lines().count();
        if lines > LONGEST {
            findings.note(
                &source.path,
                "length",
                format!("{lines} lines, split it: {LONGEST} at most"),
            );
        }
        if !source.text.starts_with("//! ") {
            findings.note(
                &source.path,
                "head",
                "does not open with `//!`: what it owns, what not, why",
            );
        }
        if source.path.ends_with("mod.rs") {
            findings.note(&source.path, "name", "write foo.rs beside foo/");
        }
    }
    findings.finish();
}

/// A text that is written twice is changed once. In `explain` stand texts of others, which several lists may look for.
#[test]
fn no_text_of_the_program_is_written_twice() {
    const FEW: usize = 3;
    let sources: Vec<Source> = ["src", CATALOG]
        .into_iter()
        .flat_map(sources_in)
        .filter(|source| source.layer() != "explain" && !source.path.ends_with("tests.rs"))
        .map(|source| source.without_tests())
        .collect();
    let mut first: HashMap<String, String> = HashMap::new();
    let mut findings = Findings::default();
    for source in &sources {
        for (line, text) in source.texts() {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let is_word = |word: &&str| word.contains(char::is_alphabetic) && !word.contains('{');
            if text.split(' ').filter(is_word).count() <= FEW {
                continue;
            }
            let here = format!("{}:{line}", source.path);
            match first.get(&text) {
                Some(before) => findings.note(here, text, format!("stands in {before} too")),
                None => {
                    first.insert(text, here);
                }
            }
        }
    }
    findings.finish();
}

/// The compiler does not say so of what is public, and most is, for the tests beside it.
#[test]
fn every_public_function_is_called_by_somebody() {
    let folders = ["src", "crates", "tests", "benches"];
    let sources: Vec<Source> = folders.into_iter().flat_map(sources_in).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (_, word) in sources.iter().flat_map(Source::words) {
        *times.entry(word).or_default() += 1;
    }
    let mut findings = Findings::default();
    for source in &sources {
        let words: Vec<(usize, &str)> = source.words().collect();
        for (at, &(line, name)) in words.iter().enumerate() {
            let before: Vec<&str> = words[at.saturating_sub(3)..at]
                .iter()
                .map(|(_, word)| *word)
                .collect();
            let is_public = matches!(before[..], [.., "pub", "fn"] | [.., "pub", "const", "fn"]);
            if is_public && times[name] < 2 {
                findings.note(format!("{}:{line}", source.path), name, "nobody calls it");
            }
        }
    }
    findings.finish();
}

#[test]
fn a_wrong_import_is_seen_however_it_is_written() {
    for text in [
        "use crate::app::App;",
        "use crate::{\n    lookup::Lookup,\n    app::{self, App},\n};",
        "fn f() { crate::app::App::new(); }",
        "use super::super::app;",
        "fn f() { println!(\"{}\", crate::app::NAME); }",
        "fn f() { crate::shipped::catalog(); }\n#[cfg(test)]\nmod tests { use crate::shipped; }",
        "#[cfg(test)]\nuse super::Lookup;\nuse crate::shipped;",
        "#[cfg(test)]\nmod tests { use crate::app; }",
    ] {
        let mut findings = Findings::default();
        let source = Source {
            path: "src/lookup/parse.rs".to_owned(),
            text: text.to_owned(),
        };
        wrong_imports(&source, &mut findings);
        assert!(!findings.0.is_empty(), "not seen: {text}");
    }
    let mut findings = Findings::default();
    let source = Source {
        path: "src/lookup/parse.rs".to_owned(),
        text: "//! Not crate::app.\nmod tests { use super::super::read; }\nuse super::Lookup;\n#[cfg(test)]\nmod tests { use crate::shipped; }\n/* crate::app */ const A: &str = \"crate::app\";\n/// crate::app\nconst B: &str = r#\"crate::app\"#; const C: char = '\\'';"
            .to_owned(),
    };
    wrong_imports(&source, &mut findings);
    findings.finish();
}
