//! How the answer looks where it goes: format, colours, hyperlinks and width, from options, environment and terminal.

use std::env;
use std::io::{self, IsTerminal};

use super::args::{Color, Format, OutputArgs};
use crate::terminal;

/// The width of text where there is no terminal to ask.
const PIPE: u16 = 80;
/// Pages are not laid out wider: longer lines are hard to read.
const PAGE: u16 = 100;

/// How the answer looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// The format.
    pub(super) format: Format,
    /// Whether there are colours.
    pub(super) colours: bool,
    /// Whether addresses are hyperlinks.
    pub(super) hyperlinks: bool,
    /// The width that was asked for or that the terminal has.
    known_width: Option<u16>,
}

impl Default for Look {
    /// What the environment and standard output say, where no option does.
    fn default() -> Self {
        Self::of(&OutputArgs::default())
    }
}

impl Look {
    /// What the options, the environment and standard output say.
    pub(super) fn of(output: &OutputArgs) -> Self {
        let stdout = io::stdout();
        let colours = match output.color.unwrap_or_default() {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => wanted(
                |name| env::var(name).unwrap_or_default(),
                stdout.is_terminal(),
            ),
        };
        Self {
            format: output.format(),
            colours,
            hyperlinks: colours && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
            known_width: output.width.or_else(terminal::columns),
        }
    }

    /// The width for pages.
    pub(super) fn page_width(self) -> u16 {
        self.full_width().min(PAGE)
    }

    /// The width for what profits from all of it.
    pub(super) fn full_width(self) -> u16 {
        self.known_width.unwrap_or(PIPE)
    }

    /// The width at which rows end; `None` in a pipe, where a row is for another program to read.
    pub(super) const fn row_width(self) -> Option<u16> {
        self.known_width
    }
}

/// Whether colours are wanted where no option says it (no-color.org, bixense.com/clicolors).
fn wanted(variable: impl Fn(&str) -> String, terminal: bool) -> bool {
    if !variable("NO_COLOR").is_empty() {
        return false;
    }
    if !matches!(&*variable("CLICOLOR_FORCE"), "" | "0") {
        return true;
    }
    terminal && variable("CLICOLOR") != "0" && variable("TERM") != "dumb"
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::terminal(&[], true, true)]
    #[case::pipe(&[], false, false)]
    #[case::no_color_empty(&[("NO_COLOR", "")], true, true)]
    #[case::no_color(&[("NO_COLOR", "1")], true, false)]
    #[case::no_color_before_force(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], true, false)]
    #[case::force_in_a_pipe(&[("CLICOLOR_FORCE", "1")], false, true)]
    #[case::force_of_zero(&[("CLICOLOR_FORCE", "0")], false, false)]
    #[case::clicolor_of_zero(&[("CLICOLOR", "0")], true, false)]
    #[case::dumb_terminal(&[("TERM", "dumb")], true, false)]
    fn environment_and_terminal_decide(
        #[case] environment: &[(&str, &str)],
        #[case] terminal: bool,
        #[case] colours: bool,
    ) {
        let variable = |name: &str| {
            let found = environment.iter().find(|(key, _)| *key == name);
            found.map_or_else(String::new, |(_, value)| (*value).to_owned())
        };
        assert_eq!(wanted(variable, terminal), colours);
    }
}
