//! The console of Windows: its modes, its events, and what is written on it. There are no jobs to stop and no signals to obey.
//!
//! Its modes are set here and not by sequences: what a console tells of the mouse and of the size of its window is one of them. Pastes have
//! no marks there, so none are asked for.

use std::io::{self, IsTerminal, Write as _, stdout};
use std::sync::{Mutex, OnceLock};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crossterm::ansi_support::supports_ansi;
use crossterm_winapi::{Console, ConsoleMode, EventFlags, Handle, InputRecord, ScreenBuffer};
use crossterm_winapi::{KeyEventRecord, MouseEvent};
use ratatui::layout::Position;

use super::console_keys::{Keys, Told};
use super::pending::{Pending, Token};
use super::screen::{Screen, Surface};
use crate::app::MouseKind;
use crate::keymap::Context;

/// Ctrl-C ends the program.
const PROCESSED: u32 = 0x1;
/// What is typed comes in lines.
const LINES: u32 = 0x2;
/// What is typed is shown.
const ECHO: u32 = 0x4;
/// Other sizes of the window are told.
const WINDOW: u32 = 0x8;
/// The mouse is told.
const MOUSE: u32 = 0x10;
/// The mouse selects text.
const SELECTS: u32 = 0x40;
/// The last two hold.
const EXTENDED: u32 = 0x80;
/// Keys come as sequences.
const SEQUENCES: u32 = 0x200;

/// How much is written at once, in bytes: old consoles take no more than 64 KB.
const AT_ONCE: usize = 16 * 1024;
/// How long to sleep between two looks for the rest of a paste.
const NAP: Duration = Duration::from_millis(1);

/// The console as a source of keys.
pub(super) struct Source {
    console: Console,
    keys: Keys,
    /// Whether the left button of the mouse is down.
    is_down: bool,
    /// How long the rest of a paste may take.
    pause: Duration,
}

impl Source {
    /// # Errors
    /// If there is no console.
    pub(super) fn open(pause: Duration) -> io::Result<Self> {
        Ok(Self {
            console: Console::from(Handle::current_in_handle()?),
            keys: Keys::default(),
            is_down: false,
            pause,
        })
    }

    /// Sleeps until something arrives, and takes all that belongs to it.
    ///
    /// # Errors
    /// If the console cannot be read.
    pub(super) fn wait(&mut self, pending: &mut Pending<'_>, context: Context) -> io::Result<()> {
        loop {
            let is_resized = match self.console.read_single_input_event()? {
                InputRecord::KeyEvent(key) => {
                    if let Some((key, repeats)) = self.keys.read(told(&key)) {
                        (0..repeats).for_each(|_| pending.push(Token::Key(key)));
                    }
                    false
                }
                InputRecord::MouseEvent(mouse) => {
                    if let Some(kind) = self.mouse(&mouse) {
                        pending.push(Token::Mouse(kind, position(&mouse)?));
                    }
                    false
                }
                InputRecord::WindowBufferSizeEvent(_) => true,
                _ => false,
            };
            let pause = if pending.is_amid_paste(context) {
                self.pause
            } else {
                Duration::ZERO
            };
            if (is_resized || !pending.is_empty()) && !self.has_more(pause)? {
                return Ok(());
            }
        }
    }

    /// Whether more arrives within this time.
    fn has_more(&self, pause: Duration) -> io::Result<bool> {
        let start = Instant::now();
        loop {
            if self.console.number_of_console_input_events()? > 0 {
                return Ok(true);
            }
            if start.elapsed() >= pause {
                return Ok(false);
            }
            sleep(NAP);
        }
    }

    fn mouse(&mut self, told: &MouseEvent) -> Option<MouseKind> {
        let button = &told.button_state;
        let was_down = std::mem::replace(&mut self.is_down, button.left_button());
        match told.event_flags {
            EventFlags::MouseWheeled if button.scroll_down() => Some(MouseKind::WheelDown),
            EventFlags::MouseWheeled => Some(MouseKind::WheelUp),
            EventFlags::MouseMoved => self.is_down.then_some(MouseKind::Drag),
            EventFlags::PressOrRelease | EventFlags::DoubleClick => {
                match (was_down, self.is_down) {
                    (false, true) => Some(MouseKind::Click),
                    (true, false) => Some(MouseKind::Release),
                    _ => None,
                }
            }
            EventFlags::MouseHwheeled | EventFlags::Unknown => None,
        }
    }
}

fn told(key: &KeyEventRecord) -> Told {
    let state = &key.control_key_state;
    let held = (0..9).map(|bit| 1 << bit);
    Told {
        is_pressed: key.key_down,
        repeats: key.repeat_count,
        number: key.virtual_key_code,
        unit: key.u_char,
        held: held.filter(|bit| state.has_state(*bit)).sum(),
    }
}

/// Where the mouse is in the window: the console tells where it is among all lines that it keeps.
fn position(told: &MouseEvent) -> io::Result<Position> {
    let window = ScreenBuffer::current()?.info()?.terminal_window();
    let within = |at: i16, start: i16| u16::try_from(at.saturating_sub(start)).unwrap_or(0);
    Ok(Position::new(
        within(told.mouse_position.x, window.left),
        within(told.mouse_position.y, window.top),
    ))
}

/// The modes of the console before they were changed.
static BEFORE: Mutex<Option<u32>> = Mutex::new(None);

/// Lets keys come as they are pressed, and what else is taken with them.
///
/// # Errors
/// If there is no console.
pub(super) fn take_modes(mouse: bool) -> io::Result<()> {
    let input = ConsoleMode::from(Handle::current_in_handle()?);
    let before = input.mode()?;
    if let Ok(mut kept) = BEFORE.lock() {
        kept.get_or_insert(before);
    }
    let taken = if mouse { SELECTS } else { MOUSE };
    let given = if mouse { MOUSE } else { 0 };
    let rest = before & !(PROCESSED | LINES | ECHO | SEQUENCES | taken);
    input.set_mode(rest | WINDOW | EXTENDED | given)
}

/// Takes that back.
///
/// # Errors
/// If the console is gone.
pub(super) fn give_modes_back() -> io::Result<()> {
    let kept = BEFORE.lock().ok().and_then(|mut kept| kept.take());
    match kept {
        Some(before) => ConsoleMode::from(Handle::current_in_handle()?).set_mode(before | EXTENDED),
        None => Ok(()),
    }
}

/// # Errors
/// If there is no console to read keys from. Standard input may be a pipe.
pub(super) fn keyboard() -> io::Result<()> {
    Handle::current_in_handle().map(|_| ())
}

/// Whether sequences steer the terminal: a console has to be told to obey them.
pub(super) fn obeys_sequences() -> bool {
    supports_ansi()
}

/// What a terminal lacks that is there.
pub(super) fn lack(surface: Surface) -> Option<&'static str> {
    // A terminal for programs of Cygwin looks like one to others too, but is a pipe to them.
    let is_console = ConsoleMode::new().is_ok_and(|out| out.mode().is_ok());
    if surface == Surface::Output && !is_console {
        Some(
            "the browser needs a console, and this terminal has none for programs of Windows: put winpty before it, or use Windows Terminal",
        )
    } else if !obeys_sequences() {
        Some(
            "the browser needs a console that obeys escape sequences: Windows Terminal, or that of Windows 10 and later with its legacy mode off",
        )
    } else {
        None
    }
}

/// What is drawn on: the console, wherever standard output goes.
static SCREEN: OnceLock<Console> = OnceLock::new();

/// Draws on this from now on.
///
/// # Errors
/// If there is no console.
pub(super) fn draw_on(_: Surface) -> io::Result<()> {
    // What was drawn on before holds: a program has one console.
    let _ = SCREEN.set(Console::from(Handle::current_out_handle()?));
    Ok(())
}

/// A console has no settings that a pager would return to.
pub(super) const fn let_pager_start() {}

/// The columns and rows of what is drawn on: the console is asked by crossterm.
pub(super) const fn window() -> Option<(u16, u16)> {
    None
}

/// Whether there is a console besides standard output that can be drawn on, or standard output is one.
pub(super) fn has_own_terminal() -> bool {
    stdout().is_terminal() || Handle::current_out_handle().is_ok()
}

/// Writes characters, whatever code page the console has: as bytes they would be taken for those of that page.
///
/// # Errors
/// If the console cannot be written.
pub(super) fn write_all(bytes: &[u8]) -> io::Result<()> {
    // Excludes leaving.
    let mut out = stdout().lock();
    let Some(console) = SCREEN.get() else {
        out.write_all(bytes)?;
        return out.flush();
    };
    let text = String::from_utf8_lossy(bytes);
    let mut rest = &*text;
    while !rest.is_empty() {
        let end = (1..=rest.len().min(AT_ONCE)).rfind(|end| rest.is_char_boundary(*end));
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        console.write_char_buffer(part.as_bytes())?;
        rest = after;
    }
    Ok(())
}

/// # Errors
/// None: nothing stops or continues a process.
#[expect(clippy::unnecessary_wraps, reason = "other systems can fail here")]
pub(super) const fn apply(_: &Screen) -> io::Result<bool> {
    Ok(false)
}

/// What is said instead of stopping the program.
pub(super) const CANNOT_STOP: Option<&str> =
    Some("Windows has no jobs that stop: ctrl-c leaves the browser");

/// # Errors
/// None: nothing could continue it.
#[expect(clippy::unnecessary_wraps, reason = "other systems can fail here")]
pub(super) const fn stop_job() -> io::Result<()> {
    Ok(())
}

/// The console has no background.
pub(super) const fn wait_for_foreground() {}

/// A closed console ends the process by itself.
pub(super) const fn is_gone() -> bool {
    false
}

/// Ends the process as if the terminal had hung up.
pub(super) fn hang_up() -> ! {
    super::screen::leave();
    std::process::exit(1)
}
