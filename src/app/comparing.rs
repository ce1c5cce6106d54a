//! Comparing: two codes become a comparison, and a side of it is chosen, opened or changed.

use ratatui_core::layout::{Position, Rect};

use super::{App, Effect, Focus, Item, Layout, Lent, Picking, Side, View};
use crate::document::{self, Head, Target};
use crate::lookup::Lookup;

impl Side {
    const fn of(self, (left, right): (Lookup, Lookup)) -> Lookup {
        match self {
            Self::Left => left,
            Self::Right => right,
        }
    }

    const fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

impl App<'_> {
    /// The two codes of the comparison in the pager, whether it is read or only previewed.
    pub(super) fn compared(&self) -> Option<(Lookup, Lookup)> {
        match self.pager.view() {
            Some(View::Comparison(left, right)) => Some((left, right)),
            _ => None,
        }
    }

    /// Whether a comparison is read, which takes the place of list and page. One that is only previewed stands beside the list.
    pub(super) fn is_comparing(&self) -> bool {
        let Some((left, right)) = self.compared() else {
            return false;
        };
        let is_selected = self.list.item() == Some(Item::Comparison(left, right));
        self.focus() == Focus::Page || !(is_selected || self.is_commanding())
    }

    /// What stands over the sides of the comparison in the pager.
    #[must_use]
    pub fn heads(&self) -> Option<[Head; 2]> {
        let (left, right) = self.compared()?;
        Some([left, right].map(|side| document::head(side, self.catalog)))
    }

    /// The side that is chosen.
    #[must_use]
    pub const fn side(&self) -> Side {
        self.side
    }

    /// The layout with rows for the heads, if a comparison is in the pager.
    pub(super) fn with_heads(&self, layout: Layout) -> Layout {
        let Some(heads) = self.heads() else {
            return layout;
        };
        let layout = layout.for_comparison();
        let rows = match self.pager.side_by_side(layout.text.width) {
            None => 1,
            Some(columns) if heads.iter().all(|head| head.fits(columns.side)) => 2,
            Some(_) if layout.text.height < 12 => 2,
            Some(_) => 3,
        };
        layout.with_heads(rows)
    }

    /// Opens the page of the side whose head is at a place.
    pub(super) fn open_head(&mut self, heads: Rect, at: Position) -> Option<Effect> {
        let middle = match self.pager.side_by_side(heads.width) {
            Some(columns) => columns.end_of_left() + 1,
            None => heads.width / 2,
        };
        self.side = if at.x.saturating_sub(heads.x) < middle {
            Side::Left
        } else {
            Side::Right
        };
        self.open_side()
    }

    /// Marks the current code or takes its mark away; a second marked code makes a comparison.
    pub(super) fn mark(&mut self) {
        if self.compared().is_some() && !self.is_comparing() {
            self.say("This row is a comparison already: enter opens it");
            return;
        }
        let Some(lookup) = self.chosen_link().or_else(|| self.current()) else {
            return self.say_what_compares();
        };
        if self.picked(View::Page(lookup)) {
            return;
        }
        match self.marked {
            Some(marked) if marked == lookup => {
                self.marked = None;
                self.say(format!("{lookup} is no longer marked"));
            }
            Some(marked) => self.open_comparison((marked, lookup)),
            None => {
                self.marked = Some(lookup);
                self.say(format!(
                    "{lookup} is marked: mark another code to compare the two"
                ));
            }
        }
    }

    /// Compares the marked code with the current one, or asks for a second one.
    pub(super) fn compare(&mut self) {
        if let Some(compared) = self.compared() {
            if self.is_comparing() {
                self.change_side(self.side.other());
            } else {
                self.open_comparison(compared);
            }
            return;
        }
        if let (Some(link), Some(page), None) = (self.chosen_link(), self.current(), self.marked) {
            return self.open_comparison((page, link));
        }
        let Some(lookup) = self.chosen_link().or_else(|| self.current()) else {
            return self.say_what_compares();
        };
        if self.picked(View::Page(lookup)) {
            return;
        }
        match self.marked.filter(|marked| *marked != lookup) {
            Some(marked) => self.open_comparison((marked, lookup)),
            None => self.pick(Picking {
                side: Side::Right,
                replaced: None,
                kept: lookup,
            }),
        }
    }

    /// The code to which the chosen link of a page leads, if it is another one.
    fn chosen_link(&self) -> Option<Lookup> {
        let is_read = self.focus() == Focus::Page && self.compared().is_none();
        match self.pager.target().filter(|_| is_read)? {
            Target::Lookup(lookup) => Some(lookup).filter(|link| Some(*link) != self.current()),
            Target::Url(_) => None,
        }
    }

    fn say_what_compares(&mut self) {
        self.say("Codes are compared, and this text has none");
    }

    pub(super) fn open_comparison(&mut self, (left, right): (Lookup, Lookup)) {
        self.marked = None;
        self.lent = Lent::Nothing;
        self.side = Side::Left;
        self.turn_to(Focus::Page);
        self.go(View::Comparison(left, right));
    }

    /// The code that commands are about: that of the page, of the chosen side, or of the reply, whose cause stands for it where it has none.
    pub(super) fn current(&self) -> Option<Lookup> {
        match self.pager.view()? {
            View::Page(lookup) => Some(lookup),
            View::Comparison(left, right) => Some(self.side.of((left, right))),
            View::Reply(at) => {
                let answer = self.reply(at)?;
                let cause = answer.entry().map(Lookup::new);
                Lookup::of(answer.codes).or(cause)
            }
        }
    }

    /// The comparison that a command is about; without one, says so.
    fn comparison_or_say(&mut self) -> Option<(Lookup, Lookup)> {
        let compared = self.compared().filter(|_| self.is_comparing());
        if compared.is_none() {
            self.say("That is for a comparison: type 250 vs 556, or mark two codes");
        }
        compared
    }

    pub(super) fn swap_sides(&mut self) {
        if let Some((left, right)) = self.comparison_or_say() {
            let place = self.pager.place();
            self.history.replace(View::Comparison(right, left));
            self.show(View::Comparison(right, left));
            self.pager.go_to(place);
            self.side = self.side.other();
        }
    }

    pub(super) fn choose_side(&mut self, side: Side) {
        if self.comparison_or_say().is_none() {
            return;
        }
        if self.side == side && self.pager.target().is_none() {
            let name = match side {
                Side::Left => "left",
                Side::Right => "right",
            };
            self.say(format!("The {name} side is chosen already"));
        }
        self.side = side;
        self.pager.leave_link();
    }

    pub(super) fn toggle_stacked(&mut self) {
        if self.comparison_or_say().is_some() && !self.pager.toggle_stacked() {
            self.say("The window is too narrow for two sides: they are below each other");
        }
    }

    pub(super) fn toggle_same(&mut self) {
        if self.comparison_or_say().is_some() {
            let is_shown = self.pager.toggle_same();
            let said = if is_shown { "shown" } else { "folded" };
            self.say(format!("What is the same on both sides is {said}"));
        }
    }

    /// Opens the page of the chosen side.
    pub(super) fn open_side(&mut self) -> Option<Effect> {
        let lookup = self.current()?;
        self.go(View::Page(lookup));
        None
    }

    /// Asks for a code for one side of the comparison.
    pub(super) fn change_side(&mut self, side: Side) {
        if let Some(sides) = self.comparison_or_say() {
            self.pick(Picking {
                side,
                replaced: Some(side.of(sides)),
                kept: side.other().of(sides),
            });
        }
    }

    /// A comparison gives way to the list that is about to be filled.
    pub(super) fn give_way(&mut self) {
        let Some((left, _)) = self.compared() else {
            return;
        };
        if self.focus() == Focus::Page {
            self.turn_to(Focus::List);
        }
        self.show(View::Page(left));
        self.passing = true;
    }

    /// Leaves the comparison: for the list, if it was opened from there, else for the page before it or that of its left side.
    pub(super) fn leave_comparison(&mut self) {
        let Some((left, right)) = self.compared() else {
            return;
        };
        self.turn_to(Focus::List);
        match self.list.item() {
            Some(Item::Comparison(a, b)) if (a, b) == (left, right) || (b, a) == (left, right) => {
                self.show_selected();
            }
            _ => {
                let trail = self.history.trail(View::Comparison(left, right));
                let pages = trail.filter(|view| !matches!(view, View::Comparison(..)));
                let page = pages.last().unwrap_or(View::Page(left));
                self.go(page);
                self.pager.resume();
            }
        }
    }

    /// Whether there is a list to filter; a comparison and a text have none, and say so.
    pub(super) fn has_list(&mut self) -> bool {
        let what = match self.texts.open {
            _ if self.is_comparing() => "A comparison has",
            Some(_) => "What a text says is",
            None => return true,
        };
        self.say(format!("{what} no list to filter: esc closes it"));
        false
    }
}
