//! The signs of the list and the lines of the frames. Not every terminal has more than ASCII.

use crate::document::Severity;

/// A set of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Glyphs {
    /// Ticks, crosses and lines.
    #[default]
    Unicode,
    /// What the fonts of an old console of Windows have: those of WGL4, which takes no sign from another font.
    Wgl4,
    /// What every terminal and every font has.
    Ascii,
}

/// The lines of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lines {
    /// The upper left corner.
    pub top_left: &'static str,
    /// The upper right corner.
    pub top_right: &'static str,
    /// The lower left corner.
    pub bottom_left: &'static str,
    /// The lower right corner.
    pub bottom_right: &'static str,
    /// A line from left to right.
    pub across: &'static str,
    /// A line from top to bottom.
    pub down: &'static str,
    /// Where a line begins that goes down.
    pub fork: &'static str,
    /// Where it ends.
    pub join: &'static str,
    /// The part of a scrollbar that is in view.
    pub thumb: &'static str,
}

/// The name by which a console of Windows is known here.
pub const CONSOLE_OF_WINDOWS: &str = "console of Windows";

impl Glyphs {
    /// The signs for a locale that has Unicode or not, and a terminal. The fonts of a console have no ticks and crosses.
    /// [`CONSOLE_OF_WINDOWS`] is one that has no name.
    #[must_use]
    pub fn of(unicode: bool, terminal: &str) -> Self {
        match terminal {
            "linux" | "dumb" | "vt100" | "vt220" => Self::Ascii,
            _ if !unicode => Self::Ascii,
            CONSOLE_OF_WINDOWS => Self::Wgl4,
            _ => Self::Unicode,
        }
    }

    /// The sign of a severity; one column wide.
    #[must_use]
    pub const fn sign(self, severity: Severity) -> &'static str {
        match (self, severity) {
            (Self::Unicode, Severity::Success) => "✓",
            (Self::Unicode | Self::Wgl4, Severity::Intermediate) => "›",
            (Self::Unicode, Severity::Transient) => "↻",
            (Self::Unicode, Severity::Permanent) => "✗",
            (Self::Unicode | Self::Wgl4, Severity::Neutral) => "·",
            (Self::Wgl4, Severity::Success) => "√",
            (Self::Wgl4, Severity::Permanent) => "×",
            (Self::Ascii, Severity::Success) => "+",
            (Self::Ascii, Severity::Intermediate) => ">",
            (Self::Wgl4 | Self::Ascii, Severity::Transient) => "~",
            (Self::Ascii, Severity::Permanent) => "x",
            (Self::Ascii, Severity::Neutral) => "-",
        }
    }

    /// What stands before the selected row.
    #[must_use]
    pub const fn lead(self) -> &'static str {
        match self {
            Self::Unicode | Self::Wgl4 => "▌",
            Self::Ascii => ">",
        }
    }

    /// What leads a text that is typed.
    #[must_use]
    pub const fn prompt(self) -> &'static str {
        match self {
            Self::Unicode | Self::Wgl4 => "›",
            Self::Ascii => ">",
        }
    }

    /// The lines of frames.
    #[must_use]
    pub const fn lines(self) -> Lines {
        match self {
            Self::Unicode => Lines {
                top_left: "╭",
                top_right: "╮",
                bottom_left: "╰",
                bottom_right: "╯",
                across: "─",
                down: "│",
                fork: "┬",
                join: "┴",
                thumb: "┃",
            },
            Self::Wgl4 => Lines {
                top_left: "┌",
                top_right: "┐",
                bottom_left: "└",
                bottom_right: "┘",
                across: "─",
                down: "│",
                fork: "┬",
                join: "┴",
                thumb: "█",
            },
            Self::Ascii => Lines {
                top_left: "+",
                top_right: "+",
                bottom_left: "+",
                bottom_right: "+",
                across: "-",
                down: "|",
                fork: "+",
                join: "+",
                thumb: "#",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::of_today(true, "xterm-256color", Glyphs::Unicode)]
    #[case::locale_without(false, "xterm-256color", Glyphs::Ascii)]
    #[case::console(true, "linux", Glyphs::Ascii)]
    #[case::old_terminal(true, "vt100", Glyphs::Ascii)]
    #[case::console_of_windows(true, CONSOLE_OF_WINDOWS, Glyphs::Wgl4)]
    #[case::console_of_windows_without(false, CONSOLE_OF_WINDOWS, Glyphs::Ascii)]
    fn locale_and_terminal_decide(
        #[case] unicode: bool,
        #[case] terminal: &str,
        #[case] glyphs: Glyphs,
    ) {
        assert_eq!(Glyphs::of(unicode, terminal), glyphs);
    }
}
