//! Tables: a line with the names of columns, and below it a record in each line. Trackers, services and servers export what became of
//! messages so; the columns are between commas, semicolons or bars. Those that stood apart by white space have got bars when the text
//! was decoded.

mod cells;
mod columns;

use std::ops::Range;

use smtpref_catalog::{Cue, Provider};

use super::event::{Events, Reader, Record};
use crate::explain::effort::look_at;
use crate::explain::view::View;
use cells::{Cells, Row};
use columns::Columns;

/// The head of a raw log of Exchange: `#Fields: date-time,client-ip,…`.
const FIELDS: &str = "#fields: ";
/// How many lines below a head may stand before the first record.
const RULES: usize = 2;

/// What the tables of a text tell.
pub(in crate::explain) struct Told {
    pub(in crate::explain) events: Events,
    /// Whether nothing stands before the first of them.
    pub(in crate::explain) is_all: bool,
    /// Whether a service lists its addresses, and not a server its messages.
    pub(in crate::explain) is_of_service: bool,
}

/// Reads the tables of a text, of the service that is asked for where there are some; `None` if it has none.
pub(in crate::explain) fn tables<'c>(
    view: &View<'_>,
    service: impl FnOnce() -> Option<&'c Provider>,
) -> Option<Told> {
    if !view.has_sign {
        return None;
    }
    let first = Head::first(view, 0)?;
    let start = first.line.start;
    let mut told = Told {
        is_all: view.text[..start].trim().is_empty(),
        is_of_service: first.columns.are_of_service,
        events: Events::default(),
    };
    let mut reader = Reader {
        view,
        events: Events::default(),
        service: service(),
    };
    let mut next = Some(first);
    while let Some(head) = next {
        let end = head.records(&mut reader);
        next = Head::first(view, end);
    }
    told.is_of_service |= reader.service.is_some();
    told.events = reader.events;
    Some(told)
}

/// The head of a table.
struct Head {
    line: Range<usize>,
    cells: Cells,
    columns: Columns,
}

impl Head {
    /// The first head at or behind a place that has a record below it.
    fn first(view: &View<'_>, from: usize) -> Option<Self> {
        let mut start = from;
        while start < view.text.len() {
            let line = line(view, start);
            look_at(line.len() + 1);
            start = line.end + 1;
            let head = Self::of(view, line).filter(|head| head.has_record(view));
            if head.is_some() {
                return head;
            }
        }
        None
    }

    fn of(view: &View<'_>, line: Range<usize>) -> Option<Self> {
        let is_raw = view.lower[line.clone()].starts_with(FIELDS);
        let names = line.start + if is_raw { FIELDS.len() } else { 0 }..line.end;
        let cells = Cells::of_head(&view.text[names.clone()])?;
        let columns = Columns::of(view, &cells.row(view.text, names).cells)?;
        Some(Self {
            line,
            cells,
            columns,
        })
    }

    /// Whether a record names a recipient soon below it: sentences have commas too.
    fn has_record(&self, view: &View<'_>) -> bool {
        let mut start = self.line.end + 1;
        for _ in 0..=RULES {
            let Some(row) = self.row(view, start) else {
                return false;
            };
            if self.columns.names_somebody(view, &row.cells) {
                return true;
            }
            start = row.end + 1;
        }
        false
    }

    /// The row that begins at a place; `None` behind the end of the text.
    fn row(&self, view: &View<'_>, start: usize) -> Option<Row> {
        (start < view.text.len()).then(|| self.cells.row(view.text, line(view, start)))
    }

    /// Reads the records below, and says where they end.
    fn records(&self, reader: &mut Reader<'_, '_>) -> usize {
        let view = reader.view;
        let mut start = self.line.end + 1;
        let mut settled = Settled::default();
        let mut behind_blank = false;
        while let Some(row) = self.row(view, start) {
            look_at(row.end - start + 1);
            let is_blank = view.text[start..row.end].trim().is_empty();
            let is_rule = || cells::is_rule(&view.text[start..row.end]);
            if !is_blank && !is_rule() {
                let is_row = self.columns.fit(&row.cells, behind_blank);
                // The head of the next table may follow at once.
                let is_head = || Self::of(view, start..row.end).is_some();
                if !is_row || is_head() {
                    return start;
                }
                self.record(reader, &row, &mut settled);
            }
            behind_blank = is_blank;
            start = row.end + 1;
        }
        settled.leave_out(&mut reader.events);
        view.text.len()
    }
}
