//! Takes typed fields out of a table of a data file; what is missing, of another type or unknown becomes a problem.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::prose::is_hidden;
use super::reader::{At, Reader};

/// Whether a list has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// It may be left out.
    Optional,
    /// It must be there, but nothing need be in it.
    There,
    /// Something must be in it.
    Filled,
}

/// A table of the file whose fields are taken one after the other.
pub(crate) struct Table<'a> {
    reader: &'a Reader<'a>,
    fields: &'a DeTable<'a>,
    /// What the table is called in messages: "an entry", "an example".
    name: &'static str,
    line: usize,
    asked: RefCell<Vec<&'static str>>,
}

/// What a value is, in the words of one who writes a data file.
fn found(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(_) => "a text".to_owned(),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(_) => "true or false".to_owned(),
        DeValue::Datetime(_) => "a date or time".to_owned(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}

impl<'a> Table<'a> {
    pub(crate) fn new(
        reader: &'a Reader<'a>,
        fields: &'a DeTable<'a>,
        name: &'static str,
        line: usize,
    ) -> Self {
        Self {
            reader,
            fields,
            name,
            line,
            asked: RefCell::default(),
        }
    }

    pub(crate) fn line(&self) -> usize {
        self.line
    }

    pub(crate) fn problem(&self, line: usize, message: impl Into<String>) {
        self.reader.problem(line, message);
    }

    fn get(&self, field: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.borrow_mut().push(field);
        self.fields.get(field)
    }

    /// A field without taking it.
    pub(super) fn peek(&self, field: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.fields.get(field)
    }

    /// A value as it is written in the file.
    pub(super) fn written(&self, value: &Spanned<DeValue<'_>>) -> &'a str {
        self.reader.written(value.span())
    }

    fn missing(&self, field: &str) {
        let Self { name, line, .. } = self;
        self.problem(
            *line,
            format!("{name} needs the field `{field}`: add {field} = …"),
        );
    }

    fn wrong_type(&self, field: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        self.problem(
            self.reader.line(&value.span()),
            format!(
                "`{field}` is {} where {wanted} is wanted",
                found(value.get_ref())
            ),
        );
    }

    pub(super) fn as_text(
        &self,
        field: &'static str,
        value: &'a Spanned<DeValue<'a>>,
    ) -> Option<At<&'a str>> {
        let line = self.reader.line(&value.span());
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(field, value, "a text between quotes");
            return None;
        };
        if text.trim().is_empty() {
            self.problem(
                line,
                format!("`{field}` is empty: write it or remove the field"),
            );
            return None;
        }
        if let Some(c) = text.chars().find(|&c| is_hidden(c)) {
            self.problem(
                line,
                format!("`{field}` has the invisible character {c:?}: remove it"),
            );
            return None;
        }
        Some(At { value: text, line })
    }

    /// A text if the field is there, line breaks kept.
    pub(crate) fn optional_raw(&self, field: &'static str) -> Option<At<&'a str>> {
        self.get(field).and_then(|value| self.as_text(field, value))
    }

    /// A text that must be there, line breaks kept.
    pub(crate) fn raw(&self, field: &'static str) -> Option<At<&'a str>> {
        if let Some(value) = self.get(field) {
            self.as_text(field, value)
        } else {
            self.missing(field);
            None
        }
    }

    /// Whether a field is there.
    pub(crate) fn has(&self, field: &'static str) -> bool {
        self.get(field).is_some()
    }

    /// Yes or no, if the field is there.
    pub(crate) fn flag(&self, field: &'static str) -> Option<bool> {
        let value = self.get(field)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(field, value, "true or false");
        }
        flag
    }

    /// A number of the range that must be there.
    pub(crate) fn number(&self, field: &'static str, range: Range<u8>) -> Option<u8> {
        let Some(value) = self.get(field) else {
            self.missing(field);
            return None;
        };
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|integer| integer.as_str().parse().ok())
            .filter(|number| range.contains(number));
        if number.is_none() {
            let wanted = format!("a whole number from {} to {}", range.start, range.end - 1);
            self.wrong_type(field, value, &wanted);
        }
        number
    }

    /// The numbers of a list, if it is there.
    pub(crate) fn numbers(&self, field: &'static str) -> Vec<At<usize>> {
        let values = self.array(field, Need::Optional).into_iter();
        let number = |value: &'a Spanned<DeValue<'a>>| {
            let integer = value.get_ref().as_integer();
            let number = integer.and_then(|integer| integer.as_str().parse().ok());
            if number.is_none() {
                self.wrong_type(field, value, "a list of whole numbers");
            }
            let line = self.reader.line(&value.span());
            number.map(|value| At { value, line })
        };
        values.filter_map(number).collect()
    }

    /// How many items a list has, right or wrong.
    pub(crate) fn length(&self, field: &str) -> usize {
        let value = self.fields.get(field).map(Spanned::get_ref);
        value
            .and_then(DeValue::as_array)
            .map_or(0, |array| array.len())
    }

    pub(super) fn array(&self, field: &'static str, need: Need) -> Vec<&'a Spanned<DeValue<'a>>> {
        let Some(value) = self.get(field) else {
            if need != Need::Optional {
                self.missing(field);
            }
            return Vec::new();
        };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(field, value, "a list between [ and ]");
            return Vec::new();
        };
        if need == Need::Filled && array.is_empty() {
            let line = self.reader.line(&value.span());
            self.problem(line, format!("`{field}` is an empty list: fill it"));
        }
        array.iter().collect()
    }

    /// A list of tables.
    pub(crate) fn tables(
        &self,
        field: &'static str,
        name: &'static str,
        need: Need,
    ) -> Vec<Table<'a>> {
        self.array(field, need)
            .into_iter()
            .filter_map(|item| self.as_table(field, name, item))
            .collect()
    }

    /// A table; missing is a problem if `needed`.
    pub(crate) fn table(
        &self,
        field: &'static str,
        name: &'static str,
        needed: bool,
    ) -> Option<Table<'a>> {
        let value = self.get(field);
        if value.is_none() && needed {
            self.missing(field);
        }
        self.as_table(field, name, value?)
    }

    fn as_table(
        &self,
        field: &str,
        name: &'static str,
        value: &'a Spanned<DeValue<'a>>,
    ) -> Option<Table<'a>> {
        if let Some(fields) = value.get_ref().as_table() {
            let line = self.reader.line(&value.span());
            Some(Table::new(self.reader, fields, name, line))
        } else {
            self.wrong_type(field, value, "a table");
            None
        }
    }

    /// Every field as a table of its own, for files whose fields are keys.
    pub(crate) fn each(&self, name: &'static str) -> Vec<(At<&'a str>, Table<'a>)> {
        self.fields
            .iter()
            .filter_map(|(key, value)| {
                let line = self.reader.line(&key.span());
                let key = At {
                    value: key.get_ref().as_ref(),
                    line,
                };
                let mut table = self.as_table(key.value, name, value)?;
                table.line = line;
                Some((key, table))
            })
            .collect()
    }

    /// Ends the reading: every field that was not asked for is a problem.
    pub(crate) fn finish(&self) {
        let asked = self.asked.borrow();
        for key in self.fields.keys() {
            if !asked.contains(&key.get_ref().as_ref()) {
                self.problem(
                    self.reader.line(&key.span()),
                    format!(
                        "`{}` is not a field of {}; it has {}",
                        key.get_ref(),
                        self.name,
                        asked.join(", ")
                    ),
                );
            }
        }
    }
}
