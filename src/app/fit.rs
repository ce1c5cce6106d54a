//! What the state makes of the window: where everything is, and what of list, page and help is in view.

use ratatui_core::layout::Size;

use super::layout::{Body, Both, LEAST_OF_TEXT};
use super::list::MadeOf;
use super::{App, Layout, Overlay};

/// The fewest rows that are left to the panes by what is told below them.
const LEAST_ABOVE: u16 = 8;
/// How often list and text share their room anew: once for all rows but those of a list whose titles take several lines each.
const MOST_TIMES: usize = 4;

impl App<'_> {
    /// Fits list and pager into their panes. Done once after every event, whatever the event has changed: nothing that moves an item or
    /// a pane can forget it.
    pub(super) fn fit(&mut self) {
        let layout = self.fit_list();
        self.fit_texts(&layout);
        if self.tell_text_once(&layout) {
            // With fewer sections there may be nothing to stand beside the page.
            let layout = self.fit_list();
            self.fit_texts(&layout);
        }
    }

    /// Fits the list, which leaves what it does not need to the text below it, and knows what it needs when its rows are made.
    fn fit_list(&mut self) -> Layout {
        let mut layout = self.layout();
        for _ in 0..MOST_TIMES {
            let Some(list) = layout.list else {
                break;
            };
            // Replies take a second line each where those of all have room above the text.
            let below = layout.pasted_rule.map_or(0, |rule| rule.height);
            let below = below + layout.pasted_text.map_or(0, |text| text.height);
            let room = (list.height + below).saturating_sub(LEAST_OF_TEXT);
            self.list.condense(list.width, usize::from(room));
            let of = MadeOf {
                catalog: self.catalog,
                search: self.search.get(),
                keys: self.keys,
            };
            self.list.fit(list.width, list.height, of);
            let next = self.layout();
            if next == layout {
                break;
            }
            layout = next;
        }
        layout
    }

    fn fit_texts(&mut self, layout: &Layout) {
        self.pager.fit(
            layout.text.width,
            layout.text.height,
            layout.aside.is_some(),
        );
        if let Some(pasted) = layout.pasted_text {
            self.texts.beside.fit(pasted.width, pasted.height, false);
        }
        if let Some(Overlay::Help(help)) = self.overlay_mut() {
            help.fit(&layout.help_columns());
        }
    }

    /// Where everything is.
    #[must_use]
    pub fn layout(&self) -> Layout {
        let shown = if self.is_comparing() {
            Body::Comparison {
                aside: self.has_outline(),
            }
        } else {
            Body::Both(Both {
                wide: self.wide,
                list: self.list_width,
                rows: self
                    .texts
                    .open
                    .filter(|text| !self.list.is_commands() && self.texts.count_replies(*text) > 0)
                    .map(|_| self.list.rows_needed()),
                // A comparison is only previewed here, and commands need the room.
                aside: self.compared().is_none() && !self.list.is_commands() && self.has_outline(),
            })
        };
        let told = u16::try_from(self.told_rows().len()).unwrap_or(u16::MAX);
        let below = match self.size.height.checked_sub(told) {
            Some(height) if height >= LEAST_ABOVE => told,
            _ => 0,
        };
        let size = Size {
            height: self.size.height - below,
            ..self.size
        };
        let layout = Layout::of(size, self.focus(), shown);
        let layout = if self.list.is_commands() {
            layout.for_commands()
        } else if self.list.items().is_empty() && self.pager.view().is_none() {
            layout.for_list_alone()
        } else {
            layout
        };
        let layout = layout.with_told(told, self.size.height);
        self.with_heads(layout)
    }
}
