//! What holds, as the text of a file. What nobody has set is a comment: whoever keeps the file gets the defaults of later versions, and a file
//! that was written over by mistake changes nothing that was not lost before.

use std::fmt::Write as _;
use std::path::Path;

use smtpref_catalog::{is_hidden, visible};
use strum::IntoEnumIterator as _;

use super::Config;
use super::places::OF_SYSTEM;
use super::style::style_words;
use crate::keymap::{self, Action, Context, Key, Keymap};
use crate::theme::Part;

impl Config {
    /// What holds, as a file that can be read again.
    #[must_use]
    pub fn effective(&self) -> String {
        let defaults = Self::default();
        let path = self
            .path
            .as_deref()
            .map(|path| visible(&path.to_string_lossy()));
        let mut text = match (path, self.is_read) {
            (Some(path), true) => format!("# {path}\n"),
            (Some(path), false) => format!("# the defaults; {path} would change them\n"),
            (None, _) => {
                format!("# the defaults; neither XDG_CONFIG_HOME nor {OF_SYSTEM} is set\n")
            }
        };
        // Writing to a string cannot fail.
        let mut line = |is_set: bool, name: &str, value: &str| {
            let mark = if is_set { "" } else { "# " };
            let _ = writeln!(text, "{mark}{name} = {value}");
        };
        let theme = &self.theme.1;
        line(*theme != defaults.theme.1, "theme", &quoted(theme));
        let clipboard = &self.clipboard;
        line(
            *clipboard != defaults.clipboard,
            "clipboard",
            &quoted(clipboard),
        );
        let catalogs = self.catalogs.iter().filter_map(|path| self.named(path));
        let catalogs: Vec<String> = catalogs.collect();
        line(!catalogs.is_empty(), "catalogs", &list(&catalogs));
        let keys = self.keymap();
        for context in keymap::contexts() {
            let _ = writeln!(text, "\n[keys.{}]", context.name());
            for (action, keys, is_set) in of_context(keys, context) {
                let mark = if is_set { "" } else { "# " };
                let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
                let _ = writeln!(text, "{mark}{} = {}", quoted(action.name()), list(&keys));
            }
        }
        let palette = self.theme.0.palette();
        let _ = writeln!(
            text,
            "\n# The styles of the theme, as a theme file would have them:"
        );
        for part in Part::iter() {
            let name: &str = part.into();
            let _ = writeln!(text, "# {name} = {:?}", style_words(palette.style(part)));
        }
        text
    }

    /// How a file names a folder: by its path, or from the folder of the settings on if the path is no text.
    fn named(&self, path: &Path) -> Option<String> {
        let below = || {
            path.strip_prefix(self.path.as_deref()?.parent()?)
                .ok()?
                .to_str()
        };
        path.to_str().or_else(below).map(str::to_owned)
    }
}

/// The actions of a context with their keys, and whether these are not the shipped ones.
fn of_context(keymap: &Keymap, context: Context) -> Vec<(Action, Vec<Key>, bool)> {
    let shipped: Vec<(Action, Vec<Key>)> = Keymap::shipped().by_action(context).collect();
    let mut own: Vec<(Action, Vec<Key>)> = keymap.by_action(context).collect();
    let mut all = Vec::new();
    for (action, keys) in shipped {
        let of_action = own.iter().position(|(other, _)| *other == action);
        // One that has no key any more has an empty list.
        let now = of_action.map_or_else(Vec::new, |at| own.remove(at).1);
        let is_set = now != keys;
        all.push((action, now, is_set));
    }
    all.extend(own.into_iter().map(|(action, keys)| (action, keys, true)));
    all
}

fn list(texts: &[String]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| self::quoted(text)).collect();
    format!("[{}]", quoted.join(", "))
}

/// A text as TOML has it, on one line and with nothing hidden in it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if is_hidden(c) || c == '\n' => {
                let _ = write!(quoted, "\\U{:08X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::super::style::style_of;
    use super::*;
    use crate::theme::Theme;

    #[test]
    fn the_styles_of_every_theme_are_read_back() {
        for theme in [
            Theme::Terminal,
            Theme::Sixteen,
            Theme::Console,
            Theme::Plain,
            Theme::Dark,
            Theme::Light,
            Theme::HighContrast,
        ] {
            let palette = theme.palette();
            for part in Part::iter() {
                let words = style_words(palette.style(part));
                let read = style_of(&words);
                assert_eq!(
                    read,
                    Ok(palette.style(part)),
                    "{theme:?}, {part:?}: {words}"
                );
            }
        }
    }

    #[test]
    fn every_character_is_read_back_and_none_hides() {
        let text: String = ('\0'..=char::MAX).collect();
        let line = format!("a = {}", quoted(&text));
        assert!(!line.contains(is_hidden) && !line.contains('\n'));
        let table = toml::de::DeTable::parse(&line).unwrap();
        let value = table.get_ref().get("a").unwrap().get_ref().as_str();
        assert_eq!(value, Some(text.as_str()));
    }
}
