//! The checker from outside: what a person reads who has made a mistake in a data file.
//!
//! `fixtures/catalogs/valid` is a small catalog that is right. Each file of `fixtures/catalogs/cases` says what to change in it, and the
//! messages that the change must get, a line `file:line: message` for each. `UPDATE_CASES=1` writes down what the checker says today;
//! then read the difference.

#[path = "shared/findings.rs"]
mod findings;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use findings::Findings;
use rstest::rstest;
use smtpref_catalog::{
    Catalog, Code, Codes, Folded, Pack, RuleName, Slug, SourceFile, check, read_folder,
};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A case: what to change in the valid catalog, and what the checker says then.
struct Case {
    says: String,
    /// Files that are there once more: `file`, and `to` as the other name.
    copy: Vec<Entry>,
    /// Files that the valid catalog does not have: `file` and its `text`.
    add: Vec<Entry>,
    /// Files that are not there.
    remove: Vec<Entry>,
    /// Pieces that read otherwise: `file`, what to `replace`, and `with` what.
    change: Vec<Entry>,
}

/// The fields of one change.
struct Entry(BTreeMap<String, String>);

impl Entry {
    fn get(&self, field: &str) -> &str {
        &self.0[field]
    }

    fn file(&self) -> &str {
        self.get("file")
    }
}

impl Case {
    fn read(text: &str) -> Self {
        let table = DeTable::parse(text).unwrap();
        let table = table.get_ref();
        let known = ["says", "copy", "add", "remove", "change"];
        let unknown = table
            .keys()
            .find(|key| !known.contains(&key.get_ref().as_ref()));
        assert!(unknown.is_none(), "{unknown:?} is not a field of a case");
        let text = |value: &DeValue<'_>| value.as_str().unwrap().to_owned();
        let entry = |value: &Spanned<DeValue<'_>>| {
            let fields = value.get_ref().as_table().unwrap().iter();
            Entry(
                fields
                    .map(|(key, value)| (key.get_ref().to_string(), text(value.get_ref())))
                    .collect(),
            )
        };
        let entries = |field| -> Vec<Entry> {
            let value = table.get(field).map(Spanned::get_ref);
            let list = value.map(|value| value.as_array().unwrap());
            list.map_or_else(Vec::new, |list| list.iter().map(entry).collect())
        };
        Self {
            says: text(table["says"].get_ref()),
            copy: entries("copy"),
            add: entries("add"),
            remove: entries("remove"),
            change: entries("change"),
        }
    }
}

fn catalogs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/catalogs")
}

/// The texts of the valid catalog by their paths from its folder.
fn valid() -> BTreeMap<String, String> {
    let root = catalogs().join("valid");
    let prefix = format!("{}/", root.to_string_lossy().replace('\\', "/"));
    let files = read_folder(&root).unwrap().into_iter();
    files
        .map(|file| {
            (
                file.path.strip_prefix(&prefix).unwrap().to_owned(),
                file.text,
            )
        })
        .collect()
}

fn sources(files: BTreeMap<String, String>) -> Vec<SourceFile> {
    files
        .into_iter()
        .map(|(path, text)| SourceFile { path, text })
        .collect()
}

/// The cases by their names.
fn cases() -> Vec<(String, PathBuf, Case)> {
    let mut cases: Vec<_> = fs::read_dir(catalogs().join("cases"))
        .unwrap()
        .map(|item| {
            let path = item.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let case = Case::read(&fs::read_to_string(&path).unwrap());
            (name, path, case)
        })
        .collect();
    cases.sort_by(|(a, ..), (b, ..)| a.cmp(b));
    cases
}

impl Case {
    /// The files of the case. Copies and removals come first, changes last.
    fn files(&self, name: &str) -> BTreeMap<String, String> {
        let valid = valid();
        let mut files = valid.clone();
        for remove in &self.remove {
            let removed = files.remove(remove.file());
            assert!(removed.is_some(), "{name}: no file {}", remove.file());
        }
        for copy in &self.copy {
            files.insert(copy.get("to").to_owned(), valid[copy.file()].clone());
        }
        for add in &self.add {
            files.insert(add.file().to_owned(), add.get("text").to_owned());
        }
        for change in &self.change {
            let (file, replace) = (change.file(), change.get("replace"));
            let text = files.get_mut(file);
            let text = text.unwrap_or_else(|| panic!("{name}: no file {file}"));
            assert_eq!(
                text.matches(replace).count(),
                1,
                "{name}: {replace} in {file}"
            );
            *text = text.replace(replace, change.get("with"));
        }
        files
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
fn the_valid_catalog_is_right() {
    assert_eq!(said(&sources(valid())), "");
}

#[test]
fn every_case_gets_the_messages_that_it_expects() {
    let update = std::env::var_os("UPDATE_CASES").is_some();
    let mut findings = Findings::default();
    for (name, path, case) in cases() {
        let said = said(&sources(case.files(&name)));
        if update {
            let text = fs::read_to_string(&path).unwrap();
            let (before, rest) = text.split_once("says = '''\n").unwrap();
            let (_, after) = rest.split_once("'''\n").unwrap();
            fs::write(&path, format!("{before}says = '''\n{said}'''\n{after}")).unwrap();
        } else if said != case.says {
            let expected = &case.says;
            findings.note(
                name,
                "says",
                format!("\n{said}-- but should say\n{expected}"),
            );
        } else if name.ends_with("-right") != said.is_empty() {
            findings.note(name, "says", "not what the name of the case says");
        }
    }
    findings.finish();
}

#[rstest]
#[case::right(None)]
#[case::wrong(Some("twice"))]
#[case::wrong_lines(Some("examples"))]
fn line_breaks_of_windows_are_line_breaks(#[case] name: Option<&str>) {
    let mut files = valid();
    for (of, _, case) in cases() {
        if name == Some(&of) {
            files = case.files(&of);
        }
    }
    let unix = said(&sources(files.clone()));
    assert_eq!(unix.is_empty(), name.is_none());
    for text in files.values_mut() {
        *text = text.replace('\n', "\r\n");
    }
    assert_eq!(said(&sources(files)), unix);
}

#[test]
fn a_catalog_without_files_is_empty_and_right() {
    let checked = check(&[]).unwrap();
    assert!(checked.entries.is_empty() && checked.pairs.is_empty());
}

#[test]
fn relations_are_filled_in_from_the_other_side() {
    let checked = check(&sources(valid())).unwrap();
    let page = |code: &str| {
        let mut entries = checked.entries.iter();
        let found = entries.find(|(entry, _)| entry.code.to_string() == code);
        &found.unwrap().1
    };
    let printed =
        |codes: &[Code]| -> Vec<String> { codes.iter().map(ToString::to_string).collect() };
    assert_eq!(printed(&page("X.1.1").related), ["550", "user-unknown"]);
    assert_eq!(printed(&page("user-moved").related), ["551"]);
    // A code is not buried under the replies that name it, nor one reply under another.
    assert_eq!(printed(&page("acme/no-such-user").related), ["acme/moved"]);
    assert!(page("acme/moved").related.is_empty());
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

/// A rule is as specific as its phrases are long: all that it needs, or the longest of those of which it needs one.
#[rstest]
#[case::two_phrases("551 The Acme account of bob has moved", "acme/moved", 16 + 9)]
#[case::one_of_several("550 5.1.1 The Acme account does not exist", "acme/no-such-user", 31)]
#[case::a_number_alone("550 5.7.509 Sorry", "acme/s-509", 0)]
fn a_rule_is_as_specific_as_its_phrases_are_long(
    #[case] text: &str,
    #[case] name: &'static str,
    #[case] length: usize,
) {
    let pack = Pack::new(check(&sources(valid())).unwrap()).unwrap();
    let catalog = Catalog::new(pack);
    let matcher = catalog.matcher();
    let met = matcher.candidates(Codes::of_reply(text), &Folded::new(text), text.len());
    assert_eq!(
        met[0].rule.name,
        RuleName::Provider(Slug::new(name).unwrap())
    );
    assert_eq!(met[0].rank.length, length);
}

/// A folder of its own for one test, empty.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("folders")
        .join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(path.join("replies")).unwrap();
    path
}

/// What reading a folder says, the folder's own path left out.
fn folder_said(path: &Path) -> String {
    let said = read_folder(path).unwrap_err().to_string();
    said.replace(&path.to_string_lossy().replace('\\', "/"), "data")
}

#[test]
fn a_file_that_is_not_utf_8_is_named_with_its_line() {
    let path = folder("latin-1");
    fs::write(
        path.join("replies/550.toml"),
        b"code = \"550\"\ntitle = \"Bo\xeete\"\n",
    )
    .unwrap();
    assert_eq!(
        folder_said(&path),
        "data/replies/550.toml:2: not UTF-8: save the file in that encoding"
    );
}

#[test]
fn every_stray_file_is_named() {
    let path = folder("stray");
    for name in [
        "replies/550.tml",
        "replies/README",
        ".keep",
        "README.md",
        "schema.json",
    ] {
        fs::write(path.join(name), "").unwrap();
    }
    fs::create_dir_all(path.join("replies/old")).unwrap();
    fs::write(path.join("replies/old/550.toml"), "").unwrap();
    assert_eq!(
        folder_said(&path),
        "data/replies/550.tml:1: not a data file: give it the ending .toml, or remove it\n\
         data/replies/README:1: not a data file: give it the ending .toml, or remove it\n\
         data/replies/old:1: a folder inside of a folder of data: move its files up"
    );
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let path = folder("none").join("nowhere");
    let said = folder_said(&path);
    assert!(said.starts_with("data:1: cannot be read: "), "{said}");
}

#[test]
fn files_come_in_the_order_of_their_paths() {
    let path = folder("order");
    for name in ["replies/551.toml", "replies/550.toml", "b.toml", "a.toml"] {
        fs::write(path.join(name), "").unwrap();
    }
    let files = read_folder(&path).unwrap();
    let names: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert!(names.is_sorted() && names.len() == 4, "{names:?}");
}
