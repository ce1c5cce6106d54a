//! Wrong usage in one line.

use std::ffi::OsString;
use std::io::{self, Write};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Error};

use super::args::{Args, COMMANDS};
use super::codes::echo;
use super::ending::{Ending, Status};
use super::look::Look;

/// Prints what the parser says instead of arguments: help as it is, an error in one line.
pub(super) fn tell(error: &Error, look: Look, out: &mut dyn Write) -> io::Result<Ending> {
    if error.kind() == ErrorKind::DisplayHelp {
        let text = error.render();
        if look.colours {
            write!(out, "{}", text.ansi())?;
        } else {
            write!(out, "{text}")?;
        }
        return Ok(Ending::found());
    }
    let command = command(std::env::args_os().filter_map(|word| word.into_string().ok()));
    let text = error.render().to_string();
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => Some(word.as_str()),
        _ => None,
    };
    let (hint, command) = match context(ContextKind::InvalidArg) {
        Some(option) if error.kind() == ErrorKind::UnknownArgument => {
            of_unknown(option, context(ContextKind::SuggestedArg), command)
        }
        _ => (String::new(), command),
    };
    Ok(Ending::failure(
        Status::Usage,
        in_one_line(&text, &hint, command),
    ))
}

/// What is said of words that begin with a misspelt command.
pub(super) fn not_a_command(words: &[String], command: &str) -> String {
    let (first, rest) = words
        .split_first()
        .map_or(("", words), |(first, rest)| (first.as_str(), rest));
    let rest = echo(&rest.join(" "));
    format!(
        "{:?} is not a command; the nearest is {command}, as in: smtpref {command} {rest}",
        echo(first)
    )
}

/// The words that ask for the help, where it is asked for as a command, alone or with the name of another one.
pub(super) fn of_help(words: impl Iterator<Item = OsString>) -> Option<Vec<String>> {
    let words: Vec<OsString> = words.take(3).collect();
    let is_command = |word: &OsString| COMMANDS.iter().any(|name| word == name);
    let command = match &words[..] {
        [help] if help == "help" => None,
        [help, command] if help == "help" && is_command(command) => command.to_str(),
        _ => return None,
    };
    let words = [Some("smtpref"), command, Some("--help")];
    Some(words.into_iter().flatten().map(str::to_owned).collect())
}

/// The command that was meant, for its help.
fn command(words: impl Iterator<Item = String>) -> Option<&'static str> {
    let mut words = words.skip(1);
    words.find_map(|word| COMMANDS.into_iter().find(|name| *name == word))
}

/// What helps with an option that a command does not have, and the command whose help tells more.
fn of_unknown(
    option: &str,
    nearest: Option<&str>,
    command: Option<&'static str>,
) -> (String, Option<&'static str>) {
    let program = Args::command();
    let is_it = |arg: &clap::Arg| {
        let is_own = arg.get_help_heading() != Some("Output");
        let long = arg.get_long().filter(|_| is_own);
        long.is_some_and(|long| option == format!("--{long}"))
    };
    if program.get_arguments().any(is_it) {
        let hint = format!("; it goes without a command: smtpref {option}");
        return (hint, None);
    }
    let has = |name: &&'static str| {
        let command = program.find_subcommand(name);
        command.is_some_and(|command| command.get_arguments().any(is_it))
    };
    if let Some(owner) = COMMANDS.into_iter().find(has) {
        let hint = format!("; it is an option of smtpref {owner}");
        return (hint, Some(owner));
    }
    let hint = match nearest {
        Some(nearest) => format!("; the nearest is {nearest}"),
        None => "; words that begin with - go behind --".to_owned(),
    };
    (hint, command)
}

/// The first paragraph of an error, what helps, and which help to read.
fn in_one_line(error: &str, hint: &str, command: Option<&str>) -> String {
    let paragraph = error.split("\n\n").next().unwrap_or(error);
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    let text = words.join(" ");
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    // What was typed stands in the error as it was typed.
    let text: String = text
        .chars()
        .flat_map(|c| {
            let escaped: Vec<char> = if c == '\'' || c == '"' {
                vec![c]
            } else {
                c.escape_debug().collect()
            };
            escaped
        })
        .collect();
    let command = command.map_or_else(String::new, |name| format!(" {name}"));
    format!("{text}{hint}; see smtpref{command} --help")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::of_another_command(
        "--lines",
        None,
        "; it is an option of smtpref explain",
        Some("explain")
    )]
    #[case::of_no_command("--print", None, "; it goes without a command: smtpref --print", None)]
    #[case::misspelt("--jsn", Some("--json"), "; the nearest is --json", Some("show"))]
    #[case::a_word("-f", None, "; words that begin with - go behind --", Some("show"))]
    fn an_option_that_a_command_does_not_have_is_helped(
        #[case] option: &str,
        #[case] nearest: Option<&str>,
        #[case] hint: &str,
        #[case] command: Option<&'static str>,
    ) {
        let found = of_unknown(option, nearest, Some("show"));
        assert_eq!(found, (hint.to_owned(), command));
    }

    #[rstest]
    #[case::alone("help", Some("smtpref --help"))]
    #[case::of_a_command("help explain", Some("smtpref explain --help"))]
    #[case::words_of_a_search("help message", None)]
    #[case::behind_a_code("550 help", None)]
    #[case::more_words("help show 550", None)]
    fn help_is_a_command_too(#[case] given: &str, #[case] asked: Option<&str>) {
        let words = of_help(given.split(' ').map(OsString::from));
        assert_eq!(words.map(|words| words.join(" ")).as_deref(), asked);
    }

    #[test]
    fn an_error_is_one_line_without_control_characters() {
        let error = "error: unexpected argument '--\u{1b}[31m' found\n\n  tip: something\n\nUsage: smtpref show <CODE>...\n";
        assert_eq!(
            in_one_line(error, "", Some("show")),
            "unexpected argument '--\\u{1b}[31m' found; see smtpref show --help"
        );
    }
}
