//! What the keys do in the help and in the filter menu, and how filters are set and dropped.

use super::filter_menu::{FilterMenu, active_filters, toggled};
use super::narrow;
use super::{App, Asking, Effect, Help, Overlay, is_typed};
use crate::keymap::{Action, Edit};
use crate::search::Filter;

/// What is said where filters are dropped and there are none.
const NO_FILTER: &str = "No filter is set";

impl App<'_> {
    /// Shows all keys, those of where one is first.
    pub(super) fn open_help(&mut self) {
        let help = Help::new(self.context(), self.keys, self.size.width);
        self.asking = Asking::Overlay(Overlay::Help(Box::new(help)));
    }

    /// Opens the filter menu; over a comparison there would be nothing to see of it.
    pub(super) fn open_filter(&mut self) {
        if !self.has_list() {
            return;
        }
        let menu = FilterMenu::new(self.catalog, self.filter);
        self.asking = Asking::Overlay(Overlay::Filter(menu));
    }

    pub(super) fn set_filter(&mut self, filter: Filter) {
        if self.filter != filter {
            self.filter = filter;
            self.texts.open = None;
            self.give_way();
            self.refresh_list();
        }
        let catalog = self.catalog;
        if let Some(Overlay::Filter(menu)) = self.overlay_mut() {
            menu.count(catalog, filter);
        }
    }

    /// Drops all filters.
    pub(super) fn clear_filter(&mut self) {
        if self.filter.is_empty() {
            self.say(NO_FILTER);
        }
        self.set_filter(Filter::default());
    }

    /// Drops the filter that was named last.
    pub(super) fn drop_last_filter(&mut self) {
        match active_filters(self.filter).pop() {
            Some((_, last)) => self.set_filter(toggled(self.filter, last)),
            None if self.overlay().is_some() => self.say(NO_FILTER),
            // Who empties the box presses once more than is needed.
            None => {}
        }
    }

    fn close_overlay_unless(&mut self, done: bool) {
        if !done {
            self.asking = Asking::Nothing;
        }
    }

    /// Drops a filter that is set.
    pub(super) fn drop_filter(&mut self, filter: Filter) {
        self.set_filter(toggled(self.filter, filter));
    }

    /// Sets or drops what the selected row of the menu says, and shows all rows again.
    pub(super) fn toggle_filter(&mut self) {
        let Some(Overlay::Filter(menu)) = self.overlay_mut() else {
            return;
        };
        let row = menu.row().map(|row| row.filter);
        menu.clear();
        if let Some(filter) = row {
            self.set_filter(toggled(self.filter, filter));
        }
    }

    /// Sets or drops what the selected row of the menu says, and closes the menu.
    fn choose_filter(&mut self) {
        self.toggle_filter();
        self.asking = Asking::Nothing;
    }

    /// Types a character into what covers the panes.
    pub(super) fn type_in_overlay(&mut self, c: char) {
        match self.overlay_mut() {
            // No word begins with a space.
            Some(Overlay::Help(help)) if c != ' ' || !help.typed().is_empty() => help.type_in(c),
            Some(Overlay::Filter(menu)) if menu.typed().is_empty() && c.is_ascii_digit() => {
                match menu.class(c) {
                    Some(filter) => self.set_filter(toggled(self.filter, filter)),
                    None => self.say(format!("There is no class {c}")),
                }
            }
            Some(Overlay::Filter(menu)) if c != ' ' || !menu.typed().is_empty() => menu.type_in(c),
            Some(_) | None => {}
        }
    }

    /// Types pasted words into what covers the panes, where the cursor is: letters that pile up on a slow link come as a paste too. A code,
    /// a reply or more than a few words are for the search. Says whether it took them.
    pub(super) fn paste_into_overlay(&mut self, text: &str) -> bool {
        let is_of_words = |c: char| (c.is_alphabetic() && is_typed(c)) || matches!(c, ' ' | '-');
        let takes = self.overlay().is_some()
            && text.len() <= narrow::LONGEST
            && text.chars().all(is_of_words);
        if takes {
            text.chars().for_each(|c| self.type_in_overlay(c));
        }
        takes
    }

    pub(super) fn update_in_filter(&mut self, action: Action) -> Option<Effect> {
        let column = isize::try_from(self.layout().help_columns()[0].height).unwrap_or(1);
        let Some(Overlay::Filter(menu)) = self.overlay_mut() else {
            return None;
        };
        match action {
            Action::Up => menu.move_by(-1),
            Action::Down => menu.move_by(1),
            Action::HalfUp => menu.move_by(-(column / 2).max(1)),
            Action::HalfDown => menu.move_by((column / 2).max(1)),
            Action::PageUp | Action::FocusPrevious => menu.move_by(-column.max(1)),
            Action::PageDown | Action::FocusNext => menu.move_by(column.max(1)),
            Action::First => menu.move_by(isize::MIN),
            Action::Last => menu.move_by(isize::MAX),
            // That nothing is called so is to be seen.
            Action::Open | Action::Mark if menu.row().is_none() => {}
            // Who has typed a name wants that one.
            Action::Open if !menu.typed().is_empty() => self.choose_filter(),
            Action::Mark if menu.goes_on() => menu.type_in(' '),
            Action::Open | Action::Mark => self.toggle_filter(),
            Action::ClearFilter => self.clear_filter(),
            Action::Edit(Edit::DeleteBefore) if menu.typed().is_empty() => self.drop_last_filter(),
            Action::Edit(edit) => menu.edit(edit),
            Action::Quit => return Some(Effect::Quit),
            Action::Redraw => return Some(Effect::Redraw),
            Action::Suspend => return Some(Effect::Suspend),
            Action::OpenFilter => self.asking = Asking::Nothing,
            Action::OpenHelp => self.open_help(),
            Action::Close => {
                let cleared = menu.clear();
                self.close_overlay_unless(cleared);
            }
            _ => {
                self.say("Only the filter menu gets keys now: esc closes it");
            }
        }
        None
    }

    pub(super) fn update_in_help(&mut self, action: Action) -> Option<Effect> {
        let Some(Overlay::Help(help)) = self.overlay_mut() else {
            return None;
        };
        let page = isize::try_from(help.pager().height()).unwrap_or(1);
        let pager = help.pager_mut();
        match action {
            Action::Up => pager.scroll_by(-1),
            Action::Down => pager.scroll_by(1),
            Action::HalfUp => pager.scroll_by(-page / 2),
            Action::HalfDown => pager.scroll_by(page / 2),
            Action::PageUp => pager.scroll_by(-page),
            Action::PageDown => pager.scroll_by(page),
            Action::First => pager.go_first(),
            Action::Last => pager.go_last(),
            Action::Edit(edit) => help.edit(edit),
            Action::Quit => return Some(Effect::Quit),
            Action::Redraw => return Some(Effect::Redraw),
            Action::Suspend => return Some(Effect::Suspend),
            Action::OpenHelp => self.asking = Asking::Nothing,
            Action::Close => {
                let cleared = help.clear();
                self.close_overlay_unless(cleared);
            }
            _ => self.say("Only the help gets keys now: esc closes it"),
        }
        None
    }
}
