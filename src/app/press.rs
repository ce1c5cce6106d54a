//! A key that is pressed: where it is looked up, and what it is where nothing is bound to it.

use super::asking::{Asking, Pane};
use super::{App, Effect};
use crate::keymap::{Action, Key, KeyName};

impl App<'_> {
    pub(super) fn press(&mut self, key: Key) -> Option<Effect> {
        self.held = None;
        if let Some(action) = self.keys.lookup(self.context(), key) {
            match action {
                Action::Leave => {
                    self.leaving = Some(key);
                    self.say(format!("{key} again quits"));
                }
                Action::Type => self.type_anew(key),
                // An arrow moves where there is nothing to recall.
                Action::PreviousQuery
                    if key.name == KeyName::Up
                        && self.finding().is_none()
                        && !self.queries.has_older() =>
                {
                    return self.update(Action::Up);
                }
                _ => {}
            }
            return self.update(action);
        }
        match (&self.asking, &self.pane, key.typed()) {
            (Asking::Find(_), _, Some(c)) => self.type_into_find(c),
            (Asking::Overlay(_), _, Some(c)) => self.type_in_overlay(c),
            (Asking::Nothing, Pane::Search(_), Some(c)) => self.type_in(c),
            _ => self.say(self.unbound(key)),
        }
        None
    }

    /// Whether a key quits behind the first of two: the same one again, or the other one of vi, unless that does something else.
    pub(super) fn is_second(&self, first: Option<Key>, key: Key) -> bool {
        let is_other =
            || key.typed() == Some('Q') && self.keys.lookup(self.context(), key).is_none();
        first.is_some_and(|first| first == key || is_other())
    }
}
