//! Nothing that a stranger wrote steers the terminal or hides on it, whatever it is printed by.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use rstest::rstest;
use smtpref::config::Config;
use smtpref_catalog::is_hidden;

use crate::program::{ended, program, run, run_with_input};
use crate::ugly;

const UGLY: &str = "a\u{1b}[31m\u{9b}31m\u{202e}\u{7f}\u{200b}.toml";

/// The characters of an output that nobody sees.
fn hidden(text: &str) -> Vec<char> {
    text.chars().filter(|&c| is_hidden(c)).collect()
}

fn folder(name: &str) -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("hidden")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[cfg(unix)]
#[rstest]
#[case::check(&["check"])]
#[case::check_json(&["check", "--json"])]
#[case::check_markdown(&["check", "--format", "markdown"])]
#[case::explain(&["explain"])]
#[case::explain_markdown(&["explain", "--format", "markdown"])]
#[case::explain_json(&["explain", "--json"])]
#[case::lines(&["explain", "--lines"])]
#[case::summary(&["explain", "--summary"])]
fn a_name_of_a_file_hides_nothing(#[case] arguments: &[&str]) {
    let folder = folder(&arguments.concat());
    let text = "550 5.1.1 <bob@example.net>: \u{202e}User\u{9b} unknown\n";
    let names = [UGLY, "b\n.eml"].map(|name| {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    });
    let missing = folder.join(format!("gone{UGLY}"));
    for last in [None, Some(missing.to_str().unwrap())] {
        let names = names.iter().map(String::as_str).chain(last);
        let ended = run(&arguments.iter().copied().chain(names).collect::<Vec<_>>());
        assert_eq!(hidden(&ended.stdout), [], "{}", ended.stdout);
        assert_eq!(hidden(&ended.stderr), [], "{}", ended.stderr);
    }
}

#[test]
fn json_of_every_character_hides_none() {
    let text: String = ('\0'..='\u{ffff}').collect();
    let text = format!("550 5.1.1 <bob@example.net>: User unknown {text}");
    for arguments in [
        &["explain", "--json"][..],
        &["explain", "--lines"],
        &["explain", "--unknown", "--json"],
    ] {
        let ended = run_with_input(arguments, &text);
        assert_eq!(hidden(&ended.stdout), [], "{arguments:?}");
    }
}

#[test]
fn the_path_of_the_settings_hides_nothing() {
    let base = folder("settings").join(format!("x{UGLY}"));
    for text in [
        None,
        Some("clipboard = \"printf \\u001b\"\n"),
        Some("theme = \"\\u009b\"\n"),
    ] {
        if let Some(text) = text {
            fs::create_dir_all(base.join("smtpref")).unwrap();
            fs::write(base.join("smtpref/config.toml"), text).unwrap();
        }
        let mut command = program(&["config"]);
        command.env("XDG_CONFIG_HOME", &base);
        let ended = ended(&command.output().unwrap());
        assert_eq!(hidden(&ended.stdout), [], "{}", ended.stdout);
        assert_eq!(hidden(&ended.stderr), [], "{}", ended.stderr);
    }
}

/// What a file in a folder sets.
fn loaded(base: &Path) -> Config {
    let variable = |name: &str| (name == "XDG_CONFIG_HOME").then(|| OsString::from(base));
    let (config, error) = Config::load(variable);
    assert!(error.is_none(), "{}", error.unwrap());
    config
}

/// A text in TOML, each character by its number.
fn by_numbers(text: &str) -> String {
    let numbers = text.chars().map(|c| format!("\\U{:08x}", u32::from(c)));
    format!("\"{}\"", numbers.collect::<String>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What `smtpref config` prints sets the same again, and hides nothing.
    #[test]
    fn what_is_printed_of_the_settings_can_be_read_again(
        clipboard in ugly::path(),
        catalogs in proptest::collection::vec(ugly::path(), 0..3),
        has_keys in any::<bool>(),
    ) {
        let base = folder("again");
        let path = base.join("smtpref/config.toml");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let catalogs: Vec<String> = catalogs.iter().map(|text| by_numbers(text)).collect();
        let keys = if has_keys { "[keys.list]\nfilter = [\"q\"]\nopen = []\n" } else { "" };
        let text = format!("clipboard = {}\ncatalogs = [{}]\n{keys}", by_numbers(&clipboard), catalogs.join(", "));
        fs::write(&path, text).unwrap();
        let first = loaded(&base);
        let printed = first.effective();
        prop_assert_eq!(hidden(&printed), []);
        fs::write(&path, &printed).unwrap();
        let second = loaded(&base);
        prop_assert_eq!(&first.clipboard, &second.clipboard);
        prop_assert_eq!(&first.catalogs, &second.catalogs);
        prop_assert_eq!(first.theme.1.as_str(), second.theme.1.as_str());
        prop_assert_eq!(second.effective(), printed);
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_no_text_is_named_from_the_settings_on() {
    use std::os::unix::ffi::OsStrExt as _;

    let base = folder("no-text").join(std::ffi::OsStr::from_bytes(b"\xff"));
    fs::create_dir_all(base.join("smtpref")).unwrap();
    fs::write(base.join("smtpref/config.toml"), "catalogs = [\"own\"]\n").unwrap();
    let printed = loaded(&base).effective();
    assert!(printed.contains("\ncatalogs = [\"own\"]\n"), "{printed}");
}
