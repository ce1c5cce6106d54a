//! The list: its items, which of them is selected and how far it is scrolled. An item takes one line, or two where the search found it by
//! other words than its title: those are shown below it.

use super::InText;
use crate::keymap::Action;
use crate::lookup::Lookup;
use crate::search::{Field, Hit, Results, Search};
use smtpref_catalog::{Catalog, EntryId};

/// Something in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// An entry that was found.
    Hit(Hit),
    /// A well-formed code without an entry.
    Unregistered(Lookup),
    /// A comparison that the query names.
    Comparison(Lookup, Lookup),
    /// A command.
    Command(Action),
    /// A reply of a text that is explained.
    Reply(InText),
    /// A page to read beside it.
    Page(EntryId),
    /// An entry that is close to the query, where no code matches it.
    Nearest(EntryId),
}

/// The words by which the search found an item, for the line below its title.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Snippet {
    /// Not looked up yet: only for items that are shown.
    Unknown,
    /// The title says it all.
    Absent,
    /// These.
    Text(String),
}

/// The list.
#[derive(Debug, Clone, Default)]
pub struct List {
    items: Vec<Item>,
    snippets: Vec<Snippet>,
    results: Results,
    selected: usize,
    top: usize,
    width: u16,
    height: u16,
}

impl List {
    /// All items.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The index of the selected item.
    #[must_use]
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// The selected item.
    #[must_use]
    pub fn item(&self) -> Option<Item> {
        self.items.get(self.selected).copied()
    }

    /// The index of the first item that is shown.
    #[must_use]
    pub const fn top(&self) -> usize {
        self.top
    }

    /// The words to mark.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.results.words
    }

    /// The line below the title of an item that is shown, if it has one.
    #[must_use]
    pub fn snippet(&self, index: usize) -> Option<&str> {
        match self.snippets.get(index)? {
            Snippet::Text(text) => Some(text),
            Snippet::Unknown | Snippet::Absent => None,
        }
    }

    /// How many entries are listed.
    #[must_use]
    pub fn shown(&self) -> usize {
        let entries = self
            .items
            .iter()
            .filter(|item| matches!(item, Item::Hit(_)));
        entries.count()
    }

    /// Whether no code matches, and the items are only close.
    #[must_use]
    pub fn is_nearest(&self) -> bool {
        matches!(self.items.first(), Some(Item::Nearest(_)))
    }

    /// Whether commands are listed.
    #[must_use]
    pub const fn is_commands(&self) -> bool {
        matches!(self.items.as_slice(), [Item::Command(_), ..])
    }

    /// Selects the entry that people meet most: the best guess where nothing was asked.
    pub(super) fn select_most_common(&mut self, catalog: &Catalog) {
        let common = |item: &Item| match item {
            Item::Hit(hit) => catalog.entry(hit.id).common,
            _ => 0,
        };
        let most = self.items.iter().map(common).max();
        let index = self
            .items
            .iter()
            .position(|item| Some(common(item)) == most);
        self.select(index.unwrap_or(0));
    }

    pub(super) fn fill(&mut self, items: Vec<Item>, results: Results) {
        self.snippets = vec![Snippet::Unknown; items.len()];
        self.items = items;
        self.results = results;
        self.selected = 0;
        self.top = 0;
    }

    /// Fits the list into its pane: brings the selected item into view, and leaves no room below the last one that others could fill.
    pub(super) fn fit(
        &mut self,
        width: u16,
        height: u16,
        catalog: &Catalog,
        search: Option<&Search<'_>>,
    ) {
        self.width = width;
        self.height = height;
        if self.items.is_empty() {
            return;
        }
        self.bring_into_view(catalog, search);
        self.fill_pane(catalog, search);
    }

    fn lines(&mut self, index: usize, catalog: &Catalog, search: Option<&Search<'_>>) -> u16 {
        if self.snippets[index] == Snippet::Unknown {
            let text = self.look_up(index, catalog, search);
            self.snippets[index] = text.map_or(Snippet::Absent, Snippet::Text);
        }
        1 + u16::from(matches!(self.snippets[index], Snippet::Text(_)))
    }

    fn look_up(
        &self,
        index: usize,
        catalog: &Catalog,
        search: Option<&Search<'_>>,
    ) -> Option<String> {
        let Item::Hit(hit) = self.items[index] else {
            return None;
        };
        if self.results.words.is_empty() {
            return None;
        }
        let found = search?.snippet(&self.results, hit.id)?;
        let title = catalog.entry(hit.id).title;
        match found.field {
            Field::Code | Field::Title => None,
            Field::Keyword | Field::Summary | Field::Prose => {
                (found.text != title).then_some(found.text)
            }
        }
    }

    /// Moves the top so that the selected item is shown whole.
    fn bring_into_view(&mut self, catalog: &Catalog, search: Option<&Search<'_>>) {
        self.selected = self.selected.min(self.items.len() - 1);
        let height = usize::from(self.height);
        let middle = self.selected.saturating_sub(height / 2);
        if self.selected < self.top {
            // An item far off is brought to the middle, one nearby to the edge.
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
        // `first` is now the highest top that still shows the selected item.
        if self.top < first {
            let far = first - self.top > height;
            self.top = if far { first.max(middle) } else { first };
        }
    }

    /// Looks up the snippets of the items that are shown; where those end above the bottom of the pane, moves the top up.
    fn fill_pane(&mut self, catalog: &Catalog, search: Option<&Search<'_>>) {
        let mut filled = 0;
        for index in self.top..self.items.len() {
            if filled >= self.height {
                return;
            }
            filled += self.lines(index, catalog, search);
        }
        while self.top > 0 {
            filled += self.lines(self.top - 1, catalog, search);
            if filled > self.height {
                return;
            }
            self.top -= 1;
        }
    }

    pub(super) fn select(&mut self, index: usize) {
        self.selected = index.min(self.items.len().saturating_sub(1));
    }

    pub(super) fn move_by(&mut self, items: isize) {
        self.select(self.selected.saturating_add_signed(items));
    }

    /// About how many items fill the pane.
    pub(super) fn page(&self) -> isize {
        isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(1)
    }

    /// The item on a line of the pane.
    pub(super) fn item_at(&self, line: u16) -> Option<usize> {
        let mut below = 0;
        (self.top..self.items.len()).find(|index| {
            below += 1 + u16::from(self.snippet(*index).is_some());
            line < below
        })
    }

    /// The item of a lookup: just that one, or else the entry that its page is made from.
    pub(super) fn find(&self, lookup: Lookup) -> Option<usize> {
        let exact = self.items.iter().position(|item| match item {
            Item::Hit(hit) => hit.lookup == lookup,
            Item::Unregistered(other) => *other == lookup,
            _ => false,
        });
        exact.or_else(|| {
            let code = lookup.code.entry_code();
            self.items.iter().position(
                |item| matches!(item, Item::Hit(hit) if hit.lookup.code.entry_code() == code),
            )
        })
    }
}
