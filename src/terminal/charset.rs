//! Which characters the locale of the terminal has: all, or ASCII alone. In a C locale frames and signs are drawn with ASCII, at the very
//! edge, so that nothing that lays out needs to know.

use unicode_width::UnicodeWidthChar;

/// The characters that can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Charset {
    /// All of them.
    #[default]
    Unicode,
    /// ASCII.
    Ascii,
}

impl Charset {
    /// What the locale says: the first of `LC_ALL`, `LC_CTYPE` and `LANG` that has a value. Where none has one nothing is known, and nearly
    /// every terminal takes UTF-8.
    #[must_use]
    pub fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Self {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"];
        let mut values = names.into_iter().filter_map(variable);
        let locale = values.find(|value| !value.is_empty()).unwrap_or_default();
        let (language, charset) = locale.split_once('.').unwrap_or((&locale, ""));
        let charset = charset.split('@').next().unwrap_or_default();
        let charset = charset.to_ascii_lowercase().replace('-', "");
        match (language, &*charset) {
            ("C" | "POSIX", "") => Self::Ascii,
            // A language without a charset may be anything, as on systems that know UTF-8 alone.
            (_, "" | "utf8") => Self::Unicode,
            _ => Self::Ascii,
        }
    }

    /// The text as it can be shown, of the same width.
    #[must_use]
    pub fn shown(self, text: &str) -> String {
        match self {
            Self::Unicode => text.to_owned(),
            Self::Ascii => text.chars().fold(String::new(), |mut shown, c| {
                push_ascii(&mut shown, c);
                shown
            }),
        }
    }
}

/// A character as ASCII of its width.
fn push_ascii(shown: &mut String, c: char) {
    let ascii = match c {
        c if c.is_ascii() => return shown.push(c),
        '─' | '━' | '–' | '—' | '‐' | '‑' | '−' | '·' | '∙' => '-',
        '│' | '┃' | '▏' => '|',
        '┬' | '┴' | '├' | '┤' | '┼' | '╭' | '╮' | '╰' | '╯' | '┌' | '┐' | '└' | '┘' | '✓' | '✔' => {
            '+'
        }
        '›' | '▌' | '▶' | '▸' | '→' | '»' | '…' => '>',
        '‹' | '←' | '«' => '<',
        '•' | '●' => '*',
        '↻' => '~',
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '↑' => '^',
        '↓' => 'v',
        '×' | '✗' => 'x',
        // Beside the sign of what is the same, which is ASCII.
        '≠' => '!',
        '\u{a0}' => ' ',
        _ => return shown.extend(std::iter::repeat_n('?', c.width().unwrap_or(0))),
    };
    shown.push(ascii);
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[rstest]
    #[case::nothing_said(&[], Charset::Unicode)]
    #[case::nothing_in_it(&[("LC_ALL", ""), ("LANG", "")], Charset::Unicode)]
    #[case::c(&[("LANG", "C")], Charset::Ascii)]
    #[case::posix(&[("LC_ALL", "POSIX")], Charset::Ascii)]
    #[case::c_utf8(&[("LANG", "C.UTF-8")], Charset::Unicode)]
    #[case::english(&[("LANG", "en_US.UTF-8")], Charset::Unicode)]
    #[case::spelled_otherwise(&[("LANG", "de_DE.utf8@euro")], Charset::Unicode)]
    #[case::latin_1(&[("LANG", "de_DE.ISO-8859-1")], Charset::Ascii)]
    #[case::language_alone(&[("LANG", "de_DE")], Charset::Unicode)]
    #[case::all_before_lang(&[("LC_ALL", "C"), ("LANG", "en_US.UTF-8")], Charset::Ascii)]
    #[case::ctype_before_lang(&[("LC_CTYPE", "C.UTF-8"), ("LANG", "C")], Charset::Unicode)]
    #[case::empty_is_none(&[("LC_ALL", ""), ("LC_CTYPE", "C")], Charset::Ascii)]
    fn the_locale_decides(#[case] environment: &[(&str, &str)], #[case] charset: Charset) {
        let variable = |name: &str| {
            let found = environment.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(Charset::of_locale(variable), charset);
    }

    #[rstest]
    #[case::frame("─ 550 ─┬─╭╮│", "- 550 -+-++|")]
    #[case::signs("› ▌550 • 4 … “a” – b", "> >550 * 4 > \"a\" - b")]
    #[case::compared("≠ a = b ✓ ✗", "! a = b + x")]
    #[case::letters("Grüße 日本", "Gr??e ????")]
    #[case::marks("e\u{301}", "e")]
    #[case::ascii("plain ~ text", "plain ~ text")]
    fn ascii_is_as_wide(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(Charset::Ascii.shown(text), expected);
        assert_eq!(expected.width(), text.width());
        assert_eq!(Charset::Unicode.shown(text), text);
    }
}
