//! The mouse: the wheel scrolls the pane under it, a click selects, focuses, follows, or takes hold of what can be dragged.

use ratatui_core::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

use super::drag::Selecting;
use super::{App, Asking, Effect, Focus, MouseKind, Overlay, Said};
use crate::search::Filter;

/// How many lines a page scrolls for a step of the wheel.
const WHEEL: isize = 3;

impl App<'_> {
    pub(super) fn mouse(&mut self, kind: MouseKind, at: Position) -> Option<Effect> {
        match kind {
            // What a click has said stays while its button goes up.
            MouseKind::Drag if self.held.is_none() => self.say_how_to_select(),
            MouseKind::Drag => self.drag(at),
            MouseKind::Release => self.let_go(),
            MouseKind::WheelUp => self.wheel(-1, at),
            MouseKind::WheelDown => self.wheel(1, at),
            MouseKind::Click => return self.click(at),
        }
        None
    }

    fn wheel(&mut self, direction: isize, at: Position) {
        self.end_find();
        match self.overlay_mut() {
            Some(Overlay::Help(help)) => return help.pager_mut().scroll_by(direction * WHEEL),
            Some(Overlay::Filter(menu)) => return menu.move_by(direction),
            None => {}
        }
        let layout = self.layout();
        if layout.list.is_some_and(|list| list.contains(at)) {
            self.list.move_by(direction);
            self.show_selected();
        } else if layout.pasted_text.is_some_and(|text| text.contains(at)) {
            self.texts.beside.scroll_by(direction * WHEEL);
        } else {
            self.pager.scroll_by(direction * WHEEL);
        }
    }

    fn click(&mut self, at: Position) -> Option<Effect> {
        self.held = None;
        self.end_find();
        let layout = self.layout();
        if let Some(button) = self
            .buttons(&layout)
            .into_iter()
            .find(|button| button.at.contains(at))
        {
            return self.update(button.hint.action);
        }
        match self.overlay_mut() {
            Some(_) if !layout.overlay.contains(at) => {
                self.asking = Asking::Nothing;
                return None;
            }
            Some(Overlay::Help(_)) => return None,
            Some(Overlay::Filter(menu)) => {
                let cells = layout.filter_cells(menu.total());
                let cell = cells.iter().position(|cell| cell.contains(at))?;
                let row = menu.first(cells.len()) + cell;
                if row < menu.rows().len() {
                    menu.select(row);
                    self.toggle_filter();
                }
                return None;
            }
            None => {}
        }
        if self.take_hold(at, &layout) || self.click_crumb(at, &layout) {
            return None;
        }
        if layout.search.contains(at) {
            self.click_search_row(at, &layout);
        } else if let Some(list) = layout.list.filter(|list| list.contains(at)) {
            if self.list.items().is_empty() {
                self.click_nothing(at, list);
                return None;
            }
            let index = self.list.item_at(at.y - list.y)?;
            let focus = if self.lends_list() {
                Focus::Search
            } else {
                Focus::List
            };
            let again = self.focus() == focus && self.list.selected() == index;
            self.turn_to(focus);
            self.list.select_in_place(index);
            if again {
                return self.open_item();
            }
            self.show_selected();
        } else if layout.aside.is_some_and(|aside| aside.contains(at)) {
            return self.click_aside(at, &layout);
        } else if layout.page.is_some_and(|page| page.contains(at)) {
            if self.is_commanding() {
                self.leave_commands();
                return None;
            }
            self.turn_to(Focus::Page);
            if let Some(heads) = layout.heads.filter(|heads| heads.contains(at)) {
                return self.open_head(heads, at);
            }
            let text = layout.text;
            let line = self.pager.scroll() + usize::from(at.y.saturating_sub(text.y));
            if self.pager.lines().get(line).is_some_and(|line| line.fold) {
                self.pager.toggle_same();
                return None;
            }
            let column = usize::from(at.x.checked_sub(text.x)?);
            let target = self.pager.link_at(line, column)?.target.clone();
            return self.follow_target(&target);
        }
        None
    }

    /// The window has the mouse, so that text is selected past it. Told once: a click may be a drag by chance.
    fn say_how_to_select(&mut self) {
        let is_free = self.overlay().is_none() && matches!(self.said, Said::Nothing);
        if is_free && self.selecting == Selecting::Untold {
            self.selecting = Selecting::Told;
            self.say("Shift with the mouse selects text; y copies the short answer");
        }
    }

    /// Opens the reply of a text whose codes or provider are at a column of the box. Says whether there is one.
    fn click_reply(&mut self, column: u16, text: Rect) -> bool {
        let (Some((chips, _)), true) = (self.explained(), self.input.value().is_empty()) else {
            return false;
        };
        let Some(column) = column.checked_sub(text.x).map(usize::from) else {
            return false;
        };
        let mut end = 0;
        let clicked = chips.into_iter().find(|chip| {
            let start = end;
            // Brackets around it, and a space behind.
            end += chip.width() + 3;
            (start..end - 1).contains(&column) && end - 1 <= usize::from(text.width)
        });
        let view = clicked.and_then(|chip| self.view_of_chip(&chip));
        if let Some(view) = view {
            self.turn_to(Focus::Page);
            self.go(view);
        }
        view.is_some()
    }

    /// A chip is taken away; elsewhere the cursor goes to where the click is.
    fn click_search_row(&mut self, at: Position, layout: &super::Layout) {
        let row = self.search_row(layout);
        if let Some(chip) = row.chips.iter().find(|chip| chip.at.contains(at)) {
            match chip.filter {
                Some(filter) if filter == self.filter => self.set_filter(Filter::default()),
                Some(filter) => self.drop_filter(filter),
                None => self.marked = None,
            }
            return;
        }
        if self.click_reply(at.x, row.text) {
            return;
        }
        self.turn_anew(Focus::Search);
        let columns = row.scroll + usize::from(at.x.saturating_sub(row.text.x));
        let mut before = 0;
        let mut one = [0; 4];
        let characters = self.input.value().chars().take_while(|c| {
            before += c.encode_utf8(&mut one).width();
            before <= columns
        });
        let cursor = characters.count();
        self.input = self.input.clone().with_cursor(cursor);
    }
}

impl super::FilterMenu {
    /// The first row that is shown where this many fit: they go by pages, of which the last one is as full as the others.
    #[must_use]
    pub fn first(&self, cells: usize) -> usize {
        let cells = cells.max(1);
        let page = self.selected() / cells * cells;
        page.min(self.rows().len().saturating_sub(cells))
    }
}
