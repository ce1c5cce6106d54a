//! How the answer looks where it goes: format, colours, hyperlinks and width, from options, environment and terminal.

use std::env;
use std::io::{self, IsTerminal};

use clap::ValueEnum as _;

use super::args::{Color, Format, OutputArgs};
use super::settings::settings;
use crate::terminal::{self, Charset};
use crate::theme::{CONSOLE_OF_WINDOWS, Glyphs, Theme};

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
    /// The characters of text.
    pub(super) charset: Charset,
    /// The width that was asked for or that the terminal has.
    known_width: Option<u16>,
}

impl Look {
    /// What the words of a command line say that is not understood as a whole: of a call for help, or of a wrong one.
    pub(super) fn of_words(words: impl Iterator<Item = String>) -> Self {
        let mut output = OutputArgs::default();
        let mut words = words;
        while let Some(word) = words.next() {
            let value = match word.strip_prefix("--color") {
                Some("") => words.next(),
                Some(rest) => rest.strip_prefix('=').map(str::to_owned),
                None => None,
            };
            let color = value.and_then(|value| Color::from_str(&value, false).ok());
            output.color = color.or(output.color);
        }
        Self::of(&output)
    }

    /// What the options, the environment and standard output say.
    pub(super) fn of(output: &OutputArgs) -> Self {
        Self::where_it_goes(output, io::stdout().is_terminal())
    }

    /// The same on a terminal, wherever standard output goes.
    pub(super) fn on_terminal(output: &OutputArgs) -> Self {
        Self::where_it_goes(output, true)
    }

    fn where_it_goes(output: &OutputArgs, on_terminal: bool) -> Self {
        let variable = |name: &str| env::var(name).ok();
        // Asked for in any case: a console obeys from then on.
        let obeys = on_terminal && terminal::obeys_sequences();
        let forced = variable("FORCE_HYPERLINK").is_some();
        let colours = match output.color.unwrap_or_default() {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => wanted(variable, obeys),
        };
        Self {
            format: output.format(),
            colours,
            hyperlinks: colours && (obeys || forced) && terminal::takes_hyperlinks(variable),
            charset: Charset::of_locale(variable),
            known_width: output.width.or_else(terminal::columns),
        }
    }

    /// The styles.
    pub(super) fn theme(self) -> Theme {
        if !self.colours {
            Theme::Plain
        } else if settings().theme.0 == Theme::Terminal {
            of_terminal(|name| env::var(name).ok())
        } else {
            settings().theme.0
        }
    }

    /// The signs of the browser.
    pub(super) fn glyphs(self) -> Glyphs {
        // Windows Terminal and others tell who they are.
        let names = ["TERM", "WT_SESSION", "TERM_PROGRAM"];
        let is_nameless = names.iter().all(|name| env::var_os(name).is_none());
        let terminal = if cfg!(windows) && is_nameless {
            CONSOLE_OF_WINDOWS.to_owned()
        } else {
            env::var("TERM").unwrap_or_default()
        };
        Glyphs::of(self.charset == Charset::Unicode, &terminal)
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

/// The theme for the colours that a terminal says it has.
fn of_terminal(variable: impl Fn(&str) -> Option<String>) -> Theme {
    let value = |name: &str| variable(name).unwrap_or_default();
    let terminal = value("TERM");
    if terminal == "linux" {
        return Theme::Console;
    }
    // All of them have more than they say in their name.
    let many = [
        "256color",
        "direct",
        "kitty",
        "alacritty",
        "ghostty",
        "foot",
        "xterm",
    ];
    let tells = ["COLORTERM", "WT_SESSION", "TERM_PROGRAM"];
    if many.iter().any(|name| terminal.contains(name))
        || tells.iter().any(|name| !value(name).is_empty())
    {
        Theme::Terminal
    } else {
        Theme::Sixteen
    }
}

/// Whether colours are wanted where no option says it (no-color.org, force-color.org, bixense.com/clicolors).
fn wanted(variable: impl Fn(&str) -> Option<String>, terminal: bool) -> bool {
    let value = |name: &str| variable(name).unwrap_or_default();
    if !value("NO_COLOR").is_empty() {
        return false;
    }
    match &*value("FORCE_COLOR") {
        "" => {}
        "0" | "false" => return false,
        _ => return true,
    }
    if !matches!(&*value("CLICOLOR_FORCE"), "" | "0") {
        return true;
    }
    // These have one colour, and what says no name has none that is known.
    let has_none = matches!(
        variable("TERM").as_deref(),
        Some("" | "dumb" | "vt52" | "vt100" | "vt102" | "vt220")
    );
    terminal && value("CLICOLOR") != "0" && !has_none
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::of_today(&[("TERM", "xterm-256color")], Theme::Terminal)]
    #[case::tells_otherwise(&[("TERM", "screen"), ("COLORTERM", "truecolor")], Theme::Terminal)]
    #[case::of_sixteen(&[("TERM", "rxvt")], Theme::Sixteen)]
    #[case::console(&[("TERM", "linux"), ("COLORTERM", "truecolor")], Theme::Console)]
    fn a_terminal_gets_the_colours_that_it_says_it_has(
        #[case] environment: &[(&str, &str)],
        #[case] theme: Theme,
    ) {
        let variable = |name: &str| {
            let found = environment.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(of_terminal(variable), theme);
    }

    #[rstest]
    #[case::terminal(&[], true, true)]
    #[case::pipe(&[], false, false)]
    #[case::no_color_empty(&[("NO_COLOR", "")], true, true)]
    #[case::no_color(&[("NO_COLOR", "1")], true, false)]
    #[case::no_color_before_force(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], true, false)]
    #[case::force_in_a_pipe(&[("CLICOLOR_FORCE", "1")], false, true)]
    #[case::force_of_zero(&[("CLICOLOR_FORCE", "0")], false, false)]
    #[case::of_one_colour(&[("TERM", "vt100")], true, false)]
    #[case::without_a_name(&[("TERM", "")], true, false)]
    #[case::of_one_colour_forced(&[("TERM", "vt220"), ("FORCE_COLOR", "1")], true, true)]
    #[case::clicolor_of_zero(&[("CLICOLOR", "0")], true, false)]
    #[case::force_color(&[("FORCE_COLOR", "3")], false, true)]
    #[case::force_color_of_zero(&[("FORCE_COLOR", "0"), ("CLICOLOR_FORCE", "1")], true, false)]
    #[case::force_color_false(&[("FORCE_COLOR", "false")], true, false)]
    #[case::force_color_empty(&[("FORCE_COLOR", "")], false, false)]
    #[case::no_color_before_force_color(&[("NO_COLOR", "1"), ("FORCE_COLOR", "1")], true, false)]
    #[case::force_color_before_clicolor(&[("CLICOLOR", "0"), ("FORCE_COLOR", "1")], true, true)]
    #[case::force_color_at_a_dumb_terminal(&[("TERM", "dumb"), ("FORCE_COLOR", "1")], true, true)]
    #[case::dumb_terminal(&[("TERM", "dumb")], true, false)]
    fn environment_and_terminal_decide(
        #[case] environment: &[(&str, &str)],
        #[case] terminal: bool,
        #[case] colours: bool,
    ) {
        let variable = |name: &str| {
            let found = environment.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(wanted(variable, terminal), colours);
    }
}
