//! Keys -> actions. The keys are data (`keymap.toml`); help, footer, command list and man page are made from them, so they cannot go
//! stale. A layer at the bottom: it knows neither the browser nor a terminal.
//!
//! A key is looked up in the context of the focus first and then in those that hold more widely.

mod action;
mod context;
mod described;
mod file;
mod key;
mod shape;

use std::sync::LazyLock;

use strum::IntoEnumIterator;

pub use action::{Action, Edit};
pub use context::Context;
pub use described::Described;
pub use key::{Key, KeyName};
pub(crate) use shape::{Misplaced, as_list, as_table, as_text};

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

/// The keys of an action in a context, in place of all that it had there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where they hold.
    pub context: Context,
    /// What they do.
    pub action: Action,
    /// The keys, the handiest first; none if it is to have none.
    pub keys: Vec<Key>,
}

/// All bindings and footers.
#[derive(Debug, Clone, Default)]
pub struct Keymap {
    bindings: Vec<Binding>,
    hints: Vec<(Context, Hint)>,
    /// What actions do in a context, where it is more or something else than everywhere.
    does: Vec<(Context, Action, String)>,
    /// Whether something is chosen with it to be printed.
    prints: bool,
}

impl Keymap {
    /// All bindings, by context.
    #[must_use]
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// The action of a key where the focus is.
    #[must_use]
    pub fn lookup(&self, context: Context, key: Key) -> Option<Action> {
        let bound = |context: &Context| {
            self.bindings
                .iter()
                .find(|binding| binding.context == *context && binding.key == key)
        };
        let binding = context.chain().iter().find_map(bound)?;
        Some(binding.action)
    }

    /// The handiest key for an action in a context.
    #[must_use]
    pub fn key_of(&self, context: Context, action: Action) -> Option<Key> {
        let bound = |wider: &Context| {
            self.bindings.iter().find(|binding| {
                // A narrower context may have the key for something else.
                let does_it = || self.lookup(context, binding.key) == Some(action);
                binding.context == *wider && binding.action == action && does_it()
            })
        };
        let binding = context.chain().iter().find_map(bound)?;
        Some(binding.key)
    }

    /// A key for an action, in whatever context it has one.
    #[must_use]
    pub fn any_key_of(&self, action: Action) -> Option<Key> {
        let seen_most = [Context::List, Context::Page, Context::Comparison];
        let mut everywhere = seen_most.into_iter().chain(contexts());
        everywhere.find_map(|context| self.key_of(context, action))
    }

    /// What the footer shows in a context, the most useful first.
    pub fn hints(&self, context: Context) -> impl Iterator<Item = &Hint> {
        let of = |context: Context| {
            let hints = self.hints.iter();
            let hints = hints.filter(move |(other, _)| *other == context);
            hints.map(|(_, hint)| hint)
        };
        let chain = context.chain().iter().copied();
        let mut whole =
            chain.filter(move |context| context.has_own_footer() && of(*context).next().is_some());
        let shown = whole.next().unwrap_or(context);
        // What has no footer of its own may have a handier key for something in that of a wider context.
        let handier = move |hint: &Hint| {
            let mut own = of(context).filter(|_| context != shown);
            own.find(|own| own.action == hint.action)
        };
        of(shown).map(move |hint| handier(hint).unwrap_or(hint))
    }

    /// The keys of an action that are bound in just this context.
    fn keys_of(&self, context: Context, action: Action) -> Vec<Key> {
        let is_it = |binding: &&Binding| binding.context == context && binding.action == action;
        let bindings = self.bindings.iter().filter(is_it);
        bindings.map(|binding| binding.key).collect()
    }

    /// Whether something is chosen with it to be printed.
    #[must_use]
    pub const fn prints(&self) -> bool {
        self.prints
    }

    /// The shipped keymap. Read at the first use: commands that only print have no use for it.
    ///
    /// # Panics
    /// If the file has a mistake; a test reads it.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Keymap> = LazyLock::new(|| {
            file::parse(TEXT).unwrap_or_else(|mistakes| panic!("keymap.toml: {mistakes:?}"))
        });
        &SHIPPED
    }

    /// With other keys. A key that is given to an action is taken from the one that had it there; the footer shows the keys that are left.
    #[must_use]
    pub fn with(&self, changes: &[Change]) -> Self {
        let mut keymap = self.clone();
        for change in changes {
            keymap.bindings.retain(|binding| {
                binding.context != change.context
                    || (binding.action != change.action && !change.keys.contains(&binding.key))
            });
        }
        for change in changes {
            keymap
                .bindings
                .extend(change.keys.iter().map(|&key| Binding {
                    context: change.context,
                    key,
                    action: change.action,
                }));
        }
        let mut hints = std::mem::take(&mut keymap.hints);
        hints.retain_mut(|(context, hint)| {
            if keymap.lookup(*context, hint.key) == Some(hint.action) {
                return true;
            }
            let key = keymap.key_of(*context, hint.action);
            hint.key = key.unwrap_or(hint.key);
            key.is_some()
        });
        Self { hints, ..keymap }
    }

    /// With the keys by which something is chosen to be printed, wherever something can be.
    #[must_use]
    pub fn for_printing(&self) -> Self {
        let places = [
            Context::Search,
            Context::List,
            Context::Page,
            Context::Comparison,
        ];
        let bindings = self.bindings.iter();
        let own = bindings.filter(|binding| binding.context == Context::Printing);
        let keys: Vec<Key> = own.map(|binding| binding.key).collect();
        let mut keymap = self.with(&places.map(|context| Change {
            context,
            action: Action::Print,
            keys: keys.clone(),
        }));
        let hints = self.hints.iter();
        let hints = hints.filter(|(context, _)| *context == Context::Printing);
        let hints = places.iter().flat_map(|&place| {
            let hints = hints.clone();
            hints.map(move |(_, hint)| (place, hint.clone()))
        });
        keymap.prints = true;
        keymap.hints.splice(..0, hints.collect::<Vec<_>>());
        keymap
    }

    /// The actions that have keys in a context, with these, in the order of the help.
    pub fn by_action(&self, context: Context) -> impl Iterator<Item = (Action, Vec<Key>)> + '_ {
        Action::all().filter_map(move |action| {
            let keys = self.keys_of(context, action);
            (!keys.is_empty()).then_some((action, keys))
        })
    }
}

/// All contexts in the order of the help.
pub fn contexts() -> impl Iterator<Item = Context> {
    Context::iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_box_has_the_footer_of_the_box_with_a_handier_key() {
        let shipped = Keymap::shipped();
        for keymap in [shipped.clone(), shipped.for_printing()] {
            let hints = |context| {
                let hints = keymap.hints(context);
                hints
                    .map(|hint| (hint.key.to_string(), hint.action))
                    .collect::<Vec<_>>()
            };
            let mut expected = hints(Context::Search);
            for (key, action) in &mut expected {
                if *action == Action::OpenHelp {
                    assert_eq!(key, "F1");
                    "?".clone_into(key);
                }
            }
            assert_eq!(hints(Context::EmptySearch), expected);
            assert!(expected.len() > 5);
        }
    }

    #[test]
    fn every_action_has_a_key_somewhere() {
        let keymap = Keymap::shipped();
        for action in Action::all() {
            assert!(
                keymap
                    .bindings()
                    .iter()
                    .any(|binding| binding.action == action),
                "{action:?} has no key"
            );
        }
    }

    #[test]
    fn every_context_shows_keys_in_the_footer_and_in_the_help() {
        let keymap = Keymap::shipped();
        for context in contexts() {
            assert!(!keymap.described(context).is_empty(), "{context:?}");
            if context != Context::Everywhere {
                assert!(keymap.hints(context).next().is_some(), "{context:?}");
            }
        }
    }

    #[test]
    fn a_key_that_is_given_is_taken_from_what_had_it() {
        let key = |name| Key::parse(name).unwrap();
        let shipped = Keymap::shipped();
        assert_eq!(
            shipped.lookup(Context::List, key("c")),
            Some(Action::Compare)
        );
        let changed = shipped.with(&[
            Change {
                context: Context::List,
                action: Action::Quit,
                keys: vec![key("c"), key("Q")],
            },
            Change {
                context: Context::List,
                action: Action::OpenFilter,
                keys: Vec::new(),
            },
        ]);
        assert_eq!(changed.lookup(Context::List, key("c")), Some(Action::Quit));
        assert_eq!(changed.lookup(Context::List, key("q")), None);
        assert_eq!(changed.lookup(Context::List, key("f")), None);
        assert_eq!(
            changed.lookup(Context::Page, key("c")),
            Some(Action::Compare)
        );
        let hints = changed
            .hints
            .iter()
            .filter(|(context, _)| *context == Context::List);
        let hints: Vec<(Key, Action)> = hints.map(|(_, hint)| (hint.key, hint.action)).collect();
        assert!(hints.contains(&(key("c"), Action::Quit)), "{hints:?}");
        // It still has a key that holds everywhere.
        assert!(
            hints.contains(&(key("ctrl-f"), Action::OpenFilter)),
            "{hints:?}"
        );
        for (key, action) in hints {
            assert_eq!(changed.lookup(Context::List, key), Some(action));
        }
    }

    #[test]
    fn the_narrower_context_wins() {
        let keymap = Keymap::shipped();
        let key = |name| Key::parse(name).unwrap();
        let question = key("?");
        assert_eq!(
            keymap.lookup(Context::EmptySearch, question),
            Some(Action::OpenHelp)
        );
        assert_eq!(keymap.lookup(Context::Search, question), None);
        assert_eq!(keymap.lookup(Context::Help, question), Some(Action::Close));
        assert_eq!(
            keymap.lookup(Context::EmptySearch, key("ctrl-u")),
            Some(Action::Edit(Edit::DeleteToStart))
        );
        assert_eq!(
            keymap.lookup(Context::Page, key("F1")),
            Some(Action::OpenHelp)
        );
    }
}
