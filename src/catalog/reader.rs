//! Reads typed fields out of a TOML table and collects every problem with its line, instead of stopping at the first.
//!
//! Derived deserializers stop at the first error and do not know the line of a wrong value that is well-formed; a
//! person who mends a data file wants all of them at once.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Problem;

/// One data file while it is read.
pub(super) struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    problems: RefCell<Vec<Problem>>,
}

/// A value with the line on which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) line: usize,
}

/// A table of the file whose fields are taken one after the other.
pub(super) struct Table<'a> {
    reader: &'a Reader<'a>,
    fields: &'a DeTable<'a>,
    /// What the table is called in messages: "an entry", "an example".
    name: &'static str,
    line: usize,
    asked: RefCell<Vec<&'static str>>,
}

/// Keeps a text until the program ends: the catalog's texts live as long as it does.
pub(super) fn keep(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// Folds line breaks to spaces.
fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl<'a> Reader<'a> {
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        Self {
            file,
            text,
            problems: RefCell::default(),
        }
    }

    /// The problems found so far.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }

    pub(super) fn problem(&self, line: usize, message: impl Into<String>) {
        self.problems.borrow_mut().push(Problem {
            file: self.file.to_owned(),
            line,
            message: message.into(),
        });
    }

    fn line(&self, span: &Range<usize>) -> usize {
        let before = self.text.as_bytes().iter().take(span.start);
        1 + before.filter(|&&byte| byte == b'\n').count()
    }

    /// The file as a table; syntax errors are noted as problems.
    pub(super) fn parse(&self) -> Spanned<DeTable<'a>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let line = self.line(&error.span().unwrap_or_default());
            self.problem(line, format!("not TOML: {}", error.message()));
        }
        table
    }

    /// The fields of the whole file.
    pub(super) fn root(&'a self, table: &'a Spanned<DeTable<'a>>, name: &'static str) -> Table<'a> {
        Table {
            reader: self,
            fields: table.get_ref(),
            name,
            line: 1,
            asked: RefCell::default(),
        }
    }
}

impl<'a> Table<'a> {
    pub(super) fn line(&self) -> usize {
        self.line
    }

    pub(super) fn problem(&self, line: usize, message: impl Into<String>) {
        self.reader.problem(line, message);
    }

    fn get(&self, field: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.borrow_mut().push(field);
        self.fields.get(field)
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
                value.get_ref().type_str()
            ),
        );
    }

    fn as_text(&self, field: &'static str, value: &'a Spanned<DeValue<'a>>) -> Option<At<&'a str>> {
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
        if let Some(c) = text.chars().find(|&c| c.is_control() && c != '\n') {
            self.problem(
                line,
                format!("`{field}` has the control character {c:?}: remove it"),
            );
            return None;
        }
        Some(At { value: text, line })
    }

    /// A text if the field is there, line breaks kept.
    pub(super) fn optional_raw(&self, field: &'static str) -> Option<At<&'a str>> {
        self.get(field).and_then(|value| self.as_text(field, value))
    }

    /// A text that must be there, line breaks kept.
    pub(super) fn raw(&self, field: &'static str) -> Option<At<&'a str>> {
        if let Some(value) = self.get(field) {
            self.as_text(field, value)
        } else {
            self.missing(field);
            None
        }
    }

    /// A folded text that must be there.
    pub(super) fn text(&self, field: &'static str) -> Option<At<&'static str>> {
        self.raw(field).map(|at| At {
            value: keep(&fold(at.value)),
            line: at.line,
        })
    }

    /// A folded text if the field is there.
    pub(super) fn optional_text(&self, field: &'static str) -> Option<At<&'static str>> {
        self.optional_raw(field).map(|at| At {
            value: keep(&fold(at.value)),
            line: at.line,
        })
    }

    /// The paragraphs of a text that must be there.
    pub(super) fn paragraphs(&self, field: &'static str) -> Vec<&'static str> {
        self.raw(field)
            .map_or_else(Vec::new, |at| paragraphs(at.value))
    }

    /// The paragraphs of a text if the field is there.
    pub(super) fn optional_paragraphs(&self, field: &'static str) -> Vec<&'static str> {
        self.optional_raw(field)
            .map_or_else(Vec::new, |at| paragraphs(at.value))
    }

    /// A number of the range that must be there.
    pub(super) fn number(&self, field: &'static str, range: Range<u8>) -> Option<u8> {
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

    /// A list of folded texts; missing is a problem if `needed`.
    pub(super) fn texts(&self, field: &'static str, needed: bool) -> Vec<At<&'static str>> {
        self.array(field, needed)
            .iter()
            .filter_map(|item| self.as_text(field, item))
            .map(|at| At {
                value: keep(&fold(at.value)),
                line: at.line,
            })
            .collect()
    }

    fn array(&self, field: &'static str, needed: bool) -> Vec<&'a Spanned<DeValue<'a>>> {
        match self.get(field) {
            None => {
                if needed {
                    self.missing(field);
                }
                Vec::new()
            }
            Some(value) => {
                if let Some(array) = value.get_ref().as_array() {
                    array.iter().collect()
                } else {
                    self.wrong_type(field, value, "a list between [ and ]");
                    Vec::new()
                }
            }
        }
    }

    /// A list of tables; missing is a problem if `needed`.
    pub(super) fn tables(
        &self,
        field: &'static str,
        name: &'static str,
        needed: bool,
    ) -> Vec<Table<'a>> {
        self.array(field, needed)
            .into_iter()
            .filter_map(|item| self.as_table(field, name, item))
            .collect()
    }

    /// A table; missing is a problem if `needed`.
    pub(super) fn table(
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
        field: &'static str,
        name: &'static str,
        value: &'a Spanned<DeValue<'a>>,
    ) -> Option<Table<'a>> {
        if let Some(fields) = value.get_ref().as_table() {
            Some(Table {
                reader: self.reader,
                fields,
                name,
                line: self.reader.line(&value.span()),
                asked: RefCell::default(),
            })
        } else {
            self.wrong_type(field, value, "a table");
            None
        }
    }

    /// Every field as a table of its own, for files whose fields are keys.
    pub(super) fn each(&self, name: &'static str) -> Vec<(At<&'a str>, Table<'a>)> {
        self.fields
            .iter()
            .filter_map(|(key, value)| {
                let line = self.reader.line(&key.span());
                let key = At {
                    value: key.get_ref().as_ref(),
                    line,
                };
                let mut table = self.as_table("the entry", name, value)?;
                table.line = line;
                Some((key, table))
            })
            .collect()
    }

    /// Ends the reading: every field that was not asked for is a problem.
    pub(super) fn finish(&self) {
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

/// Folded paragraphs between empty lines.
fn paragraphs(text: &str) -> Vec<&'static str> {
    let mut paragraphs = vec![Vec::new()];
    for line in text.lines() {
        match (line.trim().is_empty(), paragraphs.last_mut()) {
            (false, Some(paragraph)) => paragraph.push(line.trim()),
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs
        .into_iter()
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| keep(&fold(&paragraph.join(" "))))
        .collect()
}
