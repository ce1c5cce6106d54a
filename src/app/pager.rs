//! The document that is read: its lines at the present width, how far it is scrolled, and the link that is selected.

mod links;
mod place;
mod sections;

use std::collections::HashMap;

pub use links::Link;
use links::links;
pub(super) use place::Place;
pub use sections::Section;

use super::View;
use crate::document::{self, Block, Document, Hit, Line, Span, Words};

/// Shows a document.
#[derive(Debug, Clone, Default)]
pub struct Pager {
    view: Option<View>,
    document: Document,
    words: Words,
    /// A text that is marked in their place.
    found: String,
    /// The places that are marked.
    hits: Vec<Hit>,
    /// The one to which one went last.
    hit: Option<usize>,
    lines: Vec<Line>,
    links: Vec<Link>,
    width: u16,
    height: u16,
    scroll: usize,
    /// The link that is selected, where those beside the page are counted behind those in it.
    link: Option<usize>,
    /// Whether its sections and the pages to look at after it stand beside it.
    outlined: bool,
    sections: Vec<Section>,
    /// The section to which one went last, and how far the page was scrolled then.
    went_to: Option<(usize, usize)>,
    /// What is to be scrolled to when the lines are known.
    seeks: Option<Sought>,
    /// Where the views were left that were open before.
    left: HashMap<View, Place>,
    sides: Sides,
}

/// What a document is scrolled to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sought {
    /// The first line with something marked, if the first screen has none.
    First,
    /// The lines with most of what is marked.
    Most,
}

/// How comparisons are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Sides {
    /// Whether the sides are stacked where there is room for both.
    stacked: bool,
    /// Whether what is the same on both sides is shown.
    unfolded: bool,
}

impl Pager {
    /// A pager of blocks that the history does not know, such as the help.
    #[must_use]
    pub fn of(blocks: Vec<Block>) -> Self {
        Self {
            document: Document {
                blocks,
                ..Document::default()
            },
            ..Self::default()
        }
    }

    /// What is read.
    #[must_use]
    pub const fn view(&self) -> Option<View> {
        self.view
    }

    /// The document.
    #[must_use]
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// All lines.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The first line that is shown.
    #[must_use]
    pub const fn scroll(&self) -> usize {
        self.scroll
    }

    /// How many lines are shown.
    #[must_use]
    pub const fn height(&self) -> u16 {
        self.height
    }

    /// Opens a document at its top; `words` are marked in it.
    pub(super) fn open(&mut self, view: View, document: Document, words: Words) {
        self.view = Some(view);
        self.document = document;
        self.words = words;
        self.found.clear();
        self.hit = None;
        self.link = None;
        self.seeks = None;
        self.lay_out();
        self.scroll = 0;
    }

    /// Puts a document in the place of the one that is open, which is much the same: the place in it stays.
    pub(super) fn renew(&mut self, document: Document) {
        self.document = document;
        self.lay_out_again();
    }

    /// Scrolls to the first hit when the lines are known, if the first screen has none.
    pub(super) fn seek_hit(&mut self) {
        self.seeks = Some(Sought::First);
    }

    /// Scrolls to where most is marked when the lines are known.
    pub(super) fn seek_most(&mut self) {
        self.seeks = Some(Sought::Most);
    }

    /// Remembers how far the view is scrolled that is open.
    pub(super) fn leave(&mut self) {
        if let Some(view) = self.view {
            self.left.insert(view, self.place());
        }
    }

    /// Scrolls to where the view was left that is open.
    pub(super) fn resume(&mut self) {
        let left = self.view.and_then(|view| self.left.get(&view).copied());
        self.go_to(left.unwrap_or_default());
    }

    /// Reads nothing any more.
    pub(super) fn close(&mut self) {
        self.view = None;
        self.document = Document::default();
        self.link = None;
        self.scroll = 0;
        self.lay_out();
    }

    /// Marks other words in the same document.
    pub(super) fn mark(&mut self, words: Words) {
        if self.words != words || !self.found.is_empty() {
            self.words = words;
            self.found.clear();
            self.hit = None;
            self.mark_again();
        }
    }

    /// Marks a text wherever it stands, and shows its first place from a line on; with an empty text that line.
    pub(super) fn find(&mut self, text: &str, from: usize) {
        text.clone_into(&mut self.found);
        self.hit = None;
        self.mark_again();
        self.scroll = from.min(self.last_scroll());
        if !text.is_empty() {
            self.select_hit(true);
        }
    }

    /// Whether this text is marked wherever it stands.
    pub(super) fn finds(&self, text: &str) -> bool {
        self.found == text && self.has_hits()
    }

    /// Whether something is marked that is not on the screen.
    pub(super) fn has_hits_elsewhere(&self) -> bool {
        let shown = self.scroll..self.scroll + usize::from(self.height);
        self.hits.iter().any(|hit| !shown.contains(&hit.line()))
    }

    /// Whether something is marked because it was to be found.
    pub(super) fn is_searched(&self) -> bool {
        !self.found.is_empty() && self.has_hits()
    }

    /// Whether anything is marked.
    pub(super) const fn has_hits(&self) -> bool {
        !self.hits.is_empty()
    }

    /// Which of the marked places is the one to which one went last, and how many there are.
    #[must_use]
    pub fn hit_place(&self) -> (usize, usize) {
        (self.hit.map_or(0, |hit| hit + 1), self.hits.len())
    }

    /// The marked place to which one went last, while it is on the screen.
    #[must_use]
    pub fn hit(&self) -> Option<&Hit> {
        self.hits.get(self.seen_hit()?)
    }

    fn seen_hit(&self) -> Option<usize> {
        let shown = self.scroll..self.scroll + usize::from(self.height);
        self.hit.filter(|&hit| {
            self.hits
                .get(hit)
                .is_some_and(|hit| shown.contains(&hit.line()))
        })
    }

    /// Shows the next or the previous marked place, the last one after the first. Says whether there is one.
    pub(super) fn select_hit(&mut self, forward: bool) -> bool {
        let Some(last) = self.hits.len().checked_sub(1) else {
            return false;
        };
        // Who has scrolled away goes on from there.
        let from_here = || self.hits.partition_point(|hit| hit.line() < self.scroll);
        let next = match (self.seen_hit(), forward) {
            (Some(here), true) => here + 1,
            (None, true) => from_here(),
            (Some(here), false) => here.checked_sub(1).unwrap_or(last),
            (None, false) => from_here().checked_sub(1).unwrap_or(last),
        };
        let next = if next > last { 0 } else { next };
        let line = self.hits[next].line();
        let height = usize::from(self.height);
        let shown = self.scroll..self.scroll + height;
        self.hit = Some(next);
        if !shown.contains(&line) {
            self.scroll_to(line.saturating_sub(height / 4));
        }
        true
    }

    /// Scrolls to a line.
    pub(super) fn scroll_to(&mut self, line: usize) {
        self.scroll = line.min(self.last_scroll());
    }

    /// Fits the document into this many columns and rows; what was at the top stays there. `outlined` says whether its sections and the
    /// pages to look at after it stand beside it.
    pub(super) fn fit(&mut self, width: u16, height: u16, outlined: bool) {
        let was_in_view = height < self.height && self.shows_link();
        self.height = height;
        if self.width != width || self.outlined != outlined {
            let (target, was_beside) = (self.target(), self.selected_also().is_some());
            self.outlined = outlined;
            if self.width != width {
                let (top, hit) = (self.place(), self.hit);
                self.width = width;
                self.lay_out();
                self.scroll = self.line_of(top);
                // Lines that are broken elsewhere may hold another number of them.
                self.hit = hit.and_then(|hit| Some(hit.min(self.hits.len().checked_sub(1)?)));
            }
            self.select_target(target.as_ref(), was_beside);
        }
        match self.seeks.take() {
            Some(Sought::First) => self.scroll = self.first_hit(),
            Some(Sought::Most) => self.scroll = self.most_hits(),
            None => {}
        }
        self.scroll = self.scroll.min(self.last_scroll());
        if was_in_view {
            // A notice at the foot does not cover the link that it is about.
            self.show_link();
        }
    }

    /// How far to scroll so that the first hit is seen, with some lines before it.
    fn first_hit(&self) -> usize {
        match self.lines.iter().position(is_hit) {
            Some(line) if line >= usize::from(self.height) => {
                line.saturating_sub(usize::from(self.height) / 4)
            }
            _ => 0,
        }
    }

    /// How far to scroll so that the lines with nearly most of what is marked are in the upper third: the first of such places, for a text
    /// says things for people before it says them for programs.
    fn most_hits(&self) -> usize {
        let marked = |line: &Line| {
            let marked = line.spans.iter().filter(|span| span.matched);
            marked.map(Span::width).sum::<usize>()
        };
        let marked: Vec<usize> = self.lines.iter().map(marked).collect();
        let height = usize::from(self.height).max(1);
        let in_view = |&line: &usize| {
            let end = marked.len().min(line + height * 2 / 3 + 1);
            marked[line..end].iter().sum::<usize>()
        };
        let hits = || (0..marked.len()).filter(|&line| marked[line] > 0);
        let most = hits().map(|line| in_view(&line)).max().unwrap_or(0);
        let first = hits().find(|line| in_view(line) * 3 >= most * 2);
        match first {
            Some(line) if line >= height / 3 => line - height / 4,
            _ => 0,
        }
    }

    fn lay_out(&mut self) {
        self.lines = if self.width == 0 {
            Vec::new()
        } else {
            document::blocks_as(&self.document.blocks, self.width, self.arrangement())
        };
        self.mark_lines();
        self.links = links(&self.lines);
        self.sections = sections::sections(&self.lines, &self.document.blocks);
        self.went_to = None;
    }

    /// Marks what is to be marked in lines in which nothing is.
    fn mark_lines(&mut self) {
        if self.found.is_empty() {
            document::highlight(&mut self.lines, &self.words);
            self.hits = document::hits(&self.lines);
        } else {
            for span in self.lines.iter_mut().flat_map(|line| &mut line.spans) {
                span.matched = false;
                span.related = false;
            }
            self.hits = document::highlight_text(&mut self.lines, &self.found);
        }
    }

    /// Marks other things in the same lines.
    fn mark_again(&mut self) {
        if matches!(self.view, Some(View::Reply(_))) {
            // It has marks of its own.
            return self.lay_out();
        }
        document::unmark(&mut self.lines);
        self.mark_lines();
        self.went_to = None;
    }

    /// The furthest scroll.
    #[must_use]
    pub fn last_scroll(&self) -> usize {
        self.lines.len().saturating_sub(usize::from(self.height))
    }

    /// Scrolls by lines.
    pub(super) fn scroll_by(&mut self, lines: isize) {
        self.scroll = self
            .scroll
            .saturating_add_signed(lines)
            .min(self.last_scroll());
    }

    /// Scrolls to the beginning.
    pub(super) fn go_first(&mut self) {
        self.scroll = 0;
    }

    /// Scrolls to the end.
    pub(super) fn go_last(&mut self) {
        self.scroll = self.last_scroll();
    }
}

/// Whether something is marked in a line.
fn is_hit(line: &Line) -> bool {
    line.spans.iter().any(|span| span.matched)
}
