//! The user's settings, read once and where they are first asked for; and `smtpref config`, which prints them.

use std::env;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{LazyLock, OnceLock};

use smtpref_catalog::{Catalog, Pack, Problems, check_layer, read_folder};

use super::ending::{Ending, Status};
use crate::config::{Config, ConfigError};

/// The settings, and the mistake for which they are the defaults.
static SETTINGS: LazyLock<(Config, Option<ConfigError>)> =
    LazyLock::new(|| Config::load(|name| env::var_os(name)));

/// What `with_own_catalogs` has found.
static REMARKS: OnceLock<Vec<String>> = OnceLock::new();

/// What is set.
pub(super) fn settings() -> &'static Config {
    &SETTINGS.0
}

/// The line that tells a mistake in the file, if there is one.
pub(super) fn mistake() -> Option<String> {
    SETTINGS.1.as_ref().map(ToString::to_string)
}

/// The catalog with the user's own ones over it. One with a mistake is left out; the first line that tells why comes with it.
pub(super) fn with_own_catalogs(mut catalog: Catalog) -> (Catalog, Vec<String>) {
    let mut remarks: Vec<String> = mistake().into_iter().collect();
    for folder in &settings().catalogs {
        let checked = read_folder(folder).and_then(|files| check_layer(&files, &catalog));
        let problem = match checked.map(Pack::new) {
            Ok(Ok(pack)) => {
                catalog = catalog.with_layer(pack);
                continue;
            }
            Ok(Err(error)) => error.to_string(),
            Err(problems) => first_of(&problems),
        };
        remarks.push(format!("{problem}; the catalog is left out"));
    }
    // The browser is left before anybody could read them elsewhere.
    let _ = REMARKS.set(remarks.clone());
    (catalog, remarks)
}

/// The first problem, and how many more there are: a start tells no more than fits into a line.
fn first_of(problems: &Problems) -> String {
    match &problems.0[..] {
        [] => String::new(),
        [only] => only.to_string(),
        [first, rest @ ..] => format!("{first}, and {} more", rest.len()),
    }
}

/// What is wrong with the settings and the user's own catalogs, if anything was read of them.
pub(super) fn remarks() -> &'static [String] {
    REMARKS.get().map_or(&[], Vec::as_slice)
}

/// Prints where the settings are and what holds.
pub(super) fn print(out: &mut dyn Write) -> io::Result<Ending> {
    let settings = settings();
    if let Some(path) = settings.path.as_deref().filter(|path| is_output(path)) {
        let remark = format!(
            "{}: standard output is this file itself, which a shell empties before it is read; print into another one",
            path.display()
        );
        return Ok(Ending::failure(Status::Usage, remark));
    }
    write!(out, "{}", settings.effective())?;
    Ok(match mistake() {
        Some(mistake) => Ending::failure(Status::Usage, mistake),
        None => Ending::found(),
    })
}

/// Whether standard output is a file.
#[cfg(unix)]
fn is_output(path: &Path) -> bool {
    use std::fs::{File, metadata};
    use std::os::fd::AsFd as _;
    use std::os::unix::fs::MetadataExt as _;

    let out = io::stdout().as_fd().try_clone_to_owned();
    let out = out.and_then(|out| File::from(out).metadata());
    match (out, metadata(path)) {
        (Ok(out), Ok(file)) => (out.dev(), out.ino()) == (file.dev(), file.ino()),
        _ => false,
    }
}

/// Elsewhere a file that is written cannot be asked whether it is another one.
#[cfg(not(unix))]
const fn is_output(_: &Path) -> bool {
    false
}
