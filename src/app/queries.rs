//! Where a search was begun, so that giving it up leads back there; and what was searched or pasted before.

use tui_input::Input;

use super::asking::{Begun, Left, Pane};
use super::{App, Focus, View};

/// What was asked for in this session, the oldest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Queries {
    all: Vec<Asked>,
    /// The one that is recalled now.
    recalled: Option<usize>,
}

/// Something that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asked {
    /// By words or codes.
    Query(String),
    /// By a text that was pasted: one of the texts.
    Text(usize),
}

/// How many queries are kept.
const KEPT: usize = 100;

impl Queries {
    /// Notes a query that led to something, or that is given up.
    pub(super) fn note(&mut self, query: &str) {
        let query = query.trim();
        self.recalled = None;
        if query.is_empty() || query.starts_with(':') {
            return;
        }
        self.push(Asked::Query(query.to_owned()));
    }

    /// Notes a text that was pasted.
    pub(super) fn note_text(&mut self, text: usize) {
        self.recalled = None;
        self.push(Asked::Text(text));
    }

    fn push(&mut self, asked: Asked) {
        self.all.retain(|known| *known != asked);
        if self.all.len() == KEPT {
            self.all.remove(0);
        }
        self.all.push(asked);
    }

    /// Whether one is recalled, so that the next one is older.
    pub(super) const fn is_recalling(&self) -> bool {
        self.recalled.is_some()
    }

    /// The next one is the newest again.
    pub(super) const fn stop(&mut self) {
        self.recalled = None;
    }

    /// Whether there is one before that which is recalled, or any at all.
    pub(super) fn has_older(&self) -> bool {
        self.recalled.unwrap_or(self.all.len()) > 0
    }

    /// The newest query, or the one before that which is recalled.
    fn older(&mut self) -> Option<&Asked> {
        let at = self.recalled.unwrap_or(self.all.len()).checked_sub(1)?;
        self.recalled = Some(at);
        Some(&self.all[at])
    }
}

impl App<'_> {
    /// Goes to the search box for a new search: what is typed takes the place of the old text.
    pub(super) fn begin_search(&mut self) {
        self.leave_pane();
        self.input = self.input.clone().with_cursor(usize::MAX);
        let replaces = !self.input.value().is_empty();
        if let Some(begun) = self.begun() {
            begun.replaces = replaces;
        }
    }

    /// Goes to the search box and remembers from where.
    pub(super) fn leave_pane(&mut self) {
        if self.focus() != Focus::Search {
            let left = Some(Left {
                focus: self.focus(),
                query: self.input.value().to_owned(),
                view: self.pager.view(),
            });
            self.pane = Pane::Search(Begun {
                left,
                replaces: false,
            });
        }
    }

    /// What was there before the search that goes on.
    pub(super) fn take_left(&mut self) -> Option<Left> {
        self.begun()?.left.take()
    }

    /// What was there before the search is forgotten: it led to something.
    pub(super) fn end_begun(&mut self) {
        if let Some(begun) = self.begun() {
            *begun = Begun::default();
        }
    }

    /// Goes back to where the search was begun, as it was.
    pub(super) fn give_up_search(&mut self, left: Left) {
        self.turn_to(left.focus);
        if self.input.value() != left.query {
            self.queries.note(self.input.value());
            self.input = Input::new(left.query);
            if let Some(view) = left.view {
                self.show(view);
            }
            if let Some(View::Reply(at)) = left.view {
                self.list_replies(at.text);
            }
            self.refresh_list_keeping();
        }
    }

    /// Puts the newest query into the box, or the one before that which is recalled; of a text its replies into the list.
    pub(super) fn recall(&mut self) {
        match self.queries.older().cloned() {
            Some(Asked::Query(query)) => {
                self.texts.open = None;
                self.input = Input::new(query);
            }
            Some(Asked::Text(text)) => {
                self.texts.open = Some(text);
                self.input.reset();
            }
            None => return self.say("There is no query before this one"),
        }
        self.refresh_list();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_come_back_from_the_newest_on_each_once() {
        let mut queries = Queries::default();
        for query in ["null mx", " ", ":help", "quota", "null mx"] {
            queries.note(query);
        }
        let query = |text: &str| Some(Asked::Query(text.to_owned()));
        assert_eq!(queries.older().cloned(), query("null mx"));
        assert_eq!(queries.older().cloned(), query("quota"));
        assert_eq!(queries.older(), None);
        queries.stop();
        assert_eq!(queries.older().cloned(), query("null mx"));
    }
}
