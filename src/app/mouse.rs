//! The mouse: the wheel scrolls the pane under it, a click selects, focuses or follows.

use ratatui_core::layout::Position;

use super::{App, Effect, Focus, MouseKind, Overlay, Panes, Place};

/// How many lines a step of the wheel moves a page.
const WHEEL: isize = 3;

impl App {
    pub(super) fn mouse(&mut self, kind: MouseKind, at: Position) -> Option<Effect> {
        self.message = None;
        match kind {
            MouseKind::WheelUp => self.wheel(-1, at),
            MouseKind::WheelDown => self.wheel(1, at),
            MouseKind::Click => return self.click(at),
        }
        None
    }

    fn wheel(&mut self, direction: isize, at: Position) {
        match &mut self.overlay {
            Some(Overlay::Help(reader)) => return reader.scroll_by(direction * WHEEL),
            Some(Overlay::Menu(menu)) => {
                let last = menu.rows.len().saturating_sub(1);
                menu.selected = menu.selected.saturating_add_signed(direction).min(last);
                return;
            }
            None => {}
        }
        let panes = self.panes();
        if panes.list.is_some_and(|list| list.contains(at)) {
            self.list.move_by(direction);
            self.show_selected();
        } else {
            self.reader.scroll_by(direction * WHEEL);
        }
    }

    fn click(&mut self, at: Position) -> Option<Effect> {
        let frame = Panes::overlay(self.size);
        match &mut self.overlay {
            Some(_) if !frame.contains(at) => {
                self.overlay = None;
                return None;
            }
            Some(Overlay::Help(_)) => return None,
            Some(Overlay::Menu(menu)) => {
                let inner = Panes::overlay_text(self.size);
                if inner.contains(at) {
                    let top = menu.top(inner.height);
                    let row = top + usize::from(at.y - inner.y);
                    if row < menu.rows.len() {
                        menu.selected = row;
                        self.toggle_filter();
                    }
                }
                return None;
            }
            None => {}
        }
        let panes = self.panes();
        if panes.search.contains(at) {
            self.focus = Focus::Search;
        } else if let Some(list) = panes.list.filter(|list| list.contains(at)) {
            let row = self.list.row_at(at.y - list.y)?;
            let again = self.focus == Focus::List && self.list.selected() == row;
            self.focus = Focus::List;
            self.list.select(row);
            if again {
                return self.open_row();
            }
            self.show_selected();
        } else if panes.page.is_some_and(|page| page.contains(at)) {
            self.focus = Focus::Page;
            let comparing = matches!(self.reader.place(), Some(Place::Compare(..)));
            let text = panes.text(comparing);
            let line = self.reader.scroll() + usize::from(at.y.saturating_sub(text.y));
            let column = usize::from(at.x.checked_sub(text.x)?);
            let target = self.reader.link_at(line, column)?.target.clone();
            return self.follow_target(&target);
        }
        None
    }
}

impl super::FilterMenu {
    /// The first row that is shown where this many fit.
    #[must_use]
    pub fn top(&self, height: u16) -> usize {
        (self.selected + 1).saturating_sub(usize::from(height.max(1)))
    }
}
