//! The console of Windows: its events. There are no jobs to stop and no signals to obey.

use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal as _, Write as _, stdin, stdout};
use std::sync::OnceLock;
use std::time::Duration;

use crossterm::event::{
    self, Event, KeyCode, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};
use ratatui::layout::Position;

use super::pending::{Pending, Token, is_typed};
use super::screen::{Screen, Surface};
use crate::app::MouseKind;
use crate::keymap::{Context, Key, KeyName};

/// The console as a source of keys.
#[derive(Debug)]
pub(super) struct Source {
    /// How long the rest of a paste may take.
    pause: Duration,
}

impl Source {
    /// # Errors
    /// None: the console is there when it is read.
    #[expect(clippy::unnecessary_wraps, reason = "other systems can fail here")]
    pub(super) const fn open(pause: Duration) -> io::Result<Self> {
        Ok(Self { pause })
    }

    /// Sleeps until something arrives, and takes all that belongs to it.
    ///
    /// # Errors
    /// If the console cannot be read.
    pub(super) fn wait(&mut self, pending: &mut Pending, context: Context) -> io::Result<()> {
        loop {
            match event::read()? {
                Event::Resize(..) => return Ok(()),
                event => translate(event)
                    .into_iter()
                    .for_each(|token| pending.push(token)),
            }
            let pause = if pending.is_amid_paste(context) {
                self.pause
            } else {
                Duration::ZERO
            };
            if !event::poll(pause)? {
                return Ok(());
            }
        }
    }
}

/// What an event tells, `None` for what the browser does not take: releases of keys, moves of the mouse without a
/// button, media keys.
fn translate(event: Event) -> Option<Token> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => {
            Some(Token::Key(translate_key(key.code, key.modifiers)?))
        }
        Event::Paste(text) => Some(Token::Paste(text)),
        Event::Mouse(mouse) => {
            let kind = match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => MouseKind::Click,
                MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
                MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
                MouseEventKind::ScrollUp => MouseKind::WheelUp,
                MouseEventKind::ScrollDown => MouseKind::WheelDown,
                _ => return None,
            };
            Some(Token::Mouse(kind, Position::new(mouse.column, mouse.row)))
        }
        _ => None,
    }
}

fn translate_key(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
    let name = match code {
        KeyCode::Char(c) if modifiers.contains(KeyModifiers::CONTROL) => {
            KeyName::Char(c.to_ascii_lowercase())
        }
        KeyCode::Char(c) => KeyName::Char(is_typed(c).then_some(c)?),
        KeyCode::Enter => KeyName::Enter,
        KeyCode::Esc => KeyName::Esc,
        KeyCode::Tab => KeyName::Tab,
        KeyCode::BackTab => KeyName::BackTab,
        KeyCode::Backspace => KeyName::Backspace,
        KeyCode::Delete => KeyName::Delete,
        KeyCode::Up => KeyName::Up,
        KeyCode::Down => KeyName::Down,
        KeyCode::Left => KeyName::Left,
        KeyCode::Right => KeyName::Right,
        KeyCode::Home => KeyName::Home,
        KeyCode::End => KeyName::End,
        KeyCode::PageUp => KeyName::PageUp,
        KeyCode::PageDown => KeyName::PageDown,
        KeyCode::F(number) => KeyName::Function(number),
        _ => return None,
    };
    // AltGr, with which some keyboards type, is told as both.
    let (ctrl, alt) = (
        modifiers.contains(KeyModifiers::CONTROL),
        modifiers.contains(KeyModifiers::ALT),
    );
    Some(Key { name, ctrl, alt })
}

/// # Errors
/// None: the console is there when it is read.
#[expect(clippy::unnecessary_wraps, reason = "other systems can fail here")]
pub(super) fn keyboard() -> io::Result<()> {
    // Standard input may be a pipe: crossterm reads the console itself.
    let _ = stdin();
    Ok(())
}

/// The console, where it is drawn on and is not standard output.
static BESIDE: OnceLock<File> = OnceLock::new();

fn console() -> io::Result<File> {
    OpenOptions::new().write(true).open("CONOUT$")
}

/// Draws on this from now on.
///
/// # Errors
/// If there is no console.
pub(super) fn draw_on(surface: Surface) -> io::Result<()> {
    if surface == Surface::Terminal && !stdout().is_terminal() {
        // What was drawn on before holds: a program has one console.
        let _ = BESIDE.set(console()?);
    }
    Ok(())
}

/// A console has no settings that a pager would return to.
pub(super) const fn let_pager_start() {}

/// Whether there is a console besides standard output that can be drawn on, or standard output is one.
pub(super) fn has_own_terminal() -> bool {
    stdout().is_terminal() || console().is_ok()
}

/// # Errors
/// If the console cannot be written.
pub(super) fn write_all(bytes: &[u8]) -> io::Result<()> {
    let mut out = stdout().lock();
    if let Some(mut console) = BESIDE.get() {
        return console.write_all(bytes);
    }
    out.write_all(bytes)?;
    out.flush()
}

/// # Errors
/// None: nothing stops or continues a process.
#[expect(clippy::unnecessary_wraps, reason = "other systems can fail here")]
pub(super) const fn apply(_: &Screen) -> io::Result<bool> {
    Ok(false)
}

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
