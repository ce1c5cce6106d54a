//! The state of the browser and what changes it: `handle(event) -> Option<Effect>`. Knows no terminal library.
//!
//! | what | file |
//! |---|---|
//! | key -> action | the layer `keymap` |
//! | click -> action | `mouse` |
//! | the line between list and page and the scrollbars, held by the mouse | `drag`, `scrollbar` |
//! | action -> new state | `update`, `navigate` |
//! | two codes -> a comparison, its sides | `comparing` |
//! | the list while a side or a command is chosen | `lent` |
//! | the list of hits | `list` |
//! | the page or comparison that is read | `pager` |
//! | texts that were pasted, and what they say | `pasted` |
//! | a reply that is typed, and what it says | `typed` |
//! | finding in the page | `find` |
//! | where everything is, and what of it is in view | `layout`, `fit` |
//! | the filter menu, help, what is typed in them | `filter_menu`, `help`, `narrow` |
//! | the search row and the footer | `bar` |
//! | the names in the frame | `title` |
//! | what stands beside the page | `aside` |

mod aside;
mod bar;
mod comparing;
mod drag;
mod event;
mod filter_menu;
mod find;
mod fit;
mod help;
mod history;
mod layout;
mod lent;
mod list;
mod mouse;
mod narrow;
mod navigate;
mod overlay;
mod pager;
mod pasted;
mod queries;
mod scrollbar;
mod search_box;
mod title;
mod typed;
mod update;

use std::cell::OnceCell;

use ratatui_core::layout::Size;
use tui_input::Input;

pub use aside::{AsideRow, Beside};
pub use bar::{Button, Chip, SearchRow};
pub use event::{Choice, Effect, Event, MouseKind};
pub use filter_menu::{FilterMenu, FilterRow};
pub use help::{Help, help_blocks};
pub use history::View;
pub use layout::{Layout, SMALLEST};
pub use lent::Picking;
pub use list::{Item, LEAD, List, Row};
pub use pager::{Link, Pager, Section};
pub use pasted::InText;
pub use scrollbar::Scrollbar;

use crate::document::Target;
use crate::keymap::{self, Action, Context, Key, KeyName};
use crate::lookup::Lookup;
use crate::search::{Filter, Search};
use drag::{Held, Selecting};
use event::Copying;
use find::Find;
use history::History;
use lent::Origin;
use pasted::{Pasted, TextIs};
use queries::{Left, Queries};
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

/// What covers the panes.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// The keys.
    Help(Box<Help>),
    /// The filter menu.
    Filter(FilterMenu),
}

impl Overlay {
    /// Whether something is typed that narrows it.
    fn is_narrowed(&self) -> bool {
        match self {
            Self::Help(help) => !help.typed().is_empty(),
            Self::Filter(menu) => !menu.typed().is_empty(),
        }
    }
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
pub struct App {
    catalog: &'static Catalog,
    search: OnceCell<Search<'static>>,
    size: Size,
    input: Input,
    filter: Filter,
    list: List,
    pager: Pager,
    /// The texts that were pasted, and which of them the list shows.
    pasted: Vec<Pasted>,
    explaining: Option<usize>,
    /// The text that is in the search box, if it was read as a reply.
    typed: Option<usize>,
    /// The text beside its explanation.
    text: Pager,
    text_is: TextIs,
    /// Whether names of people and machines are masked in pasted texts.
    masked: bool,
    history: History,
    /// Whether what is shown is only looked at in passing: as the selected item of the list.
    passing: bool,
    /// Whether a page that has the focus takes all the width, where somebody has said so.
    wide: Option<bool>,
    /// The width of the list beside a page, where somebody has set it.
    list_width: Option<u16>,
    /// What the mouse holds.
    held: Option<Held>,
    focus: Focus,
    overlay: Option<Overlay>,
    /// The code that waits for a second one.
    marked: Option<Lookup>,
    /// The side of a comparison for which a code is being chosen.
    picking: Option<Picking>,
    /// Where the list was lent for that, or for the commands.
    origin: Option<Origin>,
    /// The chosen side of a comparison.
    side: Side,
    /// The text that is to be found in the page, while it is typed.
    find: Option<Find>,
    /// What was to be found last.
    found_last: String,
    message: Option<String>,
    /// What `/` left, for a search that is given up.
    left: Option<Left>,
    /// Whether the text of the box is selected: what is typed takes its place.
    replaces: bool,
    queries: Queries,
    /// The address that was given last.
    given: Option<Target>,
    selecting: Selecting,
    /// The first of the two keys that quit as in vi, while the second may follow.
    leaving: Option<Key>,
    /// Whether texts may be copied.
    copying: Copying,
    /// What became of an effect.
    told: Option<String>,
}

impl App {
    /// The browser on a catalog, in a window of this size.
    #[must_use]
    pub fn new(catalog: &'static Catalog, start: &Start, size: Size) -> Self {
        let mut app = Self {
            catalog,
            search: OnceCell::new(),
            size,
            input: Input::default(),
            filter: Filter::default(),
            list: List::default(),
            pager: Pager::default(),
            pasted: Vec::new(),
            explaining: None,
            typed: None,
            text: Pager::default(),
            text_is: TextIs::InPage,
            masked: false,
            history: History::default(),
            passing: false,
            wide: None,
            list_width: None,
            held: None,
            focus: Focus::Search,
            overlay: None,
            marked: None,
            picking: None,
            origin: None,
            side: Side::Left,
            find: None,
            found_last: String::new(),
            message: None,
            left: None,
            replaces: false,
            queries: Queries::default(),
            given: None,
            selecting: Selecting::Untold,
            leaving: None,
            copying: Copying::Allowed,
            told: None,
        };
        if let Start::Query(query) = start {
            app.input = Input::new(query.clone());
        }
        app.refresh_list();
        match start {
            Start::List | Start::Query(_) => {}
            Start::Page(lookup) => {
                app.go(View::Page(*lookup));
                app.focus = Focus::Page;
            }
            Start::Compare(left, right) => {
                app.go(View::Comparison(*left, *right));
                app.focus = Focus::Page;
            }
            Start::Text(bytes) => app.explain(bytes),
        }
        app.fit();
        app
    }

    /// Handles an event; what comes back is for the terminal to do.
    pub fn handle(&mut self, event: Event) -> Option<Effect> {
        if !event.goes_on() {
            self.told = None;
        }
        let mut effect = self.change(event);
        if self.copying == Copying::Forbidden && matches!(effect, Some(Effect::Copy { .. })) {
            effect = None;
            self.message =
                Some("Nothing is copied: the settings say clipboard = \"off\"".to_owned());
        }
        self.fit();
        effect
    }

    /// Shows what became of an effect, or of the settings, until the next key.
    pub fn tell(&mut self, message: String) {
        self.told = Some(message);
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

    fn press(&mut self, key: Key) -> Option<Effect> {
        self.message = None;
        self.held = None;
        if let Some(action) = keymap::lookup(self.context(), key) {
            match action {
                Action::Leave => {
                    self.leaving = Some(key);
                    self.message = Some(format!("{key} again quits"));
                }
                Action::Type => self.type_anew(key),
                // An arrow moves where there is nothing to recall.
                Action::PreviousQuery if key.name == KeyName::Up && !self.queries.has_older() => {
                    return self.update(Action::Up);
                }
                _ => {}
            }
            return self.update(action);
        }
        match (&self.overlay, self.focus, key.typed()) {
            (None, _, Some(c)) if self.find.is_some() => self.type_into_find(c),
            (None, Focus::Search, Some(c)) => self.type_in(c),
            (Some(_), _, Some(c)) => self.type_in_overlay(c),
            _ => self.message = Some(self.unbound(key)),
        }
        None
    }

    /// Whether a key quits behind the first of two: the same one again, or the other one of vi, unless that does something else.
    fn is_second(&self, first: Option<Key>, key: Key) -> bool {
        let is_other = || key.typed() == Some('Q') && keymap::lookup(self.context(), key).is_none();
        first.is_some_and(|first| first == key || is_other())
    }

    /// The context in which keys are looked up.
    #[must_use]
    pub fn context(&self) -> Context {
        match (&self.overlay, self.focus) {
            (Some(overlay), _) if overlay.is_narrowed() => Context::Narrowing,
            (Some(Overlay::Help(_)), _) => Context::Help,
            (Some(Overlay::Filter(_)), _) => Context::Filter,
            (None, _) if self.find.is_some() => Context::Find,
            (None, Focus::Search) if self.is_commanding() => Context::Commands,
            (None, Focus::Search) if self.picking.is_some() => Context::Choosing,
            (None, Focus::Search) if self.input.value().is_empty() => Context::EmptySearch,
            (None, Focus::Search) => Context::Search,
            (None, Focus::List) => Context::List,
            (None, Focus::Page) => match self.pager.view() {
                Some(View::Comparison(..)) => Context::Comparison,
                _ => Context::Page,
            },
        }
    }

    /// The catalog.
    #[must_use]
    pub const fn catalog(&self) -> &'static Catalog {
        self.catalog
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

    /// Whether the text of the search box is selected, so that what is typed takes its place.
    #[must_use]
    pub const fn replaces(&self) -> bool {
        self.replaces
    }

    /// The pane that gets the keys.
    #[must_use]
    pub const fn focus(&self) -> Focus {
        self.focus
    }

    /// What covers the panes.
    #[must_use]
    pub const fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// The marked code.
    #[must_use]
    pub const fn marked(&self) -> Option<Lookup> {
        self.marked
    }

    /// The side for which a code is being chosen.
    #[must_use]
    pub const fn picking(&self) -> Option<Picking> {
        self.picking
    }

    /// What became of an effect. It may be longer than a row and must be read whole: it can be an address.
    #[must_use]
    pub fn told(&self) -> Option<&str> {
        self.told.as_deref()
    }

    /// What was just done, for the footer.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}
