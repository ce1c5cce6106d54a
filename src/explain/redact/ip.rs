//! IP addresses, with what servers write before and behind them: tags, ports, zones.

use std::net::Ipv6Addr;

use super::{ID, IP, Name};

/// The longest IP address, in bytes: six groups and an IPv4 address.
const LONGEST_IP: usize = 45;
/// How many numbers, such as a port, may stand behind an IP address with a colon between them.
const NUMBERS: usize = 4;

/// The first IP address from a place on, or the first row of bytes as certificates and cards have them.
pub(super) fn ip(text: &str, from: usize) -> Option<Name> {
    let is_of_ip = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        if !is_of_ip(bytes[at]) {
            at += 1;
            continue;
        }
        let length = bytes[at..].iter().position(|byte| !is_of_ip(*byte));
        let end = length.map_or(bytes.len(), |length| at + length);
        let is_in_word = text[from..at].ends_with(char::is_alphanumeric);
        let row = text[at..end].trim_end_matches([':', '.']);
        if !is_in_word && is_row_of_bytes(row) {
            return Some((at..at + row.len(), ID));
        }
        // It begins where the run does, or behind a mark in it.
        let starts = (at..end).filter(|&start| {
            let is_behind_mark = start > at && matches!(bytes[start - 1], b':' | b'.');
            (start == at && !is_in_word) || is_behind_mark && bytes[start] != b'.'
        });
        let mut ends = starts.filter_map(|start| Some((start, end_of_ip(text, start, end)?)));
        if let Some((start, end)) = ends.next() {
            return Some((start..end, IP));
        }
        at = end;
    }
    None
}

/// Where an IP address ends that begins at a place; `None` if none begins there.
fn end_of_ip(text: &str, start: usize, end: usize) -> Option<usize> {
    let end = end.min(start + LONGEST_IP);
    let digits = text[start..end].find(|c: char| !c.is_ascii_digit() && c != '.');
    let digits = digits.map_or(end, |digits| start + digits);
    let four = text[start..digits].trim_end_matches('.');
    if is_ipv4(four) && !is_behind_number(&text[..start]) && !goes_on(&text[start + four.len()..]) {
        return Some(start + four.len());
    }
    let mut six = text[start..end].trim_end_matches('.');
    for _ in 0..NUMBERS {
        // `10:00:00` is none, and neither is what stands between words: `Add::`.
        let is_told = six.contains(|c: char| c.is_ascii_digit()) || six.matches(':').count() > 2;
        if is_told
            && six.parse::<Ipv6Addr>().is_ok()
            && !text[start + six.len()..].starts_with(char::is_alphanumeric)
        {
            let end = start + six.len();
            return Some(end + zone(&text[end..]));
        }
        six = &six[..six.rfind([':', '.'])?];
    }
    None
}

/// Whether a text ends with a number and a point: five numbers are no address.
fn is_behind_number(text: &str) -> bool {
    let Some(text) = text.strip_suffix('.') else {
        return false;
    };
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
    before.len() < text.len() && !before.ends_with(char::is_alphabetic)
}

/// Whether an address of four numbers goes on in a text: as a longer number, or as the name of a host. The end of a sentence is no part of it.
fn goes_on(text: &str) -> bool {
    let mut rest = text.chars();
    match rest.next() {
        Some('.') => rest.next().is_some_and(char::is_alphanumeric),
        next => next.is_some_and(|next| next.is_ascii_digit()),
    }
}

/// How long the zone is that a text begins with: `%eth0`.
fn zone(text: &str) -> usize {
    let Some(zone) = text.strip_prefix('%') else {
        return 0;
    };
    let is_of_zone = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let length = zone.find(|c| !is_of_zone(c)).unwrap_or(zone.len());
    if length == 0 { 0 } else { length + 1 }
}

fn is_row_of_bytes(text: &str) -> bool {
    let mut count = 0;
    let is_byte = |pair: &str| {
        count += 1;
        pair.len() == 2 && !pair.contains('.')
    };
    text.split(':').all(is_byte) && count >= 6
}

/// Four numbers. Servers write them with zeros in front too.
pub(super) fn is_ipv4(text: &str) -> bool {
    let mut parts = 0;
    let is_number = |part: &str| {
        parts += 1;
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    text.split('.').all(is_number) && parts == 4
}
