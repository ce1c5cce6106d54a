//! The parts that have a style, and the shipped sets of styles.

use anstyle::{Ansi256Color, AnsiColor, Color, Effects, RgbColor, Style};
use strum::{EnumCount, EnumIter, EnumString, IntoStaticStr};

/// What has a style of its own. The names are those of a user's theme file.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumCount, EnumString, IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Part {
    /// The code of a success, and the words for what ends like it.
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
    /// The names of sections and of groups.
    Heading,
    /// Lead words.
    Strong,
    /// The names of providers, and the word before a cause.
    Provider,
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
    /// What leads to another page or to an address.
    Link,
    /// The row that keys act on.
    Selected,
}

/// A style for each part, and the colours that the selected row has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    styles: [Style; Part::COUNT],
    /// What is coloured keeps its meaning on the background of the selected row, in a tone that can be read there.
    on_selected: [Option<Color>; Part::COUNT],
}

/// The colours of a palette: success, intermediate, temporary, failure, what has the focus with the names of sections, and providers.
type Colours = [Color; 6];

/// What a theme for a known background has besides: literals, hits and the selected row.
#[derive(Clone, Copy)]
struct Tints {
    literal: Color,
    hit: [Color; 2],
    selected: [Color; 2],
}

impl Palette {
    /// The terminal's own colours, with those of the 256 that can be read on black and on white where it has none.
    pub const TERMINAL: Self = Self::of_terminal(Effects::DIMMED)
        .with(Part::Focus, coloured(ACCENT))
        .with(Part::Heading, coloured(ACCENT))
        .with(Part::Provider, coloured(of_256(136)))
        .on_grey();
    /// The terminal's own sixteen colours.
    pub const SIXTEEN: Self = Self::of_terminal(Effects::DIMMED);
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
            rgb(0xe0, 0xc5, 0x8f),
        ],
        Effects::DIMMED,
    )
    .tinted(Tints {
        literal: rgb(0xa9, 0xc7, 0xe8),
        hit: [rgb(0xff, 0xe9, 0xa8), rgb(0x52, 0x48, 0x1f)],
        selected: [rgb(0xf2, 0xf2, 0xf2), rgb(0x2b, 0x36, 0x44)],
    });
    /// Colours for a light background.
    pub const LIGHT: Self = Self::of(
        [
            rgb(0x1b, 0x6e, 0x2b),
            rgb(0x1f, 0x4f, 0xb8),
            rgb(0x8a, 0x1f, 0x9c),
            rgb(0xb0, 0x1a, 0x1a),
            rgb(0x00, 0x64, 0x78),
            rgb(0x7a, 0x50, 0x00),
        ],
        Effects::DIMMED,
    )
    .tinted(Tints {
        literal: rgb(0x33, 0x4f, 0x70),
        hit: [rgb(0x1a, 0x1a, 0x1a), rgb(0xff, 0xe3, 0x94)],
        selected: [rgb(0x1a, 0x1a, 0x1a), rgb(0xdf, 0xe6, 0xf0)],
    });
    /// The terminal's bright colours, and nothing dim.
    pub const HIGH_CONTRAST: Self = Self::of(
        [
            ansi(AnsiColor::BrightGreen),
            ansi(AnsiColor::BrightBlue),
            ansi(AnsiColor::BrightMagenta),
            ansi(AnsiColor::BrightRed),
            ansi(AnsiColor::BrightCyan),
            ansi(AnsiColor::BrightYellow),
        ],
        Effects::new(),
    );

    /// The terminal's own colours. Its blue cannot be read on black in half of all terminals, its cyan and its yellow not on white: what
    /// goes on, what has the focus and the names have none.
    const fn of_terminal(weak: Effects) -> Self {
        Self::of_forms(weak)
            .with(Part::Success, coloured(ansi(AnsiColor::Green)))
            .with(Part::Temporary, coloured(ansi(AnsiColor::Magenta)))
            .with(Part::Failure, coloured(ansi(AnsiColor::Red)))
    }

    /// A palette of these colours, in which what has less weight has this effect. Everything that is coloured is bold too, so that
    /// it can be read on a background that nobody knows, and seen without colours.
    const fn of(
        [success, intermediate, temporary, failure, focus, provider]: Colours,
        weak: Effects,
    ) -> Self {
        Self::of_forms(weak)
            .with(Part::Success, coloured(success))
            .with(Part::Intermediate, coloured(intermediate))
            .with(Part::Temporary, coloured(temporary))
            .with(Part::Failure, coloured(failure))
            .with(Part::Focus, coloured(focus))
            .with(Part::Heading, coloured(focus))
            .with(Part::Provider, coloured(provider))
    }

    /// With what only a known background allows. The colours of the palette can be read on its selected row too.
    const fn tinted(mut self, tints: Tints) -> Self {
        let mut part = 0;
        while part < Part::COUNT {
            self.on_selected[part] = self.styles[part].get_fg_color();
            part += 1;
        }
        let [hit, on] = tints.hit;
        let hit = Style::new().bold().fg_color(Some(hit)).bg_color(Some(on));
        let [text, under] = tints.selected;
        let selected = Style::new().fg_color(Some(text)).bg_color(Some(under));
        self.with(Part::Literal, coloured(tints.literal))
            .with(Part::Hit, hit.underline())
            .with(Part::Selected, selected)
    }

    /// With a selected row in a grey of its own and lighter colours on it: it is one on every background, and what is on it can be read
    /// whatever the terminal's colours are.
    const fn on_grey(mut self) -> Self {
        self.on_selected[Part::Success as usize] = Some(of_256(114));
        self.on_selected[Part::Temporary as usize] = Some(of_256(177));
        self.on_selected[Part::Failure as usize] = Some(of_256(210));
        self.on_selected[Part::Focus as usize] = Some(of_256(75));
        self.on_selected[Part::Provider as usize] = Some(of_256(222));
        let row = Style::new().fg_color(Some(of_256(255)));
        self.with(Part::Selected, row.bg_color(Some(of_256(237))))
    }

    /// What a palette is without colours.
    const fn of_forms(weak: Effects) -> Self {
        let bold = Style::new().bold();
        let all = Self {
            styles: [bold; Part::COUNT],
            on_selected: [None; Part::COUNT],
        };
        all.with(Part::Frame, Style::new().effects(weak))
            .with(Part::Muted, Style::new().effects(weak))
            .with(Part::Client, Style::new())
            .with(Part::Hit, bold.underline())
            .with(Part::Link, Style::new().underline())
            .with(Part::Selected, Style::new().invert())
    }

    /// The style of a part.
    #[must_use]
    pub const fn style(&self, part: Part) -> Style {
        self.styles[part as usize]
    }

    /// The colour of a part on the selected row, if it has one there.
    #[must_use]
    pub const fn on_selected(&self, part: Part) -> Option<Color> {
        self.on_selected[part as usize]
    }

    /// With another style for a part.
    #[must_use]
    pub const fn with(mut self, part: Part, style: Style) -> Self {
        self.styles[part as usize] = style;
        self
    }
}

const fn coloured(colour: Color) -> Style {
    Style::new().bold().fg_color(Some(colour))
}

const fn ansi(colour: AnsiColor) -> Color {
    Color::Ansi(colour)
}

/// A colour of the 256 that look the same everywhere.
const fn of_256(number: u8) -> Color {
    Color::Ansi256(Ansi256Color(number))
}

/// The colour of what has the focus and of the names of sections: as far from black as from white.
const ACCENT: Color = of_256(32);

const fn rgb(red: u8, green: u8, blue: u8) -> Color {
    Color::Rgb(RgbColor(red, green, blue))
}
