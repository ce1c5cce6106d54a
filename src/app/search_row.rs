//! What stands in the search row, and where. Drawing and the mouse both ask here.

use ratatui_core::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::{App, Layout, Picking, Side, cells};
use crate::document::cut;
use crate::search::Filter;

/// The columns of the sign that leads the text, between spaces.
const LEAD: usize = 3;

/// The fewest columns of the text.
const LEAST: usize = 8;
/// The columns of what the empty box says at least.
const HINT: usize = 13;

/// What stands in the search row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchRow {
    /// What is asked for, before the sign that leads the text; nothing for a search.
    pub prompt: String,
    /// The place of the text.
    pub text: Rect,
    /// The columns of the text that are scrolled out of view.
    pub scroll: usize,
    /// What is set besides, each of which a click takes away.
    pub chips: Vec<Chip>,
    /// How many entries are found, and where that stands.
    pub count: (u16, String),
}

/// A thing in the search row that can be taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// Where it is.
    pub at: Rect,
    /// What it says.
    pub text: String,
    /// The filter that it is; `None` for the mark of a comparison.
    pub filter: Option<Filter>,
}

impl App<'_> {
    /// What stands in the search row.
    #[must_use]
    pub fn search_row(&self, layout: &Layout) -> SearchRow {
        let rect = layout.search;
        let width = usize::from(rect.width);
        let most = (width / 2).saturating_sub(LEAD + 1);
        let prompt = self.picking().map(|picking| choosing(picking, most));
        let prompt = cut(&prompt.unwrap_or_default(), most);
        let lead = match prompt.width() {
            0 => LEAD,
            asked => asked + 1 + LEAD,
        };
        let count = self.count();
        let (named, count) = self.status(width.saturating_sub(lead), count);
        let taken: usize = named.iter().map(|(text, _)| text.width() + 1).sum();
        let status = taken + count.width();
        let room = width
            .saturating_sub(lead + status + 2)
            .max(LEAST)
            .min(width.saturating_sub(lead));
        let fits = lead + room + status < width;
        let x = rect.x + cells(lead);
        let mut at = rect.right().saturating_sub(cells(status + 1));
        let mut chips = Vec::new();
        for (text, filter) in named.into_iter().filter(|_| fits) {
            let width = cells(text.width());
            let place = Rect::new(at, rect.y, width, rect.height);
            chips.push(Chip {
                at: place,
                text,
                filter,
            });
            at += width + 1;
        }
        SearchRow {
            prompt,
            text: Rect::new(x, rect.y, cells(room), rect.height),
            scroll: self.input.visual_scroll(room.saturating_sub(1)),
            chips,
            count: (at, if fits { count } else { String::new() }),
        }
    }

    /// What is set, by name where that has room beside the text, and the count if that has room too.
    fn status(&self, width: usize, count: String) -> (Vec<(String, Option<Filter>)>, String) {
        let filters = super::filter_menu::active_filters(self.filter);
        let filters = filters.into_iter();
        let mut named: Vec<(String, Option<Filter>)> = filters
            .map(|(name, filter)| (format!("[{name}]"), Some(filter)))
            .collect();
        let text = match self.input.value().width() {
            0 => HINT,
            text => (text + 2).clamp(LEAST, (width / 2).max(LEAST)),
        };
        let fits = |named: &[(String, Option<Filter>)], count: &str| {
            let taken: usize = named.iter().map(|(text, _)| text.width() + 1).sum();
            text + taken + count.width() + 1 < width
        };
        let filters = named.len();
        named.extend(self.marked.map(|lookup| (format!("*{lookup}"), None)));
        if fits(&named, &count) {
            return (named, count);
        }
        named.truncate(filters);
        if fits(&named, &count) {
            return (named, count);
        }
        if fits(&named, "") {
            return (named, String::new());
        }
        if self.filter.is_empty() {
            return (Vec::new(), count);
        }
        (vec![("[…]".to_owned(), Some(self.filter))], count)
    }

    fn count(&self) -> String {
        let total = self.catalog.entries().len();
        if self.list.is_commands() {
            match self.list.items().len() {
                0 => "no command".to_owned(),
                1 => "1 command".to_owned(),
                count => format!("{count} commands"),
            }
        } else if let Some((_, lines)) = self.explained() {
            lines
        } else {
            match self.list.shown() {
                count if self.list.is_nearest() => format!("{count} nearest"),
                count => format!("{count} of {total}"),
            }
        }
    }

    /// The filters that are set, in words.
    #[must_use]
    pub fn active_filters(&self) -> Vec<String> {
        let filters = super::filter_menu::active_filters(self.filter);
        filters.into_iter().map(|(name, _)| name).collect()
    }
}

/// What is chosen, as far as the room allows: the side that changes first.
fn choosing(picking: Picking, room: usize) -> String {
    let Picking {
        side,
        replaced,
        kept,
    } = picking;
    let Some(replaced) = replaced else {
        return format!("compare {kept} with");
    };
    let side = match side {
        Side::Left => "left",
        Side::Right => "right",
    };
    let all = format!("replace {replaced} on the {side}, keep {kept}");
    if all.width() <= room {
        all
    } else {
        format!("replace {replaced}")
    }
}
