//! The fields by which a query and the filters ask for codes: one table with their names, values, examples and meanings.
//!
//! The query language, its help in the browser and on the command line, the options, their completion, the man page and the filter menu
//! all read it. A new field is a row here, and a part of [`Filter`] if it is to be an option and a row of the menu.

mod values;

use std::ops::RangeInclusive;

use super::filter::Filter;
use super::providers::is_reply_of;
use smtpref_catalog::{Catalog, Entry, Kind, ReplyClass, Subject};
use values::{classes, commands, kinds, owners, statuses, subjects};

/// A field.
#[derive(Debug)]
pub struct QueryField {
    /// Its name, also that of the option.
    pub name: &'static str,
    /// The names by which a query asks for it, the shortest first; none if only an option and the menu do.
    pub queried_as: &'static [&'static str],
    /// What stands for its value in a usage line.
    pub placeholder: &'static str,
    /// What it asks for; begins with a small letter.
    pub meaning: &'static str,
    /// A value for an example.
    example: &'static str,
    /// Its values.
    pub values: Values,
    /// Reads a value in small letters.
    pub(super) read: fn(&str) -> Option<Test>,
}

/// What a field can be.
#[derive(Debug, Clone)]
pub enum Values {
    /// One of a few words.
    Words(fn() -> Vec<Value>),
    /// A number; those that have a name are told.
    Numbers(RangeInclusive<u16>, fn() -> Vec<Value>),
    /// Any text.
    Text,
}

/// A value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// What is typed.
    pub word: String,
    /// Another word for it.
    pub alias: Option<&'static str>,
    /// What it means.
    pub meaning: String,
    /// How a menu shows it.
    pub label: String,
    /// The filter that asks for it alone.
    pub filter: Filter,
}

/// What a field with a value asks of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    Filter(Filter),
    Source(String),
    Provider(String),
}

/// The field that asks for a provider.
pub(super) const PROVIDER: &str = "provider";

/// All fields, in the order of the menu and of the options.
pub const FIELDS: &[QueryField] = &[
    QueryField {
        name: "class",
        queried_as: &["class"],
        placeholder: "DIGIT",
        meaning: "the first digit",
        example: "5",
        values: Values::Numbers(1..=6, classes),
        read: |value| {
            Some(Test::Filter(Filter {
                class: Some(ReplyClass::from_digit(value.parse().ok()?)?),
                ..Filter::default()
            }))
        },
    },
    QueryField {
        name: "kind",
        queried_as: &["kind"],
        placeholder: "KIND",
        meaning: "the kind of code",
        example: "enhanced",
        values: Values::Words(kinds),
        read: |value| {
            let kind = Kind::ALL.into_iter().find(|kind| kind.word() == value);
            Some(Test::Filter(Filter {
                kind: Some(kind?),
                ..Filter::default()
            }))
        },
    },
    QueryField {
        name: "status",
        queried_as: &["status"],
        placeholder: "STATUS",
        meaning: "what the RFCs say of the code",
        example: "obsolete",
        values: Values::Words(statuses),
        read: |value| {
            Some(Test::Filter(Filter {
                status: Some(value.parse().ok()?),
                ..Filter::default()
            }))
        },
    },
    QueryField {
        name: "subject",
        queried_as: &[],
        placeholder: "NUMBER",
        meaning: "the second number of enhanced status codes",
        example: "7",
        values: Values::Numbers(0..=999, subjects),
        read: |value| {
            Some(Test::Filter(Filter {
                subject: Some(Subject::new(value.parse().ok()?)?),
                ..Filter::default()
            }))
        },
    },
    QueryField {
        name: "command",
        queried_as: &["cmd", "command", "stage"],
        placeholder: "COMMAND",
        meaning: "a command or a stage of the session that the code answers",
        example: "rcpt",
        values: Values::Words(commands),
        read: |value| {
            Some(Test::Filter(Filter {
                command: Some(value.parse().ok()?),
                ..Filter::default()
            }))
        },
    },
    QueryField {
        name: "whose",
        queried_as: &["whose"],
        placeholder: "WHOSE",
        meaning: "whose entry it is",
        example: "own",
        values: Values::Words(owners),
        read: |value| {
            (value == "own").then_some(Test::Filter(Filter {
                own: true,
                ..Filter::default()
            }))
        },
    },
    QueryField {
        name: "rfc",
        queried_as: &["rfc"],
        placeholder: "NUMBER",
        meaning: "an RFC to which the page refers",
        example: "3207",
        values: Values::Text,
        read: |value| rfc_key(value).map(Test::Source),
    },
    QueryField {
        name: PROVIDER,
        queried_as: &[PROVIDER],
        placeholder: "NAME",
        meaning: "a provider whose reply it is",
        example: "google",
        values: Values::Text,
        read: |value| {
            let name = value.trim_matches(['\'', '^', '$', '!', '|']);
            (!name.is_empty()).then(|| Test::Provider(name.to_owned()))
        },
    },
];

impl QueryField {
    /// The values that have a name, in their order.
    #[must_use]
    pub fn values(&self) -> Vec<Value> {
        match self.values {
            Values::Words(values) | Values::Numbers(_, values) => values(),
            Values::Text => Vec::new(),
        }
    }

    /// Whether it is an option and a part of the menu.
    #[must_use]
    pub const fn is_filter(&self) -> bool {
        !matches!(self.values, Values::Text)
    }

    /// The filter for a value, as it was typed.
    #[must_use]
    pub fn filter(&self, value: &str) -> Option<Filter> {
        match (self.read)(&value.to_ascii_lowercase())? {
            Test::Filter(filter) => Some(filter),
            Test::Source(_) | Test::Provider(_) => None,
        }
    }

    /// How a query asks for it, such as `class:5`; `None` if a query cannot.
    #[must_use]
    pub fn example(&self) -> Option<String> {
        let name = self.queried_as.first()?;
        Some(format!("{name}:{}", self.example))
    }

    /// What it asks for, and its values where they are few.
    #[must_use]
    pub fn description(&self) -> String {
        const FEW: usize = 6;
        let words: Vec<String> = self.values().into_iter().map(|value| value.word).collect();
        match &self.values {
            Values::Numbers(range, _) => {
                format!("{}, {} to {}", self.meaning, range.start(), range.end())
            }
            Values::Words(_) if words.len() <= FEW => {
                format!("{}: {}", self.meaning, words.join(", "))
            }
            Values::Words(_) | Values::Text => self.meaning.to_owned(),
        }
    }
}

/// The fields of a query that a word is a value of: what asks for it, and what that means.
#[must_use]
pub fn values_called(word: &str) -> Vec<(String, String)> {
    let is_called = |value: &Value| {
        let names = [Some(value.word.as_str()), value.alias];
        let mut names = names.into_iter().flatten();
        names.any(|name| name.eq_ignore_ascii_case(word))
    };
    let fields = FIELDS.iter().filter_map(|field| {
        let name = field.queried_as.first()?;
        let value = field.values().into_iter().find(is_called)?;
        Some((format!("{name}:{}", value.word), value.meaning))
    });
    fields.collect()
}

/// What `name:value` asks for, in small letters; `None` if there is no such field or value.
pub(super) fn test(name: &str, value: &str) -> Option<Test> {
    let field = FIELDS
        .iter()
        .find(|field| field.queried_as.contains(&name))?;
    (field.read)(value)
}

/// The source that an RFC has in the catalog, if a text is the number of one.
pub(super) fn rfc_key(text: &str) -> Option<String> {
    let bare = text.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let long_enough = (3..=5).contains(&bare.len());
    (long_enough && bare.bytes().all(|b| b.is_ascii_digit())).then(|| format!("rfc{bare}"))
}

impl Test {
    /// Whether an entry meets it.
    pub(super) fn holds(&self, entry: &Entry, catalog: &Catalog) -> bool {
        match self {
            Self::Filter(filter) => filter.pass(entry, catalog),
            Self::Source(key) => entry.sources.contains(&key.as_str()),
            Self::Provider(name) => is_reply_of(entry.code, name, catalog),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_of_the_table_is_read_as_its_filter() {
        for field in FIELDS.iter().filter(|field| field.is_filter()) {
            assert!(!field.values().is_empty(), "{}", field.name);
            for value in field.values() {
                let read = field.filter(&value.word);
                assert_eq!(read, Some(value.filter), "{}:{}", field.name, value.word);
                let alias = value.alias.map(|alias| field.filter(alias));
                assert!(alias.is_none_or(|read| read == Some(value.filter)));
            }
        }
    }

    #[test]
    fn every_example_is_read() {
        for field in FIELDS {
            assert!((field.read)(field.example).is_some(), "{}", field.name);
            for name in field.queried_as {
                assert!(test(name, field.example).is_some(), "{name}");
            }
        }
    }

    #[test]
    fn numbers_end_where_the_table_says() {
        for field in FIELDS {
            let Values::Numbers(range, _) = &field.values else {
                continue;
            };
            for number in [*range.start(), *range.end()] {
                assert!(
                    field.filter(&number.to_string()).is_some(),
                    "{}",
                    field.name
                );
            }
            let over = (range.end() + 1).to_string();
            assert_eq!(field.filter(&over), None, "{}", field.name);
        }
    }
}
