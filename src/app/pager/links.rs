//! The links of a document: those in its lines, and behind them the pages to look at after it, where these stand beside it.

use super::Pager;
use crate::document::{Line, Target};
use crate::lookup::Lookup;

/// A link in the lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The line.
    pub line: usize,
    /// The first column.
    pub start: usize,
    /// The column after the last.
    pub end: usize,
    /// Where it leads.
    pub target: Target,
}

/// All links, from top to bottom.
pub(super) fn links(lines: &[Line]) -> Vec<Link> {
    let mut found: Vec<Link> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let mut column = 0;
        for span in &line.spans {
            let end = column + span.width();
            if let Some(target) = &span.target {
                match found.last_mut() {
                    // A link that a highlight has cut in two is still one.
                    Some(last)
                        if last.line == number && last.end == column && last.target == *target =>
                    {
                        last.end = end;
                    }
                    _ => found.push(Link {
                        line: number,
                        start: column,
                        end,
                        target: target.clone(),
                    }),
                }
            }
            column = end;
        }
    }
    found
}

impl Pager {
    /// The selected link, if it is in the lines.
    #[must_use]
    pub fn link(&self) -> Option<&Link> {
        self.links.get(self.link?)
    }

    /// Whether there is one to select.
    pub(in crate::app) fn has_links(&self) -> bool {
        !self.links.is_empty() || self.outlined && !self.also().is_empty()
    }

    /// The pages to look at after this one.
    #[must_use]
    pub fn also(&self) -> &[Lookup] {
        &self.document.also
    }

    /// Which of those is selected beside the page.
    #[must_use]
    pub fn selected_also(&self) -> Option<usize> {
        self.link?.checked_sub(self.links.len())
    }

    /// Where the selected link leads.
    #[must_use]
    pub fn target(&self) -> Option<Target> {
        let beside = self.selected_also().and_then(|at| self.also().get(at));
        let beside = beside.map(|lookup| Target::Lookup(*lookup));
        beside.or_else(|| self.link().map(|link| link.target.clone()))
    }

    /// Selects the first address from the top of the screen on, else the first one; the next one if `given` was given last and is
    /// still selected. What somebody has selected stays.
    pub(in crate::app) fn select_reference(&mut self, given: Option<&Target>) -> Option<Target> {
        let is_address = |link: &Link| matches!(link.target, Target::Url(_));
        let addresses: Vec<usize> = (0..self.links.len())
            .filter(|&at| is_address(&self.links[at]))
            .collect();
        let first = *addresses.first()?;
        let here = self.link.filter(|at| addresses.contains(at));
        let at = match here {
            Some(here) if Some(&self.links[here].target) == given => {
                let mut behind = addresses.iter().copied();
                let is_other = |&at: &usize| at > here && Some(&self.links[at].target) != given;
                behind.find(is_other).unwrap_or(first)
            }
            Some(here) => here,
            None => {
                let mut all = addresses.iter().copied();
                all.find(|&at| self.links[at].line >= self.scroll)
                    .unwrap_or(first)
            }
        };
        self.link = Some(at);
        self.show_link();
        Some(self.links[at].target.clone())
    }

    /// The link at a line and column.
    #[must_use]
    pub fn link_at(&self, line: usize, column: usize) -> Option<&Link> {
        self.links
            .iter()
            .find(|link| link.line == line && (link.start..link.end).contains(&column))
    }

    /// Takes the selection from a link.
    pub(in crate::app) fn leave_link(&mut self) {
        self.link = None;
    }

    /// Selects a link to a target, of those beside the page, while they are there, or of those in it.
    pub(super) fn select_target(&mut self, target: Option<&Target>, beside: bool) {
        self.link = match target {
            Some(Target::Lookup(lookup)) if beside => {
                let mut also = self.also().iter();
                let at = also.position(|other| self.outlined && other == lookup);
                at.map(|at| self.links.len() + at)
            }
            target => self
                .links
                .iter()
                .position(|link| Some(&link.target) == target),
        };
    }

    /// Selects the next or the previous link, the first one on the screen if none is selected, and brings it into view. Says whether there
    /// is one.
    pub(in crate::app) fn select_link(&mut self, forward: bool) -> bool {
        let beside = if self.outlined { self.also().len() } else { 0 };
        let Some(last) = (self.links.len() + beside).checked_sub(1) else {
            return false;
        };
        let bottom = self.scroll + usize::from(self.height);
        let visible = |link: &Link| (self.scroll..bottom).contains(&link.line);
        self.link = Some(match (self.link, forward) {
            (Some(index), true) if index < last => index + 1,
            (Some(_), true) => 0,
            (Some(index), false) => index.checked_sub(1).unwrap_or(last),
            (None, true) => self
                .links
                .iter()
                .position(|link| link.line >= self.scroll)
                .unwrap_or(0),
            (None, false) => self.links.iter().rposition(visible).unwrap_or(last),
        });
        self.show_link();
        true
    }

    /// Selects the next page to look at after this one: beside the page, or where it stands in it. Says whether there is one.
    pub(in crate::app) fn select_also(&mut self) -> bool {
        let count = self.also().len();
        let here = match self.target() {
            Some(Target::Lookup(lookup)) if self.selected_also().is_some() || !self.outlined => {
                self.also().iter().position(|other| *other == lookup)
            }
            _ => None,
        };
        let first = here.map_or(0, |at| at + 1);
        let next = (first..first + count).find_map(|at| {
            let at = at % count;
            if self.outlined {
                return Some(self.links.len() + at);
            }
            let target = Target::Lookup(self.also()[at]);
            self.links.iter().position(|link| link.target == target)
        });
        if next.is_some() {
            self.link = next;
            self.show_link();
        }
        next.is_some()
    }

    /// Whether the selected link is in view.
    pub(super) fn shows_link(&self) -> bool {
        let shown = self.scroll..self.scroll + usize::from(self.height);
        self.link().is_some_and(|link| shown.contains(&link.line))
    }

    /// Brings the selected link of the page into view.
    pub(super) fn show_link(&mut self) {
        let Some(line) = self.link().map(|link| link.line) else {
            return;
        };
        let height = usize::from(self.height);
        if line < self.scroll {
            self.scroll = line;
        } else if line >= self.scroll + height {
            self.scroll = (line + 1).saturating_sub(height);
        }
    }
}
