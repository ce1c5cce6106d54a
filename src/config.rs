//! What the user has set: `config.toml`, and the theme that it may name. A file with a mistake is told in one line, and the program goes on as
//! if there were none.
//!
//! | what | file |
//! |---|---|
//! | the text of a file -> settings, or its first mistake | `read` |
//! | `"bold #d0a000 on black"` <-> a style | `style` |
//! | where the files are | `places` |
//! | settings -> the text of a file that says the same | `effective` |

mod effective;
mod places;
mod read;
mod style;

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use smtpref_catalog::visible;

use crate::keymap::Keymap;
use crate::theme::{Palette, Theme};
use places::Places;
use read::{Mistake, Settings};

pub use style::{style_of, style_words};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// The clipboard of the terminal, as far as the environment tells that it has one.
const AUTO: &str = "auto";
/// No clipboard.
const OFF: &str = "off";

/// What is set.
#[derive(Debug)]
pub struct Config {
    /// The file, if the environment tells where it would be.
    pub path: Option<PathBuf>,
    /// Whether it is there and has no mistake.
    pub is_read: bool,
    /// The theme, and its name or file.
    pub theme: (Theme, String),
    /// The way to the clipboard: `auto`, `off`, or a command.
    pub clipboard: String,
    /// Folders with catalogs of the user's own, the lowest first.
    pub catalogs: Vec<PathBuf>,
    /// The keys, if some are changed.
    pub keys: Option<Keymap>,
}

/// A mistake in a file: where, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    file: PathBuf,
    line: usize,
    problem: String,
}

impl fmt::Display for ConfigError {
    /// In one line that cannot steer a terminal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{}:{}: {}", self.file.display(), self.line, self.problem);
        f.write_str(&visible(&text))
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            path: None,
            is_read: false,
            theme: (Theme::Terminal, "terminal".to_owned()),
            clipboard: AUTO.to_owned(),
            catalogs: Vec::new(),
            keys: None,
        }
    }
}

impl Config {
    /// The keys that hold.
    #[must_use]
    pub fn keymap(&self) -> &Keymap {
        self.keys.as_ref().unwrap_or_else(|| Keymap::shipped())
    }

    /// Reads the file that the environment names. A mistake gives the defaults and the line that tells it.
    #[must_use]
    pub fn load(variable: impl Fn(&str) -> Option<OsString>) -> (Self, Option<ConfigError>) {
        let places = Places::of(cfg!(windows), &variable);
        let Some(folder) = places.settings else {
            return (Self::default(), None);
        };
        let path = folder.join("config.toml");
        let read = text_of(&path).and_then(|text| match text {
            Some(text) => Self::of(&text, &path, &folder, places.home.as_deref()),
            None => Ok(Self::default()),
        });
        let (config, error) = match read {
            Ok(config) => (config, None),
            Err(error) => (Self::default(), Some(error)),
        };
        let path = Some(path);
        (Self { path, ..config }, error)
    }

    fn of(
        text: &str,
        path: &Path,
        folder: &Path,
        home: Option<&Path>,
    ) -> Result<Self, ConfigError> {
        let told = |mistake: Mistake| mistake.told(path, text);
        let settings: Settings = read::settings(text).map_err(told)?;
        let mut config = Self {
            is_read: true,
            ..Self::default()
        };
        if let Some((at, name)) = settings.theme {
            config.theme.0 = match Theme::named(&name) {
                Some(theme) => theme,
                None if Path::new(&name)
                    .extension()
                    .is_some_and(|end| end == "toml") =>
                {
                    own_theme(&under(&name, folder, home))?
                }
                None => {
                    let names = Theme::NAMES.map(|(name, _)| name);
                    let problem = format!(
                        "there is no theme {name:?}; {}",
                        read::nearest(&name, &names)
                    );
                    return Err(told(Mistake { at, problem }));
                }
            };
            config.theme.1 = name;
        }
        config.clipboard = settings.clipboard.unwrap_or(config.clipboard);
        let catalogs = settings.catalogs.iter();
        config.catalogs = catalogs.map(|name| under(name, folder, home)).collect();
        if !settings.keys.is_empty() {
            config.keys = Some(Keymap::shipped().with(&settings.keys));
        }
        Ok(config)
    }

    /// Whether texts may be copied.
    #[must_use]
    pub fn copies(&self) -> bool {
        self.clipboard != OFF
    }

    /// The command that copies, if one is set.
    #[must_use]
    pub fn clipboard_command(&self) -> Option<String> {
        let is_command = ![AUTO, OFF].contains(&self.clipboard.as_str());
        is_command.then(|| self.clipboard.clone())
    }
}

/// A file or folder that a setting names: from the folder of the settings on, or from the home of the user.
fn under(name: &str, folder: &Path, home: Option<&Path>) -> PathBuf {
    let below_home = name.strip_prefix("~/").or_else(|| {
        // Elsewhere a folder may be called so.
        name.strip_prefix("~\\").filter(|_| cfg!(windows))
    });
    match (below_home, home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => folder.join(name),
    }
}

/// The text of a file; `None` if it is not there.
fn text_of(path: &Path) -> Result<Option<String>, ConfigError> {
    let wrong = |problem: String| ConfigError {
        file: path.to_owned(),
        line: 1,
        problem,
    };
    let length = match std::fs::metadata(path) {
        Ok(data) if data.is_file() => data.len(),
        Ok(_) => return Err(wrong("is not a file".to_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(wrong(format!("cannot be read: {error}"))),
    };
    if length > LARGEST {
        return Err(wrong("has more than a megabyte".to_owned()));
    }
    let bytes = std::fs::read(path).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    // PowerShell 5 writes UTF-16 with its mark when `smtpref config` is sent into a file.
    let (text, _, is_wrong) = encoding_rs::UTF_8.decode(&bytes);
    if is_wrong {
        return Err(wrong("is not UTF-8".to_owned()));
    }
    Ok(Some(text.into_owned()))
}

/// The theme of a user's file.
fn own_theme(path: &Path) -> Result<Theme, ConfigError> {
    let Some(text) = text_of(path)? else {
        return Err(ConfigError {
            file: path.to_owned(),
            line: 1,
            problem: "there is no such theme file".to_owned(),
        });
    };
    let palette: Palette = read::theme(&text).map_err(|mistake| mistake.told(path, &text))?;
    // It is needed until the program ends.
    Ok(Theme::Own(Box::leak(Box::new(palette))))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn read(text: &str) -> Result<Config, String> {
        let folder = Path::new("/etc/smtpref");
        let config = Config::of(
            text,
            Path::new("config.toml"),
            folder,
            Some(Path::new("/root")),
        );
        config.map_err(|error| error.to_string())
    }

    #[test]
    fn what_holds_can_be_read_again() {
        let config = Config::default();
        let again = read(&config.effective()).unwrap();
        let rest = |config: &Config| {
            let text = config.effective();
            text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(rest(&again), rest(&config));
    }

    #[test]
    fn names_are_from_the_folder_on_or_from_home() {
        let config = read("catalogs = [\"own\", \"~/replies\", \"/srv/smtp\"]").unwrap();
        let wanted = ["/etc/smtpref/own", "/root/replies", "/srv/smtp"].map(PathBuf::from);
        assert_eq!(config.catalogs, wanted);
    }

    #[rstest]
    #[case::utf_8(b"theme = \"dark\"\n".to_vec())]
    #[case::utf_8_of_an_editor_on_windows(b"\xef\xbb\xbftheme = \"dark\"\r\n".to_vec())]
    #[case::utf_16(utf_16("\u{feff}theme = \"dark\"\r\n", u16::to_le_bytes))]
    #[case::utf_16_of_the_other_order(utf_16("\u{feff}theme = \"dark\"\n", u16::to_be_bytes))]
    fn a_file_is_read_as_shells_and_editors_write_it(#[case] bytes: Vec<u8>) {
        let path = written("written", &bytes);
        let text = text_of(&path).unwrap().unwrap();
        assert_eq!(text.trim_end(), "theme = \"dark\"");
        std::fs::remove_file(path).unwrap();
    }

    #[test]
    fn another_encoding_is_told() {
        let path = written("wrong", b"theme = \"d\xe4rk\"\n");
        let error = text_of(&path).unwrap_err();
        assert_eq!(error.problem, "is not UTF-8");
        std::fs::remove_file(path).unwrap();
    }

    fn utf_16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    /// A file of this process for this test.
    fn written(name: &str, bytes: &[u8]) -> PathBuf {
        let thread = std::thread::current();
        let test = thread.name().unwrap_or_default().replace("::", "-");
        let name = format!("smtpref-{}-{name}-{test}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    #[test]
    fn a_mistake_cannot_steer_the_terminal() {
        let error = read("theme = \"\\u001b[31m\"").unwrap_err();
        assert!(!error.contains('\u{1b}'), "{error}");
    }
}
