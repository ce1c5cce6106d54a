//! Fields of a report that somebody pasted as one line: each begins a line again.

use super::text::Text;

/// Fields of reports that no sentence has.
const FIELDS: &[&str] = &[
    "action: ",
    "arrival-date: ",
    "diagnostic-code: ",
    "final-recipient: ",
    "last-attempt-date: ",
    "original-recipient: ",
    "remote-mta: ",
    "reporting-mta: ",
    "status: ",
    "will-retry-until: ",
];
/// The longest text that somebody pastes as one line.
const LONGEST: usize = 64 << 10;
/// How many of them a line has at least that is a joined report.
const FEWEST: usize = 2;

/// A text with a line for each field of a report. Only the spaces before them change, so every place stays what it is.
pub(super) fn apart(mut text: Text) -> Text {
    let marks = memchr::memchr_iter(b':', text.text.as_bytes());
    if text.text.len() > LONGEST || marks.take(FEWEST).count() < FEWEST {
        return text;
    }
    let lower = text.text.to_ascii_lowercase();
    if !FIELDS.iter().any(|field| lower.contains(field)) {
        return text;
    }
    let mut breaks = Vec::new();
    let mut start = 0;
    for line in lower.split_inclusive('\n') {
        let mut places: Vec<usize> = Vec::new();
        let mut fields = 0;
        for field in FIELDS {
            for (at, _) in line.match_indices(field) {
                fields += usize::from(at == 0);
                // `…; Action: failed; Status: 5.0.0; 550 …` is a form of its own.
                if line[..at].ends_with(' ') && !line[..at].ends_with("; ") {
                    fields += 1;
                    places.push(start + at - 1);
                }
            }
        }
        if fields >= FEWEST {
            breaks.extend(places);
        }
        start += line.len();
    }
    let mut bytes = std::mem::take(&mut text.text).into_bytes();
    for at in breaks {
        bytes[at] = b'\n';
    }
    text.text = String::from_utf8(bytes).unwrap_or_default();
    text
}
