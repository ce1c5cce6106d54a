//! `smtpref completions`: the scripts that make shells complete commands, options and codes.
//!
//! Commands and options come from the definition of the arguments. Only here codes are listed: parsing takes more forms than a list
//! can hold, and most shells are given them by a function of their own, once instead of with each command.

mod with_codes;

use std::io::{self, Write};

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Command, CommandFactory};
use clap_complete::{Shell, generate};

use super::args::Args;
use super::ending::Ending;
use smtpref_catalog::Catalog;
use smtpref_catalog::Code;

/// The commands that take codes.
const OF_CODES: [&str; 2] = ["show", "compare"];

/// A code and its title.
struct Titled {
    code: String,
    title: &'static str,
}

/// Prints the script for a shell.
pub(super) fn completions(
    shell: Shell,
    catalog: &Catalog,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    let codes = codes(catalog);
    let script = if shell == Shell::Bash {
        script(shell, listed(Args::command(), &codes))
    } else {
        let plain = script(shell, without_codes(&Args::command()));
        with_codes::add(shell, &plain, &codes)
    };
    out.write_all(script.as_bytes())?;
    Ok(Ending::found())
}

fn script(shell: Shell, mut command: Command) -> String {
    let mut script = Vec::new();
    generate(shell, &mut command, "smtpref", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// All codes with their titles; an enhanced status code with each class that it is used with.
fn codes(catalog: &Catalog) -> Vec<Titled> {
    let mut codes = Vec::new();
    for entry in catalog.entries() {
        let with_classes = entry.classes.iter().filter_map(|&class| {
            let code = entry.code.enhanced()?.with_class(Some(class));
            Some(Code::Enhanced(code))
        });
        for code in std::iter::once(entry.code).chain(with_classes) {
            codes.push(Titled {
                code: code.to_string(),
                title: entry.title,
            });
        }
    }
    codes
}

/// The definition with all codes as values, for the shell whose script takes them from there.
fn listed(command: Command, codes: &[Titled]) -> Command {
    let values = || {
        let values = codes.iter().map(|code| PossibleValue::new(&code.code));
        PossibleValuesParser::new(values)
    };
    let list = |command: Command| command.mut_arg("codes", |arg| arg.value_parser(values()));
    OF_CODES.into_iter().fold(list(command), |command, name| {
        command.mut_subcommand(name, list)
    })
}

/// The definition without codes before commands, which the scripts of most shells cannot tell apart.
fn without_codes(command: &Command) -> Command {
    let arguments = command.get_arguments();
    Command::new("smtpref")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_subcommand(true)
        .args(arguments.filter(|arg| arg.get_id() != "codes").cloned())
        .subcommands(command.get_subcommands().cloned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_gives_every_code() {
        let catalog = crate::shipped::catalog().unwrap();
        for shell in [
            Shell::Bash,
            Shell::Elvish,
            Shell::Fish,
            Shell::PowerShell,
            Shell::Zsh,
        ] {
            let mut script = Vec::new();
            completions(shell, &catalog, &mut script).unwrap();
            let script = String::from_utf8(script).unwrap();
            for code in codes(&catalog) {
                assert!(script.contains(&code.code), "{shell}: {}", code.code);
            }
        }
    }
}
