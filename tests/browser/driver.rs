//! Drives the browser through its real keymap and draws it into a buffer.
//!
//! Most tests use the small catalog in `tests/fixtures/catalog`, so that they do not change with the pages of the shipped one.

use std::path::Path;
use std::sync::OnceLock;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Size};
use smtpref::app::{App, Effect, Event, Focus, Item, MouseKind, Overlay, Start, View};
use smtpref::keymap::{Key, KeyName, Keymap};
use smtpref::shipped;
use smtpref::ui::{self, Glyphs, Look, Theme};
use smtpref_catalog::{Catalog, Pack, check, read_folder};

/// The browser under test.
pub(crate) struct Browser {
    pub(crate) app: App<'static>,
    pub(crate) effects: Vec<Effect>,
}

/// The catalog of `tests/fixtures/catalog`, checked and packed once for all tests.
pub(crate) fn fixture() -> &'static Catalog {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = BYTES.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/catalog");
        let checked = read_folder(&folder).and_then(|files| check(&files));
        let checked = checked.unwrap_or_else(|problems| panic!("{problems}"));
        Pack::new(checked).unwrap().to_bytes().unwrap()
    });
    leak(Catalog::new(Pack::from_bytes(bytes).unwrap()))
}

/// The catalog lives as long as the program, as the browser wants it to.
fn leak(catalog: Catalog) -> &'static Catalog {
    Box::leak(Box::new(catalog))
}

pub(crate) const fn look(theme: Theme) -> Look {
    Look {
        theme,
        glyphs: Glyphs::Unicode,
        hyperlinks: false,
    }
}

impl Browser {
    /// A browser of the small catalog.
    pub(crate) fn new(width: u16, height: u16) -> Self {
        Self::start(&Start::List, width, height)
    }

    /// A browser of the small catalog that opens something.
    pub(crate) fn start(start: &Start, width: u16, height: u16) -> Self {
        Self::of(fixture(), start, width, height)
    }

    /// A browser of the shipped catalog.
    pub(crate) fn shipped(width: u16, height: u16) -> Self {
        Self::start_shipped(&Start::List, width, height)
    }

    /// A browser of the shipped catalog that opens something.
    pub(crate) fn start_shipped(start: &Start, width: u16, height: u16) -> Self {
        Self::of(leak(shipped::catalog().unwrap()), start, width, height)
    }

    fn of(catalog: &'static Catalog, start: &Start, width: u16, height: u16) -> Self {
        Self {
            app: App::new(catalog, Keymap::shipped(), start, Size { width, height }),
            effects: Vec::new(),
        }
    }

    pub(crate) fn event(&mut self, event: Event) {
        self.effects.extend(self.app.handle(event));
    }

    /// Presses keys: names of keys between angle brackets, all else is typed.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let key = match rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
                Some((name, after)) if !name.is_empty() => {
                    rest = after;
                    Key::parse(name).unwrap_or_else(|| panic!("no key {name:?}"))
                }
                _ => {
                    rest = &rest[c.len_utf8()..];
                    Key::plain(KeyName::Char(c))
                }
            };
            self.event(Event::Key(key));
        }
        self
    }

    pub(crate) fn click(&mut self, column: u16, row: u16) {
        let kind = MouseKind::Click;
        let at = Position::new(column, row);
        self.event(Event::Mouse { kind, at });
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.event(Event::Resize(Size { width, height }));
    }

    /// The state in a line: focus, query, what is read, what is selected, what lies over it.
    pub(crate) fn state(&self) -> String {
        let focus = match self.app.focus() {
            Focus::Search => "search",
            Focus::List => "list",
            Focus::Page => "page",
        };
        let view = match self.app.pager().view() {
            Some(View::Page(lookup)) => lookup.to_string(),
            Some(View::Comparison(left, right)) => format!("{left}|{right}"),
            Some(View::Reply(at)) => match self.app.reply(at) {
                Some(answer) => format!("what {} says", answer.codes),
                None => "what nothing says".to_owned(),
            },
            None => "-".to_owned(),
        };
        let item = match self.app.list().item() {
            Some(Item::Hit(hit)) => hit.lookup.to_string(),
            Some(Item::Comparison(left, right)) => format!("{left}?{right}"),
            Some(Item::Command(action)) => format!(":{}", action.name()),
            Some(Item::Unregistered(lookup)) => format!("({lookup})"),
            Some(Item::Reply(at)) => format!("reply {}", at.reply + 1),
            Some(Item::Provider(of)) => format!("replies of {of}"),
            Some(Item::Page(id)) => self.app.catalog().entry(id).code.to_string(),
            Some(Item::Nearest(_)) => "nearest".to_owned(),
            None => "-".to_owned(),
        };
        let overlay = match self.app.overlay() {
            Some(Overlay::Help(_)) => " +help",
            Some(Overlay::Filter(_)) => " +filter",
            None => "",
        };
        let query = self.app.input().value();
        let active_filters = self
            .app
            .active_filters()
            .iter()
            .fold(String::new(), |all, chip| all + " [" + chip + "]");
        format!("{focus} {query:?} reads {view} on {item}{active_filters}{overlay}")
    }

    pub(crate) fn buffer(&self) -> Buffer {
        self.buffer_in(Theme::Plain)
    }

    pub(crate) fn buffer_in(&self, theme: Theme) -> Buffer {
        self.frame(theme, self.app.size())
    }

    /// A frame of any size, whatever the browser takes the window for.
    pub(crate) fn frame(&self, theme: Theme, Size { width, height }: Size) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let look = look(theme);
        terminal
            .draw(|frame| ui::draw(frame, &self.app, look))
            .unwrap();
        terminal.backend().buffer().clone()
    }

    /// The screen as text, without spaces at the ends of lines.
    pub(crate) fn screen(&self) -> String {
        text(&self.buffer())
    }
}

/// A buffer as text, without spaces at the ends of lines.
pub(crate) fn text(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        for x in 0..buffer.area.width {
            line.push_str(buffer[(x, y)].symbol());
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
