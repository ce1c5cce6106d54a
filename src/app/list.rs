//! The list: its items, which of them is selected and how far it is scrolled. An item takes one line where its title fits, else more, and
//! one for the heading of its group if it is the first of it.

mod fit;
mod given;
mod groups;
mod row;

use std::borrow::Cow;

use super::InText;
use super::layout::Rows;
use crate::document::Words;
use crate::keymap::Action;
use crate::lookup::Lookup;
use crate::search::{Hit, HitKind, Results};
use smtpref_catalog::{Catalog, EntryId, Slug};

pub(super) use fit::MadeOf;
pub(super) use given::Given;
pub(super) use groups::providers_by_name;
pub use row::{LEAD, Row};

/// Something in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// An entry that was found.
    Hit(Hit),
    /// A well-formed code without an entry.
    Unregistered(Lookup),
    /// A comparison that the query names.
    Comparison(Lookup, Lookup),
    /// A provider whose replies can be listed.
    Provider(Slug),
    /// A command.
    Command(Action),
    /// A reply of a text that is explained.
    Reply(InText),
    /// A page to read beside it.
    Page(EntryId),
    /// An entry that is close to the query, where no code matches it.
    Nearest(EntryId),
}

/// The heading of the page that is open and that the query does not find.
const OPEN: &str = "Open now";
/// The heading of what is close to a query that finds nothing.
const NEAREST: &str = "Nothing fits; nearest:";

/// The heading of the pages to read, below the replies of a text.
const PAGES: &str = "Read more";

/// What a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Holds {
    /// What was found, in the order of the search, or the replies of a text.
    #[default]
    Found,
    /// Items below headings that tell of what kind they are.
    Groups,
    /// Commands, even if none has the name that is typed.
    Commands,
}

/// The list.
#[derive(Debug, Clone, Default)]
pub struct List {
    items: Vec<Item>,
    /// The headings, each with the item that it stands above.
    headings: Vec<(usize, Cow<'static, str>)>,
    /// The rows that were looked at, at the present width: a few of many, so the others take no more than the room of a pointer.
    rows: Vec<Option<Box<Row>>>,
    /// The rows that were given, whatever the width.
    given: Vec<Option<Box<Given>>>,
    results: Results,
    words: Words,
    /// Whether the first item is the open page, which the query does not find.
    has_open: bool,
    holds: Holds,
    selected: usize,
    /// The item that is to be the first in view, if the selected one is in view then too.
    leads: Option<usize>,
    /// Whether the rows stay where they are: the selected one was clicked.
    still: bool,
    top: usize,
    width: u16,
    height: u16,
    /// The width and the rows for which it was seen whether replies have room for a second line each.
    condensed_for: (u16, usize),
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
    pub const fn words(&self) -> &Words {
        &self.words
    }

    /// The heading above an item.
    #[must_use]
    pub fn heading(&self, index: usize) -> Option<&str> {
        let at = self.headings.binary_search_by_key(&index, |(at, _)| *at);
        at.ok().map(|at| &*self.headings[at].1)
    }

    /// The row of an item that is shown.
    #[must_use]
    pub fn row(&self, index: usize) -> Option<&Row> {
        self.rows.get(index)?.as_deref()
    }

    /// How many lines an item that is shown takes, its heading with it.
    #[must_use]
    pub fn lines_of(&self, index: usize) -> u16 {
        let lines = self.row(index).map_or(1, |row| row.lines.len());
        let heading = u16::from(self.heading(index).is_some());
        u16::try_from(lines).unwrap_or(1) + heading
    }

    /// How many lines the items and headings take, as far as their rows are made; of the other items, one each.
    pub(super) fn rows_needed(&self) -> Rows {
        let lines = |row: &Option<Box<Row>>| row.as_ref().map_or(1, |row| row.lines.len());
        let of_all = |rows: &[Option<Box<Row>>]| rows.iter().map(lines).sum::<usize>();
        let replies = self.count_replies();
        let headings = self.headings.partition_point(|(at, _)| *at < replies);
        Rows {
            all: of_all(&self.rows) + self.headings.len(),
            replies: of_all(&self.rows[..replies]) + headings,
        }
    }

    /// How many replies of a text stand first.
    pub(super) fn count_replies(&self) -> usize {
        let is_other = |item: &Item| !matches!(item, Item::Reply(_));
        let others = self.items.iter().position(is_other);
        others.unwrap_or(self.items.len())
    }

    /// How many items are found.
    #[must_use]
    pub fn shown(&self) -> usize {
        self.items.len() - self.ahead()
    }

    /// How many rows stand above what is found: that of the open page, and what the query is read as.
    #[must_use]
    pub fn ahead(&self) -> usize {
        let open = usize::from(self.has_open);
        let is_reading = |item: &&Item| {
            matches!(
                item,
                Item::Comparison(..) | Item::Provider(_) | Item::Reply(_)
            )
        };
        open + self.items[open..].iter().take_while(is_reading).count()
    }

    /// Whether all that is listed is open already or only close to what is searched.
    pub(super) fn finds_nothing(&self) -> bool {
        let mut found = self.items.iter().skip(usize::from(self.has_open));
        found.all(|item| matches!(item, Item::Nearest(_)))
    }

    /// Whether the open page stands above what is found.
    pub(super) const fn has_open(&self) -> bool {
        self.has_open
    }

    /// Whether no code matches, and the items are only close.
    #[must_use]
    pub fn is_nearest(&self) -> bool {
        matches!(self.items.last(), Some(Item::Nearest(_)))
    }

    /// Whether commands are listed, or would be if one had the name that is typed.
    #[must_use]
    pub const fn is_commands(&self) -> bool {
        matches!(self.holds, Holds::Commands)
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
        // Its group is seen from its heading on, if there is room for that.
        self.leads = self
            .headings
            .iter()
            .map(|(at, _)| *at)
            .rfind(|at| *at <= self.selected);
    }

    /// Fills the list. What only filters have chosen is put into groups; what words have found keeps the order of the search.
    pub(super) fn fill(&mut self, mut items: Vec<Item>, results: Results, catalog: &Catalog) {
        let by_filter = |item: &Item| matches!(item, Item::Hit(hit) if hit.kind == HitKind::Filter);
        let is_grouped = !items.is_empty() && items.iter().all(by_filter);
        self.holds = if is_grouped {
            Holds::Groups
        } else {
            Holds::Found
        };
        self.headings = if is_grouped {
            groups::arrange(&mut items, catalog)
        } else {
            let first = |what: fn(&Item) -> bool| items.iter().position(what);
            let nearest = first(|item| matches!(item, Item::Nearest(_)));
            let pages = first(|item| matches!(item, Item::Page(_)));
            let headed = [(nearest, NEAREST), (pages, PAGES)];
            let headed = headed
                .into_iter()
                .filter_map(|(at, name)| Some((at?, name.into())));
            headed.collect()
        };
        self.rows = vec![None; items.len()];
        self.given = vec![None; items.len()];
        self.items = items;
        self.words = Words::new(&results.words, &results.related);
        self.results = results;
        self.has_open = false;
        self.selected = 0;
        self.leads = None;
        self.top = 0;
    }

    /// Fills the list with commands.
    pub(super) fn fill_commands(&mut self, commands: Vec<Item>, catalog: &Catalog) {
        self.fill(commands, Results::default(), catalog);
        self.holds = Holds::Commands;
    }

    /// Gives rows of items that the catalog knows nothing of.
    pub(super) fn give_rows(&mut self, rows: Vec<Option<Given>>) {
        debug_assert_eq!(rows.len(), self.items.len(), "a row or none for each");
        let rows = rows.into_iter();
        self.given = rows.map(|row| row.map(Box::new)).collect();
        self.condensed_for = (0, 0);
        self.rows.fill(None);
    }

    /// Puts headings above the first items, which have none.
    pub(super) fn give_headings(&mut self, headings: Vec<(usize, String)>) {
        let headings = headings.into_iter();
        let headings = headings.map(|(at, name)| (at, name.into()));
        self.headings.splice(..0, headings);
    }

    /// Selects the item of a lookup that is open. Where there is none, one is put above the others: the list never points at another
    /// page than the one that is read.
    pub(super) fn select_open(&mut self, lookup: Lookup, catalog: &Catalog) {
        if self.has_open {
            self.headings.remove(0);
            for (at, _) in &mut self.headings {
                *at -= 1;
            }
            self.items.remove(0);
            self.rows.remove(0);
            self.given.remove(0);
            self.has_open = false;
        }
        let index = self.find(lookup, catalog).unwrap_or_else(|| {
            let item = lookup
                .entry(catalog)
                .map_or(Item::Unregistered(lookup), |id| {
                    Item::Hit(Hit {
                        id,
                        lookup,
                        score: 0,
                        kind: HitKind::Code,
                    })
                });
            for (at, _) in &mut self.headings {
                *at += 1;
            }
            self.headings.insert(0, (0, OPEN.into()));
            self.items.insert(0, item);
            self.rows.insert(0, None);
            self.given.insert(0, None);
            self.has_open = true;
            0
        });
        self.select(index);
    }

    /// Selects an item that is in view, where it is: the list does not move under the mouse.
    pub(super) fn select_in_place(&mut self, index: usize) {
        self.select(index);
        self.still = true;
    }

    pub(super) fn select(&mut self, index: usize) {
        self.still = false;
        self.leads = None;
        self.selected = index.min(self.items.len().saturating_sub(1));
    }

    /// Selects the first item below the next heading, or the last one below which one has not been yet; says whether there is one.
    pub(super) fn go_group(&mut self, forward: bool) -> bool {
        let places = self.headings.iter().map(|(at, _)| *at);
        let next = if forward {
            places.clone().find(|&at| at > self.selected)
        } else {
            // What stands above all headings is a group too.
            let first = (self.selected > 0).then_some(0);
            places.clone().rfind(|&at| at < self.selected).or(first)
        };
        let Some(next) = next else {
            return false;
        };
        self.select(next);
        // As much of it is seen as there is room for.
        self.leads = Some(next);
        true
    }

    /// Whether there is another group than one.
    pub(super) fn has_groups(&self) -> bool {
        self.headings.iter().any(|(at, _)| *at > 0)
    }

    pub(super) fn move_by(&mut self, items: isize) {
        self.select(self.selected.saturating_add_signed(items));
    }

    /// About how many items fill the pane.
    pub(super) fn page(&self) -> isize {
        isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(1)
    }

    /// The item on a line of the pane; a heading is none.
    pub(super) fn item_at(&self, line: u16) -> Option<usize> {
        let mut above = 0;
        for index in self.top..self.items.len() {
            let below = above + self.lines_of(index);
            if line < below {
                let on_heading = line == above && self.heading(index).is_some();
                return (!on_heading).then_some(index);
            }
            above = below;
        }
        None
    }

    /// The line of the pane on which the selected item begins.
    #[must_use]
    pub fn selected_line(&self) -> u16 {
        let above: u16 = (self.top..self.selected)
            .map(|index| self.lines_of(index))
            .sum();
        above + u16::from(self.heading(self.selected).is_some())
    }

    /// The item of a lookup: just that one, or else the entry that its page is made from.
    pub(super) fn find(&self, lookup: Lookup, catalog: &Catalog) -> Option<usize> {
        let exact = self.items.iter().position(|item| match item {
            Item::Hit(hit) => hit.lookup == lookup,
            Item::Unregistered(other) => *other == lookup,
            _ => false,
        });
        exact.or_else(|| {
            let code = lookup.code.entry_code();
            self.items.iter().position(|item| match item {
                Item::Hit(hit) => hit.lookup.code.entry_code() == code,
                Item::Page(id) => catalog.entry(*id).code == code,
                _ => false,
            })
        })
    }
}
