//! The terminal: enters it, runs the loop, and leaves it as it was on every way out.
//!
//! The loop draws if something changed, waits for an event, takes all that are pending, and draws again. Nothing runs on a timer.

mod input;
mod screen;

use std::io::{self, Write, stdout};

use crossterm::clipboard::CopyToClipboard;
use crossterm::{event, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

pub use screen::{Screen, columns, leave};

use crate::app::{App, Effect, Event, Size};
use crate::ui::{self, Look};

/// How the terminal is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How things look.
    pub look: Look,
    /// Whether the mouse is used.
    pub mouse: bool,
}

/// Runs the browser until it is quit. `start` makes it once the size of the window is known.
///
/// # Errors
/// If the terminal cannot be read or written; it is left as it was found.
pub fn run(start: impl FnOnce(Size) -> App, options: Options) -> io::Result<()> {
    let screen = Screen::enter(options.mouse)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
    let size = terminal.size()?;
    let mut app = start(Size {
        width: size.width,
        height: size.height,
    });
    panic_if_asked();
    draw(&mut terminal, &app, options.look)?;
    loop {
        let mut changed = false;
        let mut first = true;
        while first || event::poll(std::time::Duration::ZERO)? {
            first = false;
            let Some(event) = input::translate(event::read()?) else {
                continue;
            };
            changed = true;
            match app.handle(event) {
                None => {}
                Some(Effect::Quit) => {
                    drop(screen);
                    return Ok(());
                }
                Some(Effect::Copy(text)) => {
                    execute!(stdout(), CopyToClipboard::to_clipboard_from(text))?;
                }
                Some(Effect::Suspend) => {
                    screen.suspend()?;
                    let size = terminal.size()?;
                    app.handle(Event::Resize(Size {
                        width: size.width,
                        height: size.height,
                    }));
                    terminal.clear()?;
                }
            }
        }
        if changed {
            draw(&mut terminal, &app, options.look)?;
        }
    }
}

fn draw<W: Write>(
    terminal: &mut Terminal<CrosstermBackend<W>>,
    app: &App,
    look: Look,
) -> io::Result<()> {
    terminal.draw(|frame| ui::draw(frame, app, look))?;
    Ok(())
}

/// A panic on demand, for the test that the terminal is restored; not in a release build.
#[cfg(debug_assertions)]
fn panic_if_asked() {
    assert!(
        std::env::var_os("SMTPREF_TEST_PANIC").is_none(),
        "panic on demand"
    );
}

#[cfg(not(debug_assertions))]
const fn panic_if_asked() {}
