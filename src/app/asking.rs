//! What gets the keys: what asks for something before the panes do, else the pane with the focus.

use super::find::Find;
use super::{App, FilterMenu, Focus, Help, Lent, View};
use crate::keymap::Context;

/// What covers the panes.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// The keys.
    Help(Box<Help>),
    /// The filter menu.
    Filter(FilterMenu),
}

/// What gets the keys before the panes.
#[derive(Debug, Default)]
pub(super) enum Asking {
    /// Nothing does.
    #[default]
    Nothing,
    /// The text that is to be found in the page, while it is typed.
    Find(Find),
    /// What covers the panes.
    Overlay(Overlay),
}

/// The pane with the focus.
#[derive(Debug)]
pub(super) enum Pane {
    /// The search box, and how it came to it.
    Search(Begun),
    /// The list.
    List,
    /// The page or the comparison.
    Page,
}

/// How a search was begun.
#[derive(Debug, Default)]
pub(super) struct Begun {
    /// What was there before, for a search that is given up.
    pub(super) left: Option<Left>,
    /// Whether the text of the box is selected: what is typed takes its place.
    pub(super) replaces: bool,
}

/// What was there before `/`.
#[derive(Debug, Clone)]
pub(super) struct Left {
    pub(super) focus: Focus,
    pub(super) query: String,
    pub(super) view: Option<View>,
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

impl App<'_> {
    /// The context in which keys are looked up.
    #[must_use]
    pub fn context(&self) -> Context {
        match (&self.asking, &self.pane) {
            (Asking::Overlay(overlay), _) if overlay.is_narrowed() => match overlay {
                Overlay::Help(_) => Context::Narrowing,
                Overlay::Filter(_) => Context::NarrowingFilter,
            },
            (Asking::Overlay(Overlay::Help(_)), _) => Context::Help,
            (Asking::Overlay(Overlay::Filter(_)), _) => Context::Filter,
            (Asking::Find(_), _) => Context::Find,
            (Asking::Nothing, Pane::Search(_)) => match &self.lent {
                _ if self.is_commanding() => Context::Commands,
                Lent::Side(..) => Context::Choosing,
                _ if self.input.value().is_empty() => Context::EmptySearch,
                _ => Context::Search,
            },
            (Asking::Nothing, Pane::List) => Context::List,
            (Asking::Nothing, Pane::Page) => match self.pager.view() {
                Some(View::Comparison(..)) => Context::Comparison,
                Some(View::Page(_)) if self.picking().is_some() => Context::ChoosingPage,
                _ => Context::Page,
            },
        }
    }

    /// What covers the panes.
    #[must_use]
    pub const fn overlay(&self) -> Option<&Overlay> {
        match &self.asking {
            Asking::Overlay(overlay) => Some(overlay),
            Asking::Nothing | Asking::Find(_) => None,
        }
    }

    pub(super) const fn overlay_mut(&mut self) -> Option<&mut Overlay> {
        match &mut self.asking {
            Asking::Overlay(overlay) => Some(overlay),
            Asking::Nothing | Asking::Find(_) => None,
        }
    }

    /// The pane that gets the keys.
    #[must_use]
    pub const fn focus(&self) -> Focus {
        match self.pane {
            Pane::Search(_) => Focus::Search,
            Pane::List => Focus::List,
            Pane::Page => Focus::Page,
        }
    }

    /// Gives the focus to a pane. A search that was begun is forgotten once another one has it.
    pub(super) fn turn_to(&mut self, focus: Focus) {
        if self.focus() != focus {
            self.turn_anew(focus);
        }
    }

    /// Gives the focus to a pane; a search begins there and nowhere else.
    pub(super) fn turn_anew(&mut self, focus: Focus) {
        self.pane = match focus {
            Focus::Search => Pane::Search(Begun::default()),
            Focus::List => Pane::List,
            Focus::Page => Pane::Page,
        };
    }

    /// How the search was begun, while the box has the focus.
    pub(super) const fn begun(&mut self) -> Option<&mut Begun> {
        match &mut self.pane {
            Pane::Search(begun) => Some(begun),
            Pane::List | Pane::Page => None,
        }
    }

    /// Whether the text of the search box is selected, so that what is typed takes its place.
    #[must_use]
    pub const fn replaces(&self) -> bool {
        matches!(&self.pane, Pane::Search(begun) if begun.replaces)
    }

    /// Selects the text of the box no more; says whether it was.
    pub(super) fn unselect(&mut self) -> bool {
        self.begun()
            .is_some_and(|begun| std::mem::take(&mut begun.replaces))
    }
}
