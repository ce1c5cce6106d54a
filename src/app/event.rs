//! What comes in from the terminal and what goes out to it.

use ratatui_core::layout::{Position, Size};

use crate::explain::Explanation;
use crate::keymap::Key;
use crate::lookup::Lookup;
use smtpref_catalog::is_hidden;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The window has a new size.
    Resize(Size),
    /// The mouse was used.
    Mouse {
        /// What it did.
        kind: MouseKind,
        /// Where.
        at: Position,
    },
}

impl Event {
    /// Whether it goes on with what another one began: what that one has said stays.
    pub(super) const fn goes_on(&self) -> bool {
        matches!(
            self,
            Self::Resize(_)
                | Self::Mouse {
                    kind: MouseKind::Drag | MouseKind::Release,
                    ..
                }
        )
    }
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down.
    Click,
    /// The mouse was moved with the left button down.
    Drag,
    /// The left button went up, or is found to be up: terminals differ in what they tell.
    Release,
    /// The wheel was turned up.
    WheelUp,
    /// The wheel was turned down.
    WheelDown,
}

/// Whether a character is text that may be typed: it can be seen, or belongs to what can be. Scripts of India and emoji are written with
/// joiners and variation selectors.
#[must_use]
pub fn is_typed(c: char) -> bool {
    let is_of_another = matches!(c, '\u{200c}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}');
    is_of_another || !is_hidden(c) && c != '\n'
}

/// What the terminal is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// End the program, and print what was chosen.
    Print(Choice),
    /// Draw everything again, over whatever another program wrote.
    Redraw,
    /// Stop the process until it is continued.
    Suspend,
    /// Put a text on the clipboard, and tell what became of it (`App::tell`).
    Copy {
        /// What it is, for the message: "the page of 556".
        what: String,
        /// The text.
        text: String,
    },
}

/// What was chosen to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The page of a code.
    Page(Lookup),
    /// The comparison of two.
    Comparison(Lookup, Lookup),
    /// What a reply in a text says.
    Reply(Box<Explanation>),
}

/// Whether texts may be sent to the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Copying {
    /// They may.
    Allowed,
    /// They may not.
    Forbidden,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_not_typed() {
        assert!(
            "aé日👍 \u{301}\u{200c}\u{200d}\u{fe0f}"
                .chars()
                .all(is_typed)
        );
        let odd = "\n\u{7}\u{7f}\u{85}\u{9b}\u{ad}\u{200b}\u{2028}\u{2029}\u{202e}\u{2060}\u{2066}\u{61c}\u{feff}\u{e000}\u{e0041}";
        assert!(!odd.chars().any(is_typed));
    }
}
