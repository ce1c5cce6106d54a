//! Where the panes are. Drawing, scrolling and the mouse all ask here, so they cannot disagree.

use ratatui_core::layout::{Margin, Rect, Size};

use super::Focus;

/// The smallest window that shows anything but a remark.
pub const SMALLEST: Size = Size {
    width: 20,
    height: 5,
};

/// From this width on, list and page stand side by side.
const SIDE_BY_SIDE: u16 = 72;
/// Lines of a page are not wider than this, for the eye's sake.
const READABLE: u16 = 100;

/// The panes of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panes {
    /// The search box, one row.
    pub search: Rect,
    /// The rule under it, one row, which names the panes.
    pub rule: Rect,
    /// The list, if it is shown.
    pub list: Option<Rect>,
    /// The line between list and page, if both are shown.
    pub divider: Option<Rect>,
    /// The page or the comparison with its scrollbar, if it is shown.
    pub page: Option<Rect>,
    /// The footer, one row.
    pub footer: Rect,
}

/// The panes of a window of this size.
pub(super) fn panes(size: Size, focus: Focus, comparing: bool) -> Panes {
    let Size { width, height } = size;
    let row = |y| Rect {
        x: 0,
        y,
        width,
        height: u16::from(y < height),
    };
    let body = Rect {
        x: 0,
        y: 2,
        width,
        height: height.saturating_sub(3),
    };
    let reading = focus == Focus::Page;
    let (list, page) = if comparing {
        (None, Some(body))
    } else if width >= SIDE_BY_SIDE {
        let list = (width * 2 / 5).clamp(28, 64);
        let page = Rect {
            x: list + 1,
            width: width - list - 1,
            ..body
        };
        (
            Some(Rect {
                width: list,
                ..body
            }),
            Some(page),
        )
    } else if reading {
        (None, Some(body))
    } else {
        (Some(body), None)
    };
    let divider = match (list, page) {
        (Some(list), Some(_)) => Some(Rect {
            x: list.width,
            width: 1,
            ..body
        }),
        _ => None,
    };
    Panes {
        search: row(0),
        rule: row(1),
        list,
        divider,
        page,
        footer: row(height.saturating_sub(1)),
    }
}

impl Panes {
    /// The text of the page: without a margin on the left and the scrollbar on the right.
    #[must_use]
    pub fn text(&self, comparing: bool) -> Rect {
        let page = self.page.unwrap_or(Rect {
            x: 0,
            ..self.list.unwrap_or_default()
        });
        let widest = if comparing { u16::MAX } else { READABLE };
        Rect {
            x: page.x + 1,
            width: page.width.saturating_sub(3).clamp(1, widest),
            ..page
        }
    }
}

/// The frame of an overlay in the middle of the window.
pub(super) fn overlay(size: Size) -> Rect {
    let width = size.width.min(76);
    let height = size.height.saturating_sub(1).min(30);
    Rect {
        x: (size.width - width) / 2,
        y: (size.height.saturating_sub(1) - height) / 2,
        width,
        height,
    }
}

/// The text of an overlay: without the frame, and a column of space inside it.
const fn inside(frame: Rect) -> Rect {
    frame.inner(Margin::new(2, 1))
}

impl Panes {
    /// The frame of an overlay in a window of this size.
    #[must_use]
    pub fn overlay(size: Size) -> Rect {
        overlay(size)
    }

    /// The text in that frame.
    #[must_use]
    pub fn overlay_text(size: Size) -> Rect {
        inside(overlay(size))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_never_leave_the_window() {
        for width in 1..=250 {
            for height in 1..=60 {
                for focus in [Focus::Search, Focus::List, Focus::Page] {
                    for comparing in [false, true] {
                        let size = Size { width, height };
                        let panes = panes(size, focus, comparing);
                        let all = [
                            Some(panes.footer),
                            Some(panes.search),
                            panes.list,
                            panes.page,
                        ];
                        for rect in all.into_iter().flatten().filter(|rect| rect.height > 0) {
                            assert!(rect.x + rect.width <= width, "{size:?} {rect:?}");
                            assert!(rect.y + rect.height <= height, "{size:?} {rect:?}");
                        }
                        assert!(panes.list.is_some() || panes.page.is_some());
                    }
                }
            }
        }
    }
}
