//! What the rows of a pasted text say, of which the catalog knows nothing: the reply, for whom it is, and what it is.

use super::Row;
use super::row::wrapped;
use crate::document::{self, Role, Severity, Span, columns};
use crate::explain::Answer;
use smtpref_catalog::Catalog;

/// What a row says, whatever its width.
#[derive(Debug, Clone)]
pub(in crate::app) struct Given {
    signs: Vec<Severity>,
    /// What stands before the title.
    label: Vec<Span>,
    /// The title, and a shorter one.
    titles: [&'static str; 2],
    role: Role,
    /// Whether it is one of so many that each has one line, so that more of them are seen.
    of_many: bool,
}

impl Given {
    /// That of a text without a reply: what it is.
    pub(in crate::app) const fn of_text(kind: &'static str) -> Self {
        Self {
            signs: Vec::new(),
            label: Vec::new(),
            titles: [kind; 2],
            role: Role::Strong,
            of_many: false,
        }
    }

    /// That of a reply: its codes in so many columns, for whom it is, and what it is.
    pub(in crate::app) fn of_reply(answer: &Answer, columns: usize, catalog: &Catalog) -> Self {
        let entry = answer.entry().and_then(|code| catalog.find(code));
        let entry = entry.map(|id| catalog.entry(id));
        let severity = document::severity(answer, catalog);
        let codes = answer.codes();
        let mut label = Vec::with_capacity(2);
        if columns > 0 {
            let codes = format!("{codes:<columns$} ");
            label.push(Span::new(codes, Role::Code(severity)));
        }
        if let Some(recipient) = &answer.recipient {
            label.push(Span::text(format!("{recipient} ")));
        }
        Self {
            signs: vec![severity],
            label,
            titles: entry.map_or(["What the text says"; 2], |entry| {
                [entry.title, entry.short_title()]
            }),
            role: Role::Muted,
            of_many: false,
        }
    }

    /// The same as one of many.
    pub(in crate::app) fn of_many(self, of_many: bool) -> Self {
        Self { of_many, ..self }
    }

    /// The row in so many columns: with the shorter title where only that fits, and with the title below where neither does.
    pub(super) fn row(&self, width: usize) -> Row {
        let taken: usize = self.label.iter().map(Span::width).sum();
        let room = width.saturating_sub(taken);
        let fits = self.titles.iter().find(|title| columns(title) <= room);
        let titles = match fits {
            Some(title) => vec![(*title).to_owned()],
            None if self.of_many => vec![self.titles[1].to_owned()],
            None => wrapped(self.titles[0], room, width),
        };
        let titles = titles.into_iter();
        let mut lines: Vec<Vec<Span>> = titles
            .map(|title| vec![Span::new(title, self.role)])
            .collect();
        if let Some(first) = lines.first_mut() {
            first.splice(..0, self.label.iter().cloned());
        }
        Row {
            signs: self.signs.clone(),
            lines,
            ..Row::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_shortened_before_it_is_told_below() {
        let given = Given {
            label: vec![Span::text("550 5.1.1 bob@example.net ")],
            titles: ["Bad destination mailbox address", "No such mailbox"],
            ..Given::of_text("")
        };
        let shown = |width| -> Vec<String> {
            let line = |spans: &Vec<Span>| spans.iter().map(|span| span.text.as_str()).collect();
            given.row(width).lines.iter().map(line).collect()
        };
        assert_eq!(
            shown(60),
            ["550 5.1.1 bob@example.net Bad destination mailbox address"]
        );
        assert_eq!(shown(45), ["550 5.1.1 bob@example.net No such mailbox"]);
        assert_eq!(
            shown(36),
            [
                "550 5.1.1 bob@example.net Bad",
                "destination mailbox address"
            ]
        );
        let of_many = given.clone().of_many(true).row(36);
        assert_eq!(of_many.lines.len(), 1);
        assert_eq!(of_many.lines[0][1].text, "No such mailbox");
        // A recipient as long as the row leaves all of the title for below.
        assert_eq!(shown(20)[1..], ["Bad destination", "mailbox address"]);
    }
}
