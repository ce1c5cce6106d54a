//! A page that is longer than the window goes through a pager, as in git: on a terminal only.

use std::env;
use std::ffi::OsString;
use std::io::{self, ErrorKind, Write};
use std::process::{Child, Command, Stdio};

use super::args::Format;
use super::ending::Ending;
use super::look::Look;
use super::print;
use crate::terminal;

/// The pager where no variable names one.
const USUAL: &str = "less";
/// What `less` is told unless the user tells it: quit at the end of one screen, let colours through, leave the screen as it is.
const USUAL_OPTIONS: &str = "FRX";

/// Gives a writer to a command whose answer is to be read: standard output, or a pager where that is a terminal with fewer rows.
pub(super) fn to_reader(
    look: Look,
    command: impl FnOnce(&mut dyn Write) -> io::Result<Ending>,
) -> io::Result<Ending> {
    let rows = match look.format {
        // A pager needs what the browser needs: a terminal that can do more than print, and keys from it.
        Format::Text if terminal::obstacle(terminal::Surface::Output).is_none() => terminal::rows(),
        _ => None,
    };
    let Some((rows, pager)) = rows.zip(Pager::of(|name| env::var(name).ok())) else {
        return print::to_stdout(command);
    };
    let mut text = Vec::new();
    let ending = command(&mut text)?;
    let lines = memchr::memchr_iter(b'\n', &text).count();
    if lines < usize::from(rows) || !pager.show(&text)? {
        return print::to_stdout(|out| {
            out.write_all(&text)?;
            Ok(ending)
        });
    }
    Ok(ending)
}

/// A program that shows a long text.
#[derive(Debug, PartialEq, Eq)]
enum Pager {
    /// The usual one.
    Usual,
    /// A command for the shell.
    Command(String),
}

impl Pager {
    /// The pager that the environment names; `None` where it wants none.
    fn of(variable: impl Fn(&str) -> Option<String>) -> Option<Self> {
        match variable("SMTPREF_PAGER").or_else(|| variable("PAGER")) {
            None => Some(Self::Usual),
            Some(command) if matches!(command.trim(), "" | "cat") => None,
            Some(command) => Some(Self::Command(command)),
        }
    }

    /// Shows a text and waits until it is read. Says whether there is such a program.
    fn show(&self, text: &[u8]) -> io::Result<bool> {
        let Ok(mut child) = self.start() else {
            return Ok(false);
        };
        let _kept = keep_interrupts_away();
        if let Some(mut pipe) = child.stdin.take() {
            match pipe.write_all(text) {
                // Who has read enough quits before the end.
                Err(error) if error.kind() != ErrorKind::BrokenPipe => return Err(error),
                _ => {}
            }
        }
        let status = child.wait()?;
        Ok(*self == Self::Usual || !terminal::may_be_unknown(status))
    }

    fn start(&self) -> io::Result<Child> {
        let mut command = match self {
            Self::Usual => Command::new(USUAL),
            Self::Command(line) => terminal::shell(line),
        };
        command.env("LESS", options(env::var_os("LESS")));
        // Where no locale says it, it would take what it reads for that of a code page.
        if cfg!(windows) && env::var_os("LESSCHARSET").is_none() {
            command.env("LESSCHARSET", "utf-8");
        }
        command.stdin(Stdio::piped()).spawn()
    }
}

/// The options of `less`: the usual ones, or those of the user and one without which it shows colours as letters.
fn options(of_user: Option<OsString>) -> OsString {
    let Some(mut options) = of_user else {
        return USUAL_OPTIONS.into();
    };
    options.push(" -R");
    options
}

/// While a pager is open ctrl-c is for it alone.
fn keep_interrupts_away() -> impl Drop {
    struct Kept(Option<signal_hook::SigId>);
    impl Drop for Kept {
        fn drop(&mut self) {
            if let Some(id) = self.0.take() {
                signal_hook::low_level::unregister(id);
            }
        }
    }
    let flag = std::sync::Arc::default();
    Kept(signal_hook::flag::register(signal_hook::consts::SIGINT, flag).ok())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::none(&[], Some(Pager::Usual))]
    #[case::pager(&[("PAGER", "more -s")], Some(Pager::Command("more -s".to_owned())))]
    #[case::ours_wins(&[("PAGER", "more"), ("SMTPREF_PAGER", "most")], Some(Pager::Command("most".to_owned())))]
    #[case::ours_is_off(&[("PAGER", "more"), ("SMTPREF_PAGER", "")], None)]
    #[case::cat(&[("PAGER", "cat")], None)]
    fn the_environment_names_the_pager(
        #[case] environment: &[(&str, &str)],
        #[case] expected: Option<Pager>,
    ) {
        let variable = |name: &str| {
            let found = environment.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(Pager::of(variable), expected);
    }

    #[rstest]
    #[case::none(None, "FRX")]
    #[case::without_colours(Some("-FX"), "-FX -R")]
    #[case::with_them(Some("-R"), "-R -R")]
    #[case::empty(Some(""), " -R")]
    fn less_lets_colours_through(#[case] of_user: Option<&str>, #[case] expected: &str) {
        assert_eq!(options(of_user.map(OsString::from)), expected);
    }
}
