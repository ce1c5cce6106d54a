//! The text of `config.toml` or of a theme file -> what it sets, or its first mistake with the place and the nearest name that there is.

use std::path::Path;
use std::str::FromStr;

use strum::IntoEnumIterator;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{ConfigError, style_of};
use crate::keymap::{self, Action, Change, Key, Misplaced, as_list, as_table, as_text};
use crate::theme::{Palette, Part, Theme};

/// A mistake, and the byte at which it is.
#[derive(Debug)]
pub(super) struct Mistake {
    pub(super) at: usize,
    pub(super) problem: String,
}

impl From<Misplaced> for Mistake {
    fn from((at, problem): Misplaced) -> Self {
        Self { at, problem }
    }
}

impl Mistake {
    fn new(at: usize, problem: impl Into<String>) -> Self {
        let problem = problem.into();
        Self { at, problem }
    }

    /// With the file and the line.
    pub(super) fn told(self, file: &Path, text: &str) -> ConfigError {
        let before = &text.as_bytes()[..self.at.min(text.len())];
        ConfigError {
            file: file.to_owned(),
            line: before.split(|byte| *byte == b'\n').count(),
            problem: self.problem,
        }
    }
}

/// What a `config.toml` says.
#[derive(Debug, Default)]
pub(super) struct Settings {
    /// The name or file of the theme, and where it stands.
    pub(super) theme: Option<(usize, String)>,
    pub(super) clipboard: Option<String>,
    pub(super) catalogs: Vec<String>,
    pub(super) keys: Vec<Change>,
}

type Value<'a> = Spanned<DeValue<'a>>;

/// From which likeness on a name may be meant by another, in thousandths.
const ALIKE: u32 = 500;
/// From how many names on no more than the nearest is told, though none is near.
const FEW: usize = 24;

/// The name that is most like one that there is not; where none is, which there are.
pub(super) fn nearest(name: &str, known: &[&str]) -> String {
    let like = |other: &str| {
        let similarity = strsim::normalized_damerau_levenshtein(name, other);
        // In thousandths: floating numbers have no order.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "from 0 to 1"
        )]
        let thousandths = (similarity * 1000.0) as u32;
        thousandths
    };
    let nearest = known.iter().max_by_key(|other| like(other));
    let is_near = nearest.is_some_and(|nearest| like(nearest) >= ALIKE);
    match (known, nearest) {
        ([others @ .., last], _) if !is_near && (1..FEW).contains(&others.len()) => {
            format!("there are {} and {last}", others.join(", "))
        }
        (_, Some(nearest)) => format!("nearest: {nearest}"),
        (_, None) => "there are none".to_owned(),
    }
}

fn parse(text: &str) -> Result<Spanned<DeTable<'_>>, Mistake> {
    DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        Mistake::new(at, error.message().lines().next().unwrap_or_default())
    })
}

/// Reads a `config.toml`.
pub(super) fn settings(text: &str) -> Result<Settings, Mistake> {
    let root = parse(text)?;
    let mut settings = Settings::default();
    for (at, name, value) in fields(root.get_ref()) {
        match name {
            "theme" => settings.theme = Some((value.span().start, as_text(value)?.to_owned())),
            "clipboard" => settings.clipboard = Some(clipboard(value)?.to_owned()),
            "catalogs" => {
                let names = texts(value)?.into_iter();
                settings.catalogs = names.map(|(_, name)| name.to_owned()).collect();
            }
            "keys" => keys(as_table(value)?, &mut settings.keys)?,
            _ => {
                let known = ["theme", "clipboard", "catalogs", "keys"];
                return Err(unknown(at, "setting", name, &known));
            }
        }
    }
    Ok(settings)
}

fn unknown(at: usize, what: &str, name: &str, known: &[&str]) -> Mistake {
    Mistake::new(
        at,
        format!("there is no {what} {name:?}; {}", nearest(name, known)),
    )
}

/// `auto`, `off`, or a command.
fn clipboard<'a>(value: &'a Value<'_>) -> Result<&'a str, Mistake> {
    match as_text(value)? {
        "" => {
            let problem = "write \"auto\", \"off\", or the command that copies";
            Err(Mistake::new(value.span().start, problem))
        }
        word => Ok(word),
    }
}

fn keys(table: &DeTable<'_>, changes: &mut Vec<Change>) -> Result<(), Mistake> {
    let contexts: Vec<&str> = keymap::contexts().map(keymap::Context::name).collect();
    let actions: Vec<&str> = Action::all().map(Action::name).collect();
    for (at, name, value) in fields(table) {
        let context = keymap::contexts().find(|context| context.name() == name);
        let Some(context) = context else {
            return Err(unknown(at, "context", name, &contexts));
        };
        for (at, name, value) in fields(as_table(value)?) {
            let Some(action) = Action::named(name) else {
                return Err(unknown(at, "action", name, &actions));
            };
            let mut keys = Vec::new();
            for (at, name) in texts(value)? {
                let Some(key) = Key::parse(name) else {
                    return Err(unknown(at, "key", name, &Key::names()));
                };
                if key.typed().is_some_and(|c| context.takes(c)) {
                    let problem = format!("{name:?} is typed there: bind it with ctrl or alt");
                    return Err(Mistake::new(at, problem));
                }
                let bound = changes.iter().find(|change: &&Change| {
                    change.context == context && change.keys.contains(&key)
                });
                if let Some(other) = bound {
                    let problem = format!("{name:?} is bound to {:?} too", other.action.name());
                    return Err(Mistake::new(at, problem));
                }
                keys.push(key);
            }
            changes.push(Change {
                context,
                action,
                keys,
            });
        }
    }
    Ok(())
}

/// Reads a theme file.
pub(super) fn theme(text: &str) -> Result<Palette, Mistake> {
    let root = parse(text)?;
    let mut palette = *Theme::Terminal.palette();
    let is_base = |(_, name, _): &(usize, &str, &Value<'_>)| *name == "base";
    if let Some((_, _, value)) = fields(root.get_ref()).find(is_base) {
        let name = as_text(value)?;
        let Some(base) = Theme::named(name) else {
            let names = Theme::NAMES.map(|(name, _)| name);
            return Err(unknown(value.span().start, "theme", name, &names));
        };
        palette = *base.palette();
    }
    for (at, name, value) in fields(root.get_ref()).filter(|field| !is_base(field)) {
        let Ok(part) = Part::from_str(name) else {
            let parts = Part::iter().map(<&str>::from).chain(["base"]);
            return Err(unknown(at, "part", name, &parts.collect::<Vec<_>>()));
        };
        let style = style_of(as_text(value)?);
        let style =
            style.map_err(|(word, known)| unknown(value.span().start, "style", &word, &known))?;
        palette = palette.with(part, style);
    }
    Ok(palette)
}

fn fields<'a>(table: &'a DeTable<'_>) -> impl Iterator<Item = (usize, &'a str, &'a Value<'a>)> {
    let fields = table.iter();
    fields.map(|(name, value)| (name.span().start, name.get_ref().as_ref(), value))
}

fn texts<'a>(value: &'a Value<'_>) -> Result<Vec<(usize, &'a str)>, Mistake> {
    let text = |value: &'a Value<'_>| Ok((value.span().start, as_text(value)?));
    as_list(value)?.map(text).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::no_setting_is_near(
        "colour = \"x\"",
        "f:1: there is no setting \"colour\"; there are theme, clipboard, catalogs and keys"
    )]
    #[case::no_key_is_near(
        "[keys.list]\nopen = [\"ctrl-foo\"]",
        "f:2: there is no key \"ctrl-foo\"; there are enter, esc, tab, shift-tab, backspace, delete, up, down, left, right, home, end, pgup, pgdn and space"
    )]
    #[case::setting(
        "\ntehme = \"dark\"",
        "f:2: there is no setting \"tehme\"; nearest: theme"
    )]
    #[case::context(
        "[keys.lst]\nopen = []",
        "f:1: there is no context \"lst\"; nearest: list"
    )]
    #[case::action(
        "[keys.list]\nopne = [\"x\"]",
        "f:2: there is no action \"opne\"; nearest: open"
    )]
    #[case::key(
        "[keys.list]\nopen = [\"entre\"]",
        "f:2: there is no key \"entre\"; nearest: enter"
    )]
    #[case::typed(
        "[keys.search]\nopen = [\"o\"]",
        "f:2: \"o\" is typed there: bind it with ctrl or alt"
    )]
    #[case::twice(
        "[keys.list]\nopen = [\"o\"]\nquit = [\"o\"]",
        "f:3: \"o\" is bound to \"open\" too"
    )]
    #[case::clipboard(
        "clipboard = \"\"",
        "f:1: write \"auto\", \"off\", or the command that copies"
    )]
    #[case::kind("catalogs = \"own\"", "f:1: a list is expected")]
    #[case::kind_of_text("theme = 1", "f:1: a text is expected")]
    fn a_mistake_is_told_with_the_nearest_name(#[case] text: &str, #[case] told: &str) {
        let mistake = settings(text).unwrap_err();
        assert_eq!(mistake.told(Path::new("f"), text).to_string(), told);
    }

    #[test]
    fn what_is_no_toml_is_told_with_its_line() {
        let text = "theme = \"dark\"\nkeys = [";
        let told = settings(text).unwrap_err().told(Path::new("f"), text);
        assert!(told.to_string().starts_with("f:2: "), "{told}");
    }

    #[rstest]
    #[case::part(
        "sucess = \"bold\"",
        "f:1: there is no part \"sucess\"; nearest: success"
    )]
    #[case::word("hit = \"bald\"", "f:1: there is no style \"bald\"; nearest: bold")]
    #[case::no_part_is_near(
        "zzzzz = \"bold\"",
        "f:1: there is no part \"zzzzz\"; there are success, "
    )]
    #[case::colour(
        "hit = \"#12345\"",
        "f:1: there is no style \"#12345\"; there are bold, dim, "
    )]
    #[case::base("base = \"drak\"", "f:1: there is no theme \"drak\"; nearest: dark")]
    fn a_mistake_in_a_theme_is_told(#[case] text: &str, #[case] told: &str) {
        let mistake = theme(text).unwrap_err();
        let found = mistake.told(Path::new("f"), text).to_string();
        assert!(found.starts_with(told), "{found}");
    }

    #[test]
    fn a_theme_changes_the_parts_that_it_names() {
        let palette = theme("base = \"mono\"\nhit = \"bold black on yellow\"").unwrap();
        let mono = Theme::Plain.palette();
        assert_ne!(palette.style(Part::Hit), mono.style(Part::Hit));
        assert_eq!(palette.style(Part::Focus), mono.style(Part::Focus));
    }
}
