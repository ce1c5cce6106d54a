//! `smtpref completions`: the scripts that make shells complete commands, options and codes.
//!
//! They come from the definition of the arguments. Only here codes are listed as values: parsing takes more forms than a list can hold.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Command, CommandFactory};
use clap_complete::{Shell, generate};

use super::answer::{Answer, Status};
use super::args::Args;
use crate::catalog::Catalog;
use crate::domain::Code;

/// The script for a shell.
pub(super) fn completions(shell: Shell, catalog: &Catalog) -> Answer {
    let mut script = Vec::new();
    generate(shell, &mut with_codes(catalog), "smtpref", &mut script);
    match String::from_utf8(script) {
        Ok(script) => Answer::found(script),
        Err(error) => Answer::failure(Status::Usage, error.to_string()),
    }
}

/// The definition of the arguments with all codes as values.
fn with_codes(catalog: &Catalog) -> Command {
    let codes = codes(catalog);
    let list = |command: Command| {
        let values = PossibleValuesParser::new(codes.clone());
        command.mut_arg("codes", |arg| arg.value_parser(values))
    };
    let mut command = list(Args::command());
    for name in ["show", "compare"] {
        command = command.mut_subcommand(name, list);
    }
    command
}

/// All codes with their titles; an enhanced status code with each class that it is used with.
fn codes(catalog: &Catalog) -> Vec<PossibleValue> {
    let mut values = Vec::new();
    for entry in catalog.entries() {
        let with_classes = entry.classes.iter().filter_map(|&class| {
            let code = entry.code.enhanced()?.with_class(Some(class));
            Some(Code::Enhanced(code))
        });
        for code in std::iter::once(entry.code).chain(with_classes) {
            values.push(PossibleValue::new(code.to_string()).help(entry.title));
        }
    }
    values
}
