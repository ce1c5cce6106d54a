//! Everything that a user can ask for. Keys, clicks and the command list all end here.

macro_rules! actions {
    ($($variant:ident $name:literal $describes:literal,)*) => {
        /// A request of the user.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $(#[doc = $describes] $variant,)*
        }

        impl Action {
            /// All actions in the order of the command list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in the command list.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it does, in a few words.
            #[must_use]
            pub const fn describes(self) -> &'static str {
                match self { $(Self::$variant => $describes,)* }
            }
        }
    };
}

actions! {
    Open "open" "Open what is selected",
    FocusSearch "search" "Go to the search box",
    FocusNext "next pane" "Go to the next pane",
    FocusPrevious "previous pane" "Go to the previous pane",
    Close "close" "Close the top-most thing",
    Up "up" "One line up",
    Down "down" "One line down",
    PageUp "page up" "One page up",
    PageDown "page down" "One page down",
    First "first" "To the beginning",
    Last "last" "To the end",
    NextSection "next section" "To the next section of the page",
    PreviousSection "previous section" "To the previous section of the page",
    NextLink "next link" "Select the next link of the page",
    PreviousLink "previous link" "Select the previous link of the page",
    Back "back" "Back to where you were",
    Forward "forward" "Forward again",
    Mark "mark" "Mark this code for a comparison",
    Compare "compare" "Compare with the marked code, or choose one",
    SwapSides "swap sides" "Swap the sides of the comparison",
    ChangeLeft "change left" "Choose another code for the left side",
    ChangeRight "change right" "Choose another code for the right side",
    OpenFilter "filter" "Filter by class, command or kind",
    ClearFilter "clear filter" "Drop all filters",
    CopyPage "copy" "Copy the page or the comparison as Markdown",
    CopySummary "copy summary" "Copy the summary line",
    OpenCommands "commands" "List every command",
    OpenHelp "help" "Show all keys",
    Suspend "suspend" "Suspend the program",
    Quit "quit" "Quit",
}
