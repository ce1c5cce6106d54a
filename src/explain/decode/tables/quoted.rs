//! Quoted values (RFC 4180): a divider and the end of a line between quotation marks are part of the value, and two marks stand for one.

use std::cell::Cell;
use std::ops::Range;

use super::super::super::text::Text;
use super::Row;

/// The longest quoted value.
const LONGEST: usize = 16 << 10;
/// What two marks become.
const MARK: &str = "\u{201d}";

/// Finds where quoted values end.
#[derive(Default)]
pub(super) struct Quotes {
    /// Up to where no mark ends a value, as far as somebody has looked.
    searched: Cell<usize>,
}

impl Quotes {
    /// The quoted value that begins at a place, without its marks, and where the row goes on; `None` if there is none.
    pub(super) fn quoted(
        &self,
        bytes: &[u8],
        at: usize,
        sign: u8,
    ) -> Option<(Range<usize>, usize)> {
        let start = at + blanks(&bytes[at..]);
        if bytes.get(start) != Some(&b'"') {
            return None;
        }
        let mut from = (start + 1).max(self.searched.get());
        let limit = bytes.len().min(start + LONGEST);
        while let Some(next) = memchr::memchr(b'"', bytes.get(from..limit)?) {
            let mark = from + next;
            let run = bytes[mark..]
                .iter()
                .take_while(|byte| **byte == b'"')
                .count();
            let end = mark + run;
            let behind = end + blanks(&bytes[end..]);
            let is_end =
                matches!(bytes.get(behind), None | Some(b'\n')) || bytes.get(behind) == Some(&sign);
            if is_end && run % 2 == 1 {
                return Some((start + 1..end - 1, behind));
            }
            from = end;
        }
        self.searched.set(limit);
        None
    }
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
