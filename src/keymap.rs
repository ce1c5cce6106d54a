//! Keys -> actions, as data. Help, footer and command list are made from the same table, so they cannot go stale.
//!
//! A key is looked up in the context of the focus first and then in the global one; a key bound twice in a context is a failure of
//! the tests.

mod key;
mod table;

pub use key::{Key, KeyName};
pub use table::{Binding, Context, bindings};

use crate::app::Action;

/// The action of a key where the focus is.
#[must_use]
pub fn lookup(context: Context, key: Key) -> Option<Action> {
    let bound = |context| {
        bindings()
            .iter()
            .find(|binding| binding.context == context && binding.key() == key)
            .map(|binding| binding.action)
    };
    bound(context).or_else(|| bound(Context::Global))
}

/// The keys that lead to an action in a context, the handiest first.
pub fn keys_of(context: Context, action: Action) -> impl Iterator<Item = &'static str> {
    bindings()
        .iter()
        .filter(move |binding| {
            binding.action == action
                && (binding.context == context || binding.context == Context::Global)
        })
        .map(|binding| binding.keys)
}
