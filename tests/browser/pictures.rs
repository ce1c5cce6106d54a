//! The pictures of the README are the program's own screens. With `UPDATE_PICTURES=1` the test writes them anew.

use std::fmt::Write as _;
use std::path::Path;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use smtpref::app::Event;
use smtpref::ui::Theme;

use super::driver::Browser;

const BOUNCE: &str = include_str!("pasted/two-recipients.txt");

#[test]
fn the_pictures_of_the_readme_are_true() {
    let of_keys = |keys: &str, (width, height)| {
        let mut browser = Browser::shipped(width, height);
        browser.keys(keys);
        browser
    };
    picture("browser", &of_keys("null mx<down>", (100, 30)), "556");
    picture(
        "compare",
        &of_keys("250 vs 556<enter>", (110, 34)),
        "250|556",
    );
    let mut pasted = Browser::shipped(100, 30);
    pasted.event(Event::Paste(BOUNCE.to_owned()));
    picture("explain", &pasted, "what 552 5.2.2 says");
}

/// The screen shows what the README says of the picture.
fn picture(name: &str, browser: &Browser, read: &str) {
    let state = browser.state();
    assert!(state.contains(&format!("reads {read} ")), "{name}: {state}");
    let ansi = ansi(&browser.buffer_in(Theme::Terminal));
    let svg = anstyle_svg::Term::new().render_svg(&ansi);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/pictures/{name}.svg"));
    if std::env::var_os("UPDATE_PICTURES").is_some() {
        std::fs::write(&path, &svg).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == svg,
        "{} is stale: run the tests with UPDATE_PICTURES=1 and look at it",
        path.display()
    );
}

/// A buffer as text with escape sequences.
fn ansi(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            let _ = write!(text, "\x1b[0{}m{}", codes(cell), cell.symbol());
        }
        text.push_str("\x1b[0m\n");
    }
    text
}

fn codes(cell: &Cell) -> String {
    let mut codes = String::new();
    for (modifier, code) in [
        (Modifier::BOLD, ";1"),
        (Modifier::DIM, ";2"),
        (Modifier::REVERSED, ";7"),
    ] {
        if cell.modifier.contains(modifier) {
            codes.push_str(code);
        }
    }
    if let Color::Indexed(number) = cell.bg {
        let _ = write!(codes, ";48;5;{number}");
    }
    if let Color::Indexed(number) = cell.fg {
        let _ = write!(codes, ";38;5;{number}");
    }
    codes.push_str(match cell.fg {
        Color::Red => ";31",
        Color::Green => ";32",
        Color::Blue => ";34",
        Color::Magenta => ";35",
        Color::Cyan => ";36",
        _ => "",
    });
    // Last: the renderer takes what follows a 4 for a kind of underline.
    if cell.modifier.contains(Modifier::UNDERLINED) {
        codes.push_str(";4");
    }
    codes
}
