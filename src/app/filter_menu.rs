//! The filter menu: every class, kind, status, subject, command and provider as a row that can be set or dropped.

use crate::lookup::wording;
use crate::search::{FIELDS, Filter};
use smtpref_catalog::Catalog;
use smtpref_catalog::{Code, Command};

/// The open menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterMenu {
    /// Its rows.
    pub rows: Vec<FilterRow>,
    /// The selected row.
    pub selected: usize,
}

/// A row of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterRow {
    /// What is filtered by.
    pub field: &'static str,
    /// What must hold.
    pub value: String,
    /// How many entries have it.
    pub count: usize,
    /// The filter that this row alone sets.
    pub filter: Filter,
}

impl FilterMenu {
    /// The menu for a catalog; rows that no entry has are left out.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        let rows = all()
            .chain(providers(catalog))
            .map(|(field, value, filter)| FilterRow {
                field,
                value,
                count: catalog.entries().filter(|entry| filter.pass(entry)).count(),
                filter,
            })
            .filter(|row| row.count > 0)
            .collect();
        Self { rows, selected: 0 }
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
    catalog.providers().iter().map(|provider| {
        let filter = Filter {
            provider: Some(provider.code),
            ..Filter::default()
        };
        ("provider", provider.name.to_owned(), filter)
    })
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
    }
}

/// What is set, in words for the search row.
pub(super) fn active_filters(filter: Filter) -> Vec<String> {
    [
        filter.class.map(|class| format!("class {class}")),
        filter.command.map(|command| command.word().to_owned()),
        filter.kind.map(|kind| wording::kind(kind, true).to_owned()),
        filter
            .subject
            .map(|subject| Code::Subject(subject).to_string()),
        filter
            .status
            .map(|status| wording::standing(status, true).to_owned()),
        filter.provider.map(|provider| provider.to_string()),
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
            class: Some(5),
            ..Filter::default()
        };
        let command = Filter {
            command: Some(Command::Rcpt),
            ..Filter::default()
        };
        let both = toggled(toggled(Filter::default(), class), command);
        assert_eq!(active_filters(both), ["class 5", "RCPT"]);
        assert_eq!(toggled(both, class), command);
    }
}
