//! Going from view to view: what the list shows, what a link leads to, back and forward.

use super::{App, Effect, Focus, Item, Side, View};
use crate::compare;
use crate::document::{self, Target, Words};
use crate::lookup::{Lookup, Record};

impl App {
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
            if let View::Reply(at) = view {
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
        self.history.open(view);
        self.select_shown();
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
        if self.list.items().is_empty() {
            // What was found for another query says nothing of this one.
            return self.pager.close();
        }
        match self.list.item().and_then(|item| self.view_of(item)) {
            Some(View::Comparison(..)) | None => {}
            Some(view) if self.pager.view() != Some(view) => {
                self.show(view);
                self.passing = true;
            }
            Some(_) => {}
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
            Item::Command(_) => None,
        }
    }

    /// Opens the selected item.
    pub(super) fn open_item(&mut self) -> Option<Effect> {
        let item = self.list.item()?;
        self.queries.note(self.input.value());
        self.left = None;
        self.replaces = false;
        if let Item::Command(action) = item {
            self.clear_query();
            self.focus = Focus::List;
            return self.update(action);
        }
        let view = self.view_of(item)?;
        if let (Some((side, other)), View::Page(lookup)) = (self.picking, view) {
            self.picking = None;
            self.marked = None;
            self.open_comparison(match side {
                Side::Left => (lookup, other),
                Side::Right => (other, lookup),
            });
            return None;
        }
        self.focus = Focus::Page;
        self.go(view);
        if matches!(item, Item::Hit(_)) {
            self.pager.seek_hit();
        }
        None
    }

    fn open_comparison(&mut self, (left, right): (Lookup, Lookup)) {
        self.focus = Focus::Page;
        self.go(View::Comparison(left, right));
    }

    /// Follows the selected link of the page.
    pub(super) fn follow(&mut self) -> Option<Effect> {
        let target = self.pager.link()?.target.clone();
        self.follow_target(&target)
    }

    pub(super) fn follow_target(&mut self, target: &Target) -> Option<Effect> {
        match target {
            Target::Lookup(lookup) => {
                self.focus = Focus::Page;
                self.go(View::Page(*lookup));
                None
            }
            Target::Url(url) => Some(Effect::Copy {
                what: url.to_string(),
                text: url.to_string(),
            }),
        }
    }

    /// Gives the address of the selected reference, or of the first one from the top of the screen on.
    pub(super) fn open_reference(&mut self) -> Option<Effect> {
        let Some(target) = self.pager.reference().cloned() else {
            self.message = Some("This page has no reference with an address".to_owned());
            return None;
        };
        self.follow_target(&target)
    }

    pub(super) fn back(&mut self) {
        self.note_place();
        match self.history.back(self.pager.view()) {
            Some(view) => self.return_to(view),
            None => self.message = Some("There is nothing to go back to".to_owned()),
        }
    }

    pub(super) fn forward(&mut self) {
        self.note_place();
        match self.history.forward() {
            Some(view) => self.return_to(view),
            None => self.message = Some("There is nothing to go forward to".to_owned()),
        }
    }

    fn return_to(&mut self, view: View) {
        if matches!(view, View::Comparison(..)) {
            self.focus = Focus::Page;
        }
        self.show(view);
        self.pager.resume();
        self.select_shown();
    }

    /// The lookup that a command is about: the shown page.
    fn current(&self) -> Option<Lookup> {
        match self.pager.view()? {
            View::Page(lookup) => Some(lookup),
            View::Comparison(left, _) => Some(left),
            View::Reply(_) => None,
        }
    }

    /// Marks the current code, or takes its mark away.
    pub(super) fn mark(&mut self) {
        let Some(lookup) = self.current() else {
            return self.say_what_compares();
        };
        if self.marked == Some(lookup) {
            self.marked = None;
            self.message = Some(format!("{lookup} is no longer marked"));
        } else {
            self.marked = Some(lookup);
            self.message = Some(format!(
                "{lookup} is marked; choose another code and press c"
            ));
        }
    }

    /// Compares the marked code with the current one, or asks for a second one.
    pub(super) fn compare(&mut self) {
        let Some(lookup) = self.current() else {
            return self.say_what_compares();
        };
        match self.marked.filter(|marked| *marked != lookup) {
            Some(marked) => {
                self.marked = None;
                self.open_comparison((marked, lookup));
            }
            None => self.pick(Side::Right, lookup),
        }
    }

    fn say_what_compares(&mut self) {
        self.message = Some("Codes are compared: choose one of those below".to_owned());
    }

    /// Asks for a code for one side of a comparison; the other side is known.
    pub(super) fn pick(&mut self, side: Side, other: Lookup) {
        if let Some(View::Comparison(..)) = self.pager.view() {
            self.go(View::Page(other));
        }
        self.marked = Some(other);
        self.picking = Some((side, other));
        self.focus = Focus::Search;
        self.explaining = None;
        self.clear_query();
        self.refresh_list_keeping();
        self.message = None;
    }

    pub(super) fn swap_sides(&mut self) {
        if let Some(View::Comparison(left, right)) = self.pager.view() {
            let scroll = self.pager.scroll();
            self.history.replace(View::Comparison(right, left));
            self.show(View::Comparison(right, left));
            self.pager.go_first();
            self.pager.scroll_by(isize::try_from(scroll).unwrap_or(0));
        }
    }

    pub(super) fn change_side(&mut self, side: Side) {
        match self.pager.view() {
            Some(View::Comparison(left, right)) => self.pick(
                side,
                match side {
                    Side::Left => right,
                    Side::Right => left,
                },
            ),
            Some(View::Page(lookup)) => self.pick(side, lookup),
            Some(View::Reply(_)) | None => {}
        }
    }

    /// Leaves the comparison for the page from which it was opened, or for that of its left side.
    pub(super) fn leave_comparison(&mut self) {
        let Some(here @ View::Comparison(left, _)) = self.pager.view() else {
            return;
        };
        let pages = self
            .history
            .trail(here)
            .filter(|view| !matches!(view, View::Comparison(..)));
        let view = pages.last().unwrap_or(View::Page(left));
        self.focus = Focus::List;
        self.go(view);
        self.pager.resume();
    }
}
