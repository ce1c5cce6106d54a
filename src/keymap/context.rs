//! Where a key is pressed: what has the focus, or covers the panes.

use strum::{EnumIter, IntoStaticStr};

/// Where a key is bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Context {
    /// The search box has the focus; characters are typed into it.
    Search,
    /// The search box has the focus and holds no text.
    EmptySearch,
    /// The search box has the focus and narrows the list of commands.
    Commands,
    /// The search box has the focus, and a code is chosen for a side of a comparison.
    Choosing,
    /// A page has the focus, and a code is chosen for a side of a comparison.
    ChoosingPage,
    /// The list has the focus.
    List,
    /// A text is typed that is to be found in the page.
    Find,
    /// A page has the focus.
    Page,
    /// A comparison has the focus.
    Comparison,
    /// The filter menu is open.
    Filter,
    /// The help is open.
    Help,
    /// Something is typed in the filter menu or in the help.
    Narrowing,
    /// Something is typed in the filter menu.
    NarrowingFilter,
    /// Something is chosen to be printed: the keys come before those of the box, the list, the page and the comparison.
    Printing,
    /// Everywhere that does not bind the key itself.
    Everywhere,
}

impl Context {
    /// What the help calls it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Search => "In the search box",
            Self::EmptySearch => "In the empty search box",
            Self::Commands => "In the list of commands",
            Self::Choosing => "While a side is chosen",
            Self::ChoosingPage => "In a page while a side is chosen",
            Self::List => "In the list",
            Self::Find => "While finding in a page",
            Self::Page => "In a page",
            Self::Comparison => "In a comparison",
            Self::Filter => "In the filter menu",
            Self::Help => "In the help",
            Self::Narrowing => "While narrowing filter or help",
            Self::NarrowingFilter => "While narrowing the filter menu",
            Self::Printing => "With --print",
            Self::Everywhere => "Everywhere",
        }
    }

    /// Whether a character that no key is bound to is typed here.
    #[must_use]
    pub const fn is_typed_into(self) -> bool {
        matches!(self, Self::Search | Self::EmptySearch | Self::Find)
    }

    /// Whether keys act on what is selected in the list.
    #[must_use]
    pub const fn is_of_list(self) -> bool {
        matches!(
            self,
            Self::Search | Self::EmptySearch | Self::Commands | Self::Choosing | Self::List
        )
    }

    /// Whether its footer is its own, and not that of a wider context.
    #[must_use]
    pub const fn has_own_footer(self) -> bool {
        !matches!(self, Self::EmptySearch | Self::Everywhere)
    }

    /// The name in the keymap.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The contexts in which a key that is pressed here is looked up, the first that binds it wins.
    pub(super) const fn chain(self) -> &'static [Self] {
        match self {
            Self::Search => &[Self::Search, Self::Everywhere],
            Self::EmptySearch => &[Self::EmptySearch, Self::Search, Self::Everywhere],
            Self::Commands => &[Self::Commands, Self::Search, Self::Everywhere],
            Self::Choosing => &[Self::Choosing, Self::Search, Self::Everywhere],
            Self::ChoosingPage => &[Self::ChoosingPage, Self::Page, Self::Everywhere],
            Self::List => &[Self::List, Self::Everywhere],
            Self::Find => &[Self::Find, Self::Search, Self::Everywhere],
            Self::Page => &[Self::Page, Self::Everywhere],
            Self::Comparison => &[Self::Comparison, Self::Everywhere],
            Self::Filter => &[Self::Filter, Self::Everywhere],
            Self::Help => &[Self::Help, Self::Everywhere],
            Self::Narrowing => &[Self::Narrowing, Self::Everywhere],
            Self::NarrowingFilter => &[Self::NarrowingFilter, Self::Narrowing, Self::Everywhere],
            Self::Printing => &[Self::Printing, Self::Everywhere],
            Self::Everywhere => &[Self::Everywhere],
        }
    }

    /// Whether a character is typed here, so that it may not be bound. Help and filter menu narrow what they show by words.
    #[must_use]
    pub fn takes(self, c: char) -> bool {
        match self {
            Self::Search
            | Self::Commands
            | Self::Choosing
            | Self::Find
            | Self::Narrowing
            | Self::Printing
            | Self::Everywhere => true,
            Self::Filter | Self::Help => c.is_alphanumeric(),
            // A space is one only where a name goes on behind it.
            Self::NarrowingFilter => c != ' ',
            _ => false,
        }
    }
}
