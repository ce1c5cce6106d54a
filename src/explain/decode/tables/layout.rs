//! How the columns of a table stand: a sign between them, or blanks up to where the next one begins.

use std::ops::Range;

use super::quoted::{Quotes, unquoted};
use super::{Row, Value, line};

/// How the values of a row are told apart.
pub(super) enum Layout {
    /// By a sign between them.
    Divided(u8),
    /// By where the column begins, in characters. `is_exact` says that a line of hyphens below the names tells where; else there are
    /// two blanks at least between two values.
    Padded { starts: Vec<usize>, is_exact: bool },
}

/// The layout of a table by the line with the names, and the names.
pub(super) fn of_head(text: &str, head: &Range<usize>, quotes: &Quotes) -> (Layout, Vec<Value>) {
    const SIGNS: [u8; 4] = [b'|', b'\t', b';', b','];
    let bytes = &text.as_bytes()[head.clone()];
    let divides = |sign: &u8| memchr::memchr_iter(*sign, bytes).take(2).count() == 2;
    let layout = if let Some(sign) = SIGNS.into_iter().find(divides) {
        Layout::Divided(sign)
    } else {
        let below = line(text, (head.end + 1).min(text.len()));
        match hyphens(&text[below]) {
            Some(starts) => Layout::Padded {
                starts,
                is_exact: true,
            },
            None => Layout::Padded {
                starts: starts_of(&text[head.clone()]),
                is_exact: false,
            },
        }
    };
    // Names in several lines are none.
    let names = layout.row(&text[..head.end], head.start, quotes);
    (layout, names.values)
}

/// Where the columns begin by a line of hyphens below their names.
fn hyphens(line: &str) -> Option<Vec<usize>> {
    let is_rule = line.contains("--") && line.bytes().all(|byte| matches!(byte, b'-' | b' '));
    is_rule.then(|| {
        let bytes = line.as_bytes();
        let begins = |at: &usize| bytes[*at] == b'-' && (*at == 0 || bytes[at - 1] == b' ');
        (0..bytes.len()).filter(begins).collect()
    })
}

/// Where the columns begin by their names.
fn starts_of(head: &str) -> Vec<usize> {
    let starts = apart(head, 0).into_iter();
    starts
        .map(|value| head[..value.start].chars().count())
        .collect()
}

/// Where values stand in a line that begins at a place, with two blanks at least between them.
fn apart(line: &str, start: usize) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut at = 0;
    for part in line.split("  ") {
        let value = part.trim();
        if !value.is_empty() {
            let begin = start + at + (part.len() - part.trim_start().len());
            all.push(begin..begin + value.len());
        }
        at += part.len() + 2;
    }
    all
}

impl Layout {
    /// The row that begins at a place.
    pub(super) fn row(&self, text: &str, start: usize, quotes: &Quotes) -> Row {
        match self {
            Self::Divided(sign) => divided(text, start, *sign, quotes),
            Self::Padded { starts, is_exact } => {
                let range = line(text, start);
                let row = &text[range.clone()];
                let values = if *is_exact {
                    sliced(row, range.start, starts)
                } else {
                    placed(row, range.start, starts)
                };
                Row { range, values }
            }
        }
    }
}

/// The values of a row with a sign between them; a quoted one may go on in the next lines. A table of Markdown has nothing before its first
/// bar and behind its last, in the line of the names as in the others.
fn divided(text: &str, start: usize, sign: u8, quotes: &Quotes) -> Row {
    let bytes = text.as_bytes();
    let mut values = Vec::new();
    let mut at = start;
    let end = loop {
        let in_marks = quotes.quoted(bytes, at, sign);
        let (value, behind) = in_marks.unwrap_or_else(|| unquoted(bytes, at, sign));
        let is_last = bytes.get(behind) != Some(&sign);
        values.push((values.len(), value));
        if is_last {
            break behind;
        }
        at = behind + 1;
    };
    Row {
        range: start..end,
        values,
    }
}

/// The values of a row whose columns begin at known places. A number may stand at the right of its column, and begin before it.
fn sliced(row: &str, start: usize, starts: &[usize]) -> Vec<Value> {
    let bytes = row.as_bytes();
    let mut borders = Vec::with_capacity(starts.len() + 1);
    let mut wanted = starts.iter().peekable();
    for (count, (at, _)) in row.char_indices().enumerate() {
        if wanted.next_if_eq(&&count).is_some() {
            if borders.is_empty() {
                borders.push(0);
                continue;
            }
            let is_within = at > 0 && bytes[at] != b' ';
            let word = bytes[..at].iter().rposition(|byte| *byte == b' ');
            let begin = word.map_or(0, |blank| blank + 1);
            borders.push(if is_within { begin } else { at });
        }
    }
    borders.push(row.len());
    let mut values = Vec::new();
    for (column, two) in borders.windows(2).enumerate() {
        let Some(slice) = row.get(two[0]..two[1]) else {
            continue;
        };
        let value = slice.trim();
        if !value.is_empty() {
            let begin = start + two[0] + (slice.len() - slice.trim_start().len());
            values.push((column, begin..begin + value.len()));
        }
    }
    values
}

/// The values of a row that has two blanks at least between them: one for each column, or each below the name that it stands under.
fn placed(row: &str, start: usize, starts: &[usize]) -> Vec<Value> {
    let all = apart(row, start);
    if all.len() == starts.len() {
        return all.into_iter().enumerate().collect();
    }
    let mut values: Vec<Value> = Vec::new();
    let (mut known, mut count) = (0, 0);
    for value in all {
        count += row[known..value.end - start].chars().count();
        known = value.end - start;
        // A value that ends behind the beginning of a name stands below it.
        let column = starts.partition_point(|begin| *begin < count).max(1) - 1;
        match values.last_mut() {
            Some((last, known)) if *last >= column => known.end = value.end,
            _ => values.push((column, value)),
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn shown(text: &str, values: Vec<Value>) -> Vec<(usize, &str)> {
        let shown = |(column, value): Value| (column, &text[value]);
        values.into_iter().map(shown).collect()
    }

    #[rstest]
    #[case::at_the_left("ab   22 x", &[(0, "ab"), (1, "22"), (2, "x")])]
    #[case::at_the_right("ab 2222 x", &[(0, "ab"), (1, "2222"), (2, "x")])]
    #[case::an_empty_one("ab      x y", &[(0, "ab"), (2, "x y")])]
    #[case::a_short_line("ab", &[(0, "ab")])]
    #[case::letters_of_two_bytes("äb   22 ö", &[(0, "äb"), (1, "22"), (2, "ö")])]
    fn a_line_is_cut_where_columns_begin(#[case] row: &str, #[case] expected: &[(usize, &str)]) {
        assert_eq!(shown(row, sliced(row, 0, &[0, 5, 8])), expected);
    }

    #[rstest]
    #[case::one_for_each("abcdefgh  b  c", &[(0, "abcdefgh"), (1, "b"), (2, "c")])]
    #[case::the_second_is_empty("ab        c", &[(0, "ab"), (2, "c")])]
    #[case::the_first_is_empty("     bb", &[(1, "bb")])]
    #[case::one_too_many("a    b  c  d  e", &[(0, "a"), (1, "b"), (2, "c  d  e")])]
    fn a_value_stands_below_its_name(#[case] row: &str, #[case] expected: &[(usize, &str)]) {
        assert_eq!(shown(row, placed(row, 0, &[0, 5, 8])), expected);
    }
}
