//! `keymap.toml` -> bindings and footers. Finds every mistake of the file with its line; a test reads the shipped one.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use strum::IntoEnumIterator;
use toml::Spanned;

use super::{Action, Binding, Context, Hint, Key, Keymap};

/// A mistake in the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub(super) struct Mistake {
    line: usize,
    problem: String,
}

/// Actions and their keys.
type Keys = BTreeMap<Spanned<String>, Vec<Spanned<String>>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    groups: BTreeMap<Spanned<String>, Keys>,
    contexts: BTreeMap<Spanned<String>, Section>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Section {
    #[serde(default)]
    groups: Vec<Spanned<String>>,
    #[serde(default)]
    footer: Vec<(Spanned<String>, String)>,
    #[serde(default)]
    keys: Keys,
}

/// Reads the file.
///
/// # Errors
/// All mistakes in the order of their lines.
pub(super) fn parse(text: &str) -> Result<Keymap, Vec<Mistake>> {
    let mut reader = Reading {
        text,
        keymap: Keymap::default(),
        mistakes: Vec::new(),
    };
    match toml::from_str::<File>(text) {
        Ok(file) => reader.read(&file),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            reader.note(at, error.message());
        }
    }
    if reader.mistakes.is_empty() {
        return Ok(reader.keymap);
    }
    reader.mistakes.sort_by_key(|mistake| mistake.line);
    Err(reader.mistakes)
}

struct Reading<'t> {
    text: &'t str,
    keymap: Keymap,
    mistakes: Vec<Mistake>,
}

impl Reading<'_> {
    fn note(&mut self, at: usize, problem: impl Into<String>) {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        self.mistakes.push(Mistake {
            line: before.split(|byte| *byte == b'\n').count(),
            problem: problem.into(),
        });
    }

    fn read(&mut self, file: &File) {
        for name in file.contexts.keys() {
            if !Context::iter().any(|context| context.name() == name.get_ref()) {
                let known: Vec<&str> = Context::iter().map(Context::name).collect();
                self.note(
                    name.span().start,
                    format!(
                        "{:?} is not a context; there are {}",
                        name.get_ref(),
                        known.join(", ")
                    ),
                );
            }
        }
        for name in file.groups.keys() {
            if !file
                .contexts
                .values()
                .any(|section| section.groups.contains(name))
            {
                self.note(
                    name.span().start,
                    format!("no context names the group {:?}", name.get_ref()),
                );
            }
        }
        for context in Context::iter() {
            if let Some(section) = file.contexts.get(context.name()) {
                self.bind(context, section, &file.groups);
            }
        }
        // A footer may name a key that is bound everywhere, so all keys are read before.
        for context in Context::iter() {
            if let Some(section) = file.contexts.get(context.name()) {
                self.footer(context, section);
            }
        }
    }

    /// The keys of the groups, then those of the context itself.
    fn bind(
        &mut self,
        context: Context,
        section: &Section,
        groups: &BTreeMap<Spanned<String>, Keys>,
    ) {
        let mut bound = HashMap::new();
        for name in &section.groups {
            match groups.get(name) {
                Some(keys) => self.bind_keys(context, keys, &mut bound),
                None => self.note(
                    name.span().start,
                    format!("there is no group {:?}", name.get_ref()),
                ),
            }
        }
        self.bind_keys(context, &section.keys, &mut bound);
    }

    fn bind_keys(&mut self, context: Context, keys: &Keys, bound: &mut HashMap<Key, Action>) {
        for (name, keys) in keys {
            let Some(action) = Action::named(name.get_ref()) else {
                self.note(
                    name.span().start,
                    format!("there is no action {:?}", name.get_ref()),
                );
                continue;
            };
            for key in keys {
                let at = key.span().start;
                let Some(key) = self.key(key) else {
                    continue;
                };
                if context.takes_text() && key.typed().is_some() {
                    let problem = format!(
                        "{key} is typed in the search box, so {} cannot bind it",
                        context.name()
                    );
                    self.note(at, problem);
                }
                if let Some(other) = bound.insert(key, action) {
                    let problem = format!(
                        "{key} is bound twice in {}: to {:?} and {:?}",
                        context.name(),
                        other.name(),
                        action.name()
                    );
                    self.note(at, problem);
                }
                self.keymap.bindings.push(Binding {
                    context,
                    key,
                    action,
                });
            }
        }
    }

    fn footer(&mut self, context: Context, section: &Section) {
        for (name, word) in &section.footer {
            let Some(key) = self.key(name) else {
                continue;
            };
            if self.keymap.lookup(context, key).is_none() {
                let problem = format!(
                    "{key} is in the footer of {}, but not bound",
                    context.name()
                );
                self.note(name.span().start, problem);
            }
            let word = word.clone();
            self.keymap.hints.push((context, Hint { key, word }));
        }
    }

    fn key(&mut self, name: &Spanned<String>) -> Option<Key> {
        let key = Key::parse(name.get_ref());
        if key.is_none() {
            self.note(
                name.span().start,
                format!("there is no key {:?}", name.get_ref()),
            );
        }
        key
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn the_shipped_file_has_no_mistakes() {
        let mistakes = parse(super::super::TEXT).err().unwrap_or_default();
        let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        assert!(lines.is_empty(), "keymap.toml: {}", lines.join("\n"));
    }

    #[rstest]
    #[case::syntax("[contexts.list.keys]\nopen = [\"enter\"", "line 2: ")]
    #[case::context(
        "[contexts.lists.keys]\nopen = [\"enter\"]",
        "line 1: \"lists\" is not a context; there are search, empty-search, list, "
    )]
    #[case::group(
        "[contexts.list]\ngroups = [\"arows\"]",
        "line 2: there is no group \"arows\""
    )]
    #[case::unused_group(
        "[groups.a]\nup = [\"k\"]\n[contexts]",
        "line 1: no context names the group \"a\""
    )]
    #[case::field("[contexts.list]\ngroup = []", "line 2: unknown field `group`")]
    #[case::action(
        "[contexts.list.keys]\nopen = [\"l\"]\nopne = [\"enter\"]",
        "line 3: there is no action \"opne\""
    )]
    #[case::key(
        "[contexts.list.keys]\nopen = [\n\"enter\",\n\"entre\"]",
        "line 4: there is no key \"entre\""
    )]
    #[case::twice(
        "[contexts.list.keys]\nopen = [\"l\"]\nquit = [\"q\", \"l\"]",
        "line 3: l is bound twice in list: to \"open\" and \"quit\""
    )]
    #[case::twice_for_one_action(
        "[contexts.list.keys]\nopen = [\"l\", \"l\"]",
        "line 2: l is bound twice in list: to \"open\" and \"open\""
    )]
    #[case::twice_by_a_group(
        "[groups.a]\nup = [\"k\"]\n[contexts.list]\ngroups = [\"a\"]\nkeys.open = [\"k\"]",
        "line 5: k is bound twice in list: to \"up\" and \"open\""
    )]
    #[case::twice_by_two_groups(
        "[groups.a]\nup = [\"k\"]\n[groups.b]\nopen = [\"k\"]\n[contexts.list]\ngroups = [\"a\", \"b\"]",
        "line 4: k is bound twice in list"
    )]
    #[case::typed(
        "[contexts.search.keys]\nopen = [\"o\"]",
        "line 2: o is typed in the search box, so search cannot bind it"
    )]
    #[case::typed_everywhere(
        "[contexts.everywhere.keys]\nopen = [\"space\"]",
        "line 2: space is typed in the search box, so everywhere cannot bind it"
    )]
    #[case::footer(
        "[contexts.list]\nfooter = [[\"l\", \"open\"]]\nkeys.open = [\"enter\"]",
        "line 2: l is in the footer of list, but not bound"
    )]
    fn a_mistake_is_found_with_its_line(#[case] text: &str, #[case] expected: &str) {
        let mistakes = parse(text).err().unwrap_or_default();
        let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        assert!(
            lines.len() == 1 && lines[0].starts_with(expected),
            "{lines:?}"
        );
    }

    #[test]
    fn all_mistakes_are_found_at_once() {
        let text = "[contexts.list.keys]\nopen = [\"entre\"]\nopne = [\"l\"]\n";
        assert_eq!(parse(text).err().unwrap_or_default().len(), 2);
    }

    #[test]
    fn a_footer_may_show_a_key_that_is_bound_everywhere() {
        let text = "[contexts.list]\nfooter = [[\"tab\", \"pane\"]]\n[contexts.everywhere.keys]\n\"next pane\" = [\"tab\"]";
        assert!(parse(text).is_ok());
    }
}
