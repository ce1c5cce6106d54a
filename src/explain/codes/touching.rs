//! What touches a number from before and makes it a part of something longer: a letter, a sign of an address, a colon of IPv6.

/// Whether what stands before a number makes it a part of something longer.
pub(super) fn touched(bytes: &[u8], start: usize, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&before| before >= start) else {
        return false;
    };
    match bytes[before] {
        b'-' => {
            // `550-550 5.1.10` quotes another server.
            let code = &bytes[at.saturating_sub(4).max(start)..before];
            let is_code = code.len() == 3
                && code.iter().all(u8::is_ascii_digit)
                && matches!(code[0], b'2'..=b'5');
            !is_code
                && before > start
                && bytes[before - 1] != b' '
                && bytes[before - 1] != b'\n'
                && bytes[before - 1] != b'<'
        }
        b':' => in_ipv6(&bytes[start..before]),
        b'_' => !is_in_italics(bytes, start, before),
        b'.' | b'@' | b'/' | b'\\' | b'+' | b'$' | b'%' | b'&' => true,
        byte => {
            byte.is_ascii_alphanumeric()
                || byte >= 0x80 && !is_quote_end(bytes, before) && !is_ideographic(bytes, before)
        }
    }
}

/// Whether a line that begins in italics ends so: `_550 no such user_`, as people write to each other.
fn is_in_italics(bytes: &[u8], start: usize, at: usize) -> bool {
    const LONGEST: usize = 400;
    let line = &bytes[at + 1..bytes.len().min(at + LONGEST)];
    let line = line.split(|byte| *byte == b'\n').next().unwrap_or_default();
    (at == start || bytes[at - 1] == b'\n') && line.trim_ascii_end().ends_with(b"_")
}

/// Whether what stands before a colon is the beginning of an IPv6 address.
fn in_ipv6(before: &[u8]) -> bool {
    let is_part = |byte: &&u8| byte.is_ascii_hexdigit();
    let last = before.iter().rev().take_while(is_part).count();
    let rest = &before[..before.len() - last];
    last <= 4
        && rest.ends_with(b":")
        && rest
            .iter()
            .rev()
            .nth(1)
            .is_some_and(|byte| *byte == b':' || is_part(&byte))
}

/// Whether a byte ends an ideograph or a syllable of Korean: no space parts them from a number.
fn is_ideographic(bytes: &[u8], at: usize) -> bool {
    at >= 2 && matches!(bytes[at - 2], 0xe4..=0xed)
}

/// Whether a byte ends a curly quotation mark or another sign that is no letter.
fn is_quote_end(bytes: &[u8], at: usize) -> bool {
    let is_angled = at >= 1 && bytes[at - 1] == 0xc2 && matches!(bytes[at], 0xab | 0xbb | 0xa0);
    is_angled || at >= 2 && matches!(bytes[at - 2], 0xe2 | 0xe3 | 0xef)
}
