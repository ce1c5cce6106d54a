//! A key press by name, independent of the terminal library.

use std::fmt;

/// A key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key.
    pub name: KeyName,
    /// Whether Ctrl was held.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
}

/// The keys that smtpref knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyName {
    /// A character, with Shift already in it.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    Function(u8),
}

const NAMES: [(&str, KeyName); 15] = [
    ("enter", KeyName::Enter),
    ("esc", KeyName::Esc),
    ("tab", KeyName::Tab),
    ("shift-tab", KeyName::BackTab),
    ("backspace", KeyName::Backspace),
    ("delete", KeyName::Delete),
    ("up", KeyName::Up),
    ("down", KeyName::Down),
    ("left", KeyName::Left),
    ("right", KeyName::Right),
    ("home", KeyName::Home),
    ("end", KeyName::End),
    ("pgup", KeyName::PageUp),
    ("pgdn", KeyName::PageDown),
    ("space", KeyName::Char(' ')),
];

impl Key {
    /// A key without modifiers.
    #[must_use]
    pub const fn plain(name: KeyName) -> Self {
        Self {
            name,
            ctrl: false,
            alt: false,
        }
    }

    /// Reads `ctrl-c`, `alt-left`, `pgdn`, `F1` and single characters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix("ctrl-") {
            return Some(Self {
                ctrl: true,
                ..Self::parse(rest)?
            });
        }
        if let Some(rest) = text.strip_prefix("alt-") {
            return Some(Self {
                alt: true,
                ..Self::parse(rest)?
            });
        }
        if let Some((_, name)) = NAMES.iter().find(|(word, _)| *word == text) {
            return Some(Self::plain(*name));
        }
        let mut chars = text.chars();
        match (chars.next()?, chars.as_str()) {
            (c, "") => Some(Self::plain(KeyName::Char(c))),
            ('F', number) => Some(Self::plain(KeyName::Function(number.parse().ok()?))),
            _ => None,
        }
    }

    /// The names of the keys that have one, for who has misspelt it.
    #[must_use]
    pub fn names() -> Vec<&'static str> {
        NAMES.iter().map(|(name, _)| *name).collect()
    }

    /// The character that typing this key enters, if it enters one.
    #[must_use]
    pub const fn typed(self) -> Option<char> {
        match self.name {
            KeyName::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    /// The name as [`Key::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        match (NAMES.iter().find(|(_, name)| *name == self.name), self.name) {
            (Some((word, _)), _) => f.write_str(word),
            (None, KeyName::Char(c)) => write!(f, "{c}"),
            (None, KeyName::Function(number)) => write!(f, "F{number}"),
            (None, name) => write!(f, "{name:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_they_are_read() {
        let named = NAMES.iter().map(|(word, _)| *word);
        for name in named.chain(["x", "X", "ctrl-c", "alt-left", "ctrl-alt-x", "F12", "-"]) {
            assert_eq!(Key::parse(name).unwrap().to_string(), name);
        }
    }

    #[test]
    fn names_are_read() {
        let ctrl_c = Key::parse("ctrl-c").unwrap();
        assert!(ctrl_c.ctrl && ctrl_c.name == KeyName::Char('c') && ctrl_c.typed().is_none());
        assert_eq!(Key::parse("F1").unwrap().name, KeyName::Function(1));
        assert_eq!(Key::parse("F").unwrap().typed(), Some('F'));
        assert_eq!(Key::parse("alt-left").unwrap().name, KeyName::Left);
        assert_eq!(Key::parse("-").unwrap().typed(), Some('-'));
        assert_eq!(Key::parse("nokey"), None);
    }
}
