//! What stands beside the page where there is room: its sections, and below them the pages to look at after it. Drawing and the mouse both
//! ask here.

use ratatui_core::layout::{Position, Rect};

use super::{App, Effect, Focus, Layout};
use crate::document::Target;

/// The fewest rows for the pages to look at, with a row free and the heading above them.
const LEAST: usize = 4;

/// A row beside the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsideRow {
    /// Where it is.
    pub at: Rect,
    /// What it says.
    pub says: Beside,
}

/// What a row beside the page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// A section of the page, by its index.
    Section(usize),
    /// The heading of the pages to look at.
    Also,
    /// One of them, by its index.
    Page(usize),
}

impl App<'_> {
    /// Whether what is read has something to stand beside it.
    pub(super) fn has_outline(&self) -> bool {
        let document = self.pager.document();
        document.sections().nth(1).is_some() || !document.also.is_empty()
    }

    /// The rows beside the page; the section that is read and the page that is selected are always among them.
    #[must_use]
    pub fn aside(&self, layout: &Layout) -> Vec<AsideRow> {
        let Some(pane) = layout.aside else {
            return Vec::new();
        };
        let height = usize::from(pane.height);
        let (sections, pages) = (self.pager.sections().len(), self.pager.also().len());
        let (above, below) = share(height, sections, pages);
        let shown = window(self.pager.section(), above, sections).map(Beside::Section);
        let mut rows: Vec<Option<Beside>> = shown.map(Some).collect();
        if below > 0 {
            if !rows.is_empty() {
                rows.push(None);
            }
            rows.push(Some(Beside::Also));
            let selected = self.pager.selected_also().unwrap_or(0);
            rows.extend(window(selected, below, pages).map(Beside::Page).map(Some));
        }
        let placed = (pane.y..pane.bottom()).zip(rows);
        let placed = placed.filter_map(|(y, says)| {
            let at = Rect {
                y,
                height: 1,
                ..pane
            };
            says.map(|says| AsideRow { at, says })
        });
        placed.collect()
    }

    /// Goes to the section or opens the page that is at a place beside the page.
    pub(super) fn click_aside(&mut self, at: Position, layout: &Layout) -> Option<Effect> {
        self.turn_to(Focus::Page);
        let rows = self.aside(layout);
        let row = rows.iter().find(|row| row.at.contains(at))?;
        match row.says {
            Beside::Section(index) => {
                self.pager.go_to_section(index);
                None
            }
            Beside::Also => None,
            Beside::Page(index) => {
                let lookup = *self.pager.also().get(index)?;
                self.follow_target(&Target::Lookup(lookup))
            }
        }
    }

    /// Selects the next page to look at after the one that is read.
    pub(super) fn look_at_next(&mut self) {
        self.turn_to(Focus::Page);
        if !self.pager.select_also() {
            self.say("Nothing here names another page to look at");
        }
    }
}

/// How many rows the sections and the pages get: all of the sections if a few are left for the pages.
fn share(height: usize, sections: usize, pages: usize) -> (usize, usize) {
    let gap = if sections > 0 { 2 } else { 1 };
    let needed = if pages > 0 { gap + pages.min(LEAST) } else { 0 };
    let above = sections.min(height.saturating_sub(needed).max(height / 2));
    let below = height.saturating_sub(above + gap).min(pages);
    (above, below)
}

/// So many of the indices up to a count, with one of them amid the others.
fn window(index: usize, room: usize, count: usize) -> std::ops::Range<usize> {
    let room = room.min(count);
    let start = index.saturating_sub(room / 2).min(count - room);
    start..start + room
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::room_for_all(40, 12, 9, (12, 9))]
    #[case::many_pages(24, 12, 30, (12, 10))]
    #[case::many_sections(24, 30, 9, (18, 4))]
    #[case::only_sections(10, 30, 0, (10, 0))]
    #[case::only_pages(10, 0, 30, (0, 9))]
    #[case::lowest(6, 14, 15, (3, 1))]
    #[case::no_room_for_pages(2, 5, 5, (1, 0))]
    #[case::no_room(0, 5, 5, (0, 0))]
    fn sections_come_first_and_pages_get_some_rows(
        #[case] height: usize,
        #[case] sections: usize,
        #[case] pages: usize,
        #[case] rows: (usize, usize),
    ) {
        assert_eq!(share(height, sections, pages), rows);
    }

    #[rstest]
    #[case::all(3, 9, 5, 0..5)]
    #[case::begins(0, 3, 9, 0..3)]
    #[case::amid(5, 3, 9, 4..7)]
    #[case::ends(8, 3, 9, 6..9)]
    #[case::none(0, 4, 0, 0..0)]
    fn what_is_current_is_among_what_is_shown(
        #[case] index: usize,
        #[case] room: usize,
        #[case] count: usize,
        #[case] shown: std::ops::Range<usize>,
    ) {
        assert_eq!(window(index, room, count), shown);
    }
}
