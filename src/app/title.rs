//! The names of list and page in the frame, and the places in them.

use ratatui_core::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

use super::{App, Focus, Layout, View};
use crate::document::{self, Block, columns, cut};
use crate::keymap::Action;
use crate::lookup::parse_lookups_and_names;

/// What stands between two names of the way to a page.
const BETWEEN: &str = " › ";

/// The fewest columns for a title that does not fit.
const LEAST_OF_TITLE: usize = 8;

impl App<'_> {
    /// What names the list: what it lists.
    #[must_use]
    pub fn list_title(&self) -> &'static str {
        match self.picking() {
            _ if self.list.is_commands() => "Commands",
            Some(_) => "Choose a code",
            None if self.texts.open.is_some() => "In the text",
            None if self.list.is_nearest() => "Nearest",
            None if self.list.finds_nothing() => "Nothing found",
            None if self.input.value().is_empty() && self.filter.is_empty() => "Codes",
            None => "Found",
        }
    }

    /// Which of the items is selected; of the replies of a text, and of the pages below them, which of its like.
    #[must_use]
    pub fn list_place(&self) -> String {
        let all = self.list.items().len();
        let selected = self.list.selected();
        if all == 0 {
            return String::new();
        }
        if self.texts.open.is_none() || self.list.is_commands() {
            // What the query is read as, and the page that it does not find, are not counted.
            let ahead = self.list.ahead();
            return match selected.checked_sub(ahead) {
                Some(at) => format!("{}/{}", at + 1, all - ahead),
                None => String::new(),
            };
        }
        let replies = self.list.count_replies();
        let more = self.texts.open.map_or("", |text| self.texts.more(text));
        match selected.checked_sub(replies) {
            Some(at) => format!("read more {}/{}", at + 1, all - replies),
            None => format!("{}/{replies}{more}", selected + 1),
        }
    }

    /// Which of the marked places one went to, and how far the page is scrolled, if it does not fit into its pane.
    #[must_use]
    pub fn page_place(&self) -> String {
        let scrolled = match self.pager.last_scroll() {
            0 => String::new(),
            last => format!("{} %", self.pager.scroll() * 100 / last),
        };
        let (at, all) = self.found_place();
        let hits = match self.pager.hit() {
            Some(_) => format!("hit {at}/{all}"),
            None if !self.leads_to_hits() => return scrolled,
            None if all == 1 => "1 hit".to_owned(),
            None => format!("{all} hits"),
        };
        format!("{hits}  {scrolled}").trim_end().to_owned()
    }

    /// Whether the page that is read has hits that are not on the screen. That a page names its own code is no news.
    fn leads_to_hits(&self) -> bool {
        let is_of_words = || {
            self.pager.is_searched()
                || parse_lookups_and_names(self.input.value(), self.catalog).is_none()
        };
        self.focus() == Focus::Page
            && self.offers(Action::NextHit)
            && self.pager.has_hits_elsewhere()
            && is_of_words()
    }

    /// What names the page in so many columns: the way to it, the newest last.
    #[must_use]
    pub fn page_title(&self, width: usize) -> String {
        self.crumbs(width).join(BETWEEN)
    }

    /// The names of the way to the page, as far as they fit.
    fn crumbs(&self, width: usize) -> Vec<String> {
        let Some(shown) = self.pager.view() else {
            return Vec::new();
        };
        let way: Vec<View> = self.history.trail(shown).collect();
        let mut names: Vec<String> = way.iter().map(|view| self.name_in_trail(*view)).collect();
        let Some(last) = names.pop() else {
            return names;
        };
        let last = self.last_crumb(shown, last, &names, width);
        let mut crumbs = vec![self.with_title(shown, last, width)];
        for name in names.into_iter().rev() {
            let taken: usize = crumbs
                .iter()
                .map(|name| name.width() + BETWEEN.width())
                .sum();
            let cut = "…".to_owned();
            if taken + name.width() > width {
                if taken + cut.width() <= width {
                    crumbs.insert(0, cut);
                }
                break;
            }
            crumbs.insert(0, name);
        }
        crumbs
    }

    /// The name of what is shown: of a reply with its place among those of its text, and for whom it is if one before it has the same codes.
    fn last_crumb(&self, shown: View, name: String, before: &[String], width: usize) -> String {
        let View::Reply(at) = shown else {
            return name;
        };
        let reply = self.reply(at);
        let recipient = reply.and_then(|reply| reply.recipient.as_deref());
        let name = match (recipient, self.place_among_replies(shown)) {
            (Some(recipient), _) if before.contains(&name) => format!("{name} {recipient}"),
            (_, None)
                if before.is_empty() && reply.is_some_and(|reply| !reply.codes.is_empty()) =>
            {
                let says = format!("what {name} says here");
                if says.width() <= width { says } else { name }
            }
            _ => name,
        };
        match self.place_among_replies(shown) {
            Some(place) if place.width() + 2 + name.width() <= width => format!("{place}: {name}"),
            _ => name,
        }
    }

    /// The name of what is shown with the title and how it ends, as far as they fit, once its own first line is out of view.
    fn with_title(&self, shown: View, name: String, width: usize) -> String {
        let short = match shown {
            View::Page(lookup) => document::head(lookup, self.catalog).short,
            View::Reply(_) => String::new(),
            // Its heads stay where they are.
            View::Comparison(..) => return name,
        };
        let first = self.pager.document().blocks.first();
        let Some(Block::Title { title, facts, .. }) = first.filter(|_| self.pager.scroll() > 0)
        else {
            return name;
        };
        let ends = facts
            .first()
            .map_or_else(String::new, |fact| format!(" · {fact}"));
        let both = [title, &short]
            .into_iter()
            .filter(|title| !title.is_empty());
        let all = [ends.as_str(), ""].into_iter().flat_map(|ends| {
            let shown = |title: &String| format!("{name}  {title}{ends}");
            both.clone().map(shown).collect::<Vec<_>>()
        });
        let mut fitting = all.filter(|shown| columns(shown) <= width);
        let cut_title = || {
            let room = width.saturating_sub(columns(&name) + 2);
            (room >= LEAST_OF_TITLE).then(|| format!("{name}  {}", cut(title, room)))
        };
        fitting.next().or_else(cut_title).unwrap_or(name)
    }

    /// What names a view among others: its codes.
    fn name_in_trail(&self, view: View) -> String {
        match view {
            View::Page(lookup) => lookup.to_string(),
            View::Comparison(left, right) => format!("{left} and {right}"),
            View::Reply(at) => match self.reply(at).map(|answer| answer.codes) {
                Some(codes) if !codes.is_empty() => codes.to_string(),
                _ => "what the text says".to_owned(),
            },
        }
    }

    /// Which of the replies of a text is shown, if there are several.
    pub(super) fn place_among_replies(&self, view: View) -> Option<String> {
        let View::Reply(at) = view else { return None };
        let (place, count) = self.texts.place_of_reply(at)?;
        let more = self.texts.more(at.text);
        (count > 1).then(|| format!("{place} of {count}{more}"))
    }

    /// The columns that the name of the page has in the upper edge of its pane, beside the place in it.
    #[must_use]
    pub fn title_room(&self, pane: Rect) -> usize {
        let place = match self.page_place() {
            place if place.is_empty() => 0,
            place => place.width() + 3,
        };
        usize::from(pane.width).saturating_sub(6 + place)
    }

    /// Goes back to what is named at a place of the frame. Says whether anything is.
    pub(super) fn click_crumb(&mut self, at: Position, layout: &Layout) -> bool {
        let Some(pane) = layout.page.filter(|_| at.y == layout.frame.y) else {
            return false;
        };
        let edge = Rect {
            x: pane.x - 1,
            width: pane.width + 1,
            ..pane
        };
        // Behind the corner, a line and a space.
        let Some(column) = at.x.checked_sub(edge.x + 3).map(usize::from) else {
            return false;
        };
        let crumbs = self.crumbs(self.title_room(edge));
        let mut end = 0;
        let clicked = crumbs.iter().position(|name| {
            let start = end;
            end += name.width() + BETWEEN.width();
            (start..start + name.width()).contains(&column)
        });
        let Some(clicked) = clicked else {
            return false;
        };
        for _ in clicked + 1..crumbs.len() {
            self.back();
        }
        true
    }
}
