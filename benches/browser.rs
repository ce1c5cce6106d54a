//! The cost of one key, from the event to the drawn cells.

#[path = "synthetic/catalog.rs"]
mod synthetic;

use std::sync::OnceLock;

use divan::Bencher;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;
use smtpref::app::{App, Event, Start};
use smtpref::keymap::{Key, Keymap};
use smtpref::shipped;
use smtpref::ui::{self, Glyphs, Look, Theme};
use smtpref_catalog::{Catalog, Pack};

const SIZE: Size = Size {
    width: 120,
    height: 40,
};
const WIDE: Size = Size {
    width: 200,
    height: 60,
};
const LOOK: Look = Look {
    theme: Theme::Terminal,
    glyphs: Glyphs::Unicode,
    hyperlinks: false,
};

fn main() {
    divan::main();
}

/// A browser that presses the same keys over and over.
struct Typist {
    app: App<'static>,
    terminal: Terminal<TestBackend>,
    keys: Vec<Key>,
    next: usize,
}

impl Typist {
    /// The keys stand apart by spaces; `first` are pressed once before.
    fn new(catalog: &'static Catalog, first: &str, keys: &str) -> Self {
        Self::at(SIZE, catalog, first, keys)
    }

    /// The same in a window of that size.
    fn at(size: Size, catalog: &'static Catalog, first: &str, keys: &str) -> Self {
        let read = |keys: &str| -> Vec<Key> {
            let keys = keys.split_whitespace().map(Key::parse);
            keys.map(Option::unwrap).collect()
        };
        let mut typist = Self {
            app: App::new(catalog, Keymap::shipped(), &Start::List, size),
            terminal: Terminal::new(TestBackend::new(size.width, size.height)).unwrap(),
            keys: read(first),
            next: 0,
        };
        for _ in 0..typist.keys.len() {
            typist.press();
        }
        typist.keys = read(keys);
        typist.next = 0;
        typist
    }

    /// Presses the next key and draws.
    fn press(&mut self) {
        let key = self.keys[self.next];
        self.next = (self.next + 1) % self.keys.len();
        self.app.handle(Event::Key(key));
        let app = &self.app;
        self.terminal
            .draw(|frame| ui::draw(frame, app, LOOK))
            .unwrap();
    }
}

fn shipped_catalog() -> &'static Catalog {
    Box::leak(Box::new(shipped::catalog().unwrap()))
}

fn many() -> &'static Catalog {
    static BYTES: OnceLock<&'static [u8]> = OnceLock::new();
    let bytes = BYTES.get_or_init(|| {
        let pack = synthetic::pack(shipped_catalog(), 100_000);
        Box::leak(pack.to_bytes().unwrap().into_boxed_slice())
    });
    Box::leak(Box::new(Catalog::new(Pack::from_bytes(bytes).unwrap())))
}

const TYPING: &str =
    "n u l l space m x ctrl-u m a i l b o x space f u l l ctrl-u 5 5 0 space 5 . 7 . 1 ctrl-u";

#[divan::bench]
fn type_a_query(bencher: Bencher<'_, '_>) {
    let mut typist = Typist::new(shipped_catalog(), "ctrl-u", TYPING);
    bencher.bench_local(|| typist.press());
}

#[divan::bench]
fn type_a_query_in_a_wide_window(bencher: Bencher<'_, '_>) {
    let mut typist = Typist::at(WIDE, shipped_catalog(), "ctrl-u", TYPING);
    bencher.bench_local(|| typist.press());
}

/// The first letter after the start: nothing of what it needs has been unpacked before.
#[divan::bench(args = [SIZE, WIDE])]
fn type_the_first_letter(bencher: Bencher<'_, '_>, size: Size) {
    bencher
        .with_inputs(|| Typist::at(size, shipped_catalog(), "", "m"))
        .bench_local_refs(Typist::press);
}

#[divan::bench(sample_count = 66)]
fn type_a_query_over_100_000_entries(bencher: Bencher<'_, '_>) {
    let mut typist = Typist::new(many(), "ctrl-u", TYPING);
    bencher.bench_local(|| typist.press());
}

#[divan::bench]
fn move_in_the_list(bencher: Bencher<'_, '_>) {
    let mut typist = Typist::new(shipped_catalog(), "tab", "j j j j j j k k k k k k");
    bencher.bench_local(|| typist.press());
}

#[divan::bench]
fn scroll_a_page(bencher: Bencher<'_, '_>) {
    let keys = "j j j j j j k k k k k k";
    let mut typist = Typist::new(shipped_catalog(), "5 5 0 enter", keys);
    bencher.bench_local(|| typist.press());
}

/// Two keys: one opens the comparison, the other closes it.
#[divan::bench]
fn open_and_close_a_comparison(bencher: Bencher<'_, '_>) {
    let first = "2 5 0 space v s space 5 5 6";
    let mut typist = Typist::new(shipped_catalog(), first, "enter esc");
    bencher.bench_local(|| typist.press());
}

/// Before the first key: unpacking the catalog, the first list, the first page, the first frame.
#[divan::bench]
fn first_frame() -> Typist {
    Typist::new(shipped_catalog(), "ctrl-u", "ctrl-u")
}
