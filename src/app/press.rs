//! A key that is pressed: where it is looked up, and what it is where nothing is bound to it.

use super::{App, Effect, Focus, Overlay, View};
use crate::keymap::{self, Action, Context, Key, KeyName};

impl Overlay {
    /// Whether something is typed that narrows it.
    fn is_narrowed(&self) -> bool {
        match self {
            Self::Help(help) => !help.typed().is_empty(),
            Self::Filter(menu) => !menu.typed().is_empty(),
        }
    }
}

impl App {
    pub(super) fn press(&mut self, key: Key) -> Option<Effect> {
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
    pub(super) fn is_second(&self, first: Option<Key>, key: Key) -> bool {
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
}
