//! Until when, or for how long, a notice of a delay says that the message is tried.

use std::ops::Range;

use smtpref_catalog::Cue;

use super::super::view::View;

/// Until when a notice says that the message is tried again.
pub(in crate::explain) fn until(view: &View<'_>, body: &Range<usize>) -> Option<Range<usize>> {
    const BEFORE: &[&str] = &[
        "will be retried until it is ",
        "will keep trying until message is ",
        "will keep trying until ",
        "will retry for ",
        "will continue for ",
        "retried for the next ",
        "will be retried for ",
        "will be retried until ",
        "continue to try for ",
        "for the next ",
        "will be tried until ",
        "keep trying for ",
        "trying until ",
        "for up to ",
        "for another ",
        "for a total of ",
    ];
    let head = view.cut(body.clone(), 16384);
    let in_english = BEFORE.iter().find_map(|before| {
        let start = view.find(head.clone(), before)? + before.len();
        let window = view.cut(start..head.end, 60);
        let text = &view.text[window];
        // `1 days, 19 hours` and `Sun, 8 Jun` go on behind the comma.
        let goes_on = |at: usize| {
            let next = text[at + 1..].trim_start();
            next.starts_with(|c: char| c.is_ascii_digit())
        };
        // `5.0 days old` is one number.
        let is_decimal = |at: usize| text[at + 1..].starts_with(|c: char| c.is_ascii_digit());
        let mut ends = text.match_indices(['.', '\n', ',']);
        let end = ends.find(|(at, mark)| match *mark {
            "," => !goes_on(*at),
            "." => !is_decimal(*at),
            _ => true,
        });
        let end = end.map_or(text.len(), |(at, _)| at);
        let has_number = text[..end].contains(|c: char| c.is_ascii_digit());
        has_number.then(|| view.trim(start..start + end))
    });
    in_english.or_else(|| how_long(view, &head))
}

/// For how long a sentence in any language says that the message is tried: `47 heures`, `47 weitere Stunden`, `47 時間`.
fn how_long(view: &View<'_>, head: &Range<usize>) -> Option<Range<usize>> {
    let words = view.words_of(Cue::TriesOn).iter();
    let mut places = words.filter_map(|words| view.find(head.clone(), words));
    places.find_map(|at| {
        let sentence = sentence(view, head, at);
        let text = &view.text[sentence.clone()];
        let mut from = 0;
        while let Some(digit) = text[from..].find(|c: char| c.is_ascii_digit()) {
            let number = from + digit;
            let behind = text[number..].find(|c: char| !c.is_ascii_digit());
            from = behind.map_or(text.len(), |length| number + length);
            if let Some(end) = end_of_unit(view, sentence.start + from..sentence.end) {
                return Some(sentence.start + number..end);
            }
        }
        None
    })
}

/// The sentence that has a place, as far as it is near.
fn sentence(view: &View<'_>, head: &Range<usize>, at: usize) -> Range<usize> {
    const NEAR: usize = 160;
    const ENDS: [&str; 6] = [". ", ".\n", "\n\n", "!", "?", "。"];
    let start = view.floor(at.saturating_sub(NEAR).max(head.start));
    let end = view.floor((at + NEAR).min(head.end));
    let before = &view.text[start..at];
    let last = ENDS
        .iter()
        .filter_map(|mark| Some(before.rfind(mark)? + mark.len()));
    let behind = &view.text[at..end];
    let first = ENDS
        .iter()
        .filter_map(|mark| Some(behind.find(mark)? + mark.len()))
        .min();
    start + last.max().unwrap_or(0)..first.map_or(end, |first| at + first)
}

/// Where the unit of time ends that stands behind a number, or behind the next word.
fn end_of_unit(view: &View<'_>, behind: Range<usize>) -> Option<usize> {
    let mut start = behind.start;
    for _ in 0..2 {
        start = view.trim(start..behind.end).start;
        let rest = &view.lower[start..behind.end];
        let word = rest.find(|c: char| !c.is_alphanumeric());
        let end = start + word.unwrap_or(rest.len());
        let mut units = view.words_of(Cue::TimeUnit).iter();
        if let Some(unit) = units.find(|unit| rest.starts_with(**unit)) {
            // Ideographs go on without a blank.
            let is_word = unit.chars().all(|c| u32::from(c) < 0x2E80);
            return Some(if is_word { end } else { start + unit.len() });
        }
        start = end;
    }
    None
}
