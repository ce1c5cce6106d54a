//! The list is lent: while a code is chosen for a side of a comparison, and while a command is. Whoever gives up is where they were before.

use tui_input::Input;

use super::pager::Place;
use super::{App, Focus, Item, Said, Side, View};
use crate::lookup::{Lookup, Record, parse_lookups_and_names};

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

/// To what the list is lent.
#[derive(Debug, Default)]
pub(super) enum Lent {
    /// To nothing, or to commands whose sign was typed into the box: giving them up empties it.
    #[default]
    Nothing,
    /// To the choice of a code for a side of a comparison.
    Side(Picking, Origin),
    /// To the commands, which were called.
    Commands(Origin),
}

/// Where one was before the list was borrowed.
#[derive(Debug)]
pub(super) struct Origin {
    view: Option<View>,
    passing: bool,
    /// The pasted text whose replies were listed.
    open: Option<usize>,
    place: Place,
    focus: Focus,
    input: Input,
    marked: Option<Lookup>,
}

impl App<'_> {
    /// Asks for a code; the row that is likeliest meant is selected, never that of the side that stays.
    pub(super) fn pick(&mut self, picking: Picking) {
        self.lent = Lent::Side(picking, self.origin());
        self.marked = Some(picking.kept);
        self.said = Said::Nothing;
        self.turn_to(Focus::Search);
        self.texts.open = None;
        self.input.reset();
        self.refresh_list();
        let likely = picking
            .replaced
            .into_iter()
            .chain(self.taken_for(picking.kept));
        let rows: Vec<usize> = likely
            .filter_map(|lookup| self.list.find(lookup, self.catalog))
            .collect();
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

    /// Selects another row than that of the code that stays, if there is one. Who types that very code is told so and gets no other one.
    pub(super) fn avoid_kept_side(&mut self) {
        let Some(Picking { kept, .. }) = self.picking() else {
            return;
        };
        let typed = parse_lookups_and_names(self.input.value(), self.catalog);
        if typed.is_some_and(|typed| typed == [kept]) {
            return;
        }
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
        let (Some(picking), View::Page(lookup)) = (self.picking(), view) else {
            return false;
        };
        if lookup == picking.kept {
            self.say(format!("{lookup} is the other side: choose another code"));
            return true;
        }
        if let Lent::Side(_, origin) = std::mem::take(&mut self.lent) {
            // What was typed was for the choice; the list is again the one from which it was begun.
            self.input = origin.input;
            self.texts.open = origin.open;
            self.fill_list();
        }
        let (left, right) = match picking.side {
            Side::Left => (lookup, picking.kept),
            Side::Right => (picking.kept, lookup),
        };
        self.open_comparison((left, right));
        self.side = picking.side;
        true
    }

    /// The side for which a code is being chosen.
    #[must_use]
    pub const fn picking(&self) -> Option<Picking> {
        match &self.lent {
            Lent::Side(picking, _) => Some(*picking),
            Lent::Nothing | Lent::Commands(_) => None,
        }
    }

    /// Gives up choosing a side.
    pub(super) fn cancel_picking(&mut self) {
        let Some(picking) = self.picking() else {
            return;
        };
        if picking.replaced.is_none() {
            self.say(format!("No second code for {} was chosen", picking.kept));
        }
        self.give_list_back();
    }

    fn origin(&self) -> Origin {
        Origin {
            view: self.pager.view(),
            passing: self.passing,
            open: self.texts.open,
            place: self.pager.place(),
            focus: self.focus(),
            input: self.input.clone(),
            marked: self.marked,
        }
    }

    /// Goes back to where the list was borrowed.
    fn return_to_origin(&mut self, origin: Origin) {
        self.marked = origin.marked;
        self.input = origin.input;
        self.texts.open = origin.open;
        self.turn_to(origin.focus);
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
        if !self.is_commanding() && self.picking().is_none() {
            self.lent = Lent::Commands(self.origin());
        }
        self.queries.stop();
        self.turn_to(Focus::Search);
        self.input = Input::new(":".to_owned());
        self.refresh_list();
    }

    /// Whether the list is lent to something that the box asks for.
    pub(super) fn lends_list(&self) -> bool {
        self.picking().is_some() || self.is_commanding()
    }

    /// Leaves the list of commands for what it was called from, or for the empty box if the sign of commands was typed into it.
    pub(super) fn leave_commands(&mut self) {
        self.give_list_back();
    }

    fn give_list_back(&mut self) {
        match std::mem::take(&mut self.lent) {
            Lent::Side(_, origin) | Lent::Commands(origin) => self.return_to_origin(origin),
            Lent::Nothing => self.clear_query(),
        }
    }
}
