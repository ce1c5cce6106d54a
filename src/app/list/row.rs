//! What a row of the list says, in one line where it fits and in more where it does not: nothing is cut that a second line could hold.

use super::Item;
use crate::document::{
    self, Line, Role, Severity, Span, Words, columns, cut, first_fitting, highlight,
};
use crate::keymap::{Action, Keymap};
use crate::lookup::{Lookup, OWN, wording};
use smtpref_catalog::{Catalog, Code, Entry, EntryId, Kind, Provider};

/// The columns before the text of a row: the sign of the selected one, two of severity, and a space.
pub const LEAD: u16 = 4;
/// The columns before the text of a row without signs.
const FLUSH: u16 = 1;
/// The columns of a code.
const CODE: usize = 6;
/// The fewest columns between a title and what stands at the right.
const GAP: usize = 2;
/// The most lines of a title.
const LINES: usize = 3;

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// The signs of its severity: none, one, or two where it can be either.
    pub signs: Vec<Severity>,
    /// Its lines, the first of which stands beside the signs.
    pub lines: Vec<Vec<Span>>,
    /// Whether the text begins where the signs of other rows are.
    pub is_flush: bool,
    /// What is marked with the sign of a comparison, if it is.
    pub lookup: Option<Lookup>,
}

/// What a row is made from.
pub(super) struct Maker<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) keys: &'a Keymap,
    /// The words to mark.
    pub(super) words: &'a Words,
    /// The columns of the text.
    pub(super) width: usize,
    /// Whether headings tell the kinds.
    pub(super) is_grouped: bool,
}

impl Row {
    /// The columns before its text.
    #[must_use]
    pub const fn lead(&self) -> u16 {
        if self.is_flush { FLUSH } else { LEAD }
    }
}

impl Maker<'_> {
    /// The row of an item, with the text by which the search found it.
    pub(super) fn row(&self, item: Item, found: Option<&str>) -> Row {
        match item {
            Item::Hit(hit) => self.entry(hit.lookup, hit.id, found),
            // Their rows are given.
            Item::Reply(_) | Item::Provider(_) => Row {
                lines: vec![Vec::new()],
                ..Row::default()
            },
            Item::Nearest(id) | Item::Page(id) => {
                self.entry(Lookup::new(self.catalog.entry(id).code), id, None)
            }
            Item::Unregistered(lookup) => {
                let title = wording::not_registered();
                let titles: [&str; 2] = [&format!("{title}; explained"), title];
                Row {
                    signs: vec![Severity::of(lookup, self.catalog)],
                    lines: self.lines(vec![self.code(lookup)], &titles, None),
                    lookup: Some(lookup),
                    ..Row::default()
                }
            }
            Item::Comparison(left, right) => Row {
                lines: self.lines(
                    vec![Span::new("Compare ", Role::Strong)],
                    &[&format!("{left} and {right}")],
                    None,
                ),
                ..Row::default()
            },
            Item::Command(action) => self.command(action),
        }
    }

    /// A command has no severity: its name begins where the signs of others are.
    fn command(&self, action: Action) -> Row {
        let width = self.width + usize::from(LEAD - FLUSH);
        let key = self
            .keys
            .any_key_of(action)
            .map_or_else(String::new, |key| key.to_string());
        let name = cut(&format!("{:<17}{key:<10}", action.name()), width);
        let room = width.saturating_sub(columns(&name));
        let mut line = vec![Span::new(name, Role::Strong)];
        // Half a description says nothing.
        if columns(action.description()) <= room {
            line.push(Span::text(action.description()));
        }
        Row {
            lines: vec![line],
            is_flush: true,
            ..Row::default()
        }
    }

    fn entry(&self, lookup: Lookup, id: EntryId, found: Option<&str>) -> Row {
        let entry = self.catalog.entry(id);
        let signs = signs(lookup, entry, self.catalog);
        let is_own = self.catalog.own_file(entry.code).is_some();
        if let (Some(provider), false) = (entry.code.provider(), self.is_grouped) {
            return Row {
                signs,
                lines: self.of_provider(provider, entry.title, is_own),
                lookup: Some(lookup),
                ..Row::default()
            };
        }
        let mut label = match entry.code.kind() {
            // The headings say it.
            Kind::Cause | Kind::ProviderReply if self.is_grouped => Vec::new(),
            Kind::Cause => {
                vec![Span::new(format!("{:<CODE$} ", "cause"), Role::Provider)]
            }
            _ => vec![self.code(lookup)],
        };
        label.extend(is_own.then(|| Span::new(format!("{OWN} "), Role::Strong)));
        Row {
            signs,
            lines: self.lines(label, &[entry.title, entry.short_title()], found),
            lookup: Some(lookup),
            ..Row::default()
        }
    }

    /// The title behind the name of the provider, without what the name explains in brackets.
    fn of_provider(&self, provider: &'static str, title: &str, is_own: bool) -> Vec<Vec<Span>> {
        let name = self.catalog.provider(provider);
        let name = name.map_or(provider, Provider::short_name);
        let own = if is_own {
            format!("{OWN} ")
        } else {
            String::new()
        };
        let name = own + name;
        let text = format!("{name}: {title}");
        let mut of_name = name.len() + 1;
        let lines = wrapped(&text, self.width, self.width).into_iter();
        let lines = lines.map(|line| {
            let at = of_name.min(line.len());
            // The space at the end of a line is gone.
            of_name = of_name.saturating_sub(line.len() + 1);
            let (name, title) = line.split_at_checked(at).unwrap_or((&line, ""));
            let mut spans = self.marked(name, Role::Provider);
            spans.extend(self.marked(title, Role::Text));
            spans
        });
        lines.collect()
    }

    fn code(&self, lookup: Lookup) -> Span {
        let code = cut(&lookup.to_string(), self.width / 2);
        Span::new(
            format!("{code:<CODE$} "),
            Role::Code(Severity::of(lookup, self.catalog)),
        )
    }

    /// A label, the first of the titles that fits beside it, and what was found at the right, or below where it tells something new.
    fn lines(&self, label: Vec<Span>, titles: &[&str], found: Option<&str>) -> Vec<Vec<Span>> {
        let taken: usize = label.iter().map(Span::width).sum();
        let room = self.width.saturating_sub(taken);
        // What goes on below a code is seen to be no code.
        let hang = if taken <= self.width / 2 { taken } else { 0 };
        let mut lines = wrapped(first_fitting(titles, room), room, self.width - hang);
        let mut line = label;
        line.extend(self.marked(&lines.remove(0), Role::Text));
        let mut all = vec![line];
        all.extend(lines.iter().map(|line| {
            let mut spans = vec![Span::text(" ".repeat(hang))];
            spans.extend(self.marked(line, Role::Text));
            spans
        }));
        let Some(found) = found.map(|found| found.replace('`', "")) else {
            return all;
        };
        let last = all.last_mut().expect("there is a line");
        let used: usize = last.iter().map(Span::width).sum();
        if used + GAP + columns(&found) <= self.width {
            let gap = self.width - used - columns(&found);
            last.push(Span::text(" ".repeat(gap)));
            last.extend(self.marked(&found, Role::Muted));
        } else if !self.is_typed(&found) {
            all.push(self.around_the_match(&found));
        }
        all
    }

    fn marked(&self, text: &str, role: Role) -> Vec<Span> {
        let mut lines = [Line {
            spans: vec![Span::new(text, role)],
            ..Line::default()
        }];
        highlight(&mut lines, self.words);
        let [line] = lines;
        line.spans
    }

    /// Whether a text has nothing but what was typed.
    fn is_typed(&self, text: &str) -> bool {
        let is_marked = |span: &Span| {
            span.matched && !span.related || span.text.chars().all(|c| !c.is_alphanumeric())
        };
        self.marked(text, Role::Text).iter().all(is_marked)
    }

    /// A text in a line of its own, cut so that the words that were found are seen.
    fn around_the_match(&self, text: &str) -> Vec<Span> {
        let indent = CODE + 1;
        let room = self.width.saturating_sub(indent);
        let all = self.marked(text, Role::Muted);
        let before: usize = all
            .iter()
            .take_while(|span| !span.matched)
            .map(|span| span.text.len())
            .sum();
        let shown = if before + 12 > room && before < text.len() {
            let start = text[..before]
                .char_indices()
                .rev()
                .map(|(at, _)| at)
                .find(|&at| text[at..].starts_with(' ') && columns(&text[at..before]) > room / 3)
                .map_or(0, |at| at + 1);
            format!("…{}", &text[start..])
        } else {
            text.to_owned()
        };
        let mut spans = vec![Span::text(" ".repeat(indent))];
        spans.extend(self.marked(&cut(&shown, room), Role::Muted));
        spans
    }
}

/// The signs of what a code can mean for the message: two at most, for the row has no room for more.
fn signs(lookup: Lookup, entry: &Entry, catalog: &Catalog) -> Vec<Severity> {
    if entry.code.kind() == Kind::ProviderReply {
        // Its words tell more than its numbers: a failure may begin with a 2, and many have none.
        let ends = document::ends(lookup, catalog);
        return match ends.len() {
            1 | 2 => ends,
            _ => vec![Severity::Neutral],
        };
    }
    if lookup.class().is_none() && !matches!(lookup.code, Code::Reply(_) | Code::Class(_)) {
        let mut severities: Vec<Severity> = entry
            .classes
            .iter()
            .map(|class| Severity::of_class(*class))
            .collect();
        if matches!(severities.len(), 1 | 2) {
            severities.sort_by_key(|severity| *severity == Severity::Permanent);
            return severities;
        }
        return vec![Severity::Neutral];
    }
    vec![Severity::of(lookup, catalog)]
}

/// A text in lines: the first of one width, the others of another; what does not go into the last one is cut.
pub(super) fn wrapped(text: &str, first: usize, others: usize) -> Vec<String> {
    if columns(text) <= first && !text.starts_with(' ') {
        return vec![text.to_owned()];
    }
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let room = if lines.len() == 1 { first } else { others };
        let line = lines.last_mut().expect("there is a line");
        let joined = columns(line) + usize::from(!line.is_empty()) + columns(word);
        if joined <= room || lines.len() == LINES {
            let line = lines.last_mut().expect("there is a line");
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    for (at, line) in lines.iter_mut().enumerate() {
        *line = cut(line, if at == 0 { first } else { others });
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_wrapped_before_it_is_cut() {
        assert_eq!(wrapped("Mailbox full", 20, 20), ["Mailbox full"]);
        // Wherever it ends, a line begins with a word.
        assert_eq!(wrapped(" Mailbox full", 20, 20), ["Mailbox full"]);
        assert_eq!(wrapped(" Mailbox full", 9, 20), ["Mailbox", "full"]);
        assert_eq!(
            wrapped("Mailbox over its quota", 12, 16),
            ["Mailbox over", "its quota"]
        );
        assert_eq!(wrapped("Mailbox", 3, 16), ["", "Mailbox"]);
        assert_eq!(wrapped("a bb ccc dddd", 3, 3), ["a", "bb", "cc…"]);
    }
}
