//! The terminal: enters it, runs the loop, and leaves it as it was on every way out.
//!
//! The loop draws if something changed, waits for an event, takes all that are pending, and draws again. It sleeps in between. Something is
//! looked after from time to time in two places only: at the start, up to 50 ms, for a pager behind the pipe, and in a console of Windows
//! while a paste arrives.
//!
//! | what | file |
//! |---|---|
//! | bytes and signals of a Unix | `unix` |
//! | modes and events of a Windows console | `windows`, `console_keys` |
//! | what arrived -> events of the browser | `pending` |
//! | taking the terminal and giving it back | `screen` |
//! | what is new in a frame -> the terminal | `frames`, `canvas` |
//! | what the terminal takes: characters, hyperlinks, copied texts | `charset`, `hyperlinks`, `clipboard` |
//! | commands of the user | `shell` |

mod canvas;
mod charset;
mod clipboard;
#[cfg(any(windows, test))]
mod console_keys;
mod frames;
mod hyperlinks;
mod pending;
mod screen;
mod shell;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as system;
#[cfg(windows)]
use windows as system;

use std::io;
use std::time::Duration;

use ratatui::backend::Backend;
use ratatui::layout::Size;

pub use charset::Charset;
pub use clipboard::Clipboard;
pub use frames::Frames;
pub use hyperlinks::takes_hyperlinks;
pub use screen::{Screen, Surface, columns, leave, obeys_sequences, obstacle, rows};
pub use shell::{may_be_unknown, shell};

use crate::app::{App, Choice, Effect, Event};
use crate::ui::{self, Look};
use canvas::Canvas;
use pending::Pending;

/// Whether terminals of this name draw text and little more: consoles, and what is called after old hardware.
fn is_bare(term: &str) -> bool {
    let families = ["linux", "dumb", "vt", "cons"];
    families.iter().any(|family| term.starts_with(family))
}

/// How the terminal is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What is drawn on.
    pub surface: Surface,
    /// How things look.
    pub look: Look,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// The characters that are drawn with.
    pub charset: Charset,
    /// Where copied texts go.
    pub clipboard: Clipboard,
    /// How long after an Esc the rest of a key is waited for.
    pub esc: Duration,
}

/// How long a key usually takes behind its Esc, over a slow link too.
pub const ESC: Duration = Duration::from_millis(25);

/// Runs the browser until it is quit, and says what was chosen to be printed. `start` makes it once the size of the window is known.
///
/// # Errors
/// If the terminal cannot be read or written; it is left as it was found.
pub fn run<'c>(
    start: impl FnOnce(Size) -> App<'c>,
    options: &Options,
) -> io::Result<Option<Choice>> {
    let ended = browse(start, options);
    if ended.is_err() && system::is_gone() {
        // There is nobody left to tell.
        system::hang_up();
    }
    ended
}

fn browse<'c>(
    start: impl FnOnce(Size) -> App<'c>,
    options: &Options,
) -> io::Result<Option<Choice>> {
    system::draw_on(options.surface)?;
    // Signals are obeyed from here on.
    let mut source = system::Source::open(options.esc)?;
    system::let_pager_start();
    let mut canvas = Canvas::new(options.charset);
    let size = canvas.size()?;
    let mut frames = Frames::new(size);
    // A long text takes its time, and as long as the terminal is not taken it makes a signal of ctrl-c.
    let mut app = start(size);
    let screen = Screen::enter(options.mouse)?;
    let mut pending = Pending::new(app.keys());
    let mut is_prepared = false;
    loop {
        if screen.is_entered() {
            draw(&mut frames, &mut canvas, &mut app, options.look)?;
            canvas.show()?;
        }
        if !std::mem::replace(&mut is_prepared, true) {
            app.prepare();
        }
        source.wait(&mut pending, app.context())?;
        if system::apply(&screen)? {
            frames.clear(&mut canvas)?;
        }
        while let Some(event) = pending.next(app.context()) {
            match app.handle(event) {
                None => {}
                Some(Effect::Quit) => return Ok(None),
                Some(Effect::Print(choice)) => return Ok(Some(choice)),
                Some(Effect::Copy { what, text }) => {
                    app.tell(options.clipboard.copy(&what, &text)?);
                }
                Some(Effect::Redraw) => frames.clear(&mut canvas)?,
                Some(Effect::Suspend) => match system::CANNOT_STOP {
                    Some(why) => app.tell(why.to_owned()),
                    None => system::stop_job()?,
                },
            }
        }
    }
}

/// Draws a frame. Its size is asked for at that moment, so it may be another than that of the last event: a window that has just
/// shrunk tells the program of it later.
///
/// # Errors
/// If the terminal cannot be written.
pub fn draw<B: Backend>(
    frames: &mut Frames,
    backend: &mut B,
    app: &mut App<'_>,
    look: Look,
) -> Result<(), B::Error> {
    frames.draw(backend, |buffer| {
        let size = buffer.area.as_size();
        if app.size() != size {
            app.handle(Event::Resize(size));
        }
        let cursor = ui::draw_cells(buffer, app, look);
        panic_if_asked();
        cursor
    })
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
