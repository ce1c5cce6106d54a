//! Where a text says again what told its reply: a report repeats for programs what stands above it for people.

use std::ops::Range;

use memchr::memmem;

/// The longest words that are looked for, in bytes.
const LONGEST: usize = 300;
/// The shortest: less stands anywhere.
const SHORTEST: usize = 5;
/// The most words that are looked for.
const MOST: usize = 12;

/// The same words in the paragraphs that name the recipient, wherever the lines end there.
pub(super) fn again(text: &[u8], recipient: &str, told: &[Range<usize>]) -> Vec<Range<usize>> {
    let words = |span: &Range<usize>| text.get(span.clone()).map(<[u8]>::trim_ascii);
    let mut wanted: Vec<&[u8]> = told.iter().filter_map(words).collect();
    wanted.retain(|words| (SHORTEST..=LONGEST).contains(&words.len()));
    wanted.sort_unstable();
    wanted.dedup();
    wanted.truncate(MOST);
    let name = memmem::Finder::new(recipient.as_bytes());
    let of_recipient = paragraphs(text).filter(|lines| name.find(&text[lines.clone()]).is_some());
    let mut found = Vec::new();
    for paragraph in of_recipient {
        for words in &wanted {
            find(text, &paragraph, words, &mut found);
        }
    }
    found.retain(|span| {
        !told
            .iter()
            .any(|other| span.start < other.end && other.start < span.end)
    });
    found
}

/// The pieces of a text between empty lines.
fn paragraphs(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        if start >= text.len() {
            return None;
        }
        while at < text.len() {
            let length = memchr::memchr(b'\n', &text[at..]).map_or(text.len() - at, |end| end + 1);
            let is_empty = text[at..at + length].trim_ascii().is_empty();
            at += length;
            if is_empty {
                break;
            }
        }
        Some(start..at)
    })
}

/// Adds the places of some words.
fn find(text: &[u8], within: &Range<usize>, words: &[u8], found: &mut Vec<Range<usize>>) {
    let mut pieces = words
        .split(u8::is_ascii_whitespace)
        .filter(|piece| !piece.is_empty());
    let Some(first) = pieces.next() else {
        return;
    };
    let rest: Vec<&[u8]> = pieces.collect();
    for start in memmem::find_iter(&text[within.clone()], first) {
        let mut end = within.start + start + first.len();
        let follows = rest.iter().all(|piece| {
            let space = text[end..within.end]
                .iter()
                .take_while(|byte| byte.is_ascii_whitespace());
            let space = space.count();
            let next = end + space;
            let is_next = space > 0 && text[next..within.end].starts_with(piece);
            end = next + piece.len();
            is_next
        });
        if follows {
            found.push(within.start + start..end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_told_a_reply_is_found_where_people_read_it() {
        let text = "Sorry.\n\n<bob@example.net>: host said: 552 5.2.2 Mailbox\n    is full\n\n\
                    <ann@example.net>: host said: 552 5.2.2 Mailbox is full\n\n\
                    Final-Recipient: rfc822; bob@example.net\nStatus: 5.2.2\n\
                    Diagnostic-Code: smtp; 552 5.2.2 Mailbox is full\n";
        let told = text.rfind("Mailbox is full").unwrap();
        let told = told..told + "Mailbox is full".len();
        let again = again(text.as_bytes(), "bob@example.net", &[told]);
        let again: Vec<&str> = again.into_iter().map(|span| &text[span]).collect();
        assert_eq!(again, ["Mailbox\n    is full"]);
    }
}
