//! Fits the list into its pane: what is in view, and the rows of that.

use super::given::{Form, Given};
use super::row::Maker;
use super::{Holds, Item, LEAD, List};
use crate::keymap::Keymap;
use crate::search::{Field, Search};
use smtpref_catalog::Catalog;

/// How many rows stay in view above and below the selected one, where there is room for them.
const MARGIN: u16 = 3;

/// What rows are made of.
#[derive(Clone, Copy)]
pub(in crate::app) struct MadeOf<'a> {
    pub(in crate::app) catalog: &'a Catalog,
    /// What tells by which text an item was found, once something was searched.
    pub(in crate::app) search: Option<&'a Search<'a>>,
    /// What tells the keys of commands.
    pub(in crate::app) keys: &'a Keymap,
}

/// The columns of the text of a row; one stays free before the line at the right.
fn columns_of_text(width: u16) -> usize {
    usize::from(width.saturating_sub(LEAD + 1))
}

impl List {
    /// Fits the list into its pane: brings the selected item into view with some rows around it, and leaves no room below the last one
    /// that others could fill.
    pub(in crate::app) fn fit(&mut self, width: u16, height: u16, of: MadeOf<'_>) {
        if self.width != width {
            self.width = width;
            self.rows.fill(None);
        }
        self.height = height;
        if self.items.is_empty() {
            return;
        }
        self.bring_into_view(of);
        self.fill_pane(of);
    }

    /// Gives all replies of a text the same form: that of the one that needs most room, or one line each where so many rows do not hold
    /// two of each.
    pub(in crate::app) fn condense(&mut self, width: u16, rows: usize) {
        if self.condensed_for == (width, rows) {
            return;
        }
        self.condensed_for = (width, rows);
        let columns = columns_of_text(width);
        let given = || self.given.iter().flatten();
        let form = given().map(|one| one.form(columns)).max();
        let form = form.unwrap_or_default();
        let lines = |one: &Given| one.clone().in_form(form).row(columns).lines.len();
        let is_too_long =
            given().count() > rows || given().map(|one| lines(one)).sum::<usize>() > rows;
        let form = if is_too_long { Form::Condensed } else { form };
        for (given, row) in self.given.iter_mut().zip(&mut self.rows) {
            if let Some(given) = given.as_deref_mut() {
                *given = given.clone().in_form(form);
                *row = None;
            }
        }
    }

    /// How many lines an item takes; makes its row if it was not looked at before.
    fn lines(&mut self, index: usize, of: MadeOf<'_>) -> u16 {
        if self.rows[index].is_some() {
            return self.lines_of(index);
        }
        let width = columns_of_text(self.width);
        if let Some(given) = &self.given[index] {
            self.rows[index] = Some(Box::new(given.row(width)));
        } else {
            let found = self.look_up(index, of);
            let is_open = self.has_open && index == 0;
            let maker = Maker {
                catalog: of.catalog,
                keys: of.keys,
                words: &self.words,
                width,
                is_grouped: self.holds == Holds::Groups && !is_open,
            };
            let row = maker.row(self.items[index], found.as_deref());
            self.rows[index] = Some(Box::new(row));
        }
        self.lines_of(index)
    }

    /// The text by which the search has found an item, if its code and its title do not show it.
    fn look_up(&self, index: usize, of: MadeOf<'_>) -> Option<String> {
        let Item::Hit(hit) = self.items[index] else {
            return None;
        };
        if self.results.words.is_empty() || (self.has_open && index == 0) {
            return None;
        }
        let found = of.search?.snippet(&self.results, hit.id)?;
        let title = of.catalog.entry(hit.id).title;
        match found.field {
            Field::Code | Field::Title => None,
            Field::Keyword | Field::Summary | Field::Prose => {
                (found.text != title).then_some(found.text)
            }
        }
    }

    /// Whether the selected item was found by its code, its title or a name of it, and not by what is deep in its page.
    pub(in crate::app) fn names_what_is_searched(&self, search: Option<&Search<'_>>) -> bool {
        let Some(Item::Hit(hit)) = self.item() else {
            return false;
        };
        let found = search.and_then(|search| search.snippet(&self.results, hit.id));
        let fields = [Field::Code, Field::Title, Field::Keyword];
        found.is_none_or(|found| fields.contains(&found.field))
    }

    /// Moves the top so that the selected item is shown whole, and the rows around it.
    fn bring_into_view(&mut self, of: MadeOf<'_>) {
        let last = self.items.len() - 1;
        self.selected = self.selected.min(last);
        let margin = if self.height < 8 || self.still {
            0
        } else {
            usize::from(MARGIN.min(self.height / 5))
        };
        let height = usize::from(self.height);
        let middle = self.selected.saturating_sub(height / 2);
        let above = self.selected.saturating_sub(margin);
        if above < self.top {
            // An item far off is brought to the middle, one nearby to the edge.
            let far = self.top - above > height;
            self.top = if far { middle } else { above };
        }
        let highest = self.highest_top((self.selected + margin).min(last), of);
        let needed = self.highest_top(self.selected, of);
        let highest = highest.min(self.selected).max(needed);
        if let Some(first) = self
            .leads
            .take()
            .filter(|first| (highest..=self.selected).contains(first))
        {
            self.top = first;
        }
        if self.top < highest {
            let far = highest - self.top > height;
            self.top = if far { highest.max(middle) } else { highest };
        }
    }

    /// The highest top with which an item is shown whole.
    fn highest_top(&mut self, item: usize, of: MadeOf<'_>) -> usize {
        let mut used = 0;
        let mut first = item;
        loop {
            used += self.lines(first, of);
            if used > self.height {
                return (first + 1).min(item);
            }
            if first == 0 {
                return 0;
            }
            first -= 1;
        }
    }

    /// Makes the rows that are shown; where those end above the bottom of the pane, moves the top up.
    fn fill_pane(&mut self, of: MadeOf<'_>) {
        let mut filled = 0;
        for index in self.top..self.items.len() {
            if filled >= self.height {
                return;
            }
            filled += self.lines(index, of);
        }
        while self.top > 0 {
            filled += self.lines(self.top - 1, of);
            if filled > self.height {
                return;
            }
            self.top -= 1;
        }
    }
}
