//! What the keys of a context do, in the words and in the order in which the help and the man page tell it.

use super::{Action, Context, Key, Keymap};

/// An action of a context with all its keys, as help and man page show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described<'k> {
    /// The keys, the handiest first.
    pub keys: Vec<Key>,
    /// What they do there.
    pub description: &'k str,
}

impl Keymap {
    /// The actions of a context with their keys: those of its footer first, in the same order, then what does something before what only
    /// leads to another place. An action that has its keys from a wider context is among them if the footer or the words of this one name
    /// it. With [`contexts`](super::contexts) and [`Context::title`] this is the whole text of the help, and of the section KEYS of the man page.
    #[must_use]
    pub fn described(&self, context: Context) -> Vec<Described<'_>> {
        let hints: Vec<Action> = self.hints(context).map(|hint| hint.action).collect();
        let has_words = |action| {
            self.does
                .iter()
                .any(|(of, named, _)| (*of, *named) == (context, action))
        };
        let shown = |action| {
            let mut hints = self.hints(context);
            hints
                .find(|hint| hint.action == action)
                .map(|hint| hint.key)
        };
        let is_named =
            |action| has_words(action) || context.has_own_footer() && hints.contains(&action);
        let mut actions: Vec<(Action, Vec<Key>)> = Action::all()
            .filter_map(|action| {
                let mut keys = self.keys_of(context, action);
                let is_told = match shown(action) {
                    Some(key) => keys.contains(&key),
                    None => !keys.is_empty(),
                };
                if !is_told && is_named(action) {
                    keys.extend(self.reached(context, action));
                }
                (!keys.is_empty()).then_some((action, keys))
            })
            .collect();
        actions.sort_by_key(|(action, _)| {
            let is_it = |hint: &Action| hint.leads() == action.leads();
            let place = hints.iter().position(is_it).unwrap_or(hints.len());
            (place, action.purpose(), !hints.contains(action))
        });
        let described = actions.into_iter().map(|(action, keys)| Described {
            keys,
            description: self.description(context, action),
        });
        described.collect()
    }

    /// What an action does in a context.
    #[must_use]
    pub fn description(&self, context: Context, action: Action) -> &str {
        let mut words = self.does.iter();
        let own = words.find(|(of, named, _)| (*of, *named) == (context, action));
        own.map_or_else(|| action.description(), |(_, _, text)| text)
    }

    /// The keys of an action that a context has from a wider one.
    fn reached(&self, context: Context, action: Action) -> Vec<Key> {
        let wider = &context.chain()[1..];
        let keys = wider.iter().flat_map(|&wider| self.keys_of(wider, action));
        let does_it = |key: &Key| self.lookup(context, *key) == Some(action);
        keys.filter(does_it).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::contexts;
    use super::*;

    /// What the footer says of a key in a word, the help says in more of them.
    #[test]
    fn footer_and_help_say_the_same_of_a_key() {
        let keymap = Keymap::shipped();
        let mut wrong = Vec::new();
        for context in contexts() {
            let described = keymap.described(context);
            for hint in keymap.hints(context).filter(|_| context.has_own_footer()) {
                let of_key = described
                    .iter()
                    .find(|described| described.keys.contains(&hint.key));
                let says = of_key
                    .map_or("", |described| described.description)
                    .to_lowercase();
                let is_said = |word: &str| says.contains(word.trim_end_matches('e'));
                if !hint
                    .word
                    .split(' ')
                    .filter(|word| *word != "or")
                    .all(is_said)
                {
                    wrong.push(format!(
                        "{}: {} {:?}, {says:?}",
                        context.name(),
                        hint.key,
                        hint.word
                    ));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn the_help_begins_with_what_the_footer_shows_and_ends_with_movements() {
        let described = Keymap::shipped().described(Context::Page);
        let keys: Vec<String> = described
            .iter()
            .map(|row| row.keys[0].to_string())
            .collect();
        assert_eq!(keys[..4], ["esc", "J", "K", "n"]);
        let place = |key: &str| keys.iter().position(|other| other == key).unwrap();
        assert!(
            place("m") < place("down") && place("o") < place("pgdn"),
            "{keys:?}"
        );
        // Keys that hold everywhere stand where the footer names them.
        let described = Keymap::shipped().described(Context::Search);
        let keys: Vec<String> = described
            .iter()
            .map(|row| row.keys[0].to_string())
            .collect();
        for key in ["tab", "esc", "ctrl-f", "ctrl-o"] {
            assert!(
                keys.iter().position(|other| other == key) < Some(14),
                "{key}: {keys:?}"
            );
        }
    }
}
