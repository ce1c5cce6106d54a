//! A notice that lists the message as words with values: `From : anna@example.org`, `To : bob@example.net`, `Reason : mailbox full`. Whom it
//! was sent to failed.

use std::ops::Range;

use smtpref_catalog::Cue;

use crate::explain::address::MOST_ADDRESSES;
use crate::explain::name_words::RECIPIENT;
use crate::explain::view::View;

/// How much of a text is read for it.
const HEAD: usize = 16 << 10;
/// The longest name of a value.
const NAME: usize = 24;
/// Names of recipients that are no words of them.
const TO: &[&str] = &["an", "para", "to", "à", "кому", "宛先", "收件人"];
/// Names of senders.
#[rustfmt::skip]
const FROM: &[&str] = &["da", "de", "from", "sender", "van", "von", "от", "от кого", "差出人", "发件人", "寄件者"];
/// Names of what tells why a message failed.
#[rustfmt::skip]
const WHY: &[&str] = &[
    "cause", "diagnostic", "erreur", "error", "errore", "fehler", "fout", "grund", "motif", "motivo", "problem", "raison", "reason", "reden",
    "result", "причина", "原因", "理由",
];
/// Names that only the header of a mail has.
const OF_MAIL: &[&str] = &["received", "mime-version", "return-path"];

/// What a paragraph lists.
#[derive(Default)]
struct Card {
    to: Vec<Range<usize>>,
    has_sender: bool,
    tells_why: bool,
    is_header: bool,
}

/// The recipients of the first list of a text that tells of a message which failed.
pub(in crate::explain) fn recipients(view: &View<'_>, body: &Range<usize>) -> Vec<Range<usize>> {
    let head = view.cut(body.clone(), HEAD);
    let mut card = Card::default();
    let mut at = head.start;
    let mut start = at;
    for line in view.text[head.clone()].split_inclusive('\n') {
        let range = view.trim(at..at + line.len());
        at += line.len();
        if range.is_empty() {
            if counts(view, &card, &(head.start..start)) {
                return card.to;
            }
            card = Card::default();
            start = at;
            continue;
        }
        take(view, &range, &mut card);
    }
    if counts(view, &card, &(head.start..start)) {
        card.to
    } else {
        Vec::new()
    }
}

/// Whether a list tells of a message that failed: by a reason of its own, or by what stands above it, which leads to it or to one that
/// names no sender.
fn counts(view: &View<'_>, card: &Card, above: &Range<usize>) -> bool {
    /// How far above it stands.
    const FAR: usize = 400;
    let near = view.floor(above.end.saturating_sub(FAR)).max(above.start)..above.end;
    let is_led_to = || view.text[near.clone()].trim_end().ends_with(':');
    let is_told = || view.tells(&near, Cue::Failed) && (!card.has_sender || is_led_to());
    !card.to.is_empty() && !card.is_header && (card.tells_why || is_told())
}

fn take(view: &View<'_>, line: &Range<usize>, card: &mut Card) {
    let text = &view.lower[line.clone()];
    let Some((name, value)) = text.split_once([':', '：']) else {
        return;
    };
    let name = name.trim();
    if name.len() > NAME {
        return;
    }
    let value = line.end - value.len()..line.end;
    if TO.contains(&name) || RECIPIENT.contains(&name) {
        let room = MOST_ADDRESSES.saturating_sub(card.to.len());
        card.to
            .extend(view.addresses(&value).into_iter().take(room));
    }
    card.has_sender |= FROM.contains(&name);
    card.tells_why |= WHY.contains(&name) || name.starts_with("error ") || name.ends_with(" error");
    card.is_header |= OF_MAIL.contains(&name);
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::explain::view::{Flat, cues};

    #[rstest]
    #[case::with_a_reason(
        "no way\n\nFrom : a@example.org\nTo : bob@example.net\nReason : full\n",
        &["bob@example.net"]
    )]
    #[case::in_brackets("TO:<bob@example.net>\nTO:<carol@example.net>\nERROR: 554", &["bob@example.net", "carol@example.net"])]
    #[case::in_a_row("Grund: voll\nAn: bob@example.net, carol@example.net", &["bob@example.net", "carol@example.net"])]
    #[case::without_a_reason("From : a@example.org\nTo : bob@example.net", &[])]
    #[case::of_a_mail("Received: x\nTo: bob@example.net\nReason: none", &[])]
    #[case::in_another_paragraph("To: bob@example.net\n\nReason: none", &[])]
    fn a_list_names_who_failed(#[case] text: &str, #[case] expected: &[&str]) {
        let flat = Flat::of(text);
        let view = flat.view(text, cues());
        let found = recipients(&view, &(0..text.len()));
        let found: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }
}
