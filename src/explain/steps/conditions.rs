//! Steps that a page has for one code or one wording among several: `If the reply is 5.7.705, …`. To a text with another one they say nothing.

use smtpref_catalog::EnhancedCode;

use super::super::answer::Answer;
use super::Advice;

/// What stands before the code that a step is for.
const OF_CODES: [&str; 2] = ["If the reply is ", "If the code is "];
/// What stands before the words that a step is for.
const OF_WORDS: [&str; 2] = ["If the text says `", "If it says `"];
/// What stands before a name that a step is for.
const OF_NAMES: &str = "If the text names ";

/// Leaves out the steps of some advice that are for others, unless nothing would be left for one who acts. Of steps for several names of
/// which the text has none any may be the one.
pub(super) fn keep_met(advice: &mut [Advice<'_>], answer: &Answer) {
    for one in advice {
        let of_names: Vec<&str> = one
            .steps
            .iter()
            .copied()
            .filter(|step| named(step).is_some())
            .collect();
        let is_open = of_names.len() > 1 && !of_names.iter().any(|step| is_met(step, answer));
        let is_kept = |step: &&str| is_met(step, answer) || is_open && named(step).is_some();
        if one.steps.iter().any(is_kept) {
            one.steps.retain(is_kept);
        }
    }
}

/// The name that a step is for, and what it says behind it.
fn named(step: &str) -> Option<(&str, &str)> {
    let (name, rest) = step.strip_prefix(OF_NAMES)?.split_once(", ")?;
    let is_name = !name.contains(' ') && name.bytes().any(|byte| byte.is_ascii_uppercase());
    is_name.then_some((name, rest))
}

/// Whether a step may be for an answer: what the answer lacks may be any code and any words.
fn is_met(step: &str, answer: &Answer) -> bool {
    let behind = |leads: &[&str]| leads.iter().find_map(|lead| step.strip_prefix(lead));
    if let Some(rest) = behind(&OF_CODES) {
        let code = rest.split([' ', ',']).next().unwrap_or_default();
        let Ok(code) = code.parse::<EnhancedCode>() else {
            return true;
        };
        return answer.codes.enhanced.is_none_or(|own| own == code);
    }
    let quoted = || behind(&OF_WORDS)?.split_once('`');
    let Some((words, _)) = quoted().or_else(|| named(step)) else {
        return true;
    };
    let said = answer.words.to_lowercase();
    said.is_empty() || said.contains(&words.to_lowercase())
}
