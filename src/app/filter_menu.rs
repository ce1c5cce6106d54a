//! The filter menu: every class, kind, status, subject, command, owner and provider as a row that can be set or dropped. Beside each stands how many
//! entries would be left with it, the other fields being as they are. What is typed narrows the rows.

mod entries;

use std::collections::HashMap;

use super::list::providers_by_name;
use super::narrow::Narrow;
use crate::keymap::Edit;
use crate::lookup::wording;
use crate::search::{FIELDS, Filter};
use entries::Entries;
use smtpref_catalog::{Catalog, Code, Command, ReplyClass};

/// What parts two names of a row: no name goes on behind it.
const BETWEEN: &str = ", ";

/// The open menu.
#[derive(Debug, Clone)]
pub struct FilterMenu {
    /// All rows.
    all: Vec<FilterRow>,
    /// Those that fit what is typed, as indexes.
    shown: Vec<usize>,
    typed: Narrow,
    selected: usize,
    /// How many entries pass what is set.
    passing: usize,
}

/// A row of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterRow {
    /// What is filtered by.
    pub field: &'static str,
    /// What must hold.
    pub value: String,
    /// How many entries have it among those that pass the other fields.
    pub count: usize,
    /// Whether it is set.
    pub is_set: bool,
    /// The filter that this row alone sets.
    pub filter: Filter,
    /// What else people call it.
    by_names: Vec<String>,
    /// The entries that pass it.
    entries: Entries,
}

impl FilterMenu {
    /// The menu for a catalog and what is set; rows that no entry has are left out.
    #[must_use]
    pub fn new(catalog: &Catalog, now: Filter) -> Self {
        let mut of_providers = of_providers(catalog);
        let rows = all().chain(providers(catalog));
        let rows = rows.map(|(field, value, filter)| {
            // There are too many providers to ask every entry for each.
            let entries = match filter.provider {
                Some(name) => of_providers.remove(name.as_str()).unwrap_or_default(),
                None => Entries::that_pass(filter, catalog),
            };
            FilterRow {
                field,
                value,
                count: entries.count(),
                is_set: false,
                filter,
                by_names: by_names(filter, catalog),
                entries,
            }
        });
        let mut menu = Self {
            all: rows.filter(|row| row.count > 0).collect(),
            shown: Vec::new(),
            typed: Narrow::default(),
            selected: 0,
            passing: 0,
        };
        menu.narrow();
        menu.count(catalog, now);
        menu
    }

    /// Counts anew for what is set.
    pub(super) fn count(&mut self, catalog: &Catalog, now: Filter) {
        let passing = Entries::that_pass(now, catalog);
        self.passing = passing.count();
        for rows in self.all.chunk_by_mut(|one, next| one.field == next.field) {
            // A row takes the place of what is set of its field, and leaves the other fields as they are.
            let others = now.without(rows[0].filter);
            let of_others = (others != now).then(|| Entries::that_pass(others, catalog));
            for row in rows {
                row.count = row.entries.count_in(of_others.as_ref().unwrap_or(&passing));
                row.is_set = now.and(row.filter) == now;
            }
        }
    }

    /// How many entries pass what is set.
    #[must_use]
    pub const fn passing(&self) -> usize {
        self.passing
    }

    /// The rows that fit what is typed.
    #[must_use]
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &FilterRow> {
        self.shown.iter().map(|&index| &self.all[index])
    }

    /// How many rows there are before anything is typed.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.all.len()
    }

    /// What is typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        self.typed.text()
    }

    /// The columns before the cursor in that.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.typed.cursor()
    }

    /// What is said where no row fits what is typed.
    #[must_use]
    pub fn nothing(&self) -> Option<String> {
        let typed = self.typed().trim();
        self.shown
            .is_empty()
            .then(|| format!("Nothing here is called {typed}."))
    }

    /// The index of the selected row among those that fit.
    #[must_use]
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// The selected row.
    #[must_use]
    pub fn row(&self) -> Option<&FilterRow> {
        self.shown.get(self.selected).map(|&index| &self.all[index])
    }

    /// The row that sets the class with a digit.
    pub(super) fn class(&self, digit: char) -> Option<Filter> {
        let class = ReplyClass::from_digit(u8::try_from(digit.to_digit(10)?).ok()?)?;
        let row = self.all.iter().find(|row| row.filter.class == Some(class));
        row.map(|row| row.filter)
    }

    pub(super) fn select(&mut self, index: usize) {
        self.selected = index.min(self.shown.len().saturating_sub(1));
    }

    pub(super) fn move_by(&mut self, rows: isize) {
        self.select(self.selected.saturating_add_signed(rows));
    }

    pub(super) fn type_in(&mut self, c: char) {
        if self.typed.type_in(c) {
            self.narrow();
        }
    }

    /// Whether the name of a provider that fits goes on with another word behind what is typed, so that a space is a part of it. Other
    /// rows have a word of their own.
    pub(super) fn goes_on(&self) -> bool {
        let typed = self.typed().to_lowercase();
        let typed = typed + " ";
        let mut providers = self.rows().filter(|row| row.filter.provider.is_some());
        providers.any(|row| row.has_word(&typed))
    }

    pub(super) fn edit(&mut self, edit: Edit) {
        if self.typed.edit(edit) {
            self.narrow();
        }
    }

    /// Shows all rows again, the same one selected; `false` if nothing is typed.
    pub(super) fn clear(&mut self) -> bool {
        if self.typed().is_empty() {
            return false;
        }
        let selected = self.shown.get(self.selected).copied();
        self.typed.clear();
        self.narrow();
        let at = self.shown.iter().position(|&index| Some(index) == selected);
        self.select(at.unwrap_or(0));
        true
    }

    /// Keeps the rows of which every typed word begins a word; first those whose own name it begins.
    fn narrow(&mut self) {
        let typed = self.typed().to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let fits = |row: &FilterRow| words.iter().all(|word| row.has_word(word));
        let begins = |row: &FilterRow| {
            let value = row.value.to_lowercase();
            words.first().is_none_or(|word| value.starts_with(word))
        };
        let mut shown: Vec<usize> = (0..self.all.len())
            .filter(|&at| fits(&self.all[at]))
            .collect();
        shown.sort_by_key(|&at| !begins(&self.all[at]));
        self.shown = shown;
        self.selected = 0;
    }
}

impl FilterRow {
    /// What typed words are compared to.
    fn text(&self) -> String {
        let plain = match self.filter.class {
            Some(ReplyClass::PositiveCompletion) => "ok positive completion",
            Some(ReplyClass::PositiveIntermediate) => "more positive intermediate",
            Some(ReplyClass::TransientNegative) => "retry transient negative persistent",
            Some(ReplyClass::PermanentNegative) => "negative",
            Some(ReplyClass::OutOfRange) => "out of range",
            _ => "",
        };
        let names = [self.field, &self.value, plain].into_iter();
        let names = names.chain(self.by_names.iter().map(String::as_str));
        names.collect::<Vec<_>>().join(BETWEEN).to_lowercase()
    }

    /// Whether a word of the row begins so, with its signs (`web.de`) or behind one: a name may stand in brackets.
    fn has_word(&self, typed: &str) -> bool {
        let text = self.text();
        let is_in_word = |c: char| c.is_alphanumeric();
        text.match_indices(typed).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            !before.is_some_and(is_in_word)
        })
    }
}

/// Every value of every field; `any` command is the same as none.
fn all() -> impl Iterator<Item = (&'static str, String, Filter)> {
    let any = Some(Command::Any);
    FIELDS.iter().flat_map(move |field| {
        let values = field.values().into_iter();
        let told = values.filter(move |value| value.filter.command != any);
        told.map(|value| (field.name, value.label, value.filter))
    })
}

/// Every provider.
fn providers(catalog: &Catalog) -> impl Iterator<Item = (&'static str, String, Filter)> {
    providers_by_name(catalog).into_iter().map(|provider| {
        let filter = Filter {
            provider: Some(provider.code),
            ..Filter::default()
        };
        ("provider", provider.name.to_owned(), filter)
    })
}

/// What else people call a provider.
fn by_names(filter: Filter, catalog: &Catalog) -> Vec<String> {
    let provider = filter
        .provider
        .and_then(|name| catalog.provider(name.as_str()));
    provider.map_or_else(Vec::new, |provider| {
        let keywords = provider.keywords.iter().map(ToString::to_string);
        std::iter::once(provider.code.to_string())
            .chain(keywords)
            .collect()
    })
}

/// The replies of each provider.
fn of_providers(catalog: &Catalog) -> HashMap<&str, Entries> {
    let mut all: HashMap<&str, Entries> = HashMap::new();
    for (at, entry) in catalog.entries().enumerate() {
        if let Some(name) = entry.code.provider() {
            all.entry(name).or_default().add(at);
        }
    }
    all
}

/// The filter with the field of `row` set, or dropped if it was set to just that.
pub(super) fn toggled(filter: Filter, row: Filter) -> Filter {
    fn toggle<T: PartialEq + Copy>(now: Option<T>, row: Option<T>) -> Option<T> {
        match row {
            Some(_) if now == row => None,
            Some(value) => Some(value),
            None => now,
        }
    }
    Filter {
        class: toggle(filter.class, row.class),
        command: toggle(filter.command, row.command),
        kind: toggle(filter.kind, row.kind),
        subject: toggle(filter.subject, row.subject),
        status: toggle(filter.status, row.status),
        provider: toggle(filter.provider, row.provider),
        own: filter.own != row.own,
    }
}

/// What is set, in words for the search row, each with the filter that it alone is.
pub(super) fn active_filters(filter: Filter) -> Vec<(String, Filter)> {
    let none = Filter::default();
    [
        filter.class.map(|class| {
            let alone = Filter {
                class: Some(class),
                ..none
            };
            (format!("class {}", class.digit()), alone)
        }),
        filter.command.map(|command| {
            let alone = Filter {
                command: Some(command),
                ..none
            };
            (command.word().to_owned(), alone)
        }),
        filter.kind.map(|kind| {
            let alone = Filter {
                kind: Some(kind),
                ..none
            };
            (wording::kind(kind, true).to_owned(), alone)
        }),
        filter.subject.map(|subject| {
            let alone = Filter {
                subject: Some(subject),
                ..none
            };
            (Code::Subject(subject).to_string(), alone)
        }),
        filter.status.map(|status| {
            let alone = Filter {
                status: Some(status),
                ..none
            };
            (wording::standing(status, true).to_owned(), alone)
        }),
        filter.provider.map(|provider| {
            let alone = Filter {
                provider: Some(provider),
                ..none
            };
            (provider.to_string(), alone)
        }),
        filter
            .own
            .then(|| ("own".to_owned(), Filter { own: true, ..none })),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_sets_its_field_and_drops_it_again() {
        let class = Filter {
            class: Some(ReplyClass::PermanentNegative),
            ..Filter::default()
        };
        let command = Filter {
            command: Some(Command::Rcpt),
            ..Filter::default()
        };
        let both = toggled(toggled(Filter::default(), class), command);
        let told = active_filters(both);
        assert_eq!(
            told,
            [("class 5".to_owned(), class), ("RCPT".to_owned(), command)]
        );
        assert_eq!(toggled(both, class), command);
    }
}
