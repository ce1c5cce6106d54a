//! What the mouse holds: the line between list and page, or a scrollbar. It follows the mouse until the button is released, wherever that
//! goes.
//!
//! Where a release gets lost nothing is stuck: the mouse moves nothing without its button, and the next click or key lets go.

use ratatui_core::layout::Position;

use super::{App, Layout, Scrollbar};

/// What the mouse holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// The line between list and page where the scrollbar of the list is on it. Moved to a side the line is meant; moved up or down, or
    /// not at all, the scrollbar.
    Line(Position),
    /// The line between list and page.
    Divider,
    /// The scrollbar of the list, by a row of its thumb.
    ListBar(u16),
    /// The scrollbar of the page, by a row of its thumb.
    PageBar(u16),
}

/// Whether it was told how text is selected where the window has the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Selecting {
    Untold,
    Told,
}

impl App<'_> {
    /// Takes hold of what can be dragged at a place. Says whether there is anything.
    pub(super) fn take_hold(&mut self, at: Position, layout: &Layout) -> bool {
        let on = |bar: &Scrollbar| bar.track.contains(at);
        let bar = self.list_bar(layout).filter(on);
        // Commands have a width of their own.
        let divider = layout.divider.filter(|_| !self.list.is_commands());
        let on_divider = divider.is_some_and(|divider| divider.contains(at));
        let held = match bar {
            Some(_) if on_divider => Held::Line(at),
            Some(bar) => Held::ListBar(bar.grip(at.y)),
            None if on_divider => Held::Divider,
            None => match self.page_bar(layout).filter(on) {
                Some(bar) => Held::PageBar(bar.grip(at.y)),
                None => return false,
            },
        };
        self.held = Some(held);
        self.drag(at);
        true
    }

    /// Moves what is held to where the mouse is.
    pub(super) fn drag(&mut self, at: Position) {
        let Some(held) = self.held else {
            return;
        };
        let layout = self.layout();
        match held {
            Held::Line(from) if at.x != from.x => {
                self.held = Some(Held::Divider);
                self.drag(at);
            }
            Held::Line(from) if at.y != from.y => {
                self.hold_list_bar(from, &layout);
                self.drag(at);
            }
            Held::Line(_) => {}
            Held::Divider => {
                if let (Some(list), Some(_)) = (layout.list, layout.divider) {
                    self.list_width = Some(at.x.saturating_sub(list.x));
                }
            }
            Held::ListBar(grip) => {
                if let Some(bar) = self.list_bar(&layout) {
                    self.list.select(bar.position_at(at.y, grip));
                    self.show_selected();
                }
            }
            Held::PageBar(grip) => {
                if let Some(bar) = self.page_bar(&layout) {
                    self.pager.scroll_to(bar.position_at(at.y, grip));
                }
            }
        }
    }

    /// Lets go of what is held. A click on the line beside the list that was no move is one on the scrollbar.
    pub(super) fn let_go(&mut self) {
        if let Some(Held::Line(from)) = self.held {
            self.hold_list_bar(from, &self.layout());
            self.drag(from);
        }
        self.held = None;
    }

    fn hold_list_bar(&mut self, at: Position, layout: &Layout) {
        self.held = self
            .list_bar(layout)
            .map(|bar| Held::ListBar(bar.grip(at.y)));
    }

    /// Whether the line between list and page is held.
    #[must_use]
    pub const fn holds_divider(&self) -> bool {
        matches!(self.held, Some(Held::Divider))
    }
}
