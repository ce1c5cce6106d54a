//! Where everything is in the window. Drawing, scrolling and the mouse all ask here, so they cannot disagree.

mod panes;

use ratatui_core::layout::{Margin, Rect, Size};

use super::Focus;
pub(super) use panes::{Body, Both, LEAST_OF_TEXT, Rows, is_wide_by_itself, lists_beside};
use panes::{Panes, SIDE_BY_SIDE};

/// A width as the layout counts it.
#[must_use]
pub fn cells(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

/// The smallest window that shows more than a remark.
pub const SMALLEST: Size = Size {
    width: 20,
    height: 5,
};

/// Lines of a page are not wider than this, so that they are easy to read.
const READABLE: u16 = 100;
/// The columns of a page that are not text: a margin on the left, the scrollbar and a space before it on the right.
const BESIDE_TEXT: u16 = 3;
/// The width of the list in which commands have room for name, key and description.
const COMMANDS: u16 = 78;
/// The columns of an overlay that leaves something of the panes on both sides. A window that has little more is covered in its whole width:
/// what would be left of the panes is no use.
const OVERLAY: u16 = 190;
/// From this width of its text on, an overlay has two columns.
const TWO_COLUMNS: u16 = 96;
/// From this width on it has three, in each of which a row of the filter menu has room.
const THREE_COLUMNS: u16 = 3 * FILTER_ROW + 6;
/// The columns of a row of the filter menu in which all that it says has room.
const FILTER_ROW: u16 = 55;
/// What must be left on both sides together for an overlay that does not cover the whole width.
const BESIDE: u16 = 16;

/// The parts of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The search box, one row.
    pub search: Rect,
    /// The frame of the panes: their names are in its first row, the keys in its last one.
    pub frame: Rect,
    /// The list, if it is shown.
    pub list: Option<Rect>,
    /// The rule under the list and above the text that is explained, one row, if there is room for that text.
    pub pasted_rule: Option<Rect>,
    /// The text that is explained.
    pub pasted_text: Option<Rect>,
    /// The line between list and page, if both are shown; else the list's scrollbar is on the right side of the frame.
    pub divider: Option<Rect>,
    /// The page or the comparison, if it is shown; its scrollbar is in its last column, on the right side of the frame or on the line
    /// before what is beside it.
    pub page: Option<Rect>,
    /// What is beside the page: its sections, and other pages.
    pub aside: Option<Rect>,
    /// The heads of a comparison, above its text.
    pub heads: Option<Rect>,
    /// The text of the page: without a margin on the left and the scrollbar on the right. Where the page is not shown, the place that it
    /// would take, so that its lines need not be laid out again when it is.
    pub text: Rect,
    /// The footer, the last row of the frame.
    pub footer: Rect,
    /// What became of an effect, where that takes several rows: below the frame or, where there is no room, over what it holds.
    pub told: Rect,
    /// The frame of an overlay, if one is open.
    pub overlay: Rect,
    /// What is typed in it, one row.
    pub overlay_input: Rect,
    /// The text below.
    pub overlay_text: Rect,
}

impl Layout {
    /// The layout of a window of this size.
    pub(super) fn of(size: Size, focus: Focus, shown: Body) -> Self {
        let Size { width, height } = size;
        let row = |y| Rect::new(0, y, width, u16::from(y < height));
        let body = Rect::new(1, 2, width.saturating_sub(1), height.saturating_sub(3));
        let Panes {
            list,
            pasted,
            divider,
            page,
            aside,
        } = Panes::of(body, focus, shown);
        let text = page.unwrap_or(body);
        let overlay = overlay(size);
        let inner = overlay.inner(Margin::new(2, 1));
        Self {
            search: row(0),
            frame: Rect::new(0, 1, width, height.saturating_sub(1)),
            list,
            pasted_rule: pasted.map(|pasted| Rect {
                height: 1,
                ..pasted
            }),
            pasted_text: pasted.map(|pasted| {
                let below = Rect {
                    y: pasted.y + 1,
                    height: pasted.height - 1,
                    ..pasted
                };
                below.inner(Margin::new(1, 0))
            }),
            divider,
            page,
            aside,
            heads: None,
            text: Rect {
                x: text.x + 1,
                width: text.width.saturating_sub(BESIDE_TEXT).clamp(1, READABLE),
                ..text
            },
            footer: row(height.saturating_sub(1)),
            told: row(height.saturating_sub(1)),
            overlay,
            overlay_input: Rect {
                height: inner.height.min(1),
                ..inner
            },
            overlay_text: Rect {
                y: inner.y + inner.height.min(1),
                height: inner.height.saturating_sub(1),
                ..inner
            },
        }
    }
}

impl Layout {
    /// With the whole width of the pane for the text, which stands on two sides.
    pub(super) fn for_comparison(mut self) -> Self {
        if let Some(page) = self.page {
            self.text.width = page.width.saturating_sub(BESIDE_TEXT).max(1);
        }
        self
    }

    /// With rows for the heads of a comparison, if enough are left for its text.
    pub(super) fn with_heads(mut self, rows: u16) -> Self {
        if self.text.height > 2 * rows {
            self.heads = self.page.map(|_| Rect {
                height: rows,
                ..self.text
            });
            self.text.y += rows;
            self.text.height -= rows;
        }
        self
    }

    /// With room in the list for what commands do. The page is shown if it gets enough besides.
    pub(super) fn for_commands(mut self) -> Self {
        let (Some(list), Some(page)) = (self.list, self.page) else {
            return self;
        };
        let all = page.right() - list.x;
        if all > COMMANDS + SIDE_BY_SIDE / 2 {
            let list = Rect {
                width: COMMANDS,
                ..list
            };
            let page = Rect {
                x: list.right() + 1,
                width: all - COMMANDS - 1,
                ..page
            };
            self.list = Some(list);
            self.divider = self.divider.map(|divider| Rect {
                x: list.right(),
                ..divider
            });
            self.page = Some(page);
            self.text.x = page.x + 1;
            self.text.width = page.width.saturating_sub(BESIDE_TEXT).clamp(1, READABLE);
        } else {
            // The right side of the frame is behind it.
            self.list = Some(Rect {
                width: all.saturating_sub(1),
                ..list
            });
            self.divider = None;
            self.page = None;
        }
        self
    }

    /// With all the width for the list, where there is no page to read.
    pub(super) fn for_list_alone(mut self) -> Self {
        if let (Some(list), Some(page)) = (self.list, self.page) {
            self.list = Some(Rect {
                // The right side of the frame is behind it.
                width: page.right().saturating_sub(list.x + 1),
                ..list
            });
            self.divider = None;
            self.page = None;
            self.aside = None;
        }
        self
    }

    /// With rows at the bottom of a window of this height.
    pub(super) fn with_told(mut self, rows: u16, height: u16) -> Self {
        let most = height.saturating_sub(self.frame.y + 1).max(1);
        let rows = rows.min(most);
        self.told.y = height.saturating_sub(rows);
        self.told.height = rows;
        self
    }

    /// The columns of the help, the first with the first lines.
    #[must_use]
    pub fn help_columns(&self) -> Vec<Rect> {
        columns(self.overlay_text)
    }

    /// The cells of a filter menu of so many rows, column by column: in as few columns as hold them, so that the counts stay near what they
    /// count, and in one if two would be too narrow for what they say.
    #[must_use]
    pub fn filter_cells(&self, rows: usize) -> Vec<Rect> {
        let text = self.overlay_text;
        let mut all = columns(text);
        let needed = rows.div_ceil(usize::from(text.height).max(1)).max(1);
        if all[0].width < FILTER_ROW {
            let width = FILTER_ROW.min(text.width);
            all = vec![Rect { width, ..text }];
        } else {
            all.truncate(needed);
        }
        let cells = all.into_iter().flat_map(|column| {
            (column.y..column.bottom()).map(move |y| Rect {
                y,
                height: 1,
                ..column
            })
        });
        cells.collect()
    }
}

/// One column or, where there is room, two or three with a gap between them.
fn columns(rect: Rect) -> Vec<Rect> {
    const GAP: u16 = 3;
    let count = match rect.width {
        THREE_COLUMNS.. => 3,
        TWO_COLUMNS.. => 2,
        _ => return vec![rect],
    };
    let width = (rect.width - (count - 1) * GAP) / count;
    let column = |at| Rect {
        x: rect.x + at * (width + GAP),
        width,
        ..rect
    };
    (0..count).map(column).collect()
}

/// The frame of an overlay: the whole window, whose last row is the footer, or in the middle of it and above the footer.
fn overlay(size: Size) -> Rect {
    if size.width < OVERLAY + BESIDE {
        return Rect::new(0, 0, size.width, size.height);
    }
    let room = size.height.saturating_sub(1);
    // Nor would a row or two of the panes be of use.
    let height = if room <= 30 { room } else { room - room / 10 };
    let x = (size.width - OVERLAY) / 2;
    Rect::new(x, (room - height) / 2, OVERLAY, height)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All that can take the place of list and page.
    fn bodies() -> impl Iterator<Item = Body> {
        let both = [None, Some(false), Some(true)].map(|wide| Both {
            wide,
            ..Both::default()
        });
        let text = [(0, 0), (3, 1), (99, 2), (99, 99)].map(|(all, replies)| Both {
            rows: Some(Rows { all, replies }),
            ..Both::default()
        });
        let both = both.into_iter().chain(text);
        let both = both.flat_map(|both| [false, true].map(|aside| Both { aside, ..both }));
        let set = [None, Some(0), Some(30), Some(90), Some(u16::MAX)];
        let both = both.flat_map(move |both| set.map(|list| Both { list, ..both }));
        let comparisons = [false, true].map(|aside| Body::Comparison { aside });
        both.map(Body::Both).chain(comparisons)
    }

    #[test]
    fn in_a_wide_window_an_overlay_is_in_the_middle() {
        for (width, height) in (190..320).flat_map(|width| [20, 31, 60].map(|rows| (width, rows))) {
            let overlay = overlay(Size { width, height });
            if width < 206 {
                assert_eq!((overlay.x, overlay.width), (0, width));
                continue;
            }
            let right = width - overlay.right();
            let below = height - 1 - overlay.bottom();
            assert_eq!(overlay.width, 190);
            assert!([0, 1].contains(&(right - overlay.x)), "{width} {overlay:?}");
            assert!([0, 1].contains(&(below - overlay.y)), "{overlay:?}");
        }
    }

    /// The list has two fifths of the window, and the lines of a page no more columns than are easy to read.
    #[test]
    fn lines_have_the_width_in_which_they_are_read() {
        let of = |width, focus| {
            let size = Size { width, height: 40 };
            Layout::of(size, focus, Body::Both(Both::default()))
        };
        let lists = [80, 120, 160, 240].map(|width| of(width, Focus::List).list.unwrap().width);
        assert_eq!(lists, [31, 47, 63, 63]);
        for width in 20..300 {
            let layout = of(width, Focus::Page);
            let room = layout.page.unwrap().width - 3;
            assert_eq!(layout.text.width, room.min(100), "at {width}");
        }
    }

    #[test]
    fn nothing_leaves_the_window() {
        for (width, height) in
            (1..=250).flat_map(|width| (0..=60).map(move |height| (width, height)))
        {
            for focus in [Focus::Search, Focus::List, Focus::Page] {
                for shown in bodies() {
                    let size = Size { width, height };
                    let layout = Layout::of(size, focus, shown);
                    let all = [
                        Some(layout.footer),
                        Some(layout.search),
                        Some(layout.overlay),
                        layout.list,
                        layout.divider,
                        layout.page,
                        layout.aside,
                        layout.pasted_rule,
                        layout.pasted_text,
                    ];
                    for rect in all.into_iter().flatten().filter(|rect| rect.height > 0) {
                        assert!(rect.right() <= width, "{size:?} {rect:?}");
                        assert!(rect.bottom() <= height, "{size:?} {rect:?}");
                    }
                    assert!(layout.list.is_some() || layout.page.is_some());
                    let (page, aside) = (layout.page, layout.aside);
                    if let Some((page, aside)) = page.zip(aside) {
                        assert_eq!(page.right(), aside.x, "{size:?}");
                        assert!(width >= panes::OUTLINED && layout.text.width >= 64);
                    }
                }
            }
        }
    }
}
