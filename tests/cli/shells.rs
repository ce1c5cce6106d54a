//! Completions in the real shells, and the man page through the real formatter. A shell that is not installed is named and left out, except
//! bash. PowerShell is in no package that the gate could install: what the program tells it is what it tells fish.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rstest::rstest;

use crate::program::{ended, program, run, run_line};

/// A script in a file of its own for each case.
fn script(shell: &str, case: &str) -> PathBuf {
    // `--format m` and `--format = m` are two cases, so their marks are told apart.
    let letters = case.chars().map(|c| match c {
        _ if c.is_ascii_alphanumeric() => c.to_string(),
        _ => format!("-{:x}", u32::from(c)),
    });
    let case: String = letters.collect();
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("smtpref-{case}.{shell}"));
    let ended = run(&["completions", shell]);
    assert_eq!((ended.status, ended.stderr.as_str()), (0, ""));
    std::fs::write(&path, ended.stdout).unwrap();
    path
}

/// What a program of the system prints; `None` if it is not installed.
fn printed(name: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(name)
        .args(arguments)
        .env("HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("LC_ALL", "C.UTF-8")
        .env("PATH", path_with_the_program())
        .stdin(Stdio::null())
        .output();
    let Ok(output) = output else {
        println!("{name} is not installed: not tried");
        return None;
    };
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {stderr}");
    assert_eq!(stderr, "", "{name}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The shells ask the program of this build.
fn path_with_the_program() -> OsString {
    let program = Path::new(env!("CARGO_BIN_EXE_smtpref"));
    let own = program.parent().map(Path::to_path_buf);
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(own.into_iter().chain(std::env::split_paths(&path))).unwrap()
}

const BASH: &str = r#"
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
current=${COMP_WORDS[COMP_CWORD]}
[[ $current == = ]] && current=
_smtpref smtpref "$current" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
"#;

#[rstest]
#[case::commands(&["sh"], "show")]
#[case::codes_without_a_command(&["55"], "556")]
#[case::codes_after_a_command(&["show", "5.1.1"], "5.1.10")]
#[case::further_codes(&["compare", "250", "55"], "556")]
#[case::options_after_codes(&["show", "556", "--fo"], "--format")]
#[case::options_before_codes(&["--no-m"], "--no-mouse")]
#[case::values_of_a_filter(&["list", "--kind", "e"], "enhanced")]
#[case::values_in_capitals(&["list", "--command", "RC"], "RCPT")]
#[case::shells(&["completions", "z"], "zsh")]
#[case::values_after_codes(&["show", "556", "--format", "m"], "markdown")]
#[case::values_of_an_option_of_all(&["--color", "ne"], "never")]
#[case::values_behind_a_sign(&["show", "556", "--format", "=", "m"], "markdown")]
#[case::values_right_behind_a_sign(&["list", "--kind", "="], "enhanced")]
#[case::numbers_with_a_name(&["list", "--class", ""], "5")]
fn bash_completes(#[case] words: &[&str], #[case] word: &str) {
    let path = script("bash", &words.concat());
    let path = path.to_str().unwrap();
    let arguments = [&["--norc", "-c", BASH, "bash", path, "smtpref"], words].concat();
    let text = printed("bash", &arguments).expect("bash is installed");
    assert!(text.lines().any(|line| line == word), "{text}");
}

/// An option that may stand without a value has one behind its sign only, which bash takes for a word.
#[test]
fn bash_completes_no_code_behind_a_sign() {
    let path = script("bash", "print");
    let path = path.to_str().unwrap();
    let asked = |words: &[&str]| {
        let arguments = ["--norc", "-c", BASH, "bash", path, "smtpref"];
        let text = printed("bash", &[&arguments[..], words].concat());
        text.expect("bash is installed")
    };
    assert_eq!(asked(&["--print", "="]), "answer\ncode\n");
    assert_eq!(asked(&["--print", "=", "c"]), "code\n");
    let codes = asked(&["--print", ""]);
    assert!(codes.lines().any(|line| line == "556"), "{codes}");
}

/// A folder with files that a shell could take for more than a name.
#[cfg(unix)]
fn folder(name: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("files-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("bounces")).unwrap();
    for file in ["bounce.eml", "$(id) x.eml", "bounces/1.eml", "two\nlines"] {
        std::fs::write(folder.join(file), "550 5.1.1 no\n").unwrap();
    }
    folder.display().to_string()
}

#[cfg(unix)]
#[rstest]
#[case::of_a_text(&["explain", "bou"], &["bounce.eml", "bounces/"])]
#[case::in_a_folder(&["check", "bounces/"], &["bounces/1.eml"])]
#[case::of_a_second_file(&["explain", "bounce.eml", "b"], &["bounce.eml", "bounces/"])]
#[case::no_command(&["explain", "$"], &["\\$\\(id\\)\\ x.eml"])]
#[case::no_second_line(&["explain", "t"], &[""])]
fn bash_completes_names_of_files(#[case] words: &[&str], #[case] names: &[&str]) {
    let case = words.concat().replace(['/', '$'], "-");
    let path = script("bash", &case);
    let inside = format!("cd {}\n{BASH}", folder(&case));
    let path = path.to_str().unwrap();
    let arguments = [&["--norc", "-c", &inside, "bash", path, "smtpref"], words].concat();
    let text = printed("bash", &arguments).expect("bash is installed");
    assert_eq!(text.lines().collect::<Vec<_>>(), names);
}

#[cfg(unix)]
#[test]
fn other_shells_complete_names_of_files() {
    let folder = folder("others");
    let path = script("fish", "files");
    let fish = format!(
        "cd {folder}; source {}; complete -C 'smtpref explain bounc'",
        path.display()
    );
    if let Some(text) = printed("fish", &["--no-config", "-c", &fish]) {
        assert_eq!(text, "bounce.eml\nbounces/\n");
    }
    let zsh = format!("cd {folder}\n{ZSH}");
    let functions = Path::new(&folder).join("functions");
    std::fs::create_dir_all(&functions).unwrap();
    std::fs::write(
        functions.join("_smtpref"),
        run(&["completions", "zsh"]).stdout,
    )
    .unwrap();
    let functions = functions.to_str().unwrap();
    let words = ["smtpref", "check", "bounc"];
    let arguments = [&["-f", "-c", &zsh, "zsh", functions], &words[..]].concat();
    if let Some(text) = printed("zsh", &arguments) {
        assert_eq!(text, "bounces\nbounce.eml\n");
    }
    let mut command = program(&["--", "smtpref", "explain", "$"]);
    command
        .env("SMTPREF_COMPLETE", "powershell")
        .current_dir(&folder);
    let told = ended(&command.output().unwrap()).stdout;
    assert_eq!(told, "'$(id) x.eml'\n");
}

#[rstest]
#[case::commands("smtpref sh", "show\tPrint the pages of codes")]
#[case::codes_without_a_command("smtpref 55", "556\tDomain does not accept mail")]
#[case::further_codes("smtpref compare 250 55", "556\tDomain does not accept mail")]
#[case::options_after_codes("smtpref show 556 --fo", "--format\tThe format of the answer")]
#[case::values_of_a_filter("smtpref list --kind e", "enhanced\tEnhanced status code")]
#[case::values_of_an_option("smtpref show 556 --color a", "always\tIn a pipe too")]
fn fish_completes_with_titles(#[case] line: &str, #[case] shown: &str) {
    let path = script("fish", line);
    let load = format!("source {}; complete -C '{line}'", path.display());
    if let Some(text) = printed("fish", &["--no-config", "-c", &load]) {
        assert!(text.lines().any(|line| line == shown), "{text}");
    }
}

/// Loads the script as a function of `fpath`, as the completion system does, at the first completion. Replaces the parts of the system that
/// need a terminal, and prints what they are told.
const ZSH: &str = r#"
compdef() { }
_describe() { shift 2; print -l -- "${(@P)1}" }
fpath=("$1" $fpath); shift
words=("$@"); CURRENT=$#
autoload -Uz _smtpref
_smtpref
"#;

#[rstest]
#[case::commands(&["sh"], "show:Print the pages of codes")]
#[case::codes_without_a_command(&["55"], "556:Domain does not accept mail")]
#[case::codes_after_a_command(&["show", "5.1.1"], "5.1.10:Recipient address has null MX")]
#[case::options_after_codes(&["show", "556", "--fo"], "--format:The format of the answer")]
#[case::options_after_a_second_code(&["compare", "250", "556", "--js"], "--json:Short for `--format json`")]
#[case::values_of_a_filter(&["list", "--kind", "e"], "enhanced:Enhanced status code")]
#[case::values_of_an_option(&["556", "--color", "a"], "always:In a pipe too")]
fn zsh_completes_with_titles(#[case] words: &[&str], #[case] shown: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("zsh-{}", words.concat()));
    std::fs::create_dir_all(&folder).unwrap();
    let ended = run(&["completions", "zsh"]);
    std::fs::write(folder.join("_smtpref"), ended.stdout).unwrap();
    let folder = folder.to_str().unwrap();
    let arguments = [&["-f", "-c", ZSH, "zsh", folder, "smtpref"], words].concat();
    if let Some(text) = printed("zsh", &arguments) {
        assert!(text.lines().any(|line| line == shown), "{text}");
    }
}

/// Puts what the editor of elvish has, and is not there without a terminal, in its place, and prints what it is told.
const ELVISH: &str = r"
var edit: = (ns [
  &completion:=(ns [&arg-completer=[&]])
  &complex-candidate~={|word &display=''| put $word' -- '$display }
])
eval (slurp < $args[0]) &ns=(ns [&edit:=$edit:])
$edit:completion:arg-completer[smtpref] (all $args[1..]) | to-lines
";

#[rstest]
#[case::commands(&["sh"], "show -- show  Print the pages of codes")]
#[case::codes_without_a_command(&["55"], "556 -- 556  Domain does not accept mail")]
#[case::codes_after_a_command(&["show", "5.1.1"], "5.1.10 -- 5.1.10  Recipient address has null MX")]
#[case::options_after_codes(&["show", "556", "--fo"], "--format -- --format  The format of the answer")]
#[case::values_of_a_filter(&["list", "--kind", "e"], "enhanced -- enhanced  Enhanced status code")]
fn elvish_completes_with_titles(#[case] words: &[&str], #[case] shown: &str) {
    let path = script("elvish", &words.concat());
    let path = path.to_str().unwrap();
    let arguments = [&["-norc", "-c", ELVISH, path, "smtpref"], words].concat();
    if let Some(text) = printed("elvish", &arguments) {
        assert!(text.lines().any(|line| line == shown), "{text}");
    }
}

/// PowerShell cuts each line at its tab: a word, and what it says of it.
#[rstest]
#[case::commands(&["sh"], "show\tPrint the pages of codes")]
#[case::codes_after_a_command(&["show", "5.1.1"], "5.1.10\tRecipient address has null MX")]
#[case::options_after_codes(&["show", "556", "--fo"], "--format\tThe format of the answer")]
#[case::values_of_an_option(&["show", "556", "--color", "a"], "always\tIn a pipe too")]
fn powershell_is_told_words_with_titles(#[case] words: &[&str], #[case] told: &str) {
    let mut command = program(&[&["--", "smtpref"], words].concat());
    command.env("SMTPREF_COMPLETE", "powershell");
    let text = ended(&command.output().unwrap()).stdout;
    assert!(text.lines().any(|line| line == told), "{text}");
}

#[test]
fn commands_come_before_codes() {
    let mut command = program(&["--", "smtpref", ""]);
    command.env("SMTPREF_COMPLETE", "fish");
    let text = ended(&command.output().unwrap()).stdout;
    let at = |word: &str| text.lines().position(|line| line.starts_with(word));
    assert!(
        at("show\t").is_some() && at("show\t") < at("556\t"),
        "{text}"
    );
    assert!(at("556\t") < at("--format\t"), "{text}");
}

/// A script that asks for completions must not meet an ordinary run, whatever is in the environment.
#[rstest]
#[case::no_shell("tcsh")]
#[case::nothing("")]
fn a_shell_that_is_not_known_changes_nothing(#[case] shell: &str) {
    let mut command = program(&["show", "556"]);
    command.env("SMTPREF_COMPLETE", shell);
    let told = ended(&command.output().unwrap());
    assert_eq!(told.stdout, run(&["show", "556"]).stdout);
}

#[test]
fn the_man_page_is_clean_and_complete() {
    let page = run(&["man"]);
    assert_eq!((page.status, page.stderr.as_str()), (0, ""));
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("smtpref.1");
    std::fs::write(&path, page.stdout).unwrap();
    let path = path.to_str().unwrap();
    if let Some(text) = printed("groff", &["-man", "-ww", "-Tascii", "-P-cbou", path]) {
        for word in [
            "show",
            "compare",
            "list",
            "search",
            "completions",
            "man",
            "--limit",
            "--kind",
            "--color",
            "NO_COLOR",
            "class:5",
            "ctrl-c",
        ] {
            assert!(text.contains(word), "{word} in {text}");
        }
        let heading = |line: &&str| line.starts_with(|c: char| c.is_ascii_uppercase());
        let mut lines: Vec<&str> = text.lines().filter(heading).collect();
        let head = lines.remove(0);
        assert!(head.contains("User Commands"), "{head}");
        let foot = text.trim_end().lines().last().unwrap_or_default();
        let version = concat!("smtpref ", env!("CARGO_PKG_VERSION"));
        assert!(
            foot.starts_with(version) && foot.ends_with("SMTPREF(1)"),
            "{foot}"
        );
        let day = foot.split_whitespace().nth(2);
        assert!(
            day.is_some_and(|day| day.starts_with("20") && day.len() == 10),
            "{foot}"
        );
        assert_eq!(
            lines,
            [
                "NAME",
                "SYNOPSIS",
                "DESCRIPTION",
                "COMMANDS",
                "OPTIONS",
                "OUTPUT",
                "KEYS",
                "EXIT STATUS",
                "ENVIRONMENT",
                "FILES",
                "EXAMPLES"
            ]
        );
    }
    // Warnings of the formatter come on standard error, which must be empty.
    printed("man", &["--warnings", "-l", path]);
}

#[rstest]
#[case::long("--help")]
#[case::short("-h")]
#[case::of_show("show --help")]
#[case::of_compare("compare --help")]
#[case::of_list("list --help")]
#[case::of_search("search --help")]
#[case::of_config("config --help")]
#[case::of_completions("completions --help")]
#[case::of_man("man --help")]
fn every_help_has_examples(#[case] line: &str) {
    let ended = run_line(line);
    assert_eq!((ended.status, ended.stderr.as_str()), (0, ""));
    assert!(ended.stdout.contains("Examples:\n"), "{}", ended.stdout);
    assert!(!ended.stdout.contains('\u{1b}'));
}
