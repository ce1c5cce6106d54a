//! The panes: the list with the text that is explained below it, the page, and what is beside the page where there is room.

use ratatui_core::layout::Rect;

use super::{BESIDE_TEXT, READABLE};
use crate::app::Focus;

/// From this width on, list and page are side by side.
pub(super) const SIDE_BY_SIDE: u16 = 72;
/// Under this width a page that has the focus takes the place of the list, unless somebody wants it otherwise.
const ROOM_FOR_BOTH: u16 = 100;
/// From this width on, a page has its sections and other pages beside it.
pub(super) const OUTLINED: u16 = 160;
/// The columns of those.
const ASIDE: u16 = 32;
/// The fewest and the most columns of the text of a page that has them beside it.
const OF_PAGE: (u16, u16) = (64, READABLE);
/// The same for a comparison: its sides are not made narrow for them.
const OF_COMPARISON: (u16, u16) = (163, 2 * READABLE + 3);
/// The fewest rows in which they all are to be seen.
const LOWEST_ASIDE: u16 = 6;
/// The widest list.
const WIDEST_LIST: u16 = 63;
/// The narrowest list and the narrowest page that can be set. Both fit into every window in which they are side by side.
const NARROWEST_LIST: u16 = 20;
const NARROWEST_PAGE: u16 = 32;
/// The fewest rows in which a text is shown below the list, with the rule above it.
pub(in crate::app) const LEAST_OF_TEXT: u16 = 4;
/// The fewest rows of what a list has below replies, its heading among them.
const LEAST_BELOW: u16 = 4;

/// What takes the place of list and page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Body {
    /// Both are there.
    Both(Both),
    /// A comparison has all of it.
    Comparison {
        /// Whether there is something to stand beside it.
        aside: bool,
    },
}

/// How list and page share the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::app) struct Both {
    /// Whether the page has all the width when it has the focus, where somebody has said so.
    pub(in crate::app) wide: Option<bool>,
    /// The width of the list, where somebody has set it.
    pub(in crate::app) list: Option<u16>,
    /// The rows that the list needs, where it leaves the rest to a text that is explained.
    pub(in crate::app) rows: Option<Rows>,
    /// Whether there is something to stand beside the page.
    pub(in crate::app) aside: bool,
}

/// How many rows a list needs that has the replies of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::app) struct Rows {
    /// For all that it has.
    pub(in crate::app) all: usize,
    /// For the replies alone.
    pub(in crate::app) replies: usize,
}

/// Whether the list would be beside a page that takes all the width when it has the focus, where nobody has said so.
pub(in crate::app) const fn lists_beside(width: u16) -> bool {
    width >= SIDE_BY_SIDE && is_wide_by_itself(width)
}

/// Whether a page that has the focus takes all the width, where nobody has said so.
pub(in crate::app) const fn is_wide_by_itself(width: u16) -> bool {
    width < ROOM_FOR_BOTH
}

/// The panes and the line between list and page, as far as they are shown.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Panes {
    pub(super) list: Option<Rect>,
    /// A rule with a text below it.
    pub(super) pasted: Option<Rect>,
    pub(super) divider: Option<Rect>,
    pub(super) page: Option<Rect>,
    pub(super) aside: Option<Rect>,
}

impl Panes {
    /// The panes of a body that reaches from the left side of the frame to the end of the window, so that a page has the right side of the
    /// frame for its scrollbar.
    pub(super) fn of(body: Rect, focus: Focus, shown: Body) -> Self {
        let both = match shown {
            Body::Both(both) => both,
            Body::Comparison { aside } => {
                return Self::alone(body, aside.then_some(OF_COMPARISON));
            }
        };
        let wide = both.wide.unwrap_or(is_wide_by_itself(body.right()));
        let side_by_side = body.right() >= SIDE_BY_SIDE;
        let mut panes = match focus {
            Focus::Page if wide || !side_by_side => Self::alone(body, both.beside_page()),
            Focus::Search | Focus::List if !side_by_side => Self {
                list: Some(Rect {
                    width: body.width.saturating_sub(1),
                    ..body
                }),
                ..Self::default()
            },
            _ => Self::side_by_side(body, both),
        };
        if let (Some(list), Some(rows)) = (panes.list, both.rows) {
            (panes.list, panes.pasted) = share(list, rows);
        }
        panes
    }

    fn side_by_side(body: Rect, both: Both) -> Self {
        let width = list_width(body, both);
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
        Self {
            list: Some(list),
            divider: Some(divider),
            ..Self::alone(page, both.beside_page())
        }
    }

    /// A page, and what is beside it if both get enough columns: the page's text at least and at most so many.
    fn alone(page: Rect, aside: Option<(u16, u16)>) -> Self {
        let room = page.width.saturating_sub(BESIDE_TEXT + 1 + ASIDE);
        let is_large = page.right() >= OUTLINED && page.height >= LOWEST_ASIDE;
        let Some((_, most)) = aside.filter(|(least, _)| is_large && room >= *least) else {
            return Self {
                page: Some(page),
                ..Self::default()
            };
        };
        let width = room.min(most) + BESIDE_TEXT;
        let aside = Rect {
            x: page.x + width,
            // The right side of the frame is behind it.
            width: page.width - width - 1,
            ..page
        };
        Self {
            page: Some(Rect { width, ..page }),
            aside: Some(aside),
            ..Self::default()
        }
    }
}

impl Both {
    fn beside_page(self) -> Option<(u16, u16)> {
        self.aside.then_some(OF_PAGE)
    }
}

/// The width of the list beside a page: what was set, as far as both stay of use.
fn list_width(body: Rect, both: Both) -> u16 {
    let width = body.right();
    if let Some(set) = both.list {
        let most = body.width - 1 - NARROWEST_PAGE;
        return set.clamp(NARROWEST_LIST, most);
    }
    if both.aside && width >= OUTLINED {
        // The frame, two lines, and the columns of the page that are no text.
        let both = width - (4 + BESIDE_TEXT + ASIDE);
        let text = (both * 2 / 3).min(READABLE);
        return (both - text).min(WIDEST_LIST);
    }
    (width * 2 / 5).clamp(28, WIDEST_LIST + 1) - 1
}

/// The list, and below it a rule with a text: the list gets what its replies need, and for what is below them up to half of the room, but
/// not so little that a heading is all that is seen of it.
fn share(list: Rect, rows: Rows) -> (Option<Rect>, Option<Rect>) {
    let [all, replies] =
        [rows.all, rows.replies].map(|rows| u16::try_from(rows).unwrap_or(u16::MAX));
    let most = list.height.saturating_sub(LEAST_OF_TEXT);
    let least = replies + all.saturating_sub(replies).min(LEAST_BELOW);
    let least = Some(least).filter(|least| *least <= list.height * 2 / 3);
    let height = replies.min(most).max(all.min(list.height / 2));
    let height = height.max(least.unwrap_or(0));
    let rest = list.height - height;
    if rest < LEAST_OF_TEXT {
        return (Some(list), None);
    }
    let text = Rect {
        y: list.y + height,
        height: rest,
        ..list
    };
    (Some(Rect { height, ..list }), Some(text))
}
