//! How an answer is printed: the options that all commands have.

use clap::{ArgAction, ValueEnum, value_parser};

/// How the answer is printed.
#[derive(Debug, Clone, Default, PartialEq, clap::Args)]
#[command(next_help_heading = "Output")]
pub(in crate::cli) struct OutputArgs {
    /// The format of the answer
    #[arg(long, value_name = "FORMAT", value_enum)]
    format: Option<Format>,
    /// Short for `--format json`
    #[arg(long, action = ArgAction::SetTrue, conflicts_with = "format")]
    json: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", value_enum)]
    pub(in crate::cli) color: Option<Color>,
    /// The width of text in columns [default: that of the terminal, or 80]
    #[arg(long, value_name = "COLUMNS", value_parser = value_parser!(u16).range(20..=1000))]
    pub(in crate::cli) width: Option<u16>,
}

impl OutputArgs {
    /// The format that was asked for.
    pub(in crate::cli) fn format(&self) -> Format {
        if self.json {
            Format::Json
        } else {
            self.format.unwrap_or_default()
        }
    }

    /// Whether a format was given.
    pub(in crate::cli) const fn has_format(&self) -> bool {
        self.json || self.format.is_some()
    }

    /// Whether something was given that only what is printed has. Colours the browser has too.
    pub(in crate::cli) const fn asks_to_print(&self) -> bool {
        self.has_format() || self.width.is_some()
    }
}

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(in crate::cli) enum Format {
    /// Wrapped text, with colours on a terminal
    #[default]
    Text,
    /// Markdown with tables, for tickets and wikis
    Markdown,
    /// JSON, for scripts
    Json,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(in crate::cli) enum Color {
    /// On a terminal, unless the environment says otherwise
    #[default]
    Auto,
    /// In a pipe too
    Always,
    /// Not at all
    Never,
}

/// What is printed of a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Printed {
    /// The page, comparison or explanation, in the format that is asked for
    Answer,
    /// The code alone; of a comparison both, a line each
    Code,
}
