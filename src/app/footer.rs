//! What stands in the footer, and where: the keys that do something now, or what was done. Drawing and the mouse both ask here.

use ratatui_core::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::{App, Layout, Overlay, Said, Side, View, cells};
use crate::keymap::{Action, Context, Edit, Hint, Key, KeyName};

/// From this width on, the footer says where keys go.
const NAMES_MODE: u16 = 76;

/// A key in the footer that can be clicked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button<'c> {
    /// Where it is, with a space on both sides.
    pub at: Rect,
    /// The key and what it does.
    pub hint: &'c Hint,
}

impl<'c> App<'c> {
    /// What became of an effect, in the rows that it takes, if it takes more than the footer.
    #[must_use]
    pub fn told_rows(&self) -> Vec<String> {
        let Some(told) = self.told() else {
            return Vec::new();
        };
        // In the footer it stands between spaces and the corners of the frame.
        let width = usize::from(self.size.width);
        if rows_of(told, width.saturating_sub(6)).len() <= 1 {
            return Vec::new();
        }
        rows_of(told, width.saturating_sub(2))
    }

    /// What is said of a key that is bound to nothing where it is pressed.
    pub(super) fn unbound(&self, key: Key) -> String {
        // What cannot be seen, or changes what is around it, is not named.
        let name = match key.name {
            KeyName::Char(c) if !c.is_ascii_graphic() && !c.is_alphabetic() && c != ' ' => {
                "This key".to_owned()
            }
            _ => key.to_string(),
        };
        let help = self.keys.key_of(self.context(), Action::OpenHelp);
        match help.filter(|_| !matches!(self.overlay(), Some(Overlay::Help(_)))) {
            Some(help) => format!("{name} does nothing here; {help} shows the keys"),
            None => format!("{name} does nothing here"),
        }
    }

    /// The keys of the footer that fit into it.
    #[must_use]
    pub fn buttons(&self, layout: &Layout) -> Vec<Button<'c>> {
        let rect = layout.footer;
        let mode = self.mode(layout).map_or(0, |mode| mode.width() + 2);
        let mut x = rect.x + 2 + cells(mode);
        let end = rect.right().saturating_sub(2);
        let mut buttons = Vec::new();
        if !matches!(self.said, Said::Nothing) {
            return buttons;
        }
        let width = |hint: &Hint| cells(hint.key.to_string().width() + hint.word.width() + 3);
        let is_kept = |hint: &&Hint| matches!(hint.action, Action::OpenHelp | Action::Quit);
        // The way to all other keys, and the way out, have their places at the right.
        let first = self.key_hints().filter(|hint| !is_kept(hint)).take(2);
        let room = end.saturating_sub(x + first.map(width).sum::<u16>());
        let mut kept: Vec<&'c Hint> = Vec::new();
        let mut taken = 0;
        for hint in self.key_hints().filter(is_kept) {
            if taken + width(hint) <= room {
                taken += width(hint);
                kept.push(hint);
            }
        }
        let right = end.saturating_sub(taken);
        for hint in self.key_hints().filter(|hint| !is_kept(hint)) {
            // A shorter one behind it may still have room.
            if x + width(hint) <= right {
                let at = Rect::new(x, rect.y, width(hint), rect.height);
                buttons.push(Button { at, hint });
                x += width(hint);
            }
        }
        let mut x = right;
        for hint in kept {
            let at = Rect::new(x, rect.y, width(hint), rect.height);
            buttons.push(Button { at, hint });
            x += width(hint);
        }
        buttons
    }

    /// The keys of the present context, most useful first, without those that would do nothing.
    fn key_hints(&self) -> impl Iterator<Item = &'c Hint> {
        self.keys
            .hints(self.context())
            .filter(|hint| self.offers(hint.action))
    }

    /// Whether an action does something now.
    pub(super) fn offers(&self, action: Action) -> bool {
        self.can(action, self.context())
    }

    fn can(&self, action: Action, context: Context) -> bool {
        let is_about_a_row = matches!(
            action,
            Action::Open
                | Action::Down
                | Action::Mark
                | Action::Compare
                | Action::CopyAnswer
                | Action::FocusNext
        );
        if self.list.items().is_empty() && context.is_of_list() && is_about_a_row {
            return false;
        }
        if let (Context::NarrowingFilter, Some(Overlay::Filter(menu))) = (context, self.overlay()) {
            return match action {
                Action::Open | Action::Down => menu.row().is_some(),
                Action::Mark => menu.row().is_some() && !menu.goes_on(),
                _ => true,
            };
        }
        match action {
            Action::Down if matches!(self.overlay(), Some(Overlay::Help(_))) => self.help_scrolls(),
            // What told a reply is marked by itself; one goes over what was searched.
            Action::NextHit if self.is_reading_reply() => self.pager.is_searched(),
            Action::NextHit => self.pager.has_hits(),
            Action::NextItem => self.is_among_replies(),
            Action::NextLink => self.pager.has_links(),
            Action::Mask => self.texts.open.is_some() || self.is_reading_reply(),
            Action::Compare | Action::Mark => self.current().is_some(),
            Action::OpenFilter => self.texts.open.is_none(),
            Action::Edit(Edit::DeleteBefore) if context == Context::EmptySearch => {
                !self.filter.is_empty() && self.texts.open.is_none()
            }
            Action::Edit(Edit::DeleteBefore) if context == Context::Filter => {
                !self.filter.is_empty()
            }
            Action::Edit(_) => context != Context::Search,
            Action::ChooseLeft => self.side == Side::Right,
            Action::ChooseRight => self.side == Side::Left,
            Action::Back => self.history.can_go_back(self.pager.view()),
            // The page is taken, and the side is opened, unless a link was chosen.
            Action::Open if matches!(context, Context::ChoosingPage | Context::Comparison) => {
                self.pager.target().is_none()
            }
            Action::NextSection if context == Context::List => self.list.has_groups(),
            Action::NextSection => self.pager.last_scroll() > 0,
            Action::ClearFilter if context == Context::Filter => !self.filter.is_empty(),
            Action::Open if context == Context::Page => self.pager.target().is_some(),
            _ => true,
        }
    }

    fn is_reading_reply(&self) -> bool {
        matches!(self.pager.view(), Some(View::Reply(_)))
    }

    /// Whether the help has more lines than its frame.
    fn help_scrolls(&self) -> bool {
        matches!(self.overlay(), Some(Overlay::Help(help)) if help.pager().last_scroll() > 0)
    }

    /// Whether one of several replies of a text is shown.
    fn is_among_replies(&self) -> bool {
        let shown = self.pager.view();
        shown.is_some_and(|view| self.place_among_replies(view).is_some())
    }

    /// Where keys go, in a word, where the footer has room for one.
    #[must_use]
    pub fn mode(&self, layout: &Layout) -> Option<&'static str> {
        if layout.footer.width < NAMES_MODE {
            return None;
        }
        if let Some(overlay) = self.overlay() {
            return Some(match overlay {
                Overlay::Help(_) => "HELP",
                Overlay::Filter(_) => "FILTER",
            });
        }
        Some(match self.context() {
            Context::Commands => "COMMANDS",
            Context::Choosing | Context::ChoosingPage => "CHOOSE",
            Context::List => "LIST",
            Context::Find => "FIND",
            Context::Page => "PAGE",
            Context::Comparison => "COMPARE",
            _ => "SEARCH",
        })
    }
}

/// A message in rows of a width; a word that is longer than a row is cut where the row ends, so that an address can be read as one.
fn rows_of(message: &str, width: usize) -> Vec<String> {
    let mut rows = vec![String::new()];
    let mut used = 0;
    for word in message.split_inclusive(' ') {
        let needed = word.trim_end().width();
        if used > 0 && used + needed > width && needed <= width {
            rows.push(String::new());
            used = 0;
        }
        for c in word.chars() {
            let mut one = [0; 4];
            let wide = c.encode_utf8(&mut one).width();
            if used + wide > width && c != ' ' {
                rows.push(String::new());
                used = 0;
            }
            if let Some(row) = rows.last_mut() {
                row.push(c);
            }
            used += wide;
        }
    }
    rows
}
