//! The help, made from the keymap. What is typed narrows it.

use std::ops::Range;

use ratatui_core::layout::Rect;

use super::Pager;
use super::narrow::Narrow;
use crate::document::{Block, Role, Span, Text};
use crate::keymap::{self, Context, Described, Edit};
use crate::lookup::OWN;
use crate::search::language;

/// How many columns the keys of an action take at most, so that what they do fits beside them in a narrow window too.
const WIDEST: usize = 16;

/// From this width on, what the keys do stands in one column.
const ALIGNED: u16 = 72;

/// The open help.
#[derive(Debug, Clone)]
pub struct Help {
    /// The context from which it was opened, whose keys come first.
    context: Context,
    /// Whether what the keys do stands in one column, for which a narrow window has no room.
    aligned: bool,
    typed: Narrow,
    pager: Pager,
}

impl Help {
    pub(super) fn new(context: Context, width: u16) -> Self {
        let mut help = Self {
            context,
            aligned: width >= ALIGNED,
            typed: Narrow::default(),
            pager: Pager::default(),
        };
        help.narrow();
        help
    }

    /// Its lines.
    #[must_use]
    pub const fn pager(&self) -> &Pager {
        &self.pager
    }

    pub(super) const fn pager_mut(&mut self) -> &mut Pager {
        &mut self.pager
    }

    /// Fits it into columns of the same size.
    pub(super) fn fit(&mut self, columns: &[Rect]) {
        let Some(first) = columns.first() else {
            return;
        };
        let count = u16::try_from(columns.len()).unwrap_or(1);
        // A heading that is moved leaves a row free in each but the last.
        let height = (first.height * count).saturating_sub(count - 1);
        self.pager.fit(first.width, height, false);
    }

    /// The lines that are shown in each of some columns: no heading stands alone at the foot of one before another, which does not begin
    /// with an empty line either.
    #[must_use]
    pub fn in_columns(&self, columns: &[Rect]) -> Vec<(Rect, Range<usize>)> {
        let lines = self.pager.lines();
        let mut start = self.pager.scroll().min(lines.len());
        let mut shown = Vec::with_capacity(columns.len());
        for (index, &column) in columns.iter().enumerate() {
            if index > 0 && lines.get(start).is_some_and(|line| line.spans.is_empty()) {
                start += 1;
            }
            let full = (start + usize::from(column.height)).min(lines.len());
            let is_last = index + 1 == columns.len() || full == lines.len();
            let heads_next = !is_last && full > start + 1 && lines[full - 1].heading;
            let end = full - usize::from(heads_next);
            shown.push((column, start..end));
            start = end;
        }
        shown
    }

    /// What is typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        self.typed.text()
    }

    /// The columns before the cursor in that.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.typed.cursor()
    }

    pub(super) fn type_in(&mut self, c: char) {
        if self.typed.type_in(c) {
            self.narrow();
        }
    }

    pub(super) fn edit(&mut self, edit: Edit) {
        if self.typed.edit(edit) {
            self.narrow();
        }
    }

    /// Shows everything again; `false` if everything is shown.
    pub(super) fn clear(&mut self) -> bool {
        let typed = self.typed.clear();
        self.narrow();
        typed
    }

    fn narrow(&mut self) {
        let words: Vec<String> = self
            .typed
            .text()
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        let mut blocks = help_blocks(self.context);
        if !words.is_empty() {
            blocks = narrowed(blocks, &words);
        }
        if self.aligned {
            align(&mut blocks);
        }
        self.pager = Pager::of(blocks);
    }
}

/// Makes the first columns of all parts as wide as the widest of the keys.
fn align(blocks: &mut [Block]) {
    let parts = || blocks.iter().filter_map(facts);
    let widest = parts().flatten().map(|(keys, _)| keys.len()).max();
    let widest = widest.unwrap_or(0).max(WIDEST);
    for block in blocks {
        if let Block::Facts(rows) = block {
            for (keys, _) in rows {
                *keys = format!("{keys:<widest$}");
            }
        }
    }
}

const fn facts(block: &Block) -> Option<&Vec<(String, Text)>> {
    match block {
        Block::Facts(rows) => Some(rows),
        _ => None,
    }
}

/// The rows that have all the words, with the headings above them.
fn narrowed(blocks: Vec<Block>, words: &[String]) -> Vec<Block> {
    let fits = |(keys, text): &(String, Text)| {
        let mut row = keys.to_lowercase();
        for span in text {
            row.push(' ');
            row.push_str(&span.text.to_lowercase());
        }
        words.iter().all(|word| row.contains(word.as_str()))
    };
    let mut kept = Vec::new();
    let mut heading = None;
    for block in blocks {
        match block {
            Block::Heading(_) => heading = Some(block),
            Block::Facts(rows) => {
                let rows: Vec<(String, Text)> = rows.into_iter().filter(fits).collect();
                if !rows.is_empty() {
                    kept.extend(heading.take());
                    kept.push(Block::Facts(rows));
                }
            }
            _ => {}
        }
    }
    if kept.is_empty() {
        kept.push(Block::Paragraph(vec![Span::text("No key does that.")]));
    }
    kept
}
/// All keys by context, those of the present context first, then what the search box understands.
#[must_use]
pub fn help_blocks(present: Context) -> Vec<Block> {
    let mut blocks = Vec::new();
    // The box is the same whether it is empty or not, and has few keys of its own while it is.
    let present = match present {
        Context::EmptySearch => Context::Search,
        other => other,
    };
    let mut contexts: Vec<Context> = keymap::contexts().collect();
    contexts.sort_by_key(|context| *context != present);
    for context in contexts {
        blocks.push(Block::Heading(context.title().to_owned()));
        let rows = keymap::described(context).flat_map(rows);
        blocks.push(Block::Facts(rows.collect()));
    }
    blocks.push(Block::Heading("What the search box understands".to_owned()));
    let row = |typed: &str, means: &str| -> (String, Text) {
        (typed.to_owned(), vec![Span::text(means)])
    };
    let mut rows = vec![
        row("556, 5.1.10, x.1", "a code, or the beginning of one"),
        row("550 5.1.1", "one reply with its enhanced status code"),
        row(
            "250 vs 556",
            "a comparison; 250/556 and compare 250 556 too",
        ),
    ];
    let language = language();
    rows.extend(language.iter().map(|(typed, means)| row(typed, means)));
    rows.push(row(":", "every command by its name"));
    blocks.push(Block::Facts(rows));
    blocks.push(Block::Heading("What is yours".to_owned()));
    let own = "from one of the folders that the setting catalogs names; the page names the file";
    blocks.push(Block::Facts(vec![row(OWN, own)]));
    blocks.push(Block::Paragraph(vec![Span::new(
        "Hold Shift to select text with the mouse; --no-mouse leaves the mouse to the terminal.",
        Role::Muted,
    )]));
    blocks
}

/// The row of an action; keys that do not fit into it follow in rows of their own.
fn rows(described: Described) -> Vec<(String, Text)> {
    let mut rows: Vec<(String, Text)> = Vec::new();
    for key in described.keys {
        let key = key.to_string();
        match rows.last_mut() {
            Some((keys, _)) if keys.len() + 1 + key.len() <= WIDEST => {
                keys.push(' ');
                keys.push_str(&key);
            }
            Some(_) => rows.push((key, Vec::new())),
            None => rows.push((key, vec![Span::text(described.description)])),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_keys_do_stands_in_one_column() {
        let help = Help::new(Context::Page, 200);
        let blocks = help.pager.document().blocks.iter().filter_map(facts);
        let widths: Vec<usize> = blocks.flatten().map(|(keys, _)| keys.len()).collect();
        assert!(widths.iter().all(|width| *width == widths[0]), "{widths:?}");
    }

    #[test]
    fn no_heading_stands_alone_at_the_foot_of_a_column() {
        let mut help = Help::new(Context::Page, 200);
        let mut moved = 0;
        for height in 4..60 {
            let columns = [0, 80].map(|x| Rect::new(x, 0, 77, height));
            help.fit(&columns);
            help.pager.go_first();
            for scroll in 0..=help.pager.last_scroll() {
                help.pager.scroll_to(scroll);
                let shown = help.in_columns(&columns);
                let [(_, left), (_, right)] = &shown[..] else {
                    panic!("{shown:?}");
                };
                let lines = help.pager.lines();
                assert_eq!(left.start, scroll);
                assert!(!lines[left.end - 1].heading, "{scroll} of {height}");
                assert!(!lines[right.start].spans.is_empty(), "{scroll} of {height}");
                let between = &lines[left.end..right.start];
                assert!(between.iter().all(|line| line.spans.is_empty()));
                moved += usize::from(left.len() < usize::from(height));
            }
            // All of it is reached.
            let end = help.in_columns(&columns)[1].1.end;
            let count = help.pager.lines().len();
            assert_eq!(end, count, "{height}");
            // It scrolls no further than that: of each column at most one row is free.
            let shown = count - help.pager.last_scroll();
            assert!(shown + columns.len() > usize::from(2 * height) || shown == count);
        }
        assert!(moved > 0);
    }
}
