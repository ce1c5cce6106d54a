//! The parts that have a style, and the shipped sets of styles.

use anstyle::{AnsiColor, Color, Effects, RgbColor, Style};
use strum::{EnumCount, EnumIter, EnumString, IntoStaticStr};

/// What has a style of its own. The names are those of a user's theme file.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumCount, EnumString, IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Part {
    /// The code of a success.
    Success,
    /// The code of a step after which more is expected.
    Intermediate,
    /// The code of a temporary failure.
    Temporary,
    /// The code of a permanent failure.
    Failure,
    /// The pane that has the focus, and the keys that can be pressed.
    Focus,
    /// Frames and rules.
    Frame,
    /// Headings and lead words.
    Strong,
    /// What is to be typed or read literally.
    Literal,
    /// What has less weight.
    Muted,
    /// What the client says in a dialogue.
    Client,
    /// What to notice.
    Warning,
    /// The mark of what differs in a comparison.
    Differs,
    /// What was searched for, where it was found.
    Hit,
    /// What means the same as what was searched for.
    Related,
}

/// A style for each part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette([Style; Part::COUNT]);

/// The colours of a palette: success, intermediate, temporary, failure, focus.
type Colours = [Color; 5];

impl Palette {
    /// The terminal's own colours.
    pub const TERMINAL: Self = Self::of_terminal(Effects::DIMMED);
    /// The same without dim text.
    pub const CONSOLE: Self = Self::of_terminal(Effects::new());
    /// No colours.
    pub const MONO: Self = Self::of_forms(Effects::DIMMED);
    /// Colours for a dark background.
    pub const DARK: Self = Self::of(
        [
            rgb(0x8b, 0xd5, 0x8b),
            rgb(0x82, 0xaa, 0xff),
            rgb(0xe0, 0x9c, 0xf0),
            rgb(0xff, 0x8b, 0x8b),
            rgb(0x6f, 0xd6, 0xe8),
        ],
        Effects::DIMMED,
    );
    /// Colours for a light background.
    pub const LIGHT: Self = Self::of(
        [
            rgb(0x1b, 0x6e, 0x2b),
            rgb(0x1f, 0x4f, 0xb8),
            rgb(0x8a, 0x1f, 0x9c),
            rgb(0xb0, 0x1a, 0x1a),
            rgb(0x00, 0x64, 0x78),
        ],
        Effects::DIMMED,
    );
    /// The terminal's bright colours, and nothing dim.
    pub const HIGH_CONTRAST: Self = Self::of(
        [
            ansi(AnsiColor::BrightGreen),
            ansi(AnsiColor::BrightBlue),
            ansi(AnsiColor::BrightMagenta),
            ansi(AnsiColor::BrightRed),
            ansi(AnsiColor::BrightCyan),
        ],
        Effects::new(),
    );

    /// The terminal's own colours. Its blue cannot be read on black in half of all terminals, so what goes on has none.
    const fn of_terminal(weak: Effects) -> Self {
        Self::of_forms(weak)
            .with(Part::Success, coloured(ansi(AnsiColor::Green)))
            .with(Part::Temporary, coloured(ansi(AnsiColor::Magenta)))
            .with(Part::Failure, coloured(ansi(AnsiColor::Red)))
            .with(Part::Focus, coloured(ansi(AnsiColor::Cyan)))
    }

    /// A palette of these colours, in which what has less weight has this effect. Everything that is coloured is bold too, so that
    /// it can be read on a background that nobody knows, and seen without colours.
    const fn of(
        [success, intermediate, temporary, failure, focus]: Colours,
        weak: Effects,
    ) -> Self {
        Self::of_forms(weak)
            .with(Part::Success, coloured(success))
            .with(Part::Intermediate, coloured(intermediate))
            .with(Part::Temporary, coloured(temporary))
            .with(Part::Failure, coloured(failure))
            .with(Part::Focus, coloured(focus))
    }

    /// What a palette is without colours.
    const fn of_forms(weak: Effects) -> Self {
        let bold = Style::new().bold();
        Self([bold; Part::COUNT])
            .with(Part::Frame, Style::new().effects(weak))
            .with(Part::Muted, Style::new().effects(weak))
            .with(Part::Hit, bold.invert())
            .with(Part::Related, bold.underline())
    }

    /// The style of a part.
    #[must_use]
    pub const fn style(&self, part: Part) -> Style {
        self.0[part as usize]
    }

    /// With another style for a part.
    #[must_use]
    pub const fn with(mut self, part: Part, style: Style) -> Self {
        self.0[part as usize] = style;
        self
    }
}

const fn coloured(colour: Color) -> Style {
    Style::new().bold().fg_color(Some(colour))
}

const fn ansi(colour: AnsiColor) -> Color {
    Color::Ansi(colour)
}

const fn rgb(red: u8, green: u8, blue: u8) -> Color {
    Color::Rgb(RgbColor(red, green, blue))
}
