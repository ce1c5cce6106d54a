//! The state of the browser and what changes it: `handle(event) -> Option<Effect>`. Knows no terminal library.
//!
//! | what | file |
//! |---|---|
//! | what gets the keys | `asking` |
//! | key -> action | the layer `keymap`, `press` |
//! | click -> action | `mouse` |
//! | the line between list and page and the scrollbars, held by the mouse | `drag`, `scrollbar` |
//! | action -> new state | `update`, `navigate` |
//! | two codes -> a comparison, its sides | `comparing` |
//! | the list while a side or a command is chosen | `lent` |
//! | the list of hits | `list` |
//! | what is said where nothing is found | `nothing` |
//! | the page or comparison that is read | `pager` |
//! | texts that were pasted, and what they say | `pasted` |
//! | a reply that is typed, and what it says | `typed` |
//! | finding in the page | `find` |
//! | where everything is, and what of it is in view | `layout`, `fit` |
//! | the filter menu, help, what is typed in them | `filter_menu`, `help`, `narrow` |
//! | the search row | `search_row` |
//! | the footer | `footer` |
//! | the names in the frame | `title` |
//! | what stands beside the page | `aside` |

mod aside;
mod asking;
mod comparing;
mod drag;
mod event;
mod filter_menu;
mod find;
mod fit;
mod footer;
mod help;
mod history;
mod layout;
mod lent;
mod list;
mod mouse;
mod narrow;
mod navigate;
mod nothing;
mod overlay;
mod pager;
mod pasted;
mod press;
mod queries;
mod scrollbar;
mod search_box;
mod search_row;
mod title;
mod typed;
mod update;

use std::cell::OnceCell;

use ratatui_core::layout::Size;
use tui_input::Input;

pub use aside::{AsideRow, Beside};
pub use asking::Overlay;
use asking::{Asking, Begun, Pane};
pub use event::{Choice, Effect, Event, MouseKind, is_typed};
pub use filter_menu::{FilterMenu, FilterRow};
pub use footer::Button;
pub use help::{Help, help_blocks};
pub use history::View;
pub use layout::{Layout, SMALLEST, cells};
pub use lent::Picking;
pub use list::{Item, LEAD, List, Row};
pub use pager::{Link, Pager, Section};
pub use pasted::InText;
pub use scrollbar::Scrollbar;
pub use search_row::{Chip, SearchRow};

use crate::document::{Block, Target};
use crate::explain::explain;
use crate::keymap::{Key, Keymap};
use crate::lookup::Lookup;
use crate::search::{Filter, Search};
use drag::{Held, Selecting};
use event::Copying;
use history::History;
use lent::Lent;
use pasted::Texts;
use queries::Queries;
use smtpref_catalog::Catalog;

/// The pane that gets the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The search box.
    Search,
    /// The list.
    List,
    /// The page or the comparison.
    Page,
}

/// A side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

/// What is open at the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// The list, with the cursor in the search box.
    List,
    /// A page.
    Page(Lookup),
    /// A comparison.
    Compare(Lookup, Lookup),
    /// The list with a query.
    Query(String),
    /// What a text says.
    Text(Vec<u8>),
}

/// The browser.
pub struct App<'c> {
    catalog: &'c Catalog,
    keys: &'c Keymap,
    search: OnceCell<Search<'c>>,
    size: Size,
    input: Input,
    filter: Filter,
    list: List,
    /// What is said where nothing is found.
    nothing: Vec<Block>,
    pager: Pager,
    texts: Texts,
    history: History,
    /// Whether what is shown is only looked at in passing: as the selected item of the list.
    passing: bool,
    /// Whether a page that has the focus takes all the width, where somebody has said so.
    wide: Option<bool>,
    /// The width of the list beside a page, where somebody has set it.
    list_width: Option<u16>,
    /// What the mouse holds.
    held: Option<Held>,
    pane: Pane,
    asking: Asking,
    lent: Lent,
    /// The code that waits for a second one.
    marked: Option<Lookup>,
    /// The chosen side of a comparison.
    side: Side,
    /// What was to be found last.
    found_last: String,
    said: Said,
    queries: Queries,
    /// The address that was given last.
    given: Option<Target>,
    selecting: Selecting,
    /// The first of the two keys that quit as in vi, while the second may follow.
    leaving: Option<Key>,
    /// Whether texts may be copied.
    copying: Copying,
}

/// What is said until the next key.
#[derive(Debug, Default)]
enum Said {
    #[default]
    Nothing,
    /// What was just done.
    Done(String),
    /// What became of an effect. It may be longer than a row and must be read whole: it can be an address.
    Told(String),
}

impl<'c> App<'c> {
    /// The browser on a catalog with these keys, in a window of this size.
    #[must_use]
    pub fn new(catalog: &'c Catalog, keys: &'c Keymap, start: &Start, size: Size) -> Self {
        let mut app = Self {
            catalog,
            keys,
            search: OnceCell::new(),
            size,
            input: Input::default(),
            filter: Filter::default(),
            list: List::default(),
            nothing: Vec::new(),
            pager: Pager::default(),
            texts: Texts::default(),
            history: History::default(),
            passing: false,
            wide: None,
            list_width: None,
            held: None,
            pane: Pane::Search(Begun::default()),
            asking: Asking::Nothing,
            lent: Lent::Nothing,
            marked: None,
            side: Side::Left,
            found_last: String::new(),
            said: Said::Nothing,
            queries: Queries::default(),
            given: None,
            selecting: Selecting::Untold,
            leaving: None,
            copying: Copying::Allowed,
        };
        if let Start::Query(query) = start {
            app.input = Input::new(search_box::one_line(query, None, None));
        }
        app.refresh_list();
        match start {
            Start::List | Start::Query(_) => {}
            Start::Page(lookup) => {
                app.go(View::Page(*lookup));
                app.turn_to(Focus::Page);
            }
            Start::Compare(left, right) => {
                app.go(View::Comparison(*left, *right));
                app.turn_to(Focus::Page);
            }
            Start::Text(bytes) => app.explain(bytes, explain(bytes, catalog)),
        }
        app.fit();
        app
    }

    /// Handles an event; what comes back is for the terminal to do.
    pub fn handle(&mut self, event: Event) -> Option<Effect> {
        if !event.goes_on() {
            self.said = Said::Nothing;
        }
        let mut effect = self.change(event);
        if self.copying == Copying::Forbidden && matches!(effect, Some(Effect::Copy { .. })) {
            effect = None;
            self.say("Nothing is copied: the settings say clipboard = \"off\"");
        }
        self.fit();
        effect
    }

    /// Shows what became of an effect, or of the settings, until the next key.
    pub fn tell(&mut self, message: String) {
        self.said = Said::Told(message);
        self.fit();
    }

    /// Whether texts may be copied.
    pub const fn allow_copying(&mut self, allowed: bool) {
        self.copying = if allowed {
            Copying::Allowed
        } else {
            Copying::Forbidden
        };
    }

    fn change(&mut self, event: Event) -> Option<Effect> {
        let first = self.leaving.take();
        match event {
            Event::Key(key) if self.is_second(first, key) => return Some(Effect::Quit),
            Event::Key(key) => return self.press(key),
            Event::Mouse { kind, at } => return self.mouse(kind, at),
            Event::Paste(text) => self.paste(&text),
            Event::Resize(size) => self.size = size,
        }
        None
    }

    /// The catalog.
    #[must_use]
    pub const fn catalog(&self) -> &'c Catalog {
        self.catalog
    }

    /// The keys.
    #[must_use]
    pub const fn keys(&self) -> &'c Keymap {
        self.keys
    }

    /// The size of the window.
    #[must_use]
    pub const fn size(&self) -> Size {
        self.size
    }

    /// The search box.
    #[must_use]
    pub const fn input(&self) -> &Input {
        &self.input
    }

    /// The filter.
    #[must_use]
    pub const fn filter(&self) -> Filter {
        self.filter
    }

    /// The list.
    #[must_use]
    pub const fn list(&self) -> &List {
        &self.list
    }

    /// What is read.
    #[must_use]
    pub const fn pager(&self) -> &Pager {
        &self.pager
    }

    /// The marked code.
    #[must_use]
    pub const fn marked(&self) -> Option<Lookup> {
        self.marked
    }

    /// What became of an effect. It may be longer than a row and must be read whole: it can be an address.
    #[must_use]
    pub fn told(&self) -> Option<&str> {
        match &self.said {
            Said::Told(told) => Some(told),
            Said::Nothing | Said::Done(_) => None,
        }
    }

    /// What was just done, for the footer.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        match &self.said {
            Said::Done(message) => Some(message),
            Said::Nothing | Said::Told(_) => None,
        }
    }

    /// Says what was just done, or why nothing was.
    fn say(&mut self, message: impl Into<String>) {
        self.said = Said::Done(message.into());
    }
}
