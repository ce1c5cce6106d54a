//! Quoted values (RFC 4180): a divider and the end of a line between quotation marks are part of the value, and two marks stand for one.

use std::cell::Cell;
use std::ops::Range;

use super::super::super::effort::look_at;
use super::super::super::text::Text;
use super::Row;

/// The longest quoted value.
const LONGEST: usize = 16 << 10;
/// What two marks become.
const MARK: &str = "\u{201d}";

/// Finds where quoted values end, and looks at no place twice.
#[derive(Default)]
pub(super) struct Quotes(Cell<Searched>);

/// A stretch in which no mark ends a value, and the one behind it that does. It is the same wherever in the stretch a value began.
#[derive(Debug, Clone, Copy, Default)]
struct Searched {
    sign: u8,
    from: usize,
    to: usize,
    found: Option<End>,
}

/// Where a quoted value ends, and where the row goes on.
#[derive(Debug, Clone, Copy)]
struct End {
    mark: usize,
    behind: usize,
}

impl Quotes {
    /// The quoted value that begins at a place, without its marks, and where the row goes on; `None` if there is none.
    pub(super) fn quoted(
        &self,
        bytes: &[u8],
        at: usize,
        sign: u8,
    ) -> Option<(Range<usize>, usize)> {
        let start = at + blanks(&bytes[at..]) + 1;
        if bytes.get(start - 1) != Some(&b'"') {
            return None;
        }
        let known = self.0.get();
        let is_known = known.sign == sign && (known.from..=known.to).contains(&start);
        let found = known.found.filter(|_| is_known);
        let found = found.or_else(|| {
            // A row may be read more than once.
            let (first, from) = if is_known {
                (known.from, known.to)
            } else {
                (start, start)
            };
            let limit = bytes.len().min(start + LONGEST).max(from);
            let (to, found) = next_end(bytes, from..limit, sign);
            self.0.set(Searched {
                sign,
                from: first,
                to,
                found,
            });
            found
        });
        let End { mark, behind } = found?;
        Some((start..mark, behind))
    }
}

/// The next mark of a range that ends a value, and up to where none does: two marks stand for one, and behind the end of a value stands
/// the sign or the end of the line.
fn next_end(bytes: &[u8], range: Range<usize>, sign: u8) -> (usize, Option<End>) {
    let mut at = range.start;
    while at < range.end {
        let Some(next) = memchr::memchr(b'"', &bytes[at..range.end]) else {
            look_at(range.end - at);
            break;
        };
        let first = at + next;
        let count = bytes[first..]
            .iter()
            .take_while(|byte| **byte == b'"')
            .count();
        let behind = first + count + blanks(&bytes[first + count..]);
        look_at(behind - at);
        let next = bytes.get(behind);
        if count % 2 == 1 && next.is_none_or(|next| *next == b'\n' || *next == sign) {
            let mark = first + count - 1;
            return (first, Some(End { mark, behind }));
        }
        at = first + count;
    }
    (range.end, None)
}

/// A value without marks that begins at a place, and where the row goes on.
pub(super) fn unquoted(bytes: &[u8], at: usize, sign: u8) -> (Range<usize>, usize) {
    let length = memchr::memchr2(sign, b'\n', &bytes[at..]);
    let end = length.map_or(bytes.len(), |length| at + length);
    let start = at + blanks(&bytes[at..end]);
    let trailing = bytes[start..end].iter().rev();
    let trailing = trailing.take_while(|byte| **byte == b' ').count();
    (start..end - trailing, end)
}

/// How many blanks stand before something.
fn blanks(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| **byte == b' ').count()
}

/// A text whose rows have one mark of another form where a quoted value has two.
pub(super) fn without_doubles(text: Text, rows: &[Row]) -> Text {
    const TWO: &[u8] = b"\"\"";
    let values = rows.iter().flat_map(|row| &row.values);
    let doubles: Vec<usize> = values
        .flat_map(|(_, value)| {
            let found = memchr::memmem::find_iter(&text.text.as_bytes()[value.clone()], TWO);
            found.map(|at| value.start + at)
        })
        .collect();
    if doubles.is_empty() {
        return text;
    }
    let mut out = text.rewrite();
    let mut at = 0;
    for double in doubles {
        out.copy(at..double);
        at = double + TWO.len();
        out.put(MARK, double..at);
    }
    out.copy(at..text.text.len());
    out.finish()
}
