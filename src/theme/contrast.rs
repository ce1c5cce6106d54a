//! What can be read on the backgrounds of the terminals that people have.

use anstyle::{AnsiColor, Color, Effects, Style};
use strum::IntoEnumIterator;

use super::{Part, Theme};

type Rgb = [u8; 3];

/// The least contrast of text that is neither bold, underlined nor reversed (WCAG 2, level AA).
const LEAST: f64 = 4.5;

/// A terminal as it comes: its text, its background, and black, red, green, yellow, blue, magenta, cyan, white.
struct Terminal {
    name: &'static str,
    text: Rgb,
    background: Rgb,
    colours: [Rgb; 8],
    theme: Theme,
}

const XTERM: [Rgb; 8] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
];
const LINUX: [Rgb; 8] = [
    [0, 0, 0],
    [170, 0, 0],
    [0, 170, 0],
    [170, 85, 0],
    [0, 0, 170],
    [170, 0, 170],
    [0, 170, 170],
    [170, 170, 170],
];
const PUTTY: [Rgb; 8] = [
    [0, 0, 0],
    [187, 0, 0],
    [0, 187, 0],
    [187, 187, 0],
    [0, 0, 187],
    [187, 0, 187],
    [0, 187, 187],
    [187, 187, 187],
];
const WINDOWS: [Rgb; 8] = [
    [12, 12, 12],
    [197, 15, 31],
    [19, 161, 14],
    [193, 156, 0],
    [0, 55, 218],
    [136, 23, 152],
    [58, 150, 221],
    [204, 204, 204],
];
const MAC: [Rgb; 8] = [
    [0, 0, 0],
    [194, 54, 33],
    [37, 188, 36],
    [173, 173, 39],
    [73, 46, 225],
    [211, 56, 211],
    [51, 187, 200],
    [203, 204, 205],
];
const GNOME: [Rgb; 8] = [
    [23, 20, 33],
    [192, 28, 40],
    [38, 162, 105],
    [162, 115, 76],
    [18, 72, 139],
    [163, 71, 186],
    [42, 161, 179],
    [208, 207, 204],
];

const fn terminal(
    name: &'static str,
    text: Rgb,
    background: Rgb,
    colours: [Rgb; 8],
    theme: Theme,
) -> Terminal {
    Terminal {
        name,
        text,
        background,
        colours,
        theme,
    }
}

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

const TERMINALS: [Terminal; 9] = [
    terminal("xterm", [229, 229, 229], BLACK, XTERM, Theme::Terminal),
    terminal("xterm, white", BLACK, WHITE, XTERM, Theme::Terminal),
    terminal("PuTTY", [187, 187, 187], BLACK, PUTTY, Theme::Terminal),
    terminal("Linux console", LINUX[7], BLACK, LINUX, Theme::Console),
    terminal(
        "Windows Terminal",
        WINDOWS[7],
        WINDOWS[0],
        WINDOWS,
        Theme::Terminal,
    ),
    terminal("Terminal.app", BLACK, WHITE, MAC, Theme::Terminal),
    terminal(
        "Terminal.app, dark",
        WHITE,
        [30, 30, 30],
        MAC,
        Theme::Terminal,
    ),
    terminal("GNOME", GNOME[7], GNOME[0], GNOME, Theme::Terminal),
    terminal("GNOME, white", GNOME[0], WHITE, GNOME, Theme::Terminal),
];

fn luminance(colour: Rgb) -> f64 {
    let linear = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// What dim text is shown as: a third of the way to the background, as xterm and VTE do it.
fn dimmed(text: Rgb, background: Rgb) -> Rgb {
    let mix = |at: usize| {
        let sum = 2 * u16::from(text[at]) + u16::from(background[at]);
        u8::try_from(sum / 3).unwrap_or(u8::MAX)
    };
    [mix(0), mix(1), mix(2)]
}

fn ansi(colour: AnsiColor, colours: &[Rgb; 8]) -> Option<Rgb> {
    let at = match colour {
        AnsiColor::Black => 0,
        AnsiColor::Red => 1,
        AnsiColor::Green => 2,
        AnsiColor::Yellow => 3,
        AnsiColor::Blue => 4,
        AnsiColor::Magenta => 5,
        AnsiColor::Cyan => 6,
        AnsiColor::White => 7,
        _ => return None,
    };
    Some(colours[at])
}

/// The contrast that a style has to have: none where a form carries it too.
fn must_be_read(style: Style) -> bool {
    let formed = Effects::BOLD | Effects::UNDERLINE | Effects::INVERT;
    let effects = style.get_effects();
    !formed.iter().any(|effect| effects.contains(effect))
}

/// One of the 256 colours that are alike on all terminals: a cube of six steps, then greys.
fn of_256(number: u8) -> Rgb {
    let Some(grey) = number.checked_sub(232) else {
        let place = number
            .checked_sub(16)
            .expect("none of the terminal's own sixteen");
        let step = |at: u8| if at == 0 { 0 } else { 55 + 40 * at };
        return [step(place / 36), step(place / 6 % 6), step(place % 6)];
    };
    [8 + 10 * grey; 3]
}

fn seen(colour: Color, colours: &[Rgb; 8]) -> Rgb {
    match colour {
        Color::Ansi(colour) => ansi(colour, colours).expect("one of the eight of every terminal"),
        Color::Rgb(colour) => [colour.r(), colour.g(), colour.b()],
        Color::Ansi256(colour) => of_256(colour.0),
    }
}

/// The text and the background of a style.
fn shown(style: Style, terminal: &Terminal) -> (Rgb, Rgb) {
    let or = |colour: Option<Color>, other| {
        colour.map_or(other, |colour| seen(colour, &terminal.colours))
    };
    let colour = or(style.get_fg_color(), terminal.text);
    let background = or(style.get_bg_color(), terminal.background);
    if style.get_effects().contains(Effects::DIMMED) {
        (dimmed(colour, background), background)
    } else {
        (colour, background)
    }
}

#[test]
fn plain_text_can_be_read_on_every_terminal() {
    for terminal in &TERMINALS {
        for part in Part::iter() {
            let style = terminal.theme.part(part);
            if must_be_read(style) {
                let (text, background) = shown(style, terminal);
                let contrast = contrast(text, background);
                let name = terminal.name;
                assert!(contrast >= LEAST, "{part:?} on {name}: {contrast:.1}");
            }
        }
    }
}

/// The themes that bring their own colours are read on the backgrounds for which they are made, bold or not.
#[test]
fn own_colours_can_be_read_on_their_backgrounds() {
    let backgrounds = [
        (Theme::Dark, [30, 30, 30]),
        (Theme::Dark, BLACK),
        (Theme::Light, WHITE),
        (Theme::Light, [253, 246, 227]),
    ];
    for (theme, background) in backgrounds {
        for part in Part::iter() {
            let style = theme.part(part);
            let own = |colour: Option<Color>| colour.map(|colour| seen(colour, &XTERM));
            if let Some(text) = own(style.get_fg_color()) {
                let background = own(style.get_bg_color()).unwrap_or(background);
                let contrast = contrast(text, background);
                assert!(contrast >= LEAST, "{part:?} of {theme:?}: {contrast:.1}");
            }
        }
    }
}

/// What the sixteen colours have no tone for is bold and has one that is seen on black and on white.
#[test]
fn what_has_the_focus_and_names_are_seen_on_every_terminal() {
    for terminal in &TERMINALS {
        for part in [Part::Focus, Part::Heading, Part::Provider] {
            let style = terminal.theme.part(part);
            assert!(style.get_effects().contains(Effects::BOLD), "{part:?}");
            let (text, background) = shown(style, terminal);
            let contrast = contrast(text, background);
            let name = terminal.name;
            // WCAG 2 asks for 3:1 of bold text and of frames.
            assert!(contrast >= 3.0, "{part:?} on {name}: {contrast:.1}");
        }
    }
}

/// Whatever is on the selected row can be read there: a background of its own is one that holds all its colours.
#[test]
fn the_selected_row_can_be_read() {
    for theme in [Theme::Terminal, Theme::Dark, Theme::Light] {
        let row = theme.part(Part::Selected);
        let [text, under] = [row.get_fg_color(), row.get_bg_color()]
            .map(|colour| seen(colour.expect("a colour of its own"), &XTERM));
        assert!(contrast(text, under) >= LEAST, "{theme:?}");
        for part in Part::iter() {
            if let Some(colour) = theme.palette().on_selected(part) {
                let contrast = contrast(seen(colour, &XTERM), under);
                assert!(contrast >= LEAST, "{part:?} of {theme:?}: {contrast:.1}");
            }
        }
        for part in [Part::Success, Part::Temporary, Part::Failure] {
            assert!(theme.palette().on_selected(part).is_some(), "{part:?}");
        }
    }
    for theme in [Theme::Sixteen, Theme::Console, Theme::Plain] {
        let row = theme.part(Part::Selected);
        assert!(row.get_effects().contains(Effects::INVERT), "{theme:?}");
    }
}

#[test]
fn the_ratio_is_that_of_the_standard() {
    assert!((contrast(BLACK, WHITE) - 21.0).abs() < 0.01);
    // The blue of xterm on black was what could not be read.
    let blue = Style::new().fg_color(Some(AnsiColor::Blue.into()));
    assert!(must_be_read(blue));
    assert!(contrast(shown(blue, &TERMINALS[0]).0, BLACK) < 2.5);
}
