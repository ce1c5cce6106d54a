//! Completion in the shells: the program itself says what can stand at the cursor, so that codes come with their titles and no list in a
//! script grows old.
//!
//! `smtpref completions SHELL` prints a few lines that ask the program for the rest at the start of the shell. So script and program are
//! always of the same version, which `clap_complete` does not promise to work otherwise.

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};

use clap::{Command, CommandFactory as _};
use clap_complete::Shell;
use clap_complete::engine::complete;
use clap_complete::env::Shells;

use super::args::Args;
use super::candidates::{VARIABLE, shell_that_asks};
use super::ending::Ending;
use super::print;

const PROGRAM: &str = "smtpref";

/// What a shell runs at its start, or at the first completion of the program.
const fn script(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => "eval \"$(SMTPREF_COMPLETE=bash smtpref)\"\n",
        // The one of `clap_complete` has no titles. What fish is told, a code, a tab and its title, is what is needed here.
        Shell::Elvish => {
            "use str\n\
             set edit:completion:arg-completer[smtpref] = {|@words|\n\
             \x20   env SMTPREF_COMPLETE=fish smtpref -- $@words | from-lines | each {|line|\n\
             \x20       var word title = (str:split \"\\t\" $line\"\\t\" | take 2)\n\
             \x20       edit:complex-candidate $word &display=(str:trim-right $word'  '$title ' ')\n\
             \x20   }\n\
             }\n"
        }
        Shell::Fish => "SMTPREF_COMPLETE=fish smtpref | source\n",
        Shell::PowerShell => {
            "$env:SMTPREF_COMPLETE = 'powershell'\n\
             smtpref | Out-String | Invoke-Expression\n\
             Remove-Item Env:\\SMTPREF_COMPLETE\n"
        }
        Shell::Zsh => {
            "#compdef smtpref\n\
             source <(SMTPREF_COMPLETE=zsh smtpref)\n\
             # As a function of fpath this is read at the first completion, which wants its answer too.\n\
             [[ $funcstack[1] == _smtpref ]] && _clap_dynamic_completer_smtpref \"$@\"\n"
        }
        _ => "",
    }
}

/// What bash runs behind what `clap_complete` has for it. Where nothing is typed behind it yet, bash takes the sign of `--option=` for
/// the word at the cursor, and the script would lose it.
const OF_BASH: &str = r#"
_smtpref() {
    if [[ ${COMP_WORDS[COMP_CWORD]} == "=" ]]; then
        COMP_WORDS=("${COMP_WORDS[@]:0:COMP_CWORD + 1}" "")
        COMP_CWORD=$((COMP_CWORD + 1))
    fi
    _clap_complete_smtpref "$@"
}
complete -o nospace -o bashdefault -o nosort -F _smtpref smtpref 2> /dev/null ||
    complete -o nospace -o bashdefault -F _smtpref smtpref
"#;

/// Prints the script for a shell.
pub(super) fn completions(shell: Shell, out: &mut dyn Write) -> io::Result<Ending> {
    out.write_all(script(shell).as_bytes())?;
    Ok(Ending::found())
}

/// Answers the shell that asks; `None` if none does. Behind `--` come the words of its line; without them it asks how to ask.
pub(super) fn answer() -> Option<io::Result<Ending>> {
    let name = shell_that_asks()?;
    let shells = Shells::builtins();
    let shell = shells.completer(&name)?;
    let words = env::args_os().skip_while(|word| word != "--").skip(1);
    let words: Vec<OsString> = words.collect();
    Some(print::to_stdout(|out| {
        if words.is_empty() {
            shell.write_registration(VARIABLE, PROGRAM, PROGRAM, PROGRAM, out)?;
            if name == "bash" {
                out.write_all(OF_BASH.as_bytes())?;
            }
        } else {
            let mut candidates = Vec::new();
            let command = &mut Args::command();
            // The one error is a cursor outside of the words: nothing can stand there.
            let told = match value_in_bash(&words).filter(|_| name == "bash") {
                Some((words, option)) => values(command, words, &option, &mut candidates),
                None => shell.write_complete(command, words, None, &mut candidates),
            };
            if let Ok(()) = told {
                out.write_all(&candidates)?;
            }
        }
        Ok(Ending::found())
    }))
}

/// The words up to the cursor if it is in the value of `--option=value`, which bash takes for three words, and `--option=`.
fn value_in_bash(words: &[OsString]) -> Option<(Vec<OsString>, String)> {
    let cursor: usize = env::var("_CLAP_COMPLETE_INDEX").ok()?.parse().ok()?;
    let (before, rest) = words.get(..=cursor)?.split_last_chunk::<3>()?;
    let [option, sign, value] = rest;
    let option = option.to_str().filter(|word| word.starts_with("--"));
    let option = format!("{}=", option.filter(|_| sign == "=")?);
    let mut whole = OsString::from(&option);
    whole.push(value);
    let mut words = before.to_vec();
    words.push(whole);
    Some((words, option))
}

/// Writes what can stand behind the option at the end of the words, as bash reads it.
fn values(
    command: &mut Command,
    words: Vec<OsString>,
    option: &str,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    let last = words.len().saturating_sub(1);
    let between = env::var("_CLAP_IFS").unwrap_or_else(|_| "\n".to_owned());
    let candidates = complete(command, words, last, None)?;
    let values = candidates.iter().filter_map(|candidate| {
        let whole = candidate.get_value().to_str()?;
        whole.strip_prefix(option)
    });
    out.write_all(values.collect::<Vec<_>>().join(&between).as_bytes())
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum as _;

    use super::*;

    #[test]
    fn every_shell_that_can_be_named_is_one_that_can_ask() {
        for &shell in Shell::value_variants() {
            let name = shell.to_string();
            assert!(Shells::builtins().completer(&name).is_some(), "{name}");
            assert!(script(shell).contains(VARIABLE), "{name}");
            // elvish is told what fish is told.
            let told = name.replace("elvish", "fish");
            assert!(script(shell).contains(&told), "{name}");
        }
    }
}
