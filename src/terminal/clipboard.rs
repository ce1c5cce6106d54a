//! The clipboard: where a text is sent, and what may be said of it.
//!
//! A terminal takes a text by a sequence (OSC 52) and answers nothing, so what is said is that it was sent. What stands between is known by
//! the environment: tmux has a command of its own for it, GNU screen passes a long sequence only in pieces, and some terminals take
//! none. Where that is so, nothing is written that they would print.

use std::io::{self, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;

use super::shell::shell;
use super::{is_bare, system};

/// The clipboard of this terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clipboard(Way);

/// How it is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Way {
    /// A command that reads the text.
    Command(String),
    /// The terminal.
    Terminal,
    /// A terminal that is known to take none from programs, though the sequence does no harm.
    Doubtful(&'static str),
    /// tmux on this machine; or GNU screen that was started in it and has outlived it.
    Tmux { in_screen: bool },
    /// tmux on another machine, through which this one is used.
    TmuxElsewhere,
    /// GNU screen.
    Screen,
    /// GNU screen or tmux: many a tmux calls itself what GNU screen does, and what reaches the terminal through the one stays in the other.
    ScreenOrTmux,
    /// That of Windows, by its own command: its old console drops the sequence and says nothing.
    Windows,
    /// None, and why.
    None(String),
}

/// The most bytes of a sequence that GNU screen takes, with what it begins and ends with.
const SCREEN_TAKES: usize = 768;
/// How long a command may take before the browser goes on without it.
const PATIENCE: Duration = Duration::from_secs(3);

impl Clipboard {
    /// The clipboard as a command, or else the environment, says.
    #[must_use]
    pub fn new(command: Option<String>, variable: impl Fn(&str) -> Option<String>) -> Self {
        Self::on(cfg!(windows), command, variable)
    }

    fn on(
        windows: bool,
        command: Option<String>,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let value = |name: &str| variable(name).unwrap_or_default();
        let is_set = |name: &str| !value(name).is_empty();
        let term = value("TERM");
        Self(match command {
            Some(command) => Way::Command(command),
            // Whoever sits elsewhere has another clipboard.
            None if windows && !["SSH_CONNECTION", "SSH_CLIENT"].into_iter().any(is_set) => {
                Way::Windows
            }
            None if is_set("TMUX") => Way::Tmux {
                in_screen: is_set("STY"),
            },
            // What tmux is never told to call itself.
            None if is_set("STY") || term.starts_with("screen.") => Way::Screen,
            None if term.starts_with("screen") => Way::ScreenOrTmux,
            None if term.starts_with("tmux") => Way::TmuxElsewhere,
            None if is_bare(&term) => {
                Way::None(format!("a terminal of type {term} has no clipboard"))
            }
            None if value("TERM_PROGRAM") == "Apple_Terminal" => {
                Way::None("Terminal lets no program fill the clipboard".to_owned())
            }
            None if is_set("VTE_VERSION") => Way::Doubtful("terminals built on VTE"),
            None => Way::Terminal,
        })
    }

    /// Sends a text, and says in one line what became of it.
    ///
    /// # Errors
    /// If the terminal cannot be written.
    pub(super) fn copy(&self, what: &str, text: &str) -> io::Result<String> {
        let size = size(text.len());
        let sent = |through: &str| format!("Sent {what} to the clipboard{through} ({size})");
        Ok(match &self.0 {
            Way::Windows => {
                if pipe(Command::new("clip.exe"), for_windows(text)).is_ok() {
                    format!("Copied {what} to the clipboard ({size})")
                } else {
                    system::write_all(osc52(text).as_bytes())?;
                    sent("")
                }
            }
            Way::Command(command) => match pipe(shell(command), text) {
                Ok(()) => format!("Copied {what} with {command} ({size})"),
                Err(why) => format!("Copied nothing: {command} {why}"),
            },
            Way::Terminal => {
                system::write_all(osc52(text).as_bytes())?;
                sent("")
            }
            Way::Doubtful(which) => {
                system::write_all(osc52(text).as_bytes())?;
                format!("{}; {which} may not take it: {HINT}", sent(""))
            }
            Way::Tmux { in_screen } => {
                let mut load = Command::new("tmux");
                load.args(["load-buffer", "-w", "-"]);
                let mut keep = Command::new("tmux");
                keep.args(["load-buffer", "-"]);
                if pipe(load, text).is_ok() {
                    format!("Copied {what} into tmux, and sent it to the clipboard ({size})")
                } else if pipe(keep, text).is_ok() {
                    format!(
                        "Copied {what} into a buffer of tmux ({size}); for the clipboard: {HINT}"
                    )
                } else if *in_screen {
                    Self::through_screen(text)?;
                    sent(" through GNU screen")
                } else {
                    Self::through_tmux(text)?;
                    sent(" through tmux")
                }
            }
            Way::TmuxElsewhere => {
                Self::through_tmux(text)?;
                format!(
                    "{}; tmux needs: set -s set-clipboard on",
                    sent(" through tmux")
                )
            }
            Way::Screen => {
                Self::through_screen(text)?;
                sent(" through GNU screen")
            }
            Way::ScreenOrTmux => {
                Self::through_screen(text)?;
                format!(
                    "{}; tmux drops it: there set TERM=tmux-256color",
                    sent(" through GNU screen")
                )
            }
            Way::None(why) => format!("Copied nothing: {why}; {HINT}"),
        })
    }

    fn through_screen(text: &str) -> io::Result<()> {
        system::write_all(in_pieces(&osc52(text)).as_bytes())
    }

    /// Once for tmux itself and once for the terminal around it: which of both tmux takes is a setting of it.
    fn through_tmux(text: &str) -> io::Result<()> {
        let sequence = osc52(text);
        let inner = sequence.replace('\x1b', "\x1b\x1b");
        system::write_all(format!("{sequence}\x1bPtmux;{inner}\x1b\\").as_bytes())
    }
}

/// What helps where the terminal does not.
const HINT: &str = "name a command that takes it with --clipboard";

/// The sequence that puts a text on the clipboard.
fn osc52(text: &str) -> String {
    let mut sequence = String::new();
    // Writing to a string cannot fail.
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence);
    // What ends with ESC would end the wrapping of a multiplexer as well.
    sequence.replace("\x1b\\", "\x07")
}

/// A sequence in pieces that GNU screen hands on as they are.
fn in_pieces(sequence: &str) -> String {
    let (begin, end) = ("\x1bP", "\x1b\\");
    // All of it is ASCII.
    let pieces = sequence
        .as_bytes()
        .chunks(SCREEN_TAKES - begin.len() - end.len());
    pieces
        .map(|piece| [begin, &String::from_utf8_lossy(piece), end].concat())
        .collect()
}

/// A size for people.
fn size(bytes: usize) -> String {
    if bytes < 1000 {
        return format!("{bytes} bytes");
    }
    let tenths = (bytes + 50) / 100;
    format!("{}.{} KB", tenths / 10, tenths % 10)
}

/// A text as the clipboard of Windows takes it from a command whatever the code page is: UTF-16 without a mark, which would be pasted too, and
/// lines with the ends that they have there.
fn for_windows(text: &str) -> Vec<u8> {
    let lines = text.replace("\r\n", "\n").replace('\n', "\r\n");
    lines.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Gives a command a text to read. It prints nothing: the screen is the browser's. Says what went wrong, as the end of a sentence.
fn pipe(mut command: Command, text: impl Into<Vec<u8>>) -> Result<(), String> {
    let child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let mut child: Child = child.map_err(|error| format!("does not start: {error}"))?;
    let text = text.into();
    let (tell, ended) = channel();
    thread::spawn(move || {
        if let Some(mut input) = child.stdin.take() {
            // Whoever does not read it says so by the exit status.
            let _ = input.write_all(&text);
        }
        let _ = tell.send(child.wait());
    });
    match ended.recv_timeout(PATIENCE) {
        Ok(Ok(status)) if status.success() => Ok(()),
        Ok(Ok(status)) => Err(format!("failed ({status})")),
        Ok(Err(error)) => Err(format!("failed: {error}")),
        Err(RecvTimeoutError::Timeout) => Err("does not come to an end".to_owned()),
        Err(RecvTimeoutError::Disconnected) => Err("failed".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::xterm(&[("TERM", "xterm-256color")], Way::Terminal)]
    #[case::nothing_known(&[], Way::Terminal)]
    #[case::tmux(&[("TERM", "screen-256color"), ("TMUX", "/tmp/x,1,0")], Way::Tmux { in_screen: false })]
    #[case::screen_in_tmux(&[("TERM", "screen.tmux-256color"), ("TMUX", "/tmp/x,1,0"), ("STY", "1.pts")], Way::Tmux { in_screen: true })]
    #[case::tmux_elsewhere(&[("TERM", "tmux-256color")], Way::TmuxElsewhere)]
    #[case::screen(&[("TERM", "xterm"), ("STY", "1.pts")], Way::Screen)]
    #[case::screen_or_tmux_elsewhere(&[("TERM", "screen-256color")], Way::ScreenOrTmux)]
    #[case::nothing_but_screen(&[("TERM", "screen")], Way::ScreenOrTmux)]
    #[case::screen_elsewhere(&[("TERM", "screen.xterm-256color")], Way::Screen)]
    #[case::gnome(&[("TERM", "xterm-256color"), ("VTE_VERSION", "7600")], Way::Doubtful("terminals built on VTE"))]
    #[case::console(&[("TERM", "linux")], Way::None("a terminal of type linux has no clipboard".to_owned()))]
    #[case::vt(&[("TERM", "vt220")], Way::None("a terminal of type vt220 has no clipboard".to_owned()))]
    #[case::apple(&[("TERM_PROGRAM", "Apple_Terminal")], Way::None("Terminal lets no program fill the clipboard".to_owned()))]
    fn the_environment_tells_the_way(#[case] environment: &[(&str, &str)], #[case] way: Way) {
        let variable = |name: &str| {
            let found = environment.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(Clipboard::on(false, None, variable).0, way);
        for windows in [false, true] {
            let command = Clipboard::on(windows, Some("wl-copy".to_owned()), variable).0;
            assert_eq!(command, Way::Command("wl-copy".to_owned()));
        }
    }

    #[rstest]
    #[case::old_console(&[], Way::Windows)]
    #[case::windows_terminal(&["WT_SESSION"], Way::Windows)]
    #[case::from_elsewhere(&["SSH_CONNECTION"], Way::Terminal)]
    #[case::from_elsewhere_too(&["SSH_CLIENT", "WT_SESSION"], Way::Terminal)]
    fn windows_has_a_clipboard_of_its_own(#[case] set: &[&str], #[case] way: Way) {
        let variable = |name: &str| set.contains(&name).then(|| "1".to_owned());
        assert_eq!(Clipboard::on(true, None, variable).0, way);
    }

    #[test]
    fn it_takes_utf_16_with_its_own_ends_of_lines() {
        let units: Vec<u16> = "a\r\nü\r\n–".encode_utf16().collect();
        let bytes: Vec<u8> = units.into_iter().flat_map(u16::to_le_bytes).collect();
        assert_eq!(for_windows("a\nü\r\n–"), bytes);
    }

    #[test]
    fn pieces_for_screen_are_short_and_whole() {
        let sequence = osc52(&"a page of text\n".repeat(500));
        let pieces = in_pieces(&sequence);
        let mut whole = String::new();
        for piece in pieces.split_inclusive("\x1b\\") {
            assert!(piece.len() <= SCREEN_TAKES, "{}", piece.len());
            let piece = piece.strip_prefix("\x1bP").unwrap();
            whole.push_str(piece.strip_suffix("\x1b\\").unwrap());
        }
        assert_eq!(whole, sequence);
        assert!(sequence.starts_with("\x1b]52;c;") && sequence.ends_with('\x07'));
    }

    #[rstest]
    #[case::none(0, "0 bytes")]
    #[case::few(999, "999 bytes")]
    #[case::thousand(1000, "1.0 KB")]
    #[case::rounded(1950, "2.0 KB")]
    #[case::many(123_456, "123.5 KB")]
    fn sizes_are_for_people(#[case] bytes: usize, #[case] expected: &str) {
        assert_eq!(size(bytes), expected);
    }

    #[cfg(unix)]
    #[rstest]
    #[case::all_read("cat >/dev/null", "Copied it with cat >/dev/null (200.0 KB)")]
    #[case::nothing_read("true", "Copied it with true (200.0 KB)")]
    #[case::failed("exit 3", "Copied nothing: exit 3 failed (exit status: 3)")]
    fn a_command_is_told_of(#[case] command: &str, #[case] expected: &str) {
        let clipboard = Clipboard::new(Some(command.to_owned()), |_| None);
        let said = clipboard.copy("it", &"x".repeat(200_000)).unwrap();
        assert_eq!(said, expected);
    }
}
