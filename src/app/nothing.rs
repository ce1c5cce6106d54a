//! What is said where nothing is found and nothing is close: what was looked for, what of it there is, and the ways on.

use ratatui_core::layout::{Position, Rect};

use super::App;
use crate::document::{Block, Role, Span, Text, columns, cut, lay_out};
use crate::keymap::{Action, Context};
use crate::search::{FIELDS, Filter, Search, values_called};

/// The most pieces of a query that are looked for one by one.
const PIECES: usize = 4;
/// The columns of a query that is said again.
const SAID: usize = 60;

impl App<'_> {
    /// What is said where the list is empty; nothing where it is not.
    #[must_use]
    pub fn nothing(&self) -> &[Block] {
        &self.nothing
    }

    /// What to say of a query that finds nothing.
    pub(super) fn tell_nothing(&self, query: &str, search: &Search<'_>) -> Vec<Block> {
        let query = query.trim();
        let pieces: Vec<&str> = query.split_whitespace().take(PIECES + 1).collect();
        let said = Span::new(cut(query, SAID), Role::Strong);
        let told = if pieces.len() > 1 {
            ["No page has all of this: ", "."]
        } else {
            ["No page has ", ", and none is close to it."]
        };
        let [before, behind] = told.map(Span::text);
        let mut blocks = vec![Block::Paragraph(vec![before, said, behind])];
        if !self.filter.is_empty() {
            blocks.push(Block::Paragraph(self.without_filters(query, search)));
        }
        if let [word] = pieces[..] {
            let like = search.most_like(word).map(|like| {
                let text = "The nearest word is ";
                vec![
                    Span::text(text),
                    Span::new(like, Role::Strong),
                    Span::text("."),
                ]
            });
            blocks.extend(like.map(Block::Paragraph));
        } else if pieces.len() <= PIECES {
            let rows = pieces.iter().flat_map(|piece| of_piece(piece, search));
            let rows: Vec<(String, Text)> = rows.collect();
            blocks.push(Block::Keys { rows, column: 0 });
        }
        if self.picking().is_none() {
            blocks.push(Block::Paragraph(vec![Span::text(
                "A whole bounce, log line or message can be pasted: it is explained.",
            )]));
        }
        let fields = FIELDS.iter().filter_map(|field| {
            let means = vec![Span::text(field.description())];
            Some((field.example()?, means))
        });
        blocks.push(Block::Subheading(
            "What can be asked for besides words".to_owned(),
        ));
        blocks.push(Block::Keys {
            rows: fields.collect(),
            column: 0,
        });
        blocks
    }

    /// Searches for a piece of the query or for what else can be asked for, if one of them is at a place of the list.
    pub(super) fn click_nothing(&mut self, at: Position, list: Rect) {
        let lines = lay_out(&self.nothing, Self::room_of_nothing(list));
        let Some(line) = lines.get(usize::from(at.y - list.y)) else {
            return;
        };
        let rows = self.nothing.iter().filter_map(|block| match block {
            Block::Keys { rows, .. } => Some(rows),
            _ => None,
        });
        // Behind a column at the edge.
        let column = usize::from(at.x.saturating_sub(list.x + 1));
        let text = line.plain();
        let mut names = rows.flatten().map(|(name, _)| name);
        let name = names.find(|name| text.starts_with(name.as_str()) && column < columns(name));
        if let Some(name) = name.cloned() {
            self.search_for(&name);
        }
    }

    /// The columns of what is said in a list.
    #[must_use]
    pub const fn room_of_nothing(list: Rect) -> u16 {
        list.width.saturating_sub(2)
    }

    fn without_filters(&self, query: &str, search: &Search<'_>) -> Text {
        let without = pages(search.count(query, &Filter::default()));
        let key = self.keys.key_of(Context::Search, Action::OpenFilter);
        let shown = key.map_or_else(String::new, |key| format!("; {key} shows them"));
        vec![Span::text(format!(
            "Filters are set, and without them it is {without}{shown}."
        ))]
    }
}

/// What there is of a piece of a query: how many pages have it, the word that is most like it, and the fields of which it is a value.
fn of_piece(piece: &str, search: &Search<'_>) -> Vec<(String, Text)> {
    let count = search.count(piece, &Filter::default());
    let mut rows = Vec::new();
    let mut says = pages(count);
    if count == 0
        && let Some(like) = search.most_like(piece)
    {
        says = format!("{says}; the nearest word is {like}");
    }
    rows.push((cut(piece, SAID / 2), vec![Span::text(says)]));
    let word = piece.trim_matches(|c: char| c.is_ascii_punctuation());
    let values = values_called(word).into_iter();
    rows.extend(values.map(|(asked, means)| (asked, vec![Span::text(means)])));
    rows
}

/// How many pages something is on.
fn pages(count: usize) -> String {
    match count {
        0 => "on no page".to_owned(),
        1 => "on 1 page".to_owned(),
        count => format!("on {count} pages"),
    }
}
