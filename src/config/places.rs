//! Where the user's files are, as the environment tells.

use std::ffi::OsString;
use std::path::PathBuf;

/// Where the user's files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    /// The folder of the program's settings.
    pub(super) settings: Option<PathBuf>,
    /// What `~` stands for.
    pub(super) home: Option<PathBuf>,
}

/// The variable that tells where settings are, after `XDG_CONFIG_HOME`.
pub(super) const OF_SYSTEM: &str = if cfg!(windows) { "APPDATA" } else { "HOME" };

impl Places {
    /// What the environment says: settings are where XDG has them on every system, but on Windows, where no shell sets its variable, they are
    /// where Windows has them.
    pub(super) fn of(on_windows: bool, variable: &impl Fn(&str) -> Option<OsString>) -> Self {
        let path = |name: &str| {
            variable(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        let home = if on_windows {
            path("USERPROFILE")
        } else {
            path("HOME")
        };
        let usual = if on_windows {
            path("APPDATA")
        } else {
            home.as_ref().map(|home| home.join(".config"))
        };
        let base = path("XDG_CONFIG_HOME").filter(|path| path.is_absolute());
        Self {
            settings: base.or(usual).map(|base| base.join("smtpref")),
            home,
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::home(false, &[("HOME", "/home/a"), ("APPDATA", "/data")], "/home/a/.config/smtpref", "/home/a")]
    #[case::both(false, &[("XDG_CONFIG_HOME", "/x"), ("HOME", "/home/a")], "/x/smtpref", "/home/a")]
    #[case::relative(false, &[("XDG_CONFIG_HOME", "x"), ("HOME", "/home/a")], "/home/a/.config/smtpref", "/home/a")]
    #[case::windows(true, &[("APPDATA", "/data"), ("USERPROFILE", "/users/a")], "/data/smtpref", "/users/a")]
    #[case::git_bash(true, &[("APPDATA", "/data"), ("USERPROFILE", "/users/a"), ("HOME", "/c/a")], "/data/smtpref", "/users/a")]
    #[case::windows_and_xdg(true, &[("APPDATA", "/data"), ("XDG_CONFIG_HOME", "/x")], "/x/smtpref", "")]
    #[case::nothing_set(false, &[], "", "")]
    #[case::nothing_set_on_windows(true, &[("HOME", "/c/a")], "", "")]
    #[cfg_attr(windows, ignore = "paths from the root of a Unix")]
    fn the_environment_tells_where_the_files_are(
        #[case] on_windows: bool,
        #[case] environment: &[(&str, &str)],
        #[case] settings: &str,
        #[case] home: &str,
    ) {
        let variable = |name: &str| {
            let found = environment.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        };
        let path = |path: &str| (!path.is_empty()).then(|| PathBuf::from(path));
        let expected = Places {
            settings: path(settings),
            home: path(home),
        };
        assert_eq!(Places::of(on_windows, &variable), expected);
    }
}
