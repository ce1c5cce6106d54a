//! Which software a step is for: known by the names, commands and settings that the files of software give.

use crate::read::{At, Draft, Drafts};
use crate::{Catalog, Provider, ProviderKind, Slug};

/// The software that a provider runs is there, and only software has words for steps.
pub(super) fn check(
    drafts: &Drafts,
    below: Option<&Catalog>,
    found: &mut impl FnMut(usize, usize, String),
) {
    for (file, draft) in &drafts.providers {
        for At { value, line } in &draft.runs {
            let is_it = |provider: &Provider| {
                provider.code == *value && provider.kind == ProviderKind::Software
            };
            if !providers(drafts, below).any(is_it) {
                let message =
                    format!("`runs` has {value}, which is no provider of kind \"software\"");
                found(*file, *line, message);
            }
        }
        let provider = &draft.provider;
        if provider.kind != ProviderKind::Software && !provider.step_words.is_empty() {
            let message = "only a provider of kind \"software\" has `step_words`";
            found(*file, draft.code_line, message.to_owned());
        }
        let has_events = !(provider.events.marks.is_empty() && provider.events.labels.is_empty());
        if provider.kind != ProviderKind::SendingService && has_events {
            let message =
                "only a provider of kind \"sending_service\" has `event_marks` and `labels`";
            found(*file, draft.code_line, message.to_owned());
        }
    }
}

/// Marks each step with the software that it names.
pub(super) fn mark(drafts: &mut Drafts, below: Option<&Catalog>) {
    let software: Vec<(Slug, Vec<&'static str>)> = providers(drafts, below)
        .filter(|provider| !provider.step_words.is_empty())
        .map(|provider| (provider.code, provider.step_words.clone()))
        .collect();
    for (_, Draft { page, .. }) in &mut drafts.entries {
        let of_classes = page.fix_in.iter_mut().flat_map(|(_, fixes)| fixes);
        for step in page
            .fix
            .iter_mut()
            .chain(of_classes)
            .chain(page.scenes.iter_mut().flat_map(|own| &mut own.fix))
            .flat_map(|fix| &mut fix.steps)
        {
            let text = step.text.to_ascii_lowercase();
            step.software = named(&text, &software);
        }
    }
}

/// The software that a step in lower case is for: the one that it begins with, else all that it names.
fn named(text: &str, software: &[(Slug, Vec<&'static str>)]) -> Vec<Slug> {
    let behind = ["with ", "in "]
        .iter()
        .find_map(|lead| text.strip_prefix(lead));
    let first = behind.and_then(|rest| rest.split([' ', ',']).next());
    let mut all = software.iter();
    if let Some((code, _)) = first.and_then(|first| all.find(|(_, words)| words.contains(&first))) {
        return vec![*code];
    }
    let named = software.iter().filter(|(_, words)| names(text, words));
    named.map(|(code, _)| *code).collect()
}

/// The providers of the files and of the catalog below them.
fn providers<'a>(
    drafts: &'a Drafts,
    below: Option<&'a Catalog>,
) -> impl Iterator<Item = &'a Provider> {
    let own = drafts.providers.iter().map(|(_, draft)| &draft.provider);
    own.chain(below.into_iter().flat_map(Catalog::providers))
}

/// Whether a text in lower case has one of the words: from where a word begins, and to where one ends unless it ends in `_` or `-`.
fn names(text: &str, words: &[&str]) -> bool {
    let begins = |at: usize| {
        let before = text[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && c != '_')
    };
    let ends = |word: &str, at: usize| {
        let after = text[at..].chars().next();
        word.ends_with(['_', '-']) || after.is_none_or(|c| !c.is_alphanumeric())
    };
    words.iter().any(|word| {
        let mut places = text.match_indices(word);
        places.any(|(at, _)| begins(at) && ends(word, at + word.len()))
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{Slug, named, names};

    #[rstest]
    #[case::a_name("with postfix, read the log", true)]
    #[case::a_command("run `postmap -q bob`", true)]
    #[case::a_setting("set `smtpd_timeout`", true)]
    #[case::before_a_low_line("call `postmap_x`", true)]
    #[case::inside_a_word("a prepostmap thing", false)]
    #[case::the_beginning_of_a_word("read `postmapper`", false)]
    #[case::a_setting_inside("set `my_smtpd_timeout`", false)]
    fn knows_names_and_settings(#[case] text: &str, #[case] is_named: bool) {
        assert_eq!(names(text, &["postfix", "postmap", "smtpd_"]), is_named);
    }

    /// A step that begins with a program is for that one, whatever else it names.
    #[rstest]
    #[case::begins_with_one("with dovecot, let it answer postfix at rcpt", &["dovecot"])]
    #[case::names_two("let dovecot answer postfix at rcpt", &["postfix", "dovecot"])]
    #[case::begins_with_another("in webmail, print what postfix says", &["postfix"])]
    fn a_step_is_for_what_it_begins_with(#[case] text: &str, #[case] expected: &[&str]) {
        let of = |code: &'static str| Some((Slug::new(code)?, vec![code]));
        let software: Vec<_> = ["postfix", "dovecot"].into_iter().filter_map(of).collect();
        let found = named(text, &software);
        let found: Vec<&str> = found.iter().map(|code| code.as_str()).collect();
        assert_eq!(found, expected);
    }
}
