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
/// The fewest rows in which a text is shown below the list, with the rule above it.
const LEAST_OF_TEXT: u16 = 4;
/// The columns of a page that are not text: a margin on the left, the scrollbar and a space before it on the right.
const BESIDE_TEXT: u16 = 3;
/// The width of the list in which commands have room for name, key and description.
const COMMANDS: u16 = 78;
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
    /// The rule under the list and above the text that is explained, one row, if there is room for that text.
    pub pasted_rule: Option<Rect>,
    /// The text that is explained.
    pub pasted_text: Option<Rect>,
    /// The line between list and page, if both are shown; else the list's scrollbar is on the right side of the frame.
    pub divider: Option<Rect>,
    /// The page or the comparison, if it is shown; its scrollbar is on the right side of the frame.
    pub page: Option<Rect>,
    /// The heads of a comparison, above its text.
    pub heads: Option<Rect>,
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
        /// How many rows the list needs, where it leaves the rest to a text that is explained.
        rows: Option<usize>,
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
        let (list, pasted) = match (list, shown) {
            (
                Some(list),
                Body::Both {
                    rows: Some(rows), ..
                },
            ) => share(list, rows),
            _ => (list, None),
        };
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
            heads: None,
            text: Rect {
                x: text.x + 1,
                width: text.width.saturating_sub(BESIDE_TEXT).clamp(1, READABLE),
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
    let Body::Both { wide, .. } = shown else {
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

/// The list, and below it a rule with a text: the list gets what it needs, up to half of the room.
fn share(list: Rect, rows: usize) -> (Option<Rect>, Option<Rect>) {
    let rows = u16::try_from(rows).unwrap_or(u16::MAX);
    let height = rows.min(list.height / 2);
    let rest = list.height - height;
    if rest < LEAST_OF_TEXT || list.width < 3 {
        return (Some(list), None);
    }
    let text = Rect {
        y: list.y + height,
        height: rest,
        ..list
    };
    (Some(Rect { height, ..list }), Some(text))
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
                let both =
                    [None, Some(false), Some(true)].map(|wide| Body::Both { wide, rows: None });
                let text = [0, 3, 99].map(|rows| Body::Both {
                    wide: None,
                    rows: Some(rows),
                });
                for shown in both.into_iter().chain(text).chain([Body::Comparison]) {
                    let size = Size { width, height };
                    let layout = Layout::of(size, focus, shown);
                    let all = [
                        Some(layout.footer),
                        Some(layout.search),
                        Some(layout.overlay),
                        layout.list,
                        layout.divider,
                        layout.page,
                        layout.pasted_rule,
                        layout.pasted_text,
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
