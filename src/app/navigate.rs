//! Going from view to view: what the list shows, what a link leads to, back and forward.

use super::{App, Choice, Effect, Focus, Item, View};
use crate::compare;
use crate::document::{self, Target, Words};
use crate::keymap::{Action, Context};
use crate::lookup::{Lookup, Record};
use crate::search::Filter;
use smtpref_catalog::Slug;

impl App<'_> {
    /// Shows a view without noting that it was opened.
    pub(super) fn show(&mut self, view: View) {
        if self.pager.view() != Some(view) {
            self.note_place();
            self.passing = false;
            let mut document = match view {
                View::Page(lookup) => {
                    document::page(&Record::of(lookup, self.catalog), self.catalog)
                }
                View::Comparison(left, right) => {
                    let comparison = compare::compare(left, right, self.catalog);
                    document::comparison(&comparison, self.catalog)
                }
                View::Reply(at) => self.document_of(at),
            };
            let here = match view {
                View::Page(lookup) => Some(lookup),
                View::Comparison(..) | View::Reply(_) => None,
            };
            document::link_codes(&mut document.blocks, here, self.catalog);
            let words = self.words_for(view);
            self.pager.open(view, document, words);
            if let View::Reply(at) = view
                && !self.is_found(at)
            {
                self.list_replies(at.text);
            }
        }
    }

    /// Remembers the place in what is open; a page that is only looked at in passing has none to come back to.
    fn note_place(&mut self) {
        if !self.passing {
            self.pager.leave();
        }
    }

    /// The words to mark in a view: none in a comparison, whose table is read by its own marks.
    pub(super) fn words_for(&self, view: View) -> Words {
        match view {
            View::Page(_) => self.list.words().clone(),
            View::Comparison(..) | View::Reply(_) => Words::default(),
        }
    }

    /// Opens a view.
    pub(super) fn go(&mut self, view: View) {
        self.show(view);
        self.passing = false;
        self.keep_text(view);
        self.history.open(view);
        self.select_shown();
    }

    /// Opens a view to the side of the one that is open: of several steps only the first leads further from where one came.
    fn go_beside(&mut self, view: View) {
        let before = self.pager.view();
        let is_here = self.history.is_here(before);
        let is_in_text = matches!((before, view), (Some(View::Reply(_)), View::Reply(_)));
        self.show(view);
        self.passing = false;
        self.keep_text(view);
        if is_here && is_in_text {
            // The replies of a text are one thing to come back to.
            self.history.replace(view);
        } else if is_here {
            self.history.step(view);
        } else {
            self.history.open(view);
        }
        self.select_shown();
    }

    /// Keeps the text of a view that is opened.
    fn keep_text(&mut self, view: View) {
        if let View::Reply(at) = view {
            self.texts.note_opened(at.text);
        }
    }

    /// Selects the item of the page that is shown.
    pub(super) fn select_shown(&mut self) {
        if let Some(View::Page(lookup)) = self.pager.view()
            && !self.list.is_commands()
            && self.list.item().and_then(|item| self.view_of(item)) != Some(View::Page(lookup))
        {
            self.list.select_open(lookup, self.catalog);
        }
        if let Some(View::Reply(at)) = self.pager.view()
            && let Some(index) = self
                .list
                .items()
                .iter()
                .position(|item| *item == Item::Reply(at))
        {
            self.list.select(index);
        }
    }

    /// Shows the page of the selected item.
    pub(super) fn show_selected(&mut self) {
        if self.list.is_commands() {
            // They are about what is read.
            return;
        }
        if self.list.items().is_empty() {
            // What was found for another query says nothing of this one.
            return self.pager.close();
        }
        let item = match self.list.item() {
            // The first of its replies speaks for a provider.
            Some(Item::Provider(_)) => self.list.items().get(self.list.ahead()).copied(),
            item => item,
        };
        match item.and_then(|item| self.view_of(item)) {
            Some(view) if self.pager.view() != Some(view) => {
                self.show(view);
                self.passing = true;
            }
            _ => {}
        }
    }

    fn view_of(&self, item: Item) -> Option<View> {
        match item {
            Item::Hit(hit) => Some(View::Page(hit.lookup)),
            Item::Unregistered(lookup) => Some(View::Page(lookup)),
            Item::Comparison(left, right) => Some(View::Comparison(left, right)),
            Item::Reply(at) => Some(View::Reply(at)),
            Item::Nearest(id) | Item::Page(id) => {
                Some(View::Page(Lookup::new(self.catalog.entry(id).code)))
            }
            Item::Command(_) | Item::Provider(_) => None,
        }
    }

    /// Opens the selected item.
    pub(super) fn open_item(&mut self) -> Option<Effect> {
        let Some(item) = self.list.item() else {
            let message = if self.list.is_commands() {
                "No command has this name"
            } else {
                "Nothing is found that could be opened"
            };
            self.say(message);
            return None;
        };
        self.queries.note(self.input.value());
        self.end_begun();
        if let Item::Command(action) = item {
            self.leave_commands();
            return self.update(action);
        }
        if let Item::Provider(provider) = item {
            self.list_provider(provider);
            return None;
        }
        let view = self.view_of(item)?;
        if self.is_commanding() {
            self.leave_commands();
        }
        match view {
            _ if self.picked(view) => {}
            View::Comparison(left, right) => self.open_comparison((left, right)),
            View::Page(_) | View::Reply(_) => {
                self.turn_to(Focus::Page);
                self.go(view);
                let search = self.search.get();
                if matches!(item, Item::Hit(_)) && !self.list.names_what_is_searched(search) {
                    self.pager.seek_hit();
                }
            }
        }
        None
    }

    /// Lists the replies of a provider in the place of what its name finds.
    fn list_provider(&mut self, provider: Slug) {
        self.input.reset();
        let own = Filter {
            provider: Some(provider),
            ..self.filter
        };
        self.set_filter(own);
        self.turn_to(Focus::List);
    }

    /// Opens another item of the list without going there.
    pub(super) fn read_next(&mut self, by: isize) {
        let before = self.list.selected();
        self.list.move_by(by);
        let item = self.list.item().filter(|_| self.list.selected() != before);
        let view = item.and_then(|item| self.view_of(item));
        let Some(view @ (View::Page(_) | View::Reply(_))) = view else {
            self.list.select(before);
            let end = if by > 0 { "last" } else { "first" };
            self.say(format!("This is the {end} one of the list"));
            return;
        };
        self.go_beside(view);
        if matches!(item, Some(Item::Hit(_))) {
            self.pager.seek_hit();
        }
    }

    /// Goes to the next or the previous section of the page, or group of the list.
    pub(super) fn go_part(&mut self, forward: bool) {
        if self.focus() == Focus::Page {
            if !self.pager.go_section(forward) {
                self.say(match (self.pager.last_scroll(), forward) {
                    (0, _) => "All of the page is on the screen",
                    (_, true) => "The page goes no further",
                    (_, false) => "The page begins here",
                });
            }
            return;
        }
        self.queries.stop();
        let went = self.list.go_group(forward);
        self.show_selected();
        if !went {
            let end = if forward { "last" } else { "first" };
            self.say(if self.list.has_groups() {
                format!("This is the {end} group of the list")
            } else {
                "This list has no groups".to_owned()
            });
        }
    }

    /// Chooses what is selected, or in a page what is read, to be printed.
    pub(super) fn choose(&mut self) -> Option<Effect> {
        let view = match self.focus() {
            Focus::Page => self.pager.view(),
            Focus::Search | Focus::List => self.list.item().and_then(|item| self.view_of(item)),
        };
        let choice = match view {
            Some(View::Page(lookup)) => Choice::Page(lookup),
            Some(View::Comparison(left, right)) => Choice::Comparison(left, right),
            Some(View::Reply(at)) => Choice::Reply(Box::new(self.explanation_of(at)?)),
            None => {
                self.say("Nothing is selected that could be printed");
                return None;
            }
        };
        Some(Effect::Print(choice))
    }

    /// Selects the next or the previous link of the page.
    pub(super) fn choose_link(&mut self, forward: bool) {
        if !self.pager.select_link(forward) {
            self.say("There is no link here");
        }
    }

    /// Follows the selected link of the page.
    pub(super) fn follow(&mut self) -> Option<Effect> {
        let Some(target) = self.pager.target() else {
            let key = self
                .keys
                .key_of(Context::Page, Action::NextLink)
                .filter(|_| self.pager.has_links());
            self.say(match key {
                Some(key) => format!("No link is selected; {key} selects one"),
                None => "There is no link to follow here".to_owned(),
            });
            return None;
        };
        self.follow_target(&target)
    }

    pub(super) fn follow_target(&mut self, target: &Target) -> Option<Effect> {
        match target {
            Target::Lookup(lookup) => {
                self.turn_to(Focus::Page);
                self.go(View::Page(*lookup));
                None
            }
            Target::Url(url) => Some(Effect::Copy {
                what: url.to_string(),
                text: url.to_string(),
            }),
        }
    }

    /// Gives the address of the selected reference, or of the first one from the top of the screen on; the next one if that was given last.
    pub(super) fn copy_reference(&mut self) -> Option<Effect> {
        let Some(target) = self.pager.select_reference(self.given.as_ref()) else {
            self.say("This page has no reference with an address");
            return None;
        };
        self.given = Some(target.clone());
        self.follow_target(&target)
    }

    pub(super) fn back(&mut self) {
        self.note_place();
        match self.history.back(self.pager.view()) {
            Some(view) => self.return_to(view),
            None => self.say("There is nothing to go back to"),
        }
    }

    pub(super) fn forward(&mut self) {
        self.note_place();
        match self.history.forward() {
            Some(view) => self.return_to(view),
            None => self.say("There is nothing to go forward to"),
        }
    }

    fn return_to(&mut self, view: View) {
        if matches!(view, View::Comparison(..)) {
            self.turn_to(Focus::Page);
        }
        self.show(view);
        self.pager.resume();
        self.select_shown();
        if self.list.has_open() && !self.input.value().is_empty() && !self.lends_list() {
            // The query is not the one by which this page was found.
            self.clear_query();
        }
    }
}
