//! Styles in words: `bold`, `dim`, `underline`, `italic`, `reverse`, a colour, and `on` with a colour.

use anstyle::{Ansi256Color, AnsiColor, Color, Effects, RgbColor, Style};

const EFFECTS: [(&str, Effects); 5] = [
    ("bold", Effects::BOLD),
    ("dim", Effects::DIMMED),
    ("italic", Effects::ITALIC),
    ("underline", Effects::UNDERLINE),
    ("reverse", Effects::INVERT),
];

const COLOURS: [(&str, AnsiColor); 16] = [
    ("black", AnsiColor::Black),
    ("red", AnsiColor::Red),
    ("green", AnsiColor::Green),
    ("yellow", AnsiColor::Yellow),
    ("blue", AnsiColor::Blue),
    ("magenta", AnsiColor::Magenta),
    ("cyan", AnsiColor::Cyan),
    ("white", AnsiColor::White),
    ("bright-black", AnsiColor::BrightBlack),
    ("bright-red", AnsiColor::BrightRed),
    ("bright-green", AnsiColor::BrightGreen),
    ("bright-yellow", AnsiColor::BrightYellow),
    ("bright-blue", AnsiColor::BrightBlue),
    ("bright-magenta", AnsiColor::BrightMagenta),
    ("bright-cyan", AnsiColor::BrightCyan),
    ("bright-white", AnsiColor::BrightWhite),
];

/// Reads a style.
///
/// # Errors
/// The first word that means nothing, and the words that there are.
pub fn style_of(text: &str) -> Result<Style, (String, Vec<&'static str>)> {
    let mut style = Style::new();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        if let Some((_, effect)) = EFFECTS.iter().find(|(name, _)| *name == word) {
            style = style.effects(style.get_effects() | *effect);
        } else if let Some(colour) = colour(word) {
            style = style.fg_color(Some(colour));
        } else if word == "on" {
            let name = words.next().unwrap_or("on");
            let colour = colour(name).ok_or_else(|| (name.to_owned(), colours().collect()))?;
            style = style.bg_color(Some(colour));
        } else {
            let effects = EFFECTS.iter().map(|(name, _)| *name);
            let all = effects.chain(["on"]).chain(colours());
            return Err((word.to_owned(), all.collect()));
        }
    }
    Ok(style)
}

/// The colours with a name; one can be a number such as `#d0a000`, or one of the 256 of a terminal, too.
fn colours() -> impl Iterator<Item = &'static str> {
    COLOURS.iter().map(|(name, _)| *name)
}

fn colour(word: &str) -> Option<Color> {
    if let Some((_, colour)) = COLOURS.iter().find(|(name, _)| *name == word) {
        return Some(Color::Ansi(*colour));
    }
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.parse().ok().map(|of| Color::Ansi256(Ansi256Color(of)));
    }
    let digits = word.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some(Color::Rgb(RgbColor(part(0)?, part(2)?, part(4)?)))
}

/// A style in the words that are read as it.
#[must_use]
pub fn style_words(style: Style) -> String {
    let effects = style.get_effects();
    let named = EFFECTS
        .iter()
        .filter(|(_, effect)| effects.contains(*effect));
    let mut words: Vec<String> = named.map(|(name, _)| (*name).to_owned()).collect();
    words.extend(style.get_fg_color().map(colour_word));
    if let Some(colour) = style.get_bg_color() {
        words.push("on".to_owned());
        words.push(colour_word(colour));
    }
    words.join(" ")
}

fn colour_word(colour: Color) -> String {
    match colour {
        Color::Ansi(ansi) => {
            let named = COLOURS.iter().find(|(_, colour)| *colour == ansi);
            named.map_or_else(String::new, |(name, _)| (*name).to_owned())
        }
        Color::Rgb(RgbColor(red, green, blue)) => format!("#{red:02x}{green:02x}{blue:02x}"),
        Color::Ansi256(number) => number.0.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_and_written() {
        for text in [
            "",
            "bold",
            "dim underline",
            "bold red",
            "reverse #d0a000 on bright-black",
            "bold 255 on 0",
        ] {
            assert_eq!(style_words(style_of(text).unwrap()), text);
        }
        assert_eq!(style_of("bold bald").unwrap_err().0, "bald");
        assert_eq!(style_of("on").unwrap_err().0, "on");
        assert!(style_of("256").is_err());
        assert!(style_of("#ggg000").is_err());
        assert!(style_of("#é1234").is_err());
        assert!(style_of("#+12345").is_err());
    }
}
