//! Several recipients in a row: addresses with commas between them, each with words of its own or without, and lines that hold nothing
//! but a person.

use std::ops::Range;

use smtpref_catalog::Cue;

use super::role::{Role, role};
use crate::explain::address::{LEFT, MOST_ADDRESSES};
use crate::explain::view::View;

/// The longest name that stands in a line of its own.
const SHORT: usize = 40;

/// Whether what stands between two addresses makes them a list.
pub(in crate::explain) fn is_list(gap: &str) -> bool {
    let bare = gap.trim_matches([' ', '<', '>', '\'', '"', '\n', '\u{201d}', '\u{2019}']);
    let joins = matches!(
        bare,
        "," | ";" | "&" | "and" | "und" | "et" | "e" | "y" | "en" | "och" | "og" | "i" | "и" | "ve"
    );
    joins || bare.is_empty() && gap.contains('\n')
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
        // Go prints a list with nothing but blanks: `[bob@example.net carol@example.net]`.
        let is_of_go = gap.trim_start().is_empty() && view.text[..first.start].ends_with('[');
        let is_joined = (gap.contains([',', ';']) || is_and) && is_list(gap);
        if !is_joined && !is_of_go {
            break;
        }
        at = address.end;
        found.push(address);
    }
    found
}

/// A recipient in a row of several, and what is said of that one: `bob@example.net (mailbox full), carol@example.net: user unknown`.
pub(in crate::explain) struct Item {
    pub(in crate::explain) address: Range<usize>,
    pub(in crate::explain) words: Range<usize>,
}

/// The recipients of a row in which each has words that tell of trouble; none if one of them has not.
pub(in crate::explain) fn with_words(view: &View<'_>, block: &Range<usize>) -> Vec<Item> {
    const LONGEST: usize = 1 << 14;
    let window = view.cut(block.clone(), LONGEST);
    let signs = memchr::memchr_iter(b'@', &view.text.as_bytes()[window.clone()]);
    if signs.take(2).count() < 2 {
        return Vec::new();
    }
    let mut items: Vec<Item> = Vec::new();
    for address in view.addresses(&window) {
        let (address, is_glued) = without_glue(view, address);
        let begins = if items.is_empty() {
            role(view, &window, &address) != Role::Other
        } else {
            let before = &view.text[window.start..address.start];
            let before = before.trim_end_matches([' ', '<', '"', '\'']);
            is_glued || before.ends_with([',', ';', ')', '\n'])
        };
        let words = words_behind(view, &address, window.end).filter(|_| begins);
        let Some(start) = words else { continue };
        if let Some(last) = items.last_mut() {
            last.words.end = address.start;
        }
        items.push(Item {
            address,
            words: start..window.end,
        });
    }
    for item in &mut items {
        item.words = bare(view, item.words.clone());
    }
    let tells = |item: &Item| view.tells(&item.words, Cue::Trouble);
    if items.len() < 2 || !items.iter().all(tells) {
        items.clear();
    }
    items
}

/// An address without the word that it is glued to, if it is named again right behind itself: `tablebob@example.net: <bob@example.net>: no`.
fn without_glue(view: &View<'_>, address: Range<usize>) -> (Range<usize>, bool) {
    let again = view.lower[address.end..].starts_with(": <");
    let inner = again.then(|| view.address(address.end + 2..view.text.len()));
    let Some(inner) = inner.flatten() else {
        return (address, false);
    };
    let inner = &view.lower[inner];
    let is_longer = address.len() > inner.len() && view.lower[address.clone()].ends_with(inner);
    if is_longer {
        (address.end - inner.len()..address.end, true)
    } else {
        (address, false)
    }
}

/// Where the words begin that stand behind an address and are said of it.
fn words_behind(view: &View<'_>, address: &Range<usize>, end: usize) -> Option<usize> {
    const MARKS: [&str; 6] = [": ", " (", " - ", " -- ", " [", " = "];
    let rest = &view.text[address.end..end];
    let rest = rest.strip_prefix(['>', '"', '\'']).unwrap_or(rest);
    let mark = MARKS.iter().find(|mark| rest.starts_with(**mark))?;
    Some(end - rest.len() + mark.len())
}

/// Words without what divides them from the next address, and without a bracket that was opened before them.
fn bare(view: &View<'_>, words: Range<usize>) -> Range<usize> {
    let text =
        view.text[words.clone()].trim_end_matches([' ', ',', ';', '<', '"', '\'', '\n', '.']);
    let opens = |sign| text.matches(sign).count();
    let closed = text
        .strip_suffix(')')
        .filter(|_| opens(')') > opens('('))
        .or_else(|| text.strip_suffix(']').filter(|_| opens(']') > opens('[')));
    let text = closed.unwrap_or(text);
    view.trim(words.start..words.start + text.len())
}

/// Where a block has said that recipients follow: behind `to these recipients or groups:`.
pub(in crate::explain) fn announced(view: &View<'_>, block: &Range<usize>) -> Option<usize> {
    let window = view.cut(block.clone(), 4096);
    view.words_of(Cue::RecipientsFollow)
        .iter()
        .find_map(|words| {
            let end = view.find(window.clone(), words)? + words.len();
            let rest = &view.lower[end..block.end];
            let rest = rest
                .trim_start_matches(|c: char| c.is_ascii_lowercase() || "()' \u{2019}".contains(c));
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

    #[test]
    fn commas_and_small_words_join_a_list_and_lines_do_not() {
        let follows = |between: &str| {
            let text = format!("bob@example.net{between}carol@example.net");
            let flat = Flat::of(&text);
            let view = flat.view(&text, cues());
            let found = listed_after(&view, &(0.."bob@example.net".len()), text.len());
            !found.is_empty()
        };
        for between in [", ", "; ", " and ", " und ", " y ", " e ", " i ", ",\n"] {
            assert!(follows(between), "{between:?}");
        }
        for between in ["\n", " or ", " AND ", " (", " has "] {
            assert!(!follows(between), "{between:?}");
        }
    }
}
