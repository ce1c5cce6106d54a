//! Of which message a line of a log tells: what the queue calls it, and before it is in a queue whose client offers it, and who sent it.

use std::ops::Range;

use super::log_start::is_date;
use crate::explain::view::View;

/// How much of a line is looked at.
const HEAD: usize = 160;
const LINE: usize = 4096;

/// What a queue calls the message of which a line tells: with Postfix and Sendmail behind the process, with Exim behind the time.
pub(in crate::explain) fn queue_id<'v>(view: &View<'v>, line: &Range<usize>) -> Option<&'v str> {
    let head = &view.lower[view.cut(line.clone(), HEAD)];
    of_exim(head).or_else(|| {
        let rest = &head[head.find("]: ")? + 3..];
        let id = part(rest);
        (!id.is_empty() && rest[id.len()..].starts_with(": ")).then_some(id)
    })
}

/// The number of a message behind the time of a line of Exim, of which each has its parts: `1vMAAA-0001Aa-1x`.
fn of_exim(head: &str) -> Option<&str> {
    let rest = head.get(20..).filter(|_| is_date(head.as_bytes()))?;
    let id = part(rest);
    (id.contains('-') && rest[id.len()..].starts_with(' ')).then_some(id)
}

/// What a text begins with that may be the number of a message; empty if nothing is.
fn part(text: &str) -> &str {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let length = text.bytes().take_while(|byte| is_part(byte)).count();
    let has_digit = text[..length].bytes().any(|byte| byte.is_ascii_digit());
    if length >= 4 && has_digit {
        &text[..length]
    } else {
        ""
    }
}

/// The process of Postfix that wrote a line: `postfix/smtp[2201]`.
pub(in crate::explain) fn process<'v>(view: &View<'v>, line: &Range<usize>) -> Option<&'v str> {
    let head = &view.lower[view.cut(line.clone(), HEAD)];
    let end = head.find("]: ")?;
    let start = head[..end].rfind(' ').map_or(0, |at| at + 1);
    let sends = |process: &&str| process.contains("/smtp[") || process.contains("/lmtp[");
    Some(&head[start..end]).filter(sends)
}

/// What tells the message of a line from others to the same recipient: what the queue calls it; of one that was refused before it got
/// there who offered it, and from whom.
pub(in crate::explain) fn message<'v>(
    view: &View<'v>,
    line: &Range<usize>,
) -> Option<(&'v str, Option<&'v str>)> {
    match queue_id(view, line) {
        Some(id) => Some((id, None)),
        None => client(view, line).map(|client| (client, sender(view, line))),
    }
}

/// The address of the client that a server refused: `NOQUEUE: reject: RCPT from x.example[192.0.2.1]`, `H=(x) [192.0.2.1] F=<…>`.
fn client<'v>(view: &View<'v>, line: &Range<usize>) -> Option<&'v str> {
    let line = view.cut(line.clone(), LINE);
    let start = ["noqueue: ", " h=", "]: reject"]
        .iter()
        .find_map(|before| view.find(line.clone(), before))?;
    let rest = &view.lower[start..line.end];
    let mut brackets = rest.match_indices('[').map(|(at, _)| &rest[at + 1..]);
    brackets.find_map(|behind| {
        let address = behind.split_once(']')?.0;
        let is_part = |c: char| c.is_ascii_hexdigit() || matches!(c, '.' | ':');
        (address.contains(['.', ':']) && address.chars().all(is_part)).then_some(address)
    })
}

/// The sender of the message of a line, without its brackets; empty for a notice.
pub(in crate::explain) fn sender<'v>(view: &View<'v>, line: &Range<usize>) -> Option<&'v str> {
    const BEFORE: [&str; 3] = [" from=<", " f=<", " <= "];
    let line = view.cut(line.clone(), LINE);
    let start = BEFORE
        .iter()
        .find_map(|before| Some(view.find(line.clone(), before)? + before.len()))?;
    let rest = view.lower[start..line.end].trim_start_matches('<');
    let end = rest.find(['>', ' ', ',']).unwrap_or(rest.len());
    Some(&rest[..end])
}

/// What the queue calls the notice that a line says was made of a message: `sender non-delivery notification: 4XvC2`, and in the line with
/// which Exim begins one its own id: `1tY <= <> R=1tX`.
pub(in crate::explain) fn notice<'v>(view: &View<'v>, line: &Range<usize>) -> Option<&'v str> {
    const BEFORE: [&str; 2] = ["non-delivery notification: ", "delay notification: "];
    let line = view.cut(line.clone(), LINE);
    let is_of_exim = || view.has(&line, &[" <= <> r="]);
    for before in BEFORE {
        if let Some(at) = view.find(line.clone(), before) {
            return view.lower[at + before.len()..line.end]
                .split_whitespace()
                .next();
        }
    }
    queue_id(view, &line).filter(|_| is_of_exim())
}
