//! Keys -> actions. The keys are data (`keymap.toml`); help, footer, command list and man page are made from them, so they cannot go
//! stale. A layer at the bottom: it knows neither the browser nor a terminal.
//!
//! A key is looked up in the context of the focus first and then in those that hold more widely.

mod action;
mod context;
mod file;
mod key;
mod shape;

use std::sync::LazyLock;

use strum::IntoEnumIterator;

pub use action::{Action, Edit};
pub use context::Context;
pub use key::{Key, KeyName};

/// The file.
const TEXT: &str = include_str!("keymap/keymap.toml");

/// A key of a context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// Where it is bound.
    pub context: Context,
    /// The key.
    pub key: Key,
    /// What it does.
    pub action: Action,
}

/// A key in the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The key.
    pub key: Key,
    /// What it does there, in a word or two.
    pub word: String,
    /// The action itself, so that a footer can leave out what cannot be done just now.
    pub action: Action,
}

/// An action of a context with all its keys, as help and man page show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// The keys, the handiest first.
    pub keys: Vec<Key>,
    /// What they do.
    pub description: &'static str,
}

/// All bindings and footers.
#[derive(Debug, Default)]
struct Keymap {
    bindings: Vec<Binding>,
    hints: Vec<(Context, Hint)>,
}

impl Keymap {
    fn lookup(&self, context: Context, key: Key) -> Option<Action> {
        let bound = |context: &Context| {
            self.bindings
                .iter()
                .find(|binding| binding.context == *context && binding.key == key)
        };
        let binding = context.chain().iter().find_map(bound)?;
        Some(binding.action)
    }
}

/// The shipped keymap. Read at the first use: commands that only print have no use for it.
///
/// # Panics
/// If the file has a mistake; a test reads it.
fn shipped() -> &'static Keymap {
    static SHIPPED: LazyLock<Keymap> = LazyLock::new(|| {
        file::parse(TEXT).unwrap_or_else(|mistakes| panic!("keymap.toml: {mistakes:?}"))
    });
    &SHIPPED
}

/// All bindings, by context.
#[must_use]
pub fn bindings() -> &'static [Binding] {
    &shipped().bindings
}

/// The action of a key where the focus is.
#[must_use]
pub fn lookup(context: Context, key: Key) -> Option<Action> {
    shipped().lookup(context, key)
}

/// The handiest key for an action in a context.
#[must_use]
pub fn key_of(context: Context, action: Action) -> Option<Key> {
    let bound = |context: &Context| {
        bindings()
            .iter()
            .find(|binding| binding.context == *context && binding.action == action)
    };
    let binding = context.chain().iter().find_map(bound)?;
    Some(binding.key)
}

/// A key for an action, in whatever context it has one.
#[must_use]
pub fn any_key_of(action: Action) -> Option<Key> {
    let seen_most = [Context::List, Context::Page, Context::Comparison];
    let mut everywhere = seen_most.into_iter().chain(contexts());
    everywhere.find_map(|context| key_of(context, action))
}

/// What the footer shows in a context, the most useful first.
pub fn hints(context: Context) -> impl Iterator<Item = &'static Hint> {
    let hints = &shipped().hints;
    let has_some = |context: &&Context| hints.iter().any(|(other, _)| other == *context);
    let shown = context.chain().iter().find(has_some);
    hints
        .iter()
        .filter(move |(context, _)| Some(context) == shown)
        .map(|(_, hint)| hint)
}

/// The actions of a context with their keys, in the order of the actions. With [`contexts`] and [`Context::title`] this is the whole text of
/// the help, and of the section KEYS of the man page.
pub fn described(context: Context) -> impl Iterator<Item = Described> {
    Action::all().filter_map(move |action| {
        let keys: Vec<Key> = bindings()
            .iter()
            .filter(|binding| binding.context == context && binding.action == action)
            .map(|binding| binding.key)
            .collect();
        (!keys.is_empty()).then(|| Described {
            keys,
            description: action.description(),
        })
    })
}

/// All contexts in the order of the help.
pub fn contexts() -> impl Iterator<Item = Context> {
    Context::iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_a_key_somewhere() {
        for action in Action::all() {
            assert!(
                bindings().iter().any(|binding| binding.action == action),
                "{action:?} has no key"
            );
        }
    }

    #[test]
    fn every_context_shows_keys_in_the_footer_and_in_the_help() {
        for context in contexts() {
            assert!(described(context).next().is_some(), "{context:?}");
            if context != Context::Everywhere {
                assert!(hints(context).next().is_some(), "{context:?}");
            }
        }
    }

    #[test]
    fn the_narrower_context_wins() {
        let key = |name| Key::parse(name).unwrap();
        let question = key("?");
        assert_eq!(
            lookup(Context::EmptySearch, question),
            Some(Action::OpenHelp)
        );
        assert_eq!(lookup(Context::Search, question), None);
        assert_eq!(lookup(Context::Help, question), Some(Action::Close));
        assert_eq!(
            lookup(Context::EmptySearch, key("ctrl-u")),
            Some(Action::Edit(Edit::DeleteToStart))
        );
        assert_eq!(lookup(Context::Page, key("F1")), Some(Action::OpenHelp));
    }
}
