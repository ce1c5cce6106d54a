//! What is typed to narrow the help or the filter menu: a line that is edited as the search box is.

use tui_input::{Input, InputRequest};

use super::search_box::request_of;
use crate::keymap::Edit;

/// The longest text, in characters.
pub(super) const LONGEST: usize = 40;

/// The text, with a cursor in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Narrow(Input);

impl Narrow {
    pub(super) fn text(&self) -> &str {
        self.0.value()
    }

    /// The columns before the cursor.
    pub(super) fn cursor(&self) -> usize {
        self.0.visual_cursor()
    }

    /// Types a character, if there is room for it. Says whether the text is another one then.
    pub(super) fn type_in(&mut self, c: char) -> bool {
        self.text().chars().count() < LONGEST && self.request(InputRequest::InsertChar(c))
    }

    /// Edits the text or moves the cursor. Says whether the text is another one then.
    pub(super) fn edit(&mut self, edit: Edit) -> bool {
        self.request(request_of(edit))
    }

    fn request(&mut self, request: InputRequest) -> bool {
        let change = self.0.handle(request);
        change.is_some_and(|change| change.value)
    }

    /// Takes all of it back; `false` if nothing was typed.
    pub(super) fn clear(&mut self) -> bool {
        let was_typed = !self.text().is_empty();
        self.0.reset();
        was_typed
    }
}
