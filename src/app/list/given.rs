//! What the rows of a text say, of which the catalog knows nothing: the reply, for whom it is, and what it is.

use std::borrow::Cow;

use super::Row;
use super::row::wrapped;
use crate::document::{self, Role, Severity, Span, columns, cut};
use crate::explain::Answer;
use smtpref_catalog::{Catalog, Provider};

/// The fewest columns of a name before its title.
const LEAST_OF_NAME: usize = 12;

/// The fewest columns in which both ends of an address say something.
const LEAST_SHORTENED: usize = 9;

/// What a row says, whatever its width.
#[derive(Debug, Clone)]
pub(in crate::app) struct Given {
    signs: Vec<Severity>,
    /// What stands before all else.
    label: Vec<Span>,
    /// For whom it is.
    name: Option<String>,
    /// The title, and a shorter one.
    titles: [Cow<'static, str>; 2],
    role: Role,
    /// How many lines it takes.
    shape: Shape,
}

/// How many lines a row takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// As many as it needs.
    Whole,
    /// One, so that more rows are seen.
    Condensed,
    /// One, below a heading that says what it is.
    UnderHeading,
}

impl Given {
    /// That of a text without a reply: what it is.
    pub(in crate::app) const fn of_text(kind: &'static str) -> Self {
        Self {
            signs: Vec::new(),
            label: Vec::new(),
            name: None,
            titles: [Cow::Borrowed(kind), Cow::Borrowed(kind)],
            role: Role::Strong,
            shape: Shape::Whole,
        }
    }

    /// That of a reply: its codes in so many columns, for whom it is, and what it is.
    pub(in crate::app) fn of_reply(answer: &Answer, columns: usize, catalog: &Catalog) -> Self {
        let severity = document::severity(answer, catalog);
        let codes = answer.codes.to_string();
        let code =
            (columns > 0).then(|| Span::new(format!("{codes:<columns$} "), Role::Code(severity)));
        Self {
            signs: vec![severity],
            label: code.into_iter().collect(),
            name: answer.recipient.clone(),
            titles: titles(answer, catalog),
            role: Role::Muted,
            shape: Shape::Whole,
        }
    }

    /// That of a reply that stands in the search box.
    pub(in crate::app) fn of_typed(answer: &Answer, catalog: &Catalog) -> Self {
        Self {
            signs: vec![document::severity(answer, catalog)],
            label: vec![Span::new("This reply says: ", Role::Strong)],
            name: None,
            titles: titles(answer, catalog),
            role: Role::Text,
            shape: Shape::Whole,
        }
    }

    /// That of a provider of which so many replies can be listed.
    pub(in crate::app) fn of_provider(provider: &Provider, replies: usize) -> Self {
        let short = provider.name.split(" (").next().unwrap_or(provider.name);
        let title = |name: &str| format!("{name}: {replies}");
        Self {
            label: vec![Span::new("Replies of ", Role::Strong)],
            titles: [title(provider.name), title(short)].map(Cow::Owned),
            ..Self::of_text("")
        }
    }

    /// The same below a heading that says what it is.
    pub(in crate::app) fn under_heading(self, is: bool) -> Self {
        let shape = if is { Shape::UnderHeading } else { self.shape };
        Self { shape, ..self }
    }

    /// The same in one line or in as many as it needs; in one below a heading in any case.
    pub(super) fn condensed(self, is: bool) -> Self {
        let shape = match (self.shape, is) {
            (Shape::UnderHeading, _) => Shape::UnderHeading,
            (_, true) => Shape::Condensed,
            (_, false) => Shape::Whole,
        };
        Self { shape, ..self }
    }

    /// Whether it is in one line because others need the room.
    pub(super) fn is_condensed(&self) -> bool {
        self.shape == Shape::Condensed
    }

    /// The row in so many columns: with the shorter title where only that fits, and where neither does with the name alone in the first
    /// line, if there may be another.
    pub(super) fn row(&self, width: usize) -> Row {
        Row {
            signs: self.signs.clone(),
            lines: self.lines(width),
            ..Row::default()
        }
    }

    fn lines(&self, width: usize) -> Vec<Vec<Span>> {
        let name = self.name.as_deref();
        if let (Shape::UnderHeading, Some(name)) = (self.shape, name) {
            return vec![vec![Span::text(shortened(name, width))]];
        }
        let mut line = self.label.clone();
        let labelled: usize = line.iter().map(Span::width).sum();
        let named = name.map_or(0, |name| columns(name) + 1);
        let room = width.saturating_sub(labelled + named);
        let fits = self.titles.iter().find(|title| columns(title) <= room);
        let fits = fits.map(|title| &**title);
        let [title, short] = &self.titles;
        let Some(name) = name else {
            let one_line = self.shape != Shape::Whole;
            let titles = match fits {
                Some(title) => vec![title.to_owned()],
                None if one_line => vec![short.to_string()],
                None => wrapped(title, room, width),
            };
            return self.below(line, titles);
        };
        if let Some(title) = fits {
            line.push(Span::text(format!("{name} ")));
            line.push(Span::new(title, self.role));
            return vec![line];
        }
        let is_whole = self.shape == Shape::Whole;
        if is_whole && labelled + columns(name) <= width {
            // Addresses stand in one column, whether or not a title has room behind them.
            line.push(Span::text(name));
            let titles = wrapped(short, width, width).into_iter();
            let below = titles.map(|title| vec![Span::new(title, self.role)]);
            return std::iter::once(line).chain(below).collect();
        }
        if is_whole {
            let mut lines = vec![vec![Span::text(shortened(name, width))]];
            // Its codes stand under no others here.
            for span in &mut line {
                span.text.truncate(span.text.trim_end().len());
                span.text.push(' ');
            }
            let labelled: usize = line.iter().map(Span::width).sum();
            let room = width.saturating_sub(labelled);
            let titles = if columns(short) <= room {
                vec![short.to_string()]
            } else {
                wrapped(short, room, width)
            };
            lines.extend(self.below(line, titles));
            return lines;
        }
        let left = width.saturating_sub(labelled);
        let before_title = left.saturating_sub(columns(short) + 1);
        if before_title >= LEAST_OF_NAME {
            line.push(Span::text(format!("{} ", shortened(name, before_title))));
            line.push(Span::new(&**short, self.role));
        } else {
            line.push(Span::text(shortened(name, left)));
        }
        vec![line]
    }

    /// Titles in lines, the first of them behind what stands there already.
    fn below(&self, mut first: Vec<Span>, titles: Vec<String>) -> Vec<Vec<Span>> {
        let mut titles = titles.into_iter().map(|title| Span::new(title, self.role));
        first.extend(titles.next());
        let rest = titles.map(|title| vec![title]);
        std::iter::once(first).chain(rest).collect()
    }
}

/// The title of what a reply says, and a shorter one.
fn titles(answer: &Answer, catalog: &Catalog) -> [Cow<'static, str>; 2] {
    let entry = answer.entry().and_then(|code| catalog.find(code));
    let entry = entry.map(|id| catalog.entry(id));
    let titles = entry.map_or(["What the text says"; 2], |entry| {
        [entry.title, entry.short_title()]
    });
    titles.map(Cow::Borrowed)
}

/// An address in so many columns: its beginning, and the end of its domain.
fn shortened(address: &str, width: usize) -> String {
    if columns(address) <= width {
        return address.to_owned();
    }
    if width < LEAST_SHORTENED {
        return cut(address, width);
    }
    let behind = width / 3;
    let mut end = String::new();
    for c in address.chars().rev() {
        if columns(&end) + columns(c.encode_utf8(&mut [0; 4])) > behind {
            break;
        }
        end.insert(0, c);
    }
    let before = cut(address, width - columns(&end));
    before + &end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(given: &Given, width: usize) -> Vec<String> {
        let line = |spans: &Vec<Span>| spans.iter().map(|span| span.text.as_str()).collect();
        given.row(width).lines.iter().map(line).collect()
    }

    fn bob() -> Given {
        Given {
            label: vec![Span::text("550 5.1.1 ")],
            name: Some("bob@example.net".to_owned()),
            titles: ["Bad destination mailbox address", "No such mailbox"].map(Cow::Borrowed),
            ..Given::of_text("")
        }
    }

    #[test]
    fn a_title_is_shortened_before_it_is_told_below() {
        let given = bob();
        assert_eq!(
            shown(&given, 60),
            ["550 5.1.1 bob@example.net Bad destination mailbox address"]
        );
        assert_eq!(
            shown(&given, 45),
            ["550 5.1.1 bob@example.net No such mailbox"]
        );
        assert_eq!(
            shown(&given, 36),
            ["550 5.1.1 bob@example.net", "No such mailbox"]
        );
        assert_eq!(
            shown(&given, 20),
            ["bob@example.net", "550 5.1.1 No such", "mailbox"]
        );
    }

    #[test]
    fn of_many_each_has_a_line() {
        let given = bob().condensed(true);
        assert!(given.is_condensed());
        assert_eq!(
            shown(&given, 40),
            ["550 5.1.1 bob@examp….net No such mailbox"]
        );
        assert_eq!(shown(&given, 30), ["550 5.1.1 bob@example.net"]);
        assert_eq!(shown(&given, 22), ["550 5.1.1 bob@exa….net"]);
        let nameless = Given {
            name: None,
            ..bob()
        };
        assert_eq!(
            shown(&nameless, 20),
            ["550 5.1.1 Bad", "destination mailbox", "address"]
        );
        assert_eq!(
            shown(&nameless.condensed(true), 20),
            ["550 5.1.1 No such mailbox"]
        );
        let given = bob().under_heading(true).condensed(true);
        assert_eq!(shown(&given, 40), ["bob@example.net"]);
        assert_eq!(shown(&given, 12), ["bob@exa….net"]);
    }
}
