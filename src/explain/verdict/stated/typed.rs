//! A few words that somebody types: they are a reply where they are nothing but one whole phrase by which replies tell their cause, with
//! the name of who said it behind them: `mailbox full`, `"user unknown" from Yahoo`.

use smtpref_catalog::is_ideograph;

use super::super::super::answer::{Answer, Confidence, Kind};
use super::super::Context;
use super::nothing_said;

/// The longest text that is typed.
const LONGEST: usize = 80;
/// What stands between the words of a reply and who said them.
const BEFORE_NAMES: &[&str] = &[
    "from", "by", "at", "von", "bei", "de", "par", "chez", "en", "da", "di", "em", "van", "bij",
];
/// The most words of a name.
const NAME: usize = 3;

/// The answer to a text that is one phrase of a failure, and nothing else.
pub(super) fn as_phrase(context: &Context<'_>) -> Option<Answer> {
    let view = &context.view;
    let all = view.trim(0..view.text.len());
    let is_typed = all.len() <= LONGEST && !view.text[all.clone()].contains('\n');
    // What a program writes has signs that nobody types behind a phrase.
    let is_plain = || !view.text[all.clone()].contains(['@', '<', '=', '/', '[']);
    if context.kind != Kind::Reply || !is_typed || !is_plain() {
        return None;
    }
    let words = all.start..all.start + without_name(context, &view.text[all]).len();
    let said = &view.text[words.clone()];
    let is_long = said.split_whitespace().nth(1).is_some() || said.contains(is_ideograph);
    if !is_long {
        return None;
    }
    let answer = context.answer_for_named(&nothing_said(context, Some(&words)));
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let met: usize = answer.evidence.iter().map(|one| letters(&one.text)).sum();
    let is_whole = answer.confidence == Confidence::GeneralPhrase && met == letters(said);
    is_whole.then_some(answer)
}

/// A text without the name of a provider at its end.
fn without_name<'t>(context: &Context<'_>, text: &'t str) -> &'t str {
    let places = text.match_indices(' ').map(|(at, _)| at);
    for at in places.collect::<Vec<_>>().into_iter().rev().take(NAME) {
        let lower = text[at + 1..].to_lowercase();
        let mut words = lower.split_whitespace();
        let is_before = words
            .next()
            .is_some_and(|word| BEFORE_NAMES.contains(&word));
        let name = words.collect::<Vec<_>>().join(" ");
        if is_before && is_provider(context, name.as_str()) {
            return &text[..at];
        }
    }
    text
}

fn is_provider(context: &Context<'_>, name: &str) -> bool {
    let mut providers = context.catalog.providers().iter();
    providers.any(|provider| {
        provider.code.as_str() == name
            || provider.name.eq_ignore_ascii_case(name)
            || provider.keywords.contains(&name)
            || provider.own_domains.contains(&name)
    })
}
