//! What can stand where a code, a provider, a number or a file is asked for, with its title.

use std::env;
use std::ffi::OsStr;

use clap_complete::CompletionCandidate;
use clap_complete::engine::{PathCompleter, ValueCompleter as _};

use crate::search::QueryField;
use crate::shipped;
use smtpref_catalog::{Code, Provider};

/// Names the shell that asks.
pub(super) const VARIABLE: &str = "SMTPREF_COMPLETE";

/// The name of the shell that asks, if one does.
pub(super) fn shell_that_asks() -> Option<String> {
    env::var(VARIABLE).ok()
}

/// All codes with their titles; an enhanced status code with each class that it is used with.
pub(super) fn codes() -> Vec<CompletionCandidate> {
    let Ok(catalog) = shipped::catalog() else {
        return Vec::new();
    };
    let mut codes = Vec::new();
    for entry in catalog.entries() {
        let with_classes = entry.classes.iter().filter_map(|&class| {
            let code = entry.code.enhanced()?.with_class(Some(class));
            Some(Code::Enhanced(code))
        });
        for code in std::iter::once(entry.code).chain(with_classes) {
            let candidate = CompletionCandidate::new(code.to_string());
            codes.push(candidate.help(Some(entry.title.into())));
        }
    }
    codes
}

/// All providers with what readers call them.
pub(super) fn providers() -> Vec<CompletionCandidate> {
    let Ok(catalog) = shipped::catalog() else {
        return Vec::new();
    };
    let candidate = |provider: &Provider| {
        CompletionCandidate::new(provider.code.as_str()).help(Some(provider.name.into()))
    };
    catalog.providers().iter().map(candidate).collect()
}

/// The numbers of a field that have a name.
pub(super) fn numbers(field: &QueryField) -> Vec<CompletionCandidate> {
    let values = field.values().into_iter();
    let candidate = |value: crate::search::Value| {
        CompletionCandidate::new(value.word).help(Some(value.meaning.into()))
    };
    values.map(candidate).collect()
}

/// The files that a name begins, and the folders that may hold them.
pub(super) fn files(begun: &OsStr) -> Vec<CompletionCandidate> {
    readable(PathCompleter::file().complete(begun))
}

/// The files and the folders that a name begins.
pub(super) fn files_and_folders(begun: &OsStr) -> Vec<CompletionCandidate> {
    readable(PathCompleter::any().complete(begun))
}

/// Names as the shell that asks reads them in its line: they may hold anything, and some shells take what they are told as it is.
fn readable(names: Vec<CompletionCandidate>) -> Vec<CompletionCandidate> {
    let shell = shell_that_asks().unwrap_or_default();
    let quoted = |candidate: CompletionCandidate| {
        let name = quoted(candidate.get_value().to_str()?, &shell)?;
        Some(CompletionCandidate::new(name).hide(candidate.is_hide_set()))
    };
    names.into_iter().filter_map(quoted).collect()
}

/// A name in the line of a shell; `None` where it cannot stand in an answer. The other shells quote themselves.
fn quoted(name: &str, shell: &str) -> Option<String> {
    if name.contains(char::is_control) {
        return None;
    }
    let is_plain = |c: char, others: &str| c.is_alphanumeric() || others.contains(c);
    match shell {
        "bash" => {
            let escape = |c: char| [(!is_plain(c, "_-./:~+=,@%^")).then_some('\\'), Some(c)];
            Some(name.chars().flat_map(escape).flatten().collect())
        }
        "powershell" if !name.chars().all(|c| is_plain(c, "_-./\\:~+=")) => {
            let double = |c: char| {
                let is_quote = matches!(c, '\'' | '\u{2018}'..='\u{201b}');
                [Some(c), is_quote.then_some(c)]
            };
            let inside: String = name.chars().flat_map(double).flatten().collect();
            Some(format!("'{inside}'"))
        }
        _ => Some(name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::plain("dir/né-1.eml", "bash", Some("dir/né-1.eml"))]
    #[case::space("a b.eml", "bash", Some("a\\ b.eml"))]
    #[case::command("$(x);'`.eml", "bash", Some("\\$\\(x\\)\\;\\'\\`.eml"))]
    #[case::plain_there("dir\\a.eml", "powershell", Some("dir\\a.eml"))]
    #[case::command_there("$(x) 'y’.eml", "powershell", Some("'$(x) ''y’’.eml'"))]
    #[case::of_a_shell_that_quotes("$(x) y.eml", "fish", Some("$(x) y.eml"))]
    #[case::two_lines("a\nb", "fish", None)]
    #[case::steers_the_terminal("a\u{9b}b", "zsh", None)]
    fn a_name_is_one_word_of_the_line(
        #[case] name: &str,
        #[case] shell: &str,
        #[case] expected: Option<&str>,
    ) {
        assert_eq!(quoted(name, shell).as_deref(), expected);
    }
}
