//! Action -> new state.

use std::borrow::Cow;

use super::layout::is_wide_by_itself;
use super::{App, Asking, Effect, Focus, Overlay, Side, View};
use crate::document::{self, Document};
use crate::keymap::{Action, Context};
use crate::search::Filter;

impl App<'_> {
    /// Does what an action asks for.
    pub(super) fn update(&mut self, action: Action) -> Option<Effect> {
        match (&self.asking, action) {
            (Asking::Overlay(Overlay::Help(_)), _) => return self.update_in_help(action),
            (Asking::Overlay(Overlay::Filter(_)), _) => return self.update_in_filter(action),
            (Asking::Find(_), Action::Edit(edit)) => self.edit_in_find(edit),
            (Asking::Find(_), Action::PreviousQuery) => self.recall_find(),
            (Asking::Find(_), Action::Open) => self.keep_found(),
            (Asking::Find(_), Action::Close) => self.cancel_find(),
            // What is typed is none of the terminal's business.
            (Asking::Find(_), Action::Redraw) => return Some(Effect::Redraw),
            (Asking::Find(_), Action::Suspend) => return Some(Effect::Suspend),
            _ => return self.update_panes(action),
        }
        None
    }

    fn update_panes(&mut self, action: Action) -> Option<Effect> {
        self.end_find();
        match action {
            Action::Open => return self.open(),
            Action::FocusSearch => self.begin_search(),
            Action::FocusNext => self.turn_focus(true),
            Action::FocusPrevious => self.turn_focus(false),
            Action::Close => return self.close(),
            Action::Up => self.step(-1),
            Action::Down => self.step(1),
            Action::PageUp => self.leap(-1),
            Action::PageDown => self.leap(1),
            Action::HalfUp => self.leap_half(-1),
            Action::HalfDown => self.leap_half(1),
            Action::First => self.go_end(false),
            Action::Last => self.go_end(true),
            Action::NextItem => self.read_next(1),
            Action::PreviousItem => self.read_next(-1),
            Action::NextSection => self.go_part(true),
            Action::PreviousSection => self.go_part(false),
            Action::Find => self.begin_find(),
            Action::NextHit => self.go_to_hit(true),
            Action::PreviousHit => self.go_to_hit(false),
            Action::NextLink => self.choose_link(true),
            Action::PreviousLink => self.choose_link(false),
            Action::Also => self.look_at_next(),
            Action::Back => self.back(),
            Action::Forward => self.forward(),
            Action::Mark => self.mark(),
            Action::Compare => self.compare(),
            Action::SwapSides => self.swap_sides(),
            Action::ChangeLeft => self.change_side(Side::Left),
            Action::ChangeRight => self.change_side(Side::Right),
            Action::ChooseLeft => self.choose_side(Side::Left),
            Action::ChooseRight => self.choose_side(Side::Right),
            Action::ToggleStacked => self.toggle_stacked(),
            Action::ToggleSame => self.toggle_same(),
            Action::OpenFilter => self.open_filter(),
            Action::ClearFilter => self.clear_filter(),
            Action::Zoom => self.zoom(),
            Action::Mask => self.mask(),
            Action::CopyPage => return self.copy_page(),
            Action::CopyAnswer => return self.copy_answer(),
            Action::CopyReference => return self.copy_reference(),
            Action::PreviousQuery if self.lends_list() => self.say("No query is asked for here"),
            Action::PreviousQuery => self.recall(),
            Action::OpenCommands => self.list_commands(),
            Action::OpenHelp => self.open_help(),
            Action::Print => return self.choose(),
            Action::Redraw => return Some(Effect::Redraw),
            Action::Suspend => return Some(Effect::Suspend),
            Action::Quit => return Some(Effect::Quit),
            // The key itself is asked for: the second press of one quits, the other one is typed.
            Action::Leave | Action::Type => {}
            Action::Edit(edit) => self.edit(edit),
        }
        None
    }

    fn open(&mut self) -> Option<Effect> {
        match self.focus() {
            Focus::Search | Focus::List => self.open_item(),
            Focus::Page if self.is_comparing() && self.pager.target().is_none() => self.open_side(),
            // What is read while a side is chosen is what could be chosen.
            Focus::Page
                if self.pager.target().is_none()
                    && self.pager.view().is_some_and(|view| self.picked(view)) =>
            {
                None
            }
            Focus::Page => self.follow(),
        }
    }

    fn turn_focus(&mut self, forward: bool) {
        let order = [Focus::Search, Focus::List, Focus::Page];
        let at = order.iter().position(|focus| *focus == self.focus());
        let step = if forward { 1 } else { order.len() - 1 };
        let mut next = order[(at.unwrap_or(0) + step) % order.len()];
        if (self.is_comparing() || self.lends_list()) && next == Focus::List {
            // A comparison takes the place of the list, and a list that is borrowed goes with the box.
            next = if forward { Focus::Page } else { Focus::Search };
        }
        if self.pager.view().is_none() && next == Focus::Page {
            next = if forward { Focus::Search } else { Focus::List };
        }
        self.turn_anew(next);
    }

    /// Closes the top-most thing, which is the program only where something is chosen to be printed.
    fn close(&mut self) -> Option<Effect> {
        if self.is_commanding() && self.picking().is_some() && self.focus() != Focus::Page {
            // The choice goes on for which the list was lent before.
            self.input.reset();
            self.refresh_list();
        } else if self.is_commanding() && self.focus() != Focus::Page {
            self.leave_commands();
        } else if self.picking().is_some() {
            if self.focus() == Focus::Page {
                self.turn_to(Focus::Search);
            } else {
                self.cancel_picking();
            }
        } else if let Some(left) = self.take_left() {
            self.give_up_search(left);
        } else if self.focus() == Focus::Page && self.is_comparing() {
            self.leave_comparison();
        } else if self.focus() == Focus::Page {
            self.turn_to(Focus::List);
        } else if !self.input.value().is_empty() {
            self.clear_query();
            self.turn_to(Focus::Search);
        } else if self.texts.open.take().is_some() {
            self.refresh_list();
            self.turn_to(Focus::Search);
            let key = self
                .keys
                .key_of(Context::EmptySearch, Action::PreviousQuery);
            if let Some(key) = key {
                self.say(format!("The text is kept: {key} brings it back"));
            }
        } else if !self.filter.is_empty() {
            self.set_filter(Filter::default());
        } else if self.marked.take().is_none() {
            if self.focus() == Focus::List {
                self.turn_to(Focus::Search);
            } else if self.keys.prints() {
                return Some(Effect::Quit);
            } else {
                self.say("Nothing to close; ctrl-c quits");
            }
        }
        None
    }

    /// Gives the page all the width, or the list its part of it again.
    fn zoom(&mut self) {
        if self.is_comparing() {
            self.say("A comparison has all the width");
            return;
        }
        let wide = self.wide.unwrap_or(is_wide_by_itself(self.size.width));
        self.wide = Some(self.focus() != Focus::Page || !wide);
        self.turn_to(Focus::Page);
    }

    fn step(&mut self, by: isize) {
        match self.focus() {
            Focus::Page => self.pager.scroll_by(by),
            Focus::Search if by == -1 && self.queries.is_recalling() => self.recall(),
            Focus::Search | Focus::List => {
                self.queries.stop();
                self.list.move_by(by);
                self.show_selected();
            }
        }
    }

    fn leap_half(&mut self, direction: isize) {
        let height = match self.focus() {
            Focus::Page => isize::try_from(self.pager.height()).unwrap_or(1),
            Focus::Search | Focus::List => self.list.page(),
        };
        self.step(direction * (height / 2).max(1));
    }

    fn leap(&mut self, direction: isize) {
        match self.focus() {
            Focus::Page => {
                let height = isize::try_from(self.pager.height()).unwrap_or(1);
                self.pager.scroll_by(direction * (height - 1).max(1));
            }
            Focus::Search | Focus::List => self.step(direction * self.list.page()),
        }
    }

    fn go_end(&mut self, last: bool) {
        match (self.focus(), last) {
            (Focus::Page, false) => self.pager.go_first(),
            (Focus::Page, true) => self.pager.go_last(),
            (_, false) => self.step(isize::MIN),
            (_, true) => self.step(isize::MAX),
        }
    }

    /// What is read, for a message.
    fn name_of_view(&self) -> Option<String> {
        Some(match self.pager.view()? {
            View::Page(lookup) => lookup.to_string(),
            View::Comparison(left, right) => format!("{left} and {right}"),
            View::Reply(_) => "the explanation".to_owned(),
        })
    }

    /// What is copied of what is read: an explanation without the text, which whoever pastes it has.
    fn copied(&self) -> Option<Cow<'_, Document>> {
        Some(match self.pager.view()? {
            View::Reply(at) => Cow::Owned(self.answer_of(at)),
            View::Page(_) | View::Comparison(..) => Cow::Borrowed(self.pager.document()),
        })
    }

    /// What is copied, named: of one of several replies also which one, and for whom it is.
    fn name_of_copied(&self) -> Option<String> {
        let view = self.pager.view()?;
        let (Some(place), View::Reply(at)) = (self.place_among_replies(view), view) else {
            return self.name_of_view();
        };
        let reply = self.reply(at);
        let recipient = reply.and_then(|reply| reply.recipient.as_deref());
        Some(match recipient {
            Some(recipient) => format!("reply {place} ({recipient})"),
            None => format!("reply {place}"),
        })
    }

    /// All replies of the text that the list shows.
    fn copy_replies(&self, text: usize) -> Option<Effect> {
        let explanation = self.texts.explanation(text)?;
        let count = explanation.replies.len();
        let which = if explanation.cut { "the first" } else { "all" };
        let document = document::explanation(explanation, self.catalog);
        Some(Effect::Copy {
            what: format!("{which} {count} replies as Markdown"),
            text: document::markdown(&document.blocks),
        })
    }

    fn copy_page(&self) -> Option<Effect> {
        if let (Focus::List, Some(text)) = (self.focus(), self.texts.open)
            && self.texts.count_replies(text) > 1
        {
            return self.copy_replies(text);
        }
        Some(Effect::Copy {
            what: format!("all of {} as Markdown", self.name_of_copied()?),
            text: document::markdown(&self.copied()?.blocks),
        })
    }

    fn copy_answer(&self) -> Option<Effect> {
        Some(Effect::Copy {
            what: format!("the short answer of {}", self.name_of_copied()?),
            text: document::short_answer(&*self.copied()?),
        })
    }
}
