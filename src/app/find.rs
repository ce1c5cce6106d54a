//! Finding in the page: a text is typed, its places are marked, and one goes from one to the next.

use tui_input::{Input, InputRequest};

use super::pasted::Told;
use super::search_box::request_of;
use super::{App, Asking, View, is_typed};
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

impl App<'_> {
    /// The text that is to be found, while it is typed.
    #[must_use]
    pub fn finding(&self) -> Option<&Input> {
        match &self.asking {
            Asking::Find(find) => Some(&find.input),
            Asking::Nothing | Asking::Overlay(_) => None,
        }
    }

    /// Begins to find.
    pub(super) fn begin_find(&mut self) {
        self.turn_to(super::Focus::Page);
        self.asking = Asking::Find(Find {
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
        let Asking::Find(find) = &mut self.asking else {
            return false;
        };
        if line.contains(['\n', '\r']) {
            return false;
        }
        for c in line.chars().filter(|c| is_typed(*c)).take(LONGEST) {
            find.input.handle(InputRequest::InsertChar(c));
        }
        self.mark_found();
        true
    }

    /// Changes the text that is to be found.
    pub(super) fn edit_in_find(&mut self, edit: Edit) {
        self.edit_find(request_of(edit));
    }

    fn edit_find(&mut self, request: InputRequest) {
        let Asking::Find(find) = &mut self.asking else {
            return;
        };
        find.input.handle(request);
        self.mark_found();
    }

    /// Marks what is to be found in the page, and in the text that stands beside it and so is not in it.
    fn mark_found(&mut self) {
        let Asking::Find(find) = &self.asking else {
            return;
        };
        let text = find.input.value().to_owned();
        self.pager.find(&text, find.from);
        if self.tells_beside() && text.is_empty() {
            self.lay_text_open();
        } else if self.tells_beside() {
            self.texts.beside.find(&text, 0);
        }
    }

    /// Whether a part of what is read is the text beside it.
    fn tells_beside(&self) -> bool {
        self.texts.told == Told::Beside && matches!(self.pager.view(), Some(View::Reply(_)))
    }

    /// Which of the places that are marked is the one to which one went last, and how many there are.
    #[must_use]
    pub fn found_place(&self) -> (usize, usize) {
        let (at, all) = self.pager.hit_place();
        if !self.tells_beside() {
            return (at, all);
        }
        let (at_beside, beside) = self.texts.beside.hit_place();
        (if all == 0 { at_beside } else { at }, all + beside)
    }

    /// Puts what was found last into the text that is to be found.
    pub(super) fn recall_find(&mut self) {
        let Asking::Find(find) = &mut self.asking else {
            return;
        };
        if self.found_last.is_empty() {
            self.say("Nothing was looked for before this");
            return;
        }
        find.input = Input::new(self.found_last.clone());
        self.mark_found();
    }

    /// Keeps what is found; without a text that was found last is found again, at the next place if one went to one, as in less and vi.
    pub(super) fn keep_found(&mut self) {
        let Asking::Find(find) = &mut self.asking else {
            return;
        };
        if find.input.value().is_empty() && !self.found_last.is_empty() {
            find.input = Input::new(self.found_last.clone());
            if self.pager.finds(&self.found_last) {
                self.pager.select_hit(true);
            } else {
                self.mark_found();
            }
        }
        self.end_find();
    }

    fn take_find(&mut self) -> Option<Find> {
        match std::mem::take(&mut self.asking) {
            Asking::Find(find) => Some(find),
            other => {
                self.asking = other;
                None
            }
        }
    }

    /// Ends the typing; what was found stays marked.
    pub(super) fn end_find(&mut self) {
        let Some(find) = self.take_find() else {
            return;
        };
        if !find.input.value().is_empty() {
            find.input.value().clone_into(&mut self.found_last);
        }
        if find.input.value().is_empty() {
            self.cancel_find_at(find.from);
        } else if self.found_place().1 == 0 {
            self.say("Not on this page; S searches all pages");
            self.cancel_find_at(find.from);
        }
    }

    /// Ends the typing and goes back to where it began.
    pub(super) fn cancel_find(&mut self) {
        if let Some(find) = self.take_find() {
            self.cancel_find_at(find.from);
        }
    }

    fn cancel_find_at(&mut self, from: usize) {
        let words = self.pager.view().map(|view| self.words_for(view));
        self.pager.mark(words.unwrap_or_default());
        self.pager.scroll_to(from);
        if self.tells_beside() {
            // What told something is marked in it again.
            self.lay_text_open();
        }
    }

    /// Goes to the next or the previous place that is marked.
    pub(super) fn go_to_hit(&mut self, forward: bool) {
        if self.pager.select_hit(forward) {
            return;
        }
        let message = if self.tells_beside() && self.texts.beside.has_hits() {
            "The marks are in the text beside the page"
        } else {
            "Nothing is marked here; / finds in the page"
        };
        self.say(message);
    }
}
