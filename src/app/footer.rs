//! What the footer and the search row say of the state.

use unicode_width::UnicodeWidthStr;

use super::{App, View};
use crate::explain::Answer;
use crate::keymap::{self, Action, Context, Hint};

impl App {
    /// The keys of the present context, most useful first, without those that would do nothing; whoever draws them stops where the
    /// width ends.
    pub fn key_hints(&self) -> impl Iterator<Item = &'static Hint> {
        keymap::hints(self.context()).filter(|hint| self.can(hint.action, self.context()))
    }

    fn can(&self, action: Action, context: Context) -> bool {
        match action {
            Action::Mask => self.explaining.is_some(),
            Action::Back => self.history.can_go_back(self.pager.view()),
            Action::Open if context == Context::Page => self.pager.link().is_some(),
            _ => true,
        }
    }

    /// What names the page: the way to it, the newest last.
    #[must_use]
    pub fn page_title(&self, width: usize) -> String {
        let Some(shown) = self.pager.view() else {
            return String::new();
        };
        let name = |view: View| match view {
            View::Page(lookup) => lookup.to_string(),
            View::Comparison(left, right) => format!("{left} and {right}"),
            View::Reply(at) => match self.reply(at).map(Answer::codes) {
                Some(codes) if !codes.is_empty() => format!("what {codes} says here"),
                _ => "what the text says".to_owned(),
            },
        };
        let mut title = name(shown);
        let way: Vec<View> = self.history.trail(shown).collect();
        for view in way.iter().rev().skip(1) {
            let longer = format!("{} › {title}", name(*view));
            if longer.width() > width {
                let cut = format!("… › {title}");
                return if cut.width() > width { title } else { cut };
            }
            title = longer;
        }
        title
    }

    /// What names the list.
    #[must_use]
    pub fn list_title(&self) -> &'static str {
        if self.list.is_commands() {
            "Commands"
        } else if self.picking.is_some() {
            "Choose a code"
        } else if self.explaining.is_some() {
            "In the text"
        } else {
            "Codes"
        }
    }

    /// The filters that are set, in words.
    #[must_use]
    pub fn active_filters(&self) -> Vec<String> {
        super::filter_menu::active_filters(self.filter)
    }
}
