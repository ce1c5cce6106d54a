//! The list: what it holds, which row is selected and how far it is scrolled. A row takes one line, or two where the line that was
//! found stands under the title.

use crate::keymap::Action;
use crate::lookup::Lookup;
use crate::search::{Field, Hit, Results, Search};
use smtpref_catalog::{Catalog, EntryId};

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// An entry that was found.
    Hit(Hit),
    /// A well-formed code without an entry.
    Unregistered(Lookup),
    /// A comparison that the query names.
    Pair(Lookup, Lookup),
    /// A command.
    Command(Action),
    /// An entry that comes near where nothing fits.
    Nearest(EntryId),
}

/// The line under the title of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Under {
    /// It was not looked up yet.
    Unknown,
    /// There is none.
    Nothing,
    /// This one.
    Line(String),
}

/// The list.
#[derive(Debug, Clone, Default)]
pub struct List {
    rows: Vec<Row>,
    /// What stands under the titles.
    under: Vec<Under>,
    results: Results,
    selected: usize,
    top: usize,
    width: u16,
    height: u16,
}

impl List {
    /// All rows.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The index of the selected row.
    #[must_use]
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// The selected row.
    #[must_use]
    pub fn row(&self) -> Option<Row> {
        self.rows.get(self.selected).copied()
    }

    /// The index of the first row that is shown.
    #[must_use]
    pub const fn top(&self) -> usize {
        self.top
    }

    /// The words to mark.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.results.words
    }

    /// The line under the title of a row that is shown, if it has one.
    #[must_use]
    pub fn under(&self, row: usize) -> Option<&str> {
        match self.under.get(row)? {
            Under::Line(line) => Some(line),
            Under::Unknown | Under::Nothing => None,
        }
    }

    /// How many entries are listed.
    #[must_use]
    pub fn shown(&self) -> usize {
        let entries = self.rows.iter().filter(|row| matches!(row, Row::Hit(_)));
        entries.count()
    }

    /// Whether the rows are only what comes nearest.
    #[must_use]
    pub fn is_nearest(&self) -> bool {
        matches!(self.rows.first(), Some(Row::Nearest(_)))
    }

    /// Selects the entry that people meet most: the best guess where nothing was asked.
    pub(super) fn select_most_common(&mut self, catalog: &Catalog) {
        let common = |row: &Row| match row {
            Row::Hit(hit) => catalog.entry(hit.id).common,
            _ => 0,
        };
        let most = self.rows.iter().map(common).max();
        let row = self.rows.iter().position(|row| Some(common(row)) == most);
        self.select(row.unwrap_or(0));
    }

    pub(super) fn fill(&mut self, rows: Vec<Row>, results: Results) {
        self.under = vec![Under::Unknown; rows.len()];
        self.rows = rows;
        self.results = results;
        self.selected = 0;
        self.top = 0;
    }

    /// Fits the list into its pane: brings the selected row into view, and leaves no room below the last row that rows above could fill.
    pub(super) fn fit(
        &mut self,
        width: u16,
        height: u16,
        catalog: &Catalog,
        search: Option<&Search<'_>>,
    ) {
        self.width = width;
        self.height = height;
        if self.rows.is_empty() {
            return;
        }
        self.bring_into_view(catalog, search);
        self.fill_pane(catalog, search);
    }

    fn lines(&mut self, row: usize, catalog: &Catalog, search: Option<&Search<'_>>) -> u16 {
        if self.under[row] == Under::Unknown {
            let line = self.look_up(row, catalog, search);
            self.under[row] = line.map_or(Under::Nothing, Under::Line);
        }
        1 + u16::from(matches!(self.under[row], Under::Line(_)))
    }

    fn look_up(
        &self,
        row: usize,
        catalog: &Catalog,
        search: Option<&Search<'_>>,
    ) -> Option<String> {
        let Row::Hit(hit) = self.rows[row] else {
            return None;
        };
        if self.results.words.is_empty() {
            return None;
        }
        let found = search?.found(&self.results, hit.id)?;
        let title = catalog.entry(hit.id).title;
        match found.field {
            Field::Code | Field::Title => None,
            Field::Keyword | Field::Summary | Field::Prose => {
                (found.text != title).then_some(found.text)
            }
        }
    }

    /// Moves the top so that the selected row is shown whole.
    fn bring_into_view(&mut self, catalog: &Catalog, search: Option<&Search<'_>>) {
        self.selected = self.selected.min(self.rows.len() - 1);
        let height = usize::from(self.height);
        let middle = self.selected.saturating_sub(height / 2);
        if self.selected < self.top {
            // A row far off is brought to the middle, one near by to the edge.
            let far = self.top - self.selected > height;
            self.top = if far { middle } else { self.selected };
        }
        let mut used = 0;
        let mut first = self.selected;
        loop {
            used += self.lines(first, catalog, search);
            if used > self.height || first == 0 {
                break;
            }
            first -= 1;
        }
        if used > self.height && first < self.selected {
            first += 1;
        }
        // `first` is now the highest top that still shows the selected row.
        if self.top < first {
            let far = first - self.top > height;
            self.top = if far { first.max(middle) } else { first };
        }
    }

    /// Looks up what stands under the rows that are shown; where they end above the bottom of the pane, moves the top up.
    fn fill_pane(&mut self, catalog: &Catalog, search: Option<&Search<'_>>) {
        let mut filled = 0;
        for row in self.top..self.rows.len() {
            if filled >= self.height {
                return;
            }
            filled += self.lines(row, catalog, search);
        }
        while self.top > 0 {
            filled += self.lines(self.top - 1, catalog, search);
            if filled > self.height {
                return;
            }
            self.top -= 1;
        }
    }

    pub(super) fn select(&mut self, row: usize) {
        self.selected = row.min(self.rows.len().saturating_sub(1));
    }

    pub(super) fn move_by(&mut self, rows: isize) {
        self.select(self.selected.saturating_add_signed(rows));
    }

    /// About how many rows fill the pane.
    pub(super) fn page(&self) -> isize {
        isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(1)
    }

    /// The row on a line of the pane.
    pub(super) fn row_at(&self, line: u16) -> Option<usize> {
        let mut at = 0;
        for row in self.top..self.rows.len() {
            at += 1 + u16::from(self.under(row).is_some());
            if line < at {
                return Some(row);
            }
        }
        None
    }

    /// The row of a lookup.
    pub(super) fn find(&self, lookup: Lookup) -> Option<usize> {
        let exact = self.rows.iter().position(|row| match row {
            Row::Hit(hit) => hit.lookup == lookup,
            Row::Unregistered(other) => *other == lookup,
            _ => false,
        });
        exact.or_else(|| {
            let code = lookup.code.entry_code();
            self.rows.iter().position(
                |row| matches!(row, Row::Hit(hit) if hit.lookup.code.entry_code() == code),
            )
        })
    }
}
