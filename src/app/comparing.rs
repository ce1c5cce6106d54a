//! Comparing: two codes become a comparison, and a side of it is chosen, changed or opened. For that the list is lent, as it is for the
//! commands: whoever gives up is where they were before.

use ratatui_core::layout::{Position, Rect};
use tui_input::Input;

use super::pager::Place;
use super::{App, Effect, Focus, Item, Layout, Side, View};
use crate::document::{self, Head};
use crate::lookup::{Lookup, Record};

/// A code that is being chosen for a side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picking {
    /// The side.
    pub side: Side,
    /// What stands there now, if anything does.
    pub replaced: Option<Lookup>,
    /// What stands on the other side, and stays.
    pub kept: Lookup,
}

/// Where one was before the list was borrowed: for choosing a side, or for the commands.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    view: Option<View>,
    passing: bool,
    /// The pasted text whose replies were listed.
    explaining: Option<usize>,
    place: Place,
    focus: Focus,
    input: Input,
    marked: Option<Lookup>,
}

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

impl App {
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
        self.focus == Focus::Page || !(is_selected || self.is_commanding())
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
        let rows = match self.pager.side_at(layout.text.width) {
            None => 1,
            Some(side) if heads.iter().all(|head| head.width() <= usize::from(side)) => 2,
            Some(_) if layout.text.height < 12 => 2,
            Some(_) => 3,
        };
        layout.with_heads(rows)
    }

    /// Opens the page of the side whose head is at a place.
    pub(super) fn open_head(&mut self, heads: Rect, at: Position) -> Option<Effect> {
        let middle = match self.pager.side_at(heads.width) {
            Some(side) => side + 1,
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
            self.message = Some("This row is a comparison already: enter opens it".to_owned());
            return;
        }
        let Some(lookup) = self.current() else {
            return self.say_what_compares();
        };
        if self.picked(View::Page(lookup)) {
            return;
        }
        match self.marked {
            Some(marked) if marked == lookup => {
                self.marked = None;
                self.message = Some(format!("{lookup} is no longer marked"));
            }
            Some(marked) => self.open_comparison((marked, lookup)),
            None => {
                self.marked = Some(lookup);
                self.message = Some(format!(
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
        let Some(lookup) = self.current() else {
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

    fn say_what_compares(&mut self) {
        self.message = Some("Codes are compared: choose one of those below".to_owned());
    }

    pub(super) fn open_comparison(&mut self, (left, right): (Lookup, Lookup)) {
        self.marked = None;
        self.picking = None;
        self.origin = None;
        self.side = Side::Left;
        self.focus = Focus::Page;
        self.go(View::Comparison(left, right));
    }

    /// The code that commands are about: that of the page, or of the chosen side.
    pub(super) fn current(&self) -> Option<Lookup> {
        match self.pager.view()? {
            View::Page(lookup) => Some(lookup),
            View::Comparison(left, right) => Some(self.side.of((left, right))),
            View::Reply(_) => None,
        }
    }

    /// The comparison that a command is about; without one, says so.
    fn comparison_or_say(&mut self) -> Option<(Lookup, Lookup)> {
        let compared = self.compared().filter(|_| self.is_comparing());
        if compared.is_none() {
            self.message =
                Some("That is for a comparison: type 250 vs 556, or mark two codes".to_owned());
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
        if self.comparison_or_say().is_some() {
            self.side = side;
            self.pager.leave_link();
        }
    }

    pub(super) fn toggle_stacked(&mut self) {
        if self.comparison_or_say().is_some() && !self.pager.toggle_stacked() {
            self.message = Some(
                "The window is too narrow for two sides: they are below each other".to_owned(),
            );
        }
    }

    pub(super) fn toggle_same(&mut self) {
        if self.comparison_or_say().is_some() {
            self.pager.toggle_same();
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

    fn pick(&mut self, picking: Picking) {
        self.origin = Some(self.origin());
        self.picking = Some(picking);
        self.marked = Some(picking.kept);
        self.message = None;
        self.focus = Focus::Search;
        self.explaining = None;
        self.input.reset();
        self.refresh_list();
        let likely = picking
            .replaced
            .into_iter()
            .chain(self.taken_for(picking.kept));
        let rows: Vec<usize> = likely.filter_map(|lookup| self.list.find(lookup)).collect();
        if let Some(&row) = rows.first() {
            self.list.select(row);
        }
        self.avoid_kept_side();
        self.show_selected();
    }

    /// The codes that a code is taken for.
    fn taken_for(&self, lookup: Lookup) -> Vec<Lookup> {
        let record = Record::of(lookup, self.catalog);
        let codes = record.page().map(|page| &page.confused_with);
        let codes = codes.into_iter().flatten();
        codes.map(|taken| Lookup::new(taken.code)).collect()
    }

    /// Selects another row than that of the code that stays, if there is one.
    pub(super) fn avoid_kept_side(&mut self) {
        let Some(Picking { kept, .. }) = self.picking else {
            return;
        };
        let is_kept = |item: Option<Item>| match item {
            Some(Item::Hit(hit)) => hit.lookup == kept,
            Some(Item::Unregistered(lookup)) => lookup == kept,
            _ => false,
        };
        if is_kept(self.list.item()) {
            let row = self.list.selected();
            self.list.move_by(1);
            if self.list.selected() == row {
                self.list.move_by(-1);
            }
        }
    }

    /// Puts a code on the side for which one is being chosen; `false` if none is.
    pub(super) fn picked(&mut self, view: View) -> bool {
        let (Some(picking), View::Page(lookup)) = (self.picking, view) else {
            return false;
        };
        if lookup == picking.kept {
            self.message = Some(format!("{lookup} is the other side: choose another code"));
            return true;
        }
        let (left, right) = match picking.side {
            Side::Left => (lookup, picking.kept),
            Side::Right => (picking.kept, lookup),
        };
        self.open_comparison((left, right));
        self.side = picking.side;
        true
    }

    /// Gives up choosing a side.
    pub(super) fn cancel_picking(&mut self) {
        if let Some(picking) = self.picking.take() {
            if picking.replaced.is_none() {
                self.message = Some(format!("No second code for {} was chosen", picking.kept));
            }
            self.return_to_origin();
        }
    }

    fn origin(&self) -> Origin {
        Origin {
            view: self.pager.view(),
            passing: self.passing,
            explaining: self.explaining,
            place: self.pager.place(),
            focus: self.focus,
            input: self.input.clone(),
            marked: self.marked,
        }
    }

    /// Goes back to where the list was borrowed.
    fn return_to_origin(&mut self) {
        let Some(origin) = self.origin.take() else {
            return;
        };
        self.marked = origin.marked;
        self.input = origin.input;
        self.explaining = origin.explaining;
        self.focus = origin.focus;
        if let Some(view) = origin.view {
            self.show(view);
        }
        self.passing = origin.passing;
        self.refresh_list_keeping();
        self.pager.go_to(origin.place);
    }

    /// Whether the box holds a command.
    #[must_use]
    pub fn is_commanding(&self) -> bool {
        self.input.value().trim_start().starts_with(':')
    }

    /// Lists the commands, as if their sign had been typed.
    pub(super) fn list_commands(&mut self) {
        if !self.is_commanding() {
            self.origin = Some(self.origin());
        }
        self.focus = Focus::Search;
        self.input = Input::new(":".to_owned());
        self.refresh_list();
    }

    /// Whether the list is lent to something that the box asks for.
    pub(super) fn lends_list(&self) -> bool {
        self.picking.is_some() || self.is_commanding()
    }

    /// Leaves the list of commands for what it was called from, or for the empty box if the sign of commands was typed into it.
    pub(super) fn leave_commands(&mut self) {
        self.picking = None;
        if self.origin.is_some() {
            self.return_to_origin();
        } else {
            self.clear_query();
        }
    }

    /// A comparison gives way to the list that is about to be filled.
    pub(super) fn give_way(&mut self) {
        let Some((left, _)) = self.compared() else {
            return;
        };
        if self.focus == Focus::Page {
            self.focus = Focus::List;
        }
        self.show(View::Page(left));
        self.passing = true;
    }

    /// Leaves the comparison: for the list, if it was opened from there, else for the page before it or that of its left side.
    pub(super) fn leave_comparison(&mut self) {
        let Some((left, right)) = self.compared() else {
            return;
        };
        self.focus = Focus::List;
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

    /// Whether there is a list to filter; a comparison has none, and says so.
    pub(super) fn has_list(&mut self) -> bool {
        let has_list = !self.is_comparing();
        if !has_list {
            self.message = Some("A comparison has no list to filter: esc closes it".to_owned());
        }
        has_list
    }
}
