//! Whom a sentence names beside the sender: `The message from anna@example.org to bob@example.net was refused`, in whatever language.

use std::ops::Range;

use super::lists::listed_after;
use crate::explain::name_words::{BEHIND_SENDER, FROM, FROM_GLUED, MAIL, REPLY_TO, TO, TO_GLUED};
use crate::explain::view::View;

/// The most that stands between the two.
const GAP: usize = 80;
/// How far before the sender the words stand that speak of a message.
const BEFORE: usize = 120;

/// The recipients who stand behind a sender in one sentence about a message.
pub(in crate::explain) fn behind_senders(
    view: &View<'_>,
    range: &Range<usize>,
) -> Vec<Range<usize>> {
    let window = view.cut(range.clone(), 4096);
    let signs = memchr::memchr_iter(b'@', &view.text.as_bytes()[window.clone()]);
    if signs.take(2).count() < 2 {
        return Vec::new();
    }
    let all = view.addresses(&window);
    let mut found: Vec<Range<usize>> = Vec::new();
    for two in all.windows(2) {
        let (sender, other) = (&two[0], &two[1]);
        // Of `bob@example@example.net` each sign has its own.
        let gap = sender.end..other.start.max(sender.end);
        let is_told = is_sender(view, &window, sender) && is_to(view, &gap);
        if is_told || is_glued(view, &window, sender, &gap) {
            found.push(other.clone());
            found.extend(listed_after(view, other, window.end));
        }
    }
    found
}

/// Whether words make an address that of the sender of a message, and of nobody whose mailbox is spoken of: `Nachricht von`, `sent by`.
pub(in crate::explain) fn is_sender(
    view: &View<'_>,
    window: &Range<usize>,
    address: &Range<usize>,
) -> bool {
    let from = view
        .floor(address.start.saturating_sub(BEFORE))
        .max(window.start);
    let before = view.lower[from..address.start].trim_end_matches(MARKS);
    // What an earlier sentence speaks of is another thing.
    let sentence = before.rsplit(". ").next().unwrap_or_default();
    let mut words = words(sentence);
    let is_from = words.next_back().is_some_and(|word| FROM.contains(&word));
    // The mailbox of somebody moves from one address to another, and no message does.
    let speaks = |word: &str| MAIL.iter().any(|mail| word.contains(mail)) && !word.contains("box");
    is_from && words.rev().take(6).any(speaks)
}

/// The same in languages that put the word behind the sender, or write it without a blank: `ann@example.org から bob@example.net への`.
fn is_glued(
    view: &View<'_>,
    window: &Range<usize>,
    sender: &Range<usize>,
    gap: &Range<usize>,
) -> bool {
    let between = view.lower[gap.clone()].trim_matches(MARKS);
    let before = view.lower[window.start..sender.start].trim_end_matches(MARKS);
    let is_from = FROM_GLUED.iter().any(|word| before.ends_with(word));
    let is_to = TO_GLUED.iter().any(|word| between.ends_with(word));
    BEHIND_SENDER.contains(&between) || is_from && is_to && between.len() < GAP
}

/// What stands around an address.
const MARKS: [char; 12] = [
    ' ', '<', '>', '"', '\'', '(', '[', ':', '\u{201d}', '\u{2019}', ',', '\u{201e}',
];

/// Whether what stands between two addresses makes the second one that to which the first one wrote.
fn is_to(view: &View<'_>, gap: &Range<usize>) -> bool {
    let text = &view.lower[gap.clone()];
    // `From: anna@example.org`, and below it `To: bob@example.net`, is no sentence.
    if text.len() > GAP || text.contains(". ") || text.contains(':') {
        return false;
    }
    let mut words = words(text.trim_end_matches(MARKS));
    let last = words.next_back().unwrap_or_default();
    let before = words.next_back().unwrap_or_default();
    TO.contains(&last) && !REPLY_TO.contains(&before)
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::explain::view::{Flat, cues};

    #[rstest]
    #[case::english(
        "The message from <a@example.org> to <bob@example.net> was refused",
        Some("bob@example.net")
    )]
    #[case::sent_by(
        "A mail sent by a@example.org to bob@example.net",
        Some("bob@example.net")
    )]
    #[case::german(
        "Nachricht von a@example.org an bob@example.net abgewiesen",
        Some("bob@example.net")
    )]
    #[case::french(
        "Le message envoyé par a@example.org et adressé à bob@example.net",
        Some("bob@example.net")
    )]
    #[case::spanish(
        "mensaje enviado por a@example.org para bob@example.net",
        Some("bob@example.net")
    )]
    #[case::dutch(
        "de e-mail van a@example.org aan bob@example.net",
        Some("bob@example.net")
    )]
    #[case::russian("письмо от a@example.org для bob@example.net", Some("bob@example.net"))]
    #[case::japanese(
        "a@example.org から bob@example.net へのメール",
        Some("bob@example.net")
    )]
    #[case::korean(
        "a@example.org에서 bob@example.net로 보낸 메일",
        Some("bob@example.net")
    )]
    #[case::chinese(
        "从a@example.org发送到bob@example.net的邮件被拒绝",
        Some("bob@example.net")
    )]
    #[case::turkish(
        "a@example.org adresinden bob@example.net adresine",
        Some("bob@example.net")
    )]
    #[case::an_address_that_changed(
        "the address changed from a@example.org to bob@example.net",
        None
    )]
    #[case::a_mailbox_that_moved(
        "the mailbox of a@example.org moved from b@example.org to bob@example.net",
        None
    )]
    #[case::answers_go_elsewhere("mail from a@example.org, reply to bob@example.net", None)]
    #[case::another_sentence("mail from a@example.org. Write to bob@example.net", None)]
    #[case::words_with_values("message\nFrom: a@example.org\nTo: bob@example.net", None)]
    #[case::signs_in_a_row("mail from a@example@example.org to bob@example.net", None)]
    #[case::nobody_else("message from a@example.org, not bob@example.net", None)]
    fn who_stands_behind_a_sender(#[case] text: &str, #[case] expected: Option<&str>) {
        let flat = Flat::of(text);
        let view = flat.view(text, cues());
        let found = behind_senders(&view, &(0..text.len()));
        assert_eq!(found.first().map(|range| &text[range.clone()]), expected);
    }
}
