//! Lines of an accounting file: values between commas, of which the first is the kind of what happened and the second the time. `PowerMTA`
//! writes them, with a first line that names the columns or without it; pasted as a table they have bars between them.

use std::ops::Range;

use crate::explain::view::View;

/// The longest kind: `b`, `rb`, `tq`.
const KIND: usize = 3;

/// Whether a line is one: `b,2025-06-03 10:00:00+0200,`.
pub(super) fn is_record(line: &str) -> bool {
    let kind = line
        .bytes()
        .take(KIND)
        .take_while(u8::is_ascii_lowercase)
        .count();
    let rest = line[kind..].strip_prefix(',');
    let Some(rest) = rest.or_else(|| line[kind..].strip_prefix(" | ")) else {
        return false;
    };
    let rest = rest.trim_start_matches('"').as_bytes();
    let is_digit = |at: usize| rest.get(at).is_some_and(u8::is_ascii_digit);
    kind > 0 && (0..4).all(is_digit) && rest.get(4) == Some(&b'-') && rest.get(7) == Some(&b'-')
}

/// The recipient of such a line: where the first line says that it stands, else behind the sender.
pub(in crate::explain) fn recipient(view: &View<'_>, line: &Range<usize>) -> Option<Range<usize>> {
    if !is_record(&view.lower[line.clone()]) {
        return None;
    }
    let address = |field: &Range<usize>| {
        let place = view.address(field.clone())?;
        let is_whole =
            view.lower[field.clone()].trim_matches(['"', ' ']) == &view.lower[place.clone()];
        is_whole.then_some(place)
    };
    let all = fields(view, line);
    if let Some(column) = column(view) {
        return address(all.get(column)?);
    }
    let first = all.iter().position(|field| address(field).is_some())?;
    let behind = all.get(first + 1).and_then(address);
    behind.or_else(|| address(&all[first]))
}

/// The number of the column of recipients.
fn column(view: &View<'_>) -> Option<usize> {
    const HEADS: [&str; 2] = ["type,", "type | "];
    let line = &view.lower[..view.text.find('\n')?];
    let is_head = HEADS.iter().any(|head| line.starts_with(head));
    let mut names = line.split([',', '|']);
    is_head.then(|| names.position(|name| name.trim() == "rcpt"))?
}

/// The values of a line; what stands between quotation marks divides none.
fn fields(view: &View<'_>, line: &Range<usize>) -> Vec<Range<usize>> {
    const MOST: usize = 64;
    let mut all = Vec::new();
    let is_table = view.lower[line.clone()]
        .bytes()
        .take(KIND + 2)
        .any(|byte| byte == b'|');
    let divides = if is_table { b'|' } else { b',' };
    let (mut start, mut is_quoted) = (line.start, false);
    for (at, byte) in view.text[line.clone()].bytes().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            byte if byte == divides && !is_quoted => {
                all.push(start..line.start + at);
                start = line.start + at + 1;
            }
            _ => {}
        }
        if all.len() == MOST {
            return all;
        }
    }
    all.push(start..line.end);
    all
}
