//! Everything that a user can ask for: keys, clicks and the command list all end here. Imports nothing of the program, so that keys can
//! be bound to actions without knowing the browser that does them.

use strum::{EnumIter, EnumMessage, IntoEnumIterator, IntoStaticStr};

/// A request of the user. The comment above each is what help and command list say of it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, EnumMessage, IntoStaticStr,
)]
#[strum(serialize_all = "lowercase")]
pub enum Action {
    /// Open what is selected
    Open,
    /// Go to the search box
    #[strum(serialize = "search")]
    FocusSearch,
    /// Go to the next pane
    #[strum(serialize = "next pane")]
    FocusNext,
    /// Go to the previous pane
    #[strum(serialize = "previous pane")]
    FocusPrevious,
    /// Go back one step
    Close,
    /// One line up
    Up,
    /// One line down
    Down,
    /// One page up
    #[strum(serialize = "page up")]
    PageUp,
    /// One page down
    #[strum(serialize = "page down")]
    PageDown,
    /// Half a page up
    #[strum(serialize = "half page up")]
    HalfUp,
    /// Half a page down
    #[strum(serialize = "half page down")]
    HalfDown,
    /// To the beginning
    First,
    /// To the end
    Last,
    /// Read the next one of the list
    #[strum(serialize = "next item")]
    NextItem,
    /// Read the one before it in the list
    #[strum(serialize = "previous item")]
    PreviousItem,
    /// To the next section, or group of the list
    #[strum(serialize = "next section")]
    NextSection,
    /// To the previous section, or group of the list
    #[strum(serialize = "previous section")]
    PreviousSection,
    /// Find in the page
    Find,
    /// To the next hit, a place that is marked
    #[strum(serialize = "next hit")]
    NextHit,
    /// To the previous hit
    #[strum(serialize = "previous hit")]
    PreviousHit,
    /// Select the next link of the page
    #[strum(serialize = "next link")]
    NextLink,
    /// Select the previous link of the page
    #[strum(serialize = "previous link")]
    PreviousLink,
    /// Select the next page to look at after this one
    Also,
    /// Back to where you were
    Back,
    /// Forward again
    Forward,
    /// Mark this code for a comparison
    Mark,
    /// Compare with the marked code, or choose one
    Compare,
    /// Swap the sides of the comparison
    #[strum(serialize = "swap sides")]
    SwapSides,
    /// Choose a new code for the left side
    #[strum(serialize = "change left")]
    ChangeLeft,
    /// Choose a new code for the right side
    #[strum(serialize = "change right")]
    ChangeRight,
    /// Choose the left side of the comparison
    #[strum(serialize = "left side")]
    ChooseLeft,
    /// Choose the right side of the comparison
    #[strum(serialize = "right side")]
    ChooseRight,
    /// Stack the two sides, or split them
    #[strum(serialize = "stack")]
    ToggleStacked,
    /// Show what is the same, or fold it
    #[strum(serialize = "same")]
    ToggleSame,
    /// Filter by class, command or kind
    #[strum(serialize = "filter")]
    OpenFilter,
    /// Drop all filters
    #[strum(serialize = "clear filter")]
    ClearFilter,
    /// Give the page all the width, or share it
    Zoom,
    /// Mask people and machines in what was pasted
    Mask,
    /// Copy the short answer
    #[strum(serialize = "copy")]
    CopyAnswer,
    /// Copy the whole page or comparison as Markdown
    #[strum(serialize = "copy page")]
    CopyPage,
    /// Copy the address of a reference
    #[strum(serialize = "copy reference")]
    CopyReference,
    /// The query or the pasted text before this one
    #[strum(serialize = "previous query")]
    PreviousQuery,
    /// List every command
    #[strum(serialize = "commands")]
    OpenCommands,
    /// Open this help with all keys
    #[strum(serialize = "help")]
    OpenHelp,
    /// Print what is selected or read, and leave
    Print,
    /// Draw the screen again
    Redraw,
    /// Suspend the program
    Suspend,
    /// Quit
    Quit,
    /// Search for what begins with this digit
    Type,
    /// Quit if it is pressed twice
    Leave,
    /// Edit the text of the search box
    #[strum(disabled)]
    Edit(Edit),
}

/// A change of the text in the search box, or of the place of the cursor in it. Not a command: it means something there alone.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, EnumMessage, IntoStaticStr,
)]
pub enum Edit {
    /// One character left
    #[strum(serialize = "character left")]
    CharacterLeft,
    /// One character right
    #[strum(serialize = "character right")]
    CharacterRight,
    /// One word left
    #[strum(serialize = "word left")]
    WordLeft,
    /// One word right
    #[strum(serialize = "word right")]
    WordRight,
    /// To the beginning of the text
    #[strum(serialize = "text start")]
    TextStart,
    /// To the end of the text
    #[strum(serialize = "text end")]
    TextEnd,
    /// Delete the character before the cursor
    #[strum(serialize = "delete before")]
    DeleteBefore,
    /// Delete the character under the cursor
    #[strum(serialize = "delete under")]
    DeleteUnder,
    /// Delete the word before the cursor
    #[strum(serialize = "delete word before")]
    DeleteWordBefore,
    /// Delete the word after the cursor
    #[strum(serialize = "delete word after")]
    DeleteWordAfter,
    /// Delete all before the cursor
    #[strum(serialize = "delete to start")]
    DeleteToStart,
    /// Delete all from the cursor on
    #[strum(serialize = "delete to end")]
    DeleteToEnd,
}

/// What an action is for; what people look for in a list stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// It does something.
    Does,
    /// It leads to a place in what is read.
    Leads,
    /// It only moves on the screen.
    Moves,
    /// It changes the text of a box.
    Edits,
}

impl Action {
    /// The actions that the command list offers, in its order: not `Print`, which it has only where something is chosen to be printed, and
    /// neither `Leave` nor `Type`, which are more than what they do: one is the first of two keys, the other one is typed.
    pub fn commands() -> impl Iterator<Item = Self> {
        Self::iter().filter(|action| !matches!(action, Self::Print | Self::Leave | Self::Type))
    }

    /// All actions in the order of the help.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::iter().chain(Edit::iter().map(Self::Edit))
    }

    /// The name, in the command list and in the keymap.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Edit(edit) => edit.into(),
            command => command.into(),
        }
    }

    /// Whether it does something in a comparison alone.
    #[must_use]
    pub const fn is_for_comparisons(self) -> bool {
        matches!(
            self,
            Self::SwapSides
                | Self::ChangeLeft
                | Self::ChangeRight
                | Self::ChooseLeft
                | Self::ChooseRight
                | Self::ToggleStacked
                | Self::ToggleSame
        )
    }

    /// What it is for, by which lists put it in order.
    #[must_use]
    pub const fn purpose(self) -> Purpose {
        match self {
            Self::Edit(_) => Purpose::Edits,
            Self::NextItem
            | Self::PreviousItem
            | Self::NextSection
            | Self::PreviousSection
            | Self::NextHit
            | Self::PreviousHit
            | Self::NextLink
            | Self::PreviousLink
            | Self::Close => Purpose::Leads,
            Self::FocusNext
            | Self::FocusPrevious
            | Self::Up
            | Self::Down
            | Self::PageUp
            | Self::PageDown
            | Self::HalfUp
            | Self::HalfDown
            | Self::First
            | Self::Last => Purpose::Moves,
            _ => Purpose::Does,
        }
    }

    /// The action that it shares a row of the help with: the one that goes the other way.
    #[must_use]
    pub const fn leads(self) -> Self {
        match self {
            Self::PreviousItem => Self::NextItem,
            Self::PreviousSection => Self::NextSection,
            Self::PreviousHit => Self::NextHit,
            Self::PreviousLink => Self::NextLink,
            Self::FocusPrevious => Self::FocusNext,
            Self::Up => Self::Down,
            other => other,
        }
    }

    /// The action of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|action| action.name() == name)
    }

    /// What it does, in a few words.
    #[must_use]
    pub fn description(self) -> &'static str {
        let description = match self {
            Self::Edit(edit) => edit.get_documentation(),
            command => command.get_documentation(),
        };
        description.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_action_has_a_description_and_a_name_of_its_own() {
        let mut names = HashSet::new();
        for action in Action::all() {
            assert!(names.insert(action.name()), "{action:?}");
            assert_eq!(Action::named(action.name()), Some(action));
            assert!(!action.description().is_empty(), "{action:?}");
            assert!(!action.description().ends_with('.'), "{action:?}");
        }
    }
}
