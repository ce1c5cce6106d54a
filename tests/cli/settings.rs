//! The user's settings: where they are, what they do, and how a mistake in them is told.

use std::fs;
use std::path::{Path, PathBuf};

use rstest::rstest;

use super::program::{Ended, ended, program, run};

/// A folder of settings with these files.
fn settings(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let base = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("settings-{name}"));
    let _ = fs::remove_dir_all(&base);
    for (file, text) in files {
        let path = base.join("smtpref").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    base
}

fn run_with(base: &Path, arguments: &[&str]) -> Ended {
    let mut command = program(arguments);
    command.env("XDG_CONFIG_HOME", base);
    ended(&command.output().unwrap())
}

#[test]
fn what_is_printed_is_a_file_that_says_the_same() {
    let defaults = run(&["config"]);
    assert_eq!((defaults.status, defaults.stderr.as_str()), (0, ""));
    assert!(
        defaults.stdout.starts_with("# the defaults;"),
        "{}",
        defaults.stdout
    );
    let base = settings("same", &[("config.toml", &defaults.stdout)]);
    let again = run_with(&base, &["config"]);
    assert_eq!((again.status, again.stderr.as_str()), (0, ""));
    let rest = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rest(&again.stdout), rest(&defaults.stdout));
    let path = base.join("smtpref/config.toml");
    assert!(
        again.stdout.starts_with(&format!("# {}", path.display())),
        "{}",
        again.stdout
    );
}

/// A line of what is printed is a comment unless somebody has set it: a copy of it keeps to the defaults of later versions.
#[test]
fn only_what_was_set_is_no_comment() {
    let set = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| !line.is_empty());
        let lines = lines.filter(|line| !line.starts_with(['#', '[']));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(set(&run(&["config"]).stdout), [""; 0]);
    // `q` is taken from the action that had it beside another key.
    let text = "clipboard = \"off\"\n[keys.list]\nfilter = [\"q\"]\nopen = []\n";
    let base = settings("set", &[("config.toml", text)]);
    let printed = run_with(&base, &["config"]).stdout;
    let mut lines = set(&printed);
    lines.retain(|line| !line.starts_with("\"quit\""));
    lines.sort();
    assert_eq!(
        lines,
        [
            "\"filter\" = [\"q\"]",
            "\"open\" = []",
            "clipboard = \"off\""
        ]
    );
}

#[cfg(unix)]
#[test]
fn the_file_of_the_settings_is_not_filled_with_what_was_lost() {
    let base = settings("itself", &[("config.toml", "theme = \"dark\"\n")]);
    let path = base.join("smtpref/config.toml");
    let file = fs::File::create(&path).unwrap();
    let mut command = program(&["config"]);
    command.env("XDG_CONFIG_HOME", &base).stdout(file);
    let ended = ended(&command.output().unwrap());
    assert_eq!(ended.status, 2);
    let told = "standard output is this file itself";
    assert!(ended.stderr.contains(told), "{}", ended.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), "");
}

#[test]
fn keys_and_themes_of_the_file_hold() {
    let text = "theme = \"mine.toml\"\n[keys.list]\nquit = [\"Q\"]\n";
    let theme = "base = \"mono\"\nsuccess = \"underline #12ab34\"\n";
    let base = settings("hold", &[("config.toml", text), ("mine.toml", theme)]);
    let printed = run_with(&base, &["config"]).stdout;
    assert!(printed.contains("theme = \"mine.toml\""), "{printed}");
    assert!(printed.contains("\"quit\" = [\"Q\"]"), "{printed}");
    let page = run_with(&base, &["show", "250", "--color", "always"]).stdout;
    assert!(page.contains("38;2;18;171;52"), "{page}");
}

#[rstest]
#[case::setting("tehme = \"dark\"", "1: there is no setting \"tehme\"; nearest: theme")]
#[case::theme("\ntheme = \"drak\"", "2: there is no theme \"drak\"; nearest: dark")]
#[case::key(
    "[keys.list]\nopen = [\"entre\"]",
    "2: there is no key \"entre\"; nearest: enter"
)]
#[case::syntax("theme = ", "1: ")]
fn a_mistake_is_one_line_and_the_defaults_hold(#[case] text: &str, #[case] told: &str) {
    let name: String = told.chars().filter(char::is_ascii_alphanumeric).collect();
    let base = settings(&name, &[("config.toml", text)]);
    let path = base.join("smtpref/config.toml");
    let remark = format!("smtpref: {}:{told}", path.display());
    let answer = run_with(&base, &["show", "556"]);
    assert_eq!(answer.status, 0);
    assert_eq!(answer.stdout, run(&["show", "556"]).stdout);
    assert!(answer.stderr.starts_with(&remark), "{}", answer.stderr);
    assert_eq!(answer.stderr.lines().count(), 1, "{}", answer.stderr);
    let config = run_with(&base, &["config"]);
    assert_eq!(config.status, 2);
    assert!(config.stderr.starts_with(&remark), "{}", config.stderr);
    assert!(config.stdout.contains("theme = \"terminal\""));
}

#[test]
fn a_catalog_of_ones_own_is_searched_and_shown() {
    let reply = include_str!("../fixtures/own/intranet.toml");
    let text = "catalogs = [\"own\"]\n";
    // What git, editors and file managers leave beside the data is no mistake in it.
    let base = settings(
        "own",
        &[
            ("config.toml", text),
            ("own/providers/intranet.toml", reply),
            ("own/providers/intranet.toml~", "language = "),
            ("own/providers/.intranet.toml.swp", "b0VIM"),
            ("own/.DS_Store", "\0\0\0\u{1}Bud1"),
            ("own/.git/HEAD", "ref: refs/heads/main"),
            ("own/.gitignore", "*~"),
            ("own/LICENSE", "CC0"),
        ],
    );
    let found = run_with(&base, &["search", "zeppelin"]);
    assert!(
        found.stdout.contains("intranet/left"),
        "{}{}",
        found.stdout,
        found.stderr
    );
    assert_eq!(found.stderr, "");
    assert!(found.stdout.contains("[own] Left the company"));
    let file = base.join("smtpref/own/providers/intranet.toml");
    let file = file.to_str().unwrap();
    // A name that is longer than a line is broken.
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let page = run_with(&base, &["show", "intranet/left"]).stdout;
    assert!(
        page.lines()
            .nth(1)
            .unwrap()
            .starts_with("[own] · Our own servers"),
        "{page}"
    );
    let origin = squeezed(&format!("[own] from your file `{file}`"));
    assert!(squeezed(&page).contains(&origin), "{page}");
    let told = run_with(&base, &["explain", "550 5.1.1 bob has left the company"]);
    let rests_on = squeezed(&format!("[own] a rule of yours, in `{file}`"));
    assert!(
        squeezed(&told.stdout).contains(&rests_on),
        "{}",
        told.stdout
    );
    for (arguments, own) in [
        (&["show", "intranet/left", "--json"][..], true),
        (&["show", "556", "--json"], false),
        (&["search", "zeppelin", "--json"], true),
        (&["search", "null mx", "--json"], false),
        (&["list", "--provider", "intranet", "--json"], true),
        (
            &["explain", "550 5.1.1 bob has left the company", "--json"],
            true,
        ),
        (&["explain", "550 5.1.1 User unknown", "--json"], false),
    ] {
        let json = squeezed(&run_with(&base, arguments).stdout);
        let named = serde_json::to_string(file).unwrap();
        let named = squeezed(&format!("\"own\":{named}"));
        assert_eq!(json.contains(&named), own, "{arguments:?}: {json}");
        assert_eq!(json.contains("\"own\":null"), !own, "{arguments:?}: {json}");
    }
    let shipped = run_with(&base, &["explain", "550 5.1.1 User unknown"]).stdout;
    assert!(!shipped.contains("[own]"), "{shipped}");
    let wrong = reply.replace("user-unknown", "user-unknwon");
    let base = settings(
        "wrong",
        &[
            ("config.toml", text),
            ("own/providers/intranet.toml", &wrong),
        ],
    );
    let answer = run_with(&base, &["show", "556"]);
    assert_eq!(answer.status, 0);
    assert!(
        answer.stderr.contains("own/providers/intranet.toml:"),
        "{}",
        answer.stderr
    );
    assert!(
        answer.stderr.contains("the catalog is left out"),
        "{}",
        answer.stderr
    );
    assert_eq!(answer.stderr.lines().count(), 1);
    let base = settings(
        "wrong-twice",
        &[
            ("config.toml", text),
            ("own/providers/intranet.toml", &wrong),
            ("own/providers/unfinished.toml", "name ="),
        ],
    );
    let told = run_with(&base, &["show", "556"]).stderr;
    assert!(
        told.contains(", and 1 more; the catalog is left out"),
        "{told}"
    );
}

/// Hints of one's own are asked before the shipped ones, and marked as rules are.
#[test]
fn a_hint_of_ones_own_is_marked() {
    let hints = "[[hints]]\ncause = \"user-moved\"\nwords = [\"zeppelin\"]\nsamples = [\"550 the zeppelin took off\"]\n";
    let base = settings(
        "own-hint",
        &[
            ("config.toml", "catalogs = [\"own\"]\n"),
            ("own/hints.toml", hints),
        ],
    );
    let file = base.join("smtpref/own/hints.toml");
    let file = file.to_str().unwrap();
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let explained = |reply: &str| run_with(&base, &["explain", reply]).stdout;
    let own = squeezed(&explained("550 a zeppelin is here"));
    let rests_on = squeezed(&format!("Rests on [own] a hint of yours, in `{file}`"));
    assert!(own.contains(&rests_on), "{own}");
    // Words that clearly speak for another cause win over a shipped hint, and not over this one.
    let full = "550 the box of this zeppelin takes no more for now";
    let without = explained(&full.replace("zeppelin", "person"));
    assert!(without.contains("Mailbox full"), "{without}");
    assert!(squeezed(&explained(full)).contains(&rests_on));
    let shipped = explained("550 schlechte reputation");
    assert!(shipped.contains("judged by single words"), "{shipped}");
    assert!(!shipped.contains("[own]"), "{shipped}");
    for (reply, own) in [
        ("550 a zeppelin is here", serde_json::json!(file)),
        ("550 schlechte reputation", serde_json::Value::Null),
    ] {
        let json = run_with(&base, &["explain", reply, "--json"]).stdout;
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["replies"][0]["own"], own, "{reply}");
    }
    let checked = run_with(&base, &["check", file, "--text", "550 a zeppelin is here"]).stdout;
    let hinted = format!("hint at user-moved, by a hint of yours in {file}: \"zeppelin\".");
    assert!(checked.contains(&hinted), "{checked}");
}
