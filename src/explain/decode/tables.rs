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

/// How many lines below a head may stand before its first record.
const ABOVE: usize = 3;
/// The longest head.
const LONGEST_HEAD: usize = 4096;

/// A value of a row, and the number of its column.
type Value = (usize, Range<usize>);

/// A text with one sign between the values of its tables.
pub(super) fn divided(text: Text, cues: &Cues) -> Text {
    let bytes = text.text.as_bytes();
    if memchr::memchr(b'@', bytes).is_none() || memchr::memchr(b'\n', bytes).is_none() {
        return text;
    }
    let mut rows = Vec::new();
    let mut at = 0;
    while at < text.text.len() {
        let head = line(&text.text, at);
        look_at(head.len() + 1);
        at = head.end + 1;
        if let Some(table) = Table::of(&text.text, head, cues) {
            at = table.read(cues, &mut rows);
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
struct Table<'t> {
    text: &'t str,
    head: Row,
    layout: Layout,
    columns: Columns,
}

impl<'t> Table<'t> {
    /// The table whose head is a line; `None` if it is none, or has no record.
    fn of(text: &'t str, line: Range<usize>, cues: &Cues) -> Option<Self> {
        let head = &text[line.clone()];
        if head.len() > LONGEST_HEAD || !is_head(head) {
            return None;
        }
        let (layout, values) = layout::of_head(text, &line)?;
        let names = values.iter().map(|(_, value)| &text[value.clone()]);
        let columns = Columns::of(names, cues)?;
        let head = Row {
            range: line,
            values,
        };
        let table = Self {
            text,
            head,
            layout,
            columns,
        };
        table.has_record().then_some(table)
    }

    /// Whether a record follows soon: sentences have commas too.
    fn has_record(&self) -> bool {
        let mut at = self.head.range.end + 1;
        for _ in 0..ABOVE {
            if at >= self.text.len() {
                return false;
            }
            let row = self.row(at);
            at = row.range.end + 1;
            if self.is_record(&row) {
                return true;
            }
        }
        false
    }

    /// The row that begins at a place.
    fn row(&self, at: usize) -> Row {
        let count = self.columns.all.len();
        let mut row = self.layout.row(self.text, at);
        let surplus = row.values.len().saturating_sub(count);
        if let Some(widest) = self.columns.widest().filter(|_| surplus > 0) {
            let end = row.values[widest + surplus].1.end;
            row.values[widest].1.end = end;
            row.values.drain(widest + 1..=widest + surplus);
            for (column, _) in &mut row.values[widest + 1..] {
                *column -= surplus;
            }
        }
        row
    }

    /// Whether a row names a recipient.
    fn is_record(&self, row: &Row) -> bool {
        let is_his = |(column, _): &&Value| *column == self.columns.recipient;
        let recipient = row.values.iter().find(is_his);
        recipient.is_some_and(|(_, value)| self.text[value.clone()].contains('@'))
    }

    /// Keeps the head and the records below it; says where they end.
    fn read(self, cues: &Cues, rows: &mut Vec<Row>) -> usize {
        let mut at = self.head.range.end + 1;
        let mut found = Vec::new();
        while at < self.text.len() {
            let row = self.row(at);
            look_at(row.range.len() + 1);
            if self.is_record(&row) {
                at = row.range.end + 1;
                found.push(row);
                continue;
            }
            let next = line(self.text, at);
            if Self::of(self.text, next, cues).is_some() {
                break;
            }
            at = row.range.end + 1;
        }
        rows.push(self.head);
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
