//! The terminal: enters it, runs the loop, and leaves it as it was on every way out.
//!
//! The loop draws if something changed, waits for an event, takes all that are pending, and draws again. Nothing runs on a timer.

mod hangup;
mod input;
mod screen;

use std::io::{self, stdout};
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::{event, execute};
use ratatui::Terminal;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::{Rect, Size};
use signal_hook::consts::SIGHUP;

pub use screen::{Screen, columns, leave};

use crate::app::{App, Effect, Event};
use crate::ui::{self, Look};

/// How the terminal is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How things look.
    pub look: Look,
    /// Whether the mouse is used.
    pub mouse: bool,
}

/// How long to look for further events that are there already. With no time at all crossterm would not even look.
const AT_ONCE: Duration = Duration::from_micros(20);

/// Runs the browser until it is quit. `start` makes it once the size of the window is known.
///
/// # Errors
/// If the terminal cannot be read or written; it is left as it was found.
pub fn run(start: impl FnOnce(Size) -> App, options: Options) -> io::Result<()> {
    let ended = browse(start, options);
    if ended.is_err() && hangup::has_happened() {
        // There is nobody left to tell.
        screen::end(SIGHUP);
    }
    ended
}

fn browse(start: impl FnOnce(Size) -> App, options: Options) -> io::Result<()> {
    let screen = Screen::enter(options.mouse)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
    let mut app = start(terminal.size()?);
    draw(&mut terminal, &mut app, options.look)?;
    loop {
        let mut changed = false;
        let mut first = true;
        while first || event::poll(AT_ONCE)? {
            first = false;
            let event = input::translate(event::read()?);
            if screen.apply_signals()? {
                let size = terminal.size()?;
                app.handle(Event::Resize(size));
                // This also clears. `Terminal::clear` would ask the terminal where the cursor is and wait for the answer.
                terminal.resize(Rect::new(0, 0, size.width, size.height))?;
                changed = true;
            }
            let Some(event) = event else {
                continue;
            };
            changed = true;
            match app.handle(event) {
                None => {}
                Some(Effect::Quit) => return Ok(()),
                Some(Effect::Copy(text)) => {
                    execute!(stdout(), CopyToClipboard::to_clipboard_from(text))?;
                }
                Some(Effect::Suspend) => screen::stop_job()?,
            }
        }
        if changed && screen.is_entered() {
            draw(&mut terminal, &mut app, options.look)?;
        }
    }
}

/// Draws a frame. Its size is asked for at that moment, so it may be another than that of the last event: a window that has just
/// shrunk tells the program of it later.
///
/// # Errors
/// If the terminal cannot be written.
pub fn draw<B: Backend>(
    terminal: &mut Terminal<B>,
    app: &mut App,
    look: Look,
) -> Result<(), B::Error> {
    // A signal that ends the program waits until the frame is written.
    let _whole = stdout().lock();
    terminal.draw(|frame| {
        let size = frame.area().as_size();
        if app.size() != size {
            app.handle(Event::Resize(size));
        }
        ui::draw(frame, app, look);
        panic_if_asked();
    })?;
    Ok(())
}

/// Panics on demand while drawing, for the test that the terminal is restored; not in a release build.
#[cfg(debug_assertions)]
fn panic_if_asked() {
    assert!(
        std::env::var_os("SMTPREF_TEST_PANIC").is_none(),
        "panic on demand"
    );
}

#[cfg(not(debug_assertions))]
const fn panic_if_asked() {}
