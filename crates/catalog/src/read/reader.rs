//! Reads a TOML file and collects every problem with its line, instead of stopping at the first.
//!
//! Derived deserializers stop at the first error and do not know the line of a wrong value that is well-formed; a
//! person who mends a data file wants all of them at once.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use super::table::Table;
use crate::Problem;

/// One data file while it is read.
pub(crate) struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    /// Where each line begins.
    lines: Vec<usize>,
    problems: RefCell<Vec<Problem>>,
}

/// A value with the line on which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) line: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        Self {
            file,
            text,
            lines: std::iter::once(0)
                .chain(text.match_indices('\n').map(|(at, _)| at + 1))
                .collect(),
            problems: RefCell::default(),
        }
    }

    /// The problems found so far.
    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }

    pub(crate) fn problem(&self, line: usize, message: impl Into<String>) {
        self.problems.borrow_mut().push(Problem {
            file: self.file.to_owned(),
            line,
            message: message.into(),
        });
    }

    /// The line on which a span begins.
    pub(crate) fn line(&self, span: &Range<usize>) -> usize {
        self.lines
            .partition_point(|&begin| begin <= span.start)
            .max(1)
    }

    /// The file as a table; `None` if it is not TOML. Only the first error is noted, and nothing is made of the rest: behind an error both
    /// only give false alarms.
    pub(crate) fn parse(&self) -> Option<Spanned<DeTable<'a>>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        let place = |error: &toml::de::Error| error.span().unwrap_or_default();
        if let Some(first) = errors.iter().min_by_key(|error| place(error).start) {
            self.problem(
                self.line(&place(first)),
                format!("not TOML: {}", first.message()),
            );
        }
        errors.is_empty().then_some(table)
    }

    /// The text of a span as it stands in the file.
    pub(crate) fn written(&self, span: Range<usize>) -> &'a str {
        self.text.get(span).unwrap_or_default()
    }

    /// The fields of the whole file.
    pub(crate) fn root(&'a self, table: &'a Spanned<DeTable<'a>>, name: &'static str) -> Table<'a> {
        Table::new(self, table.get_ref(), name, 1)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::read::table::Need;

    /// Reads a file with `ask` and gives the problems as `line: message`.
    fn problems(text: &str, ask: impl FnOnce(&Table<'_>)) -> Vec<String> {
        let reader = Reader::new("a.toml", text);
        if let Some(table) = reader.parse() {
            let fields = reader.root(&table, "a thing");
            ask(&fields);
            fields.finish();
        }
        let problems = reader.into_problems();
        problems
            .iter()
            .map(|problem| format!("{}: {}", problem.line, problem.message))
            .collect()
    }

    #[rstest]
    #[case("\na = \"\"\"\none\n\ntwo\n\"\"\"", &[(3, "one"), (4, ""), (5, "two")])]
    #[case("a = '''\n\n  one  \n\n'''", &[(3, "  one")])]
    #[case("a = \"one\\ntwo\"", &[(1, "one"), (2, "two")])]
    fn lines_know_their_places(#[case] text: &str, #[case] expected: &[(usize, &str)]) {
        let found = problems(text, |fields| {
            let lines = fields.lines("a");
            let found: Vec<_> = lines.iter().map(|at| (at.line, at.value)).collect();
            assert_eq!(found, expected);
        });
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn every_problem_has_its_line() {
        let text = "a = 1\nb = [\n  \"x\",\n  2,\n]\nn = 9\nz = 1\n";
        let found = problems(text, |fields| {
            fields.text("a");
            fields.texts("b", Need::Filled);
            fields.texts("c", Need::There);
            fields.number("n", 1..6);
        });
        assert_eq!(
            found,
            [
                "1: `a` is 1 where a text between quotes is wanted",
                "4: `b` is 2 where a text between quotes is wanted",
                "1: a thing needs the field `c`: add c = …",
                "6: `n` is 9 where a whole number from 1 to 5 is wanted",
                "7: `z` is not a field of a thing; it has a, b, c, n",
            ]
        );
    }

    #[test]
    fn only_the_first_error_of_a_file_counts() {
        let found = problems("a = \"x\"\nb =\nc = [\n", |_| {});
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("2: not TOML: "), "{found:?}");
    }
}
