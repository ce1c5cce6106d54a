//! Tables as programs export and print them: a line with the names of columns, and rows below it, with commas, semicolons, bars or
//! tabs between the values, or padded with blanks. Whatever it was, one sign stands between the values afterwards, quoted values are
//! without their marks, and each row is one line.
//!
//! Nearly all of it changes in place, so that every place stays what it is.

mod layout;
mod quoted;

use std::ops::Range;

use smtpref_catalog::Cues;

use super::super::columns::{BETWEEN, Columns};
use super::super::effort::look_at;
use super::super::text::Text;
use layout::Layout;
use quoted::Quotes;

/// How many lines below a head may stand before its first record.
const ABOVE: usize = 3;
/// The longest head.
const LONGEST_HEAD: usize = 4096;

/// A value of a row, and the number of its column.
type Value = (usize, Range<usize>);

/// How many bytes are read in vain for the records of heads that have none, for each byte of a text.
const IN_VAIN: usize = 4;

/// A text with one sign between the values of its tables.
pub(super) fn divided(text: Text, cues: &Cues) -> Text {
    let bytes = text.text.as_bytes();
    if memchr::memchr(b'@', bytes).is_none() || memchr::memchr(b'\n', bytes).is_none() {
        return text;
    }
    let mut search = Search {
        text: &text.text,
        cues,
        quotes: Quotes::default(),
        budget: IN_VAIN * bytes.len(),
    };
    let mut rows = Vec::new();
    let mut at = 0;
    while at < text.text.len() {
        let head = line(&text.text, at);
        look_at(head.len() + 1);
        at = head.end + 1;
        if let Some(table) = search.table(head) {
            at = search.read(table, &mut rows);
        }
    }
    if rows.is_empty() {
        return text;
    }
    quoted::without_doubles(rewritten(text, &rows), &rows)
}

/// The line that begins at a place.
fn line(text: &str, start: usize) -> Range<usize> {
    let rest = &text.as_bytes()[start..];
    start..start + memchr::memchr(b'\n', rest).unwrap_or(rest.len())
}

/// A row: all of it, and its values in order.
struct Row {
    range: Range<usize>,
    values: Vec<Value>,
}

/// A table that begins with the names of its columns.
struct Table {
    head: Row,
    layout: Layout,
    columns: Columns,
}

impl Table {
    /// Whether a row names a recipient.
    fn is_record(&self, text: &str, row: &Row) -> bool {
        let is_his = |(column, _): &&Value| *column == self.columns.recipient;
        let recipient = row.values.iter().find(is_his);
        recipient.is_some_and(|(_, value)| text[value.clone()].contains('@'))
    }
}

/// The search for tables in a text.
struct Search<'t> {
    text: &'t str,
    cues: &'t Cues,
    quotes: Quotes,
    /// How many bytes may still be read for heads without records.
    budget: usize,
}

impl Search<'_> {
    /// The table whose head is a line; `None` if it is none, or has no record soon: sentences have commas too.
    fn table(&mut self, line: Range<usize>) -> Option<Table> {
        let head = &self.text[line.clone()];
        if head.len() > LONGEST_HEAD || !is_head(head) {
            return None;
        }
        let (layout, values) = layout::of_head(self.text, &line, &self.quotes);
        let names = values.iter().map(|(_, value)| &self.text[value.clone()]);
        let columns = Columns::of(names, self.cues)?;
        let mut at = line.end + 1;
        let head = Row {
            range: line,
            values,
        };
        let table = Table {
            head,
            layout,
            columns,
        };
        for _ in 0..ABOVE {
            if at >= self.text.len() {
                return None;
            }
            let row = self.row(&table, at);
            if table.is_record(self.text, &row) {
                return Some(table);
            }
            self.budget = self.budget.checked_sub(row.range.len())?;
            at = row.range.end + 1;
        }
        None
    }

    /// The row of a table that begins at a place.
    fn row(&self, table: &Table, at: usize) -> Row {
        let mut row = table.layout.row(self.text, at, &self.quotes);
        look_at(row.range.len() + 1);
        let surplus = row.values.len().saturating_sub(table.columns.all.len());
        if let Some(widest) = table.columns.widest().filter(|_| surplus > 0) {
            row.values[widest].1.end = row.values[widest + surplus].1.end;
            row.values.drain(widest + 1..=widest + surplus);
            for (column, _) in &mut row.values[widest + 1..] {
                *column -= surplus;
            }
        }
        row
    }

    /// Keeps the head of a table and the records below it; says where they end.
    fn read(&mut self, table: Table, rows: &mut Vec<Row>) -> usize {
        let mut at = table.head.range.end + 1;
        let mut found = Vec::new();
        while at < self.text.len() {
            let row = self.row(&table, at);
            let is_record = table.is_record(self.text, &row);
            // The head of the next table may follow at once.
            if !is_record && self.table(line(self.text, at)).is_some() {
                break;
            }
            at = row.range.end + 1;
            if is_record {
                found.push(row);
            }
        }
        rows.push(table.head);
        rows.append(&mut found);
        at
    }
}

/// Whether a line consists of signs that names of columns have; that of a raw log says before them that they follow.
fn is_head(line: &str) -> bool {
    let names = line.strip_prefix("#Fields: ").unwrap_or(line);
    let names = names.trim_start_matches([' ', '\t', '"', '|', '\'', '@', '*', '_', '#']);
    let is_sign = |c: char| c.is_alphanumeric() || " \t,;|\"'_-./()#@*?[]\u{2019}".contains(c);
    names.starts_with(char::is_alphabetic) && names.chars().all(is_sign)
}

/// A text with one sign between the values of its rows.
fn rewritten(mut text: Text, rows: &[Row]) -> Text {
    let mut bytes = std::mem::take(&mut text.text).into_bytes();
    for row in rows {
        let (mut at, mut column) = (row.range.start, 0);
        for (of, value) in &row.values {
            fill(&mut bytes[at..value.start], of - column);
            let lines = memchr::memchr_iter(b'\n', &bytes[value.clone()]);
            let lines: Vec<usize> = lines.map(|at| value.start + at).collect();
            for at in lines {
                bytes[at] = b' ';
            }
            (at, column) = (value.end, *of);
        }
        fill(&mut bytes[at..row.range.end], 0);
    }
    text.text = String::from_utf8(bytes).unwrap_or_default();
    text
}

/// Writes the signs for so many borders of columns, and blanks.
fn fill(gap: &mut [u8], borders: usize) {
    let borders = borders.min(gap.len());
    let sign = u8::try_from(BETWEEN).unwrap_or(b' ');
    gap[..borders].fill(sign);
    gap[borders..].fill(b' ');
}
