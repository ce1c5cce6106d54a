//! Completions in the real shells, and the man page through the real formatter. A shell that is not installed is left out, except
//! bash.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use rstest::{Context, rstest};

use crate::program::{run, run_line};

/// The script in a file that only this test and case writes: the cases run in parallel, and a shell must not read half a script.
fn script(shell: &str, case: &str) -> PathBuf {
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
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {stderr}");
    assert_eq!(stderr, "", "{name}");
    Some(String::from_utf8(output.stdout).unwrap())
}

const BASH: &str = r#"
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_smtpref smtpref "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
"#;

#[rstest]
#[case::command(&["sh"], "show")]
#[case::code(&["55"], "556")]
#[case::code_of_show(&["show", "5.1.1"], "5.1.10")]
#[case::second_code_of_compare(&["compare", "250", "55"], "556")]
#[case::kind(&["list", "--kind", "e"], "enhanced")]
#[case::smtp_command(&["list", "--command", "RC"], "RCPT")]
#[case::shell(&["completions", "z"], "zsh")]
#[case::option_after_a_code(&["show", "556", "--format", "m"], "markdown")]
fn bash_completes(#[context] context: Context, #[case] words: &[&str], #[case] word: &str) {
    let path = script("bash", context.description.unwrap());
    let path = path.to_str().unwrap();
    let arguments = [&["--norc", "-c", BASH, "bash", path, "smtpref"], words].concat();
    let text = printed("bash", &arguments).expect("bash is installed");
    assert!(text.lines().any(|line| line == word), "{text}");
}

#[rstest]
#[case::command("smtpref sh", "show\tPrint the pages of codes")]
#[case::code("smtpref 55", "556\tDomain does not accept mail")]
#[case::second_code_of_compare("smtpref compare 250 55", "556\tDomain does not accept mail")]
#[case::kind("smtpref list --kind e", "enhanced\tEnhanced status code")]
fn fish_completes_with_titles(
    #[context] context: Context,
    #[case] line: &str,
    #[case] shown: &str,
) {
    let path = script("fish", context.description.unwrap());
    let load = format!("source {}; complete -C '{line}'", path.display());
    if let Some(text) = printed("fish", &["--no-config", "-c", &load]) {
        assert!(text.lines().any(|line| line == shown), "{text}");
    }
}

/// Replaces the parts of the completion system that need a terminal, and prints what they are told.
const ZSH: &str = r#"
autoload -Uz is-at-least
compdef() { }
_describe() { shift 2; print -l -- "${(@P)2}" }
source "$1"
_smtpref_commands
print -l -- "${(@k)functions}" | grep '^_smtpref$'
"#;

#[test]
fn zsh_loads_commands_and_codes() {
    let path = script("zsh", "loads");
    let arguments = ["-f", "-c", ZSH, "zsh", path.to_str().unwrap()];
    if let Some(text) = printed("zsh", &arguments) {
        for line in [
            "show:Print the pages of codes",
            "556:Domain does not accept mail",
            "5.1.10:Recipient address has null MX",
            "_smtpref",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} in {text}");
        }
    }
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
            "EXIT STATUS",
            "EXAMPLES",
        ] {
            assert!(text.contains(word), "{word} in {text}");
        }
    }
    // Warnings of the formatter come on standard error, which must be empty.
    printed("man", &["--warnings", "-l", path]);
}

#[rstest]
#[case::long("--help")]
#[case::short("-h")]
#[case::show("show --help")]
#[case::compare("compare --help")]
#[case::list("list --help")]
#[case::search("search --help")]
#[case::completions("completions --help")]
#[case::man("man --help")]
fn every_help_has_examples(#[case] line: &str) {
    let ended = run_line(line);
    assert_eq!((ended.status, ended.stderr.as_str()), (0, ""));
    assert!(ended.stdout.contains("Examples:\n"), "{}", ended.stdout);
    assert!(!ended.stdout.contains('\u{1b}'));
}
