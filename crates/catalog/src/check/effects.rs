//! What a code does agrees with its class: a refusal accepts nothing, and what went well need not be tried again.

use crate::read::{Draft, Drafts};
use crate::{Actor, Code, Command, Fate, Fates, Finality, Retry};

/// Effects and fixes against the classes of the codes.
pub(super) fn check(drafts: &Drafts, found: &mut impl FnMut(usize, usize, String)) {
    for (file, draft) in &drafts.entries {
        let finalities = finalities(draft);
        if finalities.is_empty() {
            continue;
        }
        let line = draft.effect_line;
        let code = draft.entry.code;
        for fate in draft.page.effect.message.iter() {
            let fits = |&finality: &Finality| Fates::one(fate).that_fit(finality).contain(fate);
            if !finalities.iter().any(fits) {
                let message = format!(
                    "`message` is {}, but {code} cannot mean that: say what becomes of the message",
                    fate.word()
                );
                found(*file, line, message);
            }
        }
        if is_of_one_stage(draft) {
            let message = format!(
                "{code} answers a login or STARTTLS and also a message, but `message` knows one of the two: leave it out"
            );
            found(*file, line, message);
        }
        if let Some(retry) = draft.page.effect.retry {
            let done = |finality: &Finality| finality.retry() == Retry::NotNeeded;
            if retry == Retry::NotNeeded && !finalities.iter().any(done) {
                let message =
                    format!("`retry` is not_needed, but {code} is a failure: say what helps");
                found(*file, line, message);
            }
        }
        if let Some(message) = wrong_fix(draft) {
            found(*file, draft.code_line, format!("{code} {message}"));
        }
    }
}

/// Whether it says of a refusal what becomes of the message at some of its stages alone: after a login there was none.
fn is_of_one_stage(draft: &Draft) -> bool {
    let Code::Reply(code) = draft.entry.code else {
        return false;
    };
    let finality = Finality::from(code.class());
    let commands = draft.entry.commands;
    let named = |command| commands.iter().any(|one| one == command);
    let logs_in = named(Command::Auth) || named(Command::Starttls);
    let by_stage = Fates::at(finality, commands);
    let refuses = matches!(finality, Finality::Temporary | Finality::Permanent);
    refuses && logs_in && by_stage.only().is_none() && draft.page.effect.message.only().is_some()
}

/// What a code can be by its class, or by each class that it is used with; empty if it has none.
fn finalities(draft: &Draft) -> Vec<Finality> {
    match draft.entry.code {
        Code::Reply(code) => vec![code.class().into()],
        Code::Class(class) => vec![class.into()],
        Code::Enhanced(_) => draft
            .entry
            .classes
            .iter()
            .map(|&class| class.into())
            .collect(),
        _ => Vec::new(),
    }
}

fn wrong_fix(draft: &Draft) -> Option<&'static str> {
    let Code::Reply(code) = draft.entry.code else {
        return None;
    };
    let fixes = &draft.page.fix;
    let checks = |fix: &crate::Fix| fix.who == Actor::Check;
    // 453 says that there is no mail to fetch: no message is concerned.
    let concerned = draft.page.effect.message.only() != Some(Fate::NotSent);
    match Finality::from(code.class()) {
        Finality::Success if !fixes.is_empty() && !fixes.iter().any(checks) => {
            Some("reports success: add a [[fix]] of `check` that says what to look at")
        }
        Finality::Temporary | Finality::Permanent
            if concerned && fixes.first().is_some_and(checks) =>
        {
            Some("reports a failure: begin with a [[fix]] of one who can end it, not with `check`")
        }
        _ => None,
    }
}
