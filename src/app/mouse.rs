//! The mouse: the wheel scrolls the pane under it, a click selects, focuses or follows.

use ratatui_core::layout::Position;

use super::{App, Effect, Focus, MouseKind, Overlay};

/// How many lines a page scrolls for a step of the wheel.
const WHEEL: isize = 3;

impl App {
    pub(super) fn mouse(&mut self, kind: MouseKind, at: Position) -> Option<Effect> {
        self.message = None;
        self.end_find();
        match kind {
            MouseKind::WheelUp => self.wheel(-1, at),
            MouseKind::WheelDown => self.wheel(1, at),
            MouseKind::Click => return self.click(at),
        }
        None
    }

    fn wheel(&mut self, direction: isize, at: Position) {
        match &mut self.overlay {
            Some(Overlay::Help(pager)) => return pager.scroll_by(direction * WHEEL),
            Some(Overlay::Filter(menu)) => {
                let last = menu.rows.len().saturating_sub(1);
                menu.selected = menu.selected.saturating_add_signed(direction).min(last);
                return;
            }
            None => {}
        }
        let layout = self.layout();
        if layout.list.is_some_and(|list| list.contains(at)) {
            self.list.move_by(direction);
            self.show_selected();
        } else if layout.pasted_text.is_some_and(|text| text.contains(at)) {
            self.text.scroll_by(direction * WHEEL);
        } else {
            self.pager.scroll_by(direction * WHEEL);
        }
    }

    fn click(&mut self, at: Position) -> Option<Effect> {
        let layout = self.layout();
        match &mut self.overlay {
            Some(_) if !layout.overlay.contains(at) => {
                self.overlay = None;
                return None;
            }
            Some(Overlay::Help(_)) => return None,
            Some(Overlay::Filter(menu)) => {
                let inner = layout.overlay_text;
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
        if layout.search.contains(at) {
            self.focus = Focus::Search;
        } else if let Some(list) = layout.list.filter(|list| list.contains(at)) {
            let index = self.list.item_at(at.y - list.y)?;
            let focus = if self.lends_list() {
                Focus::Search
            } else {
                Focus::List
            };
            let again = self.focus == focus && self.list.selected() == index;
            self.focus = focus;
            self.list.select(index);
            if again {
                return self.open_item();
            }
            self.show_selected();
        } else if layout.page.is_some_and(|page| page.contains(at)) {
            if self.is_commanding() {
                self.leave_commands();
                return None;
            }
            self.focus = Focus::Page;
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
}

impl super::FilterMenu {
    /// The first row that is shown where this many fit.
    #[must_use]
    pub fn top(&self, height: u16) -> usize {
        (self.selected + 1).saturating_sub(usize::from(height.max(1)))
    }
}
