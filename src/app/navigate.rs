//! Going from place to place: what the list shows, what a link leads to, back and forward.

use super::{App, Effect, Focus, Place, Row, Side};
use crate::compare;
use crate::document::{self, Target};
use crate::lookup::Lookup;

impl App {
    /// Shows a place without noting the old one.
    pub(super) fn show(&mut self, place: Place) {
        if self.reader.place() != Some(place) {
            let blocks = match place {
                Place::Page(lookup) => document::page(lookup, self.catalog),
                Place::Compare(left, right) => {
                    let comparison = compare::compare(left, right, self.catalog);
                    document::comparison(&comparison, self.catalog)
                }
            };
            let words = self.words_for(place).to_vec();
            self.reader.open(place, blocks, words);
        }
    }

    /// The words to mark in a place: none in a comparison, whose table is read by its own marks.
    pub(super) fn words_for(&self, place: Place) -> &[String] {
        match place {
            Place::Page(_) => self.list.words(),
            Place::Compare(..) => &[],
        }
    }

    /// Goes to a place and notes the old one.
    pub(super) fn go(&mut self, place: Place) {
        if let Some(here) = self.reader.place().filter(|here| *here != place) {
            self.history.leave(here);
        }
        self.show(place);
        self.select_shown();
    }

    /// Selects the row of what is shown, if the list has it.
    pub(super) fn select_shown(&mut self) {
        if let Some(Place::Page(lookup)) = self.reader.place()
            && let Some(row) = self.list.find(lookup)
        {
            self.list.select(row);
        }
    }

    /// Shows what the selected row stands for.
    pub(super) fn show_selected(&mut self) {
        match self.list.row().and_then(|row| self.place_of(row)) {
            Some(Place::Compare(..)) | None => {}
            Some(place) => self.show(place),
        }
    }

    fn place_of(&self, row: Row) -> Option<Place> {
        match row {
            Row::Hit(hit) => Some(Place::Page(hit.lookup)),
            Row::Unregistered(lookup) => Some(Place::Page(lookup)),
            Row::Pair(left, right) => Some(Place::Compare(left, right)),
            Row::Nearest(id) => Some(Place::Page(Lookup::new(self.catalog.entry(id).code))),
            Row::Command(_) => None,
        }
    }

    /// Opens the selected row.
    pub(super) fn open_row(&mut self) -> Option<Effect> {
        let row = self.list.row()?;
        if let Row::Command(action) = row {
            self.clear_query();
            self.focus = Focus::List;
            return self.update(action);
        }
        let place = self.place_of(row)?;
        if let (Some((side, other)), Place::Page(lookup)) = (self.picking, place) {
            self.picking = None;
            self.marked = None;
            self.open_comparison(match side {
                Side::Left => (lookup, other),
                Side::Right => (other, lookup),
            });
            return None;
        }
        self.focus = Focus::Page;
        self.go(place);
        None
    }

    fn open_comparison(&mut self, (left, right): (Lookup, Lookup)) {
        self.focus = Focus::Page;
        self.go(Place::Compare(left, right));
    }

    /// Follows the selected link of the page.
    pub(super) fn follow(&mut self) -> Option<Effect> {
        let target = self.reader.link()?.target.clone();
        self.follow_target(&target)
    }

    pub(super) fn follow_target(&mut self, target: &Target) -> Option<Effect> {
        match target {
            Target::Lookup(lookup) => {
                self.focus = Focus::Page;
                self.go(Place::Page(*lookup));
                None
            }
            Target::Url(url) => {
                self.message = Some(format!("Sent to the clipboard: {url}"));
                Some(Effect::Copy(url.to_string()))
            }
        }
    }

    pub(super) fn back(&mut self) {
        match self.history.back(self.reader.place()) {
            Some(place) => self.return_to(place),
            None => self.message = Some("There is nothing to go back to".to_owned()),
        }
    }

    pub(super) fn forward(&mut self) {
        match self.history.forward(self.reader.place()) {
            Some(place) => self.return_to(place),
            None => self.message = Some("There is nothing to go forward to".to_owned()),
        }
    }

    fn return_to(&mut self, place: Place) {
        if matches!(place, Place::Compare(..)) {
            self.focus = Focus::Page;
        }
        self.show(place);
        self.select_shown();
    }

    /// The lookup that a command is about: the shown page.
    fn current(&self) -> Option<Lookup> {
        match self.reader.place()? {
            Place::Page(lookup) => Some(lookup),
            Place::Compare(left, _) => Some(left),
        }
    }

    /// Marks the current code, or takes its mark away.
    pub(super) fn mark(&mut self) {
        let Some(lookup) = self.current() else {
            return;
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
            return;
        };
        match self.marked.filter(|marked| *marked != lookup) {
            Some(marked) => {
                self.marked = None;
                self.open_comparison((marked, lookup));
            }
            None => self.pick(Side::Right, lookup),
        }
    }

    /// Asks for a code for one side of a comparison; the other side is known.
    pub(super) fn pick(&mut self, side: Side, other: Lookup) {
        if let Some(Place::Compare(..)) = self.reader.place() {
            self.go(Place::Page(other));
        }
        self.marked = Some(other);
        self.picking = Some((side, other));
        self.focus = Focus::Search;
        self.clear_query();
        self.message = None;
    }

    pub(super) fn swap_sides(&mut self) {
        if let Some(Place::Compare(left, right)) = self.reader.place() {
            let scroll = self.reader.scroll();
            self.show(Place::Compare(right, left));
            self.reader.go_first();
            self.reader.scroll_by(isize::try_from(scroll).unwrap_or(0));
        }
    }

    pub(super) fn change_side(&mut self, side: Side) {
        match self.reader.place() {
            Some(Place::Compare(left, right)) => self.pick(
                side,
                match side {
                    Side::Left => right,
                    Side::Right => left,
                },
            ),
            Some(Place::Page(lookup)) => self.pick(side, lookup),
            None => {}
        }
    }

    /// Leaves the comparison for the page from which it was opened, or for that of its left side.
    pub(super) fn leave_comparison(&mut self) {
        let Some(here @ Place::Compare(left, _)) = self.reader.place() else {
            return;
        };
        let place = match self.history.back(Some(here)) {
            Some(place @ Place::Page(_)) => place,
            _ => Place::Page(left),
        };
        self.focus = Focus::List;
        self.show(place);
        self.select_shown();
    }
}
