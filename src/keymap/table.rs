//! The default keys.

use std::sync::LazyLock;

use super::Key;
use crate::app::Action;

/// Where a key is bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// The search box has the focus; characters are typed into it.
    Search,
    /// The list has the focus.
    List,
    /// A page has the focus.
    Page,
    /// A comparison has the focus.
    Compare,
    /// The filter menu is open.
    Menu,
    /// The help is open.
    Help,
    /// Everywhere else that does not bind the key itself.
    Global,
}

impl Context {
    /// All contexts in the order of the help.
    pub const ALL: [Self; 7] = [
        Self::Search,
        Self::List,
        Self::Page,
        Self::Compare,
        Self::Menu,
        Self::Help,
        Self::Global,
    ];

    /// What the help calls it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Search => "In the search box",
            Self::List => "In the list",
            Self::Page => "In a page",
            Self::Compare => "In a comparison",
            Self::Menu => "In the filter menu",
            Self::Help => "In the help",
            Self::Global => "Everywhere",
        }
    }
}

/// A key of a context.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it is bound.
    pub context: Context,
    /// The key as help and footer print it.
    pub keys: &'static str,
    /// What it does.
    pub action: Action,
    /// The word for the footer and how early it is shown there; nothing keeps it out of the footer.
    pub hint: Option<(&'static str, u8)>,
}

impl Binding {
    /// The key.
    ///
    /// # Panics
    /// If the table holds a name that is no key; a test reads them all.
    #[must_use]
    pub fn key(&self) -> Key {
        Key::parse(self.keys).expect("the table holds names of keys")
    }
}

/// All bindings.
#[must_use]
pub fn bindings() -> &'static [Binding] {
    static BINDINGS: LazyLock<Vec<Binding>> = LazyLock::new(|| {
        let mut all = Vec::new();
        for (context, rows) in TABLE {
            for &(keys, action, word, priority) in *rows {
                all.push(Binding {
                    context: *context,
                    keys,
                    action,
                    hint: (!word.is_empty()).then_some((word, priority)),
                });
            }
        }
        all
    });
    &BINDINGS
}

/// A key, its action, its word in the footer ("" for none) and how early it stands there.
type Row = (&'static str, Action, &'static str, u8);

const TABLE: &[(Context, &[Row])] = &[
    (
        Context::Search,
        &[
            ("enter", Action::Open, "open", 1),
            ("down", Action::Down, "choose", 2),
            ("up", Action::Up, "", 0),
            ("ctrl-n", Action::Down, "", 0),
            ("ctrl-p", Action::Up, "", 0),
            ("pgdn", Action::PageDown, "", 0),
            ("pgup", Action::PageUp, "", 0),
            ("ctrl-s", Action::Mark, "mark", 5),
        ],
    ),
    (
        Context::List,
        &[
            ("enter", Action::Open, "open", 1),
            ("c", Action::Compare, "compare", 2),
            ("m", Action::Mark, "mark", 4),
            ("f", Action::OpenFilter, "filter", 3),
            ("x", Action::ClearFilter, "", 0),
            ("down", Action::Down, "", 0),
            ("up", Action::Up, "", 0),
            ("j", Action::Down, "", 0),
            ("k", Action::Up, "", 0),
            ("right", Action::Open, "", 0),
            ("l", Action::Open, "", 0),
            ("pgdn", Action::PageDown, "", 0),
            ("pgup", Action::PageUp, "", 0),
            ("space", Action::PageDown, "", 0),
            ("home", Action::First, "", 0),
            ("end", Action::Last, "", 0),
            ("g", Action::First, "", 0),
            ("G", Action::Last, "", 0),
            ("y", Action::CopyPage, "copy", 6),
            ("Y", Action::CopySummary, "", 0),
            ("/", Action::FocusSearch, "search", 5),
            ("h", Action::FocusSearch, "", 0),
            ("left", Action::FocusSearch, "", 0),
            ("[", Action::Back, "", 0),
            ("]", Action::Forward, "", 0),
            ("backspace", Action::Back, "", 0),
            (":", Action::OpenCommands, "", 0),
            ("?", Action::OpenHelp, "help", 7),
            ("q", Action::Quit, "quit", 8),
        ],
    ),
    (
        Context::Page,
        &[
            ("down", Action::Down, "", 0),
            ("up", Action::Up, "", 0),
            ("j", Action::Down, "scroll", 2),
            ("k", Action::Up, "", 0),
            ("pgdn", Action::PageDown, "", 0),
            ("pgup", Action::PageUp, "", 0),
            ("space", Action::PageDown, "", 0),
            ("home", Action::First, "", 0),
            ("end", Action::Last, "", 0),
            ("g", Action::First, "", 0),
            ("G", Action::Last, "", 0),
            ("n", Action::NextLink, "link", 3),
            ("p", Action::PreviousLink, "", 0),
            ("enter", Action::Open, "follow", 4),
            ("}", Action::NextSection, "", 0),
            ("{", Action::PreviousSection, "", 0),
            ("left", Action::FocusPrevious, "", 0),
            ("h", Action::FocusPrevious, "", 0),
            ("[", Action::Back, "back", 5),
            ("]", Action::Forward, "", 0),
            ("backspace", Action::Back, "", 0),
            ("m", Action::Mark, "", 0),
            ("c", Action::Compare, "compare", 6),
            ("y", Action::CopyPage, "copy", 7),
            ("Y", Action::CopySummary, "", 0),
            ("f", Action::OpenFilter, "", 0),
            ("x", Action::ClearFilter, "", 0),
            ("/", Action::FocusSearch, "search", 8),
            (":", Action::OpenCommands, "", 0),
            ("?", Action::OpenHelp, "help", 9),
            ("q", Action::Quit, "quit", 10),
            ("esc", Action::Close, "list", 1),
        ],
    ),
    (
        Context::Compare,
        &[
            ("esc", Action::Close, "close", 1),
            ("s", Action::SwapSides, "swap", 2),
            ("1", Action::ChangeLeft, "change left", 3),
            ("2", Action::ChangeRight, "change right", 4),
            ("down", Action::Down, "", 0),
            ("up", Action::Up, "", 0),
            ("j", Action::Down, "", 0),
            ("k", Action::Up, "", 0),
            ("pgdn", Action::PageDown, "", 0),
            ("pgup", Action::PageUp, "", 0),
            ("space", Action::PageDown, "", 0),
            ("home", Action::First, "", 0),
            ("end", Action::Last, "", 0),
            ("g", Action::First, "", 0),
            ("G", Action::Last, "", 0),
            ("}", Action::NextSection, "", 0),
            ("{", Action::PreviousSection, "", 0),
            ("n", Action::NextLink, "link", 6),
            ("p", Action::PreviousLink, "", 0),
            ("enter", Action::Open, "", 0),
            ("[", Action::Back, "back", 8),
            ("]", Action::Forward, "", 0),
            ("backspace", Action::Back, "", 0),
            ("y", Action::CopyPage, "copy", 5),
            ("Y", Action::CopySummary, "", 0),
            ("/", Action::FocusSearch, "search", 7),
            (":", Action::OpenCommands, "", 0),
            ("?", Action::OpenHelp, "help", 9),
            ("q", Action::Quit, "quit", 10),
        ],
    ),
    (
        Context::Menu,
        &[
            ("space", Action::Open, "", 0),
            ("enter", Action::Open, "set or drop", 1),
            ("down", Action::Down, "choose", 2),
            ("up", Action::Up, "", 0),
            ("j", Action::Down, "", 0),
            ("k", Action::Up, "", 0),
            ("pgdn", Action::PageDown, "", 0),
            ("pgup", Action::PageUp, "", 0),
            ("home", Action::First, "", 0),
            ("end", Action::Last, "", 0),
            ("x", Action::ClearFilter, "drop all", 3),
            ("f", Action::Close, "", 0),
            ("q", Action::Close, "", 0),
            ("esc", Action::Close, "close", 4),
        ],
    ),
    (
        Context::Help,
        &[
            ("down", Action::Down, "scroll", 2),
            ("up", Action::Up, "", 0),
            ("j", Action::Down, "", 0),
            ("k", Action::Up, "", 0),
            ("pgdn", Action::PageDown, "", 0),
            ("pgup", Action::PageUp, "", 0),
            ("space", Action::PageDown, "", 0),
            ("home", Action::First, "", 0),
            ("end", Action::Last, "", 0),
            ("g", Action::First, "", 0),
            ("G", Action::Last, "", 0),
            ("?", Action::Close, "", 0),
            ("q", Action::Close, "", 0),
            ("esc", Action::Close, "close", 1),
        ],
    ),
    (
        Context::Global,
        &[
            ("tab", Action::FocusNext, "pane", 11),
            ("shift-tab", Action::FocusPrevious, "", 0),
            ("esc", Action::Close, "", 0),
            ("ctrl-f", Action::OpenFilter, "filter", 6),
            ("ctrl-o", Action::Compare, "compare", 7),
            ("ctrl-y", Action::CopyPage, "", 0),
            ("alt-left", Action::Back, "", 0),
            ("alt-right", Action::Forward, "", 0),
            ("F1", Action::OpenHelp, "help", 8),
            ("ctrl-z", Action::Suspend, "", 0),
            ("ctrl-c", Action::Quit, "quit", 9),
        ],
    ),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_name_is_a_key_and_no_key_is_bound_twice() {
        let mut seen = HashSet::new();
        for binding in bindings() {
            assert!(Key::parse(binding.keys).is_some(), "{}", binding.keys);
            assert!(
                seen.insert((binding.context, binding.key())),
                "{} is bound twice: {:?}",
                binding.keys,
                binding.context
            );
        }
    }

    #[test]
    fn the_search_box_binds_no_character() {
        for binding in bindings() {
            if matches!(binding.context, Context::Search | Context::Global) {
                assert_eq!(binding.key().typed(), None, "{}", binding.keys);
            }
        }
    }

    #[test]
    fn every_action_has_a_key_somewhere() {
        for action in Action::ALL {
            assert!(
                bindings().iter().any(|binding| binding.action == *action),
                "{action:?} has no key"
            );
        }
    }
}
