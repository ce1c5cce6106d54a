//! Where everything is in the window. Drawing, scrolling and the mouse all ask here, so they cannot disagree.

use ratatui_core::layout::{Margin, Rect, Size};

use super::Focus;

/// The smallest window that shows more than a remark.
pub const SMALLEST: Size = Size {
    width: 20,
    height: 5,
};

/// From this width on, list and page are side by side.
const SIDE_BY_SIDE: u16 = 72;
/// Under this width a page that has the focus takes the place of the list, unless somebody wants it otherwise.
const ROOM_FOR_BOTH: u16 = 100;
/// Lines of a page are not wider than this, so that they are easy to read.
const READABLE: u16 = 100;
/// The widest overlay. A window that has little more is covered in its whole width: what would be left of the panes is no use.
const OVERLAY: u16 = 112;
/// From this width of its text on, an overlay has two columns.
const TWO_COLUMNS: u16 = 96;
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
    /// The line between list and page, if both are shown; else the list's scrollbar is on the right side of the frame.
    pub divider: Option<Rect>,
    /// The page or the comparison, if it is shown; its scrollbar is on the right side of the frame.
    pub page: Option<Rect>,
    /// The text of the page: without a margin on the left and the scrollbar on the right. Where the page is not shown, the place that it
    /// would take, so that its lines need not be laid out again when it is.
    pub text: Rect,
    /// The footer, the last row of the frame.
    pub footer: Rect,
    /// The frame of an overlay, if one is open.
    pub overlay: Rect,
    /// What is typed in it, one row.
    pub overlay_input: Rect,
    /// The text below.
    pub overlay_text: Rect,
}

/// What takes the place of list and page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Body {
    /// Both are there; whether the page has all the width when it has the focus, where somebody has said so.
    Both {
        /// What somebody has said.
        wide: Option<bool>,
    },
    /// A comparison has all of it.
    Comparison,
}

/// Whether a page that has the focus takes all the width, where nobody has said so.
pub(super) const fn is_wide_by_itself(width: u16) -> bool {
    width < ROOM_FOR_BOTH
}

impl Layout {
    /// The layout of a window of this size.
    pub(super) fn of(size: Size, focus: Focus, shown: Body) -> Self {
        let Size { width, height } = size;
        let row = |y| Rect::new(0, y, width, u16::from(y < height));
        let body = Rect::new(1, 2, width.saturating_sub(1), height.saturating_sub(3));
        let (list, divider, page) = panes(body, focus, shown);
        let text = page.unwrap_or(body);
        let widest = match shown {
            Body::Comparison => u16::MAX,
            Body::Both { .. } => READABLE,
        };
        let overlay = overlay(size);
        let inner = overlay.inner(Margin::new(2, 1));
        Self {
            search: row(0),
            frame: Rect::new(0, 1, width, height.saturating_sub(1)),
            list,
            divider,
            page,
            text: Rect {
                x: text.x + 1,
                width: text.width.saturating_sub(3).clamp(1, widest),
                ..text
            },
            footer: row(height.saturating_sub(1)),
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
    /// The columns of the help, the first with the first lines.
    #[must_use]
    pub fn help_columns(&self) -> Vec<Rect> {
        columns(self.overlay_text)
    }

    /// The cells of a filter menu of so many rows, column by column; one column if all fit into it.
    #[must_use]
    pub fn filter_cells(&self, rows: usize) -> Vec<Rect> {
        let text = self.overlay_text;
        let all = if rows <= usize::from(text.height) {
            vec![text]
        } else {
            columns(text)
        };
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

/// One column or, where there is room, two with a gap between them.
fn columns(rect: Rect) -> Vec<Rect> {
    const GAP: u16 = 3;
    if rect.width < TWO_COLUMNS {
        return vec![rect];
    }
    let width = (rect.width - GAP) / 2;
    let left = Rect { width, ..rect };
    let right = Rect {
        x: rect.x + width + GAP,
        width,
        ..rect
    };
    vec![left, right]
}

/// The list, the line beside it, and the page, as far as they are shown. The body reaches from the left side of the frame to the end of the
/// window, so that a page has the right side of the frame for its scrollbar.
fn panes(body: Rect, focus: Focus, shown: Body) -> (Option<Rect>, Option<Rect>, Option<Rect>) {
    let Body::Both { wide } = shown else {
        return (None, None, Some(body));
    };
    let wide = wide.unwrap_or(is_wide_by_itself(body.right()));
    let side_by_side = body.right() >= SIDE_BY_SIDE;
    match focus {
        Focus::Page if wide || !side_by_side => return (None, None, Some(body)),
        Focus::Search | Focus::List if !side_by_side => {
            let list = Rect {
                width: body.width.saturating_sub(1),
                ..body
            };
            return (Some(list), None, None);
        }
        _ => {}
    }
    let width = (body.right() * 2 / 5).clamp(28, 64) - 1;
    let list = Rect { width, ..body };
    let divider = Rect {
        x: list.right(),
        width: 1,
        ..body
    };
    let page = Rect {
        x: divider.right(),
        width: body.width - width - 1,
        ..body
    };
    (Some(list), Some(divider), Some(page))
}

/// The frame of an overlay in the middle of the window, above the footer.
fn overlay(size: Size) -> Rect {
    let room = size.height.saturating_sub(1);
    let width = if size.width < OVERLAY + BESIDE {
        size.width
    } else {
        OVERLAY
    };
    let height = if room <= 30 { room } else { room - room / 10 };
    Rect::new((size.width - width) / 2, (room - height) / 2, width, height)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_the_window() {
        for (width, height) in
            (1..=250).flat_map(|width| (1..=60).map(move |height| (width, height)))
        {
            for focus in [Focus::Search, Focus::List, Focus::Page] {
                let both = [None, Some(false), Some(true)].map(|wide| Body::Both { wide });
                for shown in both.into_iter().chain([Body::Comparison]) {
                    let size = Size { width, height };
                    let layout = Layout::of(size, focus, shown);
                    let all = [
                        Some(layout.footer),
                        Some(layout.search),
                        Some(layout.overlay),
                        layout.list,
                        layout.divider,
                        layout.page,
                    ];
                    for rect in all.into_iter().flatten().filter(|rect| rect.height > 0) {
                        assert!(rect.right() <= width, "{size:?} {rect:?}");
                        assert!(rect.bottom() <= height, "{size:?} {rect:?}");
                    }
                    assert!(layout.list.is_some() || layout.page.is_some());
                }
            }
        }
    }
}
