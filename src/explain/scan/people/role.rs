//! Whose an address is, by the words and marks beside it.

use std::ops::Range;

use crate::explain::address::LEFT;
use crate::explain::name_words::{
    ADDRESS, ASKED, ASKS, BEHIND, CHECKED, DELIVERED, FAILED, MEANT, OTHER, RECIPIENT, SENT,
};
use crate::explain::view::View;

/// What the lines of a header begin with.
const HEADER: &[&str] = &["subject:", "mailer-daemon", "return-path:"];
/// Words before a `to` that make it something else.
#[rustfmt::skip]
const NO_RECIPIENT: &[&str] = &[
    "abuse", "delivered", "errors", "forward", "orig", "original", "reply", "report", "response",
];
/// Words of the own side.
const OWN: &[&str] = &["sender", "from", "your", "login", "our", "my"];

/// Whose an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::explain) enum Role {
    /// A recipient, by a key: `to=`, `recipient:`.
    Key,
    /// A recipient, by words.
    Word,
    /// Nothing tells.
    Unknown,
    /// Somebody else.
    Other,
}

/// Whose the address in a window is.
pub(in crate::explain) fn role(
    view: &View<'_>,
    window: &Range<usize>,
    address: &Range<usize>,
) -> Role {
    let from = view
        .floor(address.start.saturating_sub(LEFT))
        .max(window.start);
    let before = &view.lower[from..address.start];
    let bare = before.trim_end_matches([
        ' ', '<', '"', '\'', '[', '(', '{', ':', '=', '`', '>', '|', '\u{201d}', '\u{2019}', '*',
    ]);
    let marks = &before[bare.len()..];
    let behind = &view.lower[address.end..window.end.max(address.end)];
    let words: Vec<&str> = bare
        .split(|c: char| !c.is_alphanumeric())
        .rev()
        .filter(|word| !word.is_empty())
        .take(7)
        .collect();
    let word = |number: usize| words.get(number).copied().unwrap_or_default();
    let any = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let (last, next) = (word(0), word(1));
    let own = &view.lower[address.clone()];
    let is_value = marks.contains([':', '=', '|']);
    let is_marked = is_value || marks.contains('<');
    let has_domain = own
        .rsplit_once('@')
        .is_some_and(|(_, domain)| domain.contains('.') || domain.starts_with('['));
    // `to=<|/usr/bin/queue list@example.net>`: a program, and what it is called with.
    let is_program = own.starts_with('/') && before.ends_with('|');
    // `was not delivered to no-reply@example.net`: nobody is asked to deliver.
    let is_delivered = matches!(last, "to" | "a" | "à") && DELIVERED.contains(&next);
    let is_asked = ASKED.iter().any(|role| own.starts_with(role)) && !is_delivered;
    if is_program || !(has_domain || is_marked) || is_asked && !is_value {
        return Role::Other;
    }
    // `X-Postfix-Sender: rfc822; anna@example.org`
    if last == "rfc822" && next == "sender" {
        return Role::Other;
    }
    // `could not send mail (account anna@example.org from …)` names whose settings were used.
    if bare.ends_with("(account") && behind.starts_with(" from ") {
        return Role::Other;
    }
    if RECIPIENT.contains(&last) || last.ends_with("recipient") {
        return if is_value { Role::Key } else { Role::Word };
    }
    if last == "to" && is_value {
        // The lines of a header tell to whom a notice came.
        let is_header = marks.contains(':') && view.has(window, HEADER);
        let is_other = is_header || NO_RECIPIENT.contains(&next);
        return if is_other { Role::Other } else { Role::Key };
    }
    let is_arrow = marks.contains('>') && bare.ends_with('-') && is_marked;
    let begins = bare.is_empty() && from == window.start || bare.ends_with([';', '.']);
    let is_clause = begins && behind.trim_start_matches('>').starts_with(": ");
    let is_again = view.lower[address.end..window.end]
        .strip_prefix(": <")
        .is_some_and(|rest| rest.starts_with(own));
    let is_sent = || words[1..].iter().any(|word| SENT.contains(word)) && !any(ASKS);
    let told = match last {
        "failed" | "rejected" if is_value => true,
        "to" | "an" | "à" | "a" => {
            is_delivered || is_sent() || next == "rcpt" || bare.ends_with("--to")
        }
        "for" => (MEANT.contains(&next) || marks.ends_with('<')) && !any(CHECKED),
        "was" | "is" | "lautet" | "était" | "fue" | "è" => {
            any(ADDRESS) && any(FAILED) && !any(OWN)
        }
        "of" if matches!(next, "mail" | "message" | "messages") => return Role::Other,
        // `Message <20080603.4711@example.org> to bob@example.net`
        "message" if marks.contains('<') && behind.starts_with("> to ") => return Role::Other,
        "user" if next == "for" => any(SENT) && !any(CHECKED),
        _ if ADDRESS.contains(&last) && any(FAILED) => !any(OWN),
        "contact" if is_failed(behind) => !any(OWN),
        _ if OTHER.contains(&last) => is_arrow,
        _ => is_arrow || is_clause || is_again || is_failed(behind) && !any(OWN),
    };
    let is_other = OTHER.contains(&last) || any(OWN) || any(ASKS) || any(CHECKED) || is_not(behind);
    match told {
        true => Role::Word,
        false if is_other => Role::Other,
        false => Role::Unknown,
    }
}

/// Whether what follows an address says that it failed.
fn is_failed(behind: &str) -> bool {
    let bare = behind.trim_start_matches([
        '>', '\'', '"', ')', ']', '\u{201d}', '\u{2019}', '`', ' ', '*',
    ]);
    let of_sender = bare.starts_with("failed after mail from");
    !of_sender && BEHIND.iter().any(|words| bare.starts_with(words))
}

/// Whether what follows an address makes it that of somebody who writes.
fn is_not(behind: &str) -> bool {
    let bare = behind.trim_start_matches(['>', '\'', '"', ')', ' ']);
    ["wrote", "writes", "sent", "schrieb", "as "]
        .iter()
        .any(|words| bare.starts_with(words))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::explain::view::Flat;

    #[rstest]
    #[case::key("to=<bob@example.net>, relay=none", Role::Key)]
    #[case::list_of_one("rcptTo = [\"bob@example.net\"]", Role::Key)]
    #[case::table("| Recipient | bob@example.net |", Role::Key)]
    #[case::sentence("could not send the message to bob@example.net", Role::Word)]
    #[case::refused("The address 'bob@example.net' was refused", Role::Word)]
    #[case::arrow("<anna@example.org> -> <bob@example.net>", Role::Word)]
    #[case::alone("the server, bob@example.net, and so on", Role::Unknown)]
    #[case::reply_to("reply-to: bob@example.net", Role::Other)]
    #[case::sender("sender bob@example.net", Role::Other)]
    #[case::key_of_a_sender("from=<bob@example.net>", Role::Other)]
    #[case::sender_of_exim("F=<bob@example.net> rejected after DATA", Role::Other)]
    #[case::message_id("Message-ID: <bob@example.net>", Role::Other)]
    #[case::of_the_step_that_names_a_sender(
        "<bob@example.net> failed after MAIL FROM: no",
        Role::Unknown
    )]
    #[case::login("authentication failed for <bob@example.net>", Role::Other)]
    #[case::help("please send a report to bob@example.net", Role::Other)]
    #[case::role("was refused by postmaster@example.net", Role::Other)]
    #[case::role_that_failed("was not delivered to noreply@example.net", Role::Word)]
    #[case::spanish("no se ha entregado a bob@example.net", Role::Word)]
    #[case::italian("non è stato recapitato a bob@example.net", Role::Word)]
    #[case::no_domain("virus Sober.j@MM", Role::Other)]
    fn words_tell_whose_an_address_is(#[case] text: &str, #[case] expected: Role) {
        let flat = Flat::of(text);
        let view = flat.view(text, crate::explain::view::cues());
        let sign = text.rfind('@').unwrap();
        let start = text[..sign]
            .rfind(|c: char| !c.is_alphanumeric() && c != '.')
            .map_or(0, |at| at + 1);
        let address = view.address(start..text.len()).unwrap();
        assert_eq!(role(&view, &(0..text.len()), &address), expected);
    }
}
