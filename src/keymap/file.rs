//! `keymap.toml` -> bindings and footers. Finds every mistake of the file with its line; a test reads the shipped one.

use std::collections::HashMap;

use strum::IntoEnumIterator;
use toml::de::DeTable;

use super::shape::{File, Keys, Name, Section};
use super::{Action, Binding, Context, Hint, Key, Keymap};

/// A mistake in the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub(super) struct Mistake {
    line: usize,
    problem: String,
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
    match DeTable::parse(text) {
        Ok(table) => match File::new(table.get_ref()) {
            Ok(file) => reader.read(&file),
            Err((at, problem)) => reader.note(at, problem),
        },
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

    fn read(&mut self, file: &File<'_>) {
        let mut sections = Vec::new();
        for (name, section) in &file.contexts {
            let named = Context::iter().find(|context| context.name() == name.text);
            if let Some(context) = named {
                sections.push((context, section));
            } else {
                let known: Vec<&str> = Context::iter().map(Context::name).collect();
                let known = known.join(", ");
                let problem = format!("{:?} is not a context; there are {known}", name.text);
                self.note(name.at, problem);
            }
        }
        for (name, _) in &file.groups {
            let named = |group: &Name<'_>| group.text == name.text;
            if !sections
                .iter()
                .any(|(_, section)| section.groups.iter().any(named))
            {
                self.note(
                    name.at,
                    format!("no context names the group {:?}", name.text),
                );
            }
        }
        sections.sort_by_key(|(context, _)| *context);
        for (context, section) in &sections {
            self.bind(*context, section, &file.groups);
        }
        // A footer may name a key that is bound everywhere, so all keys are read before.
        for (context, section) in &sections {
            self.footer(*context, section);
            self.does(*context, section);
        }
    }

    /// The keys of the groups, then those of the context itself.
    fn bind(&mut self, context: Context, section: &Section<'_>, groups: &[(Name<'_>, Keys<'_>)]) {
        let mut bound = HashMap::new();
        for name in &section.groups {
            match groups.iter().find(|(group, _)| group.text == name.text) {
                Some((_, keys)) => self.bind_keys(context, keys, &mut bound),
                None => self.note(name.at, format!("there is no group {:?}", name.text)),
            }
        }
        self.bind_keys(context, &section.keys, &mut bound);
    }

    fn bind_keys(&mut self, context: Context, keys: &Keys<'_>, bound: &mut HashMap<Key, Action>) {
        for (name, keys) in keys {
            let Some(action) = self.action(*name) else {
                continue;
            };
            for name in keys {
                let Some(key) = self.key(*name) else {
                    continue;
                };
                if key.typed().is_some_and(|c| context.takes(c)) {
                    let problem =
                        format!("{key} is typed there, so {} cannot bind it", context.name());
                    self.note(name.at, problem);
                }
                if let Some(other) = bound.insert(key, action) {
                    let problem = format!(
                        "{key} is bound twice in {}: to {:?} and {:?}",
                        context.name(),
                        other.name(),
                        action.name()
                    );
                    self.note(name.at, problem);
                }
                self.keymap.bindings.push(Binding {
                    context,
                    key,
                    action,
                });
            }
        }
    }

    fn footer(&mut self, context: Context, section: &Section<'_>) {
        for &(name, word) in &section.footer {
            let Some(key) = self.key(name) else {
                continue;
            };
            let Some(action) = self.keymap.lookup(context, key) else {
                let problem = format!(
                    "{key} is in the footer of {}, but not bound",
                    context.name()
                );
                self.note(name.at, problem);
                continue;
            };
            let word = word.to_owned();
            let hint = Hint { key, word, action };
            self.keymap.hints.push((context, hint));
        }
    }

    fn does(&mut self, context: Context, section: &Section<'_>) {
        for &(name, text) in &section.does {
            let Some(action) = self.action(name) else {
                continue;
            };
            if self.keymap.key_of(context, action).is_some() {
                self.keymap.does.push((context, action, text.to_owned()));
            } else {
                let problem = format!("no key is bound to {:?} in {}", name.text, context.name());
                self.note(name.at, problem);
            }
        }
    }

    fn action(&mut self, name: Name<'_>) -> Option<Action> {
        let action = Action::named(name.text);
        if action.is_none() {
            self.note(name.at, format!("there is no action {:?}", name.text));
        }
        action
    }

    fn key(&mut self, name: Name<'_>) -> Option<Key> {
        let key = Key::parse(name.text);
        if key.is_none() {
            self.note(name.at, format!("there is no key {:?}", name.text));
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
        "line 1: \"lists\" is not a context; there are search, empty-search, commands, "
    )]
    #[case::group(
        "[contexts.list]\ngroups = [\"arows\"]",
        "line 2: there is no group \"arows\""
    )]
    #[case::unused_group(
        "[groups.a]\nup = [\"k\"]\n[contexts]",
        "line 1: no context names the group \"a\""
    )]
    #[case::field(
        "[contexts.list]\ngroup = []",
        "line 2: unknown field \"group\"; there are groups, footer, does, keys"
    )]
    #[case::table("contexts = 1", "line 1: a table is expected")]
    #[case::list("[contexts.list.keys]\nopen = \"enter\"", "line 2: a list is expected")]
    #[case::text("[contexts.list.keys]\nopen = [\n1]", "line 3: a text is expected")]
    #[case::hint(
        "[contexts.list]\nfooter = [[\"tab\"]]",
        "line 2: a key and its word are expected"
    )]
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
        "line 2: o is typed there, so search cannot bind it"
    )]
    #[case::typed_everywhere(
        "[contexts.everywhere.keys]\nopen = [\"space\"]",
        "line 2: space is typed there, so everywhere cannot bind it"
    )]
    #[case::footer(
        "[contexts.list]\nfooter = [[\"l\", \"open\"]]\nkeys.open = [\"enter\"]",
        "line 2: l is in the footer of list, but not bound"
    )]
    #[case::does_without_a_key(
        "[contexts.list.keys]\nopen = [\"l\"]\n[contexts.list.does]\nquit = \"Quit\"",
        "line 4: no key is bound to \"quit\" in list"
    )]
    #[case::does_no_action(
        "[contexts.list.does]\nopne = \"Open\"",
        "line 2: there is no action \"opne\""
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
