//! Wrong usage in one line.

use std::io::{self, Write};

use clap::Error;
use clap::error::ErrorKind;

use super::args::COMMANDS;
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
    let mut text = in_one_line(&error.render().to_string(), command);
    if error.kind() == ErrorKind::UnknownArgument {
        text.push_str("; words that begin with - go behind --");
    }
    Ok(Ending::failure(Status::Usage, text))
}

/// The command that was meant, for its help.
fn command(words: impl Iterator<Item = String>) -> Option<&'static str> {
    let mut words = words.skip(1);
    words.find_map(|word| COMMANDS.into_iter().find(|name| *name == word))
}

/// The first paragraph of an error, how to pass a word that looks like an option, and which help to read.
fn in_one_line(error: &str, command: Option<&str>) -> String {
    let paragraph = error.split("\n\n").next().unwrap_or(error);
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    let tips = error
        .lines()
        .filter_map(|line| line.trim().strip_prefix("tip: "));
    let pass = tips.filter(|tip| tip.starts_with("to pass "));
    let text: Vec<String> = std::iter::once(words.join(" "))
        .chain(pass.map(str::to_owned))
        .collect();
    let text = text.join("; ");
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
    format!("{text}; see smtpref{command} --help")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_looks_like_an_option_is_helped() {
        let error = "error: unexpected argument '-f' found\n\n  tip: to pass '-f' as a value, use '-- -f'\n\nUsage: smtpref search <QUERY>...\n";
        assert_eq!(
            in_one_line(error, Some("search")),
            "unexpected argument '-f' found; to pass '-f' as a value, use '-- -f'; see smtpref search --help"
        );
    }

    #[test]
    fn an_error_is_one_line_without_control_characters() {
        let error = "error: unexpected argument '--\u{1b}[31m' found\n\n  tip: something\n\nUsage: smtpref show <CODE>...\n";
        assert_eq!(
            in_one_line(error, Some("show")),
            "unexpected argument '--\\u{1b}[31m' found; see smtpref show --help"
        );
    }
}
