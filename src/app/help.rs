//! The help, made from the keymap. What is typed narrows it.

mod blocks;

use std::ops::Range;

use ratatui_core::layout::Rect;

use super::Pager;
use super::narrow::Narrow;
use crate::document::{Block, Line, Span, Text, columns};
use crate::keymap::{Context, Edit, Keymap};
pub use blocks::help_blocks;
use blocks::{WIDEST, signs};

/// From this width on, what the keys do stands in one column.
const ALIGNED: u16 = 72;

/// The most rows that are left free at the foot of a column.
const MOVED: u16 = 4;

/// The open help.
#[derive(Debug, Clone)]
pub struct Help {
    /// All of it: the keys of the context from which it was opened come first.
    all: Vec<Block>,
    /// Whether what the keys do stands in one column, for which a narrow window has no room.
    aligned: bool,
    typed: Narrow,
    pager: Pager,
}

impl Help {
    pub(super) fn new(context: Context, keys: &Keymap, width: u16) -> Self {
        let mut all = help_blocks(context, keys);
        all.extend(signs());
        let mut help = Self {
            all,
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
        // What is moved into the next column leaves rows free in each but the last.
        let height = (first.height * count).saturating_sub((count - 1) * MOVED);
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
            // An entry stays whole, and its heading with it, if no more than a few rows are left free for that.
            let is_whole =
                |end: usize| !lines[end - 1].heading && !lines.get(end).is_some_and(goes_on);
            let least = full.saturating_sub(usize::from(MOVED)).max(start + 1);
            let mut ends = (least..=full).rev();
            let end = ends.find(|&end| is_last || is_whole(end)).unwrap_or(full);
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
        let mut blocks = self.all.clone();
        if !words.is_empty() {
            blocks = narrowed(blocks, &words);
        }
        if self.aligned {
            align(&mut blocks);
        }
        self.pager = Pager::of(blocks);
    }
}

/// Whether a line goes on with the entry of the line before.
fn goes_on(line: &Line) -> bool {
    let mut spans = line.spans.iter();
    spans.next().is_some_and(|span| span.text.trim().is_empty())
}

/// Makes the first columns of all parts as wide as the widest of the keys.
fn align(blocks: &mut [Block]) {
    let parts = || blocks.iter().filter_map(keys);
    let widest = parts().flatten().map(|(keys, _)| columns(keys)).max();
    let widest = widest.unwrap_or(0).max(WIDEST);
    for block in blocks {
        if let Block::Keys { column, .. } = block {
            *column = widest;
        }
    }
}

const fn keys(block: &Block) -> Option<&Vec<(String, Text)>> {
    match block {
        Block::Keys { rows, .. } => Some(rows),
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
            Block::Keys { rows, column } => {
                let rows: Vec<(String, Text)> = rows.into_iter().filter(fits).collect();
                if !rows.is_empty() {
                    kept.extend(heading.take());
                    kept.push(Block::Keys { rows, column });
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
#[cfg(test)]
mod tests {
    use super::blocks::SIGNS;
    use super::*;

    /// The most rows of an entry of the help in a column of these tests.
    const LONGEST_ENTRY: usize = 4;

    #[test]
    fn what_the_keys_do_stands_in_one_column() {
        let help = Help::new(Context::Page, Keymap::shipped(), 200);
        let blocks = help.pager.document().blocks.iter();
        let widths: Vec<usize> = blocks
            .filter_map(|block| match block {
                Block::Keys { column, .. } => Some(*column),
                _ => None,
            })
            .collect();
        assert!(widths.iter().all(|width| *width == widths[0]), "{widths:?}");
        assert!(widths.len() > 5 && widths[0] >= WIDEST);
    }

    #[test]
    fn no_heading_stands_alone_at_the_foot_of_a_column() {
        let mut help = Help::new(Context::Page, Keymap::shipped(), 200);
        let mut moved = 0;
        for height in 6..60 {
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
            // It scrolls no further than that: of each column no more rows are free than an entry may take that did not fit.
            let shown = count - help.pager.last_scroll();
            let free = LONGEST_ENTRY * columns.len();
            assert!(shown + free > usize::from(2 * height) || shown == count);
        }
        assert!(moved > 0);
    }

    #[test]
    fn an_entry_is_not_torn_in_two() {
        let mut help = Help::new(Context::Page, Keymap::shipped(), 120);
        let (mut torn, mut whole) = (0, 0);
        for height in 20..60 {
            let columns = [0, 58].map(|x| Rect::new(x, 0, 55, height));
            help.fit(&columns);
            for scroll in 0..=help.pager.last_scroll() {
                help.pager.scroll_to(scroll);
                let (_, right) = &help.in_columns(&columns)[1];
                let first = &help.pager.lines()[right.start];
                torn += usize::from(goes_on(first));
                whole += 1;
            }
        }
        assert!(torn == 0 && whole > 100, "{torn} of {whole}");
    }

    #[test]
    fn signs_are_found_by_their_name() {
        let mut help = Help::new(Context::Page, Keymap::shipped(), 120);
        "sign".chars().for_each(|c| help.type_in(c));
        let shown: String = help
            .pager
            .document()
            .blocks
            .iter()
            .filter_map(keys)
            .flatten()
            .map(|(keys, _)| keys.as_str())
            .collect();
        for (sign, _) in SIGNS {
            assert!(shown.contains(sign), "{sign}: {shown}");
        }
    }
}
