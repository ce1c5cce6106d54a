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
    form: Form,
    /// Whether a heading above it says what it is, so that it need not.
    is_told: bool,
}

/// How much room a row takes. The order of the variants is that of the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Form {
    /// One line, so that more rows are seen: what does not fit is left out.
    Condensed,
    /// One line, or as many as a title without a name before it needs.
    #[default]
    Whole,
    /// The title below the name.
    TitleBelow,
    /// All but the name below it.
    CodeBelow,
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
            form: Form::Whole,
            is_told: false,
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
            form: Form::Whole,
            is_told: false,
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
            form: Form::Whole,
            is_told: false,
        }
    }

    /// That of a provider of which so many replies can be listed.
    pub(in crate::app) fn of_provider(provider: &Provider, replies: usize) -> Self {
        let title = |name: &str| format!("{name}: {replies}");
        Self {
            label: vec![Span::new("Replies of ", Role::Strong)],
            titles: [title(provider.name), title(provider.short_name())].map(Cow::Owned),
            ..Self::of_text("")
        }
    }

    /// The same below a heading that says what it is, or below none that does.
    pub(in crate::app) fn under_heading(self, is_told: bool) -> Self {
        Self { is_told, ..self }
    }

    /// The same in a form, which it shares with the rows around it.
    pub(super) fn in_form(self, form: Form) -> Self {
        Self { form, ..self }
    }

    /// The form that it needs in so many columns for all that it says.
    pub(super) fn form(&self, width: usize) -> Form {
        let Some(name) = self.name.as_deref().filter(|_| !self.is_told) else {
            return Form::Whole;
        };
        let before_title = self.labelled() + columns(name);
        let titles = self.titles.iter().map(|title| columns(title));
        match titles.min() {
            Some(title) if before_title + 1 + title <= width => Form::Whole,
            _ if before_title <= width => Form::TitleBelow,
            _ => Form::CodeBelow,
        }
    }

    /// The columns before its name.
    fn labelled(&self) -> usize {
        self.label.iter().map(Span::width).sum()
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
        let mut line = self.label.clone();
        let labelled = self.labelled();
        let [_, short] = &self.titles;
        let Some(name) = self.name.as_deref() else {
            let room = width.saturating_sub(labelled);
            let titles = match self.fitting(room) {
                Some(title) => vec![title.to_owned()],
                None if self.form == Form::Condensed || self.is_told => vec![short.to_string()],
                None => wrapped(&self.titles[0], room, width),
            };
            return self.below(line, titles);
        };
        if self.is_told {
            return vec![vec![Span::text(shortened(name, width))]];
        }
        let form = match self.form {
            Form::Condensed => Form::Condensed,
            form => form.max(self.form(width)),
        };
        match form {
            Form::Whole => {
                let room = width.saturating_sub(labelled + columns(name) + 1);
                line.push(Span::text(format!("{name} ")));
                line.push(Span::new(self.fitting(room).unwrap_or(short), self.role));
                vec![line]
            }
            Form::TitleBelow => {
                line.push(Span::text(name));
                let title = self.fitting(width).unwrap_or(short);
                let titles = wrapped(title, width, width).into_iter();
                let below = titles.map(|title| vec![Span::new(title, self.role)]);
                std::iter::once(line).chain(below).collect()
            }
            Form::CodeBelow => self.code_below(name, width),
            Form::Condensed => {
                let left = width.saturating_sub(labelled);
                let before_title = left.saturating_sub(columns(short) + 1);
                let named = labelled + columns(name) + 1;
                if let Some(title) = self.fitting(width.saturating_sub(named)) {
                    line.push(Span::text(format!("{name} ")));
                    line.push(Span::new(title, self.role));
                } else if before_title >= LEAST_OF_NAME {
                    line.push(Span::text(format!("{} ", shortened(name, before_title))));
                    line.push(Span::new(&**short, self.role));
                } else {
                    line.push(Span::text(shortened(name, left)));
                }
                vec![line]
            }
        }
    }

    /// The first title that has room in so many columns.
    fn fitting(&self, room: usize) -> Option<&str> {
        let fits = self.titles.iter().find(|title| columns(title) <= room);
        fits.map(|title| &**title)
    }

    /// The name in a line of its own, and below it what stands before it elsewhere and the title.
    fn code_below(&self, name: &str, width: usize) -> Vec<Vec<Span>> {
        let mut line = self.label.clone();
        // Its codes stand under no others here.
        for span in &mut line {
            span.text.truncate(span.text.trim_end().len());
            span.text.push(' ');
        }
        let labelled: usize = line.iter().map(Span::width).sum();
        let room = width.saturating_sub(labelled);
        let titles = match self.fitting(room) {
            Some(title) => vec![title.to_owned()],
            None => wrapped(&self.titles[1], room, width),
        };
        let mut lines = vec![vec![Span::text(shortened(name, width))]];
        lines.extend(self.below(line, titles));
        lines
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
        for width in [60, 57] {
            assert_eq!(
                shown(&given, width),
                ["550 5.1.1 bob@example.net Bad destination mailbox address"]
            );
        }
        for width in [56, 41] {
            assert_eq!(
                shown(&given, width),
                ["550 5.1.1 bob@example.net No such mailbox"]
            );
        }
        assert_eq!(
            shown(&given, 36),
            [
                "550 5.1.1 bob@example.net",
                "Bad destination mailbox address"
            ]
        );
        assert_eq!(
            shown(&given, 20),
            ["bob@example.net", "550 5.1.1 No such", "mailbox"]
        );
    }

    #[test]
    fn of_many_each_has_a_line() {
        let given = bob().in_form(Form::Condensed);
        assert_eq!(
            shown(&given, 40),
            ["550 5.1.1 bob@examp….net No such mailbox"]
        );
        assert_eq!(
            shown(&given, 38),
            ["550 5.1.1 bob@exa….net No such mailbox"]
        );
        assert_eq!(shown(&given, 37), ["550 5.1.1 bob@example.net"]);
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
            shown(&nameless.in_form(Form::Condensed), 20),
            ["550 5.1.1 No such mailbox"]
        );
        let given = bob().under_heading(true).in_form(Form::Condensed);
        assert_eq!(shown(&given, 40), ["bob@example.net"]);
        assert_eq!(shown(&given, 15), ["bob@example.net"]);
        assert_eq!(shown(&given, 12), ["bob@exa….net"]);
        assert_eq!(shown(&given, 9), ["bob@e…net"]);
        assert_eq!(shown(&given, 8), ["bob@exa…"]);
    }
}
