//! The checker from outside: folders of small data files, each with the messages that a person who mends them should read.
//!
//! A folder under `fixtures/catalogs` is a catalog; its `expected.txt` has a line `file:line: message` for each problem, in order, or
//! nothing if the catalog is right. `sources.toml` and `synonyms.toml` are added where a folder has none.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use smtpref_catalog::{SourceFile, check};

fn catalogs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/catalogs")
}

/// The data files of a catalog; paths are from its folder.
fn files(name: &str) -> Vec<SourceFile> {
    let root = catalogs().join(name);
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(&folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "toml") {
                files.push(file(&root, &path));
            }
        }
    }
    for shared in ["sources.toml", "synonyms.toml"] {
        if !files.iter().any(|file| file.path == shared) {
            files.push(file(&catalogs(), &catalogs().join(shared)));
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn file(root: &Path, path: &Path) -> SourceFile {
    let below = path.strip_prefix(root).unwrap();
    SourceFile {
        path: below.to_string_lossy().replace('\\', "/"),
        text: fs::read_to_string(path).unwrap(),
    }
}

/// What the checker says of a catalog, one problem to a line.
fn said(files: &[SourceFile]) -> String {
    let mut said = String::new();
    if let Err(problems) = check(files) {
        for problem in &problems.0 {
            let _ = writeln!(said, "{problem}");
        }
    }
    said
}

#[test]
fn every_catalog_gets_the_messages_that_it_expects() {
    let mut names: Vec<String> = fs::read_dir(catalogs())
        .unwrap()
        .map(|item| item.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.len() >= 18, "only {} catalogs", names.len());
    let mut wrong = String::new();
    for name in names {
        let expected = fs::read_to_string(catalogs().join(&name).join("expected.txt")).unwrap();
        let said = said(&files(&name));
        if said != expected {
            let _ = write!(
                wrong,
                "\n== {name}: expected\n{expected}-- but it said\n{said}"
            );
        }
        if name.starts_with("valid") != said.is_empty() {
            let _ = write!(wrong, "\n== {name}: not what its name says\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn line_breaks_of_windows_are_line_breaks() {
    for name in ["valid-together", "several-problems"] {
        let mut files = files(name);
        let unix = said(&files);
        for file in &mut files {
            file.text = file.text.replace('\n', "\r\n");
        }
        assert_eq!(said(&files), unix);
    }
}

#[test]
fn a_catalog_without_files_is_empty_and_right() {
    let checked = check(&[]).unwrap();
    assert!(checked.entries.is_empty() && checked.pairs.is_empty());
}

#[test]
fn relations_are_filled_in_from_the_other_side() {
    let checked = check(&files("valid-together")).unwrap();
    let page = |code: &str| {
        let found = checked
            .entries
            .iter()
            .find(|(entry, _)| entry.code.to_string() == code);
        &found.unwrap().1
    };
    let printed = |codes: &[smtpref_catalog::Code]| -> Vec<String> {
        codes.iter().map(ToString::to_string).collect()
    };
    assert_eq!(printed(&page("X.1.1").related), ["550"]);
    assert_eq!(printed(&page("X.1.1").usual_with), ["550"]);
    assert!(page("X.1.1").also_with.is_empty());
    assert_eq!(printed(&page("550").usual_with), ["5.1.1"]);
    assert_eq!(
        page("550").description,
        [
            "The server refuses the recipient. The text behind the code says whether the mailbox or a policy is the cause."
        ]
    );
    assert_eq!(
        page("550").examples[0].lines,
        ["C: RCPT TO:<bob@example.com>", "S: 550 No such user here"]
    );
}
