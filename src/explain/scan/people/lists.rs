//! Several recipients in a row: addresses with commas between them, and lines that hold nothing but a person.

use std::ops::Range;

use smtpref_catalog::Cue;

use crate::explain::address::{LEFT, MOST_ADDRESSES};
use crate::explain::view::View;

/// The longest name that stands in a line of its own.
const SHORT: usize = 40;

/// Whether what stands between two addresses makes them a list.
pub(in crate::explain) fn is_list(gap: &str) -> bool {
    let bare = gap.trim_matches([' ', '<', '>', '\'', '"', '\n', '\u{201d}', '\u{2019}']);
    matches!(bare, "," | ";" | "and" | "und" | "et" | "&") || bare.is_empty() && gap.contains('\n')
}

/// The addresses that follow one in a list: `bob@example.net, carol@example.net`.
pub(in crate::explain) fn listed_after(
    view: &View<'_>,
    first: &Range<usize>,
    end: usize,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = first.end;
    while found.len() < MOST_ADDRESSES {
        let window = view.cut(at..end, LEFT);
        let sign = memchr::memchr(b'@', view.text[window.clone()].as_bytes());
        let Some(address) = sign.and_then(|sign| view.address_around(&window, window.start + sign))
        else {
            break;
        };
        let gap = &view.text[at..address.start];
        let is_and =
            gap.starts_with(' ') && gap.trim().bytes().all(|byte| byte.is_ascii_lowercase());
        if !(gap.contains([',', ';']) || is_and) || !is_list(gap) {
            break;
        }
        at = address.end;
        found.push(address);
    }
    found
}

/// Where a block has said that recipients follow: behind `to these recipients or groups:`.
pub(in crate::explain) fn announced(view: &View<'_>, block: &Range<usize>) -> Option<usize> {
    let window = view.cut(block.clone(), 4096);
    view.words_of(Cue::RecipientsFollow)
        .iter()
        .find_map(|words| {
            let end = view.find(window.clone(), words)? + words.len();
            let rest = &view.lower[end..block.end];
            let rest =
                rest.trim_start_matches(|c: char| c.is_ascii_lowercase() || "() ".contains(c));
            let rest = rest.strip_prefix(':')?;
            Some(block.end - rest.trim_start().len())
        })
}

/// The addresses of lines that hold nothing but a person: `Bob Jones (bob@example.net)`.
pub(in crate::explain) fn with_names(view: &View<'_>, block: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = block.start;
    for line in view.text[block].split_inclusive('\n').take(MOST_ADDRESSES) {
        let range = at..at + line.trim_end().len();
        at += line.len();
        let sign = memchr::memchr(b'@', view.text[range.clone()].as_bytes());
        if sign.is_none() && range.len() < SHORT && !view.text[range.clone()].contains([':', '.']) {
            // The name, if the address went to the next line.
            continue;
        }
        let Some(address) = sign.and_then(|sign| view.address_around(&range, range.start + sign))
        else {
            break;
        };
        let name = &view.text[range.start..address.start];
        let is_name = name.len() < LEFT && !name.contains([':', '=']);
        let behind = &view.lower[address.end..range.end];
        let begins = !name.contains(char::is_alphanumeric) && !behind.contains('@');
        let is_alone =
            begins || behind.contains("mailto:") || !behind.contains(char::is_alphanumeric);
        if !is_name || !is_alone {
            break;
        }
        found.push(address);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::view::{Flat, cues};

    #[test]
    fn a_list_ends_with_the_last_address_or_the_most_that_are_read() {
        let follow = |count: usize| {
            let text = vec!["bob@example.net"; count + 1].join(", ");
            let flat = Flat::of(&text);
            let view = flat.view(&text, cues());
            listed_after(&view, &(0.."bob@example.net".len()), text.len()).len()
        };
        assert_eq!(follow(0), 0);
        assert_eq!(follow(3), 3);
        assert_eq!(follow(MOST_ADDRESSES), MOST_ADDRESSES);
        assert_eq!(follow(MOST_ADDRESSES + 1), MOST_ADDRESSES);
    }
}
