//! Digits in a query that are written like no code and are one, or are written like one and are none.

use crate::lookup::{Lookup, Resolved};
use smtpref_catalog::{Amount, Catalog, Code, EnhancedCode, EntryId};

/// What else a number in front of it measures in what people type.
const SHORT: [&str; 2] = ["d", "m"];

/// What else a round number in front of it counts.
const COUNTED: [&str; 2] = ["contacts", "subscribers"];

/// An enhanced status code with spaces for dots: `5 7 23`.
pub(super) fn spelled_out(words: &[&str]) -> Option<EnhancedCode> {
    match words {
        [class, _, _] if class.len() == 1 => words.join(".").parse().ok(),
        _ => None,
    }
}

/// A known enhanced status code at the beginning of the words whose dots are lost (`5726`, `57 1`), and how many words it takes.
pub(super) fn undotted(words: &[&str], catalog: &Catalog) -> Option<(EnhancedCode, usize)> {
    let is_part = |word: &&&str| {
        let bare = word.replace('.', "");
        !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit())
    };
    let run = words.iter().take(3).take_while(is_part).count();
    (1..=run).rev().find_map(|used| {
        let taken = &words[..used];
        // What is a code as it is written needs no guess: 571 is a reply code, and a reply code may begin a reply.
        if taken.iter().any(|word| word.parse::<Code>().is_ok()) {
            return None;
        }
        let digits: String = taken.concat().replace('.', "");
        let [class, subject, detail @ ..] = digits.as_bytes() else {
            return None;
        };
        let detail = std::str::from_utf8(detail).ok()?;
        let text = format!("{}.{}.{detail}", char::from(*class), char::from(*subject));
        let code: EnhancedCode = text.parse().ok()?;
        is_known(code, catalog).then_some((code, used))
    })
}

/// The known reply codes that a number of four digits is without one of them; first that without the last.
pub(super) fn with_a_digit_too_many(text: &str, catalog: &Catalog) -> Vec<EntryId> {
    let digits = text.trim();
    let mut found = Vec::new();
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return found;
    }
    for at in (0..digits.len()).rev() {
        let mut fewer = digits.to_owned();
        fewer.remove(at);
        let code = fewer.parse::<Code>().ok();
        let id = code.and_then(|code| catalog.find(code));
        found.extend(id.filter(|id| !found.contains(id)));
    }
    found
}

/// Whether there is a page of the code with its class, or a provider that uses it.
fn is_known(code: EnhancedCode, catalog: &Catalog) -> bool {
    match Lookup::new(Code::Enhanced(code)).resolve(catalog) {
        Resolved::Entry(id) => {
            let classes = &catalog.entry(id).classes;
            code.class().is_some_and(|class| classes.contains(&class))
        }
        Resolved::UsedBy(_) => true,
        Resolved::Unknown => false,
    }
}

/// Whether the number at this place counts something or names a port or a product: `in 300 seconds`, `port 587`, `office 365`.
pub(super) fn is_amount(words: &[&str], index: usize) -> bool {
    let word = |index: Option<usize>| {
        let word = words.get(index?)?;
        Some(
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .to_ascii_lowercase(),
        )
    };
    let before = word(index.checked_sub(1));
    let after = word(index.checked_add(1));
    let is = |word: &Option<String>, list: &[&str]| {
        word.as_deref().is_some_and(|word| list.contains(&word))
    };
    let amount = after.as_deref().and_then(Amount::before);
    let Ok(number) = words[index].parse::<u16>() else {
        return false;
    };
    let is_one_of_several = words.len() > 1;
    is(&before, &["port", "ports"])
        || amount == Some(Amount::Measured)
        || is(&after, &SHORT)
        // "550 messages" is a code, "500 messages" a number of them.
        || (number % 100 == 0 && (amount.is_some() || is(&after, &COUNTED)))
        || (number == 365 && is_one_of_several)
}
