//! Finding in the page: a text is typed, its places are marked, and one goes from one to the next.

use tui_input::{Input, InputRequest};

use super::App;
use super::search_box::request_of;
use crate::keymap::Edit;

/// The most characters of a pasted line: no page has longer ones.
const LONGEST: usize = 200;

/// A text that is being typed, to be found in the page.
#[derive(Debug, Clone, Default)]
pub(super) struct Find {
    input: Input,
    /// Where the page was when it began.
    from: usize,
}

impl App {
    /// The text that is to be found, while it is typed.
    #[must_use]
    pub fn finding(&self) -> Option<&Input> {
        self.find.as_ref().map(|find| &find.input)
    }

    /// Begins to find.
    pub(super) fn begin_find(&mut self) {
        self.focus = super::Focus::Page;
        self.find = Some(Find {
            input: Input::default(),
            from: self.pager.scroll(),
        });
    }

    /// Types a character into the text that is to be found.
    pub(super) fn type_into_find(&mut self, c: char) {
        self.edit_find(InputRequest::InsertChar(c));
    }

    /// Puts a pasted line into the text that is to be found. Says whether there is one, and whether it was a line.
    pub(super) fn paste_into_find(&mut self, text: &str) -> bool {
        let line = text.trim();
        let Some(find) = &mut self.find else {
            return false;
        };
        if line.contains(['\n', '\r']) {
            return false;
        }
        for c in line.chars().filter(|c| !c.is_control()).take(LONGEST) {
            find.input.handle(InputRequest::InsertChar(c));
        }
        let (text, from) = (find.input.value().to_owned(), find.from);
        self.pager.find(&text, from);
        true
    }

    /// Changes the text that is to be found. Says whether there is one.
    pub(super) fn edit_in_find(&mut self, edit: Edit) -> bool {
        let finds = self.find.is_some();
        if finds {
            self.edit_find(request_of(edit));
        }
        finds
    }

    fn edit_find(&mut self, request: InputRequest) {
        let Some(find) = &mut self.find else {
            return;
        };
        find.input.handle(request);
        let (text, from) = (find.input.value().to_owned(), find.from);
        self.pager.find(&text, from);
    }

    /// Ends the typing; what was found stays marked.
    pub(super) fn end_find(&mut self) {
        let Some(find) = self.find.take() else {
            return;
        };
        if find.input.value().is_empty() {
            self.cancel_find_at(find.from);
        } else if !self.pager.has_hits() {
            self.message = Some("Not on this page; S searches all pages".to_owned());
            self.cancel_find_at(find.from);
        }
    }

    /// Ends the typing and goes back to where it began.
    pub(super) fn cancel_find(&mut self) {
        if let Some(find) = self.find.take() {
            self.cancel_find_at(find.from);
        }
    }

    fn cancel_find_at(&mut self, from: usize) {
        let words = self.pager.view().map(|view| self.words_for(view));
        self.pager.mark(words.unwrap_or_default());
        self.pager.scroll_to(from);
    }

    /// Goes to the next or the previous place that is marked.
    pub(super) fn go_to_hit(&mut self, forward: bool) {
        if !self.pager.select_hit(forward) {
            self.message = Some("Nothing is marked here; / finds in the page".to_owned());
        }
    }
}
